package org.jumpscope.design;

import java.util.OptionalDouble;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.Distribution;

/**
 * A stretch of the inputs of one class on which the jumps follow the target law times a factor.
 *
 * @param classTarget the target of the class
 * @param biasSign the sign of the bias jump ḃ = −γh, +1 or −1
 * @param from the smallest input
 * @param to the largest input
 * @param mass the share of the class that is in this branch
 * @param law the target law
 * @param scale the factor s: the jumps are s times a number of this law
 */
public record DesignedBranch(
        double classTarget, int biasSign, double from, double to, double mass, Distribution law, double scale) {

    /**
     * Returns the exponent that was asked for.
     *
     * @return k where the target is a bounded power law, else empty
     */
    public OptionalDouble exponent() {
        return law instanceof BoundedPowerLaw power ? OptionalDouble.of(power.exponent()) : OptionalDouble.empty();
    }

    /**
     * Returns the smallest jump.
     *
     * @return s times the lower end of the law
     */
    public double lowestJump() {
        return scale * law.support().low();
    }

    /**
     * Returns the largest jump.
     *
     * @return s times the upper end of the law, which may be infinite
     */
    public double highestJump() {
        return scale * law.support().high();
    }
}
