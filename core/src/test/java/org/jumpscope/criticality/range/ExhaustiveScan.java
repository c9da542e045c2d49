package org.jumpscope.criticality.range;

import java.util.Arrays;
import org.jumpscope.criticality.estimate.TruncatedExponential;

/** The scan for one end, written as its definition reads: every candidate, every value. */
final class ExhaustiveScan {
    record Answer(double end, double exponent, double distance, double secondDistance) {}

    private ExhaustiveScan() {}

    static Answer lowerEnd(double[] values, double upper, boolean interior, boolean bothSides, int minimumCount) {
        double[] x = Arrays.stream(values).filter(v -> v <= upper).sorted().toArray();
        double[] candidates = Arrays.stream(x).distinct().toArray();
        double[] distances = new double[candidates.length];
        double[] exponents = new double[candidates.length];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        for (int c = 0; c < candidates.length; c++) {
            double a = candidates[c];
            double[] tail =
                    Arrays.stream(x).filter(v -> interior ? v > a : v >= a).toArray();
            if (tail.length < minimumCount) {
                continue;
            }
            double[] y = Arrays.stream(tail).map(v -> Math.log(v / a)).toArray();
            double sum = Arrays.stream(y).sum();
            double length = Math.log(upper / a);
            double t = Double.POSITIVE_INFINITY;
            double s;
            if (upper == Double.POSITIVE_INFINITY) {
                s = tail.length / sum;
            } else {
                double mean = sum / (tail.length * length);
                t = mean > 0 && mean < 1 ? TruncatedExponential.inverseMean(mean) : Double.NaN;
                s = t / length;
            }
            if (!(Math.abs(s) < Double.POSITIVE_INFINITY)) {
                continue;
            }
            exponents[c] = 1 + s;
            distances[c] = distance(y, s, t, length, bothSides);
        }
        int best = -1;
        for (int c = 0; c < candidates.length; c++) {
            if (distances[c] < Double.POSITIVE_INFINITY && (best < 0 || distances[c] < distances[best] - 1e-13)) {
                best = c;
            }
        }
        if (best < 0) {
            return null;
        }
        double second = Double.POSITIVE_INFINITY;
        for (int c = 0; c < candidates.length; c++) {
            second = c == best ? second : Math.min(second, distances[c]);
        }
        return new Answer(candidates[best], exponents[best], distances[best], second);
    }

    private static double distance(double[] y, double s, double t, double length, boolean bothSides) {
        double largest = 0;
        for (int r = 0; r < y.length; r++) {
            double law = Double.isInfinite(t)
                    ? -Math.expm1(-s * y[r])
                    : t == 0 ? y[r] / length : Math.expm1(-s * y[r]) / Math.expm1(-t);
            double before = Math.abs(law - (double) r / y.length);
            double after = Math.abs((r + 1.0) / y.length - law);
            largest = Math.max(largest, bothSides ? Math.max(before, after) : before);
        }
        return largest;
    }
}
