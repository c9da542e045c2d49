package org.jumpscope.network.block;

import java.util.Arrays;
import java.util.function.BiFunction;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.Workers;

/** An affine block at given weights. */
public final class AffineMap implements BlockMap {
    /** Fewer than one input in this many is not zero where products leave zeros out. */
    private static final int SPARSE = 3;
    /** Rows of fewer outputs are too short for such products. */
    private static final int SHORTEST_SPARSE_ROW = 16;
    /** One input in this many is looked at to see how many are zero. */
    private static final int COUNTED = 5;
    /** Rows of inputs that are taken at once. */
    private static final int SPARSE_ROWS = 16;
    /** Samples that are taken at once. */
    private static final int SPARSE_SAMPLES = 64;

    /** Values that are read at once, where they come some at a time. */
    private static final int READ = 1 << 16;

    private final int inputs;
    private final int outputs;
    private final int offset;
    private final double[][] weights;
    /** Zeros where the layer has none. */
    private final double[] biases;
    /** 1, what a bias reads from; 0 where the layer has none. */
    private final double unit;
    /** Wᵀ, made when first asked for. */
    private volatile double[][] transposed;

    AffineMap(Affine block, double[] q, int offset) {
        this.inputs = block.inputs();
        this.outputs = block.outputs();
        this.offset = offset;
        this.weights = new double[outputs][];
        for (int i = 0; i < outputs; i++) {
            weights[i] = Arrays.copyOfRange(q, offset + i * inputs, offset + (i + 1) * inputs);
        }
        int start = offset + outputs * inputs;
        this.biases = block.biased() ? Arrays.copyOfRange(q, start, start + outputs) : new double[outputs];
        this.unit = block.biased() ? 1 : 0;
    }

    /**
     * A layer whose values come some at a time.
     *
     * @param read gives as many of its values as are asked for from a place on
     * @param offset where its trainable variables begin in those of the network
     */
    AffineMap(Affine block, BiFunction<Integer, Integer, double[]> read, int offset) {
        this.inputs = block.inputs();
        this.outputs = block.outputs();
        this.offset = offset;
        this.weights = new double[outputs][];
        int some = Math.max(1, READ / inputs);
        for (int i0 = 0; i0 < outputs; i0 += some) {
            int rows = Math.min(some, outputs - i0);
            double[] values = read.apply(i0 * inputs, rows * inputs);
            for (int i = 0; i < rows; i++) {
                weights[i0 + i] = Arrays.copyOfRange(values, i * inputs, (i + 1) * inputs);
            }
        }
        this.biases = block.biased() ? read.apply(outputs * inputs, outputs) : new double[outputs];
        this.unit = block.biased() ? 1 : 0;
    }

    /** Whether the layer has biases, which then are trainable. */
    public boolean isBiased() {
        return unit > 0;
    }

    /** The rows of W, for kernels of the duality map. Not to be modified. */
    public double[][] sharedWeights() {
        return weights;
    }

    /** The rows of Wᵀ. Not to be modified. */
    public double[][] sharedTransposedWeights() {
        double[][] own = transposed;
        if (own == null) {
            own = new double[inputs][outputs];
            MatrixProduct.transpose(outputs, inputs, weights, own);
            transposed = own;
        }
        return own;
    }

    /** Whether so many inputs are zero, as of images, that products which leave them out are faster. */
    private boolean isSparse(double[][] in, int m) {
        if (outputs < SHORTEST_SPARSE_ROW) {
            return false;
        }
        long counted = 0;
        long others = 0;
        for (int j = 0; j < inputs; j += COUNTED) {
            double[] row = in[j];
            int here = 0;
            for (int c = 0; c < m; c++) {
                here += row[c] != 0 ? 1 : 0;
            }
            others += here;
            counted += m;
        }
        return SPARSE * others < counted;
    }

    @Override
    public void forward(double[][] in, int m, double[][] out) {
        if (m == 1) {
            applyOne(in, out);
            for (int i = 0; i < outputs; i++) {
                out[i][0] += biases[i];
            }
            return;
        }
        if (isSparse(in, m)) {
            forwardSparse(in, m, out);
            return;
        }
        for (int i = 0; i < outputs; i++) {
            Arrays.fill(out[i], 0, m, biases[i]);
        }
        MatrixProduct.add(outputs, inputs, m, weights, in, out);
    }

