package org.jumpscope.data.onnx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jumpscope.composition.Activation;
import org.jumpscope.network.image.Pooling;
import org.jumpscope.numeric.InvalidInputException;

/** The operations between the input of a model and one output, and what each of them means. */
final class OnnxGraph {
    /** ONNX's own operators that are supported. */
    private static final List<String> OPERATORS = List.of(
            "Add",
            "AveragePool",
            "BatchNormalization",
            "Cast",
            "Constant",
            "Conv",
            "Dropout",
            "Elu",
            "Flatten",
            "GRU",
            "Gather",
            "Gelu",
            "Gemm",
            "GlobalAveragePool",
            "Identity",
            "LSTM",
            "LeakyRelu",
            "LogSoftmax",
            "MatMul",
            "MaxPool",
            "Pad",
            "RNN",
            "Relu",
            "Reshape",
            "Sigmoid",
            "Softmax",
            "Softplus",
            "Swish",
            "Tanh",
            "Transpose");

    private static final List<String> OTHERS =
            List.of("ai.onnx.ml.LinearClassifier", "ai.onnx.ml.Normalizer", "ai.onnx.ml.ZipMap", "com.microsoft.Gelu");

    /** What is supported, for the sentence about what is not. */
    static final String SUPPORTED = String.join(", ", OPERATORS)
                    .replace("Gather,", "Gather (of the rows of a table by the inputs),")
                    .replace("Pad,", "Pad (by nothing),")
            + " (of constants), and LinearClassifier, Normalizer and ZipMap of ai.onnx.ml";

    private static final String GELU_BY_TANH = "y*sigmoid(2*sqrt(2/pi)*(y+0.044715*y^3))";

    private final String file;
    private final ModelMessage model;

    private OnnxGraph(String file, ModelMessage model) {
        this.file = file;
        this.model = model;
    }

    /** The layers of a model up to an output. */
    static LayerChain chain(String file, ModelMessage model, Optional<String> output) {
        return new OnnxGraph(file, model).chain(output);
    }

    private LayerChain chain(Optional<String> wanted) {
        GraphMessage graph = model.graph();
        String output = output(graph, wanted);
        Map<String, TensorMessage> constants = new HashMap<>(graph.constants());
        RecurrentNodes.Found found = RecurrentNodes.in(needed(graph, graph.nodes(), output), constants);
        List<NodeMessage> viewed = SampleViews.in(needed(graph, found.nodes(), output), constants);
        List<NodeMessage> nodes = FusedActivations.in(needed(graph, viewed, output), constants);
        nodes.forEach(OnnxGraph::requireSupported);
        PortMessage input = found.samplesFirst(input(graph, nodes));
        LayerChain chain = new LayerChain(file, SampleShape.of(file, input));
        constants.forEach((name, tensor) -> chain.addConstant(name, Constant.of(tensor)));
        chain.addData(input.name());
        for (NodeMessage node : nodes) {
            follow(node, chain);
        }
        chain.finish(output);
        return chain;
    }

    private String output(GraphMessage graph, Optional<String> wanted) {
        List<String> names = graph.outputs().stream().map(PortMessage::name).toList();
        if (wanted.isPresent()) {
            if (!names.contains(wanted.get())) {
                throw new InvalidInputException(file + " has no output '" + wanted.get() + "'; its outputs are "
                        + String.join(", ", names) + ".");
            }
            return wanted.get();
        }
        List<PortMessage> candidates = graph.outputs().stream()
                .filter(port -> port.kind() != PortMessage.Kind.INTEGERS && port.kind() != PortMessage.Kind.TEXTS)
                .toList();
        if (candidates.size() != 1) {
            throw new InvalidInputException(file + " has "
                    + (candidates.isEmpty() ? "no output of floats" : candidates.size() + " outputs of floats")
                    + (names.isEmpty() ? "." : ": name one of " + String.join(", ", names) + " with --output."));
        }
        return candidates.get(0).name();
    }

