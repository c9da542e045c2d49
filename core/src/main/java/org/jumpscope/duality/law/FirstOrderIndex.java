package org.jumpscope.duality.law;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The first-order Sobol index of a coordinate of the jump, S = Var E[η|ξ]/Var η: 1 where it depends on its own coordinate of
 * the boundary alone (D2 of theory §7).
 *
 * <p>Estimated as 1 − E Var(η|ξ)/Var η, where Var(η|ξ) = Var(ε|ξ) of ε = η − φ(ξ): in each of 2n^(1/3) groups of neighbouring ξ
 * with equal counts, the scatter of ε about a line, with two degrees of freedom taken off. Since φ is exact, there is no error
 * of smoothing where the law is decoupled. The error is that of a jackknife over twenty parts of the samples.
 *
 * @param value S, which noise may put slightly outside 0 to 1
 * @param standardError of it
 */
public record FirstOrderIndex(double value, double standardError) {
    private static final int PARTS = 20;

    /**
     * Estimates.
     *
     * @param coordinate ξ of each sample. Not modified.
     * @param rest ε = η − φ(ξ). Not modified.
     * @param jump η. Not modified.
     */
    static FirstOrderIndex of(double[] coordinate, double[] rest, double[] jump) {
        int n = coordinate.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.<Integer>comparingDouble(i -> coordinate[i]).thenComparingInt(i -> i));
        double all = index(coordinate, rest, jump, order, -1);
        double sum = 0;
        double squares = 0;
        int parts = Math.min(PARTS, n);
        for (int part = 0; part < parts; part++) {
            double without = index(coordinate, rest, jump, order, part);
            sum += without - all;
            squares += (without - all) * (without - all);
        }
        double variance = (parts - 1.0) / parts * Math.max(0, squares - sum * sum / parts);
        return new FirstOrderIndex(all, Math.sqrt(variance));
    }

    /** c = sd(η|ξ)/sd(η), the coupling to other coordinates: √(1 − S). */
    public double coupling() {
        return Math.sqrt(Math.max(0, 1 - value));
    }

    private static double index(double[] coordinate, double[] rest, double[] jump, Integer[] order, int leftOut) {
        int n = 0;
        int[] kept = new int[order.length];
        for (int i : order) {
            if (leftOut < 0 || i % PARTS != leftOut) {
                kept[n++] = i;
            }
        }
        double variance = variance(jump, kept, n);
        int groups = Math.max(1, Math.min(n / 6, (int) Math.round(2 * Math.cbrt(n))));
        double within = 0;
        int degrees = 0;
        for (int g = 0; g < groups; g++) {
            int from = (int) ((long) g * n / groups);
            int to = (int) ((long) (g + 1) * n / groups);
            within += aboutLine(coordinate, rest, kept, from, to);
            degrees += Math.max(0, to - from - 2);
        }
        return variance == 0 || degrees == 0 ? 1 : 1 - within / degrees / variance;
    }

    private static double variance(double[] values, int[] kept, int n) {
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += values[kept[i]] / n;
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (values[kept[i]] - mean) * (values[kept[i]] - mean);
        }
        return n < 2 ? 0 : sum / (n - 1);
    }

    /** Squares about the line of least squares. */
    private static double aboutLine(double[] x, double[] y, int[] kept, int from, int to) {
        double meanX = 0;
        double meanY = 0;
        int n = to - from;
        for (int i = from; i < to; i++) {
            meanX += x[kept[i]] / n;
            meanY += y[kept[i]] / n;
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = from; i < to; i++) {
            double dx = x[kept[i]] - meanX;
            double dy = y[kept[i]] - meanY;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }
        return Math.max(0, xx == 0 ? yy : yy - xy * xy / xx);
    }
}
