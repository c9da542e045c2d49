package org.jumpscope.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.fittest.FitBootstrap;
import org.jumpscope.criticality.fittest.KolmogorovDistance;
import org.jumpscope.criticality.range.EndConvention;
import org.jumpscope.criticality.range.RangeBootstrap;
import org.jumpscope.criticality.range.RangeSearch;
import org.jumpscope.numeric.RandomBlocks;

/**
 * Times of the searches for a range beside exhaustive scans, in one run: CPU milliseconds of the thread, the median of warm
 * calls, the sort of a fresh unsorted copy included. The answers of the scans are compared; a difference ends the run.
 */
public final class FitReport {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int FEWEST = 50;

    private FitReport() {}

    private static double[] pareto(int size) {
        UniformRandomProvider random = RandomBlocks.of(1).stream("pareto").block(0);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = Math.pow(1 - random.nextDouble(), -1 / 1.5);
        }
        return values;
    }

    /** 80 % of k = 1 on [0.001, 1], a tenth below, a tenth above. */
    private static double[] bounded(int size) {
        UniformRandomProvider random = RandomBlocks.of(1).stream("bounded").block(0);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            double kind = random.nextDouble();
            double uniform = 1 - random.nextDouble();
            values[i] = kind < 0.8
                    ? 0.001 * Math.pow(1000, uniform)
                    : kind < 0.9 ? 0.001 * Math.pow(uniform, 0.25) : 1 - 0.4 * Math.log(uniform);
        }
        return values;
    }

    private static <T> double milliseconds(int repeats, Supplier<T> work) {
        double[] times = new double[repeats];
        for (int i = 0; i < repeats; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            if (work.get() == null) {
                throw new AssertionError("no answer");
            }
            times[i] = (THREADS.getCurrentThreadCpuTime() - start) * 1e-6;
        }
        // The first half warms up.
        double[] warm = Arrays.copyOfRange(times, repeats / 2, repeats);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private static void equal(ExhaustiveLowerEnd.Answer expected, RangeSearch.Found found) {
        if (expected.end() != found.window().lower()
                || Math.abs(expected.exponent() - found.estimate().exponent()) > 1e-10
                || Math.abs(expected.distance() - found.distance()) > 1e-12) {
            throw new AssertionError(expected + " is not " + found);
        }
    }

    private static void line(String name, int size, double time) {
        System.out.printf(Locale.ROOT, "%-34s %8d %10.2f ms%n", name, size, time);
    }

    /** Prints the table. */
    public static void main(String[] arguments) {
        RangeSearch peers = RangeSearch.lowerEnd()
                .withConvention(EndConvention.CLAUSET_SHALIZI_NEWMAN)
                .withDistance(KolmogorovDistance.Convention.BEFORE_STEP)
                .withMinimumCount(FEWEST);
        double[] few = pareto(10_000);
        RangeSearch.Found found = (RangeSearch.Found) peers.search(SortedSample.of(few));
        equal(ExhaustiveLowerEnd.logAndPower(few, FEWEST), found);
        equal(ExhaustiveLowerEnd.sumsAndExponential(few, FEWEST), found);
        double scan = milliseconds(2_000, () -> peers.search(SortedSample.of(few)));
        double power = milliseconds(2, () -> ExhaustiveLowerEnd.logAndPower(few, FEWEST));
        double exponential = milliseconds(4, () -> ExhaustiveLowerEnd.sumsAndExponential(few, FEWEST));
        line("lower end, as the peers count", 10_000, scan);
        line("  exhaustive, log and pow", 10_000, power);
        line("  exhaustive, sums and exp", 10_000, exponential);
        System.out.printf(Locale.ROOT, "  ratios %.0f and %.0f%n", power / scan, exponential / scan);
        for (int size : new int[] {10_000, 100_000, 1_000_000}) {
            int repeats = size > 100_000 ? 16 : 4_000_000 / size;
            double[] tail = pareto(size);
            double[] both = bounded(size);
            line("sort, logarithms and sums", size, milliseconds(repeats, () -> SortedSample.of(tail)));
            line(
                    "lower end, Pareto",
                    size,
                    milliseconds(repeats, () -> RangeSearch.lowerEnd().search(SortedSample.of(tail))));
            line(
                    "lower end, bounded k = 1",
                    size,
                    milliseconds(repeats, () -> RangeSearch.lowerEnd().search(SortedSample.of(both))));
            line(
                    "both ends, bounded k = 1",
                    size,
                    milliseconds(repeats, () -> RangeSearch.joint().search(SortedSample.of(both))));
        }
        RangeBootstrap bootstrap =
                RangeBootstrap.withDefaults().with(FitBootstrap.withDefaults().withReplicates(100));
        bootstrap("bootstrap of 100, lower end", bootstrap, RangeSearch.lowerEnd(), few);
        bootstrap("bootstrap of 100, both ends", bootstrap, RangeSearch.joint(), bounded(10_000));
    }

    private static void bootstrap(String name, RangeBootstrap bootstrap, RangeSearch search, double[] values) {
        SortedSample sample = SortedSample.of(values);
        RangeSearch.Found found = (RangeSearch.Found) search.search(sample);
        line(name, values.length, milliseconds(12, () -> bootstrap.run(search, sample, found, RandomBlocks.of(2))));
    }
}
