package org.jumpscope.learning.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.NetworkState;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;

/** A training under way: its arrays, which each step changes in place. */
final class TrainingRun implements AutoCloseable {
    /** Variables that are updated at once; sums over variables are taken block by block. */
    private static final int BLOCK = 8192;

    private final NetworkTraining training;
    private final TrainingEnd end;
    private final Workers workers;
    private final BatchGradient batch;
    private final double[] q;
    private final double[][] memory;
    private final double[] sum;
    private final double[] epochGradient;
    private final List<TrainingEpoch> epochs;
    private final int[] order;
    private long orderedEpoch = -1;
    private ActivationPass activation;
    private long step;
    private double epochLoss;
    private double epochSquares;

    TrainingRun(NetworkTraining training, TrainingState from, TrainingEnd end) {
        this.training = training;
        this.end = end;
        this.workers = new Workers(training.threads());
        this.batch = new BatchGradient(
                training.network(), training.loss(), training.samples(), training.batch(), workers);
        this.q = from.trainables().toArray();
        this.memory = from.accumulators().stream().map(Vector::toArray).toArray(double[][]::new);
        this.sum = new double[q.length];
        this.epochGradient = from.current().gradient().toArray();
        this.epochs = new ArrayList<>(from.epochs());
        this.order = new int[training.samples().size()];
        this.step = from.step();
        this.epochLoss = from.current().loss();
        this.epochSquares = from.current().squaredNorms();
        this.activation = training.activation(q);
    }

    TrainingSummary run(TrainingListener listener) {
        while (true) {
            if (step % training.stepsPerEpoch() == 0 && isInEquilibrium()) {
                return summary(TrainingSummary.Reason.EQUILIBRIUM);
            }
            if (step >= end.steps()) {
                return summary(TrainingSummary.Reason.STEPS);
            }
            makeStep();
            if (listener.afterStep(step, epochs.size(), this::state) == TrainingListener.Wish.STOP
                    && step < end.steps()) {
                return summary(TrainingSummary.Reason.STOPPED);
            }
        }
    }

    private boolean isInEquilibrium() {
        int needed = TrainingEnd.EPOCHS_IN_EQUILIBRIUM;
        return end.equilibrium().isPresent()
                && epochs.size() >= needed
                && epochs.subList(epochs.size() - needed, epochs.size()).stream()
                        .allMatch(epoch ->
                                epoch.drift().isEquilibrium(end.equilibrium().getAsDouble()));
    }

    private void makeStep() {
        long perEpoch = training.stepsPerEpoch();
        shuffle(step / perEpoch);
        int from = (int) (step % perEpoch) * training.batch();
        int m = Math.min(training.batch(), order.length - from);
        double loss = batch.compute(activation, order, from, m);
        double rate = training.rate() * training.schedule().factor(step, end.steps(), perEpoch);
        double squares = 0;
        List<Callable<Double>> tasks = new ArrayList<>();
        for (int first = 0; first < q.length; first += BLOCK) {
            int start = first;
            tasks.add(() -> update(rate, m, start, Math.min(q.length, start + BLOCK)));
        }
        for (double part : workers.run(tasks)) {
            squares += part;
        }
        step++;
        epochLoss += loss;
        epochSquares += squares / m;
        if (!Double.isFinite(loss) || !Double.isFinite(squares)) {
            throw diverged(loss, rate);
        }
        try {
            activation = activation.at(q);
        } catch (org.jumpscope.numeric.InvalidInputException notFinite) {
            throw diverged(Double.POSITIVE_INFINITY, rate);
        }
        if (step % perEpoch == 0) {
            endEpoch(rate);
        }
    }

    private NoAnswerException diverged(double loss, double rate) {
        return new NoAnswerException("The training diverges at step " + step + " (loss " + loss + ", rate " + rate
                + "): give a smaller rate than " + training.rate() + ".");
    }

    /** Moves the variables of a block; returns |Σ of the samples' gradients|² there. */
    private double update(double rate, int m, int from, int to) {
        batch.sum(sum, from, to);
        double squares = 0;
        double inverse = 1.0 / m;
        for (int i = from; i < to; i++) {
            squares += sum[i] * sum[i];
        }
        for (int i = from; i < to; i++) {
            epochGradient[i] += sum[i];
            sum[i] *= inverse;
        }
        training.optimiser().step(rate, step + 1, sum, q, memory, from, to);
        return squares;
    }

    private void endEpoch(double rate) {
        double n = order.length;
        double squaredSum = 0;
        for (double g : epochGradient) {
            squaredSum += g * g;
        }
        double squaredMean = squaredSum / n / n;
        // Σ m|g − ḡ|² = Σ m|g|² − n|ḡ|², which rounding may leave below 0.
        double variance = training.stepsPerEpoch() == 1
                ? Double.NaN
                : Math.max(0, epochSquares - n * squaredMean) / (training.stepsPerEpoch() - 1);
        Optional<NetworkAccuracy> heldOut = training.heldOut()
                .map(samples -> NetworkAccuracy.of(activation, training.loss(), samples, workers));
        epochs.add(new TrainingEpoch(
                epochs.size() + 1, rate, epochLoss / n, heldOut, new Drift(order.length, squaredMean, variance)));
        epochLoss = 0;
        epochSquares = 0;
        Arrays.fill(epochGradient, 0);
    }

    /** The order of the samples in an epoch, by random numbers that belong to the epoch. */
    private void shuffle(long epoch) {
        if (epoch == orderedEpoch) {
            return;
        }
        Arrays.setAll(order, i -> i);
        RandomBlocks.of(training.seed()).stream("order").stream("epoch " + (epoch + 1))
                .shuffle(order);
        orderedEpoch = epoch;
    }

    private TrainingState state() {
        return new TrainingState(
                step,
                Vector.of(q),
                Arrays.stream(memory).map(Vector::of).toList(),
                new TrainingState.EpochSums(epochLoss, epochSquares, Vector.of(epochGradient)),
                epochs);
    }

    private TrainingSummary summary(TrainingSummary.Reason reason) {
        TrainingState state = state();
        return new TrainingSummary(new NetworkState(training.network(), state.trainables()), state, reason);
    }

    @Override
    public void close() {
        workers.close();
    }
}
