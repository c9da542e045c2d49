package org.jumpscope.criticality.range;

import java.util.Arrays;
import org.jumpscope.criticality.estimate.SortedSample;

/** Values of a sample that may be ends of a range, in ascending order, each with the first and the last of its ties. */
final class CutPoints {
    private final int[] first;
    private final int[] last;

    private CutPoints(SortedSample sample, int[] ranks) {
        double[] logs = sample.sharedLogs();
        int[] kept = new int[ranks.length];
        int count = 0;
        Arrays.sort(ranks);
        for (int rank : ranks) {
            if (count == 0 || logs[rank] > logs[kept[count - 1]]) {
                kept[count++] = rank;
            }
        }
        first = new int[count];
        last = new int[count];
        for (int i = 0; i < count; i++) {
            first[i] = sample.firstAtLeast(logs[kept[i]]);
            last[i] = sample.firstAbove(logs[kept[i]]) - 1;
        }
    }

    /** About so many: half evenly spaced in rank, half in ln x, the least and the greatest value among them. */
    static CutPoints spread(SortedSample sample, int number) {
        int half = Math.max(number / 2, 2);
        double[] logs = sample.sharedLogs();
        int end = logs.length - 1;
        int[] ranks = new int[2 * half];
        for (int i = 0; i < half; i++) {
            double share = (double) i / (half - 1);
            ranks[2 * i] = (int) Math.round(share * end);
            ranks[2 * i + 1] = Math.min(sample.firstAtLeast(logs[0] + share * (logs[end] - logs[0])), end);
        }
        return new CutPoints(sample, ranks);
    }

    /** At most so many between two ranks, both included, evenly spaced in rank. */
    static CutPoints between(SortedSample sample, int from, int to, int number) {
        int count = Math.min(number, to - from + 1);
        int[] ranks = new int[count];
        for (int i = 0; i < count; i++) {
            ranks[i] = count == 1 ? from : from + (int) ((long) i * (to - from) / (count - 1));
        }
        return new CutPoints(sample, ranks);
    }

    int size() {
        return first.length;
    }

    /** The first rank of the value. */
    int first(int cut) {
        return first[cut];
    }

    /** The last rank of the value. */
    int last(int cut) {
        return last[cut];
    }
}