    /** Sample by sample, zᵀ = aᵀ Wᵀ + bᵀ, some at a time so that they stay in the cache. */
    private void forwardSparse(double[][] in, int m, double[][] out) {
        int size = Math.min(m, SPARSE_SAMPLES);
        double[][] samples = new double[size][inputs];
        double[][] sums = new double[size][outputs];
        for (int c0 = 0; c0 < m; c0 += size) {
            int some = Math.min(size, m - c0);
            for (int j = 0; j < inputs; j++) {
                double[] row = in[j];
                for (int c = 0; c < some; c++) {
                    samples[c][j] = row[c0 + c];
                }
            }
            for (int c = 0; c < some; c++) {
                System.arraycopy(biases, 0, sums[c], 0, outputs);
            }
            MatrixProduct.addSparse(some, inputs, outputs, samples, sharedTransposedWeights(), sums);
            for (int i = 0; i < outputs; i++) {
                double[] row = out[i];
                for (int c = 0; c < some; c++) {
                    row[c0 + c] = sums[c][i];
                }
            }
        }
    }

    @Override
    public void backward(double[][] in, double[][] out, double[][] delta, int m, double[][] alpha) {
        if (m == 1) {
            applyOneTransposed(delta, alpha);
            return;
        }
        MatrixProduct.multiplyTransposed(outputs, inputs, m, weights, delta, alpha, Workers.one());
    }

    /** W a of one column: rows of length 1 are gathered, so that the sums run along the weights. */
    private void applyOne(double[][] in, double[][] out) {
        double[] column = new double[inputs];
        for (int j = 0; j < inputs; j++) {
            column[j] = in[j][0];
        }
        for (int i = 0; i < outputs; i++) {
            out[i][0] = MatrixProduct.dot(inputs, weights[i], column);
        }
    }

    /** Wᵀδ of one column. */
    private void applyOneTransposed(double[][] delta, double[][] alpha) {
        double[] column = new double[outputs];
        for (int i = 0; i < outputs; i++) {
            column[i] = delta[i][0];
        }
        double[] sum = new double[inputs];
        MatrixProduct.addTransposed(outputs, inputs, weights, column, sum);
        for (int j = 0; j < inputs; j++) {
            alpha[j][0] = sum[j];
        }
    }

    @Override
    public void addGradient(double[][] in, double[][] delta, int m, double[] gradient) {
        if (isSparse(in, m)) {
            addSparseWeights(in, delta, m, gradient);
        } else {
            addWeights(in, delta, m, gradient);
        }
        int at = offset + outputs * inputs;
        for (int i = 0; i < outputs && isBiased(); i++) {
            double total = 0;
            for (int c = 0; c < m; c++) {
                total += delta[i][c];
            }
            gradient[at + i] += total;
        }
    }

    /** ∂H/∂W = δ aᵀ summed over the columns: a product with the transposed inputs. */
    private void addWeights(double[][] in, double[][] delta, int m, double[] gradient) {
        double[][] samples = new double[m][inputs];
        MatrixProduct.transpose(inputs, m, in, samples);
        double[][] sum = new double[outputs][inputs];
        MatrixProduct.multiply(outputs, m, inputs, delta, samples, sum);
        for (int i = 0; i < outputs; i++) {
            int at = offset + i * inputs;
            double[] row = sum[i];
            for (int j = 0; j < inputs; j++) {
                gradient[at + j] += row[j];
            }
        }
    }

    /** The transposed sum, a δᵀ, row by row of the inputs, some at a time so that it stays in the cache. */
    private void addSparseWeights(double[][] in, double[][] delta, int m, double[] gradient) {
        double[][] deltas = new double[m][outputs];
        MatrixProduct.transpose(outputs, m, delta, deltas);
        double[][] rows = new double[SPARSE_ROWS][];
        double[][] sum = new double[SPARSE_ROWS][outputs];
        for (int j0 = 0; j0 < inputs; j0 += SPARSE_ROWS) {
            int some = Math.min(SPARSE_ROWS, inputs - j0);
            for (int j = 0; j < some; j++) {
                rows[j] = in[j0 + j];
                Arrays.fill(sum[j], 0);
            }
            MatrixProduct.addSparse(some, m, outputs, rows, deltas, sum);
            for (int j = 0; j < some; j++) {
                double[] column = sum[j];
                for (int i = 0, at = offset + j0 + j; i < outputs; i++, at += inputs) {
                    gradient[at] += column[i];
                }
            }
        }
    }

    @Override
    public void tangent(
            double[] in, double[] out, double[][] tangents, int m, double[][] outTangents, Workers workers) {
        if (m == 1) {
            applyOne(tangents, outTangents);
            return;
        }
        MatrixProduct.multiply(outputs, inputs, m, weights, tangents, outTangents, workers);
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
        if (m == 1) {
            applyOneTransposed(deltaTangents, alphaTangents);
            return;
        }
        MatrixProduct.multiplyTransposed(outputs, inputs, m, weights, deltaTangents, alphaTangents, workers);
    }

