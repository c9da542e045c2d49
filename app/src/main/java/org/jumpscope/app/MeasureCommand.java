package org.jumpscope.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.Provenance;
import org.jumpscope.experiments.network.BoundaryData;
import org.jumpscope.experiments.network.JumpCurves;
import org.jumpscope.experiments.network.Measure;
import org.jumpscope.experiments.network.MeasureResult;
import org.jumpscope.experiments.network.NetworkModel;
import org.jumpscope.experiments.network.SampleChoice;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.FigureWriter;
import org.jumpscope.figures.network.MeasureFigures;
import org.jumpscope.numeric.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code measure}: the jumps of a whole dataset in a trained network, by group, class and sign. */
@Command(
        name = "measure",
        customSynopsis = "jumpscope measure MODEL --data DATA [OPTIONS]",
        description =
                "Takes samples through a trained network and measures the jumps q̇ = −∂H/∂q that each of them would make of "
                        + "all trainable variables: by layer, weights and biases, class and sign, never pooled. For each it "
                        + "gives the exponent decade by decade, with errors that take the jumps of a sample as one cluster, "
                        + "and the range that looks like a power law, if there is one. Single elements, lengths by layer, and "
                        + "coordinates along singular directions are measured by themselves.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./jumpscope measure docs/examples/network.onnx --data docs/examples/samples.csv --labels kind",
            "  ./jumpscope measure docs/examples/network.onnx --data docs/examples/samples.csv --labels kind --json -",
            "  ./jumpscope measure docs/examples/network.onnx --data docs/examples/samples.csv --labels kind "
                    + "--coordinate \"layer 1 weight 3 5\" --norms --directions 2 --at-sample 4",
            "  ./jumpscope measure docs/examples/network.onnx --data docs/examples/samples.csv --labels kind --plot jumps.svg --force",
        })
final class MeasureCommand implements Callable<Integer> {
    @Mixin
    private NetworkOptions network;

    @Mixin
    private BoundaryOptions boundary;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "The first N samples, or all where there are fewer. Default: " + Measure.SAMPLES + ".")
    private int samples = Measure.SAMPLES;

    @Option(
            names = "--coordinate",
            paramLabel = "TEXT",
            description =
                    "Measure one element of the jumps by itself: \"layer 1 weight 3 400\" is the weight of the first layer to "
                            + "neuron 3 from neuron 400 (layers from 1, neurons from 0), \"layer 1 bias 3\" a bias. May be "
                            + "given several times.")
    private List<String> coordinates = new ArrayList<>();

    @Option(names = "--norms", description = "Measure the lengths of the jumps over each group and layer, too.")
    private boolean norms;

    @Option(
            names = "--directions",
            paramLabel = "N",
            description = "Measure the jumps along the N leading left singular vectors of ∂q̇/∂x at one sample.")
    private Integer directions;

    @Option(
            names = "--at-sample",
            paramLabel = "I",
            description = "The sample of --directions, by its position from 0. Default: 0.")
    private Integer reference;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description =
                    "Draw the density of the jumps by group and sign; FILE ends in .svg, .png or .pdf. Beside it is drawn "
                            + "the exponent against their size (FILE-exponents). From the first "
                            + JumpCurves.MOST_SAMPLES
                            + " samples at most.")
    private Path plot;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        List<Path> figures = plot == null ? List.of() : figureFiles();
        output.check(figures);
        Measure.Details details = details();
        Optional<NetworkModel.LossName> loss = boundary.loss();
        NetworkModel model = network.open();
        BoundaryData read =
                boundary.read(SampleChoice.upTo(samples), model.network().inputs());
        List<Path> files = new ArrayList<>(List.of(network.file()));
        files.addAll(read.files());
        CompletableFuture<Provenance> provenance = output.provenanceBeside(files);
        Progress progress = TerminalProgress.onTerminal();
        Measure.Request request = new Measure.Request(model, read, loss, boundary.threads(), details);
        Measure.Run run = Measure.run(request, progress);
        progress.report("jumps", 1);
        if (plot != null) {
            draw(figures, run.result(), JumpCurves.of(request, progress));
        }
        output.answer(provenance.join(), run.result(), run.warnings(), MeasureText.of(run.result()));
        return 0;
    }

    private Measure.Details details() {
        if (reference != null && directions == null) {
            throw new InvalidInputException("--at-sample " + reference
                    + " says nothing without --directions N, the number of singular directions there.");
        }
        if (directions != null && directions < 1) {
            throw new InvalidInputException(
                    "--directions " + directions + " is no number of directions: give 1 or more.");
        }
        return new Measure.Details(
                norms ? Measure.Norms.PARTS : Measure.Norms.WHOLE,
                coordinates,
                directions == null ? 0 : directions,
                reference == null ? 0 : reference);
    }

    /** The files of the figures: the one that was named, and one beside it. */
    private List<Path> figureFiles() {
        FigureWriter.format(plot);
        String name = plot.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return List.of(plot, plot.resolveSibling(name.substring(0, dot) + "-exponents" + name.substring(dot)));
    }

    private void draw(List<Path> files, MeasureResult result, List<JumpCurves> curves) {
        List<Figure> figures = List.of(MeasureFigures.density(result, curves), MeasureFigures.exponent(result, curves));
        for (int i = 0; i < figures.size(); i++) {
            byte[] bytes = FigureWriter.bytes(figures.get(i), FigureWriter.format(files.get(i)));
            output.files().write(files.get(i), out -> out.write(bytes));
        }
    }
}
