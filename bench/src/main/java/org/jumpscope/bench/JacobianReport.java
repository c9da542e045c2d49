package org.jumpscope.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.LeadingValues;
import org.jumpscope.duality.jacobian.LeftVectors;
import org.jumpscope.duality.jacobian.SampleJacobian;
import org.jumpscope.duality.jacobian.SampleSweep;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.SymmetricEigenvalues;
import org.jumpscope.numeric.Vector;

/**
 * Times of the duality Jacobian beside what one would write first, in one run: J written out with a blocked Gram matrix, gradients
 * written out sample by sample, and PyTorch where Python has it. Processor time, of the thread or of all, and the minimum of
 * repeated calls, since the machine is shared; answers are compared, and a difference ends the run.
 *
 * <p>Argument: {@code quick} leaves out the 8192-neuron network and nine tenths of the 60,000 samples, {@code widest} does that
 * network alone, {@code images} the convolutional one. The whole needs 3 GB of heap, {@code widest} 1.3 GB.
 */
public final class JacobianReport {
    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Nanoseconds of the calling thread, to their full resolution. */
    static final LongSupplier THREAD = THREADS::getCurrentThreadCpuTime;
    /** Nanoseconds of all threads, the compiler's and the collector's too, in steps of 10 ms. */
    static final LongSupplier PROCESS = SYSTEM::getProcessCpuTime;

    private JacobianReport() {}

    static NetworkLearningPass pass(String text) {
        Network network = Network.parse(text);
        double[] q = new double[network.trainables()];
        UniformRandomProvider random = RandomBlocks.of(1).stream("report").block(0);
        for (TrainableGroup group : network.groups()) {
            for (int i = 0; i < group.size(); i++) {
                q[group.offset() + i] = (2 * random.nextDouble() - 1) * Math.sqrt(3.0 / group.columns());
            }
        }
        return NetworkLearningPass.of(ActivationPass.of(network, q), new SoftmaxCrossEntropy());
    }

    /** Half of the inputs zero, as an image's. */
    static Vector sample(int n, int index) {
        return Vector.of(RandomBlocks.of(2).stream("samples")
                .block(index)
                .doubles(n)
                .map(u -> Math.max(0, 2 * u - 1))
                .toArray());
    }

    record Time(double cpu, double wall) {}

    static <T> Time seconds(LongSupplier clock, int warm, int tries, int calls, Supplier<T> work) {
        for (int i = 0; i < warm; i++) {
            once(work);
        }
        double cpu = Double.POSITIVE_INFINITY;
        double wall = Double.POSITIVE_INFINITY;
        for (int i = 0; i < tries; i++) {
            long start = System.nanoTime();
            long used = clock.getAsLong();
            for (int j = 0; j < calls; j++) {
                once(work);
            }
            cpu = Math.min(cpu, (clock.getAsLong() - used) * 1e-9 / calls);
            wall = Math.min(wall, (System.nanoTime() - start) * 1e-9 / calls);
        }
        return new Time(cpu, wall);
    }

    private static <T> void once(Supplier<T> work) {
        if (work.get() == null) {
            throw new AssertionError("no answer");
        }
    }

    static void line(String name, Time time) {
        System.out.printf(Locale.ROOT, "%-58s cpu %10.3f ms   wall %10.3f ms%n", name, time.cpu * 1e3, time.wall * 1e3);
    }

    static void ratio(String name, Time slow, Time fast) {
        System.out.printf(Locale.ROOT, "  %s: %.0f times%n", name, slow.cpu / fast.cpu);
    }

    static void agree(Vector expected, Vector found) {
        for (int i = 0; i < expected.size(); i++) {
            double square = expected.get(i) * expected.get(i);
            double largest = expected.get(0) * expected.get(0);
            if (Math.abs(square - found.get(i) * found.get(i)) > 1e-12 * largest) {
                throw new AssertionError("singular value " + i + ": " + expected.get(i) + " is not " + found.get(i));
            }
        }
    }

    /** J row by row, K rows of N, from products with unit vectors. */
    static double[][] materialised(SampleJacobian at, int trainables, int n) {
        double[][] rows = new double[trainables][n];
        double[] unit = new double[n];
        for (int j = 0; j < n; j++) {
            unit[j] = 1;
            double[] column = at.apply(Vector.of(unit)).toArray();
            unit[j] = 0;
            for (int k = 0; k < trainables; k++) {
                rows[k][j] = column[k];
            }
        }
        return rows;
    }

