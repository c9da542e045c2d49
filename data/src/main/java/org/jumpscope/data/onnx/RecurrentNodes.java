package org.jumpscope.data.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jumpscope.numeric.InvalidInputException;

/**
 * Recurrences with what exporters write around them: a Transpose that brings the steps to the front, initial states of zeros that
 * are as many as the samples, and Squeeze, Transpose, Gather and Slice down to the last state. Each becomes one node that reads
 * samples of steps and values and writes the last state of each, with W, R and B as its other inputs.
 */
final class RecurrentNodes {
    private static final Set<String> OPERATORS = Set.of("RNN", "GRU", "LSTM");
    private static final List<Long> SWAPPED = List.of(1L, 0L, 2L);
    /** From here on an end of a Slice is that of any array. */
    private static final long END = Integer.MAX_VALUE;
    /** Nodes that a state of zeros is made by, one reading the other, at most. */
    private static final int DEEPEST = 12;

    private final Map<String, NodeMessage> makers = new HashMap<>();
    private final Map<String, TensorMessage> constants;
    private final List<NodeMessage> result = new ArrayList<>();
    /** What the recurrences and the nodes behind them make. */
    private final Map<String, States> states = new HashMap<>();
    /** Inputs whose second dimension counts the samples. */
    private final Set<String> samplesSecond = new HashSet<>();

    private enum Length {
        STEPS,
        DIRECTIONS,
        SAMPLES,
        STATES,
        ONE
    }

    /** Which states there are. */
    private enum Kept {
        ALL_STEPS,
        LAST_STEP,
        CELL
    }

    /**
     * States of a recurrence.
     *
     * @param cell the recurrence
     * @param lengths what the dimensions are
     * @param kept which states
     */
    private record States(NodeMessage cell, List<Length> lengths, Kept kept) {
        /** Whether it is one row for each sample, maybe with dimensions of one behind the samples. */
        boolean isResult() {
            return kept == Kept.LAST_STEP
                    && lengths.get(0) == Length.SAMPLES
                    && lengths.stream()
                            .filter(length -> length != Length.ONE && length != Length.DIRECTIONS)
                            .toList()
                            .equals(List.of(Length.SAMPLES, Length.STATES));
        }
    }

    /**
     * The nodes with each recurrence as one.
     *
     * @param nodes the nodes; some that made initial states are among them still
     * @param samplesSecond inputs of the graph whose second dimension counts the samples, and the first the steps
     */
    record Found(List<NodeMessage> nodes, Set<String> samplesSecond) {
        /** An input of the graph with the samples first. */
        PortMessage samplesFirst(PortMessage port) {
            if (!samplesSecond.contains(port.name())
                    || port.shape().isEmpty()
                    || port.shape().get().size() < 2) {
                return port;
            }
            List<Long> lengths = new ArrayList<>(port.shape().get());
            Collections.swap(lengths, 0, 1);
            return new PortMessage(port.name(), port.kind(), Optional.of(lengths));
        }
    }

    private RecurrentNodes(List<NodeMessage> nodes, Map<String, TensorMessage> constants) {
        this.constants = constants;
        nodes.forEach(node -> node.outputs().forEach(made -> makers.put(made, node)));
    }

    /**
     * Looks for recurrences.
     *
     * @param nodes of the graph, in its order
     * @param constants arrays by their names. Not modified.
     */
    static Found in(List<NodeMessage> nodes, Map<String, TensorMessage> constants) {
        if (nodes.stream().noneMatch(node -> OPERATORS.contains(node.operator()))) {
            return new Found(nodes, Set.of());
        }
        RecurrentNodes found = new RecurrentNodes(nodes, constants);
        for (NodeMessage node : nodes) {
            if (OPERATORS.contains(node.operator())) {
                found.cell(node);
            } else if (node.inputs().stream().anyMatch(found.states::containsKey)) {
                found.follow(node);
            } else {
                found.result.add(node);
            }
        }
        return new Found(List.copyOf(found.result), Set.copyOf(found.samplesSecond));
    }

    // --- The cell

    private static String input(NodeMessage node, int place) {
        return place < node.inputs().size() ? node.inputs().get(place) : "";
    }

