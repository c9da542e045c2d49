package org.jumpscope.learning.training;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jumpscope.learning.Metric;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NearestName;
import org.jumpscope.numeric.Vector;

/**
 * How a force makes a step: a metric on the force −∂H/∂q, diagonal in the trainable variables.
 *
 * <p>With g the mean gradient of a batch, γ the rate and all operations element by element. An optimiser's memory is held in
 * accumulators of K numbers, which are zero before the first step. {@link #metric} is the metric that it has at given
 * accumulators: the sum of all the steps, now and later, that a force of 1 at this step makes, over γ, with the
 * accumulator of squares frozen. A jump under the optimiser is metric × force.
 */
public sealed interface Optimiser {
    /** The number of accumulators. */
    int accumulators();

    /** The rate where nothing is said. */
    double defaultRate();

    /**
     * One step of the variables from ≤ i &lt; to.
     *
     * @param rate γ at this step
     * @param step number of the step, from 1
     * @param gradient g. Not modified.
     * @param q trainable variables. Modified.
     * @param memory the accumulators. Modified.
     * @param from first variable
     * @param to after the last one
     */
    void step(double rate, long step, double[] gradient, double[] q, double[][] memory, int from, int to);

    /**
     * The diagonal of the metric.
     *
     * @param steps number of steps made so far, 1 or more
     * @param memory the accumulators. Not modified.
     * @param metric of length K. Modified.
     */
    void metric(long steps, double[][] memory, double[] metric);

    /**
     * The metric, frozen after some steps.
     *
     * @param steps number of steps made so far, 1 or more
     * @param memory the accumulators, each of length K
     * @param trainables K
     * @throws InvalidInputException if no step was made, or the accumulators are others
     */
    default Metric frozen(long steps, List<Vector> memory, int trainables) {
        if (steps < 1 || memory.size() != accumulators()) {
            throw new InvalidInputException("The metric of " + this + " after " + steps + " steps with "
                    + memory.size() + " accumulators does not exist; it needs a step, and " + accumulators()
                    + " accumulators.");
        }
        double[] diagonal = new double[trainables];
        metric(steps, memory.stream().map(Vector::toArray).toArray(double[][]::new), diagonal);
        return Metric.diagonal(this + ", frozen after step " + steps, Vector.of(diagonal));
    }

    /** Plain gradient descent: q ← q − γ g; the metric is 1. */
    record Sgd() implements Optimiser {
        @Override
        public int accumulators() {
            return 0;
        }

        @Override
        public double defaultRate() {
            return 0.1;
        }

        @Override
        public void step(double rate, long step, double[] gradient, double[] q, double[][] memory, int from, int to) {
            for (int i = from; i < to; i++) {
                q[i] -= rate * gradient[i];
            }
        }

        @Override
        public void metric(long steps, double[][] memory, double[] metric) {
            Arrays.fill(metric, 1);
        }

        @Override
        public String toString() {
            return "sgd";
        }
    }

    /**
     * Heavy ball (Polyak 1964, without dampening): v ← μv + g, q ← q − γv; the metric is 1/(1 − μ).
     *
     * @param decay μ, 0 to below 1
     */
    record Momentum(double decay) implements Optimiser {
        /**
         * Checks μ.
         *
         * @throws InvalidInputException if it is not from 0 to below 1
         */
        public Momentum {
            share(decay, "momentum", "the decay");
        }

        @Override
        public int accumulators() {
            return 1;
        }

        @Override
        public double defaultRate() {
            return 0.05;
        }

        @Override
        public void step(double rate, long step, double[] gradient, double[] q, double[][] memory, int from, int to) {
            double[] v = memory[0];
            for (int i = from; i < to; i++) {
                v[i] = decay * v[i] + gradient[i];
                q[i] -= rate * v[i];
            }
        }

        @Override
        public void metric(long steps, double[][] memory, double[] metric) {
            Arrays.fill(metric, 1 / (1 - decay));
        }

        @Override
        public String toString() {
            return Call.text("momentum", decay);
        }
    }

    /**
     * RMSProp (Hinton's lecture 6e, 2012): s ← ρs + (1 − ρ)g², q ← q − γ g/(√s + ε); the metric is 1/(√s + ε).
     *
     * @param decay ρ, 0 to below 1
     * @param epsilon ε, positive
     */
    record RmsProp(double decay, double epsilon) implements Optimiser {
        /**
         * Checks the constants.
         *
         * @throws InvalidInputException if ρ is not from 0 to below 1, or ε not positive
         */
        public RmsProp {
            share(decay, "rmsprop", "the decay");
            positive(epsilon, "rmsprop");
        }

        @Override
        public int accumulators() {
            return 1;
        }

        @Override
        public double defaultRate() {
            return 0.001;
        }

        @Override
        public void step(double rate, long step, double[] gradient, double[] q, double[][] memory, int from, int to) {
            double[] s = memory[0];
            for (int i = from; i < to; i++) {
                s[i] = decay * s[i] + (1 - decay) * gradient[i] * gradient[i];
                q[i] -= rate * gradient[i] / (Math.sqrt(s[i]) + epsilon);
            }
        }