    static Vector roots(double[][] gram) {
        int n = gram.length;
        double[] values = new double[n];
        SymmetricEigenvalues.values(n, gram, values);
        double[] descending = new double[n];
        for (int i = 0; i < n; i++) {
            descending[i] = Math.sqrt(Math.max(0, values[n - 1 - i]));
        }
        return Vector.of(descending);
    }

    private static void singularValues(DualityJacobian small) {
        Vector x = sample(784, 0);
        Vector target = small.pass().target(3);
        Time values = seconds(THREAD, 500, 30, 100, () -> small.at(x, target).singularValues());
        line("784-100-10: singular values, 1 thread", values);
        line(
                "  with 5 right vectors",
                seconds(
                        THREAD,
                        100,
                        20,
                        50,
                        () -> small.at(x, target).spectrum().rightVectors(5)));
        SampleJacobian at = small.at(x, target);
        int trainables = small.pass().activation().network().trainables();
        Time write = seconds(THREAD, 0, 2, 1, () -> materialised(at, trainables, 784));
        double[][] written = materialised(at, trainables, 784);
        double[][] gram = new double[784][784];
        Time product = seconds(THREAD, 0, 3, 1, () -> {
            MatrixProduct.gram(trainables, 784, written, gram);
            return gram;
        });
        Vector[] reference = new Vector[1];
        Time eigenvalues = seconds(THREAD, 0, 2, 1, () -> {
            MatrixProduct.gram(trainables, 784, written, gram);
            reference[0] = roots(gram);
            return gram;
        });
        Time all = new Time(write.cpu + eigenvalues.cpu, write.wall + eigenvalues.wall);
        line("  J written out, " + trainables + " x 784", write);
        line("  its blocked Gram matrix", product);
        line("  together with the eigenvalues", all);
        ratio("written out against ours", all, values);
        agree(reference[0], at.singularValues());
    }

    private static void batches(DualityJacobian small) {
        int m = 10_000;
        int part = 200;
        NetworkLearningPass pass = small.pass();
        double[][] inputs = new double[784][m];
        double[][] targets = new double[10][m];
        for (int c = 0; c < m; c++) {
            Vector x = sample(784, c);
            for (int i = 0; i < 784; i++) {
                inputs[i][c] = x.get(i);
            }
            targets[c % 10][c] = 1;
        }
        Vector[] norms = new Vector[1];
        Time ours = seconds(THREAD, 3, 15, 1, () -> norms[0] = pass.squaredJumpNorms(inputs, targets, m));
        line("784-100-10: 10,000 squared norms, 1 thread", ours);
        double[] squares = new double[part];
        Time loop = seconds(THREAD, 1, 3, 1, () -> {
            for (int c = 0; c < part; c++) {
                double[] jump = pass.jump(sample(784, c), pass.target(c % 10)).toArray();
                squares[c] = MatrixProduct.dot(jump.length, jump, jump);
            }
            return squares;
        });
        Time scaled = new Time(loop.cpu * m / part, loop.wall * m / part);
        line("  jump by jump (200, scaled)", scaled);
        ratio("jump by jump against ours", scaled, ours);
        LeftVectors left = small.at(sample(784, 1), pass.target(3)).spectrum().leftVectors(10);
        Matrix[] projections = new Matrix[1];
        Time projected = seconds(THREAD, 3, 15, 1, () -> projections[0] = left.project(inputs, targets, m));
        line("784-100-10: 10,000 x 10 projections, 1 thread", projected);
        double[][] vectors = new double[10][];
        for (int k = 0; k < 10; k++) {
            vectors[k] = left.vector(k).toArray();
        }
        double[][] coordinates = new double[10][part];
        Time straight = seconds(THREAD, 1, 3, 1, () -> {
            for (int c = 0; c < part; c++) {
                double[] jump = pass.jump(sample(784, c), pass.target(c % 10)).toArray();
                for (int k = 0; k < 10; k++) {
                    coordinates[k][c] = MatrixProduct.dot(jump.length, jump, vectors[k]);
                }
            }
            return coordinates;
        });
        Time all = new Time(straight.cpu * m / part, straight.wall * m / part);
        line("  jump by jump (200, scaled)", all);
        ratio("jump by jump against ours", all, projected);
        for (int c = 0; c < part; c++) {
            double size = Math.sqrt(squares[c]);
            boolean same = Math.abs(squares[c] - norms[0].get(c)) <= 1e-11 * squares[c];
            for (int k = 0; k < 10; k++) {
                same &= Math.abs(coordinates[k][c] - projections[0].get(k, c)) <= 1e-11 * size;
            }
            if (!same) {
                throw new AssertionError("sample " + c);
            }
        }
    }

