package org.jumpscope.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jumpscope.composition.Composition;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;

/**
 * Finds the equilibrium (w*, b*) of the toy model: the minimum of the expected loss R(w, b) = Σ_c s_c E_c[H_c(wx + b)].
 *
 * <p>Newton's method in a trust region runs from each of a fixed set of starts (or from given ones); what they reach is
 * polished until |E[hx]|/E|hx| and |E[h]|/E|h| are at the rounding level, and distinct minima are listed by their risk.
 * The default starts are, in standardised coordinates y = w′(x − m)/s + b′ with m the mean of the classes' medians and s
 * their spread, all w′ in {±0.5, ±3} with b′ in {0, 0.5, −1.5, 2}.
 *
 * <p><b>Local learning equilibrium.</b> With a drift E[g] and the covariance S of the gradient g of one sample, n steps
 * at rate γ move the state by nγ|E[g]| on average and by γ√(n tr S) at random. A state is in local learning equilibrium
 * over n samples while the first is smaller than the second, n &lt; n* = tr S/|E[g]|². At a minimum n* is infinite to
 * rounding; the state forgets its past in 1/(γλ) steps, λ an eigenvalue of the Hessian.
 */
public final class Equilibrium {
    private static final double[] START_WEIGHTS = {0.5, 3, -0.5, -3};
    private static final double[] START_BIASES = {0, 0.5, -1.5, 2};
    /** Relative mean gradient that a minimum has to reach. */
    private static final double RESIDUAL = 1e-13;
    /** Distance in standardised coordinates, relative to the state, below which two minima are one. */
    private static final double SAME = 1e-6;
    /** Ratio of the eigenvalues below which a stationary point is no isolated minimum. */
    private static final double FLAT_RATIO = 1e-13;

    private final List<State> starts;

    private Equilibrium(List<State> starts) {
        this.starts = List.copyOf(starts);
    }

    /** What a search found. */
    public sealed interface Result {
        /**
         * Returns the state of the best minimum.
         *
         * @return (w*, b*)
         * @throws NoAnswerException if there is no equilibrium, with the reason
         */
        default State orElseThrow() {
            return best().state();
        }

        /**
         * Returns the best minimum.
         *
         * @return the minimum with the lowest risk
         * @throws NoAnswerException if there is no equilibrium, with the reason
         */
        default Minimum best() {
            return foundOrElseThrow().minima().get(0);
        }

        /**
         * Returns the minima.
         *
         * @return what was found
         * @throws NoAnswerException if there is no equilibrium, with the reason
         */
        Found foundOrElseThrow();
    }

    /**
     * One or more minima.
     *
     * @param minima all distinct minima that were reached, the lowest risk first
     * @param bayesAccuracy share of the data that the best possible classifier of x gets right
     */
    public record Found(List<Minimum> minima, double bayesAccuracy) implements Result {
        /** Copies the list. */
        public Found {
            minima = List.copyOf(minima);
        }

        @Override
        public Found foundOrElseThrow() {
            return this;
        }
    }

    /**
     * There is no minimum.
     *
     * @param reason a sentence
     */
    public record None(String reason) implements Result {
        @Override
        public Found foundOrElseThrow() {
            throw new NoAnswerException(reason);
        }
    }

    /**
     * Every start that got anywhere ended where no sample makes a jump.
     *
     * @param reason a sentence
     */
    public record Dead(String reason) implements Result {
        @Override
        public Found foundOrElseThrow() {
            throw new NoAnswerException(reason);
        }
    }

    /**
     * Creates a search with the default starts.
     *
     * @return the search
     */
    public static Equilibrium withDefaults() {
        return new Equilibrium(List.of());
    }

    /**
     * Returns a search from given starts.
     *
     * @param given one or more states
     * @return the search
     * @throws InvalidInputException if there is no start
     */
    public Equilibrium withStarts(List<State> given) {
        if (given.isEmpty()) {
            throw new InvalidInputException("There are no starts for the equilibrium; give one or more states.");
        }
        return new Equilibrium(given);
    }

