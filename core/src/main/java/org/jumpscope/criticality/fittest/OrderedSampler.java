package org.jumpscope.criticality.fittest;

import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.numeric.ElementaryFunctions;
import org.jumpscope.numeric.InvalidInputException;

/**
 * Draws samples of a bounded power law as logarithms that ascend, without a sort and without a power.
 *
 * <p>With E_q independent exponential numbers, U_(r) = Σ_{q≤r} E_q / Σ_{q≤n+1} E_q are the ordered values of n uniform ones,
 * and u = ln a + L Q(U) those of the law, Q(p) = −ln(1 − p(1 − e^(−t)))/t (statistics §4.1). For b = ∞ Rényi's form needs no
 * logarithm but those of the E: u_(r) = ln a + (1/s) Σ_{q≤r} E_q/(n − q + 1).
 *
 * <p>The same generator gives the same bits on every JDK. An object serves one thread and keeps its scratch space.
 */
public final class OrderedSampler {
    private static final long ONE_BITS = 0x3ff0000000000000L;
    private static final double ALMOST_ONE = 1 - 0x1p-53;

    private double[] scratch = new double[0];
    private double[] second = new double[0];

    private OrderedSampler() {}

    /** A sampler, for one thread. */
    public static OrderedSampler create() {
        return new OrderedSampler();
    }

    /**
     * Draws n values.
     *
     * @param random the generator; n or n + 1 numbers are taken from it
     * @param exponent k
     * @param logLower ln a
     * @param logUpper ln b; may be infinite for k above 1
     * @param n how many
     * @param logs their logarithms, ascending, at offset … offset + n − 1. Modified.
     * @param offset where to begin
     * @throws InvalidInputException if the upper end is infinite and k not above 1
     */
    public void draw(
            UniformRandomProvider random,
            double exponent,
            double logLower,
            double logUpper,
            int n,
            double[] logs,
            int offset) {
        Objects.checkFromIndexSize(offset, n, logs.length);
        if (n == 0) {
            return;
        }
        double s = exponent - 1;
        if (logUpper == Double.POSITIVE_INFINITY) {
            if (!(s > 0)) {
                throw new InvalidInputException("Exponent " + exponent
                        + " is not above 1 while the upper bound is infinite; give a finite upper bound.");
            }
            drawPareto(random, s, logLower, n, logs, offset);
        } else {
            drawBounded(random, s, logLower, logUpper, n, logs, offset);
        }
    }

    /** −E for n independent exponential numbers E. */
    private double[] exponentials(UniformRandomProvider random, int n) {
        if (scratch.length < n) {
            scratch = new double[n];
        }
        double[] e = scratch;
        for (int i = 0; i < n; i++) {
            // In (0, 1): a number of [1, 2) by its mantissa, which is quicker on JDK 17 than to convert an integer.
            e[i] = Double.longBitsToDouble(ONE_BITS | (random.nextLong() >>> 12)) - ALMOST_ONE;
        }
        ElementaryFunctions.log(e, n, e);
        return e;
    }

    private void drawPareto(UniformRandomProvider random, double s, double logLower, int n, double[] logs, int offset) {
        double[] e = exponentials(random, n);
        double sum = 0;
        double scale = 1 / s;
        double left = n;
        for (int i = 0; i < n; i++) {
            sum -= e[i] / left;
            left--;
            logs[offset + i] = logLower + sum * scale;
        }
    }

    private void drawBounded(
            UniformRandomProvider random,
            double s,
            double logLower,
            double logUpper,
            int n,
            double[] logs,
            int offset) {
        double range = logUpper - logLower;
        double t = Math.abs(s) * range;
        double[] e = exponentials(random, n + 1);
        double sum = 0;
        for (int i = 0; i <= n; i++) {
            sum -= e[i];
            e[i] = sum;
        }
        if (t == 0) {
            for (int i = 0; i < n; i++) {
                logs[offset + i] = Math.min(logLower + range * (e[i] / sum), logUpper);
            }
            return;
        }
        if (t < 1) {
            nearUniform(e, n, ElementaryFunctions.expm1(-t));
        } else {
            truncated(e, n, ElementaryFunctions.expm1(-t));
        }
        // Now e holds t z, z counted from the end where ln x is dense, ascending.
        double scale = range / t;
        if (s > 0) {
            double last = logLower;
            for (int i = 0; i < n; i++) {
                last = Math.max(last, Math.min(logLower + e[i] * scale, logUpper));
                logs[offset + i] = last;
            }
        } else {
            double last = logUpper;
            for (int i = 0; i < n; i++) {
                last = Math.min(last, Math.max(logUpper - e[i] * scale, logLower));
                logs[offset + n - 1 - i] = last;
            }
        }
    }

    /** −ln(1 + U (e^−t − 1)) from the sums of the E; ln(1 + x) = ln(w) x/(w − 1), w = 1 + x rounded, for small x. */
    private void nearUniform(double[] e, int n, double expm1) {
        if (second.length < n) {
            second = new double[n];
        }
        double[] w = second;
        double factor = expm1 / e[n];
        for (int i = 0; i < n; i++) {
            e[i] *= factor;
            w[i] = 1 + e[i];
        }
        for (int i = 0; i < n; i++) {
            double below = w[i] - 1;
            if (below == 0) {
                // ln(1 + x) is x itself; the logarithm of e passes it through.
                w[i] = Math.E;
            } else {
                e[i] /= below;
            }
        }
        ElementaryFunctions.log(w, n, w);
        for (int i = 0; i < n; i++) {
            e[i] *= -w[i];
        }
    }

    /** −ln(V + (1 − V) e^−t) with V = 1 − U, so that nothing cancels where U is near 1. */
    private static void truncated(double[] e, int n, double expm1) {
        double total = e[n];
        double least = 1 + expm1;
        double factor = -expm1 / total;
        for (int i = 0; i < n; i++) {
            e[i] = least + (total - e[i]) * factor;
        }
        ElementaryFunctions.log(e, n, e);
        for (int i = 0; i < n; i++) {
            e[i] = -e[i];
        }
    }
}
