package org.jumpscope.app;

import java.util.List;
import java.util.Locale;
import org.jumpscope.experiments.fit.FitResult;
import org.jumpscope.experiments.fit.FitResult.Alternative;
import org.jumpscope.experiments.fit.FitResult.Bootstrap;
import org.jumpscope.experiments.fit.FitResult.Counts;
import org.jumpscope.experiments.fit.FitResult.Guard;
import org.jumpscope.experiments.fit.FitResult.Noted;
import org.jumpscope.experiments.fit.FitResult.Score;

/** The answer of {@code fit} for people: the verdict first, and what it means last. */
final class FitText {
    private static final int WIDTH = 100;
    private static final String INDENT = " ".repeat(13);

    private final FitResult result;
    private final StringBuilder text = new StringBuilder();

    private FitText(FitResult result) {
        this.result = result;
    }

    static String of(FitResult result) {
        FitText answer = new FitText(result);
        answer.write();
        return answer.text.toString();
    }

    private void write() {
        line("verdict", capital(result.verdict()) + ": " + result.reason());
        if (result.exponent() != null) {
            fit();
            tests();
        }
        if (!result.alternatives().isEmpty()) {
            line("alternatives", "on the same range, log likelihood of the power law less that of the other");
            result.alternatives().forEach(this::alternative);
        }
        if (result.bootstrap() != null) {
            bootstrap(result.bootstrap());
        }
        values(result.counts());
        for (Noted finding : result.findings()) {
            line("note", finding.sentence());
        }
        line("meaning", meaning());
    }

    private void fit() {
        int percent = (int) Math.round(100 * result.settings().level());
        line("exponent", withError(result.exponent(), result.standardError()) + ", p(x) ∝ x^(-k)");
        String rule = result.intervalRule() == null || result.intervalRule().isBlank()
                ? ""
                : " (" + result.intervalRule() + ")";
        line(
                "interval",
                result.interval() == null
                        ? "withheld" + rule
                        : percent + " %: " + decimals(result.interval().get(0)) + " to "
                                + decimals(result.interval().get(1)) + rule);
        line(
                "range",
                ends(result.range()) + ": " + format("%.2f", result.decades()) + " decades, "
                        + count(result.count().doubleValue()) + " of "
                        + count(result.n().doubleValue()) + " values (" + percent(result.share())
                        + ")");
        if (!result.guardedRange().equals(result.range())) {
            line("", "the exponent is from " + ends(result.guardedRange()));
        }
        if (!result.guards().isEmpty()) {
            StringBuilder sweep = new StringBuilder("exponent with the ends cut by");
            String separator = " ";
            for (Guard guard : result.guards()) {
                sweep.append(separator)
                        .append(percent(guard.fraction()))
                        .append(": ")
                        .append(withError(guard.exponent(), guard.standardError()));
                separator = ", ";
            }
            line("guards", sweep.toString());
        }
    }

    private void tests() {
        if (result.ks() != null) {
            line(
                    "test",
                    "Kolmogorov-Smirnov distance " + ShortNumber.of(result.ks()) + ", p "
                            + probability(result.pValue()));
        }
        if (result.curvature() != null) {
            line(
                    "",
                    score("curvature", result.curvature())
                            + (result.cutoff() == null ? "" : "; " + score("cut-off", result.cutoff())));
        }
    }

    private void alternative(Alternative alternative) {
        text.append(format(
                "  %-34s %+.2f, p %s: %s\n",
                alternative.name(),
                alternative.logLikelihoodRatio(),
                probability(alternative.pValue()),
                alternative.survives() ? "still possible" : "ruled out"));
    }

    private void bootstrap(Bootstrap bootstrap) {
        StringBuilder said = new StringBuilder(count(bootstrap.replicates())
                + " replicates with everything refitted: p " + probability(bootstrap.pValue()));
        if (bootstrap.exponent() != null) {
            said.append(", exponent ").append(ends(bootstrap.exponent()));
        }
        if (bootstrap.lower() != null) {
            said.append(", lower end ").append(ends(bootstrap.lower()));
        }
        if (bootstrap.upper() != null) {
            said.append(", upper end ").append(ends(bootstrap.upper()));
        }
        line("bootstrap", said.toString());
    }

    private void values(Counts counts) {
        line(
                "values",
                count(counts.total()) + " read: " + count(counts.positive()) + " positive, " + count(counts.negative())
                        + " negative, " + count(counts.zeros()) + " zero, " + count(counts.notNumbers())
                        + " not a number; fitted: " + sign());
    }

    private String sign() {
        return switch (result.settings().sign()) {
            case "negative" -> "the negative ones, by their size";
            case "absolute" -> "the sizes of both signs";
            default -> "the positive ones";
        };
    }

    private String meaning() {
        boolean untried =
                result.alternatives().isEmpty() && result.settings().input().equals("values");
        boolean given = result.settings().search().equals("given range");
        return switch (result.verdict()) {
            case "power law" ->
                "over this range, and for this share of the values, the data cannot be told from a power law. "
                        + "They may still come from another law that looks alike there"
                        + (untried ? "; --compare tries some." : ".");
            case "no power law" ->
                (given
                                ? "on the given range the values do not follow a power law, or it is too short to tell."
                                : "no range that is long enough looks like a power law.")
                        + " This is an answer, not a failure.";
            default ->
                "the data neither show a power law nor exclude one: more values, or a given --range, may decide.";
        };
    }

    private static String score(String name, Score score) {
        return name + " z " + format("%+.2f", score.z()) + " (p " + probability(score.pValue()) + ")";
    }

    /** A value with as many decimals as its error has two digits in. */
    private static String withError(double value, double error) {
        if (!(error > 0) || Double.isInfinite(error)) {
            return decimals(value);
        }
        int places = (int) Math.max(0, Math.min(9, 1 - Math.floor(Math.log10(error))));
        return format("%." + places + "f", value) + " ± " + format("%." + places + "f", error);
    }

    private static String decimals(double value) {
        return ShortNumber.of(value);
    }

    private static String ends(List<Double> ends) {
        return ShortNumber.of(ends.get(0)) + " to " + ShortNumber.of(ends.get(1));
    }

    private static String probability(double p) {
        return p < 1e-4 ? format("%.1e", p) : p < 0.01 ? format("%.4f", p) : format("%.2f", p);
    }

    private static String percent(double share) {
        return ShortNumber.of(Math.round(share * 1e3) / 1e1) + " %";
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String count(double count) {
        return count == Math.rint(count) ? count((long) count) : ShortNumber.of(count);
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** A line with its name, broken between words where it is long. */
    private void line(String name, String content) {
        text.append(format("%-13s", name));
        int column = INDENT.length();
        String separator = "";
        for (String word : content.split(" ", -1)) {
            if (column + separator.length() + word.length() > WIDTH && !separator.isEmpty()) {
                text.append('\n').append(INDENT);
                column = INDENT.length();
                separator = "";
            }
            text.append(separator).append(word);
            column += separator.length() + word.length();
            separator = " ";
        }
        text.append('\n');
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
