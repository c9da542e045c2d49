package org.jumpscope.network.block;

import java.util.Arrays;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.Workers;

/** A shift: ∂H/∂b = δ. */
public final class ShiftMap extends SharedWeightsMap {
    private final double[] shifts;

    ShiftMap(Shift block, double[] q, int offset) {
        super(offset, block.trainables());
        this.shifts = Arrays.copyOfRange(q, offset, offset + block.inputs());
    }

    private static void copy(double[][] from, int m, double[][] to) {
        for (int i = 0; i < to.length; i++) {
            System.arraycopy(from[i], 0, to[i], 0, m);
        }
    }

    @Override
    public void forward(double[][] in, int m, double[][] out) {
        for (int i = 0; i < shifts.length; i++) {
            for (int c = 0; c < m; c++) {
                out[i][c] = in[i][c] + shifts[i];
            }
        }
    }

    @Override
    public void backward(double[][] in, double[][] out, double[][] delta, int m, double[][] alpha) {
        copy(delta, m, alpha);
    }

    @Override
    public void addGradient(double[][] in, double[][] delta, int m, double[] gradient) {
        for (int i = 0; i < shifts.length; i++) {
            double sum = 0;
            for (int c = 0; c < m; c++) {
                sum += delta[i][c];
            }
            gradient[offset() + i] += sum;
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
        System.arraycopy(shifts, 0, q, offset(), shifts.length);
    }

    @Override
    protected void addSampleGradient(double[] in, double[] delta, double[] gradient) {
        MatrixProduct.axpy(shifts.length, 1, delta, gradient);
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
        copy(deltaTangents, m, Arrays.copyOf(rows, shifts.length));
    }

    @Override
    public void addTrainableTangent(double[] in, double[] direction, double[] outTangent) {
        for (int i = 0; i < shifts.length; i++) {
            outTangent[i] += direction[offset() + i];
        }
    }
}
