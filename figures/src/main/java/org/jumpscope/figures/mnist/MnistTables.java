package org.jumpscope.figures.mnist;

import static org.jumpscope.figures.report.Block.Alignment.LEFT;
import static org.jumpscope.figures.report.Block.Alignment.RIGHT;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jumpscope.experiments.fit.SearchedExponent;
import org.jumpscope.experiments.mnist.DirectionLaw;
import org.jumpscope.experiments.mnist.GradientScaling;
import org.jumpscope.experiments.mnist.JumpExponents;
import org.jumpscope.experiments.mnist.MnistResult;
import org.jumpscope.experiments.mnist.ProjectedDigits.Case;
import org.jumpscope.experiments.mnist.ProjectedDigits.Law;
import org.jumpscope.experiments.network.MeasureResult.Constant;
import org.jumpscope.experiments.network.MeasureResult.Decade;
import org.jumpscope.experiments.network.SpectrumResult;
import org.jumpscope.figures.paper.NumberText;
import org.jumpscope.figures.report.Block.Alignment;
import org.jumpscope.figures.report.Block.TableBlock;

/** The tables of the page on digits. */
final class MnistTables {
    private MnistTables() {}

    private record Column<T>(String title, Alignment alignment, Function<T, String> cell) {}

    private static <T> TableBlock table(String caption, List<T> rows, List<Column<T>> columns) {
        return new TableBlock(
                columns.stream().map(Column::title).toList(),
                rows.stream()
                        .map(row -> columns.stream()
                                .map(column -> column.cell().apply(row))
                                .toList())
                        .toList(),
                caption,
                columns.stream().map(Column::alignment).toList());
    }

    // --- Digits on a line

    /** Quantities in rows, the paper's dataset and both projections in columns; each cell says zeros / ones. */
    static TableBlock line(MnistResult result) {
        List<List<Case>> columns = new ArrayList<>(List.of(result.paper()));
        List<String> header = new ArrayList<>(List.of("zeros / ones", "the paper's dataset"));
        for (String projection : List.of("pca", "mean-difference")) {
            for (Law law : Law.values()) {
                List<Case> cases = result.projections().stream()
                        .filter(each -> each.projection().equals(projection)
                                && each.law().equals(law.toString()))
                        .toList();
                if (!cases.isEmpty()) {
                    columns.add(cases);
                    header.add(MnistFigures.name(projection) + ", " + law);
                }
            }
        }
        List<List<String>> rows = new ArrayList<>();
        row("images", columns, each -> each.samples() == 0 ? "a law" : NumberText.count(each.samples()), rows);
        row("standard deviation", columns, each -> NumberText.of(each.standardDeviation(), 3), rows);
        row("skewness", columns, each -> NumberText.fixed(each.skewness(), 2), rows);
        row(
                "distance from normal (noise)",
                columns,
                each -> each.samples() == 0
                        ? "0"
                        : NumberText.of(each.normalDistance(), 2) + " (" + NumberText.of(each.normalNoiseFloor(), 2) + ")",
                rows);
        row("equilibrium $w$, $b$", columns, each -> NumberText.of(each.state().weight()) + ", "
                + NumberText.of(each.state().bias()), rows);
        row("accuracy there", columns, each -> NumberText.percent(each.state().accuracy()), rows);
        row("$k_J$, predicted 1", columns, each -> NumberText.fixed(each.exponents().kJacobian(), 4), rows);
        row("decades of $k_J$ within 0.1", columns, each -> NumberText.fixed(MnistFindings.jacobian(each), 1), rows);
        row("decades of the total $k$", columns, each -> NumberText.fixed(MnistFindings.total(each), 1), rows);
        row(
                "total $k$ of the jumps",
                columns,
                each -> NumberText.of(
                        each.exponents().measured().exponent(),
                        each.exponents().measured().standardError()),
                rows);
        row("the jumps by themselves", columns, each -> searched(each.exponents().searched()), rows);
        return new TableBlock(
                header,
                rows,
                "Zeros and ones on a line, before the neuron of Figures 1 and 2 (sigmoid, squared loss) at its equilibrium."
                        + " The means of the classes are 0 and 1 by construction. Distances are Kolmogorov's, beside their 95 %"
                        + " point for normal samples; the last row is a range searched by the jumps alone.",
                Collections.nCopies(header.size(), LEFT));
    }

    private static void row(
            String title, List<List<Case>> columns, Function<Case, String> cell, List<List<String>> rows) {
        List<String> row = new ArrayList<>(List.of(title));
        for (List<Case> column : columns) {
            List<String> cells = column.stream().map(cell).toList();
            row.add(cells.stream().distinct().count() == 1 ? cells.get(0) : String.join(" / ", cells));
        }
        rows.add(row);
    }

