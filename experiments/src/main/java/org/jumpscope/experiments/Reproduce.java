package org.jumpscope.experiments;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jumpscope.composition.Composition;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Empirical;
import org.jumpscope.experiments.FigureAnalysis.Curves;
import org.jumpscope.experiments.FigureAnalysis.Exponents;
import org.jumpscope.experiments.FigureAnalysis.Outcome;
import org.jumpscope.experiments.FigureAnalysis.Settings;
import org.jumpscope.experiments.FigureAnalysis.Subject;
import org.jumpscope.experiments.classification.Classify;
import org.jumpscope.experiments.classification.ClassifyTable;
import org.jumpscope.experiments.errata.Errata;
import org.jumpscope.experiments.errata.Erratum;
import org.jumpscope.experiments.exponents.ClosingTable;
import org.jumpscope.experiments.exponents.FigureData;
import org.jumpscope.experiments.exponents.TrainingTime;
import org.jumpscope.experiments.exponents.WeightJumpFigures;
import org.jumpscope.experiments.exponents.WideInputs;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.RandomBlocks;

/** {@code reproduce}: every numerical result of the paper's Sections 5 to 10, with its errata. */
public final class Reproduce {
    private Reproduce() {}

    /**
     * What is asked for.
     *
     * @param figure number of the only figure wanted; null for everything
     * @param state exact equilibrium, or what gradient descent reaches
     * @param epsilon ε of the clip whose equilibrium is the state of Figs 6 and 7
     * @param settings samples, seed, rate, ratio
     * @param cases real data to analyse like the paper's
     */
    public record Request(
            Integer figure, Experiment.StateSource state, double epsilon, Settings settings, RealCases cases) {

        /** Checks the figure. */
        public Request {
            if (figure != null && (figure < 1 || figure > 9)) {
                throw new InvalidInputException("--figure " + figure + " is not a figure of the paper; give 1 to 9.");
            }
        }
    }

    /**
     * One figure in {@code summary.json}.
     *
     * @param figure its number
     * @param title what it shows
     * @param classTarget target of the class
     * @param sign sign of ḃ, "negative" or "positive" fluctuations
     * @param composition activation and loss
     * @param stateComposition the composition that the state is the equilibrium of
     * @param weight w
     * @param bias b
     * @param stateSource "equilibrium" or "sgd"
     * @param risk mean loss at the equilibrium
     * @param accuracy accuracy at the equilibrium
     * @param kPredicted exponent that theory predicts for the Jacobian
     * @param kJacobian least-squares slope on the corrected range
     * @param kMeasured bounded maximum likelihood of the samples on the same range
     * @param kMeasuredStandardError its standard error
     * @param kMeasuredCount samples in the range
     * @param kMeasuredJacobian the same, samples weighted by 1/p(x)
     * @param kMeasuredJacobianStandardError its standard error
     * @param kMeasuredReason why an exponent is null
     * @param decadesJacobian decades with |k_J − k| within the tolerance
     * @param decadesTotal decades with |k_J + k_p − k| within the tolerance
     * @param branchMass probability of jumps of this sign
     * @param ksDistance distance of the samples from the exact law
     * @param ksNoiseFloor its 95 % point under the law itself
     * @param exponents everything else
     * @param clipped Figs 6 and 7: the same for the clip's own law
     */
    public record FigureEntry(
            int figure,
            String title,
            @JsonProperty("class") double classTarget,
            String sign,
            String composition,
            String stateComposition,
            double weight,
            double bias,
            String stateSource,
            double risk,
            double accuracy,
            double kPredicted,
            Double kJacobian,
            Double kMeasured,
            Double kMeasuredStandardError,
            long kMeasuredCount,
            Double kMeasuredJacobian,
            Double kMeasuredJacobianStandardError,
            String kMeasuredReason,
            Double decadesJacobian,
            Double decadesTotal,
            double branchMass,
            double ksDistance,
            double ksNoiseFloor,
            Exponents exponents,
            Exponents clipped) {

        static FigureEntry of(PaperFigure figure, ResolvedState state, Exponents e, Exponents clipped) {
            return new FigureEntry(
                    figure.number(),
                    figure.title(),
                    figure.target(),
                    MapSummary.signName(figure.biasSign()),
                    figure.composition().toString(),
                    figure.trainedComposition().toString(),
                    state.state().weight(),
                    state.state().bias(),
                    state.source(),
                    state.equilibrium().risk(),
                    state.equilibrium().accuracy(),
                    figure.predicted(),
                    e.kJacobian(),
                    e.measured().exponent(),
                    e.measured().standardError(),
                    e.measured().count(),
                    e.measuredJacobian().exponent(),
                    e.measuredJacobian().standardError(),
                    e.measured().reason(),
                    e.jacobianRange() == null ? null : e.jacobianRange().decades(),
                    e.totalRange() == null ? null : e.totalRange().decades(),
                    e.branchMass(),
                    e.ksDistance(),
                    e.ksNoiseFloor(),
                    e,
                    clipped);
        }
    }

