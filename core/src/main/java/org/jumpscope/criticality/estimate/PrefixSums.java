package org.jumpscope.criticality.estimate;

/**
 * Sums of the first i terms of a sequence in twice the working precision, so that the sum of any stretch of them is correct
 * to the last digit, and not only to the rounding of the whole sum.
 */
final class PrefixSums {
    private final double[] high;
    private final double[] low;

    /**
     * Adds up the terms.
     *
     * @param terms the terms. Not modified.
     */
    PrefixSums(double[] terms) {
        high = new double[terms.length + 1];
        low = new double[terms.length + 1];
        double sum = 0;
        double rest = 0;
        for (int i = 0; i < terms.length; i++) {
            // Two-sum: what the leading part loses is added up apart, so that only one addition waits for the one
            // before.
            double term = terms[i];
            double next = sum + term;
            double part = next - sum;
            rest += (sum - (next - part)) + (term - part);
            sum = next;
            high[i + 1] = sum;
            low[i + 1] = rest;
        }
    }

    /** The sum of the terms from {@code from} on, up to but without {@code to}. */
    double between(int from, int to) {
        return (high[to] - high[from]) + (low[to] - low[from]);
    }

    /** The sums from {@code from} + i + 1 up to but without {@code to}, for i from 0 to size − 1. */
    void tails(int from, int to, int size, double[] out) {
        double highEnd = high[to];
        double lowEnd = low[to];
        for (int i = 0; i < size; i++) {
            out[i] = (highEnd - high[from + 1 + i]) + (lowEnd - low[from + 1 + i]);
        }
    }
}
