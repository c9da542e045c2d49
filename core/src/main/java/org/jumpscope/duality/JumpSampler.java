package org.jumpscope.duality;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.distribution.RangeMoments;
import org.jumpscope.formula.Formula;
import org.jumpscope.formula.FormulaKernel;
import org.jumpscope.network.State;
import org.jumpscope.numeric.ElementaryFunctions;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;

/**
 * Monte Carlo of the duality map: sample x → y → h(y) → q̇ → log histogram, in blocks of 4,096 without storing a sample.
 *
 * <p>The histogram holds sign(ḃ)·q̇, so that both signs of ḃ are kept apart. On chosen ranges the sums for a bounded
 * maximum-likelihood fit are taken along: of the jumps as they are, selected by q̇ and the sign of ḃ; and of the jumps of
 * the range's own preimages weighted by 1/p(x), which leaves the contribution of the Jacobian alone.
 *
 * <p>Counts are integers and the sums of each chunk of blocks are added in order, so the result has the same bits on
 * any number of threads.
 */
public final class JumpSampler {
    private static final int BLOCK = RandomBlocks.BLOCK;
    /** Samples that go through the whole chain together, so that they stay in the first-level cache; divides a block. */
    private static final int PART = 2048;
    /** Blocks per chunk, the unit of parallel work. */
    private static final int CHUNK = 64;

    private final Distribution boundary;
    private final State state;
    private final double rate;
    private final FormulaKernel slope;
    private final List<ScalingRange> ranges;
    private final int threads;

    private JumpSampler(
            Distribution boundary,
            State state,
            double rate,
            FormulaKernel slope,
            List<ScalingRange> ranges,
            int threads) {
        this.boundary = boundary;
        this.state = state;
        this.rate = rate;
        this.slope = slope;
        this.ranges = ranges;
        this.threads = threads;
    }

    /** A sampler of the map on one thread per processor. */
    public static JumpSampler of(ScalarDuality map) {
        FormulaKernel kernel = FormulaKernel.of(
                new Formula.Variable("y"), List.of(map.composition().slope()));
        return new JumpSampler(
                map.boundary(),
                map.state(),
                map.rate(),
                kernel,
                List.of(),
                Runtime.getRuntime().availableProcessors());
    }

    /** The same on a number of threads; the result does not depend on it. */
    public JumpSampler withThreads(int newThreads) {
        return new JumpSampler(boundary, state, rate, slope, ranges, Math.max(1, newThreads));
    }

    /** The same with the sums for fits on these ranges. */
    public JumpSampler withRanges(List<ScalingRange> newRanges) {
        return new JumpSampler(boundary, state, rate, slope, List.copyOf(newRanges), threads);
    }

    /**
     * Draws n samples.
     *
     * @param random source of the blocks of random numbers
     * @param n number of samples
     */
    public JumpSample sample(RandomBlocks random, long n) {
        int chunks = Math.toIntExact((n + (long) BLOCK * CHUNK - 1) / ((long) BLOCK * CHUNK));
        double[][][] sums = new double[chunks][ranges.size()][];
        AtomicInteger next = new AtomicInteger();
        LogHistogram total = new LogHistogram();
        int workers = Math.max(1, Math.min(threads, chunks));
        if (workers == 1) {
            total.merge(work(random, n, next, sums));
        } else {
            ExecutorService pool = Executors.newFixedThreadPool(workers);
            try {
                List<Future<LogHistogram>> parts = new ArrayList<>();
                for (int i = 0; i < workers; i++) {
                    parts.add(pool.submit(() -> work(random, n, next, sums)));
                }
                for (Future<LogHistogram> part : parts) {
                    total.merge(part.get());
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Sampling was interrupted.", interrupted);
            } catch (ExecutionException failed) {
                throw new IllegalStateException("Sampling failed.", failed.getCause());
            } finally {
                pool.shutdownNow();
            }
        }
        List<JumpSample.RangeSums> found = new ArrayList<>();
        for (int r = 0; r < ranges.size(); r++) {
            double[] sum = new double[RangeAccumulator.SUMS];
            for (double[][] chunk : sums) {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += chunk[r][i];
                }
            }
            found.add(RangeAccumulator.result(ranges.get(r), sum));
        }
        return new JumpSample(n, total, found);
    }

    /**
     * Takes given inputs, such as the samples of a class, instead of drawing them.
     *
     * @param inputs the inputs x
     */
    public JumpSample of(Vector inputs) {
        double[] all = inputs.toArray();
        LogHistogram histogram = new LogHistogram();
        RangeAccumulator[] accumulators = accumulators();
        double[] x = new double[PART];
        Stage stage = new Stage();
        for (int from = 0; from < all.length; from += PART) {
            int count = Math.min(PART, all.length - from);
            System.arraycopy(all, from, x, 0, count);
            double[] v = stage.jumps(x, count);
            histogram.add(v, count);
            for (RangeAccumulator accumulator : accumulators) {
                accumulator.add(x, v, count);
            }
        }
        List<JumpSample.RangeSums> found = new ArrayList<>();
        for (int r = 0; r < ranges.size(); r++) {
            found.add(RangeAccumulator.result(ranges.get(r), accumulators[r].sums()));
        }
        return new JumpSample(all.length, histogram, found);
    }

