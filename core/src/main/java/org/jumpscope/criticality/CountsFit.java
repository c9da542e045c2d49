package org.jumpscope.criticality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jumpscope.criticality.FitReport.Fit;
import org.jumpscope.criticality.FitReport.Guard;
import org.jumpscope.criticality.FitReport.Score;
import org.jumpscope.criticality.FitReport.Tests;
import org.jumpscope.criticality.estimate.BinnedCounts;
import org.jumpscope.criticality.estimate.BinnedFit;
import org.jumpscope.criticality.estimate.ConfidenceInterval;
import org.jumpscope.criticality.estimate.IntervalMethod;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.fittest.BinnedCurvature;
import org.jumpscope.criticality.range.BinnedSearch;
import org.jumpscope.criticality.range.GuardBand;
import org.jumpscope.criticality.range.RangeSearch;
import org.jumpscope.numeric.InvalidInputException;

/**
 * {@link BoundedFit} of counts in bins: histograms, rounded values, and streams of any length. Immutable.
 *
 * <p>The likelihood is that of the counts themselves, so bins of any width make no bias. A range is tested by the chi-square
 * test and the score test against curvature, each at half of the significance, on the part of it that the exponent is
 * from. After a search that part is the range without a guard of its length in ln x at either end, to the next edge. Where the
 * exponent drifts by more than 1.96 of its errors from the guard to one of 30 %, the interval is withheld.
 */
public final class CountsFit {
    private static final double LEVEL = 0.95;
    private static final double NORMAL_QUANTILE = 1.959963984540054;
    private static final double[] GUARDS = {0, 0.05, 0.10, 0.15, 0.20, 0.30};
    private static final double INNER_GUARD = 0.30;
    private static final int FEWEST_BINS = 3;
    private static final double SMALL_SHARE = 0.1;

    private final RangeSearch search;
    private final double guard;
    private final double significance;
    private final double minimumDecades;

    private CountsFit(RangeSearch search, double guard, double significance, double minimumDecades) {
        this.search = search;
        this.guard = guard;
        this.significance = significance;
        this.minimumDecades = minimumDecades;
    }

    /** A joint search, a guard of 15 % after it, significance 0.05, at least 1.5 decades. */
    public static CountsFit withDefaults() {
        return new CountsFit(RangeSearch.joint(), GuardBand.DEFAULT, 0.05, 1.5);
    }

    /** The same with another way to choose the range. */
    public CountsFit with(RangeSearch other) {
        return new CountsFit(other, guard, significance, minimumDecades);
    }

    /**
     * The same with another guard.
     *
     * @param share of ln(b/a) that is left out at either end after a search, from 0 to below 0.3
     * @throws InvalidInputException if it is not
     */
    public CountsFit withGuard(double share) {
        if (!(share >= 0 && share < INNER_GUARD)) {
            throw new InvalidInputException(
                    "Guard " + share + " is not a share of the range from 0 to below 0.3; give for example 0.1.");
        }
        return new CountsFit(search, share, significance, minimumDecades);
    }

