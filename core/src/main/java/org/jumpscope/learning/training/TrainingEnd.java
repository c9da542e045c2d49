package org.jumpscope.learning.training;

import java.util.OptionalInt;
import org.jumpscope.numeric.InvalidInputException;

/**
 * When a training ends: after a number of steps, or earlier at learning equilibrium: once the drift over a window of epochs
 * is smaller than the fluctuation in it ({@link Drift#isEquilibrium}).
 *
 * <p>Windows follow each other without overlap. The longer they are, the slower a drift is told from noise: a drift that
 * lasts grows like the length of the window, and fluctuation like its root.
 *
 * @param steps the most steps, 1 or more
 * @param window epochs of a window, 1 or more; empty where equilibrium is no reason to end
 */
public record TrainingEnd(long steps, OptionalInt window) {
    /** Epochs of a window where nothing is said. */
    public static final int WINDOW = 10;

    /**
     * Checks the numbers.
     *
     * @throws InvalidInputException if one is less than 1
     */
    public TrainingEnd {
        if (steps < 1) {
            throw new InvalidInputException("A training of " + steps + " steps makes none; give 1 or more.");
        }
        if (window.orElse(1) < 1) {
            throw new InvalidInputException(
                    "Equilibrium over " + window.getAsInt() + " epochs has no meaning; give 1 or more.");
        }
    }

    /** After a number of steps. */
    public static TrainingEnd afterSteps(long steps) {
        return new TrainingEnd(steps, OptionalInt.empty());
    }

    /** The same, or earlier in equilibrium over windows of this many epochs. */
    public TrainingEnd orInEquilibriumOver(int epochs) {
        return new TrainingEnd(steps, OptionalInt.of(epochs));
    }
}
