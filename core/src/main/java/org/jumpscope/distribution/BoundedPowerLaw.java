package org.jumpscope.distribution;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The bounded power law, p(x) = s x^(−k) / (a^(−s) − b^(−s)) on [a, b] with exponent k and s = k − 1; at k = 1 it is
 * 1/(x log(b/a)). (statistics §4.1)
 *
 * <p>Everything is computed from log distances to the two ends, counted from the end where the mass in log x is
 * densest (a for k ≥ 1, b for k &lt; 1), through t = |s| log(b/a): smooth in k, also at 1, and exact for every t.
 */
public final class BoundedPowerLaw implements Distribution {
    private static final String NAME = "powerlaw";

    private final double exponent;
    private final double lower;
    private final double upper;
    /** |k − 1|. */
    private final double slope;
    /** log(b/a). */
    private final double length;
    /** Where k ≥ 1, so that log x is densest at the lower end. */
    private final boolean falling;
    /** t = |s| L, and the mass scale expm1(−t). */
    private final double steepness;

    private final double expm1Steepness;
    private final double logPeak;

    private BoundedPowerLaw(double exponent, double lower, double upper) {
        this.exponent = exponent;
        this.lower = lower;
        this.upper = upper;
        this.slope = Math.abs(exponent - 1);
        this.falling = exponent >= 1;
        // StrictMath, since these constants enter the sampler.
        this.length = logRatio(upper, lower);
        this.steepness = slope == 0 ? 0 : slope * length;
        this.expm1Steepness = StrictMath.expm1(-steepness);
        this.logPeak = length == Double.POSITIVE_INFINITY
                ? StrictMath.log(slope)
                : logTruncation(steepness) - StrictMath.log(length);
    }

    /**
     * Creates the bounded power law.
     *
     * @param exponent the exponent k, finite; any sign
     * @param lower the lower bound a, positive and finite
     * @param upper the upper bound b, above a; may be infinite if k is above 1
     * @return the law
     * @throws InvalidInputException if a parameter is outside its domain
     */
    public static BoundedPowerLaw of(double exponent, double lower, double upper) {
        Parameter.finite(NAME, "exponent", exponent);
        Parameter.positive(NAME, "lower bound", lower);
        Parameter.ordered(NAME, lower, upper);
        if (upper == Double.POSITIVE_INFINITY && exponent <= 1) {
            throw new InvalidInputException(NAME + ": exponent " + exponent
                    + " is not above 1 while the upper bound is infinite; give a finite upper bound.");
        }
        return new BoundedPowerLaw(exponent, lower, upper);
    }

    /**
     * Returns the exponent k.
     *
     * @return the exponent
     */
    public double exponent() {
        return exponent;
    }

    /**
     * Returns the lower bound a.
     *
     * @return the lower bound
     */
    public double lower() {
        return lower;
    }

    /**
     * Returns the upper bound b.
     *
     * @return the upper bound, infinite for a Pareto law
     */
    public double upper() {
        return upper;
    }

    /** Returns log(x/y) for x ≥ y > 0, through log1p where they are near. */
    private static double logRatio(double x, double y) {
        if (x < 2 * y) {
            return StrictMath.log1p((x - y) / y);
        }
        double ratio = x / y;
        return ratio < Double.MAX_VALUE || x == Double.POSITIVE_INFINITY
                ? StrictMath.log(ratio)
                : StrictMath.log(x) - StrictMath.log(y);
    }

    /** Returns log(t/(1 − exp(−t))), the log density at the dense end of a truncated exponential on [0, 1]. */
    private static double logTruncation(double t) {
        return t == 0 ? 0 : StrictMath.log(t / -StrictMath.expm1(-t));
    }

    /** Returns log(t/(1 − exp(−t))) for either sign of t. */
    private static double logTruncationOfAnySign(double t) {
        return t >= 0 ? logTruncation(t) : logTruncation(-t) + t;
    }

    private boolean inside(double x) {
        return x >= lower && x <= upper;
    }

    @Override
    public double logDensity(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        if (!inside(x)) {
            return Double.NEGATIVE_INFINITY;
        }
        double distance = falling ? logRatio(x, lower) : logRatio(upper, x);
        return logPeak - (slope == 0 ? 0 : slope * distance) - Math.log(x);
    }

    @Override
    public double logDensityDerivative(double x) {
        return inside(x) ? -exponent / x : Double.NaN;
    }

    @Override
    public double cumulative(double x) {
        if (!inside(x)) {
            return x < lower ? 0 : x > upper ? 1 : x;
        }
        return falling ? massWithin(logRatio(x, lower)) : massBeyond(logRatio(upper, x), logRatio(x, lower));
    }

