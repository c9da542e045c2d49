package org.jumpscope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.RangeFit;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.ClusteredMoments;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class DatasetJumpsTest {
    private static final int SAMPLES = 150;
    private static final Network NETWORK = Network.parse("5 7 relu 4 tanh 3 softmax");

    private static NetworkLearningPass pass(double scale) {
        double[] q = RandomBlocks.of(3).stream("q")
                .block(0)
                .doubles(NETWORK.trainables())
                .map(u -> scale * (2 * u - 1))
                .toArray();
        return NetworkLearningPass.of(ActivationPass.of(NETWORK, q), new SoftmaxCrossEntropy())
                .withRate(0.3);
    }

    private static LabelledSamples samples() {
        double[] x = RandomBlocks.of(3).stream("x")
                .block(0)
                .doubles(SAMPLES * 5L)
                .map(u -> Math.max(0, 4 * u - 2))
                .toArray();
        return LabelledSamples.of(x, 5, new double[SAMPLES]);
    }

    private static int[] labels() {
        int[] labels = new int[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            labels[i] = i * i % 3;
        }
        return labels;
    }

    private static DatasetJumps jumps(int threads) {
        NetworkLearningPass pass = pass(1);
        int[] labels = labels();
        return DatasetJumps.of(pass, samples(), labels, i -> pass.target(labels[i]), threads, share -> {});
    }

    /** Counts, zeros, sums and norms against the jumps themselves, sample by sample. */
    @Test
    void countsEveryElementOfEveryJump() {
        NetworkLearningPass pass = pass(1);
        DatasetJumps found = jumps(2);
        int[] labels = labels();
        List<TrainableGroup> groups = NETWORK.groups();
        assertEquals(2 * groups.size(), found.cells().size(), "i² is 0 or 1 modulo 3");
        for (DatasetJumps.Cell cell : found.cells()) {
            LogHistogram expected = new LogHistogram();
            List<Double> norms = new ArrayList<>();
            ClusteredMoments decade = ClusteredMoments.NONE;
            double scatter = 0;
            for (int i = 0; i < SAMPLES; i++) {
                if (labels[i] != cell.label()) {
                    continue;
                }
                double[] jump =
                        pass.jump(samples().input(i), pass.target(labels[i])).toArray();
                double count = 0;
                double position = 0;
                double next = 0;
                for (int k = 0; k < cell.group().size(); k++) {
                    double value = jump[cell.group().offset() + k];
                    expected.add(value);
                    if (value < 0 && value > -0.1 && value <= -0.01) {
                        count++;
                        position += Math.log10(-value) + 1.5;
                    }
                    next += value <= -0.1 && value > -1 ? Math.log10(-value) + 0.5 + 0.2 : 0;
                }
                scatter += (position - 0.1 * count) * next;
                decade = count > 0 ? decade.with(count, position) : decade;
                double square = 0;
                for (double element : jump) {
                    square += element * element;
                }
                norms.add(Math.sqrt(square));
            }
            assertEquals(norms.size(), cell.samples());
            assertEquals(expected.zeros(), cell.zeros() + cell.histogram().zeros());
            for (LogHistogram.Sign sign : LogHistogram.Sign.values()) {
                // The last bit of a product may differ, and with it the bin of a value at an edge.
                assertEquals(expected.count(sign), cell.histogram().count(sign));
                for (double size : new double[] {1e-4, 1e-3, 3e-2, 0.4}) {
                    double edge = LogHistogram.lowerEdge(LogHistogram.binOf(size));
                    assertEquals(
                            expected.count(sign, edge, 1024), cell.histogram().count(sign, edge, 1024));
                }
            }
            ClusteredMoments sums = cell.decades().stream()
                    .filter(d -> d.sign() == LogHistogram.Sign.NEGATIVE && d.exponent() == -2)
                    .findFirst()
                    .orElseThrow()
                    .moments();
            assertEquals(decade.clusters(), sums.clusters());
            assertEquals(decade.count(), sums.count());
            assertEquals(decade.squaredCount(), sums.squaredCount());
            assertEquals(decade.position(), sums.position(), 1e-10 * decade.count());
            assertEquals(decade.countPosition(), sums.countPosition(), 1e-10 * decade.squaredCount());
            assertEquals(decade.squaredPosition(), sums.squaredPosition(), 1e-10 * decade.squaredCount());
            assertEquals(scatter, cell.joint().get(1).scatter(-2, 0.1, -1, -0.2), 1e-10 * decade.squaredCount());
            assertTrue(cell.designEffect(LogHistogram.Sign.NEGATIVE) >= 1);
            assertEquals(
                    (double) expected.count(LogHistogram.Sign.NEGATIVE),
                    cell.scales().get(1).count());
            DatasetJumps.Norms lengths = found.norms().get(cell.label());
            for (int i = 0; i < norms.size(); i++) {
                assertEquals(norms.get(i), lengths.norms().get(i), 1e-13 * norms.get(i));
            }
        }
    }

    @Test
    void givesTheSameBitsOnAnyNumberOfThreads() {
        DatasetJumps one = jumps(1);
        DatasetJumps three = jumps(3);
        assertEquals(one.cells(), three.cells());
        assertEquals(one.norms(), three.norms());
    }

    @Test
    void saysWhereNumbersOverflow() {
        NetworkLearningPass pass = pass(1e200);
        int[] labels = labels();
        String said = assertThrows(
                        NoAnswerException.class,
                        () -> DatasetJumps.of(pass, samples(), labels, i -> pass.target(labels[i]), 1, share -> {}))
                .getMessage();
        assertTrue(said.contains("sample 0 "), said);
        // Infinite outputs, whose differences from the targets are infinite too.
        double[] q = new double[9];
        Arrays.fill(q, 1e200);
        LabelledSamples one = LabelledSamples.of(new double[] {1, 1}, 2, new double[1]);
        NetworkLearningPass linear =
                NetworkLearningPass.of(ActivationPass.of(Network.parse("2 2 relu 1"), q), new SquaredOutputs());
        assertThrows(
                NoAnswerException.class,
                () -> DatasetJumps.of(linear, one, new int[1], i -> Vector.of(0), 1, share -> {}));
    }

    /**
     * Clusters of five equal values have √5 of the error of independent ones and a fifth of their number, clusters of one value
     * the scatter of the values themselves: 1/(L √(n v)) up to the noise of v, 1 % here.
     */
    @Test
    void errorsCountClusters() {
        double[] values = new double[20_000];
        BoundedPowerLaw.of(0.7, 1, 10).sample(RandomBlocks.of(5).stream("c").block(0), values, values.length);
        ClusteredMoments single = ClusteredMoments.NONE;
        ClusteredMoments five = ClusteredMoments.NONE;
        for (double value : values) {
            single = single.with(1, Math.log10(value) - 0.5);
            five = five.with(5, 5 * (Math.log10(value) - 0.5));
        }
        PowerLawEstimate alone = RangeFit.on(1, 10).fit(single);
        PowerLawEstimate together = RangeFit.on(1, 10).fit(five);
        assertEquals(0.7, alone.exponent(), 4 * alone.standardError());
        assertEquals(alone.exponent(), together.exponent(), 1e-12);
        assertEquals(alone.standardError(), together.standardError(), 1e-12);
        assertEquals(20_000, alone.count(), 20_000 * 0.05);
        assertEquals(alone.count(), together.count(), 1e-6);
    }
}
