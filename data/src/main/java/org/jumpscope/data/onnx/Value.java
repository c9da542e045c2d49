package org.jumpscope.data.onnx;

import java.util.Arrays;
import java.util.List;
import org.jumpscope.numeric.InvalidInputException;

/**
 * An array of the graph that depends on the data: the elements that one step of the network makes, times a factor and
 * rearranged. So reshapes, transposed arrays and parts of arrays take no step of their own until something needs them in their
 * order.
 */
final class Value {
    private final int step;
    /** The number of elements that the step makes. */
    private final int stepSize;

    private final double factor;
    /** Of each element, in the order of the shape, its place in what the step makes; null if it is the same. */
    private final int[] places;

    private final ArrayShape shape;

    /** Places are held of no more elements. */
    private static final int MOST_PLACES = 1 << 24;

    private Value(int step, int stepSize, double factor, int[] places, ArrayShape shape) {
        this.step = step;
        this.stepSize = stepSize;
        this.factor = factor;
        this.places = places;
        this.shape = shape;
    }

    /** What a step makes, in its order. */
    static Value of(int step, ArrayShape shape) {
        return new Value(step, shape.size(), 1, null, shape);
    }

    int step() {
        return step;
    }

    int stepSize() {
        return stepSize;
    }

    double factor() {
        return factor;
    }

    ArrayShape shape() {
        return shape;
    }

    /** Whether the elements are in the order of the step. */
    boolean inOrder() {
        return places == null;
    }

    /** The place of an element in what the step makes. */
    int place(int element) {
        return places == null ? element : places[element];
    }

    /** Whether each element of a step is one element here. */
    boolean isRearranged() {
        if (places == null) {
            return true;
        }
        if (places.length != stepSize) {
            return false;
        }
        boolean[] seen = new boolean[stepSize];
        for (int place : places) {
            if (seen[place]) {
                return false;
            }
            seen[place] = true;
        }
        return true;
    }

    Value times(double other) {
        return new Value(step, stepSize, factor * other, places, shape);
    }

    /** The elements in their order in another shape. */
    Value in(ArrayShape other) {
        return new Value(step, stepSize, factor, places, other);
    }

    /** The same elements of another step, of as many as that of this, with factor 1. */
    Value from(int other) {
        return new Value(other, stepSize, 1, places, shape);
    }

    /**
     * Some elements, in a new shape.
     *
     * @param elements of each new element the old one. Kept.
     */
    Value select(int[] elements, ArrayShape other) {
        int[] chosen = elements.clone();
        boolean same = chosen.length == shape.size();
        for (int i = 0; i < chosen.length; i++) {
            same &= chosen[i] == i;
            chosen[i] = place(chosen[i]);
        }
        return new Value(step, stepSize, factor, same ? places : ordered(chosen), other);
    }

    /** Null if all places of the step that made this are in order. */
    private int[] ordered(int[] chosen) {
        if (chosen.length != stepSize) {
            return chosen;
        }
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i] != i) {
                return chosen;
            }
        }
        return null;
    }

    /** With the dimensions in another order. */
    Value transposed(List<Integer> order) {
        ArrayShape other = shape.transposed(order);
        boolean same = true;
        // Dimensions of length 1 have no order.
        int last = -1;
        for (int dimension : order) {
            if (shape.length(dimension) > 1) {
                same &= dimension > last;
                last = dimension;
            }
        }
        return same ? in(other) : select(transposedElements(shape, order), other);
    }

    /** Of each element of the transposed array the element of the array. */
    static int[] transposedElements(ArrayShape shape, List<Integer> order) {
        int rank = shape.rank();
        int[] strides = new int[rank];
        int[] lengths = new int[rank];
        for (int i = 0; i < rank; i++) {
            strides[i] = shape.product(order.get(i) + 1, rank);
            lengths[i] = shape.length(order.get(i));
        }
        return elements(lengths, strides, 0);
    }

    /** Places start + Σ index × stride, row by row. */
    static int[] elements(int[] lengths, int[] strides, int start) {
        int[] elements = new int[count(lengths)];
        int[] index = new int[lengths.length];
        int place = start;
        for (int i = 0; i < elements.length; i++) {
            elements[i] = place;
            for (int d = lengths.length - 1; d >= 0; d--) {
                place += strides[d];
                if (++index[d] < lengths[d]) {
                    break;
                }
                place -= strides[d] * lengths[d];
                index[d] = 0;
            }
        }
        return elements;
    }

    private static int count(int[] lengths) {
        double count = 1;
        for (int length : lengths) {
            count *= length;
        }
        if (count > MOST_PLACES) {
            throw new InvalidInputException("The network rearranges an array of "
                    + Arrays.toString(lengths) + " numbers of one sample; up to " + MOST_PLACES
                    + " numbers are supported.");
        }
        return (int) count;
    }
}
