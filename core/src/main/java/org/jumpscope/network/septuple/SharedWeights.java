package org.jumpscope.network.septuple;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.Vector;

/**
 * Weights and biases of N neurons as constant affine maps of one vector q of K trainable variables: w_ij = Σ_l W_ij^l q_l + w⁰_ij
 * and b_i = Σ_l B_i^l q_l + b⁰_i (Eq. 2.1, corrected by theory erratum 1 and extended by constants).
 *
 * <p>w_ij acts from neuron j on neuron i. The constant tensors W and B say which variables are shared, the constants w⁰ and b⁰
 * hold what is fixed at another value than zero, as average pooling and skips are; pairs of neurons without a term are not
 * connected. Terms are held one by one, so memory and time go with their number, not with N².
 */
public final class SharedWeights {
    /** Neurons of a dense network, at most: its weights take 120 MB. */
    public static final int MOST_DENSE = 2048;

    private final int neurons;
    private final int trainables;
    /** Connections into neuron i are those from starts[i] up to starts[i + 1], by ascending j. */
    private final int[] starts;

    private final int[] sources;
    private final double[] fixedWeights;
    private final double[] fixedBiases;
    private final Terms weights;
    private final Terms biases;

    /**
     * A term of W: w_ij += factor · q_l.
     *
     * @param to i, from 0
     * @param from j, from 0
     * @param variable l, from 0
     * @param factor W_ij^l, finite
     */
    public record Weight(int to, int from, int variable, double factor) {
        /** A weight that is the variable itself. */
        public Weight(int to, int from, int variable) {
            this(to, from, variable, 1);
        }
    }

    /**
     * A part of w⁰: w_ij += value.
     *
     * @param to i, from 0
     * @param from j, from 0
     * @param value finite
     */
    public record FixedWeight(int to, int from, double value) {}

    /**
     * A term of B: b_i += factor · q_l.
     *
     * @param neuron i, from 0
     * @param variable l, from 0
     * @param factor B_i^l, finite
     */
    public record Bias(int neuron, int variable, double factor) {
        /** A bias that is the variable itself. */
        public Bias(int neuron, int variable) {
            this(neuron, variable, 1);
        }
    }

    /**
     * A part of b⁰: b_i += value.
     *
     * @param neuron i, from 0
     * @param value finite
     */
    public record FixedBias(int neuron, double value) {}

    private SharedWeights(
            int neurons,
            int trainables,
            int[] starts,
            int[] sources,
            double[] fixedWeights,
            double[] fixedBiases,
            Terms weights,
            Terms biases) {
        this.neurons = neurons;
        this.trainables = trainables;
        this.starts = starts;
        this.sources = sources;
        this.fixedWeights = fixedWeights;
        this.fixedBiases = fixedBiases;
        this.weights = weights;
        this.biases = biases;
    }

    /** The terms of W by connection, or of B by neuron. */
    private static final class Terms {
        private final int[] places;
        private final int[] variables;
        private final double[] factors;

        Terms(int size) {
            places = new int[size];
            variables = new int[size];
            factors = new double[size];
        }

        void set(int term, int place, int variable, double factor) {
            places[term] = place;
            variables[term] = variable;
            factors[term] = factor;
        }

        /** Adds what they make of variables. */
        double[] addTo(double[] sum, double[] q) {
            for (int i = 0; i < places.length; i++) {
                sum[places[i]] += factors[i] * q[variables[i]];
            }
            return sum;
        }

        /** The transposed map, column by column. */
        void addBack(double[][] rows, int m, double[][] gradient) {
            for (int i = 0; i < places.length; i++) {
                double[] from = rows[places[i]];
                double[] to = gradient[variables[i]];
                for (int c = 0; c < m; c++) {
                    to[c] += factors[i] * from[c];
                }
            }
        }
    }

    /**
     * Weights and biases from the terms of W and B alone.
     *
     * @param neurons N, 1 or more
     * @param trainables K, 0 or more
     * @param weights terms of W; several of the same pair add up
     * @param biases terms of B
     * @throws InvalidInputException if a neuron or variable does not exist, or a number is not finite
     */
    public static SharedWeights of(int neurons, int trainables, List<Weight> weights, List<Bias> biases) {
        return of(neurons, trainables, weights, biases, List.of(), List.of());
    }

