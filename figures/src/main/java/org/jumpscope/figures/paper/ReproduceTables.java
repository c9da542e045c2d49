package org.jumpscope.figures.paper;

import static org.jumpscope.figures.report.Block.Alignment.CENTRE;
import static org.jumpscope.figures.report.Block.Alignment.LEFT;
import static org.jumpscope.figures.report.Block.Alignment.RIGHT;
import static org.jumpscope.figures.report.Block.Alignment.SENTENCES;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jumpscope.experiments.FigureAnalysis.Exponents;
import org.jumpscope.experiments.FigureAnalysis.Measured;
import org.jumpscope.experiments.MapSummary.RangeSummary;
import org.jumpscope.experiments.Reproduce.CaseEntry;
import org.jumpscope.experiments.Reproduce.FigureEntry;
import org.jumpscope.experiments.errata.Erratum;
import org.jumpscope.experiments.exponents.ClosingTable;
import org.jumpscope.experiments.exponents.Exactness;
import org.jumpscope.experiments.exponents.Regime;
import org.jumpscope.experiments.exponents.TrainingTime;
import org.jumpscope.experiments.exponents.WideInputs;
import org.jumpscope.experiments.fit.SearchedExponent;
import org.jumpscope.figures.report.Block.Alignment;
import org.jumpscope.figures.report.Block.Kind;
import org.jumpscope.figures.report.Block.TableBlock;

/** The tables of the report. */
final class ReproduceTables {
    private ReproduceTables() {}

    /** A column: its title, its alignment, and its cell of a row. */
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

    private static TableBlock with(TableBlock table, int column, List<Kind> kinds) {
        return new TableBlock(
                table.header(),
                table.rows(),
                table.caption(),
                table.alignment(),
                Optional.of(new TableBlock.Verdicts(column, kinds)));
    }

    /** One row per figure: exponents and decades. */
    static TableBlock summary(ReproduceRun run) {
        double tolerance = run.tolerance();
        List<FigureEntry> figures = run.result().summary().figures();
        List<Column<FigureEntry>> columns = List.of(
                new Column<>("Fig.", RIGHT, e -> Integer.toString(e.figure())),
                new Column<>("composition, class", LEFT, FigureEntry::title),
                new Column<>("power law", LEFT, e -> Outcome.of(e, tolerance).words()),
                new Column<>("$k$ predicted", RIGHT, e -> NumberText.exponent(e.kPredicted())),
                new Column<>("$k_J$ least squares", RIGHT, e -> NumberText.fixed(e.kJacobian(), 4)),
                new Column<>(
                        "$k_J$ samples/$p(x)$",
                        RIGHT,
                        e -> measured(e.exponents().measuredJacobian())),
                new Column<>("$k$ samples", RIGHT, e -> measured(e.exponents().measured())),
                new Column<>("decades of $k_J$", RIGHT, e -> NumberText.fixed(e.decadesJacobian(), 2)),
                new Column<>("decades of total $k$", RIGHT, e -> NumberText.fixed(e.decadesTotal(), 2)));
        String caption = "Exponents on the corrected range ($r = "
                + NumberText.of(run.settings().ratio())
                + "$), and decades within " + NumberText.of(tolerance)
                + " of the predicted exponent. Power law of the jumps: yes where the total exponent holds over at least half"
                + " of the decades of the Jacobian's, in part where it holds over fewer.";
        return with(
                table(caption, figures, columns),
                2,
                figures.stream().map(e -> Outcome.of(e, tolerance).kind()).toList());
    }

    /** One row per figure: the state, and how well samples and law agree. */
    static TableBlock states(ReproduceRun run) {
        List<Column<FigureEntry>> columns = List.of(
                new Column<>("Fig.", RIGHT, e -> Integer.toString(e.figure())),
                new Column<>("state", LEFT, FigureEntry::stateSource),
                new Column<>("$w$", RIGHT, e -> NumberText.of(e.weight(), 6)),
                new Column<>("$b$", RIGHT, e -> NumberText.of(e.bias(), 6)),
                new Column<>("risk", RIGHT, e -> NumberText.of(e.risk())),
                new Column<>("accuracy", RIGHT, e -> NumberText.accuracy(e.accuracy())),
                new Column<>("jumps of this sign", RIGHT, e -> NumberText.percent(e.branchMass())),
                new Column<>("KS distance", RIGHT, e -> NumberText.of(e.ksDistance(), 3)),
                new Column<>("noise floor", RIGHT, e -> NumberText.of(e.ksNoiseFloor(), 3)));
        return table(
                "States, and the largest distance between the distribution of the samples and the exact law"
                        + " (Kolmogorov-Smirnov) beside its 95 % point.",
                run.result().summary().figures(), columns);
    }

