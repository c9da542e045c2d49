package org.jumpscope.duality;

import org.jumpscope.numeric.Interval;

/**
 * The coordinate of the jump whose law is asked for: v(x) = γ |h(wx + b)| g(x), up to its sign.
 *
 * <p>Signs: ḃ = −γh and ẇ = xḃ are signed, q̇ = √(ẇ² + ḃ²) ≥ 0 is a norm (5.3). With Λ = d log|v|/dx = wρ + g′/g the
 * density of the coordinate is p(x)/(|v| |Λ|) per preimage.
 */
public enum Coordinate {
    /** The norm q̇ = γ|h|√(1 + x²), (5.3): g = √(1 + x²). */
    NORM {
        @Override
        double logFactor(double x) {
            return Math.abs(x) > 1e8 ? Math.log(Math.abs(x)) : 0.5 * Math.log1p(x * x);
        }

        @Override
        double logFactorSlope(double x) {
            return Math.abs(x) > 1 ? 1 / (x + 1 / x) : x / (1 + x * x);
        }

        @Override
        double logFactorCurvature(double x) {
            if (Math.abs(x) > 1e8) {
                return -1 / x / x;
            }
            double square = x * x;
            return (1 - square) / ((1 + square) * (1 + square));
        }

        @Override
        Interval logFactorSlope(Interval x) {
            // x/(1 + x²) rises on [−1, 1] from −½ to ½ and falls beyond.
            double low = logFactorSlope(x.low());
            double high = logFactorSlope(x.high());
            double least = x.contains(-1) ? -0.5 : Math.min(low, high);
            double most = x.contains(1) ? 0.5 : Math.max(low, high);
            return widened(Math.min(least, Math.min(low, high)), Math.max(most, Math.max(low, high)));
        }

        @Override
        Interval logFactorCurvature(Interval x) {
            // (1 − x²)/(1 + x²)² is even, falls on [0, √3] from 1 to −1/8 and rises to 0 beyond.
            double near = x.contains(0) ? 0 : Math.min(Math.abs(x.low()), Math.abs(x.high()));
            double far = Math.max(Math.abs(x.low()), Math.abs(x.high()));
            double atNear = logFactorCurvature(near);
            double atFar = Double.isInfinite(far) ? 0 : logFactorCurvature(far);
            double least = near <= ROOT_THREE && ROOT_THREE <= far ? -0.125 : Math.min(atNear, atFar);
            return widened(Math.min(least, Math.min(atNear, atFar)), Math.max(atNear, atFar));
        }
    },
    /** The bias jump ḃ = −γh, (8.10): g = 1. */
    BIAS {
        @Override
        double logFactor(double x) {
            return 0;
        }

        @Override
        double logFactorSlope(double x) {
            return 0;
        }

        @Override
        double logFactorCurvature(double x) {
            return 0;
        }

        @Override
        Interval logFactorSlope(Interval x) {
            return Interval.point(0);
        }

        @Override
        Interval logFactorCurvature(Interval x) {
            return Interval.point(0);
        }
    },
    /** The weight jump ẇ = −γxh, (6.4): g = |x|. */
    WEIGHT {
        @Override
        double logFactor(double x) {
            return Math.log(Math.abs(x));
        }

        @Override
        double logFactorSlope(double x) {
            return 1 / x;
        }

        @Override
        double logFactorCurvature(double x) {
            return -1 / x / x;
        }

        @Override
        Interval logFactorSlope(Interval x) {
            return Interval.point(1).divide(x);
        }

        @Override
        Interval logFactorCurvature(Interval x) {
            return Interval.point(1).divide(x).power(2).negate();
        }
    };

    private static final double ROOT_THREE = 1.7320508075688772;

    /** log g(x). */
    abstract double logFactor(double x);

    /** d log g/dx. */
    abstract double logFactorSlope(double x);

    /** d² log g/dx². */
    abstract double logFactorCurvature(double x);

    /** Enclosure of d log g/dx. */
    abstract Interval logFactorSlope(Interval x);

    /** Enclosure of d² log g/dx². */
    abstract Interval logFactorCurvature(Interval x);

    /** Sign of the coordinate where the slope h has the given sign, at x. */
    int sign(int slopeSign, double x) {
        return switch (this) {
            case NORM -> 1;
            case BIAS -> -slopeSign;
            case WEIGHT -> x < 0 ? slopeSign : -slopeSign;
        };
    }

    private static Interval widened(double low, double high) {
        // Four ulps cover the rounding of the quotients above.
        return new Interval(low - 4 * Math.ulp(low), high + 4 * Math.ulp(high));
    }
}
