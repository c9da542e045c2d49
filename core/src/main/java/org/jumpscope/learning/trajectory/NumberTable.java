package org.jumpscope.learning.trajectory;

import java.util.Arrays;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.Vector;

/** Rows of numbers that grow. */
final class NumberTable {
    private final int columns;
    private double[] numbers;
    private int size;

    NumberTable(int columns) {
        this.columns = columns;
        this.numbers = new double[16 * columns];
    }

    /** A table of given numbers, row by row. */
    NumberTable(String name, int columns, Vector rows) {
        if (columns > 0 && rows.size() % columns != 0) {
            throw new InvalidInputException("The record has " + rows.size() + " numbers of " + name + ", not rows of "
                    + columns + ": it belongs to another training; start again without --resume.");
        }
        this.columns = columns;
        this.numbers = rows.toArray();
        this.size = numbers.length;
    }

    int rows() {
        return columns == 0 ? 0 : size / columns;
    }

    void add(double... row) {
        if (size + columns > numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(size + columns, numbers.length + numbers.length / 2));
        }
        System.arraycopy(row, 0, numbers, size, columns);
        size += columns;
    }

    Vector vector() {
        return Vector.of(numbers, size);
    }

    Matrix matrix() {
        return Matrix.of(rows(), columns, Arrays.copyOf(numbers, size));
    }
}
