package org.jumpscope.learning;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.distribution.ClusteredMoments;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/**
 * The jumps of the output units of a network whose last layer is dense, unit by unit, under a loss of single outputs: of sample c
 * the bias of unit i jumps by −γ h_i(y_ic) and its weight from neuron j by −γ h_i(y_ic) a_jc.
 *
 * <p>Single jumps of biases are kept, with the length of each sample's activations. All weights of a unit are counted together, on
 * a range of their sizes that is given for each target, with sums by sample from which exponents get errors. No bit depends on the
 * number of threads.
 */
public final class UnitJumps {
    /** Bins of a range, equal in the logarithm of the jump. */
    public static final int BINS = 2000;

    private static final int CHUNK = 64;
    private static final int CHUNKS_A_ROUND = 8;

    private final double[][] biasJumps;
    private final double[] lengths;
    private final int[][] targets;
    private final Sums sums;

    private UnitJumps(double[][] biasJumps, double[] lengths, int[][] targets, Sums sums) {
        this.biasJumps = biasJumps;
        this.lengths = lengths;
        this.targets = targets;
        this.sums = sums;
    }

    /**
     * A range of sizes.
     *
     * @param lower its lower end, above 0
     * @param upper its upper end, finite
     */
    public record Range(double lower, double upper) {
        /**
         * Checks the ends.
         *
         * @throws InvalidInputException if 0 &lt; lower &lt; upper &lt; ∞ does not hold
         */
        public Range {
            if (!(lower > 0 && lower < upper && upper < Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException(
                        "Range [" + lower + ", " + upper + "] has to lie above 0 and be finite; give two such ends.");
            }
        }
    }

    /**
     * The jumps of all weights of a unit, for the samples with one target, of one sign.
     *
     * @param count how many there are in all, without zeros
     * @param inside sums over those on the range, with samples as clusters, z = ln(|q̇|/lower)/ln(upper/lower)
     * @param bins how many there are in each of {@link #BINS} bins of the range, equal in ln |q̇|
     */
    public record Weights(long count, ClusteredMoments inside, Vector bins) {}

    /**
     * The pre-activations of the last dense layer, for all samples.
     *
     * @param activation the network
     * @param depth the number of blocks up to and with that layer
     * @param samples the inputs
     * @param threads how many threads
     * @param progress hears of the share that is done
     * @return one vector a unit
     */
    public static List<Vector> preActivations(
            ActivationPass activation, int depth, LabelledSamples samples, int threads, DoubleConsumer progress) {
        List<BlockMap> maps = activation.maps().subList(0, depth);
        int n = samples.size();
        double[][] values =
                new double[activation.network().blocks().get(depth - 1).outputs()][n];
        int[] rows = rows(n);
        AtomicInteger done = new AtomicInteger();
        Workers.of(threads).share((n + CHUNK - 1) / CHUNK, chunk -> {
            int from = chunk * CHUNK;
            int m = Math.min(CHUNK, n - from);
            double[][] at = new double[samples.inputs()][m];
            samples.inputs(rows, from, m, at);
            for (int i = 0; i < depth; i++) {
                double[][] next =
                        new double[activation.network().blocks().get(i).outputs()][m];
                maps.get(i).forward(at, m, next);
                at = next;
            }
            for (int k = 0; k < values.length; k++) {
                System.arraycopy(at[k], 0, values[k], from, m);
            }
            synchronized (done) {
                progress.accept(done.addAndGet(m) / (double) n);
            }
        });
        return Arrays.stream(values).map(Vector::of).toList();
    }

    private static int[] rows(int n) {
        int[] rows = new int[n];
        Arrays.setAll(rows, i -> i);
        return rows;
    }

