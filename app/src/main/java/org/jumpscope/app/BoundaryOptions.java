package org.jumpscope.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jumpscope.data.DataFolders;
import org.jumpscope.data.ImageFolder;
import org.jumpscope.experiments.network.BoundaryData;
import org.jumpscope.experiments.network.NetworkModel;
import org.jumpscope.experiments.network.SampleChoice;
import org.jumpscope.numeric.InvalidInputException;
import picocli.CommandLine.Option;

/** The samples that a trained network is asked about, with their labels and loss; shared by the verbs that need some. */
final class BoundaryOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DATA",
            description =
                    "The samples: a folder with the files of MNIST, an IDX, NPY, NPZ or Parquet file, or a table (CSV and "
                            + "others). Unsigned bytes are inputs over 255; other numbers are inputs as they are.")
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
            names = "--loss",
            paramLabel = "LOSS",
            description =
                    "cross-entropy (of the softmax of several outputs, of the sigmoid of one) or squared. Default: "
                            + "cross-entropy where the network ends in softmax, one sigmoid, or logits of classes.")
    private String loss;

    @Option(names = "--threads", paramLabel = "T", description = "Threads. Default: all processors.")
    private Integer threads;

    /** The loss, if one was named. */
    Optional<NetworkModel.LossName> loss() {
        return Optional.ofNullable(loss).map(NetworkModel.LossName::of);
    }

    int threads() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /** Reads samples of so many inputs. */
    BoundaryData read(SampleChoice choice, int inputs) {
        DataFolders folders = DataFolders.of(Optional.ofNullable(folder), System.getenv());
        return BoundaryData.read(new BoundaryData.Source(
                folders.find(data), Optional.ofNullable(labels), folders::seek, part(), choice, inputs));
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
