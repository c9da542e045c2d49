package org.jumpscope.experiments.exponents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.duality.ScalarDuality;
import org.jumpscope.learning.MeanFlow;
import org.jumpscope.network.State;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class TrainingTimeTest {
    private static final Composition SQUARED = Composition.of(Activation.sigmoid(), Loss.squared());
    private static final Composition CROSS_ENTROPY = Composition.of(Activation.sigmoid(), Loss.crossEntropy());

    private static void assertFlow(Composition composition, double[] times, double[][] expected) {
        List<State> states = MeanFlow.of(composition, TrainingTime.classes()).path(State.of(0.1, 0), Vector.of(times));
        for (int i = 0; i < times.length; i++) {
            assertEquals(expected[i][0], states.get(i).weight(), 1e-5, "time " + times[i]);
            assertEquals(expected[i][1], states.get(i).bias(), 1e-5, "time " + times[i]);
        }
    }

    /**
     * NumPy 2.4.6: Runge–Kutta 4 with 4,000, 9,000 and 22,500 equal steps and Gauss–Hermite expectations of 120 nodes,
     * 12 digits. The flow's default error is 1e−7 per step, with fewer than 100 steps.
     */
    @Test
    void meanFlowIsThatOfAnotherIntegrator() {
        double[] times = {1e2, 1e3, 1e4};
        assertFlow(SQUARED, times, new double[][] {
            {3.4012831352, -1.59597758488}, {7.08658047835, -3.49943181834}, {11.927058744, -5.95032206366}
        });
        assertFlow(CROSS_ENTROPY, times, new double[][] {
            {5.46521143215, -2.59382049811}, {11.1008349292, -5.50357273462}, {15.7388804026, -7.86733653349}
        });
    }

    /** Weights of theory §3, as printed there. */
    @Test
    void weightsAreThoseOfTheTheory() {
        double[] squared = {3.4, 7.1, 9.4, 11.9, 14.3, 15.76};
        List<State> states = MeanFlow.of(SQUARED, TrainingTime.classes())
                .path(State.of(0.1, 0), Vector.of(1e2, 1e3, 3.2e3, 1e4, 3.2e4, 1e5));
        for (int i = 0; i < squared.length; i++) {
            assertEquals(squared[i], states.get(i).weight(), 0.05);
        }
        assertEquals(0.10, states.get(0).bias() + states.get(0).weight() / 2, 5e-3);
        assertEquals(0.044, states.get(1).bias() + states.get(1).weight() / 2, 5e-4);
        double[] crossEntropy = {5.5, 11.1, 14.0, 15.74, 15.999};
        states = MeanFlow.of(CROSS_ENTROPY, TrainingTime.classes())
                .path(State.of(0.1, 0), Vector.of(1e2, 1e3, 3.2e3, 1e4, 3.2e4));
        for (int i = 0; i < crossEntropy.length; i++) {
            assertEquals(crossEntropy[i], states.get(i).weight(), 0.05);
        }
    }

    private static TrainingTime.Row row(int figure, double weight) {
        int c = (figure - 1) % 2;
        Composition composition = figure <= 2 ? SQUARED : CROSS_ENTROPY;
        ScalarDuality map =
                ScalarDuality.of(composition, TrainingTime.classes().component(c), State.of(weight, -weight / 2));
        return TrainingTime.row(figure, c, 0, map);
    }

    private static void assertDecades(double jacobian, double total, TrainingTime.Row row) {
        // Two digits after the point are printed in the theory, whose ranges end at points of a grid.
        assertEquals(jacobian, row.jacobianDecades(), 1e-2);
        assertEquals(total, row.totalDecades(), 1e-2);
    }

    /** Decades and slopes of theory §4 at the equilibrium, and of its early-stopped states (part II). */
    @Test
    void decadesAreThoseOfTheTheory() {
        assertDecades(17.78, 5.71, row(1, 16));
        assertDecades(17.58, 5.52, row(2, 16));
        assertDecades(8.81, 1.40, row(3, 16));
        assertDecades(8.61, 1.31, row(4, 16));
        assertDecades(6.73, 1.16, row(1, 7.087));
        assertDecades(12.73, 3.23, row(1, 11.93));
        assertDecades(3.88, 0.36, row(3, 8));
        assertDecades(5.78, 0.68, row(3, 11.1));
        assertEquals(0.9998, row(1, 16).jacobianExponent(), 1e-4);
        assertEquals(0.9990, row(2, 16).jacobianExponent(), 1e-4);
        assertEquals(1.0015, row(3, 16).jacobianExponent(), 1e-4);
        assertEquals(0.9984, row(4, 16).jacobianExponent(), 1e-4);
    }

    @Test
    void rangesGrowWithTime() {
        List<TrainingTime.Row> rows = TrainingTime.run(State.of(0.1, 0), Vector.of(1e2, 1e3, 1e4));
        assertEquals(12, rows.size());
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i).figure() == rows.get(i - 1).figure()) {
                assertTrue(rows.get(i).jacobianDecades() > rows.get(i - 1).jacobianDecades());
                assertTrue(rows.get(i).totalDecades() > rows.get(i - 1).totalDecades());
            }
        }
        assertEquals(3, TrainingTime.figures(rows).size());
        assertEquals(
                14,
                TrainingTime.markdown(rows)
                        .lines()
                        .filter(l -> l.startsWith("|"))
                        .count());
    }
}
