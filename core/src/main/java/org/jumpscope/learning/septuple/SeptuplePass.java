package org.jumpscope.learning.septuple;

import java.util.List;
import org.jumpscope.learning.Metric;
import org.jumpscope.network.septuple.ActivationDynamics;
import org.jumpscope.network.septuple.ActivationDynamics.History;
import org.jumpscope.network.septuple.Boundary;
import org.jumpscope.network.septuple.BoundarySample;
import org.jumpscope.network.septuple.Connections;
import org.jumpscope.network.septuple.InitialState;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * The learning pass of a septuple at its trainable variables: sample → jump q̇ = −γ · metric · ∂H/∂q (Eqs 2.3, 3.4, 3.7).
 *
 * <p>With the states x(τ) of the activation pass and y(τ) = ŵ x(τ) + b, reverse accumulation gives δ(t − 1) = F′ᵀ ∂H/∂f and
 * δ(τ − 1) = F′ᵀ (1 − P̂) ŵᵀ δ(τ), exact through all t steps, and ∂H/∂w_ij = Σ_τ δ_i(τ) x_j(τ), ∂H/∂b_i = Σ_τ δ_i(τ), of which W
 * and B make ∂H/∂q. The sum may be truncated to the last k steps, before which states count as constants; k = 1 is (3.4)
 * without its dots. ∂H_q/∂q is added once.
 */
public final class SeptuplePass {
    private final Septuple septuple;
    private final ActivationDynamics dynamics;
    private final InitialState initial;
    private final int gradientSteps;
    private final double rate;
    private final Metric metric;

    private SeptuplePass(
            Septuple septuple,
            ActivationDynamics dynamics,
            InitialState initial,
            int gradientSteps,
            double rate,
            Metric metric) {
        this.septuple = septuple;
        this.dynamics = dynamics;
        this.initial = initial;
        this.gradientSteps = gradientSteps;
        this.rate = rate;
        this.metric = metric;
    }

    /**
     * The learning pass with γ = 1, the identity as metric, the bulk at zero at first, and the gradient through all steps.
     *
     * @param septuple the network and its loss
     * @param steps t of the activation pass, 1 or more
     * @throws InvalidInputException if there is no step
     */
    public static SeptuplePass of(Septuple septuple, int steps) {
        ActivationDynamics dynamics =
                ActivationDynamics.of(septuple.boundary(), septuple.connections(), septuple.map(), steps);
        return new SeptuplePass(septuple, dynamics, InitialState.zero(), steps, 1, Metric.identity());
    }

    /**
     * The same with as many steps as the network is deep, after which the initial state is forgotten.
     *
     * @throws InvalidInputException if it has cycles, so that no number of steps follows
     */
    public static SeptuplePass of(Septuple septuple) {
        return of(
                septuple,
                septuple.depth()
                        .orElseThrow(() -> new InvalidInputException(
                                "The network has cycles, so it does not say how many steps an activation pass"
                                        + " takes; give their number.")));
    }

    /** The same from another initial state of the bulk. */
    public SeptuplePass withInitialState(InitialState other) {
        return new SeptuplePass(septuple, dynamics, other, gradientSteps, rate, metric);
    }

    /**
     * The same with the gradient through the last steps only.
     *
     * @param last k, 1 to t
     * @throws InvalidInputException if it is not
     */
    public SeptuplePass withGradientSteps(int last) {
        if (last < 1 || last > dynamics.steps()) {
            throw new InvalidInputException("The gradient through the last " + last
                    + " steps was asked for; an activation pass has " + dynamics.steps() + ", give 1 to that.");
        }
        return new SeptuplePass(septuple, dynamics, initial, last, rate, metric);
    }

