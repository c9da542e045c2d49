package org.jumpscope.design;

import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.RangeFit;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.RangeMoments;
import org.jumpscope.learning.UnitJumps;
import org.jumpscope.numeric.Vector;

/**
 * How far sizes of jumps are from a target law times a factor s. Sizes outside of the law's range are counted and left out, so
 * that it is compared with those inside.
 *
 * @param count sizes in all
 * @param share the share of them inside the range
 * @param exponent the maximum-likelihood exponent on the range; NaN where the target is no power law or too few are inside
 * @param standardError its standard error; NaN where there is none
 * @param distance the distance of Kolmogorov and Smirnov of those inside from the law; NaN where none is
 * @param limit the distance that samples of the law exceed with a probability of 5 %; NaN where there is none
 */
public record LawCheck(long count, double share, double exponent, double standardError, double distance, double limit) {
    private static final int FEWEST = 10;
    /** Mass at either end that a range of a law without an end leaves out. */
    private static final double TAIL = 1e-6;

    private static final double ROUNDING = 1e-9;

    /**
     * The range of a law times a factor, which leaves out 1e-6 of its mass at an end where it has none.
     *
     * @param law the law of positive numbers
     * @param scale s
     */
    public static UnitJumps.Range range(Distribution law, double scale) {
        double low = law.support().low();
        double high = law.support().high();
        return new UnitJumps.Range(
                scale * (low > 0 ? low : law.quantile(TAIL)),
                scale * (high < Double.POSITIVE_INFINITY ? high : law.survivalQuantile(TAIL)));
    }

    /**
     * Compares independent sizes.
     *
     * @param sizes the sizes, above 0, in any order
     * @param law the target
     * @param scale s
     * @param fitted the number of samples by whose ranks the law was made, of which these are no part; infinite where they are, or
     *     none was
     */
    public static LawCheck of(Vector sizes, Distribution law, double scale, double fitted) {
        UnitJumps.Range range = range(law, scale);
        double[] sorted = sizes.stream()
                .filter(q -> q >= range.lower() * (1 - ROUNDING) && q <= range.upper() * (1 + ROUNDING))
                .sorted()
                .toArray();
        int n = sorted.length;
        double length = Math.log(range.upper() / range.lower());
        double first = 0;
        double second = 0;
        double distance = 0;
        double below = law.cumulative(range.lower() / scale);
        double inside = law.probability(range.lower() / scale, range.upper() / scale);
        for (int i = 0; i < n; i++) {
            double z = Math.min(1, Math.max(0, Math.log(sorted[i] / range.lower()) / length));
            first += z;
            second += z * z;
            double p = Math.min(1, Math.max(0, (law.cumulative(sorted[i] / scale) - below) / inside));
            distance = Math.max(distance, Math.max(p - (double) i / n, (i + 1.0) / n - p));
        }
        boolean fits = law instanceof BoundedPowerLaw && n >= FEWEST && first > 0 && first < n;
        PowerLawEstimate estimate =
                fits ? RangeFit.on(range.lower(), range.upper()).fit(RangeMoments.ofCount(n, first, second)) : null;
        return new LawCheck(
                sizes.size(),
                sizes.size() == 0 ? Double.NaN : (double) n / sizes.size(),
                estimate == null ? Double.NaN : estimate.exponent(),
                estimate == null ? Double.NaN : estimate.standardError(),
                n == 0 ? Double.NaN : distance,
                n == 0 ? Double.NaN : DesignSample.limit(1 / (1.0 / n + 1 / fitted)));
    }

    /**
     * Compares the jumps of all weights of a unit, of which those of one sample depend on each other. The distance is that at the
     * edges of the bins; its limit is that of as many values as there are samples, which is on the safe side.
     *
     * @param weights the jumps on the range of the law times the factor
     * @param law the target
     * @param scale s
     * @param fitted as in {@link #of}
     */
    public static LawCheck ofWeights(UnitJumps.Weights weights, Distribution law, double scale, double fitted) {
        UnitJumps.Range range = range(law, scale);
        double n = weights.inside().count();
        if (n == 0) {
            return new LawCheck(
                    weights.count(),
                    weights.count() == 0 ? Double.NaN : 0,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN);
        }
        double[] bins = weights.bins().toArray();
        double step = Math.log(range.upper() / range.lower()) / bins.length;
        double below = law.cumulative(range.lower() / scale);
        double inside = law.probability(range.lower() / scale, range.upper() / scale);
        double seen = 0;
        double distance = 0;
        for (int i = 0; i < bins.length; i++) {
            seen += bins[i];
            double edge = range.lower() * Math.exp((i + 1) * step);
            distance = Math.max(distance, Math.abs((law.cumulative(edge / scale) - below) / inside - seen / n));
        }
        double clusters = weights.inside().clusters();
        double mean = weights.inside().position() / n;
        boolean fits = law instanceof BoundedPowerLaw && clusters >= FEWEST && Math.abs(mean) < 0.5;
        PowerLawEstimate estimate =
                fits ? RangeFit.on(range.lower(), range.upper()).fit(weights.inside()) : null;
        return new LawCheck(
                weights.count(),
                n / weights.count(),
                estimate == null ? Double.NaN : estimate.exponent(),
                estimate == null ? Double.NaN : estimate.standardError(),
                distance,
                DesignSample.limit(1 / (1 / clusters + 1 / fitted)));
    }

    /** Whether the distance is within its limit. */
    public boolean within() {
        return distance <= limit;
    }
}
