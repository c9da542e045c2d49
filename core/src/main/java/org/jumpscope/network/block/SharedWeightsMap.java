package org.jumpscope.network.block;

import java.util.Arrays;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.Workers;

/**
 * A block whose trainable variables are used at many places, so that a sample's gradient is a sum of many outer products.
 *
 * <p>Its part of the Jacobian is written out in parts of a few hundred rows, of which everything else is made: with rows
 * R = ∂(∂H/∂q)/∂x · x′ (trainable variables × directions) the Gram matrix is RᵀR. The structure of outer products would take
 * the square of the number of places instead.
 */
public abstract class SharedWeightsMap implements BlockMap {
    /** Samples whose gradients are held together. */
    private static final int TOGETHER = 64;

    private final int offset;
    private final int trainables;

    protected SharedWeightsMap(int offset, int trainables) {
        this.offset = offset;
        this.trainables = trainables;
    }

    /** Where this block's trainable variables begin in q. */
    protected final int offset() {
        return offset;
    }

    /** How many there are. */
    protected final int trainables() {
        return trainables;
    }

    /**
     * Adds the gradient ∂H/∂q of one sample.
     *
     * @param in a. Not modified.
     * @param delta δ. Not modified.
     * @param gradient of this block alone. Modified.
     */
    protected abstract void addSampleGradient(double[] in, double[] delta, double[] gradient);

    /** The number of parts that the rows of the Jacobian come in; one where there are few. */
    protected int parts() {
        return 1;
    }

    /** The first of a part's trainable variables, of which those of the part are a stretch; {@link #trainables} at the end. */
    protected int partStart(int part) {
        return part == 0 ? 0 : trainables;
    }

