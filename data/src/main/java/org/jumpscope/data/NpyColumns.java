package org.jumpscope.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jumpscope.numeric.InvalidInputException;

/** An NPY file as columns: an array of one dimension is one column, one of two dimensions has its own. */
final class NpyColumns implements ColumnFile {
    private final String name;
    private final NpyArray array;
    private final List<String> columns;

    NpyColumns(Path file) {
        this(file.toString(), NpyArray.read(file));
    }

    NpyColumns(String name, NpyArray array) {
        this.name = name;
        this.array = array;
        List<Integer> shape = array.shape();
        if (shape.isEmpty() || shape.size() > 2) {
            throw new InvalidInputException(name + " has " + shape.size()
                    + " dimensions, and a column of numbers has one: write it again with numpy.ravel, for all numbers, "
                    + "or as a table of two dimensions.");
        }
        if (shape.contains(0)) {
            throw new InvalidInputException(name + " has no numbers: its shape is " + shape + ".");
        }
        this.columns = ColumnNames.numbered(shape.size() == 1 ? 1 : shape.get(1));
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public List<double[]> read(List<String> chosen) {
        List<double[]> read = new ArrayList<>();
        for (String column : chosen) {
            int index = ColumnNames.index(column, columns, name);
            read.add(array.column(index));
            check(read.get(read.size() - 1), index);
        }
        return read;
    }

    private void check(double[] values, int column) {
        for (int i = 0; i < values.length; i++) {
            if (Double.isInfinite(values[i])) {
                ColumnFile.finite(
                        values[i],
                        name + ", number " + (i + 1) + (columns.size() == 1 ? "" : " of column " + (column + 1)));
            }
        }
    }
}
