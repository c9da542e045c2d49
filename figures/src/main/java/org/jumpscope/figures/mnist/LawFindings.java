package org.jumpscope.figures.mnist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.figures.mnist.LawTables.Row;
import org.jumpscope.figures.report.Block.Callout;
import org.jumpscope.figures.report.Block.Kind;

/** What predicted and sampled laws along singular directions say of (4.6). */
final class LawFindings {
    private LawFindings() {}

    /** The finding; none without laws. */
    static Optional<Callout> of(List<LawsResult> found) {
        List<Row> rows = LawTables.rows(found);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<Row> steep = rows.stream().filter(row -> !row.law().onPlateau()).toList();
        List<Row> flat = rows.stream().filter(row -> row.law().onPlateau()).toList();
        List<String> parts = new ArrayList<>();
        if (!steep.isEmpty()) {
            parts.add("along the " + steep.size() + " leading directions it " + verdicts(steep)
                    + "; Kolmogorov's distances are " + span(steep) + ", and the direction's own coordinate explains "
                    + MnistFindings.span(
                            steep.stream()
                                    .mapToDouble(row -> 100 * row.law().firstOrderIndex())
                                    .toArray(),
                            0)
                    + " % of the variance");
        }
        if (!flat.isEmpty()) {
            parts.add("on the plateau it is off by " + span(flat) + " and the product law by "
                    + MnistFindings.span(
                            flat.stream()
                                    .mapToDouble(
                                            row -> row.law().product().orElseThrow().kolmogorov())
                                    .toArray(),
                            3));
        }
        String digits = String.join(
                " and ", found.stream().map(laws -> laws.label().toString()).toList());
        return Optional.of(new Callout(
                kind(rows),
                "The decoupled law (4.6) at the mean image of the digit" + (found.size() == 1 ? " " : "s ") + digits + ": "
                        + String.join("; ", parts) + ". Noise makes "
                        + MnistFindings.span(
                                rows.stream()
                                        .mapToDouble(row -> row.law().distance().noiseFloor())
                                        .toArray(),
                                3)
                        + "."));
    }

    private static String span(List<Row> rows) {
        return MnistFindings.span(
                rows.stream()
                        .mapToDouble(row -> row.law().distance().kolmogorov())
                        .toArray(),
                3);
    }

    /** Such as "fails in 4, is approximate in 2". */
    private static String verdicts(List<Row> rows) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        rows.forEach(row -> counts.merge(verb(row.law().verdict()), 1, Integer::sum));
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(each -> each.getKey() + " in " + each.getValue())
                        .toList());
    }

    private static String verb(String verdict) {
        return switch (verdict) {
            case "undecided" -> "is undecided";
            case "approximate" -> "is an approximation";
            default -> verdict;
        };
    }

    /** Good where every law agrees within noise, bad where none does; a note where that cannot be told. */
    private static Kind kind(List<Row> rows) {
        long undecided = rows.stream()
                .filter(row -> row.law().verdict().equals("undecided"))
                .count();
        long agree = rows.stream()
                .filter(row -> row.law().distance().kolmogorov()
                        <= row.law().distance().noiseFloor())
                .count();
        if (undecided == rows.size()) {
            return Kind.NOTE;
        }
        return agree == rows.size() ? Kind.GOOD : agree == 0 ? Kind.BAD : Kind.WARNING;
    }
}
