package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Normalisations that exporters write as several operations: with d = x − mean x, or d = x, the quotient d/√(mean d² + ε) over the
 * last dimensions. Each such group becomes the operator LayerNormalization or RMSNormalization without scales; what is like none
 * stays as it is.
 */
final class FusedNormalisations {
    private final Map<String, TensorMessage> constants;
    private final Map<String, NodeMessage> makers = new HashMap<>();
    private final Map<String, List<NodeMessage>> readers = new HashMap<>();
    private final Set<NodeMessage> gone = new HashSet<>();
    private final Map<NodeMessage, NodeMessage> instead = new HashMap<>();

    private FusedNormalisations(List<NodeMessage> nodes, Map<String, TensorMessage> constants) {
        this.constants = constants;
        for (NodeMessage node : nodes) {
            node.outputs().forEach(made -> makers.put(made, node));
            for (String input : Set.copyOf(node.inputs())) {
                readers.computeIfAbsent(input, name -> new ArrayList<>()).add(node);
            }
        }
    }

    /**
     * The nodes with each group as one node, in its last one's place.
     *
     * @param output what is read besides
     */
    static List<NodeMessage> in(List<NodeMessage> nodes, Map<String, TensorMessage> constants, String output) {
        FusedNormalisations fused = new FusedNormalisations(nodes, constants);
        for (NodeMessage node : nodes) {
            if (node.operator().equals("Sqrt") && node.inputs().size() == 1) {
                fused.group(node).filter(group -> !group.makes(output)).ifPresent(fused::fuse);
            }
        }
        return nodes.stream()
                .filter(node -> !fused.gone.contains(node))
                .map(node -> fused.instead.getOrDefault(node, node))
                .toList();
    }

    /** Nodes that are one normalisation. */
    private record Group(String type, String x, long axis, float epsilon, List<NodeMessage> before, NodeMessage last) {
        boolean makes(String output) {
            return before.stream().anyMatch(node -> node.outputs().contains(output));
        }
    }

    private Optional<Group> group(NodeMessage root) {
        NodeMessage sum = maker(root.inputs().get(0), "Add");
        int epsilonAt = sum == null || number(sum, 1).isPresent() ? 1 : 0;
        Optional<Double> epsilon = sum == null ? Optional.empty() : number(sum, epsilonAt);
        NodeMessage mean = epsilon.isEmpty() ? null : maker(sum.inputs().get(1 - epsilonAt), "ReduceMean");
        Optional<Long> axis = axis(mean);
        NodeMessage square = axis.isEmpty() ? null : square(mean.inputs().get(0));
        if (square == null) {
            return Optional.empty();
        }
        String deviation = square.inputs().get(0);
        List<NodeMessage> before = new ArrayList<>(List.of(root, sum, mean, square));
        NodeMessage last = last(root, deviation, before);
        if (last == null) {
            return Optional.empty();
        }
        NodeMessage difference = maker(deviation, "Sub");
        NodeMessage centre =
                difference == null ? null : maker(difference.inputs().get(1), "ReduceMean");
        boolean centred = centre != null
                && axis(centre).equals(axis)
                && centre.inputs().get(0).equals(difference.inputs().get(0))
                && readers.get(deviation).size() == 2;
        if (centred) {
            before.add(centre);
            before.add(difference);
        }
        for (NodeMessage node : before) {
            if (!node.equals(difference)
                    && readers.getOrDefault(node.outputs().get(0), List.of()).size() != 1) {
                return Optional.empty();
            }
        }
        return Optional.of(new Group(
                centred ? "LayerNormalization" : "RMSNormalization",
                centred ? centre.inputs().get(0) : deviation,
                axis.get(),
                epsilon.get().floatValue(),
                before,
                last));
    }

