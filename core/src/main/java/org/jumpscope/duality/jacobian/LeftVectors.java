package org.jumpscope.duality.jacobian;

import java.util.Objects;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.Vector;

/**
 * Left singular vectors u = J v/σ of a duality Jacobian in the space of jumps, kept as what makes them: in each layer −(γ/σ)(∂δ
 * aᵀ + δ Aᵀ), a matrix of rank 2, and −(γ/σ) ∂δ of the biases (theory §6).
 */
public final class LeftVectors {
    private final SamplePass sample;
    private final SamplePass.Tangents tangents;
    private final double[] scales;

    LeftVectors(SamplePass sample, SamplePass.Tangents tangents, double[] values) {
        this.sample = sample;
        this.tangents = tangents;
        this.scales = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scales[i] = -sample.pass().rate() / values[i];
        }
    }

    SamplePass sample() {
        return sample;
    }

    SamplePass.Tangents tangents() {
        return tangents;
    }

    /** −γ/σ of one of them. */
    double scale(int index) {
        return scales[index];
    }

    /** How many there are. */
    public int count() {
        return scales.length;
    }

    /**
     * One of them, written out.
     *
     * @param index from 0, the largest singular value's
     * @return of length K
     */
    public Vector vector(int index) {
        Objects.checkIndex(index, scales.length);
        double[] product = new double[trainables()];
        for (int i = 0; i < sample.depth(); i++) {
            sample.map(i)
                    .addProduct(
                            sample.values(i),
                            column(tangents.values()[i], index),
                            sample.deltas(i + 1),
                            column(tangents.deltas()[i + 1], index),
                            scales[index],
                            product);
        }
        return Vector.of(product);
    }

    private int trainables() {
        return sample.pass().activation().network().trainables();
    }

    private static double[] column(double[][] rows, int index) {
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            column[i] = rows[i][index];
        }
        return column;
    }

    /**
     * The coordinates uᵀq̇ of a jump.
     *
     * @param jump of length K
     * @throws InvalidInputException if it has another length
     */
    public Vector project(Vector jump) {
        if (jump.size() != trainables()) {
            throw new InvalidInputException(
                    "The jump has " + jump.size() + " elements; give " + trainables() + " of them.");
        }
        double[] all = jump.toArray();
        int k = count();
        double[] coordinates = new double[k];
        for (int i = 0; i < sample.depth(); i++) {
            // ∂δᵀ(Q a + q_b) + (Qᵀδ)ᵀA for the jump's part (Q, q_b) of a layer
            double[] moved = new double[sample.deltas(i + 1).length];
            sample.map(i).addTrainableTangent(sample.values(i), all, moved);
            MatrixProduct.addTransposed(moved.length, k, tangents.deltas()[i + 1], moved, coordinates);
            double[] back = new double[sample.values(i).length];
            sample.map(i).addTrainableBackward(sample.values(i), sample.deltas(i + 1), all, back);
            MatrixProduct.addTransposed(back.length, k, tangents.values()[i], back, coordinates);
        }
        for (int c = 0; c < k; c++) {
            coordinates[c] *= scales[c];
        }
        return Vector.of(coordinates);
    }

    /**
     * The coordinates uᵀq̇ of the jumps of other samples at the same trainable variables, without those jumps.
     *
     * @param inputs rows of input neurons, columns of samples. Not modified.
     * @param targets rows of targets, columns of samples. Not modified.
     * @param m columns
     * @return one row a left vector, one column a sample
     */
    public Matrix project(double[][] inputs, double[][] targets, int m) {
        int k = count();
        double[][] products = new double[k][m];
        var passes = sample.pass().passes(inputs, targets, m);
        for (int i = 0; i < sample.depth(); i++) {
            BlockMap map = sample.map(i);
            map.addProjections(
                    sample.values(i),
                    tangents.values()[i],
                    sample.deltas(i + 1),
                    tangents.deltas()[i + 1],
                    k,
                    passes.values(i),
                    passes.deltas(i + 1),
                    m,
                    products);
        }
        double[] flat = new double[k * m];
        for (int c = 0; c < k; c++) {
            double factor = -sample.pass().rate() * scales[c];
            for (int s = 0; s < m; s++) {
                flat[c * m + s] = factor * products[c][s];
            }
        }
        return Matrix.of(k, m, flat);
    }
}
