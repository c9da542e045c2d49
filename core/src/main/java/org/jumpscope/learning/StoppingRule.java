package org.jumpscope.learning;

import org.jumpscope.numeric.InvalidInputException;

/**
 * When a trajectory ends and from where it is averaged: after a fixed number of steps, the last part of which is the
 * averaging window. A chain that dies or diverges ends earlier.
 *
 * @param burnIn steps before the averaging window
 * @param window steps of the averaging window
 */
public record StoppingRule(long burnIn, long window) {
    /**
     * Checks the numbers of steps.
     *
     * @throws InvalidInputException if the burn-in is negative or the window is shorter than 2
     */
    public StoppingRule {
        if (burnIn < 0) {
            throw new InvalidInputException("Burn-in of " + burnIn + " steps is negative; give 0 or more.");
        }
        if (window < 2) {
            throw new InvalidInputException("An averaging window of " + window
                    + " steps is too short; give 2 or more steps after the burn-in.");
        }
    }

    /**
     * Ends after a number of steps, all of them in the averaging window.
     *
     * @param steps the number of steps, 2 or more
     * @return the rule
     */
    public static StoppingRule afterSteps(long steps) {
        return new StoppingRule(0, steps);
    }

    /**
     * Returns the rule with the same end that leaves the first steps out of the averages.
     *
     * @param steps burn-in, less than the number of all steps
     * @return the rule
     */
    public StoppingRule withBurnIn(long steps) {
        return new StoppingRule(steps, steps() - steps);
    }

    /**
     * Returns the number of all steps.
     *
     * @return burn-in and window
     */
    public long steps() {
        return burnIn + window;
    }
}