    /**
     * The same with another significance.
     *
     * @param probability at most this share of true power laws on a given range is rejected; inside (0, 1)
     * @throws InvalidInputException if it does not lie inside (0, 1)
     */
    public CountsFit withSignificance(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new InvalidInputException("Significance " + probability + " does not lie inside (0, 1).");
        }
        return new CountsFit(search, guard, probability, minimumDecades);
    }

    /**
     * The same with another length that a power law has to hold over.
     *
     * @param decades log₁₀(b/a), not negative
     * @throws InvalidInputException if it is negative or not finite
     */
    public CountsFit withMinimumDecades(double decades) {
        return new CountsFit(search.withMinimumDecades(decades), guard, significance, decades);
    }

    /**
     * Fits counts.
     *
     * @param counts the bins of the values, or magnitudes, that are fitted
     * @param given what was given in all
     * @throws InvalidInputException if a given range holds too few values or bins
     */
    public Verdict fit(BinnedCounts counts, ValueCounts given) {
        BinnedSearch.Choice choice = BinnedSearch.search(search, counts);
        if (choice instanceof BinnedSearch.None none) {
            FitReport report = none.rejected()
                    .map(best -> new Judgement(counts, given, best).report())
                    .orElseGet(() -> report(counts, given, Optional.empty(), Optional.empty(), List.of(), List.of()));
            return new Verdict.NoPowerLaw(none.reason(), report);
        }
        return new Judgement(counts, given, (BinnedSearch.Found) choice).verdict();
    }

    private static FitReport report(
            BinnedCounts counts,
            ValueCounts given,
            Optional<Fit> fit,
            Optional<Tests> tests,
            List<Guard> guards,
            List<Finding> findings) {
        return new FitReport(
                given, Math.round(counts.total()), fit, tests, List.of(), guards, Optional.empty(), findings);
    }

    /** One range and all that is said of it. */
    private final class Judgement {
        private final BinnedCounts counts;
        private final ValueCounts given;
        private final BinnedSearch.Found found;
        private final BinnedFit guarded;
        private final PowerLawEstimate estimate;
        private final Optional<String> drift;

        Judgement(BinnedCounts counts, ValueCounts given, BinnedSearch.Found found) {
            this.counts = counts;
            this.given = given;
            this.found = found;
            this.guarded = search.choosesAnEnd() ? cut(guard).orElse(found.fit()) : found.fit();
            this.estimate = guarded.maximum();
            this.drift = search.choosesAnEnd() ? drift() : Optional.empty();
        }

        /** The range without a share of its length at either end; empty where too few bins are left. */
        private Optional<BinnedFit> cut(double share) {
            double lower = found.fit().lower();
            double upper = found.fit().upper();
            if (share > 0 && upper == Double.POSITIVE_INFINITY) {
                return Optional.empty();
            }
            double margin = share == 0 ? 1 : StrictMath.pow(upper / lower, share);
            // An edge that is there to rounding counts as inside.
            int from = counts.firstEdgeAtLeast(lower * margin * (1 - 1e-12));
            int to = counts.lastEdgeAtMost(upper / margin * (1 + 1e-12));
            double count = to - from < FEWEST_BINS ? 0 : counts.count(from, to);
            if (!(count > 0) || counts.count(from) == count || counts.count(to - 1) == count) {
                return Optional.empty();
            }
            return Optional.of(BinnedFit.between(counts, from, to));
        }

        private Optional<String> drift() {
            Optional<PowerLawEstimate> inner = cut(INNER_GUARD).map(BinnedFit::maximum);
            if (inner.isEmpty()) {
                return Optional.empty();
            }
            double error = inner.get().standardError();
            double variance = error * error - estimate.standardError() * estimate.standardError();
            double z = (inner.get().exponent() - estimate.exponent()) / Math.sqrt(variance);
            return variance > 0 && Math.abs(z) > NORMAL_QUANTILE
                    ? Optional.of("The exponent drifts by " + Sentences.number(Math.abs(z), 2)
                            + " of its errors when 30 % is cut at either end: the joint is not sharp.")
                    : Optional.empty();
        }

        private double decades() {
            double upper = found.fit().upper();
            double end = upper < Double.POSITIVE_INFINITY ? upper : counts.edge(counts.size() - 1);
            return Math.log10(end / found.fit().lower());
        }

        FitReport report() {
            Optional<ConfidenceInterval> interval =
                    drift.isPresent() ? Optional.empty() : Optional.of(guarded.interval(IntervalMethod.SCORE, LEVEL));
            String rule = drift.map(sentence -> "withheld: " + sentence)
                    .orElse(search.choosesAnEnd() ? "guard " + Math.round(100 * guard) + " %" : "likelihood");
            double share = found.fit().count() / counts.total();
            Fit fit = new Fit(
                    estimate.exponent(),
                    estimate.standardError(),
                    interval,
                    rule,
                    found.fit().lower(),
                    found.fit().upper(),
                    guarded.lower(),
                    guarded.upper(),
                    decades(),
                    Math.round(found.fit().count()),
                    share);
            BinnedCurvature curvature =
                    BinnedCurvature.of(counts, guarded.lower(), guarded.upper(), estimate.exponent());
            Tests tests = new Tests(
                    found.distance(), found.pValue(), new Score(curvature.z(), curvature.pValue()), Optional.empty());
            return CountsFit.report(counts, given, Optional.of(fit), Optional.of(tests), guards(), findings(share));
        }

        private List<Guard> guards() {
            List<Guard> guards = new ArrayList<>();
            if (search.choosesAnEnd()) {
                for (double share : GUARDS) {
                    cut(share).ifPresent(fit -> {
                        PowerLawEstimate cut = fit.maximum();
                        guards.add(new Guard(share, cut.exponent(), cut.standardError(), Math.round(cut.count())));
                    });
                }
            }
            return guards;
        }

        private List<Finding> findings(double share) {
            List<Finding> findings = new ArrayList<>();
            drift.ifPresent(sentence -> findings.add(new Finding.JointNotSharp(sentence)));
            if (share < SMALL_SHARE) {
                findings.add(new Finding.SmallShare(
                        share, "Only " + Sentences.percent(share) + " of the values lie in the range."));
            }
            if (search.choosesAnEnd()) {
                findings.add(new Finding.ConditionalOnRange(
                        "The p-values are those of a range given beforehand; this one was chosen by the same values."));
            }
            return findings;
        }

        Verdict verdict() {
            FitReport report = report();
            Fit fit = report.fit().orElseThrow();
            String range = "[" + Sentences.number(fit.lower(), 4) + ", " + Sentences.number(fit.upper(), 4) + "]";
            if (fit.decades() < minimumDecades * (1 - 1e-12)) {
                return new Verdict.NoPowerLaw(
                        "The range " + range + " is " + Sentences.number(fit.decades(), 2)
                                + " decades long, less than the " + Sentences.number(minimumDecades, 3)
                                + " that a power law has to hold over.",
                        report);
            }
            double p = guarded.chiSquare().pValue();
            if (p < significance / 2) {
                return new Verdict.NoPowerLaw(
                        "On " + range + " the chi-square test rejects a power law: " + Sentences.probability(p) + ".",
                        report);
            }
            Score curvature = report.tests().orElseThrow().curvature();
            if (curvature.pValue() < significance / 2) {
                return new Verdict.NoPowerLaw(
                        "On " + range + " ln p against ln x is curved, "
                                + (curvature.z() < 0
                                        ? "downwards as in a lognormal law"
                                        : "upwards as between two power laws")
                                + ": " + Sentences.probability(curvature.pValue()) + ".",
                        report);
            }
            if (drift.isPresent()) {
                return new Verdict.Undecided(
                        "No test rejects a power law on " + range
                                + ", but its exponent has no honest interval: the joint" + " is not sharp.",
                        report);
            }
            return new Verdict.PowerLaw(
                    "Over " + Sentences.number(fit.decades(), 2) + " decades, " + range + " with " + fit.count()
                            + " values (" + Sentences.percent(fit.share()) + "), nothing rejects x^-k with k = "
                            + Sentences.withError(fit.exponent(), fit.standardError()) + ".",
                    report);
        }
    }
}
