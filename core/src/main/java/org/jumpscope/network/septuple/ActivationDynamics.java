package org.jumpscope.network.septuple;

import java.util.Optional;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;

/**
 * The dynamics on the shortest time scale: t synchronous steps x(τ + 1) = P̂x + (1 − P̂) f(ŵ x(τ) + b) of all neurons, with the
 * boundary clamped (Eqs 2.2, 3.5).
 *
 * <p>The loss reads f(ŵ x(t − 1) + b), the activations of the last step.
 */
public final class ActivationDynamics {
    private final Boundary boundary;
    private final Connections connections;
    private final ActivationMap map;
    private final int steps;

    private ActivationDynamics(Boundary boundary, Connections connections, ActivationMap map, int steps) {
        this.boundary = boundary;
        this.connections = connections;
        this.map = map;
        this.steps = steps;
    }

    /**
     * The dynamics of a network at its trainable variables.
     *
     * @param boundary which neurons are clamped, and which are compared with targets
     * @param connections ŵ and b
     * @param map f
     * @param steps t, 1 or more
     * @throws InvalidInputException if the numbers of neurons differ, or there is no step
     */
    public static ActivationDynamics of(Boundary boundary, Connections connections, ActivationMap map, int steps) {
        int n = connections.shared().neurons();
        if (boundary.neurons() != n || map.neurons() != n) {
            throw new InvalidInputException("Weights of " + n + " neurons, a boundary of " + boundary.neurons()
                    + " and activations of " + map.neurons() + " do not belong together; give equal numbers.");
        }
        if (steps < 1) {
            throw new InvalidInputException(
                    "An activation pass of " + steps + " steps does nothing; give 1 step or more.");
        }
        return new ActivationDynamics(boundary, connections, map, steps);
    }

    /** P̂ and the outputs. */
    public Boundary boundary() {
        return boundary;
    }

    /** ŵ and b. */
    public Connections connections() {
        return connections;
    }

    /** f. */
    public ActivationMap map() {
        return map;
    }

    /** t. */
    public int steps() {
        return steps;
    }

    /**
     * A history of the neurons of one sample, for kernels: arrays of neurons, not copied.
     *
     * <p>States x(0) to x(t), pre-activations y(τ) = ŵ x(τ) + b and activations f(y(τ)) of step τ from 0 to t − 1.
     */
    public static final class History {
        private final double[][] states;
        private final double[][] preActivations;
        private final double[][] activations;

        private History(int steps) {
            states = new double[steps + 1][];
            preActivations = new double[steps][];
            activations = new double[steps][];
        }

        /** t. */
        public int steps() {
            return activations.length;
        }

        /** x(τ), for τ = 0 to t. Not to be modified. */
        public double[] sharedState(int time) {
            return states[time];
        }

        /** ŵ x(τ) + b, for τ = 0 to t − 1. Not to be modified. */
        public double[] sharedPreActivation(int step) {
            return preActivations[step];
        }

        /** f(ŵ x(τ) + b), for τ = 0 to t − 1. Not to be modified. */
        public double[] sharedActivation(int step) {
            return activations[step];
        }

        /** x(τ), for τ = 0 to t. */
        public Vector state(int time) {
            return Vector.of(states[time]);
        }
    }

    /**
     * The t steps from a state.
     *
     * @param sample the boundary, which stays
     * @param initial the state of all neurons at t₀; that of clamped ones is not used
     * @throws InvalidInputException if the sizes differ
     * @throws NoAnswerException if a state grows beyond all numbers
     */
    public History run(BoundarySample sample, Vector initial) {
        int n = map.neurons();
        check(sample, initial);
        double[][] state = columns(initial.toArray());
        double[][] inputs = columns(sample.inputs().toArray());
        double[][] targets = columns(sample.targets().toArray());
        boundary.clamp(inputs, targets, 1, state);
        History history = new History(steps);
        history.states[0] = column(state);
        for (int step = 0; step < steps; step++) {
            double[][] y = new double[n][1];
            connections.apply(state, 1, y);
            connections.addBiases(1, y);
            state = map.values(y, 1);
            history.preActivations[step] = column(y);
            history.activations[step] = column(state);
            boundary.clamp(inputs, targets, 1, state);
            history.states[step + 1] = column(state);
            for (int i = 0; i < n; i++) {
                if (!Double.isFinite(history.activations[step][i])) {
                    throw new NoAnswerException("Neuron " + i + " is " + history.activations[step][i] + " after step "
                            + (step + 1) + " of " + steps
                            + ": the states grow beyond all numbers; give fewer steps or smaller weights.");
                }
            }
        }
        return history;
    }

