package org.jumpscope.duality.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.network.TrainableGroup;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.StandardNormals;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class DecoupledLawsTest {
    static NetworkLearningPass pass(String text, long seed) {
        Network network = Network.parse(text);
        var random = RandomBlocks.of(seed).stream("network").block(0);
        double[] q = new double[network.trainables()];
        for (TrainableGroup group : network.groups()) {
            for (int i = 0; i < group.size(); i++) {
                q[group.offset() + i] = (2 * random.nextDouble() - 1) * Math.sqrt(3.0 / group.columns());
            }
        }
        return NetworkLearningPass.of(ActivationPass.of(network, q), new SoftmaxCrossEntropy());
    }

    static LabelSamples noise(Vector centre, double scale, int n, Vector target, long seed) {
        int inputs = centre.size();
        double[] values = new double[n * inputs];
        double[] block = new double[inputs];
        var blocks = RandomBlocks.of(seed).stream("noise");
        var random = blocks.block(0);
        int[] rows = new int[n];
        for (int i = 0; i < n; i++) {
            if (i % 256 == 0) {
                random = blocks.block(i / 256);
            }
            StandardNormals.fill(random, block, inputs);
            for (int j = 0; j < inputs; j++) {
                values[i * inputs + j] = centre.get(j) + scale * block[j];
            }
            rows[i] = i;
        }
        return LabelSamples.of(LabelledSamples.of(values, inputs, new double[n]), rows, target);
    }

    @Test
    void look() {
        for (double scale : new double[] {.02, .1, .3, .6}) {
            NetworkLearningPass pass = pass("10 8 tanh 2 softmax", 5);
            double[] c = new double[10];
            StandardNormals.fill(RandomBlocks.of(7).block(0), c, 10);
            Vector centre = Vector.of(c);
            LabelSamples samples = noise(centre, scale, 20000, pass.target(0), 9);
            var result = DecoupledLaws.withDefaults()
                    .with(DecoupledLaws.Coordinates.NORMAL)
                    .withDirections(10)
                    .withThreads(2)
                    .find(DualityJacobian.of(pass), samples, centre);
            System.out.println("scale " + scale + " " + result.coupling() + " TC " + result.ofBoundary() + result.ofJumps() + result.ofSizes());
            for (DirectionLaw law : result.laws()) {
                System.out.println(law.index() + " " + law.value() + " " + law.onPlateau() + " share " + law.varianceShare() + " " + law.sobol() + law.distance()
                        + " k " + law.exponents().median() + " " + law.exponents().standardError() + " nodes " + law.law().curve().size()
                        + "\n   " + law.product().map(p -> p.distance().toString()).orElse("")
                        + law.correction().map(Object::toString).orElse("") + "\n  " + law.validity().sentence());
            }
        }
    }
}
