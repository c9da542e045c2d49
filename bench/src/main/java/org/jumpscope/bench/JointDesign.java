package org.jumpscope.bench;

import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.criticality.estimate.TruncatedExponential;

/**
 * Laws with a power law x^−k on [10⁻³, 1] or a part of it, and something else beyond: the designs of the quality study.
 * Densities are those of u = ln x, as factors of e^−(k−1)u.
 */
enum JointDesign {
    /** The power law alone. */
    PURE("pure"),
    /** 10 % uniform in x below 10⁻³, 10 % uniform between 1 and 2. */
    SHARP("sharp"),
    /** 10 % uniform below 10⁻³. */
    LOW("low"),
    /** 10 % uniform between 1 and 2. */
    TOP("top"),
    /** Beyond either end a factor e^(−d²/2) in the distance d in ln x. */
    TAPER_1("taper 1"),
    /** Beyond either end a factor e^(−d²/8). */
    TAPER_2("taper 2"),
    /** Factor e^−x on x > 10⁻³. */
    CUTOFF("exp"),
    /** Factor e^−(x−1) above 1. */
    CUTOFF_ABOVE("exp>b"),
    /** Factor e^(−x²) on x > 10⁻³. */
    SQUARED_CUTOFF("exp -x^2"),
    /** Broken power law: exponent k − 3 below 10⁻³, k + 3 above 1. */
    BROKEN("broken"),
    /** Factor e^(−√x) on x > 10⁻³: the local exponent drifts everywhere. */
    SLOW_DRIFT("exp -sqrt x"),
    /** No power law: lognormal with deviation 2 in ln x (k is not used; an interval is a false claim). */
    LOGNORMAL("lognormal 2");

    private static final int CELLS = 16384;
    private static final double LOG_A = Math.log(1e-3);
    private final String label;

    JointDesign(String label) {
        this.label = label;
    }

    /** The name in tables. */
    String label() {
        return label;
    }

    /** Whether there is a power law in it. */
    boolean hasPowerLaw() {
        return this != LOGNORMAL;
    }

    /** Draws samples for one k. */
    Sampler sampler(double k) {
        return new Sampler(this, k);
    }

    /** φ(u), the negative logarithm of the factor. */
    private double phi(double u) {
        double below = Math.max(0, LOG_A - u);
        double above = Math.max(0, u);
        return switch (this) {
            case PURE, SHARP, LOW, TOP -> 0;
            case TAPER_1 -> (below * below + above * above) / 2;
            case TAPER_2 -> (below * below + above * above) / 8;
            case CUTOFF -> Math.exp(u);
            case CUTOFF_ABOVE -> above > 0 ? Math.expm1(u) : 0;
            case SQUARED_CUTOFF -> Math.exp(2 * u);
            case BROKEN -> 3 * (below + above);
            case SLOW_DRIFT -> Math.exp(0.5 * u);
            case LOGNORMAL -> u * u / 8;
        };
    }

    private double lowest() {
        return switch (this) {
            case TAPER_1 -> LOG_A - 9;
            case TAPER_2 -> LOG_A - 22;
            case BROKEN -> LOG_A - 18;
            case LOGNORMAL -> -18;
            default -> LOG_A;
        };
    }

    private double highest() {
        return switch (this) {
            case PURE, SHARP, LOW, TOP -> 0;
            case TAPER_1 -> 9;
            case TAPER_2 -> 22;
            case BROKEN -> 18;
            case LOGNORMAL -> 18;
            case CUTOFF -> Math.log(45);
            case CUTOFF_ABOVE -> Math.log(46);
            case SQUARED_CUTOFF -> Math.log(6.5);
            case SLOW_DRIFT -> Math.log(2000);
        };
    }

    /** Share of values below and above that are uniform. */
    private double contamination(boolean lower) {
        return this == SHARP || this == (lower ? LOW : TOP) ? 0.1 : 0;
    }

    /** A law with a given k, tabulated once: on each of 16384 cells log f is linear in u. */
    static final class Sampler {
        private final JointDesign design;
        private final double start;
        private final double width;
        private final double[] slopes = new double[CELLS];
        private final double[] cumulative = new double[CELLS + 1];
        private final double idealError;

        private Sampler(JointDesign design, double k) {
            this.design = design;
            this.start = design.lowest();
            this.width = (design.highest() - start) / CELLS;
            double s = design.hasPowerLaw() ? k - 1 : 0;
            double before = -s * start - design.phi(start);
            double sum = 0;
            for (int i = 0; i < CELLS; i++) {
                double u = start + (i + 1) * width;
                double next = -s * u - design.phi(u);
                double t = before - next;
                slopes[i] = t;
                // ∫ e^(before − t z) dz over the cell.
                double mass = Math.abs(t) < 1e-8 ? 1 - t / 2 : -Math.expm1(-t) / t;
                sum += Math.exp(before) * mass;
                cumulative[i + 1] = sum;
                before = next;
            }
            for (int i = 0; i <= CELLS; i++) {
                cumulative[i] /= sum;
            }
            this.idealError = idealError(s);
        }

        /** The number of values in the core and how well they know k where the ends, or the form of the cut-off, are known. */
        private double idealError(double s) {
            double length = -LOG_A;
            double core = 0;
            double[] m = new double[5];
            boolean whole = design == CUTOFF || design == SQUARED_CUTOFF || design == SLOW_DRIFT;
            for (int i = 0; i < CELLS; i++) {
                double u = start + (i + 0.5) * width;
                double mass = cumulative[i + 1] - cumulative[i];
                if (whole || (u >= LOG_A && u <= 0)) {
                    double g = design.phi(u);
                    core += mass;
                    m[0] += mass * u;
                    m[1] += mass * u * u;
                    m[2] += mass * g;
                    m[3] += mass * g * g;
                    m[4] += mass * u * g;
                }
            }
            double share = 1 - design.contamination(true) - design.contamination(false);
            if (!whole) {
                double v = TruncatedExponential.variance(s * length) * length * length;
                return 1 / Math.sqrt(share * core * v);
            }
            double uu = m[1] - m[0] * m[0];
            double gg = m[3] - m[2] * m[2];
            double ug = m[4] - m[0] * m[2];
            return 1 / Math.sqrt(uu - ug * ug / gg);
        }

        /** √n times the standard error of k̂ if the ends (for a cut-off from the start: a, and the form of the cut-off) were known. */
        double idealError() {
            return idealError;
        }

        /** Values of x. */
        double[] draw(UniformRandomProvider random, int n) {
            double[] x = new double[n];
            double low = design.contamination(true);
            double high = design.contamination(false);
            for (int i = 0; i < n; i++) {
                double part = random.nextDouble();
                if (part < low) {
                    x[i] = 1e-3 * (1 - random.nextDouble());
                } else if (part < low + high) {
                    x[i] = 1 + random.nextDouble();
                } else {
                    x[i] = Math.exp(position(random.nextDouble()));
                }
            }
            return x;
        }

        private double position(double p) {
            int at = java.util.Arrays.binarySearch(cumulative, p);
            int cell = Math.min(CELLS - 1, at >= 0 ? at : -at - 2);
            double z = (p - cumulative[cell]) / (cumulative[cell + 1] - cumulative[cell]);
            double t = slopes[cell];
            double share = Math.abs(t) < 1e-8 ? z : -Math.log1p(z * Math.expm1(-t)) / t;
            return start + (cell + Math.min(1, Math.max(0, share))) * width;
        }
    }
}
