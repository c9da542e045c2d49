package org.jumpscope.figures.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jumpscope.experiments.FigureAnalysis.Settings;
import org.jumpscope.experiments.PaperFigure;
import org.jumpscope.experiments.PaperFigure.Conditions;
import org.jumpscope.experiments.Provenance;
import org.jumpscope.experiments.RealCases;
import org.jumpscope.experiments.Reproduce.Drawn;
import org.jumpscope.experiments.Reproduce.FigureEntry;
import org.jumpscope.experiments.Reproduce.Summary;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.report.Block;
import org.jumpscope.figures.report.Block.Callout;
import org.jumpscope.figures.report.Block.FigureBlock;
import org.jumpscope.figures.report.Block.Kind;
import org.jumpscope.figures.report.Block.Paragraph;
import org.jumpscope.figures.report.Report;
import org.jumpscope.figures.report.Section;

/** The report of a run of {@code reproduce}: what was done, what agrees, what does not, and why. */
public final class ReproduceReport {
    private final ReproduceRun run;
    private final Map<String, Figure> figures;
    private final Map<String, List<String>> downloads;
    private final Findings findings;

    private ReproduceReport(ReproduceRun run, Map<String, Figure> figures, Map<String, List<String>> downloads) {
        this.run = run;
        this.figures = figures;
        this.downloads = downloads;
        this.findings = new Findings(run);
    }

    /**
     * The report.
     *
     * @param run what was asked and found
     * @param figures all figures by the names that {@link ReproduceFiles} gives them
     * @param downloads files of each figure
     */
    static Report of(ReproduceRun run, Map<String, Figure> figures, Map<String, List<String>> downloads) {
        return new ReproduceReport(run, figures, downloads).report();
    }

