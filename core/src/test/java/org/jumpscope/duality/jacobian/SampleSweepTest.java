package org.jumpscope.duality.jacobian;

import static org.jumpscope.duality.jacobian.RandomNetworks.pass;
import static org.jumpscope.duality.jacobian.RandomNetworks.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class SampleSweepTest {
    /** The answers of one sample at a time, in order, for any number of threads. */
    @Test
    void answersInOrder() {
        NetworkLearningPass pass = pass("9 4 tanh 3 softmax", new SoftmaxCrossEntropy());
        DualityJacobian jacobian = DualityJacobian.of(pass);
        int count = 300;
        List<Vector> alone = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            alone.add(jacobian.at(sample(9, i), pass.target(i % 3)).singularValues());
        }
        for (int threads : new int[] {1, 2, 3}) {
            List<Vector> swept = new ArrayList<>();
            SampleSweep.withDefaults()
                    .withThreads(threads)
                    .run(
                            jacobian,
                            count,
                            i -> new SampleSweep.Sample(sample(9, i), pass.target(i % 3)),
                            SampleJacobian::singularValues,
                            (i, values) -> {
                                assertEquals(swept.size(), i);
                                swept.add(values);
                            });
            assertEquals(alone, swept);
        }
        assertThrows(
                InvalidInputException.class,
                () -> SampleSweep.withDefaults()
                        .run(
                                jacobian,
                                10,
                                i -> new SampleSweep.Sample(sample(8, i), pass.target(0)),
                                SampleJacobian::singularValues,
                                (i, values) -> {}));
        assertThrows(
                InvalidInputException.class, () -> SampleSweep.withDefaults().withThreads(0));
    }
}
