package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A constant array as the graph sees it: a tensor, maybe in another shape or transposed.
 *
 * @param tensor the numbers
 * @param dimensions the lengths of its dimensions
 * @param order of the numbers in the tensor
 */
record Constant(TensorMessage tensor, List<Long> dimensions, Order order) {
    /** The order of the numbers in the tensor against that of the constant. */
    enum Order {
        /** The same. */
        ROWS,
        /** The constant is the transposed of a matrix. */
        COLUMNS
    }

    static Constant of(TensorMessage tensor) {
        return new Constant(tensor, tensor.dimensions(), Order.ROWS);
    }

    /** The number of its elements. */
    int size() {
        return tensor.size();
    }

    /** Its shape for a sentence, such as "10 × 784". */
    String shape() {
        return dimensions.isEmpty()
                ? "one number"
                : dimensions.stream().map(String::valueOf).collect(Collectors.joining(" × "));
    }

    /** The transposed matrix. */
    Constant transposed() {
        return new Constant(
                tensor,
                List.of(dimensions.get(1), dimensions.get(0)),
                order == Order.ROWS ? Order.COLUMNS : Order.ROWS);
    }

    /** The same numbers in another shape; those of a transposed constant are not in their order, and stay as they are. */
    Constant reshaped(NodeMessage node, List<Long> target) {
        List<Long> result = new ArrayList<>();
        int open = -1;
        long known = 1;
        for (int i = 0; i < target.size(); i++) {
            long length = target.get(i);
            if (length == 0 && i < dimensions.size()) {
                length = dimensions.get(i);
            }
            if (length == -1 && open < 0) {
                open = i;
                length = 1;
            }
            if (length < 1 || known * length > Integer.MAX_VALUE) {
                throw node.refused("makes the shape " + target + " of a constant of the shape " + shape() + ".");
            }
            known *= length;
            result.add(length);
        }
        if (open >= 0) {
            result.set(open, size() / known);
            known *= result.get(open);
        }
        if (known != size()) {
            throw node.refused("makes the shape " + target + " of a constant of the shape " + shape() + ".");
        }
        return new Constant(tensor, List.copyOf(result), order);
    }

    /** The same elements in the order of the tensor; trainable numbers are not any more. */
    Constant inOrder() {
        return order == Order.ROWS
                ? this
                : with(tensor.whole() ? TensorMessage.Elements.INTEGERS : TensorMessage.Elements.FLOATS, values());
    }

    /** The same numbers with other lengths, of which the product is the same. */
    Constant in(List<Long> lengths) {
        return new Constant(tensor, List.copyOf(lengths), order);
    }

    /** Other numbers, that are not trained, of this shape. */
    Constant with(TensorMessage.Elements elements, double[] values) {
        return of(tensor.with(elements, values, dimensions));
    }

    /** The place of an element, row by row, in the tensor. */
    int place(int element) {
        if (order == Order.ROWS) {
            return element;
        }
        int rows = dimensions.get(0).intValue();
        int columns = dimensions.get(1).intValue();
        return element % columns * rows + element / columns;
    }

    /** All elements, row by row. */
    double[] values() {
        double[] values = new double[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.at(place(i));
        }
        return values;
    }

    /** The length of the last dimension that is not 1, if there is at most one such: that of a vector. */
    boolean isVector() {
        return dimensions.stream().filter(length -> length != 1).count() <= 1;
    }
}
