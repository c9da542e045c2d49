package org.jumpscope.numeric;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.DoubleStream;

/** An immutable sequence of doubles. */
public final class Vector {
    private final double[] elements;

    private Vector(double[] elements) {
        this.elements = elements;
    }

    /**
     * Creates a vector.
     *
     * @param elements the elements, copied
     * @return the vector
     */
    public static Vector of(double... elements) {
        return new Vector(elements.clone());
    }

    /**
     * Creates a vector from the front of an array.
     *
     * @param elements the array, not modified
     * @param size how many elements to copy
     * @return the vector
     * @throws IndexOutOfBoundsException if {@code size} is negative or more than the array holds
     */
    public static Vector of(double[] elements, int size) {
        Objects.checkFromIndexSize(0, size, elements.length);
        return new Vector(Arrays.copyOf(elements, size));
    }

    /**
     * Returns one element.
     *
     * @param i index, from 0
     * @return the element
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public double get(int i) {
        return elements[i];
    }

    /**
     * Returns the number of elements.
     *
     * @return the number of elements
     */
    public int size() {
        return elements.length;
    }

    /**
     * Returns the elements as a new array.
     *
     * @return a copy
     */
    public double[] toArray() {
        return elements.clone();
    }

    /**
     * Returns the elements in order.
     *
     * @return a stream
     */
    public DoubleStream stream() {
        return Arrays.stream(elements);
    }

    /** Two vectors are equal when their elements are, as by {@link Double#equals}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Vector that && Arrays.equals(elements, that.elements);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(elements);
    }

    @Override
    public String toString() {
        return Arrays.toString(elements);
    }
}
