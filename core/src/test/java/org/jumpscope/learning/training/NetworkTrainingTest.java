package org.jumpscope.learning.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.dataset.TargetKind;
import org.jumpscope.learning.Metric;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.learning.Regulariser;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTrainingTest {
    /** Classes of which each feature is uniform on (0, 1) + 0.7 class: they overlap, so that the risk has a minimum. */
    private static LabelledSamples overlapping(int n, int inputs, int classes) {
        var random = RandomBlocks.of(9).stream("samples").block(0);
        double[] values = new double[n * inputs];
        double[] labels = new double[n];
        for (int i = 0; i < n; i++) {
            labels[i] = random.nextInt(classes);
            for (int j = 0; j < inputs; j++) {
                values[i * inputs + j] = random.nextDouble() + (j == 0 ? 0.7 * labels[i] : 0);
            }
        }
        return LabelledSamples.of(values, inputs, labels);
    }

    private static NetworkTraining training(String network, OutputLoss loss, LabelledSamples samples) {
        return NetworkTraining.of(Network.parse(network), loss, samples).withBatch(16);
    }

    /** One step of a batch of all samples moves by the mean of the jumps at γ. */
    @Test
    void aStepIsTheMeanOfJumps() {
        LabelledSamples samples = overlapping(5, 3, 2);
        NetworkTraining training = training("3 4 tanh 2 softmax", new SoftmaxCrossEntropy(), samples)
                .withOptimiser(new Optimiser.Sgd())
                .withSchedule(new RateSchedule.Constant())
                .withRate(0.3);
        TrainingState start = training.start();
        NetworkLearningPass pass = NetworkLearningPass.of(
                        ActivationPass.of(training.network(), start.trainables().toArray()), new SoftmaxCrossEntropy())
                .withRate(0.3);
        double[] expected = start.trainables().toArray();
        for (int i = 0; i < 5; i++) {
            double[] jump = pass.jump(samples.input(i), pass.target((int) samples.label(i)))
                    .toArray();
            for (int k = 0; k < jump.length; k++) {
                expected[k] += jump[k] / 5;
            }
        }
        TrainingSummary summary = training.run(start, TrainingEnd.afterSteps(1), TrainingListener.NONE);
        assertArrayEquals(expected, summary.state().trainables().toArray(), 1e-15);
        assertEquals(1, summary.epochs().size());
        assertTrue(Double.isNaN(summary.epochs().get(0).drift().variance()));
        assertFalse(summary.epochs().get(0).drift().isEquilibrium());
    }

    /** A batchnorm makes the samples of a batch depend on each other, wherever it is. */
    @ParameterizedTest
    @ValueSource(strings = {"3 4 batchnorm tanh 2 softmax", "3 skip( 4 tanh 3 batchnorm ) 2 softmax"})
    void refusesNetworksThatCoupleSamples(String network) {
        LabelledSamples samples = overlapping(5, 3, 2);
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> training(network, new SoftmaxCrossEntropy(), samples));
        assertTrue(refused.getMessage().contains("couples the samples of a batch in training"), refused.getMessage());
    }

    /** The label says whether token 3 is there, which the table and the layer after it learn. */
    @Test
    void trainsAnEmbedding() {
        var random = RandomBlocks.of(4).stream("tokens").block(0);
        double[] tokens = new double[200 * 3];
        double[] labels = new double[200];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = random.nextInt(4);
            labels[i / 3] = Math.max(labels[i / 3], tokens[i] == 3 ? 1 : 0);
        }
        NetworkTraining training = training(
                "3 tokens embedding 4 3 5 tanh 2 softmax",
                new SoftmaxCrossEntropy(),
                LabelledSamples.of(tokens, 3, labels));
        TrainingSummary summary = training.run(training.start(), TrainingEnd.afterSteps(1500), TrainingListener.NONE);
        double loss = summary.epochs().get(summary.epochs().size() - 1).loss();
        assertTrue(loss < 0.05, "loss " + loss);
    }

    /** A penalty moves each weight by −γ (λ₂ w + λ₁ sign w) more, no bias, and shifts no loss. */
    @Test
    void penaltiesPullWeights() {
        LabelledSamples samples = overlapping(20, 3, 2);
        NetworkTraining plain = training("3 4 tanh 2 softmax", new SoftmaxCrossEntropy(), samples)
                .withOptimiser(new Optimiser.Sgd())
                .withSchedule(new RateSchedule.Constant())
                .withRate(0.3);
        NetworkTraining pulled = plain.with(new Regulariser(0.1, 0.02));
        TrainingState start = plain.start();
        TrainingSummary without = plain.run(start, TrainingEnd.afterSteps(1), TrainingListener.NONE);
        TrainingSummary with = pulled.run(start, TrainingEnd.afterSteps(1), TrainingListener.NONE);
        for (TrainableGroup group : plain.network().groups()) {
            for (int i = group.offset(); i < group.offset() + group.size(); i++) {
                double w = start.trainables().get(i);
                double force = group.kind() == TrainableGroup.Kind.WEIGHTS ? 0.1 * w + 0.02 * Math.signum(w) : 0;
                assertEquals(
                        without.state().trainables().get(i) - 0.3 * force,
                        with.state().trainables().get(i),
                        1e-15);
            }
        }
        TrainingEnd end = TrainingEnd.afterSteps(200);
        double large = squaredWeights(plain.run(start, end, TrainingListener.NONE));
        double small = squaredWeights(pulled.run(start, end, TrainingListener.NONE));
        assertTrue(small < large / 2, small + " " + large);
        assertEquals(
                pulled.run(start, end, TrainingListener.NONE).end(),
                pulled.withThreads(1).run(start, end, TrainingListener.NONE).end());
    }

    /** The jump under Adam at a state is 1/(√ŝ + ε) times that of plain descent there. */
    @Test
    void theMetricIsTheOptimisersAtAState() {
        LabelledSamples samples = overlapping(50, 3, 2);
        NetworkTraining training = training("3 4 tanh 2 softmax", new SoftmaxCrossEntropy(), samples)
                .withOptimiser(new Optimiser.Adam(0.9, 0.99, 1e-8));
        TrainingState state = training.run(training.start(), TrainingEnd.afterSteps(7), TrainingListener.NONE)
                .end();
        Metric metric = training.metric(state);
        assertEquals("adam(0.9, 0.99, 1e-8), frozen after step 7", metric.name());
        NetworkLearningPass pass = NetworkLearningPass.of(
                ActivationPass.of(training.network(), state.trainables().toArray()), new SoftmaxCrossEntropy());
        Vector force = pass.jump(samples.input(3), pass.target(1));
        Vector jump = metric.apply(force);
        double correction = 1 - Math.pow(0.99, 7);
        for (int k = 0; k < force.size(); k++) {
            double square = state.accumulators().get(1).get(k) / correction;
            double expected = force.get(k) / (Math.sqrt(square) + 1e-8);
            assertEquals(expected, jump.get(k), 1e-13 * Math.abs(expected));
        }
        assertThrows(InvalidInputException.class, () -> training.metric(training.start()));
    }

    private static double squaredWeights(TrainingSummary summary) {
        double sum = 0;
        for (TrainableGroup group : summary.state().network().groups()) {
            for (int i = group.offset();
                    group.kind() == TrainableGroup.Kind.WEIGHTS && i < group.offset() + group.size();
                    i++) {
                sum += summary.state().trainables().get(i)
                        * summary.state().trainables().get(i);
            }
        }
        return sum;
    }

    /** An autoencoder's step is the mean of the jumps whose targets are the inputs, and no label is looked at. */
    @Test
    void anAutoencoderLearnsItsInputs() {
        LabelledSamples samples = LabelledSamples.of(
                new double[] {0.1, 0.9, 0.5, 0.7, 0.2, 0.4, 0.3, 0.8, 0.6}, 3, new double[] {-1.5, 17, 0.25});
        Network network = Network.parse("3 2 tanh 3 sigmoid");
        NetworkTraining training = NetworkTraining.of(network, new SquaredOutputs(), samples, TargetKind.INPUT)
                .withOptimiser(new Optimiser.Sgd())
                .withSchedule(new RateSchedule.Constant())
                .withHeldOut(samples)
                .withRate(0.3);
        TrainingState start = training.start();
        NetworkLearningPass pass = NetworkLearningPass.of(
                        ActivationPass.of(network, start.trainables().toArray()), new SquaredOutputs())
                .withRate(0.3);
        double[] expected = start.trainables().toArray();
        for (int i = 0; i < 3; i++) {
            double[] jump = pass.jump(samples.input(i), samples.input(i)).toArray();
            for (int k = 0; k < jump.length; k++) {
                expected[k] += jump[k] / 3;
            }
        }
        TrainingSummary summary = training.run(start, TrainingEnd.afterSteps(1), TrainingListener.NONE);
        assertArrayEquals(expected, summary.state().trainables().toArray(), 1e-15);
        assertTrue(summary.epochs().get(0).heldOut().orElseThrow().accuracy().isEmpty());
        assertThrows(
                InvalidInputException.class,
                () -> NetworkTraining.of(Network.parse("3 2 tanh 2"), new SquaredOutputs(), samples, TargetKind.INPUT));
        assertThrows(
                InvalidInputException.class,
                () -> NetworkTraining.of(network, new SquaredOutputs(), samples, TargetKind.LABEL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum", "rmsprop", "adam"})
    void learnsWithEachOptimiserAndThreadsDoNotMatter(String optimiser) {
        LabelledSamples samples = overlapping(500, 3, 2);
        NetworkTraining training = training("3 20 tanh 2 softmax", new SoftmaxCrossEntropy(), samples)
                .withOptimiser(Optimiser.parse(optimiser))
                .withBatch(150)
                .withHeldOut(overlapping(100, 3, 2));
        TrainingEnd end = TrainingEnd.afterSteps(60 * training.stepsPerEpoch());
        TrainingSummary one = training.withThreads(1).run(training.start(), end, TrainingListener.NONE);
        TrainingSummary three = training.withThreads(3).run(training.start(), end, TrainingListener.NONE);
        assertEquals(one, three);
        List<TrainingEpoch> epochs = one.epochs();
        assertEquals(60, epochs.size());
        assertTrue(epochs.get(59).loss() < epochs.get(0).loss(), optimiser);
        assertNotEquals(
                one.state(),
                training.withSeed(2)
                        .run(training.withSeed(2).start(), end, TrainingListener.NONE)
                        .state());
    }

    /** Stopped at any step, at the end of an epoch or within, the rest has the same bits. */
    @ParameterizedTest
    @ValueSource(longs = {1, 7, 32, 33, 64, 90})
    void goesOnWithTheSameBits(long step) {
        NetworkTraining training = training("3 5 tanh 3 softmax", new SoftmaxCrossEntropy(), overlapping(501, 3, 3))
                .withHeldOut(overlapping(50, 3, 3));
        TrainingEnd end = TrainingEnd.afterSteps(100).orInEquilibriumOver(2);
        TrainingSummary whole = training.run(training.start(), end, TrainingListener.NONE);
        TrainingSummary first = training.run(
                training.start(),
                end,
                (made, epochs, state) -> made == step ? TrainingListener.Wish.STOP : TrainingListener.Wish.GO_ON);
        assertEquals(TrainingSummary.Reason.STOPPED, first.reason());
        assertEquals(step, first.end().step());
        TrainingSummary rest = training.run(first.end(), end, TrainingListener.NONE);
        assertEquals(whole, rest);
        assertEquals(TrainingSummary.Reason.STEPS, rest.reason());
    }

    /** The listener's copy of a state does not change when the training goes on. */
    @Test
    void aKeptStateStaysAsItIs() {
        NetworkTraining training = training("3 4 tanh 2", new SquaredOutputs(), overlapping(64, 3, 2));
        List<TrainingState> kept = new ArrayList<>();
        TrainingEnd end = TrainingEnd.afterSteps(8);
        TrainingSummary whole = training.run(training.start(), end, (step, epochs, state) -> {
            kept.add(state.get());
            return TrainingListener.Wish.GO_ON;
        });
        assertEquals(8, kept.size());
        for (TrainingState state : kept) {
            assertEquals(whole, training.run(state, end, TrainingListener.NONE));
        }
    }

    /**
     * Logistic regression of two overlapping classes: the risk is convex, far from its minimum at the start and near it at
     * the end, so the drift passes from above the fluctuation to below it.
     */
    @Test
    void passesFromDriftToEquilibrium() {
        LabelledSamples samples = overlapping(400, 1, 2);
        NetworkTraining training = training("1 2 softmax", new SoftmaxCrossEntropy(), samples)
                .withOptimiser(new Optimiser.Sgd())
                .withSchedule(new RateSchedule.Constant())
                .withRate(0.05);
        TrainingEnd end = TrainingEnd.afterSteps(100_000).orInEquilibriumOver(5);
        TrainingSummary summary = training.run(training.start(), end, TrainingListener.NONE);
        assertEquals(TrainingSummary.Reason.EQUILIBRIUM, summary.reason());
        List<Drift> windows = summary.epochs().stream()
                .flatMap(epoch -> epoch.window().stream())
                .toList();
        assertTrue(windows.size() > 1, "the first window is far from equilibrium");
        assertEquals(5 * windows.size(), summary.epochs().size());
        for (int i = 0; i < windows.size(); i++) {
            assertEquals(i == windows.size() - 1, windows.get(i).isEquilibrium());
        }
        assertEquals(2000, windows.get(0).samples());
        // At the end the risk is within its fluctuation of the minimum that Newton's method finds.
        double minimum = logisticMinimum(samples);
        double loss = NetworkAccuracy.of(summary.state().activation(), new SoftmaxCrossEntropy(), samples, 1)
                .loss();
        double start = NetworkAccuracy.of(
                        ActivationPass.of(
                                training.network(),
                                training.start().trainables().toArray()),
                        new SoftmaxCrossEntropy(),
                        samples,
                        1)
                .loss();
        assertTrue(loss - minimum < 0.2 * (start - minimum), loss + " " + minimum + " " + start);
    }

    /** The smallest mean loss of p = σ(ax + b) over the samples. */
    private static double logisticMinimum(LabelledSamples samples) {
        double a = 0;
        double b = 0;
        double loss = 0;
        for (int step = 0; step < 30; step++) {
            double ga = 0;
            double gb = 0;
            double haa = 0;
            double hab = 0;
            double hbb = 0;
            loss = 0;
            for (int i = 0; i < samples.size(); i++) {
                double x = samples.input(i).get(0);
                double p = 1 / (1 + Math.exp(-a * x - b));
                double t = samples.label(i);
                loss -= Math.log(t == 1 ? p : 1 - p) / samples.size();
                ga += (p - t) * x;
                gb += p - t;
                haa += p * (1 - p) * x * x;
                hab += p * (1 - p) * x;
                hbb += p * (1 - p);
            }
            double determinant = haa * hbb - hab * hab;
            a -= (hbb * ga - hab * gb) / determinant;
            b -= (haa * gb - hab * ga) / determinant;
        }
        return loss;
    }

    /** At a rate near zero the state stands still, and the sums are those of fixed gradients. */
    @Test
    void driftIsThatOfTheGradientsOfBatches() {
        LabelledSamples samples = overlapping(40, 2, 2);
        NetworkTraining training = training("2 2 softmax", new SoftmaxCrossEntropy(), samples)
                .withOptimiser(new Optimiser.Sgd())
                .withBatch(1)
                .withRate(1e-300);
        TrainingState start = training.start();
        Drift drift = training.run(start, TrainingEnd.afterSteps(40), TrainingListener.NONE)
                .epochs()
                .get(0)
                .drift();
        NetworkLearningPass pass = NetworkLearningPass.of(
                ActivationPass.of(training.network(), start.trainables().toArray()), new SoftmaxCrossEntropy());
        double[] mean = new double[6];
        double squares = 0;
        for (int i = 0; i < 40; i++) {
            Vector jump = pass.jump(samples.input(i), pass.target((int) samples.label(i)));
            for (int k = 0; k < 6; k++) {
                mean[k] -= jump.get(k) / 40;
                squares += jump.get(k) * jump.get(k);
            }
        }
        double squaredMean = 0;
        for (double g : mean) {
            squaredMean += g * g;
        }
        assertEquals(squaredMean, drift.squaredMean(), 1e-14);
        assertEquals((squares - 40 * squaredMean) / 39, drift.variance(), 1e-13);
        assertEquals(drift.variance() / squaredMean, drift.equilibriumSamples(), 1e-10);
        assertEquals(Math.sqrt(40 / drift.equilibriumSamples()), drift.driftToFluctuation(), 1e-15);
    }

    @Test
    void measuresOneOutputByTheNearestLabel() {
        LabelledSamples samples = LabelledSamples.of(new double[] {0.1, 0.4, 0.8}, 1, new double[] {0, 0, 1});
        ActivationPass same = ActivationPass.of(Network.parse("1 1"), new double[] {1, 0});
        NetworkAccuracy accuracy = NetworkAccuracy.of(same, new SquaredOutputs(), samples, 2);
        assertEquals(1, accuracy.accuracy().getAsDouble());
        assertEquals((0.01 + 0.16 + 0.04) / 3, accuracy.loss(), 1e-15);
        double[] many = new double[30];
        for (int i = 0; i < 30; i++) {
            many[i] = i;
        }
        assertTrue(NetworkAccuracy.of(same, new SquaredOutputs(), LabelledSamples.of(many, 1, many), 1)
                .accuracy()
                .isEmpty());
    }

    @Test
    void bestConstantIsTheEntropyOrTheVariance() {
        LabelledSamples samples = LabelledSamples.of(new double[4], 1, new double[] {0, 0, 0, 1});
        assertEquals(
                -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25),
                new SoftmaxCrossEntropy().bestConstant(samples, 3),
                1e-15);
        assertEquals(0.375, new SquaredOutputs().bestConstant(samples, 2), 1e-15);
        assertEquals(0.1875, new SquaredOutputs().bestConstant(samples, 1), 1e-15);
    }

    @Test
    void saysThatARateIsTooLarge() {
        NetworkTraining training = training("3 4 relu 2", new SquaredOutputs(), overlapping(64, 3, 2))
                .withOptimiser(new Optimiser.Sgd())
                .withRate(1e6);
        String message = assertThrows(
                        NoAnswerException.class,
                        () -> training.run(training.start(), TrainingEnd.afterSteps(1000), TrainingListener.NONE))
                .getMessage();
        assertTrue(message.contains("diverges at step"), message);
    }

    @Test
    void refusesWhatDoesNotFit() {
        LabelledSamples samples = overlapping(20, 3, 3);
        assertThrows(InvalidInputException.class, () -> training("4 3", new SquaredOutputs(), samples));
        assertThrows(InvalidInputException.class, () -> training("3 2", new SquaredOutputs(), samples));
        NetworkTraining training = training("3 3", new SquaredOutputs(), samples);
        assertThrows(InvalidInputException.class, () -> training.withRate(0));
        assertThrows(InvalidInputException.class, () -> training.withBatch(0));
        assertThrows(InvalidInputException.class, () -> TrainingEnd.afterSteps(0));
        assertThrows(
                InvalidInputException.class, () -> TrainingEnd.afterSteps(1).orInEquilibriumOver(0));
        TrainingState other = training.withOptimiser(new Optimiser.Sgd()).start();
        assertThrows(
                InvalidInputException.class,
                () -> training.run(other, TrainingEnd.afterSteps(5), TrainingListener.NONE));
    }
}
