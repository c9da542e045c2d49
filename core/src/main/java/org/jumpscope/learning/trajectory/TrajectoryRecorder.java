package org.jumpscope.learning.trajectory;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.training.NetworkTraining;
import org.jumpscope.learning.training.TrainingState;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.TrainableElement;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;

/**
 * Records a training while it runs: of every step the norms over each group, of at most {@value Recording#ROWS} evenly spaced steps
 * between two moments the followed elements, and at the moments the potential jumps of some samples. A step is the difference of
 * two states, as doubles have it.
 *
 * <p>Samples of a moment are drawn without replacement, each moment by random numbers of its own, so that jumps of different
 * moments are independent of each other at given states. What was recorded can be {@link #kept kept} and gone on from with the same
 * bits; no bit depends on the number of threads.
 */
public final class TrajectoryRecorder {
    private static final List<String> NAMES = List.of(
            "step.labels",
            "step.norms",
            "step.kept",
            "step.elements",
            "moments",
            "metrics",
            "jump.moments",
            "jump.samples",
            "jump.labels",
            "jump.norms",
            "jump.elements");

    private final NetworkTraining training;
    private final LabelledSamples samples;
    private final Recording recording;
    private final int threads;
    private final List<TrainableGroup> groups;
    private final List<TrainableElement> elements;
    private final int[] places;
    private final boolean classes;
    private final double[] before;
    private final NumberTable[] tables;
    private long moment;
    private long next;

    private TrajectoryRecorder(
            NetworkTraining training, LabelledSamples samples, Recording recording, TrainingState from, int threads) {
        this.training = training;
        this.samples = samples;
        this.recording = recording;
        this.threads = threads;
        this.groups = training.network().groups();
        this.elements = recording.elements(training.network(), training.seed());
        this.places = elements.stream().mapToInt(TrainableElement::index).toArray();
        this.classes = training.network().outputs() > 1;
        this.before = from.trainables().toArray();
        this.tables = new NumberTable[NAMES.size()];
    }

    private static int columns(String name, int groups, int elements) {
        return name.endsWith("norms") ? groups : name.endsWith("elements") || name.equals("metrics") ? elements : 1;
    }

    /**
     * A recorder of a training that is about to go on.
     *
     * @param training the process
     * @param samples the samples that it learns
     * @param recording what is recorded
     * @param from the state that the training goes on from
     * @param kept what was kept with that state; at its start nothing
     * @param threads how many threads potential jumps are computed on
     * @throws InvalidInputException if what was kept does not belong to the state
     */
    public static TrajectoryRecorder of(
            NetworkTraining training,
            LabelledSamples samples,
            Recording recording,
            TrainingState from,
            Optional<Map<String, Vector>> kept,
            int threads) {
        TrajectoryRecorder recorder = new TrajectoryRecorder(training, samples, recording, from, threads);
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            int columns = columns(name, recorder.groups.size(), recorder.places.length);
            recorder.tables[i] = kept.map(all -> new NumberTable(name, columns, all.getOrDefault(name, Vector.of())))
                    .orElseGet(() -> new NumberTable(columns));
        }
        if (recorder.table("step.norms").rows() != from.step()) {
            throw new InvalidInputException("The record has "
                    + recorder.table("step.norms").rows() + " steps, but the state to go on from is after step "
                    + from.step() + ": start again without --resume.");
        }
        recorder.goOn(from);
        return recorder;
    }

    private void goOn(TrainingState from) {
        Vector moments = table("moments").vector();
        if (moments.size() == 0) {
            look(0, from.trainables().toArray(), new double[0][]);
        } else {
            moment = (long) moments.get(moments.size() - 1);
        }
        next = recording.rule().next(moment, training.stepsPerEpoch());
    }

    private NumberTable table(String name) {
        return tables[NAMES.indexOf(name)];
    }

    /** The step's number, the state after it, and the sample and memory of {@link
     * org.jumpscope.learning.training.TrainingListener#stepMade}. */
    public void stepMade(long step, double[] q, int sample, double[][] memory) {
        double[] norms = new double[groups.size()];
        for (int g = 0; g < norms.length; g++) {
            TrainableGroup group = groups.get(g);
            double sum = 0;
            for (int i = group.offset(); i < group.offset() + group.size(); i++) {
                double change = q[i] - before[i];
                sum += change * change;
            }
            norms[g] = Math.sqrt(sum);
        }
        table("step.norms").add(norms);
        table("step.labels").add(sample >= 0 && classes ? samples.label(sample) : -1);
        if ((step - moment - 1) % Recording.spacing(next - moment) == 0) {
            double[] row = new double[places.length];
            for (int k = 0; k < row.length; k++) {
                row[k] = q[places[k]] - before[places[k]];
            }
            table("step.elements").add(row);
            table("step.kept").add((double) step);
        }
        System.arraycopy(q, 0, before, 0, before.length);
        if (step == next) {
            look(step, q, memory);
            moment = step;
            next = recording.rule().next(step, training.stepsPerEpoch());
        }
    }

    /** Records the metric and potential jumps at a moment. */
    private void look(long step, double[] q, double[][] memory) {
        table("moments").add((double) step);
        double[] metric = new double[places.length];
        if (step > 0) {
            double[] all = new double[q.length];
            training.optimiser().metric(step, memory, all);
            Arrays.setAll(metric, k -> all[places[k]]);
        }
        table("metrics").add(metric);
        int[] order = new int[samples.size()];
        Arrays.setAll(order, i -> i);
        RandomBlocks.of(training.seed()).stream("recorded samples").stream("moment " + step)
                .shuffle(order);
        int[] rows = Arrays.copyOf(order, Math.min(recording.samples(), order.length));
        Arrays.sort(rows);
        NetworkLearningPass pass = NetworkLearningPass.of(ActivationPass.of(training.network(), q), training.loss());
        JumpValues jumps = JumpValues.of(pass, samples, rows, i -> target(pass, i), elements, threads, share -> {});
        double[][] values = new double[places.length][];
        Arrays.setAll(values, k -> jumps.element(k).toArray());
        double[][] lengths = new double[groups.size()][];
        Arrays.setAll(lengths, g -> jumps.norms(g).toArray());
        for (int i = 0; i < rows.length; i++) {
            table("jump.moments").add((double) step);
            table("jump.samples").add(rows[i]);
            table("jump.labels").add(classes ? samples.label(rows[i]) : -1);
            table("jump.norms").add(column(lengths, i));
            table("jump.elements").add(column(values, i));
        }
    }

    private Vector target(NetworkLearningPass pass, int sample) {
        double label = samples.label(sample);
        return classes ? pass.target((int) label) : Vector.of(label);
    }

    private static double[] column(double[][] rows, int i) {
        double[] column = new double[rows.length];
        Arrays.setAll(column, k -> rows[k][i]);
        return column;
    }

    /** All that was recorded, by name, to go on from. */
    public Map<String, Vector> kept() {
        Map<String, Vector> kept = new LinkedHashMap<>();
        for (int i = 0; i < NAMES.size(); i++) {
            kept.put(NAMES.get(i), tables[i].vector());
        }
        return kept;
    }

    /** All that was recorded. */
    public TrajectoryRecord record() {
        return new TrajectoryRecord(
                groups,
                elements,
                table("step.labels").vector(),
                table("step.norms").matrix(),
                table("step.kept").vector(),
                table("step.elements").matrix(),
                table("moments").vector(),
                table("metrics").matrix(),
                table("jump.moments").vector(),
                table("jump.samples").vector(),
                table("jump.labels").vector(),
                table("jump.norms").matrix(),
                table("jump.elements").matrix());
    }
}
