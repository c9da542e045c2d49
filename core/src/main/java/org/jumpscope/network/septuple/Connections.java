package org.jumpscope.network.septuple;

import java.util.Arrays;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.Vector;

/**
 * The weight matrix ŵ and the bias vector b of N neurons at given trainable variables, or how they move along a direction of
 * them; connection by connection.
 *
 * <p>In kernels neurons are rows and samples or directions are columns.
 */
public final class Connections {
    private final SharedWeights shared;
    private final double[] weights;
    private final double[] biases;

    Connections(SharedWeights shared, double[] weights, double[] biases) {
        this.shared = shared;
        this.weights = weights;
        this.biases = biases;
    }

    /** Which variables they are made of. */
    public SharedWeights shared() {
        return shared;
    }

    /** ŵ, N × N; w_ij acts from neuron j on neuron i. */
    public Matrix weights() {
        return shared.matrix(weights);
    }

    /** b, of length N. */
    public Vector biases() {
        return Vector.of(biases);
    }

    /**
     * ŵ X.
     *
     * @param x N rows. Not modified.
     * @param m columns
     * @param y N rows. Modified.
     */
    public void apply(double[][] x, int m, double[][] y) {
        for (int i = 0; i < y.length; i++) {
            Arrays.fill(y[i], 0, m, 0);
            for (int c = shared.start(i); c < shared.start(i + 1); c++) {
                add(m, weights[c], x[shared.source(c)], y[i]);
            }
        }
    }

    /**
     * Adds b to each column.
     *
     * @param m columns
     * @param y N rows. Modified.
     */
    public void addBiases(int m, double[][] y) {
        for (int i = 0; i < y.length; i++) {
            for (int k = 0; k < m; k++) {
                y[i][k] += biases[i];
            }
        }
    }

    /**
     * Adds ŵᵀ D.
     *
     * @param d N rows. Not modified.
     * @param m columns
     * @param x N rows. Modified.
     */
    public void addTransposed(double[][] d, int m, double[][] x) {
        for (int i = 0; i < d.length; i++) {
            for (int c = shared.start(i); c < shared.start(i + 1); c++) {
                add(m, weights[c], d[i], x[shared.source(c)]);
            }
        }
    }

    /**
     * Adds D_i X_j to each connection from j to i, and D_i to each bias, where one of the two factors is of one sample: the
     * gradient ∂H/∂w_ij = δ_i x_j, ∂H/∂b_i = δ_i, or a part of its derivative.
     *
     * @param d N rows of m columns. Not modified.
     * @param x of length N. Not modified.
     * @param m columns
     * @param gradient rows of connections. Modified.
     */
    public void addOuter(double[][] d, double[] x, int m, double[][] gradient) {
        for (int i = 0; i < d.length; i++) {
            for (int c = shared.start(i); c < shared.start(i + 1); c++) {
                add(m, x[shared.source(c)], d[i], gradient[c]);
            }
        }
    }

    /**
     * Adds d_i X_j to each connection from j to i.
     *
     * @param d of length N. Not modified.
     * @param x N rows of m columns. Not modified.
     * @param m columns
     * @param gradient rows of connections. Modified.
     */
    public void addOuter(double[] d, double[][] x, int m, double[][] gradient) {
        for (int i = 0; i < d.length; i++) {
            for (int c = shared.start(i); c < shared.start(i + 1); c++) {
                add(m, d[i], x[shared.source(c)], gradient[c]);
            }
        }
    }

    private static void add(int m, double factor, double[] x, double[] sum) {
        if (factor == 0) {
            return;
        }
        for (int k = 0; k < m; k++) {
            sum[k] += factor * x[k];
        }
    }
}
