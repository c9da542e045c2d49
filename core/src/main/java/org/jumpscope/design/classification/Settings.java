package org.jumpscope.design.classification;

import java.util.Optional;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;

/**
 * How a composition is classified.
 *
 * @param tolerance what |k_local − k| may be, above 0 and below 1
 * @param ratio what "much larger" means in conditions, above 1
 * @param state the state at which conditions are turned into numbers in x; empty for none
 */
public record Settings(double tolerance, double ratio, Optional<State> state) {

    /**
     * Checks the settings.
     *
     * @throws InvalidInputException if the tolerance or the ratio is out of range, or the weight is 0
     */
    public Settings {
        if (!(tolerance > 0 && tolerance < 1)) {
            throw new InvalidInputException(
                    "Tolerance " + tolerance + " is not between 0 and 1; give a number such as 0.1.");
        }
        if (!(ratio > 1 && ratio < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("Ratio " + ratio + " is not a number above 1.");
        }
        if (state.isPresent() && state.get().weight() == 0) {
            throw new InvalidInputException(
                    "At weight 0 the jumps do not depend on the composition; give a state with another weight.");
        }
    }

    /**
     * The defaults: tolerance 0.1, ratio 10, no state.
     *
     * @return the settings
     */
    public static Settings withDefaults() {
        return new Settings(0.1, 10, Optional.empty());
    }

    /**
     * The same with a state.
     *
     * @param at the state
     * @return the settings
     */
    public Settings at(State at) {
        return new Settings(tolerance, ratio, Optional.of(at));
    }
}
