package org.jumpscope.learning;

import org.jumpscope.numeric.Vector;

/**
 * A symmetric matrix over the trainable variables (w, b) of the toy model, such as a Hessian or a covariance.
 *
 * @param weightWeight element (w, w)
 * @param weightBias elements (w, b) and (b, w)
 * @param biasBias element (b, b)
 */
public record StateMatrix(double weightWeight, double weightBias, double biasBias) {

    /**
     * Returns the eigenvalues.
     *
     * @return the two eigenvalues, the smaller first
     */
    public Vector eigenvalues() {
        double middle = 0.5 * (weightWeight + biasBias);
        double radius = Math.hypot(0.5 * (weightWeight - biasBias), weightBias);
        double far = middle < 0 ? middle - radius : middle + radius;
        if (far == 0) {
            return Vector.of(0, 0);
        }
        // The eigenvalue nearer to zero comes from the determinant: middle - radius cancels in a narrow valley.
        double near = determinant() / far;
        return far < near ? Vector.of(far, near) : Vector.of(near, far);
    }

    /**
     * Returns the determinant, with the products' rounding errors compensated.
     *
     * @return (w, w)(b, b) − (w, b)²
     */
    public double determinant() {
        double square = weightBias * weightBias;
        double error = Math.fma(-weightBias, weightBias, square);
        return Math.fma(weightWeight, biasBias, -square) + error;
    }

    /**
     * Solves A v = u for v.
     *
     * @param weight u_w
     * @param bias u_b
     * @return (v_w, v_b), not finite if the matrix is singular
     */
    public Vector solve(double weight, double bias) {
        double d = determinant();
        return Vector.of((biasBias * weight - weightBias * bias) / d, (weightWeight * bias - weightBias * weight) / d);
    }

    /**
     * Returns the matrix times a number.
     *
     * @param factor the number
     * @return factor · A
     */
    public StateMatrix times(double factor) {
        return new StateMatrix(factor * weightWeight, factor * weightBias, factor * biasBias);
    }

    /**
     * Returns A + μ1.
     *
     * @param shift μ
     * @return the matrix with μ added to its diagonal
     */
    StateMatrix shifted(double shift) {
        return new StateMatrix(weightWeight + shift, weightBias, biasBias + shift);
    }
}
