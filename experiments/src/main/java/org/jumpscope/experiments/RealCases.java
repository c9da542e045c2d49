package org.jumpscope.experiments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jumpscope.data.DataFolders;
import org.jumpscope.data.Projection;
import org.jumpscope.numeric.InvalidInputException;

/**
 * The real data that {@code reproduce} analyses beside the paper's figures, where the files are there: zeros and ones of
 * MNIST, which the paper names as a dataset of the same kind, and the breast cancer table of scikit-learn.
 *
 * @param found the classes by name, in order
 * @param missing the data that are not there
 * @param unavailable the data that are there and cannot be read
 */
public record RealCases(Map<String, EmpiricalClasses> found, List<Missing> missing, List<Unavailable> unavailable) {
    /**
     * Data that are there and have no answer, while everything else has.
     *
     * @param name what they are
     * @param reason why, a sentence
     */
    public record Unavailable(String name, String reason) {}

    /**
     * Data that are not there.
     *
     * @param name what they are
     * @param path where they are sought, below each folder of data
     * @param obtain how to get them, one sentence
     * @param command lines that put them in place
     */
    public record Missing(String name, String path, String obtain, String command) {}

    private static final String DIGITS = "MNIST";

    /** Data that are sought. */
    private record Wanted(Missing description, String label, Projection.Method method, List<String> classes) {
        EmpiricalClasses read(Path path) {
            return EmpiricalClasses.read(new EmpiricalClasses.Source(
                    path,
                    Optional.empty(),
                    Optional.ofNullable(label),
                    classes,
                    Optional.of(method),
                    OptionalDouble.empty()));
        }
    }

    /** Keeps copies, in their order. */
    public RealCases {
        found = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(found));
        missing = List.copyOf(missing);
        unavailable = List.copyOf(unavailable);
    }

    /** No data, and none sought. */
    public static RealCases none() {
        return new RealCases(Map.of(), List.of(), List.of());
    }

    /**
     * Seeks the data. A file that is there and cannot be read makes its case unavailable and no other.
     *
     * @param dataDir the folder that {@code --data-dir} names
     * @param environment the environment, normally {@code System.getenv()}
     * @throws InvalidInputException when the folder that {@code --data-dir} names is not there
     */
    public static RealCases seek(Optional<Path> dataDir, Map<String, String> environment) {
        return seek(dataDir, environment, Optional.empty());
    }

    /**
     * Seeks the data, where the folder of MNIST is known.
     *
     * @param dataDir the folder that {@code --data-dir} names
     * @param environment the environment, normally {@code System.getenv()}
     * @param digits the folder of MNIST; sought with the others where it is empty
     * @throws InvalidInputException when the folder that {@code --data-dir} names is not there
     */
    public static RealCases seek(Optional<Path> dataDir, Map<String, String> environment, Optional<Path> digits) {
        DataFolders folders = DataFolders.of(dataDir, environment);
        Map<String, EmpiricalClasses> found = new LinkedHashMap<>();
        List<Missing> missing = new ArrayList<>();
        List<Unavailable> unavailable = new ArrayList<>();
        for (Wanted wanted : List.of(images(), table())) {
            Optional<Path> known = wanted.description().name().equals(DIGITS) ? digits : Optional.empty();
            Optional<Path> path =
                    known.or(() -> folders.seek(wanted.description().path()));
            if (path.isEmpty()) {
                missing.add(wanted.description());
                continue;
            }
            String name = wanted.description().name();
            try {
                found.put(name, wanted.read(path.get()));
            } catch (InvalidInputException broken) {
                unavailable.add(new Unavailable(name, broken.getMessage()));
            }
        }
        return new RealCases(found, missing, unavailable);
    }

    /** Zeros and ones, on their first principal component. */
    private static Wanted images() {
        return new Wanted(
                new Missing(
                        DIGITS,
                        "mnist",
                        "Put the two training files of MNIST (LeCun, Cortes and Burges; also at "
                                + "storage.googleapis.com/cvdf-datasets/mnist) into a folder data/mnist.",
                        """
                        mkdir -p data/mnist
                        curl --proto-default https -L -o data/mnist/train-images-idx3-ubyte.gz storage.googleapis.com/cvdf-datasets/mnist/train-images-idx3-ubyte.gz
                        curl --proto-default https -L -o data/mnist/train-labels-idx1-ubyte.gz storage.googleapis.com/cvdf-datasets/mnist/train-labels-idx1-ubyte.gz"""),
                null,
                Projection.Method.PCA,
                List.of("0", "1"));
    }

    /** All columns on the line between the means of the classes, which become 0 and 1 as in the paper's dataset. */
    private static Wanted table() {
        return new Wanted(
                new Missing(
                        "breast cancer",
                        "tabular/breast_cancer.csv",
                        "Copy the breast cancer table out of the Python package scikit-learn into data/tabular.",
                        """
                        mkdir -p data/tabular
                        python3 -c "import shutil, sklearn; shutil.copy(sklearn.__path__[0] + '/datasets/data/breast_cancer.csv', 'data/tabular')\""""),
                "label",
                Projection.Method.MEAN_DIFFERENCE,
                List.of());
    }
}
