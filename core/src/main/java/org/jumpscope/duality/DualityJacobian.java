package org.jumpscope.duality;

import java.util.List;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.network.AffineMap;
import org.jumpscope.network.BlockMap;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.Vector;

/**
 * The duality Jacobian J = ∂q̇/∂x of a network, K × N, at fixed targets (Eq. 4.1), without ever holding it.
 *
 * <p>The part of one layer is a sum of two outer products, so the Gram matrix JᵀJ comes from the derivatives of activations
 * and deltas alone. Where the first layer is dense and narrower than the inputs, all derivatives but one pass through its
 * weights: along directions that are orthogonal to its rows and to x, J is −γ δ₁ x′ᵀ, so that all but rank(W₁) + 1 singular
 * values equal γ|δ₁| exactly, the plateau, and the others belong to a matrix of order rank(W₁) + 1 (theory §6). The rows of W₁
 * are orthonormalised once per network.
 */
public final class DualityJacobian {
    private final NetworkLearningPass pass;
    /** Orthonormal rows that span those of the first weights, r × N; null if all of space is used. */
    private final double[][] basis;
    /** First weights in that basis, h₁ × r: W₁ = L · basis. */
    private final double[][] reduced;

    private final int inputs;

    private DualityJacobian(NetworkLearningPass pass, double[][] basis, double[][] reduced) {
        this.pass = pass;
        this.basis = basis;
        this.reduced = reduced;
        this.inputs = pass.activation().network().inputs();
    }

    /**
     * Prepares the Jacobian of a learning pass: factorises the first layer's weights.
     *
     * @param pass network, trainable variables, loss and rate
     */
    public static DualityJacobian of(NetworkLearningPass pass) {
        Network network = pass.activation().network();
        if (!(pass.maps().get(0) instanceof AffineMap first)) {
            return new DualityJacobian(pass, null, null);
        }
        double[][] weights = first.sharedWeights();
        int n = network.inputs();
        if (weights.length >= n) {
            return new DualityJacobian(pass, null, weights);
        }
        OrthonormalRows rows = OrthonormalRows.of(weights, n);
        return new DualityJacobian(pass, rows.basis, rows.coefficients);
    }

    /** The learning pass. */
    public NetworkLearningPass pass() {
        return pass;
    }

    /** The rank of the first weights where it is below the number of inputs; otherwise that number. */
    public int directions() {
        return basis == null ? inputs : basis.length;
    }

    /**
     * The Jacobian at one sample.
     *
     * @param x the N inputs
     * @param target the targets of the neurons that the loss reads
     * @throws InvalidInputException if the sizes do not match the network
     */
    public SampleJacobian at(Vector x, Vector target) {
        if (x.size() != inputs) {
            throw new InvalidInputException(
                    "The network has " + inputs + " inputs, but the sample has " + x.size() + ".");
        }
        if (target.size() != pass.outputs()) {
            throw new InvalidInputException(
                    "The network has " + pass.outputs() + " targets, but the sample has " + target.size() + ".");
        }
        return new SampleJacobian(this, x.toArray(), target.toArray());
    }

    double[][] basis() {
        return basis;
    }

    /** The first block's output tangents along the directions: W₁ in the basis; null if the first block is not affine. */
    double[][] firstTangents() {
        return reduced;
    }

    List<BlockMap> maps() {
        return pass.maps();
    }

    /** Orthonormal rows by Gram and Schmidt, each orthogonalised twice, dependent rows left out. */
    private static final class OrthonormalRows {
        private final double[][] basis;
        private final double[][] coefficients;

        private OrthonormalRows(double[][] basis, double[][] coefficients) {
            this.basis = basis;
            this.coefficients = coefficients;
        }

        /** A row whose rest is this small against itself depends on those before it. */
        private static final double DEPENDENT = 64 * 0x1p-52;

        static OrthonormalRows of(double[][] rows, int n) {
            int h = rows.length;
            double[][] basis = new double[h][];
            double[][] coefficients = new double[h][h];
            int rank = 0;
            double[] projection = new double[h];
            for (int i = 0; i < h; i++) {
                double[] rest = rows[i].clone();
                double size = Math.sqrt(MatrixProduct.dot(n, rest, rest));
                for (int sweep = 0; sweep < 2; sweep++) {
                    for (int k = 0; k < rank; k++) {
                        projection[k] = MatrixProduct.dot(n, basis[k], rest);
                    }
                    for (int k = 0; k < rank; k++) {
                        MatrixProduct.axpy(n, -projection[k], basis[k], rest);
                        coefficients[i][k] += projection[k];
                    }
                }
                double length = Math.sqrt(MatrixProduct.dot(n, rest, rest));
                if (length > DEPENDENT * size) {
                    for (int j = 0; j < n; j++) {
                        rest[j] /= length;
                    }
                    basis[rank] = rest;
                    coefficients[i][rank] = length;
                    rank++;
                }
            }
            double[][] kept = new double[rank][];
            System.arraycopy(basis, 0, kept, 0, rank);
            double[][] trimmed = new double[h][rank];
            for (int i = 0; i < h; i++) {
                System.arraycopy(coefficients[i], 0, trimmed[i], 0, rank);
            }
            return new OrthonormalRows(kept, trimmed);
        }
    }
}
