package org.jumpscope.criticality.range;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The exponent of a range with growing parts of it left out at both ends, and a test whether it drifts.
 *
 * <p>If the law is pure inside the guard of 10 %, the estimates of two nested windows differ with variance
 * Var(k̂_inner) − Var(k̂_outer), since the outer one is efficient. The test compares the guard of 10 % with one of 30 %, on
 * both ends together and on each end alone, and calls a drift where the largest of the three |z| is above
 * {@value #CRITICAL}, the 5 % point of their maximum over pure power laws.
 *
 * @param steps the exponent at guards of 0, 5, 10, 15, 20 and 30 % of ln(b/a); those without values inside are left out
 * @param drift the drift, if there is one
 */
public record GuardSweep(List<Step> steps, Optional<JointNotSharp> drift) {
    /** Shares of the length in ln x that are left out at either end. */
    private static final double[] GUARDS = {0, 0.05, 0.10, 0.15, 0.20, 0.30};

    private static final double INNER = 0.30;
    private static final double OUTER = 0.10;
    /** Critical value of the largest of the three |z|, level 0.05. */
    static final double CRITICAL = 2.33;

    /** Copies the list. */
    public GuardSweep {
        steps = List.copyOf(steps);
    }

    /**
     * The estimate at one guard.
     *
     * @param guard share of ln(b/a) left out at either end
     * @param exponent k̂
     * @param standardError its standard error
     * @param count number of values
     */
    public record Step(double guard, double exponent, double standardError, int count) {}

    /**
     * The exponent drifts when the ends are cut: the law does not begin and end sharply.
     *
     * @param both z of the two guards at both ends
     * @param lower z with the inner guard at the lower end alone
     * @param upper z with the inner guard at the upper end alone
     * @param level probability of a false finding on a law that is pure inside the outer guard
     */
    public record JointNotSharp(double both, double lower, double upper, double level) {
        /** One sentence. */
        public String sentence() {
            double z = Math.max(Math.abs(both), Math.max(Math.abs(lower), Math.abs(upper)));
            String where = Math.abs(lower) >= Math.max(Math.abs(upper), Math.abs(both))
                    ? "the lower end"
                    : Math.abs(upper) >= Math.abs(both) ? "the upper end" : "both ends";
            return String.format(
                    Locale.ROOT,
                    "The exponent drifts by %.1f of its errors when more is cut at %s: the joint is not sharp there.",
                    z,
                    where);
        }
    }

    /**
     * Sweeps a window.
     *
     * @param sample the values
     * @param window a window of them with a finite upper end
     */
    public static GuardSweep of(SortedSample sample, Window window) {
        List<Step> steps = new ArrayList<>();
        for (double guard : GUARDS) {
            Estimate estimate = Estimate.of(sample, cut(sample, window, guard, guard));
            if (estimate != null) {
                steps.add(new Step(guard, estimate.exponent(), Math.sqrt(estimate.variance()), estimate.count()));
            }
        }
        Estimate outer = Estimate.of(sample, cut(sample, window, OUTER, OUTER));
        double both = contrast(outer, Estimate.of(sample, cut(sample, window, INNER, INNER)));
        double lower = contrast(outer, Estimate.of(sample, cut(sample, window, INNER, OUTER)));
        double upper = contrast(outer, Estimate.of(sample, cut(sample, window, OUTER, INNER)));
        boolean drifts = Math.max(Math.abs(both), Math.max(Math.abs(lower), Math.abs(upper))) > CRITICAL;
        return new GuardSweep(
                steps, drifts ? Optional.of(new JointNotSharp(both, lower, upper, 0.05)) : Optional.empty());
    }

    /**
     * A window with a finite upper end: an infinite one is replaced by the largest value, which is not counted then.
     *
     * @throws InvalidInputException if fewer than 3 values are in it
     */
    static Window finite(SortedSample sample, Window window) {
        if (window.count() < 3) {
            throw new InvalidInputException("Range [" + window.lower() + ", " + window.upper() + "] holds "
                    + window.count() + " values; an interval of the exponent needs at least 3.");
        }
        if (window.logUpper() < Double.POSITIVE_INFINITY) {
            return window;
        }
        int last = window.to() - 1;
        return new Window(window.from(), last, window.lower(), sample.value(last), window.logLower(), sample.log(last));
    }

    /**
     * A window without a part of its length in ln x at either end.
     *
     * @param sample the values
     * @param window a window of them
     * @param below share of its length left out at the lower end
     * @param above share left out at the upper end
     */
    static Window cut(SortedSample sample, Window window, double below, double above) {
        double logLower = window.logLower() + below * window.logRange();
        double logUpper = window.logUpper() - above * window.logRange();
        return new Window(
                below == 0 ? window.from() : Math.max(window.from(), sample.firstAtLeast(logLower)),
                above == 0 ? window.to() : Math.min(window.to(), sample.firstAbove(logUpper)),
                below == 0 ? window.lower() : Math.exp(logLower),
                above == 0 ? window.upper() : Math.exp(logUpper),
                logLower,
                logUpper);
    }

    private static double contrast(Estimate outer, Estimate inner) {
        if (outer == null || inner == null) {
            return 0;
        }
        double variance = inner.variance() - outer.variance();
        return variance > 0 ? (outer.exponent() - inner.exponent()) / Math.sqrt(variance) : 0;
    }

    /** k̂ and its variance 1/(n L² v(t̂)) on a window. */
    record Estimate(double exponent, double variance, int count) {
        /** Null where there is none. */
        static Estimate of(SortedSample sample, Window window) {
            double length = window.logRange();
            int n = window.count();
            double mean = n < 2 ? 0 : sample.positionSum(window.from(), window.to(), window.logLower()) / (n * length);
            if (!(mean > 0 && mean < 1)) {
                return null;
            }
            double t = TruncatedExponential.inverseMean(mean);
            return new Estimate(1 + t / length, 1 / (n * length * length * TruncatedExponential.variance(t)), n);
        }
    }
}
