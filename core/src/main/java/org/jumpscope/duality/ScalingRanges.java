package org.jumpscope.duality;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.numeric.InvalidInputException;

/**
 * Where the jumps follow a power law: the ranges on which a local exponent stays within a tolerance, or on which an
 * analytic condition holds, so that at least a given probability of the class lies beyond both of their ends.
 *
 * <p>The cut by mass makes decades observable ones: without it a range that ends at q̇ = 0 has infinitely many. Each
 * branch is examined at 2,048 points spaced evenly in log q̇ and in x, and the ends are bisected to the last bit.
 */
public final class ScalingRanges {
    private static final int POINTS = 1024;

    private final ScalarDuality map;
    private final double tolerance;
    private final double massCut;

    private ScalingRanges(ScalarDuality map, double tolerance, double massCut) {
        if (!(tolerance > 0)) {
            throw new InvalidInputException("Tolerance " + tolerance + " of ranges is not above 0.");
        }
        if (!(massCut >= 0 && massCut < 0.5)) {
            throw new InvalidInputException("Tail mass cut " + massCut + " is not in [0, 0.5).");
        }
        this.map = map;
        this.tolerance = tolerance;
        this.massCut = massCut;
    }

    /** Tolerance 0.1 of exponents, tail mass cut 1e-4. */
    public static ScalingRanges of(ScalarDuality map) {
        return new ScalingRanges(map, 0.1, 1e-4);
    }

    /** The same with another tolerance of exponents. */
    public ScalingRanges withTolerance(double newTolerance) {
        return new ScalingRanges(map, newTolerance, massCut);
    }

    /** The same with another tail mass cut. */
    public ScalingRanges withMassCut(double newMassCut) {
        return new ScalingRanges(map, tolerance, newMassCut);
    }

    /** The widest range on which |k_J − k| ≤ tolerance. */
    public Optional<ScalingRange> widestJacobian(double exponent, int biasSign) {
        return widest(where(x -> Math.abs(map.exponentAt(x).jacobian() - exponent) - tolerance, biasSign));
    }

    /** The widest range on which |k_J + k_p − k| ≤ tolerance. */
    public Optional<ScalingRange> widestTotal(double exponent, int biasSign) {
        return widest(where(x -> Math.abs(map.exponentAt(x).total() - exponent) - tolerance, biasSign));
    }

    /** The ranges on which |w h′/h| ≥ r |x|/(1 + x²), the condition under which k_J is the composition's exponent. */
    public List<ScalingRange> dominated(double ratio, int biasSign) {
        return where(x -> dominance(x, ratio), biasSign);
    }

    /** Not above 0 where |w h′/h| ≥ r |x|/(1 + x²) at x. */
    public double dominance(double x, double ratio) {
        return ratio * Math.abs(Coordinate.NORM.logFactorSlope(x)) - Math.abs(map.compositionSlope(x));
    }

    /** The range with the most decades, if there is any. */
    public static Optional<ScalingRange> widest(List<ScalingRange> ranges) {
        return ranges.stream().max(Comparator.comparingDouble(ScalingRange::decades));
    }

    /**
     * The ranges on which {@code excess(x)} ≤ 0, in order of x; each lies in one branch.
     *
     * @param excess a continuous function of x
     * @param biasSign −1 or +1 for jumps of one sign of ḃ, 0 for both
     */
    public List<ScalingRange> where(DoubleUnaryOperator excess, int biasSign) {
        List<ScalingRange> found = new ArrayList<>();
        for (Stretch stretch : stretches(biasSign)) {
            double[] x = stretch.points();
            int start = -1;
            for (int i = 0; i < x.length; i++) {
                boolean holds = excess.applyAsDouble(x[i]) <= 0;
                if (holds && start < 0) {
                    start = i;
                }
                if (start >= 0 && (!holds || i == x.length - 1)) {
                    int last = holds ? i : i - 1;
                    double from = start == 0 ? x[0] : edge(excess, x[start], x[start - 1]);
                    double to = last == x.length - 1 ? x[last] : edge(excess, x[last], x[last + 1]);
                    if (from < to) {
                        found.add(range(from, to, stretch.branch));
                    }
                    start = -1;
                }
            }
        }
        return found;
    }

