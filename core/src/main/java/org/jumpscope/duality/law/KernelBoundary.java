package org.jumpscope.duality.law;

import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;

/**
 * A kernel density of samples in their whitened principal components: the mean of normal densities about the samples, whose
 * covariance is h² times that of the samples, with Scott's rule h = n^(−1/(d + 4)).
 *
 * <p>At one of the samples its own kernel is left out, since it says nothing about the law.
 */
public final class KernelBoundary implements BoundaryDensity {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);
    /** A sample this near, in whitened units, is x itself. */
    private static final double SAME = 1e-9;

    private final GaussianBoundary frame;
    private final double[][] whitened;
    private final double bandwidth;

    private KernelBoundary(GaussianBoundary frame, double[][] whitened, double bandwidth) {
        this.frame = frame;
        this.whitened = whitened;
        this.bandwidth = bandwidth;
    }

    /**
     * The density of samples of one label.
     *
     * @param samples the samples
     * @throws NoAnswerException if they are all equal or too few, as for {@link GaussianBoundary}
     */
    public static KernelBoundary of(LabelSamples samples) {
        GaussianBoundary frame = GaussianBoundary.of(samples);
        double[][] whitened = new double[samples.size()][];
        for (int c = 0; c < whitened.length; c++) {
            whitened[c] = frame.whitened(samples.input(c));
        }
        double bandwidth = Math.pow(samples.size(), -1.0 / (frame.components().size() + 4));
        return new KernelBoundary(frame, whitened, bandwidth);
    }

    /** h. */
    public double bandwidth() {
        return bandwidth;
    }

    @Override
    public Matrix basis() {
        return frame.basis();
    }

    @Override
    public double logDensity(Vector x) {
        double[] z = frame.whitened(x);
        double[] exponents = new double[whitened.length];
        double largest = Double.NEGATIVE_INFINITY;
        int n = 0;
        for (double[] other : whitened) {
            double square = 0;
            for (int i = 0; i < z.length; i++) {
                square += (z[i] - other[i]) * (z[i] - other[i]);
            }
            if (square > SAME * SAME * z.length) {
                exponents[n] = -0.5 * square / (bandwidth * bandwidth);
                largest = Math.max(largest, exponents[n++]);
            }
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.exp(exponents[i] - largest);
        }
        return largest + Math.log(sum / n) - z.length * (0.5 * LOG_TWO_PI + Math.log(bandwidth)) - frame.logScale();
    }

    @Override
    public double distance(Vector x) {
        return frame.distance(x);
    }

    @Override
    public String toString() {
        return "kernels about " + whitened.length + " samples, bandwidth " + (float) bandwidth + " of their spread, in "
                + frame.components().size() + " dimensions";
    }
}
