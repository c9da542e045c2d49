package org.jumpscope.criticality.estimate;

import java.util.Arrays;
import java.util.Objects;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * Counts of positive values in adjacent bins of any widths, which is all that the fit of a power law needs of 10¹² values.
 *
 * <p>Bin j holds the values between edges e_j and e_{j+1}. Counts may be weights; two of the same edges merge by adding, so
 * that counts below 2⁵³ merge exactly and in any order. Immutable.
 *
 * <p>A stream is counted by a {@link LogHistogram}, whose memory does not grow with the number of values: 2 KiB for each octave
 * of both signs, over at most about three times the octaves that the values span, so less than 250 KB for 12 decades of
 * 10¹² values. Its 128 bins an octave cost no precision of the exponent to four digits.
 */
public final class BinnedCounts {
    private final double[] edges;
    private final double[] logs;
    private final double[] counts;
    /** Counts of the first j bins. */
    private final double[] below;

    private BinnedCounts(double[] edges, double[] counts) {
        this.edges = edges;
        this.counts = counts;
        this.logs = new double[edges.length];
        this.below = new double[edges.length];
        for (int i = 0; i < edges.length; i++) {
            logs[i] = StrictMath.log(edges[i]);
        }
        for (int j = 0; j < counts.length; j++) {
            below[j + 1] = below[j] + counts[j];
        }
    }

