package org.jumpscope.figures.paper;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.experiments.CurveExponents;
import org.jumpscope.experiments.MapSummary.RangeSummary;
import org.jumpscope.experiments.PaperFigure;
import org.jumpscope.experiments.PaperFigure.Conditions;
import org.jumpscope.experiments.Reproduce.Drawn;
import org.jumpscope.experiments.Reproduce.FigureEntry;
import org.jumpscope.experiments.errata.Erratum;
import org.jumpscope.experiments.exponents.WideInputs;
import org.jumpscope.figures.report.Block;
import org.jumpscope.figures.report.Block.Callout;
import org.jumpscope.figures.report.Block.Kind;

/** What agrees with the paper, what does not, and why: sentences made from the numbers of this run. */
final class Findings {
    /** The part of the jumps' mass over which total exponents are told. */
    private static final double CENTRAL = 0.8;

    private final ReproduceRun run;
    private final List<Drawn> figures;
    private final double tolerance;
    private final double ratio;

    Findings(ReproduceRun run) {
        this.run = run;
        this.figures = run.result().figures();
        this.tolerance = run.tolerance();
        this.ratio = run.settings().ratio();
    }

    /** The findings, those that agree first. */
    List<Block> all() {
        List<Callout> found = new ArrayList<>();
        found.add(samples());
        found.add(jacobian());
        accuracy().ifPresent(found::add);
        exponential().ifPresent(found::add);
        logarithmic().ifPresent(found::add);
        fractional().ifPresent(found::add);
        wrongRegion().ifPresent(found::add);
        emptyPrinted().ifPresent(found::add);
        wide().ifPresent(found::add);
        errata().ifPresent(found::add);
        List<Block> sorted = new ArrayList<>();
        for (Kind kind : List.of(Kind.GOOD, Kind.WARNING, Kind.BAD, Kind.NOTE)) {
            found.stream().filter(callout -> callout.kind() == kind).forEach(sorted::add);
        }
        return sorted;
    }

    private static PaperFigure paper(FigureEntry entry) {
        return PaperFigure.all().get(entry.figure() - 1);
    }

    private List<Drawn> where(Predicate<Conditions> conditions) {
        return figures.stream()
                .filter(d -> conditions.test(paper(d.entry()).conditions()))
                .toList();
    }

    private Callout samples() {
        List<FigureEntry> beyond = figures.stream()
                .map(Drawn::entry)
                .filter(e -> e.ksDistance() > e.ksNoiseFloor())
                .toList();
        String start = NumberText.count(run.settings().samples()) + " samples per figure: ";
        if (beyond.isEmpty()) {
            return new Callout(
                    Kind.GOOD,
                    start + "in " + names(figures) + " their distribution agrees with the exact law, summed over all"
                            + " preimages, within the noise (Kolmogorov-Smirnov distance below its 95 % point).");
        }
        return new Callout(
                Kind.WARNING,
                start + "in " + entryNames(beyond)
                        + " the Kolmogorov-Smirnov distance to the exact law is above its 95 %"
                        + " point, " + beyond.size() + " of " + figures.size()
                        + " where one in twenty is expected by chance.");
    }

    private Callout jacobian() {
        List<FigureEntry> off = figures.stream()
                .map(Drawn::entry)
                .filter(e -> e.kJacobian() == null || Math.abs(e.kJacobian() - e.kPredicted()) > tolerance)
                .toList();
        double worst = figures.stream()
                .map(Drawn::entry)
                .filter(e -> e.kJacobian() != null)
                .mapToDouble(e -> Math.abs(e.kJacobian() - e.kPredicted()))
                .max()
                .orElse(Double.NaN);
        if (off.isEmpty()) {
            return new Callout(
                    Kind.GOOD,
                    "The Jacobian $|dx/dq̇|$ has the predicted exponent in " + names(figures)
                            + ": on the corrected ranges the fitted $k_J$ differs from it by at most "
                            + NumberText.of(worst, 2) + ".");
        }
        return new Callout(
                Kind.BAD,
                "The Jacobian $|dx/dq̇|$ misses the predicted exponent by more than " + NumberText.of(tolerance)
                        + " in " + entryNames(off) + ".");
    }

    private Optional<Callout> accuracy() {
        double least =
                figures.stream().mapToDouble(d -> d.entry().accuracy()).min().orElse(Double.NaN);
        boolean agrees = least > 0.97;
        return Optional.of(new Callout(
                agrees ? Kind.GOOD : Kind.BAD,
                "The accuracy at the equilibria is at least " + NumberText.accuracy(least)
                        + "; the paper says above 97 %."));
    }