    /**
     * The same with another rate.
     *
     * @param gamma γ, positive and finite
     * @throws InvalidInputException if it is not
     */
    public SeptuplePass withRate(double gamma) {
        if (!(gamma > 0 && gamma < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("Rate " + gamma + " is not positive and finite.");
        }
        return new SeptuplePass(septuple, dynamics, initial, gradientSteps, gamma, metric);
    }

    /**
     * The same with another metric.
     *
     * @throws InvalidInputException if it is of another number of trainable variables
     */
    public SeptuplePass withMetric(Metric other) {
        other.check(septuple.weights().trainables());
        return new SeptuplePass(septuple, dynamics, initial, gradientSteps, rate, other);
    }

    /** The same at other trainable variables. */
    SeptuplePass at(Vector q) {
        Septuple other = septuple.at(q);
        return new SeptuplePass(
                other,
                ActivationDynamics.of(other.boundary(), other.connections(), other.map(), dynamics.steps()),
                initial,
                gradientSteps,
                rate,
                metric);
    }

    /** The network and its loss. */
    public Septuple septuple() {
        return septuple;
    }

    /** The activation dynamics. */
    public ActivationDynamics dynamics() {
        return dynamics;
    }

    /** The initial state of the bulk. */
    public InitialState initialState() {
        return initial;
    }

    /** k, the steps that the gradient goes through. */
    public int gradientSteps() {
        return gradientSteps;
    }

    /** γ. */
    public double rate() {
        return rate;
    }

    /** The metric. */
    public Metric metric() {
        return metric;
    }

    /**
     * The activation pass of a sample.
     *
     * @param sample the boundary
     * @param draw its number, of which a random initial state depends
     */
    public History history(BoundarySample sample, long draw) {
        return dynamics.run(sample, initial.state(septuple.neurons(), draw));
    }

    /** The activations of the outputs for a sample: logits where the loss makes probabilities of them. */
    public Vector outputs(BoundarySample sample) {
        return dynamics.outputs(history(sample, 0));
    }

    /** H = H_x + H_q of a sample. */
    public double loss(BoundarySample sample) {
        return loss(sample, 0);
    }

    /** H of a sample whose draw has a number. */
    public double loss(BoundarySample sample, long draw) {
        double[] losses = new double[1];
        septuple.loss()
                .values(
                        column(dynamics.outputs(history(sample, draw)).toArray()),
                        column(sample.targets().toArray()),
                        1,
                        losses);
        double sum = losses[0];
        if (septuple.regulariser().isNone()) {
            return sum;
        }
        for (int l : septuple.penalised()) {
            sum += septuple.regulariser().value(septuple.trainables().get(l));
        }
        return sum;
    }

    /** The jump of a sample. */
    public Vector jump(BoundarySample sample) {
        return jump(sample, 0);
    }

    /**
     * The jump of a sample whose draw has a number.
     *
     * @param sample the boundary
     * @param draw its number, of which a random initial state depends
     * @return q̇, of length K
     */
    public Vector jump(BoundarySample sample, long draw) {
        return scaled(gradient(sample, draw));
    }

    /**
     * The mean jump of a mini-batch, −γ · metric · ∂⟨H⟩/∂q.
     *
     * @param samples M of them, at least one
     * @param firstDraw the number of the first draw; the others follow
     * @throws InvalidInputException if there is none
     */
    public Vector meanJump(List<BoundarySample> samples, long firstDraw) {
        return scaled(meanGradient(samples, firstDraw));
    }

    private Vector scaled(double[] gradient) {
        for (int l = 0; l < gradient.length; l++) {
            gradient[l] *= -rate;
        }
        return metric.apply(Vector.of(gradient));
    }

    double[] meanGradient(List<BoundarySample> samples, long firstDraw) {
        if (samples.isEmpty()) {
            throw new InvalidInputException("A mini-batch of no samples has no mean; give at least one.");
        }
        double[] sum = new double[septuple.weights().trainables()];
        for (int s = 0; s < samples.size(); s++) {
            double[] gradient = gradient(samples.get(s), firstDraw + s);
            for (int l = 0; l < sum.length; l++) {
                sum[l] += gradient[l];
            }
        }
        for (int l = 0; l < sum.length; l++) {
            sum[l] /= samples.size();
        }
        return sum;
    }

    /** ∂H/∂q. */
    private double[] gradient(BoundarySample sample, long draw) {
        History history = history(sample, draw);
        Deltas deltas = deltas(history, sample);
        Connections connections = dynamics.connections();
        int n = septuple.neurons();
        double[][] weights = new double[septuple.weights().connections()][1];
        double[][] biases = new double[n][1];
        for (int step = history.steps() - gradientSteps; step < history.steps(); step++) {
            double[][] delta = column(deltas.sharedDelta(step));
            connections.addOuter(delta, history.sharedState(step), 1, weights);
            for (int i = 0; i < n; i++) {
                biases[i][0] += delta[i][0];
            }
        }
        double[][] pulled = new double[septuple.weights().trainables()][1];
        septuple.weights().addPulledBack(weights, biases, 1, pulled);
        double[] gradient = single(pulled);
        if (!septuple.regulariser().isNone()) {
            for (int l : septuple.penalised()) {
                gradient[l] +=
                        septuple.regulariser().slope(septuple.trainables().get(l));
            }
        }
        return gradient;
    }

    /** Derivatives of H_x of one sample, for kernels: arrays of neurons, not copied. */
    public static final class Deltas {
        private final double[][] alphas;
        private final double[][] deltas;

        private Deltas(int steps) {
            alphas = new double[steps][];
            deltas = new double[steps][];
        }

        /** α(τ + 1) = ∂H_x/∂f(y(τ)) of a step τ; null before the steps that the gradient goes through. Not to be modified. */
        public double[] sharedAlpha(int step) {
            return alphas[step];
        }

        /** δ(τ) = ∂H_x/∂y(τ) of a step τ; null before the steps that the gradient goes through. Not to be modified. */
        public double[] sharedDelta(int step) {
            return deltas[step];
        }
    }

    /**
     * The learning pass through the last k steps of a history.
     *
     * @param history of this pass
     * @param sample its sample
     */
    public Deltas deltas(History history, BoundarySample sample) {
        int n = septuple.neurons();
        int t = history.steps();
        double[] out = dynamics.outputs(history).toArray();
        double[][] errors = new double[out.length][1];
        septuple.loss().delta(column(out), column(sample.targets().toArray()), 1, errors);
        double[][] alpha = new double[n][1];
        List<Boundary.Output> outputs = septuple.boundary().outputs();
        for (int k = 0; k < out.length; k++) {
            alpha[outputs.get(k).neuron()][0] = errors[k][0];
        }
        Vector clamped = septuple.boundary().projection();
        Deltas deltas = new Deltas(t);
        for (int step = t - 1; step >= t - gradientSteps; step--) {
            deltas.alphas[step] = single(alpha);
            deltas.deltas[step] = septuple.map()
                    .backward(history.sharedPreActivation(step), history.sharedActivation(step), deltas.alphas[step]);
            alpha = new double[n][1];
            dynamics.connections().addTransposed(column(deltas.deltas[step]), 1, alpha);
            for (int i = 0; i < n; i++) {
                alpha[i][0] *= 1 - clamped.get(i);
            }
        }
        return deltas;
    }

    private static double[][] column(double[] values) {
        double[][] column = new double[values.length][1];
        for (int i = 0; i < values.length; i++) {
            column[i][0] = values[i];
        }
        return column;
    }

    private static double[] single(double[][] rows) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            column[i] = rows[i][0];
        }
        return column;
    }
}
