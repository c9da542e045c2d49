package org.jumpscope.figures.mnist;

import static org.jumpscope.figures.report.Block.Alignment.LEFT;
import static org.jumpscope.figures.report.Block.Alignment.RIGHT;
import static org.jumpscope.figures.report.Block.Alignment.SENTENCES;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jumpscope.experiments.fit.SearchedExponent;
import org.jumpscope.experiments.jumps.GradientScaling;
import org.jumpscope.experiments.jumps.JumpExponents;
import org.jumpscope.experiments.jumps.JumpExponents.Decade;
import org.jumpscope.experiments.jumps.JumpExponents.Run;
import org.jumpscope.experiments.mnist.MnistResult;
import org.jumpscope.experiments.mnist.ProjectedDigits.Case;
import org.jumpscope.experiments.mnist.ProjectedDigits.Law;
import org.jumpscope.experiments.network.SpectrumResult;
import org.jumpscope.figures.paper.NumberText;
import org.jumpscope.figures.report.Block.Alignment;
import org.jumpscope.figures.report.Block.TableBlock;

/** The tables of the page on digits. */
final class MnistTables {
    private MnistTables() {}

    record Column<T>(String title, Alignment alignment, Function<T, String> cell) {}

    static <T> TableBlock table(String caption, List<T> rows, List<Column<T>> columns) {
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

    /** Each class of the paper's dataset and of both projections: how it is spread. */
    static TableBlock shapes(MnistResult result) {
        List<Case> rows = new ArrayList<>(result.paper());
        result.projections().stream()
                .filter(each -> each.law().equals(Law.SMOOTHED_SAMPLES.toString()))
                .forEach(rows::add);
        return table(
                "Zeros and ones on a line; the means of the classes are 0 and 1 by construction. Distance from normal:"
                        + " Kolmogorov's, beside its 95 % point for normal samples whose mean and deviation are fitted too. Accuracy: of one"
                        + " neuron at its equilibrium.",
                rows,
                List.of(
                        new Column<>("dataset", LEFT, MnistTables::dataset),
                        new Column<>("digit", RIGHT, Case::className),
                        new Column<>("images", RIGHT, each -> each.samples() == 0 ? "a law" : whole(each.samples())),
                        new Column<>("standard deviation", RIGHT, each -> NumberText.of(each.standardDeviation(), 3)),
                        new Column<>("skewness", RIGHT, each -> NumberText.fixed(each.skewness(), 2)),
                        new Column<>("distance from normal", RIGHT, each -> NumberText.of(each.normalDistance(), 2)),
                        new Column<>("of normal samples", RIGHT, each -> NumberText.of(each.normalNoiseFloor(), 2)),
                        new Column<>(
                                "accuracy",
                                RIGHT,
                                each -> NumberText.fixed(100 * each.state().accuracy(), 2) + " %")));
    }

    /** Each class under each law: what the neuron makes of it. */
    static TableBlock line(MnistResult result) {
        List<Case> rows = new ArrayList<>(result.paper());
        rows.addAll(result.projections());
        return table(
                "The neuron of Figures 1 and 2 (sigmoid, squared loss) at its equilibrium on these classes: exponents on the"
                        + " range of the corrected conditions, decades within 0.1 of the predicted 1, and what the jumps say"
                        + " by themselves on a range that they choose.",
                rows,
                List.of(
                        new Column<>(
                                "dataset: law",
                                LEFT,
                                each -> dataset(each) + ": "
                                        + (each.law().equals(Law.NORMAL.toString()) ? "normal" : "images")),
                        new Column<>("digit", RIGHT, Case::className),
                        new Column<>(
                                "$w$, $b$",
                                RIGHT,
                                each -> NumberText.of(each.state().weight(), 3) + ", "
                                        + NumberText.of(each.state().bias(), 3)),
                        new Column<>(
                                "$k_J$",
                                RIGHT,
                                each -> NumberText.fixed(each.exponents().kJacobian(), 4)),
                        new Column<>(
                                "decades of $k_J$", RIGHT, each -> NumberText.fixed(MnistFindings.jacobian(each), 1)),
                        new Column<>(
                                "total $k$",
                                RIGHT,
                                each -> NumberText.of(
                                        each.exponents().measured().exponent(),
                                        each.exponents().measured().standardError())),
                        new Column<>(
                                "decades of total $k$", RIGHT, each -> NumberText.fixed(MnistFindings.total(each), 1)),
                        new Column<>(
                                "by themselves",
                                SENTENCES,
                                each -> searched(each.exponents().searched()))));
    }

    private static String dataset(Case each) {
        return each.samples() == 0
                ? "the paper's"
                : each.projection().equals("pca") ? "principal component" : "class means";
    }

    /** A whole number with commas, never as a power of ten. */
    static String whole(long count) {
        return String.format(java.util.Locale.ROOT, "%,d", count);
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
                        new Column<>(
                                "plateau $γ|δ_1|$",
                                RIGHT,
                                each -> each.plateau()
                                        .map(p -> NumberText.of(p.value(), 5))
                                        .orElse(NumberText.NONE)),
                        new Column<>(
                                "multiplicity",
                                RIGHT,
                                each -> each.plateau()
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

    /** All classes together: where the exponent is constant, and where it is near 1. */
    static TableBlock windows(MnistResult result) {
        return table(
                "All digits together. Widest window: the longest run of decades whose exponents agree (tests"
                        + " of every run inside by the joint covariance of its exponents, images as clusters; the smallest $p$ times"
                        + " their number ≥ 0.05). Near 1: the longest interval with $|k - 1|$ ≤ 0.1 on the decade about"
                        + " each size. Shares are those of the jumps of the sign.",
                together(result),
                List.of(
                        new Column<>("variables", LEFT, MnistFindings::name),
                        new Column<>("jumps", RIGHT, each -> whole(each.count())),
                        new Column<>(
                                "widest window",
                                RIGHT,
                                each -> constant(
                                        each, c -> NumberText.of(c.lower()) + " to " + NumberText.of(c.upper()))),
                        new Column<>(
                                "$k$ there",
                                RIGHT,
                                each -> constant(each, c -> NumberText.of(c.exponent(), c.standardError()))),
                        new Column<>("$p$", RIGHT, each -> constant(each, c -> NumberText.of(c.pValue(), 2))),
                        new Column<>("share", RIGHT, each -> constant(each, c -> NumberText.percent(c.share()))),
                        new Column<>("near 1, decades", RIGHT, MnistTables::near),
                        new Column<>(
                                "share",
                                RIGHT,
                                each -> each.nearOne() == null
                                        ? NumberText.NONE
                                        : NumberText.percent(each.nearOne().share()))));
    }

    /** All classes together: the log-normal law as the alternative. */
    static TableBlock lognormal(MnistResult result) {
        return table(
                "All digits together: the log-normal alternative. A log-normal law has a straight line of $k$ against $\\log|q̇|$:"
                        + " its slope per decade, the share of the $χ²$ (by the joint covariance) of one exponent for all decades that it takes away, and what it"
                        + " leaves per degree of freedom (about 1 where it holds). Distance: Kolmogorov's from the log-normal law with"
                        + " the mean and deviation of $\\log|q̇|$.",
                together(result),
                List.of(
                        new Column<>("variables", LEFT, MnistFindings::name),
                        new Column<>(
                                "median $|q̇|$",
                                RIGHT,
                                each -> NumberText.of(each.lognormal().median(), 2)),
                        new Column<>("$k$ of the fullest decade", RIGHT, MnistTables::fullest),
                        new Column<>(
                                "slope per decade",
                                RIGHT,
                                each -> each.line() == null
                                        ? NumberText.NONE
                                        : NumberText.of(
                                                each.line().slope(), each.line().standardError())),
                        new Column<>(
                                "takes away",
                                RIGHT,
                                each -> each.line() == null
                                        ? NumberText.NONE
                                        : NumberText.percent(each.line().explained())),
                        new Column<>(
                                "leaves",
                                RIGHT,
                                each -> each.line() == null
                                        ? NumberText.NONE
                                        : NumberText.of(each.line().lineChiSquare(), 3)),
                        new Column<>(
                                "skewness of $\\log|q̇|$",
                                RIGHT,
                                each -> NumberText.fixed(each.lognormal().skewness(), 2)),
                        new Column<>(
                                "distance",
                                RIGHT,
                                each -> NumberText.of(each.lognormal().distance(), 2))));
    }

    static List<JumpExponents> together(MnistResult result) {
        return result.jumps().stream()
                .filter(each -> each.label() == null && hasOutput(result, each))
                .toList();
    }

    /** Of a layer that has its outputs apart only those, of others all. */
    private static boolean hasOutput(MnistResult result, JumpExponents each) {
        return !each.output().equals("all")
                || result.jumps().stream()
                        .noneMatch(other -> other.group().equals(each.group())
                                && !other.output().equals("all"));
    }

    static String fullest(JumpExponents each) {
        if (each.decades().isEmpty()) {
            return NumberText.NONE;
        }
        Decade most = MnistFindings.fullest(each);
        return NumberText.of(most.exponent(), most.standardError()) + " from " + NumberText.of(most.lower());
    }

    static String constant(JumpExponents each, Function<Run, String> cell) {
        return each.constant() == null ? NumberText.NONE : cell.apply(each.constant());
    }

    static String near(JumpExponents each) {
        return each.nearOne() == null ? "0" : NumberText.fixed(each.nearOne().decades(), 1);
    }

    /** One row a class, one column a group, output and sign: the exponent of the fullest decade. */
    static TableBlock classes(MnistResult result) {
        List<JumpExponents> together = together(result);
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
                            return NumberText.of(most.exponent(), most.standardError());
                        })
                        .orElse(NumberText.NONE));
            }
            rows.add(row);
        }
        return new TableBlock(
                header,
                rows,
                "Digit by digit: the exponent of the decade with most jumps. The numbers of every decade are in mnist.json.",
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
                        new Column<>("jumps", RIGHT, each -> whole(each.count())),
                        new Column<>("$k_J$", RIGHT, each -> NumberText.of(each.exponent(), each.standardError())),
                        new Column<>("scatter, decades", RIGHT, each -> NumberText.of(each.scatter(), 2)),
                        new Column<>(
                                "decade by decade",
                                LEFT,
                                each -> each.decades().isEmpty()
                                        ? NumberText.NONE
                                        : MnistFindings.span(
                                                        each.decades().stream()
                                                                .mapToDouble(Decade::exponent)
                                                                .toArray(),
                                                        2)
                                                + " from "
                                                + NumberText.of(
                                                        each.decades().get(0).lower())
                                                + " on")));
    }
}
