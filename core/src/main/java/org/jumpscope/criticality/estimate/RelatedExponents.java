package org.jumpscope.criticality.estimate;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.jumpscope.distribution.ClusteredDecades;
import org.jumpscope.distribution.ClusteredMoments;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;

/**
 * Exponents k_i at places x_i with their joint covariance C, such as those of neighbouring decades of the same samples.
 *
 * <p>Exponents of decades come from the equations Σ_c ψ_c = 0 over clusters c, ψ = Z − n(μ − ½) in each decade
 * ({@link RangeFit}), so that C_de = Σ_c ψ_cd ψ_ce / ((L v n)_d (L v n)_e) with L = ln 10: a cluster that has large jumps in one
 * decade has them in the next.
 *
 * <p>A mean and a line are taken with the weights 1/C_ii, and have the errors that all of C gives them. Whether the exponents
 * agree with it is the statistic T² = (A k)ᵀ(A C Aᵀ)⁻¹(A k) of the n − 1 or n − 2 contrasts A that vanish on it. C is estimated
 * from a number m of clusters, so T² is compared with Hotelling's law, T² (m − p)/(p m) ~ F(p, m − p) of p contrasts; m is the
 * least (Σ n_c)²/Σ n_c² of the decades, the number of equally large clusters. Of a C that is known it is χ²(p).
 */
public final class RelatedExponents {
    private final double[] places;
    private final double[] exponents;
    private final double[][] covariance;
    private final double clusters;

    private RelatedExponents(double[] places, double[] exponents, double[][] covariance, double clusters) {
        this.places = places;
        this.exponents = exponents;
        this.covariance = covariance;
        this.clusters = clusters;
    }

    /**
     * What exponents say together.
     *
     * @param value the mean exponent, or the slope of the line by place
     * @param standardError its standard error
     * @param squaredDistance T² of the exponents from it; none where one exponent follows from others
     * @param pValue of the test that the exponents agree with it; none where too few clusters are there for so many exponents, or
     *     one exponent follows from others
     */
    public record Agreement(
            double value, double standardError, OptionalDouble squaredDistance, OptionalDouble pValue) {}

