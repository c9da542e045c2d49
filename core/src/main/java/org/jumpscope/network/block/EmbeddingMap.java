package org.jumpscope.network.block;

import java.util.Arrays;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.Workers;

/** Rows of a table: ∂H/∂E(i) = Σ δ(t) over the positions t of token i. Nothing has a derivative by the tokens' numbers. */
public final class EmbeddingMap extends SharedWeightsMap {
    private final Embedding block;
    private final int tokens;
    private final int features;
    private final double[] table;

    EmbeddingMap(Embedding block, double[] q, int offset) {
        super(offset, block.trainables());
        this.block = block;
        this.tokens = block.tokens();
        this.features = block.features();
        this.table = Arrays.copyOfRange(q, offset, offset + block.trainables());
    }

    /**
     * The same table at given tokens.
     *
     * @param tokens of this embedding
     */
    public EmbeddedTokensMap given(EmbeddedTokens tokens) {
        return new EmbeddedTokensMap(tokens, table, offset());
    }

    private static void zero(double[][] rows, int m) {
        for (double[] row : rows) {
            Arrays.fill(row, 0, m, 0);
        }
    }

    @Override
    public void forward(double[][] in, int m, double[][] out) {
        for (int t = 0; t < tokens; t++) {
            for (int c = 0; c < m; c++) {
                int row = block.token(t, in[t][c]) * features;
                for (int d = 0; d < features; d++) {
                    out[block.place(t, d)][c] = table[row + d];
                }
            }
        }
    }

    @Override
    public void backward(double[][] in, double[][] out, double[][] delta, int m, double[][] alpha) {
        zero(alpha, m);
    }

    @Override
    public void addGradient(double[][] in, double[][] delta, int m, double[] gradient) {
        for (int t = 0; t < tokens; t++) {
            for (int c = 0; c < m; c++) {
                int row = offset() + block.token(t, in[t][c]) * features;
                for (int d = 0; d < features; d++) {
                    gradient[row + d] += delta[block.place(t, d)][c];
                }
            }
        }
    }

    @Override
    public void tangent(
            double[] in, double[] out, double[][] tangents, int m, double[][] outTangents, Workers workers) {
        zero(outTangents, m);
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
        zero(alphaTangents, m);
    }

    @Override
    public void writeTrainables(double[] q) {
        System.arraycopy(table, 0, q, offset(), table.length);
    }

    @Override
    protected void addSampleGradient(double[] in, double[] delta, double[] gradient) {
        for (int t = 0; t < tokens; t++) {
            int row = block.token(t, in[t]) * features;
            for (int d = 0; d < features; d++) {
                gradient[row + d] += delta[block.place(t, d)];
            }
        }
    }

    @Override
    protected void derivative(
            int part,
            double[] in,
            double[][] tangents,
            double[] delta,
            double[][] deltaTangents,
            int m,
            double[][] rows,
            Workers workers) {
        zero(Arrays.copyOf(rows, trainables()), m);
        for (int t = 0; t < tokens; t++) {
            int row = block.token(t, in[t]) * features;
            for (int d = 0; d < features; d++) {
                MatrixProduct.axpy(m, 1, deltaTangents[block.place(t, d)], rows[row + d]);
            }
        }
    }

    @Override
    public void addTrainableTangent(double[] in, double[] direction, double[] outTangent) {
        for (int t = 0; t < tokens; t++) {
            int row = offset() + block.token(t, in[t]) * features;
            for (int d = 0; d < features; d++) {
                outTangent[block.place(t, d)] += direction[row + d];
            }
        }
    }
}
