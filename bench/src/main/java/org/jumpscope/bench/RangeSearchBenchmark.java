package org.jumpscope.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.criticality.BoundedFit;
import org.jumpscope.criticality.Verdict;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.fittest.FitBootstrap;
import org.jumpscope.criticality.fittest.KolmogorovDistance;
import org.jumpscope.criticality.range.EndConvention;
import org.jumpscope.criticality.range.RangeBootstrap;
import org.jumpscope.criticality.range.RangeSearch;
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

/** The searches for a range with the sort of the sample, a whole verdict, and the bootstrap of a search. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class RangeSearchBenchmark {
    private static final int FEWEST = 50;
    private static final int REPLICATES = 100;

    @Param({"10000", "100000", "1000000"})
    private int count;

    private double[] values;
    private SortedSample sample;
    private RangeSearch.Found found;

    /** Draws a Pareto sample and asserts that the scan finds what the exhaustive one finds. */
    @Setup
    public void draw() {
        UniformRandomProvider random = RandomBlocks.of(1).stream("pareto").block(0);
        values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = Math.pow(1 - random.nextDouble(), -1 / 1.5);
        }
        sample = SortedSample.of(values);
        found = (RangeSearch.Found) RangeSearch.lowerEnd().search(sample);
        double[] few = Arrays.copyOf(values, 10_000);
        RangeSearch peers = RangeSearch.lowerEnd()
                .withConvention(EndConvention.CLAUSET_SHALIZI_NEWMAN)
                .withDistance(KolmogorovDistance.Convention.BEFORE_STEP)
                .withMinimumCount(FEWEST);
        double end = ((RangeSearch.Found) peers.search(SortedSample.of(few)))
                .window()
                .lower();
        double expected = ExhaustiveLowerEnd.sumsAndExponential(few, FEWEST).end();
        if (end != expected) {
            throw new IllegalStateException("Lower ends differ: " + end + ", " + expected);
        }
    }

    /** The lower end, exactly. */
    @Benchmark
    public RangeSearch.Choice lowerEnd() {
        return RangeSearch.lowerEnd().search(SortedSample.of(values));
    }

    /** Both ends. */
    @Benchmark
    public RangeSearch.Choice bothEnds() {
        return RangeSearch.joint().search(SortedSample.of(values));
    }

    /** Both ends, the interval from models of the ends, tests and the alternatives. */
    @Benchmark
    public Verdict verdict() {
        return BoundedFit.withDefaults().withComparisons().fit(values);
    }

    /** 100 replicates on one thread, each with its lower end searched again. */
    @Benchmark
    public RangeBootstrap.Result bootstrap() {
        return RangeBootstrap.withDefaults()
                .with(FitBootstrap.withDefaults().withReplicates(REPLICATES))
                .run(RangeSearch.lowerEnd(), sample, found, RandomBlocks.of(2));
    }
}
