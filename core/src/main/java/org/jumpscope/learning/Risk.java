package org.jumpscope.learning;

import org.jumpscope.composition.Composition;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.network.State;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;

/**
 * The expected loss R(w, b) = Σ_c s_c E_c[H_c(wx + b)] of the toy model over its boundary distribution, with the mean
 * gradient, the Hessian and the covariance of the gradient of one sample; by deterministic quadrature.
 *
 * <p>The Hessian contains the jumps of h at kinks: share · p(x_k) [h(y_k+) − h(y_k−)]/|w| · (x_k, 1)(x_k, 1)ᵀ. An object
 * keeps its mesh between calls and is for one thread at a time.
 */
public final class Risk {
    /** Quadrature error relative to the integral of absolute values. */
    static final double ACCURATE = 1e-15;

    private final RiskIntegral integral;
    private final double tolerance;

    private Risk(RiskIntegral integral, double tolerance) {
        this.integral = integral;
        this.tolerance = tolerance;
    }

    /**
     * The risk and its derivatives at one state.
     *
     * @param state (w, b)
     * @param value R = E[H]
     * @param gradient E[g] of the gradient of one sample, g = h · (x, 1)
     * @param meanAbsoluteGradient (E|hx|, E|h|), the scale that a vanishing mean gradient is measured by
     * @param hessian ∇²R
     * @param gradientCovariance covariance S of g over the boundary distribution
     * @param activeMass probability of the data on which h is not identically zero
     */
    public record Point(
            State state,
            double value,
            Vector gradient,
            Vector meanAbsoluteGradient,
            StateMatrix hessian,
            StateMatrix gradientCovariance,
            double activeMass) {

        /**
         * Returns the mean gradient relative to its scale.
         *
         * @return the larger of |E[hx]|/E|hx| and |E[h]|/E|h|; 0 where no sample makes a jump
         */
        public double relativeGradient() {
            double largest = 0;
            for (int i = 0; i < 2; i++) {
                double size = meanAbsoluteGradient.get(i);
                largest = Math.max(largest, size == 0 ? 0 : Math.abs(gradient.get(i)) / size);
            }
            return largest;
        }

        /**
         * Returns the drift of one step in units of its fluctuation.
         *
         * @return |E[g]|/√(tr S); 0 where no sample makes a jump
         */
        public double driftToFluctuation() {
            double drift = Math.hypot(gradient.get(0), gradient.get(1));
            return drift == 0 ? 0 : drift / fluctuation();
        }

        /**
         * Returns the size of the fluctuation of the gradient of one sample.
         *
         * @return √(tr S)
         */
        public double fluctuation() {
            return Math.sqrt(gradientCovariance.weightWeight() + gradientCovariance.biasBias());
        }
    }

    /**
     * Creates the risk of a composition on a boundary distribution.
     *
     * @param composition H for every target
     * @param mixture the classes
     * @return the risk
     */
    public static Risk of(Composition composition, ClassMixture mixture) {
        return new Risk(new RiskIntegral(composition, mixture), ACCURATE);
    }

    /** The same risk with a coarser quadrature, on the same mesh. */
    Risk withTolerance(double relative) {
        return new Risk(integral, relative);
    }

    RiskIntegral integral() {
        return integral;
    }

    /**
     * Computes the risk and its derivatives.
     *
     * @param state the state
     * @return the values there
     * @throws NoAnswerException if the risk or its mean gradient is infinite or undefined there
     */
    public Point at(State state) {
        double weight = integral.standardWeight(state.weight());
        double bias = integral.standardBias(state.weight(), state.bias());
        RiskSums sums = integral.at(weight, bias, tolerance, RiskSums.ALL);
        if (!sums.isFinite()) {
            throw new NoAnswerException(Obstacle.describe(state, sums));
        }
        double[] s = sums.sum;
        Vector gradient = gradient(s[RiskSums.SLOPE], s[RiskSums.SLOPE_U]);
        StateMatrix second = unstandardised(s[RiskSums.SQUARE], s[RiskSums.SQUARE_U], s[RiskSums.SQUARE_UU]);
        double gw = gradient.get(0);
        double gb = gradient.get(1);
        return new Point(
                state,
                sums.value(),
                gradient,
                Vector.of(sums.magnitudeWeight, sums.magnitude[RiskSums.SLOPE]),
                unstandardised(s[RiskSums.CURVATURE], s[RiskSums.CURVATURE_U], s[RiskSums.CURVATURE_UU]),
                new StateMatrix(
                        second.weightWeight() - gw * gw, second.weightBias() - gw * gb, second.biasBias() - gb * gb),
                sums.activeMass);
    }

    /** E[hx], E[h] from E[h], E[hu]. */
    private Vector gradient(double slope, double slopeTimesInput) {
        return Vector.of(Math.fma(integral.centre(), slope, integral.scale() * slopeTimesInput), slope);
    }

    /** Moments with x = m + su instead of u. */
    private StateMatrix unstandardised(double one, double input, double square) {
        double m = integral.centre();
        double s = integral.scale();
        return new StateMatrix(m * m * one + 2 * m * s * input + s * s * square, m * one + s * input, one);
    }
}
