package org.jumpscope.numeric;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.core.DD;

/**
 * Gauss–Legendre rule of n points: ∫₋₁¹ f dx ≈ Σ wᵢ f(xᵢ), exact for polynomials of degree 2n − 1.
 *
 * <p>Nodes are in increasing order and symmetric about zero.
 */
public final class GaussLegendre {
    private static final int MOST = 10_000;

    private final double[] nodes;
    private final double[] weights;

    private GaussLegendre(double[] nodes, double[] weights) {
        this.nodes = nodes;
        this.weights = weights;
    }

    /**
     * Computes a rule by Newton's method on the Legendre polynomial.
     *
     * @param n number of points, 1 to 10,000
     * @return the rule
     * @throws InvalidInputException if n is outside that range
     */
    public static GaussLegendre of(int n) {
        if (n < 1 || n > MOST) {
            throw new InvalidInputException(
                    "Gauss–Legendre rule of " + n + " points does not exist here; give 1 to " + MOST + ".");
        }
        double[] nodes = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n / 2; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
            for (int step = 0; step < 20; step++) {
                // P_n and P_{n−1} by their three-term recurrence.
                double before = 1;
                double value = x;
                for (int k = 2; k <= n; k++) {
                    double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
                    before = value;
                    value = next;
                }
                double correction = value / slope(n, x, value, before);
                x -= correction;
                if (Math.abs(correction) <= 1e-15) {
                    break;
                }
            }
            // A last step with P_n in double-double: near zero the recurrence has lost all but a few of its digits.
            DD before = DD.ONE;
            DD value = DD.of(x);
            for (int k = 2; k <= n; k++) {
                DD next = value.multiply(x)
                        .multiply(2 * k - 1)
                        .subtract(before.multiply(k - 1))
                        .divide(DD.of(k));
                before = value;
                value = next;
            }
            double slope = slope(n, x, value.hi(), before.hi());
            double correction = value.hi() / slope;
            double square = (1 - x) * (1 + x);
            // d log w/dx = −2x/(1 − x²) at a root: the weight belongs to the root, not to its double.
            double weight = 2 / (square * slope * slope) * (1 + 2 * x * correction / square);
            nodes[i] = -(x - correction);
            nodes[n - 1 - i] = x - correction;
            weights[i] = weight;
            weights[n - 1 - i] = weight;
        }
        if (n % 2 == 1) {
            weights[n / 2] = centralWeight(n);
        }
        return new GaussLegendre(nodes, weights);
    }

    /** P_n′ = n (P_{n−1} − x P_n)/(1 − x²). */
    private static double slope(int n, double x, double value, double before) {
        return n * (before - x * value) / ((1 - x) * (1 + x));
    }

    /** w = 2/(n P_{n−1}(0))² at x = 0. */
    private static double centralWeight(int n) {
        double legendre = 1;
        for (int k = 2; k < n; k += 2) {
            legendre *= (k - 1) / (double) k;
        }
        double slope = n * legendre;
        return 2 / (slope * slope);
    }

    /**
     * Returns the nodes.
     *
     * @return n numbers in (−1, 1), increasing
     */
    public Vector nodes() {
        return Vector.of(nodes);
    }

    /**
     * Returns the weights.
     *
     * @return n positive numbers whose sum is 2
     */
    public Vector weights() {
        return Vector.of(weights);
    }

    /**
     * Integrates by the composite rule, with compensated summation.
     *
     * @param f the integrand
     * @param a lower limit, finite
     * @param b upper limit, finite
     * @param panels number of equal panels, at least 1
     * @return the approximation of ∫ₐᵇ f dx
     * @throws InvalidInputException if a limit is not finite or there is no panel
     */
    public double integrate(DoubleUnaryOperator f, double a, double b, int panels) {
        if (!Double.isFinite(a) || !Double.isFinite(b)) {
            throw new InvalidInputException(
                    "Limits " + a + " and " + b + " are not both finite; cut the integral off.");
        }
        if (panels < 1) {
            throw new InvalidInputException("A rule of " + panels + " panels is empty; give at least 1.");
        }
        CompensatedSum sum = new CompensatedSum();
        double half = (b - a) / (2.0 * panels);
        for (int panel = 0; panel < panels; panel++) {
            double centre = a + (2 * panel + 1) * half;
            for (int i = 0; i < nodes.length; i++) {
                sum.add(half * weights[i] * f.applyAsDouble(centre + half * nodes[i]));
            }
        }
        return sum.value();
    }
}
