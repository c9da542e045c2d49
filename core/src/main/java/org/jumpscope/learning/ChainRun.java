package org.jumpscope.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.network.State;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;

/** Runs chains in blocks on several threads and puts their sums together in the order of the chains. */
final class ChainRun {
    private static final int LARGEST_BLOCK = 256;
    /** Steps counted in histograms, about. */
    private static final double COUNTED = 4e6;

    private final GradientDescent descent;
    private final State start;
    private final StoppingRule rule;
    private final int chains;
    private final int recorded;

    ChainRun(GradientDescent descent, State start, StoppingRule rule, int chains, int recorded) {
        this.descent = descent;
        this.start = start;
        this.rule = rule;
        this.chains = chains;
        this.recorded = recorded;
    }

    TrajectorySummary summary() {
        double samples = (double) rule.window() * chains * descent.batch();
        long stride = (long) Math.max(1, Math.ceil(samples / COUNTED));
        int threads = Math.min(descent.threads(), chains);
        int size = Math.min(LARGEST_BLOCK, (chains + threads - 1) / threads);
        List<LogHistogram> made = new ArrayList<>();
        descent.mixture().components().forEach(c -> made.add(new LogHistogram()));
        AtomicLong done = new AtomicLong();
        double whole = (double) rule.steps() * chains;
        List<Callable<List<ChainBlock.Chain>>> tasks = new ArrayList<>();
        for (int first = 0; first < chains; first += size) {
            int from = first;
            int count = Math.min(size, chains - first);
            tasks.add(() -> {
                ChainBlock block = new ChainBlock(
                        descent,
                        start,
                        rule,
                        from,
                        count,
                        stride,
                        recorded,
                        steps -> descent.progress().accept(Math.min(1, done.addAndGet(steps) / whole)));
                List<ChainBlock.Chain> left = block.run();
                merge(made, block.histograms());
                return left;
            });
        }
        List<ChainBlock.Chain> all = new ArrayList<>();
        run(tasks, threads).forEach(all::addAll);
        return summary(all, made);
    }

    /** Adds counts, in any order of the blocks. */
    private static void merge(List<LogHistogram> all, List<LogHistogram> some) {
        synchronized (all) {
            for (int k = 0; k < all.size(); k++) {
                all.get(k).merge(some.get(k));
            }
        }
    }

