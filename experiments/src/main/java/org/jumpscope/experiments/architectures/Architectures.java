package org.jumpscope.experiments.architectures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jumpscope.data.MemoryNeed;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.dataset.TargetKind;
import org.jumpscope.duality.law.Validity;
import org.jumpscope.experiments.FigureAnalysis;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.Training;
import org.jumpscope.experiments.architectures.ArchitecturesResult.Entry;
import org.jumpscope.experiments.jumps.DrawnJumps;
import org.jumpscope.experiments.mnist.MnistData;
import org.jumpscope.experiments.network.Checkpoints;
import org.jumpscope.experiments.network.NetworkCost;
import org.jumpscope.experiments.network.Train;
import org.jumpscope.experiments.network.TrainResult;
import org.jumpscope.learning.Regulariser;
import org.jumpscope.network.Network;
import org.jumpscope.network.NetworkState;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.RandomBlocks;

/**
 * {@code reproduce --mnist}, networks of other architectures: each learns the same images, and its jumps, singular values and laws
 * are measured in the same way, those of the dense network of the digits beside them.
 */
public final class Architectures {
    /** Images whose jumps are measured, at most. */
    public static final int SAMPLES = 2000;
    /** Digits with singular values, the first ones. */
    public static final int SPECTRA = 3;
    /** Steps of a training, at least, however few images there are. */
    public static final int LEAST_STEPS = 600;
    /** The name of the network that is not trained here. */
    public static final String DENSE = "dense";

    /** S at which a coordinate counts as decoupled, as in the verdicts of laws. */
    private static final double DECOUPLED = Validity.DECOUPLED;

    private static final NetworkStudy.Settings LAWS = new NetworkStudy.Settings(
            2,
            3,
            1000,
            250,
            500,
            1e-5,
            IntStream.range(0, 9).mapToObj(i -> Math.scalb(1.0, -i)).toList());

    // Shares of the time of one network.
    private static final double TRAINED = 0.6;
    private static final double COUNTED = 0.65;
    private static final double FACTORISED = 0.7;

    private final Request request;
    private final LabelledSamples samples;
    private final Progress progress;
    private final List<String> warnings = new ArrayList<>();

    private Architectures(Request request, Progress progress) {
        this.request = request;
        this.samples = request.data.samples().learnt();
        this.progress = progress;
    }

    /**
     * What is asked for.
     *
     * @param data the images
     * @param settings seed and threads
     * @param architectures which networks learn them
     * @param dense a dense network that has learnt them, and how; measured first
     */
    public record Request(
            MnistData data,
            FigureAnalysis.Settings settings,
            List<Architecture> architectures,
            Optional<Trained> dense) {
        /** Keeps a copy of the list. */
        public Request {
            architectures = List.copyOf(architectures);
        }
    }

    /**
     * A network that has learnt.
     *
     * @param result how
     * @param network the network
     */
    public record Trained(TrainResult result, NetworkState network) {}

    /**
     * One network with what is drawn of it.
     *
     * @param entry its numbers
     * @param network the network
     * @param jumps curves of its jumps
     */
    public record Studied(Entry entry, NetworkState network, List<DrawnJumps> jumps) {
        /** Keeps a copy of the list. */
        public Studied {
            jumps = List.copyOf(jumps);
        }
    }

