package org.jumpscope.duality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The law of one coordinate v of the jump: the push-forward of the boundary distribution, summed over all preimages.
 *
 * <p>p(v) = Σ p(x_i)/(|v| |Λ(x_i)|) over the preimages x_i of v, Λ = d log|v|/dx ((3.15) with erratum 6), per class and
 * not multiplied by the class's share. The dead zone is an atom at v = 0; a linear composition has an atom in ḃ. Atoms
 * belong to the distribution function and not to the density. Logarithms are exact where the density under- or overflows.
 */
public final class JumpLaw implements Distribution {
    private final CoordinateMap map;
    private final Distribution boundary;
    private final JumpFunction jump;
    private final List<Branch> branches;
    private final List<Atom> atoms;

    JumpLaw(CoordinateMap map, Distribution boundary, JumpFunction jump) {
        this.map = map;
        this.boundary = boundary;
        this.jump = jump;
        this.branches = List.copyOf(map.branches());
        this.atoms = List.copyOf(map.atoms());
    }

    /** The coordinate that this is the law of. */
    public Coordinate coordinate() {
        return map.coordinate();
    }

    /** The monotone branches, in order of x. */
    public List<Branch> branches() {
        return branches;
    }

    /** The folds, in order of x. */
    public List<Fold> folds() {
        return List.copyOf(map.folds());
    }

    /** The values with a positive probability. */
    public List<Atom> atoms() {
        return atoms;
    }

    /** Probability of v = 0, the dead zone. */
    public double deadMass() {
        return atoms.stream()
                .filter(a -> a.value() == 0)
                .mapToDouble(Atom::mass)
                .sum();
    }

    @Override
    public double logDensity(double v) {
        return logDensity(v, 0);
    }

    /**
     * log of the part of the density that comes from bias jumps of one sign.
     *
     * @param v the jump
     * @param biasSign −1 for ḃ &lt; 0 ("negative fluctuations"), +1 for ḃ &gt; 0, 0 for both
     * @return log p(v), −∞ where v has no preimage
     */
    public double logDensity(double v, int biasSign) {
        double[] out = new double[1];
        logDensity(new double[] {v}, 1, biasSign, out);
        return out[0];
    }

    /**
     * log p at many jumps at once.
     *
     * @param v jumps; not modified
     * @param n how many
     * @param biasSign −1, +1, or 0 for both signs of ḃ
     * @param out log densities; modified
     */
    public void logDensity(double[] v, int n, int biasSign, double[] out) {
        double[] level = new double[n];
        double[] d = new double[n];
        double[] slope = new double[n];
        double[] chosen = new double[n];
        int[] index = new int[n];
        Arrays.fill(out, 0, n, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < n; i++) {
            level[i] = Math.log(Math.abs(v[i]));
            if (Double.isNaN(v[i])) {
                out[i] = Double.NaN;
            }
        }
        Segment.Work work = new Segment.Work();
        for (Branch branch : branches) {
            if (biasSign != 0 && branch.biasSign() != biasSign) {
                continue;
            }
            for (Segment segment : branch.segments()) {
                int count = 0;
                for (int i = 0; i < n; i++) {
                    boolean signFits = branch.sign() > 0 ? v[i] > 0 : v[i] < 0;
                    if (signFits && segment.covers(level[i])) {
                        chosen[count] = level[i];
                        index[count++] = i;
                    }
                }
                if (count == 0) {
                    continue;
                }
                segment.invert(chosen, count, d, slope, work);
                double origin = segment.chart().originX();
                for (int c = 0; c < count; c++) {
                    int i = index[c];
                    double part = boundary.logDensity(origin + d[c]) - level[i] - Math.log(Math.abs(slope[c]));
                    out[i] = addLogs(out[i], part);
                }
            }
        }
    }

    /** log(e^a + e^b) without overflow. */
    private static double addLogs(double a, double b) {
        if (a == Double.NEGATIVE_INFINITY) {
            return b;
        }
        double large = Math.max(a, b);
        return large == Double.POSITIVE_INFINITY ? large : large + Math.log1p(Math.exp(Math.min(a, b) - large));
    }

    /** All x that are mapped to the jump v, in increasing order. */
    public List<Double> preimages(double v) {
        return preimages(v > 0 ? 1 : -1, Math.log(Math.abs(v)), 0);
    }

    /**
     * All x that are mapped to a jump, in increasing order.
     *
     * @param sign sign of the coordinate
     * @param level log|v|, which also reaches where v under- or overflows
     * @param biasSign −1, +1, or 0 for both signs of ḃ
     */
    public List<Double> preimages(int sign, double level, int biasSign) {
        List<Double> found = new ArrayList<>();
        for (Branch branch : branches) {
            if (branch.sign() == sign && (biasSign == 0 || branch.biasSign() == biasSign)) {
                double x = branch.preimage(level);
                if (!Double.isNaN(x)) {
                    found.add(x);
                }
            }
        }
        found.sort(null);
        return found;
    }

    /**
     * d log p/dv by the local exponents of the preimages: Σ p_i (−k_i)/v / Σ p_i, with k_i = k_J + k_p of the coordinate.
     */
    @Override
    public double logDensityDerivative(double v) {
        int sign = v > 0 ? 1 : -1;
        double level = Math.log(Math.abs(v));
        double sum = 0;
        double weights = 0;
        double largest = logDensity(v);
        for (double x : preimages(sign, level, 0)) {
            double slope = jump.logSlope(coordinate(), x);
            double curvature = jump.logCurvature(coordinate(), x);
            double exponent = 1 + curvature / (slope * slope) - boundary.logDensityDerivative(x) / slope;
            double weight = Math.exp(boundary.logDensity(x) - level - Math.log(Math.abs(slope)) - largest);
            sum -= weight * exponent / v;
            weights += weight;
        }
        return sum / weights;
    }

