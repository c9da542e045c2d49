package org.jumpscope.distribution;

import java.util.function.DoubleUnaryOperator;

/** Inversion of a distribution function in one tail, by Newton's method on its logarithm within a bracket. */
final class QuantileSearch {
    /** Newton needs fewer than ten steps from a fair start; after that many, bisection ends in 64 at most. */
    private static final int NEWTON_STEPS = 40;

    private static final int BISECTION_STEPS = 70;
    private static final double EPSILON = 0x1p-52;

    private QuantileSearch() {}

    /**
     * Returns x in [low, high] with tail(x) = p.
     *
     * @param tail F, increasing, if {@code slope} is 1; S, decreasing, if it is −1
     * @param density p(x) = |tail′(x)|
     * @param slope the sign of tail′
     * @param p the probability, above 0
     * @param low where the tail is not beyond p
     * @param high where the tail is not before p
     * @param start a first guess
     */
    static double solve(
            DoubleUnaryOperator tail,
            DoubleUnaryOperator density,
            int slope,
            double p,
            double low,
            double high,
            double start) {
        double below = low;
        double above = high;
        double lastChange = Double.POSITIVE_INFINITY;
        double x = start >= low && start <= high ? start : middle(low, high);
        for (int step = 0; step < NEWTON_STEPS + BISECTION_STEPS; step++) {
            double value = tail.applyAsDouble(x);
            if (value == p) {
                return x;
            }
            if (value < p == slope > 0) {
                below = x;
            } else {
                above = x;
            }
            double excess = (value - p) / p;
            double logRatio = Math.abs(excess) < 0.5 ? Math.log1p(excess) : Math.log(value) - Math.log(p);
            double newton = x - slope * logRatio * (value / density.applyAsDouble(x));
            double change = Math.abs(newton - x);
            // Steps that no longer shrink are the rounding of the tail.
            boolean stalled = change <= 1e-9 * Math.abs(x) && change >= 0.5 * lastChange;
            boolean settled = stalled || Math.abs(logRatio) <= 2 * EPSILON || change <= EPSILON * Math.abs(x);
            lastChange = change;
            if (settled && newton >= below && newton <= above) {
                return newton;
            }
            double next = step < NEWTON_STEPS && newton > below && newton < above ? newton : middle(below, above);
            if (next == below || next == above) {
                return next;
            }
            x = next;
        }
        return x;
    }

    /** Returns the double halfway between in the order of doubles: 64 halvings separate any two, whatever the scale. */
    static double middle(double low, double high) {
        long first = rank(low);
        long second = rank(high);
        long half = (first >> 1) + (second >> 1) + (first & second & 1);
        return Double.longBitsToDouble(half < 0 ? Long.MIN_VALUE - half : half);
    }

    private static long rank(double x) {
        long bits = Double.doubleToLongBits(x);
        return bits < 0 ? Long.MIN_VALUE - bits : bits;
    }
}
