package org.jumpscope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.distribution.ClusteredMoments;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class UnitJumpsTest {
    private static final int SAMPLES = 150;
    private static final UnitJumps.Range RANGE = new UnitJumps.Range(1e-3, 1);

    /** h = (y − t)³/100, of no network's usual loss. */
    private static final SeparableOutputs.UnitLoss CUBIC = new SeparableOutputs.UnitLoss() {
        @Override
        public double value(double y, double target) {
            return Math.pow(y - target, 4) / 400;
        }

        @Override
        public double slope(double y, double target) {
            return Math.pow(y - target, 3) / 100;
        }

        @Override
        public double curvature(double y, double target) {
            return 3 * Math.pow(y - target, 2) / 100;
        }

        @Override
        public double leastMean(double share) {
            return 0;
        }
    };

    private final Network network = Network.parse("3 4 tanh 2 sigmoid");
    private final double[] q = numbers("q", network.trainables());
    private final NetworkLearningPass pass = NetworkLearningPass.of(
                    ActivationPass.of(network, q), new SeparableOutputs(List.of(CUBIC, CUBIC)))
            .withRate(0.5);
    private final LabelledSamples samples = LabelledSamples.of(numbers("x", 3 * SAMPLES), 3, new double[SAMPLES]);

    private static double[] numbers(String stream, int n) {
        double[] values = new double[n];
        var random = RandomBlocks.of(3).stream(stream).block(0);
        for (int i = 0; i < n; i++) {
            values[i] = 4 * random.nextDouble() - 2;
        }
        return values;
    }

    private static Vector target(int sample) {
        return sample % 3 == 0 ? Vector.of(1, 0) : Vector.of(0, 1);
    }

    private UnitJumps jumps(int threads) {
        return UnitJumps.of(
                pass,
                samples,
                UnitJumpsTest::target,
                List.of(List.of(RANGE, RANGE), List.of(RANGE, RANGE)),
                threads,
                p -> {});
    }

    /** The jumps of one sample at a time, by the whole vector of its jump. */
    @Test
    void agreesWithTheJumpsOfSingleSamples() {
        UnitJumps jumps = jumps(2);
        int weights = network.offset(2);
        for (int unit = 0; unit < 2; unit++) {
            double[] mean = new double[5];
            double square = 0;
            double length = 0;
            List<List<Double>> bias = List.of(new ArrayList<>(), new ArrayList<>());
            List<List<double[]>> clusters = List.of(new ArrayList<>(), new ArrayList<>());
            for (int c = 0; c < SAMPLES; c++) {
                Vector jump = pass.jump(samples.input(c), target(c));
                double[] own = new double[4];
                double size = 0;
                for (int j = 0; j < 4; j++) {
                    own[j] = jump.get(weights + 4 * unit + j);
                    mean[j] -= own[j] / 0.5 / SAMPLES;
                    size += own[j] * own[j] / 0.25;
                }
                double b = jump.get(weights + 8 + unit);
                mean[4] -= b / 0.5 / SAMPLES;
                size += b * b / 0.25;
                square += size / SAMPLES;
                length += Math.sqrt(size) / SAMPLES;
                int t = (int) target(c).get(unit);
                bias.get(t).add(b);
                clusters.get(t).add(own);
            }
            for (int j = 0; j < 5; j++) {
                assertEquals(mean[j], jumps.meanGradient(unit).get(j), 1e-13);
            }
            assertEquals(square, jumps.meanSquaredGradient(unit), 1e-12 * square);
            assertEquals(length, jumps.meanGradientLength(unit), 1e-12 * length);
            for (int t = 0; t < 2; t++) {
                Vector found = jumps.biasJumps(unit, t);
                assertEquals(bias.get(t).size(), found.size());
                for (int i = 0; i < found.size(); i++) {
                    assertEquals(bias.get(t).get(i), found.get(i), 1e-15);
                }
                for (int sign : new int[] {1, -1}) {
                    UnitJumps.Weights all = jumps.weights(unit, t, sign);
                    ClusteredMoments expected = ClusteredMoments.of(
                            clusters.get(t),
                            sign > 0 ? LogHistogram.Sign.POSITIVE : LogHistogram.Sign.NEGATIVE,
                            RANGE.lower(),
                            RANGE.upper());
                    assertEquals(expected.count(), all.inside().count());
                    assertEquals(expected.clusters(), all.inside().clusters());
                    assertEquals(expected.position(), all.inside().position(), 1e-11);
                    assertEquals(expected.squaredPosition(), all.inside().squaredPosition(), 1e-11);
                    assertEquals(expected.count(), all.bins().stream().sum());
                    long of = clusters.get(t).stream()
                            .flatMapToDouble(java.util.Arrays::stream)
                            .filter(v -> v * sign > 0)
                            .count();
                    assertEquals(of, all.count());
                }
            }
        }
    }

    @Test
    void hasTheSameBitsOnAnyNumberOfThreads() {
        UnitJumps one = jumps(1);
        UnitJumps three = jumps(3);
        for (int unit = 0; unit < 2; unit++) {
            assertEquals(one.meanGradient(unit), three.meanGradient(unit));
            assertEquals(one.weights(unit, 0, 1), three.weights(unit, 0, 1));
            assertEquals(one.biasJumps(unit, 1), three.biasJumps(unit, 1));
        }
    }

    /** The pass of single outputs leaves the activation at the end out; with it, δ = h. */
    @Test
    void preActivationsAreWhatTheLossReads() {
        List<Vector> y = UnitJumps.preActivations(pass.activation(), 3, samples, 2, p -> {});
        for (int c = 0; c < SAMPLES; c += 7) {
            Vector single = pass.outputValues(samples.input(c));
            for (int unit = 0; unit < 2; unit++) {
                assertEquals(single.get(unit), y.get(unit).get(c), 1e-15);
            }
        }
    }

    /** The curvature of the loss enters ∂δ as the second difference of its values does. */
    @Test
    void tangentsAreThoseOfTheLoss() {
        SeparableOutputs loss = new SeparableOutputs(List.of(CUBIC, CUBIC));
        double[][] changes = new double[2][1];
        loss.deltaTangent(new double[] {1.5, -2}, new double[] {1, 0}, new double[][] {{2}, {-1}}, 1, changes);
        assertEquals(2 * 0.03 * 0.25, changes[0][0], 1e-15);
        assertEquals(-0.03 * 4, changes[1][0], 1e-15);
        double[] values = new double[1];
        loss.values(new double[][] {{1.5}, {-2}}, new double[][] {{1}, {0}}, 1, values);
        assertEquals((0.0625 + 16) / 400, values[0], 1e-15);
        assertThrows(
                InvalidInputException.class, () -> loss.addTargetTangent(new double[2], new double[2][1], 1, changes));
    }

    @Test
    void refusesTargetsThatAreNoClasses() {
        assertThrows(
                InvalidInputException.class,
                () -> UnitJumps.of(
                        pass,
                        samples,
                        c -> Vector.of(0.5, 0),
                        List.of(List.of(RANGE, RANGE), List.of(RANGE, RANGE)),
                        1,
                        p -> {}));
        assertThrows(InvalidInputException.class, () -> new UnitJumps.Range(0, 1));
    }
}
