package org.jumpscope.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.function.IntToDoubleFunction;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.distribution.ClusteredDecades;
import org.jumpscope.distribution.ClusteredMoments;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.network.block.AffineMap;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.ElementaryFunctions;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/**
 * The jumps q̇ = −γ ∂H/∂q of every trainable variable for every sample of a dataset, at fixed q: the potential jumps of the
 * paper's Section 3, counted group by group, class by class and sign by sign, and never pooled.
 *
 * <p>The jump of a weight is −γ δ_i a_j and that of a bias −γ δ_i, so no gradient is ever held. The jumps of one sample depend
 * on each other, those of different samples do not: beside the histograms, sums by sample are kept for each decade of each
 * sign, from which exponents get errors clustered by sample. No bit depends on the number of threads.
 */
public final class DatasetJumps {
    /** Samples that go through the network together, and whose sums are added in one go. */
    private static final int CHUNK = 32;
    /** Decades 10^e ≤ |q̇| &lt; 10^(e+1) from e = −LOWEST on; no double is outside. */
    private static final int LOWEST = 324;

    private static final int DECADES = LOWEST + 309;
    private static final double DECADE = 1 / Math.log(10);
    private static final int CHUNKS_A_ROUND = 8;

    private final List<Cell> cells;
    private final List<Norms> norms;

    private DatasetJumps(List<Cell> cells, List<Norms> norms) {
        this.cells = List.copyOf(cells);
        this.norms = List.copyOf(norms);
    }

    /**
     * The jumps of one group of trainable variables for the samples of one class.
     *
     * @param group the group
     * @param label the class
     * @param samples how many samples
     * @param zeros jumps that are zero, as those of weights from neurons at zero are
     * @param histogram all others with their signs. Not to be modified.
     * @param decades sums by decade, for each sign in ascending order, those with values only
     * @param scales sums over all jumps of each sign, the positive ones first, with log₁₀|q̇| in the place of z − ½
     * @param joint sums by decade and between decades of each sign, the positive ones first. Not to be modified.
     */
    public record Cell(
            TrainableGroup group,
            int label,
            int samples,
            long zeros,
            LogHistogram histogram,
            List<Decade> decades,
            List<ClusteredMoments> scales,
            List<ClusteredDecades> joint) {

        /**
         * How many times the variance of the mean of log₁₀|q̇| is that of independent jumps: Σ_c (Σ (y − ȳ))²/Σ (y − ȳ)², with
         * samples as clusters c; at least 1.
         *
         * @param sign the sign
         */
        public double designEffect(LogHistogram.Sign sign) {
            ClusteredMoments sums = scales.get(sign == LogHistogram.Sign.POSITIVE ? 0 : 1);
            if (sums.count() == 0) {
                return 1;
            }
            double mean = sums.position() / sums.count();
            double between =
                    sums.squaredPosition() - 2 * mean * sums.countPosition() + mean * mean * sums.squaredCount();
            double independent = 0;
            for (LogHistogram.Bin bin : histogram.bins(sign)) {
                double y = 0.5 * (Math.log10(Math.max(bin.low(), Double.MIN_VALUE)) + Math.log10(bin.high()));
                independent += bin.count() * (y - mean) * (y - mean);
            }
            return independent > 0 ? Math.max(1, between / independent) : 1;
        }
    }

    /**
     * The jumps of one sign in a decade.
     *
     * @param sign the sign
     * @param exponent e of 10^e ≤ |q̇| &lt; 10^(e+1)
     * @param moments sums over samples as clusters, z = log₁₀|q̇| − e
     */
    public record Decade(LogHistogram.Sign sign, int exponent, ClusteredMoments moments) {}

    /**
     * |q̇| over all trainable variables for each sample of a class.
     *
     * @param label the class
     * @param norms one number a sample, in the order of the samples
     */
    public record Norms(int label, Vector norms) {}

    /** The targets of a sample. */
    @FunctionalInterface
    public interface Targets {
        /** The targets of the neurons that the loss reads, for one sample. */
        Vector of(int sample);
    }

