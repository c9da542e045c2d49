package org.jumpscope.experiments.fit;

import java.util.List;
import org.jumpscope.criticality.BoundedFit;
import org.jumpscope.criticality.CorrelatedSample;
import org.jumpscope.criticality.CountsFit;
import org.jumpscope.criticality.FitReport;
import org.jumpscope.criticality.Side;
import org.jumpscope.criticality.SignedSample;
import org.jumpscope.criticality.ValueCounts;
import org.jumpscope.criticality.Verdict;
import org.jumpscope.criticality.estimate.BinnedCounts;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;

/**
 * What measured jumps of one sign say by themselves, without a theory's range: the verdict of a bounded power law whose two ends
 * are searched, as {@code fit} finds it.
 *
 * @param sign "positive" or "negative"
 * @param verdict "power law", "no power law" or "undecided"
 * @param reason why, in one sentence
 * @param exponent k̂ on the range; null where there is none
 * @param standardError its standard error
 * @param interval ends of its 95 % interval; null where it is withheld or there is no range
 * @param range a and b
 * @param decades log₁₀(b/a)
 * @param share share of the jumps of this sign in [a, b]
 * @param count jumps in [a, b]
 */
public record SearchedExponent(
        String sign,
        String verdict,
        String reason,
        Double exponent,
        Double standardError,
        List<Double> interval,
        List<Double> range,
        Double decades,
        Double share,
        Long count) {
    /** Bins of a histogram are joined to this many, fine enough for the exponent to 1e-4 of its error. */
    private static final int BINS = 400;

    private static final long FEWEST = 50;

    /**
     * The jumps of one sign in a histogram; null where they are fewer than 50.
     *
     * @param histogram the jumps with their signs. Not modified.
     * @param sign the sign
     */
    public static SearchedExponent of(LogHistogram histogram, LogHistogram.Sign sign) {
        if (histogram.count(sign) < FEWEST) {
            return null;
        }
        return of(BinnedCounts.of(histogram, sign).rebin(BINS), name(sign), histogram.count(sign));
    }

    /**
     * Jumps of one sign in adjacent bins; null where they are fewer than 50.
     *
     * @param bins bins of one sign, the first from above 0
     * @param sign their sign
     */
    public static SearchedExponent of(List<LogHistogram.Bin> bins, LogHistogram.Sign sign) {
        long total = bins.stream().mapToLong(LogHistogram.Bin::count).sum();
        if (total < FEWEST || bins.size() < 2) {
            return null;
        }
        double[] edges = new double[bins.size() + 1];
        double[] counts = new double[bins.size()];
        for (int i = 0; i < counts.length; i++) {
            // What is below the normal numbers is one bin down to 0.
            edges[i] = Math.max(bins.get(i).low(), Double.MIN_VALUE);
            counts[i] = bins.get(i).count();
        }
        edges[counts.length] = bins.get(counts.length - 1).high();
        return of(BinnedCounts.of(edges, counts), name(sign), total);
    }

    /**
     * The jumps of one sign among given ones; null where they are fewer than 50.
     *
     * @param jumps jumps of both signs
     * @param sign the sign
     */
    public static SearchedExponent of(Vector jumps, LogHistogram.Sign sign) {
        SignedSample sample =
                SignedSample.of(sign == LogHistogram.Sign.POSITIVE ? Side.POSITIVE : Side.NEGATIVE, jumps.toArray());
        if (sample.magnitudes().size() < FEWEST) {
            return null;
        }
        return of(BoundedFit.withDefaults().fit(sample), name(sign));
    }

    /**
     * The jumps of one sign in a histogram, that come in clusters: counts are divided by the design effect, so that they are those of
     * as many independent jumps (Rao and Scott 1981, first order); null where these are fewer than 50.
     *
     * @param histogram the jumps with their signs. Not modified.
     * @param sign the sign
     * @param designEffect how many times the variance of a mean is that of independent jumps, 1 or more
     */
    public static SearchedExponent of(LogHistogram histogram, LogHistogram.Sign sign, double designEffect) {
        if (histogram.count(sign) < FEWEST * designEffect) {
            return null;
        }
        BinnedCounts all = BinnedCounts.of(histogram, sign).rebin(BINS);
        double[] counts = all.counts().toArray();
        for (int i = 0; i < counts.length; i++) {
            counts[i] /= designEffect;
        }
        return of(
                BinnedCounts.of(all.edges().toArray(), counts),
                name(sign),
                Math.round(histogram.count(sign) / designEffect));
    }

    /**
     * Positive values in their order in time, with the correlation of neighbours; null where they are fewer than 50, or correlated
     * over too many of them.
     *
     * @param series the values; zeros are left out
     */
    public static SearchedExponent ofSeries(Vector series) {
        if (series.stream().filter(v -> v > 0).count() < FEWEST) {
            return null;
        }
        CorrelatedSample correlated;
        try {
            correlated = CorrelatedSample.of(Side.POSITIVE, series.toArray());
        } catch (NoAnswerException tooLong) {
            return null;
        }
        return of(BoundedFit.withDefaults().fit(correlated), name(LogHistogram.Sign.POSITIVE));
    }

    /** The same of magnitudes that had another sign. */
    public SearchedExponent withSign(LogHistogram.Sign other) {
        return new SearchedExponent(
                name(other), verdict, reason, exponent, standardError, interval, range, decades, share, count);
    }

    private static SearchedExponent of(BinnedCounts counts, String sign, long total) {
        boolean positive = sign.equals(name(LogHistogram.Sign.POSITIVE));
        ValueCounts given = new ValueCounts(total, positive ? total : 0, positive ? 0 : total, 0, 0);
        return of(CountsFit.withDefaults().fit(counts, given), sign);
    }

    private static SearchedExponent of(Verdict verdict, String sign) {
        FitReport.Fit fit = verdict.report().fit().orElse(null);
        if (fit == null) {
            return new SearchedExponent(
                    sign, verdict.words(), verdict.reason(), null, null, null, null, null, null, null);
        }
        return new SearchedExponent(
                sign,
                verdict.words(),
                verdict.reason(),
                fit.exponent(),
                fit.standardError(),
                fit.interval().map(ends -> List.of(ends.lower(), ends.upper())).orElse(null),
                List.of(fit.lower(), fit.upper()),
                fit.decades(),
                fit.share(),
                fit.count());
    }

    private static String name(LogHistogram.Sign sign) {
        return sign == LogHistogram.Sign.POSITIVE ? "positive" : "negative";
    }
}
