package org.jumpscope.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jumpscope.experiments.fit.SearchedExponent;
import org.jumpscope.experiments.network.MeasureResult;
import org.jumpscope.experiments.network.MeasureResult.Decade;
import org.jumpscope.experiments.network.MeasureResult.Jumps;
import org.jumpscope.experiments.network.MeasureResult.Norms;
import org.jumpscope.figures.paper.NumberText;

/** The answer of {@code measure} for people: a block a group, a line a class and sign. */
final class MeasureText {
    /** Decades with fewer of the jumps are in the JSON answer only. */
    private static final double SMALL_SHARE = 0.02;

    private final StringBuilder text = new StringBuilder();

    private MeasureText() {}

    static String of(MeasureResult result) {
        MeasureText answer = new MeasureText();
        answer.write(result);
        return answer.text.toString();
    }

    private void write(MeasureResult result) {
        line("%-12s %s", "network", result.network());
        line(
                "%-12s q̇ = −∂H/∂q of %,d variables for %,d samples, by %s",
                "jumps", result.trainable(), result.samples(), result.target());
        line("%-12s %s: %s", "loss", result.loss(), result.treatment());
        line("");
        line("length of the jump, abs(q̇)");
        for (Norms norms : result.norms()) {
            line(
                    "  %-9s %,9d  from %s to %s, median %s%s",
                    label(result, norms.label()),
                    norms.samples(),
                    ShortNumber.of(norms.least()),
                    ShortNumber.of(norms.greatest()),
                    ShortNumber.of(norms.median()),
                    norms.fit() == null ? "" : "; " + words(norms.fit()));
        }
        List<String> groups =
                result.jumps().stream().map(Jumps::group).distinct().toList();
        for (String group : groups) {
            line("");
            line("%s: exponent k of p ∝ q̇^(-k) by decade, from 10^e to 10^(e+1)", group);
            result.jumps().stream().filter(j -> j.group().equals(group)).forEach(j -> jumps(result, j));
        }
        for (MeasureResult.PartNorms part : result.partNorms()) {
            line("");
            line("length of the jump over %s", part.part());
            part.values().forEach(v -> values(result, v));
        }
        for (MeasureResult.Coordinate coordinate : result.coordinates()) {
            line("");
            line("jump of %s, the element %,d of q", coordinate.name(), coordinate.index());
            coordinate.values().forEach(v -> values(result, v));
        }
        if (result.projections() != null) {
            projections(result, result.projections());
        }
    }

    private void projections(MeasureResult result, MeasureResult.Projections projections) {
        for (MeasureResult.Direction direction : projections.directions()) {
            line("");
            line(
                    "jump along direction %d of sample %d, σ = %s%s; its own jump has %s",
                    direction.direction(),
                    projections.sample(),
                    ShortNumber.of(direction.singularValue()),
                    direction.onPlateau() ? ", of the plateau" : "",
                    ShortNumber.of(direction.reference()));
            direction.values().forEach(v -> values(result, v));
        }
    }

    private void values(MeasureResult result, MeasureResult.Values values) {
        String zeros = values.zeros() == 0 ? "" : String.format(Locale.ROOT, " (and %,d zero)", values.zeros());
        if (values.count() == 0) {
            line("  %-9s   %,9d%s", label(result, values.label()), 0, zeros);
            return;
        }
        line(
                "  %-9s %s %,9d%s  from %s to %s, median %s%s",
                label(result, values.label()),
                values.sign().equals("positive") ? "+" : "-",
                values.count(),
                zeros,
                ShortNumber.of(values.least()),
                ShortNumber.of(values.greatest()),
                ShortNumber.of(values.median()),
                values.fit() == null ? "" : "; " + words(values.fit()));
        List<String> decades = decades(values.decades());
        if (!decades.isEmpty()) {
            line("  %-9s   %s", "", String.join("  ", decades));
        }
    }

    private static List<String> decades(List<Decade> all) {
        List<String> decades = new ArrayList<>();
        for (Decade decade : all) {
            if (decade.share() >= SMALL_SHARE) {
                decades.add(String.format(
                        Locale.ROOT,
                        "e%+d: %s",
                        Math.round(Math.log10(decade.lower())),
                        NumberText.of(decade.exponent(), decade.standardError())));
            }
        }
        return decades;
    }

    private void jumps(MeasureResult result, Jumps jumps) {
        List<String> decades = decades(jumps.decades());
        line(
                "  %-9s %s %,13d  %s",
                label(result, jumps.label()),
                jumps.sign().equals("positive") ? "+" : "-",
                jumps.count(),
                decades.isEmpty() ? "too few" : String.join("  ", decades));
        String constant = jumps.constant() == null
                ? "k is constant within its errors nowhere over two decades"
                : String.format(
                        Locale.ROOT,
                        "k = %s within its errors over %d decades from %s, %s of them",
                        NumberText.of(
                                jumps.constant().exponent(), jumps.constant().standardError()),
                        jumps.constant().decades(),
                        ShortNumber.of(jumps.constant().lower()),
                        NumberText.percent(jumps.constant().share()));
        if (jumps.drift() != null) {
            line(
                    "  %-9s   %s; it changes by %s a decade",
                    "",
                    constant,
                    NumberText.of(jumps.drift().slope(), jumps.drift().standardError()));
        }
    }

    private static String words(SearchedExponent fit) {
        return fit.verdict().equals("power law")
                ? "power law, k = " + NumberText.of(fit.exponent(), fit.standardError()) + " over "
                        + NumberText.fixed(fit.decades(), 1) + " decades, "
                        + NumberText.percent(fit.share()) + " of them"
                : fit.verdict();
    }

    private static String label(MeasureResult result, Integer label) {
        return label == null
                ? "all"
                : "class " + (label < result.classes().size() ? result.classes().get(label) : label.toString());
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
