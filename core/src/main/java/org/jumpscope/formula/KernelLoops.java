package org.jumpscope.formula;

/**
 * The loops of a kernel: inputs, number of values, and last the result, which may be one of the inputs.
 *
 * <p>Each loop indexes its arrays by the plain counter and has no branch where that can be helped, so that the compiler
 * turns it into vector instructions.
 */
final class KernelLoops {
    /** Less than what the bit moves of the exponential reach, more than 2⁵⁴. */
    private static final double LARGE = 1e300;

    private KernelLoops() {}

    static void addScaled(double[] a, double[] b, double k, int n, double[] to) {
        if (k == 1) {
            for (int i = 0; i < n; i++) {
                to[i] = b[i] + a[i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                to[i] = b[i] + k * a[i];
            }
        }
    }

    static void linear(double[] a, double k, double offset, int n, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = k * a[i] + offset;
        }
    }

    static void multiply(double[] a, double[] b, double k, int n, double[] to) {
        if (k == 1) {
            for (int i = 0; i < n; i++) {
                to[i] = a[i] * b[i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                to[i] = k * a[i] * b[i];
            }
        }
    }

    static void multiply(double[] a, double[] b, double[] c, double k, int n, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = k * a[i] * (b[i] * c[i]);
        }
    }

    static void divide(double[] a, double[] b, double k, int n, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = k * a[i] / b[i];
        }
    }

    static void reciprocal(double[] a, double k, int n, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = k / a[i];
        }
    }

    static void squareRoot(double[] a, int n, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Math.sqrt(a[i]);
        }
    }

    static void absolute(double[] a, int n, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Math.abs(a[i]);
        }
    }

    static void maximum(double[] a, double k, int n, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Math.max(a[i], k);
        }
    }

    static void minusAbsolute(double[] a, int n, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = -Math.abs(a[i]);
        }
    }

    /** 1/(1 + exp(u)); where that overflows it is exp(−u). */
    static void mirroredSigmoid(double[] e, double[] u, boolean extreme, int n, double[] to) {
        if (extreme) {
            for (int i = 0; i < n; i++) {
                to[i] = e[i] > LARGE ? StrictMath.exp(-u[i]) : 1 / (1 + e[i]);
            }
        } else {
            for (int i = 0; i < n; i++) {
                to[i] = 1 / (1 + e[i]);
            }
        }
    }

    static void sigmoid(double[] e, double[] mirrored, boolean extreme, int n, double[] to) {
        if (extreme) {
            for (int i = 0; i < n; i++) {
                to[i] = e[i] > LARGE ? 1 : e[i] * mirrored[i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                to[i] = e[i] * mirrored[i];
            }
        }
    }

    /** k·sigmoid·(b·c). */
    static void multiplySigmoid(
            double[] e, double[] mirrored, boolean extreme, double[] b, double[] c, double k, int n, double[] to) {
        if (extreme) {
            for (int i = 0; i < n; i++) {
                to[i] = k * (e[i] > LARGE ? 1 : e[i] * mirrored[i]) * (b[i] * c[i]);
            }
        } else {
            for (int i = 0; i < n; i++) {
                to[i] = k * (e[i] * mirrored[i]) * (b[i] * c[i]);
            }
        }
    }

    static void softplus(double[] u, double[] e, double[] log, double sign, int n, double[] to) {
        for (int i = 0; i < n; i++) {
            // log is that of the rounded w = 1 + e; the rest e - (w - 1) is exact and small.
            double w = 1 + e[i];
            to[i] = Math.max(sign * u[i], 0) + (log[i] + (e[i] - (w - 1)) / w);
        }
    }

    static void function(Function function, double[] a, int n, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = function.value(a[i]);
        }
    }

    static void power(double[] a, double exponent, int n, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Evaluation.power(a[i], exponent);
        }
    }

    static void power(double[] a, double[] b, int n, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Evaluation.power(a[i], b[i]);
        }
    }

    static void select(
            Relation relation, double[] left, double[] right, double[] yes, double[] no, int n, double[] to) {
        switch (relation) {
            case GREATER -> below(right, left, yes, no, n, to);
            case LESS -> below(left, right, yes, no, n, to);
            case GREATER_OR_EQUAL -> below(left, right, no, yes, n, to);
            case LESS_OR_EQUAL -> below(right, left, no, yes, n, to);
        }
    }

    /** yes where small &lt; large, else no. */
    private static void below(double[] small, double[] large, double[] yes, double[] no, int n, double[] to) {
        for (int i = 0; i < n; i++) {
            // The sign of the difference as a mask: a branch would be mispredicted half of the time.
            double difference = small[i] - large[i] + 0.0; // -0 - 0 = -0 is no smaller
            long mask = Double.doubleToRawLongBits(difference) >> 63;
            long bits = (Double.doubleToRawLongBits(yes[i]) & mask) | (Double.doubleToRawLongBits(no[i]) & ~mask);
            to[i] = Double.isNaN(difference) ? undecided(small[i], large[i], no[i]) : Double.longBitsToDouble(bits);
        }
    }

    /** Where the difference is NaN the sides are the same infinity, or one is NaN. */
    private static double undecided(double small, double large, double no) {
        return small == large ? no : Double.NaN;
    }
}
