package org.jumpscope.experiments.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jumpscope.data.MemoryNeed;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.design.DesignedLoss;
import org.jumpscope.design.DesignedOutputLoss;
import org.jumpscope.design.DesignedUnit;
import org.jumpscope.design.LawCheck;
import org.jumpscope.design.LossDesign;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.distribution.Ranked;
import org.jumpscope.duality.Coordinate;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.ThreadCount;
import org.jumpscope.learning.DatasetJumps;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SeparableOutputs;
import org.jumpscope.learning.UnitJumps;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.network.State;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Pointwise;
import org.jumpscope.network.block.Softmax;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;
import org.jumpscope.numeric.Workers;

/**
 * {@code design --network}: a loss for each output unit of a trained network whose bias jumps follow a given law on the network's
 * own samples, and what it does to all jumps of the unit.
 *
 * <p>The unit's pre-activation y is the input of the scalar construction at the state w = 1, b = 0: ḃ = −γH′(y; t), with t = 1 for
 * the samples of the unit's class and 0 for all others, each target with the law of its samples by ranks. The two conditions of
 * the scalar equilibrium are E[H′] = 0, no mean jump of the bias, and E[yH′] = 0, which with the first is Σ_j w_j E[a_j H′] = 0, no mean
 * jump along the vector of the unit's own weights.
 */
public final class NetworkDesign {
    /** Samples whose jumps are measured in the layers before. */
    public static final int EARLIER_SAMPLES = 1000;

    private static final State STATE = State.of(1, 0);

    private NetworkDesign() {}

    /**
     * What is asked for.
     *
     * @param model the network
     * @param layer the layer, from 1; the last where it is left out
     * @param units the units to report, from 0; all where there are none
     * @param data the samples by which the losses are made
     * @param heldOut samples to try them on, if there are some
     * @param target the law of the bias jumps
     * @param kind which signs the jumps of a target may have
     * @param rate γ
     * @param threads threads; no number depends on them
     */
    public record Request(
            NetworkModel model,
            OptionalInt layer,
            List<Integer> units,
            BoundaryData data,
            Optional<BoundaryData> heldOut,
            Distribution target,
            LossDesign.Kind kind,
            double rate,
            int threads) {
        /**
         * Keeps a copy of the list, and checks the numbers.
         *
         * @throws InvalidInputException if there are not 1 to 1024 threads
         */
        public Request {
            units = List.copyOf(units);
            ThreadCount.check(threads);
        }
    }

