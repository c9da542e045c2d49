package org.jumpscope.experiments.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jumpscope.data.CsvFile;
import org.jumpscope.data.ImageFolder;
import org.jumpscope.data.ImageFolder.Part;
import org.jumpscope.data.MemoryNeed;
import org.jumpscope.data.NpyArray;
import org.jumpscope.data.NpzFile;
import org.jumpscope.dataset.Dataset;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.dataset.Standardisation;
import org.jumpscope.dataset.TargetKind;
import org.jumpscope.experiments.Training;
import org.jumpscope.experiments.Training.Scaling;
import org.jumpscope.network.block.Affine;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;

/**
 * The samples of a training: those that are learnt and those that are held out.
 *
 * @param learnt samples to learn, scaled
 * @param heldOut samples to measure on, scaled in the same way; none where the share is 0
 * @param classNames names of the labels 0, 1, ..., where they have some
 * @param standardisation what was done with the inputs, where something was
 * @param files the files that were read
 */
public record TrainingData(
        LabelledSamples learnt,
        Optional<LabelledSamples> heldOut,
        List<String> classNames,
        Optional<Standardisation> standardisation,
        List<Path> files) {
    /** Share of the samples that is held out where nothing is said and the data have no part to test with. */
    public static final double HELD_OUT = 0.2;

    private static final List<List<String>> PARTS = List.of(
            List.of("x_train", "y_train", "x_test", "y_test"),
            List.of("x", "y", "x_test", "y_test"),
            List.of("images", "labels", "test_images", "test_labels"));

    /** Keeps copies of the lists. */
    public TrainingData {
        classNames = List.copyOf(classNames);
        files = List.copyOf(files);
    }

    /**
     * Where samples come from and which are held out.
     *
     * @param path a folder with the files of MNIST, a table of comma-separated values, or an NPZ file with arrays
     *     {@code x_train} and {@code y_train} (and {@code x_test}, {@code y_test}), or {@code x} and {@code y}
     * @param label the column of the label, of a table only
     * @param heldOut share of the samples to hold out; without it, the test part of the data, or one fifth
     * @param scaling what is done with the inputs; without it, nothing with bytes and {@link Scaling#STANDARD} otherwise
     * @param target what the network is to answer; where it is the inputs, a table needs no label and inputs are not scaled
     * @param seed seed of the choice of samples to hold out
     */
    public record Source(
            Path path,
            Optional<String> label,
            OptionalDouble heldOut,
            Optional<Scaling> scaling,
            TargetKind target,
            long seed) {
        /** Samples whose labels are the targets. */
        public Source(Path path, Optional<String> label, OptionalDouble heldOut, Optional<Scaling> scaling, long seed) {
            this(path, label, heldOut, scaling, TargetKind.LABEL, seed);
        }

        /**
         * Checks that the inputs can be targets.
         *
         * @throws InvalidInputException if inputs that are targets are to be scaled
         */
        public Source {
            if (target == TargetKind.INPUT && scaling.equals(Optional.of(Scaling.STANDARD))) {
                throw new InvalidInputException("With --target input the outputs are the inputs as they are: leave out"
                        + " --scale standard, and scale the columns of the data beforehand where that is needed.");
            }
        }
    }

    /**
     * The scaling that a training asks for; of inputs that no dense layer reads none, since it could not be taken into the first
     * layer afterwards.
     *
     * @param training the training
     * @throws InvalidInputException if such inputs are to be scaled
     */
    public static Optional<Scaling> scaling(Training training) {
        boolean dense = training.network()
                .map(network -> network.blocks().get(0) instanceof Affine)
                .orElse(true);
        if (!dense && training.scaling().equals(Optional.of(Scaling.STANDARD))) {
            throw new InvalidInputException("The network " + training.network().orElseThrow()
                    + " does not begin with a dense layer, which could take in the standardisation of its inputs: leave"
                    + " out --scale standard, and scale the data beforehand where that is needed.");
        }
        return dense ? training.scaling() : Optional.of(Scaling.NONE);
    }

    /** Samples as they are, before some are held out. */
    private record Raw(
            LabelledSamples learnt,
            Optional<LabelledSamples> test,
            List<String> classNames,
            Scaling usual,
            List<Path> files) {}

    /**
     * Reads samples.
     *
     * @param source where from
     * @throws InvalidInputException when the files cannot be read or hold no labelled samples
     */
    public static TrainingData read(Source source) {
        Raw raw = raw(source);
        LabelledSamples learnt = raw.learnt;
        Optional<LabelledSamples> heldOut = raw.test;
        if (source.heldOut.isPresent() || heldOut.isEmpty()) {
            double share = source.heldOut.orElse(HELD_OUT);
            int n = learnt.size();
            int out = (int) Math.round(share * n);
            if (out >= n || (share > 0 && out == 0)) {
                throw new InvalidInputException(source.path + " has " + n + " samples, of which a share of " + share
                        + " cannot be held out and others learnt: give another --held-out, or more samples.");
            }
            int[] order = new int[n];
            Arrays.setAll(order, i -> i);
            RandomBlocks.of(source.seed).stream("held out").shuffle(order);
            int[] first = Arrays.copyOf(order, out);
            int[] rest = Arrays.copyOfRange(order, out, n);
            Arrays.sort(first);
            Arrays.sort(rest);
            heldOut = out == 0 ? Optional.empty() : Optional.of(learnt.chosen(first));
            learnt = learnt.chosen(rest);
        }
        if (source.target == TargetKind.INPUT || source.scaling.orElse(raw.usual) == Scaling.NONE) {
            return new TrainingData(learnt, heldOut, raw.classNames, Optional.empty(), raw.files);
        }
        Standardisation standard = Standardisation.of(learnt);
        return new TrainingData(
                learnt.standardised(standard),
                heldOut.map(samples -> samples.standardised(standard)),
                raw.classNames,
                Optional.of(standard),
                raw.files);
    }

    private static Raw raw(Source source) {
        String name = source.path.toString().toLowerCase(Locale.ROOT);
        boolean folder = Files.isDirectory(source.path);
        if (source.label.isPresent() && (folder || name.endsWith(".npz"))) {
            throw new InvalidInputException(
                    source.path + " has no columns, so --label " + source.label.get() + " names none: leave it out.");
        }
        return folder ? images(source) : name.endsWith(".npz") ? arrays(source) : table(source);
    }

    private static Raw images(Source source) {
        ImageFolder folder = new ImageFolder(source.path);
        List<Path> files = new ArrayList<>(folder.files(Part.TRAIN));
        LabelledSamples learnt = folder.samples(Part.TRAIN);
        Optional<LabelledSamples> test = Optional.empty();
        if (source.heldOut.isEmpty() && folder.has(Part.TEST)) {
            test = Optional.of(folder.samples(Part.TEST));
            files.addAll(folder.files(Part.TEST));
        }
        return new Raw(learnt, checked(source, learnt, test), List.of(), Scaling.NONE, files);
    }

    private static Optional<LabelledSamples> checked(
            Source source, LabelledSamples learnt, Optional<LabelledSamples> test) {
        if (test.isPresent() && test.get().inputs() != learnt.inputs()) {
            throw new InvalidInputException(source.path + " has samples of " + learnt.inputs()
                    + " inputs to learn and of " + test.get().inputs() + " to test with: they do not belong together.");
        }
        return test;
    }

    private static Raw table(Source source) {
        CsvFile file = CsvFile.open(source.path);
        if (source.target == TargetKind.INPUT
                && source.label.isEmpty()
                && !file.columns().contains("label")) {
            return unlabelled(source, file);
        }
        String label = source.label.orElseGet(() -> {
            if (file.columns().contains("label")) {
                return "label";
            }
            throw new InvalidInputException(
                    source.path + " has no column 'label': say which column is the class with --label.");
        });
        Dataset data = file.read(file.columnsExcept(label), label);
        return new Raw(
                LabelledSamples.of(data), Optional.empty(), data.classNames(), Scaling.STANDARD, List.of(source.path));
    }

    /** All columns as inputs; the labels, which nothing looks at, are 0. */
    private static Raw unlabelled(Source source, CsvFile file) {
        List<double[]> columns = file.read(file.columns());
        int n = columns.get(0).length;
        double[] values = new double[Math.multiplyExact(n, columns.size())];
        for (int j = 0; j < columns.size(); j++) {
            for (int i = 0; i < n; i++) {
                values[i * columns.size() + j] = columns.get(j)[i];
            }
        }
        try {
            return new Raw(
                    LabelledSamples.of(values, columns.size(), new double[n]),
                    Optional.empty(),
                    List.of(),
                    Scaling.STANDARD,
                    List.of(source.path));
        } catch (InvalidInputException e) {
            throw new InvalidInputException(source.path + ": " + e.getMessage());
        }
    }

    private static Raw arrays(Source source) {
        Map<String, NpyArray> arrays = NpzFile.read(source.path);
        List<String> names = PARTS.stream()
                .filter(part -> arrays.containsKey(part.get(0)) && arrays.containsKey(part.get(1)))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(source.path + " has the arrays "
                        + String.join(", ", arrays.keySet())
                        + ": samples and labels are sought in x_train and y_train, x and y, or images and labels."));
        LabelledSamples learnt = samples(source.path, arrays, names.get(0), names.get(1));
        Optional<LabelledSamples> test = Optional.empty();
        if (source.heldOut.isEmpty() && arrays.containsKey(names.get(2)) && arrays.containsKey(names.get(3))) {
            test = Optional.of(samples(source.path, arrays, names.get(2), names.get(3)));
        }
        Scaling usual = arrays.get(names.get(0)).type() == NpyArray.Type.UINT8 ? Scaling.NONE : Scaling.STANDARD;
        return new Raw(learnt, checked(source, learnt, test), List.of(), usual, List.of(source.path));
    }

    private static LabelledSamples samples(Path path, Map<String, NpyArray> arrays, String x, String y) {
        NpyArray values = arrays.get(x);
        double[] labels = arrays.get(y).toDoubles();
        List<Integer> shape = values.shape();
        boolean column = arrays.get(y).shape().stream().skip(1).allMatch(length -> length == 1);
        if (shape.size() < 2 || shape.contains(0) || !column || labels.length != shape.get(0)) {
            throw new InvalidInputException(path + ": the arrays " + x + " of shape " + shape + " and " + y
                    + " of shape " + arrays.get(y).shape() + " are not samples (a row each) and their labels.");
        }
        int inputs = shape.stream().skip(1).reduce(1, Math::multiplyExact);
        boolean bytes = values.type() == NpyArray.Type.UINT8;
        // The elements as they are in the file and as samples, and those that are learnt or held out.
        MemoryNeed.require("Reading " + path + ", " + x, (bytes ? 3.0 : 4.0 * Double.BYTES) * labels.length * inputs);
        try {
            return bytes
                    ? LabelledSamples.of(values.toBytes(), inputs, labels)
                    : LabelledSamples.of(values.toDoubles(), inputs, labels);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(path + ", " + x + ": " + e.getMessage());
        }
    }
}
