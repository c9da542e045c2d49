package org.jumpscope.duality;

/**
 * The local exponents at one point: p ∝ v^−k with k = −d log p/d log v (theory §2).
 *
 * @param jacobian k_J = 1 + L′/L², of the Jacobian factor of q̇, L = wρ + x/(1 + x²)
 * @param dataset k_p = −(d log p/dx)/L, of the boundary distribution
 * @param weight k_w = 1 + (w²ρ′ − 1/x²)/(wρ + 1/x)², of the Jacobian factor of ẇ, without a shift
 * @param bias k_b = 1 + ρ′/ρ² = hh″/h′², of the Jacobian factor of ḃ
 */
public record LocalExponent(double jacobian, double dataset, double weight, double bias) {

    /** k = k_J + k_p, of the density of q̇ with a single preimage. */
    public double total() {
        return jacobian + dataset;
    }
}