    @Override
    public double cumulative(double v) {
        if (Double.isNaN(v)) {
            return Double.NaN;
        }
        double sum = 0;
        for (Atom atom : atoms) {
            sum += atom.value() <= v ? atom.mass() : 0;
        }
        double level = Math.log(Math.abs(v));
        for (Branch branch : branches) {
            if (branch.sign() < 0) {
                sum += v >= 0 ? branch.mass() : massAbove(branch, level);
            } else if (v > 0) {
                sum += massBelow(branch, level);
            }
        }
        return Math.min(1, sum);
    }

    @Override
    public double survival(double v) {
        if (Double.isNaN(v)) {
            return Double.NaN;
        }
        double sum = 0;
        for (Atom atom : atoms) {
            sum += atom.value() > v ? atom.mass() : 0;
        }
        double level = Math.log(Math.abs(v));
        for (Branch branch : branches) {
            if (branch.sign() > 0) {
                sum += v <= 0 ? branch.mass() : massAbove(branch, level);
            } else if (v < 0) {
                sum += massBelow(branch, level);
            }
        }
        return Math.min(1, sum);
    }

    /**
     * P(|v| ≤ a and ḃ has a sign), without the dead zone: what a histogram of jumps of one sign counts up to a.
     *
     * @param size a, not below 0
     * @param biasSign −1, +1, or 0 for both signs of ḃ
     */
    public double massUpTo(double size, int biasSign) {
        double level = Math.log(size);
        double sum = 0;
        for (Branch branch : branches) {
            if (biasSign == 0 || branch.biasSign() == biasSign) {
                sum += massBelow(branch, level);
            }
        }
        return sum;
    }

    /** P(log|v| ≤ level) on one branch. */
    private double massBelow(Branch branch, double level) {
        if (level >= branch.highestLog()) {
            return branch.mass();
        }
        double x = branch.preimage(level);
        if (Double.isNaN(x)) {
            return level < branch.lowestLog() || (branch.lowestLog() == Double.NEGATIVE_INFINITY && level < 0)
                    ? 0
                    : branch.mass();
        }
        return branch.rising() ? mass(branch.lower(), x) : mass(x, branch.upper());
    }

    /** P(log|v| &gt; level) on one branch. */
    private double massAbove(Branch branch, double level) {
        if (level >= branch.highestLog()) {
            return 0;
        }
        double x = branch.preimage(level);
        if (Double.isNaN(x)) {
            return branch.mass() - massBelow(branch, level);
        }
        return branch.rising() ? mass(x, branch.upper()) : mass(branch.lower(), x);
    }

    private double mass(double low, double high) {
        return low < high ? boundary.probability(low, high) : 0;
    }

    @Override
    public double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new InvalidInputException("Probability " + p + " is not in [0, 1].");
        }
        return invert(p, true);
    }

    @Override
    public double survivalQuantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new InvalidInputException("Probability " + p + " is not in [0, 1].");
        }
        return invert(p, false);
    }

    /** Smallest v with F(v) ≥ p, or with S(v) ≤ p, by bisection on the ordered bits of v: exact to the last bit. */
    private double invert(double p, boolean lower) {
        long low = order(Double.NEGATIVE_INFINITY);
        long high = order(Double.POSITIVE_INFINITY);
        while (high - low > 1 || high - low < 0) {
            long mid = (low & high) + ((low ^ high) >> 1);
            double v = unorder(mid);
            boolean reached = lower ? cumulative(v) >= p : survival(v) <= p;
            if (reached) {
                high = mid;
            } else {
                low = mid;
            }
        }
        return unorder(high);
    }

    /** Maps doubles to longs that are ordered alike. */
    private static long order(double v) {
        long bits = Double.doubleToRawLongBits(v);
        return bits < 0 ? Long.MIN_VALUE - bits : bits;
    }

    private static double unorder(long order) {
        return Double.longBitsToDouble(order < 0 ? Long.MIN_VALUE - order : order);
    }

    /** E[v] over the boundary's window; NaN where the integral does not converge. */
    @Override
    public double mean() {
        return jump.moment(coordinate(), 1);
    }

    /** Standard deviation of v; NaN where the integral does not converge. */
    @Override
    public double standardDeviation() {
        double mean = mean();
        return Math.sqrt(jump.moment(coordinate(), 2) - mean * mean);
    }

    @Override
    public Interval support() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Branch branch : branches) {
            double small = branch.sign() * branch.lowestJump();
            double large = branch.sign() * branch.highestJump();
            low = Math.min(low, Math.min(small, large));
            high = Math.max(high, Math.max(small, large));
        }
        for (Atom atom : atoms) {
            low = Math.min(low, atom.value());
            high = Math.max(high, atom.value());
        }
        return Interval.of(low, high);
    }

    /** The jumps at the folds and at the finite ends of branches, where the density is not smooth. */
    @Override
    public List<Double> kinks() {
        return branches.stream()
                .flatMap(b -> java.util.stream.Stream.of(b.sign() * b.lowestJump(), b.sign() * b.highestJump()))
                .filter(Double::isFinite)
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public void sample(UniformRandomProvider random, double[] out, int n) {
        boundary.sample(random, out, n);
        jump.apply(coordinate(), out, n);
    }

    @Override
    public String toString() {
        return "law of the " + coordinate().name().toLowerCase(java.util.Locale.ROOT) + " jump of " + boundary;
    }
}
