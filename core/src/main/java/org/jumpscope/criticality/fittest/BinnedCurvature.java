package org.jumpscope.criticality.fittest;

import org.apache.commons.numbers.gamma.Erfc;
import org.jumpscope.criticality.estimate.BinnedCounts;
import org.jumpscope.criticality.estimate.BinnedFit;
import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The score test against curvature, f ∝ x^−k e^{−c ln² x}, given only the counts of bins.
 *
 * <p>With y = ln(x/a) and the moments of a value in bin j under the fitted law, m_j = E[y | j] and q_j = E[y² | j], the
 * score is T = Σ (h_j/n − P_j) q_j, and
 * <pre>
 * Z = √n T / √(Var q − Cov(q, m)²/Var m)
 * </pre>
 * over the bins, standard normal under the power law: the binned form of the test on the values themselves (statistics
 * §4.4), to which it tends for narrow bins. A lognormal law has Z &lt; 0.
 *
 * @param z its statistic
 * @param pValue two-sided
 */
public record BinnedCurvature(double z, double pValue) {

    /**
     * Tests the bins of a range.
     *
     * @param bins the counts
     * @param lower a, an edge
     * @param upper b, an edge; may be infinite
     * @param exponent k̂ fitted to the same bins
     * @throws InvalidInputException if the range does not enclose two bins, or no value
     */
    public static BinnedCurvature of(BinnedCounts bins, double lower, double upper, double exponent) {
        BinnedFit fit = BinnedFit.on(bins, lower, upper);
        int from = bins.firstEdgeAtLeast(lower);
        int to = bins.lastEdgeAtMost(upper);
        double s = exponent - 1;
        double[] place = new double[to - from];
        double[] square = new double[to - from];
        double[] law = new double[to - from];
        double meanPlace = 0;
        double meanSquare = 0;
        double observed = 0;
        for (int j = from; j < to; j++) {
            double y = bins.logEdge(j) - bins.logEdge(from);
            double width = bins.logEdge(j + 1) - bins.logEdge(j);
            boolean open = width == Double.POSITIVE_INFINITY;
            double mean = open ? 1 / s : width * TruncatedExponential.mean(s * width);
            double variance = open ? 1 / (s * s) : width * width * TruncatedExponential.variance(s * width);
            int i = j - from;
            law[i] = fit.probability(j, exponent);
            place[i] = y + mean;
            square[i] = place[i] * place[i] + variance;
            meanPlace += law[i] * place[i];
            meanSquare += law[i] * square[i];
            observed += bins.count(j) / fit.count() * square[i];
        }
        double placeVariance = 0;
        double squareVariance = 0;
        double covariance = 0;
        for (int i = 0; i < law.length; i++) {
            placeVariance += law[i] * (place[i] - meanPlace) * (place[i] - meanPlace);
            squareVariance += law[i] * (square[i] - meanSquare) * (square[i] - meanSquare);
            covariance += law[i] * (place[i] - meanPlace) * (square[i] - meanSquare);
        }
        double rest = squareVariance - covariance * covariance / placeVariance;
        // Two bins have one shape for every k, so nothing is left to test.
        if (!(rest > 1e-9 * squareVariance)) {
            return new BinnedCurvature(0, 1);
        }
        double z = Math.sqrt(fit.count() / rest) * (observed - meanSquare);
        return new BinnedCurvature(z, Erfc.value(Math.abs(z) * Math.sqrt(0.5)));
    }
}
