package org.jumpscope.duality.law;

import java.util.Arrays;
import org.jumpscope.numeric.InvalidInputException;

/**
 * How far two samples of a coordinate are apart in log|η| (D3 of theory §7).
 *
 * @param kolmogorov the largest difference of their distribution functions
 * @param wasserstein ∫|F − G| d log|η|, the mean distance that values have to be moved by, in natural logarithms
 * @param noiseFloor 1.36 √(1/n + 1/m), what the first is below in 95 of 100 cases for independent samples of one law
 */
public record SampleDistance(double kolmogorov, double wasserstein, double noiseFloor) {
    /** 95 % point of the limiting Kolmogorov law. */
    private static final double KOLMOGOROV_95 = 1.3580986393225505;

    /** A value that is zero stands for the smallest that there is. */
    private static final double SMALLEST = 1e-300;

    /** 1.36 √(1/n + 1/m). */
    public static double noiseFloor(double n, double m) {
        return KOLMOGOROV_95 * Math.sqrt(1 / n + 1 / m);
    }

    /** Whether the distance is within the noise floor. */
    public boolean withinNoise() {
        return kolmogorov <= noiseFloor;
    }

    /**
     * The distance of two samples.
     *
     * @param sampled n values. Not modified.
     * @param predicted m values. Not modified.
     * @param independent how many independent draws the predicted values are worth, for the noise floor
     * @throws InvalidInputException if one has no values
     */
    static SampleDistance of(double[] sampled, double[] predicted, double independent) {
        if (sampled.length == 0 || predicted.length == 0) {
            throw new InvalidInputException("A sample without values has no distance.");
        }
        double[] a = logarithms(sampled);
        double[] b = logarithms(predicted);
        int i = 0;
        int j = 0;
        double largest = 0;
        double area = 0;
        double last = Math.min(a[0], b[0]);
        while (i < a.length || j < b.length) {
            double next = Math.min(
                    i < a.length ? a[i] : Double.POSITIVE_INFINITY, j < b.length ? b[j] : Double.POSITIVE_INFINITY);
            area += Math.abs(i / (double) a.length - j / (double) b.length) * (next - last);
            while (i < a.length && a[i] <= next) {
                i++;
            }
            while (j < b.length && b[j] <= next) {
                j++;
            }
            largest = Math.max(largest, Math.abs(i / (double) a.length - j / (double) b.length));
            last = next;
        }
        return new SampleDistance(largest, area, noiseFloor(a.length, independent));
    }

    /** log|η| in ascending order. */
    static double[] logarithms(double[] values) {
        double[] logs = new double[values.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(Math.max(SMALLEST, Math.abs(values[i])));
        }
        Arrays.sort(logs);
        return logs;
    }
}
