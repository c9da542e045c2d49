package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.network.image.Convolution;
import org.jumpscope.network.image.ImageShape;
import org.jumpscope.network.image.SlidingWindow;

/** What Gemm and MatMul with constant weights mean: an affine map of the last dimension, which all places of the others share. */
final class DenseOperators {
    private DenseOperators() {}

    static void gemm(NodeMessage node, GraphReader graph) {
        Constant weights = matrix(node, graph);
        if (node.integer("transA", 0) != 0) {
            throw node.refused("has transA 1: a sample is a row here; export the model with samples as rows.");
        }
        double alpha = node.number("alpha", 1);
        double beta = node.number("beta", 1);
        boolean transposed = node.integer("transB", 0) != 0;
        Value value = graph.plain(node, 0);
        Value made = graph.isTied(weights)
                ? tied(node, graph, value, transposed ? weights.transposed() : weights)
                        .times(alpha)
                : affine(node, graph, value, transposed ? weights : weights.transposed(), alpha);
        if (GraphReader.has(node, 2)) {
            Constant biases = graph.requireConstant(node, 2, "biases");
            if (graph.isTied(weights) || graph.isTied(biases)) {
                made = Arithmetic.sum(
                        node,
                        graph,
                        made,
                        graph.valueOf(biases, TrainableGroup.Kind.BIASES).times(beta));
            } else {
                graph.addBiases(node, made, biases, beta);
            }
        }
        if (alpha != 1 || beta != 1) {
            graph.note("In " + node.title() + " alpha is " + alpha + " and beta " + beta
                    + ": the trainable variables are the weights and biases with these factors.");
        }
        graph.make(node, made);
    }

    /** Weights of several layers: the product is one of two values. */
    private static Value tied(NodeMessage node, GraphReader graph, Value value, Constant weights) {
        return ValueProducts.product(node, graph, value, graph.valueOf(weights, TrainableGroup.Kind.WEIGHTS));
    }

    static void matMul(NodeMessage node, GraphReader graph) {
        if (graph.isConstant(node, 0) && !graph.isConstant(node, 1)) {
            left(node, graph);
            return;
        }
        boolean constant = graph.isConstant(node, 1);
        boolean layer = constant
                && graph.requireConstant(node, 1, "weights").dimensions().size() == 2
                && !graph.isTied(graph.requireConstant(node, 1, "weights"));
        graph.make(
                node,
                layer
                        ? affine(
                                node,
                                graph,
                                graph.plain(node, 0),
                                matrix(node, graph).transposed(),
                                1)
                        : ValueProducts.product(
                                node,
                                graph,
                                graph.value(node, 0, TrainableGroup.Kind.WEIGHTS),
                                graph.value(node, 1, TrainableGroup.Kind.WEIGHTS)));
    }

    /** W x with the constant first: the last dimension but one is that of the features. */
    private static void left(NodeMessage node, GraphReader graph) {
        Constant weights = graph.requireConstant(node, 0, "weights");
        Value value = graph.plain(node, 1);
        int rank = value.shape().rank();
        if (rank < 2 || (value.shape().samples() != 1 && value.shape().axis() == rank - 2)) {
            throw node.refused(
                    "has the data as its second factor: a sample is a row here; export the model with samples as rows.");
        }
        if (weights.dimensions().size() != 2 || graph.isTied(weights)) {
            graph.make(
                    node,
                    ValueProducts.product(node, graph, graph.valueOf(weights, TrainableGroup.Kind.WEIGHTS), value));
            return;
        }
        List<Integer> swapped = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            swapped.add(i < rank - 2 ? i : 2 * rank - 3 - i);
        }
        graph.make(
                node, affine(node, graph, value.transposed(swapped), weights, 1).transposed(swapped));
    }

    /** The second factor. */
    private static Constant matrix(NodeMessage node, GraphReader graph) {
        graph.plain(node, 0);
        Constant weights = graph.requireConstant(node, 1, "weights");
        if (weights.dimensions().size() != 2) {
            throw node.refused("has weights of the shape " + weights.shape() + "; a matrix is supported.");
        }
        return weights;
    }

    /**
     * W a of the last dimension. Where there are several places in the others it is a convolution of 1x1 windows, for which the
     * features come first.
     *
     * @param weights outputs × inputs
     */
    private static Value affine(NodeMessage node, GraphReader graph, Value value, Constant weights, double factor) {
        int rows = weights.dimensions().get(0).intValue();
        int columns = weights.dimensions().get(1).intValue();
        ArrayShape shape = value.shape();
        int last = shape.dimension(node, -1);
        shape.requireApart(node, last);
        if (shape.length(last) != columns) {
            throw node.refused("has weights for " + columns + " inputs, but the data before it have "
                    + shape.length(last) + " (their shape is " + shape.words()
                    + "): the model does not fit together; export it again.");
        }
        if (rows < 1 || columns < 1) {
            throw node.refused("has weights of the shape " + weights.shape() + ", which are none.");
        }
        int places = shape.size() / columns;
        if (places == 1) {
            Block block = new Affine(columns, rows, Affine.Biases.NONE);
            return graph.layer(node, LayerValues.of(block, weights).times(factor), value, shape.with(last, rows));
        }
        List<Integer> featuresFirst = new ArrayList<>(List.of(last));
        List<Integer> back = new ArrayList<>();
        for (int i = 0; i < last; i++) {
            featuresFirst.add(i);
            back.add(i + 1);
        }
        back.add(0);
        Value turned = value.transposed(featuresFirst);
        Block block = node.fitting(() -> new Convolution(
                new ImageShape(columns, places, 1), rows, SlidingWindow.of(1, 1), 1, Affine.Biases.NONE));
        return graph.layer(
                        node,
                        LayerValues.of(block, weights).times(factor),
                        turned,
                        turned.shape().with(0, rows))
                .transposed(back);
    }
}