    /** The nodes on which an output depends, in the order of the file. */
    private List<NodeMessage> needed(GraphMessage graph, List<NodeMessage> nodes, String output) {
        Map<String, NodeMessage> makers = new HashMap<>();
        for (NodeMessage node : nodes) {
            for (String made : node.outputs()) {
                if (!made.isEmpty()
                        && (makers.put(made, node) != null || graph.constants().containsKey(made))) {
                    throw node.refused("makes '" + made + "' a second time: the file is damaged; export it again.");
                }
            }
        }
        Set<Integer> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(output));
        while (!open.isEmpty()) {
            NodeMessage maker = makers.get(open.pop());
            if (maker != null && needed.add(maker.position())) {
                open.addAll(maker.inputs());
            }
        }
        return nodes.stream().filter(node -> needed.contains(node.position())).toList();
    }

    /** Said before anything else about the graph: an operator with graphs of its own, such as If, reads what these read. */
    private static void requireSupported(NodeMessage node) {
        if (!OPERATORS.contains(node.operator()) && !OTHERS.contains(node.operator())) {
            throw node.refused("is not supported; supported are " + SUPPORTED + ".");
        }
    }

    private PortMessage input(GraphMessage graph, List<NodeMessage> nodes) {
        Set<String> read = new HashSet<>();
        nodes.forEach(node -> read.addAll(node.inputs()));
        List<PortMessage> inputs = graph.inputs().stream()
                .filter(port -> read.contains(port.name()))
                .toList();
        if (inputs.size() != 1) {
            throw new InvalidInputException(file + " has " + inputs.size() + " inputs on which its output depends"
                    + (inputs.isEmpty()
                            ? ": it is damaged, or not a network."
                            : " (" + inputs.stream().map(PortMessage::name).collect(Collectors.joining(", "))
                                    + "); one is supported."));
        }
        if (inputs.get(0).kind() == PortMessage.Kind.TEXTS) {
            throw new InvalidInputException(
                    file + ": its input '" + inputs.get(0).name() + "' is text; numbers are supported.");
        }
        return inputs.get(0);
    }

    private void follow(NodeMessage node, LayerChain chain) {
        if (!model.versions().containsKey(node.domain())) {
            throw node.refused("is of the operators '" + (node.domain().isEmpty() ? "ai.onnx" : node.domain())
                    + "', of which the file does not say the version (opset_import): export the model again.");
        }
        switch (node.operator()) {
            case "Gemm" -> {
                node.check(2, 3, "alpha", "beta", "transA", "transB");
                chain.gemm(node);
            }
            case "Conv" -> {
                node.check(2, 3, "auto_pad", "dilations", "group", "kernel_shape", "pads", "strides");
                chain.convolution(node);
            }
            case "MaxPool" -> {
                node.check(
                        1, 1, "auto_pad", "ceil_mode", "dilations", "kernel_shape", "pads", "storage_order", "strides");
                chain.pooling(node, Pooling.Kind.LARGEST);
            }
            case "AveragePool" -> {
                node.check(
                        1,
                        1,
                        "auto_pad",
                        "ceil_mode",
                        "count_include_pad",
                        "dilations",
                        "kernel_shape",
                        "pads",
                        "strides");
                chain.pooling(node, Pooling.Kind.MEAN);
            }
            case "Pad" -> {
                node.check(1, 4, "mode", "pads", "value");
                chain.pad(node);
            }
            case "GlobalAveragePool" -> {
                node.check(1, 1);
                chain.globalMean(node);
            }
            case "BatchNormalization" -> {
                node.check(5, 5, "consumed_inputs", "epsilon", "is_test", "momentum", "spatial", "training_mode");
                chain.layer(node, new BatchNormalisationReader());
            }
            case "Gather" -> {
                node.check(2, 2, "axis");
                chain.layer(node, new EmbeddingReader());
            }
            case "RNN", "GRU", "LSTM" -> chain.layer(node, new RecurrentReader());
            case "MatMul" -> {
                node.check(2, 2);
                chain.matMul(node);
            }
            case "Add" -> {
                node.check(2, 2);
                chain.add(node);
            }
            case "Flatten" -> {
                node.check(1, 1, "axis");
                chain.flatten(node);
            }
            case "Reshape" -> {
                node.check(2, 2, "allowzero");
                chain.reshape(node);
            }
            case "Transpose" -> {
                node.check(1, 1, "perm");
                chain.transpose(node);
            }
            case "Identity" -> {
                node.check(1, 1);
                chain.pass(node);
            }
            case "Dropout" -> {
                node.check(1, 3, "ratio", "seed");
                chain.pass(node);
            }
            case "Cast" -> {
                node.check(1, 1, "to", "saturate", "round_mode");
                chain.cast(node);
            }
            case "Constant" -> {
                if (!node.outputs().isEmpty()) {
                    chain.constantNode(node);
                }
            }
            case "Softmax" -> {
                node.check(1, 1, "axis");
                chain.softmax(node, model.version(), OnnxFile.Outputs.OF_THE_NETWORK);
            }
            case "LogSoftmax" -> {
                node.check(1, 1, "axis");
                chain.softmax(node, model.version(), OnnxFile.Outputs.LOGARITHMS);
            }
            case "ai.onnx.ml.LinearClassifier" -> {
                node.check(
                        1,
                        1,
                        "classlabels_ints",
                        "classlabels_strings",
                        "coefficients",
                        "intercepts",
                        "multi_class",
                        "post_transform");
                chain.linearClassifier(node);
            }
            case "ai.onnx.ml.Normalizer" -> {
                node.check(1, 1, "norm");
                chain.normalizer(node);
            }
            case "ai.onnx.ml.ZipMap" -> {
                node.check(1, 1, "classlabels_int64s", "classlabels_strings");
                chain.zipMap(node);
            }
            default -> chain.pointwise(node, activation(node));
        }
    }

    private static Activation activation(NodeMessage node) {
        switch (node.operator()) {
            case "Relu", "Sigmoid", "Tanh", "Softplus" -> {
                node.check(1, 1);
                return Activation.parse(node.type().toLowerCase(Locale.ROOT));
            }
            case "LeakyRelu" -> {
                node.check(1, 1, "alpha");
                return Activation.leakyRelu(node.number("alpha", 0.01));
            }
            case "Elu" -> {
                node.check(1, 1, "alpha");
                return Activation.elu(node.number("alpha", 1));
            }
            case "Gelu", "com.microsoft.Gelu" -> {
                node.check(1, 1, "approximate");
                return switch (node.text("approximate", "none")) {
                    case "none" -> Activation.gelu();
                    case "tanh" -> Activation.parse(GELU_BY_TANH);
                    default ->
                        throw node.refused("has the attribute approximate '" + node.text("approximate", "none")
                                + "'; none and tanh are supported.");
                };
            }
            case "Swish" -> {
                node.check(1, 1, "alpha");
                double alpha = node.number("alpha", 1);
                return alpha == 1 ? Activation.silu() : Activation.parse("y*sigmoid(" + alpha + "*y)");
            }
            default -> throw new IllegalArgumentException("Operator " + node.operator() + " has no activation.");
        }
    }
}
