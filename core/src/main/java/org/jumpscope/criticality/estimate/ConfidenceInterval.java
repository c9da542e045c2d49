package org.jumpscope.criticality.estimate;

/**
 * A confidence interval of an exponent.
 *
 * @param lower its lower end; may be −∞
 * @param upper its upper end; may be +∞
 * @param level its nominal coverage, such as 0.95
 */
public record ConfidenceInterval(double lower, double upper, double level) {

    /** Whether a value lies in it, ends included. */
    public boolean contains(double value) {
        return value >= lower && value <= upper;
    }

    /** Its width. */
    public double width() {
        return upper - lower;
    }
}
