package org.jumpscope.network.graph;

import org.jumpscope.composition.Activation;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Pointwise;
import org.jumpscope.numeric.Vector;

/**
 * Cells that read a sequence step by step with the same trainable variables at each step, from a state of zeros; what they
 * write is the last state. The gradient goes through all steps.
 *
 * <p>Inputs are T steps of D values, step by step. Each cell has the weights and biases of the inputs, then those of the state,
 * with the gates in the order of PyTorch.
 */
public final class Recurrence {
    private final GraphBuilder graph;
    private final int steps;
    private final int features;
    private final int states;

    private Recurrence(int steps, int features, int states) {
        this.graph = GraphBuilder.of(Math.multiplyExact(steps, features));
        this.steps = steps;
        this.features = features;
        this.states = states;
    }

    /**
     * h ← tanh(W x + b + U h + c) (Elman 1990).
     *
     * @param steps T
     * @param features D
     * @param states H
     */
    public static Graph elman(int steps, int features, int states) {
        return elman(steps, features, states, Nonlinearity.TANH);
    }

    /** What an Elman cell applies to its sum. */
    public enum Nonlinearity {
        /** tanh. */
        TANH,
        /** max(0, y). */
        RELU;

        private Activation activation() {
            return this == TANH ? Activation.tanh() : Activation.parse("relu");
        }

        private String word() {
            return this == TANH ? "rnn" : "rnn-relu";
        }
    }

    /**
     * h ← f(W x + b + U h + c) (Elman 1990).
     *
     * @param steps T
     * @param features D
     * @param states H
     * @param f what is applied
     */
    public static Graph elman(int steps, int features, int states, Nonlinearity f) {
        Recurrence own = new Recurrence(steps, features, states);
        GraphBuilder.Shared ofInputs = GraphBuilder.shared(new Affine(features, states));
        GraphBuilder.Shared ofState = GraphBuilder.shared(new Affine(states, states));
        int h = own.zeros();
        for (int t = 0; t < steps; t++) {
            int sum = own.graph.sum(1, own.apply(ofInputs, own.step(t)), 1, own.apply(ofState, h));
            h = own.graph.apply(new Pointwise(states, f.activation()), sum);
        }
        return own.build(f.word());
    }

    /**
     * r, z = σ(W x + b + U h + c), n = tanh(W x + b + r (U h + c)), h ← (1 − z) n + z h (Cho and others 2014); gates r, z, n.
     *
     * @param steps T
     * @param features D
     * @param states H
     */
    public static Graph gatedUnit(int steps, int features, int states) {
        Recurrence own = new Recurrence(steps, features, states);
        GraphBuilder.Shared ofInputs = GraphBuilder.shared(new Affine(features, 3 * states));
        GraphBuilder.Shared ofState = GraphBuilder.shared(new Affine(states, 3 * states));
        int h = own.zeros();
        for (int t = 0; t < steps; t++) {
            int x = own.apply(ofInputs, own.step(t));
            int u = own.apply(ofState, h);
            int reset = own.sigmoid(own.graph.sum(1, own.gate(x, 0), 1, own.gate(u, 0)));
            int update = own.sigmoid(own.graph.sum(1, own.gate(x, 1), 1, own.gate(u, 1)));
            int kept = own.graph.multiply(reset, own.gate(u, 2));
            int next = own.tanh(own.graph.sum(1, own.gate(x, 2), 1, kept));
            // (1 − z) n + z h = n + z (h − n)
            h = own.graph.sum(1, next, 1, own.graph.multiply(update, own.graph.sum(1, h, -1, next)));
        }
        return own.build("gru");
    }

    /**
     * i, f, o = σ(W x + b + U h + c), g = tanh(W x + b + U h + c), s ← f s + i g, h ← o tanh(s) (Hochreiter and Schmidhuber
     * 1997, Gers and others 2000); gates i, f, g, o.
     *
     * @param steps T
     * @param features D
     * @param states H
     */
    public static Graph longShortTermMemory(int steps, int features, int states) {
        Recurrence own = new Recurrence(steps, features, states);
        GraphBuilder.Shared ofInputs = GraphBuilder.shared(new Affine(features, 4 * states));
        GraphBuilder.Shared ofState = GraphBuilder.shared(new Affine(states, 4 * states));
        int h = own.zeros();
        int s = own.zeros();
        for (int t = 0; t < steps; t++) {
            int sum = own.graph.sum(1, own.apply(ofInputs, own.step(t)), 1, own.apply(ofState, h));
            int input = own.sigmoid(own.gate(sum, 0));
            int forget = own.sigmoid(own.gate(sum, 1));
            int candidate = own.tanh(own.gate(sum, 2));
            int output = own.sigmoid(own.gate(sum, 3));
            s = own.graph.sum(1, own.graph.multiply(forget, s), 1, own.graph.multiply(input, candidate));
            h = own.graph.multiply(output, own.tanh(s));
        }
        return own.build("lstm");
    }

    private Graph build(String name) {
        return graph.build(name + " " + states, steps + "x" + features);
    }

    private int zeros() {
        return graph.constant(Vector.of(new double[states]));
    }

    private int step(int t) {
        return graph.take(0, t * features, features);
    }

    private int apply(GraphBuilder.Shared block, int from) {
        return graph.apply(block, from);
    }

    private int gate(int from, int gate) {
        return graph.take(from, gate * states, states);
    }

    private int sigmoid(int from) {
        return graph.apply(new Pointwise(states, Activation.sigmoid()), from);
    }

    private int tanh(int from) {
        return graph.apply(new Pointwise(states, Activation.tanh()), from);
    }
}
