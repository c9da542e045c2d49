package org.jumpscope.learning;

import java.util.List;

/** Means and covariances over time and chains, from the chains' sums over one or both halves of the window. */
final class Moments {
    private final int chains;
    /** [chain][sum]. */
    private final double[][] sums;
    /** Means over time and chains: w, b, w², wb, b². */
    private final double[] all = new double[ChainBlock.SUMS];

    private Moments(double[][] sums) {
        this.sums = sums;
        this.chains = sums.length;
        for (double[] sum : sums) {
            for (int i = 0; i < all.length; i++) {
                all[i] += sum[i];
            }
        }
        for (int i = 1; i < all.length; i++) {
            all[i] /= all[0];
        }
    }

    /** The moments over the halves from one index up to another. */
    static Moments of(List<double[]> chainSums, int fromHalf, int toHalf) {
        double[][] sums = new double[chainSums.size()][ChainBlock.SUMS];
        for (int c = 0; c < sums.length; c++) {
            for (int half = fromHalf; half < toHalf; half++) {
                for (int i = 0; i < ChainBlock.SUMS; i++) {
                    sums[c][i] += chainSums.get(c)[half * ChainBlock.SUMS + i];
                }
            }
        }
        return new Moments(sums);
    }

    /** Mean of coordinate 0 (w) or 1 (b), relative to the start. */
    double mean(int coordinate) {
        return all[1 + coordinate];
    }

    double mean(int chain, int coordinate) {
        return sums[chain][1 + coordinate] / sums[chain][0];
    }

    double variance(int coordinate) {
        return covariance(coordinate, coordinate);
    }

    /** The chain's own mean square about the mean of all. */
    double variance(int chain, int coordinate) {
        return covariance(chain, coordinate, coordinate);
    }

    private double covariance(int i, int j) {
        return all[3 + i + j] - mean(i) * mean(j);
    }

    private double covariance(int chain, int i, int j) {
        double[] sum = sums[chain];
        double product = sum[3 + i + j] / sum[0];
        return product - mean(chain, i) * mean(j) - mean(i) * mean(chain, j) + mean(i) * mean(j);
    }

    StateMatrix covariance() {
        return new StateMatrix(covariance(0, 0), covariance(0, 1), covariance(1, 1));
    }

    StateMatrix covarianceError() {
        return new StateMatrix(covarianceError(0, 0), covarianceError(0, 1), covarianceError(1, 1));
    }

    private double covarianceError(int i, int j) {
        double[] values = new double[chains];
        for (int c = 0; c < chains; c++) {
            values[c] = covariance(c, i, j);
        }
        return standardError(values);
    }

    double meanError(int coordinate) {
        double[] values = new double[chains];
        for (int c = 0; c < chains; c++) {
            values[c] = mean(c, coordinate);
        }
        return standardError(values);
    }

    /** Standard error of the mean of independent values; NaN for one. */
    static double standardError(double[] values) {
        int n = values.length;
        double mean = 0;
        for (double value : values) {
            mean += value / n;
        }
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return n < 2 ? Double.NaN : Math.sqrt(sum / (n - 1.0) / n);
    }
}
