package org.jumpscope.criticality.fittest;

import java.util.Arrays;
import java.util.Objects;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.numeric.ElementaryFunctions;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The exact Kolmogorov distance between a window of a sorted sample and a bounded power law, from a few of its points.
 *
 * <p>D = max over the ranks r of max(F(x_r) − E_(r−), E_(r+) − F(x_r)), with E_(r−) = r/n, E_(r+) = (r + 1)/n and r counted
 * from 0 in the window: the two-sided distance, also where values are tied. F(x) = (e^(−sy) − 1)/(e^(−t) − 1), y = ln(x/a),
 * s = k − 1, t = s ln(b/a); y/L at t = 0 (statistics §4.1). Both F and the ranks ascend, so between two evaluated
 * ranks p &lt; q no deviation is above max(F_q − E_(p+), E_(q−) − F_p): only stretches whose bound exceeds the largest
 * deviation so far are halved (statistics §4.7). That takes about √n evaluations.
 *
 * <p>An object serves one thread and allocates nothing after its construction. It remembers the ranks that broke the last
 * limits and tries them first in the next window, so that a scan over similar windows refutes most of them by one evaluation.
 */
public final class KolmogorovDistance {

    /** Which deviations count. */
    public enum Convention {
        /** Below and above each step of the empirical law: the distance of Kolmogorov. */
        TWO_SIDED,
        /** |F(x_r) − E_(r−)| alone, as some programs for power laws have it; for comparison with them only. */
        BEFORE_STEP
    }

    /** Computed values of F may fall by this much where F ascends: a stretch is left out only if its bound is lower still. */
    private static final double SLACK = 1e-15;

    private static final int DEPTH = 64;
    private static final int REMEMBERED = 7;

    private final double[] logs;
    private final boolean twoSided;

    // The stretches (p, q) still to be looked at, with F at both ends.
    private final int[] left = new int[DEPTH];
    private final int[] right = new int[DEPTH];
    private final double[] leftMass = new double[DEPTH];
    private final double[] rightMass = new double[DEPTH];

    // The window and the law at hand.
    private int from;
    private int to;
    private double scale;
    private double slope;
    private double origin;
    private double factor;
    private boolean mirrored;

    private double largest;
    private int largestRank;
    private int violator = -1;
    /** Ranks that broke limits before the last one, the latest first; −1 where there were fewer. */
    private final int[] earlier = new int[REMEMBERED];

    private long work;

    private KolmogorovDistance(double[] logs, Convention convention) {
        this.logs = logs;
        this.twoSided = convention == Convention.TWO_SIDED;
        Arrays.fill(earlier, -1);
    }

    /**
     * The two-sided distances of windows of a sample.
     *
     * @param sample the sample
     */
    public static KolmogorovDistance of(SortedSample sample) {
        return of(sample, Convention.TWO_SIDED);
    }

    /**
     * The distances of windows of a sample.
     *
     * @param sample the sample
     * @param convention which deviations count
     */
    public static KolmogorovDistance of(SortedSample sample, Convention convention) {
        return new KolmogorovDistance(sample.sharedLogs(), convention);
    }

    /**
     * The two-sided distances of stretches of an array that a simulation fills again and again.
     *
     * @param logs logarithms, ascending in the stretch that is asked for; kept, not copied, and read anew by each call
     */
    public static KolmogorovDistance ofSortedLogs(double[] logs) {
        return new KolmogorovDistance(logs, Convention.TWO_SIDED);
    }

    /**
     * The two-sided distance of one window.
     *
     * @param sample the sample
     * @param window a window of it with at least one value; its upper end may be infinite for k above 1
     * @param exponent k
     * @throws InvalidInputException if the window is empty, or infinite with k not above 1
     */
    public static double distance(SortedSample sample, Window window, double exponent) {
        return of(sample).distance(window, exponent);
    }

    /**
     * The distance of one window.
     *
     * @param window a window of the sample with at least one value; its upper end may be infinite for k above 1
     * @param exponent k
     * @throws InvalidInputException if the window is empty, or infinite with k not above 1
     */
    public double distance(Window window, double exponent) {
        return distance(window.from(), window.to(), window.logLower(), window.logUpper(), exponent);
    }

