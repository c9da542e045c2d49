package org.jumpscope.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jumpscope.data.DataFolders;
import org.jumpscope.data.NetworkFile;
import org.jumpscope.dataset.TargetKind;
import org.jumpscope.experiments.Defaults;
import org.jumpscope.experiments.OutputFiles;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.Provenance;
import org.jumpscope.experiments.Training;
import org.jumpscope.experiments.Version;
import org.jumpscope.experiments.network.Checkpoints;
import org.jumpscope.experiments.network.Train;
import org.jumpscope.experiments.network.TrainResult;
import org.jumpscope.experiments.network.TrainingData;
import org.jumpscope.experiments.network.TrainingSteps;
import org.jumpscope.experiments.network.TrajectoryFile;
import org.jumpscope.learning.training.TrainingEnd;
import org.jumpscope.numeric.InvalidInputException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code train}: options and a file to a request, its result to text, JSON and files of the network. */
@Command(
        name = "train",
        customSynopsis = "jumpscope train [TRAINING.yaml] [OPTIONS]",
        description =
                "Trains a network of layers on labelled samples by mini-batch descent and measures it on samples that are "
                        + "held out. It can be interrupted and gone on with, and ends at learning equilibrium where that is asked "
                        + "for.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./jumpscope train --data docs/examples/rings.csv --label ring",
            "  ./jumpscope train --data docs/examples/rings.csv --label ring --network \"2 20 tanh 3 softmax\" "
                    + "--out rings.safetensors",
            "  ./jumpscope train --data docs/examples/rings.csv --label ring --optimiser momentum --until-equilibrium",
            "  ./jumpscope train --data docs/examples/rings.csv --label ring --optimiser sgd --epochs 30 --record rings.npz",
            "  ./jumpscope train --data docs/examples/rings.csv --label ring --l2 0.001 --epochs 20",
            "  ./jumpscope train --data docs/examples/rings.csv --label ring --target input --epochs 50",
            "  ./jumpscope train --data docs/examples/tokens.csv --label order --epochs 20 "
                    + "--network \"5 tokens embedding 5 3 gru 6 2 softmax\"",
        })
