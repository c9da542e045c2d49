package org.jumpscope.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jumpscope.numeric.InvalidInputException;

/**
 * A format of files with columns whose reader is a module of its own, because of what that needs; the service loader finds
 * it. The one that there is reads Parquet.
 */
public interface ColumnFormat {
    /**
     * Whether a file is of this format.
     *
     * @param name the end of its path, in lower case
     * @param start its first bytes, at most eight. Not modified.
     * @return whether to open it
     */
    boolean recognises(String name, byte[] start);

    /**
     * Opens a file.
     *
     * @param file the file
     * @return the file with its columns known
     * @throws InvalidInputException when it is not of this format, or damaged
     */
    ColumnFile open(Path file);

    /** The format of a file; empty when none of the loaded ones recognises it, and it is not of one that could be. */
    static Optional<ColumnFormat> find(String name, byte[] start) {
        boolean parquet = name.endsWith(".parquet")
                || name.endsWith(".pq")
                || new String(start, StandardCharsets.ISO_8859_1).startsWith("PAR1");
        if (!parquet) {
            return Optional.empty(); // spares the search for services
        }
        for (ColumnFormat format : ServiceLoader.load(ColumnFormat.class)) {
            if (format.recognises(name, start)) {
                return Optional.of(format);
            }
        }
        throw new InvalidInputException(
                name + " is a Parquet file, and the reader of Parquet is not there: in the folder "
                        + "of jumpscope, run 'mvn -q -pl parquet -am -Dmaven.test.skip=true package' once (it downloads 30 MB).");
    }
}
