package org.jumpscope.criticality.range;

import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.fittest.KolmogorovDistance;

/**
 * The end of a range, among the values of a sample, whose window is at the smallest Kolmogorov–Smirnov distance from its
 * fitted law; the other end is given or infinite. The first of equals in ascending order is taken, as an exhaustive scan
 * with a strict comparison takes it.
 *
 * <p>64 candidates, and some closer and closer to the best of them, give a good cut-off, then all are tried in ascending order; most lower ends are refuted many at once by the
 * violator of the one before ({@link NeighbouringEnds}), most others by it in one evaluation. Exact for every sample, near n evaluations for ordinary ones, and without a bound below n²
 * for contrived ones (statistics §4.7, §4.9), hence the budget.
 */
final class EndScan {
    private static final int COARSE = 64;
    private static final int CLOSER = 8;
    /** Fewest neighbouring ends that are worth bounds. */
    private static final int FEWEST_BOUNDED = 24;
    /** Fewest that are tried side by side without bounds. */
    private static final int FEWEST_TRIED = 8;
    /** By about so many times 1/n the bounds of a deviation move with each end. */
    private static final double MOVES = 4;

    /** Which end is sought. */
    enum Free {
        LOWER,
        UPPER
    }

    private final SortedSample sample;
    private final double[] logs;
    private final Free free;
    private final EndConvention convention;
    private final int minimumCount;
    private final double minimumLogRange;
    /** ln of the given end; infinite for a lower end alone. */
    private final double givenLog;
    /** First rank inside the given end, or the rank after the last. */
    private final int givenRank;

    private final FittedWindow window;
    /** Bounds for many lower ends at once; null where they do not apply. */
    private final NeighbouringEnds neighbours;

    /** So many neighbouring ends may be refuted together, by the margin of the last deviation. */
    private int together;
    /** So many are tried side by side. */
    private int tried = FEWEST_TRIED;

    private int best = -1;
    private double bestDistance = Double.POSITIVE_INFINITY;
    private int candidates;
    private int undecided;
    private double leastUndecided = Double.POSITIVE_INFINITY;

    EndScan(
            SortedSample sample,
            Free free,
            double given,
            EndConvention convention,
            KolmogorovDistance.Convention distance,
            int minimumCount,
            double minimumLogRange) {
        this.sample = sample;
        this.logs = sample.sharedLogs();
        this.free = free;
        this.convention = convention;
        this.minimumCount = Math.max(minimumCount, 1);
        this.minimumLogRange = minimumLogRange;
        this.givenLog = given;
        this.givenRank = free == Free.LOWER ? sample.firstAbove(given) : sample.firstAtLeast(given);
        this.window = new FittedWindow(sample, distance);
        this.neighbours = free == Free.LOWER
                        && convention == EndConvention.INTERIOR
                        && distance == KolmogorovDistance.Convention.TWO_SIDED
                ? new NeighbouringEnds(sample, givenRank, given)
                : null;
    }

    /** Rank of the best end, the first of its ties; −1 if no window is long and full enough. */
    int best() {
        return best;
    }

    double bestDistance() {
        return bestDistance;
    }

    long work() {
        return window.evaluations() + (neighbours == null ? 0 : neighbours.evaluations());
    }

    /** How many windows were long and full enough. */
    int candidates() {
        return candidates;
    }

    /** How many of them the budget left undecided. */
    int undecided() {
        return undecided;
    }

    /** No undecided window is at a smaller distance. */
    double leastUndecided() {
        return leastUndecided;
    }

    /** The window of a candidate, fitted. */
    FittedWindow fitted(int rank) {
        if (!fit(rank, sample.firstAbove(logs[rank]) - 1)) {
            throw new IllegalStateException("Candidate " + rank + " has no estimate.");
        }
        return window;
    }

    /** Scans until the work is above the budget. */
    void run(long budget) {
        coarse();
        int size = logs.length;
        int end;
        for (int rank = 0; rank < size; rank = end) {
            end = pastRefuted(rank);
            if (end > rank) {
                continue;
            }
            end = lastOfTie(rank) + 1;
            if (!fit(rank, end - 1)) {
                continue;
            }
            candidates++;
            if (work() <= budget) {
                decide(rank);
            } else {
                undecided++;
                leastUndecided = Math.min(leastUndecided, window.deviation());
            }
        }
    }

