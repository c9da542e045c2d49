package org.jumpscope.design;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.Ranked;
import org.jumpscope.duality.Coordinate;
import org.jumpscope.numeric.GaussLegendre;
import org.jumpscope.numeric.Quadrature;

/**
 * The map from the input x of one class to g(x) = sign(w) h(wx + b), whose jumps |g| √(1 + x²) follow the target on each of its
 * branches: with the rank u of x in the branch, |g| √(1 + x²) = s F_T⁻¹(u), the monotone transport of the branch's law. Of bias
 * jumps the root is left out.
 *
 * <p>Ranks are kept as two numbers, the mass between x and the turn and the mass beyond x, so that both tails are exact. Beyond
 * the inputs that carry all but {@value #TAIL} of the mass at either end g is constant.
 *
 * <p>Of a {@link Ranked} law the moments are sums over its samples, each at the middle of its ranks; a sample whose ranks the turn
 * divides belongs to both branches by its parts, so that the sums are continuous in the mass.
 */
final class Transport {
    /** Mass beyond either end of the inputs on which the map is made. */
    static final double TAIL = 5e-13;

    private static final double QUADRATURE = 1e-13;
    private static final int BUDGET = 30_000;
    /** Ranks below this part of a branch are integrated and not subtracted. */
    private static final double SMALL = 0.01;

    private static final GaussLegendre RULE = GaussLegendre.of(12);
    private static final double[] LADDER = {1e-18, 1e-15, 1e-12, 1e-9, 1e-7, 1e-5, 1e-3, 0.02, 0.15};

    private final Distribution law;
    private final Distribution target;
    private final Coordinate jump;
    private final int facing;
    private final double low;
    private final double high;
    private final List<Part> parts;

    private Transport(
            Distribution law,
            Distribution target,
            Coordinate jump,
            int facing,
            double low,
            double high,
            List<Part> parts) {
        this.law = law;
        this.target = target;
        this.jump = jump;
        this.facing = facing;
        this.low = low;
        this.high = high;
        this.parts = parts;
    }

    /**
     * A map of a class.
     *
     * @param law the law of its inputs
     * @param target the law of the jumps
     * @param jump which jumps: norms or those of the bias
     * @param facing +1 if the other class lies at larger x, −1 if at smaller x; the far end of the class is the other end
     * @param fold how the map turns
     * @param mass mass of the smaller branch, which a turn cuts off at the far end (at the facing end for a ridge)
     */
    static Transport of(Distribution law, Distribution target, Coordinate jump, int facing, Fold fold, double mass) {
        double low = law.quantile(TAIL);
        double high = law.survivalQuantile(TAIL);
        List<Part> parts = new ArrayList<>();
        Transport made = new Transport(law, target, jump, facing, low, high, parts);
        if (fold == Fold.NONE || mass <= 0) {
            parts.add(made.new Part(facing, Double.NaN, 1, true, 1));
            return made;
        }
        // The smaller branch lies at the far end, or, for a ridge, at the facing end.
        int side = fold == Fold.RIDGE ? facing : -facing;
        double turn = side < 0 ? law.quantile(mass) : law.survivalQuantile(mass);
        int sign = fold == Fold.SIGN_CHANGE ? -1 : 1;
        parts.add(made.new Part(side, turn, mass, fold.growsOutward(), sign));
        parts.add(made.new Part(-side, turn, 1 - mass, fold.growsOutward(), 1));
        return made;
    }

    /** The law of the inputs. */
    Distribution law() {
        return law;
    }

    /** The jump over |g|: √(1 + x²) of the norm, 1 of the bias. */
    double size(double x) {
        return jump == Coordinate.BIAS ? 1 : Math.sqrt(1 + x * x);
    }

    /** Which jumps follow the law. */
    Coordinate jump() {
        return jump;
    }

    /** The branches: the smaller one first where there are two. */
    List<Part> parts() {
        return parts;
    }

    /** The smallest x on which the map is made. */
    double low() {
        return low;
    }

    /** The largest x on which the map is made. */
    double high() {
        return high;
    }

