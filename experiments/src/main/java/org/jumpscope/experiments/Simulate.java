package org.jumpscope.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jumpscope.composition.Composition;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.experiments.fit.SearchedExponent;
import org.jumpscope.learning.Equilibrium;
import org.jumpscope.learning.GradientDescent;
import org.jumpscope.learning.Minimum;
import org.jumpscope.learning.Risk;
import org.jumpscope.learning.SmallRateLimit;
import org.jumpscope.learning.StateMatrix;
import org.jumpscope.learning.StepComparison;
import org.jumpscope.learning.StoppingRule;
import org.jumpscope.learning.TrajectorySummary;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;

/**
 * {@code simulate}: stochastic gradient descent of the toy model, many chains at once, beside what theory predicts of its
 * mean and covariance, and the steps really made beside the potential jumps at the mean state.
 */
public final class Simulate {
    /** Chains where nothing is said. */
    public static final int CHAINS = 128;
    /** Steps to record in all, about, where nothing is said. */
    public static final int RECORDED = 100_000;

    private static final int MOST_CHAINS = 1_000_000;
    private static final int MOST_RECORDED = 50_000_000;
    /** Relaxation times of burn-in and window where nothing is said about steps. */
    private static final int BURN_IN_TIMES = 5;

    private static final int WINDOW_TIMES = 7;
    /** The largest number of steps that is chosen where nothing is said. */
    private static final long MOST_DEFAULT_STEPS = 1_000_000;

    private static final long STEPS_WITHOUT_EQUILIBRIUM = 100_000;

    private Simulate() {}

    /**
     * What is asked for.
     *
     * @param composition activation and loss
     * @param classes the boundary distribution
     * @param start where the chains start; the equilibrium if empty
     * @param rate γ
     * @param batch samples per step, M
     * @param chains the number of chains
     * @param steps steps of each chain; if empty, twelve relaxation times, at most 1,000,000
     * @param burnIn steps before the averages; if empty, five twelfths of all
     * @param seed seed of the chains
     * @param recordedSteps steps to record of all chains together, about
     * @param threads number of threads, on which no result depends
     */
    public record Request(
            Composition composition,
            ClassMixture classes,
            Optional<State> start,
            double rate,
            int batch,
            int chains,
            OptionalLong steps,
            OptionalLong burnIn,
            long seed,
            int recordedSteps,
            int threads) {

        /**
         * Checks the numbers.
         *
         * @throws InvalidInputException if there are too many chains or recorded steps, or a negative number of these
         */
        public Request {
            if (chains < 1 || chains > MOST_CHAINS) {
                throw new InvalidInputException(
                        "The number of chains, " + chains + ", is not from 1 to " + MOST_CHAINS + ".");
            }
            ThreadCount.check(threads);
            if (recordedSteps < 0 || recordedSteps > MOST_RECORDED) {
                throw new InvalidInputException("The number of steps to record, " + recordedSteps
                        + ", is not from 0 to " + MOST_RECORDED + ".");
            }
        }

        /**
         * A request with the defaults: from the equilibrium, γ = 1, M = 1, 128 chains, seed 1, nothing recorded.
         *
         * @param composition activation and loss
         * @param classes the boundary distribution
         * @return the request
         */
        public static Request of(Composition composition, ClassMixture classes) {
            return new Request(
                    composition,
                    classes,
                    Optional.empty(),
                    Defaults.RATE,
                    1,
                    CHAINS,
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Defaults.SEED,
                    0,
                    Runtime.getRuntime().availableProcessors());
        }
    }

