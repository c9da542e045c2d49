package org.jumpscope.duality.law;

import java.util.Arrays;
import org.jumpscope.distribution.Normal;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.Vector;

/**
 * What weak coupling to the other directions makes of a decoupled law, in perturbation theory with a Gaussian boundary (theory
 * §7): with η = φ(ξ) + ε, m = E[ε|ξ] and V = Var(ε|ξ), p₁ = p₀ − d/dη[m p₀], and next ½ d²/dη²[(V + m²) p₀].
 *
 * <p>m = gᵀr + ½(rᵀHr + tr HC) and V = lᵀCl + ½ tr HCHC, l = g + Hr, with g = J(x₀ + s v)ᵀu and H = ∂²(uᵀq̇) there, r the mean of x − x₀ − s
 * v given ξ = s, and C the covariance of x given ξ. g is exact, H comes from central differences of exact Jᵀu, along the first
 * twelve principal components of the samples (all inputs where these are 24 or fewer); m and V are polynomials through their
 * values at five s (seven).
 *
 * @param nodes the s where m and V are computed
 * @param mean m there
 * @param variance V there
 * @param componentShare the share of the boundary's variance in the components that H is taken along
 * @param decoupled the Kolmogorov distance of |η| to p₀, of the normal coordinate
 * @param firstOrder to p₁
 * @param varianceAlone to p₀ + ½ d²[V p₀]
 * @param secondOrder to p₁ + ½ d²[(V + m²) p₀]
 * @param noiseFloor what these are below in 95 of 100 cases for samples of the law itself
 */
