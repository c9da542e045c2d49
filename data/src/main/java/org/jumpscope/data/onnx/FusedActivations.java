package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jumpscope.data.GrowingColumn;

/**
 * Activations that exporters write as several operations: GELU as x (1 + erf(x/√2))/2 or x (1 + tanh(√(2/π)(x + 0.044715
 * x³)))/2, and SiLU as x sigmoid(x). Each such group becomes the operator Gelu or Swish; what is like none stays as it is.
 */
final class FusedActivations {
    private static final double TOLERANCE = 1e-6;
    /** Where a function is compared with GELU by tanh, which it then is: as many points as they have factors and powers. */
    private static final double[] POINTS = {-3.1, -1.7, -0.6, 0.4, 1.3, 2.9};

    private static final AttributeMessage BY_TANH = new AttributeMessage(
            "approximate", 0, 0, "tanh", Optional.empty(), new GrowingColumn(), List.of(), List.of());

    private final Map<String, TensorMessage> constants;
    private final ScalarNodes scalars;
    private final Map<String, List<NodeMessage>> readers = new HashMap<>();
    /** Places of nodes that are left out. */
    private final Set<Integer> gone = new HashSet<>();
    /** Nodes by the places that they take. */
    private final Map<Integer, NodeMessage> instead = new HashMap<>();

    private FusedActivations(List<NodeMessage> nodes, Map<String, TensorMessage> constants) {
        this.constants = new HashMap<>(constants);
        for (NodeMessage node : nodes) {
            if (node.operator().equals("Constant") && !node.outputs().isEmpty()) {
                Optional.ofNullable(node.attributes().get("value"))
                        .flatMap(AttributeMessage::tensor)
                        .ifPresent(tensor -> this.constants.put(node.outputs().get(0), tensor));
            }
            for (String input : Set.copyOf(node.inputs())) {
                readers.computeIfAbsent(input, name -> new ArrayList<>()).add(node);
            }
        }
        this.scalars = new ScalarNodes(nodes, this.constants);
    }

    /** The nodes with each group as one node, in its last one's place. */
    static List<NodeMessage> in(List<NodeMessage> nodes, Map<String, TensorMessage> constants) {
        if (nodes.stream().noneMatch(node -> node.operator().equals("Mul"))) {
            return nodes;
        }
        FusedActivations fused = new FusedActivations(nodes, constants);
        nodes.forEach(fused::look);
        List<NodeMessage> result = new ArrayList<>();
        for (NodeMessage node : nodes) {
            if (!fused.gone.contains(node.position())) {
                result.add(fused.instead.getOrDefault(node.position(), node));
            }
        }
        return result;
    }

    private void look(NodeMessage node) {
        if (node.inputs().isEmpty() || node.outputs().size() != 1) {
            return;
        }
        String x = node.inputs().get(0);
        if (node.operator().equals("Sigmoid")) {
            reader(node, "Mul")
                    .filter(product -> other(product, node).equals(Optional.of(x)))
                    .ifPresent(product -> fuse("Swish", x, List.of(node), product));
            return;
        }
        if (node.operator().equals("Tanh")) {
            lookForGeluByTanh(node);
            return;
        }
        boolean scaled = (node.operator().equals("Div") && isNumber(node, 1, Math.sqrt(2)))
                || (node.operator().equals("Mul") && isNumber(node, 1, Math.sqrt(0.5)));
        if (!scaled) {
            return;
        }
        // x/√2, erf, + 1, then the products with x and ½ in any order.
        Optional<NodeMessage> erf = reader(node, "Erf");
        Optional<NodeMessage> sum = erf.flatMap(e -> reader(e, "Add")).filter(s -> isOther(s, erf.get(), 1));
        Optional<NodeMessage> first = sum.flatMap(s -> reader(s, "Mul"));
        Optional<NodeMessage> second = first.flatMap(f -> reader(f, "Mul"));
        if (second.isEmpty()) {
            return;
        }
        boolean withX = other(first.get(), sum.get()).equals(Optional.of(x)) && isOther(second.get(), first.get(), 0.5);
        boolean halfFirst = isOther(first.get(), sum.get(), 0.5)
                && other(second.get(), first.get()).equals(Optional.of(x));
        if (withX || halfFirst) {
            fuse("Gelu", x, List.of(node, erf.get(), sum.get(), first.get()), second.get());
        }
    }

