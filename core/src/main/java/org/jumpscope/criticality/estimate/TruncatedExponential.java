package org.jumpscope.criticality.estimate;

import java.util.Objects;

/**
 * The law of z = ln(x/a)/L, L = ln(b/a), for a bounded power law x^−k on [a, b]: density t e^−tz/(1 − e^−t) on [0, 1]
 * with t = (k − 1)L, for every real t (statistics §4.1).
 *
 * <p>z → 1 − z is t → −t, so everything is computed for t ≥ 0, where nothing overflows, and mirrored. Near t = 0 the
 * closed forms cancel, and fractions of polynomials in t² (Padé, correct to the last digit; mpmath 1.3.0, 60 digits) take
 * their place. No branch is taken at t = 0. Results are the same bits on every JDK.
 */
public final class TruncatedExponential {
    /** Where closed forms take over from the fractions. */
    private static final double NEAR = 4;
    /** Where the recurrence of the moments takes over from their series. */
    private static final double FAR = 8;

    private static final double[] LANGEVIN_ABOVE = {
        0.3333333333333333,
        0.02608695652173913,
        0.0005521048999309869,
        4.035854531659261e-06,
        9.249475626415419e-09,
        3.1622138893727926e-12
    };
    private static final double[] LANGEVIN_BELOW = {
        1.0,
        0.14492753623188406,
        0.004968944099378882,
        5.8116305255893354e-05,
        2.374032077446624e-07,
        2.466526833710778e-10
    };
    private static final double[] VARIANCE_ABOVE = {
        0.08333333333333333,
        0.001886966398590968,
        2.4645650127795615e-05,
        1.623656855711763e-07,
        5.964431784925219e-10,
        1.1427443595069832e-12,
        9.17790166908039e-16
    };
    private static final double[] VARIANCE_BELOW = {
        1.0,
        0.07264359678309162,
        0.001943800656561144,
        2.444874489798351e-05,
        1.628516949526455e-07,
        5.95576325479975e-10,
        1.143796331654456e-12,
        9.171065506032067e-16
    };
    private static final double[] DERIVATIVE_ABOVE = {
        -0.008333333333333333,
        -0.00016317518309895372,
        -1.4999587133648373e-06,
        -1.0122368953744e-08,
        -2.6191347426408983e-11,
        -4.173284602586925e-14,
        1.1323830202954643e-17,
        -1.0932336537290188e-20
    };
    private static final double[] DERIVATIVE_BELOW = {
        1.0,
        0.0989461013369538,
        0.0038661935644096384,
        7.615520149245215e-05,
        8.10356613502846e-07,
        4.730113645354527e-09,
        1.431048784380139e-11,
        1.7691749021396062e-14
    };
    /** ln(sinh(t/2)/(t/2))/t². */
    private static final double[] HEIGHT_ABOVE = {
        0.041666666666666664,
        0.002421750967495462,
        4.884676894171941e-05,
        3.982217784243374e-07,
        1.1236128451649474e-09,
        5.067176611619017e-13
    };

    private static final double[] HEIGHT_BELOW = {
        1.0,
        0.06645535655322443,
        0.0015938419602696706,
        1.6529106669454574e-05,
        6.859922369282738e-08,
        7.755713988075886e-11
    };
    /** u(1 − y)/y for y = 𝓛(u), 0 &lt; y &lt; 1, to a part in 10⁶. */
    private static final double[] START_ABOVE = {
        2.999995058512274,
        -11.724561024486029,
        16.71470436162683,
        -8.630443148140989,
        -1.855265140897615,
        3.4064430066437255,
        -0.893806978429755
    };

    private static final double[] START_BELOW = {
        1.0, -2.908286335426993, 2.064839363874651, 1.5216934727278386, -2.59833304635323, 0.9371527002034178
    };

    private TruncatedExponential() {}

