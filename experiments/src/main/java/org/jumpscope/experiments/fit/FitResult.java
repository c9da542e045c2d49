package org.jumpscope.experiments.fit;

import java.util.List;
import java.util.Locale;
import org.jumpscope.criticality.Finding;
import org.jumpscope.criticality.FitReport;
import org.jumpscope.criticality.ValueCounts;
import org.jumpscope.criticality.Verdict;
import org.jumpscope.criticality.estimate.ConfidenceInterval;

/**
 * The answer of {@code fit} as plain data. What a fit on a range says is null where there is no range.
 *
 * @param n number of values of the chosen sign; for weighted values and bins, the sum of their weights; of a series, of the thinned one
 * @param exponent k̂
 * @param standardError its standard error
 * @param interval ends of its confidence interval; null if it is withheld
 * @param range a and b; an infinite b is written as null
 * @param guardedRange the ends of the range that the exponent is from
 * @param decades log₁₀(b/a)
 * @param share share of the values of the chosen sign in [a, b]
 * @param ks Kolmogorov and Smirnov's distance on the range
 * @param pValue its p-value with the exponent fitted
 * @param curvature the score test against curvature in ln x
 * @param alternatives the other laws on the same range; empty if they were not asked for
 * @param verdict "power law", "no power law" or "undecided"
 * @param reason why, in one sentence
 * @param count number of values in [a, b]
 * @param cutoff the score test against an exponential cut-off; null where the range has no upper end
 * @param intervalRule how the interval was made, or why it is withheld
 * @param guards the exponent with growing shares of the range cut at either end
 * @param bootstrap the bootstrap with everything refitted; null if it was not asked for
 * @param findings what a reader has to know beside the numbers
 * @param counts what was given
 * @param settings what was asked for
 */
public record FitResult(
        Number n,
        Double exponent,
        Double standardError,
        List<Double> interval,
        List<Double> range,
        List<Double> guardedRange,
        Double decades,
        Double share,
        Double ks,
        Double pValue,
        Score curvature,
        List<Alternative> alternatives,
        String verdict,
        String reason,
        Number count,
        Score cutoff,
        String intervalRule,
        List<Guard> guards,
        Bootstrap bootstrap,
        List<Noted> findings,
        Counts counts,
        Settings settings) {

    /**
     * A score test.
     *
     * @param z its statistic, standard normal under the power law
     * @param pValue two-sided
     */
    public record Score(double z, double pValue) {
        static Score of(FitReport.Score score) {
            return new Score(score.z(), score.pValue());
        }
    }

    /**
     * Another law on the same range.
     *
     * @param name the law
     * @param logLikelihoodRatio log likelihood of the power law less that of this law
     * @param pValue of the hypothesis that both are equally near the truth, or, for a law that contains the power law, that
     *     the power law holds
     * @param survives whether this law is still possible
     */
    public record Alternative(String name, double logLikelihoodRatio, double pValue, boolean survives) {}

    /**
     * The exponent with the ends of the range cut.
     *
     * @param fraction the share of ln(b/a) that is cut at each end
     * @param exponent k̂
     * @param standardError its standard error
     * @param count number of values
     */
    public record Guard(double fraction, double exponent, double standardError, long count) {}

    /**
     * A bootstrap with everything refitted.
     *
     * @param replicates replicates that were done
     * @param pValue share of the replicates that fit worse than the data
     * @param exponent interval of the exponent over the replicates
     * @param lower interval of a
     * @param upper interval of b
     */
    public record Bootstrap(
            int replicates, double pValue, List<Double> exponent, List<Double> lower, List<Double> upper) {}

    /**
     * Something to know.
     *
     * @param kind what it is, such as "joint not sharp"
     * @param sentence one sentence with the numbers
     */
    public record Noted(String kind, String sentence) {}

    /**
     * What was given.
     *
     * @param total all values
     * @param positive values above 0
     * @param negative values below 0
     * @param zeros zeros
     * @param notNumbers values that are not a number
     */
    public record Counts(long total, long positive, long negative, long zeros, long notNumbers) {}

    /**
     * What was asked for.
     *
     * @param sign "positive", "negative" or "absolute"
     * @param search how the range was found
     * @param level level of the intervals
     * @param input "values", "weighted values", "rounded values", "correlated values" or "histogram"
     */
    public record Settings(String sign, String search, double level, String input) {}

    /** The answer from a verdict. */
    static FitResult of(Verdict verdict, Settings settings) {
        FitReport report = verdict.report();
        FitReport.Fit fit = report.fit().orElse(null);
        FitReport.Tests tests = report.tests().orElse(null);
        return new FitResult(
                report.n(),
                fit == null ? null : fit.exponent(),
                fit == null ? null : fit.standardError(),
                fit == null ? null : fit.interval().map(FitResult::ends).orElse(null),
                fit == null ? null : List.of(fit.lower(), fit.upper()),
                fit == null ? null : List.of(fit.guardedLower(), fit.guardedUpper()),
                fit == null ? null : fit.decades(),
                fit == null ? null : fit.share(),
                tests == null ? null : tests.distance(),
                tests == null ? null : tests.pValue(),
                tests == null ? null : Score.of(tests.curvature()),
                report.comparisons().stream()
                        .map(c -> new Alternative(c.name(), c.logLikelihoodRatio(), c.pValue(), c.survives()))
                        .toList(),
                verdict.words(),
                verdict.reason(),
                fit == null ? null : fit.count(),
                tests == null ? null : tests.cutoff().map(Score::of).orElse(null),
                fit == null ? null : fit.intervalRule(),
                report.guards().stream()
                        .map(g -> new Guard(g.fraction(), g.exponent(), g.standardError(), g.count()))
                        .toList(),
                report.bootstrap().map(FitResult::bootstrap).orElse(null),
                report.findings().stream()
                        .map(f -> new Noted(kind(f), f.sentence()))
                        .toList(),
                counts(report.counts()),
                settings);
    }

    private static Bootstrap bootstrap(FitReport.Bootstrap bootstrap) {
        return new Bootstrap(
                bootstrap.replicates(),
                bootstrap.pValue(),
                bootstrap.exponent().map(FitResult::ends).orElse(null),
                bootstrap.lower().map(FitResult::ends).orElse(null),
                bootstrap.upper().map(FitResult::ends).orElse(null));
    }

    private static Counts counts(ValueCounts counts) {
        return new Counts(counts.total(), counts.positive(), counts.negative(), counts.zeros(), counts.notNumbers());
    }

    private static List<Double> ends(ConfidenceInterval interval) {
        return List.of(interval.lower(), interval.upper());
    }

    /** The name of a finding's type in words: JointNotSharp is "joint not sharp". */
    private static String kind(Finding finding) {
        return finding.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
