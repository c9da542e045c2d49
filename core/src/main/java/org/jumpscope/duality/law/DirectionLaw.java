package org.jumpscope.duality.law;

import java.util.List;
import java.util.Optional;
import org.jumpscope.numeric.Vector;

/**
 * The decoupled law along one direction v, how it compares with the samples, and what couples it to others.
 *
 * @param index its place among the singular values, from 0
 * @param value σ = |J(x₀)v|
 * @param onPlateau whether σ is the plateau's at every sample, because neither the first weights nor x₀ see v; such v are those
 *     along which the samples spread most
 * @param varianceShare the share of the variance of all jumps that lies along u
 * @param direction v
 * @param offset uᵀq̇(x₀): the whole coordinate of a jump is η + offset
 * @param law the law of η = uᵀ[q̇(x) − q̇(x₀)] by (4.6), with its curve and the law of ξ = vᵀ(x − x₀)
 * @param points the curve and the law in the middle 99.8 % of ξ
 * @param coordinates ξ of the samples
 * @param jumps η of the samples
 * @param sobol S, and with it the coupling c (D2, D1)
 * @param distance of the sampled log|η| to the predicted (D3)
 * @param exponents the same for local exponents
 * @param product on the plateau, the product law
 * @param correction perturbation theory of the coupling; empty where it was not asked for
 * @param validity whether (4.6) holds
 */
public record DirectionLaw(
        int index,
        double value,
        boolean onPlateau,
        double varianceShare,
        Vector direction,
        double offset,
        CurveLaw law,
        List<CurvePoint> points,
        Vector coordinates,
        Vector jumps,
        FirstOrderIndex sobol,
        SampleDistance distance,
        ExponentDifference exponents,
        Optional<ProductAgreement> product,
        Optional<CouplingCorrection> correction,
        Validity validity) {

    /** Keeps a copy of the list. */
    public DirectionLaw {
        points = List.copyOf(points);
    }

    /**
     * The product law of a direction of the plateau.
     *
     * @param law the law
     * @param distance of the sampled log|η| to it, with slopes and coordinates of different samples
     */
    public record ProductAgreement(ProductLaw law, SampleDistance distance) {}
}
