package org.jumpscope.experiments.mnist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jumpscope.data.Projection;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.experiments.FigureAnalysis.Settings;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.Training;
import org.jumpscope.experiments.jumps.DrawnJumps;
import org.jumpscope.experiments.jumps.GradientScaling;
import org.jumpscope.experiments.jumps.JumpTally;
import org.jumpscope.experiments.jumps.OutputJumps;
import org.jumpscope.experiments.jumps.OutputJumps.Output;
import org.jumpscope.experiments.network.Checkpoints;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.experiments.network.SampleSpectrum;
import org.jumpscope.experiments.network.SpectrumResult;
import org.jumpscope.experiments.network.Train;
import org.jumpscope.learning.DatasetJumps;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.Regulariser;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.network.NetworkState;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Softmax;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Workers;

/**
 * {@code reproduce --mnist}: images of digits in the light of the paper, first zeros and ones on a line before one neuron, then
 * all classes before a network of 100 tanh neurons and a softmax.
 */
public final class Mnist {
    /** Images whose jumps are measured, at most. */
    public static final int SAMPLES = 10_000;
    /** Images whose bias jumps are differentiated, at most. */
    public static final int GRADIENT_SAMPLES = 500;

    private static final List<String> ZERO_AND_ONE = List.of("0", "1");

    // Shares of the time that the parts take on all of MNIST.
    private static final double PROJECTED = 0.30;
    private static final double TRAINED = 0.70;
    private static final double MEASURED = 0.85;
    private static final double GRADED = 0.90;
    private static final double DIFFERENTIATED = 0.91;

    private final Request request;
    private final Settings settings;
    private final LabelledSamples samples;
    private final Progress progress;
    private final List<String> warnings;

    private Mnist(Request request, Progress progress) {
        this.request = request;
        this.settings = request.settings;
        this.samples = request.data.samples().learnt();
        this.progress = progress;
        this.warnings = new ArrayList<>(request.data.warnings());
    }

    /**
     * What is asked for.
     *
     * @param data the images
     * @param settings samples of normal laws, seed, rate of the neuron, ratio, tolerance and threads
     */
    public record Request(MnistData data, Settings settings) {}

