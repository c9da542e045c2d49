package org.jumpscope.criticality.range;

import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.numeric.ElementaryFunctions;

/**
 * Refutes many neighbouring lower ends at once, by bounds of the deviation at one rank.
 *
 * <p>As the lower end l goes up from p to q, with the upper end fixed, Σ (u − u_l), the number of values above l and ln(b/a)
 * all fall, so that the values at p and q enclose the mean position and with it s = k̂ − 1; the law F(x_r) below a rank r ascends with s
 * and descends with l; the empirical shares (r − l − 1)/(N − l − 1) and (r − l)/(N − l − 1) descend with l. So
 * F(s_least, q) − E_−(p) and E_+(q) − F(s_most, p) are below the deviations at r of all these windows, and so
 * is the larger of them below the distances. Only values strictly between the ends count.
 */
final class NeighbouringEnds {
    /** Relative to s, and taken off the bound: above the rounding errors of sums and functions. */
    private static final double SLACK = 1e-11;

    static final int MOST_TRIED = 64;
    /** 0, 1, 2, … as floating-point numbers: on JDK 17 the processor's conversions of integers wait for each other. */
    private static final double[] INDEX = new double[MOST_TRIED];

    static {
        for (int i = 0; i < MOST_TRIED; i++) {
            INDEX[i] = i;
        }
    }

    private final SortedSample sample;
    private final double[] logs;
    private final int to;
    private final double logUpper;
    private final double[] arguments = new double[MOST_TRIED];
    private long evaluations;

    /**
     * Windows with one upper end.
     *
     * @param sample the sample
     * @param to rank after the last value of the windows
     * @param logUpper ln b; infinite for no upper end
     */
    NeighbouringEnds(SortedSample sample, int to, double logUpper) {
        this.sample = sample;
        this.logs = sample.sharedLogs();
        this.to = to;
        this.logUpper = logUpper;
    }

    /** F evaluated so many times. */
    long evaluations() {
        return evaluations;
    }

    /**
     * A lower bound of the distances of all windows whose lower ends are the values of ranks p to q.
     *
     * @param p first rank
     * @param q last rank, of which the window has two values or more
     * @param rank r, above q and below the end of the windows
     * @return the bound; negative where there is none
     */
    double distance(int p, int q, int rank) {
        double most = to - p - 1;
        double least = to - q - 1;
        double sumMost = sample.positionSum(p + 1, to, logs[p]);
        double sumLeast = sample.positionSum(q + 1, to, logs[q]);
        double slopeLeast;
        double slopeMost;
        if (logUpper == Double.POSITIVE_INFINITY) {
            if (!(sumLeast > 0)) {
                return -1;
            }
            slopeLeast = least / sumMost;
            slopeMost = most / sumLeast;
        } else {
            double longest = logUpper - logs[p];
            double shortest = logUpper - logs[q];
            double meanLeast = sumLeast / (most * longest);
            double meanMost = sumMost / (least * shortest);
            if (!(meanLeast > 0 && meanMost < 1)) {
                return -1;
            }
            double parameterMost = TruncatedExponential.inverseMean(meanLeast);
            double parameterLeast = TruncatedExponential.inverseMean(meanMost);
            slopeMost = parameterMost / (parameterMost > 0 ? shortest : longest);
            slopeLeast = parameterLeast / (parameterLeast > 0 ? longest : shortest);
        }
        slopeMost += SLACK * Math.abs(slopeMost);
        slopeLeast -= SLACK * Math.abs(slopeLeast);
        evaluations += 2;
        double above = share(slopeLeast, q, rank) - (rank - p - 1) / most;
        return Math.max(above, (rank - q) / least - share(slopeMost, p, rank)) - SLACK;
    }

    /**
     * How many lower ends from a rank on are at distances above a cut-off by the deviation at one rank, each on its own; for no
     * upper end, where k̂ has a closed form.
     *
     * @param p first rank
     * @param size how many are tried, at most {@value #MOST_TRIED}
     * @param rank r, above all of them
     * @param cutoff the cut-off
     * @return the number of ends before the first that may be below it
     */
    int aboveCutoff(int p, int size, int rank, double cutoff) {
        sample.meanPositionsAbove(p, to, size, arguments);
        double u = logs[rank];
        for (int i = 0; i < size; i++) {
            arguments[i] = (logs[p + i] - u) / arguments[i];
        }
        ElementaryFunctions.exp(arguments, size, arguments);
        evaluations += size;
        double most = to - p - 1;
        double steps = rank - p - 0.5;
        for (int i = 0; i < size; i++) {
            // The larger of F − (steps − ½)/n and (steps + ½)/n − F.
            double share = 1 / (most - INDEX[i]);
            arguments[i] = Math.abs(1 - arguments[i] - (steps - INDEX[i]) * share) + 0.5 * share;
        }
        for (int i = 0; i < size; i++) {
            // Also false for NaN, where all values are equal.
            if (!(arguments[i] - SLACK > cutoff)) {
                return i;
            }
        }
        return size;
    }

    /** F at a rank of the window above l. */
    private double share(double slope, int l, int rank) {
        double y = logs[rank] - logs[l];
        double range = logUpper - logs[l];
        if (slope == 0) {
            return y / range;
        }
        return slope > 0
                ? ElementaryFunctions.expm1(-slope * y) / ElementaryFunctions.expm1(-slope * range)
                : 1 - ElementaryFunctions.expm1(slope * (range - y)) / ElementaryFunctions.expm1(slope * range);
    }
}
