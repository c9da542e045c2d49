package org.jumpscope.distribution;

/**
 * Sums over the values v in a range [a, b] that a bounded power-law fit needs, with z = ln(v/a)/ln(b/a) and weights w.
 *
 * @param weight Σw
 * @param weightedPosition Σwz
 * @param squaredWeight Σw²
 * @param squaredWeightPosition Σw²z
 * @param squaredWeightPositionSquared Σw²z²
 * @param unweighted whether every w is 1, so that the standard error is that of the likelihood
 */
public record RangeMoments(
        double weight,
        double weightedPosition,
        double squaredWeight,
        double squaredWeightPosition,
        double squaredWeightPositionSquared,
        boolean unweighted) {

    /**
     * The sums of n values without weights.
     *
     * @param n number of values
     * @param positionSum Σz
     * @param squaredPositionSum Σz²
     */
    public static RangeMoments ofCount(double n, double positionSum, double squaredPositionSum) {
        return new RangeMoments(n, positionSum, n, positionSum, squaredPositionSum, true);
    }
}
