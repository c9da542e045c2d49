/** Columns of Parquet files, a {@link org.jumpscope.data.ColumnFormat} of its own because of the libraries that it needs. */
package org.jumpscope.data.parquet;
