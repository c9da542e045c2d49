package org.jumpscope.criticality.estimate;

/**
 * The law of z = ln(x/a)/L, L = ln(b/a), for a bounded power law x^−k on [a, b]: density t e^−tz/(1 − e^−t) on [0, 1]
 * with t = (k − 1)L, for every real t.
 *
 * <p>Its mean μ(t) = 1/t − 1/(e^t − 1) = ½ − ½ 𝓛(t/2) and variance v(t) = 1/t² − 1/(4 sinh²(t/2)) are written with the
 * Langevin function 𝓛(u) = coth u − 1/u, so that nothing cancels at t = 0 (statistics §4.1).
 */
public final class TruncatedExponential {
    private static final int CONTINUED_FRACTION_TERMS = 16;
    private static final int NEWTON_STEPS = 60;

    private TruncatedExponential() {}

    /** Langevin function coth u − 1/u: a continued fraction below 2, where the difference would cancel. */
    public static double langevin(double u) {
        if (Math.abs(u) < 2) {
            double square = u * u;
            double tail = 2 * CONTINUED_FRACTION_TERMS + 1;
            for (int i = 2 * CONTINUED_FRACTION_TERMS - 1; i >= 3; i -= 2) {
                tail = i + square / tail;
            }
            return u / tail;
        }
        return Math.copySign(1 + 2 / Math.expm1(2 * Math.abs(u)) - 1 / Math.abs(u), u);
    }

    /** μ(t), the mean of z. */
    public static double mean(double t) {
        return 0.5 - 0.5 * langevin(t / 2);
    }

    /** v(t), the variance of z; its series below |t| = 1, where 1/t² − 1/(4 sinh²) would cancel. */
    public static double variance(double t) {
        double size = Math.abs(t);
        if (size < 1) {
            double square = t * t;
            // Σ B_2j (2j − 1)/(2j)! t^(2j−2); the first term dropped is below 1e-17 of 1/12 at |t| = 1.
            double[] c = SERIES;
            double sum = 0;
            for (int j = c.length - 1; j >= 0; j--) {
                sum = c[j] + square * sum;
            }
            return sum;
        }
        double half = Math.sinh(Math.min(size / 2, 350));
        return 1 / (size * size) - 1 / (4 * half * half);
    }

    private static final double[] SERIES = {
        0.08333333333333333,
        -0.004166666666666667,
        0.00016534391534391533,
        -5.787037037037037e-06,
        1.8789081289081288e-07,
        -5.812609152556243e-09,
        1.739729748989008e-10,
        -5.084520444483875e-12,
        1.4596305495672337e-13,
        -4.1322505272603176e-15,
        1.1568905939556482e-16,
        -3.2095268777368804e-18,
        8.836767599073669e-20
    };

    /** The t with μ(t) = m, the maximum-likelihood estimate for the mean m of z, 0 &lt; m &lt; 1. */
    public static double inverseMean(double m) {
        double target = 1 - 2 * m;
        if (target == 0) {
            return 0;
        }
        double y = Math.abs(target);
        double distance = 2 * Math.min(m, 1 - m);
        double t = 2 * y * (3 - 2.6 * y + 0.7 * y * y) / (distance * (1 + 0.1 * y));
        // Newton on μ(t) = min(m, 1 − m) for t > 0; the start is within a few per cent and μ is convex there.
        double smaller = Math.min(m, 1 - m);
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double residual = t < 4 ? 0.5 * (y - langevin(t / 2)) : tailMean(t) - smaller;
            double next = t + residual / variance(t);
            if (!(next > 0)) {
                next = t / 2;
            }
            if (Math.abs(next - t) <= 4 * Math.ulp(t)) {
                t = next;
                break;
            }
            t = next;
        }
        return Math.copySign(t, target);
    }

    /** μ(t) for t ≥ 4 without the difference from ½. */
    private static double tailMean(double t) {
        return 1 / t - 1 / Math.expm1(t);
    }
}
