package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jumpscope.data.CheckpointFile;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.dataset.TargetKind;
import org.jumpscope.experiments.Defaults;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.ThreadCount;
import org.jumpscope.experiments.Training;
import org.jumpscope.experiments.Training.Scaling;
import org.jumpscope.learning.LogisticCrossEntropy;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.learning.training.NetworkAccuracy;
import org.jumpscope.learning.training.NetworkTraining;
import org.jumpscope.learning.training.Optimiser;
import org.jumpscope.learning.training.RateSchedule;
import org.jumpscope.learning.training.TrainingEnd;
import org.jumpscope.learning.training.TrainingEpoch;
import org.jumpscope.learning.training.TrainingListener;
import org.jumpscope.learning.training.TrainingState;
import org.jumpscope.learning.training.TrainingSummary;
import org.jumpscope.learning.trajectory.TrajectoryRecord;
import org.jumpscope.learning.trajectory.TrajectoryRecorder;
import org.jumpscope.network.Network;
import org.jumpscope.network.NetworkState;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/** {@code train}: a network learns labelled samples. */
public final class Train {
    /** Passes through the data where nothing is said, at least. */
    public static final int EPOCHS = 6;
    /** Steps where nothing is said, at least. */
    public static final int STEPS = 3600;
    /** Steps at most where the training ends at equilibrium and nothing is said, in units of those. */
    public static final int UNTIL_EQUILIBRIUM = 20;
    /** γ of Adam where nothing is said. */
    public static final double ADAM_RATE = 0.003;
    /** Samples per step where nothing is said, at most. */
    public static final int BATCH = 100;
    /** Batches of an epoch where nothing is said, at least. */
    public static final int BATCHES = 20;
    /** Neurons of the layer between inputs and classes where no network is given. */
    public static final int NEURONS = 100;

    /** Above this part of the loss of a constant output nothing is learnt. */
    private static final double LEARNT = 0.98;

    private static final double MEGABYTE = 1 << 20;

    private Train() {}

    /**
     * What is asked for.
     *
     * @param training what to train and how
     * @param data the samples, read as {@code training} says
     * @param checkpoints where the state is kept
     * @param threads number of threads, on which no result depends
     * @param recording what is recorded on the way, if anything
     */
    public record Request(
            Training training,
            TrainingData data,
            Checkpoints checkpoints,
            int threads,
            Optional<TrainingSteps.Request> recording) {
        /** Nothing is recorded. */
        public Request(Training training, TrainingData data, Checkpoints checkpoints, int threads) {
            this(training, data, checkpoints, threads, Optional.empty());
        }

        /**
         * Checks the threads.
         *
         * @throws InvalidInputException if they are not 1 to 1024
         */
        public Request {
            ThreadCount.check(threads);
        }
    }

    /** A run: finished, or stopped on the way. */
    public sealed interface Run {
        /**
         * The network is trained.
         *
         * @param result the answer
         * @param network the trained network, for inputs as they are (before any scaling)
         * @param warnings sentences about the result
         * @param record what was recorded on the way, if anything
         */
        record Finished(
                TrainResult result, NetworkState network, List<String> warnings, Optional<TrajectoryRecord> record)
                implements Run {
            /** Keeps a copy of the list. */
            public Finished {
                warnings = List.copyOf(warnings);
            }
        }

        /**
         * The training was told to stop.
         *
         * @param step steps made
         * @param steps steps of the whole training, at most
         */
        record Stopped(long step, long steps) implements Run {}
    }

