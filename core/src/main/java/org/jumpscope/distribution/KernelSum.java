package org.jumpscope.distribution;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * Sums of Gaussian kernels over sorted points, exact to rounding: Σ φ(u − δ) and its companions, where atoms are
 * collected in cells of half a bandwidth.
 *
 * <p>A cell with many atoms is one Taylor series about its centre: with M_k = Σ δ^k/k! and u = (x − centre)/h,
 * Σ φ(u − δ) = φ(u) Σ_k M_k He_k(u), and Σ Φ(u − δ) = n Φ(u) − φ(u) Σ_{k≥1} M_k He_{k−1}(u). Since |δ| ≤ 1/4, the
 * terms fall below 1e-17 within {@value #TERMS}; a few atoms, or a far cell, are summed one by one.
 */
final class KernelSum {
    private static final double CELL = 0.5;
    /** The series is used up to this distance, in bandwidths. */
    private static final int REACH = 11;

    private static final int TERMS = 44;
    private static final int FEW = 6;
    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final double INVERSE_SQRT_TWO_PI = 1 / Math.sqrt(2 * Math.PI);
    private static final int[] NEEDED = termsNeeded();

    private final double[] atoms;
    private final double bandwidth;
    private final double spread;
    /** The first atom of each cell, and the number of atoms at the end. */
    private final int[] first;

    private final double[] centre;
    private final double[] moments;

    /** A density sum: log of Σ exp(−u²/2), and Σ u exp(−u²/2) over Σ exp(−u²/2). */
    record Weighted(double logSum, double meanDistance) {}

    KernelSum(double[] sortedAtoms, double bandwidth) {
        this.atoms = sortedAtoms;
        this.bandwidth = bandwidth;
        // Kernels that are all together below 2^-53 of the nearest one are left out.
        this.spread = 2 * (37 + Math.log(atoms.length));
        int[] starts = new int[atoms.length + 1];
        int cells = 0;
        for (int i = 0; i < atoms.length; ) {
            starts[cells] = i;
            cells++;
            double end = atoms[i] + CELL * bandwidth;
            do {
                i++;
            } while (i < atoms.length && atoms[i] <= end);
        }
        starts[cells] = atoms.length;
        this.first = Arrays.copyOf(starts, cells + 1);
        this.centre = new double[cells];
        this.moments = new double[cells * TERMS];
        for (int cell = 0; cell < cells; cell++) {
            centre[cell] = atoms[first[cell]] + 0.5 * CELL * bandwidth;
            for (int i = first[cell]; i < first[cell + 1]; i++) {
                double delta = (atoms[i] - centre[cell]) / bandwidth;
                double term = 1;
                for (int k = 0; k < TERMS; k++) {
                    moments[cell * TERMS + k] += term;
                    term *= delta / (k + 1);
                }
            }
        }
    }

    /** Bounds |He_k(u)| by the recurrence with all signs positive, in steps of one bandwidth. */
    private static int[] termsNeeded() {
        int[] needed = new int[REACH + 1];
        for (int u = 0; u <= REACH; u++) {
            double older = 0;
            double hermite = 1;
            double factor = 1;
            int k = 0;
            while (k < TERMS - 1 && (factor * hermite > 1e-17 || k < 8)) {
                double newer = u * hermite + k * older;
                older = hermite;
                hermite = newer;
                k++;
                factor *= 0.5 * CELL / k;
            }
            needed[u] = k;
        }
        return needed;
    }

    /** Returns the distance from x to the nearest atom, in bandwidths. */
    double nearest(double x) {
        int after = after(x);
        double distance = Double.POSITIVE_INFINITY;
        if (after < atoms.length) {
            distance = atoms[after] - x;
        }
        if (after > 0) {
            distance = Math.min(distance, x - atoms[after - 1]);
        }
        return distance / bandwidth;
    }

    /** Returns the nearest atom, the upper of two. */
    double nearestAtom(double x) {
        int after = after(x);
        if (after == atoms.length || (after > 0 && x - atoms[after - 1] < atoms[after] - x)) {
            return atoms[after - 1];
        }
        return atoms[after];
    }

    /** Returns the number of atoms below x. */
    private int after(double x) {
        int low = 0;
        int high = atoms.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (atoms[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the first cell whose end is not below x. */
    private int cellAt(double x) {
        int low = 0;
        int high = centre.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (atoms[first[middle + 1] - 1] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double radius(double x, double nearest) {
        // The ulp keeps the nearest atom inside where x is so far that the distance is rounded.
        return Math.sqrt(nearest * nearest + spread) * bandwidth + 4 * Math.ulp(x);
    }

    Weighted density(double x) {
        double nearest = nearest(x);
        if (nearest > 1e150) {
            double distance = (x - nearestAtom(x)) / bandwidth;
            return new Weighted(-0.5 * distance * distance, distance);
        }
        double radius = radius(x, nearest);
        double sum = 0;
        double weighted = 0;
        for (int cell = cellAt(x - radius); cell < centre.length && atoms[first[cell]] <= x + radius; cell++) {
            int count = first[cell + 1] - first[cell];
            double u = (x - centre[cell]) / bandwidth;
            if (count > FEW && Math.abs(u) < REACH) {
                // φ(u) Σ M_k He_k(u), and its derivative −φ(u) Σ M_k He_{k+1}(u).
                int needed = NEEDED[(int) Math.abs(u) + 1];
                int base = cell * TERMS;
                double older = 1;
                double hermite = u;
                double series = moments[base];
                double derivative = moments[base] * u;
                for (int k = 1; k <= needed; k++) {
                    double moment = moments[base + k];
                    double newer = u * hermite - k * older;
                    series += moment * hermite;
                    derivative += moment * newer;
                    older = hermite;
                    hermite = newer;
                }
                double kernel = Math.exp(0.5 * (nearest - u) * (nearest + u));
                sum += kernel * series;
                weighted += kernel * derivative;
            } else {
                for (int i = first[cell]; i < first[cell + 1]; i++) {
                    double distance = (x - atoms[i]) / bandwidth;
                    // The difference of two squares, since far out both are large.
                    double kernel = Math.exp(0.5 * (nearest - distance) * (nearest + distance));
                    sum += kernel;
                    weighted += kernel * distance;
                }
            }
        }
        return new Weighted(Math.log(sum) - 0.5 * nearest * nearest, weighted / sum);
    }

    /** Returns Σ Φ(side (x − atom)/h): the lower tail for side 1, the upper tail for side −1. */
    double tail(double x, int side) {
        if (Double.isNaN(x)) {
            return x;
        }
        double nearest = nearest(x);
        double radius = nearest > 1e150 ? 0 : radius(x, nearest);
        int from = cellAt(x - radius);
        double sum = side > 0 ? first[from] : 0;
        int cell = from;
        for (; cell < centre.length && atoms[first[cell]] <= x + radius; cell++) {
            int count = first[cell + 1] - first[cell];
            double u = (x - centre[cell]) / bandwidth;
            if (count > FEW && Math.abs(u) < REACH) {
                int needed = NEEDED[(int) Math.abs(u) + 1];
                int base = cell * TERMS;
                double older = 0;
                double hermite = 1;
                double series = 0;
                for (int k = 1; k <= needed; k++) {
                    series += moments[base + k] * hermite;
                    double newer = u * hermite - (k - 1) * older;
                    older = hermite;
                    hermite = newer;
                }
                double kernel = INVERSE_SQRT_TWO_PI * Math.exp(-0.5 * u * u);
                sum += count * normalTail(side * u) - side * kernel * series;
            } else {
                for (int i = first[cell]; i < first[cell + 1]; i++) {
                    sum += normalTail(side * ((x - atoms[i]) / bandwidth));
                }
            }
        }
        return side > 0 ? sum : sum + (atoms.length - first[cell]);
    }

    private static double normalTail(double z) {
        return 0.5 * Erfc.value(-z * SQRT_HALF);
    }
}
