package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.List;

/** What the operators that leave the numbers as they are mean, but not their shape, order or number. */
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
            Constant constant = graph.requireConstant(node, 0, "input");
            boolean whole = constant.tensor().whole();
            if (to == 9 || ((to == 6 || to == 7) && !whole)) {
                double[] values = constant.values();
                for (int i = 0; i < values.length; i++) {
                    values[i] = to != 9 ? (long) values[i] : values[i] == 0 ? 0 : 1;
                }
                graph.make(node, constant.with(TensorMessage.Elements.INTEGERS, values));
                return;
            }
            if (floats && whole) {
                graph.make(node, constant.with(TensorMessage.Elements.FLOATS, constant.values()));
                return;
            }
            if (!floats && to != 6 && to != 7) {
                throw node.refused("turns constants into ONNX's type " + to
                        + "; only floats of 32 and 64 bits, integers and truth values are supported.");
            }
        } else if (!floats) {
            throw node.refused("turns the data into ONNX's type " + to
                    + ", which loses digits; only floats of 32 and 64 bits are supported.");
        }
        pass(node, graph);
    }

    /** The lengths of the dimensions, which are constants but for the number of samples. */
    static void shape(NodeMessage node, GraphReader graph) {
        List<Long> lengths = graph.isConstant(node, 0)
                ? graph.requireConstant(node, 0, "input").dimensions()
                : graph.data(node, 0).shape().fileLengths();
        int from = place(node.integer("start", 0), lengths.size());
        int to = place(node.integer("end", lengths.size()), lengths.size());
        List<Long> some = from < to ? lengths.subList(from, to) : List.of();
        graph.make(
                node,
                Constant.of(list(
                        graph,
                        node.outputs().get(0),
                        TensorMessage.Elements.INTEGERS,
                        some.stream().mapToDouble(Long::doubleValue).toArray())));
    }

    private static int place(long given, int length) {
        return (int) Math.max(0, Math.min(length, given < 0 ? given + length : given));
    }

    static void unsqueeze(NodeMessage node, GraphReader graph) {
        List<Long> given = axes(node, graph);
        int rank = rank(node, graph) + given.size();
        List<Integer> axes = new ArrayList<>();
        for (long axis : given) {
            long place = axis < 0 ? axis + rank : axis;
            if (place < 0 || place >= rank || rank > 8 || axes.contains((int) place)) {
                throw node.refused("has the axes " + given + " for an array that gets " + rank + " dimensions.");
            }
            axes.add((int) place);
        }
        axes.sort(null);
        if (staysConstant(node, graph)) {
            Constant constant = graph.requireConstant(node, 0, "input").inOrder();
            List<Long> lengths = new ArrayList<>(constant.dimensions());
            axes.forEach(axis -> lengths.add(axis, 1L));
            graph.make(node, constant.in(lengths));
            return;
        }
        Value value = graph.value(node, 0);
        ArrayShape shape = value.shape();
        for (int axis : axes) {
            shape = shape.withOne(axis);
        }
        graph.make(node, value.in(shape));
    }

    static void squeeze(NodeMessage node, GraphReader graph) {
        List<Long> given = axes(node, graph);
        int rank = rank(node, graph);
        List<Long> lengths = graph.isConstant(node, 0)
                ? graph.requireConstant(node, 0, "input").dimensions()
                : graph.plain(node, 0).shape().fileLengths();
        List<Integer> axes = new ArrayList<>();
        for (int i = rank - 1; i >= 0; i--) {
            boolean named = given.contains((long) i) || given.contains((long) i - rank);
            if (named && lengths.get(i) != 1) {
                String words = graph.isConstant(node, 0)
                        ? lengths.toString()
                        : graph.plain(node, 0).shape().words();
                throw node.refused("takes dimension " + i + " of data of the shape " + words
                        + " away, where length 1 is supported.");
            }
            if (named || (given.isEmpty() && lengths.get(i) == 1)) {
                axes.add(i);
            }
        }
        if (staysConstant(node, graph)) {
            List<Long> rest = new ArrayList<>(lengths);
            axes.forEach(axis -> rest.remove((int) axis));
            graph.make(node, graph.requireConstant(node, 0, "input").inOrder().in(rest));
            return;
        }
        Value value = graph.value(node, 0);
        ArrayShape shape = value.shape();
        for (int axis : axes) {
            shape = shape.without(axis);
        }
        graph.make(node, value.in(shape));
    }

    private static int rank(NodeMessage node, GraphReader graph) {
        return graph.isConstant(node, 0)
                ? graph.requireConstant(node, 0, "input").dimensions().size()
                : graph.plain(node, 0).shape().rank();
    }

    /** To opset 12 an attribute, then an input. */
    private static List<Long> axes(NodeMessage node, GraphReader graph) {
        return GraphReader.has(node, 1)
                ? graph.integers(node, 1, "list of axes")
                : ImageOperators.list(node, "axes", List.of());
    }

    /** Constant places of data, or the rows of a constant table at the tokens that the data are. */
    static void gather(NodeMessage node, GraphReader graph) {
        if (graph.isConstant(node, 0) && !graph.isConstant(node, 1)) {
            new EmbeddingReader().follow(node, graph);
            return;
        }
        Value value = graph.value(node, 0);
        Selection selection = Selection.gather(node, graph, value.shape());
        graph.make(node, value.select(selection.elements(), selection.shape()));
    }

    static void slice(NodeMessage node, GraphReader graph) {
        Value value = graph.value(node, 0);
        Selection selection = Selection.slice(node, graph, value.shape());
        graph.make(node, value.select(selection.elements(), selection.shape()));
    }

    /** Parts along a dimension: of lengths that are an attribute to opset 12, then an input; or of equal lengths. */
    static void split(NodeMessage node, GraphReader graph) {
        Value value = graph.value(node, 0);
        int axis = value.shape().dimension(node, node.integer("axis", 0));
        value.shape().requireApart(node, axis);
        int length = value.shape().length(axis);
        int count = node.outputs().size();
        List<Long> sizes = GraphReader.has(node, 1)
                ? graph.integers(node, 1, "list of lengths")
                : ImageOperators.list(node, "split", List.of());
        if (sizes.isEmpty()) {
            long size = (length + count - 1L) / count;
            sizes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sizes.add(Math.min(size, length - i * size));
            }
        }
        long sum = 0;
        for (long size : sizes) {
            sum += size < 1 ? Integer.MAX_VALUE : size;
        }
        if (sizes.size() != count || sum != length) {
            throw node.refused("splits a dimension of length " + length + " into " + count + " parts of the lengths "
                    + sizes + ", which do not fit.");
        }
        int from = 0;
        for (int i = 0; i < count; i++) {
            int size = sizes.get(i).intValue();
            Selection part = Selection.part(node, value.shape(), axis, from, size);
            graph.makeAs(node.outputs().get(i), value.select(part.elements(), part.shape()));
            from += size;
        }
    }

    /** Repeats dimensions of length 1. */
    static void expand(NodeMessage node, GraphReader graph) {
        Value value = graph.value(node, 0);
        List<Long> target = graph.integers(node, 1, "shape");
        List<Integer> lengths = new ArrayList<>();
        int samplesAt = ArrayShape.NONE;
        for (int i = 0; i < target.size(); i++) {
            boolean ofSamples = target.get(i) == value.shape().samples() && target.get(i) != 1;
            long length = ofSamples ? 1 : target.get(i);
            if (length < 1 || length > Integer.MAX_VALUE || (ofSamples && samplesAt != ArrayShape.NONE)) {
                throw node.refused("makes the shape " + target + ", which is not supported.");
            }
            samplesAt = ofSamples ? i : samplesAt;
            lengths.add((int) length);
        }
        ArrayShape wanted = new ArrayShape(lengths, value.shape().samples(), samplesAt, 1);
        ArrayShape shape = Broadcast.common(node, value.shape(), wanted);
        graph.make(node, value.select(Broadcast.elements(node, value.shape().lengths(), shape), shape));
    }

    /** Whether an input is a constant in the order of its tensor, or one that is not trained and may be brought to it. */
    private static boolean staysConstant(NodeMessage node, GraphReader graph) {
        if (!graph.isConstant(node, 0)) {
            return false;
        }
        Constant constant = graph.requireConstant(node, 0, "input");
        return constant.order() == Constant.Order.ROWS || !graph.isTrainable(constant);
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
        if (staysConstant(node, graph)) {
            graph.make(node, graph.requireConstant(node, 0, "input").inOrder().reshaped(node, lengths));
            return;
        }
        Value value = graph.value(node, 0);
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
                throw node.refused(
                        "has the order " + order + " of dimensions; give a permutation of 0 to " + (rank - 1) + ".");
            }
        }
        if (graph.isConstant(node, 0) && rank == 2) {
            Constant constant = graph.requireConstant(node, 0, "input");
            graph.make(node, order.get(0) == 1 ? constant.transposed() : constant);
        } else {
            graph.make(node, graph.value(node, 0).transposed(order));
        }
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