    private static String searched(SearchedExponent fit) {
        if (fit == null) {
            return "too few";
        }
        return fit.exponent() == null || fit.verdict().equals("no power law")
                ? fit.verdict()
                : fit.verdict() + ", $k$ = " + NumberText.of(fit.exponent(), fit.standardError()) + ", "
                        + NumberText.fixed(fit.decades(), 1) + " decades";
    }

    // --- Singular values

    static TableBlock spectra(List<SpectrumResult.Sample> spectra) {
        return table(
                "The first learnt image of each digit: length of its jump, and singular values of $∂q̇/∂x$ with the label fixed,"
                        + " γ = 1.",
                spectra,
                List.of(
                        new Column<>("digit", RIGHT, each -> each.label().toString()),
                        new Column<>("image", RIGHT, each -> Integer.toString(each.sample())),
                        new Column<>("$|q̇|$", RIGHT, each -> NumberText.of(each.jumpNorm(), 3)),
                        new Column<>("$σ_1$", RIGHT, each -> NumberText.of(each.largest(), 3)),
                        new Column<>("second", RIGHT, each -> value(each, 1)),
                        new Column<>("tenth", RIGHT, each -> value(each, 9)),
                        new Column<>("plateau $γ|δ_1|$", RIGHT, each -> each.plateau()
                                .map(p -> NumberText.of(p.value(), 5))
                                .orElse(NumberText.NONE)),
                        new Column<>("multiplicity", RIGHT, each -> each.plateau()
                                .map(p -> Integer.toString(p.multiplicity()))
                                .orElse("0")),
                        new Column<>("smallest", RIGHT, each -> NumberText.of(each.smallest(), 3))));
    }

    private static String value(SpectrumResult.Sample sample, int index) {
        return index < sample.singularValues().size()
                ? NumberText.of(sample.singularValues().get(index), 3)
                : NumberText.NONE;
    }

    // --- Exponents

    /** All classes together. */
    static TableBlock exponents(MnistResult result) {
        List<JumpExponents> rows = result.jumps().stream()
                .filter(each -> each.label() == null && hasOutput(result, each))
                .toList();
        return table(
                "All digits together. Widest window: the longest run of decades whose exponents agree ($χ²$, $p$ ≥ 0.05), errors"
                        + " clustered by image. Near 1: the longest interval with $|k - 1|$ ≤ 0.1 on the decade about each size."
                        + " Line: the change of $k$ per decade, the share of the $χ²$ of one exponent that it takes away, and what it"
                        + " leaves per degree of freedom (1 for a log-normal law).",
                rows,
                List.of(
                        new Column<>("variables", LEFT, MnistFindings::name),
                        new Column<>("jumps", RIGHT, each -> NumberText.count(each.count())),
                        new Column<>("median $|q̇|$", RIGHT, each -> NumberText.of(
                                each.lognormal().median(), 2)),
                        new Column<>("$k$ of the fullest decade", RIGHT, MnistTables::fullest),
                        new Column<>("widest window: $k$", RIGHT, each -> constant(each, c ->
                                NumberText.of(c.exponent(), c.standardError()))),
                        new Column<>("decades", RIGHT, each -> constant(each, c -> Integer.toString(c.decades()))),
                        new Column<>("from", RIGHT, each -> constant(each, c -> NumberText.of(c.lower()))),
                        new Column<>("$p$", RIGHT, each -> constant(each, c -> NumberText.of(c.pValue(), 2))),
                        new Column<>("share", RIGHT, each -> constant(each, c -> NumberText.percent(c.share()))),
                        new Column<>("near 1: decades", RIGHT, each -> near(each)),
                        new Column<>("share ", RIGHT, each -> each.nearOne() == null
                                ? NumberText.NONE
                                : NumberText.percent(each.nearOne().share())),
                        new Column<>("line: per decade", RIGHT, each -> each.drift() == null
                                ? NumberText.NONE
                                : NumberText.of(each.drift().slope(), each.drift().standardError())),
                        new Column<>("takes away", RIGHT, each -> each.lognormal().explained() == null
                                ? NumberText.NONE
                                : NumberText.percent(each.lognormal().explained())),
                        new Column<>("leaves", RIGHT, each -> NumberText.of(
                                each.lognormal().lineChiSquare(), 3)),
                        new Column<>("skewness of $\\log|q̇|$", RIGHT, each -> NumberText.fixed(
                                each.lognormal().skewness(), 2))));
    }

