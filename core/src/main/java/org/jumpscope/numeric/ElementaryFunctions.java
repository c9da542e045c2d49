package org.jumpscope.numeric;

import org.apache.commons.numbers.gamma.Erf;

/** Elementary functions that the JDK lacks, of one number. */
public final class ElementaryFunctions {
    /** ln 2, rounded to nearest. */
    private static final double LN2 = 0.6931471805599453;
    /** Above this, x² + 1 rounds to x² and asinh(x) to log(2x). */
    private static final double LARGE = 0x1p28;

    private ElementaryFunctions() {}

    /**
     * Returns the inverse hyperbolic sine, log(x + √(x² + 1)), within 4 ulp.
     *
     * @param x any number
     * @return asinh(x), odd in x
     */
    public static double asinh(double x) {
        double a = Math.abs(x);
        double positive;
        if (a >= LARGE) {
            positive = Math.log(a) + LN2;
        } else {
            // log1p keeps the small arguments: a + (√(1 + a²) − 1), with the difference written without cancellation.
            double square = a * a;
            positive = Math.log1p(a + square / (1 + Math.sqrt(1 + square)));
        }
        return Math.copySign(positive, x);
    }

    /**
     * Returns the inverse hyperbolic tangent, ½ log((1 + x)/(1 − x)), within 4 ulp.
     *
     * @param x a number in [−1, 1]; NaN elsewhere
     * @return atanh(x), odd in x, infinite at ±1
     */
    public static double atanh(double x) {
        double a = Math.abs(x);
        return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
    }

    /**
     * Returns the error function, 2/√π ∫₀ˣ exp(−t²) dt.
     *
     * @param x any number
     * @return erf(x), odd in x
     */
    public static double erf(double x) {
        return Erf.value(x);
    }

    /**
     * Returns the logistic sigmoid, 1/(1 + exp(−x)), with full relative accuracy for negative x.
     *
     * @param x any number
     * @return sigmoid(x) in [0, 1]
     */
    public static double sigmoid(double x) {
        if (x >= 0) {
            return 1 / (1 + Math.exp(-x));
        }
        double e = Math.exp(x);
        return e / (1 + e);
    }

    /**
     * Returns log(1 + exp(x)) without overflow.
     *
     * @param x any number
     * @return softplus(x), not negative
     */
    public static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
