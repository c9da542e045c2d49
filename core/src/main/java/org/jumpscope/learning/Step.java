package org.jumpscope.learning;

import org.jumpscope.network.State;

/**
 * One step of stochastic gradient descent.
 *
 * @param number the step's number, from 0
 * @param before the state that the step starts from
 * @param target target of the sample, NaN for a batch of several
 * @param input input x of the sample, NaN for a batch of several
 * @param weightStep change of w
 * @param biasStep change of b
 */
public record Step(long number, State before, double target, double input, double weightStep, double biasStep) {
    /**
     * Returns the state after the step.
     *
     * @return (w, b) + (Δw, Δb)
     * @throws org.jumpscope.numeric.InvalidInputException if it is not finite
     */
    public State after() {
        return new State(before.weight() + weightStep, before.bias() + biasStep);
    }

    /**
     * Returns the size of the step.
     *
     * @return √(Δw² + Δb²)
     */
    public double size() {
        return Math.hypot(weightStep, biasStep);
    }
}
