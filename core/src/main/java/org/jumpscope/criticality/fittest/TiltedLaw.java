package org.jumpscope.criticality.fittest;

import org.jumpscope.numeric.ElementaryFunctions;
import org.jumpscope.numeric.GaussLegendre;

/**
 * The law of y = ln(x/a) with density ∝ e^(−θ₁y − θ₂s(y)) on [0, L], L ≤ ∞, with s(y) = y² (a log-normal bend) or
 * s(y) = e^(y−r), which is x over a reference x (an exponential cut-off): its normaliser, means and covariances.
 *
 * <p>By Gauss–Legendre panels in y over the stretches where the density is above e^−44 of its greatest value: nothing in it depends on the sign
 * of θ₁, so every exponent is served by the same sums, where incomplete gamma functions would need negative orders.
 *
 * <p>y is measured in units of a length U, so that θ₁ and θ₂ of y² are pure numbers. An object serves one thread.
 */
final class TiltedLaw {

    /** What bends the power law. */
    enum Bend {
        /** s = y², in units of U². */
        SQUARE,
        /** s = e^(Uy − r). */
        RATIO
    }

    private static final double DEPTH = 44;
    private static final int NODES = 20;
    private static final int LEAST_PANELS = 8;
    /** Longest panel in ln x where the exponential e^y bends the density. */
    private static final double LONGEST_PANEL = 1.5;

    private final Bend bend;
    private final double end;
    private final double unit;
    private final double reference;
    private final double[] nodes;
    private final double[] weights;

    // The stretches of the last law, and the values of y, s and the density at their nodes.
    private int used;
    private double[] positions = new double[2 * LEAST_PANELS * NODES];
    private double[] bends = new double[2 * LEAST_PANELS * NODES];
    private double[] masses = new double[2 * LEAST_PANELS * NODES];

    double logNormaliser;
    double meanPosition;
    double meanBend;
    double variancePosition;
    double covariance;
    double varianceBend;

    /**
     * A family.
     *
     * @param bend s
     * @param end L/U, may be infinite
     * @param unit U
     * @param reference r, for {@link Bend#RATIO}
     */
    TiltedLaw(Bend bend, double end, double unit, double reference) {
        this.bend = bend;
        this.end = end;
        this.unit = unit;
        this.reference = reference;
        GaussLegendre rule = GaussLegendre.of(NODES);
        this.nodes = rule.nodes().toArray();
        this.weights = rule.weights().toArray();
    }

    private double bendAt(double y) {
        return bend == Bend.SQUARE ? y * y : StrictMath.exp(unit * y - reference);
    }

    /** −θ₁y − θ₂s(y). */
    double exponentAt(double y, double tilt, double bending) {
        return -tilt * y - (bending == 0 ? 0 : bending * bendAt(y));
    }

    /**
     * Computes normaliser, means and covariances.
     *
     * @param tilt θ₁
     * @param bending θ₂; where L is infinite, positive, or zero with θ₁ &gt; 0
     * @return whether they are finite numbers
     */
    boolean evaluate(double tilt, double bending) {
        used = 0;
        double highest;
        if (bending >= 0) {
            double peak = peak(tilt, bending);
            highest = exponentAt(peak, tilt, bending);
            double floor = highest - DEPTH;
            double first = exponentAt(0, tilt, bending) >= floor ? 0 : crossing(peak, 0, floor, tilt, bending);
            double last = last(peak, floor, tilt, bending);
            addStretch(first, last);
        } else {
            double valley = Math.min(Math.max(peak(tilt, bending), 0), end);
            double atStart = exponentAt(0, tilt, bending);
            double atEnd = exponentAt(end, tilt, bending);
            highest = Math.max(atStart, atEnd);
            double floor = highest - DEPTH;
            if (exponentAt(valley, tilt, bending) >= floor) {
                addStretch(0, valley);
                addStretch(valley, end);
            } else {
                if (atStart > floor) {
                    addStretch(0, crossing(0, valley, floor, tilt, bending));
                }
                if (atEnd > floor) {
                    addStretch(crossing(end, valley, floor, tilt, bending), end);
                }
            }
        }
        return sum(highest, tilt, bending);
    }