    /**
     * Trains.
     *
     * @param request what is asked for
     * @param progress hears how far it has come
     * @param stop asked after each step whether to stop; a checkpoint is kept then
     * @throws InvalidInputException if data, network and loss do not fit together, the memory is too small, or a checkpoint
     *     belongs to another training
     * @throws org.jumpscope.numeric.NoAnswerException if the training diverges
     */
    public static Run run(Request request, Progress progress, BooleanSupplier stop) {
        NetworkTraining training = training(request);
        TrainingEnd end = end(request.training(), training);
        Map<String, String> settings = settings(request, training, end);
        checkMemory(training, request, end);
        Optional<CheckpointFile.Checkpoint> kept = request.checkpoints().start(settings);
        TrainingState start = kept.map(CheckpointFile.Checkpoint::state).orElseGet(training::start);
        long first = start.step();
        if (first > end.steps()) {
            throw new InvalidInputException("The checkpoint is after step " + first + ", and the training ends at step "
                    + end.steps() + ": ask for more epochs or steps.");
        }
        int epochs = (int) Math.min(Integer.MAX_VALUE, (end.steps() - 1) / training.stepsPerEpoch() + 1);
        Optional<TrajectoryRecorder> recorder = request.recording()
                .map(asked -> TrajectoryRecorder.of(
                        training,
                        request.data().learnt(),
                        asked.recording(),
                        start,
                        kept.map(CheckpointFile.Checkpoint::record),
                        request.threads()));
        TrainingListener listener = (step, done, state) -> {
            progress.report(stage(step, end, training, done, epochs), (step - first) / (double) (end.steps() - first));
            boolean last = stop.getAsBoolean();
            request.checkpoints()
                    .afterStep(
                            state,
                            settings,
                            () -> recorder.map(TrajectoryRecorder::kept).orElse(Map.of()),
                            last || step % training.stepsPerEpoch() == 0,
                            last || step == end.steps());
            return last ? TrainingListener.Wish.STOP : TrainingListener.Wish.GO_ON;
        };
        TrainingSummary summary = training.run(
                start,
                end,
                recorder.<TrainingListener>map(each -> new RecordedListener(listener, each))
                        .orElse(listener));
        progress.report("training", 1);
        if (summary.reason() == TrainingSummary.Reason.STOPPED) {
            return new Run.Stopped(summary.end().step(), end.steps());
        }
        return finished(request, training, end, summary, recorder.map(TrajectoryRecorder::record), progress);
    }

    /** A listener beside whom the steps are recorded. */
    private record RecordedListener(TrainingListener listener, TrajectoryRecorder recorder)
            implements TrainingListener {
        @Override
        public Wish afterStep(long step, int epochs, Supplier<TrainingState> state) {
            return listener.afterStep(step, epochs, state);
        }

        @Override
        public void stepMade(long step, double[] q, int sample, double[][] memory) {
            recorder.stepMade(step, q, sample, memory);
        }
    }

    private static String stage(long step, TrainingEnd end, NetworkTraining training, int done, int epochs) {
        if (epochs == 1) {
            return "step " + step + " of " + end.steps();
        }
        return "epoch " + Math.min(done + 1, epochs) + " of " + epochs + ", batches of " + training.batch();
    }

    private static NetworkTraining training(Request request) {
        Training asked = request.training();
        LabelledSamples samples = request.data().learnt();
        TargetKind target = asked.target().orElse(TargetKind.LABEL);
        boolean labelled = target == TargetKind.LABEL;
        Network network = asked.network()
                .orElseGet(() -> labelled ? usualNetwork(request.data()) : usualAutoencoder(samples.inputs()));
        OutputLoss loss = labelled
                ? asked.loss()
                        .orElseGet(() -> network.outputs() == 1 ? new SquaredOutputs() : new SoftmaxCrossEntropy())
                : lossOfInputs(asked, network, samples);
        if (labelled && loss.takesLogits() && network.outputs() == 1) {
            throw new InvalidInputException(
                    "The network " + network + " has one output, whose softmax is always 1: give"
                            + " it an output for each class, or say --loss squared.");
        }
        Optimiser optimiser = asked.optimiser().orElseGet(Optimiser::adam);
        double usualRate = asked.optimiser().isPresent() ? optimiser.defaultRate() : ADAM_RATE;
        NetworkTraining training = NetworkTraining.of(network, loss, samples, target)
                .with(asked.regulariser())
                .withOptimiser(optimiser)
                .withRate(asked.rate().orElse(usualRate))
                .withBatch(asked.batch().orElse(Math.max(1, Math.min(BATCH, samples.size() / BATCHES))))
                .withSeed(asked.seed().orElse(Defaults.SEED))
                .withThreads(request.threads());
        if (asked.schedule().isPresent()) {
            training = training.withSchedule(asked.schedule().get());
        } else if (asked.equilibrium().isPresent()) {
            // A rate that goes to zero would only make the state stand still.
            training = training.withSchedule(new RateSchedule.Constant());
        }
        return request.data().heldOut().isPresent()
                ? training.withHeldOut(request.data().heldOut().get())
                : training;
    }

