package org.jumpscope.learning;

import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.network.block.Block;

/** H = Σ_i (a_i − t_i)², without ½ and without a mean. */
public record SquaredOutputs() implements OutputLoss {
    @Override
    public void values(double[][] out, double[][] targets, int m, double[] losses) {
        for (int c = 0; c < m; c++) {
            double sum = 0;
            for (int i = 0; i < out.length; i++) {
                double difference = out[i][c] - targets[i][c];
                sum += difference * difference;
            }
            losses[c] = sum;
        }
    }

    @Override
    public void delta(double[][] out, double[][] targets, int m, double[][] delta) {
        for (int i = 0; i < out.length; i++) {
            for (int c = 0; c < m; c++) {
                delta[i][c] = 2 * (out[i][c] - targets[i][c]);
            }
        }
    }

    @Override
    public void deltaTangent(double[] out, double[] targets, double[][] tangents, int m, double[][] deltaTangents) {
        for (int i = 0; i < out.length; i++) {
            for (int c = 0; c < m; c++) {
                deltaTangents[i][c] = 2 * tangents[i][c];
            }
        }
    }

    /** No block. */
    @Override
    public boolean takesIn(Block last) {
        return false;
    }

    @Override
    public void addTargetTangent(double[] out, double[][] targetTangents, int m, double[][] deltaTangents) {
        for (int i = 0; i < out.length; i++) {
            for (int c = 0; c < m; c++) {
                deltaTangents[i][c] -= 2 * targetTangents[i][c];
            }
        }
    }

    @Override
    public void targetChange(double[] out, double[][] tangents, int m, double[][] targetChanges) {
        for (int i = 0; i < out.length; i++) {
            for (int c = 0; c < m; c++) {
                targetChanges[i][c] = -2 * tangents[i][c];
            }
        }
    }

    /** The variance of the targets, summed over outputs. */
    @Override
    public double bestConstant(LabelledSamples samples, int outputs) {
        double[] shares = samples.targetMeans(outputs);
        double n = samples.size();
        double sum = 0;
        if (outputs == 1) {
            for (int i = 0; i < n; i++) {
                sum += (samples.label(i) - shares[0]) * (samples.label(i) - shares[0]) / n;
            }
            return sum;
        }
        for (double share : shares) {
            sum += share * (1 - share);
        }
        return sum;
    }

    @Override
    public boolean takesLogits() {
        return false;
    }
}