    /**
     * Takes all samples through the network.
     *
     * @param pass network, trainable variables, loss and rate
     * @param samples the inputs; their labels are not looked at
     * @param labels the class of each sample, 0 or above
     * @param targets the targets of each sample; called from any thread
     * @param threads how many threads
     * @param progress hears of the share that is done, on one thread at a time
     * @throws NoAnswerException if a value or gradient is not finite
     */
    public static DatasetJumps of(
            NetworkLearningPass pass,
            LabelledSamples samples,
            int[] labels,
            Targets targets,
            int threads,
            DoubleConsumer progress) {
        List<Cell> cells = new ArrayList<>();
        List<Norms> norms = new ArrayList<>();
        List<TrainableGroup> groups = pass.activation().network().groups();
        AtomicInteger done = new AtomicInteger();
        int[] classes = Arrays.stream(labels).distinct().sorted().toArray();
        for (int label : classes) {
            int[] rows = rows(labels, label);
            Part total = new Part(groups);
            double[] lengths = new double[rows.length];
            int chunks = (rows.length + CHUNK - 1) / CHUNK;
            int round = Math.max(1, threads) * CHUNKS_A_ROUND;
            Part[] parts = new Part[Math.min(round, chunks)];
            for (int start = 0; start < chunks; start += parts.length) {
                int first = start;
                int size = Math.min(parts.length, chunks - first);
                Workers.of(threads).share(size, i -> {
                    int from = (first + i) * CHUNK;
                    int m = Math.min(CHUNK, rows.length - from);
                    parts[i] = new Part(groups);
                    parts[i].add(pass, samples, rows, from, m, targets, lengths);
                    synchronized (done) {
                        progress.accept(done.addAndGet(m) / (double) labels.length);
                    }
                });
                for (int i = 0; i < size; i++) {
                    total.merge(parts[i]);
                }
            }
            norms.add(new Norms(label, Vector.of(lengths)));
            for (int g = 0; g < groups.size(); g++) {
                cells.add(total.cell(g, groups.get(g), label, rows.length));
            }
        }
        return new DatasetJumps(cells, norms);
    }