    @Override
    public double survival(double x) {
        if (!inside(x)) {
            return x < lower ? 1 : x > upper ? 0 : x;
        }
        if (x == Double.POSITIVE_INFINITY) {
            return 0;
        }
        return falling ? massBeyond(logRatio(x, lower), logRatio(upper, x)) : massWithin(logRatio(upper, x));
    }

    /** Returns the probability of a log distance from the dense end of at most {@code near}. */
    private double massWithin(double near) {
        return slope == 0 ? near / length : Math.expm1(-slope * near) / expm1Steepness;
    }

    /** Returns the probability of a log distance of more than {@code near}, where {@code far} is left to the thin end. */
    private double massBeyond(double near, double far) {
        if (slope == 0) {
            return far / length;
        }
        return Math.exp(-slope * near) * (Math.expm1(-slope * far) / expm1Steepness);
    }

    @Override
    public double quantile(double p) {
        Parameter.probability(p);
        return falling ? fromDenseEnd(p, 1 - p) : fromDenseEnd(1 - p, p);
    }

    @Override
    public double survivalQuantile(double p) {
        Parameter.probability(p);
        return falling ? fromDenseEnd(1 - p, p) : fromDenseEnd(p, 1 - p);
    }

    /** Returns the point with the mass {@code within} on the side of the dense end and {@code beyond} on the other. */
    private double fromDenseEnd(double within, double beyond) {
        if (within == 0 || beyond == 0) {
            return (within == 0) == falling ? lower : upper;
        }
        double near = nearDistance(within, beyond);
        if (2 * near <= length) {
            return falling ? Math.min(upper, lower * Math.exp(near)) : Math.max(lower, upper / Math.exp(near));
        }
        double far = farDistance(within, beyond);
        return falling ? Math.max(lower, upper / Math.exp(far)) : Math.min(upper, lower * Math.exp(far));
    }

    private double nearDistance(double within, double beyond) {
        if (slope == 0) {
            return within * length;
        }
        // The smaller of the two masses carries the digits.
        return within <= beyond || steepness < 1
                ? -Math.log1p(within * expm1Steepness) / slope
                : -Math.log(beyond + within * Math.exp(-steepness)) / slope;
    }

    private double farDistance(double within, double beyond) {
        if (slope == 0) {
            return beyond * length;
        }
        if (steepness < 700) {
            return Math.log1p(beyond * Math.expm1(steepness)) / slope;
        }
        // log(within + beyond exp(t)) where exp(t) overflows.
        double first = Math.log(within);
        double second = Math.log(beyond) + steepness;
        double larger = Math.max(first, second);
        return (larger + Math.log1p(Math.exp(Math.min(first, second) - larger))) / slope;
    }

    /** Returns log E[(x/a)^m], infinite where the moment diverges. */
    private double logMoment(int m) {
        double s = exponent - 1;
        if (length == Double.POSITIVE_INFINITY) {
            return s > m ? Math.log(s / (s - m)) : Double.POSITIVE_INFINITY;
        }
        return logTruncationOfAnySign(s * length) - logTruncationOfAnySign((s - m) * length);
    }

    @Override
    public double mean() {
        return Math.exp(Math.log(lower) + logMoment(1));
    }

    @Override
    public double standardDeviation() {
        double first = logMoment(1);
        double second = logMoment(2);
        if (second == Double.POSITIVE_INFINITY) {
            return second;
        }
        if (second < 1) {
            // With u = x/a − 1: E[u²] − E[u]², where the ones cancel before the logarithms are raised.
            double meanExcess = Math.expm1(first);
            double square = Math.expm1(second) - 2 * meanExcess - meanExcess * meanExcess;
            return lower * Math.sqrt(Math.max(0, square));
        }
        // E[x²] (1 − E[x]²/E[x²]), kept in logarithms since a bound may be near the end of the range of a double.
        return Math.exp(Math.log(lower) + 0.5 * second) * Math.sqrt(-Math.expm1(2 * first - second));
    }

    @Override
    public Interval support() {
        return Interval.of(lower, upper);
    }

    @Override
    public List<Double> kinks() {
        return upper == Double.POSITIVE_INFINITY ? List.of(lower) : List.of(lower, upper);
    }

    @Override
    public void sample(UniformRandomProvider random, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double within = OpenUniform.next(random);
            double near = slope == 0 ? within * length : -StrictMath.log1p(within * expm1Steepness) / slope;
            double x = falling ? lower * StrictMath.exp(near) : upper / StrictMath.exp(near);
            out[i] = Math.min(upper, Math.max(lower, x));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BoundedPowerLaw that
                && exponent == that.exponent
                && lower == that.lower
                && upper == that.upper;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Double.hashCode(exponent + 0.0) + Double.hashCode(lower)) + Double.hashCode(upper);
    }

    @Override
    public String toString() {
        return NAME + "(" + Parameter.text(exponent) + ", " + Parameter.text(lower) + ", " + Parameter.text(upper)
                + ")";
    }
}
