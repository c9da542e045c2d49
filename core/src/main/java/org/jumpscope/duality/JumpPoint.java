package org.jumpscope.duality;

import org.jumpscope.numeric.Vector;

/**
 * The map at one point x of the boundary.
 *
 * @param x the input
 * @param preActivation y = wx + b
 * @param weightJump ẇ = xḃ
 * @param biasJump ḃ = −γh(y)
 * @param jump q̇ = √(ẇ² + ḃ²), (5.3)
 * @param logJump log q̇, also where q̇ underflows
 * @param logSlope L = d log q̇/dx = wρ + x/(1 + x²)
 * @param jacobian |dq̇/dx| = q̇|L|, the radial derivative (5.4)
 * @param logJacobian its logarithm
 * @param jacobianArcLength q̇√(L² + (1 + x²)^−2), the singular value of the 2 × 1 Jacobian (4.4)
 * @param exponent the local exponents
 * @param preimages all x with the same q̇ and the same sign of ḃ, in increasing order
 * @param logDensity log p(q̇) summed over those preimages
 */
public record JumpPoint(
        double x,
        double preActivation,
        double weightJump,
        double biasJump,
        double jump,
        double logJump,
        double logSlope,
        double jacobian,
        double logJacobian,
        double jacobianArcLength,
        LocalExponent exponent,
        Vector preimages,
        double logDensity) {}
