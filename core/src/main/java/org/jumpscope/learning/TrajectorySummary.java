package org.jumpscope.learning;

import java.util.List;
import java.util.Optional;
import org.jumpscope.network.State;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;

/**
 * What chains of stochastic gradient descent did.
 *
 * <p>A chain is dead where it has made no step 1,000 times in a row and a sample with a jump has a probability below
 * 1e−6 at its state (or where it has made none a million times); it has diverged where its state is not finite. Neither
 * enters the averages. The steps that it made before are steps that training really made, so they stay among the steps
 * that are compared with potential jumps, as do the zeros of the run in which its death was noticed; {@code lostSteps} is
 * their number.
 *
 * @param start the start of all chains
 * @param rule when they ended
 * @param chains the number of chains
 * @param dead chains that died
 * @param diverged chains that diverged
 * @param meanDeathStep mean number of steps before death, NaN if none died
 * @param countedSteps steps whose sizes were counted, zeros included
 * @param lostSteps of these, the steps of chains that died or diverged afterwards
 * @param averages averages over the window of the other chains; empty if there are none
 * @param steps the recorded steps
 */
public record TrajectorySummary(
        State start,
        StoppingRule rule,
        int chains,
        int dead,
        int diverged,
        double meanDeathStep,
        long countedSteps,
        long lostSteps,
        Optional<Averages> averages,
        RecordedSteps steps) {

    /** Whether the chains are in equilibrium over the averaging window. */
    public enum Stationarity {
        /** Drift and change of the spread are small against the fluctuation, two standard errors included. */
        REACHED,
        /** One of them is not small, two standard errors taken off. */
        DRIFTING,
        /** The chains are too few, or the window too short, to tell. */
        UNDECIDED
    }

    /**
     * Averages over time and chains.
     *
     * <p>The equilibrium criterion compares the two halves of the window: in both coordinates the mean has to move by less
     * than a third of the standard deviation of the fluctuation, and the variance to change by less than a factor of
     * 1.5, each with two standard errors of the chains on top.
     *
     * @param chains chains averaged
     * @param mean the time-averaged mean state
     * @param standardError its standard error (w, b), from the spread of the chains' own averages; NaN for one chain
     * @param covariance covariance of the state over time and chains
     * @param covarianceStandardError standard errors of its elements; NaN for one chain
     * @param drift mean of the second half minus mean of the first (w, b)
     * @param driftStandardError its standard error
     * @param spreadChange log of the variance of the second half over that of the first (w, b)
     * @param spreadChangeStandardError its standard error
     * @param stationarity the verdict
     * @param comparisons steps made beside potential jumps at the mean state, by class and sign; empty for a batch of
     *     several samples only in class
     */
    public record Averages(
            int chains,
            State mean,
            Vector standardError,
            StateMatrix covariance,
            StateMatrix covarianceStandardError,
            Vector drift,
            Vector driftStandardError,
            Vector spreadChange,
            Vector spreadChangeStandardError,
            Stationarity stationarity,
            List<StepComparison> comparisons) {
        /** Copies the list. */
        public Averages {
            comparisons = List.copyOf(comparisons);
        }
    }

    /**
     * Steps of all chains in order of chain and step, as columns of equal length.
     *
     * @param chain number of the chain
     * @param step number of the step
     * @param target target of the sample, NaN for batches of several
     * @param input x of the sample, NaN for batches of several
     * @param weightStep Δw
     * @param biasStep Δb
     * @param weight w before the step
     * @param bias b before the step
     */
    public record RecordedSteps(
            Vector chain,
            Vector step,
            Vector target,
            Vector input,
            Vector weightStep,
            Vector biasStep,
            Vector weight,
            Vector bias) {
        /**
         * Returns the number of steps.
         *
         * @return the length of each column
         */
        public int size() {
            return chain.size();
        }
    }

    /**
     * Returns the averages.
     *
     * @return averages over the chains that lived
     * @throws NoAnswerException if none did
     */
    public Averages averagesOrElseThrow() {
        return averages.orElseThrow(() -> new NoAnswerException("None of the " + chains
                + " chains of gradient descent lived to the end: " + dead + " died and " + diverged
                + " diverged; give a smaller rate or another start."));
    }
}