    /**
     * The jumps of given inputs.
     *
     * @param inputs the inputs x
     * @return sign(ḃ) q̇ of each
     */
    public Vector jumps(Vector inputs) {
        double[] all = inputs.toArray();
        double[] x = new double[PART];
        Stage stage = new Stage();
        for (int from = 0; from < all.length; from += PART) {
            int count = Math.min(PART, all.length - from);
            System.arraycopy(all, from, x, 0, count);
            System.arraycopy(stage.jumps(x, count), 0, all, from, count);
        }
        return Vector.of(all);
    }

    private RangeAccumulator[] accumulators() {
        return ranges.stream()
                .map(range -> new RangeAccumulator(range, boundary))
                .toArray(RangeAccumulator[]::new);
    }

    private LogHistogram work(RandomBlocks random, long n, AtomicInteger next, double[][][] sums) {
        LogHistogram histogram = new LogHistogram();
        double[] x = new double[PART];
        Stage stage = new Stage();
        for (int chunk = next.getAndIncrement(); chunk < sums.length; chunk = next.getAndIncrement()) {
            RangeAccumulator[] accumulators = accumulators();
            long first = (long) chunk * CHUNK;
            for (long block = first; block < first + CHUNK && block * BLOCK < n; block++) {
                UniformRandomProvider generator = random.block(block);
                int size = (int) Math.min(BLOCK, n - block * BLOCK);
                for (int start = 0; start < size; start += PART) {
                    int count = Math.min(PART, size - start);
                    boundary.sample(generator, x, count);
                    double[] v = stage.jumps(x, count);
                    histogram.add(v, count);
                    for (RangeAccumulator accumulator : accumulators) {
                        accumulator.add(x, v, count);
                    }
                }
            }
            for (int r = 0; r < accumulators.length; r++) {
                sums[chunk][r] = accumulators[r].sums();
            }
        }
        return histogram;
    }

    /** The map on one part. */
    private final class Stage {
        private final double[] y = new double[PART];
        private final double[][] h = new double[1][PART];
        private final FormulaKernel.Workspace workspace = slope.workspace();

        /** v = sign(ḃ) q̇ = −γ h √(1 + x²), in an array of this stage. */
        double[] jumps(double[] x, int n) {
            preActivation(x, n, state.weight(), state.bias(), y);
            slope.evaluate(y, n, h, workspace);
            scale(x, n, -rate, h[0]);
            return h[0];
        }
    }

    private static void preActivation(double[] x, int n, double weight, double bias, double[] y) {
        for (int i = 0; i < n; i++) {
            y[i] = weight * x[i] + bias;
        }
    }

    private static void scale(double[] x, int n, double factor, double[] h) {
        for (int i = 0; i < n; i++) {
            h[i] = factor * h[i] * Math.sqrt(1 + x[i] * x[i]);
        }
    }

    /** Sums over one chunk of blocks for one range. */
    private static final class RangeAccumulator {
        static final int SUMS = 9;
        private final ScalingRange range;
        private final Distribution boundary;
        private final double logLower;
        private final double logRange;
        private final double[] sums = new double[SUMS];
        private final double[] logs = new double[PART];
        private final double[] weights = new double[PART];
        private final int[] place = new int[PART];

        RangeAccumulator(ScalingRange range, Distribution boundary) {
            this.range = range;
            this.boundary = boundary;
            this.logLower = Math.log(range.lowerJump());
            this.logRange = Math.log(range.upperJump()) - logLower;
        }

        void add(double[] x, double[] v, int n) {
            int inside = 0;
            int own = 0;
            double low = range.lowerJump();
            double high = range.upperJump();
            double sign = range.biasSign();
            for (int i = 0; i < n; i++) {
                double jump = sign * v[i];
                if (jump >= low && jump <= high) {
                    logs[inside] = jump;
                    inside++;
                    if (x[i] >= range.lower() && x[i] <= range.upper()) {
                        weights[own] = -boundary.logDensity(x[i]);
                        place[own] = inside - 1;
                        own++;
                    }
                }
            }
            // In bulk, by functions whose bits do not depend on the JDK.
            ElementaryFunctions.log(logs, inside, logs);
            ElementaryFunctions.exp(weights, own, weights);
            double z1 = 0;
            double z2 = 0;
            for (int j = 0; j < inside; j++) {
                double z = (logs[j] - logLower) / logRange;
                logs[j] = z;
                z1 += z;
                z2 += z * z;
            }
            sums[0] += inside;
            sums[1] += z1;
            sums[2] += z2;
            double[] weighted = new double[5];
            for (int j = 0; j < own; j++) {
                double z = logs[place[j]];
                double weight = weights[j];
                double square = weight * weight;
                weighted[0] += weight;
                weighted[1] += weight * z;
                weighted[2] += square;
                weighted[3] += square * z;
                weighted[4] += square * z * z;
            }
            for (int k = 0; k < weighted.length; k++) {
                sums[3 + k] += weighted[k];
            }
            sums[8] += own;
        }

        double[] sums() {
            return sums;
        }

        static JumpSample.RangeSums result(ScalingRange range, double[] s) {
            return new JumpSample.RangeSums(
                    range,
                    (long) s[0],
                    RangeMoments.ofCount(s[0], s[1], s[2]),
                    (long) s[8],
                    new RangeMoments(s[3], s[4], s[5], s[6], s[7], false));
        }
    }
}
