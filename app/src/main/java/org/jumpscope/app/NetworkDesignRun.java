package org.jumpscope.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jumpscope.data.DataFolders;
import org.jumpscope.design.LossDesign;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.experiments.Defaults;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.Provenance;
import org.jumpscope.experiments.network.BoundaryData;
import org.jumpscope.experiments.network.NetworkDesign;
import org.jumpscope.experiments.network.NetworkDesignTables;
import org.jumpscope.experiments.network.NetworkModel;
import org.jumpscope.experiments.network.SampleChoice;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.FigureWriter;
import org.jumpscope.figures.network.NetworkDesignFigure;
import org.jumpscope.numeric.InvalidInputException;

/**
 * {@code design --network}.
 *
 * @param network which network and samples
 * @param experiment where --data and --rate are
 * @param output where the answer goes
 * @param target the law
 * @param kind which signs
 * @param samples how many samples; null for all
 * @param threads threads
 */
record NetworkDesignRun(
        DesignNetworkOptions network,
        ExperimentOptions experiment,
        OutputOptions output,
        Distribution target,
        LossDesign.Kind kind,
        Long samples,
        int threads) {

    int answer(Path csv, Path npz, Path plot) {
        String path = experiment
                .dataPath()
                .orElseThrow(() -> new InvalidInputException("--network " + network.file()
                        + " needs --data, the samples whose jumps are to follow the law."));
        NetworkModel model = network.open();
        DataFolders folders = DataFolders.of(experiment.dataFolder(), System.getenv());
        int inputs = model.network().inputs();
        BoundaryData data = network.data(folders, path, choice(), inputs);
        Optional<BoundaryData> heldOut = network.heldOut(folders, path, inputs);
        List<Path> files = new ArrayList<>(List.of(network.file()));
        files.addAll(data.files());
        heldOut.ifPresent(other -> files.addAll(other.files()));
        CompletableFuture<Provenance> provenance = output.provenanceBeside(files);
        Progress progress = TerminalProgress.onTerminal();
        NetworkDesign.Run run = NetworkDesign.run(
                new NetworkDesign.Request(
                        model,
                        network.layer(),
                        network.units(),
                        data,
                        heldOut,
                        target,
                        kind,
                        experiment.rate().orElse(Defaults.RATE),
                        threads),
                progress);
        if (csv != null) {
            output.files().write(csv, out -> NetworkDesignTables.csv(out, run));
        }
        if (npz != null) {
            output.files().write(npz, out -> NetworkDesignTables.npz(out, run));
        }
        if (plot != null) {
            draw(plot, NetworkDesignFigure.law(run, target));
            draw(DesignCommand.Files.losses(plot), NetworkDesignFigure.losses(run, target));
        }
        output.answer(provenance.join(), run.result(), run.warnings(), NetworkDesignText.of(run.result()));
        return 0;
    }

    private SampleChoice choice() {
        if (samples == null) {
            return SampleChoice.upTo(Integer.MAX_VALUE);
        }
        if (samples < 1 || samples > Integer.MAX_VALUE) {
            throw new InvalidInputException(
                    "--samples " + samples + " is no number of samples of a network: give 1 or more, or leave it out.");
        }
        return SampleChoice.upTo((int) (long) samples);
    }

    private void draw(Path file, Figure figure) {
        FigureWriter.Format format = FigureWriter.format(file);
        output.files().write(file, out -> out.write(FigureWriter.bytes(figure, format)));
    }
}