    /**
     * The exponents of some decades.
     *
     * @param sums values by decade and cluster. Not modified.
     * @param decades e of the decades 10^e to 10^(e+1), ascending; each with values inside it
     * @throws InvalidInputException if a decade has no values inside, or is not inside the range of numbers
     */
    public static RelatedExponents of(ClusteredDecades sums, List<Integer> decades) {
        int n = decades.size();
        double[] places = new double[n];
        double[] exponents = new double[n];
        double[] means = new double[n];
        double[] slopes = new double[n];
        double clusters = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            ClusteredMoments moments = sums.moments(decades.get(i));
            PowerLawEstimate estimate = of(moments, decades.get(i));
            places[i] = decades.get(i) + 0.5;
            exponents[i] = estimate.exponent();
            means[i] = moments.position() / moments.count();
            slopes[i] = estimate.logRange() * TruncatedExponential.variance(estimate.t()) * moments.count();
            clusters = Math.min(clusters, moments.count() * moments.count() / moments.squaredCount());
        }
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[i][j] =
                        sums.scatter(decades.get(i), means[i], decades.get(j), means[j]) / (slopes[i] * slopes[j]);
            }
        }
        return new RelatedExponents(places, exponents, covariance, clusters);
    }

    /**
     * The exponent of one decade with its error by clusters.
     *
     * @param moments sums over the values of the decade
     * @param decade e of 10^e to 10^(e+1)
     * @throws InvalidInputException if no value lies inside, or the decade is not inside the range of numbers
     */
    public static PowerLawEstimate of(ClusteredMoments moments, int decade) {
        return RangeFit.on(powerOfTen(decade), powerOfTen(decade + 1)).fit(moments);
    }

    /**
     * 10^e, the double next to it.
     *
     * @param exponent e; below the smallest number 0, above the largest infinite
     */
    public static double powerOfTen(int exponent) {
        return Double.parseDouble("1e" + exponent);
    }

    /**
     * Exponents that do not depend on each other, with known errors.
     *
     * @param places x_i. Not modified.
     * @param exponents k_i, as many. Not modified.
     * @param errors their standard errors, positive. Not modified.
     */
    public static RelatedExponents independent(double[] places, double[] exponents, double[] errors) {
        double[][] covariance = new double[errors.length][errors.length];
        for (int i = 0; i < errors.length; i++) {
            covariance[i][i] = errors[i] * errors[i];
        }
        return new RelatedExponents(places.clone(), exponents.clone(), covariance, Double.POSITIVE_INFINITY);
    }

    /** How many there are. */
    public int size() {
        return exponents.length;
    }

    /** x_i; of a decade 10^e to 10^(e+1) e + ½. */
    public double place(int i) {
        return places[i];
    }

    /** k_i. */
    public double exponent(int i) {
        return exponents[i];
    }

    /** √C_ii. */
    public double standardError(int i) {
        return Math.sqrt(covariance[i][i]);
    }

    /** C. */
    public Matrix covariance() {
        int n = size();
        double[] flat = new double[n * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(covariance[i], 0, flat, i * n, n);
        }
        return Matrix.of(n, n, flat);
    }

    /**
     * The mean of the exponents from ≤ i &lt; to, and whether they agree.
     *
     * @param from the first
     * @param to after the last, two or more after the first
     */
    public Agreement mean(int from, int to) {
        int n = to - from;
        double[] weights = new double[n];
        double total = 0;
        for (int i = 0; i < n; i++) {
            weights[i] = 1 / covariance[from + i][from + i];
            total += weights[i];
        }
        double mean = 0;
        for (int i = 0; i < n; i++) {
            weights[i] /= total;
            mean += weights[i] * exponents[from + i];
        }
        double[][] contrasts = new double[n - 1][n];
        for (int i = 0; i < n - 1; i++) {
            contrasts[i][i] = -1;
            contrasts[i][i + 1] = 1;
        }
        return agreement(mean, from, weights, contrasts);
    }

    /** The slope of a line through all exponents by place, of which there have to be three or more, and whether they lie on it. */
    public Agreement line() {
        int n = size();
        if (n < 3) {
            throw new InvalidInputException("A line is tested with three exponents or more; there are " + n + ".");
        }
        double total = 0;
        double centre = 0;
        for (int i = 0; i < n; i++) {
            total += 1 / covariance[i][i];
            centre += places[i] / covariance[i][i];
        }
        centre /= total;
        double spread = 0;
        for (int i = 0; i < n; i++) {
            spread += (places[i] - centre) * (places[i] - centre) / covariance[i][i];
        }
        double[] weights = new double[n];
        double slope = 0;
        for (int i = 0; i < n; i++) {
            weights[i] = (places[i] - centre) / (covariance[i][i] * spread);
            slope += weights[i] * exponents[i];
        }
        double[][] contrasts = new double[n - 2][n];
        for (int i = 0; i < n - 2; i++) {
            double first = places[i + 1] - places[i];
            double second = places[i + 2] - places[i + 1];
            contrasts[i][i] = 1 / first;
            contrasts[i][i + 1] = -1 / first - 1 / second;
            contrasts[i][i + 2] = 1 / second;
        }
        return agreement(slope, 0, weights, contrasts);
    }

    private Agreement agreement(double value, int from, double[] weights, double[][] contrasts) {
        double squared = squaredDistance(from, contrasts);
        return Double.isNaN(squared)
                ? new Agreement(value, error(from, weights), OptionalDouble.empty(), OptionalDouble.empty())
                : new Agreement(
                        value, error(from, weights), OptionalDouble.of(squared), pValue(squared, contrasts.length));
    }

    private double error(int from, double[] weights) {
        double variance = 0;
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < weights.length; j++) {
                variance += weights[i] * weights[j] * covariance[from + i][from + j];
            }
        }
        return Math.sqrt(Math.max(0, variance));
    }

    /** T², NaN where the covariance of the contrasts is not positive definite. */
    private double squaredDistance(int from, double[][] contrasts) {
        int p = contrasts.length;
        double[] values = new double[p];
        double[][] spread = new double[p][p];
        for (int a = 0; a < p; a++) {
            for (int i = 0; i < contrasts[a].length; i++) {
                values[a] += contrasts[a][i] * exponents[from + i];
                for (int b = 0; b < p; b++) {
                    for (int j = 0; j < contrasts[b].length; j++) {
                        spread[a][b] += contrasts[a][i] * contrasts[b][j] * covariance[from + i][from + j];
                    }
                }
            }
        }
        return squaredLength(spread, values);
    }

    private OptionalDouble pValue(double squared, int p) {
        if (clusters == Double.POSITIVE_INFINITY) {
            return OptionalDouble.of(ChiSquaredDistribution.of(p).survivalProbability(squared));
        }
        if (!(clusters > p + 1)) {
            return OptionalDouble.empty();
        }
        double rest = clusters - p;
        return OptionalDouble.of(FDistribution.of(p, rest).survivalProbability(squared * rest / (p * clusters)));
    }

    /** vᵀS⁻¹v by Cholesky's factor of S, which is overwritten; NaN where S is not positive definite. */
    private static double squaredLength(double[][] s, double[] v) {
        double sum = 0;
        double[] solved = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            double diagonal = s[i][i];
            for (int j = 0; j <= i; j++) {
                double rest = s[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= s[i][k] * s[j][k];
                }
                if (j < i) {
                    s[i][j] = rest / s[j][j];
                } else if (rest > 1e-10 * diagonal) {
                    s[i][i] = Math.sqrt(rest);
                } else {
                    return Double.NaN;
                }
            }
            double value = v[i];
            for (int k = 0; k < i; k++) {
                value -= s[i][k] * solved[k];
            }
            solved[i] = value / s[i][i];
            sum += solved[i] * solved[i];
        }
        return sum;
    }
}
