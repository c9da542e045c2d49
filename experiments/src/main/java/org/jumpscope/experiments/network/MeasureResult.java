package org.jumpscope.experiments.network;

import java.util.List;
import org.jumpscope.experiments.fit.SearchedExponent;

/**
 * The answer of {@code measure}: the jumps of every trainable variable for every sample at fixed q and γ = 1, by group, class and
 * sign.
 *
 * @param network the architecture as text
 * @param trainable K, the number of trainable variables
 * @param boundary N, the number of inputs
 * @param loss the loss
 * @param treatment what the loss makes of the outputs
 * @param target what the targets are: "label", "predicted class" or "input"
 * @param classes names of the classes; none if the file has none
 * @param samples how many samples
 * @param norms the lengths of the jumps, class by class
 * @param jumps their elements, class by class and group by group
 */
public record MeasureResult(
        String network,
        int trainable,
        int boundary,
        String loss,
        String treatment,
        String target,
        List<String> classes,
        int samples,
        List<Norms> norms,
        List<Jumps> jumps) {

    /** Keeps copies of the lists. */
    public MeasureResult {
        classes = List.copyOf(classes);
        norms = List.copyOf(norms);
        jumps = List.copyOf(jumps);
    }

    /**
     * Lengths abs(q̇) of the jumps of one class.
     *
     * @param label the class; null where there are none
     * @param samples how many samples
     * @param least the shortest
     * @param median the median
     * @param greatest the longest
     * @param fit what they say of a power law; null below 50
     */
    public record Norms(
            Integer label, int samples, double least, double median, double greatest, SearchedExponent fit) {}

    /**
     * Jumps of one group of trainable variables, one class and one sign.
     *
     * @param group such as "layer 1 weights"
     * @param layer number of the layer, from 1
     * @param kind "weights" or "biases"
     * @param label the class; null where there are none
     * @param sign "positive" or "negative"
     * @param count how many
     * @param zeros jumps of either sign that are zero
     * @param decades the exponent decade by decade
     * @param designEffect how many times the variance of the mean of log q̇ is that of independent jumps
     * @param constant the longest run of decades whose exponents agree; null where no two neighbours do
     * @param drift a straight line through the exponents against log₁₀ q̇; null below three decades
     */
    public record Jumps(
            String group,
            int layer,
            String kind,
            Integer label,
            String sign,
            long count,
            long zeros,
            List<Decade> decades,
            double designEffect,
            Constant constant,
            Drift drift) {
        /** Keeps a copy of the list. */
        public Jumps {
            decades = List.copyOf(decades);
        }
    }

    /**
     * A power law fitted to one decade, p ∝ q̇^(−k).
     *
     * @param lower where it begins
     * @param upper where it ends, ten times as high
     * @param count jumps in it
     * @param share their share among those of the sign
     * @param exponent k
     * @param standardError its standard error, with the jumps of a sample taken as one cluster
     */
    public record Decade(double lower, double upper, long count, double share, double exponent, double standardError) {}

    /**
     * Neighbouring decades over which the exponent is constant within its errors, at least two.
     *
     * @param lower where they begin
     * @param upper where they end
     * @param decades how many
     * @param share their share of the jumps of the sign
     * @param exponent the mean exponent, weighted by the inverse variances
     * @param standardError its standard error
     * @param pValue of the chi-square test that the exponents agree, 0.05 or more
     */
    public record Constant(
            double lower,
            double upper,
            int decades,
            double share,
            double exponent,
            double standardError,
            double pValue) {}

    /**
     * How the exponent changes with scale. A lognormal law has a straight line, k = 1 + ln(q̇/m)/σ² with the median m; a
     * power law has a slope of 0.
     *
     * @param slope change of k per decade
     * @param standardError its standard error
     * @param pValue of the chi-square test that the line goes through all exponents
     */
    public record Drift(double slope, double standardError, double pValue) {}
}
