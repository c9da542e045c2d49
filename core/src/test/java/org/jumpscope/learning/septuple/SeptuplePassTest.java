package org.jumpscope.learning.septuple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jumpscope.composition.Activation;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.dataset.TargetKind;
import org.jumpscope.distribution.Normal;
import org.jumpscope.learning.Metric;
import org.jumpscope.learning.Regulariser;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.learning.training.Optimiser;
import org.jumpscope.network.Network;
import org.jumpscope.network.NetworkState;
import org.jumpscope.network.septuple.ActivationMap;
import org.jumpscope.network.septuple.Boundary;
import org.jumpscope.network.septuple.BoundaryDynamics;
import org.jumpscope.network.septuple.BoundarySample;
import org.jumpscope.network.septuple.InitialState;
import org.jumpscope.network.septuple.SharedWeights;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeptuplePassTest {
    private static final Vector X = Vector.of(0.7, -1.1);
    private static final Vector TARGET = Vector.of(0.4);

    /** Five neurons, all connected: two inputs, two of the bulk, one output. */
    private static Septuple cyclic(Boundary.OutputState state) {
        SharedWeights weights = SharedWeights.dense(5);
        double[] q = RandomBlocks.of(2).stream("q")
                .block(0)
                .doubles(weights.trainables())
                .map(u -> 1.6 * u - 0.8)
                .toArray();
        return Septuple.of(
                weights,
                Vector.of(q),
                Boundary.of(5, List.of(0, 1), List.of(4), state),
                ActivationMap.of(5, List.of(ActivationMap.Group.of(List.of(2, 3, 4), Activation.tanh()))),
                new SquaredOutputs());
    }

    private static NetworkState layered(String text, long seed) {
        Network network = Network.parse(text);
        return new NetworkState(
                network,
                Vector.of(RandomBlocks.of(seed).stream("q")
                        .block(0)
                        .doubles(network.trainables())
                        .map(u -> 2 * u - 1)
                        .toArray()));
    }

    /** k = 1: ẇ_jk = −γ f′_j(y_j) x_k(t − 1) ∂H/∂f_j for the output j, zero for all other neurons (3.4 with erratum 3). */
    @ParameterizedTest
    @ValueSource(strings = {"PREDICTED", "CLAMPED"})
    void oneStepOfGradientIsTheFirstTermOfTheSum(String state) {
        SeptuplePass pass = SeptuplePass.of(cyclic(Boundary.OutputState.valueOf(state)), 4)
                .withGradientSteps(1)
                .withRate(0.3);
        BoundarySample sample = BoundarySample.of(X, TARGET);
        Vector jump = pass.jump(sample);
        var history = pass.history(sample, 0);
        double f = pass.outputs(sample).get(0);
        double delta = (1 - f * f) * 2 * (f - TARGET.get(0));
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                double expected = i == 4 ? -0.3 * delta * history.state(3).get(j) : 0;
                assertEquals(expected, jump.get(5 * i + j), 1e-15);
            }
            assertEquals(i == 4 ? -0.3 * delta : 0, jump.get(25 + i), 1e-15);
        }
        assertNotEquals(jump, pass.withGradientSteps(2).jump(sample));
    }

    /** A clamped output's weights reach the loss through its own activation only; a predicted one's also through the others. */
    @Test
    void clampingCutsTheFeedbackOfAnOutput() {
        BoundarySample sample = BoundarySample.of(X, TARGET);
        Septuple clamped = cyclic(Boundary.OutputState.CLAMPED);
        Vector jump = SeptuplePass.of(clamped, 4).jump(sample);
        // The clamped output reads constant neurons 0, 1, 4 (itself), so its first term is all of its jump for them.
        Vector first = SeptuplePass.of(clamped, 4).withGradientSteps(1).jump(sample);
        for (int j : new int[] {0, 1, 4}) {
            assertEquals(first.get(20 + j), jump.get(20 + j), 1e-15);
        }
        Vector other =
                SeptuplePass.of(cyclic(Boundary.OutputState.PREDICTED), 4).jump(sample);
        assertTrue(Math.abs(other.get(20) - jump.get(20)) > 1e-3);
    }

    @Test
    void depthIsTheLongestPath() {
        assertEquals(
                OptionalInt.of(3),
                Septuple.of(layered("2 3 tanh 2 relu 2", 1), new SquaredOutputs())
                        .depth());
        assertEquals(
                OptionalInt.of(2),
                Septuple.of(layered("2 3 tanh 2 softmax", 1), new SoftmaxCrossEntropy())
                        .depth());
        assertEquals(OptionalInt.empty(), cyclic(Boundary.OutputState.PREDICTED).depth());
        String message = assertThrows(
                        InvalidInputException.class, () -> SeptuplePass.of(cyclic(Boundary.OutputState.PREDICTED)))
                .getMessage();
        assertTrue(message.contains("cycles"), message);
    }

    /** After as many steps as a layered network is deep, neither the initial state nor further steps matter. */
    @Test
    void aLayeredNetworkForgetsItsInitialState() {
        Septuple septuple = Septuple.of(layered("2 3 tanh 2 sigmoid 1", 3), new SquaredOutputs());
        BoundarySample sample = BoundarySample.of(X, TARGET);
        Vector jump = SeptuplePass.of(septuple).jump(sample);
        SeptuplePass random = SeptuplePass.of(septuple).withInitialState(InitialState.random(Normal.of(0, 3), 5));
        Vector longer = SeptuplePass.of(septuple, 6).jump(sample);
        for (int l = 0; l < jump.size(); l++) {
            assertEquals(jump.get(l), random.jump(sample, 17).get(l), 1e-15);
            assertEquals(jump.get(l), longer.get(l), 1e-15);
        }
        SeptuplePass cyclic = SeptuplePass.of(cyclic(Boundary.OutputState.PREDICTED), 3)
                .withInitialState(InitialState.random(Normal.of(0, 3), 5));
        assertNotEquals(cyclic.jump(sample, 1), cyclic.jump(sample, 2));
    }

    /** H_q adds −γ (λ₂ w + λ₁ sign w) to the jumps of weights and nothing to those of biases. */
    @Test
    void regularisersPullWeightsOnly() {
        Septuple plain = cyclic(Boundary.OutputState.PREDICTED);
        Septuple septuple = plain.with(new Regulariser(0.2, 0.05));
        BoundarySample sample = BoundarySample.of(X, TARGET);
        SeptuplePass pass = SeptuplePass.of(septuple, 3).withRate(0.5);
        Vector jump = pass.jump(sample);
        Vector without = SeptuplePass.of(plain, 3).withRate(0.5).jump(sample);
        double value = 0;
        for (int l = 0; l < 30; l++) {
            double w = plain.trainables().get(l);
            double force = l < 25 ? 0.2 * w + 0.05 * Math.signum(w) : 0;
            value += l < 25 ? 0.1 * w * w + 0.05 * Math.abs(w) : 0;
            assertEquals(without.get(l) - 0.5 * force, jump.get(l), 1e-15);
        }
        assertEquals(SeptuplePass.of(plain, 3).loss(sample) + value, pass.loss(sample), 1e-14);
        assertThrows(InvalidInputException.class, () -> new Regulariser(-1, 0));
        assertThrows(InvalidInputException.class, () -> new Regulariser(0, Double.NaN));
    }

    private static LearningDynamics learning(int batch, Optimiser optimiser) {
        LabelledSamples samples = LabelledSamples.of(
                new double[] {0.3, 1, -0.5, 0.2, 0.9, -0.4, -1.2, 0.6}, 2, new double[] {0, 1, 0.5, -0.5});
        return LearningDynamics.of(
                        SeptuplePass.of(cyclic(Boundary.OutputState.PREDICTED), 3)
                                .withRate(0.05),
                        BoundaryDynamics.of(BoundaryDynamics.uniform(samples, 1, TargetKind.LABEL, 9), 4))
                .withBatch(batch)
                .with(optimiser);
    }

    /** The step of plain descent is the mean of M jumps, (2.3); the time scale is ML. */
    @Test
    void aStepIsTheMeanJumpOfAMiniBatch() {
        LearningDynamics dynamics = learning(3, new Optimiser.Sgd());
        assertEquals(12, dynamics.interval());
        var first = dynamics.run(dynamics.start(), 1);
        var second = dynamics.run(first, 1);
        SeptuplePass pass = dynamics.pass(first);
        assertEquals("sgd, frozen after step 1", pass.metric().name());
        LabelledSamples samples = LabelledSamples.of(
                new double[] {0.3, 1, -0.5, 0.2, 0.9, -0.4, -1.2, 0.6}, 2, new double[] {0, 1, 0.5, -0.5});
        var source = BoundaryDynamics.uniform(samples, 1, TargetKind.LABEL, 9);
        List<BoundarySample> batch = new ArrayList<>();
        double[] mean = new double[30];
        for (int s = 3; s < 6; s++) {
            batch.add(source.draw(s));
            Vector jump = pass.jump(source.draw(s), s);
            for (int l = 0; l < 30; l++) {
                mean[l] += jump.get(l) / 3;
            }
        }
        Vector meanJump = pass.meanJump(batch, 3);
        for (int l = 0; l < 30; l++) {
            assertEquals(mean[l], meanJump.get(l), 1e-16);
            assertEquals(
                    mean[l], second.trainables().get(l) - first.trainables().get(l), 1e-15);
        }
        assertEquals(second, dynamics.run(dynamics.start(), 2));
        assertEquals(Metric.identity(), dynamics.pass(dynamics.start()).metric());
    }

    /** The jump under an optimiser is γ · metric · force with the metric of its memory at the state. */
    @Test
    void optimisersAreFrozenMetrics() {
        for (Optimiser optimiser :
                List.of(Optimiser.momentum(), new Optimiser.RmsProp(0.9, 1e-8), new Optimiser.Adam(0.9, 0.99, 1e-8))) {
            LearningDynamics dynamics = learning(2, optimiser);
            var state = dynamics.run(dynamics.start(), 5);
            SeptuplePass pass = dynamics.pass(state);
            Vector jump = pass.jump(BoundarySample.of(X, TARGET));
            Vector force = pass.withMetric(Metric.identity()).jump(BoundarySample.of(X, TARGET));
            for (int l = 10; l < 30; l++) {
                double metric = 10;
                if (optimiser instanceof Optimiser.RmsProp) {
                    metric = 1 / (Math.sqrt(state.accumulators().get(0).get(l)) + 1e-8);
                } else if (optimiser instanceof Optimiser.Adam) {
                    double square = state.accumulators().get(1).get(l) / (1 - Math.pow(0.99, 5));
                    metric = 1 / (Math.sqrt(square) + 1e-8);
                }
                assertEquals(metric * force.get(l), jump.get(l), 1e-12 * Math.abs(metric * force.get(l)));
            }
            assertEquals(optimiser + ", frozen after step 5", pass.metric().name());
        }
    }

    /**
     * For a linear neuron with squared loss and inputs of mean m and variance v the bias jump is −2γ(wx + b − t): normal with
     * known mean and variance, which M divides; a random initial state adds its own variance. Five standard errors.
     */
    @Test
    void theLawOfMiniBatchesIsNarrower() {
        SharedWeights weights = SharedWeights.of(
                2,
                2,
                List.of(new SharedWeights.Weight(1, 0, 0)),
                List.of(new SharedWeights.Bias(1, 1)),
                List.of(new SharedWeights.FixedWeight(1, 1, 0.5)),
                List.of());
        Septuple septuple = Septuple.of(
                weights,
                Vector.of(2, 0.25),
                Boundary.of(2, List.of(0), List.of(1), Boundary.OutputState.PREDICTED),
                ActivationMap.of(2, List.of()),
                new SquaredOutputs());
        RandomBlocks random = RandomBlocks.of(6).stream("inputs");
        BoundaryDynamics.Source source = number -> {
            double[] x = new double[1];
            Normal.of(0.5, 0.3).sample(random.block(number), x, 1);
            return BoundarySample.of(Vector.of(x), Vector.of(1));
        };
        int count = 8000;
        for (boolean isRandom : new boolean[] {false, true}) {
            SeptuplePass pass = SeptuplePass.of(septuple, 1).withRate(0.1);
            LearningDynamics dynamics = LearningDynamics.of(
                    isRandom ? pass.withInitialState(InitialState.random(Normal.of(0, 2), 3)) : pass,
                    BoundaryDynamics.of(source, 1));
            double mean = -0.2 * (2 * 0.5 + 0.25 - 1);
            double variance = 0.04 * (4 * 0.09 + (isRandom ? 0.25 * 4 : 0));
            for (int batch : new int[] {1, 5}) {
                double[] values = dynamics.jumpsAlong(dynamics.start(), Vector.of(0, 1), batch, count)
                        .toArray();
                double found = 0;
                double square = 0;
                for (double value : values) {
                    found += value / count;
                    square += (value - mean) * (value - mean) / count;
                }
                assertEquals(mean, found, 5 * Math.sqrt(variance / batch / count));
                assertEquals(variance / batch, square, 5 * variance / batch * Math.sqrt(2.0 / count));
            }
        }
    }

    @Test
    void refusesWhatMakesNoSense() {
        SeptuplePass pass = SeptuplePass.of(cyclic(Boundary.OutputState.PREDICTED), 3);
        assertThrows(InvalidInputException.class, () -> pass.withGradientSteps(4));
        assertThrows(InvalidInputException.class, () -> pass.withGradientSteps(0));
        assertThrows(InvalidInputException.class, () -> pass.withRate(0));
        assertThrows(InvalidInputException.class, () -> pass.withMetric(Metric.diagonal("one", Vector.of(1))));
        assertThrows(InvalidInputException.class, () -> Metric.diagonal("zero", Vector.of(0)));
        assertThrows(InvalidInputException.class, () -> pass.meanJump(List.of(), 0));
        var source = BoundaryDynamics.of(number -> BoundarySample.of(X, TARGET), 2);
        assertThrows(InvalidInputException.class, () -> LearningDynamics.of(pass, source));
        LearningDynamics wild = LearningDynamics.of(
                SeptuplePass.of(Septuple.of(layered("2 1", 1), new SquaredOutputs()), 1)
                        .withRate(1e200),
                source);
        assertThrows(NoAnswerException.class, () -> wild.run(wild.start(), 5));
    }
}
