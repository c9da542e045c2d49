package org.jumpscope.criticality.range;

import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The change-point cut: looks inside a window for a place τ where two power laws with masses of their own are better than
 * one, and keeps the side that knows the exponent better (statistics §4.10, step 2).
 *
 * <p>With the greatest log-likelihood l of a window, G(τ) = 2[l(a, τ) + l(τ, b) + n₁ ln(n₁/n) + n₂ ln(n₂/n) − l(a, b)] at 59
 * places by rank and 59 in ln x; each costs O(1). If the largest G is above the threshold, the side with the larger Fisher
 * information n L² v is kept, and the search is repeated there.
 */
public final class ChangePoint {
    private static final int PLACES = 59;
    private static final int LEAST_POINTS = 10;

    private final double threshold;
    private final int maximumCuts;

    private ChangePoint(double threshold, int maximumCuts) {
        this.threshold = threshold;
        this.maximumCuts = maximumCuts;
    }

    /** A threshold of 10, which cuts 13 % of pure power laws, and at most 5 cuts. */
    public static ChangePoint withDefaults() {
        return new ChangePoint(10, 5);
    }

    /**
     * The same with another threshold of G; 13 cuts 4 % of pure power laws.
     *
     * @throws InvalidInputException if it is not positive
     */
    public ChangePoint withThreshold(double value) {
        if (!(value > 0)) {
            throw new InvalidInputException("Threshold " + value + " of the change-point cut is not positive.");
        }
        return new ChangePoint(value, maximumCuts);
    }

    /**
     * The same with another limit of cuts.
     *
     * @throws InvalidInputException if it is negative
     */
    public ChangePoint withMaximumCuts(int value) {
        if (value < 0) {
            throw new InvalidInputException("Number of cuts " + value + " is negative.");
        }
        return new ChangePoint(threshold, value);
    }

    /**
     * What is left of a window.
     *
     * @param sample the values
     * @param window a window of the sample with a finite upper end
     * @return the window itself where nothing was cut; otherwise a window one or both of whose ends are values of the sample
     */
    public Window cut(SortedSample sample, Window window) {
        Window current = window;
        for (int cut = 0; cut < maximumCuts; cut++) {
            Window next = cutOnce(sample, current);
            if (next.equals(current)) {
                break;
            }
            current = next;
        }
        return current;
    }

    private Window cutOnce(SortedSample sample, Window window) {
        int n = window.count();
        if (n < 2 * LEAST_POINTS) {
            return window;
        }
        double whole = Stretch.of(sample, window.from(), window.to(), window.logLower(), window.logUpper())
                .likelihood();
        double best = threshold;
        int at = -1;
        for (int i = 1; i <= 2 * PLACES; i++) {
            int rank;
            if (i <= PLACES) {
                rank = window.from() + (int) ((long) n * i / (PLACES + 1));
            } else {
                double share = (i - PLACES) / (PLACES + 1.0);
                rank = sample.firstAtLeast(window.logLower() + share * window.logRange());
            }
            if (rank - window.from() < LEAST_POINTS || window.to() - rank < LEAST_POINTS) {
                continue;
            }
            double gain = 2 * (separate(sample, window, rank) - whole);
            if (gain > best) {
                best = gain;
                at = rank;
            }
        }
        return at < 0 ? window : betterSide(sample, window, at);
    }

    /** l(a, τ) + l(τ, b) + n₁ ln(n₁/n) + n₂ ln(n₂/n) with τ between the values of two neighbouring ranks. */
    private static double separate(SortedSample sample, Window window, int rank) {
        double place = 0.5 * (sample.log(rank - 1) + sample.log(rank));
        if (!(place > sample.log(rank - 1) && place < sample.log(rank))) {
            return Double.NEGATIVE_INFINITY;
        }
        double below = rank - window.from();
        double above = window.to() - rank;
        double n = window.count();
        return Stretch.of(sample, window.from(), rank, window.logLower(), place).likelihood()
                + Stretch.of(sample, rank, window.to(), place, window.logUpper())
                        .likelihood()
                + below * StrictMath.log(below / n)
                + above * StrictMath.log(above / n);
    }

    private static Window betterSide(SortedSample sample, Window window, int rank) {
        // The value next to the cut becomes the end of the side that is kept, so that only interior values are counted.
        Stretch below = Stretch.of(sample, window.from(), rank - 1, window.logLower(), sample.log(rank - 1));
        Stretch above = Stretch.of(sample, rank + 1, window.to(), sample.log(rank), window.logUpper());
        return below.information() >= above.information()
                ? new Window(
                        window.from(),
                        rank - 1,
                        window.lower(),
                        sample.value(rank - 1),
                        window.logLower(),
                        sample.log(rank - 1))
                : new Window(
                        rank + 1, window.to(), sample.value(rank), window.upper(), sample.log(rank), window.logUpper());
    }

    /**
     * The best bounded power law on a stretch of ranks.
     *
     * @param likelihood greatest log-likelihood in u = ln x, n[−ln L + h(t̂) − t̂m]
     * @param information n L² v(t̂)
     */
    private record Stretch(double likelihood, double information) {
        static Stretch of(SortedSample sample, int from, int to, double lower, double upper) {
            int n = to - from;
            double length = upper - lower;
            double mean = sample.positionSum(from, to, lower) / (n * length);
            if (!(mean > 0 && mean < 1)) {
                return new Stretch(Double.NEGATIVE_INFINITY, 0);
            }
            double t = TruncatedExponential.inverseMean(mean);
            double likelihood = n * (TruncatedExponential.logNormaliser(t) - t * mean - StrictMath.log(length));
            return new Stretch(likelihood, n * length * length * TruncatedExponential.variance(t));
        }
    }
}
