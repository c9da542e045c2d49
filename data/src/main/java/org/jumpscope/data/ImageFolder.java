package org.jumpscope.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jumpscope.dataset.Dataset;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.numeric.InvalidInputException;

/**
 * A folder of images and labels under the names of MNIST: {@code train-images-idx3-ubyte} and
 * {@code train-labels-idx1-ubyte}, {@code t10k-} for the test part, each plain or with {@code .gz}.
 *
 * @param folder the folder
 */
public record ImageFolder(Path folder) {
    /** Which images of the folder. */
    public enum Part {
        /** Those to train with; 60,000 in MNIST. */
        TRAIN("train"),
        /** Those to test with; 10,000 in MNIST. */
        TEST("t10k");

        private final String prefix;

        Part(String prefix) {
            this.prefix = prefix;
        }
    }

    /** How to get the files of MNIST, one sentence. */
    public static final String HOW_TO_GET = "get train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz of MNIST "
            + "(for example from https://ossci-datasets.s3.amazonaws.com/mnist/) and put them there";

    /**
     * Reads the images of some classes.
     *
     * @param part which images
     * @param classes the labels to keep, 0 to 255
     * @return the images in the order of the files; each feature is a pixel, 0 to 1 (the byte over 255), named by its row
     *     and column from 1
     * @throws InvalidInputException when a file is not there or not readable, when images and labels do not belong
     *     together, or when a class has no image
     */
    public Dataset read(Part part, List<Integer> classes) {
        IdxArray labels = IdxReader.read(file(part, "labels", 1));
        boolean[] wanted = new boolean[256];
        for (int label : classes) {
            if (label < 0 || label > 255) {
                throw new InvalidInputException("Class " + label + " is not a label of images: labels are 0 to 255.");
            }
            wanted[label] = true;
        }
        if (labels.shape().size() != 1) {
            throw new InvalidInputException("The labels in " + folder + " have "
                    + labels.shape().size() + " dimensions where 1 is expected: they are not labels.");
        }
        refuseEmpty(labels, classes);
        Path imageFile = file(part, "images", 3);
        IdxArray images = IdxReader.read(imageFile, item -> item < labels.size() && wanted[labels.value(item, 0)]);
        int[] kept = keptLabels(labels, wanted);
        if (images.shape().size() != 3 || images.size() != kept.length) {
            throw new InvalidInputException(imageFile + " does not hold one image for each of the " + labels.size()
                    + " labels beside it: the two files do not belong together.");
        }
        int features = images.itemSize();
        double[] values = new double[Math.multiplyExact(kept.length, features)];
        for (int i = 0; i < kept.length; i++) {
            for (int j = 0; j < features; j++) {
                values[i * features + j] = images.value(i, j) / 255.0;
            }
        }
        double[] targets = Arrays.stream(kept).asDoubleStream().toArray();
        return Dataset.of(values, pixelNames(images.shape()), targets, List.of());
    }

    /**
     * Reads all images of a part, compactly.
     *
     * @param part which images
     * @return the images in the order of the files; each input is a pixel, 0 to 1 (the byte over 255)
     * @throws InvalidInputException when a file is not there or not readable, or images and labels do not belong together
     */
    public LabelledSamples samples(Part part) {
        IdxArray labels = IdxReader.read(file(part, "labels", 1));
        if (labels.shape().size() != 1) {
            throw new InvalidInputException("The labels in " + folder + " have "
                    + labels.shape().size() + " dimensions where 1 is expected: they are not labels.");
        }
        Path imageFile = file(part, "images", 3);
        IdxArray images = IdxReader.read(imageFile);
        if (images.shape().size() != 3 || images.size() != labels.size()) {
            throw new InvalidInputException(imageFile + " does not hold one image for each of the " + labels.size()
                    + " labels beside it: the two files do not belong together.");
        }
        double[] targets = new double[labels.size()];
        Arrays.setAll(targets, i -> labels.value(i, 0));
        return LabelledSamples.of(images.sharedContent(), images.itemSize(), targets);
    }

    /** Whether both files of a part are there. */
    public boolean has(Part part) {
        return seek(part, "images", 3).isPresent() && seek(part, "labels", 1).isPresent();
    }

    /**
     * The two files that hold a part.
     *
     * @param part which images
     * @return the images and the labels
     * @throws InvalidInputException when one is not there
     */
    public List<Path> files(Part part) {
        return List.of(file(part, "images", 3), file(part, "labels", 1));
    }

    private static int[] keptLabels(IdxArray labels, boolean[] wanted) {
        int[] kept = new int[labels.size()];
        int size = 0;
        for (int i = 0; i < labels.size(); i++) {
            if (wanted[labels.value(i, 0)]) {
                kept[size++] = labels.value(i, 0);
            }
        }
        return Arrays.copyOf(kept, size);
    }

    private void refuseEmpty(IdxArray labels, List<Integer> classes) {
        TreeSet<Integer> present = new TreeSet<>();
        for (int i = 0; i < labels.size(); i++) {
            present.add(labels.value(i, 0));
        }
        for (int label : classes) {
            if (!present.contains(label)) {
                throw new InvalidInputException(
                        "Class " + label + " has no image in " + folder + ": its classes are " + present + ".");
            }
        }
    }

    private static List<String> pixelNames(List<Integer> shape) {
        List<String> names = new ArrayList<>();
        for (int row = 1; row <= shape.get(1); row++) {
            for (int column = 1; column <= shape.get(2); column++) {
                names.add("pixel_" + row + "_" + column);
            }
        }
        return names;
    }

    private static String name(Part part, String what, int dimensions) {
        return part.prefix + "-" + what + "-idx" + dimensions + "-ubyte";
    }

    private Optional<Path> seek(Part part, String what, int dimensions) {
        String name = name(part, what, dimensions);
        String other = part.prefix + "-" + what + ".idx" + dimensions + "-ubyte";
        return Stream.of(name + ".gz", name, other)
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst();
    }

    private Path file(Part part, String what, int dimensions) {
        String name = name(part, what, dimensions);
        return seek(part, what, dimensions)
                .orElseThrow(() -> new InvalidInputException(
                        folder + " has no " + name + ".gz and no " + name + ": " + HOW_TO_GET + "."));
    }
}
