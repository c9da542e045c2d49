package org.jumpscope.experiments.mnist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.RangeFit;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.experiments.network.DecadeExponents;
import org.jumpscope.experiments.network.MeasureResult.Constant;
import org.jumpscope.experiments.network.MeasureResult.Decade;
import org.jumpscope.experiments.network.MeasureResult.Drift;
import org.jumpscope.learning.DatasetJumps;

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
 * @param decades the exponent decade by decade, with errors clustered by sample
 * @param designEffect how many times the variance of the mean of log|q̇| is that of independent jumps
 * @param constant the longest run of decades whose exponents agree (chi-square, p ≥ 0.05); null where no two neighbours do
 * @param drift a straight line through the exponents against log₁₀|q̇|; null below three decades
 * @param nearOne the longest interval on which the exponent of a decade about each scale is 1 ± 0.1; null where there is none
 * @param lognormal the log-normal law as the alternative
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
        Constant constant,
        Drift drift,
        Window nearOne,
        Lognormal lognormal) {
    /** Fewest jumps of a decade with an exponent. */
    private static final int FEWEST = 50;
    /** Fewest samples that they come from: the error is the scatter between samples. */
    private static final int FEWEST_SAMPLES = 20;

    /** Keeps a copy of the list. */
    public JumpExponents {
        decades = List.copyOf(decades);
    }

    /**
     * An interval of |q̇|.
     *
     * @param lower where it begins
     * @param upper where it ends
     * @param decades log₁₀ of their ratio
     * @param share share of the jumps in it
     */
    public record Window(double lower, double upper, double decades, double share) {}

    /**
     * The log-normal law with the mean and the deviation of ln|q̇|, whose exponent is a straight line,
     * k = 1 + ln(|q̇|/m)/σ².
     *
     * @param median m
     * @param deviation σ, of ln|q̇|
     * @param skewness of ln|q̇|; 0 for a log-normal law
     * @param distance Kolmogorov's distance of the jumps from that law
     * @param constantChiSquare χ² of one exponent for all decades, over its degrees of freedom; null below three decades
     * @param lineChiSquare χ² of a straight line through them, over its degrees of freedom; null below three decades
     * @param explained share of the χ² of one exponent that the line takes away; null below three decades
     */
    public record Lognormal(
            double median,
            double deviation,
            double skewness,
            double distance,
            Double constantChiSquare,
            Double lineChiSquare,
            Double explained) {}

    /** The jumps of one sign in a cell. */
    static JumpExponents of(DatasetJumps.Cell cell, OutputJumps.Output output, LogHistogram.Sign sign) {
        List<Decade> decades = decades(cell, sign);
        DecadeExponents together = new DecadeExponents(decades);
        Drift drift = together.drift();
        return new JumpExponents(
                cell.group().name(),
                cell.group().layer(),
                cell.group().kind().name().toLowerCase(Locale.ROOT),
                output.toString(),
                cell.label() < 0 ? null : cell.label(),
                sign.name().toLowerCase(Locale.ROOT),
                cell.samples(),
                cell.histogram().count(sign),
                cell.zeros() + cell.histogram().zeros(),
                decades,
                cell.designEffect(sign),
                together.constant(),
                drift,
                ScaleCurve.of(cell, sign).nearOne(),
                lognormal(cell.histogram(), sign, decades, drift));
    }

    private static List<Decade> decades(DatasetJumps.Cell cell, LogHistogram.Sign sign) {
        long count = cell.histogram().count(sign);
        List<Decade> decades = new ArrayList<>();
        for (DatasetJumps.Decade decade : cell.decades()) {
            double lower = Double.parseDouble("1e" + decade.exponent());
            double upper = Double.parseDouble("1e" + (decade.exponent() + 1));
            boolean enough = decade.moments().count() >= FEWEST && decade.moments().clusters() >= FEWEST_SAMPLES;
            if (decade.sign() == sign && enough && lower > 0 && upper < Double.POSITIVE_INFINITY) {
                PowerLawEstimate estimate = RangeFit.on(lower, upper).fit(decade.moments());
                decades.add(new Decade(
                        lower,
                        upper,
                        Math.round(decade.moments().count()),
                        decade.moments().count() / count,
                        estimate.exponent(),
                        estimate.standardError()));
            }
        }
        return decades;
    }

    private static Lognormal lognormal(
            LogHistogram histogram, LogHistogram.Sign sign, List<Decade> decades, Drift drift) {
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
        double skewness = deviation > 0 ? cube / (deviation * square) : 0;
        double distance = deviation > 0 ? distance(bins, n, mean, deviation) : 1;
        if (drift == null) {
            return new Lognormal(Math.exp(mean), deviation, skewness, distance, null, null, null);
        }
        double constant = chiSquare(decades, 0);
        double line = chiSquare(decades, drift.slope());
        int free = decades.size();
        return new Lognormal(
                Math.exp(mean),
                deviation,
                skewness,
                distance,
                constant / (free - 1),
                line / (free - 2),
                constant > 0 ? 1 - line / constant : 0);
    }

    private static double middle(LogHistogram.Bin bin) {
        // What is below the normal numbers is one bin down to 0.
        return 0.5 * (Math.log(Math.max(bin.low(), Double.MIN_VALUE)) + Math.log(bin.high()));
    }

    private static double distance(List<LogHistogram.Bin> bins, double n, double mean, double deviation) {
        org.jumpscope.distribution.Normal normal = org.jumpscope.distribution.Normal.of(mean, deviation);
        double distance = 0;
        double below = 0;
        for (LogHistogram.Bin bin : bins) {
            below += bin.count();
            distance = Math.max(distance, Math.abs(below / n - normal.cumulative(Math.log(bin.high()))));
        }
        return distance;
    }

    /** χ² of a line of this slope through the exponents at its best height. */
    private static double chiSquare(List<Decade> decades, double slope) {
        double weight = 0;
        double height = 0;
        for (Decade decade : decades) {
            double own = 1 / (decade.standardError() * decade.standardError());
            weight += own;
            height += own * (decade.exponent() - slope * Math.log10(decade.lower()));
        }
        height /= weight;
        double square = 0;
        for (Decade decade : decades) {
            double miss = (decade.exponent() - slope * Math.log10(decade.lower()) - height) / decade.standardError();
            square += miss * miss;
        }
        return square;
    }
}
