package org.jumpscope.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class GaussLegendreTest {
    /** First, middle and innermost node and weight: mpmath 1.3.0, Newton's method with 40 digits. */
    @Test
    void agreesWithReferences() {
        double[][] references = {
            {5, 0, 0.906179845938664, 0.23692688505618908},
            {5, 1, 0.5384693101056831, 0.47862867049936647},
            {5, 2, 0, 0.5688888888888889},
            {20, 0, 0.9931285991850949, 0.017614007139152118},
            {20, 5, 0.636053680726515, 0.11819453196151841},
            {20, 9, 0.07652652113349734, 0.15275338713072584},
            {100, 0, 0.9997137267734413, 0.0007346344905056717},
            {100, 25, 0.693149199355802, 0.022531220256336273},
            {100, 49, 0.015628984421543084, 0.031255423453863354}
        };
        for (double[] reference : references) {
            int n = (int) reference[0];
            int i = (int) reference[1];
            GaussLegendre rule = GaussLegendre.of(n);
            // The last step is in double-double: half an ulp of the node, a few roundings of the weight.
            assertEquals(-reference[2], rule.nodes().get(i), 1.2e-16);
            assertEquals(reference[2], rule.nodes().get(n - 1 - i), 1.2e-16);
            assertEquals(reference[3], rule.weights().get(i), 2e-15 * reference[3]);
            assertEquals(reference[3], rule.weights().get(n - 1 - i), 2e-15 * reference[3]);
        }
    }

    @Test
    void isExactForPolynomials() {
        for (int n : new int[] {1, 2, 3, 4, 7, 10, 33, 64, 257}) {
            GaussLegendre rule = GaussLegendre.of(n);
            assertEquals(n, rule.nodes().size());
            assertEquals(2, rule.weights().stream().sum(), 4e-15);
            for (int degree = 0; degree <= 2 * n - 1; degree += Math.max(1, n / 3)) {
                int power = degree;
                double expected = degree % 2 == 0 ? 2.0 / (degree + 1) : 0;
                assertEquals(expected, rule.integrate(x -> Math.pow(x, power), -1, 1, 1), 4e-15);
            }
        }
    }

    @Test
    void composes() {
        GaussLegendre rule = GaussLegendre.of(8);
        assertEquals(2, rule.integrate(Math::sin, 0, Math.PI, 10), 1e-15);
        assertEquals(-2, rule.integrate(Math::sin, Math.PI, 0, 10), 1e-15);
        assertEquals(0, rule.integrate(Math::sin, 1, 1, 10));
    }

    @Test
    void refusesWhatDoesNotExist() {
        assertThrows(InvalidInputException.class, () -> GaussLegendre.of(0));
        assertThrows(
                InvalidInputException.class,
                () -> GaussLegendre.of(3).integrate(Math::sin, 0, Double.POSITIVE_INFINITY, 1));
        assertThrows(InvalidInputException.class, () -> GaussLegendre.of(3).integrate(Math::sin, 0, 1, 0));
    }
}