    /**
     * A run.
     *
     * @param result the numbers
     * @param networks what is drawn, in the order of the result
     * @param warnings sentences about what is not there
     */
    public record Run(ArchitecturesResult result, List<Studied> networks, List<String> warnings) {
        /** Keeps copies of the lists. */
        public Run {
            networks = List.copyOf(networks);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Trains and measures.
     *
     * @param request what is asked for
     * @param progress hears how far it has come
     */
    public static Run run(Request request, Progress progress) {
        return new Architectures(request, progress).run();
    }

    private Run run() {
        List<Studied> found = new ArrayList<>();
        int count = request.architectures.size() + request.dense.map(dense -> 1).orElse(0);
        request.dense.ifPresent(dense -> add(DENSE, TargetKind.LABEL, own -> dense, found, count));
        for (Architecture each : request.architectures) {
            add(each.toString(), each.target(), own -> train(each, own), found, count);
        }
        progress.report("architectures", 1);
        ArchitecturesResult result = new ArchitecturesResult(
                Math.min(SAMPLES, samples.size()),
                LAWS.samples(),
                LAWS.draws(),
                LAWS.scales(),
                DECOUPLED,
                found.stream().map(Studied::entry).toList());
        return new Run(result, found, warnings);
    }

    /** Measures a network, or says why it is left out. */
    private void add(
            String name, TargetKind target, Function<Progress, Trained> trained, List<Studied> found, int count) {
        Progress own = part(name, found.size(), count);
        try {
            found.add(study(name, trained.apply(own), target, own));
        } catch (InvalidInputException | NoAnswerException e) {
            warnings.add("The " + name + " network is left out. " + e.getMessage());
        }
    }

    /** The progress of one network of several, whose stages say its name. */
    private Progress part(String name, int index, int count) {
        return (stage, share) -> progress.report(name + ", " + stage, (index + share) / count);
    }

    private Trained train(Architecture architecture, Progress own) {
        int side = side();
        Network network = architecture.network(side, classes());
        MemoryNeed.require(
                "Measuring the " + architecture + " network " + network,
                NetworkCost.ofSpectra(network, request.settings.threads()));
        int batch = Math.max(1, Math.min(Train.BATCH, samples.size() / Train.BATCHES));
        int perEpoch = (samples.size() + batch - 1) / batch;
        Training training = new Training(
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.of(network),
                Optional.empty(),
                Optional.of(architecture.target()),
                Regulariser.NONE,
                OptionalInt.of(Math.max(architecture.epochs(), (LEAST_STEPS + perEpoch - 1) / perEpoch)),
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalInt.of(batch),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(request.settings.seed()));
        Train.Run.Finished finished = (Train.Run.Finished) Train.run(
                new Train.Request(training, request.data.samples(), Checkpoints.none(), request.settings.threads()),
                (stage, share) -> own.report("training, " + stage, TRAINED * share),
                () -> false);
        finished.warnings().forEach(warning -> warnings.add("The " + architecture + " network: " + warning));
        return new Trained(finished.result(), finished.network());
    }

    private int side() {
        int side = (int) Math.round(Math.sqrt(samples.inputs()));
        if (side * side != samples.inputs()) {
            throw new InvalidInputException("Images of " + samples.inputs()
                    + " pixels are not square, as its windows, rows and patches ask for.");
        }
        return side;
    }

    private int classes() {
        double most = 1;
        for (int i = 0; i < samples.size(); i++) {
            most = Math.max(most, samples.label(i));
        }
        return (int) most + 1;
    }

    private Studied study(String name, Trained trained, TargetKind target, Progress own) {
        NetworkStudy study = new NetworkStudy(trained.network(), samples, target, request.settings.threads());
        List<DrawnJumps> jumps = study.jumps(SAMPLES, stage(own, "jumps", TRAINED, COUNTED));
        var spectra = study.spectra(SPECTRA, stage(own, "singular values", COUNTED, FACTORISED));
        RandomBlocks random = RandomBlocks.of(request.settings.seed()).stream("architectures");
        NetworkStudy.Laws laws = study.laws(LAWS, random, warnings, stage(own, "laws of jumps", FACTORISED, 1));
        Entry entry = new Entry(
                name,
                trained.result(),
                target == TargetKind.INPUT ? meanLoss() : OptionalDouble.empty(),
                spectra,
                jumps.stream().map(DrawnJumps::entry).toList(),
                laws.laws(),
                laws.directions(),
                laws.decoupledScale(LAWS.scales()));
        return new Studied(entry, trained.network(), jumps);
    }

    private static DoubleConsumer stage(Progress own, String stage, double from, double to) {
        return share -> own.report(stage, from + share * (to - from));
    }

    /** E|x − m|² of the held-out images, m the mean of the learnt ones. */
    private OptionalDouble meanLoss() {
        Optional<LabelledSamples> heldOut = request.data.samples().heldOut();
        if (heldOut.isEmpty()) {
            return OptionalDouble.empty();
        }
        int n = samples.inputs();
        double[] mean = new double[n];
        for (int i = 0; i < samples.size(); i++) {
            double[] x = samples.input(i).toArray();
            for (int j = 0; j < n; j++) {
                mean[j] += x[j];
            }
        }
        double sum = 0;
        for (int i = 0; i < heldOut.get().size(); i++) {
            double[] x = heldOut.get().input(i).toArray();
            for (int j = 0; j < n; j++) {
                double d = x[j] - mean[j] / samples.size();
                sum += d * d;
            }
        }
        return OptionalDouble.of(sum / heldOut.get().size());
    }
}
