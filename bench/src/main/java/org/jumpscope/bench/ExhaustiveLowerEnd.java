package org.jumpscope.bench;

import java.util.Arrays;

/** The scan for the lower end of a Pareto law as its definition reads: every value for every candidate. */
final class ExhaustiveLowerEnd {
    /** The candidate with the smallest distance max |F(x_r) − r/n|, its exponent 1 + n/Σ ln(x/a), and the distance. */
    record Answer(double end, double exponent, double distance) {}

    private ExhaustiveLowerEnd() {}

    /** With a logarithm and a power for every pair. */
    static Answer logAndPower(double[] values, int minimumCount) {
        double[] x = values.clone();
        Arrays.sort(x);
        Answer best = new Answer(Double.NaN, Double.NaN, Double.POSITIVE_INFINITY);
        for (int i = 0; i + minimumCount <= x.length; i++) {
            if (i > 0 && x[i] == x[i - 1]) {
                continue;
            }
            int n = x.length - i;
            double sum = 0;
            for (int r = i; r < x.length; r++) {
                sum += Math.log(x[r] / x[i]);
            }
            double slope = n / sum;
            double distance = 0;
            for (int r = i; r < x.length; r++) {
                double law = 1 - Math.pow(x[i] / x[r], slope);
                distance = Math.max(distance, Math.abs(law - (double) (r - i) / n));
            }
            if (distance < best.distance) {
                best = new Answer(x[i], 1 + slope, distance);
            }
        }
        return best;
    }

    /** With sums of logarithms made once, and an exponential for every pair. */
    static Answer sumsAndExponential(double[] values, int minimumCount) {
        double[] x = values.clone();
        Arrays.sort(x);
        double[] u = new double[x.length];
        double[] above = new double[x.length + 1];
        for (int i = x.length - 1; i >= 0; i--) {
            u[i] = Math.log(x[i]);
            above[i] = above[i + 1] + u[i];
        }
        Answer best = new Answer(Double.NaN, Double.NaN, Double.POSITIVE_INFINITY);
        for (int i = 0; i + minimumCount <= x.length; i++) {
            if (i > 0 && x[i] == x[i - 1]) {
                continue;
            }
            int n = x.length - i;
            double slope = n / (above[i] - n * u[i]);
            double distance = 0;
            for (int r = i; r < x.length; r++) {
                double law = 1 - Math.exp(slope * (u[i] - u[r]));
                distance = Math.max(distance, Math.abs(law - (double) (r - i) / n));
            }
            if (distance < best.distance) {
                best = new Answer(x[i], 1 + slope, distance);
            }
        }
        return best;
    }
}
