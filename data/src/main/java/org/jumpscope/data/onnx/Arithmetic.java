package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jumpscope.composition.Activation;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Shift;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.network.image.Convolution;
import org.jumpscope.network.image.ImageShape;
import org.jumpscope.network.image.SlidingWindow;

/**
 * What sums, products and quotients element by element mean: of data, of data and numbers that are not trained, and of data and
 * trainable arrays, which are the biases of a layer before them, shifts or scales of features, or trainable numbers of their own.
 */
final class Arithmetic {
    private Arithmetic() {}

    static void add(NodeMessage node, GraphReader graph) {
        int constantAt = graph.isConstant(node, 0) ? 0 : 1;
        Optional<Value> made = graph.isConstant(node, constantAt)
                ? plus(
                        node,
                        graph,
                        graph.value(node, 1 - constantAt),
                        graph.requireConstant(node, constantAt, "biases"))
                : Optional.empty();
        graph.make(node, made.orElseGet(() -> sum(node, graph, graph.value(node, 0), graph.value(node, 1))));
    }

    static void subtract(NodeMessage node, GraphReader graph) {
        Optional<Double> number = graph.number(node, 1);
        graph.make(
                node,
                number.isPresent()
                        ? shifted(graph, like(node, graph, graph.value(node, 0), 1), -number.get())
                        : sum(
                                node,
                                graph,
                                graph.value(node, 0),
                                graph.value(node, 1).times(-1)));
    }

    static void multiply(NodeMessage node, GraphReader graph) {
        int constantAt = graph.isConstant(node, 0) ? 0 : 1;
        if (!graph.isConstant(node, constantAt)) {
            graph.make(node, product(node, graph, graph.value(node, 0), graph.value(node, 1)));
            return;
        }
        Value value = graph.value(node, 1 - constantAt);
        Optional<Double> number = graph.number(node, constantAt);
        Optional<Value> made = number.isPresent()
                ? Optional.of(like(node, graph, value, constantAt).times(number.get()))
                : scaled(node, graph, value, graph.requireConstant(node, constantAt, "factors"));
        graph.make(
                node,
                made.orElseGet(
                        () -> product(node, graph, value, graph.value(node, constantAt, TrainableGroup.Kind.SCALES))));
    }

    static void divide(NodeMessage node, GraphReader graph) {
        Optional<Double> divisor = graph.number(node, 1);
        if (divisor.isPresent()) {
            graph.make(node, like(node, graph, graph.value(node, 0), 1).times(1 / divisor.get()));
            return;
        }
        Value reciprocal = graph.pointwise(graph.value(node, 1), Activation.parse("1/y"));
        Optional<Double> dividend = graph.number(node, 0);
        graph.make(
                node,
                dividend.isPresent()
                        ? like(node, graph, reciprocal, 0).times(dividend.get())
                        : product(node, graph, graph.value(node, 0), reciprocal));
    }

    static void negative(NodeMessage node, GraphReader graph) {
        graph.make(node, graph.value(node, 0).times(-1));
    }

    /** A power of a number; squares and roots are the usual ones. */
    static void power(NodeMessage node, GraphReader graph) {
        double exponent = graph.number(node, 1)
                .orElseThrow(() ->
                        node.refused("has an exponent that is not a number of the file, which is not supported."));
        Value base = graph.value(node, 0);
        graph.make(
                node,
                exponent == 1
                        ? base
                        : graph.pointwise(
                                base,
                                Activation.parse(exponent == 0.5 ? "sqrt(y)" : "y^" + GraphReader.text(exponent))));
    }

    /** Where a constant condition holds one array, elsewhere the other. */
    static void where(NodeMessage node, GraphReader graph) {
        Constant condition = graph.requireConstant(node, 0, "condition");
        Value yes = graph.value(node, 1);
        Value no = graph.value(node, 2);
        ArrayShape shape = Broadcast.common(node, Broadcast.common(node, yes.shape(), no.shape()), condition);
        int[] ofCondition = Broadcast.elements(node, Broadcast.lengths(condition), shape);
        int[] ofYes = Broadcast.elements(node, yes.shape().lengths(), shape);
        int[] ofNo = Broadcast.elements(node, no.shape().lengths(), shape);
        int[] places = new int[shape.size()];
        for (int i = 0; i < places.length; i++) {
            boolean holds = condition.tensor().at(condition.place(ofCondition[i])) != 0;
            places[i] = holds ? yes.place(ofYes[i]) : yes.stepSize() + no.place(ofNo[i]);
        }
        int both = graph.steps().concatenate(List.of(graph.scaled(yes), graph.scaled(no)));
        graph.make(
                node,
                Value.of(both, shape.ofStep(yes.stepSize() + no.stepSize())).select(places, shape));
    }