public record CouplingCorrection(
        Vector nodes,
        Vector mean,
        Vector variance,
        double componentShare,
        double decoupled,
        double firstOrder,
        double varianceAlone,
        double secondOrder,
        double noiseFloor) {
    /** Nodes where the second derivative is whole, and where it is along some components. */
    private static final int NODES = 7;

    private static final int FEWER_NODES = 5;
    /** Nodes lie within so many standard deviations of the coordinate. */
    private static final double REACH = 3;

    private static final int COMPONENTS = 12;
    /** What the corrections of all directions of a label share. */
    static final class Boundary {
        private final LabelSamples samples;
        private final double[][] centred;
        private final PrincipalComponents components;

        Boundary(LabelSamples samples) {
            this.samples = samples;
            this.centred = samples.centred();
            this.components = PrincipalComponents.leading(
                    centred, samples.size(), samples.inputs() <= 2 * COMPONENTS ? samples.inputs() : COMPONENTS);
        }

        int nodes() {
            return samples.inputs() <= 2 * COMPONENTS ? NODES : FEWER_NODES;
        }
    }

    /**
     * Computes.
     *
     * @param curve φ
     * @param xi ξ of the samples. Not modified.
     * @param eta η of the samples. Not modified.
     */
    static CouplingCorrection of(Boundary boundary, DirectionMap map, DirectionCurve curve, double[] xi, double[] eta) {
        int n = xi.length;
        double centre = Arrays.stream(xi).sum() / n;
        double square = 0;
        double[] about = new double[n];
        for (int c = 0; c < n; c++) {
            about[c] = xi[c] - centre;
            square += about[c] * about[c];
        }
        double deviation = Math.sqrt(square / (n - 1));
        Line line = new Line(boundary, map, centre, about, square);
        int count = boundary.nodes();
        double[] nodes = new double[count];
        double[] mean = new double[count];
        double[] variance = new double[count];
        for (int k = 0; k < count; k++) {
            nodes[k] = centre - REACH * deviation * Math.cos(Math.PI * (2 * k + 1) / (2.0 * count));
            double[] moments = line.moments(nodes[k]);
            mean[k] = moments[0];
            variance[k] = moments[1];
        }
        Corrected corrected = new Corrected(
                CurveLaw.of(curve, Normal.of(centre, deviation)),
                new Interpolant(nodes, mean),
                new Interpolant(nodes, variance));
        double[] sizes = new double[n];
        for (int c = 0; c < n; c++) {
            sizes[c] = Math.abs(eta[c]);
        }
        Arrays.sort(sizes);
        double[] distances = corrected.distances(sizes);
        return new CouplingCorrection(
                Vector.of(nodes),
                Vector.of(mean),
                Vector.of(variance),
                boundary.components.share(),
                distances[0],
                distances[1],
                distances[2],
                distances[3],
                SampleDistance.noiseFloor(n, Double.POSITIVE_INFINITY));
    }

    /** m and V at points of the line x₀ + s v. */
    private static final class Line {
        private final Boundary boundary;
        private final DirectionMap map;
        private final double centre;
        private final double[] about;
        /** Regression of the inputs on ξ. */
        private final double[] slope;

        private final double[][] conditional;
        private final double step;

        Line(Boundary boundary, DirectionMap map, double centre, double[] about, double square) {
            this.boundary = boundary;
            this.map = map;
            this.centre = centre;
            this.about = about;
            int n = about.length;
            this.slope = new double[boundary.centred.length];
            for (int j = 0; j < slope.length; j++) {
                slope[j] = MatrixProduct.dot(n, boundary.centred[j], about) / square;
            }
            PrincipalComponents components = boundary.components;
            int d = components.size();
            double[] shares = new double[d];
            for (int i = 0; i < d; i++) {
                // Cov(component, ξ) over Var ξ is the component of the regression.
                shares[i] = MatrixProduct.dot(slope.length, components.direction(i), slope);
            }
            this.conditional = new double[d][d];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    conditional[i][j] =
                            (i == j ? components.variance(i) : 0) - shares[i] * shares[j] * square / (n - 1);
                }
            }
            this.step = 1e-4 * Math.sqrt(components.variance(0));
        }

        private double[] gradient(double[] x) {
            Vector at = Vector.of(x);
            return map.frame().gradient(0, at, boundary.samples.target(at)).toArray();
        }

        /** H w by a central difference. */
        private double[] curvature(double[] x, double[] w) {
            double length = Math.sqrt(MatrixProduct.dot(w.length, w, w));
            double[] product = new double[w.length];
            if (length == 0) {
                return product;
            }
            double h = step / length;
            double[] after = x.clone();
            MatrixProduct.axpy(w.length, h, w, after);
            double[] before = x.clone();
            MatrixProduct.axpy(w.length, -h, w, before);
            double[] up = gradient(after);
            double[] down = gradient(before);
            for (int j = 0; j < product.length; j++) {
                product[j] = (up[j] - down[j]) / (2 * h);
            }
            return product;
        }

        /** m and V at s. */
        double[] moments(double s) {
            double[] x = map.point(s).toArray();
            int inputs = x.length;
            double[] rest = boundary.samples.mean().toArray();
            for (int j = 0; j < inputs; j++) {
                rest[j] += slope[j] * (s - centre) - x[j];
            }
            double[] g = gradient(x);
            double[] bent = curvature(x, rest);
            double mean = MatrixProduct.dot(inputs, g, rest) + 0.5 * MatrixProduct.dot(inputs, rest, bent);
            double[] linear = g.clone();
            MatrixProduct.axpy(inputs, 1, bent, linear);
            double variance = variance(linear);
            PrincipalComponents components = boundary.components;
            int d = components.size();
            double[][] second = new double[d][d];
            for (int i = 0; i < d; i++) {
                double[] product = curvature(x, components.direction(i));
                for (int j = 0; j < d; j++) {
                    second[i][j] = MatrixProduct.dot(inputs, product, components.direction(j));
                }
            }
            double[][] both = new double[d][d];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    for (int k = 0; k < d; k++) {
                        both[i][j] += 0.5 * (second[i][k] + second[k][i]) * conditional[k][j];
                    }
                }
            }
            for (int i = 0; i < d; i++) {
                mean += 0.5 * both[i][i];
                for (int j = 0; j < d; j++) {
                    variance += 0.5 * both[i][j] * both[j][i];
                }
            }
            return new double[] {mean, Math.max(0, variance)};
        }

        /** lᵀCl with the whole covariance of the samples, given ξ. */
        private double variance(double[] linear) {
            int n = about.length;
            double[] along = new double[n];
            double onSlope = 0;
            for (int j = 0; j < linear.length; j++) {
                if (linear[j] != 0) {
                    MatrixProduct.axpy(n, linear[j], boundary.centred[j], along);
                    onSlope += linear[j] * slope[j];
                }
            }
            MatrixProduct.axpy(n, -onSlope, about, along);
            return MatrixProduct.dot(n, along, along) / (n - 1);
        }
    }

    /** The polynomial through values at nodes, level beyond the outer ones. */
    private static final class Interpolant {
        private final double[] nodes;
        private final double[] coefficients;

        Interpolant(double[] nodes, double[] values) {
            this.nodes = nodes;
            this.coefficients = values.clone();
            for (int order = 1; order < nodes.length; order++) {
                for (int i = nodes.length - 1; i >= order; i--) {
                    coefficients[i] = (coefficients[i] - coefficients[i - 1]) / (nodes[i] - nodes[i - order]);
                }
            }
        }

        private boolean outside(double s) {
            return s < nodes[0] || s > nodes[nodes.length - 1];
        }

        double value(double s) {
            double x = Math.max(nodes[0], Math.min(nodes[nodes.length - 1], s));
            double sum = 0;
            for (int i = nodes.length - 1; i >= 0; i--) {
                sum = sum * (x - nodes[i]) + coefficients[i];
            }
            return sum;
        }

        double slope(double s) {
            if (outside(s)) {
                return 0;
            }
            double sum = 0;
            double derivative = 0;
            for (int i = nodes.length - 1; i >= 0; i--) {
                derivative = derivative * (s - nodes[i]) + sum;
                sum = sum * (s - nodes[i]) + coefficients[i];
            }
            return derivative;
        }
    }

    /** Distribution functions of η with corrections. */
    private static final class Corrected {
        /** Near a fold the expansion has no meaning: there the slope is below this share of the largest. */
        private static final double FOLD = 1e-3;

        private final CurveLaw law;
        private final Interpolant mean;
        private final Interpolant variance;
        private final double least;

        Corrected(CurveLaw law, Interpolant mean, Interpolant variance) {
            this.law = law;
            this.mean = mean;
            this.variance = variance;
            double largest = 0;
            DirectionCurve curve = law.curve();
            for (int i = 0; i <= 64; i++) {
                double s = curve.low() + (curve.high() - curve.low()) * i / 64;
                largest = Math.max(largest, Math.abs(curve.slope(s)));
            }
            this.least = FOLD * largest;
        }

        /** P₀, and what is added: −m p₀, ½ d[V p₀], ½ d[m² p₀]. */
        private double[] parts(double eta) {
            double[] parts = {law.cumulative(eta), 0, 0, 0};
            DirectionCurve curve = law.curve();
            Vector preimages = curve.preimages(eta);
            for (int i = 0; i < preimages.size(); i++) {
                double s = preimages.get(i);
                double slope = curve.slope(s);
                if (Math.abs(slope) < least) {
                    continue;
                }
                double density = law.coordinate().density(s) / Math.abs(slope);
                double change = law.coordinate().logDensityDerivative(s) - curve.bend(s) / slope;
                double m = mean.value(s);
                double v = variance.value(s);
                parts[1] -= m * density;
                parts[2] += 0.5 * density * (variance.slope(s) + v * change) / slope;
                parts[3] += 0.5 * density * (2 * m * mean.slope(s) + m * m * change) / slope;
            }
            return parts;
        }

        /** The Kolmogorov distances of sorted sizes to the four laws. */
        double[] distances(double[] sizes) {
            int n = sizes.length;
            double[] largest = new double[4];
            for (int c = 0; c < n; c++) {
                double[] above = parts(sizes[c]);
                double[] below = parts(-sizes[c]);
                double base = above[0] - below[0];
                double first = above[1] - below[1];
                double second = above[2] - below[2];
                double third = above[3] - below[3];
                double[] laws = {base, base + first, base + second, base + first + second + third};
                for (int k = 0; k < 4; k++) {
                    double p = Math.max(0, Math.min(1, laws[k]));
                    largest[k] = Math.max(largest[k], Math.max((c + 1.0) / n - p, p - c / (double) n));
                }
            }
            return largest;
        }
    }
}
