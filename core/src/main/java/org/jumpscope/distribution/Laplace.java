package org.jumpscope.distribution;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.jumpscope.numeric.Interval;

/**
 * The Laplace law, p(x) = exp(−|x − m|/s) / (2s), with location m and scale s; its density has a corner at m.
 */
public final class Laplace implements Distribution {
    private static final String NAME = "laplace";

    private final double location;
    private final double scale;
    private final double logPeak;

    private Laplace(double location, double scale) {
        this.location = location;
        this.scale = scale;
        this.logPeak = -Math.log(2) - Math.log(scale);
    }

    /**
     * Creates the Laplace law.
     *
     * @param location the centre m, finite
     * @param scale the scale s, positive and finite; the standard deviation is s sqrt(2)
     * @return the law
     * @throws org.jumpscope.numeric.InvalidInputException if a parameter is outside its domain
     */
    public static Laplace of(double location, double scale) {
        return new Laplace(Parameter.finite(NAME, "location", location), Parameter.positive(NAME, "scale", scale));
    }

    private double standard(double x) {
        return (x - location) / scale;
    }

    @Override
    public double logDensity(double x) {
        return logPeak - Math.abs(standard(x));
    }

    @Override
    public double logDensityDerivative(double x) {
        return -Math.signum(x - location) / scale;
    }

    @Override
    public double cumulative(double x) {
        double z = standard(x);
        return z <= 0 ? 0.5 * Math.exp(z) : 1 - 0.5 * Math.exp(-z);
    }

    @Override
    public double survival(double x) {
        double z = standard(x);
        return z >= 0 ? 0.5 * Math.exp(-z) : 1 - 0.5 * Math.exp(z);
    }

    @Override
    public double quantile(double p) {
        return location + scale * standardQuantile(Parameter.probability(p));
    }

    @Override
    public double survivalQuantile(double p) {
        return location - scale * standardQuantile(Parameter.probability(p));
    }

    private static double standardQuantile(double p) {
        if (p <= 0.25) {
            return Math.log(2 * p);
        }
        // 2p − 1 is exact here, so that the neighbourhood of the centre keeps its digits.
        return p <= 0.5 ? Math.log1p(2 * p - 1) : p <= 0.75 ? -Math.log1p(1 - 2 * p) : -Math.log(2 * (1 - p));
    }

    @Override
    public double mean() {
        return location;
    }

    @Override
    public double standardDeviation() {
        return scale * Math.sqrt(2);
    }

    @Override
    public Interval support() {
        return Interval.ENTIRE;
    }

    @Override
    public List<Double> kinks() {
        return List.of(location);
    }

    @Override
    public void sample(UniformRandomProvider random, double[] out, int n) {
        ZigguratSampler.Exponential exponential = ZigguratSampler.Exponential.of(random);
        for (int i = 0; i < n; i++) {
            double distance = scale * exponential.sample();
            out[i] = random.nextLong() < 0 ? location - distance : location + distance;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Laplace that && location == that.location && scale == that.scale;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(location + 0.0) + Double.hashCode(scale) + 1;
    }

    @Override
    public String toString() {
        return NAME + "(" + Parameter.text(location) + ", " + Parameter.text(scale) + ")";
    }
}