    /**
     * A run.
     *
     * @param result the numbers
     * @param network the trained network, whose jumps are measured
     * @param projections curves of the projections
     * @param jumps curves of the jumps
     * @param gradients points of the gradients
     * @param warnings sentences about what is not there
     */
    public record Run(
            MnistResult result,
            NetworkState network,
            List<ProjectedDigits.Drawn> projections,
            List<DrawnJumps> jumps,
            List<GradientScaling.Drawn> gradients,
            List<String> warnings) {
        /** Keeps copies of the lists. */
        public Run {
            projections = List.copyOf(projections);
            jumps = List.copyOf(jumps);
            gradients = List.copyOf(gradients);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Computes everything.
     *
     * @param request what is asked for
     * @param progress hears how far it has come
     * @throws InvalidInputException if the images cannot be learnt, such as with one class only
     * @throws NoAnswerException if the training diverges
     */
    public static Run run(Request request, Progress progress) {
        return new Mnist(request, progress).run();
    }

    private Run run() {
        List<ProjectedDigits.Drawn> projections = new ArrayList<>();
        String reason = projections(projections);
        Train.Run.Finished trained = train();
        NetworkLearningPass pass = NetworkLearningPass.of(trained.network().activation(), new SoftmaxCrossEntropy());
        int measured = Math.min(SAMPLES, samples.size());
        List<DrawnJumps> jumps = jumps(pass, measured);
        List<GradientScaling.Drawn> gradients = GradientScaling.of(
                pass,
                samples,
                Math.min(GRADIENT_SAMPLES, measured),
                settings.threads(),
                share -> progress.report("gradients of jumps", MEASURED + share * (GRADED - MEASURED)));
        List<SpectrumResult.Sample> spectra = spectra(pass);
        List<LawsResult> laws = DigitLaws.of(
                pass,
                samples,
                settings.threads(),
                warnings,
                share -> progress.report("laws along directions", DIFFERENTIATED + share * (1 - DIFFERENTIATED)));
        progress.report("digits", 1);
        MnistResult result = new MnistResult(
                new MnistResult.Images(
                        request.data.folder().getFileName().toString(),
                        samples.size(),
                        request.data
                                .samples()
                                .heldOut()
                                .map(LabelledSamples::size)
                                .orElse(0),
                        samples.inputs(),
                        pass.outputs()),
                projections.stream().map(ProjectedDigits.Drawn::entry).toList(),
                reason,
                ProjectedDigits.paper(settings),
                trained.result(),
                measured,
                spectra,
                jumps.stream().map(DrawnJumps::entry).toList(),
                gradients.stream()
                        .map(GradientScaling.Drawn::scaling)
                        .filter(Objects::nonNull)
                        .toList(),
                laws);
        return new Run(result, trained.network(), projections, jumps, gradients, warnings);
    }

    /** Both projections; the reason where they have no answer, as without zeros and ones. */
    private String projections(List<ProjectedDigits.Drawn> found) {
        Projection.Method[] methods = {Projection.Method.PCA, Projection.Method.MEAN_DIFFERENCE};
        try {
            for (int i = 0; i < methods.length; i++) {
                progress.report("digits on a line", PROJECTED * i / methods.length);
                found.addAll(ProjectedDigits.run(request.data.folder(), ZERO_AND_ONE, methods[i], settings));
            }
            return null;
        } catch (InvalidInputException | NoAnswerException e) {
            found.clear();
            warnings.add("Zeros and ones on a line are left out. " + e.getMessage());
            return e.getMessage();
        }
    }

    private Train.Run.Finished train() {
        Training usual = new Training(
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Regulariser.NONE,
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(settings.seed()));
        Train.Request asked = new Train.Request(usual, request.data.samples(), Checkpoints.none(), settings.threads());
        Train.Run run = Train.run(
                asked,
                (stage, share) -> progress.report("training, " + stage, PROJECTED + share * (TRAINED - PROJECTED)),
                () -> false);
        Train.Run.Finished finished = (Train.Run.Finished) run;
        warnings.addAll(finished.warnings());
        List<Block> blocks = finished.network().network().blocks();
        if (!(blocks.get(blocks.size() - 1) instanceof Softmax)) {
            throw new IllegalStateException("The network of images has to end in a softmax.");
        }
        return finished;
    }

    private List<DrawnJumps> jumps(NetworkLearningPass pass, int measured) {
        int[] first = new int[measured];
        Arrays.setAll(first, i -> i);
        LabelledSamples chosen = measured == samples.size() ? samples : samples.chosen(first);
        int[] labels = new int[measured];
        Arrays.setAll(labels, i -> (int) chosen.label(i));
        DatasetJumps all = DatasetJumps.of(
                pass,
                chosen,
                labels,
                i -> pass.target(labels[i]),
                settings.threads(),
                share -> progress.report("jumps", TRAINED + share * (MEASURED - TRAINED)));
        List<DrawnJumps> drawn = new ArrayList<>();
        for (TrainableGroup group : pass.activation().network().groups()) {
            drawn.addAll(DrawnJumps.of(group, all));
        }
        List<OutputJumps.Part> parts = OutputJumps.of(pass, chosen, measured, settings.threads());
        for (TrainableGroup.Kind kind : List.of(TrainableGroup.Kind.WEIGHTS, TrainableGroup.Kind.BIASES)) {
            for (Output output : List.of(Output.TARGET, Output.OTHER)) {
                List<OutputJumps.Part> own = parts.stream()
                        .filter(part -> part.output() == output && part.group().kind() == kind)
                        .toList();
                if (own.isEmpty()) {
                    continue;
                }
                TreeMap<Integer, JumpTally> classes = new TreeMap<>();
                own.forEach(part -> classes.put(part.label(), part.tally()));
                drawn.addAll(DrawnJumps.of(own.get(0).group(), output, classes));
            }
        }
        return drawn;
    }

    /** The first learnt image of each class. */
    private List<SpectrumResult.Sample> spectra(NetworkLearningPass pass) {
        int classes = pass.outputs();
        int[] first = new int[classes];
        Arrays.fill(first, -1);
        for (int i = samples.size() - 1; i >= 0; i--) {
            first[(int) samples.label(i)] = i;
        }
        int[] chosen = Arrays.stream(first).filter(i -> i >= 0).toArray();
        DualityJacobian jacobian = DualityJacobian.of(pass);
        SpectrumResult.Sample[] found = new SpectrumResult.Sample[chosen.length];
        AtomicInteger done = new AtomicInteger();
        Workers.of(settings.threads()).share(chosen.length, i -> {
            found[i] = SampleSpectrum.of(jacobian, chosen[i], samples.input(chosen[i]), (int) samples.label(chosen[i]));
            progress.report("spectra", GRADED + (DIFFERENTIATED - GRADED) * done.incrementAndGet() / chosen.length);
        });
        return List.of(found);
    }
}
