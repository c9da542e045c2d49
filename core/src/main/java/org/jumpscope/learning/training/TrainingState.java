package org.jumpscope.learning.training;

import java.util.List;
import java.util.Optional;
import org.jumpscope.numeric.Vector;

/**
 * Everything that the rest of a training depends on: going on from it gives the same bits as never having stopped.
 *
 * @param step the number of steps made
 * @param trainables q, of length K
 * @param accumulators the optimiser's, each of length K
 * @param current what has been summed in the epoch that is not over; zeros at its start
 * @param window the same over the earlier epochs of the window of epochs that is not over; empty before the first epoch is over
 * @param epochs the epochs that are over
 */
public record TrainingState(
        long step,
        Vector trainables,
        List<Vector> accumulators,
        Sums current,
        Optional<Sums> window,
        List<TrainingEpoch> epochs) {
    /** Keeps copies of the lists. */
    public TrainingState {
        accumulators = List.copyOf(accumulators);
        epochs = List.copyOf(epochs);
    }

    /**
     * Sums over batches.
     *
     * @param loss Σ of the samples' losses
     * @param squaredNorms Σ m|g|² over batches of m samples with the mean gradient g
     * @param gradient Σ m g, of length K
     */
    public record Sums(double loss, double squaredNorms, Vector gradient) {}
}
