package org.jumpscope.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.distribution.Normal;
import org.jumpscope.duality.JumpSample;
import org.jumpscope.duality.JumpSampler;
import org.jumpscope.duality.ScalarDuality;
import org.jumpscope.network.State;
import org.jumpscope.numeric.ElementaryFunctions;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.StandardNormals;

/**
 * Prints the CPU time of the Monte Carlo chain sample → y → h(y) → q̇ → log histogram beside the plain loop on this JDK.
 *
 * <p>All rows are measured in turns, round after round, so that a busy machine hits them alike. A row gives the least and
 * the median of its rounds in nanoseconds of CPU per sample, and how often it goes into the plain loop: by the least times,
 * which is what an idle machine gives, and in the median over the rounds. Runs on 1 and on 2 threads are compared by the CPU time of the whole process; their histograms have
 * to be the same, and their digest, which is printed, is the same on every JDK.
 *
 * <p>Arguments: rounds (15).
 */
public final class ChainReport {
    private static final int SAMPLES = 1 << 22;
    /** Samples of the comparison of threads; not a whole number of blocks. */
    private static final long LONG = (1L << 26) + 12_345;

    private static final int ARRAY = 1024;
    private static final int WARM_UP = 4;
    private static final State AT = State.of(16, -8);
    private static final RandomBlocks RANDOM = RandomBlocks.of(1);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Its clock may tick in hundredths of a second, so that it needs runs of a second. */
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private interface Work {
        /** What was computed, which is not null; looked at, so that no compiler leaves the work out. */
        Object run();
    }

    private static final class Row {
        private final String name;
        private final Work work;
        private final double[] nanoseconds;

        Row(String name, Work work, int rounds) {
            this.name = name;
            this.work = work;
            this.nanoseconds = new double[rounds];
        }

        double least() {
            return Arrays.stream(nanoseconds).min().orElseThrow();
        }

        double median() {
            return medianOf(nanoseconds.clone());
        }

        /** The median over the rounds of how often this row's time goes into the other's. */
        double ratioOf(Row other) {
            double[] ratios = new double[nanoseconds.length];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = other.nanoseconds[i] / nanoseconds[i];
            }
            return medianOf(ratios);
        }

