package org.jumpscope.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jumpscope.data.MemoryNeed;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.Provenance;
import org.jumpscope.experiments.network.BoundaryData;
import org.jumpscope.experiments.network.NetworkLaws;
import org.jumpscope.experiments.network.NetworkModel;
import org.jumpscope.experiments.network.SampleChoice;
import org.jumpscope.experiments.network.Spectrum;
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
                        + "all trainable variables by its inputs, with the label fixed and γ = 1, without ever holding that matrix.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./jumpscope spectrum docs/examples/network.onnx --data docs/examples/samples.csv --labels kind",
            "  ./jumpscope spectrum docs/examples/network.onnx --data docs/examples/samples.csv --labels kind "
                    + "--sample 3 --json -",
            "  ./jumpscope spectrum docs/examples/network.onnx --data docs/examples/samples.csv --labels kind "
                    + "--laws 2 --density gaussian",
        })
final class SpectrumCommand implements Callable<Integer> {
    @Mixin
    private NetworkOptions network;

    @Mixin
    private BoundaryOptions boundary;

    @ArgGroup
    private Choice choice;

    static final class Choice {
        @Option(names = "--sample", paramLabel = "I", description = "One sample, by its position from 0. Default: 0.")
        private Integer sample;

        @Option(names = "--samples", paramLabel = "N", description = "The first N samples.")
        private Integer samples;
    }

    @Option(
            names = "--vectors",
            paramLabel = "K",
            description = "Right singular vectors in the JSON answer. Default: 5.")
    private int vectors = Spectrum.VECTORS;

    @Mixin
    private LawOptions laws;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        output.check(laws.figures());
        SampleChoice chosen = choice == null || (choice.sample == null && choice.samples == null)
                ? SampleChoice.one(0)
                : choice.sample != null ? SampleChoice.one(choice.sample) : SampleChoice.firstOf(choice.samples);
        Optional<NetworkModel.LossName> loss = boundary.loss();
        NetworkModel model = network.open();
        BoundaryData read = boundary.read(chosen, model.network().inputs());
        List<Path> files = new ArrayList<>(List.of(network.file()));
        files.addAll(read.files());
        CompletableFuture<Provenance> provenance = output.provenanceBeside(files);
        Spectrum.Request request = new Spectrum.Request(
                model,
                read,
                loss,
                output.hasJson() ? Spectrum.Detail.VALUES : Spectrum.Detail.SUMMARY,
                vectors,
                boundary.threads());
        Progress progress = TerminalProgress.onTerminal();
        progress.report("about " + MemoryNeed.size(Spectrum.memory(request)) + " of memory", 0);
        Spectrum.Run run = Spectrum.run(request, progress);
        progress.report("spectra", 1);
        if (laws.wanted()) {
            BoundaryData population = boundary.read(
                    SampleChoice.upTo(laws.samples()), model.network().inputs());
            NetworkLaws.Point point =
                    choice != null && choice.sample != null ? NetworkLaws.Point.SAMPLE : NetworkLaws.Point.MEANS;
            run = run.with(
                    NetworkLaws.run(laws.request(model, loss, population, read, point, boundary.threads()), progress));
            progress.report("laws", 1);
            laws.draw(run.result(), output.files());
        }
        output.answer(provenance.join(), run.result(), run.warnings(), SpectrumText.of(run.result()));
        return 0;
    }
}
