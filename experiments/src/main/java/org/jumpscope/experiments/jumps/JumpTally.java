package org.jumpscope.experiments.jumps;

import java.util.List;
import java.util.TreeMap;
import org.jumpscope.distribution.ClusteredDecades;
import org.jumpscope.distribution.ClusteredMoments;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.learning.DatasetJumps;
import org.jumpscope.numeric.ElementaryFunctions;

/**
 * Jumps that come in clusters, one a sample: their histogram, and sums by decade and sign for errors clustered by sample. Not safe
 * for use by several threads: give each its own and merge them in a fixed order.
 */
public final class JumpTally {
    private static final double DECADE = 1 / Math.log(10);

    private final LogHistogram histogram = new LogHistogram();
    /** For each sign, positive first. */
    private final List<ClusteredDecades> decades = List.of(new ClusteredDecades(), new ClusteredDecades());

    private final ClusteredMoments[] scales = {ClusteredMoments.NONE, ClusteredMoments.NONE};
    private long zeros;
    private int samples;

    /** Nothing yet. */
    public JumpTally() {}

    /** What a pass over a dataset has counted. */
    public static JumpTally of(DatasetJumps.Cell cell) {
        JumpTally tally = new JumpTally();
        tally.samples = cell.samples();
        tally.zeros = cell.zeros();
        tally.histogram.merge(cell.histogram());
        for (int side = 0; side < 2; side++) {
            tally.scales[side] = cell.scales().get(side);
            tally.decades.get(side).merge(cell.joint().get(side));
        }
        return tally;
    }

    /** All of several. */
    public static JumpTally together(List<JumpTally> tallies) {
        JumpTally all = new JumpTally();
        tallies.forEach(all::merge);
        return all;
    }

    /**
     * All jumps of one sample.
     *
     * @param jumps the jumps. Not modified.
     * @param n how many of them, from the first
     */
    void add(double[] jumps, int n) {
        samples++;
        histogram.add(jumps, n);
        double[] logs = new double[n];
        boolean[] negative = new boolean[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (jumps[i] != 0) {
                negative[count] = jumps[i] < 0;
                logs[count++] = Math.abs(jumps[i]);
            }
        }
        ElementaryFunctions.log(logs, count, logs);
        for (int side = 0; side < 2; side++) {
            addSide(side, logs, negative, count);
        }
    }

    private void addSide(int side, double[] logs, boolean[] negative, int count) {
        TreeMap<Integer, double[]> own = new TreeMap<>();
        double size = 0;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            if (negative[i] == (side == 1)) {
                double place = DECADE * logs[i];
                int exponent = (int) Math.floor(place);
                double[] sums = own.computeIfAbsent(exponent, e -> new double[2]);
                sums[0]++;
                sums[1] += place - exponent - 0.5;
                size++;
                sum += place;
            }
        }
        if (!own.isEmpty()) {
            int first = own.firstKey();
            int room = own.lastKey() - first + 1;
            double[] counts = new double[room];
            double[] positions = new double[room];
            own.forEach((exponent, sums) -> {
                counts[exponent - first] = sums[0];
                positions[exponent - first] = sums[1];
            });
            decades.get(side).add(first, counts, positions, 0, room);
        }
        if (size > 0) {
            scales[side] = scales[side].with(size, sum);
        }
    }

    /** Adds what another has counted. */
    void merge(JumpTally other) {
        samples += other.samples;
        zeros += other.zeros;
        histogram.merge(other.histogram);
        for (int side = 0; side < 2; side++) {
            scales[side] = scales[side].plus(other.scales[side]);
            decades.get(side).merge(other.decades.get(side));
        }
    }

    /** How many samples. */
    public int samples() {
        return samples;
    }

    /** Jumps of either sign that are zero. */
    public long zeros() {
        return zeros + histogram.zeros();
    }

    /** All others. Not to be modified. */
    public LogHistogram histogram() {
        return histogram;
    }

    /** Sums by decade, with samples as clusters. Not to be modified. */
    ClusteredDecades decades(LogHistogram.Sign sign) {
        return decades.get(side(sign));
    }

    /**
     * How many times the variance of the mean of log₁₀|q̇| is that of independent jumps: Σ_c (Σ (y − ȳ))²/Σ (y − ȳ)², with samples as
     * clusters c; at least 1.
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
        double independent = 0;
        for (LogHistogram.Bin bin : histogram.bins(sign)) {
            double y = 0.5 * (Math.log10(Math.max(bin.low(), Double.MIN_VALUE)) + Math.log10(bin.high()));
            independent += bin.count() * (y - mean) * (y - mean);
        }
        return independent > 0 ? Math.max(1, between / independent) : 1;
    }

    private static int side(LogHistogram.Sign sign) {
        return sign == LogHistogram.Sign.POSITIVE ? 0 : 1;
    }
}
