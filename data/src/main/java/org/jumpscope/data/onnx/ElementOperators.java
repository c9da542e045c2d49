package org.jumpscope.data.onnx;

import java.util.Locale;
import org.jumpscope.composition.Activation;
import org.jumpscope.network.block.Softmax;

/** What operators that act element by element mean: activations and sums; and softmax over one dimension. */
final class ElementOperators {
    private static final String GELU_BY_TANH = "y*sigmoid(2*sqrt(2/pi)*(y+0.044715*y^3))";

    private ElementOperators() {}

    /** Relu, Sigmoid, Tanh and Softplus. */
    static void named(NodeMessage node, GraphReader graph) {
        activation(node, graph, Activation.parse(node.type().toLowerCase(Locale.ROOT)));
    }

    static void leakyRelu(NodeMessage node, GraphReader graph) {
        activation(node, graph, Activation.leakyRelu(node.number("alpha", 0.01)));
    }

    static void elu(NodeMessage node, GraphReader graph) {
        activation(node, graph, Activation.elu(node.number("alpha", 1)));
    }

    static void gelu(NodeMessage node, GraphReader graph) {
        activation(node, graph, switch (node.text("approximate", "none")) {
            case "none" -> Activation.gelu();
            case "tanh" -> Activation.parse(GELU_BY_TANH);
            default ->
                throw node.refused("has the attribute approximate '" + node.text("approximate", "none")
                        + "'; none and tanh are supported.");
        });
    }

    static void swish(NodeMessage node, GraphReader graph) {
        double alpha = node.number("alpha", 1);
        activation(node, graph, alpha == 1 ? Activation.silu() : Activation.parse("y*sigmoid(" + alpha + "*y)"));
    }

    private static void activation(NodeMessage node, GraphReader graph, Activation activation) {
        graph.make(node, graph.pointwise(graph.plain(node, 0), activation));
    }

    static void softmax(NodeMessage node, GraphReader graph) {
        Value value = graph.plain(node, 0);
        ArrayShape shape = value.shape();
        long axis = node.integer("axis", graph.version() < 13 ? 1 : -1);
        shape.requireApart(node, shape.dimension(node, axis));
        if (!shape.isRow()) {
            throw node.refused("reads data of the shape " + shape.words() + "; samples of one dimension are supported.");
        }
        graph.make(node, graph.block(new Softmax(shape.size()), value, shape));
    }

    static void logSoftmax(NodeMessage node, GraphReader graph) {
        softmax(node, graph);
        graph.answerAs(OnnxFile.Outputs.LOGARITHMS);
    }

    static void add(NodeMessage node, GraphReader graph) {
        int constantAt = graph.isConstant(node, 0) ? 0 : 1;
        if (!graph.isConstant(node, constantAt)) {
            throw node.refused("adds data to data: networks with branches or skip connections are not supported.");
        }
        Value value = graph.plain(node, 1 - constantAt);
        Constant constant = graph.requireConstant(node, constantAt, "biases");
        ArrayShape common = Broadcast.common(node, value.shape(), constant);
        int[] places = Broadcast.elements(node, Broadcast.lengths(constant), common);
        if (!graph.takesBiases(value)
                || common.size() != value.shape().size()
                || !graph.isOnePerFilter(value, constant.size(), places)) {
            throw node.refused("adds a constant that is not the bias of a layer before it, which is not supported.");
        }
        graph.addBiases(node, value, constant);
        graph.make(node, value.in(common));
    }
}
