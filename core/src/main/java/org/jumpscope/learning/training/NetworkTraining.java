package org.jumpscope.learning.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.dataset.TargetKind;
import org.jumpscope.learning.Metric;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.learning.Regulariser;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.Block;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;

/**
 * Mini-batch descent of a layered network: for each batch of M samples, q moves by what the {@link Optimiser} makes of the
 * mean gradient g = (1/M) Σ ∂H/∂q at the rate that the {@link RateSchedule} gives.
 *
 * <p>This is the process; a {@link TrainingEnd} ends it and a {@link TrainingSummary} is what is left. Each epoch goes
 * through all samples once, in an order that depends on the seed and the number of the epoch only; its last batch is
 * smaller where M does not divide their number. No result depends on the number of threads: a batch is split in slices by its
 * size alone, and sums are taken in the order of the slices.
 */
public final class NetworkTraining {
    /** Samples in a batch where nothing is said. */
    public static final int BATCH = 64;

    private final Network network;
    private final Goal goal;
    private final LabelledSamples samples;
    private final Optional<LabelledSamples> heldOut;
    private final Optimiser optimiser;
    private final double rate;
    private final RateSchedule schedule;
    private final int batch;
    private final long seed;
    private final int threads;

    /** What is made small: H_x of the outputs against targets, and H_q. */
    private record Goal(OutputLoss loss, TargetKind targets, Regulariser regulariser) {}

    private NetworkTraining(
            Network network,
            Goal goal,
            LabelledSamples samples,
            Optional<LabelledSamples> heldOut,
            Optimiser optimiser,
            double rate,
            RateSchedule schedule,
            int batch,
            long seed,
            int threads) {
        this.network = network;
        this.goal = goal;
        this.samples = samples;
        this.heldOut = heldOut;
        this.optimiser = optimiser;
        this.rate = rate;
        this.schedule = schedule;
        this.batch = batch;
        this.seed = seed;
        this.threads = threads;
    }

    /**
     * The process with Adam at its default rate, a cosine schedule, batches of {@value #BATCH} and seed 1, on one thread per
     * processor.
     *
     * @param network the architecture
     * @param loss the loss of its outputs
     * @param samples the data
     * @throws InvalidInputException if the samples have another number of inputs than the network, or a label that is not one
     *     of its outputs
     */
    public static NetworkTraining of(Network network, OutputLoss loss, LabelledSamples samples) {
        return of(network, loss, samples, TargetKind.LABEL);
    }

    /**
     * The same for other targets than labels, such as the inputs of an autoencoder.
     *
     * @param network the architecture
     * @param loss the loss of its outputs
     * @param samples the data
     * @param targets what the network is to answer
     * @throws InvalidInputException if the samples have another number of inputs than the network, or no such targets, or the
     *     network has a batch normalisation, which couples samples in training
     */
    public static NetworkTraining of(Network network, OutputLoss loss, LabelledSamples samples, TargetKind targets) {
        checkApart(network);
        checkFit(network, samples, targets);
        Optimiser adam = Optimiser.adam();
        return new NetworkTraining(
                network,
                new Goal(loss, targets, Regulariser.NONE),
                samples,
                Optional.empty(),
                adam,
                adam.defaultRate(),
                new RateSchedule.Cosine(0),
                BATCH,
                1,
                Runtime.getRuntime().availableProcessors());
    }

    /** Refuses networks whose samples have no jumps of their own. */
    private static void checkApart(Network network) {
        if (network.blocks().stream().anyMatch(Block::couplesSamples)) {
            throw new InvalidInputException(
                    "The network " + network + " has a batchnorm, which couples the samples of a"
                            + " batch in training, so that they have no jumps of their own: train it elsewhere and measure the file,"
                            + " where batchnorm is a fixed affine map of each channel, or let it have layernorm instead.");
        }
    }

    /** Refuses samples that a network cannot learn. */
    static void checkFit(Network network, LabelledSamples samples, TargetKind targets) {
        if (samples.inputs() != network.inputs()) {
            throw new InvalidInputException("The network " + network + " reads " + network.inputs()
                    + " inputs, but the samples have " + samples.inputs() + ": let it begin with " + samples.inputs()
                    + ".");
        }
        targets.check(samples, network.outputs());
    }

    /** The same with an optimiser, at its default rate. */
    public NetworkTraining withOptimiser(Optimiser other) {
        return new NetworkTraining(
                network, goal, samples, heldOut, other, other.defaultRate(), schedule, batch, seed, threads);
    }