    /**
     * Searches for the equilibrium.
     *
     * @param composition H for every target
     * @param mixture two or more classes
     * @return the minima, or why there is none
     * @throws InvalidInputException if there is only one class
     */
    public Result find(Composition composition, ClassMixture mixture) {
        int classes = mixture.components().size();
        if (classes < 2) {
            throw new InvalidInputException("There is a single class, with target "
                    + mixture.component(0).target()
                    + "; an equilibrium needs two or more, so add a class or give the state.");
        }
        Risk risk = Risk.of(composition, mixture);
        RiskIntegral integral = risk.integral();
        List<MinimumSearch> ends = new ArrayList<>();
        List<MinimumSearch> minima = new ArrayList<>();
        for (double[] start : starts(integral)) {
            MinimumSearch search = new MinimumSearch(integral, start[0], start[1]).run();
            if (search.end == MinimumSearch.End.STATIONARY && !isKnown(search, minima)) {
                search.polish();
                if (isMinimum(search) && !isKnown(search, minima)) {
                    minima.add(search);
                }
            }
            ends.add(search);
        }
        if (minima.isEmpty()) {
            return failure(ends, integral, mixture);
        }
        List<Minimum> found = new ArrayList<>();
        Classifier classifier = Classifier.of(composition.activation(), mixture);
        for (MinimumSearch search : minima) {
            State state = new State(integral.weight(search.weight), integral.bias(search.weight, search.bias));
            found.add(Minimum.of(risk.at(state), classifier.accuracy(state)));
        }
        found.sort(Comparator.comparingDouble(Minimum::risk));
        return new Found(found, mixture.bayesAccuracy());
    }

    private List<double[]> starts(RiskIntegral integral) {
        List<double[]> all = new ArrayList<>();
        for (State state : starts) {
            all.add(new double[] {
                integral.standardWeight(state.weight()), integral.standardBias(state.weight(), state.bias())
            });
        }
        if (all.isEmpty()) {
            for (double weight : START_WEIGHTS) {
                for (double bias : START_BIASES) {
                    all.add(new double[] {weight, bias});
                }
            }
        }
        return all;
    }

    private static boolean isKnown(MinimumSearch search, List<MinimumSearch> minima) {
        for (MinimumSearch other : minima) {
            double distance = Math.hypot(search.weight - other.weight, search.bias - other.bias);
            // A coarse end is as far from its minimum as its Newton step is long.
            double step = search.sums == other.sums ? 0 : newtonStep(search);
            if (distance <= SAME * (1 + Math.hypot(other.weight, other.bias)) + 2 * step) {
                return true;
            }
        }
        return false;
    }

    private static double newtonStep(MinimumSearch search) {
        var p = search.sums.hessian().solve(search.sums.sum[RiskSums.SLOPE_U], search.sums.sum[RiskSums.SLOPE]);
        double length = Math.hypot(p.get(0), p.get(1));
        return length < 1e-2 ? length : 0;
    }

    private static boolean isMinimum(MinimumSearch search) {
        var eigenvalues = search.sums.hessian().eigenvalues();
        double residual = Math.max(RESIDUAL, search.sums.relativeNoise());
        return search.sums.relativeGradient() <= residual
                && Double.isNaN(search.sums.jumpsAt)
                && eigenvalues.get(0) > FLAT_RATIO * eigenvalues.get(1);
    }

    private static Result failure(List<MinimumSearch> ends, RiskIntegral integral, ClassMixture mixture) {
        MinimumSearch best = null;
        MinimumSearch obstacle = null;
        for (MinimumSearch end : ends) {
            if (end.end == MinimumSearch.End.OBSTACLE) {
                obstacle = end;
            } else if (best == null || end.sums.value() < best.sums.value()) {
                best = end;
            }
        }
        if (best == null && obstacle != null) {
            return new None("There is no equilibrium: " + Obstacle.clause(obstacle.sums) + ".");
        }
        State at = new State(integral.weight(best.weight), integral.bias(best.weight, best.bias));
        String place = String.format(Locale.ROOT, "(%.6g, %.6g)", at.weight(), at.bias());
        if (!Double.isNaN(best.sums.jumpsAt) && best.end != MinimumSearch.End.DEAD) {
            return new None("There is no equilibrium: the loss after activation jumps at y = " + best.sums.jumpsAt
                    + ", so its mean gradient is not the gradient of the risk; the searches end at " + place + ".");
        }
        return switch (best.end) {
            case DEAD ->
                new Dead("There is no equilibrium: the searches end in a dead zone such as " + place
                        + ", where no sample makes a jump and the risk is " + best.sums.value() + ".");
            case RUNAWAY ->
                new None("There is no equilibrium: the loss decreases without a minimum as the state runs"
                        + " off, past " + place
                        + (Separation.isSeparated(mixture) ? ", since the classes are separable" : "")
                        + ".");
            case STATIONARY ->
                new None("There is no isolated equilibrium: the mean gradient vanishes at " + place
                        + ", but the risk has no strict minimum there.");
            default ->
                new None("No equilibrium was found: the searches stall at " + place + " with a risk of "
                        + best.sums.value() + " and a relative mean gradient of " + best.sums.relativeGradient() + ".");
        };
    }
}
