package org.jumpscope.learning.training;

import java.util.OptionalInt;
import org.jumpscope.numeric.InvalidInputException;

/**
 * When a training ends: after a number of steps, or earlier once some epochs in a row were in local learning equilibrium
 * ({@link Drift}).
 *
 * @param steps the most steps, 1 or more
 * @param equilibriumEpochs epochs in equilibrium in a row that end it; empty where that is no reason to end
 */
public record TrainingEnd(long steps, OptionalInt equilibriumEpochs) {
    /** Epochs in a row where nothing is said: one alone may be a passing plateau. */
    public static final int EPOCHS_IN_EQUILIBRIUM = 2;

    /**
     * Checks the numbers.
     *
     * @throws InvalidInputException if one is less than 1
     */
    public TrainingEnd {
        if (steps < 1) {
            throw new InvalidInputException("A training of " + steps + " steps makes none; give 1 or more.");
        }
        if (equilibriumEpochs.isPresent() && equilibriumEpochs.getAsInt() < 1) {
            throw new InvalidInputException("Equilibrium in " + equilibriumEpochs.getAsInt()
                    + " epochs in a row is no reason to end; give 1 or more.");
        }
    }

    /** After a number of steps. */
    public static TrainingEnd afterSteps(long steps) {
        return new TrainingEnd(steps, OptionalInt.empty());
    }

    /** The same, or earlier at equilibrium in this many epochs in a row. */
    public TrainingEnd orInEquilibrium(int epochs) {
        return new TrainingEnd(steps, OptionalInt.of(epochs));
    }
}
