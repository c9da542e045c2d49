package org.jumpscope.experiments.jumps;

import java.util.Arrays;
import java.util.List;
import org.jumpscope.criticality.estimate.RangeFit;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.distribution.RangeMoments;
import org.jumpscope.numeric.Vector;

/**
 * Density and exponent of jumps of one sign against their size: the exponent is that of a bounded power law on the decade about
 * each size, ten sizes a decade.
 *
 * @param jump sizes of the density
 * @param density of the jumps of the sign, normalised among them
 * @param scale sizes of the exponent
 * @param exponent k on the decade about them
 * @param nearOne the longest interval of sizes with an exponent of 1 ± 0.1; null where there is none
 */
public record ScaleCurve(Vector jump, Vector density, Vector scale, Vector exponent, Window nearOne) {
    private static final int MOST_BINS_PER_DECADE = 8;
    /** Fewest independent jumps in a bin of the density: an error of about a half. */
    private static final int FEWEST_IN_BIN = 4;

    private static final int STEPS_PER_DECADE = 10;
    /** Fewest independent jumps in a decade with an exponent: an error of about 0.2. */
    private static final int FEWEST_INDEPENDENT = 200;

    private static final double TOLERANCE = 0.1;

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
     * The curves of one sign in a tally.
     *
     * @param tally the jumps. Not modified.
     * @param sign the sign
     */
    public static ScaleCurve of(JumpTally tally, LogHistogram.Sign sign) {
        LogHistogram histogram = tally.histogram();
        List<LogHistogram.Bin> bins = histogram.bins(sign).stream()
                .filter(bin -> bin.low() >= Double.MIN_NORMAL && bin.high() < Double.POSITIVE_INFINITY)
                .toList();
        if (bins.isEmpty()) {
            Vector none = Vector.of();
            return new ScaleCurve(none, none, none, none, null);
        }
        double effect = tally.designEffect(sign);
        Points density = density(histogram, sign, bins, effect);
        Points exponent = exponents(bins, FEWEST_INDEPENDENT * effect);
        return new ScaleCurve(density.x(), density.y(), exponent.x(), exponent.y(), nearOne(exponent, histogram, sign));
    }

    private static Points density(
            LogHistogram histogram, LogHistogram.Sign sign, List<LogHistogram.Bin> bins, double effect) {
        double total = histogram.count(sign);
        double low = bins.get(0).low();
        double high = bins.get(bins.size() - 1).high();
        // Wider bins where there are few jumps, so that most of them say something.
        double perDecade = Math.min(MOST_BINS_PER_DECADE, Math.max(1, Math.cbrt(total / effect) / 2));
        int wanted = (int) Math.max(1, Math.ceil(perDecade * Math.log10(high / low)));
        Points density = new Points();
        for (LogHistogram.Bin bin : histogram.rebin(sign, low, high, wanted)) {
            if (bin.count() >= FEWEST_IN_BIN * effect && bin.low() > 0) {
                density.add(
                        Math.sqrt(bin.low()) * Math.sqrt(bin.high()), bin.count() / total / (bin.high() - bin.low()));
            }
        }
        return density;
    }

    private static Points exponents(List<LogHistogram.Bin> bins, double fewest) {
        int n = bins.size();
        double low = Math.log10(bins.get(0).low());
        double high = Math.log10(bins.get(n - 1).high());
        double[] place = new double[n];
        double[] count = new double[n + 1];
        double[] moment = new double[n + 1];
        for (int b = 0; b < n; b++) {
            place[b] = 0.5
                    * (Math.log10(bins.get(b).low()) + Math.log10(bins.get(b).high()));
            count[b + 1] = count[b] + bins.get(b).count();
            moment[b + 1] = moment[b] + bins.get(b).count() * (place[b] - low);
        }
        Points points = new Points();
        int first = (int) Math.ceil((low + 0.5) * STEPS_PER_DECADE);
        int last = (int) Math.floor((high - 0.5) * STEPS_PER_DECADE);
        for (int step = first; step <= last; step++) {
            double middle = step / (double) STEPS_PER_DECADE;
            int from = from(place, middle - 0.5);
            int to = from(place, middle + 0.5);
            double inside = count[to] - count[from];
            if (inside < fewest) {
                continue;
            }
            double z = (moment[to] - moment[from]) / inside + low - (middle - 0.5);
            if (z > 0 && z < 1) {
                RangeFit fit = RangeFit.on(Math.pow(10, middle - 0.5), Math.pow(10, middle + 0.5));
                RangeMoments moments = RangeMoments.ofCount(inside, inside * z, inside * z * z);
                points.add(Math.pow(10, middle), fit.fit(moments).exponent());
            }
        }
        return points;
    }

    /** The first bin at or above a place. */
    private static int from(double[] places, double place) {
        int at = Arrays.binarySearch(places, place);
        return at < 0 ? -at - 1 : at;
    }

    private static Window nearOne(Points exponent, LogHistogram histogram, LogHistogram.Sign sign) {
        int bestFrom = 0;
        int bestTo = -1;
        int from = 0;
        for (int i = 0; i < exponent.size; i++) {
            boolean near = Math.abs(exponent.y[i] - 1) <= TOLERANCE;
            boolean gap = i > 0 && exponent.x[i] / exponent.x[i - 1] > Math.pow(10, 1.5 / STEPS_PER_DECADE);
            if (!near) {
                from = i + 1;
            } else {
                from = gap ? i : from;
                if (i - from > bestTo - bestFrom) {
                    bestFrom = from;
                    bestTo = i;
                }
            }
        }
        if (bestTo <= bestFrom) {
            return null;
        }
        double lower = exponent.x[bestFrom];
        double upper = exponent.x[bestTo];
        double inside = 0;
        for (LogHistogram.Bin bin : histogram.bins(sign)) {
            inside += bin.low() >= lower && bin.high() <= upper ? bin.count() : 0;
        }
        return new Window(lower, upper, Math.log10(upper / lower), inside / histogram.count(sign));
    }

    /** Points that grow. */
    private static final class Points {
        private double[] x = new double[64];
        private double[] y = new double[64];
        private int size;

        void add(double abscissa, double ordinate) {
            if (size == x.length) {
                x = Arrays.copyOf(x, 2 * size);
                y = Arrays.copyOf(y, 2 * size);
            }
            x[size] = abscissa;
            y[size++] = ordinate;
        }

        Vector x() {
            return Vector.of(x, size);
        }

        Vector y() {
            return Vector.of(y, size);
        }
    }
}
