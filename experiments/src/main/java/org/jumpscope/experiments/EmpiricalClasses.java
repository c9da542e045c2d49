package org.jumpscope.experiments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jumpscope.data.CsvFile;
import org.jumpscope.data.DataFolders;
import org.jumpscope.data.ImageFolder;
import org.jumpscope.data.Projection;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.dataset.Dataset;
import org.jumpscope.distribution.Empirical;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * Classes whose laws are those of real samples, one number per sample: a column of a table, or a projection of a table's
 * columns or of images.
 *
 * @param classes target, share in the data, and empirical law of each class
 * @param names what each class is called in the data, in the order of the classes
 * @param projection the projection, where the numbers are not a column
 * @param inputs the files that were read
 */
public record EmpiricalClasses(
        ClassMixture classes, List<String> names, Optional<Projection> projection, List<Path> inputs) {
    /**
     * Which samples, and which number of each.
     *
     * @param path a table of comma-separated values, or a folder of images under the names of MNIST
     * @param feature the column that holds the number; of a table only, and not beside a projection
     * @param label the column that holds the class; of a table only
     * @param classes the two classes to take, by name or number, whose targets become 0 and 1; none for all classes of a
     *     table under their own numbers
     * @param method the projection of all columns but the label, or of all pixels
     * @param bandwidth the bandwidth of the smoothed density; Silverman's rule without it
     */
    public record Source(
            Path path,
            Optional<String> feature,
            Optional<String> label,
            List<String> classes,
            Optional<Projection.Method> method,
            OptionalDouble bandwidth) {
        /** Keeps a copy of the list. */
        public Source {
            classes = List.copyOf(classes);
        }

        /**
         * Finds the samples where data are sought: the name as it stands, then below {@code --data-dir}, below
         * {@code $JUMPSCOPE_DATA}, below {@code data/}.
         *
         * @param name the path of a table or a folder
         * @param dataDir the folder that {@code --data-dir} names
         * @param projection {@code pca} or {@code mean-difference}
         * @return the source, of all classes and with no column chosen
         * @throws InvalidInputException when nothing is found, or there is no such projection
         */
        public static Source find(String name, Optional<Path> dataDir, Optional<String> projection) {
            return new Source(
                    DataFolders.of(dataDir, System.getenv()).find(name),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    projection.map(Projection.Method::parse),
                    OptionalDouble.empty());
        }

        /**
         * The same with columns of a table.
         *
         * @param input the column that holds the number
         * @param kind the column that holds the class
         * @return the source
         */
        public Source withColumns(Optional<String> input, Optional<String> kind) {
            return new Source(path, input, kind, classes, method, bandwidth);
        }

        /**
         * The same with two classes.
         *
         * @param two the classes, by name or number; none for all
         * @return the source
         */
        public Source withClasses(List<String> two) {
            return new Source(path, feature, label, two, method, bandwidth);
        }

        /**
         * The same with a bandwidth.
         *
         * @param width the bandwidth; empty for Silverman's rule
         * @return the source
         */
        public Source withBandwidth(OptionalDouble width) {
            return new Source(path, feature, label, classes, method, width);
        }
    }

    /** Keeps copies of the lists. */
    public EmpiricalClasses {
        names = List.copyOf(names);
        inputs = List.copyOf(inputs);
    }

    /**
     * Reads the samples.
     *
     * @param source which samples, and which number of each
     * @return the classes
     * @throws InvalidInputException when the files cannot be read, or do not have what is asked for
     */
    public static EmpiricalClasses read(Source source) {
        if (!source.classes.isEmpty() && source.classes.size() != 2) {
            throw new InvalidInputException("--classes names " + source.classes.size()
                    + " classes where two are expected, such as --classes 0,1.");
        }
        return Files.isDirectory(source.path) ? readImages(source) : readTable(source);
    }

    private static EmpiricalClasses readImages(Source source) {
        if (source.feature.isPresent() || source.label.isPresent()) {
            throw new InvalidInputException(
                    source.path
                            + " is a folder of images, which has no columns: leave --feature and --label out, and say --project.");
        }
        if (source.method.isEmpty() || source.classes.isEmpty()) {
            throw new InvalidInputException(source.path + " is a folder of images: say which two classes and which "
                    + "projection, such as --classes 0,1 --project pca.");
        }
        List<Integer> labels =
                source.classes.stream().map(EmpiricalClasses::imageLabel).toList();
        ImageFolder folder = new ImageFolder(source.path);
        Dataset data = folder.read(ImageFolder.Part.TRAIN, labels);
        return project(
                source, data, labels.get(0), labels.get(1), source.classes, folder.files(ImageFolder.Part.TRAIN));
    }

    private static int imageLabel(String text) {
        if (!text.trim().matches("\\d{1,3}")) {
            throw new InvalidInputException("--classes: '" + text + "' is not a label of images, which are 0 to 255.");
        }
        return Integer.parseInt(text.trim());
    }

    private static EmpiricalClasses readTable(Source source) {
        CsvFile file = CsvFile.open(source.path);
        String label = source.label.orElseGet(() -> defaultLabel(source, file));
        if (source.feature.isPresent() == source.method.isPresent()) {
            throw new InvalidInputException(
                    source.path
                            + (source.feature.isPresent()
                                    ? ": --feature and --project are given: say one of them."
                                    : ": say which column is the input with --feature, or project all of them with --project pca."));
        }
        List<String> columns = source.feature.map(List::of).orElseGet(() -> file.columnsExcept(label));
        Dataset data = file.read(columns, label);
        List<Path> inputs = List.of(source.path);
        if (source.method.isPresent()) {
            List<Double> two = twoClasses(source, data);
            return project(source, data, two.get(0), two.get(1), names(data, two), inputs);
        }
        List<Double> labels = source.classes.isEmpty() ? data.distinctLabels() : twoClasses(source, data);
        List<Double> targets = source.classes.isEmpty() ? labels : List.of(0.0, 1.0);
        List<Vector> samples = labels.stream().map(each -> data.column(0, each)).toList();
        return new EmpiricalClasses(
                mixture(source, targets, samples, names(data, labels)), names(data, labels), Optional.empty(), inputs);
    }

    private static String defaultLabel(Source source, CsvFile file) {
        if (file.columns().contains("label")) {
            return "label";
        }
        throw new InvalidInputException(
                source.path + " has no column 'label': say which column is the class with --label.");
    }

    private static EmpiricalClasses project(
            Source source, Dataset data, double first, double second, List<String> names, List<Path> inputs) {
        Projection projection = Projection.of(source.method.orElseThrow(), data, first, second);
        List<Vector> samples = List.of(projection.apply(data, first), projection.apply(data, second));
        return new EmpiricalClasses(
                mixture(source, List.of(0.0, 1.0), samples, names), names, Optional.of(projection), inputs);
    }

    /** The two labels that were chosen, or the only two that there are. */
    private static List<Double> twoClasses(Source source, Dataset data) {
        if (source.classes.isEmpty()) {
            List<Double> labels = data.distinctLabels();
            if (labels.size() != 2) {
                throw new InvalidInputException(source.path + " has " + labels.size()
                        + " classes: say which two with --classes, such as --classes "
                        + String.join(",", names(data, labels.subList(0, Math.min(2, labels.size())))) + ".");
            }
            return labels;
        }
        return source.classes.stream()
                .map(name -> label(source, data, name.trim()))
                .toList();
    }

    private static double label(Source source, Dataset data, String name) {
        int index = data.classNames().indexOf(name);
        if (index >= 0) {
            return index;
        }
        List<Double> labels = data.distinctLabels();
        return labels.stream()
                .filter(label -> number(name).isPresent() && number(name).getAsDouble() == label)
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(source.path + " has no class '" + name
                        + "': its classes are " + String.join(", ", names(data, labels)) + "."));
    }

    private static OptionalDouble number(String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private static List<String> names(Dataset data, List<Double> labels) {
        List<String> names = new ArrayList<>();
        for (double label : labels) {
            int index = (int) label;
            boolean named =
                    index == label && index >= 0 && index < data.classNames().size();
            String number = index == label ? Integer.toString(index) : Double.toString(label);
            names.add(named ? data.classNames().get(index) : number);
        }
        return names;
    }

    private static ClassMixture mixture(Source source, List<Double> targets, List<Vector> samples, List<String> names) {
        long all = samples.stream().mapToLong(Vector::size).sum();
        return ClassMixture.of(IntStream.range(0, targets.size())
                .mapToObj(i -> new ClassMixture.Component(
                        targets.get(i),
                        samples.get(i).size() / (double) all,
                        law(source, samples.get(i), names.get(i))))
                .toList());
    }

    private static Empirical law(Source source, Vector samples, String name) {
        try {
            return source.bandwidth.isPresent()
                    ? Empirical.of(samples, source.bandwidth.getAsDouble())
                    : Empirical.of(samples);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(source.path + ", class " + name + ": " + e.getMessage());
        }
    }
}
