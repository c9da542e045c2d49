package org.jumpscope.learning.trajectory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.network.TrainableElement;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class JumpValuesTest {
    private static final Network NETWORK = Network.parse("5 7 relu 4 tanh 3 softmax");
    private static final int SAMPLES = 75;
    private static final List<TrainableElement> ELEMENTS = List.of(
            TrainableElement.parse(NETWORK, "layer 1 weight 6 2"),
            TrainableElement.parse(NETWORK, "layer 3 bias 1"),
            TrainableElement.parse(NETWORK, "layer 2 weight 0 6"),
            TrainableElement.parse(NETWORK, "layer 1 bias 3"));

    private static NetworkLearningPass pass(double scale) {
        double[] q = RandomBlocks.of(4).stream("q")
                .block(0)
                .doubles(NETWORK.trainables())
                .map(u -> scale * (2 * u - 1))
                .toArray();
        return NetworkLearningPass.of(ActivationPass.of(NETWORK, q), new SoftmaxCrossEntropy())
                .withRate(0.3);
    }

    private static LabelledSamples samples() {
        double[] x = RandomBlocks.of(4).stream("x")
                .block(0)
                .doubles(SAMPLES * 5L)
                .map(u -> Math.max(0, 4 * u - 2))
                .toArray();
        return LabelledSamples.of(x, 5, new double[SAMPLES]);
    }

    private static int[] rows() {
        int[] rows = new int[SAMPLES - 5];
        Arrays.setAll(rows, i -> SAMPLES - 1 - i);
        return rows;
    }

    private static JumpValues values(int threads) {
        NetworkLearningPass pass = pass(1);
        return JumpValues.of(pass, samples(), rows(), i -> pass.target(i % 3), ELEMENTS, threads, share -> {});
    }

    /** Elements and norms of the jump itself; products and sums in another order differ by a few ulps. */
    @Test
    void areElementsAndNormsOfTheJumps() {
        NetworkLearningPass pass = pass(1);
        JumpValues found = values(2);
        List<JumpValues.Part> parts = found.norms();
        assertEquals(
                List.of(
                        "layer 1 weights",
                        "layer 1 biases",
                        "layer 1",
                        "layer 2 weights",
                        "layer 2 biases",
                        "layer 2",
                        "layer 3 weights",
                        "layer 3 biases",
                        "layer 3",
                        "network"),
                parts.stream().map(JumpValues.Part::name).toList());
        int[] rows = rows();
        for (int i = 0; i < rows.length; i++) {
            double[] jump = pass.jump(samples().input(rows[i]), pass.target(rows[i] % 3))
                    .toArray();
            for (int k = 0; k < ELEMENTS.size(); k++) {
                double expected = jump[ELEMENTS.get(k).index()];
                assertEquals(expected, found.element(k).get(i), 1e-13 * Math.abs(expected));
            }
            double all = 0;
            for (int g = 0; g < NETWORK.groups().size(); g++) {
                TrainableGroup group = NETWORK.groups().get(g);
                double sum = 0;
                for (int e = 0; e < group.size(); e++) {
                    sum += jump[group.offset() + e] * jump[group.offset() + e];
                }
                all += sum;
                Vector norms = parts.get(g / 2 * 3 + g % 2).norms();
                assertEquals(Math.sqrt(sum), norms.get(i), 1e-13 * Math.sqrt(sum));
                assertEquals(norms.get(i), found.norms(g).get(i));
            }
            assertEquals(Math.sqrt(all), parts.get(9).norms().get(i), 1e-13 * Math.sqrt(all));
            double layer =
                    Math.hypot(parts.get(3).norms().get(i), parts.get(4).norms().get(i));
            assertEquals(layer, parts.get(5).norms().get(i), 1e-13 * layer);
        }
    }

    @Test
    void haveTheSameBitsOnAnyNumberOfThreads() {
        JumpValues one = values(1);
        JumpValues three = values(3);
        assertEquals(one.norms(), three.norms());
        for (int k = 0; k < ELEMENTS.size(); k++) {
            assertEquals(one.element(k), three.element(k));
        }
    }

    @Test
    void sayWhereNumbersOverflow() {
        NetworkLearningPass pass = pass(1e200);
        String said = assertThrows(
                        NoAnswerException.class,
                        () -> JumpValues.of(
                                pass, samples(), new int[] {7}, i -> pass.target(0), ELEMENTS, 1, share -> {}))
                .getMessage();
        assertTrue(said.contains("sample 7 "), said);
    }
}
