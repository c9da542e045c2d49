package org.jumpscope.criticality.range;

import org.jumpscope.numeric.ElementaryFunctions;

/**
 * Maximum likelihood of an exponential family f(u) ∝ exp(−Σ_j θ_j g_j(u)) on an interval, from the means of g_j over the data:
 * the least value of F(θ) = Σ θ_j ḡ_j + ln ∫ exp(−Σ θ_j g_j) du, which is convex, by Newton's method with
 * backtracking. All parameters but the first have to be at least 0; one that would become negative is held at 0.
 */
final class ExponentialFamily {
    private static final int STEPS = 60;
    /** Stops when half the squared Newton decrement, the expected gain in log-likelihood per value, is below this. */
    private static final double TOLERANCE = 1e-11;

    private final PanelRule rule;
    private final double[] exponents;
    private final double[] weighted;
    /** A basis that is not there. */
    private final double[] none;

    /** Scratch space for one rule. */
    ExponentialFamily(PanelRule rule) {
        this.rule = rule;
        this.exponents = new double[rule.size()];
        this.weighted = new double[rule.size()];
        this.none = new double[rule.size()];
    }

    /**
     * A fit.
     *
     * @param parameters θ
     * @param value F(θ) = −(log-likelihood per value)
     * @param converged whether the Newton decrement came below its tolerance
     */
    @SuppressWarnings("ArrayRecordComponent") // never leaves this room, and is made many times
    record Fit(double[] parameters, double value, boolean converged) {}

    /**
     * Fits.
     *
     * @param bases g_j at the nodes
     * @param means ḡ_j
     * @param start where to start; those after the first at least 0
     */
    Fit fit(double[][] bases, double[] means, double[] start) {
        int dimension = means.length;
        double[] theta = start.clone();
        double[] expected = new double[dimension];
        double[][] covariance = new double[dimension][dimension];
        double value = value(bases, means, theta);
        boolean[] held = new boolean[dimension];
        for (int step = 0; step < STEPS; step++) {
            if (!Double.isFinite(value)) {
                return new Fit(theta, Double.POSITIVE_INFINITY, false);
            }
            moments(bases, expected, covariance);
            for (int j = 1; j < dimension; j++) {
                held[j] = theta[j] == 0 && means[j] - expected[j] >= 0;
            }
            double[] direction = direction(means, expected, covariance, held);
            // Together with the others, one at 0 may be led below it though its own slope leads up: it waits.
            for (int j = 1; j < dimension && direction != null; j++) {
                if (theta[j] == 0 && direction[j] < 0) {
                    held[j] = true;
                    direction = direction(means, expected, covariance, held);
                    j = 0;
                }
            }
            if (direction == null) {
                return new Fit(theta, value, false);
            }
            double decrement = 0;
            double length = 1;
            for (int j = 0; j < dimension; j++) {
                decrement += direction[j] * (expected[j] - means[j]);
                if (j > 0 && theta[j] + direction[j] < 0) {
                    length = Math.min(length, -theta[j] / direction[j]);
                }
            }
            if (decrement < 2 * TOLERANCE) {
                return new Fit(theta, value, true);
            }
            boolean moved = false;
            for (int halving = 0; halving < 40; halving++) {
                double[] next = new double[dimension];
                for (int j = 0; j < dimension; j++) {
                    next[j] = theta[j] + length * direction[j];
                    if (j > 0 && next[j] < 1e-14 * theta[j]) {
                        next[j] = 0;
                    }
                }
                double nextValue = value(bases, means, next);
                if (nextValue <= value - 1e-4 * length * decrement) {
                    theta = next;
                    value = nextValue;
                    moved = true;
                    break;
                }
                length *= 0.5;
            }
            if (!moved) {
                // The gain is below the rounding of F.
                value = value(bases, means, theta);
                return new Fit(theta, value, decrement < 1e-8);
            }
        }
        return new Fit(theta, value, false);
    }

    /** F, and leaves the normalised weights w f at the nodes in the scratch space. */
    private double value(double[][] bases, double[] means, double[] theta) {
        int n = exponents.length;
        double[] first = bases[0];
        double linear = theta[0] * means[0];
        double a = theta[0];
        for (int i = 0; i < n; i++) {
            exponents[i] = -a * first[i];
        }
        for (int j = 1; j < theta.length; j++) {
            double[] g = bases[j];
            double b = theta[j];
            linear += b * means[j];
            for (int i = 0; i < n; i++) {
                exponents[i] -= b * g[i];
            }
        }
        double top = greatest(exponents);
        for (int i = 0; i < n; i++) {
            exponents[i] -= top;
        }
        ElementaryFunctions.exp(exponents, n, weighted);
        double[] weights = rule.weights();
        for (int i = 0; i < n; i++) {
            weighted[i] *= weights[i];
        }
        double sum = sum(weighted);
        double scale = 1 / sum;
        for (int i = 0; i < n; i++) {
            weighted[i] *= scale;
        }
        return linear + top + StrictMath.log(sum);
    }