    /**
     * The rows of one part: the derivative of the gradient along m directions.
     *
     * @param part which
     * @param in the inputs of the sample. Not modified.
     * @param tangents A. Not modified.
     * @param delta δ. Not modified.
     * @param deltaTangents ∂δ. Not modified.
     * @param m directions
     * @param rows one for each of the part's trainable variables. Modified.
     * @param workers threads; the bits do not depend on them
     */
    protected abstract void derivative(
            int part,
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] rows,
            Workers workers);

    private int partSize(int part) {
        return partStart(part + 1) - partStart(part);
    }

    private int largestPart() {
        int most = 0;
        for (int part = 0; part < parts(); part++) {
            most = Math.max(most, partSize(part));
        }
        return most;
    }

    @Override
    public long gramBytes(int m) {
        return largestPart() * (8L * m + 16);
    }

    @Override
    public final double[] sampleGradient(double[] in, double[] delta) {
        double[] gradient = new double[trainables];
        addSampleGradient(in, delta, gradient);
        return gradient;
    }

    @Override
    public final void addJump(double[] in, double[] delta, double factor, double[] jump) {
        double[] gradient = sampleGradient(in, delta);
        for (int i = 0; i < trainables; i++) {
            jump[offset + i] += factor * gradient[i];
        }
    }

    @Override
    public void addSquaredNorms(double[][] in, double[][] delta, int m, double[] norms) {
        double[][] gradients = new double[1][trainables];
        eachGradient(
                in, delta, m, gradients[0], c -> norms[c] += MatrixProduct.dot(trainables, gradients[0], gradients[0]));
    }

    private interface Column {
        void take(int c);
    }

    /** Fills a gradient for one sample of a batch after another. */
    private void eachGradient(double[][] in, double[][] delta, int m, double[] gradient, Column column) {
        double[][] inputs = new double[m][in.length];
        MatrixProduct.transpose(in.length, m, in, inputs);
        double[][] deltas = new double[m][delta.length];
        MatrixProduct.transpose(delta.length, m, delta, deltas);
        for (int c = 0; c < m; c++) {
            Arrays.fill(gradient, 0);
            addSampleGradient(inputs[c], deltas[c], gradient);
            column.take(c);
        }
    }

    @Override
    public void addGram(
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] gram,
            Workers workers) {
        double[][] rows = new double[largestPart()][m];
        for (int part = 0; part < parts(); part++) {
            derivative(part, in, tangents, delta, deltaTangents, m, rows, workers);
            MatrixProduct.addGram(partSize(part), m, 1, rows, gram, workers);
        }
    }

    @Override
    public final void addProduct(
            double[] in, double[] tangent, double[] delta, double[] deltaTangent, double factor, double[] product) {
        double[] own = sampleProduct(in, tangent, delta, deltaTangent);
        for (int i = 0; i < trainables; i++) {
            product[offset + i] += factor * own[i];
        }
    }

    @Override
    public double[] sampleProduct(double[] in, double[] tangent, double[] delta, double[] deltaTangent) {
        double[][] rows = new double[trainables][1];
        factor(in, standing(tangent), delta, standing(deltaTangent), 1, rows, 0);
        double[] product = new double[trainables];
        for (int i = 0; i < trainables; i++) {
            product[i] = rows[i][0];
        }
        return product;
    }

    private static double[][] standing(double[] column) {
        double[][] rows = new double[column.length][1];
        for (int i = 0; i < column.length; i++) {
            rows[i][0] = column[i];
        }
        return rows;
    }

    @Override
    public final void addDerivative(
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] rows,
            int at) {
        double[][] some = new double[largestPart()][m];
        for (int part = 0; part < parts(); part++) {
            derivative(part, in, tangents, delta, deltaTangents, m, some, Workers.one());
            for (int i = 0; i < partSize(part); i++) {
                MatrixProduct.axpy(m, 1, some[i], rows[at + partStart(part) + i]);
            }
        }
    }

    @Override
    public final void addProductTangent(
            double[] in, double[][] tangents, double[] delta, double[][] deltaTangents, int m, double[][] outTangents) {
        eachDirection(in, tangents, delta, deltaTangents, m, (c, direction) -> {
            double[] moved = new double[outTangents.length];
            addTrainableTangent(in, direction, moved);
            addColumn(moved, c, outTangents);
        });
    }

    @Override
    public final void addProductBackward(
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] alphaTangents) {
        eachDirection(in, tangents, delta, deltaTangents, m, (c, direction) -> {
            double[] moved = new double[alphaTangents.length];
            addTrainableBackward(in, delta, direction, moved);
            addColumn(moved, c, alphaTangents);
        });
    }

    private interface Direction {
        void take(int c, double[] direction);
    }

    /** J v of one direction after another, of this block alone, in a vector of the whole network. */
    private void eachDirection(
            double[] in, double[][] tangents, double[] delta, double[][] deltaTangents, int m, Direction taken) {
        double[] direction = new double[offset + trainables];
        for (int c = 0; c < m; c++) {
            Arrays.fill(direction, offset, offset + trainables, 0);
            addProduct(in, column(tangents, c), delta, column(deltaTangents, c), 1, direction);
            taken.take(c, direction);
        }
    }

    private static double[] column(double[][] rows, int c) {
        double[] column = new double[rows.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = rows[i][c];
        }
        return column;
    }

    private static void addColumn(double[] column, int c, double[][] rows) {
        for (int i = 0; i < column.length; i++) {
            rows[i][c] += column[i];
        }
    }

    @Override
    public final void addProjections(
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int k,
            double[][] batchIn,
            double[][] batchDelta,
            int m,
            double[][] products) {
        double[][] rows = new double[trainables][k];
        factor(in, tangents, delta, deltaTangents, k, rows, 0);
        // Some gradients at a time, samples in columns: a product of matrices.
        int some = Math.min(m, TOGETHER);
        double[] gradient = new double[trainables];
        double[][] gradients = new double[trainables][some];
        double[][] projections = new double[k][some];
        eachGradient(batchIn, batchDelta, m, gradient, s -> {
            int column = s % some;
            for (int i = 0; i < trainables; i++) {
                gradients[i][column] = gradient[i];
            }
            if (column == some - 1 || s == m - 1) {
                MatrixProduct.multiplyTransposed(
                        trainables, k, column + 1, rows, gradients, projections, Workers.one());
                for (int c = 0; c < k; c++) {
                    for (int other = 0; other <= column; other++) {
                        products[c][s - column + other] += projections[c][other];
                    }
                }
            }
        });
    }

    @Override
    public final int factorRows() {
        return trainables;
    }

    /** Nothing has fewer rows than this part of the Jacobian itself. */
    @Override
    public final void factor(
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] rows,
            int at) {
        for (int part = 0; part < parts(); part++) {
            double[][] own = Arrays.copyOfRange(rows, at + partStart(part), at + partStart(part + 1));
            derivative(part, in, tangents, delta, deltaTangents, m, own, Workers.one());
        }
    }
}
