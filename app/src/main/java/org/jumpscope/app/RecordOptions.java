package org.jumpscope.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jumpscope.experiments.network.TrainingSteps;
import org.jumpscope.experiments.network.TrajectoryFile;
import org.jumpscope.learning.trajectory.Recording;
import org.jumpscope.learning.trajectory.RecordingRule;
import org.jumpscope.numeric.InvalidInputException;
import picocli.CommandLine.Option;

/** What {@code train} records of its steps. */
final class RecordOptions {
    @Option(
            names = "--record",
            paramLabel = "FILE",
            description =
                    "Record the steps that are made and potential jumps of single samples along the way, compare them, "
                            + "and write them as .csv or .npz. Any of the next options records, too, without a file.")
    private Path file;

    @Option(
            names = "--record-at",
            paramLabel = "RULE",
            description =
                    "Moments of the potential jumps, which divide the steps into stretches: log(3), three in each decade "
                            + "of steps, or epochs(1). Default: log(3).")
    private String rule;

    @Option(
            names = "--record-elements",
            paramLabel = "N",
            description = "Elements of each group that are followed. Default: " + Recording.ELEMENTS + ".")
    private Integer elements;

    @Option(
            names = "--record-samples",
            paramLabel = "N",
            description = "Samples of each moment. Default: " + Recording.SAMPLES + ".")
    private Integer samples;

    @Option(
            names = "--large",
            paramLabel = "Q",
            description = "A step is large if it is longer than this share of those of its stretch. Default: "
                    + TrainingSteps.LARGE + ".")
    private Double large;

    /** The files that are written. */
    List<Path> files() {
        return file == null ? List.of() : List.of(file);
    }

    /** What is asked for, if anything. */
    Optional<TrainingSteps.Request> request() {
        files().forEach(TrajectoryFile::check);
        if (file == null && rule == null && elements == null && samples == null && large == null) {
            return Optional.empty();
        }
        RecordingRule moments;
        try {
            moments = rule == null ? Recording.withDefaults().rule() : RecordingRule.parse(rule);
        } catch (InvalidInputException e) {
            throw new InvalidInputException("--record-at: " + e.getMessage());
        }
        return Optional.of(new TrainingSteps.Request(
                new Recording(
                        moments,
                        elements == null ? Recording.ELEMENTS : elements,
                        samples == null ? Recording.SAMPLES : samples),
                large == null ? TrainingSteps.LARGE : large));
    }
}
