package org.jumpscope.criticality.estimate;

import org.jumpscope.distribution.ClusteredMoments;
import org.jumpscope.distribution.RangeMoments;
import org.jumpscope.numeric.InvalidInputException;

/**
 * Maximum likelihood of a bounded power law p(x) ∝ x^−k on a given range [a, b], for every real k.
 *
 * <p>With z = ln(x/a)/L, L = ln(b/a), t = (k − 1)L: μ(t̂) = mean of z, k̂ = 1 + t̂/L, standard error
 * 1/(L √(n v(t̂))) (statistics §4.1). With weights the same estimating equation Σ w(z − μ(t)) = 0 holds, and the
 * standard error is that of the equation, √(Σ w²(z − μ)²)/(L v Σ w).
 */
public final class RangeFit {
    private final double lower;
    private final double upper;
    private final double logRange;

    private RangeFit(double lower, double upper) {
        this.lower = lower;
        this.upper = upper;
        this.logRange = Math.log(upper) - Math.log(lower);
    }

    /**
     * A fit on [a, b].
     *
     * @param lower a, above 0
     * @param upper b, above a and finite
     * @throws InvalidInputException if 0 &lt; a &lt; b &lt; ∞ does not hold
     */
    public static RangeFit on(double lower, double upper) {
        if (!(lower > 0) || !(upper < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("Range [" + lower + ", " + upper + "] has to lie above 0 and be finite.");
        }
        if (!(lower < upper)) {
            throw new InvalidInputException("Lower bound " + lower + " is not below upper bound " + upper + ".");
        }
        return new RangeFit(lower, upper);
    }

    /**
     * The estimate from the sums Σw, Σwz, Σw², Σw²z and Σw²z² over the values in the range, z = ln(x/a)/L.
     *
     * @param sums the sums
     * @throws InvalidInputException if the mean of z does not lie inside (0, 1), as for no value at all
     */
    public PowerLawEstimate fit(RangeMoments sums) {
        double mean = sums.weightedPosition() / sums.weight();
        if (!(mean > 0 && mean < 1)) {
            throw new InvalidInputException("The values in [" + lower + ", " + upper
                    + "] do not lie inside it, so no exponent can be estimated; give a wider range or more values.");
        }
        double t = TruncatedExponential.inverseMean(mean);
        double information = TruncatedExponential.variance(t) * sums.weight();
        double scatter = sums.squaredWeightPositionSquared()
                - 2 * mean * sums.squaredWeightPosition()
                + mean * mean * sums.squaredWeight();
        double error = sums.unweighted()
                ? 1 / (logRange * Math.sqrt(information))
                : Math.sqrt(Math.max(scatter, 0)) / (logRange * information);
        double effective = sums.weight() * sums.weight() / sums.squaredWeight();
        return new PowerLawEstimate(1 + t / logRange, error, effective, lower, upper, t, 1 / (error * error));
    }

    /**
     * The estimate from clusters of values that depend on each other inside a cluster only: the same equation, with the standard
     * error √(Σ_c (Z_c − n_c(μ − ½))²)/(L v n) of its sum over independent clusters; the count is n over the square of its
     * ratio to that of independent values.
     *
     * @param sums the sums
     * @throws InvalidInputException if the mean of z does not lie inside (0, 1), as for no value at all
     */
    public PowerLawEstimate fit(ClusteredMoments sums) {
        double mean = sums.position() / sums.count();
        PowerLawEstimate independent = fit(RangeMoments.ofCount(
                sums.count(), sums.count() * (mean + 0.5), sums.count() * (mean + 0.5) * (mean + 0.5)));
        double scatter = sums.squaredPosition() - 2 * mean * sums.countPosition() + mean * mean * sums.squaredCount();
        double information = TruncatedExponential.variance(independent.t()) * sums.count();
        double error = Math.sqrt(Math.max(scatter, 0)) / (logRange * information);
        double ratio = error / independent.standardError();
        return independent.withStandardError(error, sums.count() / (ratio * ratio));
    }
}
