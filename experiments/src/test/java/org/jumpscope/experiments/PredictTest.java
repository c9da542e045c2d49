package org.jumpscope.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Normal;
import org.jumpscope.experiments.Experiment.StateSource;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

/** The request of {@code predict} and its answer, against the checked reference rows (mpmath, 17 digits). */
class PredictTest {
    private static final Composition SIGMOID = Composition.of(Activation.sigmoid(), Loss.squared());

    private static Predict.Request request(StateSource state) {
        return Predict.Request.of(SIGMOID, PaperFigure.dataset(), state)
                .against(1)
                .reporting(Vector.of(0.25), Vector.of(0.0006549246990074189));
    }

    @Test
    void agreesWithTheReferenceAtTheEquilibrium() {
        Predict.Result result = Predict.run(request(new StateSource.Equilibrium()));
        assertEquals(16, result.equilibrium().weight(), 1e-8);
        assertEquals(-8, result.equilibrium().bias(), 1e-8);
        assertEquals(0.0171493521976847, result.equilibrium().risk(), 1e-14);
        assertEquals(0.97724986805182, result.equilibrium().bayesAccuracy(), 1e-12);
        Predict.ClassResult zeros = result.classes().get(0);
        MapSummary.PointSummary point = zeros.points().get(0);
        // A state off by 1e-8 moves log q̇ by 1e-7.
        assertEquals(0.0006549246990074189, point.jump(), 1e-10);
        assertEquals(0.9870610512219873, point.exponentJacobian(), 1e-7);
        assertEquals(0.12750240995390613, point.exponentDataset(), 1e-7);
        assertEquals(3.853192557973662, zeros.densities().get(0).logDensity(), 1e-6);
        assertEquals(2, zeros.densities().get(0).preimages().size());
        assertEquals(1, zeros.folds().size());
        assertEquals(17.78, zeros.ranges().jacobian().decades(), 0.01);
    }

    @Test
    void takesAGivenStateAsItIs() {
        Predict.Result result = Predict.run(request(new StateSource.Given(16, -8)));
        assertNull(result.equilibrium());
        assertEquals("given", result.classes().get(0).state().source());
        assertEquals(
                3.853192557973662, result.classes().get(0).densities().get(0).logDensity(), 1e-10);
    }

    @Test
    void positiveAndNegativePartsAddUp() {
        for (Predict.ClassResult each :
                Predict.run(request(new StateSource.Given(16, -8))).classes()) {
            Predict.DensityPoint density = each.densities().get(0);
            assertEquals(density.density(), density.positive() + density.negative(), 1e-12 * density.density());
        }
    }

    @Test
    void refusesUnknownTargetsNegativeJumpsAndASingleClass() {
        Predict.Request plain = request(new StateSource.Given(16, -8));
        Predict.Request elsewhere = new Predict.Request(
                plain.composition(),
                plain.classes(),
                plain.state(),
                1,
                1,
                3.0,
                Vector.of(),
                Vector.of(),
                null,
                0.1,
                10,
                1e-4);
        InvalidInputException unknown = assertThrows(InvalidInputException.class, () -> Predict.run(elsewhere));
        assertTrue(unknown.getMessage().contains("3.0"), unknown.getMessage());
        assertThrows(InvalidInputException.class, () -> Predict.run(plain.reporting(Vector.of(), Vector.of(-1))));
        ClassMixture single = ClassMixture.of(0, 1, Normal.of(0, 1));
        assertThrows(
                InvalidInputException.class,
                () -> Predict.run(Predict.Request.of(SIGMOID, single, new StateSource.Equilibrium())));
        assertEquals(
                1,
                Predict.run(Predict.Request.of(SIGMOID, single, new StateSource.Given(2, 0)))
                        .classes()
                        .size());
    }
}
