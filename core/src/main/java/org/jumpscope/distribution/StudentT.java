package org.jumpscope.distribution;

import java.util.List;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.numeric.Interval;

/**
 * Student's law, p(x) = (1 + z²/ν)^(−(ν+1)/2) / (s sqrt(ν) B(1/2, ν/2)) with z = (x − m)/s, degrees of freedom ν,
 * location m and scale s; its tails are powers, p ~ |x|^(−ν−1).
 */
public final class StudentT implements Distribution {
    private static final String NAME = "student";
    /** Where ν/(ν + z²) falls below it, the first term of the incomplete beta function is exact to an ulp. */
    private static final double FAR = 1e-17;

    private final double degreesOfFreedom;
    private final double location;
    private final double scale;
    private final double logDegrees;
    private final double logBeta;
    private final double logPeak;
    private final double logScale;

    private StudentT(double degreesOfFreedom, double location, double scale) {
        this.degreesOfFreedom = degreesOfFreedom;
        this.location = location;
        this.scale = scale;
        this.logDegrees = Math.log(degreesOfFreedom);
        this.logBeta = LogBeta.value(0.5, degreesOfFreedom / 2);
        this.logPeak = -0.5 * logDegrees - logBeta;
        this.logScale = Math.log(scale);
    }

    /**
     * Creates Student's law.
     *
     * @param degreesOfFreedom ν, positive and finite, not necessarily an integer
     * @param location the centre m, finite
     * @param scale the scale s, positive and finite; the standard deviation is s sqrt(ν/(ν − 2)) for ν above 2
     * @return the law
     * @throws org.jumpscope.numeric.InvalidInputException if a parameter is outside its domain
     */
    public static StudentT of(double degreesOfFreedom, double location, double scale) {
        return new StudentT(
                Parameter.positive(NAME, "degrees of freedom", degreesOfFreedom),
                Parameter.finite(NAME, "location", location),
                Parameter.positive(NAME, "scale", scale));
    }

    @Override
    public double logDensity(double x) {
        return standardLogDensity((x - location) / scale) - logScale;
    }

    private double standardLogDensity(double z) {
        double square = z * z / degreesOfFreedom;
        // Beyond, z² may overflow, and the 1 of 1 + z²/ν is below half an ulp.
        double logarithm = square < 1e17 ? Math.log1p(square) : 2 * Math.log(Math.abs(z)) - logDegrees;
        return logPeak - 0.5 * (degreesOfFreedom + 1) * logarithm;
    }

    @Override
    public double logDensityDerivative(double x) {
        double z = (x - location) / scale;
        if (z == 0) {
            return 0;
        }
        return -(degreesOfFreedom + 1) / (z + degreesOfFreedom / z) / scale;
    }

    @Override
    public double cumulative(double x) {
        double z = (x - location) / scale;
        return z <= 0 ? upperTail(-z) : 1 - upperTail(z);
    }

    @Override
    public double survival(double x) {
        double z = (x - location) / scale;
        return z >= 0 ? upperTail(z) : 1 - upperTail(-z);
    }

    /** Returns P(Z > z) for z ≥ 0. */
    private double upperTail(double z) {
        double square = z * z;
        if (2 * square < degreesOfFreedom) {
            return 0.5 * RegularizedBeta.complement(square / (degreesOfFreedom + square), 0.5, degreesOfFreedom / 2);
        }
        double remainder = degreesOfFreedom / (degreesOfFreedom + square);
        if (remainder > FAR) {
            return 0.5 * RegularizedBeta.value(remainder, degreesOfFreedom / 2, 0.5);
        }
        return Math.exp(logFarTail() - degreesOfFreedom * Math.log(z));
    }

    /** Returns the logarithm of C in P(Z > z) ~ C z^(−ν). */
    private double logFarTail() {
        return (0.5 * degreesOfFreedom - 1) * logDegrees - logBeta;
    }

    /** Returns P(0 < Z ≤ z) for z ≥ 0. */
    private double central(double z) {
        double square = z * z;
        if (2 * square < degreesOfFreedom) {
            return 0.5 * RegularizedBeta.value(square / (degreesOfFreedom + square), 0.5, degreesOfFreedom / 2);
        }
        return 0.5 - upperTail(z);
    }

    @Override
    public double quantile(double p) {
        Parameter.probability(p);
        return p <= 0.5 ? location - scale * upperQuantile(p) : location + scale * upperQuantile(1 - p);
    }

    @Override
    public double survivalQuantile(double p) {
        Parameter.probability(p);
        return p <= 0.5 ? location + scale * upperQuantile(p) : location - scale * upperQuantile(1 - p);
    }

    /** Returns z ≥ 0 with P(Z > z) = p for p ≤ 1/2. */
    private double upperQuantile(double p) {
        if (p == 0) {
            return Double.POSITIVE_INFINITY;
        }
        if (p == 0.5) {
            return 0;
        }
        if (p > 0.25) {
            double wanted = 0.5 - p;
            return QuantileSearch.solve(
                    this::central,
                    z -> Math.exp(standardLogDensity(z)),
                    1,
                    wanted,
                    0,
                    Double.MAX_VALUE,
                    wanted / Math.exp(logPeak));
        }
        // In u = log z the log tail is concave, with slope −ν far out: Newton converges from any start to its right.
        double logFar = (logFarTail() - Math.log(p)) / degreesOfFreedom;
        double logNormal = Math.log(Normal.of(0, 1).survivalQuantile(p));
        double start = degreesOfFreedom > 10 ? Math.max(logNormal, 0) : Math.max(logFar, logNormal);
        double largest = Math.log(Double.MAX_VALUE);
        if (logFar > largest) {
            return Double.POSITIVE_INFINITY;
        }
        double u = QuantileSearch.solve(
                log -> upperTail(Math.exp(log)),
                log -> Math.exp(standardLogDensity(Math.exp(log)) + log),
                -1,
                p,
                -largest,
                largest,
                start);
        return Math.exp(u);
    }

    @Override
    public double mean() {
        return degreesOfFreedom > 1 ? location : Double.NaN;
    }

    @Override
    public double standardDeviation() {
        if (degreesOfFreedom > 2) {
            return scale * Math.sqrt(degreesOfFreedom / (degreesOfFreedom - 2));
        }
        return degreesOfFreedom > 1 ? Double.POSITIVE_INFINITY : Double.NaN;
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
        // Bailey, Math. Comp. 62 (1994) 779: (u, v) uniform in the disc, w = u² + v², t = u sqrt(ν (w^(−2/ν) − 1)/w).
        double power = -2 / degreesOfFreedom;
        for (int i = 0; i < n; i++) {
            double u;
            double w;
            do {
                u = 2 * random.nextDouble() - 1;
                double v = 2 * random.nextDouble() - 1;
                w = u * u + v * v;
            } while (w > 1 || w == 0);
            double square = degreesOfFreedom * StrictMath.expm1(power * StrictMath.log(w)) / w;
            out[i] = location + scale * (u * Math.sqrt(square));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StudentT that
                && degreesOfFreedom == that.degreesOfFreedom
                && location == that.location
                && scale == that.scale;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Double.hashCode(degreesOfFreedom) + Double.hashCode(location + 0.0)) + Double.hashCode(scale);
    }

    @Override
    public String toString() {
        return NAME + "(" + Parameter.text(degreesOfFreedom) + ", " + Parameter.text(location) + ", "
                + Parameter.text(scale) + ")";
    }
}
