package org.jumpscope.formula;

/** The sigmoid and what follows from it, accurate in both tails. */
final class Logistic {
    private Logistic() {}

    static double sigmoid(double u) {
        // e <= 1 in both branches, so that nothing overflows and the small tail keeps its relative accuracy.
        double e = StrictMath.exp(-Math.abs(u));
        return (u < 0 ? e : 1) / (1 + e);
    }

    static double softplus(double u) {
        double tail = StrictMath.log1p(StrictMath.exp(-Math.abs(u)));
        return u > 0 ? u + tail : tail;
    }

    static double logSoftplus(double u) {
        if (u > -14) {
            return StrictMath.log(softplus(u));
        }
        // log(log1p(e)) = u + log(log1p(e)/e), e = exp(u) < 1e-6; the next term of the series is e^3/4.
        double e = StrictMath.exp(u);
        return u + StrictMath.log1p(e * (-0.5 + e / 3));
    }

    static double softplusRatio(double u) {
        double e = StrictMath.exp(-Math.abs(u));
        if (u > 0) {
            return 1 / ((1 + e) * (u + StrictMath.log1p(e)));
        }
        // e/log1p(e) = 1 + e/2 up to e^2/12.
        return (e < 1e-9 ? 1 + e / 2 : e / StrictMath.log1p(e)) / (1 + e);
    }

    static double softplusBend(double u) {
        double e = StrictMath.exp(-Math.abs(u));
        if (u > 0) {
            double softplus = u + StrictMath.log1p(e);
            return (e * softplus - 1) / ((1 + e) * softplus);
        }
        // sigmoid(-u) - sigmoid(u)/softplus(u) = (1 - e/log1p(e))/(1 + e): the difference cancels for small e.
        return (e < 0.1 ? -oneLess(e) : 1 - e / StrictMath.log1p(e)) / (1 + e);
    }

    /** e/log1p(e) − 1 for 0 ≤ e &lt; 0.1, from log1p(e) = e·(1 − e·s), s = Σ (−e)^k/(k+2). */
    private static double oneLess(double e) {
        double s = 0;
        for (int k = 18; k >= 0; k--) {
            s = 1.0 / (k + 2) - e * s;
        }
        return e * s / (1 - e * s);
    }
}
