package org.jumpscope.data.onnx;

import java.util.List;
import java.util.Locale;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.graph.Recurrence;
import org.jumpscope.numeric.InvalidInputException;

/**
 * RNN, GRU and LSTM as {@link RecurrentNodes} leaves them: inputs are the data of steps and values, W, R and B; what is written
 * is the last state.
 */
final class RecurrentReader implements LayerReader {
    /** Each step is a dozen nodes of a graph. */
    private static final int MOST_STEPS = 10_000;

    /** The place among ONNX's gates of each gate of the block: of GRU z, r, h for r, z, n, of LSTM i, o, f, c for i, f, g, o. */
    private static List<Integer> gates(NodeMessage node) {
        return switch (node.operator()) {
            case "RNN" -> List.of(0);
            case "GRU" -> List.of(1, 0, 2);
            default -> List.of(0, 2, 3, 1);
        };
    }

    /** Refuses parameters that the cells do not have. */
    private static void check(NodeMessage node) {
        node.check(
                4,
                4,
                "activation_alpha",
                "activation_beta",
                "activations",
                "clip",
                "direction",
                "hidden_size",
                "input_forget",
                "layout",
                "linear_before_reset");
        if (!node.text("direction", "forward").equals("forward")) {
            throw node.refused("has the direction " + node.text("direction", "forward") + "; forward is supported.");
        }
        if (node.attributes().containsKey("clip")) {
            throw node.refused("has clip " + node.number("clip", 0)
                    + ", which cuts the sums of its gates; a cell without" + " it is supported.");
        }
        if (node.operator().equals("GRU") && node.integer("linear_before_reset", 0) == 0) {
            throw node.refused(
                    "has linear_before_reset 0, where the reset gate is inside the product of the state; 1, as"
                            + " PyTorch writes, is supported.");
        }
        if (node.integer("input_forget", 0) != 0) {
            throw node.refused("has input_forget 1, which couples two gates; 0 is supported.");
        }
        List<String> given = activations(node);
        List<String> usual = usual(node);
        boolean relu = node.operator().equals("RNN") && given.equals(List.of("relu"));
        if (!given.equals(usual) && !relu) {
            throw node.refused("has the activations " + given + "; " + usual
                    + (node.operator().equals("RNN") ? " and [relu] are" : " is") + " supported.");
        }
    }

    private static List<String> usual(NodeMessage node) {
        return switch (node.operator()) {
            case "RNN" -> List.of("tanh");
            case "GRU" -> List.of("sigmoid", "tanh");
            default -> List.of("sigmoid", "tanh", "tanh");
        };
    }

    private static List<String> activations(NodeMessage node) {
        AttributeMessage given = node.attributes().get("activations");
        return given == null || given.texts().isEmpty()
                ? usual(node)
                : given.texts().stream()
                        .map(text -> text.toLowerCase(Locale.ROOT))
                        .toList();
    }

    @Override
    public Layer read(NodeMessage node, ArrayShape shape, Constants constants) {
        check(node);
        List<Integer> gates = gates(node);
        List<Long> sequence = shape.sequence(node);
        Constant ofInputs = constants.get(1, "weights of inputs");
        Constant ofState = constants.get(2, "weights of the state");
        Constant biases = constants.get(3, "biases");
        long states = node.integer("hidden_size", ofState.dimensions().isEmpty() ? 0 : last(ofState));
        if (sequence.get(0) > MOST_STEPS) {
            throw node.refused("reads " + sequence.get(0) + " steps; at most " + MOST_STEPS + " are supported.");
        }
        long rows = gates.size() * Math.max(0, Math.min(states, 1 << 20));
        boolean fits = states > 0
                && ofInputs.dimensions().equals(List.of(1L, rows, sequence.get(1)))
                && ofState.dimensions().equals(List.of(1L, rows, states))
                && biases.dimensions().equals(List.of(1L, 2 * rows));
        if (!fits) {
            throw node.refused("has W of the shape " + ofInputs.shape() + ", R of " + ofState.shape() + " and B of "
                    + biases.shape() + " for " + states + " states and steps of " + sequence.get(1)
                    + " values; one direction of 1 × " + rows + " × " + sequence.get(1) + ", 1 × " + rows + " × "
                    + states
                    + " and 1 × " + 2 * rows + " is supported.");
        }
        Block block;
        try {
            block = block(node, sequence.get(0).intValue(), sequence.get(1).intValue(), (int) states);
        } catch (InvalidInputException | ArithmeticException wrong) {
            throw node.refused("is too large: " + wrong.getMessage());
        }
        List<Constant> all = List.of(ofInputs, ofState, biases);
        return new Layer(
                block,
                new Values(ofInputs.tensor(), ofState.tensor(), biases.tensor(), gates, (int) states),
                all,
                shape.ofSamples((int) states));
    }

    private static long last(Constant constant) {
        return constant.dimensions().get(constant.dimensions().size() - 1);
    }

    private static Block block(NodeMessage node, int steps, int features, int states) {
        return switch (node.operator()) {
            case "RNN" ->
                Recurrence.elman(
                        steps,
                        features,
                        states,
                        activations(node).equals(List.of("relu"))
                                ? Recurrence.Nonlinearity.RELU
                                : Recurrence.Nonlinearity.TANH);
            case "GRU" -> Recurrence.gatedUnit(steps, features, states);
            default -> Recurrence.longShortTermMemory(steps, features, states);
        };
    }

    /** Weights and biases of the inputs, then of the state, with the gates in the order of the block. */
    private record Values(
            TensorMessage ofInputs, TensorMessage ofState, TensorMessage biases, List<Integer> gates, int states)
            implements BlockValues {

        private int rows() {
            return gates.size() * states;
        }

        /** The row of the file of a row of the block. */
        private int row(int own) {
            return gates.get(own / states) * states + own % states;
        }

        @Override
        public double[] read(String file, int from, int count) {
            int first = ofInputs.size() + rows();
            double[] values = new double[count];
            for (int i = 0; i < count; i++) {
                int at = from + i;
                values[i] = at < first ? value(file, ofInputs, 0, at) : value(file, ofState, rows(), at - first);
            }
            return values;
        }

        private double value(String file, TensorMessage weights, int biasesFrom, int at) {
            int columns = weights.size() / rows();
            return at < weights.size()
                    ? BlockValues.finite(file, weights, row(at / columns) * columns + at % columns)
                    : BlockValues.finite(file, biases, biasesFrom + row(at - weights.size()));
        }
    }
}
