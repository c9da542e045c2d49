package org.jumpscope.experiments.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jumpscope.data.CheckpointFile;
import org.jumpscope.experiments.OutputFiles;
import org.jumpscope.experiments.Provenance;
import org.jumpscope.learning.training.TrainingState;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * Where the state of a training is kept while it runs: at the end of each epoch, each half minute, and where it stops. A
 * checkpoint is replaced whole, so that an interruption at any moment leaves one that can be used.
 */
public final class Checkpoints {
    private static final long MILLISECONDS_BETWEEN = 30_000;
    /** Epochs that are shorter are not all kept: writing would take longer than training. */
    private static final long MILLISECONDS_AT_LEAST = 1_000;

    /** Where a training starts. */
    public enum Start {
        /** At its first step; a file that is there is left alone, and that is an error. */
        NEW,
        /** At its first step, whatever is there. */
        REPLACE,
        /** From the checkpoint. */
        RESUME
    }

    private final Optional<Path> file;
    private final Start start;
    private final LongSupplier clock;
    private long last;
    private boolean started;

    private Checkpoints(Optional<Path> file, Start start, LongSupplier clock) {
        this.file = file;
        this.start = start;
        this.clock = clock;
        this.last = clock.getAsLong();
    }

    /** No checkpoints. */
    public static Checkpoints none() {
        return new Checkpoints(Optional.empty(), Start.NEW, System::currentTimeMillis);
    }

    /**
     * Checkpoints in a file.
     *
     * @param file the file
     * @param start whether to go on from it
     * @throws InvalidInputException when it is there and may not be replaced, or is not there to go on from
     */
    public static Checkpoints in(Path file, Start start) {
        if (start == Start.RESUME && !Files.exists(file)) {
            throw new InvalidInputException("There is no checkpoint " + file
                    + " to go on from: leave --resume out to start at the first step.");
        }
        if (start == Start.NEW && Files.exists(file)) {
            throw new InvalidInputException(
                    file + " is there already: add --resume to go on from it, or --force to start at the first step.");
        }
        OutputFiles.REPLACE_EXISTING.check(file);
        return new Checkpoints(Optional.of(file), start, System::currentTimeMillis);
    }

    boolean isUsed() {
        return file.isPresent();
    }

    /** The state to go on from, after its settings were compared with those of the training. */
    Optional<CheckpointFile.Checkpoint> start(Map<String, String> settings) {
        if (file.isEmpty() || start != Start.RESUME) {
            return Optional.empty();
        }
        CheckpointFile.Checkpoint kept = CheckpointFile.read(file.get());
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            String before = kept.settings().get(setting.getKey());
            if (!setting.getValue().equals(before)) {
                throw new InvalidInputException(
                        file.get() + " was made with " + text(setting.getKey(), before) + " and not "
                                + text(setting.getKey(), setting.getValue())
                                + ": give the same settings and data, or start again without --resume.");
            }
        }
        return Optional.of(kept);
    }

    private static String text(String key, String value) {
        return key.equals("data")
                ? "other data"
                : key + " " + (value == null ? "of its own choice" : "'" + value + "'");
    }

    /** Keeps the state where it is time, or has to be. */
    void afterStep(
            Supplier<TrainingState> state,
            Map<String, String> settings,
            Supplier<Map<String, Vector>> record,
            boolean endOfEpoch,
            boolean always) {
        if (file.isEmpty()) {
            return;
        }
        long since = clock.getAsLong() - last;
        boolean worthIt = since >= MILLISECONDS_AT_LEAST || !started;
        boolean due = since >= MILLISECONDS_BETWEEN || (endOfEpoch && worthIt);
        if (always || due) {
            CheckpointFile.Checkpoint checkpoint = new CheckpointFile.Checkpoint(state.get(), settings, record.get());
            OutputFiles.REPLACE_EXISTING.write(file.get(), out -> CheckpointFile.write(out, checkpoint));
            last = clock.getAsLong();
            started = true;
        }
    }

    /** The SHA-256 digests of files, by which a checkpoint knows its data. */
    static String digest(List<Path> files) {
        Provenance provenance = Provenance.of(List.of());
        for (Path each : files) {
            provenance = provenance.withInput(each);
        }
        return provenance.inputs().stream().map(Provenance.Input::sha256).collect(Collectors.joining(" "));
    }
}
