package org.jumpscope.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jumpscope.numeric.InvalidInputException;

/** A file with columns of numbers. */
public interface ColumnFile {
    /**
     * The names of the columns; those that have none are {@code column_1} and so on.
     *
     * @return the names, in the order of the file
     */
    List<String> columns();

    /**
     * Reads whole columns of numbers in one pass.
     *
     * <p>NaN is read as it is. A cell that is empty, an infinite number, and what is not a number are errors.
     *
     * @param columns names or numbers (from 1) of the columns
     * @return for each of them a new array
     * @throws InvalidInputException when there is no such column, with the nearest name; when a cell is missing, not a
     *     number or infinite, with its line and column; when the file is cut or damaged; when it has no numbers
     */
    List<double[]> read(List<String> columns);

    /**
     * Opens a file: NPY and NPZ by their names' ends or their first bytes, a file of a {@link ColumnFormat} by what that
     * says, anything else as text.
     *
     * <p>Text is a table with a comma, a semicolon, a tab or blanks between the columns (the first line decides; blanks not
     * in a {@code .csv} or {@code .tsv} file), with or without names in its first line. Lines that start with # are
     * comments. All but NPZ may be compressed by gzip.
     *
     * @param file the file
     * @return the file with its columns known
     * @throws InvalidInputException when the file is not there, or empty, or not what its name says
     */
    static ColumnFile open(Path file) {
        String name =
                String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        try {
            byte[] start;
            try (InputStream in = DataFile.open(file)) {
                start = in.readNBytes(8);
            }
            if (name.endsWith(".npy") || NpyArray.starts(start)) {
                return new NpyColumns(file);
            }
            if (name.endsWith(".npz") || NpzFile.starts(start)) {
                return new NpzColumns(file);
            }
            return ColumnFormat.find(name, start)
                    .map(format -> format.open(file))
                    .orElseGet(() -> CsvFile.open(
                            file,
                            name.endsWith(".csv") || name.endsWith(".tsv")
                                    ? CsvFile.Separators.CHARACTERS
                                    : CsvFile.Separators.CHARACTERS_OR_BLANKS));
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
    }

    /**
     * Opens text that can be read once, such as standard input.
     *
     * @param name what to call it in messages
     * @param in the text, as that of a file
     * @return the table with its columns known; they can be read once
     * @throws InvalidInputException when it is empty or not text
     */
    static ColumnFile open(String name, InputStream in) {
        return CsvFile.open(name, in);
    }

    /** The number, or an error that says where it is infinite. */
    static double finite(double value, String where) {
        if (Double.isInfinite(value)) {
            throw new InvalidInputException(where + " is " + (value > 0 ? "infinite" : "minus infinity")
                    + ": leave it out, or give the number that overflowed.");
        }
        return value;
    }
}