    /** One row per figure: what the samples say without a range from theory. */
    static TableBlock searched(ReproduceRun run) {
        List<Column<FigureEntry>> columns = List.of(
                new Column<>("Fig.", RIGHT, e -> Integer.toString(e.figure())),
                new Column<>("$k$ predicted", RIGHT, e -> NumberText.exponent(e.kPredicted())),
                new Column<>(
                        "verdict",
                        LEFT,
                        e -> searched(e).map(SearchedExponent::verdict).orElse(NumberText.NONE)),
                new Column<>(
                        "$k$ on the range found",
                        RIGHT,
                        e -> searched(e)
                                .map(s -> NumberText.of(s.exponent(), s.standardError()))
                                .orElse(NumberText.NONE)),
                new Column<>(
                        "decades",
                        RIGHT,
                        e -> NumberText.fixed(
                                searched(e).map(SearchedExponent::decades).orElse(null), 2)),
                new Column<>(
                        "share of the jumps",
                        RIGHT,
                        e -> searched(e)
                                .map(SearchedExponent::share)
                                .map(NumberText::percent)
                                .orElse(NumberText.NONE)),
                new Column<>(
                        "range, or why none",
                        SENTENCES,
                        e -> searched(e).map(ReproduceTables::rangeOrReason).orElse("")));
        return table(
                "What the samples say by themselves: a bounded power law whose two ends are searched, at least 1.5 decades"
                        + " apart and not rejected by a chi-square test. With so many samples a law that is nearly a power"
                        + " is told from one, so that the range found is where no deviation shows, not where $k$ is near"
                        + " a prediction.",
                run.result().summary().figures(),
                columns);
    }

    private static String rangeOrReason(SearchedExponent found) {
        return found.verdict().equals("power law")
                ? NumberText.of(found.range().get(0)) + " to "
                        + NumberText.of(found.range().get(1))
                : found.reason();
    }

    private static Optional<SearchedExponent> searched(FigureEntry entry) {
        return Optional.ofNullable(entry.exponents().searched());
    }

    /** What a figure shows of its power law. */
    enum Outcome {
        /** Both exponents, over comparable ranges. */
        BOTH("yes", Kind.GOOD),
        /** The Jacobian's, and the total only on less than half of the decades. */
        JACOBIAN("in part", Kind.WARNING),
        /** The Jacobian's alone. */
        JACOBIAN_ALONE("Jacobian only", Kind.WARNING),
        /** None. */
        NEITHER("no", Kind.BAD);

        private final String words;
        private final Kind kind;

        Outcome(String words, Kind kind) {
            this.words = words;
            this.kind = kind;
        }

        String words() {
            return words;
        }

        Kind kind() {
            return kind;
        }

        static Outcome of(FigureEntry entry, double tolerance) {
            return of(entry.exponents(), entry.kPredicted(), tolerance);
        }

        static Outcome of(Exponents found, double predicted, double tolerance) {
            if (found.kJacobian() == null
                    || Math.abs(found.kJacobian() - predicted) > tolerance
                    || found.jacobianRange() == null) {
                return NEITHER;
            }
            if (found.totalRange() == null) {
                return JACOBIAN_ALONE;
            }
            double decades = found.totalRange().decades();
            return decades >= found.jacobianRange().decades() / 2 ? BOTH : JACOBIAN;
        }
    }

    static String measured(Measured measured) {
        return NumberText.of(measured.exponent(), measured.standardError());
    }

    /** The ranges of one law. */
    static TableBlock ranges(
            String caption, String printed, String corrected, Exponents found, double predicted, double tolerance) {
        record Line(String name, RangeSummary range) {}
        List<Line> lines = new ArrayList<>();
        if (printed != null) {
            String name = "printed: " + printed;
            found.printedRanges().forEach(range -> lines.add(new Line(name, range)));
            if (found.printedRanges().isEmpty()) {
                lines.add(new Line(name, null));
            }
        }
        lines.add(new Line("corrected: " + corrected, found.correctedRange()));
        String within = " within " + NumberText.of(tolerance) + " of " + NumberText.exponent(predicted);
        lines.add(new Line("$k_J$" + within, found.jacobianRange()));
        lines.add(new Line("$k_J + k_p$" + within, found.totalRange()));
        return table(
                caption,
                lines,
                List.of(
                        new Column<>("range", SENTENCES, Line::name),
                        new Column<>(
                                "$x$",
                                RIGHT,
                                l -> l.range() == null
                                        ? "empty"
                                        : NumberText.fixed(l.range().lower(), 3) + " to "
                                                + NumberText.fixed(l.range().upper(), 3)),
                        new Column<>("$q̇$", RIGHT, l -> NumberText.jumps(l.range())),
                        new Column<>(
                                "decades",
                                RIGHT,
                                l -> l.range() == null
                                        ? "0"
                                        : NumberText.fixed(l.range().decades(), 2)),
                        new Column<>(
                                "of the class",
                                RIGHT,
                                l -> NumberText.percent(
                                        l.range() == null ? 0 : l.range().mass()))));
    }