    /** Inputs, a quarter as many neurons of tanh, and linear outputs. */
    private static Network usualAutoencoder(int inputs) {
        return Network.parse(inputs + " " + Math.max(1, Math.min(NEURONS, inputs / 4)) + " tanh " + inputs);
    }

    /** Squared, or with sigmoid outputs the cross-entropy of inputs from 0 to 1. */
    private static OutputLoss lossOfInputs(Training asked, Network network, LabelledSamples samples) {
        if (asked.loss().orElseGet(SquaredOutputs::new) instanceof SquaredOutputs) {
            return new SquaredOutputs();
        }
        OutputLoss logistic = new LogisticCrossEntropy();
        if (!logistic.takesIn(network.blocks().get(network.blocks().size() - 1))) {
            throw new InvalidInputException(
                    "With --target input, cross-entropy compares the inputs with sigmoid outputs," + " and the network "
                            + network + " does not end with sigmoid: say --loss squared, or let it end so.");
        }
        for (int i = 0; i < samples.size(); i++) {
            Vector inputs = samples.input(i);
            for (int j = 0; j < inputs.size(); j++) {
                if (!(inputs.get(j) >= 0 && inputs.get(j) <= 1)) {
                    throw new InvalidInputException("Input " + (j + 1) + " of sample " + (i + 1) + " is "
                            + inputs.get(j) + ", which sigmoid outputs do not reach: say --loss squared with a linear"
                            + " output, or scale the inputs to 0 to 1.");
                }
            }
        }
        return logistic;
    }

    /** Inputs, one layer of tanh, and a softmax of the classes. */
    private static Network usualNetwork(TrainingData data) {
        double classes = 0;
        LabelledSamples samples = data.learnt();
        for (int i = 0; i < samples.size(); i++) {
            double label = samples.label(i);
            if (!(label >= 0 && label <= 9999 && label == Math.rint(label))) {
                throw new InvalidInputException("The label " + label + " of sample " + samples.position(i)
                        + " is not a class from 0 to 9999: say the network with --network, such as \""
                        + samples.inputs()
                        + " 20 tanh 1\" for a number to predict.");
            }
            classes = Math.max(classes, label + 1);
        }
        return Network.parse(samples.inputs() + " " + NEURONS + " tanh " + (int) Math.max(2, classes) + " softmax");
    }

    private static TrainingEnd end(Training asked, NetworkTraining training) {
        long perEpoch = training.stepsPerEpoch();
        boolean open = asked.equilibrium().isPresent();
        long usual = Math.max(EPOCHS, (STEPS + perEpoch - 1) / perEpoch) * (open ? UNTIL_EQUILIBRIUM : 1);
        long steps = asked.steps()
                .orElseGet(() ->
                        perEpoch * (asked.epochs().isPresent() ? asked.epochs().getAsInt() : usual));
        if (!open) {
            return TrainingEnd.afterSteps(steps);
        }
        if (perEpoch == 1) {
            throw new InvalidInputException("With one batch an epoch (" + training.batch()
                    + " samples) there is no fluctuation to compare the drift with: give a smaller --batch.");
        }
        return TrainingEnd.afterSteps(steps)
                .orInEquilibriumOver(asked.equilibrium().getAsInt());
    }

