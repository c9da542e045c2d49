package org.jumpscope.network.block;

import org.jumpscope.numeric.Workers;

/**
 * A normalisation: ∂y/∂x = (1 − 1 1ᵀ/D − y yᵀ/D)/s, a symmetric matrix, without the second term for the mean square; along a
 * tangent x′, s changes by s · mean(y x′)/s.
 */
public final class NormalisationMap implements BlockMap {
    private final int features;
    private final int positions;
    private final boolean centred;
    private final double epsilon;

    NormalisationMap(Normalisation block) {
        this.features = block.features();
        this.positions = block.positions();
        this.centred = block.kind() == Normalisation.Kind.LAYER;
        this.epsilon = block.epsilon();
    }

    /** Mean over the features of x, or of x y. */
    private void mean(double[][] x, double[][] y, int position, int m, double[] mean) {
        for (int c = 0; c < m; c++) {
            mean[c] = 0;
        }
        for (int d = 0; d < features; d++) {
            double[] row = x[d * positions + position];
            if (y == null) {
                addProducts(m, 1.0 / features, row, mean);
            } else {
                addProducts(m, 1.0 / features, row, y[d * positions + position], mean);
            }
        }
    }

    private static void addProducts(int m, double s, double[] x, double[] sum) {
        for (int c = 0; c < m; c++) {
            sum[c] += s * x[c];
        }
    }

    private static void addProducts(int m, double s, double[] x, double[] y, double[] sum) {
        for (int c = 0; c < m; c++) {
            sum[c] += s * x[c] * y[c];
        }
    }

    /** Mean over the features of a x. */
    private void mean(double[] a, double[][] x, int position, int m, double[] mean) {
        for (int c = 0; c < m; c++) {
            mean[c] = 0;
        }
        for (int d = 0; d < features; d++) {
            addProducts(m, a[d * positions + position] / features, x[d * positions + position], mean);
        }
    }

    @Override
    public void forward(double[][] in, int m, double[][] out) {
        double[] mean = new double[m];
        double[] scale = new double[m];
        for (int t = 0; t < positions; t++) {
            if (centred) {
                mean(in, null, t, m, mean);
            }
            for (int d = 0; d < features; d++) {
                double[] x = in[d * positions + t];
                double[] y = out[d * positions + t];
                for (int c = 0; c < m; c++) {
                    y[c] = x[c] - mean[c];
                }
            }
            mean(out, out, t, m, scale);
            for (int c = 0; c < m; c++) {
                scale[c] = 1 / Math.sqrt(scale[c] + epsilon);
            }
            for (int d = 0; d < features; d++) {
                double[] y = out[d * positions + t];
                for (int c = 0; c < m; c++) {
                    y[c] *= scale[c];
                }
            }
        }
    }

    /** 1/s of each column. */
    private void inverseScale(double[][] in, int position, int m, double[] mean, double[] inverse) {
        if (centred) {
            mean(in, null, position, m, mean);
        }
        for (int c = 0; c < m; c++) {
            inverse[c] = 0;
        }
        for (int d = 0; d < features; d++) {
            double[] x = in[d * positions + position];
            for (int c = 0; c < m; c++) {
                double deviation = x[c] - mean[c];
                inverse[c] += deviation * deviation / features;
            }
        }
        for (int c = 0; c < m; c++) {
            inverse[c] = 1 / Math.sqrt(inverse[c] + epsilon);
        }
    }

    @Override
    public void backward(double[][] in, double[][] out, double[][] delta, int m, double[][] alpha) {
        double[] mean = new double[m];
        double[] along = new double[m];
        double[] inverse = new double[m];
        double[] own = new double[m];
        for (int t = 0; t < positions; t++) {
            inverseScale(in, t, m, own, inverse);
            if (centred) {
                mean(delta, null, t, m, mean);
            }
            mean(delta, out, t, m, along);
            for (int d = 0; d < features; d++) {
                double[] to = alpha[d * positions + t];
                double[] from = delta[d * positions + t];
                double[] y = out[d * positions + t];
                for (int c = 0; c < m; c++) {
                    to[c] = inverse[c] * (from[c] - mean[c] - y[c] * along[c]);
                }
            }
        }
    }

    /** 1/s at one position of one sample. */
    private double inverseScale(double[] in, int position) {
        double mean = 0;
        for (int d = 0; centred && d < features; d++) {
            mean += in[d * positions + position] / features;
        }
        double square = 0;
        for (int d = 0; d < features; d++) {
            double deviation = in[d * positions + position] - mean;
            square += deviation * deviation / features;
        }
        return 1 / Math.sqrt(square + epsilon);
    }

    @Override
    public void tangent(
            double[] in, double[] out, double[][] tangents, int m, double[][] outTangents, Workers workers) {
        double[] mean = new double[m];
        double[] along = new double[m];
        for (int t = 0; t < positions; t++) {
            double inverse = inverseScale(in, t);
            if (centred) {
                mean(tangents, null, t, m, mean);
            }
            mean(out, tangents, t, m, along);
            for (int d = 0; d < features; d++) {
                project(
                        m,
                        inverse,
                        tangents[d * positions + t],
                        mean,
                        out[d * positions + t],
                        along,
                        outTangents[d * positions + t]);
            }
        }
    }

    private static void project(int m, double s, double[] x, double[] mean, double y, double[] along, double[] out) {
        for (int c = 0; c < m; c++) {
            out[c] = s * (x[c] - mean[c] - y * along[c]);
        }
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
        // α = (δ − mean δ − y mean(δ y))/s, so ∂α = −α mean(y x′)/s + (∂δ − mean ∂δ − y′ mean(δ y) − y mean(∂δ y + δ
        // y′))/s
        double[] mean = new double[m];
        double[] change = new double[m];
        double[] moved = new double[m];
        double[] scaling = new double[m];
        for (int t = 0; t < positions; t++) {
            double inverse = inverseScale(in, t);
            double meanDelta = 0;
            double along = 0;
            for (int d = 0; d < features; d++) {
                int i = d * positions + t;
                meanDelta += centred ? delta[i] / features : 0;
                along += delta[i] * out[i] / features;
            }
            if (centred) {
                mean(deltaTangents, null, t, m, mean);
            }
            mean(out, deltaTangents, t, m, change);
            mean(delta, outTangents, t, m, moved);
            mean(out, tangents, t, m, scaling);
            for (int d = 0; d < features; d++) {
                int i = d * positions + t;
                double alpha = inverse * (delta[i] - meanDelta - out[i] * along);
                double y = out[i];
                double[] to = alphaTangents[i];
                double[] from = deltaTangents[i];
                double[] outMoved = outTangents[i];
                for (int c = 0; c < m; c++) {
                    to[c] = inverse
                            * (from[c]
                                    - mean[c]
                                    - outMoved[c] * along
                                    - y * (change[c] + moved[c])
                                    - alpha * scaling[c]);
                }
            }
        }
    }
}
