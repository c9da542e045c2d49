package org.jumpscope.criticality.range;

import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.fittest.KolmogorovLaw;

/**
 * The exact two-sided Kolmogorov distance of a stretch of a sample from a law whose distribution function is given: both
 * functions ascend, so on a block of ranks their distance is bounded by its ends, and only blocks whose bound exceeds
 * the largest distance found are halved (statistics §4.7).
 */
final class LawDistance {
    private static final int BLOCKS = 32;

    private final double[] logs;
    private final int from;
    private final int count;
    private final PanelRule.Cumulative law;
    private final double limit;
    private double largest;

    private LawDistance(double[] logs, int from, int count, PanelRule.Cumulative law, double limit) {
        this.logs = logs;
        this.from = from;
        this.count = count;
        this.law = law;
        this.limit = limit;
    }

    /**
     * D*, see {@link KolmogorovLaw#statistic}.
     *
     * @param sample the values
     * @param from first rank
     * @param to rank after the last, above it
     * @param law F
     * @param limit stops where D* is known to be above it
     * @return D* if it is at most the limit, otherwise a number above the limit and at most D*
     */
    static double scaled(SortedSample sample, int from, int to, PanelRule.Cumulative law, double limit) {
        int n = to - from;
        double scale = KolmogorovLaw.statistic(1, n);
        LawDistance distance = new LawDistance(sample.sharedLogs(), from, n, law, limit / scale);
        return scale * distance.find();
    }

    private double find() {
        int blocks = Math.min(BLOCKS, count);
        int[] ranks = new int[blocks + 1];
        double[] values = new double[blocks + 1];
        for (int i = 0; i <= blocks; i++) {
            ranks[i] = (int) ((long) (count - 1) * i / blocks);
            values[i] = look(ranks[i]);
        }
        for (int i = 0; i < blocks; i++) {
            search(ranks[i], values[i], ranks[i + 1], values[i + 1]);
        }
        return largest;
    }

    /** F at a rank; the distances there are noted. */
    private double look(int rank) {
        double value = law.at(logs[from + rank]);
        largest = Math.max(largest, Math.max(value - (double) rank / count, (rank + 1.0) / count - value));
        return value;
    }

    private void search(int low, double lowValue, int high, double highValue) {
        if (high - low < 2 || largest > limit) {
            return;
        }
        // Ranks low + 1 to high − 1: F is between the two values, the empirical law between (low + 1)/n and high/n.
        double bound = Math.max(highValue - (low + 1.0) / count, (double) high / count - lowValue);
        if (bound <= largest) {
            return;
        }
        int middle = (low + high) >>> 1;
        double value = look(middle);
        search(low, lowValue, middle, value);
        search(middle, value, high, highValue);
    }
}
