package org.jumpscope.criticality.estimate;

import org.jumpscope.numeric.InvalidInputException;

/**
 * The log-likelihood of the exponent k of a bounded power law p(x) ∝ x^−k on [a, b], for every real k, and for k &gt; 1 with
 * b = ∞ (statistics §4.1).
 *
 * <p>With L = ln(b/a), t = (k − 1)L and m the mean of ln(x/a)/L over n values,
 * l(k) = n[h(t) − tm − ln L] − Σ ln x, l′(k) = nL[μ(t) − m] and −l″(k) = nL²v(t), functions of {@link TruncatedExponential};
 * for b = ∞, l(k) = n[ln s − s ȳ] − Σ ln x with s = k − 1 and ȳ the mean of ln(x/a). There is no branch at k = 1. The values
 * enter by their number and sums alone.
 */
public final class LikelihoodFunction {
    private final double lower;
    private final double upper;
    private final double logLower;
    private final double logRange;
    private final double count;
    private final double positionSum;
    private final double distanceSum;

    private LikelihoodFunction(
            double lower,
            double upper,
            double logLower,
            double logRange,
            double count,
            double positionSum,
            double distanceSum) {
        this.lower = lower;
        this.upper = upper;
        this.logLower = logLower;
        this.logRange = logRange;
        this.count = count;
        this.positionSum = positionSum;
        this.distanceSum = distanceSum;
    }

    /**
     * The likelihood of values on [a, b] by their sums.
     *
     * @param lower a, above 0
     * @param upper b, above a; may be infinite
     * @param count n, their number, or the sum of their weights
     * @param positionSum Σ ln(x/a)
     * @throws InvalidInputException if 0 &lt; a &lt; b does not hold, or the sums are not finite and not negative
     */
    public static LikelihoodFunction of(double lower, double upper, double count, double positionSum) {
        if (!(lower > 0 && lower < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(
                    "Lower bound " + lower + " is not positive and finite; a power law lives above 0.");
        }
        if (!(lower < upper)) {
            throw new InvalidInputException("Lower bound " + lower + " is not below upper bound " + upper + ".");
        }
        if (!(count >= 0 && count < Double.POSITIVE_INFINITY)
                || !(positionSum >= 0 && positionSum < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("Count " + count + " and sum of logarithms " + positionSum
                    + " have to be finite and not negative; sum ln(x/a) over values in the range.");
        }
        double logRange = logRatio(upper, lower);
        return new LikelihoodFunction(
                lower,
                upper,
                StrictMath.log(lower),
                logRange,
                count,
                positionSum,
                Math.max(0, count * logRange - positionSum));
    }

    /** The likelihood on a window of a sorted sample, with the distances to both ends summed for themselves. */
    static LikelihoodFunction of(SortedSample sample, Window window) {
        boolean bounded = window.upper() < Double.POSITIVE_INFINITY;
        double fromLower = sample.positionSum(window.from(), window.to(), window.logLower());
        double fromUpper = bounded ? -sample.positionSum(window.from(), window.to(), window.logUpper()) : 0;
        return new LikelihoodFunction(
                window.lower(),
                window.upper(),
                window.logLower(),
                window.logRange(),
                window.count(),
                fromLower,
                fromUpper);
    }

    /** ln(x/y) for x &gt; y &gt; 0, through log1p where they are near. */
    static double logRatio(double x, double y) {
        if (x < 2 * y) {
            return StrictMath.log1p((x - y) / y);
        }
        return StrictMath.log(x) - StrictMath.log(y);
    }

    private boolean bounded() {
        return upper < Double.POSITIVE_INFINITY;
    }

    /** n, the number of values. */
    public double count() {
        return count;
    }

    /**
     * l(k), −∞ where b = ∞ and k ≤ 1.
     *
     * @param exponent k
     */
    public double logLikelihood(double exponent) {
        double s = exponent - 1;
        double logSum = count * logLower + positionSum;
        if (!bounded()) {
            return s > 0 ? count * StrictMath.log(s) - s * positionSum - logSum : Double.NEGATIVE_INFINITY;
        }
        double t = s * logRange;
        // h(t) − tm for t < 0 is h(−t) + t(1 − m): no large terms cancel at either end.
        double shape = t >= 0
                ? count * TruncatedExponential.logNormaliser(t) - s * positionSum
                : count * TruncatedExponential.logNormaliser(-t) + s * distanceSum;
        return shape - count * StrictMath.log(logRange) - logSum;
    }

    /**
     * l′(k), +∞ where b = ∞ and k ≤ 1.
     *
     * @param exponent k
     */
    public double score(double exponent) {
        double s = exponent - 1;
        if (!bounded()) {
            return s > 0 ? count / s - positionSum : Double.POSITIVE_INFINITY;
        }
        double t = s * logRange;
        return t >= 0
                ? count * logRange * TruncatedExponential.mean(t) - positionSum
                : distanceSum - count * logRange * TruncatedExponential.mean(-t);
    }

    /**
     * −l″(k), both observed and expected, +∞ where b = ∞ and k ≤ 1.
     *
     * @param exponent k
     */
    public double information(double exponent) {
        double s = exponent - 1;
        if (!bounded()) {
            return s > 0 ? count / (s * s) : Double.POSITIVE_INFINITY;
        }
        return count * logRange * logRange * TruncatedExponential.variance(s * logRange);
    }

    /**
     * The k of greatest likelihood, t̂ = 2 InvLangevin(1 − 2m), k̂ = 1 + t̂/L, or Hill's 1 + n/Σ ln(x/a) for b = ∞.
     *
     * @throws InvalidInputException if there is none, since no value lies inside the range
     */
    public PowerLawEstimate maximum() {
        if (!(count > 0 && positionSum > 0 && (distanceSum > 0 || !bounded()))) {
            throw new InvalidInputException("The values in [" + lower + ", " + upper
                    + "] do not lie inside it, so no exponent can be estimated; give a wider range or more values.");
        }
        if (!bounded()) {
            double s = count / positionSum;
            return new PowerLawEstimate(
                    1 + s, s / Math.sqrt(count), count, lower, upper, Double.POSITIVE_INFINITY, count / (s * s));
        }
        double scale = count * logRange;
        double t = TruncatedExponential.inverseMean(positionSum / scale, distanceSum / scale);
        double information = scale * logRange * TruncatedExponential.variance(t);
        return new PowerLawEstimate(1 + t / logRange, 1 / Math.sqrt(information), count, lower, upper, t, information);
    }
}
