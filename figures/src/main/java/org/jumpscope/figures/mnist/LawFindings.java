package org.jumpscope.figures.mnist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.figures.mnist.LawTables.Row;
import org.jumpscope.figures.report.Block.Callout;
import org.jumpscope.figures.report.Block.Kind;

/** What predicted and sampled laws along singular directions say of (4.6), in sentences made from the numbers of a run. */
public final class LawFindings {
    private LawFindings() {}

    /** The laws of one digit in a line. */
    public static String line(LawsResult laws) {
        List<Row> rows = LawTables.rows(List.of(laws));
        List<Row> flat = rows.stream().filter(row -> row.law().onPlateau()).toList();
        return "digit " + laws.label() + ": (4.6) is off by " + span(rows, LawFindings::distance)
                + (flat.isEmpty() ? "" : ", on the plateau the product law by " + span(flat, LawFindings::product))
                + ", noise makes " + span(rows, LawFindings::noise);
    }

    /** The findings; none without laws. */
    static List<Callout> of(List<LawsResult> found) {
        List<Row> rows = LawTables.rows(found);
        List<Row> steep = rows.stream().filter(row -> !row.law().onPlateau()).toList();
        List<Row> flat = rows.stream().filter(row -> row.law().onPlateau()).toList();
        List<Callout> findings = new ArrayList<>();
        if (!steep.isEmpty()) {
            String digits = String.join(
                    " and ", found.stream().map(laws -> laws.label().toString()).toList());
            findings.add(new Callout(
                    kind(steep),
                    "The decoupled law (4.6) at the mean image of the digit" + (found.size() == 1 ? " " : "s ") + digits
                            + " " + verdicts(steep) + ": Kolmogorov's distances from the sampled laws are "
                            + span(steep, LawFindings::distance) + ", where noise makes "
                            + span(steep, LawFindings::noise) + ", and a direction's own coordinate explains "
                            + MnistFindings.span(
                                    steep.stream()
                                            .mapToDouble(row -> 100 * row.law().firstOrderIndex())
                                            .toArray(),
                                    0)
                            + " % of its jumps' variance." + corrections(steep)));
        }
        if (!flat.isEmpty()) {
            long within =
                    flat.stream().filter(row -> product(row) <= noise(row)).count();
            findings.add(new Callout(
                    within == flat.size() ? Kind.GOOD : within == 0 ? Kind.BAD : Kind.WARNING,
                    "On the plateau, where a jump is the input times a common factor that other directions set, the product"
                            + " law is off by " + span(flat, LawFindings::product) + " (within the noise of "
                            + span(flat, LawFindings::noise) + " for " + within + " of " + flat.size()
                            + " digits) and (4.6) by " + span(flat, LawFindings::distance) + "."));
        }
        return findings;
    }

    private static double distance(Row row) {
        return row.law().distance().kolmogorov();
    }

    private static double noise(Row row) {
        return row.law().distance().noiseFloor();
    }

    private static double product(Row row) {
        return row.law().product().orElseThrow().kolmogorov();
    }

    private static String span(List<Row> rows, Function<Row, Double> value) {
        return MnistFindings.span(rows.stream().mapToDouble(value::apply).toArray(), 3);
    }

    /** Such as "fails along all 6 leading directions" or "fails along 4 and agrees in law along 2 leading directions". */
    private static String verdicts(List<Row> rows) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        rows.forEach(row -> counts.merge(verb(row.law().verdict()), 1, Integer::sum));
        if (counts.size() == 1) {
            return verb(rows.get(0).law().verdict()) + " along all " + rows.size() + " leading directions";
        }
        return String.join(
                        " and ",
                        counts.entrySet().stream()
                                .map(each -> each.getKey() + " along " + each.getValue())
                                .toList())
                + " of " + rows.size() + " leading directions";
    }

    private static String verb(String verdict) {
        return switch (verdict) {
            case "undecided" -> "is undecided";
            case "approximate" -> "is an approximation";
            default -> verdict;
        };
    }

    /** In how many directions perturbation theory makes the law better. */
    private static String corrections(List<Row> rows) {
        List<LawsResult.Correction> known =
                rows.stream().flatMap(row -> row.law().correction().stream()).toList();
        if (known.isEmpty()) {
            return "";
        }
        long first = known.stream()
                .filter(each -> each.firstOrder() < each.decoupled())
                .count();
        long second = known.stream()
                .filter(each -> each.secondOrder() < each.decoupled())
                .count();
        return " Perturbation theory of the coupling makes the distance smaller in " + first + " of " + known.size()
                + " to first order and in " + second + " to second"
                + (Math.max(first, second) * 2 <= known.size() ? ": the coupling is no small one." : ".");
    }

    /** Good where every law agrees within noise, bad where none does; a note where that cannot be told. */
    private static Kind kind(List<Row> rows) {
        long agree = rows.stream().filter(row -> distance(row) <= noise(row)).count();
        if (rows.stream().allMatch(row -> row.law().verdict().equals("undecided"))) {
            return Kind.NOTE;
        }
        return agree == rows.size() ? Kind.GOOD : agree == 0 ? Kind.BAD : Kind.WARNING;
    }
}
