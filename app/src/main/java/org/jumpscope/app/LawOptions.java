package org.jumpscope.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jumpscope.experiments.OutputFiles;
import org.jumpscope.experiments.network.BoundaryData;
import org.jumpscope.experiments.network.NetworkLaws;
import org.jumpscope.experiments.network.NetworkModel;
import org.jumpscope.experiments.network.SpectrumResult;
import org.jumpscope.figures.FigureWriter;
import org.jumpscope.figures.NetworkLawFigure;
import org.jumpscope.numeric.InvalidInputException;
import picocli.CommandLine.Option;

/** The options of {@code spectrum} that ask for laws of jumps. */
final class LawOptions {
    @Option(
            names = "--laws",
            paramLabel = "N",
            description =
                    "Predict the law of the jumps along the N leading singular directions, p(uᵀq̇) from p(vᵀx) by "
                            + "(4.6), at the mean of each label's samples or at --sample, and say where it holds.")
    private Integer directions;

    @Option(
            names = "--law-samples",
            paramLabel = "M",
            description = "The first M samples are those that laws and densities are made of, or all where there are "
                    + "fewer. Default: 5000.")
    private int samples = NetworkLaws.SAMPLES;

    @Option(
            names = "--coordinate",
            paramLabel = "LAW",
            description = "The law of vᵀx: sampled (smoothed by kernels) or normal. Default: sampled.")
    private String coordinate = "sampled";

    @Option(
            names = "--density",
            paramLabel = "LAW",
            description =
                    "Give each sample the log density of its jump by the joint law (3.15), with the density of the "
                            + "inputs at its label gaussian or by kernel.")
    private String density;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description =
                    "Draw sampled and predicted laws of --laws, of the first label; FILE ends in .svg, .png or .pdf.")
    private Path plot;

    boolean wanted() {
        return directions != null || density != null;
    }

    int samples() {
        return samples;
    }

    /** The files of figures, after a look at the options. */
    List<Path> figures() {
        NetworkLaws.coordinates(coordinate);
        if (density != null) {
            NetworkLaws.DensityName.of(density);
        }
        if (plot == null) {
            return List.of();
        }
        if (directions == null) {
            throw new InvalidInputException("--plot draws the laws of --laws: say of how many directions.");
        }
        FigureWriter.format(plot);
        return List.of(plot);
    }

    NetworkLaws.Request request(
            NetworkModel model,
            Optional<NetworkModel.LossName> loss,
            BoundaryData population,
            BoundaryData read,
            NetworkLaws.Point point,
            int threads) {
        return new NetworkLaws.Request(
                model,
                loss,
                population,
                read,
                directions == null ? OptionalInt.empty() : OptionalInt.of(directions),
                point,
                NetworkLaws.coordinates(coordinate),
                Optional.ofNullable(density).map(NetworkLaws.DensityName::of),
                threads);
    }

    void draw(SpectrumResult result, OutputFiles files) {
        if (plot != null) {
            byte[] bytes = FigureWriter.bytes(NetworkLawFigure.of(result), FigureWriter.format(plot));
            files.write(plot, out -> out.write(bytes));
        }
    }
}