    // --- Data and data

    /** x + y, in the order of one of them where that has all elements, so that the other alone is brought to it. */
    static Value sum(NodeMessage node, GraphReader graph, Value x, Value y) {
        Aligned aligned = Aligned.of(node, graph, x, y);
        return aligned.made(graph.steps().sum(x.factor(), aligned.first(), y.factor(), aligned.second()));
    }

    static Value product(NodeMessage node, GraphReader graph, Value x, Value y) {
        Aligned aligned = Aligned.of(node, graph, x, y);
        return aligned.made(graph.steps().multiply(aligned.first(), aligned.second()))
                .times(x.factor() * y.factor());
    }

    // --- Data and constants

    /** A value with as many dimensions as it has together with one number. */
    private static Value like(NodeMessage node, GraphReader graph, Value value, int number) {
        return value.in(Broadcast.common(node, value.shape(), graph.requireConstant(node, number, "input")));
    }

    private static Value shifted(GraphReader graph, Value value, double number) {
        double[] numbers = new double[value.stepSize()];
        Arrays.fill(numbers, number);
        return value.from(
                graph.steps().sum(value.factor(), value.step(), 1, graph.steps().constant(numbers)));
    }

    /** A sum with a constant that has a step of its own: a number, biases, or a shift of each neuron. */
    static Optional<Value> plus(NodeMessage node, GraphReader graph, Value value, Constant constant) {
        ArrayShape common = Broadcast.common(node, value.shape(), constant);
        int[] elements = Broadcast.elements(node, Broadcast.lengths(constant), common);
        boolean same = common.size() == value.shape().size();
        if (same
                && graph.takesBiases(value)
                && !graph.isTied(constant)
                && graph.isOnePerFilter(value, constant.size(), elements)) {
            graph.addBiases(node, value, constant);
            return Optional.of(value.in(common));
        }
        Optional<Double> number = graph.number(constant);
        if (number.isPresent()) {
            return Optional.of(shifted(graph, value.in(common), number.get()));
        }
        boolean shift = same
                && value.inOrder()
                && constant.size() == elements.length
                && constant.order() == Constant.Order.ROWS
                && graph.isTrainable(constant)
                && !graph.isTied(constant);
        if (!shift) {
            return Optional.empty();
        }
        graph.own(node, constant);
        LayerValues values = LayerValues.of(new Shift(elements.length), constant);
        return Optional.of(Value.of(graph.steps().apply(values, graph.scaled(value)), common));
    }