        @Override
        public void metric(long steps, double[][] memory, double[] metric) {
            for (int i = 0; i < metric.length; i++) {
                metric[i] = 1 / (Math.sqrt(memory[0][i]) + epsilon);
            }
        }

        @Override
        public String toString() {
            return Call.text("rmsprop", decay, epsilon);
        }
    }

    /**
     * Adam (Kingma and Ba 2015, Algorithm 1): m ← β₁m + (1 − β₁)g, s ← β₂s + (1 − β₂)g²,
     * q ← q − γ m̂/(√ŝ + ε) with m̂ = m/(1 − β₁ᵗ), ŝ = s/(1 − β₂ᵗ) at step t; the metric is 1/(√ŝ + ε).
     *
     * @param meanDecay β₁, 0 to below 1
     * @param squareDecay β₂, 0 to below 1
     * @param epsilon ε, positive
     */
    record Adam(double meanDecay, double squareDecay, double epsilon) implements Optimiser {
        /**
         * Checks the constants.
         *
         * @throws InvalidInputException if a decay is not from 0 to below 1, or ε not positive
         */
        public Adam {
            share(meanDecay, "adam", "the decay of the mean");
            share(squareDecay, "adam", "the decay of the square");
            positive(epsilon, "adam");
        }

        @Override
        public int accumulators() {
            return 2;
        }

        @Override
        public double defaultRate() {
            return 0.001;
        }

        @Override
        public void step(double rate, long step, double[] gradient, double[] q, double[][] memory, int from, int to) {
            double[] mean = memory[0];
            double[] square = memory[1];
            double factor = rate / (1 - power(meanDecay, step));
            double inverse = 1 / (1 - power(squareDecay, step));
            for (int i = from; i < to; i++) {
                mean[i] = meanDecay * mean[i] + (1 - meanDecay) * gradient[i];
                square[i] = squareDecay * square[i] + (1 - squareDecay) * gradient[i] * gradient[i];
                q[i] -= factor * mean[i] / (Math.sqrt(inverse * square[i]) + epsilon);
            }
        }

        @Override
        public void metric(long steps, double[][] memory, double[] metric) {
            double inverse = 1 / (1 - power(squareDecay, steps));
            for (int i = 0; i < metric.length; i++) {
                metric[i] = 1 / (Math.sqrt(inverse * memory[1][i]) + epsilon);
            }
        }

        @Override
        public String toString() {
            return Call.text("adam", meanDecay, squareDecay, epsilon);
        }
    }

    /** β₁ = 0.9, β₂ = 0.999, ε = 1e-8, the constants of the paper. */
    static Optimiser adam() {
        return new Adam(0.9, 0.999, 1e-8);
    }

    /** μ = 0.9. */
    static Optimiser momentum() {
        return new Momentum(0.9);
    }

    /**
     * Reads {@code sgd}, {@code momentum}, {@code momentum(0.9)}, {@code rmsprop}, {@code rmsprop(0.9, 1e-8)},
     * {@code adam} or {@code adam(0.9, 0.999, 1e-8)}; parameters may be left out from the end.
     *
     * @throws InvalidInputException if it is none of these, with the nearest name
     */
    static Optimiser parse(String text) {
        Call call = Call.parse(text);
        return switch (call.name()) {
            case "sgd" -> {
                call.parameters("optimiser", List.of());
                yield new Sgd();
            }
            case "momentum" ->
                new Momentum(call.parameters("optimiser", List.of(0.9)).get(0));
            case "rmsprop" -> {
                List<Double> p = call.parameters("optimiser", List.of(0.9, 1e-8));
                yield new RmsProp(p.get(0), p.get(1));
            }
            case "adam" -> {
                List<Double> p = call.parameters("optimiser", List.of(0.9, 0.999, 1e-8));
                yield new Adam(p.get(0), p.get(1), p.get(2));
            }
            default -> {
                List<String> known = List.of("sgd", "momentum", "rmsprop", "adam");
                throw new InvalidInputException(
                        "There is no optimiser '" + text.trim().toLowerCase(Locale.ROOT) + "'"
                                + NearestName.to(call.name(), known)
                                        .map(near -> ": did you mean '" + near + "'?")
                                        .orElse(": use " + String.join(", ", known) + "."));
            }
        };
    }

    /** βᵗ by squaring, which is faster than a logarithm and has the same bits everywhere. */
    private static double power(double base, long exponent) {
        double power = 1;
        double square = base;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            power *= (rest & 1) == 1 ? square : 1;
            square *= square;
        }
        return power;
    }

    private static void share(double value, String name, String what) {
        if (!(value >= 0 && value < 1)) {
            throw new InvalidInputException(
                    "Optimiser '" + name + "': " + what + " is " + value + "; give a number from 0 to below 1.");
        }
    }

    private static void positive(double value, String name) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(
                    "Optimiser '" + name + "': epsilon is " + value + "; give a positive number such as 1e-8.");
        }
    }
}