    /** Of a layer that has its outputs apart only those, of others all. */
    private static boolean hasOutput(MnistResult result, JumpExponents each) {
        return !each.output().equals("all")
                || result.jumps().stream()
                        .noneMatch(other -> other.group().equals(each.group())
                                && !other.output().equals("all"));
    }

    private static String fullest(JumpExponents each) {
        if (each.decades().isEmpty()) {
            return NumberText.NONE;
        }
        Decade most = MnistFindings.fullest(each);
        return NumberText.of(most.exponent(), most.standardError()) + " from " + NumberText.of(most.lower());
    }

    private static String constant(JumpExponents each, Function<Constant, String> cell) {
        return each.constant() == null ? NumberText.NONE : cell.apply(each.constant());
    }

    private static String near(JumpExponents each) {
        return each.nearOne() == null
                ? "0"
                : NumberText.fixed(each.nearOne().decades(), 1);
    }

    /** One row a class, one column a group, output and sign: the exponent of the fullest decade, and decades near 1. */
    static TableBlock classes(MnistResult result) {
        List<JumpExponents> together = result.jumps().stream()
                .filter(each -> each.label() == null && hasOutput(result, each))
                .toList();
        List<Integer> labels = result.jumps().stream()
                .map(JumpExponents::label)
                .filter(label -> label != null)
                .distinct()
                .sorted()
                .toList();
        List<String> header = new ArrayList<>(List.of("digit"));
        together.forEach(each -> header.add(MnistFindings.name(each)));
        List<List<String>> rows = new ArrayList<>();
        for (Integer label : labels) {
            List<String> row = new ArrayList<>(List.of(label.toString()));
            for (JumpExponents group : together) {
                row.add(same(result, group)
                        .filter(each -> label.equals(each.label()))
                        .findFirst()
                        .filter(each -> !each.decades().isEmpty())
                        .map(each -> {
                            Decade most = MnistFindings.fullest(each);
                            return NumberText.of(most.exponent(), most.standardError()) + "; " + near(each);
                        })
                        .orElse(NumberText.NONE));
            }
            rows.add(row);
        }
        return new TableBlock(
                header,
                rows,
                "Digit by digit: the exponent of the decade with most jumps; then the decades on which the exponent is within 0.1"
                        + " of 1. The numbers of every decade are in mnist.json.",
                Collections.nCopies(header.size(), RIGHT));
    }

    private static Stream<JumpExponents> same(MnistResult result, JumpExponents group) {
        return result.jumps().stream()
                .filter(each -> each.group().equals(group.group())
                        && each.output().equals(group.output())
                        && each.sign().equals(group.sign()));
    }

    static TableBlock gradients(List<GradientScaling> gradients) {
        return table(
                "Slopes of $\\log|∂ḃ_k/∂x|$ against $\\log|ḃ_k|$, errors clustered by image.",
                gradients,
                List.of(
                        new Column<>("output", LEFT, each -> MnistFigures.words(each.output())),
                        new Column<>("jumps", RIGHT, each -> NumberText.count(each.count())),
                        new Column<>("$k_J$", RIGHT, each -> NumberText.of(each.exponent(), each.standardError())),
                        new Column<>("scatter, decades", RIGHT, each -> NumberText.of(each.scatter(), 2)),
                        new Column<>("decade by decade", LEFT, each -> each.decades().isEmpty()
                                ? NumberText.NONE
                                : MnistFindings.span(
                                                each.decades().stream()
                                                        .mapToDouble(Decade::exponent)
                                                        .toArray(),
                                                2)
                                        + " from " + NumberText.of(each.decades().get(0).lower())
                                        + " on")));
    }

    // --- Directions

    static TableBlock directions(List<DirectionLaw> laws) {
        return table(
                "Predicted and sampled laws along leading singular directions.",
                laws,
                List.of(
                        new Column<>("digit", RIGHT, each -> Integer.toString(each.label())),
                        new Column<>("direction", RIGHT, each -> Integer.toString(each.direction())),
                        new Column<>("$σ$", RIGHT, each -> NumberText.of(each.singularValue(), 3)),
                        new Column<>("distance", RIGHT, each -> NumberText.of(each.distance(), 3)),
                        new Column<>("noise floor", RIGHT, each -> NumberText.of(each.noiseFloor(), 3)),
                        new Column<>("further", LEFT, each -> String.join(
                                "; ",
                                each.diagnostics().stream()
                                        .map(d -> d.name() + " " + NumberText.of(d.value(), 3))
                                        .toList()))));
    }
}
