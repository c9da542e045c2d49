package org.jumpscope.criticality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jumpscope.criticality.range.IntervalRule;
import org.jumpscope.criticality.range.RangeSearch;
import org.jumpscope.numeric.InvalidInputException;

/**
 * Fits a bounded power law p(x) ∝ x^−k on [a, b] to the values of one side, for every real k: chooses the range, estimates
 * the exponent with an interval that stays honest after the choice, tests the law there and compares it with alternatives.
 * Immutable.
 *
 * <p>Where both ends were searched, the score tests and the alternatives look at the range inside the guard, since a search
 * takes in a little of what lies beyond the law.
 *
 * <p>The verdict is <em>power law</em> if the range is at least {@link #minimumDecades()} decades long and none of three
 * tests rejects the law on it: that of Kolmogorov and Smirnov with the exponent fitted, and the score tests against
 * curvature in ln x and against an exponential cut-off. The smallest of their p-values is compared with a third of the
 * significance (Bonferroni), so that a power law on a given range is rejected with at most that probability; alternatives, if
 * they are compared, reject it in the same way at a quarter each. It is <em>undecided</em> where nothing rejects the law but
 * no honest interval exists, or the search ran out of work; otherwise it is <em>no power law</em>, which is a normal answer.
 */
public final class BoundedFit {

    private final RangeSearch search;
    private final Optional<IntervalRule> rule;
    private final Side side;
    private final double significance;
    private final double minimumDecades;
    private final boolean compared;
    private final Optional<RefittedBootstrap> bootstrap;

    private BoundedFit(
            RangeSearch search,
            Optional<IntervalRule> rule,
            Side side,
            double significance,
            double minimumDecades,
            boolean compared,
            Optional<RefittedBootstrap> bootstrap) {
        this.search = search;
        this.rule = rule;
        this.side = side;
        this.significance = significance;
        this.minimumDecades = minimumDecades;
        this.compared = compared;
        this.bootstrap = bootstrap;
    }

    /**
     * A fit of positive values on a range that is searched at both ends, at least 1.5 decades long, with the hull over
     * models of the ends as interval, significance 0.05, no alternatives and no bootstrap.
     */
    public static BoundedFit withDefaults() {
        return new BoundedFit(RangeSearch.joint(), Optional.empty(), Side.POSITIVE, 0.05, 1.5, false, Optional.empty());
    }

    /** The same with another way to choose the range. */
    public BoundedFit with(RangeSearch other) {
        return new BoundedFit(other, rule, side, significance, minimumDecades, compared, bootstrap);
    }

    /**
     * The same with another rule for the interval; without one it is that of the likelihood on a given range, and the
     * hull over models of the ends on one whose ends were both searched.
     */
    public BoundedFit with(IntervalRule other) {
        return new BoundedFit(search, Optional.of(other), side, significance, minimumDecades, compared, bootstrap);
    }

    /** The same for the values of another side. */
    public BoundedFit with(Side other) {
        return new BoundedFit(search, rule, other, significance, minimumDecades, compared, bootstrap);
    }

    /** The same with the alternatives compared on the range. */
    public BoundedFit withComparisons() {
        return new BoundedFit(search, rule, side, significance, minimumDecades, true, bootstrap);
    }

    /** The same with a bootstrap that refits everything, the range too. */
    public BoundedFit with(RefittedBootstrap replicates) {
        return new BoundedFit(search, rule, side, significance, minimumDecades, compared, Optional.of(replicates));
    }

    /**
     * The same with another length that a power law has to hold over.
     *
     * @param decades log₁₀(b/a), not negative
     * @throws InvalidInputException if it is negative or not finite
     */
    public BoundedFit withMinimumDecades(double decades) {
        return new BoundedFit(
                search.withMinimumDecades(decades), rule, side, significance, decades, compared, bootstrap);
    }

    /**
     * The same with another significance.
     *
     * @param probability at most this share of true power laws on a given range is rejected; inside (0, 1)
     * @throws InvalidInputException if it does not lie inside (0, 1)
     */
    public BoundedFit withSignificance(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new InvalidInputException("Significance " + probability + " does not lie inside (0, 1).");
        }
        return new BoundedFit(search, rule, side, probability, minimumDecades, compared, bootstrap);
    }

    /** How the range is chosen. */
    public RangeSearch search() {
        return search;
    }

    /** Which values are fitted. */
    public Side side() {
        return side;
    }

    /** The rule for the interval, if one was chosen. */
    Optional<IntervalRule> rule() {
        return rule;
    }

    /** The significance of the verdict. */
    public double significance() {
        return significance;
    }

    /** Whether alternatives are compared. */
    boolean comparesOthers() {
        return compared;
    }

    /** The bootstrap, if there is one. */
    Optional<RefittedBootstrap> bootstrap() {
        return bootstrap;
    }

    /** The least length of a power law in decades. */
    public double minimumDecades() {
        return minimumDecades;
    }

    /**
     * Fits values.
     *
     * @param values the values; those of the other side, zeros and NaN are counted and left out. Not modified.
     * @throws InvalidInputException if a value is infinite, or a given range holds too few values
     */
    public Verdict fit(double... values) {
        return fit(SignedSample.of(side, values));
    }

    /**
     * Fits the magnitudes of a sample.
     *
     * @param sample the chosen values with the counts of all
     * @throws InvalidInputException if a given range holds too few values
     */
    public Verdict fit(SignedSample sample) {
        return fit(sample, List.of(), Optional.empty());
    }

    /**
     * Fits a series whose neighbours depend on each other: every τ-th value is taken for an independent one, where τ is the lag
     * after which the autocorrelation is lost in noise, and everything is done with these; tests are medians over the ways to
     * thin the series. On a given range the exponent is that of all values with the error that their correlation leaves.
     *
     * @param series the series
     * @throws InvalidInputException if a given range holds too few values of the thinned series
     */
    public Verdict fit(CorrelatedSample series) {
        return fit(series.thinned(), List.of(series.finding()), Optional.of(series));
    }

    private Verdict fit(SignedSample sample, List<Finding> before, Optional<CorrelatedSample> series) {
        RangeSearch.Choice choice = search.search(sample.magnitudes());
        if (choice instanceof RangeSearch.Found found) {
            return new RangeJudgement(this, sample, found, before, series).verdict();
        }
        if (choice instanceof RangeSearch.None none) {
            FitReport report = none.rejected()
                    .map(best -> new RangeJudgement(this, sample, best, before, series).rejected())
                    .orElseGet(() -> empty(sample, before));
            return new Verdict.NoPowerLaw(none.reason(), report);
        }
        RangeSearch.BudgetExhausted exhausted = (RangeSearch.BudgetExhausted) choice;
        String sentence = "The search ended after " + exhausted.work() + " evaluations with " + exhausted.undecided()
                + " ranges undecided; give it more work, or a range.";
        List<Finding> findings = new ArrayList<>(before);
        findings.add(new Finding.BudgetExhausted(exhausted.work(), sentence));
        FitReport report = exhausted
                .best()
                .map(best -> new RangeJudgement(this, sample, best, findings, series).rejected())
                .orElseGet(() -> empty(sample, findings));
        return new Verdict.Undecided(sentence, report);
    }

    private static FitReport empty(SignedSample sample, List<Finding> findings) {
        return new FitReport(
                sample.counts(),
                sample.magnitudes().size(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                findings);
    }
}
