package org.jumpscope.criticality.estimate;

/**
 * A range [a, b] with the stretch of a sorted sample that lies in it.
 *
 * @param from rank of the first value in the window, from 0
 * @param to rank after the last
 * @param lower a
 * @param upper b; may be infinite
 * @param logLower ln a
 * @param logUpper ln b
 */
public record Window(int from, int to, double lower, double upper, double logLower, double logUpper) {

    /** n, the number of values. */
    public int count() {
        return to - from;
    }

    /** L = ln(b/a). */
    public double logRange() {
        return logUpper - logLower;
    }

    /** log₁₀(b/a). */
    public double decades() {
        return logRange() / LN_10;
    }

    private static final double LN_10 = 2.302585092994046;
}
