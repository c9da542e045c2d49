package org.jumpscope.experiments.jumps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.distribution.LogHistogram.Sign;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class OutputJumpsTest {
    private static final int CLASSES = 3;
    private static final int INPUTS = 4;

    private static double[] random(int n, long seed, double scale) {
        UniformRandomProvider random = RandomBlocks.of(seed).block(0);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = scale * (2 * random.nextDouble() - 1);
        }
        return values;
    }

    private static NetworkLearningPass pass(String layers, double scale) {
        Network network = Network.parse(layers);
        return NetworkLearningPass.of(
                ActivationPass.of(network, random(network.trainables(), 3, scale)), new SoftmaxCrossEntropy());
    }

    private static LabelledSamples samples(int n) {
        double[] labels = new double[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % CLASSES;
        }
        return LabelledSamples.of(random(n * INPUTS, 4, 2), INPUTS, labels);
    }

    /** Jump by jump against the whole jump of each sample. */
    @Test
    void theJumpsAreThoseOfTheLastLayer() {
        NetworkLearningPass pass = pass("4 5 tanh 3 softmax", 1);
        LabelledSamples samples = samples(300);
        List<OutputJumps.Part> parts = OutputJumps.of(pass, samples, 300, 2);
        assertEquals(2 * 2 * CLASSES, parts.size());
        List<TrainableGroup> groups = pass.activation().network().groups();
        for (OutputJumps.Part part : parts) {
            LogHistogram expected = new LogHistogram();
            for (int i = part.label(); i < 300; i += CLASSES) {
                Vector jump = pass.jump(samples.input(i), pass.target(part.label()));
                TrainableGroup group = groups.get(part.group().kind() == TrainableGroup.Kind.WEIGHTS ? 2 : 3);
                assertEquals(group, part.group());
                for (int k = 0; k < CLASSES; k++) {
                    for (int j = 0; j < group.columns(); j++) {
                        if ((k == part.label()) == (part.output() == OutputJumps.Output.TARGET)) {
                            expected.add(jump.get(group.offset() + k * group.columns() + j));
                        }
                    }
                }
            }
            LogHistogram found = part.tally().histogram();
            assertEquals(100, part.tally().samples());
            for (Sign sign : Sign.values()) {
                assertEquals(expected.count(sign), found.count(sign), part.toString());
                // A product of two factors may round to the next bin.
                double low = LogHistogram.lowerEdge(LogHistogram.binOf(1e-3));
                long difference = expected.count(sign, low, Double.POSITIVE_INFINITY)
                        - found.count(sign, low, Double.POSITIVE_INFINITY);
                assertTrue(Math.abs(difference) <= 1, part.toString());
            }
        }
        assertTrue(parts.stream()
                .filter(part -> part.group().kind() == TrainableGroup.Kind.BIASES)
                .allMatch(part -> part.tally()
                                .histogram()
                                .count(part.output() == OutputJumps.Output.TARGET ? Sign.NEGATIVE : Sign.POSITIVE)
                        == 0));
    }

    @Test
    void noBitDependsOnThreads() {
        NetworkLearningPass pass = pass("4 5 tanh 3 softmax", 1);
        LabelledSamples samples = samples(700);
        List<OutputJumps.Part> one = OutputJumps.of(pass, samples, 700, 1);
        List<OutputJumps.Part> three = OutputJumps.of(pass, samples, 700, 3);
        for (int i = 0; i < one.size(); i++) {
            for (Sign sign : Sign.values()) {
                assertEquals(exponents(one.get(i), sign), exponents(three.get(i), sign));
            }
        }
    }

    private static JumpExponents exponents(OutputJumps.Part part, Sign sign) {
        return part.tally().histogram().count(sign) == 0
                ? null
                : JumpExponents.of(part.group(), part.output(), part.label(), part.tally(), sign);
    }

    /** One layer and two classes: ∂ḃ/∂x = ±p(1 − p)(w₁ − w₀), so that the gradient over ḃ(1 − ḃ) is |w₁ − w₀|. */
    @Test
    void gradientsAreThoseOfOneLayer() {
        NetworkLearningPass pass = pass("4 2 softmax", 5);
        double[] q = random(pass.activation().network().trainables(), 3, 5);
        double square = 0;
        for (int j = 0; j < INPUTS; j++) {
            square += (q[j] - q[INPUTS + j]) * (q[j] - q[INPUTS + j]);
        }
        double[] labels = new double[800];
        LabelledSamples samples = LabelledSamples.of(random(800 * INPUTS, 4, 1), INPUTS, labels);
        List<GradientScaling.Drawn> drawn = GradientScaling.of(pass, samples, 800, 2, share -> {});
        assertEquals(2, drawn.size());
        for (GradientScaling.Drawn each : drawn) {
            assertEquals(800, each.jump().size());
            for (int i = 0; i < 800; i++) {
                double jump = each.jump().get(i);
                // 1 − ḃ cancels where ḃ is nearly 1, and the target's gradient where ḃ is small.
                double kept = Math.min(jump, 1 - jump);
                assertEquals(Math.sqrt(square), each.gradient().get(i) / (jump * (1 - jump)), 1e-14 / kept);
            }
        }
        // Jumps far below 1 follow the slope 1 more and more closely; above, (1 − ḃ) bends it.
        GradientScaling other = drawn.get(1).scaling();
        JumpExponents.Decade lowest = other.decades().get(0);
        assertTrue(lowest.upper() <= 0.1, other.toString());
        assertEquals(1, lowest.exponent(), 0.1);
        assertEquals("other", other.output());
    }
}
