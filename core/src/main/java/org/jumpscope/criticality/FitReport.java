package org.jumpscope.criticality;

import java.util.List;
import java.util.Optional;
import org.jumpscope.criticality.estimate.ConfidenceInterval;

/**
 * The numbers behind a verdict.
 *
 * @param counts what was given
 * @param n number of values of the chosen side
 * @param fit the fit on the range; empty if there is no range
 * @param tests the tests on the range; empty if there is no range
 * @param comparisons the alternatives on the same range, if they were asked for
 * @param guards the exponent with the ends of the range cut by growing shares of its length; may be empty
 * @param bootstrap the bootstrap with everything refitted, if it was asked for
 * @param findings what a reader has to know beside the numbers
 */
public record FitReport(
        ValueCounts counts,
        long n,
        Optional<Fit> fit,
        Optional<Tests> tests,
        List<Comparison> comparisons,
        List<Guard> guards,
        Optional<Bootstrap> bootstrap,
        List<Finding> findings) {

    /** Copies the lists. */
    public FitReport {
        comparisons = List.copyOf(comparisons);
        guards = List.copyOf(guards);
        findings = List.copyOf(findings);
    }

    /**
     * The fit on a range.
     *
     * @param exponent k̂
     * @param standardError its standard error
     * @param interval its confidence interval; empty if it is withheld
     * @param intervalRule how the interval was made, or why it is withheld
     * @param lower a
     * @param upper b; may be infinite
     * @param guardedLower lower end of the range that the exponent is from
     * @param guardedUpper upper end of the range that the exponent is from
     * @param decades log₁₀(b/a)
     * @param count number of values in [a, b]
     * @param share their share of the values of the chosen side
     */
    public record Fit(
            double exponent,
            double standardError,
            Optional<ConfidenceInterval> interval,
            String intervalRule,
            double lower,
            double upper,
            double guardedLower,
            double guardedUpper,
            double decades,
            long count,
            double share) {}

    /**
     * The tests on a range.
     *
     * @param distance D of Kolmogorov and Smirnov, two-sided
     * @param pValue its p-value, with the exponent fitted
     * @param curvature the score test against curvature in ln x (lognormal: negative), inside the guard of a searched range
     * @param cutoff the score test against an exponential cut-off; empty where b = ∞
     */
    public record Tests(double distance, double pValue, Score curvature, Optional<Score> cutoff) {}

    /**
     * A score test.
     *
     * @param z its statistic, standard normal under the power law
     * @param pValue two-sided
     */
    public record Score(double z, double pValue) {}

    /**
     * The power law against an alternative on the same range.
     *
     * @param name the alternative
     * @param logLikelihoodRatio log likelihood of the power law less that of the alternative
     * @param pValue of the hypothesis that both are equally near the truth (for a nested one: that the power law holds)
     * @param survives whether the alternative is still possible
     */
    public record Comparison(String name, double logLikelihoodRatio, double pValue, boolean survives) {}

    /**
     * The exponent with the ends of the range cut.
     *
     * @param fraction the share of ln(b/a) that is cut at each end
     * @param exponent k̂
     * @param standardError its standard error
     * @param count number of values
     */
    public record Guard(double fraction, double exponent, double standardError, long count) {}

    /**
     * A parametric bootstrap with everything refitted.
     *
     * @param replicates replicates that were done
     * @param pValue share of replicates that fit worse than the data
     * @param exponent interval of the exponent over replicates
     * @param lower interval of the lower end a
     * @param upper interval of the upper end b
     */
    public record Bootstrap(
            int replicates,
            double pValue,
            Optional<ConfidenceInterval> exponent,
            Optional<ConfidenceInterval> lower,
            Optional<ConfidenceInterval> upper) {}
}
