package org.jumpscope.figures.paper;

import static org.jumpscope.figures.report.Block.Alignment.LEFT;
import static org.jumpscope.figures.report.Block.Alignment.RIGHT;
import static org.jumpscope.figures.report.Block.Alignment.SENTENCES;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jumpscope.experiments.classification.ClassifyTable;
import org.jumpscope.experiments.classification.ClassifyTable.ExactExponent;
import org.jumpscope.experiments.classification.ClassifyTable.RegionExponent;
import org.jumpscope.figures.report.Block;
import org.jumpscope.figures.report.Block.Fold;
import org.jumpscope.figures.report.Block.PageLink;
import org.jumpscope.figures.report.Block.Paragraph;
import org.jumpscope.figures.report.Block.TableBlock;
import org.jumpscope.figures.report.Section;

/** The section on which composition gives which law: the paper's closing table, then every composition of the catalogue. */
final class ClassificationReport {
    private ClassificationReport() {}

    static Section section(ClassifyTable.Overview overview, ClassifyTable.Table table) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "What the closing table says of single compositions, found by symbols alone, as by the command classify:"
                        + " exact exponents by Theorems 1 and 2, and what the exponent of the jump $q̇$ tends to at every"
                        + " end of every smooth stretch of $H$. Large $x$: the law needs $|x| ≫ 1$ too. None: there is no"
                        + " power law."));
        blocks.add(closing(overview.closing()));
        blocks.add(new Paragraph("The same for every activation with every loss of the catalogue and both targets: "
                + overview.compositions() + " compositions, of which " + overview.withExactLaw()
                + " have an exact law. Of their " + overview.regions() + " regions, " + overview.laws()
                + " have a law, " + overview.none() + " none"
                + (overview.unknown() == 0 ? "." : ", and of " + overview.unknown() + " it is not known.")));
        Map<String, List<ClassifyTable.Row>> activations = new LinkedHashMap<>();
        table.rows()
                .forEach(row -> activations
                        .computeIfAbsent(row.activation(), name -> new ArrayList<>())
                        .add(row));
        activations.forEach(
                (name, rows) -> blocks.add(new Fold(name + ": " + exponents(rows), List.of(rows(name, rows)))));
        blocks.add(
                new PageLink("classification.csv", "All of it with conditions and errors, as comma-separated values"));
        return new Section("classification", "Which composition gives which law", blocks);
    }

    private static TableBlock closing(List<ClassifyTable.FormulaRow> rows) {
        return new TableBlock(
                List.of("$H(y)$", "exact $k_w$", "exact $k_b$", "exponent of $q̇$"),
                rows.stream()
                        .map(row -> List.of(
                                Mathematics.mark(row.formula()),
                                exact(row.exact(), "weight"),
                                exact(row.exact(), "bias"),
                                regions(row.asymptotic())))
                        .toList(),
                "The compositions of the paper's closing table, classified. An exact $k_w$ is that of $ẇ$ with the shift that"
                        + " Theorem 1 allows.",
                List.of(LEFT, SENTENCES, SENTENCES, SENTENCES));
    }

    private static TableBlock rows(String activation, List<ClassifyTable.Row> rows) {
        return new TableBlock(
                List.of("loss", "$t$", "exact $k_w$", "exact $k_b$", "exponent of $q̇$"),
                rows.stream()
                        .map(row -> List.of(
                                row.loss(),
                                NumberText.of(row.target()),
                                exact(row.exact(), "weight"),
                                exact(row.exact(), "bias"),
                                row.asymptotic().isEmpty() ? "no jumps" : regions(row.asymptotic())))
                        .toList(),
                "Activation " + activation + " with every loss.",
                List.of(LEFT, RIGHT, SENTENCES, SENTENCES, SENTENCES));
    }

    /** The different exponents of q̇ of an activation, in ascending order. */
    private static String exponents(List<ClassifyTable.Row> rows) {
        List<String> found = rows.stream()
                .flatMap(row -> row.asymptotic().stream())
                .map(RegionExponent::exponent)
                .filter(exponent -> exponent != null)
                .distinct()
                .sorted()
                .map(NumberText::exponent)
                .toList();
        return found.isEmpty() ? "no law" : "$k$ = " + String.join(", ", found);
    }

    private static String exact(List<ExactExponent> laws, String variable) {
        List<String> found = laws.stream()
                .filter(law -> law.variable().equals(variable))
                .map(law -> together(NumberText.exponent(law.exponent()) + " for ")
                        + together(law.conditions().replace("-", "−")).replace("\u00a0or\u00a0", "\u00a0or "))
                .distinct()
                .toList();
        return found.isEmpty() ? "–" : Mathematics.mark(String.join("; ", found));
    }

    private static String regions(List<RegionExponent> regions) {
        return Mathematics.mark(String.join(
                "; ", regions.stream().map(ClassificationReport::region).toList()));
    }

    private static String region(RegionExponent region) {
        String where = region.region()
                .replace("->", "→")
                .replace("-infinity", "−∞")
                .replace("infinity", "∞")
                .replace(" where the direction of the jump hardly turns", " (fixed direction)")
                .replace(" with |x| >> 1", " (large x)")
                .replace("→ -", "→ −");
        return together(
                where + ": " + (region.exponent() == null ? region.verdict() : NumberText.exponent(region.exponent())));
    }

    /** A text that does not break into lines. */
    private static String together(String text) {
        return text.replace(' ', '\u00a0');
    }
}
