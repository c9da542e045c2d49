package org.jumpscope.design;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.jumpscope.dataset.ClassMixture.Component;
import org.jumpscope.distribution.Distribution;

/**
 * The conditions that the mean gradient vanishes, for the maps of two classes: A_L = κ A_R and B_L = κ B_R with the moments
 * A = s E[g], B = s E[(x − c) g] of each class, where κ is the factor of the right class's jumps.
 */
final class Conditions {
    private static final double CLOSED = 1e-14;
    private static final double SOLVED = 1e-13;
    private static final int STEPS = 200;
    private static final int NEWTON = 30;
    private static final double LONGEST_STRIDE = 0.4;
    private static final int MOST_STRIDES = 40;

    private final FacingClasses classes;
    private final Distribution target;

    Conditions(FacingClasses classes, Distribution target) {
        this.classes = classes;
        this.target = target;
    }

    /**
     * A solution.
     *
     * @param left map of the left class
     * @param right map of the right class
     * @param kappa factor of the right class's jumps
     * @param lambda factor of the jumps of the smaller branches
     */
    record Solution(Transport left, Transport right, double kappa, double lambda) {}

    Transport left(Fold fold, double mass) {
        return Transport.of(classes.left().law(), target, classes.jump(), 1, fold, mass);
    }

    Transport right(Fold fold, double mass) {
        return Transport.of(classes.right().law(), target, classes.jump(), -1, fold, mass);
    }

    private Moments moments(Transport map, Component of) {
        return Moments.of(map, of.share(), classes.centre(), 1);
    }

    private Moments leftMoments(Fold fold, double mass) {
        return moments(left(fold, mass), classes.left());
    }

    private Moments rightMoments(Fold fold, double mass) {
        return moments(right(fold, mass), classes.right());
    }

    /**
     * B_L/A_L − B_R/A_R, whose zeros solve both conditions with some κ &gt; 0; where the smaller branches outweigh the others, so that
     * an A is not positive, it has grown without limit before, and is taken as 1.
     */
    double mismatch(Fold fold, double mass) {
        Moments a = leftMoments(fold, mass);
        Moments b = rightMoments(fold, mass);
        return a.slope() > 0 && b.slope() > 0 ? a.lever() / a.slope() - b.lever() / b.slope() : 1;
    }

    /** The moment of the mirror choice H1(y) = H0(w + 2b − y), E[(x − c) g] of the left class for the monotone map. */
    double mirrorMoment() {
        return leftMoments(Fold.NONE, 0).lever();
    }

    /** Without a turn, if the conditions hold as they are. */
    Optional<Solution> monotone() {
        if (Math.abs(mismatch(Fold.NONE, 0)) > SOLVED) {
            return Optional.empty();
        }
        return Optional.of(solution(Fold.NONE, 0, 0));
    }

    private Solution solution(Fold fold, double leftMass, double rightMass) {
        Transport left = left(fold, leftMass);
        Transport right = right(fold, rightMass);
        double kappa = moments(left, classes.left()).slope()
                / moments(right, classes.right()).slope();
        return new Solution(left, right, kappa, 1);
    }

    /** The solution with the smallest mass of the smaller branches, the same for both classes; κ is what it is. */
    private double commonMass(Fold fold) {
        DoubleUnaryOperator f = mass -> mismatch(fold, mass);
        double low = 0;
        double atLow = f.applyAsDouble(0);
        for (double mass = 1e-6; mass < 1; mass = next(mass)) {
            double value = f.applyAsDouble(mass);
            if (value == 0 || value * atLow < 0) {
                double root = root(f, low, atLow, mass, value);
                double kappa = leftMoments(fold, root).slope()
                        / rightMoments(fold, root).slope();
                if (kappa > 0) {
                    return root;
                }
            }
            low = mass;
            atLow = value;
        }
        return Double.NaN;
    }

    private static double next(double mass) {
        return mass < 0.05 ? 4 * mass : mass + 0.04;
    }

