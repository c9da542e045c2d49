package org.jumpscope.data;

import java.util.Arrays;

/** A list of doubles without boxes, for a column whose length is not known before its end. */
public final class GrowingColumn {
    private double[] values = new double[0];
    private int size;

    /** An empty column. */
    public GrowingColumn() {}

    /**
     * Adds a number at the end.
     *
     * @param value the number
     */
    public void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.max(8, 2 * size));
        }
        values[size++] = value;
    }

    /**
     * How many numbers there are.
     *
     * @return the number of numbers
     */
    public int size() {
        return size;
    }

    /**
     * The numbers.
     *
     * @return a new array
     */
    public double[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
