package org.jumpscope.distribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums over magnitudes that come in clusters, by decades 10^e ≤ v &lt; 10^(e+1): in each decade those of
 * {@link ClusteredMoments}, and between each two decades the sums of products over clusters, from which exponents of different
 * decades get their covariance. With n the number of values of a cluster in a decade and Z the sum of their z − ½, z = log₁₀ v − e.
 *
 * <p>Not safe for use by several threads: give each its own and merge, in a fixed order where the last bit matters.
 */
public final class ClusteredDecades {
    private static final double[] NONE = new double[0];

    /** The first decade that has room. */
    private int base;
    /** How many decades have room, w. */
    private int width;

    private long[] clusters = new long[0];
    /** Σ n and Σ Z of each decade. */
    private double[] sums = NONE;
    /** For decades d and e at (d w + e) · 3: Σ n_d n_e, Σ n_d Z_e, Σ Z_d Z_e. */
    private double[] products = NONE;
    // The decades that the cluster at hand has values in.
    private int[] filled = new int[0];

    /** No clusters. */
    public ClusteredDecades() {}

    /**
     * Adds one cluster.
     *
     * @param first e of the first decade that is given
     * @param counts n of each decade from the first on; 0 where it has no values. Not modified.
     * @param positions Z of each. Not modified.
     * @param from the first place with values, or before it
     * @param to after the last place with values, or beyond
     */
    public void add(int first, double[] counts, double[] positions, int from, int to) {
        int low = from;
        int high = to;
        while (low < high && counts[low] == 0) {
            low++;
        }
        while (high > low && counts[high - 1] == 0) {
            high--;
        }
        if (low == high) {
            return;
        }
        reach(first + low, first + high);
        int shift = first - base;
        if (filled.length < high - low) {
            filled = new int[high - low];
        }
        int some = 0;
        for (int d = low; d < high; d++) {
            if (counts[d] != 0) {
                filled[some++] = d;
                clusters[d + shift]++;
                sums[2 * (d + shift)] += counts[d];
                sums[2 * (d + shift) + 1] += positions[d];
            }
        }
        for (int i = 0; i < some; i++) {
            int d = filled[i];
            for (int j = 0; j < some; j++) {
                int e = filled[j];
                int at = 3 * ((d + shift) * width + e + shift);
                products[at] += counts[d] * counts[e];
                products[at + 1] += counts[d] * positions[e];
                products[at + 2] += positions[d] * positions[e];
            }
        }
    }

    /**
     * Adds a cluster of one value.
     *
     * @param magnitude the value, positive and finite
     */
    public void add(double magnitude) {
        double place = StrictMath.log10(magnitude);
        int decade = (int) Math.floor(place);
        add(decade, new double[] {1}, new double[] {place - decade - 0.5}, 0, 1);
    }

    /**
     * Adds the clusters of another.
     *
     * @param other the other. Not modified.
     */
    public void merge(ClusteredDecades other) {
        if (other.width == 0) {
            return;
        }
        reach(other.base, other.base + other.width);
        int shift = other.base - base;
        for (int d = 0; d < other.width; d++) {
            clusters[d + shift] += other.clusters[d];
            sums[2 * (d + shift)] += other.sums[2 * d];
            sums[2 * (d + shift) + 1] += other.sums[2 * d + 1];
            int to = 3 * ((d + shift) * width + shift);
            for (int i = 0, at = 3 * d * other.width; i < 3 * other.width; i++) {
                products[to + i] += other.products[at + i];
            }
        }
    }

    /** Makes room for the decades from ≤ e &lt; to. */
    private void reach(int from, int to) {
        int low = width == 0 ? from : Math.min(base, from);
        int high = width == 0 ? to : Math.max(base + width, to);
        int size = high - low;
        if (size == width) {
            return;
        }
        int shift = width == 0 ? 0 : base - low;
        long[] newClusters = new long[size];
        double[] newSums = new double[2 * size];
        double[] newProducts = new double[3 * size * size];
        System.arraycopy(clusters, 0, newClusters, shift, width);
        System.arraycopy(sums, 0, newSums, 2 * shift, 2 * width);
        for (int d = 0; d < width; d++) {
            System.arraycopy(products, 3 * d * width, newProducts, 3 * ((d + shift) * size + shift), 3 * width);
        }
        base = low;
        width = size;
        clusters = newClusters;
        sums = newSums;
        products = newProducts;
    }

    /** e of the decades that have values, in ascending order. */
    public List<Integer> decades() {
        List<Integer> decades = new ArrayList<>();
        for (int d = 0; d < width; d++) {
            if (clusters[d] > 0) {
                decades.add(base + d);
            }
        }
        return decades;
    }

    /**
     * The sums of one decade.
     *
     * @param decade e; one without values has {@link ClusteredMoments#NONE}
     */
    public ClusteredMoments moments(int decade) {
        int d = decade - base;
        if (d < 0 || d >= width) {
            return ClusteredMoments.NONE;
        }
        int at = 3 * (d * width + d);
        return new ClusteredMoments(
                clusters[d], sums[2 * d], sums[2 * d + 1], products[at], products[at + 1], products[at + 2]);
    }

    /**
     * Σ over clusters of (Z_d − m_d n_d)(Z_e − m_e n_e), the products of the terms of two decades' estimating equations.
     *
     * @param decade d
     * @param mean m_d
     * @param other e
     * @param otherMean m_e
     */
    public double scatter(int decade, double mean, int other, double otherMean) {
        int d = decade - base;
        int e = other - base;
        if (d < 0 || e < 0 || d >= width || e >= width) {
            return 0;
        }
        int at = 3 * (d * width + e);
        int mirrored = 3 * (e * width + d);
        return products[at + 2]
                - mean * products[at + 1]
                - otherMean * products[mirrored + 1]
                + mean * otherMean * products[at];
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof ClusteredDecades that) || !decades().equals(that.decades())) {
            return false;
        }
        for (int d : decades()) {
            if (!moments(d).equals(that.moments(d))) {
                return false;
            }
            for (int e : decades()) {
                int here = 3 * ((d - base) * width + e - base);
                int there = 3 * ((d - that.base) * that.width + e - that.base);
                if (!Arrays.equals(products, here, here + 3, that.products, there, there + 3)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return decades().stream().map(this::moments).toList().hashCode();
    }

    @Override
    public String toString() {
        return "ClusteredDecades" + decades();
    }
}
