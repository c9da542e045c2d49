package org.jumpscope.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jumpscope.data.DataFolders;
import org.jumpscope.data.ImageFolder;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.Provenance;
import org.jumpscope.experiments.network.BoundaryData;
import org.jumpscope.experiments.network.NetworkCost;
import org.jumpscope.experiments.network.NetworkModel;
import org.jumpscope.experiments.network.SampleChoice;
import org.jumpscope.experiments.network.Spectrum;
import org.jumpscope.numeric.InvalidInputException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spectrum}: the singular values of the duality Jacobian of a trained network at samples of its data. */
@Command(
        name = "spectrum",
        customSynopsis = "jumpscope spectrum MODEL --data DATA [OPTIONS]",
        description =
                "Computes the singular values and right singular vectors of ∂q̇/∂x, the derivative of a sample's jump of "
                        + "all trainable variables by its inputs, with the label fixed and γ = 1, without ever holding that matrix. "
                        + "DATA is a folder with the files of MNIST, an IDX, NPY, NPZ or Parquet file, or a table (CSV and others). "
                        + "Unsigned bytes are inputs over 255; other numbers are inputs as they are.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./jumpscope spectrum docs/examples/network.onnx --data docs/examples/samples.csv --labels kind",
            "  ./jumpscope spectrum docs/examples/network.onnx --data docs/examples/samples.csv --labels kind "
                    + "--sample 3 --json -",
        })
final class SpectrumCommand implements Callable<Integer> {
    @Mixin
    private NetworkOptions network;

    @Option(names = "--data", required = true, paramLabel = "DATA", description = "The samples.")
    private String data;

    @Option(
            names = "--labels",
            paramLabel = "Y",
            description =
                    "The labels: a file with one number for each sample, or the name or number (from 1) of a column "
                            + "of DATA. The files of MNIST have their own. Default: the class that the network predicts.")
    private String labels;

    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "train or test, of data that have both parts. Default: train.")
    private String part = "train";

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where data are sought first; then in $JUMPSCOPE_DATA, then in data/.")
    private Path folder;

    @ArgGroup
    private Choice choice;

    static final class Choice {
        @Option(names = "--sample", paramLabel = "I", description = "One sample, by its position from 0. Default: 0.")
        private Integer sample;

        @Option(names = "--samples", paramLabel = "N", description = "The first N samples.")
        private Integer samples;
    }

    @Option(
            names = "--loss",
            paramLabel = "LOSS",
            description =
                    "cross-entropy (of the softmax of several outputs, of the sigmoid of one) or squared. Default: "
                            + "cross-entropy where the network ends in softmax, one sigmoid, or logits of classes.")
    private String loss;

    @Option(
            names = "--vectors",
            paramLabel = "K",
            description = "Right singular vectors in the JSON answer. Default: 5.")
    private int vectors = Spectrum.VECTORS;

    @Option(names = "--threads", paramLabel = "T", description = "Threads. Default: all processors.")
    private Integer threads;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        output.check(List.of());
        SampleChoice chosen = choice == null || (choice.sample == null && choice.samples == null)
                ? SampleChoice.one(0)
                : choice.sample != null ? SampleChoice.one(choice.sample) : SampleChoice.firstOf(choice.samples);
        Optional<NetworkModel.LossName> lossName = Optional.ofNullable(loss).map(NetworkModel.LossName::of);
        NetworkModel model = network.open();
        DataFolders folders = DataFolders.of(Optional.ofNullable(folder), System.getenv());
        BoundaryData read = BoundaryData.read(new BoundaryData.Source(
                folders.find(data),
                Optional.ofNullable(labels),
                folders::seek,
                part(),
                chosen,
                model.network().inputs()));
        List<Path> files = new ArrayList<>(List.of(network.file()));
        files.addAll(read.files());
        CompletableFuture<Provenance> provenance = output.provenanceBeside(files);
        Spectrum.Request request = new Spectrum.Request(
                model,
                read,
                lossName,
                output.hasJson() ? Spectrum.Detail.VALUES : Spectrum.Detail.SUMMARY,
                vectors,
                threads == null ? Runtime.getRuntime().availableProcessors() : threads);
        Progress progress = TerminalProgress.onTerminal();
        progress.report("about " + NetworkCost.size(Spectrum.memory(request)) + " of memory", 0);
        Spectrum.Run run = Spectrum.run(request, progress);
        progress.report("spectra", 1);
        output.answer(provenance.join(), run.result(), run.warnings(), SpectrumText.of(run.result()));
        return 0;
    }

    private ImageFolder.Part part() {
        return switch (part.toLowerCase(Locale.ROOT)) {
            case "train" -> ImageFolder.Part.TRAIN;
            case "test" -> ImageFolder.Part.TEST;
            default ->
                throw new InvalidInputException("--part " + part + " is not a part of the data: say train or test.");
        };
    }
}
