package org.jumpscope.network.block;

import java.util.Arrays;
import org.jumpscope.numeric.ElementaryFunctions;
import org.jumpscope.numeric.Workers;

/** Softmax: ∂p_i/∂z_j = p_i (δ_ij − p_j), and its derivative in turn. */
public final class SoftmaxMap implements BlockMap {
    private final int size;

    SoftmaxMap(int size) {
        this.size = size;
    }

    @Override
    public void forward(double[][] in, int m, double[][] out) {
        double[] largest = in[0].clone();
        for (int i = 1; i < size; i++) {
            for (int c = 0; c < m; c++) {
                largest[c] = Math.max(largest[c], in[i][c]);
            }
        }
        double[] sum = new double[m];
        for (int i = 0; i < size; i++) {
            double[] row = out[i];
            for (int c = 0; c < m; c++) {
                row[c] = in[i][c] - largest[c];
            }
            ElementaryFunctions.exp(row, m, row);
            for (int c = 0; c < m; c++) {
                sum[c] += row[c];
            }
        }
        for (int i = 0; i < size; i++) {
            for (int c = 0; c < m; c++) {
                out[i][c] /= sum[c];
            }
        }
    }

    @Override
    public void backward(double[][] in, double[][] out, double[][] delta, int m, double[][] alpha) {
        // α_i = p_i (δ_i − Σ p_j δ_j)
        double[] mean = weightedMean(out, delta, m);
        for (int i = 0; i < size; i++) {
            for (int c = 0; c < m; c++) {
                alpha[i][c] = out[i][c] * (delta[i][c] - mean[c]);
            }
        }
    }

    /** Σ_j p_j x_j, column by column. */
    private double[] weightedMean(double[][] p, double[][] x, int m) {
        double[] mean = new double[m];
        for (int i = 0; i < size; i++) {
            for (int c = 0; c < m; c++) {
                mean[c] += p[i][c] * x[i][c];
            }
        }
        return mean;
    }

    /** Σ_j p_j x_j of one sample's p and many directions. */
    private double[] weightedMean(double[] p, double[][] x, int m) {
        double[] mean = new double[m];
        for (int i = 0; i < size; i++) {
            double weight = p[i];
            for (int c = 0; c < m; c++) {
                mean[c] += weight * x[i][c];
            }
        }
        return mean;
    }

    @Override
    public void tangent(
            double[] in, double[] out, double[][] tangents, int m, double[][] outTangents, Workers workers) {
        double[] mean = weightedMean(out, tangents, m);
        for (int i = 0; i < size; i++) {
            for (int c = 0; c < m; c++) {
                outTangents[i][c] = out[i] * (tangents[i][c] - mean[c]);
            }
        }
    }

    @Override
    public void backwardTangent(
            double[] in,
            double[] out,
            double[][] tangents,
            double[][] outTangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] alphaTangents,
            Workers workers) {
        // d[p_i (δ_i − s)] = P_i (δ_i − s) + p_i (∂δ_i − ∂s), s = Σ p δ, ∂s = Σ P δ + Σ p ∂δ, with P the tangent of p.
        double mean = 0;
        for (int i = 0; i < size; i++) {
            mean += out[i] * delta[i];
        }
        double[] change = weightedMean(out, deltaTangents, m);
        double[] moved = weightedMean(delta, outTangents, m);
        double[] total = Arrays.copyOf(change, m);
        for (int c = 0; c < m; c++) {
            total[c] += moved[c];
        }
        for (int i = 0; i < size; i++) {
            for (int c = 0; c < m; c++) {
                alphaTangents[i][c] = outTangents[i][c] * (delta[i] - mean) + out[i] * (deltaTangents[i][c] - total[c]);
            }
        }
    }
}
