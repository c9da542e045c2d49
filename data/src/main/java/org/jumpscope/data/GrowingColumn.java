package org.jumpscope.data;

import java.util.Arrays;

/** A list of doubles without boxes, for a column whose length is not known before its end. */
final class GrowingColumn {
    private double[] values = new double[256];
    private int size;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
