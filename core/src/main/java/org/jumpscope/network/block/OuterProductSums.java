package org.jumpscope.network.block;

import org.jumpscope.numeric.ColumnProducts;

/**
 * Gradients ∂H/∂W = Σ_p δ_p a_pᵀ of weights that positions, or time steps, p share, of the samples in the columns of a batch.
 */
public final class OuterProductSums {
    /** Columns at once: what they read stays in the second-level cache. */
    static final int COLUMNS = 64;

    private OuterProductSums() {}

    /**
     * Adds |Σ_p δ_p a_pᵀ|² of each sample, and |Σ_p δ_p|² where there are biases.
     *
     * @param way how
     * @param inputs the P rows of a_p(k), for each k: W arrays of P rows of the batch. Not modified.
     * @param deltas the P rows of δ_p(f), for each f: F arrays of P rows of the batch. Not modified.
     * @param biased whether there are biases
     * @param m columns
     * @param norms one for each column. Modified.
     */
    public static void addSquaredNorms(
            GradientWork.Way way, double[][][] inputs, double[][][] deltas, boolean biased, int m, double[] norms) {
        for (int from = 0; from < m; from += COLUMNS) {
            int to = Math.min(m, from + COLUMNS);
            if (way == GradientWork.Way.POSITIONS) {
                addByPositions(inputs, deltas, biased ? 1 : 0, from, to, norms);
            } else {
                addMaterialised(inputs, deltas, biased, from, to, norms);
            }
        }
    }

    private static void addMaterialised(
            double[][][] inputs, double[][][] deltas, boolean biased, int from, int to, double[] norms) {
        double[] sum = new double[to];
        for (double[][] delta : deltas) {
            for (double[][] input : inputs) {
                ColumnProducts.sum(delta.length, delta, 0, input, 0, from, to, sum);
                addSquares(sum, from, to, norms);
            }
            if (biased) {
                ColumnProducts.sum(delta, from, to, sum);
                addSquares(sum, from, to, norms);
            }
        }
    }

    private static void addSquares(double[] sum, int from, int to, double[] norms) {
        for (int c = from; c < to; c++) {
            norms[c] += sum[c] * sum[c];
        }
    }

    private static void addByPositions(
            double[][][] inputs, double[][][] deltas, double unit, int from, int to, double[] norms) {
        int positions = deltas[0].length;
        double[][] a = standing(inputs, positions);
        double[][] d = standing(deltas, positions);
        double[] ofInputs = new double[to];
        double[] ofDeltas = new double[to];
        for (int p = 0; p < positions; p++) {
            for (int other = 0; other <= p; other++) {
                ColumnProducts.sum(inputs.length, a, p * inputs.length, a, other * inputs.length, from, to, ofInputs);
                ColumnProducts.sum(deltas.length, d, p * deltas.length, d, other * deltas.length, from, to, ofDeltas);
                double factor = other == p ? 1 : 2;
                for (int c = from; c < to; c++) {
                    norms[c] += factor * ofDeltas[c] * (ofInputs[c] + unit);
                }
            }
        }
    }

    /** The rows position by position. */
    private static double[][] standing(double[][][] rows, int positions) {
        double[][] standing = new double[positions * rows.length][];
        for (int p = 0; p < positions; p++) {
            for (int k = 0; k < rows.length; k++) {
                standing[p * rows.length + k] = rows[k][p];
            }
        }
        return standing;
    }
}
