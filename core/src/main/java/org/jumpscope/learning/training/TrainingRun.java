package org.jumpscope.learning.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jumpscope.learning.Regulariser;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.NetworkState;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/** A training under way: its arrays, which each step changes in place. */
final class TrainingRun {
    /** Variables that are updated at once; sums over variables are taken block by block. */
    private static final int BLOCK = 16384;

    private final NetworkTraining training;
    private final TrainingEnd end;
    private final Workers workers;
    private final BatchGradient batch;
    private final double[] q;
    private final double[][] memory;
    private final double[] sum;
    private final double[] epochGradient;
    private final double[] windowGradient;
    private final List<TrainingEpoch> epochs;
    private final int[] order;
    private long orderedEpoch = -1;
    private ActivationPass activation;
    private long step;
    private double epochLoss;
    private double epochSquares;
    private double windowSquares;

    TrainingRun(NetworkTraining training, TrainingState from, TrainingEnd end) {
        this.training = training;
        this.end = end;
        this.workers = Workers.of(training.threads());
        this.batch = new BatchGradient(
                training.network(), training.loss(), training.samples(), training.targets(), training.batch(), workers);
        this.q = from.trainables().toArray();
        this.memory = from.accumulators().stream().map(Vector::toArray).toArray(double[][]::new);
        this.sum = new double[q.length];
        this.epochGradient = from.current().gradient().toArray();
        this.windowGradient = end.window().isEmpty()
                ? new double[0]
                : from.window().map(sums -> sums.gradient().toArray()).orElseGet(() -> new double[q.length]);
        this.windowSquares = from.window().map(TrainingState.Sums::squaredNorms).orElse(0.0);
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
            int sample = makeStep();
            listener.stepMade(step, q, sample, memory);
            if (listener.afterStep(step, epochs.size(), this::state) == TrainingListener.Wish.STOP
                    && step < end.steps()) {
                return summary(TrainingSummary.Reason.STOPPED);
            }
        }
    }

    private boolean isInEquilibrium() {
        return !epochs.isEmpty()
                && epochs.get(epochs.size() - 1)
                        .window()
                        .map(Drift::isEquilibrium)
                        .orElse(false);
    }

    /** The sample that made the step; −1 where several did. */
    private int makeStep() {
        long perEpoch = training.stepsPerEpoch();
        shuffle(step / perEpoch);
        int from = (int) (step % perEpoch) * training.batch();
        int m = Math.min(training.batch(), order.length - from);
        double loss = batch.compute(activation, order, from, m);
        double rate = training.rate() * training.schedule().factor(step, end.steps(), perEpoch);
        double squares = 0;
        int blocks = (q.length + BLOCK - 1) / BLOCK;
        for (double part :
                workers.answers(blocks, i -> update(rate, m, i * BLOCK, (int) Math.min(q.length, (i + 1L) * BLOCK)))) {
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
        int sample = m == 1 ? order[from] : -1;
        if (step % perEpoch == 0) {
            endEpoch(rate);
        }
        return sample;
    }

    private NoAnswerException diverged(double loss, double rate) {
        return new NoAnswerException("The training diverges at step " + step + " (loss " + loss + ", rate " + rate
                + "): give a smaller rate than " + training.rate() + ".");
    }

    /** Moves the variables of a block; returns |Σ of the samples' gradients|² there. */
    private double update(double rate, int m, int from, int to) {
        batch.sum(sum, from, to);
        addPenalty(m, from, to);
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

    /** Adds ∂H_q/∂q of the weights of a block for each of m samples. */
    private void addPenalty(int m, int from, int to) {
        Regulariser penalty = training.regulariser();
        if (penalty.isNone()) {
            return;
        }
        for (TrainableGroup group : training.network().groups()) {
            if (group.kind() == TrainableGroup.Kind.WEIGHTS) {
                int first = Math.max(from, group.offset());
                int last = Math.min(to, group.offset() + group.size());
                for (int i = first; i < last; i++) {
                    sum[i] += m * penalty.slope(q[i]);
                }
            }
        }
    }

    private void endEpoch(double rate) {
        int n = order.length;
        Drift drift = Drift.of(n, training.stepsPerEpoch(), epochSquares, squaredNorm(epochGradient));
        Optional<NetworkAccuracy> heldOut = training.heldOut()
                .map(samples -> NetworkAccuracy.of(activation, training.loss(), samples, training.targets(), workers));
        epochs.add(new TrainingEpoch(epochs.size() + 1, rate, epochLoss / n, heldOut, drift, endWindow()));
        epochLoss = 0;
        epochSquares = 0;
        Arrays.fill(epochGradient, 0);
    }

    /** Adds the epoch that is over to its window; what the window was like where it is over too. */
    private Optional<Drift> endWindow() {
        if (end.window().isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < q.length; i++) {
            windowGradient[i] += epochGradient[i];
        }
        windowSquares += epochSquares;
        int length = end.window().getAsInt();
        if ((epochs.size() + 1) % length != 0) {
            return Optional.empty();
        }
        Drift drift = Drift.of(
                (long) length * order.length,
                length * training.stepsPerEpoch(),
                windowSquares,
                squaredNorm(windowGradient));
        windowSquares = 0;
        Arrays.fill(windowGradient, 0);
        return Optional.of(drift);
    }

    private static double squaredNorm(double[] vector) {
        double sum = 0;
        for (double each : vector) {
            sum += each * each;
        }
        return sum;
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
                new TrainingState.Sums(epochLoss, epochSquares, Vector.of(epochGradient)),
                end.window().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new TrainingState.Sums(0, windowSquares, Vector.of(windowGradient))),
                epochs);
    }

    private TrainingSummary summary(TrainingSummary.Reason reason) {
        TrainingState state = state();
        return new TrainingSummary(new NetworkState(training.network(), state.trainables()), state, reason);
    }
}
