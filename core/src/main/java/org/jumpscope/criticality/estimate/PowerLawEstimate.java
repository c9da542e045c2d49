package org.jumpscope.criticality.estimate;

import org.jumpscope.distribution.Normal;
import org.jumpscope.numeric.InvalidInputException;

/**
 * A bounded power law p(x) ∝ x^−k fitted on [a, b].
 *
 * @param exponent k̂
 * @param standardError its standard error
 * @param count number of values in the range (their effective number (Σw)²/Σw² if they carry weights)
 * @param lower a
 * @param upper b; may be infinite
 * @param t (k̂ − 1) ln(b/a), which fixes the shape; infinite where b is
 * @param information 1/standardError²: for plain values Fisher's information nL²v(t)
 */
public record PowerLawEstimate(
        double exponent, double standardError, double count, double lower, double upper, double t, double information) {

    /** L = ln(b/a), infinite where b is. */
    public double logRange() {
        return LikelihoodFunction.logRatio(upper, lower);
    }

    /** The same exponent with another standard error, as for correlated values, and their effective number. */
    public PowerLawEstimate withStandardError(double error, double effectiveCount) {
        return new PowerLawEstimate(exponent, error, effectiveCount, lower, upper, t, 1 / (error * error));
    }

    /**
     * The bias of k̂ to first order in 1/n, −v′(t)/(2 n v(t)² L), and (k − 1)/n for b = ∞; n is the number of independent
     * values that would give the standard error. (statistics §4.1)
     */
    public double bias() {
        double variance = standardError * standardError;
        if (upper == Double.POSITIVE_INFINITY) {
            return variance / (exponent - 1);
        }
        // 1/(n v L²) is the squared standard error.
        return -TruncatedExponential.varianceDerivative(t)
                / (2 * TruncatedExponential.variance(t))
                * logRange()
                * variance;
    }

    /** k̂ less its {@link #bias()}. */
    public double biasCorrected() {
        return exponent - bias();
    }

    /**
     * A confidence interval of the exponent.
     *
     * @param method how it is made
     * @param level its nominal coverage, above 0 and below 1
     * @throws InvalidInputException if the level is outside (0, 1)
     */
    public ConfidenceInterval interval(IntervalMethod method, double level) {
        double z = normalQuantile(level);
        if (method == IntervalMethod.WALD || !(standardError > 0 && standardError < Double.POSITIVE_INFINITY)) {
            return new ConfidenceInterval(exponent - z * standardError, exponent + z * standardError, level);
        }
        if (upper == Double.POSITIVE_INFINITY) {
            // |ȳ − 1/s| ≤ z/(s √n): s between ŝ(1 ∓ z/√n), and above 0.
            double slope = exponent - 1;
            return new ConfidenceInterval(
                    1 + Math.max(0, slope - z * standardError), 1 + (slope + z * standardError), level);
        }
        double range = logRange();
        // z/√n with the n of independent values that the standard error stands for.
        double bound = z * standardError * range * Math.sqrt(TruncatedExponential.variance(t));
        // z → 1 − z, t → −t: the lower end is the mirrored upper end of the mirrored law.
        double up = upperEnd(t, bound);
        double down = -upperEnd(-t, bound);
        return new ConfidenceInterval(1 + down / range, 1 + up / range, level);
    }

    /** z with P(|Z| ≤ z) = level for a normal Z. */
    static double normalQuantile(double level) {
        if (!(level > 0 && level < 1)) {
            throw new InvalidInputException(
                    "Confidence level " + level + " is not between 0 and 1; give for example 0.95.");
        }
        return Normal.of(0, 1).survivalQuantile((1 - level) / 2);
    }

    /** The t ≥ t̂ with (μ(t̂) − μ(t))/√v(t) = bound; the left side grows with t. */
    private static double upperEnd(double centre, double bound) {
        double low = centre;
        double step = bound / Math.sqrt(TruncatedExponential.variance(centre));
        double high = centre + step;
        while (excess(centre, high) < bound) {
            low = high;
            step *= 2;
            high = centre + step;
            if (high == Double.POSITIVE_INFINITY) {
                return high;
            }
        }
        while (true) {
            double middle = 0.5 * low + 0.5 * high;
            if (!(middle > low && middle < high)) {
                return middle;
            }
            if (excess(centre, middle) < bound) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    private static double excess(double centre, double t) {
        // From the end where the means are small and carry their digits.
        double difference = centre >= 0
                ? TruncatedExponential.mean(centre) - TruncatedExponential.mean(t)
                : TruncatedExponential.mean(-t) - TruncatedExponential.mean(-centre);
        return difference / Math.sqrt(TruncatedExponential.variance(t));
    }
}
