package org.jumpscope.experiments.exponents;

/**
 * A range of inputs on which one coordinate of the jump should follow a power law, and what was found there.
 *
 * @param coordinate "weight", "bias" or "norm"
 * @param name such as "near" or "far"
 * @param condition the condition in the paper's symbols, with its equation
 * @param predicted the exponent that it predicts
 * @param lower lower end in x
 * @param upper upper end in x
 * @param probability probability of the range under the law of x
 * @param decades log₁₀ of the largest over the smallest jump
 * @param localLow smallest local exponent on it
 * @param localHigh largest local exponent on it
 * @param limit what the fit gives with infinitely many samples
 * @param measured the fit to Monte Carlo samples weighted by 1/p(x), which measures the Jacobian factor
 * @param total the fit to the same samples as they are, which includes the law of x
 */
public record Regime(
        String coordinate,
        String name,
        String condition,
        double predicted,
        double lower,
        double upper,
        double probability,
        double decades,
        double localLow,
        double localHigh,
        double limit,
        Measured measured,
        Measured total) {

    /**
     * An exponent by bounded maximum likelihood.
     *
     * @param exponent k̂, NaN where there is none
     * @param standardError its standard error, NaN likewise
     * @param count samples in the range
     * @param reason why there is no exponent; empty where there is one
     */
    public record Measured(double exponent, double standardError, long count, String reason) {}

    /** Whether the local exponent stays within a tolerance of the predicted one on the whole range. */
    public boolean holds(double tolerance) {
        return Math.abs(localLow - predicted) <= tolerance && Math.abs(localHigh - predicted) <= tolerance;
    }
}
