package org.jumpscope.learning.training;

import java.util.function.Supplier;

/** Hears how far a training has come, may keep its state, and may tell it to stop. */
@FunctionalInterface
public interface TrainingListener {
    /** What a listener wants. */
    enum Wish {
        /** Make the next step. */
        GO_ON,
        /** Stop here. */
        STOP
    }

    /** Hears nothing. */
    TrainingListener NONE = (step, epochs, state) -> Wish.GO_ON;

    /**
     * A step was made; called from the thread that trains.
     *
     * @param step the number of steps made
     * @param epochs the number of epochs completed
     * @param state makes a copy of the state
     */
    Wish afterStep(long step, int epochs, Supplier<TrainingState> state);
}