        private static double medianOf(double[] values) {
            Arrays.sort(values);
            return values[values.length / 2];
        }
    }

    private final int rounds;
    private final List<Row> rows = new ArrayList<>();

    private ChainReport(int rounds) {
        this.rounds = rounds;
    }

    /**
     * Prints the report.
     *
     * @param arguments the number of rounds
     */
    public static void main(String[] arguments) {
        new ChainReport(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15).run();
    }

    private static ScalarDuality map(String activation, String loss) {
        Composition composition = Composition.of(Activation.parse(activation), Loss.parse(loss));
        return ScalarDuality.of(composition, new ClassMixture.Component(1, 1, Normal.of(1, 0.25)), AT);
    }

    private Row add(String name, Work work) {
        Row row = new Row(name, work, rounds);
        rows.add(row);
        return row;
    }

    private Row chain(String activation, String loss) {
        JumpSampler sampler = JumpSampler.of(map(activation, loss)).withThreads(1);
        return add(activation + " + " + loss, () -> sampler.sample(RANDOM, SAMPLES));
    }

    private void run() {
        PlainChain plainChain = new PlainChain();
        Row plain = add("plain loop, sigmoid + squared", () -> plainChain.run(AT.weight(), AT.bias(), SAMPLES));
        Row one = chain("sigmoid", "squared");
        List<Row> chains = List.of(
                one,
                chain("tanh", "squared"),
                chain("sigmoid", "cross-entropy"),
                chain("relu", "squared"),
                chain("piecewise-linear", "squared"),
                chain("softplus", "squared"));
        Row formula = chain("1/(1+exp(-y))", "(f-t)^2");
        Row unlike = chain("exp(y)/(2+exp(y))", "(f-t)^2");
        List<Row> limits = limits();
        for (int round = -WARM_UP; round < rounds; round++) {
            for (Row row : rows) {
                long start = THREADS.getCurrentThreadCpuTime();
                Objects.requireNonNull(row.work.run());
                double time = (THREADS.getCurrentThreadCpuTime() - start) / (double) SAMPLES;
                if (round >= 0) {
                    row.nanoseconds[round] = time;
                }
            }
        }
        System.out.printf(
                "JDK %s, %d processors, %d rounds of %d samples; ns of CPU per sample%n",
                System.getProperty("java.version"), Runtime.getRuntime().availableProcessors(), rounds, SAMPLES);
        System.out.printf("%-44s %8s %8s %s%n", "", "least", "median", "plain loop / this: of the least, median");
        print(plain, "");
        chains.forEach(row -> print(row, gain(plain, row)));
        print(formula, gain(plain, formula) + "; to the catalogue " + factor(1 / formula.ratioOf(one)));
        print(unlike, gain(plain, unlike) + "; to the catalogue " + factor(1 / unlike.ratioOf(one)));
        limits.forEach(row -> print(row, ""));
        double sum = limits.stream().mapToDouble(Row::least).sum();
        System.out.printf(Locale.ROOT, "%-44s %8.2f%n", "sum of these limits", sum);
        compareThreads();
    }

    /** Normal numbers, one exponential, a quotient, a root and a count: what the chain cannot do without. */
    private List<Row> limits() {
        double[] z = new double[ARRAY];
        double[] e = new double[ARRAY];
        double[] q = new double[ARRAY];
        StandardNormals.fill(RANDOM.block(0), z, ARRAY);
        for (int i = 0; i < ARRAY; i++) {
            z[i] = 8 + 4 * z[i];
        }
        ElementaryFunctions.exp(z, ARRAY, e);
        quotientAndRoot(z, e, ARRAY, q);
        double[] normals = new double[ARRAY];
        double[] to = new double[ARRAY];
        LogHistogram histogram = new LogHistogram();
        UniformRandomProvider generator = RANDOM.block(1);
        return List.of(
                add("normal numbers alone", () -> {
                    for (int i = 0; i < SAMPLES / ARRAY; i++) {
                        StandardNormals.fill(generator, normals, ARRAY);
                    }
                    return normals;
                }),
                add("exponential alone", () -> {
                    for (int i = 0; i < SAMPLES / ARRAY; i++) {
                        ElementaryFunctions.exp(z, ARRAY, to);
                    }
                    return to;
                }),
                add("1/(1 + a) and √(1 + x²) alone", () -> {
                    for (int i = 0; i < SAMPLES / ARRAY; i++) {
                        quotientAndRoot(z, e, ARRAY, to);
                    }
                    return to;
                }),
                add("log histogram alone", () -> {
                    for (int i = 0; i < SAMPLES / ARRAY; i++) {
                        histogram.add(q, ARRAY);
                    }
                    return histogram;
                }));
    }

    private static void quotientAndRoot(double[] x, double[] a, int n, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Math.sqrt(1 + x[i] * x[i]) * (1 / (1 + a[i]));
        }
    }

    /** By the least times, and in the median round. */
    private static String gain(Row plain, Row row) {
        return factor(plain.least() / row.least()) + " " + factor(row.ratioOf(plain));
    }

    private static String factor(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static void print(Row row, String ratio) {
        System.out.printf(Locale.ROOT, "%-44s %8.2f %8.2f %s%n", row.name, row.least(), row.median(), ratio);
    }

    private void compareThreads() {
        JumpSampler sampler = JumpSampler.of(map("sigmoid", "squared"));
        Row one = new Row(
                "sigmoid + squared, process, 1 thread",
                () -> sampler.withThreads(1).sample(RANDOM, LONG),
                rounds);
        Row two = new Row(
                "sigmoid + squared, process, 2 threads",
                () -> sampler.withThreads(2).sample(RANDOM, LONG),
                rounds);
        Set<String> digests = new HashSet<>();
        for (int round = 0; round < rounds; round++) {
            for (Row row : List.of(one, two)) {
                long start = PROCESS.getProcessCpuTime();
                JumpSample sample = (JumpSample) row.work.run();
                row.nanoseconds[round] = (PROCESS.getProcessCpuTime() - start) / (double) LONG;
                digests.add(sample.histogram().digest());
            }
        }
        print(one, "");
        print(two, "to 1 thread " + factor(1 / two.ratioOf(one)));
        if (digests.size() > 1) {
            throw new IllegalStateException("The histograms of 1 and 2 threads differ: " + digests);
        }
        System.out.println("histogram of both: " + digests);
    }
}