    /**
     * A run.
     *
     * @param result the answer
     * @param designs the loss of each unit of the result that has one
     * @param jumps the jumps of all units for the samples by which the losses were made
     * @param warnings sentences about it
     */
    public record Run(NetworkDesignResult result, List<UnitDesign> designs, UnitJumps jumps, List<String> warnings) {
        /** Keeps copies of the lists. */
        public Run {
            designs = List.copyOf(designs);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The loss of a unit.
     *
     * @param unit its number, from 0
     * @param loss its losses for both targets, as functions of the pre-activation
     */
    public record UnitDesign(int unit, DesignedLoss loss) {}

    /**
     * Designs.
     *
     * @param request what is asked for
     * @param progress hears how far it has come
     * @throws InvalidInputException if the layer has no targets of its own, the data do not belong to the network, or a unit has no
     *     samples of a target
     * @throws NoAnswerException if no unit has a loss
     */
    public static Run run(Request request, Progress progress) {
        NetworkModel model = request.model();
        Network network = model.network();
        int depth = OutputLayer.depth(model, request.layer());
        List<Integer> asked = OutputLayer.units(network, request.units());
        MemoryNeed.require(
                "Designing losses for the network " + network,
                model.memory() + NetworkCost.ofJumps(network, request.threads()) + tables(request));
        ActivationPass activation = model.activation();
        Labels labels = Labels.of(model, request.data());
        List<Vector> values = UnitJumps.preActivations(
                activation,
                depth,
                request.data().samples(),
                request.threads(),
                share -> progress.report("outputs", share));
        LossDesign design = LossDesign.withDefaults()
                .withRate(request.rate())
                .with(Coordinate.BIAS)
                .with(request.kind());
        // One by one, so that the first unit whose data are wrong is named, whatever the threads do.
        List<ClassMixture> mixtures = new ArrayList<>();
        for (int unit = 0; unit < network.outputs(); unit++) {
            mixtures.add(classes(unit, values.get(unit), labels));
        }
        List<LossDesign.Outcome> outcomes = Workers.of(request.threads())
                .answers(network.outputs(), unit -> design.design(mixtures.get(unit), request.target(), STATE));
        progress.report("outputs", 1);
        Set set = new Set(request, asked, outcomes);
        set.requireOne();
        Block last = network.blocks().get(network.blocks().size() - 1);
        if (last instanceof Pointwise pointwise) {
            set.outcomes.forEach(o -> o.designed().ifPresent(d -> check(d, pointwise)));
        }
        NetworkLearningPass pass =
                NetworkLearningPass.of(activation, set.loss()).withRate(request.rate());
        UnitJumps jumps = set.jumps(pass, request.data().samples(), labels, progress);
        Optional<UnitJumps> heldOut =
                request.heldOut().map(data -> set.jumps(pass, data.samples(), Labels.of(model, data), progress));
        List<NetworkDesignResult.UnitResult> units = new ArrayList<>();
        for (int unit : asked) {
            units.add(set.unit(unit, jumps, heldOut, request.data().samples().size()));
        }
        List<NetworkDesignResult.EarlierResult> earlier = set.complete()
                ? earlier(pass, request.data().samples(), labels, request.threads(), progress)
                : List.of();
        NetworkDesignResult result = new NetworkDesignResult(
                network.toString(),
                OutputLayer.number(network, depth),
                treatment(last),
                request.target().toString(),
                request.rate(),
                request.data().samples().size(),
                request.heldOut().map(data -> data.samples().size()).orElse(null),
                units,
                earlier,
                NetworkDesignFindings.of(units, earlier, request.target()));
        List<UnitDesign> designs = new ArrayList<>();
        for (int unit : asked) {
            outcomes.get(unit).designed().ifPresent(loss -> designs.add(new UnitDesign(unit, loss)));
        }
        return new Run(result, designs, jumps, warnings(model, set, labels));
    }

    /** Memory for ranks, tables and bins of all units, in bytes: 25 numbers a sample, and bins of the parts of a round. */
    private static double tables(Request request) {
        double outputs = request.model().network().outputs();
        double parts = 8.0 * request.threads() + 2;
        return outputs
                * (25.0 * Double.BYTES * request.data().samples().size() + parts * 4 * UnitJumps.BINS * Integer.BYTES);
    }

    private static String treatment(Block last) {
        if (last instanceof Softmax) {
            return "the logits, one by one: the softmax at the end is left out, since its outputs depend on all logits";
        }
        return last instanceof Pointwise pointwise
                ? "the pre-activations; of the outputs they are H(f⁻¹(f)) with f = "
                        + pointwise.activation().name()
                : "the outputs, which are sums of weighted values";
    }

    /** Refuses an activation that has no inverse. */
    private static void check(DesignedLoss loss, Pointwise last) {
        loss.classes().forEach(c -> DesignedOutputLoss.of(c.loss(), last.activation()));
    }

    private static List<String> warnings(NetworkModel model, Set set, Labels labels) {
        List<String> warnings = new ArrayList<>(model.notes());
        warnings.addAll(labels.warnings());
        List<Integer> none = set.without();
        if (!none.isEmpty()) {
            warnings.add("There is no loss for " + (none.size() == 1 ? "unit " : "units ")
                    + String.join(", ", none.stream().map(String::valueOf).toList())
                    + ", so that the layers before have no jumps: "
                    + set.outcomes.get(none.get(0)).reason());
        }
        return warnings;
    }

    /** The two laws of the pre-activations of a unit. */
    private static ClassMixture classes(int unit, Vector values, Labels labels) {
        double[][] own = new double[2][values.size()];
        int[] counts = new int[2];
        for (int i = 0; i < values.size(); i++) {
            int target = labels.target(i, unit);
            own[target][counts[target]++] = values.get(i);
        }
        Ranked[] laws = new Ranked[2];
        for (int target = 0; target < 2; target++) {
            String which = "the target " + target + " of output " + unit;
            if (counts[target] == 0) {
                throw new InvalidInputException("There is no sample with " + which
                        + ": give data in which some samples are of its class and some are not.");
            }
            try {
                laws[target] = Ranked.of(Vector.of(own[target], counts[target]));
            } catch (InvalidInputException e) {
                throw new InvalidInputException(
                        "The pre-activations of the samples with " + which + " have no law: " + e.getMessage());
            }
        }
        double share = (double) counts[1] / values.size();
        return ClassMixture.of(0, 1 - share, laws[0]).and(1, share, laws[1]);
    }

    /** Jumps of the layers before, of the first samples. */
    private static List<NetworkDesignResult.EarlierResult> earlier(
            NetworkLearningPass pass, LabelledSamples samples, Labels labels, int threads, Progress progress) {
        int last = pass.activation().network().groups().stream()
                .mapToInt(group -> group.layer())
                .max()
                .orElseThrow();
        if (last == 1) {
            return List.of();
        }
        int n = Math.min(samples.size(), EARLIER_SAMPLES);
        int[] rows = new int[n];
        Arrays.setAll(rows, i -> i);
        int[] classes = new int[n];
        Arrays.setAll(classes, labels::label);
        DatasetJumps jumps = DatasetJumps.of(
                pass,
                samples.chosen(rows),
                classes,
                labels::targets,
                threads,
                share -> progress.report("layers", share));
        List<NetworkDesignResult.EarlierResult> all = new ArrayList<>();
        for (DatasetJumps.Cell cell : jumps.cells()) {
            for (LogHistogram.Sign sign : LogHistogram.Sign.values()) {
                long count = cell.histogram().count(sign);
                if (cell.group().layer() == last || count == 0) {
                    continue;
                }
                DecadeExponents decades =
                        new DecadeExponents(cell.joint().get(sign == LogHistogram.Sign.POSITIVE ? 0 : 1), count);
                all.add(new NetworkDesignResult.EarlierResult(
                        cell.group().name(),
                        cell.label(),
                        sign.name().toLowerCase(Locale.ROOT),
                        count,
                        decades.constant(),
                        decades.drift()));
            }
        }
        progress.report("layers", 1);
        return all;
    }

    /** The label and the targets of each sample. */
    private static final class Labels {
        private final SampleAims aims;
        private final int outputs;
        private final int[] labels;

        private Labels(SampleAims aims, int outputs, int[] labels) {
            this.aims = aims;
            this.outputs = outputs;
            this.labels = labels;
        }

        static Labels of(NetworkModel model, BoundaryData data) {
            NetworkModel.LossName name = NetworkModel.LossName.CROSS_ENTROPY;
            if (data.labels().isEmpty()) {
                throw new InvalidInputException(
                        "The data have no labels, which say the target of each output: give --labels, a"
                                + " file or the name of a column.");
            }
            SampleAims aims =
                    new SampleAims(model, name, data, NetworkLearningPass.of(model.activation(), model.loss(name)));
            int[] labels = new int[data.samples().size()];
            Arrays.setAll(labels, i -> (int) aims.label(i));
            return new Labels(aims, model.network().outputs(), labels);
        }

        int label(int sample) {
            return labels[sample];
        }

        /** 1 for the unit of the sample's class; of one output, the class itself. */
        int target(int sample, int unit) {
            return outputs == 1 ? labels[sample] : labels[sample] == unit ? 1 : 0;
        }

        Vector targets(int sample) {
            return aims.target(sample, labels[sample]);
        }

        List<String> warnings() {
            return aims.warnings();
        }
    }

    /** The losses of all units together. */
    private static final class Set {
        private final Request request;
        private final List<Integer> asked;
        private final List<LossDesign.Outcome> outcomes;

        Set(Request request, List<Integer> asked, List<LossDesign.Outcome> outcomes) {
            this.request = request;
            this.asked = asked;
            this.outcomes = outcomes;
        }

        List<Integer> without() {
            List<Integer> none = new ArrayList<>();
            for (int unit = 0; unit < outcomes.size(); unit++) {
                if (outcomes.get(unit).designed().isEmpty()) {
                    none.add(unit);
                }
            }
            return none;
        }

        boolean complete() {
            return without().isEmpty();
        }

        void requireOne() {
            if (asked.stream().noneMatch(unit -> outcomes.get(unit).designed().isPresent())) {
                int first = asked.get(0);
                throw new NoAnswerException(
                        (asked.size() == 1 ? "There is no loss for unit " : "No unit has a loss; for unit ") + first
                                + ": " + outcomes.get(first).reason());
            }
        }

        /** The loss of the network; units without one have none. */
        SeparableOutputs loss() {
            List<SeparableOutputs.UnitLoss> units = new ArrayList<>();
            for (LossDesign.Outcome outcome : outcomes) {
                units.add(outcome.designed()
                        .<SeparableOutputs.UnitLoss>map(DesignedUnit::of)
                        .orElse(NO_LOSS));
            }
            return new SeparableOutputs(units);
        }

        private double scale(int unit, int target) {
            return outcomes.get(unit)
                    .designed()
                    .map(loss -> loss.classes().get(target).branches().get(0).scale())
                    .orElse(1.0);
        }

        UnitJumps jumps(NetworkLearningPass pass, LabelledSamples samples, Labels labels, Progress progress) {
            List<List<UnitJumps.Range>> ranges = new ArrayList<>();
            for (int unit = 0; unit < outcomes.size(); unit++) {
                ranges.add(List.of(
                        LawCheck.range(request.target(), scale(unit, 0)),
                        LawCheck.range(request.target(), scale(unit, 1))));
            }
            UnitJumps jumps = UnitJumps.of(
                    pass,
                    samples,
                    labels::targets,
                    ranges,
                    request.threads(),
                    share -> progress.report("jumps", share));
            progress.report("jumps", 1);
            return jumps;
        }

        NetworkDesignResult.UnitResult unit(int unit, UnitJumps jumps, Optional<UnitJumps> heldOut, int samples) {
            LossDesign.Outcome outcome = outcomes.get(unit);
            double threshold = outcome.threshold().exact().orElse(Double.POSITIVE_INFINITY);
            List<String> names = request.model().classes();
            boolean named = names.size() == outcomes.size() && outcomes.size() > 1;
            boolean found = outcome.designed().isPresent();
            return new NetworkDesignResult.UnitResult(
                    unit,
                    named ? names.get(unit) : null,
                    !found ? "none" : outcome instanceof LossDesign.OneSigned ? "one-signed" : "two-signed",
                    outcome.reason(),
                    threshold < Double.POSITIVE_INFINITY ? threshold : null,
                    found ? knots(outcome.designed().get()) : Vector.of(),
                    found ? equilibrium(unit, outcome.designed().get(), jumps, samples) : null,
                    found ? branches(unit, jumps, heldOut) : List.of());
        }

        private static Vector knots(DesignedLoss loss) {
            return Vector.of(loss.classes().stream()
                    .mapToDouble(c -> c.loss().knots().size())
                    .toArray());
        }

        private static NetworkDesignResult.EquilibriumResult equilibrium(
                int unit, DesignedLoss loss, UnitJumps jumps, int samples) {
            double[] gradient = jumps.meanGradient(unit).toArray();
            double square = 0;
            for (double g : gradient) {
                square += g * g;
            }
            double trace = jumps.meanSquaredGradient(unit) - square;
            return new NetworkDesignResult.EquilibriumResult(
                    loss.equilibrium().gradient(),
                    loss.equilibrium().gradientScale(),
                    loss.equilibrium().hessian().eigenvalues(),
                    loss.equilibrium().risk(),
                    Math.sqrt(square),
                    jumps.meanGradientLength(unit),
                    trace / square,
                    samples < trace / square);
        }

        private List<NetworkDesignResult.BranchResult> branches(
                int unit, UnitJumps jumps, Optional<UnitJumps> heldOut) {
            List<NetworkDesignResult.BranchResult> all = new ArrayList<>();
            for (int target = 0; target < 2; target++) {
                for (int sign : new int[] {1, -1}) {
                    UnitBranch own = new UnitBranch(request.target(), scale(unit, target), unit, target, sign);
                    if (own.count(jumps) > 0) {
                        all.add(own.result(jumps, heldOut));
                    }
                }
            }
            return all;
        }
    }

    /** Of a unit without a loss, which makes no jumps. */
    private static final SeparableOutputs.UnitLoss NO_LOSS = new SeparableOutputs.UnitLoss() {
        @Override
        public double value(double y, double target) {
            return 0;
        }

        @Override
        public double slope(double y, double target) {
            return 0;
        }

        @Override
        public double curvature(double y, double target) {
            return 0;
        }

        @Override
        public double leastMean(double share) {
            return 0;
        }
    };
}
