package org.jumpscope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeanFlowTest {
    private static final Vector TIMES = Vector.of(1e2, 1e3, 3.2e3, 1e4, 3.2e4, 1e5);

    /** Theory, section 3, caveats: from (0.1, 0), to the digits printed there. */
    @ParameterizedTest
    @CsvSource({
        "squared, '3.4,7.1,9.4,11.9,14.3,15.76', .10, .044",
        "cross-entropy, '5.5,11.1,14.0,15.74,15.999', NaN, NaN"
    })
    void weightGrowsAsInTheReference(String loss, String weights, double offset, double laterOffset) {
        List<State> path =
                MeanFlow.of(Toy.composition("sigmoid", loss), Toy.CLASSES).path(State.of(0.1, 0), TIMES);
        String[] expected = weights.split(",", -1);
        for (int i = 0; i < expected.length; i++) {
            int decimals = expected[i].length() - expected[i].indexOf('.') - 1;
            assertEquals(Double.parseDouble(expected[i]), path.get(i).weight(), 0.51 * Math.pow(10, -decimals));
        }
        if (!Double.isNaN(offset)) {
            assertEquals(offset, path.get(0).bias() + path.get(0).weight() / 2, 0.006);
            assertEquals(laterOffset, path.get(1).bias() + path.get(1).weight() / 2, 0.0006);
        }
    }

    @Test
    void linearFlowFollowsTheMatrixExponential() {
        // Identity with squared loss: dq/dτ = -H(q - q*), H = [[0.625, 1·½·2], ...] = 2 [[v + ½, ½], [½, 1]].
        MeanFlow flow =
                MeanFlow.of(Toy.composition("identity", "squared"), Toy.CLASSES).withTolerance(1e-9);
        StateMatrix h = new StateMatrix(2 * 0.5625, 1, 2);
        State end = flow.path(State.of(-1, 2), Vector.of(1.5)).get(0);
        double small = h.eigenvalues().get(0);
        double large = h.eigenvalues().get(1);
        // exp(-Ht) = [(e_s - e_l) H + (l e_s... )]/(l - s): Sylvester's formula for two eigenvalues.
        double es = Math.exp(-1.5 * small);
        double el = Math.exp(-1.5 * large);
        double p = (el - es) / (large - small);
        double q = (large * es - small * el) / (large - small);
        double dw = -1 - 0.8;
        double db = 2 - 0.1;
        assertEquals(0.8 + p * (h.weightWeight() * dw + h.weightBias() * db) + q * dw, end.weight(), 1e-7);
        assertEquals(0.1 + p * (h.weightBias() * dw + h.biasBias() * db) + q * db, end.bias(), 1e-7);
    }

    @Test
    void squaredLossDriftsToAPlateauFromTheWrongSide() {
        State end = MeanFlow.of(Toy.composition("sigmoid", "squared"), Toy.CLASSES)
                .path(State.of(-20, 10), Vector.of(1e7))
                .get(0);
        assertEquals(-7.6, end.weight(), 0.05);
        assertEquals(20.2, end.bias(), 0.05);
    }

    /** Theory, section 3, caveats on the rectifier: where the flow of 2,000 leads. */
    @ParameterizedTest
    @CsvSource({
        "squared, -1.5, 2, true", "power-law(2), -1.5, 2, false",
        "squared, -0.5, 1, true", "power-law(2), -0.5, 1, true",
        "squared, -0.5, 2, true", "power-law(2), -0.5, 0.3, true",
        "squared, 0.5, -1.5, false", "squared, 0.5, -3, false",
        "squared, 1.5, -3, true", "power-law(2), 3, 2, true"
    })
    void rectifierDiesOrArrives(String loss, double weight, double bias, boolean arrives) {
        State end = MeanFlow.of(Toy.composition("relu", loss), Toy.CLASSES)
                .path(State.of(weight, bias), Vector.of(2000))
                .get(0);
        double expected = "squared".equals(loss) ? 0.92881370 : 0.81789849;
        assertEquals(arrives, Math.abs(end.weight() - expected) < 1e-3, end::toString);
    }

    @Test
    void timesHaveToBeInOrder() {
        MeanFlow flow = MeanFlow.of(Toy.composition("sigmoid", "squared"), Toy.CLASSES);
        assertThrows(InvalidInputException.class, () -> flow.path(State.of(0, 0), Vector.of(2, 1)));
        assertThrows(InvalidInputException.class, () -> flow.withTolerance(0));
        assertTrue(flow.path(State.of(1, 2), Vector.of(0)).get(0).equals(State.of(1, 2)));
    }
}