    /**
     * A class of real data, analysed like the paper's figures.
     *
     * @param name name of the data
     * @param className name of the class in the data
     * @param classTarget its target
     * @param sign sign of ḃ
     * @param samples number of samples of the class
     * @param bandwidth bandwidth of the smoothed density
     * @param composition activation and loss
     * @param state the equilibrium on these data
     * @param kPredicted exponent that theory predicts for the Jacobian
     * @param exponents ranges and exponents
     */
    public record CaseEntry(
            String name,
            String className,
            @JsonProperty("class") double classTarget,
            String sign,
            long samples,
            double bandwidth,
            String composition,
            ResolvedState.EquilibriumSummary state,
            double kPredicted,
            Exponents exponents) {}

    /**
     * The result of {@code summary.json}.
     *
     * @param figures one entry per figure
     * @param table the paper's closing table, measured
     * @param wideInputs Section 9 on wide inputs
     * @param trainingTime exponents along training
     * @param errata every erratum with its check
     * @param cases real data
     * @param unavailable real data that are there and have no answer, with the reason
     * @param classification what the closing table over the whole catalogue holds; null where one figure was asked for
     */
    public record Summary(
            List<FigureEntry> figures,
            List<ClosingTable.Row> table,
            List<WideInputs.Row> wideInputs,
            List<TrainingTime.Row> trainingTime,
            List<Erratum> errata,
            List<CaseEntry> cases,
            List<RealCases.Unavailable> unavailable,
            ClassifyTable.Overview classification) {}

    /**
     * The curves of a figure.
     *
     * @param entry the figure
     * @param curves its curves
     * @param clipped Figs 6 and 7: the curves of the clip's own law, else null
     */
    public record Drawn(FigureEntry entry, Curves curves, Curves clipped) {}

    /**
     * The curves of a class of real data.
     *
     * @param entry the class
     * @param curves its curves
     */
    public record DrawnCase(CaseEntry entry, Curves curves) {}

    /**
     * Everything that was found.
     *
     * @param summary the numbers
     * @param figures the paper's figures
     * @param cases the figures of real data
     * @param further further figures: one per row of the closing table on p(ẇ), Section 9, training time
     * @param classification the closing table over the whole catalogue; empty where one figure was asked for
     */
    public record Result(
            Summary summary,
            List<Drawn> figures,
            List<DrawnCase> cases,
            List<FigureData> further,
            Optional<ClassifyTable.Table> classification) {}

    /** The file that holds the rows of the closing table over the whole catalogue. */
    public static final String CLASSIFICATION = "classification.json";

