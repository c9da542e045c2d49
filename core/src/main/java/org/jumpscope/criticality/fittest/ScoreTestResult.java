package org.jumpscope.criticality.fittest;

/**
 * What a score test found.
 *
 * @param z the statistic; mean 0 and variance 1 under the power law, and normal for many values
 * @param pValue two-sided: twice the smaller of P(Z ≤ z) and P(Z ≥ z), at most 1. A simulated one is at least twice the
 *     inverse of the number of replicates
 * @param side on which side of its law z lies
 * @param law how the p-value was found
 */
public record ScoreTestResult(double z, double pValue, Side side, NullLaw law) {

    /** A side of the law of Z. */
    public enum Side {
        /** Z is small: the density falls faster at both ends (lognormal), or at the upper end (cut-off). */
        BELOW,
        /** Z is large: it falls more slowly there. */
        ABOVE
    }

    /** Where the law of Z under the power law comes from. */
    public enum NullLaw {
        /** The normal limit. */
        NORMAL,
        /** Simulated samples of the same size. */
        SIMULATED
    }
}
