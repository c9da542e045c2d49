package org.jumpscope.numeric;

import java.util.Arrays;
import java.util.Objects;

/** An immutable matrix of doubles, held row by row. */
public final class Matrix {
    private final int rows;
    private final int columns;
    private final double[] elements;

    private Matrix(int rows, int columns, double[] elements) {
        this.rows = rows;
        this.columns = columns;
        this.elements = elements;
    }

    /**
     * Creates a matrix.
     *
     * @param rows number of rows, not negative
     * @param columns number of columns, not negative
     * @param elements the rows · columns elements, row by row; copied
     * @return the matrix
     * @throws InvalidInputException if the number of elements is not rows · columns
     */
    public static Matrix of(int rows, int columns, double... elements) {
        if (rows < 0 || columns < 0 || elements.length != (long) rows * columns) {
            throw new InvalidInputException("A matrix of " + rows + " × " + columns + " was given " + elements.length
                    + " elements; give rows times columns of them.");
        }
        return new Matrix(rows, columns, elements.clone());
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of columns. */
    public int columns() {
        return columns;
    }

    /**
     * One element.
     *
     * @param i row, from 0
     * @param j column, from 0
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public double get(int i, int j) {
        Objects.checkIndex(i, rows);
        Objects.checkIndex(j, columns);
        return elements[i * columns + j];
    }

    /** Row i as a vector. */
    public Vector row(int i) {
        Objects.checkIndex(i, rows);
        return Vector.of(Arrays.copyOfRange(elements, i * columns, (i + 1) * columns));
    }

    /** Column j as a vector. */
    public Vector column(int j) {
        Objects.checkIndex(j, columns);
        double[] column = new double[rows];
        for (int i = 0; i < rows; i++) {
            column[i] = elements[i * columns + j];
        }
        return Vector.of(column);
    }

    /** The elements row by row as a new array. */
    public double[] toArray() {
        return elements.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix that
                && rows == that.rows
                && columns == that.columns
                && Arrays.equals(elements, that.elements);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(elements);
    }

    @Override
    public String toString() {
        return "Matrix[" + rows + " × " + columns + "]";
    }
}