    /** The closing table, k_w. */
    static TableBlock closingWeight(List<ClosingTable.Row> rows) {
        List<Column<ClosingTable.Row>> columns = List.of(
                new Column<>("$H(y)$", LEFT, r -> Mathematics.mark(r.composition())),
                new Column<>("$k_w$ printed", LEFT, ClosingTable.Row::weightPrinted),
                new Column<>("$k_w$ corrected", LEFT, r -> Mathematics.mark(r.weightCorrected())),
                new Column<>("exact", CENTRE, r -> exact(r.weight())),
                new Column<>("measured near $x̄$", RIGHT, r -> regime(r.regimes(), "weight", "near")),
                new Column<>("measured", RIGHT, r -> regime(r.regimes(), "weight", "far")));
        return table(
                "The closing table (Section 10), corrected and measured, for $ẇ$. Exact: the same at every $x$ and for"
                        + " several $b$. Measured by maximum likelihood from samples over $p(x)$, on inputs from a normal law"
                        + " with σ = 5.",
                rows,
                columns);
    }

    /** The closing table, k_b. */
    static TableBlock closingBias(List<ClosingTable.Row> rows) {
        List<Column<ClosingTable.Row>> columns = List.of(
                new Column<>("$H(y)$", LEFT, r -> Mathematics.mark(r.composition())),
                new Column<>("$k_b$ printed", LEFT, ClosingTable.Row::biasPrinted),
                new Column<>("$k_b$ corrected", LEFT, ClosingTable.Row::biasCorrected),
                new Column<>("exact", CENTRE, r -> exact(r.bias())),
                new Column<>("measured", RIGHT, r -> regime(r.regimes(), "bias", "far")),
                new Column<>("remark", SENTENCES, r -> Mathematics.mark(r.remark())));
        return table("The same for $ḃ$.", rows, columns);
    }

    private static String exact(Exactness exactness) {
        return exactness != null && exactness.exact() ? "yes" : "no";
    }

    /** The fit of a regime; a regime that is all there is counts as far. */
    private static String regime(List<Regime> regimes, String coordinate, String name) {
        return regimes.stream()
                .filter(r -> r.coordinate().equals(coordinate))
                .filter(r -> r.name().equals(name) || (r.name().equals("all") && name.equals("far")))
                .map(r -> measured(r.measured()))
                .findFirst()
                .orElse("");
    }

    static String measured(Regime.Measured measured) {
        return Double.isNaN(measured.exponent())
                ? NumberText.NONE + (measured.reason().isEmpty() ? "" : " (" + measured.reason() + ")")
                : NumberText.of(measured.exponent(), measured.standardError());
    }

    /** One line per power: fits by the printed and by the corrected conditions, marked where the law holds. */
    static TableBlock wide(List<WideInputs.Row> rows, String coordinate, double tolerance) {
        List<Column<WideInputs.Row>> columns = List.of(
                new Column<>("$n$", RIGHT, r -> Integer.toString(r.n())),
                new Column<>("near: predicted", RIGHT, r -> NumberText.exponent((r.n() - 2.0) / (r.n() - 1))),
                new Column<>("as printed", RIGHT, r -> fit(r, coordinate, "near printed", tolerance)),
                new Column<>("corrected", RIGHT, r -> fit(r, coordinate, "near corrected", tolerance)),
                new Column<>("far: predicted", RIGHT, r -> NumberText.exponent((r.n() - 1.0) / r.n())),
                new Column<>("as printed", RIGHT, r -> fit(r, coordinate, "far printed", tolerance)),
                new Column<>("corrected", RIGHT, r -> fit(r, coordinate, "far corrected", tolerance)));
        String symbol = coordinate.equals("weight") ? "$k_w$" : "$k_q$";
        return table(
                symbol + " on wide inputs, fitted where each condition holds; ✓ where the local exponent stays within "
                        + NumberText.of(tolerance) + " of the predicted one on the whole range, ✗ where it does not.",
                rows,
                columns);
    }

    private static String fit(WideInputs.Row row, String coordinate, String name, double tolerance) {
        return row.regimes().stream()
                .filter(r -> r.coordinate().equals(coordinate) && r.name().equals(name))
                .map(r -> measured(r.measured()) + (r.holds(tolerance) ? " ✓" : " ✗"))
                .findFirst()
                .orElse("empty");
    }