    /** Runs everything that is asked for. */
    public static Result run(Request request, Progress progress) {
        List<PaperFigure> figures = PaperFigure.all(request.epsilon()).stream()
                .filter(f -> request.figure() == null || f.number() == request.figure())
                .toList();
        Map<String, ResolvedState> states = new LinkedHashMap<>();
        List<Drawn> drawn = new ArrayList<>();
        int done = 0;
        boolean all = request.figure() == null;
        int steps = figures.size() + (all ? 5 + 2 * request.cases().found().size() : 0);
        for (PaperFigure figure : figures) {
            progress.report("figure " + figure.number(), done++ / (double) steps);
            ResolvedState state =
                    states.computeIfAbsent(figure.trainedComposition().toString(), key -> state(request, figure));
            drawn.add(figure(figure, state, request.settings()));
        }
        List<FigureEntry> entries = drawn.stream().map(Drawn::entry).toList();
        if (!all) {
            return new Result(
                    new Summary(entries, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null),
                    drawn,
                    List.of(),
                    List.of(),
                    Optional.empty());
        }
        RandomBlocks random = RandomBlocks.of(request.settings().seed());
        long tableSamples = Math.max(10_000, request.settings().samples() / 20);
        progress.report("closing table", done++ / (double) steps);
        List<ClosingTable.Row> table = ClosingTable.measure(random.stream("closing-table"), tableSamples);
        List<FigureData> further = new ArrayList<>(WeightJumpFigures.of(random.stream("weight-jumps"), tableSamples));
        progress.report("wide inputs", done++ / (double) steps);
        List<WideInputs.Row> wide = new ArrayList<>(WideInputs.run(WideInputs.zeros(), random.stream("wide-zeros")));
        further.addAll(WideInputs.figures(wide));
        progress.report("training time", done++ / (double) steps);
        List<TrainingTime.Row> training = TrainingTime.run();
        further.addAll(TrainingTime.figures(training));
        progress.report("errata", done++ / (double) steps);
        List<Erratum> errata = Errata.check();
        progress.report("classification", done++ / (double) steps);
        org.jumpscope.design.classification.Settings limits =
                org.jumpscope.design.classification.Settings.withDefaults();
        ClassifyTable.Table classified = ClassifyTable.of(limits, Classify.TARGETS);
        List<DrawnCase> cases = new ArrayList<>();
        List<RealCases.Unavailable> unavailable =
                new ArrayList<>(request.cases().unavailable());
        for (Map.Entry<String, EmpiricalClasses> each : request.cases().found().entrySet()) {
            progress.report(each.getKey(), done / (double) steps);
            done += 2;
            cases.addAll(realClasses(each.getKey(), each.getValue(), request.settings(), unavailable));
        }
        progress.report("done", 1);
        List<CaseEntry> caseEntries = cases.stream().map(DrawnCase::entry).toList();
        return new Result(
                new Summary(
                        entries,
                        table,
                        wide,
                        training,
                        errata,
                        caseEntries,
                        List.copyOf(unavailable),
                        ClassifyTable.overview(classified, ClassifyTable.closing(limits), CLASSIFICATION)),
                drawn,
                List.copyOf(cases),
                List.copyOf(further),
                Optional.of(classified));
    }

    private static ResolvedState state(Request request, PaperFigure figure) {
        return ResolvedState.of(
                request.state(),
                figure.trainedComposition(),
                PaperFigure.dataset(),
                request.settings().rate(),
                OptionalDouble.of(figure.sgdRate()),
                request.settings().seed());
    }

    private static Drawn figure(PaperFigure figure, ResolvedState state, Settings settings) {
        Composition composition = figure.composition();
        Outcome outcome = FigureAnalysis.run(Subject.of(figure, composition), composition, state.state(), settings);
        Composition trained = figure.trainedComposition();
        Optional<Outcome> clipped = trained.equals(composition)
                ? Optional.empty()
                : Optional.of(FigureAnalysis.run(Subject.of(figure, trained), trained, state.state(), settings));
        FigureEntry entry = FigureEntry.of(
                figure,
                state,
                outcome.exponents(),
                clipped.map(Outcome::exponents).orElse(null));
        return new Drawn(entry, outcome.curves(), clipped.map(Outcome::curves).orElse(null));
    }

    /** The classes of real data; none, and the reason in the list, where they have no answer. */
    static List<DrawnCase> realClasses(
            String name, EmpiricalClasses data, Settings settings, List<RealCases.Unavailable> unavailable) {
        try {
            return realClasses(name, data, settings);
        } catch (InvalidInputException | NoAnswerException reason) {
            unavailable.add(new RealCases.Unavailable(name, reason.getMessage()));
            return List.of();
        }
    }

    /** The two classes of real data under the sigmoid with squared loss, at the equilibrium of their smoothed laws. */
    private static List<DrawnCase> realClasses(String name, EmpiricalClasses data, Settings settings) {
        PaperFigure first = PaperFigure.all().get(0);
        Composition composition = first.composition();
        ClassMixture classes = data.classes();
        ResolvedState state = ResolvedState.of(
                new Experiment.StateSource.Equilibrium(),
                composition,
                classes,
                settings.rate(),
                OptionalDouble.empty(),
                settings.seed());
        List<DrawnCase> found = new ArrayList<>();
        for (int i = 0; i < classes.components().size(); i++) {
            ClassMixture.Component component = classes.component(i);
            PaperFigure like = PaperFigure.all().get(component.target() == 0 ? 0 : 1);
            Subject subject =
                    new Subject(name + "/" + i, component, like.biasSign(), like.predicted(), null, like::corrected);
            Outcome outcome = FigureAnalysis.run(subject, composition, state.state(), settings);
            Empirical law = (Empirical) component.law();
            CaseEntry entry = new CaseEntry(
                    name,
                    data.names().get(i),
                    component.target(),
                    MapSummary.signName(like.biasSign()),
                    law.atoms().size(),
                    law.bandwidth(),
                    composition.toString(),
                    state.equilibrium(),
                    like.predicted(),
                    outcome.exponents());
            found.add(new DrawnCase(entry, outcome.curves()));
        }
        return found;
    }
}
