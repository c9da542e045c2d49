package org.jumpscope.data.onnx;

import java.util.Locale;
import java.util.Optional;
import org.jumpscope.composition.Activation;

/** What operators of one array that act element by element mean: activations and other functions. */
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
        activation(
                node,
                graph,
                switch (node.text("approximate", "none")) {
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

    /** A function that has no name here, as a formula. */
    static Operator.Meaning formula(String formula) {
        Activation activation = Activation.parse(formula);
        return (node, graph) -> activation(node, graph, activation);
    }

    /** What lies below a number or above another becomes it; both to opset 10 are attributes, then inputs. */
    static void clip(NodeMessage node, GraphReader graph) {
        Optional<Double> least = GraphReader.has(node, 1) ? bound(node, graph, 1) : attribute(node, "min");
        Optional<Double> most = GraphReader.has(node, 2) ? bound(node, graph, 2) : attribute(node, "max");
        String formula = "y";
        if (least.isPresent()) {
            formula = "max(" + formula + ", " + GraphReader.text(least.get()) + ")";
        }
        if (most.isPresent()) {
            formula = "min(" + formula + ", " + GraphReader.text(most.get()) + ")";
        }
        activation(node, graph, Activation.parse(formula));
    }

    private static Optional<Double> attribute(NodeMessage node, String name) {
        return node.attributes().containsKey(name) ? Optional.of(node.number(name, 0)) : Optional.empty();
    }

    private static Optional<Double> bound(NodeMessage node, GraphReader graph, int input) {
        Optional<Double> bound = graph.number(node, input);
        if (bound.isEmpty() || bound.get().isNaN()) {
            throw node.refused("has a bound that is not a number of the file, which is not supported.");
        }
        return bound.filter(number -> !number.isInfinite());
    }
}