    /**
     * The distance of one window, by its logarithms.
     *
     * @param first rank of its first value
     * @param end rank after its last
     * @param logLower ln a
     * @param logUpper ln b; may be infinite for k above 1
     * @param exponent k
     * @throws InvalidInputException if the window is empty, or infinite with k not above 1
     */
    public double distance(int first, int end, double logLower, double logUpper, double exponent) {
        prepare(first, end, logLower, logUpper, exponent);
        search(first, end, Double.POSITIVE_INFINITY);
        return largest;
    }

    /**
     * The distance of one window if it is at most a limit; otherwise some deviation above the limit, found with little work.
     *
     * @param first rank of its first value
     * @param end rank after its last
     * @param logLower ln a
     * @param logUpper ln b; may be infinite for k above 1
     * @param exponent k
     * @param limit the limit
     * @return D if D ≤ limit, otherwise a number above the limit and at most D
     * @throws InvalidInputException if the window is empty, or infinite with k not above 1
     */
    public double distance(int first, int end, double logLower, double logUpper, double exponent, double limit) {
        if (!exceeds(first, end, logLower, logUpper, exponent, limit)) {
            return distanceThere();
        }
        return largest;
    }

    /**
     * Whether the distance of a window exceeds a limit: stops at the first deviation that does, and remembers its rank.
     *
     * @param first rank of its first value
     * @param end rank after its last
     * @param logLower ln a
     * @param logUpper ln b; may be infinite for k above 1
     * @param exponent k
     * @param limit the limit
     * @return whether D &gt; limit
     * @throws InvalidInputException if the window is empty, or infinite with k not above 1
     */
    public boolean exceeds(int first, int end, double logLower, double logUpper, double exponent, double limit) {
        prepare(first, end, logLower, logUpper, exponent);
        if (violator >= first && violator < end) {
            mass(violator);
            if (largest > limit) {
                return true;
            }
        }
        for (int i = 0; i < REMEMBERED; i++) {
            int rank = earlier[i];
            if (rank >= first && rank < end) {
                mass(rank);
                if (largest > limit) {
                    earlier[i] = violator;
                    violator = rank;
                    return true;
                }
            }
        }
        search(first, end, limit);
        if (largest > limit) {
            System.arraycopy(earlier, 0, earlier, 1, REMEMBERED - 1);
            earlier[0] = violator;
            violator = largestRank;
            return true;
        }
        return false;
    }

    /**
     * The distance of the window that {@link #exceeds} looked at last, from what it saw there.
     *
     * @return D, to the bits that {@link #distance(int, int, double, double, double)} gives
     */
    public double distanceThere() {
        search(from, to, Double.POSITIVE_INFINITY);
        return largest;
    }

    /**
     * A lower bound of the distance of a window: the largest deviation at some of its ranks, evenly spaced, and at the one that
     * broke the last limit.
     *
     * @param first rank of its first value
     * @param end rank after its last
     * @param logLower ln a
     * @param logUpper ln b; may be infinite for k above 1
     * @param exponent k
     * @param ranks how many ranks
     * @return a deviation, at most D
     * @throws InvalidInputException if the window is empty, or infinite with k not above 1
     */
    public double deviation(int first, int end, double logLower, double logUpper, double exponent, int ranks) {
        prepare(first, end, logLower, logUpper, exponent);
        if (violator >= first && violator < end) {
            mass(violator);
        }
        for (int i = 0; i < ranks; i++) {
            mass(first + (int) ((2L * i + 1) * (end - first) / (2L * ranks)));
        }
        return largest;
    }

    /** The largest deviation that was evaluated in the last window. */
    public double largest() {
        return largest;
    }

    /** The rank that broke the last limit, in the whole sample; −1 before any did. */
    public int violator() {
        return violator;
    }

