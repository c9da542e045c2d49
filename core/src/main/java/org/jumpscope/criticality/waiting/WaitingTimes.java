package org.jumpscope.criticality.waiting;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;

/**
 * The waiting times between large values of a series: the numbers w ≥ 1 of places from each large value to the next.
 *
 * <p>A value is large above the threshold u, a quantile of the series itself. If values are independent and of one law, each of the
 * n values is as likely as any other among the m large ones, and waiting times are geometric, P(w) = p(1 − p)^(w−1) with p = m/n, but
 * for terms of 1/n. Times of a series whose scale drifts are not: then large values gather where the scale is large. For such a
 * series each of several blocks of neighbouring values has a threshold of its own, the quantile of its own values, and large
 * values are as likely at each place of their block.
 */
public final class WaitingTimes {
    private final int[] times;
    private final double[] thresholds;
    private final int[] large;
    private final double quantile;
    private final int length;

    private WaitingTimes(int[] times, double[] thresholds, int[] large, double quantile, int length) {
        this.times = times;
        this.thresholds = thresholds;
        this.large = large;
        this.quantile = quantile;
        this.length = length;
    }

    /**
     * The times of a series with one threshold.
     *
     * @param series values in their order
     * @param quantile share of the values that are not large, 0 to below 1
     * @throws InvalidInputException if the quantile is not from 0 to below 1, or the series is empty
     */
    public static WaitingTimes of(Vector series, double quantile) {
        return of(series, quantile, 1);
    }

    /**
     * The times of a series in blocks, each with its own threshold.
     *
     * @param series values in their order
     * @param quantile share of the values of a block that are not large, 0 to below 1
     * @param blocks how many blocks of about equal length, 1 to the length of the series
     * @throws InvalidInputException if the quantile is not from 0 to below 1, or the series is shorter than there are blocks
     */
    public static WaitingTimes of(Vector series, double quantile, int blocks) {
        if (!(quantile >= 0 && quantile < 1)) {
            throw new InvalidInputException(
                    "Quantile " + quantile + " is not a share from 0 to below 1; give for example 0.9.");
        }
        int n = series.size();
        if (blocks < 1 || n < blocks) {
            throw new InvalidInputException("A series of " + n + " values has no " + blocks
                    + " blocks; give 1 block or more, and some values.");
        }
        double[] thresholds = new double[blocks];
        int[] large = new int[blocks];
        int[] places = new int[n];
        int m = 0;
        for (int b = 0; b < blocks; b++) {
            int from = start(n, blocks, b);
            int to = start(n, blocks, b + 1);
            double[] sorted = new double[to - from];
            Arrays.setAll(sorted, i -> series.get(from + i));
            Arrays.sort(sorted);
            thresholds[b] = sorted[Math.max(0, (int) Math.ceil(quantile * sorted.length) - 1)];
            for (int i = from; i < to; i++) {
                if (series.get(i) > thresholds[b]) {
                    places[m++] = i;
                    large[b]++;
                }
            }
        }
        return new WaitingTimes(differences(places, m), thresholds, large, quantile, n);
    }

    /** The first place of a block. */
    private static int start(int n, int blocks, int block) {
        return (int) ((long) n * block / blocks);
    }

    private static int[] differences(int[] places, int m) {
        int[] times = new int[Math.max(0, m - 1)];
        for (int i = 0; i < times.length; i++) {
            times[i] = places[i + 1] - places[i];
        }
        return times;
    }

    /** The times in their order. */
    public Vector times() {
        double[] all = new double[times.length];
        Arrays.setAll(all, i -> times[i]);
        return Vector.of(all);
    }

    /** How many there are, one fewer than large values. */
    public int size() {
        return times.length;
    }

    /** u of each block: values above it are large. */
    public Vector thresholds() {
        return Vector.of(thresholds);
    }

    /** The share of the values that are not large, but for ties. */
    public double quantile() {
        return quantile;
    }

    /** n, the length of the series. */
    public int length() {
        return length;
    }

    /**
     * A test of independence.
     *
     * @param dispersion Σw² over its mean under independence: above 1 large values come in bursts with long pauses, below 1 they come
     *     more evenly than by chance
     * @param pValue of both sides
     * @param replicates random placements that it comes from
     */
    public record Independence(double dispersion, double pValue, int replicates) {}

    /**
     * Tests whether large values come independently: Greenwood's statistic Σw² (Greenwood 1946) against that of as many large
     * values at random places of each block, which is exact for every length. The two-sided p-value of r placements is
     * min(1, 2 min(1 + #{≤}, 1 + #{≥})/(r + 1)), so that independent values are rejected at a level α with a probability of at most α.
     *
     * @param random gives the placements
     * @param replicates r, 1 or more
     * @throws InvalidInputException if there are fewer than two times
     */
    public Independence independence(RandomBlocks random, int replicates) {
        int m = Arrays.stream(large).sum();
        if (m < 3) {
            throw new InvalidInputException(
                    "There are " + m + " large values, too few to compare times between them; lower the threshold.");
        }
        double own = greenwood(times);
        double mean = 0;
        int below = 0;
        int above = 0;
        int[] pool = new int[length];
        for (int r = 0; r < replicates; r++) {
            UniformRandomProvider generator = random.block(r);
            int[] places = new int[m];
            int filled = 0;
            for (int b = 0; b < large.length; b++) {
                int from = start(length, large.length, b);
                placement(pool, from, start(length, large.length, b + 1), large[b], generator, places, filled);
                filled += large[b];
            }
            double other = greenwood(differences(places, m));
            mean += other / replicates;
            below += other <= own ? 1 : 0;
            above += other >= own ? 1 : 0;
        }
        double p = Math.min(1, 2.0 * (1 + Math.min(below, above)) / (replicates + 1));
        return new Independence(own / mean, p, replicates);
    }

    private static double greenwood(int[] times) {
        double sum = 0;
        for (int time : times) {
            sum += (double) time * time;
        }
        return sum;
    }

    /** So many of the places from ≤ i &lt; to in ascending order, each choice as likely as any other; the pool is room. */
    private static void placement(
            int[] pool, int from, int to, int count, UniformRandomProvider generator, int[] places, int at) {
        int n = to - from;
        for (int i = 0; i < n; i++) {
            pool[i] = from + i;
        }
        for (int i = 0; i < count; i++) {
            int other = i + generator.nextInt(n - i);
            int kept = pool[i];
            pool[i] = pool[other];
            pool[other] = kept;
            places[at + i] = pool[i];
        }
        Arrays.sort(places, at, at + count);
    }
}