    /**
     * Weights and biases from the terms of W and B and from constants.
     *
     * @param neurons N, 1 or more
     * @param trainables K, 0 or more
     * @param weights terms of W; several of the same pair add up
     * @param biases terms of B
     * @param fixedWeights parts of w⁰
     * @param fixedBiases parts of b⁰
     * @throws InvalidInputException if a neuron or variable does not exist, or a number is not finite
     */
    public static SharedWeights of(
            int neurons,
            int trainables,
            List<Weight> weights,
            List<Bias> biases,
            List<FixedWeight> fixedWeights,
            List<FixedBias> fixedBiases) {
        if (neurons < 1 || trainables < 0) {
            throw new InvalidInputException(neurons + " neurons with " + trainables
                    + " trainable variables are no network; give 1 neuron or more, and no negative number.");
        }
        long[] pairs = new long[weights.size() + fixedWeights.size()];
        for (int i = 0; i < weights.size(); i++) {
            pairs[i] = pair(weights.get(i).to(), weights.get(i).from(), neurons);
        }
        for (int i = 0; i < fixedWeights.size(); i++) {
            FixedWeight fixed = fixedWeights.get(i);
            pairs[weights.size() + i] = pair(fixed.to(), fixed.from(), neurons);
        }
        long[] sorted = Arrays.stream(pairs).sorted().distinct().toArray();
        int[] starts = new int[neurons + 1];
        int[] sources = new int[sorted.length];
        for (int c = 0; c < sorted.length; c++) {
            starts[(int) (sorted[c] / neurons) + 1]++;
            sources[c] = (int) (sorted[c] % neurons);
        }
        for (int i = 0; i < neurons; i++) {
            starts[i + 1] += starts[i];
        }
        Terms weightTerms = new Terms(weights.size());
        for (int i = 0; i < weights.size(); i++) {
            Weight weight = weights.get(i);
            weightTerms.set(
                    i,
                    Arrays.binarySearch(sorted, pairs[i]),
                    variable(weight.variable(), trainables),
                    finite(weight.factor(), "factor of a weight"));
        }
        double[] constants = new double[sorted.length];
        for (int i = 0; i < fixedWeights.size(); i++) {
            constants[Arrays.binarySearch(sorted, pairs[weights.size() + i])] +=
                    finite(fixedWeights.get(i).value(), "fixed weight");
        }
        Terms biasTerms = new Terms(biases.size());
        for (int i = 0; i < biases.size(); i++) {
            Bias bias = biases.get(i);
            biasTerms.set(
                    i,
                    neuron(bias.neuron(), neurons),
                    variable(bias.variable(), trainables),
                    finite(bias.factor(), "factor of a bias"));
        }
        double[] shifts = new double[neurons];
        for (FixedBias shift : fixedBiases) {
            shifts[neuron(shift.neuron(), neurons)] += finite(shift.value(), "fixed bias");
        }
        return new SharedWeights(neurons, trainables, starts, sources, constants, shifts, weightTerms, biasTerms);
    }

    /**
     * A variable for each weight and bias of N neurons, K = N² + N: w_ij = q_(Ni + j), b_i = q_(N² + i), counted from 0 (Eq. 2.1
     * as corrected by theory erratum 1).
     *
     * @param neurons N, 1 to {@value #MOST_DENSE}
     * @throws InvalidInputException if N is outside
     */
    public static SharedWeights dense(int neurons) {
        if (neurons < 1 || neurons > MOST_DENSE) {
            throw new InvalidInputException("A dense network of " + neurons + " neurons was asked for; give 1 to "
                    + MOST_DENSE + ", or the weights that a larger one has.");
        }
        int pairs = neurons * neurons;
        int[] starts = new int[neurons + 1];
        int[] sources = new int[pairs];
        Terms weights = new Terms(pairs);
        Terms biases = new Terms(neurons);
        for (int i = 0; i < neurons; i++) {
            starts[i + 1] = (i + 1) * neurons;
            biases.set(i, i, pairs + i, 1);
            for (int j = 0; j < neurons; j++) {
                int c = neurons * i + j;
                sources[c] = j;
                weights.set(c, c, c, 1);
            }
        }
        return new SharedWeights(
                neurons, pairs + neurons, starts, sources, new double[pairs], new double[neurons], weights, biases);
    }

