package org.jumpscope.distribution;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.numeric.Interval;

/**
 * A law of one real variable x with a density p(x).
 *
 * <p>Both tails are exact: a small probability is never formed as one minus a number near one. Where x leaves the
 * support, the density is 0 and its logarithm −∞; a NaN argument gives NaN.
 */
public interface Distribution {

    /**
     * Returns log p(x), exact also where p(x) underflows.
     *
     * @param x the point
     * @return the natural logarithm of the density, −∞ outside the support
     */
    double logDensity(double x);

    /**
     * Returns p(x).
     *
     * @param x the point
     * @return the density, 0 or more
     */
    default double density(double x) {
        return Math.exp(logDensity(x));
    }

    /**
     * Returns d/dx log p(x) = p′(x)/p(x).
     *
     * @param x the point; at a {@linkplain #kinks() kink} the value is that of one of the two sides or their middle
     * @return the derivative of the log density, NaN outside the support
     */
    double logDensityDerivative(double x);

    /**
     * Returns F(x) = P(X ≤ x), with full relative precision in the lower tail.
     *
     * @param x the point
     * @return a probability in [0, 1]
     */
    double cumulative(double x);

    /**
     * Returns S(x) = P(X > x), with full relative precision in the upper tail.
     *
     * @param x the point
     * @return a probability in [0, 1]
     */
    double survival(double x);

    /**
     * Returns P(low < X ≤ high) without cancellation in either tail.
     *
     * @param low the lower end
     * @param high the upper end, not below {@code low}
     * @return a probability in [0, 1]
     */
    default double probability(double low, double high) {
        double upperTail = survival(low);
        return upperTail < 0.5 ? upperTail - survival(high) : cumulative(high) - cumulative(low);
    }

    /**
     * Returns the x with F(x) = p, with full relative precision for small p, down to 1e-300.
     *
     * @param p a probability in [0, 1]
     * @return the quantile; the ends of the support at 0 and 1
     * @throws org.jumpscope.numeric.InvalidInputException if p is not in [0, 1]
     */
    double quantile(double p);

    /**
     * Returns the x with S(x) = p, with full relative precision for small p, down to 1e-300.
     *
     * @param p a probability in [0, 1]
     * @return the quantile counted from the upper tail; the ends of the support at 1 and 0
     * @throws org.jumpscope.numeric.InvalidInputException if p is not in [0, 1]
     */
    double survivalQuantile(double p);

    /**
     * Returns the mean E[X].
     *
     * @return the mean, NaN where the integral does not exist
     */
    double mean();

    /**
     * Returns the standard deviation sqrt(E[(X − E[X])²]).
     *
     * @return the standard deviation, +∞ where the second moment diverges, NaN where there is no mean
     */
    double standardDeviation();

    /**
     * Returns the smallest closed interval that holds all of the mass.
     *
     * @return the support, with infinite ends where it is unbounded
     */
    Interval support();

    /**
     * Returns the points where the density is not smooth: finite ends of the support with a jump, centres with a corner.
     *
     * @return the points in increasing order, empty for a smooth law
     */
    List<Double> kinks();

    /**
     * Draws n independent samples into the front of {@code out}: the same bits on every JDK.
     *
     * @param random the generator
     * @param out the samples, of length n or more. Modified.
     * @param n the number of samples
     */
    void sample(UniformRandomProvider random, double[] out, int n);

    /**
     * Returns the text that {@code DistributionParser} reads back to an equal law, such as {@code normal(0, 0.25)}.
     *
     * @return the law's text
     */
    @Override
    String toString();
}