    /** A product with a trainable constant of one number for each feature: a convolution of one weight for each channel. */
    static Optional<Value> scaled(NodeMessage node, GraphReader graph, Value value, Constant constant) {
        ArrayShape common = Broadcast.common(node, value.shape(), constant);
        boolean one = constant.order() == Constant.Order.ROWS && graph.isTrainable(constant) && !graph.isTied(constant);
        if (!one || common.size() != value.shape().size() || common.size() % constant.size() != 0) {
            return Optional.empty();
        }
        int[] elements = Broadcast.elements(node, Broadcast.lengths(constant), common);
        int positions = common.size() / constant.size();
        Value before = value.in(common);
        if (!value.isRearranged() || !isByFeature(value, elements, positions)) {
            int[] order = IntStream.range(0, elements.length)
                    .boxed()
                    .sorted(Comparator.comparingInt(i -> elements[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] back = new int[order.length];
            for (int i = 0; i < order.length; i++) {
                if (elements[order[i]] != i / positions) {
                    return Optional.empty();
                }
                back[order[i]] = i;
            }
            int step = graph.inOrder(before.select(order, common));
            before = Value.of(step, common).select(back, common);
        }
        graph.own(node, constant);
        Block block = node.fitting(() -> new Convolution(
                new ImageShape(constant.size(), positions, 1),
                constant.size(),
                SlidingWindow.of(1, 1),
                constant.size(),
                Affine.Biases.NONE));
        return Optional.of(before.from(graph.steps().apply(LayerValues.of(block, constant), graph.scaled(before))));
    }

    private static boolean isByFeature(Value value, int[] elements, int positions) {
        for (int i = 0; i < elements.length; i++) {
            if (value.place(i) / positions != elements[i]) {
                return false;
            }
        }
        return true;
    }

    /** Two steps whose elements meet. */
    private static final class Aligned {
        private final int first;
        private final int second;
        /** Whose order it is; none if it is that of the shape. */
        private final Value like;

        private final ArrayShape shape;

        private Aligned(int first, int second, Value like, ArrayShape shape) {
            this.first = first;
            this.second = second;
            this.like = like;
            this.shape = shape;
        }

        static Aligned of(NodeMessage node, GraphReader graph, Value x, Value y) {
            ArrayShape shape = Broadcast.common(node, x.shape(), y.shape());
            int[] ofX = Broadcast.elements(node, x.shape().lengths(), shape);
            int[] ofY = Broadcast.elements(node, y.shape().lengths(), shape);
            boolean first = leads(graph, x, shape);
            boolean second = leads(graph, y, shape);
            if (first || second) {
                // Layers of weights left an order, which the next ones want again.
                boolean firstLeads = first && !(second && x.inOrder());
                Value leader = firstLeads ? x : y;
                Value other = firstLeads ? y : x;
                int[] ofOther = firstLeads ? ofY : ofX;
                int[] places = new int[shape.size()];
                for (int i = 0; i < places.length; i++) {
                    places[leader.place(i)] = other.place(ofOther[i]);
                }
                int met = graph.steps().take(other.step(), places);
                return firstLeads ? new Aligned(x.step(), met, x, shape) : new Aligned(met, y.step(), y, shape);
            }
            return new Aligned(taken(graph, x, ofX), taken(graph, y, ofY), null, shape);
        }

        private static boolean leads(GraphReader graph, Value value, ArrayShape shape) {
            return value.shape().size() == shape.size()
                    && value.isRearranged()
                    && graph.steps().isOfInputs(value.step());
        }

        private static int taken(GraphReader graph, Value value, int[] elements) {
            int[] places = new int[elements.length];
            for (int i = 0; i < places.length; i++) {
                places[i] = value.place(elements[i]);
            }
            return graph.steps().take(value.step(), places);
        }

        int first() {
            return first;
        }

        int second() {
            return second;
        }

        Value made(int step) {
            return like == null ? Value.of(step, shape) : like.from(step).in(shape);
        }
    }

    /** Parts one after the other along a dimension: parts of one step are parts of it still. */
    static void concatenate(NodeMessage node, GraphReader graph) {
        List<Value> parts = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            parts.add(graph.value(node, i));
        }
        int axis = parts.get(0).shape().dimension(node, node.integer("axis", 0));
        List<ArrayShape> shapes = parts.stream().map(Value::shape).toList();
        int[] elements = Selection.concatenated(node, shapes, axis);
        ArrayShape shape = Selection.together(node, shapes, axis);
        List<Integer> steps = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        List<Integer> ofPart = new ArrayList<>();
        int size = 0;
        for (Value part : parts) {
            int step = graph.scaled(part);
            if (!steps.contains(step)) {
                steps.add(step);
                starts.add(size);
                size += graph.steps().size(step);
            }
            ofPart.add(starts.get(steps.indexOf(step)));
        }
        int[] places = new int[shape.size()];
        int at = 0;
        for (int p = 0; p < parts.size(); p++) {
            for (int i = 0; i < parts.get(p).shape().size(); i++) {
                places[at++] = ofPart.get(p) + parts.get(p).place(i);
            }
        }
        int[] chosen = Arrays.stream(elements).map(i -> places[i]).toArray();
        Value made =
                Value.of(graph.steps().concatenate(steps), shape.ofStep(size)).select(chosen, shape);
        // An order of several steps is one that no operator asks for.
        graph.make(node, steps.size() == 1 ? made : Value.of(graph.inOrder(made), shape));
    }
}
