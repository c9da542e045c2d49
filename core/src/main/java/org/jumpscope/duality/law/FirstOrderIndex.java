package org.jumpscope.duality.law;

import java.util.Arrays;
import java.util.Comparator;
import org.jumpscope.numeric.MatrixProduct;

/**
 * The first-order Sobol index of a coordinate of the jump, S = Var E[η|ξ]/Var η: 1 where it depends on its own coordinate of
 * the boundary alone (D2 of theory §7).
 *
 * <p>Estimated as 1 − E Var(η|ξ)/Var η: in each of 2n^(1/3) groups of neighbouring ξ with equal counts, the scatter of η about its
 * best combination of 1, ξ and φ(ξ), with three degrees of freedom taken off. Since φ is exact, there is no error of smoothing
 * where the law is decoupled. The error is that of a jackknife over twenty parts of the samples.
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
     * @param curve φ(ξ). Not modified.
     * @param jump η. Not modified.
     */
    static FirstOrderIndex of(double[] coordinate, double[] curve, double[] jump) {
        int n = coordinate.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order, Comparator.<Integer>comparingDouble(i -> coordinate[i]).thenComparingInt(i -> i));
        double all = index(coordinate, curve, jump, order, -1);
        double sum = 0;
        double squares = 0;
        int parts = Math.min(PARTS, n);
        for (int part = 0; part < parts; part++) {
            double without = index(coordinate, curve, jump, order, part);
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

    private static double index(double[] coordinate, double[] curve, double[] jump, Integer[] order, int leftOut) {
        int n = 0;
        int[] kept = new int[order.length];
        for (int i : order) {
            if (leftOut < 0 || i % PARTS != leftOut) {
                kept[n++] = i;
            }
        }
        double variance = variance(jump, kept, n);
        int groups = Math.max(1, Math.min(n / 8, (int) Math.round(2 * Math.cbrt(n))));
        double within = 0;
        int degrees = 0;
        for (int g = 0; g < groups; g++) {
            int from = (int) ((long) g * n / groups);
            int to = (int) ((long) (g + 1) * n / groups);
            within += scatter(coordinate, curve, jump, kept, from, to);
            degrees += Math.max(0, to - from - 3);
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

    /** Squares of what is left of η after 1, ξ and φ of some samples. */
    private static double scatter(double[] coordinate, double[] curve, double[] jump, int[] kept, int from, int to) {
        double[] x = centred(coordinate, kept, from, to);
        double[] phi = centred(curve, kept, from, to);
        double[] eta = centred(jump, kept, from, to);
        int n = to - from;
        double size = MatrixProduct.dot(n, phi, phi);
        remove(x, phi);
        remove(x, eta);
        // What a line leaves of φ by rounding alone says nothing of η.
        if (MatrixProduct.dot(n, phi, phi) > 1e-20 * size) {
            remove(phi, eta);
        }
        return MatrixProduct.dot(n, eta, eta);
    }

    private static double[] centred(double[] values, int[] kept, int from, int to) {
        double[] some = new double[to - from];
        double mean = 0;
        for (int i = 0; i < some.length; i++) {
            some[i] = values[kept[from + i]];
            mean += some[i] / some.length;
        }
        for (int i = 0; i < some.length; i++) {
            some[i] -= mean;
        }
        return some;
    }

    /** Takes the part along one vector from another. */
    private static void remove(double[] along, double[] from) {
        double square = MatrixProduct.dot(along.length, along, along);
        if (square > 0) {
            MatrixProduct.axpy(from.length, -MatrixProduct.dot(along.length, along, from) / square, along, from);
        }
    }
}
