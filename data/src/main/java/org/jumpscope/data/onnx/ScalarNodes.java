package org.jumpscope.data.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Nodes that make one number out of one, taken together as a function of a value that another node makes. */
final class ScalarNodes {
    private static final Set<String> OPERATORS = Set.of("Add", "Sub", "Mul", "Div", "Pow", "Tanh");
    /** More than any activation that exporters write out takes. */
    private static final int MOST = 16;

    private final Map<String, NodeMessage> makers = new HashMap<>();
    private final Map<String, TensorMessage> constants;

    /**
     * @param nodes of the graph
     * @param constants arrays by their names
     */
    ScalarNodes(List<NodeMessage> nodes, Map<String, TensorMessage> constants) {
        this.constants = constants;
        for (NodeMessage node : nodes) {
            if (OPERATORS.contains(node.operator()) && node.outputs().size() == 1) {
                makers.put(node.outputs().get(0), node);
            }
        }
    }

    /** The one value on which a value depends through such nodes and numbers alone; none if there are several or too many nodes. */
    Optional<String> source(String value) {
        Set<String> sources = new HashSet<>();
        return collect(value, Set.of(), new HashSet<>(), sources) && sources.size() == 1
                ? Optional.of(sources.iterator().next())
                : Optional.empty();
    }

    /** The nodes between a source and a value; empty if it depends on others too. */
    Optional<Set<NodeMessage>> between(String source, String value) {
        Set<NodeMessage> seen = new HashSet<>();
        Set<String> sources = new HashSet<>();
        return collect(value, Set.of(source), seen, sources) && sources.equals(Set.of(source))
                ? Optional.of(seen)
                : Optional.empty();
    }

    private boolean collect(String value, Set<String> stops, Set<NodeMessage> seen, Set<String> sources) {
        if (number(value).isPresent()) {
            return true;
        }
        NodeMessage maker = makers.get(value);
        if (maker == null || stops.contains(value)) {
            sources.add(value);
            return true;
        }
        if (!seen.add(maker)) {
            return true;
        }
        if (seen.size() > MOST) {
            return false;
        }
        for (String input : maker.inputs()) {
            if (!collect(input, stops, seen, sources)) {
                return false;
            }
        }
        return true;
    }

    private Optional<Double> number(String name) {
        TensorMessage tensor = constants.get(name);
        return tensor != null && tensor.size() == 1 ? Optional.of(tensor.at(0)) : Optional.empty();
    }

    /** A value where its source has a value; NaN if it is made otherwise. The nodes between have been counted. */
    double at(String value, String source, double x) {
        return at(value, source, x, new HashMap<>());
    }

    private double at(String value, String source, double x, Map<String, Double> known) {
        if (value.equals(source)) {
            return x;
        }
        Double before = known.get(value);
        if (before != null) {
            return before;
        }
        Optional<Double> number = number(value);
        if (number.isPresent()) {
            return number.get();
        }
        // Against a graph that reads its own values.
        known.put(value, Double.NaN);
        NodeMessage maker = makers.get(value);
        if (maker == null || maker.inputs().size() != (maker.operator().equals("Tanh") ? 1 : 2)) {
            return Double.NaN;
        }
        double first = at(maker.inputs().get(0), source, x, known);
        double second = maker.inputs().size() < 2 ? 0 : at(maker.inputs().get(1), source, x, known);
        double result = switch (maker.operator()) {
            case "Add" -> first + second;
            case "Sub" -> first - second;
            case "Mul" -> first * second;
            case "Div" -> first / second;
            case "Pow" -> Math.pow(first, second);
            default -> Math.tanh(first);
        };
        known.put(value, result);
        return result;
    }
}
