package org.jumpscope.experiments.errata;

import java.util.Arrays;
import java.util.function.DoublePredicate;

/** Figure 1 without any of the program's rooms: how much probability a density with one preimage loses (row 6). */
final class Preimages {
    private static final Toy TOY = Toy.of(
            y -> {
                double f = 1 / (1 + Math.exp(-y));
                return 2 * f * f * (1 - f);
            },
            16,
            -8);
    private static final double SPREAD = 0.25;
    private static final int POINTS = 400_000;
    private static final int INTERVALS = 12;
    private static final double LOW = -1;
    private static final double HIGH = 1.75;

    private Preimages() {}

    private static double density(double x) {
        double z = x / SPREAD;
        return Math.exp(-z * z / 2) / (SPREAD * Math.sqrt(2 * Math.PI));
    }

    /** Probability of each interval of q̇, counted over the inputs. */
    private static double[] counted(double[] edges) {
        double[] mass = new double[edges.length - 1];
        double step = (HIGH - LOW) / POINTS;
        for (int i = 0; i < POINTS; i++) {
            double x = LOW + (i + 0.5) * step;
            int place = Arrays.binarySearch(edges, TOY.jump(x));
            int bin = place >= 0 ? place : -place - 2;
            if (bin >= 0 && bin < mass.length) {
                mass[bin] += density(x) * step;
            }
        }
        return mass;
    }

    /** Largest relative deviation of the integral of the density, summed over the accepted preimages. */
    static double largestDeviation(DoublePredicate accepted) {
        double[] edges = Toy.grid(0.01, 0.3, INTERVALS + 1);
        double[] mass = counted(edges);
        double worst = 0;
        for (int bin = 0; bin < INTERVALS; bin++) {
            int n = 40;
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double q = edges[bin] + (edges[bin + 1] - edges[bin]) * (i + 0.5) / n;
                double[] x = preimages(q);
                for (int j = 0; j < x.length; j++) {
                    if (accepted.test(j)) {
                        sum += density(x[j]) / TOY.jacobian(x[j], 2e-3) * (edges[bin + 1] - edges[bin]) / n;
                    }
                }
            }
            worst = Math.max(worst, Differences.relative(sum, mass[bin]));
        }
        return worst;
    }

    /** Number of preimages of a jump. */
    static int count(double q) {
        return preimages(q).length;
    }

    /** All preimages by sign changes on a grid of 400 points, bisected; in order of x. */
    private static double[] preimages(double q) {
        double[] grid = Toy.grid(LOW, HIGH, 401);
        double[] found = new double[grid.length];
        int n = 0;
        for (int i = 0; i + 1 < grid.length; i++) {
            double a = grid[i];
            double b = grid[i + 1];
            boolean below = TOY.jump(a) < q;
            if (below == TOY.jump(b) < q) {
                continue;
            }
            for (int step = 0; step < 50; step++) {
                double mid = 0.5 * (a + b);
                if (TOY.jump(mid) < q == below) {
                    a = mid;
                } else {
                    b = mid;
                }
            }
            found[n++] = 0.5 * (a + b);
        }
        return Arrays.copyOf(found, n);
    }
}
