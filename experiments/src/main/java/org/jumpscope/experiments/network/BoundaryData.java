package org.jumpscope.experiments.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jumpscope.data.ColumnFile;
import org.jumpscope.data.ColumnNames;
import org.jumpscope.data.CsvFile;
import org.jumpscope.data.DataFile;
import org.jumpscope.data.IdxArray;
import org.jumpscope.data.IdxReader;
import org.jumpscope.data.ImageFolder;
import org.jumpscope.data.NpyArray;
import org.jumpscope.data.NpzFile;
import org.jumpscope.dataset.Dataset;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * Chosen samples of the boundary with their labels where they have some: images of MNIST's form, arrays of NumPy, or tables of
 * any kind. Unsigned bytes are inputs over 255; other numbers are inputs as they are.
 *
 * @param first position of the first sample in the data
 * @param samples the inputs of each sample; their labels there are 0
 * @param labels the label of each sample as it is in the data; none if there are none
 * @param classNames names of the labels 0, 1, ... where they are texts in the data
 * @param files the files that were read
 */
public record BoundaryData(
        int first, LabelledSamples samples, Optional<Vector> labels, List<String> classNames, List<Path> files) {
    private static final List<String> SAMPLES = List.of("x_train", "x", "images");
    private static final List<String> TEST_SAMPLES = List.of("x_test", "test_images");
    private static final Map<String, String> LABELS_OF = Map.of(
            "x_train", "y_train", "x", "y", "images", "labels", "x_test", "y_test", "test_images", "test_labels");

    /** Keeps copies of the lists. */
    public BoundaryData {
        classNames = List.copyOf(classNames);
        files = List.copyOf(files);
    }

    /**
     * Where samples come from.
     *
     * @param path a folder with the files of MNIST, an IDX, NPY, NPZ or Parquet file, or a table as text
     * @param labels a file of labels, or the name or number of a column (of an NPZ file, an array) of the data
     * @param seek finds a file by its name, if there is one
     * @param part which part of data that have two
     * @param choice which samples
     * @param features N, the number of inputs that the network reads
     */
    public record Source(
            Path path,
            Optional<String> labels,
            Function<String, Optional<Path>> seek,
            ImageFolder.Part part,
            SampleChoice choice,
            int features) {
        private Source within(String name, int count) {
            return new Source(path, labels, seek, part, choice.within(name, count), features);
        }

        private Optional<Path> labelFile() {
            return labels.flatMap(seek).filter(Files::isRegularFile);
        }
    }

    /**
     * Reads samples.
     *
     * @param source where from
     * @throws InvalidInputException if a file cannot be read, a number is missing or not finite, a sample has not N inputs,
     *     there is no such sample, or labels and samples do not belong together
     */
    public static BoundaryData read(Source source) {
        if (Files.isDirectory(source.path)) {
            return folder(source);
        }
        byte[] start = start(source.path);
        String name = source.path.toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        boolean zip = start.length >= 2 && start[0] == 'P' && start[1] == 'K';
        if (start.length >= 3 && start[0] == 0 && start[1] == 0 && start[2] == 8) {
            return images(source, source.path, source.labels.map(text -> labelFile(source, text)));
        }
        if (name.endsWith(".npy") || new String(start, StandardCharsets.ISO_8859_1).startsWith("\u0093NUMPY")) {
            return arrays(source, NpyArray.read(source.path), Optional.empty(), source.path.toString());
        }
        return name.endsWith(".npz") || zip ? archive(source) : table(source);
    }

    private static byte[] start(Path file) {
        try (InputStream in = DataFile.open(file)) {
            return in.readNBytes(8);
        } catch (IOException e) {
            throw DataFile.unreadable(file, e);
        }
    }

    // --- Images

    private static BoundaryData folder(Source source) {
        ImageFolder folder = new ImageFolder(source.path);
        boolean onlyTest = !folder.has(ImageFolder.Part.TRAIN) && folder.has(ImageFolder.Part.TEST);
        List<Path> files = folder.files(onlyTest ? ImageFolder.Part.TEST : source.part);
        Path labels = source.labels.map(text -> labelFile(source, text)).orElse(files.get(1));
        return images(source, files.get(0), Optional.of(labels));
    }

    private static BoundaryData images(Source asked, Path file, Optional<Path> labelFile) {
        int[] last = {-1};
        IdxArray images = IdxReader.read(file, item -> {
            last[0] = item;
            return asked.choice.contains(item);
        });
        Source source = asked.within(file.toString(), last[0] + 1);
        checkFeatures(file.toString(), images.itemSize(), source.features);
        List<Path> files = new ArrayList<>(List.of(file));
        labelFile.ifPresent(files::add);
        return new BoundaryData(
                source.choice.first(),
                images.samples(new double[source.choice.count()]),
                labelFile.map(labels -> chosenLabels(source, labels, last[0] + 1)),
                List.of(),
                files);
    }

    // --- Arrays

    private static BoundaryData archive(Source source) {
        Map<String, NpyArray> arrays = NpzFile.read(source.path);
        List<String> wanted = source.part == ImageFolder.Part.TEST ? TEST_SAMPLES : SAMPLES;
        List<String> tables = arrays.entrySet().stream()
                .filter(array -> array.getValue().shape().size() >= 2)
                .map(Map.Entry::getKey)
                .toList();
        String x = wanted.stream()
                .filter(arrays::containsKey)
                .findFirst()
                .or(() -> tables.size() == 1 ? Optional.of(tables.get(0)) : Optional.empty())
                .orElseThrow(() -> new InvalidInputException(source.path + " has the arrays "
                        + String.join(", ", arrays.keySet()) + ": samples are sought in " + String.join(", ", wanted)
                        + ", or in the only array of two or more dimensions."));
        Optional<String> y;
        if (source.labels.isEmpty()) {
            y = Optional.ofNullable(LABELS_OF.get(x)).filter(arrays::containsKey);
        } else if (source.labelFile().isPresent()) {
            y = Optional.empty();
        } else {
            List<String> names = List.copyOf(arrays.keySet());
            y = Optional.of(names.get(ColumnNames.index(source.labels.get(), names, source.path.toString())));
        }
        return arrays(source, arrays.get(x), y.map(arrays::get), source.path + ", " + x);
    }

    private static BoundaryData arrays(Source asked, NpyArray values, Optional<NpyArray> own, String name) {
        List<Integer> shape = values.shape();
        if (shape.isEmpty() || shape.contains(0)) {
            throw new InvalidInputException(name + " has no samples: its shape is " + shape + ".");
        }
        // One dimension is one sample, or samples of one input.
        boolean single = shape.size() == 1 && asked.features > 1;
        int samples = single ? 1 : shape.get(0);
        long elements = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        int features = (int) (elements / samples);
        checkFeatures(name, features, asked.features);
        Source source = asked.within(name, samples);
        int from = source.choice.first() * features;
        int to = from + source.choice.count() * features;
        double[] none = new double[source.choice.count()];
        LabelledSamples inputs;
        if (values.type() == NpyArray.Type.UINT8) {
            inputs = LabelledSamples.of(Arrays.copyOfRange(values.toBytes(), from, to), features, none);
        } else {
            double[] chosen = values.toDoubles(from, to - from);
            for (int i = 0; i < chosen.length; i++) {
                checkFinite(name, source.choice.first() + i / features, i % features, chosen[i]);
            }
            inputs = LabelledSamples.of(chosen, features, none);
        }
        List<Path> files = new ArrayList<>(List.of(source.path));
        Optional<Vector> labels = own.map(array -> chosen(source, labels(name, array), samples, name + "'s labels"));
        if (own.isEmpty() && source.labels.isPresent()) {
            Path file = labelFile(source, source.labels.get());
            files.add(file);
            labels = Optional.of(chosenLabels(source, file, samples));
        }
        return new BoundaryData(source.choice.first(), inputs, labels, List.of(), files);
    }

    private static double[] labels(String name, NpyArray array) {
        if (array.shape().stream().skip(1).anyMatch(length -> length != 1)) {
            throw new InvalidInputException(name + " has labels of the shape " + array.shape()
                    + ": give one number for each sample, the class from 0.");
        }
        return array.toDoubles();
    }

    // --- Tables

    private static BoundaryData table(Source source) {
        ColumnFile file = ColumnFile.open(source.path);
        String name = source.path.toString();
        boolean ownLabels = source.labels.isPresent() && source.labelFile().isEmpty();
        List<String> columns = file.columns();
        if (!ownLabels) {
            if (columns.size() == source.features + 1) {
                throw new InvalidInputException(name + " has " + columns.size() + " columns and the network reads "
                        + source.features + " inputs: if one is the label, name it with --labels, such as --labels "
                        + columns.get(columns.size() - 1) + ".");
            }
            checkFeatures(name, columns.size(), source.features);
            return table(source, name, file.read(columns), Optional.empty(), List.of());
        }
        int label = ColumnNames.index(source.labels.get(), columns, name);
        List<String> features = new ArrayList<>(columns);
        features.remove(label);
        checkFeatures(name, features.size(), source.features);
        if (file instanceof CsvFile csv) {
            Dataset data = csv.read(features, columns.get(label));
            List<double[]> read = new ArrayList<>();
            for (int j = 0; j < features.size(); j++) {
                read.add(data.column(j).toArray());
            }
            return table(source, name, read, Optional.of(data.labels().toArray()), data.classNames());
        }
        List<double[]> read = new ArrayList<>(file.read(columns));
        double[] labels = read.remove(label);
        return table(source, name, read, Optional.of(labels), List.of());
    }

    private static BoundaryData table(
            Source asked, String name, List<double[]> columns, Optional<double[]> own, List<String> classNames) {
        int samples = columns.get(0).length;
        Source source = asked.within(name, samples);
        int d = columns.size();
        int first = source.choice.first();
        double[] values = new double[Math.multiplyExact(source.choice.count(), d)];
        for (int i = 0; i < source.choice.count(); i++) {
            for (int j = 0; j < d; j++) {
                values[i * d + j] = columns.get(j)[first + i];
                checkFinite(name, first + i, j, values[i * d + j]);
            }
        }
        LabelledSamples inputs = LabelledSamples.of(values, d, new double[source.choice.count()]);
        List<Path> files = new ArrayList<>(List.of(source.path));
        Optional<Vector> labels = own.map(all -> chosen(source, all, samples, name));
        if (own.isEmpty() && source.labelFile().isPresent()) {
            files.add(source.labelFile().get());
            labels = Optional.of(chosenLabels(source, source.labelFile().get(), samples));
        }
        return new BoundaryData(source.choice.first(), inputs, labels, classNames, files);
    }

    // --- Labels

    private static Path labelFile(Source source, String text) {
        return source.labelFile()
                .orElseThrow(() -> new InvalidInputException("There is no file " + text + " of labels, and "
                        + source.path + " has no columns to be named."));
    }

    private static Vector chosenLabels(Source source, Path file, int samples) {
        byte[] start = start(file);
        double[] labels;
        if (start.length >= 3 && start[0] == 0 && start[1] == 0 && start[2] == 8) {
            IdxArray array = IdxReader.read(file);
            if (array.itemSize() != 1) {
                throw new InvalidInputException(
                        file + " has items of " + array.itemSize() + " numbers: they are not labels.");
            }
            labels = new double[array.size()];
            Arrays.setAll(labels, i -> array.value(i, 0));
        } else {
            ColumnFile columns = ColumnFile.open(file);
            if (columns.columns().size() != 1) {
                throw new InvalidInputException(
                        file + " has " + columns.columns().size()
                                + " columns: labels are one number for each sample, the class from 0.");
            }
            labels = columns.read(columns.columns()).get(0);
        }
        return chosen(source, labels, samples, file.toString());
    }

    private static Vector chosen(Source source, double[] labels, int samples, String name) {
        if (labels.length != samples) {
            throw new InvalidInputException(
                    name + ": there are " + labels.length + " labels for " + samples + " samples; give one for each.");
        }
        int first = source.choice.first();
        double[] chosen = Arrays.copyOfRange(labels, first, first + source.choice.count());
        for (int i = 0; i < chosen.length; i++) {
            if (!Double.isFinite(chosen[i])) {
                throw new InvalidInputException(
                        name + ": the label of sample " + (first + i) + " is " + chosen[i] + ": give a finite number.");
            }
        }
        return Vector.of(chosen);
    }

    private static void checkFeatures(String name, int there, int wanted) {
        if (there != wanted) {
            throw new InvalidInputException(name + " has samples of " + there + " numbers, and the network reads "
                    + wanted + " inputs: give the data that it was trained on, prepared in the same way.");
        }
    }

    private static void checkFinite(String name, int sample, int feature, double value) {
        if (!Double.isFinite(value)) {
            throw new InvalidInputException(name + ": input " + (feature + 1) + " of sample " + sample + " is "
                    + (Double.isNaN(value) ? "not a number" : "infinite")
                    + ": give a finite one, or leave the sample out.");
        }
    }
}
