package org.jumpscope.design.classification;

import java.util.function.DoubleUnaryOperator;
import org.jumpscope.network.State;

/**
 * How far from an end a local exponent stays within a tolerance of its limit, from the closed forms of ρ and ρ′.
 *
 * <p>The stretch is walked from the end in steps of 3 % of the distance and the first place beyond the tolerance is bisected.
 */
final class Reach {
    /** Relative distance from a finite end below which ρ may have lost its digits. */
    private static final double NEAREST = 1e-6;
    /** The same at a zero of h that rounding hides. */
    private static final double NEAREST_HIDDEN = 1e-2;

    private static final double FARTHEST = 1e8;
    private static final double STEP = 0.03;

    private final Stretch stretch;
    private final boolean fromLower;
    private final double first;
    private final double last;

    private Reach(Stretch stretch, boolean fromLower) {
        this.stretch = stretch;
        this.fromLower = fromLower;
        double from = fromLower ? stretch.lower() : stretch.upper();
        double to = fromLower ? stretch.upper() : stretch.lower();
        double nearest = stretch.isHidden(fromLower) ? NEAREST_HIDDEN : NEAREST;
        if (Double.isInfinite(from) && Double.isInfinite(to)) {
            first = -asinh(FARTHEST);
            last = asinh(FARTHEST);
        } else if (Double.isInfinite(from)) {
            first = -Math.log(FARTHEST);
            last = -Math.log(NEAREST * Math.max(1, Math.abs(to)));
        } else if (Double.isInfinite(to)) {
            first = Math.log(nearest * Math.max(1, Math.abs(from)));
            last = Math.log(FARTHEST);
        } else {
            double near =
                    Math.min(0.25, nearest * Math.max(1, Math.max(Math.abs(from), Math.abs(to))) / Math.abs(to - from));
            first = Math.log(near / (1 - near));
            last = -first;
        }
    }

    static Reach fromLower(Stretch stretch) {
        return new Reach(stretch, true);
    }

    static Reach fromUpper(Stretch stretch) {
        return new Reach(stretch, false);
    }

    private static double asinh(double y) {
        return Math.log(y + Math.sqrt(y * y + 1));
    }

    /** The place in y of a step v, from the end on. */
    private double place(double v) {
        double from = fromLower ? stretch.lower() : stretch.upper();
        double to = fromLower ? stretch.upper() : stretch.lower();
        double inward = fromLower ? 1 : -1;
        if (Double.isInfinite(from) && Double.isInfinite(to)) {
            return inward * Math.sinh(v);
        } else if (Double.isInfinite(from)) {
            return to - inward * Math.exp(-v);
        } else if (Double.isInfinite(to)) {
            return from + inward * Math.exp(v);
        }
        return v < 0
                ? from + (to - from) * (Math.exp(v) / (1 + Math.exp(v)))
                : to - (to - from) * (Math.exp(-v) / (1 + Math.exp(-v)));
    }

    /**
     * Where |k(y) − limit| leaves the tolerance for the first time on the way from the end.
     *
     * @return y, the other end of the stretch if never; NaN if it is out of tolerance at the end itself, as far as numbers reach
     */
    double whereItLeaves(DoubleUnaryOperator k, double limit, double tolerance) {
        double within = Double.NaN;
        for (double v = first; v < last; v += STEP) {
            double value = k.applyAsDouble(place(v));
            if (!Double.isFinite(value)) {
                if (Double.isNaN(within)) {
                    // Beyond what doubles resolve; the expansion holds there.
                    continue;
                }
                return place(within);
            }
            if (Math.abs(value - limit) > tolerance) {
                return Double.isNaN(within) ? Double.NaN : place(bisected(k, limit, tolerance, within, v));
            }
            within = v;
        }
        return Double.isNaN(within) ? Double.NaN : fromLower ? stretch.upper() : stretch.lower();
    }

    private double bisected(DoubleUnaryOperator k, double limit, double tolerance, double within, double beyond) {
        double low = within;
        double high = beyond;
        for (int i = 0; i < 50; i++) {
            double middle = 0.5 * (low + high);
            if (Math.abs(k.applyAsDouble(place(middle)) - limit) <= tolerance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** k_b = 1 + ρ′/ρ² at y. */
    double biasExponent(double y) {
        double rho = stretch.rho(y);
        return 1 + stretch.rhoDerivative(y) / rho / rho;
    }

    /** k_J = 1 + L′/L² at y, L = wρ + x/(1 + x²) (theory §2). */
    double jacobianExponent(double y, State state) {
        double w = state.weight();
        double x = (y - state.bias()) / w;
        double turn = Math.abs(x) > 1 ? 1 / (x + 1 / x) : x / (1 + x * x);
        double bend = Math.abs(x) > 1e8 ? -1 / x / x : (1 - x * x) / ((1 + x * x) * (1 + x * x));
        double slope = w * stretch.rho(y) + turn;
        return 1 + (w * w * stretch.rhoDerivative(y) + bend) / slope / slope;
    }

    /** log q̇ at y, with γ = 1. */
    double logJump(double y, State state) {
        double x = (y - state.bias()) / state.weight();
        return stretch.logSlope(y) + (Math.abs(x) > 1e8 ? Math.log(Math.abs(x)) : 0.5 * Math.log1p(x * x));
    }

    /**
     * The widest interval of y, in decades of q̇, on which |k_J − limit| stays within the tolerance.
     *
     * @return its ends in y, from this end on; null if there is none
     */
    double[] widest(State state, double limit, double tolerance) {
        double[] best = null;
        double most = 0;
        double from = Double.NaN;
        double previous = Double.NaN;
        for (double v = first; v <= last + STEP; v += STEP) {
            double y = place(Math.min(v, last));
            boolean holds = v <= last && Math.abs(jacobianExponent(y, state) - limit) <= tolerance;
            if (holds && Double.isNaN(from)) {
                from = y;
            }
            if (!holds && !Double.isNaN(from)) {
                double length = Math.abs(logJump(previous, state) - logJump(from, state));
                if (length > most) {
                    most = length;
                    best = new double[] {from, previous};
                }
                from = Double.NaN;
            }
            previous = y;
        }
        return best;
    }
}
