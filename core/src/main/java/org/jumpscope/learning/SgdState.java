package org.jumpscope.learning;

import org.jumpscope.composition.Composition;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;

/**
 * The state that stochastic gradient descent reaches: the mean over time and chains at a constant rate.
 *
 * <p>{@value #CHAINS} chains with batch size 1 start where the pre-activation varies half as much as at the equilibrium,
 * run for {@value #BURN_IN} of its longest relaxation times and are averaged over {@value #WINDOW} more.
 */
public final class SgdState {
    private static final int CHAINS = 32;
    private static final int BURN_IN = 6;
    private static final int WINDOW = 2;
    /** Steps of all chains together above which a rate is refused as too small. */
    private static final double MOST_STEPS = 1e10;

    private static final double LARGEST_RATE = 0.1;
    private static final double SMALLEST_RATE = 1e-9;
    /** Largest γλ of a stable rate. */
    private static final double STIFFNESS = 0.03;
    /** Largest shift of the mean in standard deviations of the fluctuation of a stable rate. */
    private static final double SHIFT = 2;

    private SgdState() {}

    /**
     * Runs the descent.
     *
     * @param composition H for every target
     * @param mixture two or more classes
     * @param rate the learning rate γ, one at which the descent is stable
     * @param seed seed of the chains
     * @return the time-averaged mean state
     * @throws NoAnswerException if there is no equilibrium, or chains die or diverge
     * @throws InvalidInputException if the rate is outside its domain, or so small that the run would not end
     */
    public static State reach(Composition composition, ClassMixture mixture, double rate, long seed) {
        Minimum minimum = Equilibrium.withDefaults().find(composition, mixture).best();
        return reach(composition, mixture, minimum, rate, seed);
    }

    /**
     * Runs the descent to a known equilibrium.
     *
     * @param composition H for every target
     * @param mixture two or more classes
     * @param minimum the equilibrium
     * @param rate the learning rate γ, one at which the descent is stable
     * @param seed seed of the chains
     * @return the time-averaged mean state
     * @throws NoAnswerException if chains die or diverge
     * @throws InvalidInputException if the rate is outside its domain, or so small that the run would not end
     */
    public static State reach(Composition composition, ClassMixture mixture, Minimum minimum, double rate, long seed) {
        double relaxation =
                minimum.relaxationSteps(LearningPass.checkedRate(rate)).get(0);
        double steps = (BURN_IN + WINDOW) * relaxation * CHAINS;
        if (!(steps <= MOST_STEPS)) {
            throw new InvalidInputException("At rate " + rate + " gradient descent relaxes in " + relaxation
                    + " steps, too many to wait for; give a larger rate.");
        }
        State equilibrium = minimum.state();
        double centre = Risk.of(composition, mixture).integral().centre();
        State start = new State(0.5 * equilibrium.weight(), equilibrium.bias() + 0.5 * equilibrium.weight() * centre);
        StoppingRule rule =
                new StoppingRule((long) Math.ceil(BURN_IN * relaxation), (long) Math.ceil(WINDOW * relaxation) + 2);
        TrajectorySummary summary = GradientDescent.of(composition, mixture)
                .withRate(rate)
                .withSeed(seed)
                .from(start)
                .limit(rule)
                .summary(CHAINS);
        if (summary.dead() + summary.diverged() > 0) {
            throw new NoAnswerException("At rate " + rate + " gradient descent is not stable: of " + CHAINS
                    + " chains, " + summary.dead() + " died and " + summary.diverged()
                    + " diverged; give a smaller rate.");
        }
        return summary.averagesOrElseThrow().mean();
    }

    /**
     * Returns a rate at which the descent is stable about an equilibrium: the largest power of ten, at most 0.1, with γλ
     * at most 0.03 for the largest eigenvalue λ of the Hessian and a mean shift of at most two standard deviations of the
     * fluctuation, by the {@linkplain SmallRateLimit small-rate limit}.
     *
     * @param composition H for every target
     * @param mixture two or more classes
     * @param minimum the equilibrium
     * @return γ
     */
    public static double stableRate(Composition composition, ClassMixture mixture, Minimum minimum) {
        SmallRateLimit limit = SmallRateLimit.of(Risk.of(composition, mixture), minimum);
        double largest = minimum.hessian().eigenvalues().get(1);
        double rate = LARGEST_RATE;
        while (rate > SMALLEST_RATE && !(rate * largest <= STIFFNESS && isNear(limit, rate))) {
            rate = Double.parseDouble("1e" + (int) Math.rint(Math.log10(rate) - 1));
        }
        return rate;
    }

    private static boolean isNear(SmallRateLimit limit, double rate) {
        double sdWeight = Math.sqrt(rate * limit.covariance().weightWeight());
        double sdBias = Math.sqrt(rate * limit.covariance().biasBias());
        return Math.abs(rate * limit.shift().get(0)) <= SHIFT * sdWeight
                && Math.abs(rate * limit.shift().get(1)) <= SHIFT * sdBias;
    }
}
