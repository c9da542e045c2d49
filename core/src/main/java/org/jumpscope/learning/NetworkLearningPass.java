package org.jumpscope.learning;

import java.util.Arrays;
import java.util.List;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/**
 * The learning pass of a layered network at given trainable variables: sample → jump q̇ = −γ ∂H/∂q (Eq. 3.4, one pass through
 * the blocks and back).
 */
public final class NetworkLearningPass {
    /** Samples that go through together, at least. */
    private static final int LEAST_COLUMNS = 64;
    /** Values of neurons that stay in a cache with their deltas. */
    private static final long CACHED = 1 << 18;

    private final ActivationPass activation;
    private final OutputLoss loss;
    private final double rate;
    /** Blocks before the loss: a softmax or sigmoid that the loss takes in is left out. */
    private final int depth;

    private NetworkLearningPass(ActivationPass activation, OutputLoss loss, double rate) {
        this.activation = activation;
        this.loss = loss;
        this.rate = rate;
        Network network = activation.network();
        int all = network.blocks().size();
        this.depth = loss.takesIn(network.blocks().get(all - 1)) ? all - 1 : all;
        if (depth == 0) {
            throw new InvalidInputException(
                    "The network " + network + " has no layer before the one that belongs to the loss.");
        }
    }

    /**
     * The learning pass with γ = 1.
     *
     * @param activation the network at its trainable variables
     * @param loss the loss of its outputs; cross-entropy takes in a softmax, or a sigmoid, at the end of the network
     */
    public static NetworkLearningPass of(ActivationPass activation, OutputLoss loss) {
        return new NetworkLearningPass(activation, loss, 1);
    }

    /**
     * The same with another rate.
     *
     * @param gamma γ, positive and finite
     * @throws InvalidInputException if it is not
     */
    public NetworkLearningPass withRate(double gamma) {
        if (!(gamma > 0 && gamma < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("Rate " + gamma + " is not positive and finite.");
        }
        return new NetworkLearningPass(activation, loss, gamma);
    }

    /** The activation pass. */
    public ActivationPass activation() {
        return activation;
    }

    /** The loss. */
    public OutputLoss loss() {
        return loss;
    }

    /** γ. */
    public double rate() {
        return rate;
    }

    /** The blocks between the inputs and the loss. */
    public List<BlockMap> maps() {
        return activation.maps().subList(0, depth);
    }

    /** The number of neurons that the loss reads. */
    public int outputs() {
        return activation.network().blocks().get(depth - 1).outputs();
    }

    /** Values and deltas of all neurons for a batch, for kernels: arrays of rows of neurons, not copied. */
    public static final class Passes {
        private final double[][][] values;
        private final double[][][] deltas;

        private Passes(double[][][] values, double[][][] deltas) {
            this.values = values;
            this.deltas = deltas;
        }

        /** Rows of the inputs for 0, then of what block i writes. */
        public double[][] values(int i) {
            return values[i];
        }

        /** ∂H/∂ of what block i ≥ 1 writes; null for the inputs. */
        public double[][] deltas(int i) {
            return deltas[i];
        }

        /**
         * The part of one sample's gradient that belongs to a block.
         *
         * @param map the block at its trainable variables
         * @param i its index
         * @param column the sample
         */
        public double[] sampleGradient(BlockMap map, int i, int column) {
            return map.sampleGradient(columnOf(values[i], column), columnOf(deltas[i + 1], column));
        }

        private static double[] columnOf(double[][] rows, int column) {
            double[] values = new double[rows.length];
            for (int k = 0; k < values.length; k++) {
                values[k] = rows[k][column];
            }
            return values;
        }
    }

    /**
     * What the loss reads, for a batch: outputs, or logits where the loss takes in a softmax.
     *
     * @param inputs rows of input neurons, columns of samples. Not modified.
     * @param m columns
     * @return rows of the neurons that the loss reads
     */
    public double[][] outputValues(double[][] inputs, int m) {
        double[][] values = inputs;
        for (int i = 0; i < depth; i++) {
            double[][] next = new double[activation.network().blocks().get(i).outputs()][m];
            maps().get(i).forward(values, m, next);
            values = next;
        }
        return values;
    }

    /**
     * What the loss reads, for one sample.
     *
     * @param x its N inputs
     * @throws InvalidInputException if there are not N
     */
    public Vector outputValues(Vector x) {
        return Vector.of(single(outputValues(column(x, activation.network().inputs(), "inputs"), 1)));
    }

    /**
     * Both passes for a batch.
     *
     * @param inputs rows of input neurons, columns of samples. Not modified; kept in the answer.
     * @param targets rows of output neurons, columns of samples. Not modified.
     * @param m columns
     */
    public Passes passes(double[][] inputs, double[][] targets, int m) {
        List<BlockMap> maps = maps();
        Network network = activation.network();
        double[][][] values = new double[depth + 1][][];
        values[0] = inputs;
        for (int i = 0; i < depth; i++) {
            values[i + 1] = new double[network.blocks().get(i).outputs()][m];
            maps.get(i).forward(values[i], m, values[i + 1]);
        }
        double[][][] deltas = new double[depth + 1][][];
        deltas[depth] = new double[outputs()][m];
        loss.delta(values[depth], targets, m, deltas[depth]);
        for (int i = depth - 1; i >= 1; i--) {
            deltas[i] = new double[network.blocks().get(i).inputs()][m];
            maps.get(i).backward(values[i], values[i + 1], deltas[i + 1], m, deltas[i]);
        }
        return new Passes(values, deltas);
    }

    /**
     * Adds Σ ∂H/∂q over a batch.
     *
     * @param inputs rows of input neurons. Not modified.
     * @param targets rows of output neurons. Not modified.
     * @param m columns
     * @param gradient of length K. Modified.
     * @return the sum of the batch's losses
     */
    public double addGradient(double[][] inputs, double[][] targets, int m, double[] gradient) {
        Passes passes = passes(inputs, targets, m);
        List<BlockMap> maps = maps();
        for (int i = 0; i < depth; i++) {
            maps.get(i).addGradient(passes.values(i), passes.deltas(i + 1), m, gradient);
        }
        double[] losses = new double[m];
        loss.values(passes.values(depth), targets, m, losses);
        double sum = 0;
        for (int c = 0; c < m; c++) {
            sum += losses[c];
        }
        return sum;
    }

    /**
     * |q̇|² of each sample, without the jumps themselves: γ² Σ_l |δ_l|² (|a_(l−1)|² + 1).
     *
     * @param inputs rows of input neurons. Not modified.
     * @param targets rows of output neurons. Not modified.
     * @param m columns
     * @return one number a sample
     */
    public Vector squaredJumpNorms(double[][] inputs, double[][] targets, int m) {
        return squaredJumpNorms(inputs, targets, m, Workers.one());
    }

    /** The same on several threads, in the memory of the samples that each is at. */
    public Vector squaredJumpNorms(double[][] inputs, double[][] targets, int m, Workers workers) {
        double[] norms = new double[m];
        int some = columnsAtOnce();
        workers.share((m + some - 1) / some, part -> {
            int from = part * some;
            int to = Math.min(m, from + some);
            double[] own = new double[to - from];
            Passes passes = passes(columns(inputs, from, to), columns(targets, from, to), to - from);
            for (int i = 0; i < depth; i++) {
                maps().get(i).addSquaredNorms(passes.values(i), passes.deltas(i + 1), to - from, own);
            }
            for (int c = from; c < to; c++) {
                norms[c] = rate * rate * own[c - from];
            }
        });
        return Vector.of(norms);
    }

    /** Samples whose values and deltas stay in a cache, or the fewest whose rows are long enough. */
    private int columnsAtOnce() {
        long neurons = activation.network().inputs();
        for (int i = 0; i < depth; i++) {
            neurons += activation.network().blocks().get(i).outputs();
        }
        return (int) Math.max(LEAST_COLUMNS, CACHED / neurons / 8 * 8);
    }

    private static double[][] columns(double[][] rows, int from, int to) {
        double[][] some = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            some[i] = Arrays.copyOfRange(rows[i], from, to);
        }
        return some;
    }

