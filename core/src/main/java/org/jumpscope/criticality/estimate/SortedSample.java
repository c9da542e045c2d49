package org.jumpscope.criticality.estimate;

import java.util.Objects;
import org.jumpscope.numeric.ElementaryFunctions;
import org.jumpscope.numeric.InvalidInputException;

/**
 * Positive values in ascending order with their logarithms u = ln x, and the sums over any window of them in O(1)
 * (statistics §4.7).
 *
 * <p>Sums of u and u² are taken from the middle of the logarithms and kept in twice the working precision, so that a
 * short window far from the middle loses no digits.
 */
public final class SortedSample {
    /** The values; null where the sample was made from logarithms. */
    private final double[] values;

    private final double[] logs;
    private final double middle;
    private final PrefixSums positions;
    // Made when first asked for: the same object whichever thread makes it.
    private volatile PrefixSums squares;
    private volatile PrefixSums sums;

    private SortedSample(double[] values, double[] logs) {
        this.values = values;
        this.logs = logs;
        this.middle = logs.length == 0 ? 0 : 0.5 * (logs[0] + logs[logs.length - 1]);
        double[] shifted = new double[logs.length];
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] = logs[i] - middle;
        }
        this.positions = new PrefixSums(shifted);
    }

    /**
     * Sorts values.
     *
     * @param values positive finite numbers in any order. Not modified.
     * @throws InvalidInputException if a value is not positive and finite; it names the first one
     */
    public static SortedSample of(double... values) {
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] > 0 && values[i] < Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException("Value " + values[i] + " at place " + (i + 1)
                        + " is not positive and finite; a power law has only positive values, so leave it out.");
            }
        }
        double[] sorted = PositiveSort.sorted(values);
        double[] logs = new double[sorted.length];
        ElementaryFunctions.log(sorted, sorted.length, logs);
        return new SortedSample(sorted, logs);
    }

    /**
     * Takes logarithms that are sorted already, as a bootstrap draws them.
     *
     * @param logs finite logarithms of the values in ascending order; kept, not copied, and not to be changed afterwards
     */
    public static SortedSample ofSortedLogs(double[] logs) {
        return new SortedSample(null, logs);
    }

    /** The number of values. */
    public int size() {
        return logs.length;
    }

    /** The value of rank i, from 0 for the smallest. */
    public double value(int i) {
        return values == null ? Math.exp(logs[i]) : values[i];
    }

    /** ln of the value of rank i. */
    public double log(int i) {
        return logs[i];
    }

    /** The ascending logarithms themselves, for kernels of this room's neighbours. Not to be modified. */
    public double[] sharedLogs() {
        return logs;
    }

    /** The rank of the first value with ln x ≥ u. */
    public int firstAtLeast(double u) {
        int low = 0;
        int high = logs.length;
        while (low < high) {
            int between = (low + high) >>> 1;
            if (logs[between] < u) {
                low = between + 1;
            } else {
                high = between;
            }
        }
        return low;
    }

    /** The rank after the last value with ln x ≤ u. */
    public int firstAbove(double u) {
        int low = 0;
        int high = logs.length;
        while (low < high) {
            int between = (low + high) >>> 1;
            if (logs[between] <= u) {
                low = between + 1;
            } else {
                high = between;
            }
        }
        return low;
    }

    /**
     * The window of given ends: all values with a ≤ x ≤ b.
     *
     * @param lower a, above 0
     * @param upper b, above a; may be infinite
     * @throws InvalidInputException if 0 &lt; a &lt; b does not hold
     */
    public Window between(double lower, double upper) {
        if (!(lower > 0 && lower < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(
                    "Lower bound " + lower + " is not positive and finite; a power law lives above 0.");
        }
        if (!(lower < upper)) {
            throw new InvalidInputException("Lower bound " + lower + " is not below upper bound " + upper + ".");
        }
        double[] ends = {lower, upper};
        ElementaryFunctions.log(ends, 2, ends);
        int from = firstAtLeast(ends[0]);
        int to = firstAbove(ends[1]);
        return new Window(from, to, lower, upper, ends[0], ends[1]);
    }

    /**
     * The window whose ends are values of the sample: given those, the values strictly between the two ranks are
     * independent draws of the bounded law on it, so only they are counted (statistics §4.2).
     *
     * @param i rank of the lower end
     * @param j rank of the upper end, above i
     */
    public Window interior(int i, int j) {
        Objects.checkIndex(i, j);
        Objects.checkIndex(j, logs.length);
        return new Window(i + 1, j, value(i), value(j), logs[i], logs[j]);
    }

    /** Σ (u − u₀) over the ranks from ≤ r &lt; to. */
    public double positionSum(int from, int to, double origin) {
        return positions.between(from, to) + (to - from) * (middle - origin);
    }

    /**
     * Mean positions of the values above neighbouring ones: for i from 0 to size − 1 the mean of u − u₀ over the ranks above
     * {@code from} + i and below {@code to}, with u₀ the value of rank {@code from} + i itself.
     *
     * @param from the first rank
     * @param to rank after the last value, above {@code from} + size
     * @param size how many
     * @param means the means. Modified.
     */
    public void meanPositionsAbove(int from, int to, int size, double[] means) {
        positions.tails(from, to, size, means);
        double count = to - from - 1;
        for (int i = 0; i < size; i++) {
            means[i] = means[i] / count + (middle - logs[from + i]);
            count--;
        }
    }

    /** Σ (u − u₀)² over the ranks from ≤ r &lt; to. */
    public double squaredPositionSum(int from, int to, double origin) {
        PrefixSums own = squares;
        if (own == null) {
            double[] terms = new double[logs.length];
            for (int i = 0; i < terms.length; i++) {
                terms[i] = (logs[i] - middle) * (logs[i] - middle);
            }
            own = new PrefixSums(terms);
            squares = own;
        }
        double shift = middle - origin;
        return own.between(from, to) + shift * (2 * positions.between(from, to) + (to - from) * shift);
    }

    /** Σ x over the ranks from ≤ r &lt; to, divided by a scale so that it stays finite. */
    public double ratioSum(int from, int to, double scale) {
        PrefixSums own = sums;
        if (own == null) {
            double[] terms = new double[logs.length];
            for (int i = 0; i < terms.length; i++) {
                // Scaled down so that a million of the largest numbers do not overflow.
                terms[i] = value(i) * 0x1p-60;
            }
            own = new PrefixSums(terms);
            sums = own;
        }
        return own.between(from, to) / scale * 0x1p60;
    }

    /**
     * The window above a value of the sample, without an upper end: given it, the values of higher rank are independent
     * draws of the Pareto law above it (statistics §4.2).
     *
     * @param i rank of the lower end
     */
    public Window above(int i) {
        Objects.checkIndex(i, logs.length);
        return new Window(i + 1, logs.length, value(i), Double.POSITIVE_INFINITY, logs[i], Double.POSITIVE_INFINITY);
    }

    /**
     * The likelihood of the exponent on a window.
     *
     * @param window a window of this sample; its upper end may be infinite
     */
    public LikelihoodFunction likelihood(Window window) {
        return LikelihoodFunction.of(this, window);
    }

    /**
     * The bounded power law of greatest likelihood on a window; Hill's estimate where its upper end is infinite.
     *
     * @param window a window of this sample
     * @throws InvalidInputException if the window has no value inside it
     */
    public PowerLawEstimate estimate(Window window) {
        return likelihood(window).maximum();
    }
}