    /** One branch of the map. */
    final class Part {
        private final int side;
        private final double turn;
        private final double mass;
        private final boolean outward;
        private final int sign;
        /** Nearest x to the turn at which the map is made; up to there from the turn q is constant. */
        private final double stop;

        private Part(int side, double turn, double mass, boolean outward, int sign) {
            this.side = side;
            this.turn = turn;
            this.mass = mass;
            this.outward = outward;
            this.sign = sign;
            double atTurn = outward ? target.quantile(0) : target.survivalQuantile(0);
            boolean bounded = atTurn > 0 && atTurn < Double.POSITIVE_INFINITY;
            this.stop = Double.isNaN(turn) || bounded ? turn : inputOfNear(Math.min(TAIL, 0.5 * mass));
        }

        /** The share of the class that is in this branch. */
        double mass() {
            return mass;
        }

        /** +1 for the sign of the class's main branch, −1 for the other sign. */
        int sign() {
            return sign;
        }

        /** The smallest x of the branch. */
        double from() {
            return side > 0 && !Double.isNaN(turn) ? turn : low;
        }

        /** The largest x of the branch. */
        double to() {
            return side < 0 && !Double.isNaN(turn) ? turn : high;
        }

        /** Whether the jump grows with x. */
        boolean rises() {
            return side > 0 == outward;
        }

        /** The x nearest to the turn at which the map is not constant; the turn itself for a target that is bounded there. */
        double stop() {
            return stop;
        }

        /** Mass between the turn and x = turn + offset, or between the far end and x where there is no turn. */
        private double near(double x, double offset) {
            if (Double.isNaN(turn)) {
                return side > 0 ? law.cumulative(x) : law.survival(x);
            }
            double low = Math.min(turn, x);
            double high = Math.max(turn, x);
            double between = law.probability(low, high);
            if (between < SMALL * mass && law.kinks().stream().noneMatch(kink -> kink > low && kink < high)) {
                // The difference of two ranks loses the digits of a small one.
                between = Math.abs(RULE.integrate(d -> law.density(turn + d), 0, offset, 1));
            }
            return Math.min(mass, Math.max(0, between));
        }

        private double beyond(double x) {
            return Math.min(mass, side > 0 ? law.survival(x) : law.cumulative(x));
        }

        private double inside(double x) {
            double held = Math.min(high, Math.max(low, x));
            return Double.isNaN(stop) ? held : side > 0 ? Math.max(stop, held) : Math.min(stop, held);
        }

        /** q(x) = F_T⁻¹(u), without a scale. */
        double jump(double x) {
            double inside = inside(x);
            return jump(inside, inside - turn);
        }

        /** q at an x inside that is turn + offset: the offset has digits that x has not. */
        private double jump(double x, double offset) {
            double near = near(x, offset) / mass;
            double beyond = beyond(x) / mass;
            return atRanks(near, beyond);
        }

        private double atRanks(double near, double beyond) {
            double u = outward ? near : beyond;
            double v = outward ? beyond : near;
            return u < 0.5 ? target.quantile(u) : target.survivalQuantile(Math.min(1, v));
        }

        /** The lower end of the branch's ranks among those of the class. */
        private double firstRank() {
            return side > 0 && !Double.isNaN(turn) ? 1 - mass : 0;
        }

        /**
         * The part of a sample's ranks that lies in this branch, and q at its middle; (0, 0) if none does.
         *
         * @param ranked the law of the inputs
         * @param j the sample's place among the distinct values
         * @param out share of the class and q. Modified.
         */
        void sample(Ranked ranked, int j, double[] out) {
            double first = firstRank();
            double from = Math.max(ranked.rank(j), first);
            double to = Math.min(ranked.rank(j + 1), first + mass);
            if (!(to > from)) {
                out[0] = 0;
                out[1] = 0;
                return;
            }
            double below = 0.5 * (from - first) + 0.5 * (to - first);
            double above = mass - below;
            out[0] = to - from;
            out[1] = side > 0 ? atRanks(below / mass, above / mass) : atRanks(above / mass, below / mass);
        }

