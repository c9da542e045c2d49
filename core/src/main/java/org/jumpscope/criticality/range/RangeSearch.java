package org.jumpscope.criticality.range;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.criticality.fittest.KolmogorovDistance;
import org.jumpscope.criticality.fittest.KolmogorovLaw;
import org.jumpscope.numeric.ElementaryFunctions;
import org.jumpscope.numeric.InvalidInputException;

/**
 * Chooses the range [a, b] on which the values of a sample are taken for a bounded power law. Immutable.
 *
 * <ul>
 *   <li>{@link #given}: both ends are given; nothing is searched.
 *   <li>{@link #lowerEnd()}, {@link #lowerEnd(double)}, {@link #upperEnd}: one end is a value of the sample, the one whose
 *       window is at the smallest Kolmogorov–Smirnov distance from its fitted law (Clauset, Shalizi &amp; Newman, SIAM Review
 *       51, 661, 2009, §3.3), exactly as an exhaustive scan finds it. Such a range always exists, and says nothing of a power
 *       law by itself: on lognormal values it retreats into a short tail, so read its decades and its share of the values
 *       beside its p-value.
 *   <li>{@link #joint}: both ends are values of the sample. Of the windows of at least the minimum number of decades and of
 *       values whose exponent is fitted and which the Kolmogorov–Smirnov test does not reject, p ≥ {@link #pValue()}, the one of
 *       the greatest Fisher information n L² v(t̂) (statistics §4.5, §4.7). Candidates for an end are about 200 values, half
 *       evenly spaced in rank and half in ln x, then twice up to 61 closer ones; each window is decided exactly. None is a
 *       normal answer.
 * </ul>
 *
 * <p>Where the range is searched, p-values are those of a fixed window: they are conditional on the choice.
 */
public final class RangeSearch {
    private static final double LN_10 = 2.302585092994046;
    private static final int CUT_POINTS = 200;
    private static final long WORK_BUDGET = 1_000_000_000L;

    private sealed interface Ends {}

    private record Given(double lower, double upper) implements Ends {}

    private record LowerEnd(double upper) implements Ends {}

    private record UpperEnd(double lower) implements Ends {}

    private record Joint() implements Ends {}

    private final Ends ends;
    private final double minimumDecades;
    private final double pValue;
    private final int minimumCount;
    private final long workBudget;
    private final EndConvention convention;
    private final KolmogorovDistance.Convention distance;

    private RangeSearch(
            Ends ends,
            double minimumDecades,
            double pValue,
            int minimumCount,
            long workBudget,
            EndConvention convention,
            KolmogorovDistance.Convention distance) {
        this.ends = ends;
        this.minimumDecades = minimumDecades;
        this.pValue = pValue;
        this.minimumCount = minimumCount;
        this.workBudget = workBudget;
        this.convention = convention;
        this.distance = distance;
    }

    private static RangeSearch of(Ends ends, double minimumDecades) {
        return new RangeSearch(
                ends,
                minimumDecades,
                0.2,
                50,
                WORK_BUDGET,
                EndConvention.INTERIOR,
                KolmogorovDistance.Convention.TWO_SIDED);
    }

    /**
     * The range [a, b] itself; all values in it count, at least 50 (unless changed).
     *
     * @param lower a, above 0
     * @param upper b, above a; may be infinite
     * @throws InvalidInputException if 0 &lt; a &lt; b does not hold
     */
    public static RangeSearch given(double lower, double upper) {
        checkLower(lower);
        if (!(lower < upper)) {
            throw new InvalidInputException("Lower bound " + lower + " is not below upper bound " + upper + ".");
        }
        return of(new Given(lower, upper), 0);
    }

    /**
     * The lower end a of a range [a, ∞) at the smallest distance, the scan of Clauset, Shalizi &amp; Newman; no minimum of
     * decades (unless set), at least 50 values.
     */
    public static RangeSearch lowerEnd() {
        return of(new LowerEnd(Double.POSITIVE_INFINITY), 0);
    }

    /**
     * The lower end a of a range [a, b] at the smallest distance with b given; no minimum of decades (unless set), at least 50
     * values.
     *
     * @param upper b, above 0; may be infinite
     * @throws InvalidInputException if b is not positive
     */
    public static RangeSearch lowerEnd(double upper) {
        if (!(upper > 0)) {
            throw new InvalidInputException("Upper bound " + upper + " is not positive; a power law lives above 0.");
        }
        return of(new LowerEnd(upper), 0);
    }