    private static int[] rows(int[] labels, int label) {
        int[] rows = new int[labels.length];
        int n = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == label) {
                rows[n++] = i;
            }
        }
        return Arrays.copyOf(rows, n);
    }

    /** Class by class, and in each group by group in the order of q. */
    public List<Cell> cells() {
        return cells;
    }

    /** Class by class. */
    public List<Norms> norms() {
        return norms;
    }

    /** Counts and sums of some samples of one class. */
    private static final class Part {
        private final LogHistogram[] histograms;
        private final long[] zeros;
        /** By group and sign. */
        private final ClusteredDecades[][] decades;
        /** By group and sign. */
        private final ClusteredMoments[][] scales;
        // Of the sample at hand, by sign and decade.
        private final double[] counts = new double[2 * DECADES];
        private final double[] positions = new double[2 * DECADES];

        Part(List<TrainableGroup> groups) {
            histograms = new LogHistogram[groups.size()];
            zeros = new long[groups.size()];
            decades = new ClusteredDecades[groups.size()][2];
            scales = new ClusteredMoments[groups.size()][2];
            for (int g = 0; g < histograms.length; g++) {
                histograms[g] = new LogHistogram();
                Arrays.fill(scales[g], ClusteredMoments.NONE);
                Arrays.setAll(decades[g], side -> new ClusteredDecades());
            }
        }

        void merge(Part other) {
            for (int g = 0; g < histograms.length; g++) {
                histograms[g].merge(other.histograms[g]);
                zeros[g] += other.zeros[g];
                for (int side = 0; side < 2; side++) {
                    scales[g][side] = scales[g][side].plus(other.scales[g][side]);
                    decades[g][side].merge(other.decades[g][side]);
                }
            }
        }

        Cell cell(int g, TrainableGroup group, int label, int samples) {
            List<Decade> filled = new ArrayList<>();
            for (LogHistogram.Sign sign : LogHistogram.Sign.values()) {
                ClusteredDecades sums = decades[g][sign == LogHistogram.Sign.POSITIVE ? 0 : 1];
                for (int e : sums.decades()) {
                    filled.add(new Decade(sign, e, sums.moments(e)));
                }
            }
            return new Cell(
                    group, label, samples, zeros[g], histograms[g], filled, List.of(scales[g]), List.of(decades[g]));
        }

        void add(
                NetworkLearningPass pass,
                LabelledSamples samples,
                int[] rows,
                int from,
                int m,
                Targets targets,
                double[] lengths) {
            double[][] inputs = new double[samples.inputs()][m];
            samples.inputs(rows, from, m, inputs);
            double[][] wanted = new double[pass.outputs()][m];
            for (int c = 0; c < m; c++) {
                Vector target = targets.of(rows[from + c]);
                for (int k = 0; k < wanted.length; k++) {
                    wanted[k][c] = target.get(k);
                }
            }
            NetworkLearningPass.Passes passes = pass.passes(inputs, wanted, m);
            double[] squares = new double[m];
            List<BlockMap> maps = pass.maps();
            for (int i = 0; i < maps.size(); i++) {
                maps.get(i).addSquaredNorms(passes.values(i), passes.deltas(i + 1), m, squares);
            }
            // Before the jumps are counted: where the norm is finite each of them is.
            for (int c = 0; c < m; c++) {
                double length = pass.rate() * Math.sqrt(squares[c]);
                if (!(length < Double.POSITIVE_INFINITY)) {
                    throw new NoAnswerException("The jump of sample " + rows[from + c] + " is " + length
                            + " long: values or gradients of the network grow beyond all numbers there.");
                }
                lengths[from + c] = length;
            }
            List<Block> blocks = pass.activation().network().blocks();
            int group = 0;
            for (int i = 0; i < maps.size(); i++) {
                List<TrainableGroup> own = blocks.get(i).groups(1, 0);
                for (int c = 0; c < m && !own.isEmpty(); c++) {
                    if (maps.get(i) instanceof AffineMap affine) {
                        addSample(group, affine.isBiased(), passes.values(i), passes.deltas(i + 1), c, pass.rate());
                    } else {
                        addSample(group, own, passes.sampleGradient(maps.get(i), i, c), pass.rate());
                    }
                }
                group += own.size();
            }
        }

        /** −γ ∂H/∂q of a block whose places share trainable variables, group by group. */
        private void addSample(int first, List<TrainableGroup> own, double[] gradient, double rate) {
            clear();
            for (int g = 0; g < own.size(); g++) {
                TrainableGroup group = own.get(g);
                Signed jumps = new Signed(gradient, group.offset(), group.size(), -rate);
                histograms[first + g].add(jumps.values, jumps.count);
                zeros[first + g] += group.size() - jumps.count;
                note(jumps, 0, false);
                flush(first + g);
            }
        }

        /** Weights −γ δ_i a_j and biases −γ δ_i of one layer and sample. */
        private void addSample(int group, boolean biased, double[][] in, double[][] delta, int c, double rate) {
            Signed activations = new Signed(in, c, 1);
            Signed deltas = new Signed(delta, c, -rate);
            double[] products = new double[activations.count];
            clear();
            for (int i = 0; i < deltas.count; i++) {
                double factor = deltas.values[i];
                for (int j = 0; j < products.length; j++) {
                    products[j] = factor * activations.values[j];
                }
                histograms[group].add(products, products.length);
                note(activations, deltas.logs[i], factor < 0);
            }
            zeros[group] += (long) in.length * delta.length - (long) activations.count * deltas.count;
            flush(group);
            if (!biased) {
                return;
            }
            histograms[group + 1].add(deltas.values, deltas.count);
            zeros[group + 1] += delta.length - deltas.count;
            note(deltas, 0, false);
            flush(group + 1);
        }

        private void clear() {
            Arrays.fill(counts, 0);
            Arrays.fill(positions, 0);
        }

        /** Counts values by sign and decade from the logarithms of their two factors. */
        private void note(Signed values, double logFactor, boolean flipped) {
            double shift = logFactor + LOWEST;
            for (int j = 0; j < values.count; j++) {
                double place = values.logs[j] + shift;
                int decade = Math.max(0, (int) place);
                int at = values.values[j] < 0 == flipped ? decade : DECADES + decade;
                counts[at]++;
                positions[at] += place - decade - 0.5;
            }
        }

        /** Adds the sample's sums as one cluster. */
        private void flush(int group) {
            for (int side = 0; side < 2; side++) {
                double count = 0;
                double position = 0;
                int first = side * DECADES;
                decades[group][side].add(-LOWEST - first, counts, positions, first, first + DECADES);
                for (int e = 0; e < DECADES; e++) {
                    int d = first + e;
                    if (counts[d] > 0) {
                        count += counts[d];
                        position += positions[d] + counts[d] * (e - LOWEST + 0.5);
                    }
                }
                if (count > 0) {
                    scales[group][side] = scales[group][side].with(count, position);
                }
            }
            clear();
        }
    }

    /** The neurons of one sample that are not zero, with log₁₀ of their sizes. */
    private static final class Signed {
        private final double[] values;
        private final double[] logs;
        private final int count;

        Signed(double[][] rows, int column, double factor) {
            this(rows.length, i -> factor * rows[i][column]);
        }

        Signed(double[] all, int from, int size, double factor) {
            this(size, i -> factor * all[from + i]);
        }

        private Signed(int size, IntToDoubleFunction all) {
            values = new double[size];
            logs = new double[size];
            int n = 0;
            for (int i = 0; i < size; i++) {
                double value = all.applyAsDouble(i);
                if (value != 0) {
                    values[n] = value;
                    logs[n++] = Math.abs(value);
                }
            }
            count = n;
            ElementaryFunctions.log(logs, n, logs);
            for (int j = 0; j < n; j++) {
                logs[j] *= DECADE;
            }
        }
    }
}
