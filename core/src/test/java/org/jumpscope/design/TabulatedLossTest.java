package org.jumpscope.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.composition.Activation;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TabulatedLossTest {
    /** h = 1 + 2y on [0, 1], 3 + (y − 1)⁵ on [1, 3]. */
    private static final TabulatedLoss TABLE =
            TabulatedLoss.of(new double[] {0, 1, 3}, new double[][] {{1, 2, 0, 0, 0, 0}, {3, 0, 0, 0, 0, 32}}, 0);

    @Test
    void isTheIntegralOfItsPolynomials() {
        assertEquals(0.3 + 0.09, TABLE.value(0.3), 1e-15);
        assertEquals(2 + 3 * 1.5 + Math.pow(1.5, 6) / 6, TABLE.value(2.5), 1e-14);
        assertEquals(1.6, TABLE.slope(0.3), 1e-15);
        assertEquals(3 + Math.pow(1.5, 5), TABLE.slope(2.5), 1e-14);
        assertEquals(5 * Math.pow(1.5, 4), TABLE.slopeDerivative(2.5), 1e-13);
    }

    @Test
    void isLinearBeyondItsEnds() {
        assertEquals(-2, TABLE.value(-2), 1e-15);
        assertEquals(1, TABLE.slope(-2));
        assertEquals(35, TABLE.slope(3));
        assertEquals(TABLE.value(3) + 35 * 7, TABLE.value(10), 1e-12);
        assertEquals(0, TABLE.slopeDerivative(10));
    }

    @Test
    void findsTheIntervalAtAndBesideEveryKnot() {
        DesignedLoss loss = design();
        TabulatedLoss table = loss.classes().get(0).loss();
        for (int i = 1; i + 1 < table.knots().size(); i++) {
            double y = table.knots().get(i);
            assertEquals(table.coefficients().get(i, 0), table.slope(y), 0, "knot " + i);
            double below = table.slope(Math.nextDown(y));
            double jump = table.jumpAt(i);
            assertEquals(table.slope(y) - jump, below, 1e-9 * Math.abs(below), "below knot " + i);
        }
    }

    private static DesignedLoss design() {
        return LossDesign.withDefaults()
                .design(LossDesignTest.paper(), BoundedPowerLaw.of(1.5, 1e-3, 1), State.of(4, -2))
                .designed()
                .orElseThrow();
    }

    /** L(f(y)) = H(y) and dL/df = h/f′, where f is far enough from its ends to tell y apart. */
    @ParameterizedTest
    @ValueSource(strings = {"sigmoid", "tanh", "identity", "softplus", "leaky-relu(0.1)", "1 - 2*sigmoid(y/2)"})
    void isALossOfTheOutput(String name) {
        TabulatedLoss table = design().classes().get(1).loss();
        Activation activation = Activation.parse(name);
        DesignedOutputLoss loss = DesignedOutputLoss.of(table, activation);
        for (double y = -2.97; y < 4; y += 0.41) {
            double output = activation.formula().evaluate(y);
            assertEquals(table.value(y), loss.value(output), 1e-9);
            double h = 1e-6;
            double up = activation.formula().evaluate(y + h);
            double down = activation.formula().evaluate(y - h);
            double numeric = (loss.value(up) - loss.value(down)) / (up - down);
            // Differences over 2e-6 are right to about 1e-6 of the slope, but at the kinks of H and f.
            assertEquals(loss.slope(output), numeric, 1e-4 * (1 + Math.abs(numeric)), "y = " + y);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu", "silu", "gelu", "piecewise-linear", "y^2"})
    void refusesActivationsThatDoNotRise(String name) {
        TabulatedLoss table = design().classes().get(1).loss();
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> DesignedOutputLoss.of(table, Activation.parse(name)));
        assertTrue(refused.getMessage().contains("tell pre-activations apart"), refused.getMessage());
    }
}
