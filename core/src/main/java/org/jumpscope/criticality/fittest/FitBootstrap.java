package org.jumpscope.criticality.fittest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;

/**
 * The bootstrap of a fit: samples of the fitted law to which everything is fitted again.
 *
 * <p>Replicate r draws from random block r and from nothing else, so that the answer has the same bits on any number of
 * threads. What is fitted again is given by the caller: the exponent alone ({@link #window}), or a whole search for the
 * range ({@link #resample}), or anything ({@link #run}). To leave out a fit that was made to the data makes p too large.
 *
 * <p>An interrupt of the calling thread ends the work after the replicates at hand; the answer then is {@link Interrupted}
 * with the replicates before, and the thread stays interrupted.
 */
public final class FitBootstrap {
    private static final int DEFAULT_REPLICATES = 1000;

    private final int replicates;
    private final int threads;
    private final Progress progress;

    private FitBootstrap(int replicates, int threads, Progress progress) {
        this.replicates = replicates;
        this.threads = threads;
        this.progress = progress;
    }

    /** Draws one replicate after another; serves one thread. */
    @FunctionalInterface
    public interface Replicate<T> {
        /**
         * Draws a replicate and fits it.
         *
         * @param random the generator of this replicate
         */
        T draw(UniformRandomProvider random);
    }

    /** Fits a resampled data set; serves one thread. */
    @FunctionalInterface
    public interface Refit<T> {
        /**
         * Fits a data set.
         *
         * @param logs its logarithms, ascending; filled anew after the call, so not to be kept. Not modified.
         */
        T fit(double[] logs);
    }

