package org.jumpscope.learning;

import org.jumpscope.network.State;
import org.jumpscope.numeric.Vector;

/**
 * A minimum of the risk, with the numbers that make it a local learning equilibrium (see {@link Equilibrium}).
 *
 * @param point the risk, its mean gradient, Hessian and gradient covariance there
 * @param accuracy share of the data whose output f(wx + b) is nearest to its own class's target: f &gt; ½ for targets 0
 *     and 1, and the smaller target where two are equally near
 */
public record Minimum(Risk.Point point, double accuracy) {

    static Minimum of(Risk.Point point, double accuracy) {
        return new Minimum(point, accuracy);
    }

    /**
     * Returns the state.
     *
     * @return (w*, b*)
     */
    public State state() {
        return point.state();
    }

    /**
     * Returns the risk.
     *
     * @return R(w*, b*)
     */
    public double risk() {
        return point.value();
    }

    /**
     * Returns the mean gradient that rounding leaves.
     *
     * @return (E[hx], E[h])
     */
    public Vector gradient() {
        return point.gradient();
    }

    /**
     * Returns the Hessian of the risk.
     *
     * @return ∇²R
     */
    public StateMatrix hessian() {
        return point.hessian();
    }

    /**
     * Returns the numbers of steps in which a displacement from the minimum falls by 1/e, at small rates.
     *
     * @param rate the learning rate γ
     * @return 1/(γλ) for the eigenvalues λ of the Hessian, the longer first
     */
    public Vector relaxationSteps(double rate) {
        Vector eigenvalues = hessian().eigenvalues();
        return Vector.of(1 / (rate * eigenvalues.get(0)), 1 / (rate * eigenvalues.get(1)));
    }

    /**
     * Returns the drift of one step in units of its fluctuation.
     *
     * @return |E[g]|/√(tr S)
     */
    public double driftToFluctuation() {
        return point.driftToFluctuation();
    }

    /**
     * Returns over how many samples the state is in local learning equilibrium.
     *
     * @return n* = tr S/|E[g]|², infinite where the mean gradient is exactly zero
     */
    public double equilibriumSamples() {
        double ratio = driftToFluctuation();
        return 1 / (ratio * ratio);
    }
}
