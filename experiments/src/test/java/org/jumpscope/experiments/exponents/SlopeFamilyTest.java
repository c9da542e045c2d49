package org.jumpscope.experiments.exponents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;

class SlopeFamilyTest {
    /** Equilibria of theory §3 (mpmath, 40 digits). */
    private static final State RELU_SQUARED = State.of(0.928813702992584, -0.014448020672873542);

    private static final State RELU_QUARTIC = State.of(0.8178984865591401, 0.08068411932491953);
    private static final State PIECEWISE = State.of(2.60397449800360, -0.80198724900180);

    /** k_J of the reference rows of theory §4 (mpmath), for figures whose composition is a power or a logarithm. */
    @Test
    void normExponentIsThatOfTheReference() {
        SlopeFamily square = new SlopeFamily.Power(2, 0);
        assertEquals(0.023320516334950515, square.normExponent(RELU_SQUARED, 0.1), 1e-13);
        assertEquals(0.14282314417656075, square.normExponent(RELU_SQUARED, 0.25), 1e-13);
        SlopeFamily fourth = new SlopeFamily.Power(4, 0);
        assertEquals(0.6677479382944886, fourth.normExponent(RELU_QUARTIC, 0), 1e-13);
        assertEquals(0.6948023000283136, fourth.normExponent(RELU_QUARTIC, 0.25), 1e-13);
        SlopeFamily ones = new SlopeFamily.Power(4, -1);
        assertEquals(0.6260349619411735, ones.normExponent(RELU_QUARTIC, 0.75), 1e-13);
        assertEquals(0.6524499886276403, ones.normExponent(RELU_QUARTIC, 1), 1e-12);
        // The state is given to 15 digits only.
        SlopeFamily logarithm = new SlopeFamily.Power(0, -1);
        assertEquals(1.8776956993250664, logarithm.normExponent(PIECEWISE, 0.5), 1e-12);
        assertEquals(1.963166955513572, logarithm.normExponent(PIECEWISE, 0.65), 1e-12);
    }

    @Test
    void unshiftedWeightExponentOfTheLogarithmIsThatOfTheTheory() {
        // theory §2: −2wx/(b + s).
        State state = State.of(1.3, 0.4);
        SlopeFamily logarithm = new SlopeFamily.Power(0, 0.5);
        for (double x : new double[] {-0.5, 0.1, 2}) {
            assertEquals(-2 * 1.3 * x / 0.9, logarithm.weightExponent(state, x), 1e-12);
            assertEquals(2, logarithm.shiftedWeightExponent(state, x), 1e-12);
        }
    }

    @Test
    void weightExponentOfTheExponentialIsThatOfTheTheory() {
        // theory §1, row 15: 1 − 1/(1 + c₁wx)².
        SlopeFamily exponential = new SlopeFamily.Exponential(2);
        for (double x : new double[] {-3, 0.2, 1.5}) {
            double z = 1 + 2 * 1.5 * x;
            assertEquals(1 - 1 / (z * z), exponential.weightExponent(State.of(1.5, 0.3), x), 1e-12);
        }
    }

    @Test
    void constantSlopeHasNoBiasExponent() {
        assertTrue(Double.isNaN(new SlopeFamily.Power(1, 0).biasExponent(State.of(1, 0), 0.3)));
    }

    @Test
    void textsAreFormulas() {
        assertEquals("log(y)", new SlopeFamily.Power(0, 0).text());
        assertEquals("(y - 1.0)^4", new SlopeFamily.Power(4, -1).text());
        assertEquals("y^3.5", new SlopeFamily.Power(3.5, 0).text());
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThrows(InvalidInputException.class, () -> new SlopeFamily.Power(Double.NaN, 0));
        assertThrows(InvalidInputException.class, () -> new SlopeFamily.Exponential(0));
    }

    /** Theorem 1: with a shift only m = 1, 2, −1; without one only the linear composition. */
    @Test
    void exactWeightExponentsAreThoseOfTheoremOne() {
        for (double n : new double[] {0, 1, 2}) {
            assertTrue(Exactness.ofWeight(new SlopeFamily.Power(n, 0.5)).exact(), "n = " + n);
            assertEquals(
                    n == 1,
                    Exactness.ofUnshiftedWeight(new SlopeFamily.Power(n, 0.5)).exact(),
                    "n = " + n);
        }
        for (double n : new double[] {-2, -1, 0.5, 1.5, 2.5, 3, 4, 8}) {
            assertFalse(Exactness.ofWeight(new SlopeFamily.Power(n, 0.5)).exact(), "n = " + n);
        }
        assertFalse(Exactness.ofWeight(new SlopeFamily.Exponential(0.7)).exact());
    }

    /** Theorem 2: (n − 2)/(n − 1) for every n. Theorem 3: no k_q is exact. */
    @Test
    void biasExponentsAreExactAndNormExponentsAreNot() {
        for (double n : new double[] {-2, 0, 0.5, 2, 2.5, 3, 8}) {
            Exactness bias = Exactness.ofBias(new SlopeFamily.Power(n, 0.5));
            assertTrue(bias.exact(), "n = " + n);
            assertEquals((n - 2) / (n - 1), bias.exponent(), 1e-12);
            assertFalse(Exactness.ofNorm(new SlopeFamily.Power(n, 0.5)).exact(), "n = " + n);
        }
        assertFalse(Exactness.ofNorm(new SlopeFamily.Exponential(0.7)).exact());
    }

    /** At one b every power can be had: what differs between biases is not exact, though constant in x. */
    @Test
    void exponentThatDependsOnTheBiasIsNotExact() {
        assertFalse(Exactness.of(new SlopeFamily.Power(2, 0.5), (state, x) -> state.bias())
                .exact());
    }
}
