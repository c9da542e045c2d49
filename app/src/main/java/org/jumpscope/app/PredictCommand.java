package org.jumpscope.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jumpscope.experiments.Defaults;
import org.jumpscope.experiments.Experiment;
import org.jumpscope.experiments.Experiment.StateSource;
import org.jumpscope.experiments.Predict;
import org.jumpscope.experiments.Provenance;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.FigureWriter;
import org.jumpscope.figures.LawFigure;
import org.jumpscope.numeric.Vector;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code predict}: options to a request, its result to text or JSON. */
@Command(
        name = "predict",
        customSynopsis = "jumpscope predict [EXPERIMENT.yaml] [OPTIONS]",
        description =
                "Predicts the law of the jumps of a neuron, exactly and without sampling: branches and folds of the "
                        + "map from input to jump, ranges on which the jumps follow a power law, and the map and the density at "
                        + "chosen points.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./jumpscope predict",
            "  ./jumpscope predict --activation tanh --plot tanh.svg --force",
            "  ./jumpscope predict --activation relu --loss \"power-law(2)\" --at 0.05,0.1 --at-jump 1e-3",
            "  ./jumpscope predict --input 0=\"student(3, 0, 0.25)\" --input 1=\"student(3, 1, 0.25)\" --target 0",
            "  ./jumpscope predict --activation \"1/(1+exp(-y))\" --loss \"(f-t)^2\" --state 16,-8 --json -",
        })
final class PredictCommand implements Callable<Integer> {
    @Mixin
    private ExperimentOptions experiment;

    @Option(names = "--target", paramLabel = "T", description = "Answer for the class with this target only.")
    private Double target;

    @Option(
            names = "--at",
            paramLabel = "X1,X2,...",
            converter = NumberList.class,
            description = "Inputs at which to say the jump, its Jacobian and its exponents.")
    private Vector at = Vector.of();

    @Option(
            names = "--at-jump",
            paramLabel = "Q1,Q2,...",
            converter = NumberList.class,
            description = "Jumps at which to say the density.")
    private Vector atJump = Vector.of();

    @Option(
            names = "--exponent",
            paramLabel = "K",
            description = "The exponent that ranges are measured against. Default: the centre of the widest range on "
                    + "which that of the map varies by at most twice the tolerance.")
    private Double exponent;

    @Mixin
    private RangeOptions ranges;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "" + Defaults.SEED,
            description = "Seed of the random numbers of --state sgd. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "Draw the density of the jumps and the contribution of the Jacobian; FILE ends in .svg, .png "
                    + "or .pdf.")
    private Path plot;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        output.check(plot == null ? List.of() : List.of(plot));
        if (plot != null) {
            FigureWriter.format(plot);
        }
        ExperimentOptions.Read read = experiment.read();
        Experiment asked = read.experiment();
        Predict.Request request = new Predict.Request(
                asked.composition(),
                asked.classes(),
                asked.state(),
                asked.rate(),
                seed,
                target,
                at,
                atJump,
                exponent,
                ranges.tolerance(),
                ranges.ratio(),
                ranges.tailMass());
        Predict.Result result = Predict.run(request);
        if (plot != null) {
            Figure figure = LawFigure.of(result, Predict.curves(request, result));
            FigureWriter.Format format = FigureWriter.format(plot);
            output.files().write(plot, out -> out.write(FigureWriter.bytes(figure, format)));
        }
        Provenance provenance = output.provenance(read.files());
        if (asked.state() instanceof StateSource.Sgd) {
            provenance = provenance.withRandomNumbers(seed, Defaults.GENERATOR);
        }
        output.answer(provenance, result, List.of(), PredictText.of(result));
        return 0;
    }
}