    /** A zero between two points of opposite sign: false position of Illinois, then halving. */
    static double root(DoubleUnaryOperator f, double from, double atFrom, double to, double atTo) {
        double a = from;
        double fa = atFrom;
        double b = to;
        double fb = atTo;
        for (int i = 0; i < STEPS && Math.abs(b - a) > CLOSED * Math.max(Math.abs(a), Math.abs(b)) && fb != 0; i++) {
            double x = i % 4 == 3 ? 0.5 * (a + b) : b - fb * (b - a) / (fb - fa);
            if (!(x > Math.min(a, b) && x < Math.max(a, b))) {
                x = 0.5 * (a + b);
                if (x == a || x == b) {
                    return b;
                }
            }
            double fx = f.applyAsDouble(x);
            if (fx * fb < 0) {
                a = b;
                fa = fb;
            } else {
                fa *= 0.5;
            }
            b = x;
            fb = fx;
        }
        return b;
    }

    /**
     * Solves both conditions by turning the maps, with the same jumps for both classes (κ = 1) where that can be reached, and
     * else with equal masses of the smaller branches. Of large samples the search is done with a part of their ranks, and the last
     * steps with all.
     */
    Optional<Solution> solve(Fold fold) {
        FacingClasses few = classes.thinned();
        if (!few.equals(classes)) {
            Conditions coarse = new Conditions(few, target);
            double start = coarse.commonMass(fold);
            double mass = Double.isNaN(start) ? commonMass(fold) : near(fold, start);
            return Double.isNaN(mass)
                    ? Optional.empty()
                    : coarse.solve(fold, Double.isNaN(start) ? mass : start)
                            .filter(found -> found.kappa() == 1)
                            .flatMap(found -> sharpened(fold, found))
                            .or(() -> Optional.of(solution(fold, mass, mass)));
        }
        double mass = commonMass(fold);
        return Double.isNaN(mass) ? Optional.empty() : solve(fold, mass);
    }

    /** The common mass near one that was found with fewer ranks. */
    private double near(Fold fold, double start) {
        DoubleUnaryOperator f = mass -> mismatch(fold, mass);
        for (double width = 1e-3; width < 1; width *= 4) {
            double low = start * (1 - width);
            double high = start + width * Math.min(start, 1 - start);
            double atLow = f.applyAsDouble(low);
            double atHigh = f.applyAsDouble(high);
            if (atLow * atHigh <= 0) {
                double root = root(f, low, atLow, high, atHigh);
                if (leftMoments(fold, root).slope() / rightMoments(fold, root).slope() > 0) {
                    return root;
                }
            }
        }
        return commonMass(fold);
    }

    /** The solution with κ = 1 near one that was found with fewer ranks. */
    private Optional<Solution> sharpened(Fold fold, Solution found) {
        double[] start = {
            logit(found.left().parts().get(0).mass()),
            logit(found.right().parts().get(0).mass())
        };
        double[] z = newton(fold, start, 1);
        return z == null
                ? Optional.empty()
                : Optional.of(new Solution(left(fold, mass(z[0])), right(fold, mass(z[1])), 1, 1));
    }

    /** From the solution with equal masses to one with κ = 1, if that can be reached. */
    private Optional<Solution> solve(Fold fold, double mass) {
        Solution common = solution(fold, mass, mass);
        double[] logit = {logit(mass), logit(mass)};
        double logKappa = Math.log(common.kappa());
        int strides = (int) Math.ceil(Math.abs(logKappa) / LONGEST_STRIDE);
        if (strides > MOST_STRIDES) {
            return Optional.of(common);
        }
        for (int i = 1; i <= Math.max(1, strides); i++) {
            double kappa = Math.exp(logKappa * (1 - (double) i / Math.max(1, strides)));
            logit = newton(fold, logit, i == strides || strides == 0 ? 1 : kappa);
            if (logit == null) {
                return Optional.of(common);
            }
        }
        double l = mass(logit[0]);
        double r = mass(logit[1]);
        return Optional.of(new Solution(left(fold, l), right(fold, r), 1, 1));
    }

