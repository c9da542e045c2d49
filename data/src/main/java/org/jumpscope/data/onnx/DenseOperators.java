package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Block;
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
        Value value = graph.plain(node, 0);
        Value made = affine(node, graph, value, node.integer("transB", 0) == 0 ? weights.transposed() : weights, alpha);
        if (GraphReader.has(node, 2)) {
            graph.addBiases(node, made, graph.requireConstant(node, 2, "biases"), beta);
        }
        if (alpha != 1 || beta != 1) {
            graph.note("In " + node.title() + " alpha is " + alpha + " and beta " + beta
                    + ": the trainable variables are the weights and biases with these factors.");
        }
        graph.make(node, made);
    }

    static void matMul(NodeMessage node, GraphReader graph) {
        Constant weights = matrix(node, graph);
        graph.make(node, affine(node, graph, graph.plain(node, 0), weights.transposed(), 1));
    }

    /** The second factor. */
    private static Constant matrix(NodeMessage node, GraphReader graph) {
        if (graph.isConstant(node, 0) && !graph.isConstant(node, 1)) {
            throw node.refused(
                    "has the data as its second factor: a sample is a row here; export the model with samples as rows.");
        }
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
        Value turned = value.transposed(node, featuresFirst);
        Block block = node.fitting(() -> new Convolution(
                new ImageShape(columns, places, 1), rows, SlidingWindow.of(1, 1), 1, Affine.Biases.NONE));
        return graph.layer(
                        node,
                        LayerValues.of(block, weights).times(factor),
                        turned,
                        turned.shape().with(0, rows))
                .transposed(node, back);
    }
}