    /** Is told how far the work is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Some more replicates are done; one call at a time, from any of the working threads.
         *
         * @param done replicates done
         * @param replicates all of them
         */
        void done(int done, int replicates);
    }

    /** The replicates' answers. */
    public sealed interface Outcome<T> permits Complete, Interrupted {
        /** The answers of replicates 0, 1, 2, …. */
        List<T> values();
    }

    /**
     * All replicates were done.
     *
     * @param values their answers
     */
    public record Complete<T>(List<T> values) implements Outcome<T> {}

    /**
     * The work was interrupted.
     *
     * @param values the answers of the replicates before the first that was not done
     * @param planned how many replicates were asked for
     */
    public record Interrupted<T>(List<T> values, int planned) implements Outcome<T> {}

    /**
     * The observed statistic beside those of the replicates.
     *
     * @param exponent the k̂ that the replicates were drawn with
     * @param observed the statistic of the data
     * @param simulated the statistics of the replicates
     */
    public record Result(double exponent, double observed, Outcome<Double> simulated) {

        /** p, see {@link FitBootstrap#pValue}. */
        public double pValue() {
            return FitBootstrap.pValue(observed, simulated.values());
        }

        /** Standard error of p from the number of replicates. */
        public double pValueError() {
            double p = pValue();
            return Math.sqrt(p * (1 - p) / (simulated.values().size() + 1));
        }
    }

    /** 1,000 replicates on the calling thread. */
    public static FitBootstrap withDefaults() {
        return new FitBootstrap(DEFAULT_REPLICATES, 1, (done, of) -> {});
    }

    /**
     * With a number of replicates; 2,500 give p to ±0.01.
     *
     * @param number at least 1
     * @throws InvalidInputException if it is less
     */
    public FitBootstrap withReplicates(int number) {
        if (number < 1) {
            throw new InvalidInputException(
                    "Number of bootstrap replicates " + number + " is not positive; give 100 or more.");
        }
        return new FitBootstrap(number, threads, progress);
    }

    /**
     * With a number of threads; the answer does not depend on it.
     *
     * @param number at least 1
     * @throws InvalidInputException if it is less
     */
    public FitBootstrap withThreads(int number) {
        if (number < 1) {
            throw new InvalidInputException("Number of threads " + number + " is not positive.");
        }
        return new FitBootstrap(replicates, number, progress);
    }

    /**
     * With somebody who is told how far the work is.
     *
     * @param listener is called after each replicate
     */
    public FitBootstrap with(Progress listener) {
        return new FitBootstrap(replicates, threads, listener);
    }

    /**
     * The share of law-abiding samples with a statistic at least as large, (exceedances + 1)/(replicates + 1): the data count as
     * one more replicate, so that the test keeps its size for any number of them (Davison and Hinkley 1997, (4.11)).
     *
     * @param observed the statistic of the data
     * @param simulated those of the replicates
     */
    public static double pValue(double observed, List<Double> simulated) {
        long exceedances = simulated.stream().filter(value -> value >= observed).count();
        return (exceedances + 1.0) / (simulated.size() + 1.0);
    }

    /**
     * The Kolmogorov test of a window that was given: each replicate is n values of the fitted law on the same range, with
     * the exponent fitted again. {@link KolmogorovLaw} has its answer without simulation.
     *
     * @param sample the data
     * @param window a window of them; its upper end may be infinite
     * @param random the blocks; one for each replicate
     * @throws InvalidInputException if no value lies inside the window
     */
    public Result window(SortedSample sample, Window window, RandomBlocks random) {
        double sum = sample.positionSum(window.from(), window.to(), window.logLower());
        double exponent = exponent(sum, window);
        double observed = KolmogorovDistance.distance(sample, window, exponent);
        return new Result(exponent, observed, run(random, () -> new WindowReplicate(window, exponent)));
    }

    /** k̂ from Σ ln(x/a) over the window. */
    private static double exponent(double sum, Window window) {
        double range = window.logRange();
        if (!(sum > 0) || !(sum < window.count() * range)) {
            throw new InvalidInputException("The values in [" + window.lower() + ", " + window.upper()
                    + "] do not lie inside it, so no exponent can be estimated; give a wider range or more values.");
        }
        return range == Double.POSITIVE_INFINITY
                ? 1 + window.count() / sum
                : 1 + TruncatedExponential.inverseMean(sum / (window.count() * range)) / range;
    }

    /** One sample on a window after another. */
    private static final class WindowReplicate implements Replicate<Double> {
        private final Window window;
        private final double exponent;
        private final double[] logs;
        private final OrderedSampler sampler = OrderedSampler.create();
        private final KolmogorovDistance distance;

        WindowReplicate(Window window, double exponent) {
            this.window = window;
            this.exponent = exponent;
            this.logs = new double[window.count()];
            this.distance = KolmogorovDistance.ofSortedLogs(logs);
        }

        @Override
        public Double draw(UniformRandomProvider random) {
            int n = logs.length;
            sampler.draw(random, exponent, window.logLower(), window.logUpper(), n, logs, 0);
            double sum = 0;
            for (double u : logs) {
                sum += u - window.logLower();
            }
            double fitted = exponent(sum, window);
            return distance.distance(0, n, window.logLower(), window.logUpper(), fitted);
        }
    }

    /**
     * The bootstrap of a fit that chose its range (Clauset, Shalizi and Newman 2009, §4.1, also with an upper end): as many
     * values as the data have, each inside the window with the share of the data inside it and then drawn from the fitted
     * law, or else one of the data outside. They come in ascending order without a sort.
     *
     * @param sample the data
     * @param window the window that was chosen; its upper end may be infinite
     * @param exponent the k that was fitted there
     * @param random the blocks; one for each replicate
     * @param refits makes a fit for each thread, which has to choose the range again
     */
    public <T> Outcome<T> resample(
            SortedSample sample, Window window, double exponent, RandomBlocks random, Supplier<Refit<T>> refits) {
        return run(random, () -> {
            Resampling resampling = new Resampling(sample, window, exponent);
            Refit<T> refit = refits.get();
            return generator -> refit.fit(resampling.draw(generator));
        });
    }

    /** One data set after another: the law inside a window, the data outside it. */
    private static final class Resampling {
        private final double[] data;
        private final Window window;
        private final double exponent;
        private final int[] counts;
        private final double[] logs;
        private final OrderedSampler sampler = OrderedSampler.create();

        Resampling(SortedSample sample, Window window, double exponent) {
            this.data = sample.sharedLogs();
            this.window = window;
            this.exponent = exponent;
            this.counts = new int[data.length];
            this.logs = new double[data.length];
        }

        double[] draw(UniformRandomProvider random) {
            int n = data.length;
            int from = window.from();
            int to = window.to();
            Arrays.fill(counts, 0, from, 0);
            Arrays.fill(counts, to, n, 0);
            int inside = 0;
            for (int i = 0; i < n; i++) {
                int rank = random.nextInt(n);
                if (rank >= from && rank < to) {
                    inside++;
                } else {
                    counts[rank]++;
                }
            }
            int at = copy(0, from, 0);
            sampler.draw(random, exponent, window.logLower(), window.logUpper(), inside, logs, at);
            copy(to, n, at + inside);
            return logs;
        }

        private int copy(int from, int to, int start) {
            int at = start;
            for (int rank = from; rank < to; rank++) {
                double value = data[rank];
                int count = counts[rank];
                // Most counts are 0, 1 or 2: two writes, of which the next value takes back what is too much, and no
                // branch.
                if (count <= 2 && at < logs.length - 1) {
                    logs[at] = value;
                    logs[at + 1] = value;
                } else {
                    Arrays.fill(logs, at, at + count, value);
                }
                at += count;
            }
            return at;
        }
    }

    /**
     * Any bootstrap: replicate r is what a worker makes of random block r.
     *
     * @param random the blocks; one for each replicate
     * @param workers makes a worker for each thread
     */
    public <T> Outcome<T> run(RandomBlocks random, Supplier<? extends Replicate<T>> workers) {
        Run<T> run = new Run<>(random);
        if (threads == 1) {
            run.work(workers.get(), Thread.currentThread());
        } else {
            run.share(workers);
        }
        return run.outcome();
    }

    /** One run: its answers by replicate. */
    private final class Run<T> {
        private final RandomBlocks random;
        private final List<T> answers = new ArrayList<>();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private int done;

        Run(RandomBlocks random) {
            this.random = random;
            for (int i = 0; i < replicates; i++) {
                answers.add(null);
            }
        }

        void work(Replicate<T> worker, Thread caller) {
            while (!stopped.get() && !caller.isInterrupted()) {
                int r = next.getAndIncrement();
                if (r >= replicates) {
                    return;
                }
                T answer = worker.draw(random.block(r));
                synchronized (answers) {
                    answers.set(r, answer);
                    done++;
                    progress.done(done, replicates);
                }
            }
        }

        void share(Supplier<? extends Replicate<T>> workers) {
            Thread caller = Thread.currentThread();
            List<Thread> all = new ArrayList<>();
            for (int i = 0; i < Math.min(threads, replicates); i++) {
                Thread thread = new Thread(
                        () -> {
                            try {
                                work(workers.get(), caller);
                            } catch (RuntimeException | Error e) {
                                failure.compareAndSet(null, e);
                                stopped.set(true);
                            }
                        },
                        "bootstrap-" + i);
                thread.setDaemon(true);
                thread.start();
                all.add(thread);
            }
            boolean interrupted = false;
            for (Thread thread : all) {
                while (thread.isAlive()) {
                    try {
                        thread.join();
                    } catch (InterruptedException e) {
                        // The workers stop after their present replicate; without them nothing is complete.
                        interrupted = true;
                        stopped.set(true);
                    }
                }
            }
            if (interrupted) {
                caller.interrupt();
            }
            if (failure.get() instanceof RuntimeException e) {
                throw e;
            }
            if (failure.get() instanceof Error e) {
                throw e;
            }
        }

        Outcome<T> outcome() {
            synchronized (answers) {
                if (done == replicates) {
                    return new Complete<>(List.copyOf(answers));
                }
                int first = answers.indexOf(null);
                return new Interrupted<>(List.copyOf(answers.subList(0, first)), replicates);
            }
        }
    }
}
