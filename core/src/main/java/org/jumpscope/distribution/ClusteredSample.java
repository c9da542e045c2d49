package org.jumpscope.distribution;

import java.util.Arrays;

/**
 * Values of both signs that come in clusters, such as the elements of one jump: their histogram, and for each sign what exponents
 * of decades and their errors by cluster need.
 *
 * <p>Not safe for use by several threads.
 */
public final class ClusteredSample {
    private static final int LOWEST = 324;
    private static final int DECADES = LOWEST + 309;

    private final LogHistogram histogram = new LogHistogram();
    private final ClusteredDecades[] decades = {new ClusteredDecades(), new ClusteredDecades()};
    private final ClusteredMoments[] scales = {ClusteredMoments.NONE, ClusteredMoments.NONE};
    private final double[] squares = new double[2];
    private final double[] counts = new double[2 * DECADES];
    private final double[] positions = new double[2 * DECADES];
    private long clusters;

    /** No values. */
    public ClusteredSample() {}

    /**
     * Adds one cluster.
     *
     * @param values its values, finite. Not modified.
     */
    public void add(double... values) {
        histogram.add(values, values.length);
        clusters++;
        Arrays.fill(counts, 0);
        Arrays.fill(positions, 0);
        double[] number = new double[2];
        double[] sum = new double[2];
        for (double value : values) {
            if (value == 0) {
                continue;
            }
            int side = value > 0 ? 0 : 1;
            double place = StrictMath.log10(Math.abs(value));
            int decade = (int) Math.floor(place);
            int at = side * DECADES + decade + LOWEST;
            counts[at]++;
            positions[at] += place - decade - 0.5;
            number[side]++;
            sum[side] += place;
            squares[side] += place * place;
        }
        for (int side = 0; side < 2; side++) {
            if (number[side] > 0) {
                int first = side * DECADES;
                decades[side].add(-LOWEST - first, counts, positions, first, first + DECADES);
                scales[side] = scales[side].with(number[side], sum[side]);
            }
        }
    }

    private static int side(LogHistogram.Sign sign) {
        return sign == LogHistogram.Sign.POSITIVE ? 0 : 1;
    }

    /** How many clusters were added, those without values too. */
    public long clusters() {
        return clusters;
    }

    /** All values. Not to be modified. */
    public LogHistogram histogram() {
        return histogram;
    }

    /**
     * Sums of one sign by decade. Not to be modified.
     *
     * @param sign the sign
     */
    public ClusteredDecades decades(LogHistogram.Sign sign) {
        return decades[side(sign)];
    }

    /**
     * How many times the variance of the mean of y = log₁₀|v| is that of independent values: Σ_c (Σ (y − ȳ))²/Σ (y − ȳ)² over clusters
     * c; at least 1.
     *
     * @param sign the sign
     */
    public double designEffect(LogHistogram.Sign sign) {
        ClusteredMoments sums = scales[side(sign)];
        if (sums.count() == 0) {
            return 1;
        }
        double mean = sums.position() / sums.count();
        double between = sums.squaredPosition() - 2 * mean * sums.countPosition() + mean * mean * sums.squaredCount();
        double independent = squares[side(sign)] - mean * sums.position();
        return independent > 0 ? Math.max(1, between / independent) : 1;
    }
}