    @Override
    public void addJump(double[] in, double[] delta, double factor, double[] jump) {
        int biasAt = offset + outputs * inputs;
        for (int i = 0; i < outputs; i++) {
            double scale = factor * delta[i];
            int at = offset + i * inputs;
            for (int j = 0; j < inputs; j++) {
                jump[at + j] += scale * in[j];
            }
            if (isBiased()) {
                jump[biasAt + i] += scale;
            }
        }
    }

    @Override
    public double[] sampleGradient(double[] in, double[] delta) {
        double[] gradient = new double[outputs * inputs + (isBiased() ? outputs : 0)];
        for (int i = 0; i < outputs; i++) {
            for (int j = 0; j < inputs; j++) {
                gradient[i * inputs + j] = delta[i] * in[j];
            }
            if (isBiased()) {
                gradient[outputs * inputs + i] = delta[i];
            }
        }
        return gradient;
    }

    @Override
    public void writeTrainables(double[] q) {
        for (int i = 0; i < outputs; i++) {
            System.arraycopy(weights[i], 0, q, offset + i * inputs, inputs);
        }
        if (isBiased()) {
            System.arraycopy(biases, 0, q, offset + outputs * inputs, outputs);
        }
    }

    @Override
    public void addSquaredNorms(double[][] in, double[][] delta, int m, double[] norms) {
        // |δ aᵀ|² + |δ|² = |δ|² (|a|² + 1), without the 1 where there are no biases
        double[] inputs2 = squaredNorms(in, inputs, m);
        double[] delta2 = squaredNorms(delta, outputs, m);
        for (int c = 0; c < m; c++) {
            norms[c] += delta2[c] * (inputs2[c] + unit);
        }
    }

    private static double[] squaredNorms(double[][] rows, int n, int m) {
        double[] sums = new double[m];
        for (int i = 0; i < n; i++) {
            double[] row = rows[i];
            for (int c = 0; c < m; c++) {
                sums[c] += row[c] * row[c];
            }
        }
        return sums;
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
        // (1 + |a|²) ∂δᵀ∂δ (without the 1 where there are no biases) + |δ|² AᵀA + u vᵀ + v uᵀ with u = ∂δᵀδ, v = Aᵀa
        MatrixProduct.addGram(outputs, m, unit + MatrixProduct.dot(inputs, in, in), deltaTangents, gram, workers);
        MatrixProduct.addGram(inputs, m, MatrixProduct.dot(outputs, delta, delta), tangents, gram, workers);
        double[] u = new double[m];
        MatrixProduct.applyTransposed(outputs, m, deltaTangents, delta, u);
        double[] v = new double[m];
        MatrixProduct.applyTransposed(inputs, m, tangents, in, v);
        addSymmetric(m, u, v, gram);
    }

    /** C += u vᵀ + v uᵀ. */
    static void addSymmetric(int m, double[] u, double[] v, double[][] c) {
        for (int i = 0; i < m; i++) {
            addTwo(m, u[i], v, v[i], u, c[i]);
        }
    }

    private static void addTwo(int n, double s, double[] x, double t, double[] y, double[] out) {
        for (int j = 0; j < n; j++) {
            out[j] += s * x[j] + t * y[j];
        }
    }