    private Report report() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("findings", "What agrees, what does not, and why", findings.all()));
        sections.add(new Section("summary", "All figures in one table", summary()));
        for (Drawn drawn : run.result().figures()) {
            sections.add(figure(drawn));
        }
        if (run.complete()) {
            sections.add(closing());
            sections.add(ClassificationReport.section(
                    run.result().summary().classification(),
                    run.result().classification().orElseThrow()));
            sections.add(wide());
            sections.add(training());
            sections.add(real());
        }
        run.companions().forEach(each -> sections.add(each.section()));
        if (run.complete()) {
            sections.add(new Section(
                    "errata",
                    "Errata",
                    List.of(
                            new Paragraph(
                                    "Every remark on the paper's equations, each judged by a check that ran in this"
                                            + " run; errata.md has the checks too."),
                            ReproduceTables.errata(run.result().summary().errata()))));
        }
        sections.add(provenance());
        return new Report(
                "Dataset-learning duality and emergent criticality: the numerical results, reproduced",
                lead(),
                sections);
    }

    private String lead() {
        Settings settings = run.settings();
        List<FigureEntry> entries = run.result().summary().figures();
        long jacobian = entries.stream()
                .map(e -> ReproduceTables.Outcome.of(e, run.tolerance()))
                .filter(o -> o != ReproduceTables.Outcome.NEITHER)
                .count();
        long both = entries.stream()
                .filter(e -> ReproduceTables.Outcome.of(e, run.tolerance()) == ReproduceTables.Outcome.BOTH)
                .count();
        String which = run.complete()
                ? "The nine figures, the closing table and the equations"
                : "Figure " + run.request().figure();
        String reached = entries.stream().anyMatch(e -> e.stateSource().equals("sgd"))
                ? "the state that stochastic gradient descent reaches"
                : "the exact equilibrium";
        return which
                + " of Kukleva and Vanchurin (arXiv:2405.17391, Sections 5 to 10) were computed again: the neuron at "
                + reached + ", the density of its jumps $q̇$ exactly and from all preimages, and "
                + NumberText.count(settings.samples())
                + " samples per figure beside it. The Jacobian's power law is found in "
                + jacobian + " of " + entries.size()
                + " figures; the jumps themselves follow it over at least half of those"
                + " decades in " + both + ".";
    }

    private List<Block> summary() {
        return List.of(
                new Paragraph(
                        "$p(q̇) ∝ q̇^{-k}$ with $k = k_J + k_p$: the map from input to jump gives $k_J$, the density of"
                                + " the inputs gives $k_p$. The paper predicts $k_J$. It is fitted here three ways on the range where"
                                + " the corrected conditions hold: by a least-squares line through $-\\log|dx/dq̇|$, by bounded maximum"
                                + " likelihood from the samples weighted by $1/p(x)$, and, for the total, from the samples as they"
                                + " are."),
                ReproduceTables.summary(run),
                ReproduceTables.searched(run),
                ReproduceTables.states(run));
    }

    private Section figure(Drawn drawn) {
        FigureEntry entry = drawn.entry();
        String name = ReproduceFiles.name(drawn);
        PaperFigure paper = PaperFigure.all().get(entry.figure() - 1);
        List<Block> blocks = new ArrayList<>();
        blocks.add(plot(name, caption(drawn)));
        blocks.add(findings.of(drawn));
        blocks.add(ReproduceTables.ranges(
                "Ranges of Figure " + entry.figure() + "; \"much\" is a factor $r$ = "
                        + NumberText.of(run.settings().ratio()) + ", and "
                        + NumberText.of(run.settings().tailMassCut())
                        + " of the class lies beyond either end of what counts as observable.",
                printed(paper),
                corrected(paper),
                entry.exponents(),
                entry.kPredicted(),
                run.tolerance()));
        if (entry.clipped() != null) {
            blocks.add(ReproduceTables.ranges(
                    "The same for the law of the clip itself, whose gradient is zero outside (ε, 1 − ε): "
                            + NumberText.percent(entry.clipped().branchMass()) + " of the class jump.",
                    printed(paper),
                    corrected(paper),
                    entry.clipped(),
                    entry.kPredicted(),
                    run.tolerance()));
        }
        return new Section(name, "Figure " + entry.figure() + ": " + entry.title(), blocks);
    }

    private static String caption(Drawn drawn) {
        FigureEntry e = drawn.entry();
        String clipped = e.clipped() == null
                ? ""
                : " The state is the equilibrium of the clipped activation; the law drawn is that of the unclipped branch"
                        + " $0 < y < 1$, the clip's own law is dashed grey.";
        return "The paper's Fig. " + e.figure() + ": " + e.sign() + " fluctuations ("
                + (e.sign().equals("negative") ? "$ḃ < 0$" : "$ḃ > 0$") + ") of class "
                + NumberText.of(e.classTarget()) + " for " + e.title()
                + ". Dotted blue: exact density of the jumps; red: contribution of the Jacobian; black: samples with 68 %"
                + " error bars; green: where the corrected conditions hold"
                + (e.exponents().printedRanges().isEmpty() ? "" : "; grey: where the printed ones do") + ". "
                + NumberText.percent(e.exponents().branchMass()) + " of the class jump this way." + clipped;
    }

    /** The paper's conditions in mathematics. */
    private static String printed(PaperFigure figure) {
        return Mathematics.mark(figure.conditions()
                .text()
                .replace("<<", "≪")
                .replace(">>", "≫")
                .replace("w x", "wx")
                .replace(" - ", " − ")
                .replace("-b", "−b"));
    }

    private static String corrected(PaperFigure figure) {
        String dominance = "$|wh′/h| ≥ r|x|/(1 + x²)$";
        if (figure.conditions() == Conditions.EXPONENTIAL_SQUARED
                || figure.conditions() == Conditions.EXPONENTIAL_CROSS_ENTROPY) {
            return dominance + " and " + (figure.target() == 0 ? "$e^y ≤ 1/r$" : "$e^{-y} ≤ 1/r$");
        }
        return dominance;
    }

    private FigureBlock plot(String name, String caption) {
        return new FigureBlock(figures.get(name), caption, downloads.get(name));
    }

    private Section closing() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph("The paper's closing table with the corrections of errata 18 and 45 to 47 and measured"
                + " columns; below it one figure of $p(ẇ)$ for each row."));
        blocks.add(ReproduceTables.closingWeight(run.result().summary().table()));
        blocks.add(ReproduceTables.closingBias(run.result().summary().table()));
        further(
                "weight-jump",
                "Density of the weight's jumps: exact (dotted blue), the Jacobian's contribution (red), samples"
                        + " (black), and the predicted power laws (dashed grey) on their ranges (green).",
                blocks);
        return new Section("closing-table", "The closing table", blocks);
    }

    private Section wide() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Paragraph(
                        "The paper's data end near $|x|$ = 2, too early for the second regime of Section 9. Inputs"
                                + " from a normal law with σ = 5 show both: $(n-2)/(n-1)$ near the zero of $h$ turns into $(n-1)/n$ far from"
                                + " it, for $ẇ$ where $|x - x̄|$ passes $|x̄|$, for $q̇$ only where $|x|$ passes 1. The printed conditions"
                                + " are (9.14) near, (9.13) and (9.16) far; the corrected ones those of errata 40, 41 and 44."));
        for (String coordinate : List.of("weight", "norm")) {
            blocks.add(ReproduceTables.wide(run.result().summary().wideInputs(), coordinate, run.tolerance()));
        }
        further(
                "wide-inputs",
                "Local exponents of $ẇ$ and $q̇$ against the distance from the zero of $h$, fits on the corrected"
                        + " ranges, and the two predicted levels (dashed).",
                blocks);
        return new Section("wide-inputs", "Section 9 on wide inputs", blocks);
    }

    private Section training() {
        Summary summary = run.result().summary();
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Paragraph(
                        "The sigmoid relaxes slowly: published runs may have stopped long before the equilibrium."
                                + " $k_J$ hardly notices, $k_p$ falls as $1/w$, so that the total exponent is nearest to 1 at the end."));
        blocks.add(ReproduceTables.training(summary.trainingTime()));
        further("training-time", "Along the mean flow, which gradient descent follows at small γ.", blocks);
        return new Section("training-time", "Exponents against training time", blocks);
    }

    private void further(String prefix, String caption, List<Block> blocks) {
        figures.forEach((name, figure) -> {
            if (name.startsWith(prefix)) {
                blocks.add(plot(name, (figure.title().isEmpty() ? "" : figure.title() + ". ") + caption));
            }
        });
    }

    private Section real() {
        Summary summary = run.result().summary();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "The same analysis on samples: the points are the samples' own jumps, the curves those of a"
                        + " smoothed density. MNIST's zeros and ones are taken along their first principal component, the other data"
                        + " along the line between the means of their classes; either way the means of the two classes stand at 0"
                        + " and 1, as in the paper's dataset."));
        if (!summary.cases().isEmpty()) {
            blocks.add(ReproduceTables.cases(summary.cases(), run.tolerance()));
        }
        run.result()
                .cases()
                .forEach(drawn -> blocks.add(plot(
                        ReproduceFiles.name(drawn),
                        PaperFigures.caseTitle(drawn.entry())
                                + ": sigmoid with squared loss at the equilibrium on these data. Black:"
                                + " the samples' own jumps; dotted blue: the law of the smoothed density with bandwidth "
                                + NumberText.of(drawn.entry().bandwidth()) + "; red: contribution of the Jacobian.")));
        for (RealCases.Unavailable each : summary.unavailable()) {
            blocks.add(new Callout(Kind.WARNING, each.name() + " is not available. " + each.reason()));
        }
        for (RealCases.Missing missing : run.missing()) {
            blocks.add(new Callout(
                    Kind.NOTE,
                    missing.name() + " was not found (" + missing.path()
                            + " below --data-dir, $JUMPSCOPE_DATA or data/). " + missing.obtain()));
            blocks.add(new Block.Code(missing.command()));
        }
        return new Section("real-data", "Real data", blocks);
    }

    private Section provenance() {
        Provenance provenance = run.provenance();
        Settings settings = run.settings();
        List<Block.Provenance.Entry> entries = new ArrayList<>();
        entry(entries, "jumpscope", provenance.version());
        entry(entries, "Java", provenance.java());
        entry(entries, "system", provenance.system() + ", " + provenance.architecture());
        entry(entries, "arguments", String.join(" ", provenance.arguments()));
        entry(entries, "samples per figure", String.format(Locale.ROOT, "%,d", settings.samples()));
        provenance.seed().ifPresent(seed -> entry(entries, "seed", Long.toString(seed)));
        provenance.generator().ifPresent(generator -> entry(entries, "generator", generator));
        entry(entries, "rate γ", NumberText.of(settings.rate()));
        entry(entries, "clip ε of Figs 6 and 7", NumberText.of(run.request().epsilon()));
        entry(entries, "ratio r", NumberText.of(settings.ratio()));
        entry(entries, "tolerance of exponents", NumberText.of(settings.tolerance()));
        entry(entries, "tail mass cut", NumberText.of(settings.tailMassCut()));
        for (Provenance.Input input : provenance.inputs()) {
            entry(entries, "sha256 of " + input.file(), input.sha256());
        }
        return new Section("provenance", "Provenance", List.of(new Block.Provenance(entries)));
    }

    private static void entry(List<Block.Provenance.Entry> entries, String name, String value) {
        entries.add(new Block.Provenance.Entry(name, value));
    }
}
