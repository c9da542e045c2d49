package org.jumpscope.data.parquet;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jumpscope.data.ColumnFile;
import org.jumpscope.data.ColumnFormat;

/** Parquet, for the service loader. */
public final class ParquetFormat implements ColumnFormat {
    /** For the service loader. */
    public ParquetFormat() {}

    @Override
    public boolean recognises(String name, byte[] start) {
        return name.endsWith(".parquet")
                || name.endsWith(".pq")
                || new String(start, StandardCharsets.ISO_8859_1).startsWith("PAR1");
    }

    @Override
    public ColumnFile open(Path file) {
        return new ParquetColumns(file);
    }
}