        private double[] sums(Ranked ranked, double centre) {
            double[] found = new double[2];
            double[] one = new double[2];
            for (int j = 0; j < ranked.distinct(); j++) {
                sample(ranked, j, one);
                double g = one[0] * one[1] / size(ranked.value(j));
                found[0] += g;
                found[1] += (ranked.value(j) - centre) * g;
            }
            return found;
        }

        /**
         * q, dq/dx and d²q/dx² at a point of the branch.
         *
         * @param x the point, not between the turn and {@link #stop()}
         * @param toward x moved a little into the interval whose one-sided derivatives are asked for
         * @param out the three numbers. Modified.
         */
        void jump(double x, double toward, double[] out) {
            double q = jump(x);
            out[0] = q;
            double density = target.density(q);
            if (!(density > 0)) {
                out[1] = 0;
                out[2] = 0;
                return;
            }
            double p = law.density(toward) / mass;
            double first = (rises() ? p : -p) / density;
            out[1] = first;
            double byInput = p > 0 ? law.logDensityDerivative(toward) : 0;
            out[2] = first * (byInput - first * target.logDensityDerivative(q));
        }

        /** dq/dx without its sign, infinite where the target has no density. */
        double steepness(double x) {
            double q = jump(x);
            return law.density(x) / mass / target.density(q);
        }

        /** Points inside the branch where the map is not smooth, with its ends, in order. */
        double[] seams() {
            TreeSet<Double> points = new TreeSet<>();
            points.add(from());
            points.add(to());
            if (!Double.isNaN(stop)) {
                points.add(stop);
            }
            law.kinks().forEach(points::add);
            for (double kink : target.kinks()) {
                double u = target.cumulative(kink);
                if (u > 0 && u < 1) {
                    double near = (outward ? u : target.survival(kink)) * mass;
                    points.add(inputOfNear(near));
                }
            }
            return points.stream()
                    .mapToDouble(Double::doubleValue)
                    .filter(x -> x >= from() && x <= to())
                    .toArray();
        }

        private double inputOfNear(double near) {
            if (side > 0) {
                double below = Double.isNaN(turn) ? 0 : law.cumulative(turn);
                return law.quantile(Math.min(1, below + near));
            }
            double above = Double.isNaN(turn) ? 0 : law.survival(turn);
            return law.survivalQuantile(Math.min(1, above + near));
        }

        /** (E[|g|], E[(x − c)|g|]) over this branch, unsigned and without a scale. */
        double[] moments(double centre) {
            if (law instanceof Ranked ranked) {
                return sums(ranked, centre);
            }
            TreeSet<Double> points = new TreeSet<>();
            for (double x : seams()) {
                points.add(x);
            }
            for (double level : LADDER) {
                points.add(law.quantile(level));
                points.add(law.survivalQuantile(level));
            }
            points.add(law.quantile(0.5));
            // The parts beyond low and high, where g is constant.
            double first = side < 0 || Double.isNaN(turn) ? points.first() : from();
            double last = side > 0 || Double.isNaN(turn) ? points.last() : to();
            points.add(low);
            points.add(high);
            // By the offset from the turn, near which x itself has too few digits for a steep target.
            double origin = Double.isNaN(turn) ? 0 : turn;
            double[] breaks = points.stream()
                    .mapToDouble(Double::doubleValue)
                    .filter(x -> x >= first && x <= last)
                    .map(x -> x - origin)
                    .toArray();
            // From a point beside most of the mass, so that no component is a small difference, which would cost
            // digits.
            double beside = law.quantile(facing > 0 ? 1e-3 : 0.999);
            double[] found = Quadrature.integrate(
                            (offset, values) -> {
                                double x = origin + offset;
                                double inside = inside(x);
                                double q = inside == x ? jump(x, offset) : jump(inside, inside - origin);
                                double held = Math.min(high, Math.max(low, x));
                                double g = q / size(held) * law.density(x);
                                values[0] = g;
                                values[1] = (x - beside) * g;
                            },
                            2,
                            breaks,
                            QUADRATURE,
                            BUDGET)
                    .values()
                    .toArray();
            found[1] -= (centre - beside) * found[0];
            return found;
        }
    }

    /** +1 if the other class lies at larger x, −1 if at smaller x. */
    int facing() {
        return facing;
    }
}
