package org.jumpscope.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jumpscope.numeric.InvalidInputException;

/**
 * An NPZ file as columns: an array of one dimension is a column of its name; one of two dimensions, {@code name}, has the
 * columns {@code name:1} and so on.
 */
final class NpzColumns implements ColumnFile {
    private final String file;
    private final List<String> columns = new ArrayList<>();
    private final List<NpyColumns> arrays = new ArrayList<>();
    private final List<String> columnsOfArrays = new ArrayList<>();

    NpzColumns(Path file) {
        this.file = file.toString();
        for (Map.Entry<String, NpyArray> array : NpzFile.read(file).entrySet()) {
            int dimensions = array.getValue().shape().size();
            if (dimensions < 1 || dimensions > 2 || array.getValue().shape().contains(0)) {
                continue; // not columns
            }
            NpyColumns here = new NpyColumns(file + ", " + array.getKey(), array.getValue());
            for (int i = 1; i <= here.columns().size(); i++) {
                columns.add(dimensions == 1 ? array.getKey() : array.getKey() + ":" + i);
                arrays.add(here);
                columnsOfArrays.add(String.valueOf(i));
            }
        }
        if (columns.isEmpty()) {
            throw new InvalidInputException(file + " has no array of one or two dimensions with numbers in it.");
        }
    }

    @Override
    public List<String> columns() {
        return List.copyOf(columns);
    }

    @Override
    public List<double[]> read(List<String> chosen) {
        List<double[]> read = new ArrayList<>();
        for (String column : chosen) {
            int index = ColumnNames.index(column, columns, file);
            read.addAll(arrays.get(index).read(List.of(columnsOfArrays.get(index))));
        }
        return read;
    }
}
