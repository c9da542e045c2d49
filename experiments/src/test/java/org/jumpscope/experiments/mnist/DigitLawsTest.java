package org.jumpscope.experiments.mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;

class DigitLawsTest {
    private static NetworkLearningPass pass() {
        Network network = Network.parse("6 2 tanh 4 softmax");
        double[] q = new double[6 * 2 + 2 + 2 * 4 + 4];
        UniformRandomProvider random = RandomBlocks.of(3).block(0);
        Arrays.setAll(q, i -> 2 * random.nextDouble() - 1);
        return NetworkLearningPass.of(ActivationPass.of(network, q), new SoftmaxCrossEntropy());
    }

    private static LabelledSamples samples(double... labels) {
        double[] values = new double[6 * labels.length];
        UniformRandomProvider random = RandomBlocks.of(7).block(0);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble();
        }
        return LabelledSamples.of(values, 6, labels);
    }

    /** A digit with one image is said and left out; the third digit has no turn. */
    @Test
    void aSingleImageHasNoLaw() {
        List<String> warnings = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        List<LawsResult> laws = DigitLaws.of(pass(), samples(2, 1, 2, 3, 2, 3, 2), 1, warnings, shares::add);
        assertEquals(1, laws.size());
        assertEquals(2, laws.get(0).label());
        assertEquals(4, laws.get(0).samples());
        assertEquals(4 / 7.0, laws.get(0).share(), 1e-15);
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).contains("digit 1") && warnings.get(0).contains("one image"), warnings.toString());
        assertEquals(List.of(0.0, 0.5), shares);
    }

    /** Two neurons see two directions, x₀ a third: of six inputs three are the plateau's, and one of them has a law. */
    @Test
    void thePlateauHasALawOfItsOwn() {
        double[] labels = new double[60];
        List<LawsResult> laws = DigitLaws.of(pass(), samples(labels), 1, new ArrayList<>(), share -> {});
        assertEquals(1, laws.size());
        assertEquals(3, laws.get(0).plateau().orElseThrow().multiplicity());
        List<LawsResult.Direction> flat = laws.get(0).directions().stream()
                .filter(LawsResult.Direction::onPlateau)
                .toList();
        assertEquals(1, flat.size());
        double value = laws.get(0).plateau().orElseThrow().value();
        assertEquals(value, flat.get(0).singularValue(), 1e-12 * value);
        assertTrue(flat.get(0).product().isPresent());
    }
}
