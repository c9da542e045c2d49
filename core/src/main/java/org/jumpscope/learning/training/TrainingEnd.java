package org.jumpscope.learning.training;

import java.util.OptionalDouble;
import org.jumpscope.numeric.InvalidInputException;

/**
 * When a training ends: after a number of steps, or earlier at local learning equilibrium: once in each of
 * {@value #EPOCHS_IN_EQUILIBRIUM} epochs in a row the drift over some number of epochs is smaller than the fluctuation
 * ({@link Drift#isEquilibrium}).
 *
 * @param steps the most steps, 1 or more
 * @param equilibrium the number of epochs over which the state has to be in equilibrium; empty where that is no reason to
 *     end
 */
public record TrainingEnd(long steps, OptionalDouble equilibrium) {
    /** Epochs in a row in equilibrium: one alone may be chance. */
    public static final int EPOCHS_IN_EQUILIBRIUM = 2;

    /**
     * Checks the numbers.
     *
     * @throws InvalidInputException if there are less than 1 step, or the number of epochs is not positive and finite
     */
    public TrainingEnd {
        if (steps < 1) {
            throw new InvalidInputException("A training of " + steps + " steps makes none; give 1 or more.");
        }
        double span = equilibrium.orElse(1);
        if (!(span > 0 && span < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(
                    "Equilibrium over " + span + " epochs has no meaning; give a number above 0, such as 1.");
        }
    }

    /** After a number of steps. */
    public static TrainingEnd afterSteps(long steps) {
        return new TrainingEnd(steps, OptionalDouble.empty());
    }

    /** The same, or earlier in equilibrium over a number of epochs. */
    public TrainingEnd orInEquilibriumOver(double epochs) {
        return new TrainingEnd(steps, OptionalDouble.of(epochs));
    }
}