    /** The first rank after neighbouring ends that are refuted together; the rank itself if there are none. */
    private int pastRefuted(int rank) {
        int violator = window.violator();
        if (neighbours == null || best < 0 || violator < 0) {
            return rank;
        }
        double top = Math.min(givenLog, logs[logs.length - 1]);
        boolean bounds = together >= FEWEST_BOUNDED;
        int size = bounds ? together : tried;
        int q = lastOfTie(Math.min(rank + size, logs.length) - 1);
        boolean inside = q < violator
                && violator < givenRank
                && givenRank - q - 1 >= Math.max(minimumCount, 2)
                && top - logs[q] >= minimumLogRange;
        if (!inside || (!bounds && givenLog < Double.POSITIVE_INFINITY)) {
            together = 0;
            return rank;
        }
        int end;
        if (bounds) {
            double bound = neighbours.distance(rank, q, violator);
            together = together(bound, givenRank - q);
            end = bound > bestDistance ? q + 1 : rank;
        } else {
            int refuted = neighbours.aboveCutoff(rank, Math.min(size, q + 1 - rank), violator, bestDistance);
            tried = Math.max(FEWEST_TRIED, Math.min(2 * refuted, NeighbouringEnds.MOST_TRIED));
            // A tie is refuted with its last value.
            end = rank + refuted;
            while (end > rank && end < logs.length && logs[end] == logs[end - 1]) {
                end--;
            }
        }
        for (int i = rank; i < end; i++) {
            candidates += logs[i] == logs[i + 1] ? 0 : 1;
        }
        return end;
    }

    /** Each further end moves a deviation by a few times 1/n at most. */
    private int together(double deviation, int count) {
        return (int) Math.min(logs.length, (deviation - bestDistance) * count / MOVES);
    }

    /** Tries candidates spaced in rank and in ln x. */
    private void coarse() {
        int size = logs.length;
        if (size < 4 * COARSE) {
            return;
        }
        int low = free == Free.LOWER ? 0 : givenRank;
        int high = free == Free.LOWER ? givenRank - 1 : size - 1;
        int[] ranks = new int[COARSE];
        for (int c = 0; c < COARSE / 2; c++) {
            double share = (c + 0.5) / (COARSE / 2);
            ranks[2 * c] = low + (int) (share * (high - low));
            ranks[2 * c + 1] = sample.firstAtLeast(logs[low] + share * (logs[high] - logs[low]));
        }
        // The most promising first: each new best costs a whole distance.
        tryAt(mostPromising(ranks));
        for (int rank : ranks) {
            tryAt(rank);
        }
        // Closer to the best so far.
        for (int gap = (high - low) / COARSE; gap > 1 && best >= 0; gap /= CLOSER) {
            int centre = best;
            for (int c = -CLOSER; c <= CLOSER; c++) {
                int rank = centre + c * gap;
                if (c != 0 && rank >= low && rank <= high) {
                    tryAt(rank);
                }
            }
        }
    }

    /** The one of the smallest deviation at a few values of its window. */
    private int mostPromising(int[] ranks) {
        int found = ranks[0];
        double least = Double.POSITIVE_INFINITY;
        for (int rank : ranks) {
            if (fitAt(rank)) {
                double deviation = window.deviation();
                if (deviation < least) {
                    least = deviation;
                    found = rank;
                }
            }
        }
        return found;
    }

    private void tryAt(int rank) {
        if (fitAt(rank)) {
            decide(firstOfTie(rank));
        }
    }

    private boolean fitAt(int rank) {
        int first = firstOfTie(rank);
        return fit(first, sample.firstAbove(logs[first]) - 1);
    }

    private int firstOfTie(int rank) {
        return sample.firstAtLeast(logs[Math.min(rank, logs.length - 1)]);
    }

    private void decide(int rank) {
        // Of equal distances the first in ascending order counts.
        double cutoff = rank < best ? bestDistance : Math.nextDown(bestDistance);
        if (best >= 0 && (rank == best || window.exceeds(cutoff))) {
            together = together(window.largest(), window.count());
            return;
        }
        together = 0;
        bestDistance = best >= 0 ? window.distanceThere() : window.distance();
        best = rank;
    }

    /** Whether the window of a candidate, its first and last rank, is long and full enough and has an estimate. */
    private boolean fit(int first, int last) {
        boolean inside = convention == EndConvention.INTERIOR;
        int from;
        int to;
        double lower;
        double upper;
        if (free == Free.LOWER) {
            from = inside ? last + 1 : first;
            to = givenRank;
            lower = logs[first];
            upper = Math.min(givenLog, logs[logs.length - 1]);
        } else {
            from = givenRank;
            to = inside ? first : last + 1;
            lower = givenLog;
            upper = logs[first];
        }
        if (to - from < minimumCount || !(upper - lower >= minimumLogRange)) {
            return false;
        }
        return window.fit(from, to, lower, free == Free.LOWER ? givenLog : upper);
    }

    private int lastOfTie(int rank) {
        double u = logs[rank];
        int last = rank;
        while (last + 1 < logs.length && logs[last + 1] == u) {
            last++;
        }
        return last;
    }
}
