package org.jumpscope.data;

import java.util.List;
import java.util.stream.IntStream;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NearestName;

/** Columns by their names or their numbers, which start at 1. */
public final class ColumnNames {
    private ColumnNames() {}

    /**
     * Finds a column.
     *
     * @param name its name, or its number
     * @param columns the names of all columns
     * @param file what to call the file
     * @return its index, from 0
     * @throws InvalidInputException when there is no such column, with the nearest name, or more than one of the name
     */
    public static int index(String name, List<String> columns, String file) {
        String trimmed = name.trim();
        int index = columns.indexOf(trimmed);
        if (index >= 0) {
            int last = columns.lastIndexOf(trimmed);
            if (last > index) {
                throw new InvalidInputException(file + " has the column '" + trimmed + "' as number " + (index + 1)
                        + " and as number " + (last + 1) + ": give the number of the one that is meant.");
            }
            return index;
        }
        if (trimmed.matches("\\d{1,9}")) {
            int number = Integer.parseInt(trimmed);
            if (number >= 1 && number <= columns.size()) {
                return number - 1;
            }
            throw new InvalidInputException(file + " has no column " + number + ": "
                    + (columns.size() == 1 ? "it has one column." : "its columns are 1 to " + columns.size() + "."));
        }
        String nearest = NearestName.to(trimmed, columns)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("its columns are " + shortened(columns) + ".");
        throw new InvalidInputException(file + " has no column '" + trimmed + "': " + nearest);
    }

    /** The names with commas between them, at most eight. */
    static String shortened(List<String> names) {
        return names.size() <= 8
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 7)) + ", ... (" + names.size() + ")";
    }

    /** The names of columns that have none: {@code column_1} and so on. */
    static List<String> numbered(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "column_" + i).toList();
    }
}