    /** What a checkpoint has to share with the training that goes on from it. */
    private static Map<String, String> settings(Request request, NetworkTraining training, TrainingEnd end) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("network", training.network().toString());
        settings.put("loss", lossName(training.loss()));
        settings.put("target", name(training.targets()));
        settings.put("l2", Double.toString(training.regulariser().l2()));
        settings.put("l1", Double.toString(training.regulariser().l1()));
        settings.put("optimiser", training.optimiser().toString());
        settings.put("rate", Double.toString(training.rate()));
        settings.put("schedule", training.schedule().toString());
        settings.put("batch", Integer.toString(training.batch()));
        settings.put("seed", Long.toString(training.seed()));
        settings.put("scale", scaling(request.data()));
        settings.put("samples", Integer.toString(request.data().learnt().size()));
        settings.put(
                "until-equilibrium",
                end.window().isPresent() ? Integer.toString(end.window().getAsInt()) : "never");
        settings.put(
                "data",
                request.checkpoints().isUsed()
                        ? Checkpoints.digest(request.data().files())
                        : "");
        request.recording()
                .ifPresent(asked -> settings.put("record", asked.recording().toString()));
        if (training.schedule().dependsOnLength()) {
            settings.put("steps", Long.toString(end.steps()));
        }
        return settings;
    }

    private static String scaling(TrainingData data) {
        return (data.standardisation().isPresent() ? Scaling.STANDARD : Scaling.NONE)
                .name()
                .toLowerCase(Locale.ROOT);
    }

    private static String name(TargetKind target) {
        return target.name().toLowerCase(Locale.ROOT);
    }

    private static String lossName(OutputLoss loss) {
        return loss instanceof SquaredOutputs ? "squared" : "cross-entropy";
    }

    private static void checkMemory(NetworkTraining training, Request request, TrainingEnd end) {
        Runtime machine = Runtime.getRuntime();
        long free = machine.maxMemory() - (machine.totalMemory() - machine.freeMemory());
        long needed = training.memory()
                + request.recording()
                        .map(asked ->
                                asked.recording().memory(training.network(), end.steps(), training.stepsPerEpoch()))
                        .orElse(0L);
        if (needed > free) {
            throw new InvalidInputException(String.format(
                    Locale.ROOT,
                    "Training the network %s with %d trainable variables needs about %.0f MB of memory beside the data, and"
                            + " %.0f MB are free: give more, such as JUMPSCOPE_OPTS=-Xmx%.0fg, or make it smaller.",
                    training.network(),
                    training.network().trainables(),
                    needed / MEGABYTE,
                    free / MEGABYTE,
                    Math.ceil(1.25 * (needed + machine.maxMemory() - free) / MEGABYTE / 1024)));
        }
    }

    private static Run.Finished finished(
            Request request,
            NetworkTraining training,
            TrainingEnd end,
            TrainingSummary summary,
            Optional<TrajectoryRecord> record,
            Progress progress) {
        TrainingData data = request.data();
        NetworkState reached = summary.state();
        NetworkAccuracy learnt = score(reached, training, data.learnt(), request.threads());
        Optional<NetworkAccuracy> heldOut =
                data.heldOut().map(samples -> score(reached, training, samples, request.threads()));
        List<TrainingEpoch> epochs = summary.epochs();
        TrainResult result = new TrainResult(
                training.network().toString(),
                training.network().trainables(),
                training.network().inputs(),
                new TrainResult.Settings(
                        lossName(training.loss()),
                        name(training.targets()),
                        training.regulariser().l2(),
                        training.regulariser().l1(),
                        training.optimiser().toString(),
                        training.rate(),
                        training.schedule().toString(),
                        training.batch(),
                        training.stepsPerEpoch(),
                        end.steps(),
                        end.window(),
                        training.seed(),
                        scaling(data),
                        data.learnt().size(),
                        data.heldOut().map(LabelledSamples::size).orElse(0)),
                summary.end().step(),
                summary.reason().name().toLowerCase(Locale.ROOT),
                heldOut.map(NetworkAccuracy::accuracy).orElse(OptionalDouble.empty()),
                heldOut.map(a -> OptionalDouble.of(a.loss())).orElse(OptionalDouble.empty()),
                TrainResult.Score.of(learnt),
                equilibrium(epochs),
                epochs.stream().map(TrainResult.Epoch::of).toList(),
                data.classNames(),
                record.map(r ->
                        TrainingSteps.of(r, request.recording().orElseThrow(), training, request.threads(), progress)));
        NetworkState network = data.standardisation().map(reached::reading).orElse(reached);
        List<String> warnings = new ArrayList<>(warnings(training, end, summary, data, learnt.loss()));
        result.recorded().ifPresent(steps -> warnings.addAll(TrainingSteps.warnings(steps)));
        return new Run.Finished(result, network, warnings, record);
    }

    /** Of the last window where there is one, else of the last epoch. */
    private static Optional<TrainResult.Equilibrium> equilibrium(List<TrainingEpoch> epochs) {
        for (int i = epochs.size() - 1; i >= 0; i--) {
            if (epochs.get(i).window().isPresent()) {
                return Optional.of(
                        TrainResult.Equilibrium.of(i + 1, epochs.get(i).window().get()));
            }
        }
        return epochs.isEmpty()
                ? Optional.empty()
                : Optional.of(TrainResult.Equilibrium.of(
                        epochs.size(), epochs.get(epochs.size() - 1).drift()));
    }

    private static NetworkAccuracy score(
            NetworkState state, NetworkTraining training, LabelledSamples samples, int threads) {
        return NetworkAccuracy.of(state.activation(), training.loss(), samples, training.targets(), threads);
    }

    private static List<String> warnings(
            NetworkTraining training, TrainingEnd end, TrainingSummary summary, TrainingData data, double loss) {
        List<String> warnings = new ArrayList<>();
        boolean labelled = training.targets() == TargetKind.LABEL;
        double constant = labelled
                ? training.loss().bestConstant(data.learnt(), training.network().outputs())
                : bestConstant(training.loss(), data.learnt());
        if (loss > LEARNT * constant) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "The loss of the learnt samples, %.4g, is hardly below the %.4g of the best constant output: nothing is"
                            + " learnt yet, or the network is on a plateau; train longer, or with another --rate.",
                    loss,
                    constant));
        }
        if (end.window().isPresent() && summary.reason() != TrainingSummary.Reason.EQUILIBRIUM) {
            warnings.add("The training ended after " + end.steps() + " steps, before a window of "
                    + end.window().getAsInt() + " epochs was in equilibrium.");
        }
        if (!labelled) {
            return warnings;
        }
        int outputs = training.network().outputs();
        boolean[] met = new boolean[outputs];
        for (int i = 0; outputs > 1 && i < data.learnt().size(); i++) {
            met[(int) data.learnt().label(i)] = true;
        }
        int missing = 0;
        for (boolean present : met) {
            missing += present ? 0 : 1;
        }
        if (outputs > 1 && missing > 0) {
            String hint =
                    outputs == training.network().inputs() ? " An autoencoder is trained with --target input." : "";
            warnings.add(missing + " of the " + outputs + " outputs of the network belong to no class of the samples."
                    + hint);
        }
        return warnings;
    }

    /** The smallest mean loss of constant outputs for targets that are the inputs: that of their means. */
    private static double bestConstant(OutputLoss loss, LabelledSamples samples) {
        int n = samples.inputs();
        double[] sums = new double[n];
        double[] squares = new double[n];
        for (int i = 0; i < samples.size(); i++) {
            Vector inputs = samples.input(i);
            for (int j = 0; j < n; j++) {
                sums[j] += inputs.get(j) / samples.size();
                squares[j] += inputs.get(j) * inputs.get(j) / samples.size();
            }
        }
        double best = 0;
        for (int j = 0; j < n; j++) {
            double mean = sums[j];
            if (loss instanceof SquaredOutputs) {
                best += Math.max(0, squares[j] - mean * mean);
            } else {
                best -= mean > 0 ? mean * Math.log(mean) : 0;
                best -= mean < 1 ? (1 - mean) * Math.log1p(-mean) : 0;
            }
        }
        return best;
    }
}
