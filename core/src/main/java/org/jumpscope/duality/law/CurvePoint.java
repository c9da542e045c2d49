package org.jumpscope.duality.law;

import java.util.ArrayList;
import java.util.List;

/**
 * A point of a curve with what the decoupled law says there (4.6).
 *
 * @param s vᵀ(x − x₀)
 * @param value η = φ(s) = uᵀ[q̇(x₀ + s v) − q̇(x₀)]
 * @param slope φ′(s)
 * @param logDensity log p(η), all branches summed
 * @param jacobian k_J = η φ″/φ′², the exponent of the Jacobian factor: p ∝ |η|^−k locally
 * @param dataset k_p = −η (log p_ξ)′/φ′, the exponent from the boundary's own law
 */
public record CurvePoint(double s, double value, double slope, double logDensity, double jacobian, double dataset) {
    /**
     * Points of a law.
     *
     * @param law the law
     * @param s where. Not modified.
     */
    static List<CurvePoint> of(CurveLaw law, double[] s) {
        DirectionCurve curve = law.curve();
        List<DirectionCurve.Node> nodes = curve.exact(s);
        double[] curvatures = curve.curvatures(s);
        List<CurvePoint> points = new ArrayList<>();
        for (int i = 0; i < s.length; i++) {
            double value = nodes.get(i).value();
            double slope = nodes.get(i).slope();
            points.add(new CurvePoint(
                    s[i],
                    value,
                    slope,
                    law.logDensity(curve.value(s[i])),
                    value * curvatures[i] / (slope * slope),
                    -value * law.coordinate().logDensityDerivative(s[i]) / slope));
        }
        return points;
    }

    /** k = k_J + k_p, of the branch through this point. */
    public double total() {
        return jacobian + dataset;
    }

    /**
     * The same exponents for the size of the whole coordinate uᵀq̇ = η + uᵀq̇(x₀), in place of its deviation from x₀.
     *
     * @param offset uᵀq̇(x₀)
     * @return k of |uᵀq̇|; NaN where η is 0
     */
    public double totalOfCoordinate(double offset) {
        return value == 0 ? Double.NaN : total() * (value + offset) / value;
    }
}
