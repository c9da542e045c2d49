package org.jumpscope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.DistributionParser;
import org.jumpscope.distribution.Normal;
import org.jumpscope.distribution.Uniform;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EquilibriumTest {
    private static Equilibrium.Result find(String activation, String loss, ClassMixture mixture) {
        return Equilibrium.withDefaults().find(Toy.composition(activation, loss), mixture);
    }

    /** Theory, section 3: mpmath with 40 digits; risk, accuracy and eigenvalues to the digits printed there. */
    @ParameterizedTest
    @CsvSource({
        "sigmoid, squared, 16, -8, 0.0171493521976847, 0.97724986805182, 2.5333e-5, 6.2824e-3",
        "sigmoid, cross-entropy, 16, -8, 0.0604269868230783, 0.97724986805182, 2.6983e-4, 2.1505e-2",
        "relu, squared, 0.9288137029925839799, -0.0144480206728735415, 0.0428160677451504, 0.97473281082136, 0.16820, 2.39997",
        "relu, power-law(2), 0.8178984865591401532, 0.0806841193249195339, 0.00688155076617908, 0.97711106115825, 0.051329, 0.76058",
        "clipped-linear(1e-2), cross-entropy, 2.60397449800360, -0.80198724900180, .068407, 0.97724986805182, 7.79e-3, .7945"
    })
    void reproducesTheTableOfEquilibria(
            String activation,
            String loss,
            double weight,
            double bias,
            double risk,
            double accuracy,
            double smallEigenvalue,
            double largeEigenvalue) {
        Equilibrium.Found found = assertInstanceOf(Equilibrium.Found.class, find(activation, loss, Toy.CLASSES));
        assertEquals(1, found.minima().size());
        Minimum minimum = found.best();
        // The gradient is right to 1e-15 of its scale of 0.01 to 1; the smallest eigenvalue is 2.5e-5.
        assertEquals(weight, minimum.state().weight(), 2e-12 * Math.abs(weight));
        assertEquals(bias, minimum.state().bias(), 2e-12 * (1 + Math.abs(bias)));
        assertEquals(risk, minimum.risk(), activation.startsWith("clipped") ? 5e-7 : 2e-16 + 1e-14 * risk);
        assertEquals(accuracy, minimum.accuracy(), 5e-15);
        assertEquals(0.97724986805182, found.bayesAccuracy(), 5e-15);
        assertEquals(smallEigenvalue, minimum.hessian().eigenvalues().get(0), 7e-4 * smallEigenvalue);
        assertEquals(largeEigenvalue, minimum.hessian().eigenvalues().get(1), 7e-5 * largeEigenvalue);
        assertTrue(minimum.point().relativeGradient() <= 1e-13);
        assertTrue(minimum.driftToFluctuation() <= 1e-13);
        assertTrue(minimum.equilibriumSamples() >= 1e26);
        assertEquals(1 / (0.1 * smallEigenvalue), minimum.relaxationSteps(0.1).get(0), 7e-4 / (0.1 * smallEigenvalue));
    }

    @ParameterizedTest
    @CsvSource({
        "1e-3, 2.25497585960759, -.62748792980380, 1e-13",
        // Theory has these to 1e-14; before so narrow a clip the rounding of y itself moves h by 1e-9.
        "1e-7, 1.78712601582064, -.39356300791032, 1e-9"
    })
    void narrowClipMovesTheEquilibrium(String epsilon, double weight, double bias, double residual) {
        Minimum minimum = find("clipped-linear(" + epsilon + ")", "cross-entropy", Toy.CLASSES)
                .best();
        double tolerance = Math.max(5e-14, 0.1 * residual);
        assertEquals(weight, minimum.state().weight(), tolerance * 10);
        assertEquals(bias, minimum.state().bias(), tolerance * 10);
        assertTrue(minimum.point().relativeGradient() <= residual);
    }

    /** mpmath 1.3, 30 digits: findroot on quad of the mean gradient, cut at the kinks of the density. */
    @ParameterizedTest
    @CsvSource({
        "'laplace(0, 0.25)', 'laplace(1, 0.25)', cross-entropy, 6.86850820249298726155, -3.43425410124649363077, 0.203402699177941491215",
        "'uniform(0, 2)', 'uniform(1, 3)', squared, 2.28954250248561005087, -3.43431375372841507630, 0.144583217210197628629",
        "'student(3, 0, 0.25)', 'student(3, 1, 0.25)', cross-entropy, 5.80694043637017162962, -2.90347021818508581481, 0.251307392935839145505"
    })
    void servesOtherLaws(String zeros, String ones, String loss, double weight, double bias, double risk) {
        Distribution first = DistributionParser.parse(zeros);
        Distribution second = DistributionParser.parse(ones);
        Minimum minimum = find("sigmoid", loss, Toy.two(first, second)).best();
        assertEquals(weight, minimum.state().weight(), 1e-12 * weight);
        assertEquals(bias, minimum.state().bias(), 1e-12 * Math.abs(bias));
        assertEquals(risk, minimum.risk(), 1e-14);
    }

    @Test
    void leastSquaresAndTheExponentialMarginHaveClosedForms() {
        // w = cov/var = 0.25/(0.0625 + 0.25); the exponential margin finds half the log odds, with risk exp(-2).
        State line = find("identity", "squared", Toy.CLASSES).orElseThrow();
        assertEquals(0.8, line.weight(), 1e-14);
        assertEquals(0.1, line.bias(), 1e-14);
        Minimum margin = find("identity", "exponential", Toy.CLASSES).best();
        assertEquals(8, margin.state().weight(), 1e-11);
        assertEquals(-4, margin.state().bias(), 1e-11);
        assertEquals(Math.exp(-2), margin.risk(), 1e-14);
    }

    @Test
    void doesNotDependOnTheUnitsOfTheInput() {
        Minimum small = find("sigmoid", "squared", Toy.two(Normal.of(0, 2.5e-7), Normal.of(1e-6, 2.5e-7)))
                .best();
        assertEquals(1.6e7, small.state().weight(), 1e-5);
        Minimum far = find("sigmoid", "squared", Toy.two(Normal.of(1e6, 0.25), Normal.of(1e6 + 1, 0.25)))
                .best();
        // The weight is known to 1e-16 of y = 1.6e7.
        assertEquals(16, far.state().weight(), 1e-7);
        Minimum turned = find("relu", "squared", Toy.two(Normal.of(1, 0.25), Normal.of(0, 0.25)))
                .best();
        assertEquals(-0.928813702992584, turned.state().weight(), 1e-13);
    }

    @Test
    void everyMinimumIsListed() {
        // sin has the minimum of its first rise again at ±w with b shifted by its period.
        Equilibrium.Found found = assertInstanceOf(Equilibrium.Found.class, find("sin(y)", "squared", Toy.CLASSES));
        assertTrue(found.minima().size() >= 4);
        double risk = 0;
        for (Minimum minimum : found.minima()) {
            assertTrue(minimum.risk() >= risk - 1e-15);
            risk = minimum.risk();
            assertTrue(minimum.hessian().eigenvalues().get(0) > 0);
        }
    }

    @Test
    void threeClassesAreReadByTheNearestTarget() {
        ClassMixture three = ClassMixture.of(-1, 0.3, Normal.of(-1, 0.1))
                .and(0, 0.4, Normal.of(0, 0.1))
                .and(1, 0.3, Normal.of(1, 0.1));
        Equilibrium.Found found = assertInstanceOf(Equilibrium.Found.class, find("identity", "squared", three));
        // w = 0.6/(0.6 + 0.01), b = 0: f passes ±½ at x = ±0.5/w.
        double cut = 0.5 * 0.61 / 0.6;
        Normal unit = Normal.of(0, 1);
        double expected = 0.6 * unit.cumulative((1 - cut) / 0.1) + 0.4 * (1 - 2 * unit.survival(cut / 0.1));
        assertEquals(expected, found.best().accuracy(), 1e-14);
        // The best cut is where 0.4 p(x) = 0.3 p(x - 1): x = ½ + 0.01 log(4/3).
        double best = 0.5 + 0.01 * Math.log(4.0 / 3);
        double bayes = 0.6 * unit.cumulative((1 - best) / 0.1) + 0.4 * (1 - 2 * unit.survival(best / 0.1));
        assertEquals(bayes, found.bayesAccuracy(), 1e-14);
    }

    @Test
    void separableClassesHaveNone() {
        ClassMixture apart = Toy.two(Uniform.of(0, 1), Uniform.of(2, 3));
        for (String loss : List.of("squared", "cross-entropy")) {
            Equilibrium.None none = assertInstanceOf(Equilibrium.None.class, find("sigmoid", loss, apart));
            assertTrue(none.reason().contains("separable"), none.reason());
            assertThrows(NoAnswerException.class, none::orElseThrow);
        }
    }

    @Test
    void unclippedPiecewiseLinearWithCrossEntropyHasNone() {
        Equilibrium.None none =
                assertInstanceOf(Equilibrium.None.class, find("piecewise-linear", "cross-entropy", Toy.CLASSES));
        assertTrue(none.reason().contains("diverges"), none.reason());
    }

    @Test
    void lossThatJumpsHasNone() {
        Equilibrium.None none =
                assertInstanceOf(Equilibrium.None.class, find("if(y < 0.2, y, y + 0.3)", "squared", Toy.CLASSES));
        assertTrue(none.reason().contains("jumps"), none.reason());
    }

    @Test
    void rectifierThatShouldGoBelowZeroDies() {
        ClassMixture negative = ClassMixture.of(-1, 0.5, Normal.of(0, 0.25)).and(-2, 0.5, Normal.of(1, 0.25));
        Equilibrium.Dead dead = assertInstanceOf(Equilibrium.Dead.class, find("relu", "squared", negative));
        assertTrue(dead.reason().contains("dead zone"), dead.reason());
    }

    @Test
    void givenStartsDecideWhatIsFound() {
        Equilibrium fromBelow = Equilibrium.withDefaults().withStarts(List.of(State.of(-1, -3)));
        assertInstanceOf(Equilibrium.Dead.class, fromBelow.find(Toy.composition("relu", "squared"), Toy.CLASSES));
        assertThrows(
                InvalidInputException.class, () -> Equilibrium.withDefaults().withStarts(List.of()));
    }

    @Test
    void singleClassIsRefused() {
        ClassMixture single = ClassMixture.of(0, 1, Normal.of(0, 1));
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> find("sigmoid", "squared", single));
        assertTrue(refused.getMessage().contains("single class"), refused.getMessage());
    }
}
