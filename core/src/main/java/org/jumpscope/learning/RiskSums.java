package org.jumpscope.learning;

/** The integrals over the boundary distribution at one state, in standardised inputs u = (x − m)/s. */
final class RiskSums {
    static final int VALUE = 0;
    static final int SLOPE = 1;
    static final int SLOPE_U = 2;
    static final int CURVATURE = 3;
    static final int CURVATURE_U = 4;
    static final int CURVATURE_UU = 5;
    static final int SQUARE = 6;
    static final int SQUARE_U = 7;
    static final int SQUARE_UU = 8;
    /** Integrands of a search; the squares come on top for the fluctuation. */
    static final int SEARCH = 6;

    static final int ALL = 9;
    /** Mass without a finite H below which it is ignored. */
    static final double UNDEFINED_MASS = 1e-12;

    /** E[H], E[h], E[hu], E[h′], E[h′u], E[h′u²], E[h²], E[h²u], E[h²u²]; curvatures with the kinks' parts. */
    final double[] sum = new double[ALL];
    /** The same of absolute values, without kinks. */
    final double[] magnitude = new double[ALL];
    /** E|hx|, in inputs as they are. */
    double magnitudeWeight;
    /** Noise of E[h] from the rounding of y, E|h′y| times the rounding unit. */
    double noise;
    /** Mass of the data where H has no finite value. */
    double undefinedMass;
    /** Mass of the data on smooth stretches, where h is not identically zero. */
    double activeMass;
    /** Whether E[h] diverges at a singularity inside the data, and at which y. */
    double divergesAt = Double.NaN;
    /** Whether H jumps inside the data, and at which y. */
    double jumpsAt = Double.NaN;
    /** Whether the tail of the data makes E[H] or E[h], E[hu] infinite. */
    boolean heavyTail;

    /** Whether every integral that a search needs exists and is a number. */
    boolean isFinite() {
        if (undefinedMass > UNDEFINED_MASS || heavyTail || !Double.isNaN(divergesAt)) {
            return false;
        }
        for (int i = 0; i < SEARCH; i++) {
            if (!Double.isFinite(sum[i])) {
                return false;
            }
        }
        return true;
    }

    double value() {
        return sum[VALUE];
    }

    StateMatrix hessian() {
        return new StateMatrix(sum[CURVATURE_UU], sum[CURVATURE_U], sum[CURVATURE]);
    }

    /** Whether no sample makes a jump. */
    boolean isDead() {
        return magnitude[SLOPE] == 0;
    }

    /** Largest of |E[h]|/E|h| and |E[hu]|/E|hu|. */
    double relativeGradient() {
        return Math.max(ratio(SLOPE), ratio(SLOPE_U));
    }

    /** The relative mean gradient that rounding allows: large only where h is very steep, as before a narrow clip. */
    double relativeNoise() {
        return magnitude[SLOPE] == 0 ? 0 : noise / magnitude[SLOPE];
    }

    private double ratio(int component) {
        return magnitude[component] == 0 ? 0 : Math.abs(sum[component]) / magnitude[component];
    }
}
