package org.jumpscope.criticality.waiting;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;

/**
 * The waiting times between large values of a series: the numbers w ≥ 1 of places from each large value to the next.
 *
 * <p>A value is large above the threshold u, the quantile of the series itself. If values are independent and of one law, each of the
 * n values is as likely as any other among the m large ones, and waiting times are geometric, P(w) = p(1 − p)^(w−1) with p = m/n, but
 * for terms of 1/n. Times of a series whose scale drifts are not: then large values gather where the scale is large.
 */
public final class WaitingTimes {
    private final int[] times;
    private final double threshold;
    private final double quantile;
    private final int length;

    private WaitingTimes(int[] times, double threshold, double quantile, int length) {
        this.times = times;
        this.threshold = threshold;
        this.quantile = quantile;
        this.length = length;
    }

    /**
     * The times of a series.
     *
     * @param series values in their order
     * @param quantile share of the values that are not large, 0 to below 1
     * @throws InvalidInputException if the quantile is not from 0 to below 1, or the series is empty
     */
    public static WaitingTimes of(Vector series, double quantile) {
        if (!(quantile >= 0 && quantile < 1)) {
            throw new InvalidInputException(
                    "Quantile " + quantile + " is not a share from 0 to below 1; give for example 0.9.");
        }
        int n = series.size();
        if (n == 0) {
            throw new InvalidInputException("A series of no values has no waiting times; give some values.");
        }
        double[] sorted = series.toArray();
        Arrays.sort(sorted);
        double threshold = sorted[Math.max(0, (int) Math.ceil(quantile * n) - 1)];
        int[] places = new int[n];
        int m = 0;
        for (int i = 0; i < n; i++) {
            if (series.get(i) > threshold) {
                places[m++] = i;
            }
        }
        return new WaitingTimes(differences(places, m), threshold, quantile, n);
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

    /** u: values above it are large. */
    public double threshold() {
        return threshold;
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
     * values at random places, which is exact for every length. The two-sided p-value of r placements is
     * min(1, 2 min(1 + #{≤}, 1 + #{≥})/(r + 1)), so that independent values are rejected at a level α with a probability of at most α.
     *
     * @param random gives the placements
     * @param replicates r, 1 or more
     * @throws InvalidInputException if there are fewer than two times
     */
    public Independence independence(RandomBlocks random, int replicates) {
        int m = times.length + 1;
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
            double other = greenwood(differences(placement(pool, m, generator), m));
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

    /** m of n places in ascending order, each choice as likely as any other; the pool is room for n. */
    private static int[] placement(int[] pool, int m, UniformRandomProvider generator) {
        int n = pool.length;
        Arrays.setAll(pool, i -> i);
        for (int i = 0; i < m; i++) {
            int other = i + generator.nextInt(n - i);
            int kept = pool[i];
            pool[i] = pool[other];
            pool[other] = kept;
        }
        int[] places = Arrays.copyOf(pool, m);
        Arrays.sort(places);
        return places;
    }
}
