package org.jumpscope.distribution;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * The law of a finite sample by its ranks, without a bandwidth: of n numbers with the distinct values v_1 &lt; … &lt; v_k, of which
 * m_j are v_j, F(v_j) = (m_1 + … + m_(j−1) + ½ m_j)/n, and F is linear between.
 *
 * <p>A value has the ranks from (m_1 + … + m_(j−1))/n to (m_1 + … + m_j)/n, and F at it is their middle. Beyond the smallest and
 * the largest value the density is that of the neighbouring gap, until all mass is spent.
 */
public final class Ranked implements Distribution {
    private static final String NAME = "ranked";

    private final int count;
    private final double[] values;
    /** Numbers of the sample below each value, and n. */
    private final int[] starts;
    /** Ends of the pieces on which the density is constant: the values between the two ends of the support. */
    private final double[] knots;
    /** 2 n F at the knots. */
    private final double[] ranks;

    private final double mean;
    private final double deviation;

    private Ranked(double[] sorted) {
        this.count = sorted.length;
        double[] distinct = new double[count];
        int[] first = new int[count + 1];
        int k = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || sorted[i] > sorted[i - 1]) {
                distinct[k] = sorted[i];
                first[k] = i;
                k++;
            }
        }
        if (k < 2) {
            throw new InvalidInputException(NAME + ": the " + count + " samples are all equal to " + sorted[0]
                    + ", and have no ranks; give samples that differ.");
        }
        first[k] = count;
        this.values = Arrays.copyOf(distinct, k);
        this.starts = Arrays.copyOf(first, k + 1);
        this.knots = new double[k + 2];
        this.ranks = new double[k + 2];
        System.arraycopy(values, 0, knots, 1, k);
        for (int j = 0; j < k; j++) {
            ranks[j + 1] = (double) starts[j] + starts[j + 1];
        }
        ranks[k + 1] = 2.0 * count;
        knots[0] = values[0] - (values[1] - values[0]) * (ranks[1] / (ranks[2] - ranks[1]));
        double gap = values[k - 1] - values[k - 2];
        knots[k + 1] = values[k - 1] + gap * ((ranks[k + 1] - ranks[k]) / (ranks[k] - ranks[k - 1]));
        double centre = values[k / 2];
        double shift = 0;
        for (int i = 0; i <= k; i++) {
            shift += share(i) * (0.5 * (knots[i] - centre) + 0.5 * (knots[i + 1] - centre));
        }
        this.mean = centre + shift;
        double square = 0;
        for (int i = 0; i <= k; i++) {
            double middle = 0.5 * (knots[i] - mean) + 0.5 * (knots[i + 1] - mean);
            double width = knots[i + 1] - knots[i];
            square += share(i) * (middle * middle + width * width / 12);
        }
        this.deviation = Math.sqrt(square);
    }

    /**
     * The law of a sample.
     *
     * @param samples two or more finite numbers that are not all equal
     * @throws InvalidInputException if they are not
     */
    public static Ranked of(Vector samples) {
        if (samples.size() < 2) {
            throw new InvalidInputException(
                    NAME + ": " + samples.size() + " samples have no ranks; give two or more that differ.");
        }
        double[] sorted = samples.toArray();
        for (int i = 0; i < sorted.length; i++) {
            // Also turns -0 into 0, which sorting would tell from it.
            sorted[i] = Parameter.finite(NAME, "sample " + (i + 1) + " of " + sorted.length + ",", sorted[i]) + 0.0;
        }
        Arrays.sort(sorted);
        return new Ranked(sorted);
    }

    private double share(int piece) {
        return (ranks[piece + 1] - ranks[piece]) / (2.0 * count);
    }

    /** The number n of samples. */
    public int count() {
        return count;
    }

    /** The number k of distinct values. */
    public int distinct() {
        return values.length;
    }

    /**
     * The j-th distinct value v_j.
     *
     * @param j from 0
     */
    public double value(int j) {
        return values[j];
    }

    /**
     * The lowest rank of a value, the share of samples below it; the highest is that of the next.
     *
     * @param j from 0, up to k, which gives 1
     */
    public double rank(int j) {
        return (double) starts[j] / count;
    }

    /** The piece that holds x: the last that begins at or below it; −1 below all and k + 1 from the upper end on. */
    private int piece(double x) {
        int found = Arrays.binarySearch(knots, x);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public double logDensity(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        int i = x == knots[knots.length - 1] ? values.length : piece(x);
        return i < 0 || i > values.length
                ? Double.NEGATIVE_INFINITY
                : Math.log(share(i)) - Math.log(knots[i + 1] - knots[i]);
    }

    @Override
    public double density(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        int i = x == knots[knots.length - 1] ? values.length : piece(x);
        return i < 0 || i > values.length ? 0 : share(i) / (knots[i + 1] - knots[i]);
    }

    @Override
    public double logDensityDerivative(double x) {
        return support().contains(x) ? 0 : Double.NaN;
    }

    @Override
    public double cumulative(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        int i = piece(x);
        if (i < 0) {
            return 0;
        }
        if (i > values.length) {
            return 1;
        }
        double part = (x - knots[i]) / (knots[i + 1] - knots[i]);
        return (ranks[i] + part * (ranks[i + 1] - ranks[i])) / (2.0 * count);
    }

    @Override
    public double survival(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        int i = piece(x);
        if (i < 0) {
            return 1;
        }
        if (i > values.length) {
            return 0;
        }
        double part = (knots[i + 1] - x) / (knots[i + 1] - knots[i]);
        return (2.0 * count - ranks[i + 1] + part * (ranks[i + 1] - ranks[i])) / (2.0 * count);
    }

    @Override
    public double quantile(double p) {
        Parameter.probability(p);
        double rank = 2 * p * count;
        int found = Arrays.binarySearch(ranks, rank);
        if (found >= 0) {
            return knots[found];
        }
        int i = -found - 2;
        return knots[i] + (rank - ranks[i]) / (ranks[i + 1] - ranks[i]) * (knots[i + 1] - knots[i]);
    }

    @Override
    public double survivalQuantile(double p) {
        Parameter.probability(p);
        if (p == 1) {
            return knots[0];
        }
        double beyond = 2 * p * count;
        // The last piece that begins with this much mass beyond it, or more.
        int low = 0;
        int high = knots.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (2.0 * count - ranks[middle] >= beyond) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double rest = beyond - (2.0 * count - ranks[high]);
        return knots[high] - rest / (ranks[high] - ranks[low]) * (knots[high] - knots[low]);
    }

    @Override
    public double mean() {
        return mean;
    }

    @Override
    public double standardDeviation() {
        return deviation;
    }

    @Override
    public Interval support() {
        return Interval.of(knots[0], knots[knots.length - 1]);
    }

    /** The ends of the support and all distinct values. */
    @Override
    public List<Double> kinks() {
        return Arrays.stream(knots).boxed().toList();
    }

    @Override
    public void sample(UniformRandomProvider random, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = quantile(OpenUniform.next(random));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ranked that && Arrays.equals(values, that.values) && Arrays.equals(starts, that.starts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(starts);
    }

    /** Returns a description, which is not read back: {@code ranked(n samples)}. */
    @Override
    public String toString() {
        return NAME + "(" + count + " samples)";
    }
}
