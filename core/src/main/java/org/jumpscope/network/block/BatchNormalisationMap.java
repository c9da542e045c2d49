package org.jumpscope.network.block;

import java.util.Arrays;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.Workers;

/**
 * A batch normalisation of fixed means and variances: with x̂ = (x − μ)/s, ∂H/∂γ = Σ δ x̂ and ∂H/∂β = Σ δ over the positions of
 * a channel, ∂H/∂x = δ γ/s; along a tangent x′, (∂H/∂γ)′ = Σ (∂δ x̂ + δ x′/s).
 */
public final class BatchNormalisationMap extends SharedWeightsMap {
    private final int channels;
    private final int positions;
    private final double[] means;
    private final double[] inverses;
    private final double[] scales;
    private final double[] shifts;

    BatchNormalisationMap(BatchNormalisation block, double[] q, int offset) {
        super(offset, block.trainables());
        this.channels = block.channels();
        this.positions = block.positions();
        this.means = block.mean().toArray();
        this.inverses = new double[channels];
        for (int c = 0; c < channels; c++) {
            inverses[c] = block.inverseDeviation(c);
        }
        this.scales = Arrays.copyOfRange(q, offset, offset + channels);
        this.shifts = Arrays.copyOfRange(q, offset + channels, offset + 2 * channels);
    }

    private double normalised(int channel, double x) {
        return (x - means[channel]) * inverses[channel];
    }

    /** γ/s times rows. */
    private void scale(double[][] from, int m, double[][] to) {
        for (int i = 0; i < to.length; i++) {
            double weight = scales[i / positions] * inverses[i / positions];
            for (int c = 0; c < m; c++) {
                to[i][c] = weight * from[i][c];
            }
        }
    }

    @Override
    public void forward(double[][] in, int m, double[][] out) {
        for (int i = 0; i < out.length; i++) {
            int channel = i / positions;
            for (int c = 0; c < m; c++) {
                out[i][c] = scales[channel] * normalised(channel, in[i][c]) + shifts[channel];
            }
        }
    }

    @Override
    public void backward(double[][] in, double[][] out, double[][] delta, int m, double[][] alpha) {
        scale(delta, m, alpha);
    }

    @Override
    public void addGradient(double[][] in, double[][] delta, int m, double[] gradient) {
        for (int i = 0; i < in.length; i++) {
            int channel = i / positions;
            double along = 0;
            double sum = 0;
            for (int c = 0; c < m; c++) {
                along += delta[i][c] * normalised(channel, in[i][c]);
                sum += delta[i][c];
            }
            gradient[offset() + channel] += along;
            gradient[offset() + channels + channel] += sum;
        }
    }

    @Override
    public void tangent(
            double[] in, double[] out, double[][] tangents, int m, double[][] outTangents, Workers workers) {
        scale(tangents, m, outTangents);
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
        scale(deltaTangents, m, alphaTangents);
    }

    @Override
    public void writeTrainables(double[] q) {
        System.arraycopy(scales, 0, q, offset(), channels);
        System.arraycopy(shifts, 0, q, offset() + channels, channels);
    }

    @Override
    protected void addSampleGradient(double[] in, double[] delta, double[] gradient) {
        for (int i = 0; i < in.length; i++) {
            int channel = i / positions;
            gradient[channel] += delta[i] * normalised(channel, in[i]);
            gradient[channels + channel] += delta[i];
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
        for (int i = 0; i < in.length; i++) {
            int channel = i / positions;
            MatrixProduct.axpy(m, normalised(channel, in[i]), deltaTangents[i], rows[channel]);
            MatrixProduct.axpy(m, delta[i] * inverses[channel], tangents[i], rows[channel]);
            MatrixProduct.axpy(m, 1, deltaTangents[i], rows[channels + channel]);
        }
    }

    @Override
    public void addTrainableTangent(double[] in, double[] direction, double[] outTangent) {
        for (int i = 0; i < in.length; i++) {
            int channel = i / positions;
            outTangent[i] += direction[offset() + channel] * normalised(channel, in[i])
                    + direction[offset() + channels + channel];
        }
    }

    @Override
    public void addTrainableBackward(double[] in, double[] delta, double[] direction, double[] alphaTangent) {
        for (int i = 0; i < in.length; i++) {
            int channel = i / positions;
            alphaTangent[i] += direction[offset() + channel] * inverses[channel] * delta[i];
        }
    }
}
