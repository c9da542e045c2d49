package org.jumpscope.data.onnx;

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

    /** The length of the last dimension that is not 1, if there is at most one such: that of a vector. */
    boolean isVector() {
        return dimensions.stream().filter(length -> length != 1).count() <= 1;
    }
}
