package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.List;

/** What the operators that leave the numbers as they are mean: Identity, Cast, Flatten, Reshape, Transpose and Constant. */
final class ShapeOperators {
    private ShapeOperators() {}

    /** Dropout, Identity and others that leave the data as they are; a constant stays one. */
    static void pass(NodeMessage node, GraphReader graph) {
        if (graph.isConstant(node, 0)) {
            graph.make(node, graph.requireConstant(node, 0, "input"));
        } else {
            graph.make(node, graph.data(node, 0));
        }
    }

    static void cast(NodeMessage node, GraphReader graph) {
        int to = (int) node.integer("to", 0);
        boolean floats = to == 1 || to == 11;
        if (graph.isConstant(node, 0)) {
            if (!floats
                    && !((to == 6 || to == 7)
                            && graph.requireConstant(node, 0, "input").tensor().whole())) {
                throw node.refused("turns constants into ONNX's type " + to
                        + "; only floats of 32 and 64 bits, and integers from integers, are supported.");
            }
        } else if (!floats) {
            throw node.refused("turns the data into ONNX's type " + to
                    + ", which loses digits; only floats of 32 and 64 bits are supported.");
        }
        pass(node, graph);
    }

    static void flatten(NodeMessage node, GraphReader graph) {
        Value value = graph.plain(node, 0);
        ArrayShape shape = value.shape();
        long axis = node.integer("axis", 1);
        long from = axis < 0 ? axis + shape.rank() : axis;
        if (from < 0 || from > shape.rank()) {
            throw node.refused("has the axis " + axis + " for data of the shape " + shape.words() + ".");
        }
        List<Long> lengths = shape.fileLengths();
        long first = lengths.subList(0, (int) from).stream().reduce(1L, (a, b) -> a * b);
        long second = lengths.subList((int) from, lengths.size()).stream().reduce(1L, (a, b) -> a * b);
        if (shape.samples() != 1 && shape.axis() >= from) {
            throw node.refused("has the axis " + axis + "; 1, which keeps the samples apart, is supported.");
        }
        graph.make(node, value.in(shape.withFileLengths(node, List.of(first, second))));
    }

    static void reshape(NodeMessage node, GraphReader graph) {
        List<Long> lengths = graph.integers(node, 1, "shape");
        if (graph.isConstant(node, 0)) {
            graph.make(
                    node, graph.requireConstant(node, 0, "input").reshaped(node, lengths));
            return;
        }
        Value value = graph.plain(node, 0);
        graph.make(node, value.in(value.shape().reshaped(node, lengths, node.integer("allowzero", 0) != 0)));
    }

    static void transpose(NodeMessage node, GraphReader graph) {
        int rank = graph.isConstant(node, 0)
                ? graph.requireConstant(node, 0, "input").dimensions().size()
                : graph.plain(node, 0).shape().rank();
        AttributeMessage permutation = node.attributes().get("perm");
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            order.add(rank - 1 - i);
        }
        if (permutation != null) {
            List<Integer> sorted = order.stream().sorted().toList();
            order = permutation.integers().stream().map(Long::intValue).toList();
            if (!order.stream().sorted().toList().equals(sorted)) {
                throw node.refused("has the order " + order + " of dimensions; give a permutation of 0 to " + (rank - 1)
                        + ".");
            }
        }
        if (!graph.isConstant(node, 0)) {
            graph.make(node, graph.plain(node, 0).transposed(node, order));
            return;
        }
        Constant constant = graph.requireConstant(node, 0, "input");
        if (rank != 2) {
            throw node.refused("is supported for constant matrices only.");
        }
        graph.make(node, order.get(0) == 1 ? constant.transposed() : constant);
    }

    static void constant(NodeMessage node, GraphReader graph) {
        if (node.outputs().isEmpty()) {
            return;
        }
        String name = node.outputs().get(0);
        TensorMessage tensor = null;
        for (AttributeMessage attribute : node.attributes().values()) {
            switch (attribute.name()) {
                case "value" ->
                    tensor = attribute
                            .tensor()
                            .orElseThrow(() -> node.refused("has no values: the file is damaged."))
                            .named(name);
                case "value_float" ->
                    tensor = TensorMessage.of(
                            graph.file(), name, TensorMessage.Elements.FLOATS, new double[] {attribute.number()});
                case "value_floats" ->
                    tensor = list(
                            graph,
                            name,
                            TensorMessage.Elements.FLOATS,
                            attribute.numbers().toArray());
                case "value_int" ->
                    tensor = TensorMessage.of(
                            graph.file(), name, TensorMessage.Elements.INTEGERS, new double[] {attribute.integer()});
                case "value_ints" ->
                    tensor = list(
                            graph,
                            name,
                            TensorMessage.Elements.INTEGERS,
                            attribute.integers().stream()
                                    .mapToDouble(Long::doubleValue)
                                    .toArray());
                default -> throw node.refused("holds a " + attribute.name() + ", which is not supported.");
            }
        }
        if (tensor == null) {
            throw node.refused("has no values: the file is damaged.");
        }
        graph.make(node, Constant.of(tensor));
    }

    private static TensorMessage list(
            GraphReader graph, String name, TensorMessage.Elements elements, double[] values) {
        return TensorMessage.of(graph.file(), name, elements, values, values.length);
    }
}
