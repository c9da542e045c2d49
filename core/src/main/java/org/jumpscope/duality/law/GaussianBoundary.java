package org.jumpscope.duality.law;

import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;

/**
 * The normal density with mean and covariance of samples, in their whitened principal components: log p = −½ Σ_i [z_i² + log
 * 2πλ_i], z_i = b_iᵀ(x − μ)/√λ_i.
 *
 * <p>It lives on the plane of the components whose variance λ_i is above 1e-8 of the largest, the numerical rank of the
 * covariance.
 */
public final class GaussianBoundary implements BoundaryDensity {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private final PrincipalComponents components;
    private final double[] mean;
    private final int samples;
    private final Matrix basis;

    private GaussianBoundary(PrincipalComponents components, double[] mean, int samples) {
        this.components = components;
        this.mean = mean;
        this.samples = samples;
        this.basis = components.basis();
    }

    /**
     * The density of samples of one label.
     *
     * @param samples the samples
     * @throws NoAnswerException if they are all equal, or so few that they span no more than a plane through each of them
     */
    public static GaussianBoundary of(LabelSamples samples) {
        PrincipalComponents components = PrincipalComponents.all(samples.centred(), samples.size());
        if (components.size() >= samples.size() - 1 && samples.size() <= samples.inputs()) {
            throw new NoAnswerException("The " + samples.size() + " samples of the label span "
                    + components.size() + " of " + samples.inputs()
                    + " dimensions only because there are no more of them, which gives no density; give more samples.");
        }
        return new GaussianBoundary(components, samples.mean().toArray(), samples.size());
    }

    PrincipalComponents components() {
        return components;
    }

    /** z. */
    double[] whitened(Vector x) {
        double[] rest = centred(x);
        double[] z = new double[components.size()];
        for (int i = 0; i < z.length; i++) {
            z[i] = MatrixProduct.dot(rest.length, components.direction(i), rest) / Math.sqrt(components.variance(i));
        }
        return z;
    }

    private double[] centred(Vector x) {
        double[] rest = x.toArray();
        for (int j = 0; j < rest.length; j++) {
            rest[j] -= mean[j];
        }
        return rest;
    }

    /** ½ Σ log λ_i. */
    double logScale() {
        double sum = 0;
        for (int i = 0; i < components.size(); i++) {
            sum += 0.5 * Math.log(components.variance(i));
        }
        return sum;
    }

    @Override
    public Matrix basis() {
        return basis;
    }

    @Override
    public double logDensity(Vector x) {
        double[] z = whitened(x);
        return -0.5 * (MatrixProduct.dot(z.length, z, z) + z.length * LOG_TWO_PI) - logScale();
    }

    /** In units of the root of the trace of the covariance. */
    @Override
    public double distance(Vector x) {
        double[] rest = centred(x);
        for (int i = 0; i < components.size(); i++) {
            double[] direction = components.direction(i);
            MatrixProduct.axpy(rest.length, -MatrixProduct.dot(rest.length, direction, rest), direction, rest);
        }
        return Math.sqrt(MatrixProduct.dot(rest.length, rest, rest) / components.total());
    }

    @Override
    public String toString() {
        return "normal with mean and covariance of " + samples + " samples, in " + components.size() + " dimensions";
    }
}
