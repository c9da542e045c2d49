package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.network.graph.Operation;
import org.jumpscope.network.graph.Operation.Product.Side;

/** What products of matrices mean that both depend on the data or are shared: one product for each place of the dimensions before. */
final class ValueProducts {
    /** Each product is a step of its own. */
    private static final int MOST = 4096;

    private ValueProducts() {}

    /** A B of the last two dimensions. */
    static Value product(NodeMessage node, GraphReader graph, Value a, Value b) {
        ArrayShape first = a.shape();
        ArrayShape second = b.shape();
        if (first.rank() < 2 || second.rank() < 2) {
            throw node.refused("multiplies data of the shape " + first.words() + " with data of the shape "
                    + second.words() + "; two dimensions or more are supported.");
        }
        int rows = first.length(first.rank() - 2);
        int inner = first.length(first.rank() - 1);
        int columns = second.length(second.rank() - 1);
        if (second.length(second.rank() - 2) != inner) {
            throw node.refused("multiplies data of the shape " + first.words() + " with data of the shape "
                    + second.words() + ", which do not fit: the last length of the first is the last but one of the"
                    + " second.");
        }
        first.requireApart(node, first.rank() - 1);
        second.requireApart(node, second.rank() - 2);
        // The dimensions before are combined as of elements; the samples may be among the rows of the first, too.
        ArrayShape before = Broadcast.common(
                node,
                first.with(first.rank() - 1, 1).with(first.rank() - 2, 1),
                second.with(second.rank() - 1, 1).with(second.rank() - 2, 1));
        int count = before.size();
        if (count > MOST) {
            throw node.refused(
                    "multiplies " + count + " pairs of matrices for each sample; up to " + MOST + " are supported.");
        }
        int[] ofFirst = Broadcast.elements(node, first.lengths().subList(0, first.rank() - 2), leading(before));
        int[] ofSecond = Broadcast.elements(node, second.lengths().subList(0, second.rank() - 2), leading(before));
        List<Integer> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Matrix left = Matrix.of(graph, a, ofFirst[i], rows, inner);
            Matrix right = Matrix.of(graph, b, ofSecond[i], inner, columns);
            parts.add(graph.steps()
                    .product(
                            new Operation.Product(rows, inner, columns, left.side, right.side, a.factor() * b.factor()),
                            left.step,
                            right.step));
        }
        ArrayShape made = before.with(before.rank() - 2, rows).with(before.rank() - 1, columns);
        return Value.of(graph.steps().concatenate(parts), made);
    }

    private static ArrayShape leading(ArrayShape before) {
        return before.ofConstant(before.lengths().subList(0, before.rank() - 2));
    }

    /** A step of which the elements are those of a matrix, or of the transposed one. */
    private record Matrix(int step, Side side) {
        static Matrix of(GraphReader graph, Value value, int number, int rows, int columns) {
            int from = number * rows * columns;
            int[] places = new int[rows * columns];
            int[] transposed = new int[places.length];
            for (int i = 0; i < places.length; i++) {
                places[i] = value.place(from + i);
                transposed[i % columns * rows + i / columns] = places[i];
            }
            if (places.length == value.stepSize() && isInOrder(transposed) && !isInOrder(places)) {
                return new Matrix(value.step(), Side.TRANSPOSED);
            }
            return new Matrix(graph.steps().take(value.step(), places), Side.PLAIN);
        }

        private static boolean isInOrder(int[] places) {
            for (int i = 0; i < places.length; i++) {
                if (places[i] != i) {
                    return false;
                }
            }
            return true;
        }
    }
}
