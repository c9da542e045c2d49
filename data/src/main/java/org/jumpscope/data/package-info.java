/** Files to datasets and back: CSV, IDX, NPY and NPZ, plain or compressed by gzip. Every reader distrusts its file. */
package org.jumpscope.data;
