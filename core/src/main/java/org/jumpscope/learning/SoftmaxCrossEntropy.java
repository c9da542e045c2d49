package org.jumpscope.learning;

import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Softmax;
import org.jumpscope.numeric.ElementaryFunctions;
import org.jumpscope.numeric.MatrixProduct;

/**
 * H = −Σ_i t_i ln p_i with p = softmax(a) of logits a: δ = T p − t, ∂δ/∂a = T (diag p − p pᵀ), ∂δ/∂t = p 1ᵀ − 1,
 * T = Σ t (theory §6).
 */
public record SoftmaxCrossEntropy() implements OutputLoss {
    @Override
    public void values(double[][] out, double[][] targets, int m, double[] losses) {
        int n = out.length;
        double[] column = new double[n];
        double[] pair = new double[1];
        for (int c = 0; c < m; c++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                largest = Math.max(largest, out[i][c]);
            }
            for (int i = 0; i < n; i++) {
                column[i] = out[i][c] - largest;
            }
            ElementaryFunctions.exp(column, n, column);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += column[i];
            }
            pair[0] = sum;
            ElementaryFunctions.log(pair, 1, pair);
            double loss = 0;
            for (int i = 0; i < n; i++) {
                // −t ln p = t (ln Σ − (a − largest)); a target of 0 adds nothing even where p is 0.
                if (targets[i][c] != 0) {
                    loss += targets[i][c] * (pair[0] - (out[i][c] - largest));
                }
            }
            losses[c] = loss;
        }
    }

    @Override
    public void delta(double[][] out, double[][] targets, int m, double[][] delta) {
        int n = out.length;
        double[] p = new double[n];
        for (int c = 0; c < m; c++) {
            double total = 0;
            for (int i = 0; i < n; i++) {
                p[i] = out[i][c];
                total += targets[i][c];
            }
            probabilities(p, n);
            // p − 1 of a class that the target chooses alone is −Σ of the others, which does not cancel.
            for (int i = 0; i < n; i++) {
                delta[i][c] =
                        targets[i][c] == total && total != 0 ? -total * others(p, n, i) : total * p[i] - targets[i][c];
            }
        }
    }

    private static double others(double[] p, int n, int chosen) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += i == chosen ? 0 : p[i];
        }
        return sum;
    }

    /** Softmax in place. */
    static void probabilities(double[] p, int n) {
        double largest = p[0];
        for (int i = 1; i < n; i++) {
            largest = Math.max(largest, p[i]);
        }
        for (int i = 0; i < n; i++) {
            p[i] -= largest;
        }
        ElementaryFunctions.exp(p, n, p);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += p[i];
        }
        for (int i = 0; i < n; i++) {
            p[i] /= sum;
        }
    }

    @Override
    public void deltaTangent(double[] out, double[] targets, double[][] tangents, int m, double[][] deltaTangents) {
        int n = out.length;
        double[] p = out.clone();
        probabilities(p, n);
        double total = 0;
        for (double t : targets) {
            total += t;
        }
        double[] mean = new double[m];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < m; c++) {
                mean[c] += p[i] * tangents[i][c];
            }
        }
        for (int i = 0; i < n; i++) {
            double weight = total * p[i];
            for (int c = 0; c < m; c++) {
                deltaTangents[i][c] = weight * (tangents[i][c] - mean[c]);
            }
        }
    }

    /** Whether the block is a softmax. */
    @Override
    public boolean takesIn(Block last) {
        return last instanceof Softmax;
    }

    @Override
    public void addTargetTangent(double[] out, double[][] targetTangents, int m, double[][] deltaTangents) {
        int n = out.length;
        double[] p = out.clone();
        probabilities(p, n);
        double[] total = new double[m];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < m; c++) {
                total[c] += targetTangents[i][c];
            }
        }
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < m; c++) {
                deltaTangents[i][c] += p[i] * total[c] - targetTangents[i][c];
            }
        }
    }

    @Override
    public void targetChange(double[] out, double[][] tangents, int m, double[][] targetChanges) {
        int n = out.length;
        double[] p = out.clone();
        probabilities(p, n);
        double[] mean = new double[m];
        for (int i = 0; i < n; i++) {
            MatrixProduct.axpy(m, p[i], tangents[i], mean);
        }
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < m; c++) {
                targetChanges[i][c] = mean[c] - tangents[i][c];
            }
        }
    }

    /** The entropy of the classes' shares, −Σ s ln s. */
    @Override
    public double bestConstant(LabelledSamples samples, int outputs) {
        double entropy = 0;
        for (double share : samples.targetMeans(outputs)) {
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return entropy;
    }

    @Override
    public boolean takesLogits() {
        return true;
    }
}
