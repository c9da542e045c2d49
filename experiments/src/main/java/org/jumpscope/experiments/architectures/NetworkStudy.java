package org.jumpscope.experiments.architectures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.dataset.TargetKind;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.TargetColumns;
import org.jumpscope.duality.law.DecoupledLaws;
import org.jumpscope.duality.law.DirectionLaw;
import org.jumpscope.duality.law.Fluctuations;
import org.jumpscope.duality.law.LabelSamples;
import org.jumpscope.duality.law.SampleDistance;
import org.jumpscope.experiments.architectures.ArchitecturesResult.Direction;
import org.jumpscope.experiments.architectures.ArchitecturesResult.Shrunk;
import org.jumpscope.experiments.jumps.DrawnJumps;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.experiments.network.NetworkLaws;
import org.jumpscope.experiments.network.SampleSpectrum;
import org.jumpscope.experiments.network.SpectrumResult;
import org.jumpscope.learning.DatasetJumps;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.network.NetworkState;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;

/** One trained network: its jumps, its singular values, and the laws of its jumps. */
final class NetworkStudy {
    private final NetworkLearningPass pass;
    private final LabelledSamples samples;
    private final TargetKind target;
    private final DualityJacobian jacobian;
    private final int threads;

    NetworkStudy(NetworkState network, LabelledSamples samples, TargetKind target, int threads) {
        boolean inputs = target == TargetKind.INPUT;
        this.pass =
                NetworkLearningPass.of(network.activation(), inputs ? new SquaredOutputs() : new SoftmaxCrossEntropy());
        this.samples = samples;
        this.target = target;
        this.threads = threads;
        DualityJacobian fixed = DualityJacobian.of(pass).withThreads(threads);
        this.jacobian = inputs ? fixed.with(TargetColumns.INPUTS) : fixed;
    }

    private Vector target(int row) {
        return target == TargetKind.INPUT ? samples.input(row) : pass.target((int) samples.label(row));
    }

    /** The jumps of the first samples, group by group, class by class and sign by sign. */
    List<DrawnJumps> jumps(int most, DoubleConsumer progress) {
        int[] first = IntStream.range(0, Math.min(most, samples.size())).toArray();
        LabelledSamples chosen = samples.chosen(first);
        int[] labels = Arrays.stream(first).map(i -> (int) samples.label(i)).toArray();
        DatasetJumps all = DatasetJumps.of(pass, chosen, labels, this::target, threads, progress);
        List<DrawnJumps> drawn = new ArrayList<>();
        for (TrainableGroup group : pass.activation().network().groups()) {
            drawn.addAll(DrawnJumps.of(group, all));
        }
        return drawn;
    }

    /** Singular values at the first sample of each of the first classes. */
    List<SpectrumResult.Sample> spectra(int digits, DoubleConsumer progress) {
        List<SpectrumResult.Sample> found = new ArrayList<>();
        for (int digit : digits(digits)) {
            int row = rows(digit)[0];
            found.add(SampleSpectrum.of(jacobian, row, samples.input(row), digit));
            progress.accept(found.size() / (double) digits);
        }
        return found;
    }

    private int[] digits(int most) {
        return IntStream.range(0, samples.size())
                .map(i -> (int) samples.label(i))
                .distinct()
                .sorted()
                .limit(most)
                .toArray();
    }

    private int[] rows(int digit) {
        return IntStream.range(0, samples.size())
                .filter(row -> (int) samples.label(row) == digit)
                .toArray();
    }

    /**
     * Laws of some digits.
     *
     * @param laws one a digit
     * @param directions their directions under other boundaries
     */
    record Laws(List<LawsResult> laws, List<Direction> directions) {
        /** The largest scale from which on every direction is decoupled. */
        OptionalDouble decoupledScale(List<Double> scales) {
            OptionalDouble found = OptionalDouble.empty();
            for (int i = scales.size() - 1; i >= 0 && !directions.isEmpty(); i--) {
                int place = i;
                if (!directions.stream()
                        .allMatch(direction -> direction.shrunk().get(place).decoupled())) {
                    break;
                }
                found = OptionalDouble.of(scales.get(i));
            }
            return found;
        }
    }