    /**
     * |q̇| of one sample, without the jump itself.
     *
     * @param x its N inputs
     * @param target its targets, one a neuron that the loss reads
     * @throws InvalidInputException if the sizes do not match the network
     */
    public double jumpNorm(Vector x, Vector target) {
        double[][] inputs = column(x, activation.network().inputs(), "inputs");
        return Math.sqrt(squaredJumpNorms(inputs, column(target, outputs(), "targets"), 1)
                .get(0));
    }

    /**
     * The jump of one sample.
     *
     * @param x its N inputs
     * @param target its targets, one a neuron that the loss reads
     * @return q̇, of length K
     * @throws InvalidInputException if the sizes do not match the network
     */
    public Vector jump(Vector x, Vector target) {
        double[][] inputs = column(x, activation.network().inputs(), "inputs");
        double[][] targets = column(target, outputs(), "targets");
        Passes passes = passes(inputs, targets, 1);
        double[] jump = new double[activation.network().trainables()];
        List<BlockMap> maps = maps();
        for (int i = 0; i < depth; i++) {
            maps.get(i).addJump(single(passes.values(i)), single(passes.deltas(i + 1)), -rate, jump);
        }
        return Vector.of(jump);
    }

    /**
     * The jump of one sample under a penalty on the weights of all layers: −γ (∂H_x/∂q + ∂H_q/∂q).
     *
     * @param x its N inputs
     * @param target its targets, one a neuron that the loss reads
     * @param penalty H_q
     * @return q̇, of length K
     * @throws InvalidInputException if the sizes do not match the network
     */
    public Vector jump(Vector x, Vector target, Regulariser penalty) {
        double[] jump = jump(x, target).toArray();
        double[] q = new double[jump.length];
        maps().forEach(map -> map.writeTrainables(q));
        for (TrainableGroup group : activation.network().groups()) {
            if (group.kind() == TrainableGroup.Kind.WEIGHTS) {
                for (int i = group.offset(); i < group.offset() + group.size(); i++) {
                    jump[i] -= rate * penalty.slope(q[i]);
                }
            }
        }
        return Vector.of(jump);
    }

    /** The targets 0 and 1 of a class. */
    public Vector target(int label) {
        if (label < 0 || label >= outputs()) {
            throw new InvalidInputException("Label " + label + " is not one of the " + outputs()
                    + " outputs of the network, 0 to " + (outputs() - 1) + ".");
        }
        double[] target = new double[outputs()];
        target[label] = 1;
        return Vector.of(target);
    }

    private static double[][] column(Vector values, int expected, String what) {
        if (values.size() != expected) {
            throw new InvalidInputException(
                    "The network has " + expected + " " + what + ", but the sample has " + values.size() + ".");
        }
        double[][] column = new double[expected][1];
        for (int i = 0; i < expected; i++) {
            column[i][0] = values.get(i);
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
