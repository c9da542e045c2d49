package org.jumpscope.duality.jacobian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JumpProjectionsTest {
    private static final int SAMPLES = 70;

    /** uᵀq̇ with the vectors written out, to 1e-12 of |q̇|, whatever the threads; u points to the side of the reference's own jump. */
    @ParameterizedTest
    @MethodSource("org.jumpscope.duality.jacobian.RandomNetworks#networks")
    void areProductsOfVectorsWrittenOut(String text, OutputLoss loss) {
        NetworkLearningPass pass = RandomNetworks.pass(text, loss);
        int n = pass.activation().network().inputs();
        double[] inputs = RandomBlocks.of(6)
                .block(0)
                .doubles((long) n * SAMPLES)
                .map(u -> 3 * u - 1.5)
                .toArray();
        LabelledSamples samples = LabelledSamples.of(inputs, n, new double[SAMPLES]);
        int outputs = pass.outputs();
        Vector x = samples.input(3);
        Vector target = pass.target(3 % outputs);
        LeftVectors left = DualityJacobian.of(pass).at(x, target).spectrum().leftVectors(2);
        JumpProjections found =
                JumpProjections.of(left, x, target, samples, i -> pass.target(i % outputs), 2, share -> {});
        JumpProjections alone =
                JumpProjections.of(left, x, target, samples, i -> pass.target(i % outputs), 1, share -> {});
        assertEquals(alone.values(), found.values());
        for (int k = 0; k < 2; k++) {
            double[] u = left.vector(k).toArray();
            double[] own = pass.jump(x, target).toArray();
            double sign = MatrixProduct.dot(u.length, u, own) < 0 ? -1 : 1;
            for (int i = 0; i < SAMPLES; i++) {
                double[] jump =
                        pass.jump(samples.input(i), pass.target(i % outputs)).toArray();
                double length = Math.sqrt(MatrixProduct.dot(u.length, jump, jump));
                assertEquals(
                        sign * MatrixProduct.dot(u.length, u, jump),
                        found.values().get(k).get(i),
                        1e-12 * length);
            }
            assertTrue(found.reference().get(k) >= 0);
            assertEquals(found.reference().get(k), found.values().get(k).get(3), 1e-12);
        }
    }
}
