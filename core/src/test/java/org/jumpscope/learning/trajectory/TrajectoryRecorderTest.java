package org.jumpscope.learning.trajectory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.learning.training.NetworkTraining;
import org.jumpscope.learning.training.Optimiser;
import org.jumpscope.learning.training.RateSchedule;
import org.jumpscope.learning.training.TrainingEnd;
import org.jumpscope.learning.training.TrainingListener;
import org.jumpscope.learning.training.TrainingState;
import org.jumpscope.learning.training.TrainingSummary;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class TrajectoryRecorderTest {
    private static LabelledSamples samples(int n, int classes) {
        var random = RandomBlocks.of(41).block(0);
        double[] x = new double[2 * n];
        double[] labels = new double[n];
        for (int i = 0; i < n; i++) {
            labels[i] = classes == 0 ? 2 * random.nextDouble() - 1 : random.nextInt(classes);
            x[2 * i] = random.nextDouble() + labels[i];
            x[2 * i + 1] = random.nextDouble() - 0.5;
        }
        return LabelledSamples.of(x, 2, labels);
    }

    /** A listener that records, and keeps the states after each step. */
    private record Listening(TrajectoryRecorder recorder, List<Vector> states, long stop) implements TrainingListener {
        @Override
        public Wish afterStep(long step, int epochs, Supplier<TrainingState> state) {
            return step == stop ? Wish.STOP : Wish.GO_ON;
        }

        @Override
        public void stepMade(long step, double[] q, int sample, double[][] memory) {
            states.add(Vector.of(q));
            recorder.stepMade(step, q, sample, memory);
        }
    }

    /** A linear neuron f = w·x + b learning t sample by sample: Δw = −2γ(f − t)x, Δb = −2γ(f − t), to the rounding of q. */
    @Test
    void stepsOfALinearNeuronAreKnown() {
        LabelledSamples samples = samples(40, 0);
        NetworkTraining training = NetworkTraining.of(Network.parse("2 1"), new SquaredOutputs(), samples)
                .withOptimiser(new Optimiser.Sgd())
                .withSchedule(new RateSchedule.Constant())
                .withRate(0.05)
                .withBatch(1);
        TrainingState start = training.start();
        Recording recording = new Recording(new RecordingRule.Logarithmic(1), 100, 7);
        TrajectoryRecorder recorder = TrajectoryRecorder.of(training, samples, recording, start, Optional.empty(), 1);
        List<Integer> made = new ArrayList<>();
        List<Vector> states = new ArrayList<>(List.of(start.trainables()));
        training.run(start, TrainingEnd.afterSteps(60), new TrainingListener() {
            @Override
            public Wish afterStep(long step, int epochs, Supplier<TrainingState> state) {
                return Wish.GO_ON;
            }

            @Override
            public void stepMade(long step, double[] q, int sample, double[][] memory) {
                made.add(sample);
                states.add(Vector.of(q));
                recorder.stepMade(step, q, sample, memory);
            }
        });
        TrajectoryRecord record = recorder.record();
        assertEquals(60, record.stepNorms().rows());
        assertEquals(60, record.keptSteps().size(), "stretches of at most 500 steps are kept whole");
        assertEquals(Vector.of(0, 1, 10), record.moments());
        assertEquals(3, record.elements().size());
        for (int s = 0; s < 60; s++) {
            Vector q = states.get(s);
            Vector x = samples.input(made.get(s));
            double error = q.get(0) * x.get(0) + q.get(1) * x.get(1) + q.get(2) - samples.label(made.get(s));
            double factor = -0.1 * error;
            assertEquals(factor * x.get(0), record.stepElements().get(s, 0), 1e-15);
            assertEquals(factor * x.get(1), record.stepElements().get(s, 1), 1e-15);
            assertEquals(factor, record.stepElements().get(s, 2), 1e-15);
            assertEquals(
                    Math.abs(factor) * Math.hypot(x.get(0), x.get(1)),
                    record.stepNorms().get(s, 0),
                    1e-15);
            assertEquals(Math.abs(factor), record.stepNorms().get(s, 1), 1e-15);
            assertEquals(-1, record.stepLabels().get(s), "a number to predict is no class");
        }
        for (int j = 0; j < record.jumpMoments().size(); j++) {
            Vector q = states.get((int) record.jumpMoments().get(j));
            int sample = (int) record.jumpSamples().get(j);
            Vector x = samples.input(sample);
            double factor = -2 * (q.get(0) * x.get(0) + q.get(1) * x.get(1) + q.get(2) - samples.label(sample));
            assertEquals(factor * x.get(1), record.jumpElements().get(j, 1), 1e-14);
            assertEquals(Math.abs(factor), record.jumpNorms().get(j, 1), 1e-14);
        }
        assertEquals(21, record.jumpMoments().size());
        assertEquals(0, record.metrics().get(0, 0));
        assertEquals(1, record.metrics().get(2, 1));
    }

    private static NetworkTraining classifier(int threads) {
        return NetworkTraining.of(Network.parse("2 6 tanh 3 softmax"), new SoftmaxCrossEntropy(), samples(200, 3))
                .withBatch(40)
                .withThreads(threads)
                .withSchedule(new RateSchedule.Constant());
    }

    private static Listening run(
            NetworkTraining training, TrainingState from, Optional<Map<String, Vector>> kept, long stop, int threads) {
        Recording recording = new Recording(new RecordingRule.Logarithmic(2), 5, 30);
        Listening listening = new Listening(
                TrajectoryRecorder.of(training, samples(200, 3), recording, from, kept, threads),
                new ArrayList<>(),
                stop);
        training.run(from, TrainingEnd.afterSteps(1300), listening);
        return listening;
    }

    /** Stopped anywhere, also at a moment, the record goes on with the same bits, on any number of threads. */
    @Test
    void goesOnWithTheSameBits() {
        NetworkTraining training = classifier(2);
        TrajectoryRecord whole = run(training, training.start(), Optional.empty(), -1, 2)
                .recorder()
                .record();
        assertEquals(Vector.of(0, 1, 3, 10, 32, 100, 316, 1000), whole.moments());
        // From 316 to 1,000 every second step is kept, from 1,000 to 3,162 every fifth.
        assertEquals(316 + 342 + 60, whole.keptSteps().size());
        assertEquals(8 * 30, whole.jumpElements().rows());
        assertEquals(5 + 5 + 5 + 3, whole.elements().size());
        for (long stop : new long[] {1, 57, 316, 801}) {
            NetworkTraining other = classifier(1);
            TrainingState[] last = new TrainingState[1];
            Recording recording = new Recording(new RecordingRule.Logarithmic(2), 5, 30);
            TrajectoryRecorder recorder =
                    TrajectoryRecorder.of(other, samples(200, 3), recording, other.start(), Optional.empty(), 1);
            TrainingSummary summary = other.run(
                    other.start(), TrainingEnd.afterSteps(1300), new Listening(recorder, new ArrayList<>(), stop));
            last[0] = summary.end();
            assertEquals(stop, last[0].step());
            assertEquals(
                    whole,
                    run(other, last[0], Optional.of(recorder.kept()), -1, 1)
                            .recorder()
                            .record());
        }
    }

    @Test
    void refusesARecordOfAnotherState() {
        NetworkTraining training = classifier(1);
        TrainingState start = training.start();
        Listening first = run(training, start, Optional.empty(), 20, 1);
        Map<String, Vector> kept = first.recorder().kept();
        assertThrows(InvalidInputException.class, () -> run(training, start, Optional.of(kept), -1, 1));
        assertThrows(
                InvalidInputException.class,
                () -> run(training, start, Optional.of(Map.of("step.norms", Vector.of(1, 2, 3))), -1, 1));
    }

    @Test
    void rulesSayWhenToLook() {
        RecordingRule three = RecordingRule.parse(" Log ");
        List<Long> moments = new ArrayList<>();
        for (long m = 0; m < 300; ) {
            m = three.next(m, 20);
            moments.add(m);
        }
        assertEquals(List.of(1L, 2L, 5L, 10L, 22L, 46L, 100L, 215L, 464L), moments);
        assertEquals(40, RecordingRule.parse("epochs(2)").next(0, 20));
        assertEquals(80, RecordingRule.parse("epochs(2)").next(40, 20));
        assertEquals(new RecordingRule.Epochs(1), RecordingRule.parse("epochs"));
        for (String wrong : new String[] {"log(0)", "epochs(0)", "steps", "log(", "log(-1)", ""}) {
            assertThrows(InvalidInputException.class, () -> RecordingRule.parse(wrong), wrong);
        }
        assertTrue(assertThrows(InvalidInputException.class, () -> RecordingRule.parse("epoch"))
                .getMessage()
                .contains("did you mean 'epochs'"));
        assertThrows(InvalidInputException.class, () -> new Recording(three, 0, 1));
        assertThrows(InvalidInputException.class, () -> new Recording(three, 1, 0));
    }
}
