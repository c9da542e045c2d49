package org.jumpscope.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jumpscope.learning.training.Drift;
import org.jumpscope.learning.training.NetworkAccuracy;
import org.jumpscope.learning.training.TrainingEpoch;
import org.jumpscope.learning.training.TrainingState;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * The state of a training as a safetensors file, in full precision: {@code trainables}, {@code accumulator.0} and so on, the
 * sums of the epoch under way ({@code gradient}, {@code sums}) and of the window of epochs under way, and a row of {@code epochs} for each that is over. What is
 * recorded of the training follows as {@code record.} and a name. The settings of the training are metadata.
 */
public final class CheckpointFile {
    private static final String KIND = "checkpoint";
    private static final String VERSION = "1";
    private static final String TRAINABLES = "trainables";
    private static final String ACCUMULATOR = "accumulator.";
    private static final String GRADIENT = "gradient";
    private static final String SUMS = "sums";
    private static final String EPOCHS = "epochs";
    private static final String WINDOW = "window.";
    private static final String RECORD = "record.";
    private static final int COLUMNS = 11;
    private static final double LARGEST_COUNT = 0x1p53;

    private CheckpointFile() {}

    /**
     * A training to go on with.
     *
     * @param state its state
     * @param settings what it was started with, by name
     * @param record what was recorded on the way, by name
     */
    public record Checkpoint(TrainingState state, Map<String, String> settings, Map<String, Vector> record) {
        /** Keeps copies of the maps. */
        public Checkpoint {
            settings = Map.copyOf(settings);
            record = Map.copyOf(record);
        }

        /** A checkpoint without a record. */
        public Checkpoint(TrainingState state, Map<String, String> settings) {
            this(state, settings, Map.of());
        }
    }

    /**
     * Writes a checkpoint.
     *
     * @param out where to; stays open
     * @param checkpoint state and settings
     * @throws IOException when writing fails
     */
    public static void write(OutputStream out, Checkpoint checkpoint) throws IOException {
        TrainingState state = checkpoint.state();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(TRAINABLES, tensor(state.trainables()));
        for (int i = 0; i < state.accumulators().size(); i++) {
            tensors.put(ACCUMULATOR + i, tensor(state.accumulators().get(i)));
        }
        tensors.put(GRADIENT, tensor(state.current().gradient()));
        state.window().ifPresent(sums -> {
            tensors.put(WINDOW + GRADIENT, tensor(sums.gradient()));
            tensors.put(WINDOW + SUMS, Tensor.of(new double[] {sums.squaredNorms()}, 1));
        });
        tensors.put(
                SUMS,
                Tensor.of(
                        new double[] {
                            state.step(),
                            state.current().loss(),
                            state.current().squaredNorms()
                        },
                        3));
        double[] rows = new double[COLUMNS * state.epochs().size()];
        for (int i = 0; i < state.epochs().size(); i++) {
            System.arraycopy(row(state.epochs().get(i)), 0, rows, COLUMNS * i, COLUMNS);
        }
        tensors.put(EPOCHS, Tensor.of(rows, state.epochs().size(), COLUMNS));
        new TreeMap<>(checkpoint.record()).forEach((name, vector) -> tensors.put(RECORD + name, tensor(vector)));
        Map<String, String> metadata = new TreeMap<>(checkpoint.settings());
        metadata.put(KIND, VERSION);
        SafetensorsFile.write(out, tensors, metadata);
    }

    private static Tensor tensor(Vector vector) {
        return Tensor.of(vector.toArray(), vector.size());
    }

    private static double[] row(TrainingEpoch epoch) {
        Optional<NetworkAccuracy> heldOut = epoch.heldOut();
        return new double[] {
            epoch.rate(),
            epoch.loss(),
            heldOut.map(a -> (double) a.samples()).orElse(0.0),
            heldOut.map(NetworkAccuracy::loss).orElse(Double.NaN),
            heldOut.map(a -> a.accuracy().orElse(Double.NaN)).orElse(Double.NaN),
            epoch.drift().samples(),
            epoch.drift().squaredMean(),
            epoch.drift().variance(),
            epoch.window().map(drift -> (double) drift.samples()).orElse(0.0),
            epoch.window().map(Drift::squaredMean).orElse(Double.NaN),
            epoch.window().map(Drift::variance).orElse(Double.NaN)
        };
    }

