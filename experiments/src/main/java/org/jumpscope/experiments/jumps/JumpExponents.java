package org.jumpscope.experiments.jumps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.RelatedExponents;
import org.jumpscope.distribution.ClusteredDecades;
import org.jumpscope.distribution.ClusteredMoments;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.distribution.Normal;
import org.jumpscope.network.block.TrainableGroup;

/**
 * What the jumps of one group of trainable variables, one kind of output, one class and one sign say of scale invariance.
 *
 * @param group such as "layer 2 biases"
 * @param layer number of the layer, from 1
 * @param kind "weights" or "biases"
 * @param output which output they feed: "target" (the sample's class), "other", or "all"
 * @param label the class; null for all classes together
 * @param sign "positive" or "negative"
 * @param samples how many samples
 * @param count how many jumps
 * @param zeros jumps of either sign that are zero
 * @param decades the exponent decade by decade
 * @param designEffect how many times the variance of the mean of log|q̇| is that of independent jumps
 * @param constant the longest run of decades of one exponent; null where no two neighbours agree
 * @param nearOne the longest interval on which the exponent of a decade about each size is 1 ± 0.1; null where there is none
 * @param line a straight line through the exponents, as a log-normal law has; null below three decades or where
 *     there are too few samples for its test
 * @param lognormal the log-normal law with the same mean and deviation of ln|q̇|
 */
public record JumpExponents(
        String group,
        int layer,
        String kind,
        String output,
        Integer label,
        String sign,
        int samples,
        long count,
        long zeros,
        List<Decade> decades,
        double designEffect,
        Run constant,
        ScaleCurve.Window nearOne,
        Line line,
        Lognormal lognormal) {
    /** Fewest jumps of a decade with an exponent. */
    static final int FEWEST = 50;
    /** Fewest samples that they come from: the error is the scatter between samples. */
    static final int FEWEST_SAMPLES = 20;

    /** Keeps a copy of the list. */
    public JumpExponents {
        decades = List.copyOf(decades);
    }

    /**
     * A power law fitted to one decade, p ∝ |q̇|^(−k).
     *
     * @param lower where it begins
     * @param upper where it ends, ten times as high
     * @param count jumps in it
     * @param share their share among those of the sign
     * @param exponent k
     * @param standardError its standard error, with the jumps of a sample taken as one cluster; positive
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
     * @param pValue of tests that the exponents agree, by their joint covariance with samples as clusters: the smallest of all runs inside times their number, 0.05 or more
     */
    public record Run(
            double lower,
            double upper,
            int decades,
            double share,
            double exponent,
            double standardError,
            double pValue) {}

    /**
     * How the exponent changes with scale. A log-normal law has a straight line, k = 1 + ln(|q̇|/m)/σ² with the median m; a power law
     * one of slope 0.
     *
     * @param slope change of k per decade
     * @param standardError its standard error, as if the line were true
     * @param constantChiSquare χ² of one exponent for all decades with their joint covariance, over its degrees of freedom
     * @param lineChiSquare χ² of the line, over its degrees of freedom
     * @param explained share of the χ² of one exponent that the line takes away
     * @param pValue of the test of the line
     */
    public record Line(
            double slope,
            double standardError,
            double constantChiSquare,
            double lineChiSquare,
            double explained,
            double pValue) {}

    /**
     * The log-normal law with the mean and the deviation of ln|q̇|.
     *
     * @param median m
     * @param deviation σ, of ln|q̇|
     * @param skewness of ln|q̇|; 0 for a log-normal law
     * @param distance Kolmogorov's distance of the jumps from that law
     */
    public record Lognormal(double median, double deviation, double skewness, double distance) {}

    /**
     * The jumps of one sign in a tally.
     *
     * @param group the variables
     * @param output which outputs they feed
     * @param label the class; null for all classes together
     * @param tally the jumps. Not modified.
     * @param sign the sign
     */
    public static JumpExponents of(
            TrainableGroup group, OutputJumps.Output output, Integer label, JumpTally tally, LogHistogram.Sign sign) {
        ClusteredDecades sums = tally.decades(sign);
        List<Integer> known = known(sums);
        RelatedExponents related = RelatedExponents.of(sums, known);
        List<Decade> decades = decades(sums, known, tally.histogram().count(sign));
        DecadeRuns runs = new DecadeRuns(decades, related);
        return new JumpExponents(
                group.name(),
                group.layer(),
                group.kind().name().toLowerCase(Locale.ROOT),
                output.toString(),
                label,
                sign.name().toLowerCase(Locale.ROOT),
                tally.samples(),
                tally.histogram().count(sign),
                tally.zeros(),
                decades,
                tally.designEffect(sign),
                runs.longest(),
                ScaleCurve.of(tally, sign).nearOne(),
                runs.line(),
                lognormal(tally.histogram(), sign));
    }

    /** e of the decades whose exponents have an error. */
    private static List<Integer> known(ClusteredDecades sums) {
        return sums.decades().stream()
                .filter(e -> isKnown(sums.moments(e))
                        && RelatedExponents.powerOfTen(e) > 0
                        && RelatedExponents.powerOfTen(e + 1) < Double.POSITIVE_INFINITY
                        && RelatedExponents.of(sums.moments(e), e).standardError() > 0)
                .toList();
    }

    private static List<Decade> decades(ClusteredDecades sums, List<Integer> known, long total) {
        List<Decade> decades = new ArrayList<>();
        for (int e : known) {
            ClusteredMoments moments = sums.moments(e);
            PowerLawEstimate estimate = RelatedExponents.of(moments, e);
            decades.add(new Decade(
                    RelatedExponents.powerOfTen(e),
                    RelatedExponents.powerOfTen(e + 1),
                    Math.round(moments.count()),
                    moments.count() / (double) total,
                    estimate.exponent(),
                    estimate.standardError()));
        }
        return decades;
    }

    private static boolean isKnown(ClusteredMoments moments) {
        return moments.count() >= FEWEST
                && moments.clusters() >= FEWEST_SAMPLES
                && Math.abs(moments.position() / moments.count()) < 0.5;
    }

    private static Lognormal lognormal(LogHistogram histogram, LogHistogram.Sign sign) {
        List<LogHistogram.Bin> bins = histogram.bins(sign);
        double n = histogram.count(sign);
        double mean = 0;
        for (LogHistogram.Bin bin : bins) {
            mean += bin.count() * middle(bin) / n;
        }
        double square = 0;
        double cube = 0;
        for (LogHistogram.Bin bin : bins) {
            double d = middle(bin) - mean;
            square += bin.count() * d * d / n;
            cube += bin.count() * d * d * d / n;
        }
        double deviation = Math.sqrt(square);
        return deviation > 0
                ? new Lognormal(
                        Math.exp(mean), deviation, cube / (deviation * square), distance(bins, n, mean, deviation))
                : new Lognormal(Math.exp(mean), 0, 0, 1);
    }

    private static double middle(LogHistogram.Bin bin) {
        // What is below the normal numbers is one bin down to 0.
        return 0.5 * (Math.log(Math.max(bin.low(), Double.MIN_VALUE)) + Math.log(bin.high()));
    }

    private static double distance(List<LogHistogram.Bin> bins, double n, double mean, double deviation) {
        Normal normal = Normal.of(mean, deviation);
        double distance = 0;
        double below = 0;
        for (LogHistogram.Bin bin : bins) {
            below += bin.count();
            distance = Math.max(distance, Math.abs(below / n - normal.cumulative(Math.log(bin.high()))));
        }
        return distance;
    }
}
