package org.jumpscope.duality;

/**
 * A range of jumps on which a condition holds, inside one monotone branch.
 *
 * @param lower lower end in x
 * @param upper upper end in x
 * @param lowerJump smallest q̇
 * @param upperJump largest q̇
 * @param decades log₁₀ of their ratio
 * @param mass probability of the range under the class's law
 * @param biasSign sign of the bias jump on it
 */
public record ScalingRange(
        double lower, double upper, double lowerJump, double upperJump, double decades, double mass, int biasSign) {}