    private void check(BoundarySample sample, Vector initial) {
        if (sample.inputs().size() != boundary.inputs().size()
                || sample.targets().size() != boundary.outputs().size()) {
            throw new InvalidInputException("The network has "
                    + boundary.inputs().size() + " inputs and "
                    + boundary.outputs().size() + " targets, but the sample has "
                    + sample.inputs().size() + " and " + sample.targets().size() + ".");
        }
        if (initial.size() != map.neurons()) {
            throw new InvalidInputException(
                    "The initial state is of " + initial.size() + " neurons; the network has " + map.neurons() + ".");
        }
    }

    /** The activations that are compared with targets, after the last step. */
    public Vector outputs(History history) {
        double[] last = history.activations[steps - 1];
        double[] out = new double[boundary.outputs().size()];
        for (int k = 0; k < out.length; k++) {
            out[k] = last[boundary.outputs().get(k).neuron()];
        }
        return Vector.of(out);
    }

    /**
     * How the neurons of one sample move along directions, for kernels: N rows of m columns, not copied.
     */
    public static final class Tangents {
        private final double[][][] states;
        private final double[][][] preActivations;
        private final double[][][] activations;

        private Tangents(int steps) {
            states = new double[steps + 1][][];
            preActivations = new double[steps][][];
            activations = new double[steps][][];
        }

        /** ∂x(τ). Not to be modified. */
        public double[][] sharedState(int time) {
            return states[time];
        }

        /** ∂(ŵ x(τ) + b). Not to be modified. */
        public double[][] sharedPreActivation(int step) {
            return preActivations[step];
        }

        /** ∂f(ŵ x(τ) + b). Not to be modified. */
        public double[][] sharedActivation(int step) {
            return activations[step];
        }
    }

    /**
     * How a history moves with the boundary and the initial state.
     *
     * @param history of this network
     * @param inputs rows of inputs. Not modified.
     * @param targets rows of targets. Not modified.
     * @param initial N rows of the initial state; those of clamped neurons are not used. Not modified.
     * @param m directions
     */
    public Tangents tangents(History history, double[][] inputs, double[][] targets, double[][] initial, int m) {
        double[][] start = new double[map.neurons()][];
        for (int i = 0; i < start.length; i++) {
            start[i] = initial[i].clone();
        }
        boundary.clamp(inputs, targets, m, start);
        return tangents(history, inputs, targets, start, Optional.empty(), 0, m);
    }

    /**
     * How the last steps of a history move with the trainable variables, from a state that does not.
     *
     * @param history of this network
     * @param along how ŵ and b move
     * @param from the first step, from 0; of the steps before there are no tangents
     */
    public Tangents trainableTangents(History history, Connections along, int from) {
        double[][] inputs = new double[boundary.inputs().size()][1];
        double[][] targets = new double[boundary.outputs().size()][1];
        return tangents(history, inputs, targets, new double[map.neurons()][1], Optional.of(along), from, 1);
    }

    private Tangents tangents(
            History history,
            double[][] inputs,
            double[][] targets,
            double[][] start,
            Optional<Connections> along,
            int from,
            int m) {
        int n = map.neurons();
        Tangents tangents = new Tangents(steps);
        tangents.states[from] = start;
        for (int step = from; step < steps; step++) {
            double[][] y = new double[n][m];
            connections.apply(tangents.states[step], m, y);
            if (along.isPresent()) {
                double[][] change = new double[n][1];
                along.get().apply(columns(history.states[step]), 1, change);
                along.get().addBiases(1, change);
                for (int i = 0; i < n; i++) {
                    y[i][0] += change[i][0];
                }
            }
            double[][] f = map.tangent(history.preActivations[step], history.activations[step], y, m);
            double[][] next = new double[n][];
            for (int i = 0; i < n; i++) {
                next[i] = f[i].clone();
            }
            boundary.clamp(inputs, targets, m, next);
            tangents.preActivations[step] = y;
            tangents.activations[step] = f;
            tangents.states[step + 1] = next;
        }
        return tangents;
    }

    private static double[][] columns(double[] values) {
        double[][] column = new double[values.length][1];
        for (int i = 0; i < values.length; i++) {
            column[i][0] = values[i];
        }
        return column;
    }

    private static double[] column(double[][] rows) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            column[i] = rows[i][0];
        }
        return column;
    }
}
