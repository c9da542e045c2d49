package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reshapes whose first length is asked from the data, as PyTorch writes {@code x.view(x.size(0), -1)}: Shape, Gather of its
 * place 0, Unsqueeze and Concat with constant lengths. Each becomes a Reshape to 0, which is the number of samples, and these
 * lengths; what is like none stays as it is.
 */
final class SampleViews {
    private final Map<String, NodeMessage> makers = new HashMap<>();
    private final Map<String, TensorMessage> constants;

    private SampleViews(List<NodeMessage> nodes, Map<String, TensorMessage> constants) {
        this.constants = constants;
        nodes.forEach(node -> node.outputs().forEach(made -> makers.put(made, node)));
    }

    /**
     * The nodes with such reshapes to constant shapes; the nodes that made the shapes are among them still.
     *
     * @param constants arrays by their names. The shapes are added.
     */
    static List<NodeMessage> in(List<NodeMessage> nodes, Map<String, TensorMessage> constants) {
        SampleViews views = new SampleViews(nodes, constants);
        return nodes.stream().map(views::viewed).toList();
    }

    private NodeMessage viewed(NodeMessage node) {
        if (!node.operator().equals("Reshape") || node.inputs().size() != 2 || node.integer("allowzero", 0) != 0) {
            return node;
        }
        String shape = node.inputs().get(1);
        Optional<double[]> lengths = maker(shape, "Concat").flatMap(this::lengths);
        if (lengths.isEmpty()) {
            return node;
        }
        String name = shape + " of " + node.title();
        constants.put(
                name,
                TensorMessage.of(
                        node.file(), name, TensorMessage.Elements.INTEGERS, lengths.get(), lengths.get().length));
        return new NodeMessage(
                node.file(),
                node.position(),
                node.name(),
                node.type(),
                node.domain(),
                List.of(node.inputs().get(0), name),
                node.outputs(),
                node.attributes());
    }

    /** 0 for the samples and the constant lengths behind; none if it is made otherwise. */
    private Optional<double[]> lengths(NodeMessage concat) {
        if (concat.inputs().size() < 2
                || concat.integer("axis", 0) != 0
                || !isSamples(concat.inputs().get(0))) {
            return Optional.empty();
        }
        List<Double> all = new ArrayList<>(List.of(0.0));
        for (String input : concat.inputs().subList(1, concat.inputs().size())) {
            Optional<TensorMessage> length = constant(input).filter(tensor -> tensor.whole() && tensor.size() == 1);
            if (length.isEmpty() || all.size() > 8) {
                return Optional.empty();
            }
            all.add(length.get().at(0));
        }
        return Optional.of(all.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private boolean isSamples(String value) {
        return maker(value, "Unsqueeze")
                .filter(node -> !node.inputs().isEmpty())
                .flatMap(node -> maker(node.inputs().get(0), "Gather"))
                .filter(node -> node.inputs().size() == 2 && node.integer("axis", 0) == 0)
                .filter(node -> constant(node.inputs().get(1))
                        .filter(tensor -> tensor.whole() && tensor.size() == 1 && tensor.at(0) == 0)
                        .isPresent())
                .flatMap(node -> maker(node.inputs().get(0), "Shape"))
                // The first length of any array of the data is the number of samples.
                .filter(node -> node.attributes().isEmpty()
                        && node.inputs().size() == 1
                        && constant(node.inputs().get(0)).isEmpty())
                .isPresent();
    }

    private Optional<NodeMessage> maker(String value, String operator) {
        return Optional.ofNullable(makers.get(value))
                .filter(node -> node.operator().equals(operator));
    }

    private Optional<TensorMessage> constant(String name) {
        TensorMessage held = constants.get(name);
        return held != null
                ? Optional.of(held)
                : maker(name, "Constant")
                        .map(node -> node.attributes().get("value"))
                        .flatMap(AttributeMessage::tensor);
    }
}
