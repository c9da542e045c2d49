package org.jumpscope.learning;

import java.util.function.DoubleConsumer;
import org.jumpscope.composition.Composition;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;

/**
 * Stochastic gradient descent of the toy model: q ← q + (1/M) Σ q̇ over M fresh samples of the boundary distribution, with
 * q̇ = −γ ∂H/∂q (2.3).
 *
 * <p>This is the process. {@link #from} gives a {@link Trajectory}; a {@link StoppingRule} ends it; a
 * {@link TrajectorySummary} is what is left. Each chain has its own stream of random numbers, named by its number, so no
 * number depends on the number of threads or on the other chains.
 */
public final class GradientDescent {
    private final Composition composition;
    private final ClassMixture mixture;
    private final double rate;
    private final int batch;
    private final long seed;
    private final int threads;
    private final DoubleConsumer progress;

    private GradientDescent(
            Composition composition,
            ClassMixture mixture,
            double rate,
            int batch,
            long seed,
            int threads,
            DoubleConsumer progress) {
        this.composition = composition;
        this.mixture = mixture;
        this.rate = LearningPass.checkedRate(rate);
        this.batch = batch;
        this.seed = seed;
        this.threads = threads;
        this.progress = progress;
        if (batch < 1) {
            throw new InvalidInputException("Batch size " + batch + " is not positive; give 1 or more.");
        }
    }

    /**
     * Creates the process with rate 0.01, batch size 1, seed 1, on one thread per processor.
     *
     * @param composition H for every target
     * @param mixture one or more classes
     * @return the process
     */
    public static GradientDescent of(Composition composition, ClassMixture mixture) {
        mixture.checked();
        return new GradientDescent(
                composition, mixture, 0.01, 1, 1, Runtime.getRuntime().availableProcessors(), fraction -> {});
    }

    /**
     * Returns the same process with another learning rate.
     *
     * @param gamma γ, positive and finite
     * @return the process
     * @throws InvalidInputException if the rate is outside its domain
     */
    public GradientDescent withRate(double gamma) {
        return new GradientDescent(composition, mixture, gamma, batch, seed, threads, progress);
    }

    /**
     * Returns the same process with another batch size.
     *
     * @param samples M, 1 or more
     * @return the process
     * @throws InvalidInputException if it is not positive
     */
    public GradientDescent withBatch(int samples) {
        return new GradientDescent(composition, mixture, rate, samples, seed, threads, progress);
    }

    /**
     * Returns the same process with another seed.
     *
     * @param newSeed the seed
     * @return the process
     */
    public GradientDescent withSeed(long newSeed) {
        return new GradientDescent(composition, mixture, rate, batch, newSeed, threads, progress);
    }

    /**
     * Returns the same process on a number of threads; no result depends on it.
     *
     * @param number 1 or more
     * @return the process
     */
    public GradientDescent withThreads(int number) {
        return new GradientDescent(composition, mixture, rate, batch, seed, Math.max(1, number), progress);
    }

    /**
     * Returns the same process that tells how far it has come.
     *
     * @param listener hears the part of all steps that is done, from 0 to 1, from any thread and often
     * @return the process
     */
    public GradientDescent withProgress(DoubleConsumer listener) {
        return new GradientDescent(composition, mixture, rate, batch, seed, threads, listener);
    }

    DoubleConsumer progress() {
        return progress;
    }

    /**
     * Starts chains at a state.
     *
     * @param start the state before the first step
     * @return the trajectory
     */
    public Trajectory from(State start) {
        return new Trajectory(this, start);
    }

    Composition composition() {
        return composition;
    }

    ClassMixture mixture() {
        return mixture;
    }

    /**
     * Returns the learning rate.
     *
     * @return γ
     */
    public double rate() {
        return rate;
    }

    /**
     * Returns the batch size.
     *
     * @return M
     */
    public int batch() {
        return batch;
    }

    /**
     * Returns the seed.
     *
     * @return the seed of all chains
     */
    public long seed() {
        return seed;
    }

    int threads() {
        return threads;
    }
}