    /**
     * The part of the Gram matrix of a first layer, for orthonormal directions x′ of the inputs and after them directions that
     * leave the inputs alone: there A = (x′, 0), AᵀA is 1 on the first ones, and Aᵀa are the coordinates of the sample along
     * the directions.
     *
     * @param in the inputs of the sample. Not modified.
     * @param coordinates Aᵀa. Not modified.
     * @param moving number of the directions x′
     * @param delta δ. Not modified.
     * @param deltaTangents ∂δ. Not modified.
     * @param m directions
     * @param gram m × m. Modified.
     * @param workers threads; the bits do not depend on them
     */
    public void addFirstGram(
            double[] in,
            double[] coordinates,
            int moving,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] gram,
            Workers workers) {
        MatrixProduct.addGram(outputs, m, unit + MatrixProduct.dot(inputs, in, in), deltaTangents, gram, workers);
        double size = MatrixProduct.dot(outputs, delta, delta);
        for (int i = 0; i < moving; i++) {
            gram[i][i] += size;
        }
        double[] u = new double[m];
        MatrixProduct.applyTransposed(outputs, m, deltaTangents, delta, u);
        addSymmetric(m, u, coordinates, gram);
    }

    @Override
    public void addProduct(
            double[] in, double[] tangent, double[] delta, double[] deltaTangent, double factor, double[] product) {
        int biasAt = offset + outputs * inputs;
        for (int i = 0; i < outputs; i++) {
            int at = offset + i * inputs;
            double first = factor * deltaTangent[i];
            double second = factor * delta[i];
            for (int j = 0; j < inputs; j++) {
                product[at + j] += first * in[j] + second * tangent[j];
            }
            if (isBiased()) {
                product[biasAt + i] += first;
            }
        }
    }

    @Override
    public void addDerivative(
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] rows,
            int at) {
        for (int i = 0; i < outputs; i++) {
            for (int j = 0; j < inputs; j++) {
                addTwo(m, in[j], deltaTangents[i], delta[i], tangents[j], rows[at + i * inputs + j]);
            }
            if (isBiased()) {
                MatrixProduct.axpy(m, 1, deltaTangents[i], rows[at + outputs * inputs + i]);
            }
        }
    }

    @Override
    public void addTrainableTangent(double[] in, double[] direction, double[] outTangent) {
        int biasAt = offset + outputs * inputs;
        for (int i = 0; i < outputs; i++) {
            int at = offset + i * inputs;
            double sum = isBiased() ? direction[biasAt + i] : 0;
            for (int j = 0; j < inputs; j++) {
                sum += direction[at + j] * in[j];
            }
            outTangent[i] += sum;
        }
    }

    @Override
    public void addTrainableBackward(double[] in, double[] delta, double[] direction, double[] alphaTangent) {
        for (int i = 0; i < outputs; i++) {
            int at = offset + i * inputs;
            for (int j = 0; j < inputs; j++) {
                alphaTangent[j] += direction[at + j] * delta[i];
            }
        }
    }

    @Override
    public void addProductTangent(
            double[] in, double[][] tangents, double[] delta, double[][] deltaTangents, int m, double[][] outTangents) {
        double size = unit + MatrixProduct.dot(inputs, in, in);
        double[] v = new double[m];
        MatrixProduct.applyTransposed(inputs, m, tangents, in, v);
        for (int i = 0; i < outputs; i++) {
            addTwo(m, size, deltaTangents[i], delta[i], v, outTangents[i]);
        }
    }

    @Override
    public void addProductBackward(
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] alphaTangents) {
        double size = MatrixProduct.dot(outputs, delta, delta);
        double[] u = new double[m];
        MatrixProduct.applyTransposed(outputs, m, deltaTangents, delta, u);
        for (int j = 0; j < inputs; j++) {
            addTwo(m, size, tangents[j], in[j], u, alphaTangents[j]);
        }
    }

    @Override
    public void addProjections(
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int k,
            double[][] batchIn,
            double[][] batchDelta,
            int m,
            double[][] products) {
        double[][] ofInputs = new double[k + 1][m];
        MatrixProduct.multiplyTransposed(
                inputs, k + 1, m, withColumn(tangents, in, inputs, k), batchIn, ofInputs, Workers.one());
        double[][] ofDeltas = new double[k + 1][m];
        MatrixProduct.multiplyTransposed(
                outputs, k + 1, m, withColumn(deltaTangents, delta, outputs, k), batchDelta, ofDeltas, Workers.one());
        for (int c = 0; c < k; c++) {
            addOuter(m, unit, ofDeltas[c], ofInputs[k], ofDeltas[k], ofInputs[c], products[c]);
        }
    }

    private static void addOuter(
            int m, double unit, double[] moved, double[] inputs, double[] deltas, double[] tangents, double[] out) {
        for (int s = 0; s < m; s++) {
            out[s] += moved[s] * (unit + inputs[s]) + deltas[s] * tangents[s];
        }
    }

    private static double[][] withColumn(double[][] rows, double[] column, int n, int k) {
        double[][] wider = new double[n][];
        for (int i = 0; i < n; i++) {
            wider[i] = Arrays.copyOf(rows[i], k + 1);
            wider[i][k] = column[i];
        }
        return wider;
    }

    @Override
    public int factorRows() {
        return outputs + inputs + (isBiased() ? 1 : 0);
    }

    @Override
    public void factor(
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] rows,
            int at) {
        double length = Math.sqrt(unit + MatrixProduct.dot(inputs, in, in));
        double deltaLength = Math.sqrt(MatrixProduct.dot(outputs, delta, delta));
        double[] along = new double[m];
        MatrixProduct.applyTransposed(inputs, m, tangents, in, along);
        for (int c = 0; c < m; c++) {
            along[c] = length > 0 ? along[c] / length : 0;
        }
        for (int i = 0; i < outputs; i++) {
            Arrays.fill(rows[at + i], 0, m, 0);
            addTwo(m, length, deltaTangents[i], delta[i], along, rows[at + i]);
        }
        for (int j = 0; j < factorRows() - outputs; j++) {
            double[] row = rows[at + outputs + j];
            // Without biases and at a = 0 there is no direction â, and nothing is taken out along it.
            double component = length > 0 ? (j < inputs ? in[j] : 1) / length : 0;
            for (int c = 0; c < m; c++) {
                row[c] = deltaLength * ((j < inputs ? tangents[j][c] : 0) - component * along[c]);
            }
        }
    }
}
