package org.jumpscope.duality.law;

import java.util.Arrays;
import org.jumpscope.distribution.Empirical;
import org.jumpscope.numeric.Vector;

/**
 * Local exponents of the sampled and of the predicted |η|, k = −d log p/d log|η|, at the deciles of the sampled one (D3 of theory
 * §7).
 *
 * <p>Both from the slope of a Gaussian kernel density of log|η| with the bandwidth of Silverman's rule for the sampled values.
 *
 * @param sizes |η|, the nine deciles
 * @param sampled k there
 * @param predicted k there
 * @param median the median of their distances
 * @param standardError the median of the standard errors of the differences, for independent samples
 */
public record ExponentDifference(Vector sizes, Vector sampled, Vector predicted, double median, double standardError) {
    private static final int DECILES = 9;

    /**
     * Estimates.
     *
     * @param eta sampled values. Not modified.
     * @param other predicted values. Not modified.
     */
    static ExponentDifference of(double[] eta, double[] other) {
        double[] logs = SampleDistance.logarithms(eta);
        double[] otherLogs = SampleDistance.logarithms(other);
        if (logs[0] == logs[logs.length - 1]) {
            Vector none = Vector.of();
            return new ExponentDifference(none, none, none, Double.NaN, Double.NaN);
        }
        Empirical sampled = Empirical.of(Vector.of(logs));
        Empirical predicted = Empirical.of(Vector.of(otherLogs), sampled.bandwidth());
        double[] sizes = new double[DECILES];
        double[] k = new double[DECILES];
        double[] ofPrediction = new double[DECILES];
        double[] distances = new double[DECILES];
        double[] errors = new double[DECILES];
        for (int i = 0; i < DECILES; i++) {
            double level = logs[(int) ((i + 1.0) / (DECILES + 1) * (logs.length - 1))];
            sizes[i] = Math.exp(level);
            k[i] = 1 - sampled.logDensityDerivative(level);
            ofPrediction[i] = 1 - predicted.logDensityDerivative(level);
            distances[i] = Math.abs(k[i] - ofPrediction[i]);
            double counts = 1.0 / logs.length + 1.0 / otherLogs.length;
            // ∫φ′² = 1/(4√π) over n h³ p, the variance of the slope of a kernel density's logarithm
            errors[i] = Math.sqrt(
                    counts / (4 * Math.sqrt(Math.PI) * Math.pow(sampled.bandwidth(), 3) * sampled.density(level)));
        }
        Arrays.sort(distances);
        Arrays.sort(errors);
        return new ExponentDifference(
                Vector.of(sizes), Vector.of(k), Vector.of(ofPrediction), distances[DECILES / 2], errors[DECILES / 2]);
    }
}