    private static double fraction(double[] above, double[] below, double x) {
        return polynomial(above, x) / polynomial(below, x);
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = coefficients[coefficients.length - 1];
        for (int i = coefficients.length - 2; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }

    /** Langevin function 𝓛(u) = coth u − 1/u, odd in u. */
    public static double langevin(double u) {
        double size = Math.abs(u);
        if (size < NEAR / 2) {
            return u * fraction(LANGEVIN_ABOVE, LANGEVIN_BELOW, u * u);
        }
        double e = StrictMath.exp(-2 * size);
        return Math.copySign((1 - 1 / size) + 2 * e / (1 - e), u);
    }

    /** h(t) = ln(t/(1 − e^−t)), the logarithm of the density at z = 0; h(−t) = h(t) − t. */
    public static double logNormaliser(double t) {
        double size = Math.abs(t);
        if (size < NEAR / 2) {
            return t / 2 - t * t * fraction(HEIGHT_ABOVE, HEIGHT_BELOW, t * t);
        }
        double height = StrictMath.log(size) - StrictMath.log1p(-StrictMath.exp(-size));
        return t > 0 ? height : height - size;
    }

    /**
     * μ(t) = 1/t − 1/(e^t − 1) = ½ − ½ 𝓛(t/2), the mean of z. Its relative error stays small for t ≥ 0; where the
     * distance of the mean from 1 counts, use 1 − μ(t) = μ(−t).
     */
    public static double mean(double t) {
        if (Math.abs(t) < NEAR) {
            return 0.5 - 0.25 * t * fraction(LANGEVIN_ABOVE, LANGEVIN_BELOW, 0.25 * t * t);
        }
        double size = Math.abs(t);
        double e = StrictMath.exp(-size);
        double mean = 1 / size - e / (1 - e);
        return t > 0 ? mean : 1 - mean;
    }

    /** v(t) = 1/t² − 1/(4 sinh²(t/2)) = −μ′(t), the variance of z. */
    public static double variance(double t) {
        double size = Math.abs(t);
        if (size < NEAR) {
            return fraction(VARIANCE_ABOVE, VARIANCE_BELOW, t * t);
        }
        double e = StrictMath.exp(-size);
        double tail = 1 - e;
        return 1 / size / size - e / (tail * tail);
    }

    /** v′(t) = cosh(t/2)/(4 sinh³(t/2)) − 2/t³, minus the third central moment of z; odd in t. */
    public static double varianceDerivative(double t) {
        double size = Math.abs(t);
        if (size < NEAR) {
            return t * fraction(DERIVATIVE_ABOVE, DERIVATIVE_BELOW, t * t);
        }
        double e = StrictMath.exp(-size);
        double tail = 1 - e;
        double falling = e * (1 + e) / (tail * tail * tail) - 2 / size / size / size;
        return t > 0 ? falling : -falling;
    }

    /** The t with μ(t) = m, the maximum-likelihood estimate for the mean m of z, 0 &lt; m &lt; 1. */
    public static double inverseMean(double m) {
        return inverseMean(m, 1 - m);
    }

    /**
     * The t with μ(t) = m, where the distance of the mean from 1 is known by its own digits.
     *
     * @param m mean of z, above 0
     * @param rest mean of 1 − z, above 0
     */
    public static double inverseMean(double m, double rest) {
        double smaller = Math.min(m, rest);
        double y = rest > m ? rest - m : m - rest;
        if (y == 0) {
            return 0;
        }
        // t = 2u, u = InvLang(y), 1 − y = 2 smaller; each Newton step squares the relative error of 1e-6.
        double t = y * fraction(START_ABOVE, START_BELOW, y) / smaller;
        for (int step = 0; step < 2; step++) {
            if (t < NEAR) {
                double residual = 0.5 * (y - 0.5 * t * fraction(LANGEVIN_ABOVE, LANGEVIN_BELOW, 0.25 * t * t));
                t += residual / fraction(VARIANCE_ABOVE, VARIANCE_BELOW, t * t);
            } else {
                // Both sides times t, so that neither end of the doubles is left.
                double e = t * StrictMath.exp(-t);
                double tail = -StrictMath.expm1(-t);
                double slope = e == 0 ? 1 : 1 - e / tail * (t / tail);
                t += t * ((1 - e / tail) - t * smaller) / slope;
            }
        }
        return rest > m ? t : -t;
    }

    /**
     * P(Z ≤ z) = (1 − e^−tz)/(1 − e^−t), with full relative precision near z = 0; 0 and 1 beyond the ends.
     *
     * @param z a point
     * @param t any finite number
     */
    public static double cumulative(double z, double t) {
        if (z <= 0) {
            return 0;
        }
        if (z >= 1) {
            return 1;
        }
        if (t == 0) {
            return z;
        }
        double size = Math.abs(t);
        double part = StrictMath.expm1(-size * z) / StrictMath.expm1(-size);
        return t > 0 ? part : part * StrictMath.exp(-size * (1 - z));
    }

    /** P(Z &gt; z), with full relative precision near z = 1. */
    public static double survival(double z, double t) {
        return cumulative(1 - z, -t);
    }

    /**
     * The z with P(Z ≤ z) = p, with full relative precision near z = 0.
     *
     * @param p a probability; below 0 and above 1 the ends are returned
     * @param t any finite number
     */
    public static double quantile(double p, double t) {
        if (p <= 0) {
            return 0;
        }
        if (p >= 1) {
            return 1;
        }
        if (t == 0) {
            return p;
        }
        double z;
        if (t > 0) {
            z = p <= 0.5 || t < 1
                    ? -StrictMath.log1p(p * StrictMath.expm1(-t)) / t
                    : -StrictMath.log((1 - p) + p * StrictMath.exp(-t)) / t;
        } else if (t >= -700) {
            z = StrictMath.log1p(p * StrictMath.expm1(-t)) / -t;
        } else {
            // ln(p e^|t| + (1 − p)) where e^|t| overflows.
            double first = StrictMath.log(p) - t;
            double second = StrictMath.log1p(-p);
            double larger = Math.max(first, second);
            z = (larger + StrictMath.log1p(StrictMath.exp(Math.min(first, second) - larger))) / -t;
        }
        return Math.min(z, 1);
    }

    /**
     * M_r = E[z^r], the raw moment.
     *
     * @param r order, 0 or more; beyond |t| = 8 digits are lost where r is more than |t|
     * @param t any finite number
     */
    public static double moment(int r, double t) {
        double[] moments = new double[r + 1];
        moments(t, moments);
        return moments[r];
    }

    /**
     * The raw moments M_0 = 1, M_1, … E[z^r] of ascending order: by M_r = (r/t) M_{r−1} − e^−t/(1 − e^−t) for |t| &gt; 8,
     * and by series of positive terms else (statistics §4.9).
     *
     * @param t any finite number
     * @param out the moments, as many as there is room for. Modified.
     */
    public static void moments(double t, double[] out) {
        Objects.checkIndex(0, out.length);
        int last = out.length - 1;
        out[0] = 1;
        if (last == 0) {
            return;
        }
        double size = Math.abs(t);
        if (size > FAR) {
            double e = StrictMath.exp(-size);
            double end = t > 0 ? -(e / (1 - e)) : 1 / (1 - e);
            for (int r = 1; r <= last; r++) {
                out[r] = r / t * out[r - 1] + end;
            }
            return;
        }
        double height = StrictMath.exp(logNormaliser(t));
        if (t <= 0) {
            // ∫ z^r e^{|t|z} dz = Σ |t|^j/(j! (r + 1 + j))
            for (int r = 1; r <= last; r++) {
                double power = 1;
                double sum = 0;
                double term = 1.0 / (r + 1);
                for (int j = 1; term > sum * 0x1p-56; j++) {
                    sum += term;
                    power *= size / j;
                    term = power / (r + 1 + j);
                }
                out[r] = height * sum;
            }
            return;
        }
        // ∫ z^r e^{t(1−z)} dz = Σ t^j/((r + 1)…(r + 1 + j)), then all terms of the recurrence are positive.
        double end = height * StrictMath.exp(-t);
        double term = 1.0 / (last + 1);
        double sum = 0;
        for (int j = last + 2; term > sum * 0x1p-56; j++) {
            sum += term;
            term *= t / j;
        }
        out[last] = end * sum;
        for (int r = last; r > 1; r--) {
            out[r - 1] = (t * out[r] + end) / r;
        }
    }
}
