package org.jumpscope.distribution;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.StandardNormals;

/**
 * The normal law, p(x) = exp(−(x − μ)²/(2σ²)) / (σ sqrt(2π)), with mean μ and standard deviation σ.
 */
public final class Normal implements Distribution {
    private static final String NAME = "normal";

    private final double mean;
    private final double standardDeviation;
    private final NormalDistribution law;

    private Normal(double mean, double standardDeviation) {
        this.mean = mean;
        this.standardDeviation = standardDeviation;
        this.law = NormalDistribution.of(mean, standardDeviation);
    }

    /**
     * Creates the normal law.
     *
     * @param mean the mean μ, finite
     * @param standardDeviation the standard deviation σ, positive and finite
     * @return the law
     * @throws org.jumpscope.numeric.InvalidInputException if a parameter is outside its domain
     */
    public static Normal of(double mean, double standardDeviation) {
        return new Normal(
                Parameter.finite(NAME, "mean", mean),
                Parameter.positive(NAME, "standard deviation", standardDeviation));
    }

    @Override
    public double logDensity(double x) {
        return law.logDensity(x);
    }

    @Override
    public double density(double x) {
        return law.density(x);
    }

    @Override
    public double logDensityDerivative(double x) {
        // Two divisions, since the square of a small or large σ may leave the range of a double.
        return -((x - mean) / standardDeviation) / standardDeviation;
    }

    @Override
    public double cumulative(double x) {
        return law.cumulativeProbability(x);
    }

    @Override
    public double survival(double x) {
        return law.survivalProbability(x);
    }

    @Override
    public double quantile(double p) {
        return law.inverseCumulativeProbability(Parameter.probability(p));
    }

    @Override
    public double survivalQuantile(double p) {
        return law.inverseSurvivalProbability(Parameter.probability(p));
    }

    @Override
    public double mean() {
        return mean;
    }

    @Override
    public double standardDeviation() {
        return standardDeviation;
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
        StandardNormals.fill(random, out, n);
        for (int i = 0; i < n; i++) {
            out[i] = mean + standardDeviation * out[i];
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Normal that && mean == that.mean && standardDeviation == that.standardDeviation;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(mean + 0.0) + Double.hashCode(standardDeviation);
    }

    @Override
    public String toString() {
        return NAME + "(" + Parameter.text(mean) + ", " + Parameter.text(standardDeviation) + ")";
    }
}