    private static String output(NodeMessage node, int place) {
        return place < node.outputs().size() ? node.outputs().get(place) : "";
    }

    private void cell(NodeMessage node) {
        if (node.inputs().size() < 3) {
            throw node.refused("has " + node.inputs().size()
                    + " inputs; it takes the data, W and R at least: export the" + " model again.");
        }
        if (input(node, 3).isEmpty()) {
            throw node.refused("has no biases B; export it with them (bias=True in PyTorch), 0 where there are none.");
        }
        if (!input(node, 4).isEmpty()) {
            throw node.refused("has sequence_lens '" + input(node, 4)
                    + "': sequences of different lengths are not supported; export it with as many steps for each.");
        }
        requireZeros(node, 5, "initial state");
        requireZeros(node, 6, "initial cell state");
        if (!input(node, 7).isEmpty()) {
            throw node.refused("has peepholes '" + input(node, 7) + "', which are not supported.");
        }
        boolean samplesFirst = node.integer("layout", 0) != 0;
        Map<String, AttributeMessage> attributes = new LinkedHashMap<>(node.attributes());
        attributes.remove("layout");
        String last = "last state of " + node.title() + ", " + output(node, 0) + " " + output(node, 1);
        result.add(new NodeMessage(
                node.file(),
                node.position(),
                node.name(),
                node.type(),
                node.domain(),
                List.of(
                        samplesFirst ? input(node, 0) : stepsFirst(node),
                        input(node, 1),
                        input(node, 2),
                        input(node, 3)),
                List.of(last),
                attributes));
        List<Length> one = samplesFirst
                ? List.of(Length.SAMPLES, Length.DIRECTIONS, Length.STATES)
                : List.of(Length.DIRECTIONS, Length.SAMPLES, Length.STATES);
        List<Length> all = samplesFirst
                ? List.of(Length.SAMPLES, Length.STEPS, Length.DIRECTIONS, Length.STATES)
                : List.of(Length.STEPS, Length.DIRECTIONS, Length.SAMPLES, Length.STATES);
        NodeMessage made = result.get(result.size() - 1);
        keep(node, output(node, 0), new States(made, all, Kept.ALL_STEPS));
        keep(node, output(node, 1), new States(made, one, Kept.LAST_STEP));
        keep(node, output(node, 2), new States(made, one, Kept.CELL));
    }

    /** The name of the data before the steps come to the front. */
    private String stepsFirst(NodeMessage node) {
        String data = input(node, 0);
        if (states.containsKey(data)) {
            throw node.refused("reads the states of " + states.get(data).cell().title()
                    + ": one layer of a recurrence is supported.");
        }
        NodeMessage maker = makers.get(data);
        if (maker == null) {
            samplesSecond.add(data);
            return data;
        }
        if (maker.operator().equals("Transpose")
                && maker.inputs().size() == 1
                && permutation(maker, 3).equals(SWAPPED)) {
            return maker.inputs().get(0);
        }
        if (maker.operator().equals("Gather")
                && maker.inputs().size() == 2
                && !makers.containsKey(maker.inputs().get(1))) {
            samplesSecond.add(maker.inputs().get(1));
            return data;
        }
        throw node.refused("reads steps of samples that " + maker.title()
                + " makes; a Transpose of [1, 0, 2] of samples of steps, or the input of the network, is supported.");
    }

    private void requireZeros(NodeMessage node, int place, String what) {
        String name = input(node, place);
        if (!name.isEmpty() && !isZeros(name, 0)) {
            throw node.refused("has the " + what + " '" + name + "', which is not known to be 0; a state of zeros is"
                    + " supported.");
        }
    }

    /** Whether all elements are 0, whatever their number is. */
    private boolean isZeros(String name, int depth) {
        Optional<TensorMessage> constant = constant(name);
        if (constant.isPresent()) {
            return isZeros(constant.get());
        }
        NodeMessage maker = makers.get(name);
        if (maker == null || depth > DEEPEST) {
            return false;
        }
        return switch (maker.operator()) {
            case "ConstantOfShape" -> {
                AttributeMessage value = maker.attributes().get("value");
                yield value == null
                        || value.tensor().filter(RecurrentNodes::isZeros).isPresent();
            }
            case "Concat" -> maker.inputs().stream().allMatch(part -> isZeros(part, depth + 1));
            case "Expand",
                    "Tile",
                    "Unsqueeze",
                    "Squeeze",
                    "Reshape",
                    "Transpose",
                    "Slice",
                    "Gather",
                    "Cast",
                    "Identity" ->
                !maker.inputs().isEmpty() && isZeros(maker.inputs().get(0), depth + 1);
            default -> false;
        };
    }

