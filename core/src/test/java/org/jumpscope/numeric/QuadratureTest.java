package org.jumpscope.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class QuadratureTest {
    /** The result is within the tolerance, within its own error estimate and rounding, and says so. */
    private static void assertIntegral(
            double expected, double tolerance, DoubleUnaryOperator f, double... breakPoints) {
        Quadrature.Result result = Quadrature.integrate(f, breakPoints, tolerance);
        assertTrue(result.converged(), result.toString());
        double allowed = 2 * tolerance * Math.abs(expected) + 1e-300;
        assertEquals(expected, result.value(0), allowed, result.toString());
        assertTrue(
                Math.abs(result.value(0) - expected) <= result.error(0) + 4e-16 * Math.abs(expected),
                result.toString());
    }

    @Test
    void integratesGaussianMoments() {
        // ∫ xᵏ exp(−x²/2) dx = √2π (k − 1)!! for even k, 0 for odd; beyond 39 all is below 1e-330.
        double root = Math.sqrt(2 * Math.PI);
        double[] expected = {root, 0, root, 0, 3 * root, 0, 15 * root};
        Quadrature.Result result = Quadrature.integrate(
                (x, values) -> {
                    double density = Math.exp(-0.5 * x * x);
                    for (int k = 0; k < values.length; k++) {
                        values[k] = density * Math.pow(x, k);
                    }
                },
                expected.length,
                new double[] {-39, 39},
                1e-14);
        assertTrue(result.converged(), result.toString());
        for (int k = 0; k < expected.length; k++) {
            // Odd moments cancel to the rounding of ∫ |x|ᵏ exp(−x²/2): at most 8·2 for k = 5.
            assertEquals(expected[k], result.value(k), expected[k] == 0 ? 5e-14 : 2e-14 * expected[k]);
        }
        assertTrue(result.evaluations() < 3000, result.toString());
    }

    @Test
    void integratesClosedForms() {
        assertIntegral(2, 1e-14, Math::sin, 0, Math.PI);
        assertIntegral(Math.E - 1, 1e-14, Math::exp, 0, 1);
        assertIntegral((1 - Math.cos(300)) / 300, 1e-13, x -> Math.sin(300 * x), 0, 1);
        assertIntegral(2 * Math.atan(1e4) / 1e-4, 1e-13, x -> 1 / (x * x + 1e-8), -1, 1);
        assertIntegral(2e-9 * Math.atan(1e9), 1e-12, x -> 1 / (1 + Math.pow(x / 1e-9, 2)), -1, 0, 1);
    }

    @Test
    void integratesKinksAtBreakPoints() {
        assertIntegral(0.29, 1e-14, x -> Math.abs(x - 0.3), 0, 0.3, 1);
        assertIntegral(0.7, 1e-14, x -> x < 0.3 ? 0 : 1, 0, 0.3, 1);
        assertIntegral(0.29, 1e-12, x -> Math.abs(x - 0.3), 0, 1);
        assertIntegral(Math.PI / 2, 1e-13, x -> Math.sqrt(1 - x * x), -1, 1);
    }

    @Test
    void integratesSingularEnds() {
        assertIntegral(-1, 1e-14, Math::log, 0, 1);
        assertIntegral(2, 1e-10, x -> 1 / Math.sqrt(x), 0, 1);
        assertIntegral(0.75, 1e-13, x -> -Math.log(x) * x * 3, 0, 1);
        // The singularity is at the middle node of the first panel.
        assertIntegral(4, 1e-10, x -> 1 / Math.sqrt(Math.abs(x)), -1, 1);
    }

    @Test
    void isTheSameEveryTimeAndForEveryCompany() {
        DoubleUnaryOperator f = x -> 1 / (x * x + 1e-6);
        double[] limits = {-1, 2};
        Quadrature.Result alone = Quadrature.integrate(f, limits, 1e-12);
        assertEquals(alone, Quadrature.integrate(f, limits, 1e-12));
        Quadrature.Result twice = Quadrature.integrate(
                (x, values) -> {
                    values[0] = f.applyAsDouble(x);
                    values[1] = 1;
                },
                2,
                limits,
                1e-12);
        assertEquals(alone.value(0), twice.value(0));
        assertEquals(3, twice.value(1), 1e-15);
    }

    @Test
    void saysWhenItDidNotConverge() {
        Quadrature.Result poor = Quadrature.integrate(
                (x, values) -> values[0] = Math.sin(1 / x), 1, new double[] {1e-7, 1}, 1e-12, 2000);
        assertFalse(poor.converged());
        assertTrue(poor.evaluations() <= 2000);
        assertTrue(poor.error(0) > 0);
        Quadrature.Result undefined =
                Quadrature.integrate((x, values) -> values[0] = Double.NaN, 1, new double[] {0, 1}, 1e-8, 2000);
        assertFalse(undefined.converged());
        assertEquals(Double.POSITIVE_INFINITY, undefined.error(0));
        Quadrature.Result empty = Quadrature.integrate(Math::sin, new double[] {1, 1}, 1e-8);
        assertTrue(empty.converged());
        assertEquals(0, empty.value(0));
    }

    @Test
    void refusesBadLimits() {
        DoubleUnaryOperator f = Math::sin;
        assertThrows(InvalidInputException.class, () -> Quadrature.integrate(f, new double[] {1}, 1e-8));
        assertThrows(InvalidInputException.class, () -> Quadrature.integrate(f, new double[] {1, 0}, 1e-8));
        assertThrows(InvalidInputException.class, () -> Quadrature.integrate(f, new double[] {0, Double.NaN}, 1e-8));
        assertThrows(InvalidInputException.class, () -> Quadrature.integrate(f, new double[] {0, 1}, 0));
    }
}