    private static long pair(int to, int from, int neurons) {
        return (long) neuron(to, neurons) * neurons + neuron(from, neurons);
    }

    private static int neuron(int index, int neurons) {
        if (index < 0 || index >= neurons) {
            throw new InvalidInputException(
                    "Neuron " + index + " does not exist; the neurons are 0 to " + (neurons - 1) + ".");
        }
        return index;
    }

    private static int variable(int index, int trainables) {
        if (index < 0 || index >= trainables) {
            throw new InvalidInputException("Trainable variable " + index + " does not exist; there are " + trainables
                    + " of them, counted from 0.");
        }
        return index;
    }

    private static double finite(double value, String what) {
        if (!Double.isFinite(value)) {
            throw new InvalidInputException("A " + what + " is " + value + "; give a finite number.");
        }
        return value;
    }

    /** N. */
    public int neurons() {
        return neurons;
    }

    /** K. */
    public int trainables() {
        return trainables;
    }

    /** The number of pairs of neurons that are connected. */
    public int connections() {
        return sources.length;
    }

    /** The numbers of the trainable variables that take part in a weight, in ascending order; a penalty on weights counts these. */
    public List<Integer> variablesOfWeights() {
        return Arrays.stream(weights.variables).sorted().distinct().boxed().toList();
    }

    /**
     * ŵ and b at trainable variables.
     *
     * @param q of length K, finite
     * @throws InvalidInputException if there are not K, or one is not finite
     */
    public Connections at(Vector q) {
        double[] values = q.toArray();
        if (values.length != trainables) {
            throw new InvalidInputException("The network has " + trainables + " trainable variables, but "
                    + values.length + " values were given.");
        }
        for (int l = 0; l < values.length; l++) {
            if (!Double.isFinite(values[l])) {
                throw new InvalidInputException(
                        "Trainable variable " + l + " is " + values[l] + "; give a finite number.");
            }
        }
        return new Connections(
                this, weights.addTo(fixedWeights.clone(), values), biases.addTo(fixedBiases.clone(), values));
    }

    /**
     * W u and B u for a direction u of the trainable variables: how ŵ and b move.
     *
     * @param u of length K
     * @throws InvalidInputException if it has another length
     */
    public Connections along(Vector u) {
        if (u.size() != trainables) {
            throw new InvalidInputException(
                    "The direction has " + u.size() + " elements; give " + trainables + " of them.");
        }
        double[] values = u.toArray();
        return new Connections(
                this, weights.addTo(new double[sources.length], values), biases.addTo(new double[neurons], values));
    }

    /**
     * Pulls gradients back to the trainable variables: ∂H/∂q_l = Σ_ij W_ij^l ∂H/∂w_ij + Σ_i B_i^l ∂H/∂b_i, column by column.
     *
     * @param weightRows ∂H/∂w, rows of connections as of {@link Connections#addOuter}. Not modified.
     * @param biasRows ∂H/∂b, rows of neurons. Not modified.
     * @param m columns
     * @param gradient rows of trainable variables, to which it is added. Modified.
     */
    public void addPulledBack(double[][] weightRows, double[][] biasRows, int m, double[][] gradient) {
        weights.addBack(weightRows, m, gradient);
        biases.addBack(biasRows, m, gradient);
    }

    /** The neurons that act on a neuron, in ascending order. */
    public List<Integer> sourcesOf(int neuron) {
        Objects.checkIndex(neuron, neurons);
        return Arrays.stream(sources, starts[neuron], starts[neuron + 1])
                .boxed()
                .toList();
    }

    int start(int neuron) {
        return starts[neuron];
    }

    int source(int connection) {
        return sources[connection];
    }

    /** The N × N matrix of values of the connections. */
    Matrix matrix(double[] values) {
        double[] elements = new double[Math.multiplyExact(neurons, neurons)];
        for (int i = 0; i < neurons; i++) {
            for (int c = starts[i]; c < starts[i + 1]; c++) {
                elements[i * neurons + sources[c]] = values[c];
            }
        }
        return Matrix.of(neurons, neurons, elements);
    }
}