    private static void wider() {
        DualityJacobian big = DualityJacobian.of(pass("784 512 tanh 512 tanh 10 softmax"));
        Vector x = sample(784, 0);
        Vector target = big.pass().target(3);
        line(
                "784-512-512-10: singular values, 1 thread",
                seconds(THREAD, 8, 12, 1, () -> big.at(x, target).singularValues()));
        DualityJacobian two = big.withThreads(2);
        line("  2 threads", seconds(PROCESS, 3, 12, 1, () -> two.at(x, target).singularValues()));
        System.out.printf(Locale.ROOT, "  needs %.0f MB beside the network%n", big.workBytes() * 1e-6);
    }

    private static void sweep(DualityJacobian small, int count) {
        Vector[] samples = new Vector[1024];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = sample(784, i);
        }
        double[] sum = new double[1];
        Time time = seconds(PROCESS, 0, 1, 1, () -> {
            SampleSweep.withDefaults()
                    .withThreads(2)
                    .run(
                            small,
                            count,
                            i -> new SampleSweep.Sample(
                                    samples[i % 1024], small.pass().target(i % 10)),
                            SampleJacobian::singularValues,
                            (i, values) -> sum[0] += values.get(0));
            return sum;
        });
        line("784-100-10: " + count + " samples, 2 threads", time);
    }

    private static void widest() {
        DualityJacobian jacobian = DualityJacobian.of(pass("784 8192 tanh 8192 tanh 10 softmax"));
        Vector x = sample(784, 0);
        Vector target = jacobian.pass().target(3);
        DualityJacobian two = jacobian.withThreads(2);
        Vector[] values = new Vector[1];
        line(
                "784-8192-8192-10 (K = 7.4e7): singular values, 2 threads",
                seconds(PROCESS, 1, 2, 1, () -> values[0] = two.at(x, target).singularValues()));
        System.out.printf(
                Locale.ROOT,
                "  needs %.0f MB beside the network's %.0f MB%n",
                jacobian.workBytes() * 1e-6,
                8e-6 * jacobian.pass().activation().network().trainables());
        LeadingValues leading = LeadingValues.withDefaults().withTolerance(1e-8);
        LeadingValues.Result[] found = new LeadingValues.Result[1];
        line(
                "  the 5 largest by Lanczos, 1 thread",
                seconds(THREAD, 0, 1, 1, () -> found[0] = leading.find(jacobian, x, target)));
        System.out.printf(Locale.ROOT, "  %d products, %.1f MB%n", found[0].products(), found[0].bytes() * 1e-6);
        for (int i = 0; i < 5; i++) {
            if (Math.abs(found[0].values().get(i) - values[0].get(i)) > 1e-7 * values[0].get(0)) {
                throw new AssertionError("Lanczos " + found[0].values() + " is not " + values[0]);
            }
        }
    }

    /** The same singular values and norms by PyTorch's double backward, if there is a Python that has it. */
    private static void torch(String network) throws IOException, InterruptedException {
        String program;
        try (InputStream stream = JacobianReport.class.getResourceAsStream("torch_jacobian.py")) {
            program = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (String python : List.of("python3", "/usr/bin/python3")) {
            if (succeeds(python, "import torch")) {
                Process process = new ProcessBuilder(python, "-c", program, network)
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (process.waitFor() != 0) {
                    System.out.println("PyTorch failed");
                }
                return;
            }
        }
        System.out.println("PyTorch: not here (apt install python3-torch)");
    }

    private static boolean succeeds(String python, String program) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(python, "-c", program)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /** Prints the table. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean quick = List.of(arguments).contains("quick");
        if (List.of(arguments).contains("widest")) {
            widest();
            return;
        }
        if (List.of(arguments).contains("images")) {
            ImageReport.run();
            torch("images");
            return;
        }
        DualityJacobian small = DualityJacobian.of(pass("784 100 tanh 10 softmax"));
        singularValues(small);
        batches(small);
        wider();
        sweep(small, quick ? 6_000 : 60_000);
        ImageReport.run();
        torch("dense");
        torch("images");
        if (!quick) {
            widest();
        }
    }
}
