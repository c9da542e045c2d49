/**
 * Files to datasets and networks, and back: CSV, IDX, NPY and NPZ, plain or compressed by gzip, and safetensors. Every reader
 * distrusts its file.
 */
package org.jumpscope.data;
