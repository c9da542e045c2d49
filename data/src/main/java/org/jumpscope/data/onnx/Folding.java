package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Arithmetic of constants, of which exporters make the lengths of reshapes and masks: what a node makes whose inputs are all
 * constants that are not trained.
 */
final class Folding {
    /** Lengths and masks have no more numbers. */
    private static final int MOST = 1 << 20;

    /** What an operator makes of constants. */
    interface Rule {
        Constant make(NodeMessage node, GraphReader graph);
    }

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("Abs", unary(Math::abs)),
            Map.entry("Add", binary(Double::sum)),
            Map.entry("And", binary((a, b) -> a != 0 && b != 0 ? 1 : 0)),
            Map.entry("Concat", Folding::concatenated),
            Map.entry("ConstantOfShape", Folding::filled),
            Map.entry("Div", Folding::divided),
            Map.entry("Equal", binary((a, b) -> a == b ? 1 : 0)),
            Map.entry("Exp", unary(Math::exp)),
            Map.entry("Expand", Folding::expanded),
            Map.entry("Gather", Folding::gathered),
            Map.entry("Greater", binary((a, b) -> a > b ? 1 : 0)),
            Map.entry("Less", binary((a, b) -> a < b ? 1 : 0)),
            Map.entry("Mul", binary((a, b) -> a * b)),
            Map.entry("Neg", unary(a -> -a)),
            Map.entry("Not", unary(a -> a == 0 ? 1 : 0)),
            Map.entry("Or", binary((a, b) -> a != 0 || b != 0 ? 1 : 0)),
            Map.entry("Pow", binary(Math::pow)),
            Map.entry("Range", Folding::range),
            Map.entry("Slice", Folding::sliced),
            Map.entry("Sqrt", unary(Math::sqrt)),
            Map.entry("Sub", binary((a, b) -> a - b)),
            Map.entry("Trilu", Folding::triangle),
            Map.entry("Where", Folding::chosen));

    private Folding() {}

    /** What an operator makes of constants; none if that is not known. */
    static Optional<Rule> of(String operator) {
        return Optional.ofNullable(RULES.get(operator));
    }

    /** The operators of {@link #of}. */
    static List<String> operators() {
        return List.copyOf(RULES.keySet());
    }

    private static double[] values(NodeMessage node, Constant constant) {
        if (constant.size() > MOST) {
            throw node.refused(
                    "computes with the constant '" + constant.tensor().name() + "' of the shape " + constant.shape()
                            + "; up to " + MOST + " numbers are supported.");
        }
        return constant.values();
    }

    private static Constant constant(
            NodeMessage node, GraphReader graph, TensorMessage.Elements elements, double[] values, List<Long> lengths) {
        return Constant.of(TensorMessage.of(
                graph.file(),
                node.outputs().get(0),
                elements,
                values,
                lengths.stream().mapToLong(Long::longValue).toArray()));
    }

    private static TensorMessage.Elements elements(Constant constant) {
        return constant.tensor().whole() ? TensorMessage.Elements.INTEGERS : TensorMessage.Elements.FLOATS;
    }

    private static Rule unary(DoubleUnaryOperator operator) {
        return (node, graph) -> {
            Constant constant = graph.requireConstant(node, 0, "input");
            return constant(
                    node,
                    graph,
                    elements(constant),
                    Arrays.stream(values(node, constant)).map(operator).toArray(),
                    constant.dimensions());
        };
    }

    private static Rule binary(DoubleBinaryOperator operator) {
        return (node, graph) -> combined(
                node,
                graph,
                graph.requireConstant(node, 0, "input"),
                graph.requireConstant(node, 1, "input"),
                operator);
    }

    private static Constant combined(
            NodeMessage node, GraphReader graph, Constant first, Constant second, DoubleBinaryOperator operator) {
        ArrayShape shape = Broadcast.common(node, shape(first), shape(second));
        if (shape.size() > MOST) {
            throw node.refused("makes a constant of " + shape.size() + " numbers; up to " + MOST + " are supported.");
        }
        double[] a = values(node, first);
        double[] b = values(node, second);
        int[] ofFirst = Broadcast.elements(node, Broadcast.lengths(first), shape);
        int[] ofSecond = Broadcast.elements(node, Broadcast.lengths(second), shape);
        double[] made = new double[shape.size()];
        for (int i = 0; i < made.length; i++) {
            made[i] = operator.applyAsDouble(a[ofFirst[i]], b[ofSecond[i]]);
        }
        return constant(node, graph, elements(first), made, shape.fileLengths());
    }

    private static ArrayShape shape(Constant constant) {
        return new ArrayShape(Broadcast.lengths(constant), 1, ArrayShape.NONE, 1);
    }

    private static Constant divided(NodeMessage node, GraphReader graph) {
        Constant first = graph.requireConstant(node, 0, "input");
        boolean whole = first.tensor().whole();
        return combined(node, graph, first, graph.requireConstant(node, 1, "input"), (a, b) -> {
            if (whole && b == 0) {
                throw node.refused("divides the integer " + a + " by 0: the file is damaged; export it again.");
            }
            double quotient = a / b;
            return !whole ? quotient : quotient < 0 ? Math.ceil(quotient) : Math.floor(quotient);
        });
    }

    private static Constant selected(
            NodeMessage node, GraphReader graph, Constant constant, int[] elements, List<Integer> lengths) {
        double[] values = values(node, constant);
        return constant(
                node,
                graph,
                elements(constant),
                Arrays.stream(elements).mapToDouble(i -> values[i]).toArray(),
                lengths.stream().map(Integer::longValue).toList());
    }

    private static Constant gathered(NodeMessage node, GraphReader graph) {
        Constant constant = graph.requireConstant(node, 0, "input");
        Selection selection = Selection.gather(node, graph, shape(constant));
        return selected(
                node, graph, constant, selection.elements(), selection.shape().lengths());
    }

    private static Constant sliced(NodeMessage node, GraphReader graph) {
        Constant constant = graph.requireConstant(node, 0, "input");
        Selection selection = Selection.slice(node, graph, shape(constant));
        return selected(
                node, graph, constant, selection.elements(), selection.shape().lengths());
    }

    private static Constant expanded(NodeMessage node, GraphReader graph) {
        Constant constant = graph.requireConstant(node, 0, "input");
        List<Integer> lengths = lengths(node, graph.integers(node, 1, "shape"));
        ArrayShape shape = Broadcast.common(node, shape(constant), new ArrayShape(lengths, 1, ArrayShape.NONE, 1));
        return selected(
                node, graph, constant, Broadcast.elements(node, Broadcast.lengths(constant), shape), shape.lengths());
    }

    /** Lengths of a constant that is made. */
    private static List<Integer> lengths(NodeMessage node, List<Long> given) {
        double size = 1;
        for (long length : given) {
            size *= Math.max(length, 0);
        }
        if (size > MOST || given.stream().anyMatch(length -> length < 0)) {
            throw node.refused("makes a constant of the shape " + given + "; up to " + MOST
                    + " numbers, and none that depend on the number of samples, are supported.");
        }
        return given.stream().map(Long::intValue).toList();
    }

    private static Constant filled(NodeMessage node, GraphReader graph) {
        List<Integer> lengths = lengths(node, graph.integers(node, 0, "shape"));
        TensorMessage value = Optional.ofNullable(node.attributes().get("value"))
                .flatMap(AttributeMessage::tensor)
                .orElse(null);
        if (value != null && value.size() != 1) {
            throw node.refused("fills an array with " + value.size() + " values; one is supported.");
        }
        double[] made = new double[lengths.stream().reduce(1, (a, b) -> a * b)];
        Arrays.fill(made, value == null ? 0 : value.at(0));
        TensorMessage.Elements elements =
                value != null && value.whole() ? TensorMessage.Elements.INTEGERS : TensorMessage.Elements.FLOATS;
        return constant(
                node,
                graph,
                elements,
                made,
                lengths.stream().map(Integer::longValue).toList());
    }

    private static Constant range(NodeMessage node, GraphReader graph) {
        double[] numbers = new double[3];
        for (int i = 0; i < 3; i++) {
            Constant constant = graph.requireConstant(node, i, "range");
            if (constant.size() != 1) {
                throw node.refused("has a range of arrays; three numbers are supported.");
            }
            numbers[i] = constant.tensor().at(0);
        }
        double count = Math.max(0, Math.ceil((numbers[1] - numbers[0]) / numbers[2]));
        if (!(count <= MOST)) {
            throw node.refused("makes a range of " + count + " numbers; up to " + MOST + " are supported.");
        }
        return constant(
                node,
                graph,
                elements(graph.requireConstant(node, 0, "range")),
                IntStream.range(0, (int) count)
                        .mapToDouble(i -> numbers[0] + i * numbers[2])
                        .toArray(),
                List.of((long) count));
    }

    private static Constant triangle(NodeMessage node, GraphReader graph) {
        Constant constant = graph.requireConstant(node, 0, "input");
        int rank = constant.dimensions().size();
        if (rank < 2) {
            throw node.refused("takes a triangle of a constant of the shape " + constant.shape() + ".");
        }
        double k = GraphReader.has(node, 1)
                        && graph.requireConstant(node, 1, "diagonal").size() == 1
                ? graph.requireConstant(node, 1, "diagonal").tensor().at(0)
                : 0;
        boolean upper = node.integer("upper", 1) != 0;
        double[] values = values(node, constant);
        int columns = constant.dimensions().get(rank - 1).intValue();
        int rows = constant.dimensions().get(rank - 2).intValue();
        for (int i = 0; i < values.length; i++) {
            int row = i / columns % rows;
            int column = i % columns;
            if (upper ? column < row + k : column > row + k) {
                values[i] = 0;
            }
        }
        return constant(node, graph, elements(constant), values, constant.dimensions());
    }

    private static Constant chosen(NodeMessage node, GraphReader graph) {
        Constant condition = graph.requireConstant(node, 0, "condition");
        Constant yes = graph.requireConstant(node, 1, "input");
        Constant no = graph.requireConstant(node, 2, "input");
        // NaN marks the places of the other: 0 times an infinity would be none.
        Constant marked = combined(node, graph, yes, condition, (a, b) -> b != 0 ? a : Double.NaN);
        return combined(node, graph, marked, no, (a, b) -> Double.isNaN(a) ? b : a);
    }

    private static Constant concatenated(NodeMessage node, GraphReader graph) {
        List<Constant> parts = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            parts.add(graph.requireConstant(node, i, "input"));
        }
        ArrayShape first = shape(parts.get(0));
        int axis = first.dimension(node, node.integer("axis", 0));
        int length = 0;
        double[] all = new double[0];
        List<ArrayShape> shapes = parts.stream().map(Folding::shape).toList();
        for (int i = 0; i < parts.size(); i++) {
            double[] own = values(node, parts.get(i));
            int from = all.length;
            all = Arrays.copyOf(all, from + own.length);
            System.arraycopy(own, 0, all, from, own.length);
            length += shapes.get(i).rank() > axis ? shapes.get(i).length(axis) : 0;
        }
        int[] elements = Selection.concatenated(node, shapes, axis);
        double[] values = all;
        return constant(
                node,
                graph,
                elements(parts.get(0)),
                Arrays.stream(elements).mapToDouble(i -> values[i]).toArray(),
                first.with(axis, length).fileLengths());
    }
}