    private static boolean isZeros(TensorMessage tensor) {
        for (int i = 0; i < tensor.size(); i++) {
            if (tensor.at(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private Optional<TensorMessage> constant(String name) {
        TensorMessage held = constants.get(name);
        return held != null
                ? Optional.of(held)
                : Optional.ofNullable(makers.get(name))
                        .filter(node -> node.operator().equals("Constant"))
                        .map(node -> node.attributes().get("value"))
                        .flatMap(AttributeMessage::tensor);
    }

    // --- Down to the last state

    /** Keeps what a node makes; a result is another name of what the recurrence writes. */
    private void keep(NodeMessage node, String made, States own) {
        if (made.isEmpty()) {
            return;
        }
        states.put(made, own);
        if (own.isResult()) {
            result.add(new NodeMessage(
                    node.file(),
                    -node.position(),
                    node.name(),
                    "Identity",
                    "",
                    List.of(own.cell().outputs().get(0)),
                    List.of(made),
                    Map.of()));
        }
    }

    private void follow(NodeMessage node) {
        States read = states.get(input(node, 0));
        if (read != null && read.kept() == Kept.CELL) {
            throw node.refused("reads the cell state of " + read.cell().title() + "; its state h is supported.");
        }
        Optional<States> next = read == null || node.outputs().isEmpty()
                ? Optional.empty()
                : switch (node.operator()) {
                    case "Identity", "Dropout" -> Optional.of(read);
                    case "Transpose" -> Optional.of(transposed(node, read));
                    case "Squeeze" -> Optional.of(squeezed(node, read));
                    case "Gather" -> Optional.of(gathered(node, read));
                    case "Slice" -> Optional.of(sliced(node, read));
                    default -> Optional.empty();
                };
        if (next.isPresent()) {
            keep(node, node.outputs().get(0), next.get());
            return;
        }
        for (String name : node.inputs()) {
            States other = states.get(name);
            if (other != null && !other.isResult()) {
                throw node.refused("reads the states of "
                        + (other.kept() == Kept.ALL_STEPS ? "all steps of " : "")
                        + other.cell().title() + " as " + words(other.lengths())
                        + "; the last state alone is supported, as samples × states: take the last step before it.");
            }
        }
        result.add(node);
    }

    private static String words(List<Length> lengths) {
        return lengths.stream()
                .map(length -> length.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" × "));
    }

    private static List<Long> permutation(NodeMessage node, int dimensions) {
        AttributeMessage given = node.attributes().get("perm");
        if (given != null) {
            return given.integers();
        }
        List<Long> reversed = new ArrayList<>();
        for (long i = dimensions - 1L; i >= 0; i--) {
            reversed.add(i);
        }
        return reversed;
    }

    private static States transposed(NodeMessage node, States read) {
        List<Long> order = permutation(node, read.lengths().size());
        if (order.size() != read.lengths().size() || Set.copyOf(order).size() != order.size()) {
            throw node.refused(
                    "has the order " + order + " of " + read.lengths().size() + " dimensions, which is none.");
        }
        List<Length> lengths = new ArrayList<>();
        for (long from : order) {
            lengths.add(read.lengths().get(place(node, from, read)));
        }
        return new States(read.cell(), lengths, read.kept());
    }

    /** The place of a dimension that may be counted from the end. */
    private static int place(NodeMessage node, long axis, States read) {
        int dimensions = read.lengths().size();
        long from = axis < 0 ? axis + dimensions : axis;
        if (from < 0 || from >= dimensions) {
            throw node.refused("has the axis " + axis + " of " + dimensions + " dimensions, which is none.");
        }
        return (int) from;
    }

    private States squeezed(NodeMessage node, States read) {
        List<Long> axes = integers(node, "axes", 1).orElse(null);
        List<Length> lengths = new ArrayList<>();
        Set<Integer> gone = new HashSet<>();
        if (axes != null) {
            axes.forEach(axis -> gone.add(place(node, axis, read)));
        }
        for (int i = 0; i < read.lengths().size(); i++) {
            Length length = read.lengths().get(i);
            boolean one = length == Length.ONE || length == Length.DIRECTIONS;
            if (gone.contains(i) && !one) {
                throw node.refused("takes the dimension " + i + " of " + words(read.lengths())
                        + " away, which has more than" + " one element.");
            }
            if (axes == null ? !one : !gone.contains(i)) {
                lengths.add(length);
            }
        }
        return new States(read.cell(), lengths, read.kept());
    }

    /** A list of integers that is an attribute or, later, a constant input; none if it is neither. */
    private Optional<List<Long>> integers(NodeMessage node, String attribute, int place) {
        if (node.attributes().containsKey(attribute)) {
            return Optional.of(node.attributes().get(attribute).integers());
        }
        if (input(node, place).isEmpty()) {
            return Optional.empty();
        }
        TensorMessage tensor = constant(input(node, place))
                .filter(each -> each.whole() && each.size() <= 8)
                .orElseThrow(() -> node.refused("takes its " + attribute + " '" + input(node, place)
                        + "' from other nodes; constants of the file are supported."));
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < tensor.size(); i++) {
            values.add((long) tensor.at(i));
        }
        return Optional.of(values);
    }

    private States gathered(NodeMessage node, States read) {
        TensorMessage index = constant(input(node, 1))
                .filter(each ->
                        each.whole() && each.size() == 1 && each.dimensions().size() <= 1)
                .orElseThrow(() -> node.refused(
                        "takes several of the states of " + read.cell().title()
                                + ", or such that other nodes say; one constant place, the last step, is supported."));
        int axis = place(node, node.integer("axis", 0), read);
        List<Length> lengths = new ArrayList<>(read.lengths());
        Length taken = lengths.remove(axis);
        long at = (long) index.at(0);
        boolean single = taken == Length.ONE || taken == Length.DIRECTIONS;
        if (!(taken == Length.STEPS && at == -1) && !(single && (at == 0 || at == -1))) {
            throw notLast(node, taken, at);
        }
        if (index.dimensions().size() == 1) {
            lengths.add(axis, Length.ONE);
        }
        return new States(read.cell(), lengths, taken == Length.STEPS ? Kept.LAST_STEP : read.kept());
    }

    private static InvalidInputException notLast(NodeMessage node, Length taken, long at) {
        return node.refused("takes place " + at + " of the " + taken.name().toLowerCase(Locale.ROOT)
                + "; the last step alone is supported, which is place -1.");
    }

    private States sliced(NodeMessage node, States read) {
        List<Long> starts = integers(node, "starts", 1).orElse(List.of());
        List<Long> ends = integers(node, "ends", 2).orElse(List.of());
        List<Long> axes = integers(node, "axes", 3).orElse(null);
        List<Long> steps = integers(node, "steps", 4).orElse(Collections.nCopies(starts.size(), 1L));
        if (ends.size() != starts.size()
                || steps.size() != starts.size()
                || (axes != null && axes.size() != starts.size())) {
            throw node.refused("has " + starts.size() + " starts and " + ends.size()
                    + " ends: the file is damaged; export" + " it again.");
        }
        States sliced = read;
        for (int i = 0; i < starts.size(); i++) {
            int axis = place(node, axes == null ? i : axes.get(i), read);
            Length taken = sliced.lengths().get(axis);
            boolean toEnd = ends.get(i) >= END && steps.get(i) == 1;
            if (toEnd && starts.get(i) == 0) {
                continue;
            }
            if (!(toEnd && starts.get(i) == -1 && taken == Length.STEPS)) {
                throw notLast(node, taken, starts.get(i));
            }
            List<Length> lengths = new ArrayList<>(sliced.lengths());
            lengths.set(axis, Length.ONE);
            sliced = new States(read.cell(), lengths, Kept.LAST_STEP);
        }
        return sliced;
    }
}
