package org.jumpscope.distribution;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.numeric.Interval;

/**
 * The logistic law, F(x) = 1/(1 + exp(−(x − m)/s)), with location m and scale s.
 */
public final class Logistic implements Distribution {
    private static final String NAME = "logistic";

    private final double location;
    private final double scale;
    private final double logScale;

    private Logistic(double location, double scale) {
        this.location = location;
        this.scale = scale;
        this.logScale = Math.log(scale);
    }

    /**
     * Creates the logistic law.
     *
     * @param location the centre m, finite
     * @param scale the scale s, positive and finite; the standard deviation is s π/sqrt(3)
     * @return the law
     * @throws org.jumpscope.numeric.InvalidInputException if a parameter is outside its domain
     */
    public static Logistic of(double location, double scale) {
        return new Logistic(Parameter.finite(NAME, "location", location), Parameter.positive(NAME, "scale", scale));
    }

    private double standard(double x) {
        return (x - location) / scale;
    }

    @Override
    public double logDensity(double x) {
        double distance = Math.abs(standard(x));
        return -distance - 2 * Math.log1p(Math.exp(-distance)) - logScale;
    }

    @Override
    public double logDensityDerivative(double x) {
        return -Math.tanh(0.5 * standard(x)) / scale;
    }

    @Override
    public double cumulative(double x) {
        return standardCumulative(standard(x));
    }

    @Override
    public double survival(double x) {
        return standardCumulative(-standard(x));
    }

    private static double standardCumulative(double z) {
        if (z < 0) {
            double tail = Math.exp(z);
            return tail / (1 + tail);
        }
        return 1 / (1 + Math.exp(-z));
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
        if (p > 0.25 && p < 0.75) {
            // log(p/(1 − p)) through the exact 2p − 1, which keeps the digits near the centre.
            return 2 * atanh(2 * p - 1);
        }
        return Math.log(p) - Math.log1p(-p);
    }

    private static double atanh(double r) {
        return 0.5 * (Math.log1p(r) - Math.log1p(-r));
    }

    @Override
    public double mean() {
        return location;
    }

    @Override
    public double standardDeviation() {
        return scale * (Math.PI / Math.sqrt(3));
    }

    @Override
    public Interval support() {
        return Interval.ENTIRE;
    }

    @Override
    public List<Double> kinks() {
        return List.of();
    }

    @Override
    public void sample(UniformRandomProvider random, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            double p = OpenUniform.next(random);
            out[i] = location + scale * StrictMath.log(p / (1 - p));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Logistic that && location == that.location && scale == that.scale;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(location + 0.0) + Double.hashCode(scale) + 2;
    }

    @Override
    public String toString() {
        return NAME + "(" + Parameter.text(location) + ", " + Parameter.text(scale) + ")";
    }
}