    /**
     * A run: the answer, and the recorded steps, which are too many for JSON.
     *
     * @param result the answer
     * @param steps the recorded steps
     * @param warnings sentences about the result
     */
    public record Run(Result result, TrajectorySummary.RecordedSteps steps, List<String> warnings) {
        /** Keeps a copy of the list. */
        public Run {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The answer.
     *
     * @param composition the composition, as the user wrote it
     * @param settings what was run
     * @param start where the chains started
     * @param equilibrium the equilibrium; null if there is none
     * @param noEquilibrium why there is none; null if there is
     * @param predicted mean and covariance in the limit of small rates; null without an equilibrium
     * @param measured averages over the chains that lived; null if there are none
     * @param chains how the chains ended
     * @param comparisons steps really made beside potential jumps at the mean state
     */
    public record Result(
            String composition,
            Settings settings,
            StateValues start,
            EquilibriumValues equilibrium,
            String noEquilibrium,
            Prediction predicted,
            Measurement measured,
            Chains chains,
            List<Comparison> comparisons) {}

    /**
     * What was run.
     *
     * @param rate γ
     * @param batch M
     * @param steps steps of each chain
     * @param burnIn of these, the steps before the averages
     * @param seed the seed
     */
    public record Settings(double rate, int batch, long steps, long burnIn, long seed) {}

    /**
     * A pair of numbers that belong to weight and bias.
     *
     * @param weight that of w
     * @param bias that of b
     */
    public record StateValues(double weight, double bias) {
        static StateValues of(State state) {
            return new StateValues(state.weight(), state.bias());
        }

        static StateValues of(org.jumpscope.numeric.Vector pair) {
            return new StateValues(pair.get(0), pair.get(1));
        }
    }

    /**
     * A symmetric matrix over weight and bias.
     *
     * @param weightWeight element (w, w)
     * @param weightBias element (w, b)
     * @param biasBias element (b, b)
     */
    public record MatrixValues(double weightWeight, double weightBias, double biasBias) {
        static MatrixValues of(StateMatrix matrix) {
            return new MatrixValues(matrix.weightWeight(), matrix.weightBias(), matrix.biasBias());
        }
    }

    /**
     * The equilibrium.
     *
     * @param weight w*
     * @param bias b*
     * @param risk mean loss there
     * @param relaxationSteps 1/(γλ) for each eigenvalue λ of the Hessian, the longer first
     */
    public record EquilibriumValues(double weight, double bias, double risk, List<Double> relaxationSteps) {}

    /**
     * What the small-rate limit says, to first order in γ/M.
     *
     * @param mean the mean state
     * @param covariance the covariance of the state
     */
    public record Prediction(StateValues mean, MatrixValues covariance) {}

    /**
     * Averages over time and chains.
     *
     * @param mean the time-averaged mean state
     * @param standardError its standard error
     * @param covariance the covariance of the state over time and chains
     * @param covarianceStandardError standard errors of its elements
     * @param drift mean of the window's second half minus that of its first
     * @param driftStandardError its standard error
     * @param spreadChange log of the variance of the second half over that of the first
     * @param spreadChangeStandardError its standard error
     * @param stationarity "reached", "drifting" or "undecided"
     * @param criterion what "reached" means
     */
    public record Measurement(
            StateValues mean,
            StateValues standardError,
            MatrixValues covariance,
            MatrixValues covarianceStandardError,
            StateValues drift,
            StateValues driftStandardError,
            StateValues spreadChange,
            StateValues spreadChangeStandardError,
            String stationarity,
            String criterion) {}

    /**
     * How the chains ended.
     *
     * @param total all chains
     * @param averaged chains that lived to the end
     * @param dead chains that came to where no sample makes a jump
     * @param diverged chains whose state is no longer finite
     * @param meanDeathStep mean number of steps before death; null if none died
     * @param countedSteps steps that are compared with potential jumps, zeros included
     * @param lostSteps of these, the steps of chains that died or diverged afterwards
     */
    public record Chains(
            int total, int averaged, int dead, int diverged, Double meanDeathStep, long countedSteps, long lostSteps) {}

    /**
     * Steps really made beside potential jumps at the mean state, for one class and one sign of the change of the bias.
     *
     * @param target the class's target; null for batches of several samples
     * @param sign "positive" or "negative"
     * @param stepShare share of this sign among the steps
     * @param jumpShare share of this sign among the potential jumps
     * @param steps number of steps counted
     * @param jumps number of potential jumps drawn
     * @param distance Kolmogorov-Smirnov distance of the sizes; null where one of the counts is 0
     * @param noiseFloor distance that 5 % of pairs of independent samples of one law exceed; null as the distance
     * @param bins counts by size
     * @param stepFit what the steps say by themselves of a power law, as if they were independent; null below 50
     * @param jumpFit what the potential jumps say; null below 50
     */
    public record Comparison(
            Double target,
            String sign,
            double stepShare,
            double jumpShare,
            long steps,
            long jumps,
            Double distance,
            Double noiseFloor,
            List<Bin> bins,
            SearchedExponent stepFit,
            SearchedExponent jumpFit) {}

    /**
     * Counts of steps and jumps of one size.
     *
     * @param low smallest size
     * @param high size where the bin ends
     * @param steps steps in it
     * @param jumps potential jumps in it
     */
    public record Bin(double low, double high, long steps, long jumps) {}

    /**
     * Runs the chains.
     *
     * @param request what is asked for
     * @param progress hears how far the work has come
     * @return the answer
     * @throws NoAnswerException if there is no equilibrium to start from
     * @throws InvalidInputException if a value is outside its domain
     */
    public static Run run(Request request, Progress progress) {
        GradientDescent descent = GradientDescent.of(request.composition(), request.classes())
                .withRate(request.rate())
                .withBatch(request.batch())
                .withSeed(request.seed())
                .withThreads(request.threads())
                .withProgress(fraction -> progress.report("gradient descent", fraction));
        String reason = null;
        Minimum minimum = null;
        try {
            minimum = Equilibrium.withDefaults()
                    .find(request.composition(), request.classes())
                    .best();
        } catch (NoAnswerException none) {
            reason = none.getMessage();
        } catch (InvalidInputException single) {
            // A single class has no equilibrium, but from a given start its chains can run.
            reason = single.getMessage();
        }
        if (minimum == null && request.start().isEmpty()) {
            throw new NoAnswerException(
                    reason.replaceFirst("\\.$", "") + "; to simulate without an equilibrium, say" + " where to start.");
        }
        State start = request.start().isPresent() ? request.start().get() : minimum.state();
        StoppingRule rule = rule(request, minimum);
        int perChain = (request.recordedSteps() + request.chains() - 1) / request.chains();
        TrajectorySummary summary = descent.from(start).limit(rule).summary(request.chains(), perChain);
        SmallRateLimit limit =
                minimum == null ? null : SmallRateLimit.of(Risk.of(request.composition(), request.classes()), minimum);
        Result result = new Result(
                request.composition().toString(),
                new Settings(request.rate(), request.batch(), rule.steps(), rule.burnIn(), request.seed()),
                StateValues.of(start),
                minimum == null ? null : equilibrium(minimum, request.rate()),
                reason,
                limit == null ? null : prediction(limit, request.rate() / request.batch()),
                summary.averages().map(Simulate::measurement).orElse(null),
                chains(summary),
                comparisons(summary));
        return new Run(result, summary.steps(), warnings(summary));
    }

    private static StoppingRule rule(Request request, Minimum minimum) {
        long steps;
        if (request.steps().isPresent()) {
            steps = request.steps().getAsLong();
        } else if (minimum == null) {
            steps = STEPS_WITHOUT_EQUILIBRIUM;
        } else {
            double relaxation = minimum.relaxationSteps(request.rate()).get(0);
            steps = (long) Math.ceil(
                    Math.max(1000, Math.min(MOST_DEFAULT_STEPS, (BURN_IN_TIMES + WINDOW_TIMES) * relaxation)));
        }
        long burnIn = request.burnIn().orElse(steps * BURN_IN_TIMES / (BURN_IN_TIMES + WINDOW_TIMES));
        if (steps - burnIn < 2) {
            throw new InvalidInputException("Of " + steps + " steps, " + burnIn
                    + " are left out of the averages; give at least 2 steps more than are left out.");
        }
        return new StoppingRule(burnIn, steps - burnIn);
    }

    private static EquilibriumValues equilibrium(Minimum minimum, double rate) {
        return new EquilibriumValues(
                minimum.state().weight(),
                minimum.state().bias(),
                minimum.risk(),
                minimum.relaxationSteps(rate).stream().boxed().toList());
    }

    private static Prediction prediction(SmallRateLimit limit, double rateOverBatch) {
        return new Prediction(
                StateValues.of(limit.mean(rateOverBatch)), MatrixValues.of(limit.covariance(rateOverBatch)));
    }

    private static Measurement measurement(TrajectorySummary.Averages averages) {
        return new Measurement(
                StateValues.of(averages.mean()),
                StateValues.of(averages.standardError()),
                MatrixValues.of(averages.covariance()),
                MatrixValues.of(averages.covarianceStandardError()),
                StateValues.of(averages.drift()),
                StateValues.of(averages.driftStandardError()),
                StateValues.of(averages.spreadChange()),
                StateValues.of(averages.spreadChangeStandardError()),
                averages.stationarity().name().toLowerCase(Locale.ROOT),
                "Between the halves of the window the mean moves by less than a third of the standard deviation, and"
                        + " the variance changes by less than a factor of 1.5, two standard errors included.");
    }

    private static Chains chains(TrajectorySummary summary) {
        return new Chains(
                summary.chains(),
                summary.chains() - summary.dead() - summary.diverged(),
                summary.dead(),
                summary.diverged(),
                summary.dead() == 0 ? null : summary.meanDeathStep(),
                summary.countedSteps(),
                summary.lostSteps());
    }

    private static List<Comparison> comparisons(TrajectorySummary summary) {
        List<Comparison> all = new ArrayList<>();
        for (StepComparison comparison :
                summary.averages().map(TrajectorySummary.Averages::comparisons).orElse(List.of())) {
            boolean hasBoth = comparison.steps() > 0 && comparison.jumps() > 0;
            all.add(new Comparison(
                    Double.isNaN(comparison.target()) ? null : comparison.target(),
                    comparison.sign().name().toLowerCase(Locale.ROOT),
                    comparison.stepShare(),
                    comparison.jumpShare(),
                    comparison.steps(),
                    comparison.jumps(),
                    hasBoth ? comparison.distance() : null,
                    hasBoth ? comparison.noiseFloor() : null,
                    bins(comparison),
                    SearchedExponent.of(comparison.stepSizes(), comparison.sign()),
                    SearchedExponent.of(comparison.jumpSizes(), comparison.sign())));
        }
        return all;
    }

    private static List<Bin> bins(StepComparison comparison) {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < comparison.stepSizes().size(); i++) {
            LogHistogram.Bin steps = comparison.stepSizes().get(i);
            bins.add(new Bin(
                    steps.low(),
                    steps.high(),
                    steps.count(),
                    comparison.jumpSizes().get(i).count()));
        }
        return bins;
    }

    private static List<String> warnings(TrajectorySummary summary) {
        List<String> warnings = new ArrayList<>();
        if (summary.dead() > 0) {
            warnings.add("Of " + summary.chains() + " chains, " + summary.dead()
                    + " died: they came to where no sample makes a jump; they are not in the averages.");
        }
        if (summary.diverged() > 0) {
            warnings.add("Of " + summary.chains() + " chains, " + summary.diverged()
                    + " diverged; they are not in the averages.");
        }
        if (summary.lostSteps() > 0 && summary.averages().isPresent()) {
            warnings.add("Of the " + summary.countedSteps() + " steps that are compared with potential jumps, "
                    + summary.lostSteps() + " were made by chains that died or diverged afterwards.");
        }
        summary.averages().ifPresent(averages -> {
            switch (averages.stationarity()) {
                case REACHED -> {}
                case DRIFTING ->
                    warnings.add("The chains are not in equilibrium: their mean or their spread still drifts;"
                            + " give more steps, or a longer burn-in.");
                case UNDECIDED ->
                    warnings.add("The chains are too few, or too short, to tell whether they are in equilibrium.");
            }
        });
        return warnings;
    }
}