    /**
     * Reads a checkpoint.
     *
     * @param file the file
     * @return state and settings
     * @throws InvalidInputException when it is not there, damaged, or not a checkpoint
     */
    public static Checkpoint read(Path file) {
        SafetensorsFile tensors = SafetensorsFile.open(file);
        Map<String, String> settings = new TreeMap<>(tensors.metadata());
        if (!VERSION.equals(settings.remove(KIND))) {
            throw new InvalidInputException(
                    file + " is not a checkpoint of a training: name the file that --checkpoint wrote.");
        }
        double[] q = vector(file, tensors, TRAINABLES, -1);
        List<Vector> accumulators = new ArrayList<>();
        while (tensors.names().contains(ACCUMULATOR + accumulators.size())) {
            accumulators.add(Vector.of(vector(file, tensors, ACCUMULATOR + accumulators.size(), q.length)));
        }
        double[] gradient = vector(file, tensors, GRADIENT, q.length);
        double[] sums = vector(file, tensors, SUMS, 3);
        long step = count(file, sums[0]);
        return new Checkpoint(
                new TrainingState(
                        step,
                        Vector.of(q),
                        accumulators,
                        new TrainingState.Sums(sums[1], sums[2], Vector.of(gradient)),
                        window(file, tensors, q.length),
                        epochs(file, tensors.tensor(EPOCHS))),
                settings,
                record(file, tensors));
    }

    private static Map<String, Vector> record(Path file, SafetensorsFile tensors) {
        Map<String, Vector> record = new TreeMap<>();
        for (String name : tensors.names()) {
            if (name.startsWith(RECORD)) {
                record.put(name.substring(RECORD.length()), Vector.of(vector(file, tensors, name, -1)));
            }
        }
        return record;
    }

    private static Optional<TrainingState.Sums> window(Path file, SafetensorsFile tensors, int size) {
        if (!tensors.names().contains(WINDOW + GRADIENT)) {
            return Optional.empty();
        }
        double[] gradient = vector(file, tensors, WINDOW + GRADIENT, size);
        return Optional.of(new TrainingState.Sums(0, vector(file, tensors, WINDOW + SUMS, 1)[0], Vector.of(gradient)));
    }

    private static double[] vector(Path file, SafetensorsFile tensors, String name, int size) {
        Tensor tensor = tensors.tensor(name);
        if (tensor.shape().size() != 1 || (size >= 0 && tensor.size() != size)) {
            throw damaged(file, "'" + name + "' has the shape " + Tensor.text(tensor.shape()));
        }
        for (double value : tensor.sharedValues()) {
            if (!Double.isFinite(value)) {
                throw damaged(file, "'" + name + "' holds " + value);
            }
        }
        return tensor.sharedValues();
    }

    private static List<TrainingEpoch> epochs(Path file, Tensor tensor) {
        if (tensor.shape().size() != 2 || tensor.shape().get(1) != COLUMNS) {
            throw damaged(file, "'" + EPOCHS + "' has the shape " + Tensor.text(tensor.shape()));
        }
        List<TrainingEpoch> epochs = new ArrayList<>();
        double[] all = tensor.sharedValues();
        for (int i = 0; i < tensor.shape().get(0); i++) {
            int at = COLUMNS * i;
            long heldOut = count(file, all[at + 2]);
            double accuracy = all[at + 4];
            epochs.add(new TrainingEpoch(
                    i + 1,
                    all[at],
                    all[at + 1],
                    heldOut == 0
                            ? Optional.empty()
                            : Optional.of(new NetworkAccuracy(
                                    heldOut,
                                    all[at + 3],
                                    Double.isNaN(accuracy) ? OptionalDouble.empty() : OptionalDouble.of(accuracy))),
                    new Drift(count(file, all[at + 5]), all[at + 6], all[at + 7]),
                    count(file, all[at + 8]) == 0
                            ? Optional.empty()
                            : Optional.of(new Drift(count(file, all[at + 8]), all[at + 9], all[at + 10]))));
        }
        return epochs;
    }

    private static long count(Path file, double value) {
        if (!(value >= 0 && value <= LARGEST_COUNT && value == Math.rint(value))) {
            throw damaged(file, value + " stands for a number of steps or samples");
        }
        return (long) value;
    }

    private static InvalidInputException damaged(Path file, String what) {
        return new InvalidInputException(
                file + " is a damaged checkpoint: " + what + "; start again without --resume.");
    }
}