    /**
     * Takes all samples through the network.
     *
     * @param pass network, loss and rate; the loss is one of single outputs and reads a dense layer
     * @param samples the inputs; their labels are not looked at
     * @param targets the targets of each sample, 0 or 1 for each output; called from any thread
     * @param ranges for each output the ranges of the weights' jumps for the targets 0 and 1
     * @param threads how many threads
     * @param progress hears of the share that is done, on one thread at a time
     * @throws InvalidInputException if the loss does not read a dense layer, or a target is not 0 or 1
     * @throws NoAnswerException if a jump is not finite
     */
    public static UnitJumps of(
            NetworkLearningPass pass,
            LabelledSamples samples,
            DatasetJumps.Targets targets,
            List<List<Range>> ranges,
            int threads,
            DoubleConsumer progress) {
        int last = pass.maps().size() - 1;
        if (!(pass.activation().network().blocks().get(last) instanceof Affine affine)) {
            throw new InvalidInputException("The loss reads "
                    + pass.activation().network().blocks().get(last).words()
                    + ", which is no dense layer: its units have no weights of their own.");
        }
        int n = samples.size();
        int units = affine.outputs();
        double[][] jumps = new double[units][n];
        double[] lengths = new double[n];
        int[][] wanted = new int[units][n];
        int[] rows = rows(n);
        Sums total = new Sums(units, affine.inputs());
        int chunks = (n + CHUNK - 1) / CHUNK;
        Sums[] parts = new Sums[Math.min(Math.max(1, threads) * CHUNKS_A_ROUND, chunks)];
        AtomicInteger done = new AtomicInteger();
        for (int start = 0; start < chunks; start += parts.length) {
            int first = start;
            int size = Math.min(parts.length, chunks - first);
            Workers.of(threads).share(size, i -> {
                int from = (first + i) * CHUNK;
                int m = Math.min(CHUNK, n - from);
                if (parts[i] == null) {
                    parts[i] = new Sums(units, affine.inputs());
                } else {
                    parts[i].clear();
                }
                Chunk chunk = new Chunk(pass, samples, rows, from, m, targets);
                chunk.write(jumps, lengths, wanted);
                chunk.add(parts[i], ranges);
                synchronized (done) {
                    progress.accept(done.addAndGet(m) / (double) n);
                }
            });
            for (int i = 0; i < size; i++) {
                total.merge(parts[i]);
            }
        }
        return new UnitJumps(jumps, lengths, wanted, total);
    }

    /** The jumps of the bias of a unit for the samples with a target, in their order: −γ h. */
    public Vector biasJumps(int unit, int target) {
        return chosen(unit, target, biasJumps[unit]);
    }

    /** The lengths |a| of the activations that feed the units, for the samples with a target, in their order. */
    public Vector activationLengths(int unit, int target) {
        return chosen(unit, target, lengths);
    }

    private Vector chosen(int unit, int target, double[] values) {
        double[] own = new double[values.length];
        int n = 0;
        for (int c = 0; c < values.length; c++) {
            if (targets[unit][c] == target) {
                own[n++] = values[c];
            }
        }
        return Vector.of(own, n);
    }

    /**
     * The jumps of the weights of a unit.
     *
     * @param unit its number
     * @param target 0 or 1
     * @param sign +1 or −1
     */
    public Weights weights(int unit, int target, int sign) {
        int cell = cell(unit, target, sign);
        double[] bins = new double[BINS];
        for (int i = 0; i < BINS; i++) {
            bins[i] = sums.bins[cell][i];
        }
        return new Weights(sums.counts[cell], sums.inside[cell], Vector.of(bins));
    }

    /**
     * The mean gradient ∂H/∂(weights of the unit, bias).
     *
     * @param unit its number
     * @return one number a weight, and that of the bias
     */
    public Vector meanGradient(int unit) {
        return Vector.of(
                Arrays.stream(sums.gradient[unit]).map(g -> g / lengths.length).toArray());
    }

    /** The mean of the squared length of a sample's gradient by the weights and the bias of a unit, E[h²(1 + |a|²)]. */
    public double meanSquaredGradient(int unit) {
        return sums.squares[unit] / lengths.length;
    }

    /** The mean length of a sample's gradient by the weights and the bias of a unit, E[|h| √(1 + |a|²)]. */
    public double meanGradientLength(int unit) {
        return sums.sizes[unit] / lengths.length;
    }

    private static int cell(int unit, int target, int sign) {
        return 4 * unit + 2 * target + (sign > 0 ? 0 : 1);
    }

    /** What is summed over samples. */
    private static final class Sums {
        private final double[][] gradient;
        private final double[] squares;
        private final double[] sizes;
        private final int[][] bins;
        private final long[] counts;
        private final ClusteredMoments[] inside;

        Sums(int units, int inputs) {
            gradient = new double[units][inputs + 1];
            squares = new double[units];
            sizes = new double[units];
            bins = new int[4 * units][BINS];
            counts = new long[4 * units];
            inside = new ClusteredMoments[4 * units];
            Arrays.fill(inside, ClusteredMoments.NONE);
        }

        void clear() {
            for (double[] row : gradient) {
                Arrays.fill(row, 0);
            }
            for (int[] row : bins) {
                Arrays.fill(row, 0);
            }
            Arrays.fill(squares, 0);
            Arrays.fill(sizes, 0);
            Arrays.fill(counts, 0);
            Arrays.fill(inside, ClusteredMoments.NONE);
        }

        void merge(Sums other) {
            for (int i = 0; i < squares.length; i++) {
                for (int j = 0; j < gradient[i].length; j++) {
                    gradient[i][j] += other.gradient[i][j];
                }
                squares[i] += other.squares[i];
                sizes[i] += other.sizes[i];
            }
            for (int cell = 0; cell < counts.length; cell++) {
                for (int bin = 0; bin < BINS; bin++) {
                    bins[cell][bin] += other.bins[cell][bin];
                }
                counts[cell] += other.counts[cell];
                inside[cell] = inside[cell].plus(other.inside[cell]);
            }
        }
    }

