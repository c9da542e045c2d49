package org.jumpscope.duality.jacobian;

import static org.jumpscope.duality.jacobian.RandomNetworks.pass;
import static org.jumpscope.duality.jacobian.RandomNetworks.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadingValuesTest {
    /** Against the Gram matrix, within the error that is stated. */
    @ParameterizedTest
    @MethodSource("org.jumpscope.duality.jacobian.RandomNetworks#networks")
    void agreesWithTheGramMatrix(String text, OutputLoss loss) {
        NetworkLearningPass pass = pass(text, loss);
        int n = pass.activation().network().inputs();
        for (TargetColumns targets : new TargetColumns[] {TargetColumns.FIXED, TargetColumns.FREE}) {
            DualityJacobian jacobian = DualityJacobian.of(pass).with(targets);
            Vector x = sample(n, 4);
            Vector target = sample(pass.outputs(), 5);
            Vector all = jacobian.at(x, target).singularValues();
            LeadingValues.Result found = LeadingValues.withDefaults().find(jacobian, x, target);
            assertEquals(Math.min(5, all.size()), found.values().size());
            for (int i = 0; i < found.values().size(); i++) {
                double error = Math.abs(all.get(i) - found.values().get(i));
                // The reference itself is the root of an eigenvalue, off by ulps of the largest.
                assertTrue(error <= found.errors().get(i) + 1e-7 * all.get(0), i + ": " + error);
                assertTrue(all.get(i) < 1e-3 * all.get(0) || error < 1e-9 * all.get(0), i + ": " + error);
            }
        }
    }

    /** With so little memory that it has to restart; with and without a plateau. */
    @ParameterizedTest
    @ValueSource(strings = {"90 60 tanh 20 softplus 10 softmax", "60 80 tanh 40 tanh 10 softmax"})
    void restartsWithinLittleMemory(String text) {
        NetworkLearningPass pass = pass(text, new SoftmaxCrossEntropy());
        int n = pass.activation().network().inputs();
        DualityJacobian jacobian = DualityJacobian.of(pass);
        LeadingValues method = LeadingValues.withDefaults().withCount(4).withTolerance(1e-11);
        long least = method.leastBytes(jacobian);
        LeadingValues.Result found = method.withMemory(least).find(jacobian, sample(n, 1), pass.target(2));
        assertTrue(found.bytes() <= least);
        assertTrue(found.products() > 12, "restarted");
        Vector all = jacobian.at(sample(n, 1), pass.target(2)).singularValues();
        for (int i = 0; i < 4; i++) {
            assertEquals(all.get(i), found.values().get(i), 1e-10 * all.get(0));
        }
        String message = assertThrows(
                        NoAnswerException.class,
                        () -> method.withMemory(least - 1).find(jacobian, sample(n, 1), pass.target(2)))
                .getMessage();
        assertTrue(message.contains(least + " bytes"), message);
        assertThrows(
                NoAnswerException.class,
                () -> method.withMemory(least).withMostProducts(12).find(jacobian, sample(n, 1), pass.target(2)));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThrows(
                InvalidInputException.class, () -> LeadingValues.withDefaults().withCount(0));
        assertThrows(
                InvalidInputException.class, () -> LeadingValues.withDefaults().withTolerance(0));
        DualityJacobian jacobian = DualityJacobian.of(pass("9 4 tanh 3", new SquaredOutputs()));
        NoAnswerException refused = assertThrows(
                NoAnswerException.class,
                () -> jacobian.withMemory(jacobian.workBytes() - 1)
                        .at(sample(9, 1), sample(3, 1))
                        .singularValues());
        assertTrue(refused.getMessage().contains(jacobian.workBytes() + " bytes"), refused.getMessage());
        assertEquals(
                9,
                jacobian.withMemory(jacobian.workBytes())
                        .at(sample(9, 1), sample(3, 1))
                        .singularValues()
                        .size());
    }
}