    /** The number of nodes is a multiple of four; four chains of additions do not wait for each other. */
    private static double sum(double[] terms) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int i = 0; i < terms.length; i += 4) {
            a += terms[i];
            b += terms[i + 1];
            c += terms[i + 2];
            d += terms[i + 3];
        }
        return (a + b) + (c + d);
    }

    private static double greatest(double[] terms) {
        double a = terms[0];
        double b = terms[1];
        double c = terms[2];
        double d = terms[3];
        for (int i = 4; i < terms.length; i += 4) {
            a = Math.max(a, terms[i]);
            b = Math.max(b, terms[i + 1]);
            c = Math.max(c, terms[i + 2]);
            d = Math.max(d, terms[i + 3]);
        }
        return Math.max(Math.max(a, b), Math.max(c, d));
    }

    /** Mean and covariance of at most three bases in one pass; they are of order 1, so little is lost in the differences. */
    private void moments(double[][] bases, double[] mean, double[][] covariance) {
        int dimension = mean.length;
        double[] f = bases[0];
        double[] g = dimension > 1 ? bases[1] : none;
        double[] h = dimension > 2 ? bases[2] : none;
        double mf = 0;
        double mg = 0;
        double mh = 0;
        double ff = 0;
        double gg = 0;
        double hh = 0;
        double fg = 0;
        double fh = 0;
        double gh = 0;
        for (int i = 0; i < weighted.length; i++) {
            double wf = weighted[i] * f[i];
            double wg = weighted[i] * g[i];
            double wh = weighted[i] * h[i];
            mf += wf;
            mg += wg;
            mh += wh;
            ff += wf * f[i];
            gg += wg * g[i];
            hh += wh * h[i];
            fg += wf * g[i];
            fh += wf * h[i];
            gh += wg * h[i];
        }
        double[] first = {mf, mg, mh};
        double[][] second = {{ff, fg, fh}, {fg, gg, gh}, {fh, gh, hh}};
        for (int j = 0; j < dimension; j++) {
            mean[j] = first[j];
            for (int l = 0; l < dimension; l++) {
                covariance[j][l] = second[j][l] - first[j] * first[l];
            }
        }
    }

    private void covariance(double[][] functions, double[] mean, double[][] covariance) {
        int n = weighted.length;
        for (int j = 0; j < mean.length; j++) {
            double[] g = functions[j];
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += weighted[i] * g[i];
            }
            mean[j] = sum;
        }
        for (int j = 0; j < mean.length; j++) {
            double[] g = functions[j];
            double gMean = mean[j];
            for (int l = 0; l <= j; l++) {
                double[] h = functions[l];
                double hMean = mean[l];
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum += weighted[i] * (g[i] - gMean) * (h[i] - hMean);
                }
                covariance[j][l] = sum;
                covariance[l][j] = sum;
            }
        }
    }

    /** The Newton direction C⁻¹(E g − ḡ) in the parameters that are not held; null if C is singular. */
    private static double[] direction(double[] means, double[] expected, double[][] covariance, boolean[] held) {
        int dimension = means.length;
        double[][] matrix = new double[dimension][];
        double[] right = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            matrix[j] = covariance[j].clone();
            right[j] = expected[j] - means[j];
        }
        for (int j = 0; j < dimension; j++) {
            if (held[j]) {
                for (int l = 0; l < dimension; l++) {
                    matrix[j][l] = 0;
                    matrix[l][j] = 0;
                }
                matrix[j][j] = 1;
                right[j] = 0;
            }
        }
        return solve(matrix, right);
    }

    /** Solves a symmetric positive definite system by Cholesky; null if it is singular to the working precision. */
    private static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        for (int j = 0; j < n; j++) {
            double diagonal = matrix[j][j];
            for (int l = 0; l < j; l++) {
                diagonal -= matrix[j][l] * matrix[j][l];
            }
            if (!(diagonal > 1e-13 * matrix[j][j])) {
                return null;
            }
            double root = Math.sqrt(diagonal);
            matrix[j][j] = root;
            for (int i = j + 1; i < n; i++) {
                double sum = matrix[i][j];
                for (int l = 0; l < j; l++) {
                    sum -= matrix[i][l] * matrix[j][l];
                }
                matrix[i][j] = sum / root;
            }
        }
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            for (int l = 0; l < i; l++) {
                x[i] -= matrix[i][l] * x[l];
            }
            x[i] /= matrix[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int l = i + 1; l < n; l++) {
                x[i] -= matrix[l][i] * x[l];
            }
            x[i] /= matrix[i][i];
        }
        return x;
    }

    /** The density of a fit at the nodes. */
    double[] density(double[][] bases, double[] theta) {
        value(bases, new double[theta.length], theta);
        double[] density = weighted.clone();
        double[] weights = rule.weights();
        for (int i = 0; i < density.length; i++) {
            density[i] /= weights[i];
        }
        return density;
    }

    /**
     * [C⁻¹]₀₀ with C the covariance of functions under a fit: n times the variance of θ̂₀ when the others are estimated too.
     *
     * @param bases g_j of the fit at the nodes
     * @param theta θ̂
     * @param functions the first function, and those of all parameters estimated with it
     * @return NaN if C is singular
     */
    double varianceOfFirst(double[][] bases, double[] theta, double[][] functions) {
        value(bases, new double[theta.length], theta);
        int dimension = functions.length;
        double[][] covariance = new double[dimension][dimension];
        covariance(functions, new double[dimension], covariance);
        // Scaled to correlations, so that singular means the same in all units.
        double[] scale = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            scale[j] = 1 / Math.sqrt(covariance[j][j]);
            if (!(scale[j] > 0 && scale[j] < Double.POSITIVE_INFINITY)) {
                return Double.NaN;
            }
        }
        for (int j = 0; j < dimension; j++) {
            for (int l = 0; l < dimension; l++) {
                covariance[j][l] *= scale[j] * scale[l];
            }
        }
        double[] unit = new double[dimension];
        unit[0] = 1;
        double[] column = solve(covariance, unit);
        return column == null ? Double.NaN : column[0] * scale[0] * scale[0];
    }
}