    /**
     * The same with another rate.
     *
     * @param gamma γ, positive and finite
     * @throws InvalidInputException if it is not
     */
    public NetworkTraining withRate(double gamma) {
        if (!(gamma > 0 && gamma < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("Rate " + gamma + " is not positive and finite.");
        }
        return new NetworkTraining(network, goal, samples, heldOut, optimiser, gamma, schedule, batch, seed, threads);
    }

    /**
     * The same with a penalty H_q on the weights of all layers, not on biases: each sample's force gets −∂H_q/∂q, so that g is
     * (1/M) Σ ∂H_x/∂q + ∂H_q/∂q. Losses that are reported are H_x alone.
     */
    public NetworkTraining with(Regulariser penalty) {
        return new NetworkTraining(
                network,
                new Goal(goal.loss(), goal.targets(), penalty),
                samples,
                heldOut,
                optimiser,
                rate,
                schedule,
                batch,
                seed,
                threads);
    }

    /** The same with another schedule of the rate. */
    public NetworkTraining withSchedule(RateSchedule other) {
        return new NetworkTraining(network, goal, samples, heldOut, optimiser, rate, other, batch, seed, threads);
    }

    /**
     * The same with another size of batches.
     *
     * @param size M, 1 or more; at most all samples are used
     * @throws InvalidInputException if it is less than 1
     */
    public NetworkTraining withBatch(int size) {
        if (size < 1) {
            throw new InvalidInputException("Batch size " + size + " is not positive; give 1 or more.");
        }
        return new NetworkTraining(network, goal, samples, heldOut, optimiser, rate, schedule, size, seed, threads);
    }

    /** The same with another seed, of the start and of the order of samples. */
    public NetworkTraining withSeed(long other) {
        return new NetworkTraining(network, goal, samples, heldOut, optimiser, rate, schedule, batch, other, threads);
    }

    /** The same on a number of threads, 1 or more; no result depends on it. */
    public NetworkTraining withThreads(int number) {
        return new NetworkTraining(
                network, goal, samples, heldOut, optimiser, rate, schedule, batch, seed, Math.max(1, number));
    }

    /**
     * The same that measures loss and accuracy on other samples after each epoch.
     *
     * @param others samples that are not learnt
     * @throws InvalidInputException if they do not fit the network
     */
    public NetworkTraining withHeldOut(LabelledSamples others) {
        checkFit(network, others, goal.targets());
        return new NetworkTraining(
                network, goal, samples, Optional.of(others), optimiser, rate, schedule, batch, seed, threads);
    }

    /** The architecture. */
    public Network network() {
        return network;
    }

    /** The loss. */
    public OutputLoss loss() {
        return goal.loss();
    }

    /** What the network is to answer. */
    public TargetKind targets() {
        return goal.targets();
    }

    /** H_q. */
    public Regulariser regulariser() {
        return goal.regulariser();
    }

    /** The optimiser. */
    public Optimiser optimiser() {
        return optimiser;
    }

    /** γ before the schedule. */
    public double rate() {
        return rate;
    }

    /** The schedule of the rate. */
    public RateSchedule schedule() {
        return schedule;
    }

    /** M, at most the number of samples. */
    public int batch() {
        return Math.min(batch, samples.size());
    }

    /** The seed. */
    public long seed() {
        return seed;
    }

    /** Steps of an epoch, B. */
    public long stepsPerEpoch() {
        return (samples.size() + batch() - 1L) / batch();
    }

    /**
     * Bytes that running takes beside the samples, about: trainable variables and their gradients in all their copies, and
     * the values of all neurons.
     */
    public long memory() {
        long k = network.trainables();
        // q, sums and the optimiser's memory; W and W' while one replaces the other; products of each thread; a copy to
        // keep.
        long vectors = 9L + 2L * optimiser.accumulators() + BatchGradient.slices(batch()) + threads;
        long neurons = 2L * network.inputs();
        for (var block : network.blocks()) {
            neurons += 3L * block.outputs();
        }
        long columns = Math.max(
                (long) BatchGradient.slices(batch()) * BatchGradient.sliceSize(batch()),
                heldOut.isPresent() ? 512L * threads : 0);
        return Double.BYTES * (k * vectors + neurons * columns);
    }

    /** The state before the first step, which the seed decides ({@link Optimiser} memory of zeros). */
    public TrainingState start() {
        double[] q = Initialisation.of(network, seed);
        List<Vector> memory = new ArrayList<>();
        Vector zeros = Vector.of(new double[q.length]);
        for (int i = 0; i < optimiser.accumulators(); i++) {
            memory.add(zeros);
        }
        return new TrainingState(
                0, Vector.of(q), memory, new TrainingState.Sums(0, 0, zeros), Optional.empty(), List.of());
    }

    /**
     * Trains.
     *
     * @param from the state to go on from, of this process
     * @param end when it ends
     * @param listener hears of each step
     * @return what is left; the same bits whether it was made in one go or in several
     * @throws InvalidInputException if the state is of another network or optimiser
     * @throws NoAnswerException if loss or gradient grow beyond all numbers
     */
    public TrainingSummary run(TrainingState from, TrainingEnd end, TrainingListener listener) {
        check(from);
        return new TrainingRun(this, from, end).run(listener);
    }

    /**
     * The optimiser's metric, frozen at a state: a jump under the optimiser is {@link Metric#apply metric} times the jump at γ.
     *
     * @param state after one step or more, of this process
     * @throws InvalidInputException if no step was made, or the state is of another network or optimiser
     */
    public Metric metric(TrainingState state) {
        check(state);
        return optimiser.frozen(state.step(), state.accumulators(), network.trainables());
    }

    private void check(TrainingState state) {
        int k = network.trainables();
        boolean fits = state.trainables().size() == k
                && state.accumulators().size() == optimiser.accumulators()
                && state.current().gradient().size() == k;
        for (Vector accumulator : state.accumulators()) {
            fits &= accumulator.size() == k;
        }
        fits &= state.window().map(sums -> sums.gradient().size() == k).orElse(true);
        if (!fits || state.epochs().size() != state.step() / stepsPerEpoch()) {
            throw new InvalidInputException("The state to go on from has "
                    + state.trainables().size()
                    + " trainable variables, " + state.accumulators().size() + " accumulators and "
                    + state.epochs().size() + " epochs after step " + state.step() + ", which does not belong to " + k
                    + " variables, " + optimiser + " and " + stepsPerEpoch() + " steps an epoch.");
        }
    }

    LabelledSamples samples() {
        return samples;
    }

    Optional<LabelledSamples> heldOut() {
        return heldOut;
    }

    int threads() {
        return threads;
    }

    /** The activation pass at trainable variables that training has reached. */
    ActivationPass activation(double[] q) {
        return ActivationPass.of(network, q);
    }

    /** The learning pass there. */
    NetworkLearningPass pass(ActivationPass activation) {
        return NetworkLearningPass.of(activation, goal.loss());
    }
}
