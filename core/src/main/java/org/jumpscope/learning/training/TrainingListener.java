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

    /**
     * A step was made; called before {@link #afterStep}, from the thread that trains.
     *
     * @param step the number of steps made
     * @param q the trainable variables after it, of length K. Not to be modified or kept.
     * @param sample the position of the sample that made it; −1 where several did
     * @param memory the accumulators of the optimiser. Not to be modified or kept.
     */
    default void stepMade(long step, double[] q, int sample, double[][] memory) {}
}
