package org.jumpscope.data.onnx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jumpscope.numeric.InvalidInputException;

/** The operations between the input of a model and one output, and what each of them means. */
final class OnnxGraph {
    /** Operators that keep the order of the data. */
    private static final Set<String> AS_THEY_ARE = Set.of("Identity", "Cast", "Dropout", "Flatten", "Reshape");

    private final String file;
    private final ModelMessage model;

    private OnnxGraph(String file, ModelMessage model) {
        this.file = file;
        this.model = model;
    }

    /**
     * What a model holds up to an output.
     *
     * @param blocks the blocks of the network
     * @param reader what else was found
     */
    record Found(List<NetworkSteps.Filled> blocks, GraphReader reader) {}

    /** The network of a model up to an output. */
    static Found network(String file, ModelMessage model, Optional<String> output) {
        return new OnnxGraph(file, model).network(output);
    }

    private Found network(Optional<String> wanted) {
        GraphMessage graph = model.graph();
        String output = output(graph, wanted);
        Map<String, TensorMessage> constants = new HashMap<>(graph.constants());
        RecurrentNodes.Found found = RecurrentNodes.in(needed(graph, graph.nodes(), output), constants);
        List<NodeMessage> activated = FusedActivations.in(needed(graph, found.nodes(), output), constants);
        List<NodeMessage> nodes = needed(graph, FusedNormalisations.in(activated, constants, output), output);
        nodes.forEach(OnnxGraph::requireSupported);
        PortMessage input = found.samplesFirst(input(graph, nodes));
        ArrayShape shape = ArrayShape.of(file, input, features(input.name(), nodes, constants));
        GraphReader reader = new GraphReader(file, model.version(), shape, input.name(), readers(nodes, output));
        constants.forEach((name, tensor) -> reader.hold(name, Constant.of(tensor)));
        for (NodeMessage node : nodes) {
            follow(node, reader);
        }
        return new Found(reader.finish(output), reader);
    }

    /** How many nodes read each array; the output is read once more. */
    private static Map<String, Integer> readers(List<NodeMessage> nodes, String output) {
        Map<String, Integer> readers = new HashMap<>(Map.of(output, 1));
        for (NodeMessage node : nodes) {
            for (String input : Set.copyOf(node.inputs())) {
                readers.merge(input, 1, Integer::sum);
            }
        }
        return readers;
    }

    /** The numbers of a sample that the first layer of weights reads, where data reach it as they are; −1 if there is no such. */
    private static int features(String input, List<NodeMessage> nodes, Map<String, TensorMessage> constants) {
        Set<String> data = new HashSet<>(Set.of(input));
        for (NodeMessage node : nodes) {
            if (node.inputs().isEmpty() || !data.contains(node.inputs().get(0))) {
                continue;
            }
            TensorMessage weights = node.inputs().size() < 2
                    ? null
                    : constants.get(node.inputs().get(1));
            boolean matrix = weights != null && weights.dimensions().size() == 2;
            if (matrix && (node.operator().equals("Gemm") || node.operator().equals("MatMul"))) {
                return weights.dimensions()
                        .get((int) node.integer("transB", 0) == 0 ? 0 : 1)
                        .intValue();
            }
            if (node.operator().equals("ai.onnx.ml.LinearClassifier")) {
                return LinearClassifier.of(node).features();
            }
            if (AS_THEY_ARE.contains(node.operator())) {
                data.addAll(node.outputs());
            }
        }
        return -1;
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
        if (Operators.of(node.operator()).isEmpty()) {
            throw node.refused("is not supported; supported are " + Operators.supported() + ".");
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

    private void follow(NodeMessage node, GraphReader reader) {
        if (!model.versions().containsKey(node.domain())) {
            throw node.refused("is of the operators '" + (node.domain().isEmpty() ? "ai.onnx" : node.domain())
                    + "', of which the file does not say the version (opset_import): export the model again.");
        }
        Operators.of(node.operator()).orElseThrow().follow(node, reader);
    }
}
