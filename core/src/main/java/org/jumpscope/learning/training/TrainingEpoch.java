package org.jumpscope.learning.training;

import java.util.Optional;

/**
 * What an epoch, one pass through the data, was like.
 *
 * @param epoch its number, from 1
 * @param rate γ at its last step
 * @param loss mean loss of the samples, each at the state where its batch was taken
 * @param heldOut loss and accuracy on held-out data after the epoch, where there are some
 * @param drift drift against fluctuation in the epoch
 * @param window the same in the window of epochs that this one ends, where it ends one
 */
public record TrainingEpoch(
        int epoch, double rate, double loss, Optional<NetworkAccuracy> heldOut, Drift drift, Optional<Drift> window) {}
