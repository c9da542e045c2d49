package org.jumpscope.learning.training;

import java.util.List;
import org.jumpscope.network.NetworkState;

/**
 * What is left of a training.
 *
 * @param state the network where it ended
 * @param end everything that going on depends on
 * @param reason why it ended
 */
public record TrainingSummary(NetworkState state, TrainingState end, Reason reason) {
    /** Why a training ended. */
    public enum Reason {
        /** All its steps were made. */
        STEPS,
        /** It was in local learning equilibrium. */
        EQUILIBRIUM,
        /** It was told to stop. */
        STOPPED
    }

    /** The epochs that were completed. */
    public List<TrainingEpoch> epochs() {
        return end.epochs();
    }
}