    /**
     * Bins with their counts.
     *
     * @param edges e₀ &lt; e₁ &lt; …, above 0; the last may be infinite. Not modified.
     * @param counts one for each bin, finite and not negative. Not modified.
     * @throws InvalidInputException if the edges are not increasing, or the counts do not fit them
     */
    public static BinnedCounts of(double[] edges, double[] counts) {
        if (edges.length < 2 || counts.length != edges.length - 1) {
            throw new InvalidInputException(counts.length + " counts do not fit " + edges.length
                    + " edges; give one edge more than counts, and at least one count.");
        }
        for (int i = 0; i < edges.length; i++) {
            boolean last = i == edges.length - 1;
            if (!(edges[i] > 0) || (!last && edges[i] == Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException("Edge " + edges[i] + " at place " + (i + 1)
                        + " is not positive and finite; a power law lives above 0.");
            }
            if (i > 0 && !(edges[i - 1] < edges[i])) {
                throw new InvalidInputException("Edge " + edges[i] + " at place " + (i + 1) + " is not above "
                        + edges[i - 1] + ", the one before; give edges in increasing order.");
            }
        }
        for (int j = 0; j < counts.length; j++) {
            if (!(counts[j] >= 0 && counts[j] < Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException(
                        "Count " + counts[j] + " of bin " + (j + 1) + " is negative or not finite; leave the bin out.");
            }
        }
        return new BinnedCounts(edges.clone(), counts.clone());
    }

    /**
     * The counts of one sign in a histogram that was filled while values streamed by, with its own 128 bins an octave from the
     * first that is not empty to the last.
     *
     * <p>Its subnormal numbers, below 2⁻¹⁰²², are left out, since their bin starts at 0.
     *
     * @param histogram the histogram. Not modified.
     * @param sign the sign; magnitudes are binned
     * @throws InvalidInputException if it has no value of the sign
     */
    public static BinnedCounts of(LogHistogram histogram, LogHistogram.Sign sign) {
        int first = -1;
        int last = -1;
        for (LogHistogram.Bin bin : histogram.bins(sign)) {
            if (bin.low() > 0) {
                last = LogHistogram.binOf(bin.low());
                first = first < 0 ? last : first;
            }
        }
        if (first < 0) {
            throw new InvalidInputException(
                    "The histogram has no " + sign.name().toLowerCase(java.util.Locale.ROOT)
                            + " value, so there is nothing to fit; take the other sign.");
        }
        double[] edges = new double[last - first + 2];
        double[] counts = new double[last - first + 1];
        for (int j = 0; j < counts.length; j++) {
            edges[j] = LogHistogram.lowerEdge(first + j);
            counts[j] = histogram.count(sign, first + j);
        }
        edges[counts.length] = LogHistogram.lowerEdge(last + 1);
        return of(edges, counts);
    }

    /** The number of bins. */
    public int size() {
        return counts.length;
    }

    /** Edge e_i, from 0 to {@link #size()}. */
    public double edge(int i) {
        return edges[i];
    }

    /** ln e_i. */
    public double logEdge(int i) {
        return logs[i];
    }

    /** The count of bin j, from 0. */
    public double count(int j) {
        return counts[j];
    }

    /** The count of the bins from ≤ j &lt; to. */
    public double count(int from, int to) {
        return below[to] - below[from];
    }

    /** The count of all bins. */
    public double total() {
        return below[counts.length];
    }

    /** The edges. */
    public Vector edges() {
        return Vector.of(edges);
    }

    /** The counts. */
    public Vector counts() {
        return Vector.of(counts);
    }

    /** The first edge at or above a value, or {@link #size()} + 1 if there is none: the bins from there on lie above it. */
    public int firstEdgeAtLeast(double value) {
        int place = Arrays.binarySearch(edges, value);
        return place >= 0 ? place : -place - 1;
    }

    /** The last edge at or below a value, or −1 if there is none: the bins up to there lie below it. */
    public int lastEdgeAtMost(double value) {
        int place = Arrays.binarySearch(edges, value);
        return place >= 0 ? place : -place - 2;
    }

    /**
     * The sum of two counts of the same bins.
     *
     * @param other counts with equal edges
     * @throws InvalidInputException if the edges differ
     */
    public BinnedCounts merge(BinnedCounts other) {
        if (!Arrays.equals(edges, other.edges)) {
            throw new InvalidInputException("Counts of different bins, " + size() + " from " + edges[0] + " and "
                    + other.size() + " from " + other.edges[0] + ", cannot be added; bin both alike.");
        }
        double[] sum = counts.clone();
        for (int j = 0; j < sum.length; j++) {
            sum[j] += other.counts[j];
        }
        return new BinnedCounts(edges, sum);
    }

    /**
     * Wider bins between some of the edges.
     *
     * @param places ascending numbers of the edges to keep, two or more. Not modified.
     */
    public BinnedCounts joined(int... places) {
        double[] kept = new double[places.length];
        double[] sums = new double[places.length - 1];
        for (int i = 0; i < places.length; i++) {
            kept[i] = edges[Objects.checkIndex(places[i], edges.length)];
            if (i > 0) {
                sums[i - 1] = count(places[i - 1], places[i]);
            }
        }
        return of(kept, sums);
    }

    /**
     * Joins bins to about n of equal width in the logarithm, between the first edge and the last finite one.
     *
     * @param n the number of bins wanted; fewer come back where the bins are wider
     * @throws InvalidInputException if n is not positive
     */
    public BinnedCounts rebin(int n) {
        if (n < 1) {
            throw new InvalidInputException("The number of bins " + n + " is not positive; give 1 or more.");
        }
        int last = logs[size()] == Double.POSITIVE_INFINITY ? size() - 1 : size();
        int[] places = new int[n + 2];
        int used = 1;
        for (int i = 1; i <= n; i++) {
            double ideal = logs[0] + (logs[last] - logs[0]) * i / n;
            int place = Arrays.binarySearch(logs, 0, last + 1, ideal);
            if (place < 0) {
                int above = Math.min(last, -place - 1);
                place = above > 0 && ideal - logs[above - 1] < logs[above] - ideal ? above - 1 : above;
            }
            place = i == n ? last : place;
            if (place > places[used - 1]) {
                places[used++] = place;
            }
        }
        if (last < size()) {
            places[used++] = size();
        }
        return joined(Arrays.copyOf(places, used));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BinnedCounts that
                && Arrays.equals(edges, that.edges)
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(edges) + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "BinnedCounts[" + total() + " in " + size() + " bins from " + edges[0] + " to " + edges[size()] + "]";
    }
}