    /** Sigmoid: the jumps are nearly log-normal. */
    private Optional<Callout> exponential() {
        List<Drawn> mine = where(c -> c == Conditions.EXPONENTIAL_SQUARED || c == Conditions.EXPONENTIAL_CROSS_ENTROPY);
        List<Drawn> short_ = mine.stream().filter(d -> short_(d.entry())).toList();
        if (short_.isEmpty()) {
            return Optional.empty();
        }
        String widths = short_.stream()
                .map(d -> NumberText.of(logSpread(d.entry()), 3))
                .distinct()
                .collect(Collectors.joining(" or "));
        return Optional.of(new Callout(
                Kind.WARNING,
                "In " + names(short_) + " the power law belongs to the Jacobian, not to the jumps: $k_J$ stays within "
                        + NumberText.of(tolerance) + " of 1 on " + span(short_, d -> decades(d.decadesJacobian()))
                        + " decades, the total exponent $k_J + k_p$ only on "
                        + span(short_, d -> decades(d.decadesTotal()))
                        + ". For an exponential composition $\\log q̇$ is nearly linear in $x$, so that normal inputs make $q̇$"
                        + " nearly log-normal; its standard deviation in $\\log q̇$ is $|c_1| w σ$ = " + widths
                        + ": wide, but curved everywhere."));
    }

    private boolean short_(FigureEntry entry) {
        return decades(entry.decadesTotal()) < decades(entry.decadesJacobian()) / 2;
    }

    /** |c₁|wσ: c₁ is 2 for squared loss, 1 for cross-entropy. */
    static double logSpread(FigureEntry entry) {
        PaperFigure figure = paper(entry);
        double rate = figure.conditions() == Conditions.EXPONENTIAL_SQUARED ? 2 : 1;
        return rate
                * Math.abs(entry.weight())
                * PaperFigure.dataset().component(figure.classIndex()).law().standardDeviation();
    }