    /** The two masses that solve both conditions at a given κ, from a start; null if there are none near. */
    private double[] newton(Fold fold, double[] start, double kappa) {
        double[] z = start.clone();
        double[] f = residual(fold, z, kappa);
        for (int step = 0; step < NEWTON; step++) {
            double size = Math.hypot(f[0], f[1]);
            if (size < SOLVED) {
                return z;
            }
            double[] l = residual(fold, new double[] {z[0] + 1e-5, z[1]}, kappa);
            double[] r = residual(fold, new double[] {z[0], z[1] + 1e-5}, kappa);
            double a = (l[0] - f[0]) / 1e-5;
            double b = (r[0] - f[0]) / 1e-5;
            double c = (l[1] - f[1]) / 1e-5;
            double d = (r[1] - f[1]) / 1e-5;
            double det = a * d - b * c;
            double dl = -(d * f[0] - b * f[1]) / det;
            double dr = -(a * f[1] - c * f[0]) / det;
            double length = Math.hypot(dl, dr);
            if (!(length < 1e6)) {
                return null;
            }
            double part = Math.min(1, 1.5 / length);
            double[] next = null;
            double[] there = null;
            for (int halving = 0; halving < 12; halving++) {
                next = new double[] {z[0] + part * dl, z[1] + part * dr};
                there = residual(fold, next, kappa);
                if (Math.hypot(there[0], there[1]) < size) {
                    break;
                }
                part *= 0.5;
            }
            double reached = Math.hypot(there[0], there[1]);
            if (!(reached < size)) {
                return size < 100 * SOLVED ? z : null;
            }
            z = next;
            f = there;
            if (Math.abs(z[0]) > 30 || Math.abs(z[1]) > 30) {
                return null;
            }
        }
        return Math.hypot(f[0], f[1]) < 100 * SOLVED ? z : null;
    }

    private double[] residual(Fold fold, double[] logit, double kappa) {
        Moments a = leftMoments(fold, mass(logit[0]));
        Moments b = rightMoments(fold, mass(logit[1]));
        double scale = Math.abs(a.slope()) + Math.abs(a.lever());
        return new double[] {(a.slope() - kappa * b.slope()) / scale, (a.lever() - kappa * b.lever()) / scale};
    }

    private static double logit(double mass) {
        return Math.log(mass) - Math.log1p(-mass);
    }

    private static double mass(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /**
     * Solves both conditions with the minimum of H at a given place: the smaller branches have the given mass in both classes,
     * and their jumps a common factor λ.
     *
     * @param mass the mass of each smaller branch
     */
    Optional<Solution> solveAmplitude(double mass) {
        Transport left = left(Fold.SIGN_CHANGE, mass);
        Transport right = right(Fold.SIGN_CHANGE, mass);
        Moments a0 = Moments.of(left, classes.left().share(), classes.centre(), 0);
        Moments a1 = Moments.of(left, classes.left().share(), classes.centre(), 1);
        Moments b0 = Moments.of(right, classes.right().share(), classes.centre(), 0);
        Moments b1 = Moments.of(right, classes.right().share(), classes.centre(), 1);
        // (A + λA′)(D + λD′) = (B + λB′)(C + λC′) with L = (A, B), R = (C, D).
        double da = a1.slope() - a0.slope();
        double db = a1.lever() - a0.lever();
        double dc = b1.slope() - b0.slope();
        double dd = b1.lever() - b0.lever();
        double constant = a0.slope() * b0.lever() - a0.lever() * b0.slope();
        double linear = a0.slope() * dd + da * b0.lever() - a0.lever() * dc - db * b0.slope();
        double square = da * dd - db * dc;
        double best = Double.NaN;
        for (double lambda : roots(square, linear, constant)) {
            double kappa = (a0.slope() + lambda * da) / (b0.slope() + lambda * dc);
            if (lambda > 0 && kappa > 0 && !(lambda >= best)) {
                best = lambda;
            }
        }
        if (Double.isNaN(best)) {
            return Optional.empty();
        }
        double kappa = (a0.slope() + best * da) / (b0.slope() + best * dc);
        return Optional.of(new Solution(left, right, kappa, best));
    }

    private static double[] roots(double a, double b, double c) {
        double discriminant = b * b - 4 * a * c;
        if (!(discriminant >= 0)) {
            return new double[0];
        }
        double far = -0.5 * (b + Math.copySign(Math.sqrt(discriminant), b));
        // With a = 0 the second is the root of the linear equation.
        return a == 0 ? new double[] {c / far} : new double[] {far / a, c / far};
    }
}
