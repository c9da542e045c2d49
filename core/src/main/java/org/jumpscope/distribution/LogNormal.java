package org.jumpscope.distribution;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jumpscope.numeric.ElementaryFunctions;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.StandardNormals;

/**
 * The log-normal law, p(x) = exp(−(ln x − μ)²/(2σ²)) / (x σ sqrt(2π)) for x &gt; 0, whose logarithm has the mean μ and the
 * standard deviation σ.
 */
public final class LogNormal implements Distribution {
    private static final String NAME = "lognormal";

    private final double logMean;
    private final double logDeviation;
    private final NormalDistribution logarithm;

    private LogNormal(double logMean, double logDeviation) {
        this.logMean = logMean;
        this.logDeviation = logDeviation;
        this.logarithm = NormalDistribution.of(logMean, logDeviation);
    }

    /**
     * Creates the log-normal law.
     *
     * @param logMean the mean μ of ln x, finite
     * @param logDeviation the standard deviation σ of ln x, positive and finite
     * @return the law
     * @throws org.jumpscope.numeric.InvalidInputException if a parameter is outside its domain
     */
    public static LogNormal of(double logMean, double logDeviation) {
        return new LogNormal(
                Parameter.finite(NAME, "mean of the logarithm", logMean),
                Parameter.positive(NAME, "standard deviation of the logarithm", logDeviation));
    }

    /**
     * Returns the mean of the logarithm.
     *
     * @return μ
     */
    public double logMean() {
        return logMean;
    }

    /**
     * Returns the standard deviation of the logarithm.
     *
     * @return σ
     */
    public double logDeviation() {
        return logDeviation;
    }

    @Override
    public double logDensity(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        return x > 0 && x < Double.POSITIVE_INFINITY
                ? logarithm.logDensity(Math.log(x)) - Math.log(x)
                : Double.NEGATIVE_INFINITY;
    }

    @Override
    public double logDensityDerivative(double x) {
        if (x == 0) {
            return Double.POSITIVE_INFINITY;
        }
        return x > 0 ? -(1 + (Math.log(x) - logMean) / logDeviation / logDeviation) / x : Double.NaN;
    }

    @Override
    public double cumulative(double x) {
        return x > 0 ? logarithm.cumulativeProbability(Math.log(x)) : Double.isNaN(x) ? x : 0;
    }

    @Override
    public double survival(double x) {
        return x > 0 ? logarithm.survivalProbability(Math.log(x)) : Double.isNaN(x) ? x : 1;
    }

    @Override
    public double quantile(double p) {
        return Math.exp(logarithm.inverseCumulativeProbability(Parameter.probability(p)));
    }

    @Override
    public double survivalQuantile(double p) {
        return Math.exp(logarithm.inverseSurvivalProbability(Parameter.probability(p)));
    }

    @Override
    public double mean() {
        return Math.exp(logMean + 0.5 * logDeviation * logDeviation);
    }

    @Override
    public double standardDeviation() {
        return mean() * Math.sqrt(Math.expm1(logDeviation * logDeviation));
    }

    @Override
    public Interval support() {
        return Interval.of(0, Double.POSITIVE_INFINITY);
    }

    @Override
    public List<Double> kinks() {
        return List.of();
    }

    @Override
    public void sample(UniformRandomProvider random, double[] out, int n) {
        StandardNormals.fill(random, out, n);
        for (int i = 0; i < n; i++) {
            out[i] = logMean + logDeviation * out[i];
        }
        ElementaryFunctions.exp(out, n, out);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogNormal that && logMean == that.logMean && logDeviation == that.logDeviation;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(logMean + 0.0) + Double.hashCode(logDeviation);
    }

    @Override
    public String toString() {
        return NAME + "(" + Parameter.text(logMean) + ", " + Parameter.text(logDeviation) + ")";
    }
}
