package org.jumpscope.criticality.range;

import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.numeric.ElementaryFunctions;

/**
 * The function g of one side model, φ = θ g, with a value of its grid parameter: g = e^(βd) or (d − δ)₊², where d is the
 * distance in u beyond the end.
 *
 * @param model exponential, Gaussian or stretched
 * @param side on which side
 * @param shape β or δ
 * @param end u of the end from which d is counted
 */
record SideBasis(SideModel model, Side side, double shape, double end) {
    /** The two sides of a range; the sign turns u into d. */
    enum Side {
        LEFT(-1),
        RIGHT(1);

        private final int sign;

        Side(int sign) {
            this.sign = sign;
        }
    }

    private boolean gaussian() {
        return model == SideModel.GAUSSIAN;
    }

    /** The place in u where g begins, for a taper. */
    double place() {
        return end + side.sign * shape;
    }

    /** g at given u. */
    double[] at(double[] u) {
        double[] g = new double[u.length];
        for (int i = 0; i < g.length; i++) {
            double d = side.sign * (u[i] - end);
            double beyond = Math.max(0, d - shape);
            g[i] = gaussian() ? beyond * beyond : shape * d;
        }
        if (!gaussian()) {
            ElementaryFunctions.exp(g, g.length, g);
        }
        return g;
    }

    /** The direction in which g changes with its grid parameter: (d − δ)₊ or d e^(βd); null for one without. */
    double[] tangent(double[] u, double[] g) {
        if (model == SideModel.EXPONENTIAL) {
            return null;
        }
        double[] tangent = new double[u.length];
        for (int i = 0; i < tangent.length; i++) {
            double d = side.sign * (u[i] - end);
            tangent[i] = gaussian() ? Math.max(0, d - shape) : d * g[i];
        }
        return tangent;
    }

    /** The number of values beyond the place of a taper among the ranks; all of them for the other models. */
    int reached(SortedSample sample, int from, int to) {
        if (!gaussian()) {
            return to - from;
        }
        return side == Side.RIGHT
                ? to - Math.min(to, Math.max(from, sample.firstAbove(place())))
                : Math.max(from, Math.min(to, sample.firstAtLeast(place()))) - from;
    }

    /** Σ (d − δ)₊² over the ranks from ≤ r &lt; to. */
    double taperSum(SortedSample sample, int from, int to) {
        int reached = reached(sample, from, to);
        return side == Side.RIGHT
                ? sample.squaredPositionSum(to - reached, to, place())
                : sample.squaredPositionSum(from, from + reached, place());
    }
}