    /** One line per figure and time. */
    static TableBlock training(List<TrainingTime.Row> rows) {
        List<Column<TrainingTime.Row>> columns = List.of(
                new Column<>("Fig.", RIGHT, r -> Integer.toString(r.figure())),
                new Column<>("γ · steps", RIGHT, r -> NumberText.of(r.time(), 3)),
                new Column<>("$w$", RIGHT, r -> NumberText.fixed(r.weight(), 2)),
                new Column<>("$b$", RIGHT, r -> NumberText.fixed(r.bias(), 2)),
                new Column<>("decades, $k_J$", RIGHT, r -> NumberText.fixed(r.jacobianDecades(), 2)),
                new Column<>("decades, total $k$", RIGHT, r -> NumberText.fixed(r.totalDecades(), 2)),
                new Column<>("$k_J$", RIGHT, r -> NumberText.fixed(r.jacobianExponent(), 4)),
                new Column<>("total $k$ at one σ", RIGHT, r -> NumberText.fixed(r.totalExponent(), 3)));
        return table("Exponents along the mean flow from $(w, b) = (0.1, 0)$.", rows, columns);
    }

    /** One line per class of real data. */
    static TableBlock cases(List<CaseEntry> cases, double tolerance) {
        List<Column<CaseEntry>> columns = List.of(
                new Column<>("data", LEFT, CaseEntry::name),
                new Column<>("class", LEFT, CaseEntry::className),
                new Column<>("samples", RIGHT, c -> NumberText.count(c.samples())),
                new Column<>(
                        "power law",
                        LEFT,
                        c -> Outcome.of(c.exponents(), c.kPredicted(), tolerance)
                                .words()),
                new Column<>(
                        "$k_J$ least squares",
                        RIGHT,
                        c -> NumberText.of(c.exponents().kJacobian())),
                new Column<>("$k$ samples", RIGHT, c -> measured(c.exponents().measured())),
                new Column<>(
                        "decades of $k_J$",
                        RIGHT,
                        c -> c.exponents().jacobianRange() == null
                                ? "0"
                                : NumberText.fixed(c.exponents().jacobianRange().decades(), 2)),
                new Column<>(
                        "decades of total $k$",
                        RIGHT,
                        c -> c.exponents().totalRange() == null
                                ? "0"
                                : NumberText.fixed(c.exponents().totalRange().decades(), 2)),
                new Column<>("$w$", RIGHT, c -> NumberText.of(c.state().weight())),
                new Column<>("$b$", RIGHT, c -> NumberText.of(c.state().bias())),
                new Column<>("risk", RIGHT, c -> NumberText.of(c.state().risk())),
                new Column<>(
                        "accuracy", RIGHT, c -> NumberText.accuracy(c.state().accuracy())),
                new Column<>("bandwidth", RIGHT, c -> NumberText.of(c.bandwidth())));
        return with(
                table(
                        "Real data under the sigmoid with squared loss, at the equilibrium on these data.",
                        cases,
                        columns),
                3,
                cases.stream()
                        .map(c -> Outcome.of(c.exponents(), c.kPredicted(), tolerance)
                                .kind())
                        .toList());
    }

    /** One line per erratum. */
    static TableBlock errata(List<Erratum> errata) {
        List<Column<Erratum>> columns = List.of(
                new Column<>("#", RIGHT, e -> Integer.toString(e.number())),
                new Column<>("equation", LEFT, e -> e.equation()),
                new Column<>("kind", CENTRE, e -> e.kind().toString()),
                new Column<>("verdict", LEFT, e -> e.verdict().toString()),
                new Column<>("remark", SENTENCES, ReproduceTables::remark),
                new Column<>("found", SENTENCES, e -> Mathematics.mark(e.finding())));
        return with(
                table(
                        "E mathematical error, C wrong or unneeded condition, T misprint, R remark or gap, ok right after"
                                + " all. Confirmed: the printed form holds; corrected: it fails and the corrected form holds;"
                                + " refuted: neither holds.",
                        errata,
                        columns),
                3,
                errata.stream().map(e -> kind(e.verdict())).toList());
    }

    private static String remark(Erratum erratum) {
        String printed = erratum.printed().isEmpty() ? "" : " Printed: " + erratum.printed() + ".";
        String corrected = erratum.corrected().isEmpty() ? "" : " Corrected: " + erratum.corrected() + ".";
        return Mathematics.mark((erratum.problem() + printed + corrected).replace("..", "."));
    }

    private static Kind kind(Erratum.Verdict verdict) {
        return switch (verdict) {
            case CONFIRMED -> Kind.GOOD;
            case CORRECTED -> Kind.WARNING;
            case REFUTED -> Kind.BAD;
            case NOT_CHECKABLE -> Kind.NOTE;
        };
    }
}
