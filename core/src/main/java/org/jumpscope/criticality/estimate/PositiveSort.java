package org.jumpscope.criticality.estimate;

import java.util.Arrays;

/**
 * Sorts positive numbers by the bits of their representation, which ascend as they do: three passes over 11 bits each of
 * their distance from the least, then a sort of the few that still share those 33 bits.
 */
final class PositiveSort {
    private static final int DIGIT = 11;
    private static final int BUCKETS = 1 << DIGIT;
    private static final int PASSES = 3;
    /** Below this the passes cost more than comparisons. */
    private static final int FEW = 3000;

    private PositiveSort() {}

    /**
     * The numbers in ascending order, in a new array.
     *
     * @param values positive finite numbers. Not modified.
     */
    static double[] sorted(double[] values) {
        int n = values.length;
        if (n < FEW) {
            double[] copy = values.clone();
            Arrays.sort(copy);
            return copy;
        }
        long least = Long.MAX_VALUE;
        long greatest = 0;
        for (double value : values) {
            long bits = Double.doubleToRawLongBits(value);
            least = Math.min(least, bits);
            greatest = Math.max(greatest, bits);
        }
        int shift = Math.max(Long.SIZE - Long.numberOfLeadingZeros(greatest - least) - PASSES * DIGIT, 0);
        int[] first = new int[BUCKETS];
        int[] second = new int[BUCKETS];
        int[] third = new int[BUCKETS];
        for (double value : values) {
            long key = (Double.doubleToRawLongBits(value) - least) >>> shift;
            first[(int) key & (BUCKETS - 1)]++;
            second[(int) (key >>> DIGIT) & (BUCKETS - 1)]++;
            third[(int) (key >>> (2 * DIGIT))]++;
        }
        double[] one = new double[n];
        double[] two = new double[n];
        pass(values, least, shift, first, one);
        pass(one, least, shift + DIGIT, second, two);
        pass(two, least, shift + 2 * DIGIT, third, one);
        if (shift > 0) {
            sortEqualKeys(one, least, shift);
        }
        return one;
    }

    private static void pass(double[] in, long least, int shift, int[] counts, double[] out) {
        int start = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            int count = counts[bucket];
            counts[bucket] = start;
            start += count;
        }
        for (double value : in) {
            int digit = (int) ((Double.doubleToRawLongBits(value) - least) >>> shift) & (BUCKETS - 1);
            out[counts[digit]++] = value;
        }
    }

    private static void sortEqualKeys(double[] values, long least, int shift) {
        int start = 0;
        long key = (Double.doubleToRawLongBits(values[0]) - least) >>> shift;
        for (int i = 1; i <= values.length; i++) {
            long next = i == values.length ? -1 : (Double.doubleToRawLongBits(values[i]) - least) >>> shift;
            if (next != key) {
                if (i - start > 1) {
                    Arrays.sort(values, start, i);
                }
                start = i;
                key = next;
            }
        }
    }
}
