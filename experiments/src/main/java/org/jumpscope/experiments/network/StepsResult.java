package org.jumpscope.experiments.network;

import java.util.List;
import java.util.OptionalDouble;
import org.jumpscope.experiments.fit.SearchedExponent;
import org.jumpscope.experiments.network.MeasureResult.Constant;
import org.jumpscope.experiments.network.MeasureResult.Decade;
import org.jumpscope.experiments.network.MeasureResult.Drift;

/**
 * The steps Δq that a training made, and the potential jumps q̇ = −∂H/∂q (γ = 1) of single samples along the way, as part of the
 * answer of {@code train}.
 *
 * @param rule at which moments it was looked at
 * @param elements elements that are followed in each group, at most
 * @param samples samples of each moment
 * @param optimiser the optimiser, whose metric is in {@code underMetric}
 * @param large quantile of the lengths of the steps of a stretch above which a step is large
 * @param moments the moments
 * @param made elements of the steps, by stretch, group and sign; by class, too, where a step is one sample's
 * @param potential elements of the potential jumps, by moment, group, class and sign
 * @param underMetric the same times the frozen metric of an optimiser that has one for each variable; none of others
 * @param madeLengths lengths of the steps, by stretch and part
 * @param potentialLengths lengths of the potential jumps, by moment, part and class
 * @param overTime the exponent of one decade along training
 * @param waiting times between large steps, by stretch and part
 */
public record StepsResult(
        String rule,
        int elements,
        int samples,
        String optimiser,
        double large,
        List<Moment> moments,
        List<Elements> made,
        List<Elements> potential,
        List<Elements> underMetric,
        List<Lengths> madeLengths,
        List<Lengths> potentialLengths,
        List<OverTime> overTime,
        List<Waiting> waiting) {
    /** Keeps copies of the lists. */
    public StepsResult {
        moments = List.copyOf(moments);
        made = List.copyOf(made);
        potential = List.copyOf(potential);
        underMetric = List.copyOf(underMetric);
        madeLengths = List.copyOf(madeLengths);
        potentialLengths = List.copyOf(potentialLengths);
        overTime = List.copyOf(overTime);
        waiting = List.copyOf(waiting);
    }

    /**
     * A moment and the stretch of steps after it.
     *
     * @param step steps made before it
     * @param epoch the same in epochs
     * @param to the last step of the stretch; equal to {@code step} where none follows
     * @param kept steps of the stretch whose elements were kept
     * @param scaleChange median length of the steps of the last tenth of the stretch over that of the first; null below 20 steps
     */
    public record Moment(long step, double epoch, long to, int kept, OptionalDouble scaleChange) {}

    /**
     * Elements of one group and sign.
     *
     * @param moment the step of the moment
     * @param group such as "layer 1 weights"
     * @param label the class; null where there is none, or all are together because a step is of several samples
     * @param sign "positive" or "negative"
     * @param rows kept steps, or samples
     * @param clusters what errors are by: blocks of neighbouring steps, or samples
     * @param count how many elements
     * @param zeros elements of either sign that are zero
     * @param designEffect how many times the variance of the mean of the logarithm is that of independent elements
     * @param median the median of their sizes
     * @param below the exponent from a tenth of the median to it, with its error by cluster; null below 50 values or 20 clusters
     * @param above the same from the median to ten times it: both ranges move with the scale of the steps
     * @param decades the exponent decade by decade, with errors by cluster
     * @param constant the longest run of decades whose exponents agree; null where no two neighbours do
     * @param drift a straight line through the exponents; null below three decades
     * @param fit a bounded power law on a searched range, with counts divided by the design effect (Rao and Scott 1981); null
     *     below 50 of those
     */
    public record Elements(
            long moment,
            String group,
            Integer label,
            String sign,
            int rows,
            long clusters,
            long count,
            long zeros,
            double designEffect,
            double median,
            Decade below,
            Decade above,
            List<Decade> decades,
            Constant constant,
            Drift drift,
            SearchedExponent fit) {
        /** Keeps a copy of the list. */
        public Elements {
            decades = List.copyOf(decades);
        }
    }

    /**
     * Lengths over a part of the trainable variables.
     *
     * @param moment the step of the moment
     * @param part such as "layer 1 weights", "layer 1", "network"
     * @param label the class; null where there is none
     * @param count how many
     * @param least the shortest
     * @param median the median
     * @param greatest the longest
     * @param fit a bounded power law on a searched range, of steps with their correlation in time; null below 50, where all are
     *     equal, or where steps are correlated for too long
     */
    public record Lengths(
            long moment,
            String part,
            Integer label,
            int count,
            double least,
            double median,
            double greatest,
            SearchedExponent fit) {}

    /**
     * The exponent of one range of sizes at those moments where it is known, three or more.
     *
     * @param of "made", "potential" or "underMetric"
     * @param group the group
     * @param label the class; null where there is none
     * @param sign the sign
     * @param range "below the median" or "above the median", a decade each that moves with the scale, or "decade"
     * @param lower where the decade begins; null of those that move
     * @param moments how many moments
     * @param exponent the mean exponent, weighted by the inverse variances
     * @param standardError its standard error
     * @param pValue of the chi-square test that it is the same at all moments
     * @param slope its change per tenfold number of steps, at the middles of stretches, or at moments with 1 added
     * @param slopeError the standard error of that
     */
    public record OverTime(
            String of,
            String group,
            Integer label,
            String sign,
            String range,
            Double lower,
            int moments,
            double exponent,
            double standardError,
            OptionalDouble pValue,
            double slope,
            double slopeError) {}

    /**
     * Waiting times between large steps of one stretch, in steps.
     *
     * @param moment the step of the moment
     * @param part such as "layer 1 weights", "network"
     * @param label the class of the samples that made the steps, in whose own steps the times are; null for all steps
     * @param against "stretch" where a step is large above a quantile of all steps of the stretch, "tenths" where it is above that of
     *     its tenth of the stretch, so that a drift of the scale makes no difference
     * @param steps steps of the stretch
     * @param threshold length above which a step is large; of tenths the mean over them
     * @param times how many times there are
     * @param mean their mean
     * @param longest the longest
     * @param dispersion Σw² over its mean for steps that are large independently of each other: above 1 in bursts, below 1 more evenly
     * @param pValue of the test that they are
     * @param correlation autocorrelation of the logarithms of lengths from each step to the next, as momentum makes it; null where a
     *     length is zero
     * @param laws the geometric law of independent steps and a power law, side by side
     */
    public record Waiting(
            long moment,
            String part,
            Integer label,
            String against,
            int steps,
            double threshold,
            int times,
            double mean,
            double longest,
            double dispersion,
            double pValue,
            OptionalDouble correlation,
            Laws laws) {}

    /**
     * Two laws of waiting times.
     *
     * @param probability p of the geometric law
     * @param geometricLogLikelihood ln of its likelihood
     * @param exponent k of the power law from 1 to the length of the stretch
     * @param standardError its standard error
     * @param powerLogLikelihood ln of its likelihood
     * @param pValue of the two-sided test by Vuong that both are equally near
     * @param favours "geometric", "power law", or "neither" for a p-value of 0.05 or more
     */
    public record Laws(
            double probability,
            double geometricLogLikelihood,
            double exponent,
            double standardError,
            double powerLogLikelihood,
            OptionalDouble pValue,
            String favours) {}
}