final class TrainCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "TRAINING.yaml",
            description = "The training: the keys are the names of the options up to --seed; an option wins over the "
                    + "file.")
    private Path file;

    @ArgGroup(exclusive = false, heading = "%nThe data:%n")
    private Data data = new Data();

    @ArgGroup(exclusive = false, heading = "%nThe training:%n")
    private Learning learning = new Learning();

    /** Which samples. */
    static final class Data {
        @Option(
                names = "--data",
                paramLabel = "PATH",
                description = "A folder with the files of MNIST, a table of comma-separated values (also compressed by "
                        + "gzip), or an NPZ file with x_train, y_train, x_test, y_test, or x and y.")
        private String path;

        @Option(
                names = "--label",
                paramLabel = "COLUMN",
                description = "The column of a table that is the class, by name or number; all others are inputs. "
                        + "Default: label.")
        private String label;

        @Option(
                names = "--held-out",
                paramLabel = "SHARE",
                description = "Share of the samples that is not learnt, chosen by the seed. Default: the test part of "
                        + "the data, or " + TrainingData.HELD_OUT + ".")
        private String heldOut;

        @Option(
                names = "--scale",
                paramLabel = "none|standard",
                description =
                        "What is done with the inputs: nothing, or mean 0 and variance 1. Bytes are divided by 255 first. "
                                + "The network that is written is for inputs as they are. Default: none for bytes, else "
                                + "standard.")
        private String scale;

        @Option(
                names = "--data-dir",
                paramLabel = "DIR",
                description = "Where data are sought first; then in $JUMPSCOPE_DATA, then in data/.")
        private Path folder;
    }

    /** What is learnt, how and how long. */
    static final class Learning {
        @Option(
                names = "--network",
                paramLabel = "TEXT",
                description = "The number of inputs, then each layer's neurons and activation, such as "
                        + "\"784 100 tanh 10 softmax\". Default: one layer of " + Train.NEURONS
                        + " tanh, then softmax; with --target input a quarter as many tanh as inputs (at most "
                        + Train.NEURONS + "), then linear outputs. The words for images, sequences and tokens are in "
                        + "docs/guide.md.")
        private String network;

        @Option(
                names = "--loss",
                paramLabel = "NAME",
                description = "cross-entropy (with a softmax at the end, written or not) or squared. Default: "
                        + "cross-entropy; squared where there is one output, or with --target input, where "
                        + "cross-entropy is for sigmoid outputs.")
        private String loss;

        @Option(
                names = "--target",
                paramLabel = "label|input",
                description = "What the network is to answer: the label, or the inputs as an autoencoder, as in "
                        + "\"784 100 tanh 784 sigmoid\"; its inputs are not scaled. Default: label.")
        private String target;

        @Option(
                names = "--l2",
                paramLabel = "X",
                description = "A penalty of X w^2/2 on each weight, not on biases. Default: 0.")
        private String l2;

        @Option(
                names = "--l1",
                paramLabel = "X",
                description = "A penalty of X |w| on each weight, not on biases. Default: 0.")
        private String l1;

        @Option(
                names = "--epochs",
                paramLabel = "N",
                description = "Passes through the data. Default: " + Train.EPOCHS + ", and more until there are "
                        + Train.STEPS + " steps; " + Train.UNTIL_EQUILIBRIUM
                        + " times as many with --until-equilibrium.")
        private String epochs;

        @Option(names = "--steps", paramLabel = "N", description = "Steps, instead of epochs.")
        private String steps;

        @Option(
                names = "--until-equilibrium",
                arity = "0..1",
                fallbackValue = "" + TrainingEnd.WINDOW,
                paramLabel = "E",
                description =
                        "End earlier, once the drift over E epochs is smaller than the fluctuation: with the mean "
                                + "gradient g and the covariance S of a sample's over their n samples, n < tr S/|g|^2. Without a "
                                + "number: " + TrainingEnd.WINDOW + ".")
        private String untilEquilibrium;

        @Option(
                names = "--batch",
                paramLabel = "M",
                description = "Samples per step. Default: " + Train.BATCH + ", or fewer for " + Train.BATCHES
                        + " steps an epoch.")
        private String batch;

        @Option(
                names = "--rate",
                paramLabel = "RATE",
                description = "The learning rate. Default: " + Train.ADAM_RATE
                        + "; of a chosen optimiser sgd 0.1, momentum 0.05, rmsprop and adam 0.001.")
        private String rate;

        @Option(
                names = "--schedule",
                paramLabel = "NAME",
                description =
                        "How the rate changes: constant, step(EPOCHS, RATIO), or cosine(LAST), down to that part of "
                                + "it. Default: cosine(0); constant with --until-equilibrium.")
        private String schedule;

        @Option(
                names = "--optimiser",
                paramLabel = "NAME",
                description =
                        "sgd, momentum(0.9), rmsprop(0.9, 1e-8), or adam(0.9, 0.999, 1e-8); the numbers may be left "
                                + "out. Default: adam.")
        private String optimiser;

        @Option(
                names = "--seed",
                paramLabel = "S",
                description = "Seed of the random numbers. Default: " + Defaults.SEED + ".")
        private String seed;
    }

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads; the answer does not depend on it. Default: one per processor.")
    private Integer threads;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "Keep the state there while training, and where it is interrupted.")
    private Path checkpoint;

    @Option(names = "--resume", description = "Go on from the checkpoint; the answer is as if it had not stopped.")
    private boolean resume;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the network, as .safetensors or .npz; may be given twice.")
    private List<Path> out = new ArrayList<>();

    @ArgGroup(exclusive = false, heading = "%nThe record:%n")
    private RecordOptions record = new RecordOptions();

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        out.forEach(NetworkFile.Form::of);
        List<Path> written = new ArrayList<>(out);
        written.addAll(record.files());
        Optional<TrainingSteps.Request> recording = record.request();
        output.check(written);
        Checkpoints checkpoints = checkpoints();
        Training training = Training.of(Optional.ofNullable(file), options());
        long seed = training.seed().orElse(Defaults.SEED);
        try (Interruption interruption = Interruption.listen()) {
            TrainingData samples = read(training, seed);
            List<Path> inputs = new ArrayList<>(file == null ? List.of() : List.of(file));
            inputs.addAll(samples.files());
            CompletableFuture<Provenance> provenance = output.provenanceBeside(inputs);
            Progress progress = TerminalProgress.onTerminal();
            Train.Run run = Train.run(
                    new Train.Request(
                            training,
                            samples,
                            checkpoints,
                            threads == null ? Runtime.getRuntime().availableProcessors() : threads,
                            recording),
                    progress,
                    interruption);
            if (run instanceof Train.Run.Stopped stopped) {
                return interrupted(stopped);
            }
            Train.Run.Finished finished = (Train.Run.Finished) run;
            for (Path each : out) {
                write(each, finished, seed);
            }
            for (Path each : record.files()) {
                TrajectoryFile.write(each, output.files(), finished.record().orElseThrow());
            }
            output.answer(
                    provenance.join().withRandomNumbers(seed, Defaults.GENERATOR),
                    finished.result(),
                    finished.warnings(),
                    TrainText.of(finished.result(), written));
            return 0;
        }
    }

    private Checkpoints checkpoints() {
        if (checkpoint == null) {
            if (resume) {
                throw new InvalidInputException("--resume needs --checkpoint FILE, which says from where to go on.");
            }
            return Checkpoints.none();
        }
        return Checkpoints.in(
                checkpoint,
                resume
                        ? Checkpoints.Start.RESUME
                        : output.files() == OutputFiles.REPLACE_EXISTING
                                ? Checkpoints.Start.REPLACE
                                : Checkpoints.Start.NEW);
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("data", data.path);
        options.put("label", data.label);
        options.put("held-out", data.heldOut);
        options.put("scale", data.scale);
        options.put("network", learning.network);
        options.put("loss", learning.loss);
        options.put("target", learning.target);
        options.put("l2", learning.l2);
        options.put("l1", learning.l1);
        options.put("epochs", learning.epochs);
        options.put("steps", learning.steps);
        options.put("until-equilibrium", learning.untilEquilibrium);
        options.put("batch", learning.batch);
        options.put("rate", learning.rate);
        options.put("schedule", learning.schedule);
        options.put("optimiser", learning.optimiser);
        options.put("seed", learning.seed);
        options.values().removeIf(value -> value == null);
        return options;
    }

    private TrainingData read(Training training, long seed) {
        String path = training.data()
                .orElseThrow(() -> new InvalidInputException(
                        "There is nothing to learn: say the data with --data, such as --data mnist."));
        return TrainingData.read(new TrainingData.Source(
                DataFolders.of(Optional.ofNullable(data.folder), System.getenv())
                        .find(path),
                training.label(),
                training.heldOut(),
                TrainingData.scaling(training),
                training.target().orElse(TargetKind.LABEL),
                seed));
    }

    private void write(Path each, Train.Run.Finished finished, long seed) {
        TrainResult.Settings settings = finished.result().settings();
        Map<String, String> metadata = new TreeMap<>(Map.of(
                "loss", settings.loss(),
                "made_by", "jumpscope " + Version.current() + " train",
                "seed", Long.toString(seed),
                "target", settings.target()));
        if (settings.l2() > 0) {
            metadata.put("l2", Double.toString(settings.l2()));
        }
        if (settings.l1() > 0) {
            metadata.put("l1", Double.toString(settings.l1()));
        }
        output.files()
                .write(
                        each,
                        stream -> NetworkFile.write(stream, NetworkFile.Form.of(each), finished.network(), metadata));
    }

    private int interrupted(Train.Run.Stopped stopped) {
        spec.commandLine()
                .getErr()
                .println("jumpscope: interrupted after step " + stopped.step() + " of " + stopped.steps()
                        + (checkpoint == null
                                ? "; nothing was kept, which --checkpoint FILE would do."
                                : "; the same command with --resume goes on."));
        spec.commandLine().getErr().flush();
        return INTERRUPTED;
    }
}
