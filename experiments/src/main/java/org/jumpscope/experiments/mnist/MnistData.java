package org.jumpscope.experiments.mnist;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jumpscope.data.DataFolders;
import org.jumpscope.data.ImageFolder;
import org.jumpscope.experiments.network.TrainingData;
import org.jumpscope.numeric.InvalidInputException;

/**
 * A folder with the files of MNIST, read.
 *
 * @param folder the folder
 * @param samples the images to learn, and those that are held out
 * @param warnings sentences about what is not there
 */
public record MnistData(Path folder, TrainingData samples, List<String> warnings) {
    /** Keeps a copy of the list. */
    public MnistData {
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads the images. Where there are no test images, a fifth of the others is held out.
     *
     * @param name the folder, as it stands or below a folder of data
     * @param dataDir the folder that {@code --data-dir} names
     * @param environment the environment, normally {@code System.getenv()}
     * @param seed seed of the choice of images to hold out
     * @throws InvalidInputException if it is not there, is no folder, or its files cannot be read
     */
    public static MnistData read(String name, Optional<Path> dataDir, Map<String, String> environment, long seed) {
        Path folder = DataFolders.of(dataDir, environment).find(name);
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException(
                    folder + " is a file: name the folder that holds train-images-idx3-ubyte(.gz) and the labels.");
        }
        List<String> warnings = new ArrayList<>();
        if (!new ImageFolder(folder).has(ImageFolder.Part.TEST)) {
            warnings.add(folder.getFileName()
                    + " has no test images (t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte): a fifth of the others is"
                    + " held out for the accuracy instead.");
        }
        TrainingData samples = TrainingData.read(
                new TrainingData.Source(folder, Optional.empty(), OptionalDouble.empty(), Optional.empty(), seed));
        return new MnistData(folder, samples, warnings);
    }
}
