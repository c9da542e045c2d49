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
import org.jumpscope.experiments.network.Measure;
import org.jumpscope.experiments.network.NetworkModel;
import org.jumpscope.experiments.network.SampleChoice;
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
                        + "and the range that looks like a power law, if there is one.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./jumpscope measure docs/examples/network.onnx --data docs/examples/samples.csv --labels kind",
            "  ./jumpscope measure docs/examples/network.onnx --data docs/examples/samples.csv --labels kind --json -",
        })
final class MeasureCommand implements Callable<Integer> {
    @Mixin
    private NetworkOptions network;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DATA",
            description = "The samples, as spectrum reads them.")
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

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "The first N samples, or all where there are fewer. Default: " + Measure.SAMPLES + ".")
    private int samples = Measure.SAMPLES;

    @Option(
            names = "--loss",
            paramLabel = "LOSS",
            description =
                    "cross-entropy (of the softmax of several outputs, of the sigmoid of one) or squared. Default: "
                            + "cross-entropy where the network ends in softmax, one sigmoid, or logits of classes.")
    private String loss;

    @Option(names = "--threads", paramLabel = "T", description = "Threads. Default: all processors.")
    private Integer threads;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        output.check(List.of());
        Optional<NetworkModel.LossName> lossName = Optional.ofNullable(loss).map(NetworkModel.LossName::of);
        NetworkModel model = network.open();
        DataFolders folders = DataFolders.of(Optional.ofNullable(folder), System.getenv());
        BoundaryData read = BoundaryData.read(new BoundaryData.Source(
                folders.find(data),
                Optional.ofNullable(labels),
                folders::seek,
                part(),
                SampleChoice.upTo(samples),
                model.network().inputs()));
        List<Path> files = new ArrayList<>(List.of(network.file()));
        files.addAll(read.files());
        CompletableFuture<Provenance> provenance = output.provenanceBeside(files);
        Progress progress = TerminalProgress.onTerminal();
        Measure.Run run = Measure.run(
                new Measure.Request(
                        model,
                        read,
                        lossName,
                        threads == null ? Runtime.getRuntime().availableProcessors() : threads),
                progress);
        progress.report("jumps", 1);
        output.answer(provenance.join(), run.result(), run.warnings(), MeasureText.of(run.result()));
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