    /** Where the exponent of the density has slope 0, moved into [0, L]. */
    private double peak(double tilt, double bending) {
        if (bending == 0) {
            return tilt >= 0 ? 0 : end;
        }
        double ratio = -tilt / bending;
        double y;
        if (bend == Bend.SQUARE) {
            y = 0.5 * ratio;
        } else {
            y = ratio > 0 ? (StrictMath.log(ratio / unit) + reference) / unit : 0;
        }
        return Math.min(Math.max(y, 0), end);
    }

    private double last(double peak, double floor, double tilt, double bending) {
        double far = end;
        if (Double.isInfinite(end)) {
            double step = 1;
            far = peak + step;
            while (exponentAt(far, tilt, bending) >= floor && step < 1e300) {
                step *= 2;
                far = peak + step;
            }
        }
        return exponentAt(far, tilt, bending) >= floor ? far : crossing(peak, far, floor, tilt, bending);
    }

    /** A point between one where the exponent is above the floor and one where it is below, just outside of the crossing. */
    private double crossing(double above, double below, double floor, double tilt, double bending) {
        double high = above;
        double low = below;
        for (int step = 0; step < 60 && Math.abs(low - high) > 1e-3 * Math.abs(low - above); step++) {
            double middle = 0.5 * (high + low);
            if (exponentAt(middle, tilt, bending) >= floor) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    private void addStretch(double from, double to) {
        if (!(to > from)) {
            return;
        }
        int panels = LEAST_PANELS;
        if (bend == Bend.RATIO) {
            panels = (int) Math.max(panels, Math.ceil(unit * (to - from) / LONGEST_PANEL));
        }
        int needed = used + panels * NODES;
        if (needed > positions.length) {
            int size = Math.max(needed, 2 * positions.length);
            positions = java.util.Arrays.copyOf(positions, size);
            bends = java.util.Arrays.copyOf(bends, size);
            masses = java.util.Arrays.copyOf(masses, size);
        }
        double half = (to - from) / (2 * panels);
        for (int panel = 0; panel < panels; panel++) {
            double centre = from + (2 * panel + 1) * half;
            for (int i = 0; i < NODES; i++) {
                positions[used] = centre + half * nodes[i];
                masses[used] = half * weights[i];
                used++;
            }
        }
    }

    private boolean sum(double highest, double tilt, double bending) {
        int n = used;
        double[] exponents = new double[n];
        if (bend == Bend.SQUARE) {
            for (int i = 0; i < n; i++) {
                bends[i] = positions[i] * positions[i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                exponents[i] = unit * positions[i] - reference;
            }
            ElementaryFunctions.exp(exponents, n, bends);
        }
        for (int i = 0; i < n; i++) {
            exponents[i] = -tilt * positions[i] - (bending == 0 ? 0 : bending * bends[i]) - highest;
        }
        ElementaryFunctions.exp(exponents, n, exponents);
        double total = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < n; i++) {
            double mass = masses[i] * exponents[i];
            masses[i] = mass;
            total += mass;
            first += mass * positions[i];
            second += mass * bends[i];
        }
        first /= total;
        second /= total;
        double v11 = 0;
        double v12 = 0;
        double v22 = 0;
        for (int i = 0; i < n; i++) {
            double p = positions[i] - first;
            double q = bends[i] - second;
            v11 += masses[i] * p * p;
            v12 += masses[i] * p * q;
            v22 += masses[i] * q * q;
        }
        logNormaliser = StrictMath.log(total) + highest;
        meanPosition = first;
        meanBend = second;
        variancePosition = v11 / total;
        covariance = v12 / total;
        varianceBend = v22 / total;
        return total > 0
                && Double.isFinite(logNormaliser)
                && Double.isFinite(varianceBend)
                && Double.isFinite(variancePosition)
                && variancePosition > 0;
    }
}
