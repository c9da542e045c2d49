package org.jumpscope.distribution;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The uniform law, p(x) = 1/(b − a) on [a, b].
 */
public final class Uniform implements Distribution {
    private static final String NAME = "uniform";

    private final double low;
    private final double high;
    private final double width;

    private Uniform(double low, double high) {
        this.low = low;
        this.high = high;
        this.width = high - low;
    }

    /**
     * Creates the uniform law.
     *
     * @param low the lower end a, finite
     * @param high the upper end b, finite and above a
     * @return the law
     * @throws InvalidInputException if an end is not finite, the ends are not in order or b − a overflows
     */
    public static Uniform of(double low, double high) {
        Parameter.finite(NAME, "lower bound", low);
        Parameter.finite(NAME, "upper bound", high);
        Parameter.ordered(NAME, low, high);
        Parameter.finite(NAME, "width", high - low);
        return new Uniform(low, high);
    }

    @Override
    public double logDensity(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        return x >= low && x <= high ? -Math.log(width) : Double.NEGATIVE_INFINITY;
    }

    @Override
    public double density(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        return x >= low && x <= high ? 1 / width : 0;
    }

    @Override
    public double logDensityDerivative(double x) {
        return x >= low && x <= high ? 0 : Double.NaN;
    }

    @Override
    public double cumulative(double x) {
        return Math.min(1, Math.max(0, (x - low) / width));
    }

    @Override
    public double survival(double x) {
        return Math.min(1, Math.max(0, (high - x) / width));
    }

    @Override
    public double quantile(double p) {
        Parameter.probability(p);
        return p <= 0.5 ? low + p * width : high - (1 - p) * width;
    }

    @Override
    public double survivalQuantile(double p) {
        Parameter.probability(p);
        return p <= 0.5 ? high - p * width : low + (1 - p) * width;
    }

    @Override
    public double mean() {
        return low + 0.5 * width;
    }

    @Override
    public double standardDeviation() {
        return width / Math.sqrt(12);
    }

    @Override
    public Interval support() {
        return Interval.of(low, high);
    }

    @Override
    public List<Double> kinks() {
        return List.of(low, high);
    }

    @Override
    public void sample(UniformRandomProvider random, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = Math.min(high, low + width * random.nextDouble());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Uniform that && low == that.low && high == that.high;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(low + 0.0) + Double.hashCode(high + 0.0) + 3;
    }

    @Override
    public String toString() {
        return NAME + "(" + Parameter.text(low) + ", " + Parameter.text(high) + ")";
    }
}
