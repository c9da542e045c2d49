package org.jumpscope.experiments;

import java.util.Optional;
import org.jumpscope.experiments.FigureAnalysis.Curves;
import org.jumpscope.numeric.Vector;

/** Exponents read off the curves of a figure: what the eye would measure on the plot. */
public final class CurveExponents {
    private CurveExponents() {}

    /**
     * The smallest and the largest local exponent of a part of the law.
     *
     * @param low smallest −d log p/d log q̇
     * @param high largest one
     * @param lowerJump smallest q̇ of the part
     * @param upperJump largest q̇ of the part
     */
    public record Spread(double low, double high, double lowerJump, double upperJump) {
        /** Whether every local exponent of the part is within a tolerance of k. */
        public boolean within(double tolerance, double k) {
            return Math.abs(low - k) <= tolerance && Math.abs(high - k) <= tolerance;
        }
    }

    /**
     * The exponents −d log p/d log q̇ of the exact density over the middle part of its mass, by central differences
     * between the points of the curve; they include all preimages.
     *
     * @param curves the curves of a figure, with q̇ ascending by equal ratios
     * @param share the middle part of the mass, such as 0.8 for the 10th to the 90th percentile
     * @return the spread; empty where fewer than three points are in the part
     */
    public static Optional<Spread> central(Curves curves, double share) {
        Vector jump = curves.jump();
        Vector logDensity = curves.logDensity();
        int n = jump.size();
        double[] mass = new double[n];
        double all = 0;
        for (int i = 0; i < n; i++) {
            double logMass = logDensity.get(i) + Math.log(jump.get(i));
            mass[i] = Double.isNaN(logMass) ? 0 : Math.exp(logMass);
            all += mass[i];
        }
        double below = 0;
        int first = -1;
        int last = -1;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            double middle = (below + mass[i] / 2) / all;
            below += mass[i];
            if (i == 0 || i == n - 1 || middle < (1 - share) / 2 || middle > (1 + share) / 2) {
                continue;
            }
            double k = -(logDensity.get(i + 1) - logDensity.get(i - 1))
                    / (Math.log(jump.get(i + 1)) - Math.log(jump.get(i - 1)));
            if (Double.isFinite(k)) {
                first = first < 0 ? i : first;
                last = i;
                low = Math.min(low, k);
                high = Math.max(high, k);
            }
        }
        return last - first < 2
                ? Optional.empty()
                : Optional.of(new Spread(low, high, jump.get(first), jump.get(last)));
    }

    /**
     * The exponent of the Jacobian between two jumps: least squares of −log|dx/dq̇| against log q̇ on the branch that has
     * most points there, or the slope of the curve between its neighbouring points where the range is narrower than they.
     *
     * @param curves the curves of a figure
     * @param lowerJump smallest q̇
     * @param upperJump largest q̇
     * @return the exponent; empty where no branch reaches there
     */
    public static Optional<Double> jacobian(Curves curves, double lowerJump, double upperJump) {
        Vector jump = curves.jacobianJump();
        double middle = (Math.log(lowerJump) + Math.log(upperJump)) / 2;
        Line best = new Line();
        Line line = new Line();
        Line around = new Line();
        for (int i = 0; i < jump.size(); i++) {
            double q = jump.get(i);
            if (Double.isNaN(q)) {
                best = line.count > best.count ? line : best;
                line = new Line();
                continue;
            }
            if (q >= lowerJump && q <= upperJump) {
                line.add(Math.log(q), -curves.logInverseJacobian().get(i));
            }
            double next = i + 1 < jump.size() ? jump.get(i + 1) : Double.NaN;
            if (around.count == 0 && (Math.log(q) - middle) * (Math.log(next) - middle) <= 0) {
                around.add(Math.log(q), -curves.logInverseJacobian().get(i));
                around.add(Math.log(next), -curves.logInverseJacobian().get(i + 1));
            }
        }
        best = line.count > best.count ? line : best;
        best = best.count < 3 ? around : best;
        return best.count < 2 ? Optional.empty() : Optional.of(best.slope());
    }

    /** A straight line by least squares, with sums about the first point so that nothing large cancels. */
    private static final class Line {
        private int count;
        private double firstX;
        private double firstY;
        private double x;
        private double y;
        private double xx;
        private double xy;

        void add(double newX, double newY) {
            if (count == 0) {
                firstX = newX;
                firstY = newY;
            }
            double dx = newX - firstX;
            double dy = newY - firstY;
            count++;
            x += dx;
            y += dy;
            xx += dx * dx;
            xy += dx * dy;
        }

        double slope() {
            return (count * xy - x * y) / (count * xx - x * x);
        }
    }
}
