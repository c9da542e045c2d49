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
import org.jumpscope.experiments.network.Measure;
import org.jumpscope.experiments.network.NetworkModel;
import org.jumpscope.experiments.network.SampleChoice;
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

    @Mixin
    private BoundaryOptions boundary;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "The first N samples, or all where there are fewer. Default: " + Measure.SAMPLES + ".")
    private int samples = Measure.SAMPLES;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        output.check(List.of());
        Optional<NetworkModel.LossName> loss = boundary.loss();
        NetworkModel model = network.open();
        BoundaryData read =
                boundary.read(SampleChoice.upTo(samples), model.network().inputs());
        List<Path> files = new ArrayList<>(List.of(network.file()));
        files.addAll(read.files());
        CompletableFuture<Provenance> provenance = output.provenanceBeside(files);
        Progress progress = TerminalProgress.onTerminal();
        Measure.Run run = Measure.run(new Measure.Request(model, read, loss, boundary.threads()), progress);
        progress.report("jumps", 1);
        output.answer(provenance.join(), run.result(), run.warnings(), MeasureText.of(run.result()));
        return 0;
    }
}
