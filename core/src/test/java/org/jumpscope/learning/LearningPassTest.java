package org.jumpscope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;

class LearningPassTest {
    private static final LearningPass ZEROS =
            LearningPass.of(Toy.composition("sigmoid", "squared").at(0));

    @Test
    void jumpOfOneSampleIsThatOfTheReference() {
        // Theory, section 4, Fig 1 at x = 0.25: 17 digits by mpmath.
        LearningPass.Jump jump = ZEROS.jump(State.of(16, -8), 0.25);
        assertEquals(0.0006549246990074189, jump.size(), 1e-18);
        assertEquals(-jump.size() / Math.sqrt(1 + 0.0625), jump.bias(), 1e-18);
        assertEquals(0.25 * jump.bias(), jump.weight(), 1e-19);
    }

    @Test
    void blockGivesTheSameAsSingleSamples() {
        LearningPass pass = ZEROS.withRate(0.5);
        double[] y = {-700, -20, -1, 0, 0.3, 5, 40};
        double[] bias = new double[y.length];
        pass.biasJumps(y, y.length, bias, pass.workspace());
        for (int i = 0; i < y.length; i++) {
            double single = pass.jump(State.of(1, 0), y[i]).bias();
            assertEquals(single, bias[i], 1e-14 * Math.abs(single));
        }
    }

    @Test
    void deadZoneMakesNoJumpAtAnyInput() {
        LearningPass pass = LearningPass.of(Toy.composition("relu", "squared").at(1));
        assertEquals(0, pass.jump(State.of(-1, -1), 1e300).size());
    }

    @Test
    void rateHasToBePositive() {
        assertThrows(InvalidInputException.class, () -> ZEROS.withRate(0));
        assertThrows(InvalidInputException.class, () -> ZEROS.withRate(Double.NaN));
        assertThrows(InvalidInputException.class, () -> ZEROS.withRate(Double.POSITIVE_INFINITY));
    }
}