    /**
     * The upper end b of a range [a, b] at the smallest distance with a given; no minimum of decades (unless set), at least 50
     * values.
     *
     * @param lower a, above 0
     * @throws InvalidInputException if a is not positive and finite
     */
    public static RangeSearch upperEnd(double lower) {
        checkLower(lower);
        return of(new UpperEnd(lower), 0);
    }

    /** Both ends: the window of the most information that passes, of at least 1.5 decades, p ≥ 0.2 and 50 values. */
    public static RangeSearch joint() {
        return of(new Joint(), 1.5);
    }

    private static void checkLower(double lower) {
        if (!(lower > 0 && lower < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(
                    "Lower bound " + lower + " is not positive and finite; a power law lives above 0.");
        }
    }

    /**
     * Considers only windows of at least so many decades log₁₀(b/a); for [a, ∞) up to the greatest value. Not for given ranges.
     *
     * @param decades not negative
     * @throws InvalidInputException if it is negative or not finite
     */
    public RangeSearch withMinimumDecades(double decades) {
        if (!(decades >= 0 && decades < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("Minimum of " + decades + " decades is not a length; give 0 or more.");
        }
        return new RangeSearch(ends, decades, pValue, minimumCount, workBudget, convention, distance);
    }

    /**
     * Lets a window pass the joint search from this p-value of the Kolmogorov–Smirnov test on.
     *
     * @param probability inside (0, 1)
     * @throws InvalidInputException if it does not lie inside (0, 1)
     */
    public RangeSearch withPValue(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new InvalidInputException("p-value " + probability + " does not lie inside (0, 1).");
        }
        return new RangeSearch(ends, minimumDecades, probability, minimumCount, workBudget, convention, distance);
    }

    /**
     * Considers only windows of at least so many values.
     *
     * @param count at least 1
     * @throws InvalidInputException if it is below 1
     */
    public RangeSearch withMinimumCount(int count) {
        if (count < 1) {
            throw new InvalidInputException("Minimum count " + count + " is below 1; a fit needs values.");
        }
        return new RangeSearch(ends, minimumDecades, pValue, count, workBudget, convention, distance);
    }

    /**
     * Ends the search after about so many evaluations of a distribution function (by default 10⁹, some seconds), exceeded by
     * at most those of one window and a dozen for each window that is left undecided.
     *
     * @param evaluations at least 1
     * @throws InvalidInputException if it is below 1
     */
    public RangeSearch withWorkBudget(long evaluations) {
        if (evaluations < 1) {
            throw new InvalidInputException("Work budget " + evaluations + " is below 1 evaluation.");
        }
        return new RangeSearch(ends, minimumDecades, pValue, minimumCount, evaluations, convention, distance);
    }

    /**
     * Counts or leaves out the values at the ends.
     *
     * @param ends what they count for
     */
    public RangeSearch withConvention(EndConvention ends) {
        return new RangeSearch(this.ends, minimumDecades, pValue, minimumCount, workBudget, ends, distance);
    }

    /**
     * Minimises another distance in the search of one end; p-values remain those of the two-sided one.
     *
     * @param deviations the deviations that count
     */
    public RangeSearch withDistance(KolmogorovDistance.Convention deviations) {
        return new RangeSearch(ends, minimumDecades, pValue, minimumCount, workBudget, convention, deviations);
    }

    /** The least number of decades. */
    public double minimumDecades() {
        return minimumDecades;
    }

    /** The p-value from which a window passes. */
    public double pValue() {
        return pValue;
    }

    /** The least number of values in a window. */
    public int minimumCount() {
        return minimumCount;
    }

    /** Whether the data choose an end of the range. */
    public boolean choosesAnEnd() {
        return !(ends instanceof Given);
    }

    /** Whether the data choose both ends of the range. */
    public boolean choosesBothEnds() {
        return ends instanceof Joint;
    }

    /** The lower end, if it is given. */
    OptionalDouble givenLower() {
        if (ends instanceof Given given) {
            return OptionalDouble.of(given.lower);
        }
        return ends instanceof UpperEnd from ? OptionalDouble.of(from.lower) : OptionalDouble.empty();
    }

    /** The upper end, if it is given. */
    OptionalDouble givenUpper() {
        if (ends instanceof Given given) {
            return OptionalDouble.of(given.upper);
        }
        return ends instanceof LowerEnd to ? OptionalDouble.of(to.upper) : OptionalDouble.empty();
    }

    /** What the search came to. */
    public sealed interface Choice {
        /** Evaluations of a distribution function that were done. */
        long work();
    }

    /**
     * A range was chosen; whether a power law holds there is for its p-value, decades, share and the other tests to say.
     *
     * @param window the range and the values that count in it
     * @param estimate the fit on it
     * @param distance D, of the deviations that the search was made with
     * @param pValue of the two-sided distance with the exponent fitted, for this window as if it had been fixed beforehand
     * @param work evaluations of a distribution function
     */
    public record Found(Window window, PowerLawEstimate estimate, double distance, double pValue, long work)
            implements Choice {}

    /**
     * No window will do.
     *
     * @param reason why, in one sentence
     * @param rejected the best of the windows that had to be rejected, if there is one
     * @param work evaluations of a distribution function
     */
    public record None(String reason, Optional<Found> rejected, long work) implements Choice {}

    /**
     * The work budget ended before every window was decided.
     *
     * @param best the best window so far, if there is one
     * @param undecided how many windows are left: for one end of those that are considered, for a joint search of those of more
     *     information than the best on the last grid
     * @param leastDistance no undecided window of a search for one end is at a smaller distance; 0 for a joint search
     * @param work evaluations of a distribution function
     */
    public record BudgetExhausted(Optional<Found> best, long undecided, double leastDistance, long work)
            implements Choice {}

    /**
     * Chooses the range.
     *
     * @param sample the values
     * @throws InvalidInputException if the range is given and holds fewer values than the minimum, or none strictly inside
     */
    public Choice search(SortedSample sample) {
        if (ends instanceof Given given) {
            return onGiven(sample, given);
        }
        Optional<String> hopeless = hopeless(sample);
        if (hopeless.isPresent()) {
            return new None(hopeless.get(), Optional.empty(), 0);
        }
        if (ends instanceof Joint) {
            return jointly(sample);
        }
        return oneEnd(sample);
    }

    private Choice onGiven(SortedSample sample, Given given) {
        Window window = sample.between(given.lower, given.upper);
        String range = "[" + given.lower + ", " + given.upper + "]";
        if (window.count() < minimumCount) {
            throw new InvalidInputException("Range " + range + " holds " + counted(window.count()) + ", fewer than the "
                    + minimumCount + " that a fit needs; give a wider range.");
        }
        FittedWindow fitted = new FittedWindow(sample, distance);
        if (!fitted.fit(window.from(), window.to(), window.logLower(), window.logUpper())) {
            throw new InvalidInputException("All " + counted(window.count()) + " in " + range
                    + " lie at its ends, so no exponent can be estimated; give a wider range.");
        }
        return found(sample, fitted, window, 0);
    }

    /** Why no window can do, if the sample alone tells. */
    private Optional<String> hopeless(SortedSample sample) {
        int size = sample.size();
        if (size < minimumCount) {
            return Optional.of(
                    "There are " + counted(size) + ", fewer than the " + minimumCount + " that a range needs.");
        }
        double range = sample.log(size - 1) - sample.log(0);
        if (range == 0) {
            return Optional.of("All " + counted(size) + " equal " + sample.value(0) + ".");
        }
        if (ends instanceof Joint && range / LN_10 < minimumDecades) {
            return Optional.of("The values span " + decades(range) + " from " + rounded(sample.value(0)) + " to "
                    + rounded(sample.value(size - 1)) + ", fewer than the " + minimumDecades + " that a range needs.");
        }
        return Optional.empty();
    }

    private Choice oneEnd(SortedSample sample) {
        boolean lower = ends instanceof LowerEnd;
        double given = lower ? ((LowerEnd) ends).upper : ((UpperEnd) ends).lower;
        EndScan scan = new EndScan(
                sample,
                lower ? EndScan.Free.LOWER : EndScan.Free.UPPER,
                logarithm(given),
                convention,
                distance,
                minimumCount,
                minimumDecades * LN_10);
        scan.run(workBudget);
        Optional<Found> best = Optional.empty();
        if (scan.best() >= 0) {
            FittedWindow fitted = scan.fitted(scan.best());
            double value = sample.value(scan.best());
            Window window = lower ? fitted.window(value, given) : fitted.window(given, value);
            best = Optional.of(found(sample, fitted, window, 0));
        }
        if (scan.undecided() > 0) {
            return new BudgetExhausted(best, scan.undecided(), scan.leastUndecided(), scan.work());
        }
        if (best.isPresent()) {
            return best.get();
        }
        return new None(
                "No range " + (lower ? "up to " : "from ") + given + " has " + minimumCount + " values"
                        + (minimumDecades > 0 ? " and " + minimumDecades + " decades." : " inside it."),
                Optional.empty(),
                scan.work());
    }

    private Choice jointly(SortedSample sample) {
        JointScan scan = scan(sample, minimumDecades, workBudget);
        scan.run(CUT_POINTS);
        Optional<Found> best = scan.found() ? Optional.of(found(sample, scan)) : Optional.empty();
        if (scan.undecided() > 0) {
            return new BudgetExhausted(best, scan.undecided(), 0, scan.work());
        }
        if (best.isPresent()) {
            return best.get();
        }
        return rejected(sample, scan.work());
    }

    /** Nothing passes: the best shorter window that does, or the most informative one that does not. */
    private Choice rejected(SortedSample sample, long work) {
        if (minimumDecades > 0) {
            JointScan shorter = scan(sample, 0, workBudget);
            shorter.run(CUT_POINTS);
            if (shorter.found()) {
                Found best = found(sample, shorter);
                return new None(
                        "The most informative range with p ≥ " + pValue + " is [" + rounded(best.window.lower()) + ", "
                                + rounded(best.window.upper()) + "], " + decades(best.window.logRange())
                                + ", fewer than the " + minimumDecades + " that a power law needs.",
                        Optional.of(best),
                        work + shorter.work());
            }
        }
        JointScan any = scan(sample, minimumDecades, workBudget);
        int[] ranks = any.mostInformative(CUT_POINTS);
        if (ranks == null) {
            return new None(
                    "No range of " + minimumDecades + " decades holds " + minimumCount + " values.",
                    Optional.empty(),
                    work);
        }
        FittedWindow fitted = any.fitted(ranks[0], ranks[1]);
        Found best = found(sample, fitted, fitted.window(sample.value(ranks[0]), sample.value(ranks[1])), work);
        return new None(
                "No range passes with p ≥ " + pValue + "; the most informative, [" + rounded(best.window.lower()) + ", "
                        + rounded(best.window.upper()) + "], has p = " + rounded(best.pValue) + ".",
                Optional.of(best),
                best.work);
    }

    private JointScan scan(SortedSample sample, double decades, long budget) {
        return new JointScan(
                sample, convention, KolmogorovLaw.fitted().critical(pValue), minimumCount, decades * LN_10, budget);
    }

    private Found found(SortedSample sample, JointScan scan) {
        FittedWindow fitted = scan.fitted();
        return found(sample, fitted, fitted.window(sample.value(scan.lower()), sample.value(scan.upper())), 0);
    }

    /** The answer on a fitted window, whose evaluations so far count as work. */
    private Found found(SortedSample sample, FittedWindow fitted, Window window, long earlier) {
        double chosen = fitted.distance();
        double twoSided = distance == KolmogorovDistance.Convention.TWO_SIDED
                ? chosen
                : KolmogorovDistance.distance(sample, window, fitted.exponent());
        double p = KolmogorovLaw.fitted().pValue(Math.min(twoSided, 1), fitted.count(), fitted.parameter());
        return new Found(window, fitted.estimate(window), chosen, p, earlier + fitted.evaluations());
    }

    private static double logarithm(double value) {
        double[] one = {value};
        ElementaryFunctions.log(one, 1, one);
        return one[0];
    }

    private static String counted(int count) {
        return count == 1 ? "1 value" : count + " values";
    }

    private static String decades(double logRange) {
        return rounded(logRange / LN_10) + " decades";
    }

    /** Three digits are enough in a sentence. */
    private static String rounded(double number) {
        return number == 0
                ? "0"
                : String.valueOf(new java.math.BigDecimal(number)
                        .round(new java.math.MathContext(3))
                        .doubleValue());
    }
}
