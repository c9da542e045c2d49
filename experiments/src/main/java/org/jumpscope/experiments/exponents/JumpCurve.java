package org.jumpscope.experiments.exponents;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.network.State;

/**
 * One coordinate of the jump as a function of x, with γ = 1: u(x) = |ẇ + C|, |ḃ| or q̇ of a composition at a state.
 *
 * @param family the composition
 * @param state (w, b)
 * @param coordinate which coordinate
 * @param shift C, for the weight jump only
 */
record JumpCurve(SlopeFamily family, State state, Part coordinate, double shift) {
    private static final int BISECTIONS = 200;

    /** The coordinates of a jump. */
    enum Part {
        /** ẇ = −xh. */
        WEIGHT("weight"),
        /** ḃ = −h. */
        BIAS("bias"),
        /** q̇ = |h|√(1 + x²). */
        NORM("norm");

        private final String word;

        Part(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** The coordinate with its sign. */
    double signed(double x) {
        double h = family.slope(state.preActivation(x), 0);
        return switch (coordinate) {
            case WEIGHT -> shift - x * h;
            case BIAS -> -h;
            case NORM -> Math.abs(h) * Math.hypot(1, x);
        };
    }

    /** u = its size. */
    double size(double x) {
        return Math.abs(signed(x));
    }

    /** |du/dx|. */
    double jacobian(double x) {
        double y = state.preActivation(x);
        double w = state.weight();
        double h = family.slope(y, 0);
        double rise = w * family.slope(y, 1);
        return Math.abs(
                switch (coordinate) {
                    case WEIGHT -> h + x * rise;
                    case BIAS -> rise;
                    case NORM -> rise * Math.hypot(1, x) + h * x / Math.hypot(1, x);
                });
    }

    /** The local exponent, of the shifted map where there is a shift. */
    double exponent(double x) {
        return switch (coordinate) {
            case WEIGHT -> shift == 0 ? family.weightExponent(state, x) : family.shiftedWeightExponent(state, x);
            case BIAS -> family.biasExponent(state, x);
            case NORM -> family.normExponent(state, x);
        };
    }

    /** The point where h of a power vanishes or diverges, x̄ = −(b + c₁)/w; NaN for an exponential. */
    double centre() {
        return family instanceof SlopeFamily.Power power ? -(state.bias() + power.s()) / state.weight() : Double.NaN;
    }

    /** Points between which u is monotone, with the ends of the domain. */
    private double[] breaks(double low, double high) {
        double turn = family instanceof SlopeFamily.Power power
                ? (power.n() == 0 ? Double.NaN : centre() / power.n())
                : -1 / (((SlopeFamily.Exponential) family).c1() * state.weight());
        return DoubleStream.of(low, high, 0, centre(), turn)
                .filter(x -> x >= low && x <= high)
                .sorted()
                .distinct()
                .toArray();
    }

    /**
     * The density of u for x from a law on a domain, summed over all preimages; its integral is the domain's probability.
     *
     * @param u a value above 0
     * @param law the law of x
     * @param low lower end of the domain
     * @param high upper end of the domain
     */
    double density(double u, Distribution law, double low, double high) {
        double sum = 0;
        for (double x : preimages(u, low, high)) {
            sum += Math.exp(law.logDensity(x)) / jacobian(x);
        }
        return sum;
    }

    /** All x of a domain with size(x) = u. Not for the norm, whose turning points are not known here. */
    List<Double> preimages(double u, double low, double high) {
        List<Double> found = new ArrayList<>();
        double[] ends = breaks(low, high);
        for (int i = 0; i + 1 < ends.length; i++) {
            double a = Math.nextUp(ends[i]);
            double b = Math.nextDown(ends[i + 1]);
            boolean rising = size(a) < size(b);
            if (!(Math.min(size(a), size(b)) <= u && u < Math.max(size(a), size(b)))) {
                continue;
            }
            for (int step = 0; step < BISECTIONS; step++) {
                double mid = a + 0.5 * (b - a);
                if (mid == a || mid == b) {
                    break;
                }
                if (size(mid) < u == rising) {
                    a = mid;
                } else {
                    b = mid;
                }
            }
            found.add(a + 0.5 * (b - a));
        }
        return found;
    }
}