    /** Logarithm: what the samples show is steeper. */
    private Optional<Callout> logarithmic() {
        List<Drawn> mine = where(c -> c == Conditions.LOGARITHMIC);
        List<String> parts = new ArrayList<>();
        boolean holds = true;
        for (Drawn drawn : mine) {
            Optional<CurveExponents.Spread> spread = CurveExponents.central(drawn.curves(), CENTRAL);
            if (spread.isPresent()) {
                parts.add(NumberText.fixed(spread.get().low(), 1) + " to "
                        + NumberText.fixed(spread.get().high(), 1) + " in Fig. "
                        + drawn.entry().figure());
                holds &= spread.get().within(tolerance, drawn.entry().kPredicted());
            }
        }
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Callout(
                holds ? Kind.GOOD : Kind.BAD,
                "The total exponent over the central 80 % of the jumps runs from " + join(parts)
                        + " where the paper has "
                        + NumberText.exponent(mine.get(0).entry().kPredicted()) + "; it is within "
                        + NumberText.of(tolerance) + " of it only on the last "
                        + span(mine, d -> decades(d.decadesTotal())) + " decades, which hold "
                        + join(mine.stream()
                                .map(d -> mass(d.entry().exponents().totalRange()))
                                .distinct()
                                .toList())
                        + " of the class. The singularity makes the exponent 2 only as $y$ nears it; before that the"
                        + " density of the inputs across the branch is not constant."));
    }

    /** The 3/4 regime needs |x| ≫ 1. */
    private Optional<Callout> fractional() {
        List<Drawn> mine = where(c -> c == Conditions.QUARTIC);
        if (mine.isEmpty()) {
            return Optional.empty();
        }
        double cut = run.settings().tailMassCut();
        double farthest = mine.stream()
                .map(d -> PaperFigure.dataset()
                        .component(paper(d.entry()).classIndex())
                        .law())
                .mapToDouble(law -> Math.max(Math.abs(law.quantile(cut)), Math.abs(law.survivalQuantile(cut))))
                .max()
                .orElseThrow();
        double mass = mine.stream()
                .map(d -> PaperFigure.dataset()
                        .component(paper(d.entry()).classIndex())
                        .law())
                .mapToDouble(law -> beyond(law, ratio))
                .max()
                .orElseThrow();
        return Optional.of(new Callout(
                farthest < ratio ? Kind.BAD : Kind.GOOD,
                "The exponent 3/4 of Section 9 needs $|x| ≫ 1$ (erratum 44); in " + names(mine) + " only "
                        + NumberText.of(cut)
                        + " of the inputs lie beyond $|x|$ = " + NumberText.fixed(farthest, 2)
                        + ", and the share with $|x| ≥ "
                        + NumberText.of(ratio) + "$ is " + NumberText.of(mass, 2) + ": "
                        + (farthest < ratio
                                ? "the regime is empty in the paper's data. It shows on wider inputs, below."
                                : "the regime is there.")));
    }

    private static double beyond(Distribution law, double size) {
        return law.cumulative(-size) + law.survival(size);
    }

    /** (9.14) chooses the neighbourhood of 0 where it means that of the zero of h. */
    private Optional<Callout> wrongRegion() {
        List<String> parts = new ArrayList<>();
        boolean wrong = false;
        for (Drawn drawn : where(c -> c == Conditions.QUARTIC)) {
            FigureEntry entry = drawn.entry();
            for (RangeSummary range : entry.exponents().printedRanges()) {
                Optional<Double> k = CurveExponents.jacobian(drawn.curves(), range.lowerJump(), range.upperJump());
                if (k.isPresent()) {
                    wrong |= Math.abs(k.get() - entry.kPredicted()) > tolerance / 2;
                    parts.add("in Fig. " + entry.figure() + " $x$ from " + NumberText.fixed(range.lower(), 3) + " to "
                            + NumberText.fixed(range.upper(), 3) + ", " + mass(range) + " of the class, with $k_J$ = "
                            + NumberText.fixed(k.get(), 3) + " (on the corrected range "
                            + NumberText.fixed(entry.kJacobian(), 3) + ")");
                }
            }
        }
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Callout(
                wrong ? Kind.BAD : Kind.NOTE,
                "The printed condition (9.14), $|x| ≪ |(b - t)/w|$ with $r$ = " + NumberText.of(ratio) + ", selects "
                        + join(parts) + ". It should select the neighbourhood of the zero of $h$, $x̄ = (t - b)/w$"
                        + " (erratum 40), and selects that of $x = 0$ instead; the predicted exponent is "
                        + NumberText.exponent(2.0 / 3) + "."));
    }

    private Optional<Callout> emptyPrinted() {
        List<FigureEntry> empty = figures.stream()
                .map(Drawn::entry)
                .filter(e -> e.exponents().printedRanges().isEmpty())
                .toList();
        if (empty.isEmpty()) {
            return Optional.empty();
        }
        boolean literal = empty.stream()
                .anyMatch(e -> e.classTarget() == 1
                        && Stream.of(Conditions.EXPONENTIAL_SQUARED, Conditions.EXPONENTIAL_CROSS_ENTROPY)
                                .anyMatch(c -> c == paper(e).conditions()));
        boolean logarithm = empty.stream().anyMatch(e -> paper(e).conditions() == Conditions.LOGARITHMIC);
        return Optional.of(new Callout(
                Kind.BAD,
                "With \"much\" read as a factor $r$ = " + NumberText.of(ratio)
                        + " the printed conditions hold nowhere in the data of " + entryNames(empty) + "."
                        + (literal
                                ? " For ones the sigmoid's $wx ≫ -b$ asks for $x$ ≥ " + NumberText.of(ratio / 2)
                                        + " when it is read as a ratio; what is neglected is $e^{-y}$, and $e^{-y} ≤ 1/r$ asks for"
                                        + " much less (erratum 26)."
                                : "")
                        + (logarithm
                                ? " For the logarithm, $|x| ≪ 1$ is not needed (erratum 36), and the branch has none of it."
                                : "")));
    }

    private Optional<Callout> wide() {
        List<WideInputs.Row> rows = run.result().summary().wideInputs();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<WideInputs.Row> turned = rows.stream()
                .filter(row -> row.regimes().stream()
                        .filter(r -> r.name().endsWith("corrected"))
                        .allMatch(r -> r.holds(tolerance)))
                .toList();
        String powers = turned.stream().map(r -> Integer.toString(r.n())).collect(Collectors.joining(", "));
        return Optional.of(new Callout(
                turned.size() == rows.size() ? Kind.GOOD : Kind.WARNING,
                "On inputs with σ = 5 the exponents of Section 9 turn from $(n-2)/(n-1)$ into $(n-1)/n$: every corrected"
                        + " condition holds within " + NumberText.of(tolerance) + " for $n$ = "
                        + (powers.isEmpty() ? NumberText.NONE : powers) + " (" + turned.size() + " of " + rows.size()
                        + ")"
                        + (turned.size() == rows.size()
                                ? "."
                                : "; for the others the error that $r$ = 10 allows, $2|k - 1|/r$ near the zero of $h$, reaches"
                                        + " it.")));
    }

    private Optional<Callout> errata() {
        List<Erratum> rows = run.result().summary().errata();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        String counts = Stream.of(Erratum.Verdict.values())
                .filter(v -> rows.stream().anyMatch(r -> r.verdict() == v))
                .map(v -> rows.stream().filter(r -> r.verdict() == v).count() + " " + v)
                .collect(Collectors.joining(", "));
        return Optional.of(
                new Callout(Kind.NOTE, "Of " + rows.size() + " remarks on the paper's equations: " + counts + "."));
    }

    /** One sentence on a figure. */
    Callout of(Drawn drawn) {
        FigureEntry e = drawn.entry();
        ReproduceTables.Outcome outcome = ReproduceTables.Outcome.of(e, tolerance);
        StringBuilder text = new StringBuilder();
        if (e.kJacobian() == null) {
            text.append("The corrected conditions hold nowhere, so that there is no range to fit");
        } else {
            text.append("On the corrected range the Jacobian has $k_J$ = ")
                    .append(NumberText.of(e.kJacobian()))
                    .append(" (predicted ")
                    .append(NumberText.exponent(e.kPredicted()))
                    .append("); a power law fitted to the jumps themselves has $k$ = ")
                    .append(NumberText.of(e.kMeasured(), e.kMeasuredStandardError()));
            if (e.kMeasured() == null) {
                text.append(" (").append(e.kMeasuredReason()).append(")");
            }
        }
        text.append(". Within ")
                .append(NumberText.of(tolerance))
                .append(" of ")
                .append(NumberText.exponent(e.kPredicted()))
                .append(" are $k_J$ on ")
                .append(NumberText.fixed(decades(e.decadesJacobian()), 2))
                .append(" decades and the total exponent on ")
                .append(NumberText.fixed(decades(e.decadesTotal()), 2));
        CurveExponents.central(drawn.curves(), CENTRAL)
                .ifPresent(spread -> text.append("; over the central 80 % of the jumps the total runs from ")
                        .append(NumberText.fixed(spread.low(), 2))
                        .append(" to ")
                        .append(NumberText.fixed(spread.high(), 2)));
        return new Callout(outcome.kind(), text.append('.').toString());
    }

    private static double decades(Double decades) {
        return decades == null ? 0 : decades;
    }

    private static String mass(RangeSummary range) {
        return NumberText.percent(range == null ? 0 : range.mass());
    }

    private static String span(List<Drawn> drawn, ToDoubleFunction<FigureEntry> value) {
        double least = drawn.stream()
                .mapToDouble(d -> value.applyAsDouble(d.entry()))
                .min()
                .orElse(Double.NaN);
        double most = drawn.stream()
                .mapToDouble(d -> value.applyAsDouble(d.entry()))
                .max()
                .orElse(Double.NaN);
        String low = NumberText.fixed(least, 1);
        String high = NumberText.fixed(most, 1);
        return low.equals(high) ? low : low + " to " + high;
    }

    private static String names(List<Drawn> drawn) {
        return entryNames(drawn.stream().map(Drawn::entry).toList());
    }

    /** "Fig. 3", "Figs 1 and 2", "Figs 1, 2 and 4 to 7". */
    private static String entryNames(List<FigureEntry> entries) {
        List<Integer> numbers =
                entries.stream().map(FigureEntry::figure).sorted().toList();
        if (numbers.isEmpty()) {
            return "no figure";
        }
        List<String> runs = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= numbers.size(); i++) {
            if (i < numbers.size() && numbers.get(i) == numbers.get(i - 1) + 1) {
                continue;
            }
            int length = i - start;
            if (length >= 3) {
                runs.add(numbers.get(start) + " to " + numbers.get(i - 1));
            } else {
                numbers.subList(start, i).forEach(n -> runs.add(Integer.toString(n)));
            }
            start = i;
        }
        return (numbers.size() == 1 ? "Fig. " : "Figs ") + join(runs);
    }

    private static String join(List<String> parts) {
        if (parts.size() < 2) {
            return String.join("", parts.isEmpty() ? Collections.emptyList() : parts);
        }
        return String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.get(parts.size() - 1);
    }
}
