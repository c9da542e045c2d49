package org.jumpscope.criticality.fittest;

/**
 * Maximum likelihood of a {@link TiltedLaw}: the mean of ln f over the values, ℓ(θ) = −ln N(θ) − θ₁m − θ₂q with m and q
 * the sample means of y and s(y), is concave, so Newton's steps with halving find its one maximum from any start.
 */
final class TiltFit {
    private static final int STEPS = 200;
    private static final int HALVINGS = 60;
    /** The Newton decrement, twice the likelihood still to be gained by value, below which the maximum is found. */
    private static final double SETTLED = 1e-31;

    /** The decrement below which rounding may hide that a step gains. */
    private static final double NEAR = 1e-12;

    private final TiltedLaw law;
    private final double position;
    private final double bend;
    private final boolean positive;

    double tilt;
    double bending;
    /** ℓ, without the unit of y. */
    double height;

    /**
     * A problem.
     *
     * @param law the family
     * @param position m
     * @param bend q
     * @param positive whether θ₂ has to be positive
     */
    TiltFit(TiltedLaw law, double position, double bend, boolean positive) {
        this.law = law;
        this.position = position;
        this.bend = bend;
        this.positive = positive;
    }

    private double heightAt(double trialTilt, double trialBending) {
        if (positive && !(trialBending > 0)) {
            return Double.NEGATIVE_INFINITY;
        }
        if (!law.evaluate(trialTilt, trialBending)) {
            return Double.NEGATIVE_INFINITY;
        }
        return -law.logNormaliser - trialTilt * position - trialBending * bend;
    }

    /**
     * Climbs from a start.
     *
     * @return whether a maximum was found; the answer is in the fields
     */
    boolean climb(double startTilt, double startBending) {
        tilt = startTilt;
        bending = startBending;
        height = heightAt(tilt, bending);
        if (height == Double.NEGATIVE_INFINITY) {
            return false;
        }
        int last = 0;
        for (int step = 0; step < STEPS; step++) {
            double g1 = law.meanPosition - position;
            double g2 = law.meanBend - bend;
            double v11 = law.variancePosition;
            double v12 = law.covariance;
            double slope = v12 / v11;
            // Variance of s without its linear part in y; by rounding it can be a little below 0.
            double rest = Math.max(law.varianceBend - v12 * slope, 1e-15 * law.varianceBend);
            double g2rest = g2 - slope * g1;
            double stepBending = g2rest / rest;
            double stepTilt = g1 / v11 - slope * stepBending;
            double decrement = g1 * g1 / v11 + g2rest * g2rest / rest;
            if (!(decrement > SETTLED)) {
                return decrement <= SETTLED;
            }
            double share = 1;
            if (positive && bending + stepBending <= 0) {
                share = -0.9 * bending / stepBending;
            }
            double next = Double.NEGATIVE_INFINITY;
            int halvings = 0;
            for (; halvings < HALVINGS; halvings++) {
                next = heightAt(tilt + share * stepTilt, bending + share * stepBending);
                if (next >= height + 1e-4 * share * decrement
                        || (decrement < NEAR && next > Double.NEGATIVE_INFINITY)) {
                    break;
                }
                share *= 0.5;
            }
            if (halvings == HALVINGS) {
                // No step gains anything any more: rounding is all that is left, or there is no maximum.
                heightAt(tilt, bending);
                return decrement < 1e-10;
            }
            tilt += share * stepTilt;
            bending += share * stepBending;
            height = next;
            // From here each step squares the error: a second one reaches the rounding of the sums.
            if (decrement < NEAR && ++last == 2) {
                return true;
            }
        }
        return false;
    }
}