    /** Some samples. */
    private static final class Chunk {
        private final int from;
        private final int m;
        private final double rate;
        private final double[][] activations;
        private final double[][] slopes;
        private final int[][] wanted;

        Chunk(
                NetworkLearningPass pass,
                LabelledSamples samples,
                int[] rows,
                int from,
                int m,
                DatasetJumps.Targets targets) {
            this.from = from;
            this.m = m;
            this.rate = pass.rate();
            double[][] values = new double[samples.inputs()][m];
            samples.inputs(rows, from, m, values);
            int last = pass.maps().size() - 1;
            for (int i = 0; i < last; i++) {
                double[][] next =
                        new double[pass.activation().network().blocks().get(i).outputs()][m];
                pass.maps().get(i).forward(values, m, next);
                values = next;
            }
            this.activations = values;
            double[][] out = new double[pass.outputs()][m];
            pass.maps().get(last).forward(values, m, out);
            double[][] columns = new double[out.length][m];
            this.wanted = new int[out.length][m];
            for (int c = 0; c < m; c++) {
                Vector target = targets.of(from + c);
                for (int k = 0; k < out.length; k++) {
                    columns[k][c] = target.get(k);
                    wanted[k][c] = target.get(k) == 1 ? 1 : 0;
                    if (target.get(k) != wanted[k][c]) {
                        throw new InvalidInputException(
                                "The target " + target.get(k) + " of output " + k + " and sample "
                                        + samples.position(from + c) + " is not 0 or 1; give labels of classes.");
                    }
                }
            }
            this.slopes = new double[out.length][m];
            pass.loss().delta(out, columns, m, slopes);
        }

        void write(double[][] jumps, double[] lengths, int[][] targets) {
            for (int c = 0; c < m; c++) {
                double square = 0;
                for (double[] row : activations) {
                    square += row[c] * row[c];
                }
                lengths[from + c] = Math.sqrt(square);
            }
            for (int k = 0; k < slopes.length; k++) {
                for (int c = 0; c < m; c++) {
                    double jump = -rate * slopes[k][c];
                    if (!Double.isFinite(jump * lengths[from + c])) {
                        throw new NoAnswerException("The jump of output " + k + " for sample " + (from + c) + " is "
                                + jump + ": values of the network grow beyond all numbers there.");
                    }
                    jumps[k][from + c] = jump;
                    targets[k][from + c] = wanted[k][c];
                }
            }
        }

        void add(Sums sums, List<List<Range>> ranges) {
            int inputs = activations.length;
            double[] logs = new double[inputs];
            for (int c = 0; c < m; c++) {
                double square = 0;
                for (int j = 0; j < inputs; j++) {
                    double a = activations[j][c];
                    square += a * a;
                    logs[j] = Math.log(Math.abs(a));
                }
                for (int k = 0; k < slopes.length; k++) {
                    double h = slopes[k][c];
                    double[] gradient = sums.gradient[k];
                    for (int j = 0; j < inputs; j++) {
                        gradient[j] += h * activations[j][c];
                    }
                    gradient[inputs] += h;
                    sums.squares[k] += h * h * (1 + square);
                    sums.sizes[k] += Math.abs(h) * Math.sqrt(1 + square);
                    if (h != 0) {
                        count(sums, k, c, logs, ranges.get(k).get(wanted[k][c]));
                    }
                }
            }
        }

        /** The weights of one unit and sample, whose jumps have both signs where activations have. */
        private void count(Sums sums, int k, int c, double[] logs, Range range) {
            double h = slopes[k][c];
            double low = Math.log(range.lower);
            double scale = BINS / (Math.log(range.upper) - low);
            double start = Math.log(rate * Math.abs(h)) - low;
            int first = cell(k, wanted[k][c], 1);
            double[] counts = new double[2];
            double[] positions = new double[2];
            for (int j = 0; j < logs.length; j++) {
                double a = activations[j][c];
                if (a == 0) {
                    continue;
                }
                int side = a < 0 == h < 0 ? 1 : 0;
                sums.counts[first + side]++;
                double place = (start + logs[j]) * scale;
                if (place >= 0 && place < BINS) {
                    sums.bins[first + side][(int) place]++;
                    counts[side]++;
                    positions[side] += place / BINS - 0.5;
                }
            }
            for (int side = 0; side < 2; side++) {
                if (counts[side] > 0) {
                    sums.inside[first + side] = sums.inside[first + side].with(counts[side], positions[side]);
                }
            }
        }
    }
}
