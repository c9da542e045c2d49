package org.jumpscope.duality.law;

import java.util.Arrays;
import java.util.Comparator;
import org.jumpscope.distribution.Normal;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.SymmetricEigenvalues;

/**
 * The total correlation of several coordinates under a Gaussian copula, −½ log det of the correlation matrix of their normal
 * scores: 0 where they are independent, in natural units (D2 of theory §7).
 *
 * @param value the total correlation; infinite where one coordinate follows from the others
 * @param noiseFloor what independent coordinates have on average from so few samples, r(r − 1)/4n
 */
public record TotalCorrelation(double value, double noiseFloor) {
    /**
     * Estimates.
     *
     * @param coordinates one row a coordinate, one column a sample. Not modified.
     * @param n samples
     */
    static TotalCorrelation of(double[][] coordinates, int n) {
        int r = coordinates.length;
        double floor = r * (r - 1.0) / (4.0 * n);
        double[][] scores = new double[r][];
        double[] byRank = new double[n];
        double length = 0;
        for (int i = 0; i < n; i++) {
            byRank[i] = normalQuantile((i + 0.5) / n);
            length += byRank[i] * byRank[i];
        }
        for (int c = 0; c < r; c++) {
            scores[c] = scores(coordinates[c], n, byRank);
        }
        double[][] correlation = new double[r][r];
        for (int a = 0; a < r; a++) {
            for (int b = 0; b < r; b++) {
                correlation[a][b] = a == b ? 1 : MatrixProduct.dot(n, scores[a], scores[b]) / length;
            }
        }
        double[] values = new double[r];
        SymmetricEigenvalues.values(r, correlation, values);
        double sum = 0;
        for (double value : values) {
            sum -= 0.5 * (value > r * 1e-14 ? Math.log(value) : Double.NEGATIVE_INFINITY);
        }
        return new TotalCorrelation(Math.max(0, sum), floor);
    }

    private static double normalQuantile(double p) {
        return Normal.of(0, 1).quantile(p);
    }

    private static double[] scores(double[] values, int n, double[] byRank) {
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.<Integer>comparingDouble(i -> values[i]).thenComparingInt(i -> i));
        double[] scores = new double[n];
        for (int rank = 0; rank < n; rank++) {
            scores[order[rank]] = byRank[rank];
        }
        return scores;
    }
}