    /** What divides by the root: Div, or a product with Div of 1 by it or its Reciprocal; null if nothing does. */
    private NodeMessage last(NodeMessage root, String deviation, List<NodeMessage> before) {
        String made = root.outputs().get(0);
        NodeMessage reader = onlyReader(made);
        if (reader == null) {
            return null;
        }
        if (reader.operator().equals("Div") && reader.inputs().equals(List.of(deviation, made))) {
            return reader;
        }
        boolean reciprocal = reader.operator().equals("Reciprocal")
                || (reader.operator().equals("Div")
                        && reader.inputs().size() == 2
                        && reader.inputs().get(1).equals(made)
                        && number(reader, 0).equals(Optional.of(1.0)));
        NodeMessage product = reciprocal ? onlyReader(reader.outputs().get(0)) : null;
        boolean divides = product != null
                && product.operator().equals("Mul")
                && Set.copyOf(product.inputs())
                        .equals(Set.of(deviation, reader.outputs().get(0)));
        if (divides) {
            before.add(reader);
        }
        return divides ? product : null;
    }

    private NodeMessage onlyReader(String value) {
        List<NodeMessage> all = readers.getOrDefault(value, List.of());
        return all.size() == 1 && all.get(0).outputs().size() == 1 ? all.get(0) : null;
    }

    private NodeMessage square(String value) {
        NodeMessage power = maker(value, "Pow");
        if (power != null) {
            return number(power, 1).equals(Optional.of(2.0)) ? power : null;
        }
        NodeMessage product = maker(value, "Mul");
        return product != null
                        && product.inputs().get(0).equals(product.inputs().get(1))
                ? product
                : null;
    }

    /** The node of an operator that makes a value alone; null if another does. */
    private NodeMessage maker(String value, String operator) {
        NodeMessage maker = makers.get(value);
        boolean fits = maker != null
                && maker.operator().equals(operator)
                && maker.outputs().size() == 1
                && maker.inputs().size() >= (operator.equals("ReduceMean") ? 1 : 2);
        return fits ? maker : null;
    }

    /** The first of the last dimensions of which a node makes the mean, counted from the end; none if it is of others. */
    private Optional<Long> axis(NodeMessage mean) {
        if (mean == null || mean.integer("keepdims", 1) != 1) {
            return Optional.empty();
        }
        List<Long> axes = new ArrayList<>(ImageOperators.list(mean, "axes", List.of()));
        if (mean.inputs().size() == 2) {
            tensor(mean.inputs().get(1)).filter(TensorMessage::whole).ifPresent(held -> {
                for (int i = 0; i < Math.min(held.size(), 8); i++) {
                    axes.add((long) held.at(i));
                }
            });
        }
        for (long i = 1; i <= axes.size(); i++) {
            if (!axes.contains(-i)) {
                return Optional.empty();
            }
        }
        return axes.isEmpty() ? Optional.empty() : Optional.of((long) -axes.size());
    }

    private Optional<Double> number(NodeMessage node, int input) {
        return node.inputs().size() <= input
                ? Optional.empty()
                : tensor(node.inputs().get(input))
                        .filter(held -> held.size() == 1)
                        .map(held -> held.at(0));
    }

    private Optional<TensorMessage> tensor(String name) {
        TensorMessage held = constants.get(name);
        NodeMessage maker = makers.get(name);
        return held != null || maker == null || !maker.operator().equals("Constant")
                ? Optional.ofNullable(held)
                : Optional.ofNullable(maker.attributes().get("value")).flatMap(AttributeMessage::tensor);
    }

    private void fuse(Group group) {
        if (group.before.stream().anyMatch(gone::contains) || instead.containsKey(group.last)) {
            return;
        }
        gone.addAll(group.before);
        NodeMessage last = group.last;
        instead.put(
                last,
                new NodeMessage(
                        last.file(),
                        last.position(),
                        last.name(),
                        group.type,
                        "",
                        List.of(group.x),
                        last.outputs(),
                        Map.of(
                                "axis",
                                AttributeMessage.of("axis", group.axis),
                                "epsilon",
                                AttributeMessage.of("epsilon", group.epsilon))));
    }
}
