package org.jumpscope.distribution;

import java.io.Serializable;
import java.util.Arrays;

/** The counts of a {@link LogHistogram} for one sign: a window of bins that grows, and what is apart from it. */
final class BinWindow implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The window grows by at least eight octaves at either end. */
    private static final int GROWTH = 8 << LogHistogram.MANTISSA_BITS;

    /** Counts of the bins from {@link #base} on. */
    private long[] counts = {};
    /** The first bin of the window; bin 0 never is in it, since it holds zero. */
    private int base = 1;
    /** The subnormal numbers of bin 0. */
    private long smallest;

    private long infinities;

    /** The counts themselves, for loops; {@link #add(int, long)} may replace them. */
    long[] counts() {
        return counts;
    }

    int base() {
        return base;
    }

    void addInfinity() {
        infinities++;
    }

    long infinities() {
        return infinities;
    }

    /** The number of finite values. */
    long sum() {
        return smallest + Arrays.stream(counts).sum();
    }

    int end() {
        return base + counts.length;
    }

    long count(int bin) {
        int offset = bin - base;
        if (offset >= 0 && offset < counts.length) {
            return counts[offset];
        }
        return bin == 0 ? smallest : 0;
    }

    /** Adds to a bin, which widens the window to it. */
    void add(int bin, long count) {
        if (bin == 0) {
            smallest += count;
            return;
        }
        cover(bin, bin + 1);
        counts[bin - base] += count;
    }

    /** Widens the window to the bins from {@code from} on, up to but without {@code to}. */
    private void cover(int from, int to) {
        int width = counts.length;
        if (width > 0 && from >= base && to <= end()) {
            return;
        }
        // A window that doubles at the side where it grows, so that rising values do not copy it each time.
        int growth = Math.max(GROWTH, width);
        int newBase = width > 0 && from >= base ? base : Math.max(1, Math.min(from, width > 0 ? base : from) - growth);
        int newEnd = width > 0 && to <= end()
                ? end()
                : Math.min(LogHistogram.BINS, Math.max(to, width > 0 ? end() : to) + growth);
        long[] wider = new long[newEnd - newBase];
        System.arraycopy(counts, 0, wider, width > 0 ? base - newBase : 0, width);
        counts = wider;
        base = newBase;
    }

    void merge(BinWindow other) {
        if (other.counts.length > 0) {
            cover(other.base, other.end());
            int shift = other.base - base;
            for (int i = 0; i < other.counts.length; i++) {
                counts[i + shift] += other.counts[i];
            }
        }
        smallest += other.smallest;
        infinities += other.infinities;
    }
}
