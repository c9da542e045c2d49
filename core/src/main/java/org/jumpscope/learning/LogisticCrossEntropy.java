package org.jumpscope.learning;

import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Pointwise;
import org.jumpscope.numeric.ElementaryFunctions;
import org.jumpscope.numeric.MatrixProduct;

/**
 * H = −Σ_i (t_i ln p_i + (1 − t_i) ln(1 − p_i)) with p_i = sigmoid(a_i) of logits a, the cross-entropy of two classes for each
 * output: H = Σ softplus(a_i) − t_i a_i, δ = p − t, ∂δ/∂a = diag p (1 − p), ∂δ/∂t = −1.
 */
public record LogisticCrossEntropy() implements OutputLoss {
    @Override
    public void values(double[][] out, double[][] targets, int m, double[] losses) {
        for (int c = 0; c < m; c++) {
            double sum = 0;
            for (int i = 0; i < out.length; i++) {
                // As t softplus(−a) + (1 − t) softplus(a), whose terms do not cancel.
                double t = targets[i][c];
                sum += (t == 0 ? 0 : t * ElementaryFunctions.softplus(-out[i][c]))
                        + (t == 1 ? 0 : (1 - t) * ElementaryFunctions.softplus(out[i][c]));
            }
            losses[c] = sum;
        }
    }

    @Override
    public void delta(double[][] out, double[][] targets, int m, double[][] delta) {
        for (int i = 0; i < out.length; i++) {
            for (int c = 0; c < m; c++) {
                double a = out[i][c];
                // p − 1 is −sigmoid(−a), which does not cancel.
                delta[i][c] = targets[i][c] == 1
                        ? -ElementaryFunctions.sigmoid(-a)
                        : ElementaryFunctions.sigmoid(a) - targets[i][c];
            }
        }
    }

    @Override
    public void deltaTangent(double[] out, double[] targets, double[][] tangents, int m, double[][] deltaTangents) {
        for (int i = 0; i < out.length; i++) {
            double slope = ElementaryFunctions.sigmoid(out[i]) * ElementaryFunctions.sigmoid(-out[i]);
            for (int c = 0; c < m; c++) {
                deltaTangents[i][c] = slope * tangents[i][c];
            }
        }
    }

    @Override
    public void addTargetTangent(double[] out, double[][] targetTangents, int m, double[][] deltaTangents) {
        for (int i = 0; i < out.length; i++) {
            MatrixProduct.axpy(m, -1, targetTangents[i], deltaTangents[i]);
        }
    }

    @Override
    public void targetChange(double[] out, double[][] tangents, int m, double[][] targetChanges) {
        for (int i = 0; i < out.length; i++) {
            for (int c = 0; c < m; c++) {
                targetChanges[i][c] = -tangents[i][c];
            }
        }
    }

    /** The sum over outputs of the entropies of their two classes, −s ln s − (1 − s) ln(1 − s) of shares s. */
    @Override
    public double bestConstant(LabelledSamples samples, int outputs) {
        double entropy = 0;
        for (double share : samples.targetMeans(outputs)) {
            entropy -= share > 0 ? share * Math.log(share) : 0;
            entropy -= share < 1 ? (1 - share) * Math.log1p(-share) : 0;
        }
        return entropy;
    }

    /** Whether the block is a sigmoid. */
    @Override
    public boolean takesIn(Block last) {
        return last instanceof Pointwise pointwise
                && pointwise.activation().name().equals("sigmoid");
    }

    @Override
    public boolean takesLogits() {
        return true;
    }
}
