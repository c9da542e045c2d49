package org.jumpscope.learning;

import org.jumpscope.numeric.Vector;

/** The exact step of a trust region in two dimensions: the minimiser of gᵀp + ½ pᵀBp with |p| ≤ Δ. */
final class TrustRegion {
    private TrustRegion() {}

    static Vector step(double gw, double gb, StateMatrix b, double radius) {
        double smallest = b.eigenvalues().get(0);
        if (smallest > 0) {
            Vector newton = b.solve(-gw, -gb);
            if (Math.hypot(newton.get(0), newton.get(1)) <= radius) {
                return newton;
            }
        }
        // |p(μ)| falls with μ above -smallest; the bound |g|/(μ + smallest) >= |p| gives an upper end.
        double low = Math.max(0, -smallest);
        double high = low + Math.hypot(gw, gb) / radius;
        for (int i = 0; i < 60 && high - low > 1e-3 * high; i++) {
            double middle = 0.5 * (low + high);
            Vector p = b.shifted(middle).solve(-gw, -gb);
            // Compares negated, so that the NaN of a singular matrix moves the lower end up.
            if (Math.hypot(p.get(0), p.get(1)) <= radius) {
                high = middle;
            } else {
                low = middle;
            }
        }
        Vector p = b.shifted(high).solve(-gw, -gb);
        double length = Math.hypot(p.get(0), p.get(1));
        if (smallest < 0 && !(length > 0.9 * radius)) {
            return alongValley(p, b, smallest, radius);
        }
        return p;
    }

    /** The hard case: g is orthogonal to the direction of the negative eigenvalue, which is added up to the radius. */
    private static Vector alongValley(Vector p, StateMatrix b, double eigenvalue, double radius) {
        double vw = b.weightBias();
        double vb = eigenvalue - b.weightWeight();
        if (vw == 0 && vb == 0) {
            vw = b.weightWeight() <= b.biasBias() ? 1 : 0;
            vb = 1 - vw;
        }
        double norm = Math.hypot(vw, vb);
        double pw = Double.isFinite(p.get(0)) ? p.get(0) : 0;
        double pb = Double.isFinite(p.get(1)) ? p.get(1) : 0;
        double rest = Math.sqrt(Math.max(0, radius * radius - pw * pw - pb * pb));
        return Vector.of(pw + rest * vw / norm, pb + rest * vb / norm);
    }
}
