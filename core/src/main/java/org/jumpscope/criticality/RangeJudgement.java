package org.jumpscope.criticality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
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

/** A range that was found, and all that is said of it: interval, tests, alternatives, findings and the verdict. */
final class RangeJudgement {
    private static final double LEVEL = 0.95;
    private static final double LN_10 = 2.302585092994046;
    private static final double SMALL_SHARE = 0.1;
    private static final double MANY_TIES = 0.01;

    private final BoundedFit asked;
    private final SignedSample sample;
    private final SortedSample values;
    private final RangeSearch.Found found;
    private final List<Finding> before;
    private final Optional<CorrelatedSample> series;

    /**
     * A judgement.
     *
     * @param asked what was asked for
     * @param sample the values, independent of each other
     * @param found the range
     * @param before what is known of it already
     * @param series the series that the values were thinned from, if they were
     */
    RangeJudgement(
            BoundedFit asked,
            SignedSample sample,
            RangeSearch.Found found,
            List<Finding> before,
            Optional<CorrelatedSample> series) {
        this.asked = asked;
        this.sample = sample;
        this.values = sample.magnitudes();
        this.found = found;
        this.before = before;
        this.series = series;
    }

    /** What a rule came to, in the words of a report. */
    private record Interval(
            Fit fit, Window guarded, List<Guard> guards, List<Finding> findings, Optional<String> withheld) {}

    /** The estimate: of a series on a given range, that of all its values, with the error that their correlation leaves. */
    private PowerLawEstimate estimate() {
        return series.isPresent() && !asked.search().choosesAnEnd()
                ? series.get().estimate(found.window().lower(), found.window().upper())
                : found.estimate();
    }

    /** The nominal interval of the likelihood on a range. */
    private Interval plain() {
        PowerLawEstimate estimate = estimate();
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

    private Interval interval() {
        RangeSearch search = asked.search();
        Optional<IntervalRule> rule = asked.rule();
        boolean bounded = found.window().upper() < Double.POSITIVE_INFINITY;
        if ((rule.isEmpty() && !search.choosesBothEnds()) || !bounded) {
            return plain();
        }
        IntervalRule chosen = rule.orElseGet(IntervalRule::withDefaults);
        IntervalAnswer answer = chosen.answer(values, found.window());
        List<Guard> guards = new ArrayList<>();
        for (GuardSweep.Step step : answer.sweep().steps()) {
            guards.add(new Guard(step.guard(), step.exponent(), step.standardError(), step.count()));
        }
        List<Finding> findings = new ArrayList<>();
        answer.sweep().drift().ifPresent(drift -> findings.add(new Finding.JointNotSharp(drift.sentence())));
        Fit nominal = plain().fit();
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

    private FitReport report(Interval interval) {
        Window window = found.window();
        Fit fit = interval.fit();
        double decades = decades(window);
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
        double tied = tiedShare(window);
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
        Tests tests = tests(window, interval.guarded());
        if (asked.search().choosesAnEnd()) {
            findings.add(new Finding.ConditionalOnRange(
                    "The p-values are those of a range given beforehand; this one was chosen by the same values."));
        }
        List<Comparison> comparisons = asked.comparesOthers() ? comparisons(interval.guarded()) : List.of();
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
                asked.bootstrap().map(replicates -> replicates.run(values, asked.search(), found)),
                findings);
    }

    /** log₁₀(b/a); to the largest value where b = ∞. */
    private double decades(Window window) {
        return window.upper() < Double.POSITIVE_INFINITY
                ? window.decades()
                : (values.log(values.size() - 1) - window.logLower()) / LN_10;
    }

    private double tiedShare(Window window) {
        int tied = 0;
        for (int i = window.from(); i < window.to(); i++) {
            boolean before = i > window.from() && values.log(i - 1) == values.log(i);
            boolean after = i + 1 < window.to() && values.log(i + 1) == values.log(i);
            tied += before || after ? 1 : 0;
        }
        return window.count() == 0 ? 0 : (double) tied / window.count();
    }

    /** A sample of independent values with the range in it, and that without the guard. */
    private record Tested(SortedSample sample, Window window, Window guarded) {}

    /** The tests; of a thinned series, each on the median of the ways to thin it (Gerlach &amp; Altmann 2019). */
    private Tests tests(Window window, Window guarded) {
        List<Tested> all = new ArrayList<>(List.of(new Tested(values, window, guarded)));
        for (SortedSample other : series.map(CorrelatedSample::otherThinnings).orElse(List.of())) {
            Window inner = other.between(guarded.lower(), guarded.upper());
            if (inner.count() >= CorrelatedSample.FEWEST) {
                all.add(new Tested(other, other.between(window.lower(), window.upper()), inner));
            }
        }
        Tested distant = median(all, one -> -kolmogorov(one)[1]);
        double[] kolmogorov = kolmogorov(distant);
        return new Tests(
                kolmogorov[0],
                kolmogorov[1],
                score(all, ScoreTest.curvature()),
                window.upper() < Double.POSITIVE_INFINITY
                        ? Optional.of(score(all, ScoreTest.cutoff()))
                        : Optional.empty());
    }

    /** D, and its p-value with k fitted. */
    private static double[] kolmogorov(Tested one) {
        Window window = one.window;
        double exponent = one.sample.estimate(window).exponent();
        double distance = KolmogorovDistance.distance(one.sample, window, exponent);
        boolean bounded = window.upper() < Double.POSITIVE_INFINITY;
        double t = bounded ? (exponent - 1) * window.logRange() : Double.POSITIVE_INFINITY;
        return new double[] {distance, KolmogorovLaw.fitted().pValue(distance, window.count(), t)};
    }

    /** The test on the sample whose |z| is the median; only its null law is looked at, which may have to be simulated. */
    private static Score score(List<Tested> all, ScoreTest test) {
        Tested chosen = all.size() == 1
                ? all.get(0)
                : median(
                        all,
                        one -> Math.abs(test.withNormalLaw()
                                .test(one.sample, one.guarded)
                                .z()));
        return score(test.test(chosen.sample, chosen.guarded));
    }

    /** The one of lower median quantity. */
    private static Tested median(List<Tested> all, ToDoubleFunction<Tested> quantity) {
        double[] keys = all.stream().mapToDouble(quantity).toArray();
        return IntStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> keys[i]))
                .map(all::get)
                .toList()
                .get((keys.length - 1) / 2);
    }

    private static Score score(ScoreTestResult result) {
        return new Score(result.z(), result.pValue());
    }

    private List<Comparison> comparisons(Window window) {
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
        return comparison.logLikelihoodRatio() < 0 && comparison.pValue() * 4 < asked.significance();
    }

    /** The report on a range that is no answer, with the nominal interval. */
    FitReport rejected() {
        return report(plain());
    }

    /** The verdict on the range. */
    Verdict verdict() {
        double minimumDecades = asked.minimumDecades();
        Interval interval = interval();
        FitReport report = report(interval);
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
        double significance = asked.significance();
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
