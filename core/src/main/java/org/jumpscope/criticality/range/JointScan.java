package org.jumpscope.criticality.range;

import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.fittest.KolmogorovDistance;
import org.jumpscope.criticality.fittest.KolmogorovLaw;

/**
 * The window of the greatest Fisher information n L² v(t̂) among those on a grid of cut points that pass the
 * Kolmogorov–Smirnov test, refined twice on local grids (statistics §4.5, §4.7). Windows are tried in descending order of
 * information, each is decided exactly, and the first that passes is taken.
 */
final class JointScan {
    private static final int REFINED = 61;
    private static final int ROUNDS = 2;
    /** Cut points to either side over which a grid is refined. */
    private static final int REACH = 2;

    private static final int PLACE_BITS = 16;
    private static final long PLACE = (1L << PLACE_BITS) - 1;

    private final SortedSample sample;
    private final double[] logs;
    private final EndConvention convention;
    private final KolmogorovLaw.Critical passing;
    private final int minimumCount;
    private final double minimumLogRange;
    private final long budget;
    private final FittedWindow window;

    private long[] heap = new long[0];
    private int heapSize;
    private long undecided;

    private int bestLower = -1;
    private int bestUpper = -1;
    private double bestScore;

    JointScan(
            SortedSample sample,
            EndConvention convention,
            KolmogorovLaw.Critical passing,
            int minimumCount,
            double minimumLogRange,
            long budget) {
        this.sample = sample;
        this.logs = sample.sharedLogs();
        this.convention = convention;
        this.passing = passing;
        this.minimumCount = Math.max(minimumCount, 1);
        this.minimumLogRange = minimumLogRange;
        this.budget = budget;
        this.window = new FittedWindow(sample, KolmogorovDistance.Convention.TWO_SIDED);
    }

    /** Whether a window passed. */
    boolean found() {
        return bestLower >= 0;
    }

    /** First rank of the lower end. */
    int lower() {
        return bestLower;
    }

    /** First rank of the upper end. */
    int upper() {
        return bestUpper;
    }

    long work() {
        return window.evaluations();
    }

    /** Windows of more information than the best, of the last grid, that the budget left undecided. */
    long undecided() {
        return undecided;
    }

    /** The best window, fitted. */
    FittedWindow fitted() {
        return fitted(bestLower, bestUpper);
    }

    /** The window between two values, fitted. */
    FittedWindow fitted(int lower, int upper) {
        boolean inside = convention == EndConvention.INTERIOR;
        int from = inside ? sample.firstAbove(logs[lower]) : lower;
        int to = inside ? upper : sample.firstAbove(logs[upper]);
        if (!window.fit(from, to, logs[lower], logs[upper])) {
            throw new IllegalStateException("Window from rank " + from + " to " + to + " has no estimate.");
        }
        return window;
    }

    /** Scans so many cut points, then around the best window. */
    void run(int cutPoints) {
        CutPoints grid = CutPoints.spread(sample, cutPoints);
        CutPoints lowers = grid;
        CutPoints uppers = grid;
        int place = firstPassing(lowers, uppers);
        for (int round = 0; round < ROUNDS && bestLower >= 0 && undecided == 0; round++) {
            if (place >= 0) {
                int i = place / uppers.size();
                int j = place % uppers.size();
                lowers = around(lowers, i);
                uppers = around(uppers, j);
            } else {
                lowers = closer(lowers, bestLower);
                uppers = closer(uppers, bestUpper);
            }
            place = firstPassing(lowers, uppers);
        }
    }

    private CutPoints around(CutPoints cuts, int place) {
        int from = cuts.first(Math.max(place - REACH, 0));
        int to = cuts.first(Math.min(place + REACH, cuts.size() - 1));
        return CutPoints.between(sample, from, to, REFINED);
    }

    private CutPoints closer(CutPoints cuts, int rank) {
        int place = 0;
        while (place + 1 < cuts.size() && cuts.first(place + 1) <= rank) {
            place++;
        }
        return around(cuts, place);
    }

    /** The window of the most information, whether it passes or not, as ranks of its ends in (lower, upper); null if none. */
    int[] mostInformative(int cutPoints) {
        CutPoints grid = CutPoints.spread(sample, cutPoints);
        fill(grid, grid);
        if (heapSize == 0) {
            return null;
        }
        int place = (int) (PLACE - (heap[0] & PLACE));
        return new int[] {grid.first(place / grid.size()), grid.first(place % grid.size())};
    }

    /** Takes the most informative window that passes and is better than the best so far; −1 if there is none. */
    private int firstPassing(CutPoints lowers, CutPoints uppers) {
        fill(lowers, uppers);
        while (heapSize > 0) {
            if (window.evaluations() > budget) {
                undecided = heapSize;
                return -1;
            }
            long key = pop();
            int place = (int) (PLACE - (key & PLACE));
            int i = place / uppers.size();
            int j = place % uppers.size();
            boolean inside = convention == EndConvention.INTERIOR;
            int from = inside ? lowers.last(i) + 1 : lowers.first(i);
            int to = inside ? uppers.first(j) : uppers.last(j) + 1;
            if (!window.fit(from, to, logs[lowers.first(i)], logs[uppers.first(j)])) {
                continue;
            }
            double cutoff = passing.distance(to - from, window.parameter());
            if (!window.exceeds(cutoff)) {
                bestLower = lowers.first(i);
                bestUpper = uppers.first(j);
                bestScore = score(from, to, logs[bestLower], logs[bestUpper]);
                return place;
            }
        }
        return -1;
    }

    private double score(int from, int to, double lower, double upper) {
        double range = upper - lower;
        int count = to - from;
        double mean = sample.positionSum(from, to, lower) / (count * range);
        return mean > 0 && mean < 1 ? count * range * range * InformationByMean.at(mean) : 0;
    }

    /** Collects the windows of enough values and length and of more information than the best, as a heap. */
    private void fill(CutPoints lowers, CutPoints uppers) {
        int columns = uppers.size();
        if (heap.length < lowers.size() * columns) {
            heap = new long[lowers.size() * columns];
        }
        heapSize = 0;
        boolean inside = convention == EndConvention.INTERIOR;
        for (int i = 0; i < lowers.size(); i++) {
            int from = inside ? lowers.last(i) + 1 : lowers.first(i);
            double lower = logs[lowers.first(i)];
            for (int j = columns - 1; j >= 0; j--) {
                int to = inside ? uppers.first(j) : uppers.last(j) + 1;
                double upper = logs[uppers.first(j)];
                if (to - from < minimumCount || !(upper - lower >= minimumLogRange) || !(upper > lower)) {
                    break;
                }
                double score = score(from, to, lower, upper);
                if (score > bestScore) {
                    // The place of the window in the low bits: of nearly equal ones the first counts.
                    long place = PLACE - (i * columns + j);
                    heap[heapSize++] = (Double.doubleToRawLongBits(score) & ~PLACE) | place;
                }
            }
        }
        for (int k = heapSize / 2 - 1; k >= 0; k--) {
            sink(k);
        }
    }

    private long pop() {
        long top = heap[0];
        heap[0] = heap[--heapSize];
        sink(0);
        return top;
    }

    private void sink(int start) {
        int k = start;
        long key = heap[k];
        while (2 * k + 1 < heapSize) {
            int child = 2 * k + 1;
            if (child + 1 < heapSize && heap[child + 1] > heap[child]) {
                child++;
            }
            if (heap[child] <= key) {
                break;
            }
            heap[k] = heap[child];
            k = child;
        }
        heap[k] = key;
    }
}
