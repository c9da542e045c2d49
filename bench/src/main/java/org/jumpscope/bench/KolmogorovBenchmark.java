package org.jumpscope.bench;

import java.util.concurrent.TimeUnit;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.criticality.fittest.FitBootstrap;
import org.jumpscope.criticality.fittest.KolmogorovDistance;
import org.jumpscope.criticality.fittest.KolmogorovLaw;
import org.jumpscope.criticality.fittest.OrderedSampler;
import org.jumpscope.numeric.RandomBlocks;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The exact Kolmogorov distance of one window against a pass over all points, its p-value, and bootstraps of it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class KolmogorovBenchmark {
    private static final double EXPONENT = 1.5;
    private static final double RANGE = 7;
    private static final int REPLICATES = 100;

    @Param({"10000", "1000000"})
    private int count;

    private double[] logs;
    private SortedSample sample;
    private Window window;
    private double exponent;
    private KolmogorovDistance distance;

    /** Draws the sample and asserts that both ways give the same distance. */
    @Setup
    public void draw() {
        logs = new double[count];
        OrderedSampler.create().draw(RandomBlocks.of(1).block(0), EXPONENT, 0, RANGE, count, logs, 0);
        sample = SortedSample.ofSortedLogs(logs);
        window = new Window(0, count, 1, Math.exp(RANGE), 0, RANGE);
        exponent = sample.estimate(window).exponent();
        distance = KolmogorovDistance.of(sample);
        if (Math.abs(exactDistance() - fullPass()) > 1e-14) {
            throw new IllegalStateException("Distances differ: " + exactDistance() + ", " + fullPass());
        }
    }

    /** The bracketed search. */
    @Benchmark
    public double exactDistance() {
        return distance.distance(window, exponent);
    }

    /** One exponential for each point. */
    @Benchmark
    public double fullPass() {
        double s = exponent - 1;
        double whole = Math.expm1(-s * RANGE);
        double largest = 0;
        for (int r = 0; r < count; r++) {
            double mass = Math.expm1(-s * logs[r]) / whole;
            largest = Math.max(largest, Math.max(mass - r / (double) count, (r + 1) / (double) count - mass));
        }
        return largest;
    }

    /** The tabulated p-value. */
    @Benchmark
    public double tabulatedPValue() {
        return KolmogorovLaw.fitted().pValue(0.9 / Math.sqrt(count), count, 3.5);
    }

    /** 100 replicates of the window with the exponent fitted again, on one thread. */
    @Benchmark
    public double windowBootstrap() {
        return FitBootstrap.withDefaults()
                .withReplicates(REPLICATES)
                .window(sample, window, RandomBlocks.of(2))
                .pValue();
    }

    /** 100 data sets, law inside and data outside the middle half, without a fit: what a search adds its own time to. */
    @Benchmark
    public double resampling() {
        return FitBootstrap.withDefaults()
                .withReplicates(REPLICATES)
                .resample(
                        sample,
                        sample.interior(count / 4, 3 * count / 4),
                        exponent,
                        RandomBlocks.of(3),
                        () -> sorted -> sorted[sorted.length / 2])
                .values()
                .get(0);
    }
}
