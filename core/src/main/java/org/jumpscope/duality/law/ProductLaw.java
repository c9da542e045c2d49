package org.jumpscope.duality.law;

import org.jumpscope.distribution.Distribution;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * The law on the plateau, where η = d ξ exactly, with a slope d = γ δ̂₁(x₀)·δ₁(x) that does not depend on ξ itself: p(η) = ∫ p(d)
 * p_ξ(η/d)/|d| dd for d independent of ξ (theory §6), the mean over the slopes of samples.
 */
public final class ProductLaw {
    private final double[] slopes;
    private final Distribution coordinate;

    private ProductLaw(double[] slopes, Distribution coordinate) {
        this.slopes = slopes;
        this.coordinate = coordinate;
    }

    /**
     * The law.
     *
     * @param slopes d of samples, one or more; with γ
     * @param coordinate the law of ξ
     * @throws InvalidInputException if there is no slope
     */
    public static ProductLaw of(Vector slopes, Distribution coordinate) {
        if (slopes.size() == 0) {
            throw new InvalidInputException("A product law needs one slope or more.");
        }
        return new ProductLaw(slopes.toArray(), coordinate);
    }

    /** The slopes d. */
    public Vector slopes() {
        return Vector.of(slopes);
    }

    /** p(η); slopes of zero, which are an atom at 0, do not count. */
    public double density(double eta) {
        double sum = 0;
        for (double d : slopes) {
            if (d != 0) {
                sum += coordinate.density(eta / d) / Math.abs(d);
            }
        }
        return sum / slopes.length;
    }

    /** P(d ξ ≤ η). */
    public double cumulative(double eta) {
        double sum = 0;
        for (double d : slopes) {
            if (d == 0) {
                sum += eta >= 0 ? 1 : 0;
            } else {
                sum += d > 0 ? coordinate.cumulative(eta / d) : coordinate.survival(eta / d);
            }
        }
        return sum / slopes.length;
    }

    /**
     * Values of the law: each slope with the coordinates of other samples, so that the two are independent.
     *
     * @param slopes d of each sample. Not modified.
     * @param coordinates ξ of as many. Not modified.
     * @param shifts how many other samples each slope meets, at most
     */
    static double[] values(double[] slopes, double[] coordinates, int shifts) {
        int n = slopes.length;
        int number = Math.max(1, Math.min(shifts, n - 1));
        double[] products = new double[n * number];
        for (int k = 0; k < number; k++) {
            // Shifts that are spread over the samples, so that neighbours in a file do not meet only each other.
            int shift = n == 1 ? 0 : 1 + (int) ((long) k * (n - 1) / number);
            for (int i = 0; i < n; i++) {
                products[k * n + i] = slopes[i] * coordinates[(i + shift) % n];
            }
        }
        return products;
    }
}
