package org.jumpscope.formula;

import org.jumpscope.numeric.ErrorFunction;

/** The standard normal law, accurate in the left tail also where the probability underflows. */
final class NormalLaw {
    private static final double SQRT_HALF = 0.7071067811865476;
    /** √(1/2) − SQRT_HALF. */
    private static final double SQRT_HALF_LOW = -4.833646656726457E-17;

    private static final double SQRT_TWO_PI = 2.5066282746310007;
    private static final double SQRT_HALF_PI = 1.2533141373155003;
    static final double LOG_SQRT_TWO_PI = 0.9189385332046728;
    private static final double SPLIT = 0x1p27 + 1;
    /** Below this the continued fraction of the Mills ratio is used. */
    private static final double FAR = -3;

    private NormalLaw() {}

    static double density(double u) {
        return expHalfSquare(u) / SQRT_TWO_PI;
    }

    /** exp(−u²/2) with the rounding of the square put right; it would cost u²/2 ulp. */
    private static double expHalfSquare(double u) {
        if (!(Math.abs(u) < 40)) {
            return StrictMath.exp(-0.5 * u * u);
        }
        double square = u * u;
        return StrictMath.exp(-0.5 * square) * (1 - 0.5 * productError(u, u, square));
    }

    static double cumulative(double u) {
        double z = -u * SQRT_HALF;
        double value = 0.5 * ErrorFunction.erfc(z);
        if (z < 1 || value == 0) {
            return value;
        }
        // In the tail an error d of z changes erfc(z) by the factor 1 - 2 d/(sqrt(pi) erfcx(z)), about 1 - 2 z d.
        double error = productError(-u, SQRT_HALF, z) - u * SQRT_HALF_LOW;
        return value * (1 - 1.1283791670955126 * error / ErrorFunction.scaledComplement(z));
    }

    static double logCumulative(double u) {
        if (u > FAR) {
            return u > 0 ? StrictMath.log1p(-cumulative(-u)) : StrictMath.log(cumulative(u));
        }
        return -0.5 * u * u - LOG_SQRT_TWO_PI - StrictMath.log(ratio(u));
    }

    static double ratio(double u) {
        if (u > 0) {
            return density(u) / cumulative(u);
        }
        return u < FAR ? bend(u) - u : 1 / (SQRT_HALF_PI * ErrorFunction.scaledComplement(-u * SQRT_HALF));
    }

    static double bend(double u) {
        if (u >= FAR) {
            return u + ratio(u);
        }
        // phi/Phi = x + 1/(x + 2/(x + 3/(x + ...))) with x = -u: the bend is the fraction without its first x.
        double x = -u;
        double fraction = x;
        // The error falls like exp(-x sqrt(2k)), and faster still while k < x^2.
        for (int k = (int) (700 / (x * x)) + 12; k > 1; k--) {
            fraction = x + k / fraction;
        }
        return 1 / fraction;
    }

    /** a·b − product exactly (Dekker), for moderate a and b. */
    private static double productError(double a, double b, double product) {
        double aHigh = a * SPLIT;
        aHigh -= aHigh - a;
        double aLow = a - aHigh;
        double bHigh = b * SPLIT;
        bHigh -= bHigh - b;
        double bLow = b - bHigh;
        return aLow * bLow - (((product - aHigh * bHigh) - aLow * bHigh) - aHigh * bLow);
    }
}