    /**
     * The laws of the first digits at the means of their samples.
     *
     * @param settings how many samples and directions
     * @param random from which boundaries are drawn
     * @param warnings hears why a digit has no laws
     * @param progress hears the share that is done
     */
    Laws laws(Settings settings, RandomBlocks random, List<String> warnings, DoubleConsumer progress) {
        DecoupledLaws algorithm = DecoupledLaws.withDefaults()
                .with(DecoupledLaws.Corrections.LEFT_OUT)
                .withDirections(settings.directions())
                .withTolerance(settings.tolerance())
                .withThreads(threads);
        List<LawsResult> laws = new ArrayList<>();
        List<Direction> directions = new ArrayList<>();
        int[] digits = digits(settings.digits());
        for (int i = 0; i < digits.length; i++) {
            progress.accept(i / (double) digits.length);
            int digit = digits[i];
            int[] own = rows(digit);
            try {
                if (own.length < 2) {
                    throw new NoAnswerException("There is one image of it, and laws need two or more.");
                }
                LabelSamples population = samples(Arrays.copyOf(own, Math.min(own.length, settings.population())));
                LabelSamples few = population.thinned(settings.samples());
                DecoupledLaws.Result found = algorithm.find(jacobian, few, population.mean());
                laws.add(NetworkLaws.result(
                        found, digit, own.length / (double) samples.size(), "mean", DecoupledLaws.Coordinates.SAMPLED));
                directions.addAll(directions(found, digit, population, few, settings, random.stream("digit-" + digit)));
            } catch (NoAnswerException e) {
                warnings.add("The laws of the digit " + digit + " for the network "
                        + pass.activation().network() + " are left out. " + e.getMessage());
            }
        }
        return new Laws(laws, directions);
    }

    private LabelSamples samples(int[] rows) {
        return target == TargetKind.INPUT
                ? LabelSamples.ofInputs(samples, rows)
                : LabelSamples.of(samples, rows, target(rows[0]));
    }

    private List<Direction> directions(
            DecoupledLaws.Result found,
            int digit,
            LabelSamples population,
            LabelSamples few,
            Settings settings,
            RandomBlocks random) {
        Fluctuations fluctuations = Fluctuations.of(jacobian, few, found);
        List<SampleDistance> joint = fluctuations.joint(population.normal(settings.draws(), random));
        List<List<Shrunk>> shrunk = new ArrayList<>();
        found.laws().forEach(law -> shrunk.add(new ArrayList<>()));
        for (double scale : settings.scales()) {
            List<Fluctuations.Shrunk> at = fluctuations.shrunk(scale);
            for (int i = 0; i < at.size(); i++) {
                shrunk.get(i)
                        .add(new Shrunk(
                                scale,
                                at.get(i).sobol().value(),
                                at.get(i).sobol().standardError(),
                                at.get(i).distance().kolmogorov(),
                                at.get(i).distance().noiseFloor(),
                                at.get(i).isDecoupled()));
            }
        }
        List<Direction> directions = new ArrayList<>();
        for (int i = 0; i < joint.size(); i++) {
            DirectionLaw law = found.laws().get(i);
            SampleDistance distance = joint.get(i);
            directions.add(new Direction(
                    digit,
                    law.index(),
                    new LawsResult.Distance(distance.kolmogorov(), distance.wasserstein(), distance.noiseFloor()),
                    shrunk.get(i)));
        }
        return directions;
    }

    /**
     * How laws are made.
     *
     * @param digits how many digits have laws, the first ones
     * @param directions leading directions of each
     * @param population images of a digit, at most, whose mean and covariance are taken
     * @param samples those of them that laws are made of, at most
     * @param draws of the normal law
     * @param tolerance of the curves
     * @param scales ε, falling from 1
     */
    record Settings(
            int digits,
            int directions,
            int population,
            int samples,
            int draws,
            double tolerance,
            List<Double> scales) {}
}
