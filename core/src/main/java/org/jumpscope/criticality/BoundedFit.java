package org.jumpscope.criticality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jumpscope.criticality.FitReport.Comparison;
import org.jumpscope.criticality.FitReport.Fit;
import org.jumpscope.criticality.FitReport.Guard;
import org.jumpscope.criticality.FitReport.Score;
import org.jumpscope.criticality.FitReport.Tests;
import org.jumpscope.criticality.estimate.IntervalMethod;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.criticality.fittest.Comparison.Favours;
import org.jumpscope.criticality.fittest.KolmogorovDistance;
import org.jumpscope.criticality.fittest.KolmogorovLaw;
import org.jumpscope.criticality.fittest.LikelihoodRatioTest;
import org.jumpscope.criticality.fittest.ScoreTest;
import org.jumpscope.criticality.fittest.ScoreTestResult;
import org.jumpscope.criticality.range.GuardSweep;
import org.jumpscope.criticality.range.IntervalAnswer;
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
    private static final double LEVEL = 0.95;
    private static final double LN_10 = 2.302585092994046;
    private static final double SMALL_SHARE = 0.1;
    private static final double MANY_TIES = 0.01;

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
        SortedSample values = sample.magnitudes();
        RangeSearch.Choice choice = search.search(values);
        if (choice instanceof RangeSearch.Found found) {
            return judge(sample, found, List.of());
        }
        if (choice instanceof RangeSearch.None none) {
            FitReport report = none.rejected()
                    .map(best -> report(sample, best, plain(best), List.of()))
                    .orElseGet(() -> empty(sample, List.of()));
            return new Verdict.NoPowerLaw(none.reason(), report);
        }
        RangeSearch.BudgetExhausted exhausted = (RangeSearch.BudgetExhausted) choice;
        String sentence = "The search ended after " + exhausted.work() + " evaluations with " + exhausted.undecided()
                + " ranges undecided; give it more work, or a range.";
        Finding finding = new Finding.BudgetExhausted(exhausted.work(), sentence);
        FitReport report = exhausted
                .best()
                .map(best -> report(sample, best, plain(best), List.of(finding)))
                .orElseGet(() -> empty(sample, List.of(finding)));
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

    /** What a rule came to, in the words of a report. */
    private record Interval(
            Fit fit, Window guarded, List<Guard> guards, List<Finding> findings, Optional<String> withheld) {}

    /** The nominal interval of the likelihood on a range. */
    private static Interval plain(RangeSearch.Found found) {
        PowerLawEstimate estimate = found.estimate();
        Window window = found.window();
        Fit fit = new Fit(
                estimate.exponent(),
                estimate.standardError(),
                Optional.of(estimate.interval(IntervalMethod.SCORE, LEVEL)),
                "likelihood",
                window.lower(),
                window.upper(),
                window.lower(),
                window.upper(),
                window.decades(),
                window.count(),
                0);
        return new Interval(fit, window, List.of(), List.of(), Optional.empty());
    }

    private Interval interval(SortedSample values, RangeSearch.Found found) {
        boolean bounded = found.window().upper() < Double.POSITIVE_INFINITY;
        if ((rule.isEmpty() && !search.choosesBothEnds()) || !bounded) {
            return plain(found);
        }
        IntervalRule chosen = rule.orElseGet(IntervalRule::withDefaults);
        IntervalAnswer answer = chosen.answer(values, found.window());
        List<Guard> guards = new ArrayList<>();
        for (GuardSweep.Step step : answer.sweep().steps()) {
            guards.add(new Guard(step.guard(), step.exponent(), step.standardError(), step.count()));
        }
        List<Finding> findings = new ArrayList<>();
        answer.sweep().drift().ifPresent(drift -> findings.add(new Finding.JointNotSharp(drift.sentence())));
        Fit nominal = plain(found).fit();
        if (answer instanceof IntervalAnswer.Given given) {
            given.slowDriftSentence().ifPresent(sentence -> findings.add(new Finding.JointNotSharp(sentence)));
            Window guarded = given.guarded();
            Fit fit = new Fit(
                    given.exponent(),
                    given.standardError(),
                    Optional.of(given.interval()),
                    chosen.name(),
                    nominal.lower(),
                    nominal.upper(),
                    guarded.lower(),
                    guarded.upper(),
                    nominal.decades(),
                    nominal.count(),
                    0);
            return new Interval(fit, guarded, guards, findings, Optional.empty());
        }
        IntervalAnswer.Withheld withheld = (IntervalAnswer.Withheld) answer;
        Window guarded = withheld.guarded().orElse(found.window());
        Fit fit = new Fit(
                nominal.exponent(),
                nominal.standardError(),
                Optional.empty(),
                "withheld: " + withheld.reason(),
                nominal.lower(),
                nominal.upper(),
                guarded.lower(),
                guarded.upper(),
                nominal.decades(),
                nominal.count(),
                0);
        return new Interval(fit, guarded, guards, findings, Optional.of(withheld.reason()));
    }

    private FitReport report(SignedSample sample, RangeSearch.Found found, Interval interval, List<Finding> before) {
        SortedSample values = sample.magnitudes();
        Window window = found.window();
        Fit fit = interval.fit();
        double decades = decades(values, window);
        double share = (double) window.count() / values.size();
        Fit complete = new Fit(
                fit.exponent(),
                fit.standardError(),
                fit.interval(),
                fit.intervalRule(),
                fit.lower(),
                fit.upper(),
                fit.guardedLower(),
                fit.guardedUpper(),
                decades,
                fit.count(),
                share);
        List<Finding> findings = new ArrayList<>(before);
        findings.addAll(interval.findings());
        double tied = tiedShare(values, window);
        if (tied > MANY_TIES) {
            findings.add(new Finding.TiedValues(
                    tied,
                    "Of the values in the range " + Sentences.percent(tied)
                            + " occur more than once, as rounded ones do: the tests for continuous laws reject too often;"
                            + " give the resolution to fit them as bins."));
        }
        if (share < SMALL_SHARE) {
            findings.add(new Finding.SmallShare(
                    share, "Only " + Sentences.percent(share) + " of the values lie in the range."));
        }
        Tests tests = tests(values, window, found.estimate(), interval.guarded());
        if (search.choosesAnEnd()) {
            findings.add(new Finding.ConditionalOnRange(
                    "The p-values are those of a range given beforehand; this one was chosen by the same values."));
        }
        List<Comparison> comparisons = compared ? comparisons(values, interval.guarded()) : List.of();
        for (Comparison comparison : comparisons) {
            if (!preferred(comparison)) {
                continue;
            }
            findings.add(new Finding.AlternativePreferred(
                    comparison.name(),
                    "The " + comparison.name() + " fits better on the same range: log likelihood ratio "
                            + Sentences.number(comparison.logLikelihoodRatio(), 3) + ", "
                            + Sentences.probability(comparison.pValue()) + "."));
        }
        return new FitReport(
                sample.counts(),
                values.size(),
                Optional.of(complete),
                Optional.of(tests),
                comparisons,
                interval.guards(),
                bootstrap.map(replicates -> replicates.run(values, search, found)),
                findings);
    }

    /** log₁₀(b/a); to the largest value where b = ∞. */
    private static double decades(SortedSample values, Window window) {
        return window.upper() < Double.POSITIVE_INFINITY
                ? window.decades()
                : (values.log(values.size() - 1) - window.logLower()) / LN_10;
    }

    private static double tiedShare(SortedSample values, Window window) {
        int tied = 0;
        for (int i = window.from(); i < window.to(); i++) {
            boolean before = i > window.from() && values.log(i - 1) == values.log(i);
            boolean after = i + 1 < window.to() && values.log(i + 1) == values.log(i);
            tied += before || after ? 1 : 0;
        }
        return window.count() == 0 ? 0 : (double) tied / window.count();
    }

    private static Tests tests(SortedSample values, Window window, PowerLawEstimate estimate, Window guarded) {
        double distance = KolmogorovDistance.distance(values, window, estimate.exponent());
        boolean bounded = window.upper() < Double.POSITIVE_INFINITY;
        double t = bounded ? (estimate.exponent() - 1) * window.logRange() : Double.POSITIVE_INFINITY;
        double pValue = KolmogorovLaw.fitted().pValue(distance, window.count(), t);
        return new Tests(
                distance,
                pValue,
                score(ScoreTest.curvature().test(values, guarded)),
                bounded ? Optional.of(score(ScoreTest.cutoff().test(values, guarded))) : Optional.empty());
    }

    private static Score score(ScoreTestResult result) {
        return new Score(result.z(), result.pValue());
    }

    private static List<Comparison> comparisons(SortedSample values, Window window) {
        List<Comparison> all = new ArrayList<>();
        for (var comparison : LikelihoodRatioTest.withDefaults().compareAll(values, window)) {
            all.add(new Comparison(
                    comparison.name(),
                    comparison.logLikelihoodRatio(),
                    comparison.pValue(),
                    comparison.favours() != Favours.POWER_LAW));
        }
        return all;
    }

    /** Whether an alternative beats the power law at its quarter of the significance. */
    private boolean preferred(Comparison comparison) {
        return comparison.logLikelihoodRatio() < 0 && comparison.pValue() * 4 < significance;
    }

    private Verdict judge(SignedSample sample, RangeSearch.Found found, List<Finding> before) {
        Interval interval = interval(sample.magnitudes(), found);
        FitReport report = report(sample, found, interval, before);
        Fit fit = report.fit().orElseThrow();
        String range = "[" + Sentences.number(fit.lower(), 4) + ", " + Sentences.number(fit.upper(), 4) + "]";
        if (fit.decades() < minimumDecades) {
            return new Verdict.NoPowerLaw(
                    "The range " + range + " is " + Sentences.number(fit.decades(), 2) + " decades long, less than the "
                            + Sentences.number(minimumDecades, 3) + " that a power law has to hold over.",
                    report);
        }
        Optional<String> rejection = rejection(report);
        if (rejection.isPresent()) {
            return new Verdict.NoPowerLaw("On " + range + " " + rejection.get() + ".", report);
        }
        if (interval.withheld().isPresent()) {
            return new Verdict.Undecided(
                    "No test rejects a power law on " + range + ", but its exponent has no honest interval: "
                            + decapitalised(interval.withheld().get()),
                    report);
        }
        return new Verdict.PowerLaw(
                "Over " + Sentences.number(fit.decades(), 2) + " decades, " + range + " with " + fit.count()
                        + " values ("
                        + Sentences.percent(fit.share()) + "), nothing rejects x^-k with k = "
                        + Sentences.withError(fit.exponent(), fit.standardError()) + ".",
                report);
    }

    private static String decapitalised(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** Which test rejects the power law, if one does. */
    private Optional<String> rejection(FitReport report) {
        Tests tests = report.tests().orElseThrow();
        int number = tests.cutoff().isPresent() ? 3 : 2;
        double limit = significance / number;
        if (report.bootstrap().isPresent() && report.bootstrap().get().pValue() < significance) {
            return Optional.of("the bootstrap with everything refitted rejects a power law: "
                    + Sentences.probability(report.bootstrap().get().pValue()));
        }
        if (tests.pValue() < limit) {
            return Optional.of(
                    "the Kolmogorov-Smirnov test rejects a power law: " + Sentences.probability(tests.pValue()));
        }
        if (tests.curvature().pValue() < limit) {
            return Optional.of("ln p against ln x is curved, "
                    + (tests.curvature().z() < 0 ? "down" : "up")
                    + "wards as " + (tests.curvature().z() < 0 ? "in a lognormal law" : "between two power laws") + ": "
                    + Sentences.probability(tests.curvature().pValue()));
        }
        if (tests.cutoff().isPresent() && tests.cutoff().get().pValue() < limit) {
            return Optional.of("the law bends at its upper end, as with a cut-off: "
                    + Sentences.probability(tests.cutoff().get().pValue()));
        }
        for (Comparison comparison : report.comparisons()) {
            if (preferred(comparison)) {
                return Optional.of(
                        "the " + comparison.name() + " fits better: " + Sentences.probability(comparison.pValue()));
            }
        }
        return Optional.empty();
    }
}