    private static <T> List<T> run(List<Callable<T>> tasks, int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "gradient-descent");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<T>> futures = new ArrayList<>();
            tasks.forEach(task -> futures.add(pool.submit(task)));
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted.");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private TrajectorySummary summary(List<ChainBlock.Chain> all, List<LogHistogram> made) {
        List<double[]> sums = new ArrayList<>();
        int dead = 0;
        int diverged = 0;
        double deathSteps = 0;
        long lostSteps = 0;
        for (ChainBlock.Chain chain : all) {
            lostSteps += chain.lostSteps;
            switch (chain.outcome) {
                case ALIVE -> sums.add(chain.sums);
                case DEAD -> {
                    dead++;
                    deathSteps += chain.lastStep;
                }
                case DIVERGED -> diverged++;
            }
        }
        return new TrajectorySummary(
                start,
                rule,
                chains,
                dead,
                diverged,
                dead == 0 ? Double.NaN : deathSteps / dead,
                made.stream().mapToLong(LogHistogram::total).sum(),
                lostSteps,
                sums.isEmpty() ? Optional.empty() : Optional.of(averages(sums, made)),
                records(all));
    }

    private TrajectorySummary.Averages averages(List<double[]> sums, List<LogHistogram> made) {
        Moments whole = Moments.of(sums, 0, 2);
        Moments first = Moments.of(sums, 0, 1);
        Moments second = Moments.of(sums, 1, 2);
        int n = sums.size();
        double[] drift = new double[2];
        double[] driftError = new double[2];
        double[] change = new double[2];
        double[] changeError = new double[2];
        for (int i = 0; i < 2; i++) {
            double[] differences = new double[n];
            double[] ratios = new double[n];
            for (int c = 0; c < n; c++) {
                differences[c] = second.mean(c, i) - first.mean(c, i);
                ratios[c] = second.variance(c, i) / second.variance(i) - first.variance(c, i) / first.variance(i);
            }
            drift[i] = second.mean(i) - first.mean(i);
            driftError[i] = Moments.standardError(differences);
            change[i] = Math.log(second.variance(i) / first.variance(i));
            changeError[i] = Moments.standardError(ratios);
        }
        State mean = new State(start.weight() + whole.mean(0), start.bias() + whole.mean(1));
        return new TrajectorySummary.Averages(
                n,
                mean,
                Vector.of(whole.meanError(0), whole.meanError(1)),
                whole.covariance(),
                whole.covarianceError(),
                Vector.of(drift),
                Vector.of(driftError),
                Vector.of(change),
                Vector.of(changeError),
                verdict(whole, drift, driftError, change, changeError),
                comparisons(mean, made));
    }

    private static TrajectorySummary.Stationarity verdict(
            Moments whole, double[] drift, double[] driftError, double[] change, double[] changeError) {
        boolean isReached = true;
        for (int i = 0; i < 2; i++) {
            double bound = Math.sqrt(whole.variance(i)) / 3;
            double factor = Math.log(1.5);
            if (Math.abs(drift[i]) - 2 * driftError[i] > bound || Math.abs(change[i]) - 2 * changeError[i] > factor) {
                return TrajectorySummary.Stationarity.DRIFTING;
            }
            // Compares so that the NaN of a single chain leaves the question open.
            isReached &= Math.abs(drift[i]) + 2 * driftError[i] <= bound
                    && Math.abs(change[i]) + 2 * changeError[i] <= factor;
        }
        return isReached ? TrajectorySummary.Stationarity.REACHED : TrajectorySummary.Stationarity.UNDECIDED;
    }

    private List<StepComparison> comparisons(State mean, List<LogHistogram> made) {
        List<StepComparison> comparisons = new ArrayList<>();
        boolean isSingle = descent.batch() == 1;
        for (int k = 0; k < (isSingle ? made.size() : 1); k++) {
            long n = made.get(k).total();
            if (n == 0) {
                continue;
            }
            LogHistogram potential =
                    isSingle ? PotentialJumps.ofClass(descent, mean, k, n) : PotentialJumps.ofBatches(descent, mean, n);
            double target = isSingle ? descent.mixture().component(k).target() : Double.NaN;
            for (LogHistogram.Sign sign : LogHistogram.Sign.values()) {
                if (made.get(k).count(sign) + potential.count(sign) > 0) {
                    comparisons.add(StepComparison.of(target, sign, made.get(k), potential));
                }
            }
        }
        return comparisons;
    }

    private static TrajectorySummary.RecordedSteps records(List<ChainBlock.Chain> all) {
        int total = 0;
        for (ChainBlock.Chain chain : all) {
            total += chain.record.length / ChainBlock.RECORD;
        }
        double[][] columns = new double[ChainBlock.RECORD + 1][total];
        int at = 0;
        for (int c = 0; c < all.size(); c++) {
            double[] record = all.get(c).record;
            for (int i = 0; i < record.length; i += ChainBlock.RECORD) {
                columns[0][at] = c;
                for (int j = 0; j < ChainBlock.RECORD; j++) {
                    columns[j + 1][at] = record[i + j];
                }
                at++;
            }
        }
        return new TrajectorySummary.RecordedSteps(
                Vector.of(columns[0]),
                Vector.of(columns[1]),
                Vector.of(columns[2]),
                Vector.of(columns[3]),
                Vector.of(columns[4]),
                Vector.of(columns[5]),
                Vector.of(columns[6]),
                Vector.of(columns[7]));
    }

    /** Random numbers of the potential jumps. */
    static RandomBlocks potentialStream(GradientDescent descent, String name) {
        return RandomBlocks.of(descent.seed()).stream("potential jumps, " + name);
    }
}
