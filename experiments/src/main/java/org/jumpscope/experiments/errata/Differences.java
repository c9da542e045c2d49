package org.jumpscope.experiments.errata;

import java.util.function.DoubleUnaryOperator;

/**
 * Derivatives by central differences, extrapolated to step 0: the computation that no formula of the paper enters.
 *
 * <p>Four halvings with Richardson's extrapolation leave an error of order (step/scale)^8 of the function's own scale
 * and a rounding error of about 1e−15·scale/step for the first, 1e−14·(scale/step)² for the second derivative.
 */
final class Differences {
    private static final int LEVELS = 4;

    private Differences() {}

    static double first(DoubleUnaryOperator f, double x, double step) {
        return extrapolated(h -> (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h), step);
    }

    static double second(DoubleUnaryOperator f, double x, double step) {
        double centre = f.applyAsDouble(x);
        return extrapolated(
                h -> ((f.applyAsDouble(x + h) - centre) - (centre - f.applyAsDouble(x - h))) / (h * h), step);
    }

    private static double extrapolated(DoubleUnaryOperator quotient, double step) {
        double[] table = new double[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            table[level] = quotient.applyAsDouble(step / (1 << level));
        }
        double power = 1;
        for (int order = 1; order < LEVELS; order++) {
            power *= 4;
            for (int level = 0; level < LEVELS - order; level++) {
                table[level] = (power * table[level + 1] - table[level]) / (power - 1);
            }
        }
        return table[0];
    }

    /** k = u u″/u′², the exponent of the Jacobian factor |dx/du| ∝ u^−k at x. */
    static double exponent(DoubleUnaryOperator u, double x, double step) {
        double slope = first(u, x, step);
        return u.applyAsDouble(x) * second(u, x, step) / (slope * slope);
    }

    /** |value − reference| relative to the reference. */
    static double relative(double value, double reference) {
        return Math.abs(value - reference) / Math.abs(reference);
    }
}