    /** 1 + tanh and the products with x and ½, in any order, and x³ in any way. */
    private void lookForGeluByTanh(NodeMessage tanh) {
        Optional<String> source = scalars.source(tanh.inputs().get(0));
        if (source.isEmpty()) {
            return;
        }
        NodeMessage last = tanh;
        for (int i = 0; i < 3; i++) {
            List<NodeMessage> next = readers.getOrDefault(last.outputs().get(0), List.of());
            if (next.size() != 1 || next.get(0).outputs().size() != 1) {
                return;
            }
            last = next.get(0);
            Optional<List<NodeMessage>> parts = geluByTanh(source.get(), tanh, last);
            if (parts.isPresent()) {
                fuse("Gelu", source.get(), parts.get(), last, Map.of("approximate", BY_TANH));
                return;
            }
        }
    }

    /** The nodes before the last one of a group that is GELU by tanh; none if it is not. */
    private Optional<List<NodeMessage>> geluByTanh(String source, NodeMessage tanh, NodeMessage last) {
        String made = last.outputs().get(0);
        Set<NodeMessage> group = scalars.between(source, made).orElse(Set.of());
        if (!group.contains(tanh)) {
            return Optional.empty();
        }
        for (double x : POINTS) {
            double gelu = 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
            if (!(Math.abs(scalars.at(made, source, x) - gelu) < TOLERANCE)) {
                return Optional.empty();
            }
        }
        List<NodeMessage> parts = new ArrayList<>(group);
        parts.remove(last);
        // What lies between is read by the group alone.
        boolean own = parts.stream()
                .allMatch(part ->
                        group.containsAll(readers.getOrDefault(part.outputs().get(0), List.of())));
        return own ? Optional.of(parts) : Optional.empty();
    }

    private void fuse(String type, String x, List<NodeMessage> parts, NodeMessage last) {
        fuse(type, x, parts, last, Map.of());
    }

    private void fuse(
            String type,
            String x,
            List<NodeMessage> parts,
            NodeMessage last,
            Map<String, AttributeMessage> attributes) {
        parts.forEach(part -> gone.add(part.position()));
        instead.put(
                last.position(),
                new NodeMessage(
                        last.file(), last.position(), last.name(), type, "", List.of(x), last.outputs(), attributes));
    }

    /** The only node that reads what this one makes, if it is of a type. */
    private Optional<NodeMessage> reader(NodeMessage node, String type) {
        List<NodeMessage> all = readers.getOrDefault(node.outputs().get(0), List.of());
        return all.size() == 1
                        && all.get(0).operator().equals(type)
                        && all.get(0).inputs().size() <= 2
                        && all.get(0).outputs().size() == 1
                ? Optional.of(all.get(0))
                : Optional.empty();
    }

    /** The input of a node of two that another node does not make. */
    private static Optional<String> other(NodeMessage node, NodeMessage maker) {
        if (node.inputs().size() != 2) {
            return Optional.empty();
        }
        String made = maker.outputs().get(0);
        return Optional.of(
                node.inputs().get(0).equals(made)
                        ? node.inputs().get(1)
                        : node.inputs().get(0));
    }

    private boolean isOther(NodeMessage node, NodeMessage maker, double number) {
        return other(node, maker).filter(name -> isNumber(name, number)).isPresent();
    }

    private boolean isNumber(NodeMessage node, int input, double number) {
        return node.inputs().size() == 2 && isNumber(node.inputs().get(input), number);
    }

    private boolean isNumber(String name, double number) {
        TensorMessage tensor = constants.get(name);
        return tensor != null && tensor.size() == 1 && Math.abs(tensor.at(0) - number) < TOLERANCE * number;
    }
}
