package org.jumpscope.network.block;

import java.util.Arrays;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.Workers;

/** Displaced rows of a table: a shift with variables that several values share, ∂H/∂q_l = Σ δ over the values that q_l is added to. */
public final class EmbeddedTokensMap extends SharedWeightsMap {
    private final double[] table;
    /** The variable of each value. */
    private final int[] variables;

    /**
     * A table at tokens.
     *
     * @param block the tokens
     * @param table E row by row. Not modified; kept.
     * @param offset where it begins in q
     */
    EmbeddedTokensMap(EmbeddedTokens block, double[] table, int offset) {
        super(offset, block.trainables());
        this.table = table;
        this.variables = new int[block.outputs()];
        Arrays.setAll(variables, block::variable);
    }

    private static void copy(double[][] from, int m, double[][] to) {
        for (int i = 0; i < to.length; i++) {
            System.arraycopy(from[i], 0, to[i], 0, m);
        }
    }

    @Override
    public void forward(double[][] in, int m, double[][] out) {
        for (int i = 0; i < variables.length; i++) {
            for (int c = 0; c < m; c++) {
                out[i][c] = in[i][c] + table[variables[i]];
            }
        }
    }

    @Override
    public void backward(double[][] in, double[][] out, double[][] delta, int m, double[][] alpha) {
        copy(delta, m, alpha);
    }

    @Override
    public void addGradient(double[][] in, double[][] delta, int m, double[] gradient) {
        for (int i = 0; i < variables.length; i++) {
            double sum = 0;
            for (int c = 0; c < m; c++) {
                sum += delta[i][c];
            }
            gradient[offset() + variables[i]] += sum;
        }
    }

    @Override
    public void tangent(
            double[] in, double[] out, double[][] tangents, int m, double[][] outTangents, Workers workers) {
        copy(tangents, m, outTangents);
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
        copy(deltaTangents, m, alphaTangents);
    }

    @Override
    public void writeTrainables(double[] q) {
        System.arraycopy(table, 0, q, offset(), table.length);
    }

    @Override
    protected void addSampleGradient(double[] in, double[] delta, double[] gradient) {
        for (int i = 0; i < variables.length; i++) {
            gradient[variables[i]] += delta[i];
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
        for (int k = 0; k < trainables(); k++) {
            Arrays.fill(rows[k], 0, m, 0);
        }
        for (int i = 0; i < variables.length; i++) {
            MatrixProduct.axpy(m, 1, deltaTangents[i], rows[variables[i]]);
        }
    }

    @Override
    public void addTrainableTangent(double[] in, double[] direction, double[] outTangent) {
        for (int i = 0; i < variables.length; i++) {
            outTangent[i] += direction[offset() + variables[i]];
        }
    }
}
