package org.jumpscope.experiments.network;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jumpscope.learning.training.Drift;
import org.jumpscope.learning.training.NetworkAccuracy;
import org.jumpscope.learning.training.TrainingEpoch;

/**
 * The answer of {@code train}.
 *
 * @param network the architecture, as text
 * @param trainable K, the number of trainable variables
 * @param boundary N, the number of inputs
 * @param settings how it was trained
 * @param steps steps that were made
 * @param ended why it ended: "steps" or "equilibrium"
 * @param accuracy share of the held-out samples that are right; null where none are held out, or labels are not classes
 * @param loss mean loss of the held-out samples; null where none are held out
 * @param learnt the same on the samples that were learnt
 * @param equilibrium drift against fluctuation at the end; null where no epoch was completed
 * @param epochs the epochs
 * @param classNames names of the labels 0, 1, ..., where they have some
 * @param recorded the steps that were made and the potential jumps along the way; null unless they were recorded
 */
public record TrainResult(
        String network,
        int trainable,
        int boundary,
        Settings settings,
        long steps,
        String ended,
        OptionalDouble accuracy,
        OptionalDouble loss,
        Score learnt,
        Optional<Equilibrium> equilibrium,
        List<Epoch> epochs,
        List<String> classNames,
        Optional<StepsResult> recorded) {

    /** Keeps copies of the lists. */
    public TrainResult {
        epochs = List.copyOf(epochs);
        classNames = List.copyOf(classNames);
    }

    /**
     * How it was trained.
     *
     * @param loss the loss
     * @param target what the network is to answer: "label" or "input"
     * @param l2 λ₂ of the penalty ½ λ₂ w² on each weight; losses are without it
     * @param l1 λ₁ of the penalty λ₁ |w| on each weight
     * @param optimiser the optimiser with its constants
     * @param rate γ
     * @param schedule how the rate changes
     * @param batch M
     * @param stepsPerEpoch steps of an epoch
     * @param mostSteps steps at most
     * @param untilEquilibrium epochs of the windows over which equilibrium was to end it; null where it was not
     * @param seed the seed
     * @param scaling what was done with the inputs; weights and biases of the file are for inputs as they are
     * @param samples samples that were learnt
     * @param heldOut samples that were held out
     */
    public record Settings(
            String loss,
            String target,
            double l2,
            double l1,
            String optimiser,
            double rate,
            String schedule,
            int batch,
            long stepsPerEpoch,
            long mostSteps,
            OptionalInt untilEquilibrium,
            long seed,
            String scaling,
            int samples,
            int heldOut) {}

    /**
     * How the network does on samples.
     *
     * @param samples their number
     * @param loss mean loss
     * @param accuracy share that is right; null where labels are not classes
     */
    public record Score(long samples, double loss, OptionalDouble accuracy) {
        static Score of(NetworkAccuracy accuracy) {
            return new Score(accuracy.samples(), accuracy.loss(), accuracy.accuracy());
        }
    }

    /**
     * Local learning equilibrium: reached where n is smaller than n* = tr S/|ḡ|².
     *
     * @param reached whether it is
     * @param epoch the last epoch of the stretch
     * @param samples n, samples of the stretch: the last window where the training was to end at equilibrium, else the last
     *     epoch
     * @param equilibriumSamples n*
     * @param driftToFluctuation √(n/n*)
     * @param meanGradient |ḡ|
     * @param fluctuation √(tr S); null where an epoch is one batch
     */
    public record Equilibrium(
            boolean reached,
            int epoch,
            long samples,
            OptionalDouble equilibriumSamples,
            OptionalDouble driftToFluctuation,
            double meanGradient,
            OptionalDouble fluctuation) {
        static Equilibrium of(int epoch, Drift drift) {
            return new Equilibrium(
                    drift.isEquilibrium(),
                    epoch,
                    drift.samples(),
                    known(drift.equilibriumSamples()),
                    known(drift.driftToFluctuation()),
                    Math.sqrt(drift.squaredMean()),
                    known(Math.sqrt(drift.variance())));
        }
    }

    /**
     * An epoch.
     *
     * @param epoch its number
     * @param rate the rate at its last step
     * @param loss mean loss of the samples, each just before its step
     * @param heldOutLoss mean loss of the held-out samples after it
     * @param heldOutAccuracy share of them that is right
     * @param equilibriumSamples n*
     * @param driftToFluctuation √(n/n*)
     */
    public record Epoch(
            int epoch,
            double rate,
            double loss,
            OptionalDouble heldOutLoss,
            OptionalDouble heldOutAccuracy,
            OptionalDouble equilibriumSamples,
            OptionalDouble driftToFluctuation) {
        static Epoch of(TrainingEpoch epoch) {
            return new Epoch(
                    epoch.epoch(),
                    epoch.rate(),
                    epoch.loss(),
                    epoch.heldOut().map(a -> OptionalDouble.of(a.loss())).orElse(OptionalDouble.empty()),
                    epoch.heldOut().map(NetworkAccuracy::accuracy).orElse(OptionalDouble.empty()),
                    known(epoch.drift().equilibriumSamples()),
                    known(epoch.drift().driftToFluctuation()));
        }
    }

    /** A number, or none where it is not known. */
    private static OptionalDouble known(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