    /**
     * Sets the rank to try first.
     *
     * @param rank a rank of the sample; one outside the next window is passed over
     */
    public void suspect(int rank) {
        violator = rank;
    }

    /** The number of evaluations of F so far, the measure of work. */
    public long work() {
        return work;
    }

    private void prepare(int first, int end, double logLower, double logUpper, double exponent) {
        Objects.checkFromToIndex(first, end, logs.length);
        if (first == end) {
            throw new InvalidInputException(
                    "A window without values has no Kolmogorov distance; give a range with values in it.");
        }
        double s = exponent - 1;
        if (logUpper == Double.POSITIVE_INFINITY && !(s > 0)) {
            throw new InvalidInputException("Exponent " + exponent
                    + " is not above 1 while the upper bound is infinite; give a finite upper bound.");
        }
        from = first;
        to = end;
        scale = 1.0 / (end - first);
        largest = 0;
        largestRank = first;
        double range = logUpper - logLower;
        // 1 − e^−t is counted from the end where the mass is densest, so that nothing overflows for t < 0.
        mirrored = s < 0;
        origin = mirrored ? logUpper : logLower;
        slope = -Math.abs(s);
        double t = s == 0 ? 0 : Math.abs(s) * range;
        factor = t == 0 ? 1 / range : 1 / ElementaryFunctions.expm1(-t);
        if (t == 0) {
            slope = 0;
        }
    }

    /** F at a rank; notes its deviations. */
    private double mass(int rank) {
        work++;
        double f;
        if (slope == 0) {
            f = (logs[rank] - origin) * factor;
        } else if (mirrored) {
            f = 1 - ElementaryFunctions.expm1(slope * (origin - logs[rank])) * factor;
        } else {
            f = ElementaryFunctions.expm1(slope * (logs[rank] - origin)) * factor;
        }
        double before = (rank - from) * scale;
        double second = twoSided ? (rank - from + 1) * scale - f : before - f;
        double deviation = Math.max(f - before, second);
        if (deviation > largest) {
            largest = deviation;
            largestRank = rank;
        }
        return f;
    }

    /** What no deviation between two ranks exceeds. */
    private double bound(int p, int q, double massP, double massQ) {
        double lowest = (p + 1 - from) * scale;
        double highest = (twoSided ? q - from : q - 1 - from) * scale;
        return Math.max(massQ - lowest, highest - massP);
    }

    /** Finds the largest deviation, or the first above the limit. */
    private void search(int first, int end, double limit) {
        // With a limit, stretches that cannot break it need no look.
        double floor = limit == Double.POSITIVE_INFINITY ? 0 : limit;
        double massFirst = mass(first);
        if (end - first == 1 || largest > limit) {
            return;
        }
        double massLast = mass(end - 1);
        int top = 0;
        left[0] = first;
        right[0] = end - 1;
        leftMass[0] = massFirst;
        rightMass[0] = massLast;
        while (top >= 0 && largest <= limit) {
            int p = left[top];
            int q = right[top];
            double massP = leftMass[top];
            double massQ = rightMass[top];
            top--;
            double threshold = Math.max(floor, largest) - SLACK;
            while (q - p > 1 && bound(p, q, massP, massQ) > threshold) {
                int middle = (p + q) >>> 1;
                double massMiddle = mass(middle);
                if (largest > limit) {
                    return;
                }
                threshold = Math.max(floor, largest) - SLACK;
                double lower = bound(p, middle, massP, massMiddle);
                double upper = bound(middle, q, massMiddle, massQ);
                // The more promising half now, the other one later if it still matters then.
                boolean lowerNow = lower >= upper;
                if (Math.min(lower, upper) > threshold) {
                    top++;
                    left[top] = lowerNow ? middle : p;
                    right[top] = lowerNow ? q : middle;
                    leftMass[top] = lowerNow ? massMiddle : massP;
                    rightMass[top] = lowerNow ? massQ : massMiddle;
                }
                if (lowerNow) {
                    q = middle;
                    massQ = massMiddle;
                } else {
                    p = middle;
                    massP = massMiddle;
                }
            }
        }
    }
}
