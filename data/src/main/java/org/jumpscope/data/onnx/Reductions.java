package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Normalisation;
import org.jumpscope.network.block.Repeated;
import org.jumpscope.network.block.Softmax;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.network.image.ImageShape;
import org.jumpscope.network.image.Pooling;

/** What operators along dimensions mean: means, sums, softmax and layer normalisation. */
final class Reductions {
    private Reductions() {}

    static void mean(NodeMessage node, GraphReader graph) {
        graph.make(node, mean(node, graph, graph.value(node, 0)));
    }

    static void sum(NodeMessage node, GraphReader graph) {
        Value value = graph.value(node, 0);
        Value mean = mean(node, graph, value);
        graph.make(node, mean.times((double) value.shape().size() / mean.shape().size()));
    }

    private static Value mean(NodeMessage node, GraphReader graph, Value value) {
        ArrayShape shape = value.shape();
        List<Long> given = GraphReader.has(node, 1)
                ? graph.integers(node, 1, "list of axes")
                : ImageOperators.list(node, "axes", List.of());
        if (given.isEmpty()) {
            throw node.refused("has no axes, and would not keep the samples apart.");
        }
        List<Integer> axes = new ArrayList<>();
        for (long axis : given) {
            int dimension = shape.dimension(node, axis);
            shape.requireApart(node, dimension);
            if (!axes.contains(dimension)) {
                axes.add(dimension);
            }
        }
        axes.sort(null);
        List<Integer> rest = others(shape, axes);
        List<Integer> order = new ArrayList<>(rest);
        order.addAll(axes);
        Value last = value.transposed(order);
        int kept = last.shape().product(0, rest.size());
        int rows = last.shape().length(order.size() - 1);
        int count = shape.size() / kept;
        // An image's rows and columns stay what they are.
        ImageShape image = node.fitting(() -> new ImageShape(kept, count / rows, rows));
        int step = graph.steps().apply(Pooling.global(image), graph.inOrder(last));
        ArrayShape small = shape;
        for (int axis : axes) {
            small = small.with(axis, 1);
        }
        // Those that are kept are in their order still.
        Value mean = Value.of(step, small);
        if (node.integer("keepdims", 1) == 0) {
            for (int i = axes.size() - 1; i >= 0; i--) {
                small = small.without(axes.get(i));
            }
            mean = mean.in(small);
        }
        return mean;
    }

    private static List<Integer> others(ArrayShape shape, List<Integer> axes) {
        List<Integer> rest = new ArrayList<>();
        for (int i = 0; i < shape.rank(); i++) {
            if (!axes.contains(i)) {
                rest.add(i);
            }
        }
        return rest;
    }

    private static List<Integer> inverse(List<Integer> order) {
        List<Integer> back = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            back.add(order.indexOf(i));
        }
        return back;
    }

    /** Softmax over one dimension; to opset 12 over all from one on. */
    static void softmax(NodeMessage node, GraphReader graph) {
        Value value = graph.plain(node, 0);
        ArrayShape shape = value.shape();
        boolean one = graph.version() >= 13;
        int axis = shape.dimension(node, node.integer("axis", one ? -1 : 1));
        List<Integer> axes = new ArrayList<>();
        for (int i = axis; i < (one ? axis + 1 : shape.rank()); i++) {
            shape.requireApart(node, i);
            axes.add(i);
        }
        List<Integer> order = others(shape, axes);
        order.addAll(axes);
        Value last = value.transposed(order);
        int count = last.shape().product(shape.rank() - axes.size(), shape.rank());
        int rows = shape.size() / count;
        Block block = rows == 1 ? new Softmax(count) : node.fitting(() -> new Repeated(new Softmax(count), rows));
        graph.make(node, graph.block(block, last, last.shape()).transposed(inverse(order)));
    }

    static void logSoftmax(NodeMessage node, GraphReader graph) {
        if (!graph.plain(node, 0).shape().isRow()) {
            throw node.refused("reads data of the shape "
                    + graph.plain(node, 0).shape().words() + "; samples of one dimension are supported.");
        }
        softmax(node, graph);
        graph.answerAs(OnnxFile.Outputs.LOGARITHMS);
    }

    /** Mean 0 and variance 1 over the last dimensions, then the scales and shifts of the features where there are some. */
    static void layerNormalisation(NodeMessage node, GraphReader graph) {
        if (node.outputs().stream().skip(1).anyMatch(output -> !output.isEmpty())) {
            throw node.refused("makes the means and deviations too; only the normalised data are supported.");
        }
        Value made = scaled(node, graph, normalised(node, graph, Normalisation.Kind.LAYER));
        if (GraphReader.has(node, 2)) {
            Constant shift = graph.requireConstant(node, 2, "shift");
            Value unshifted = made;
            made = Arithmetic.plus(node, graph, made, shift)
                    .orElseGet(() ->
                            Arithmetic.sum(node, graph, unshifted, graph.valueOf(shift, TrainableGroup.Kind.BIASES)));
        }
        graph.make(node, made);
    }

    /** Mean square 1 over the last dimensions, then the scales of the features where there are some. */
    static void rootMeanSquare(NodeMessage node, GraphReader graph) {
        graph.make(node, scaled(node, graph, normalised(node, graph, Normalisation.Kind.ROOT_MEAN_SQUARE)));
    }

    private static Value scaled(NodeMessage node, GraphReader graph, Value value) {
        if (!GraphReader.has(node, 1)) {
            return value;
        }
        Constant scale = graph.requireConstant(node, 1, "scale");
        return Arithmetic.scaled(node, graph, value, scale)
                .orElseGet(
                        () -> Arithmetic.product(node, graph, value, graph.valueOf(scale, TrainableGroup.Kind.SCALES)));
    }

    /** The features come first, of each all places. */
    private static Value normalised(NodeMessage node, GraphReader graph, Normalisation.Kind kind) {
        Value value = graph.plain(node, 0);
        ArrayShape shape = value.shape();
        int axis = shape.dimension(node, node.integer("axis", -1));
        List<Integer> order = new ArrayList<>();
        for (int i = axis; i < shape.rank(); i++) {
            shape.requireApart(node, i);
            order.add(i);
        }
        int features = shape.product(axis, shape.rank());
        for (int i = 0; i < axis; i++) {
            order.add(i);
        }
        double epsilon = node.number("epsilon", 1e-5);
        Value first = value.transposed(order);
        Block block = node.fitting(() -> new Normalisation(features, shape.size() / features, kind, epsilon));
        return graph.block(block, first, first.shape()).transposed(inverse(order));
    }
}