    /**
     * The centre of the widest range, in decades, on which k_J varies by at most twice the tolerance: the exponent that
     * the map has by itself.
     */
    public Optional<Flattest> flattest() {
        Flattest best = null;
        for (Stretch stretch : stretches(0)) {
            double[] x = stretch.points();
            double[] k = new double[x.length];
            double[] level = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                k[i] = map.exponentAt(x[i]).jacobian();
                level[i] = map.logJump(x[i]);
            }
            Deque<Integer> smallest = new ArrayDeque<>();
            Deque<Integer> largest = new ArrayDeque<>();
            int from = 0;
            for (int to = 0; to < x.length; to++) {
                if (Double.isNaN(k[to])) {
                    continue;
                }
                while (!smallest.isEmpty() && k[smallest.peekLast()] >= k[to]) {
                    smallest.removeLast();
                }
                while (!largest.isEmpty() && k[largest.peekLast()] <= k[to]) {
                    largest.removeLast();
                }
                smallest.addLast(to);
                largest.addLast(to);
                while (k[largest.peekFirst()] - k[smallest.peekFirst()] > 2 * tolerance) {
                    from++;
                    while (!smallest.isEmpty() && smallest.peekFirst() < from) {
                        smallest.removeFirst();
                    }
                    while (!largest.isEmpty() && largest.peekFirst() < from) {
                        largest.removeFirst();
                    }
                }
                double decades = Math.abs(level[to] - level[from]) / Math.log(10);
                if (best == null || decades > best.range().decades()) {
                    double centre = 0.5 * (k[largest.peekFirst()] + k[smallest.peekFirst()]);
                    if (x[from] < x[to]) {
                        best = new Flattest(centre, range(x[from], x[to], stretch.branch));
                    }
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * The exponent of the flattest stretch of k_J.
     *
     * @param exponent centre of its values
     * @param range where it is
     */
    public record Flattest(double exponent, ScalingRange range) {}

    /**
     * The exponent by least squares: minus the slope of log|dx/dq̇| against log q̇, at points spaced evenly in log q̇.
     *
     * @param range where
     */
    public Slope leastSquares(ScalingRange range) {
        int n = 2001;
        double lowAt = map.logJump(range.lower());
        double highAt = map.logJump(range.upper());
        double low = Math.min(lowAt, highAt);
        double high = Math.max(lowAt, highAt);
        Branch branch = branchAt(0.5 * (range.lower() + range.upper()));
        double sumU = 0;
        double sumV = 0;
        double[] u = new double[n];
        double[] v = new double[n];
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            u[i] = low + (high - low) * (i + 0.5) / n;
        }
        branch.preimages(u, n, x);
        for (int i = 0; i < n; i++) {
            v[i] = map.logInverseJacobian(x[i]);
            sumU += u[i];
            sumV += v[i];
        }
        double meanU = sumU / n;
        double meanV = sumV / n;
        double uu = 0;
        double uv = 0;
        double vv = 0;
        for (int i = 0; i < n; i++) {
            uu += (u[i] - meanU) * (u[i] - meanU);
            uv += (u[i] - meanU) * (v[i] - meanV);
            vv += (v[i] - meanV) * (v[i] - meanV);
        }
        double slope = uv / uu;
        return new Slope(-slope, Math.sqrt(Math.max(0, vv - slope * uv) / n));
    }

    /**
     * A least-squares line through log|dx/dq̇| against log q̇.
     *
     * @param exponent minus its slope
     * @param residual root mean square of the residuals, natural logarithm
     */
    public record Slope(double exponent, double residual) {}

    private Branch branchAt(double x) {
        for (Branch branch : map.branches()) {
            if (x >= branch.lower() && x <= branch.upper()) {
                return branch;
            }
        }
        throw new IllegalArgumentException("No branch holds x = " + x);
    }

    private ScalingRange range(double from, double to, Branch branch) {
        double a = map.logJump(from);
        double b = map.logJump(to);
        double low = Math.min(a, b);
        double high = Math.max(a, b);
        return new ScalingRange(
                from,
                to,
                Math.exp(low),
                Math.exp(high),
                (high - low) / Math.log(10),
                map.boundary().probability(from, to),
                branch.biasSign());
    }

    /** The last point on the way from {@code inside} to {@code outside} where the condition holds. */
    private static double edge(DoubleUnaryOperator excess, double inside, double outside) {
        double in = inside;
        double out = outside;
        for (int i = 0; i < 60; i++) {
            double mid = in + 0.5 * (out - in);
            if (mid == in || mid == out) {
                break;
            }
            if (excess.applyAsDouble(mid) <= 0) {
                in = mid;
            } else {
                out = mid;
            }
        }
        return in;
    }

    /** The observable part of each branch: branches that touch share one cut at either end. */
    private List<Stretch> stretches(int biasSign) {
        List<Stretch> stretches = new ArrayList<>();
        List<Branch> branches = map.branches();
        Distribution law = map.boundary();
        int first = 0;
        while (first < branches.size()) {
            int last = first;
            while (last + 1 < branches.size()
                    && branches.get(last + 1).lower() == branches.get(last).upper()
                    && branches.get(last + 1).biasSign() == branches.get(first).biasSign()
                    && branches.get(last).highestLog() != Double.POSITIVE_INFINITY
                    && branches.get(last).lowestLog() != Double.NEGATIVE_INFINITY) {
                last++;
            }
            double lower = branches.get(first).lower();
            double upper = branches.get(last).upper();
            if ((biasSign == 0 || branches.get(first).biasSign() == biasSign)
                    && law.probability(lower, upper) > 2 * massCut) {
                double from = cut(law, lower, upper, true);
                double to = cut(law, lower, upper, false);
                for (int i = first; i <= last; i++) {
                    Branch branch = branches.get(i);
                    double start = Math.max(from, branch.lower());
                    double end = Math.min(to, branch.upper());
                    if (start < end) {
                        stretches.add(new Stretch(branch, start, end));
                    }
                }
            }
            first = last + 1;
        }
        return stretches;
    }

    /** The point that cuts the mass off one end of [lower, upper]. */
    private double cut(Distribution law, double lower, double upper, boolean atLower) {
        double in = atLower ? upper : lower;
        double out = atLower ? lower : upper;
        for (int i = 0; i < 2000; i++) {
            double mid = in + 0.5 * (out - in);
            if (mid == in || mid == out) {
                break;
            }
            double beyond = atLower ? law.probability(lower, mid) : law.probability(mid, upper);
            if (beyond >= massCut) {
                in = mid;
            } else {
                out = mid;
            }
        }
        return in;
    }

    /** A part of one branch. */
    private final class Stretch {
        private final Branch branch;
        private final double lower;
        private final double upper;

        Stretch(Branch branch, double lower, double upper) {
            this.branch = branch;
            this.lower = lower;
            this.upper = upper;
        }

        /** Points in order of x: evenly spaced in x, and evenly spaced in log q̇. */
        double[] points() {
            double low = map.logJump(lower);
            double high = map.logJump(upper);
            double[] levels = new double[POINTS];
            double[] preimages = new double[POINTS];
            for (int i = 0; i < POINTS; i++) {
                levels[i] = low + (high - low) * i / (POINTS - 1);
            }
            branch.preimages(levels, POINTS, preimages);
            double[] all = new double[2 * POINTS];
            for (int i = 0; i < POINTS; i++) {
                all[2 * i] = i == POINTS - 1 ? upper : lower + (upper - lower) * i / (POINTS - 1);
                boolean inside = preimages[i] > lower && preimages[i] < upper;
                all[2 * i + 1] = inside ? preimages[i] : all[2 * i];
            }
            Arrays.sort(all);
            return all;
        }
    }
}
