package org.jumpscope.network;

import org.jumpscope.numeric.InvalidInputException;

/**
 * The state q = (w, b) of the toy model's trainable variables (Section 5): the pre-activation is y = wx + b.
 *
 * @param weight w
 * @param bias b
 */
public record State(double weight, double bias) {

    /**
     * Checks the values.
     *
     * @throws InvalidInputException if w or b is not finite
     */
    public State {
        if (!Double.isFinite(weight) || !Double.isFinite(bias)) {
            throw new InvalidInputException(
                    "State (" + weight + ", " + bias + ") is not finite; give a finite weight and bias.");
        }
    }

    /** The state (w, b). */
    public static State of(double weight, double bias) {
        return new State(weight, bias);
    }

    /** y = wx + b. */
    public double preActivation(double x) {
        return weight * x + bias;
    }
}
