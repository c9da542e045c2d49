package org.jumpscope.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jumpscope.data.DataFolders;
import org.jumpscope.data.ImageFolder;
import org.jumpscope.experiments.network.BoundaryData;
import org.jumpscope.experiments.network.NetworkModel;
import org.jumpscope.experiments.network.SampleChoice;
import org.jumpscope.numeric.InvalidInputException;
import picocli.CommandLine.Option;

/** The options of {@code design} for a trained network. */
final class DesignNetworkOptions {
    @Option(
            names = "--network",
            paramLabel = "FILE",
            description =
                    "A trained network, an ONNX, safetensors or NPZ file, of whose last layer each unit gets a loss. --data "
                            + "names its samples, in any form that measure reads.")
    private Path file;

    @Option(
            names = "--layers",
            paramLabel = "TEXT",
            description =
                    "The layers of a safetensors or NPZ file that does not have them, such as \"784 100 tanh 10\".")
    private String architecture;

    @Option(names = "--output", paramLabel = "NAME", description = "The output of an ONNX file that has several.")
    private String output;

    @Option(
            names = "--layer",
            paramLabel = "N",
            description = "The layer whose units get losses; only the last has targets. Default: the last.")
    private Integer layer;

    @Option(
            names = "--units",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "I,J,...",
            description = "The units to report, from 0. Default: all.")
    private List<Integer> units = new ArrayList<>();

    @Option(
            names = "--labels",
            paramLabel = "Y",
            description =
                    "The labels: a file with one number for each sample, or a column of the data. MNIST has its own.")
    private String labels;

    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "train or test, of data that have both parts. Default: train.")
    private String part;

    @Option(
            names = "--held-out",
            paramLabel = "DATA",
            description = "Samples on which the losses are tried. Default: the test images of a folder of MNIST.")
    private String heldOut;

    boolean isGiven() {
        return file != null;
    }

    /** Refuses options that say something of a network that is not given. */
    void refuse() {
        Object[][] all = {
            {architecture, "--layers"},
            {output, "--output"},
            {layer, "--layer"},
            {units.isEmpty() ? null : units, "--units"},
            {labels, "--labels"},
            {part, "--part"},
            {heldOut, "--held-out"}
        };
        for (Object[] one : all) {
            if (one[0] != null) {
                throw new InvalidInputException(one[1] + " needs --network FILE, the network that it is about.");
            }
        }
    }

    Path file() {
        return file;
    }

    NetworkModel open() {
        return NetworkModel.open(file, Optional.ofNullable(architecture), Optional.ofNullable(output));
    }

    OptionalInt layer() {
        return layer == null ? OptionalInt.empty() : OptionalInt.of(layer);
    }

    List<Integer> units() {
        return units;
    }

    /** The samples by which losses are made. */
    BoundaryData data(DataFolders folders, String path, SampleChoice choice, int inputs) {
        return read(folders, path, part(), choice, inputs);
    }

    /** The samples that were held out, if there are some. */
    Optional<BoundaryData> heldOut(DataFolders folders, String path, int inputs) {
        if (heldOut != null) {
            return Optional.of(
                    read(folders, heldOut, ImageFolder.Part.TRAIN, SampleChoice.upTo(Integer.MAX_VALUE), inputs));
        }
        Path folder = folders.find(path);
        boolean both = Files.isDirectory(folder)
                && new ImageFolder(folder).has(ImageFolder.Part.TRAIN)
                && new ImageFolder(folder).has(ImageFolder.Part.TEST);
        return both && labels == null && part() == ImageFolder.Part.TRAIN
                ? Optional.of(read(folders, path, ImageFolder.Part.TEST, SampleChoice.upTo(Integer.MAX_VALUE), inputs))
                : Optional.empty();
    }

    private BoundaryData read(
            DataFolders folders, String path, ImageFolder.Part which, SampleChoice choice, int inputs) {
        return BoundaryData.read(new BoundaryData.Source(
                folders.find(path), Optional.ofNullable(labels), folders::seek, which, choice, inputs));
    }

    private ImageFolder.Part part() {
        return switch (part == null ? "train" : part.toLowerCase(Locale.ROOT)) {
            case "train" -> ImageFolder.Part.TRAIN;
            case "test" -> ImageFolder.Part.TEST;
            default ->
                throw new InvalidInputException("--part " + part + " is not a part of the data: say train or test.");
        };
    }
}
