package org.jumpscope.duality.septuple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.composition.TargetComposition;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Normal;
import org.jumpscope.duality.JumpPoint;
import org.jumpscope.duality.ScalarDuality;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.SampleJacobian;
import org.jumpscope.learning.LogisticCrossEntropy;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.learning.septuple.Septuple;
import org.jumpscope.learning.septuple.SeptuplePass;
import org.jumpscope.network.Network;
import org.jumpscope.network.NetworkState;
import org.jumpscope.network.State;
import org.jumpscope.network.septuple.ActivationMap;
import org.jumpscope.network.septuple.Boundary;
import org.jumpscope.network.septuple.BoundarySample;
import org.jumpscope.network.septuple.SharedWeights;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One neuron through the general code: the toy of Section 5 with one input, closed forms with many. */
class SingleNeuronTest {
    private static final double TOLERANCE = 1e-12;

    /** Activation, loss of the toy, loss of the network, state and target. */
    static Stream<Arguments> neurons() {
        List<Arguments> all = new ArrayList<>();
        for (String activation :
                List.of("sigmoid", "tanh", "relu", "identity", "softplus", "gelu", "silu", "elu", "exponential")) {
            for (double target : new double[] {0, 1}) {
                all.add(Arguments.of(activation, Loss.squared(), new SquaredOutputs(), 1.5, -0.4, target));
            }
        }
        for (double target : new double[] {0, 1}) {
            all.add(Arguments.of("sigmoid", Loss.crossEntropy(), new LogisticCrossEntropy(), 1.5, -0.4, target));
            // The equilibrium of the paper's first experiments.
            all.add(Arguments.of("sigmoid", Loss.crossEntropy(), new LogisticCrossEntropy(), 16, -8, target));
            all.add(Arguments.of("sigmoid", Loss.squared(), new SquaredOutputs(), 16, -8, target));
        }
        return all.stream();
    }

    private static NetworkState state(int inputs, String activation, double[] q) {
        return new NetworkState(Network.parse(inputs + " 1 " + activation), Vector.of(q));
    }

    private static TargetComposition composition(String activation, Loss loss, double target) {
        return Composition.of(Activation.parse(activation), loss).at(target);
    }

    /**
     * ẇ, ḃ, the singular value γ q̇ √(L² + (1 + x²)⁻²), which is {@code jacobianArcLength}, and |q̂ᵀJ|, which is
     * {@code jacobian}; through the septuple, the structured Jacobian and the closed form.
     */
    @ParameterizedTest
    @MethodSource("neurons")
    void theToyIsInside(String activation, Loss loss, OutputLoss outputLoss, double w, double b, double target) {
        NetworkState state = state(1, activation, new double[] {w, b});
        NetworkLearningPass layered = NetworkLearningPass.of(state.activation(), outputLoss);
        SeptuplePass general = SeptuplePass.of(Septuple.of(state, outputLoss));
        SingleNeuron neuron = SingleNeuron.of(composition(activation, loss, target), Vector.of(w), b);
        ClassMixture data = ClassMixture.of(target, 1.0, Normal.of(0.6, 0.7));
        ScalarDuality toy = ScalarDuality.of(
                Composition.of(Activation.parse(activation), loss),
                data.components().get(0),
                State.of(w, b));
        for (double x : new double[] {0.31, 0.45, 0.7, 1, 1.4}) {
            JumpPoint point = toy.at(x);
            Vector inputs = Vector.of(x);
            Vector targets = Vector.of(target);
            BoundarySample sample = BoundarySample.of(inputs, targets);
            SampleJacobian at = DualityJacobian.of(layered).at(inputs, targets);
            SeptupleSample dense = SeptupleJacobian.of(general).at(sample);
            List<Vector> jumps = List.of(layered.jump(inputs, targets), general.jump(sample), neuron.jump(inputs));
            List<Vector> columns = List.of(at.apply(Vector.of(1)), dense.apply(Vector.of(1)));
            List<Double> values = List.of(
                    at.singularValues().get(0),
                    dense.singularValues().values().get(0),
                    neuron.singularValues(inputs).get(0),
                    Math.exp(neuron.logVolume(inputs)));
            // Rounding of y = w x + b moves the slope h by |h′| ulp(8) more where w = 16. A network stores its output
            // f, so that
            // f − t is off by an ulp of f, which is much of it where the output is saturated at its target (x = 1.4, w
            // = 16).
            double error = Math.abs(general.outputs(sample).get(0) - target);
            double saturated = outputLoss instanceof SquaredOutputs ? 4 * Math.ulp(1.0) / error : 0;
            double tolerance = Math.max(TOLERANCE * Math.max(1, Math.abs(w) / 2), saturated);
            for (Vector jump : jumps) {
                assertEquals(point.weightJump(), jump.get(0), tolerance * point.jump());
                assertEquals(point.biasJump(), jump.get(1), tolerance * point.jump());
            }
            double arc = point.jacobianArcLength();
            for (double value : values) {
                assertEquals(arc, value, tolerance * arc);
            }
            for (Vector column : columns) {
                double radial = (column.get(0) * jumps.get(0).get(0)
                                + column.get(1) * jumps.get(0).get(1))
                        / point.jump();
                assertEquals(point.jacobian(), Math.abs(radial), tolerance * arc);
            }
        }
    }

    /** The two neurons of Section 5 as the paper has them: x₂ is on the boundary, clamped to its target. */
    @Test
    void theToyWithItsOutputOnTheBoundary() {
        SharedWeights weights = SharedWeights.of(
                2, 2, List.of(new SharedWeights.Weight(1, 0, 0)), List.of(new SharedWeights.Bias(1, 1)));
        Septuple clamped = Septuple.of(
                weights,
                Vector.of(1.5, -0.4),
                Boundary.of(2, List.of(0), List.of(1), Boundary.OutputState.CLAMPED),
                ActivationMap.of(2, List.of(ActivationMap.Group.of(List.of(1), Activation.sigmoid()))),
                new SquaredOutputs());
        assertEquals(2, clamped.boundary().dimension());
        assertEquals(1, clamped.depth().orElseThrow());
        SingleNeuron neuron = SingleNeuron.of(composition("sigmoid", Loss.squared(), 1), Vector.of(1.5), -0.4);
        for (double x : new double[] {-1, 0, 0.8}) {
            BoundarySample sample = BoundarySample.of(Vector.of(x), Vector.of(1));
            for (int steps : new int[] {1, 5}) {
                SeptuplePass pass = SeptuplePass.of(clamped, steps);
                Vector jump = neuron.jump(Vector.of(x));
                assertEquals(jump.get(0), pass.jump(sample).get(0), TOLERANCE * Math.abs(jump.get(1)));
                assertEquals(jump.get(1), pass.jump(sample).get(1), TOLERANCE * Math.abs(jump.get(1)));
                double arc = neuron.singularValues(Vector.of(x)).get(0);
                assertEquals(
                        arc,
                        SeptupleJacobian.of(pass)
                                .at(sample)
                                .singularValues()
                                .values()
                                .get(0),
                        TOLERANCE * arc);
            }
        }
    }

    /** Where a ReLU is off there is no jump, and J vanishes. */
    @Test
    void theDeadZoneIsInside() {
        NetworkState state = state(1, "relu", new double[] {1, 0});
        SeptuplePass general = SeptuplePass.of(Septuple.of(state, new SquaredOutputs()));
        BoundarySample sample = BoundarySample.of(Vector.of(-0.5), Vector.of(1));
        assertEquals(
                Vector.of(0, 0),
                Vector.of(general.jump(sample).stream().map(Math::abs).toArray()));
        assertEquals(
                0,
                SeptupleJacobian.of(general)
                        .at(sample)
                        .singularValues()
                        .values()
                        .get(0));
        SingleNeuron neuron = SingleNeuron.of(composition("relu", Loss.squared(), 1), Vector.of(1), 0);
        assertEquals(0, neuron.singularValues(Vector.of(-0.5)).get(0));
        assertEquals(Double.NEGATIVE_INFINITY, neuron.logVolume(Vector.of(-0.5)));
    }

    /** Many inputs: γ|h| N − 2 times and the two others, against the structured and the dense code. */
    @ParameterizedTest
    @MethodSource("neurons")
    void manyInputsHaveClosedForms(
            String activation, Loss loss, OutputLoss outputLoss, double scale, double b, double target) {
        int n = 7;
        double rate = 0.6;
        for (int trial = 0; trial < 4; trial++) {
            var random = RandomBlocks.of(trial).stream("neuron").block(0);
            double[] w = random.doubles(n).map(u -> scale * (u - 0.3) / 2).toArray();
            double[] x = random.doubles(n).map(u -> 1.6 * u - 0.4).toArray();
            NetworkState state = state(
                    n,
                    activation,
                    DoubleStream.concat(DoubleStream.of(w), DoubleStream.of(b)).toArray());
            NetworkLearningPass layered =
                    NetworkLearningPass.of(state.activation(), outputLoss).withRate(rate);
            Vector inputs = Vector.of(x);
            Vector targets = Vector.of(target);
            SingleNeuron neuron = SingleNeuron.of(composition(activation, loss, target), Vector.of(w), b)
                    .withRate(rate);
            Vector expected = neuron.singularValues(inputs);
            double top = expected.get(0);
            if (top < 1e-200) {
                continue;
            }
            SampleJacobian at = DualityJacobian.of(layered).at(inputs, targets);
            Vector structured = at.singularValues();
            SeptupleSample dense = SeptupleJacobian.of(
                            SeptuplePass.of(Septuple.of(state, outputLoss)).withRate(rate))
                    .at(BoundarySample.of(inputs, targets));
            Vector values = dense.singularValues().values();
            // Rounding of y = w·x + b, of some dozen terms up to |w|, moves h by |h′| times it.
            double tolerance = TOLERANCE * Math.max(1, scale / 2);
            assertEquals(n - 2, at.plateauMultiplicity());
            assertEquals(neuron.plateau(inputs), at.plateauValue(), tolerance * top);
            for (int i = 0; i < n; i++) {
                assertEquals(expected.get(i), values.get(i), tolerance * top);
                assertEquals(
                        expected.get(i) * expected.get(i),
                        structured.get(i) * structured.get(i),
                        tolerance * top * top);
                if (expected.get(i) > 1e-2 * top) {
                    assertEquals(expected.get(i), structured.get(i), tolerance * top);
                }
            }
            for (int i = 1; i < n - 1; i++) {
                assertEquals(neuron.plateau(inputs), expected.get(i));
            }
            Vector jump = neuron.jump(inputs);
            Vector other = layered.jump(inputs, targets);
            for (int l = 0; l <= n; l++) {
                assertEquals(jump.get(l), other.get(l), tolerance * top);
            }
            if (neuron.plateau(inputs) > 0) {
                double logs = expected.stream().map(Math::log).sum();
                assertEquals(logs, neuron.logVolume(inputs), 1e-11 * Math.max(1, Math.abs(logs)));
                Vector back = neuron.preimage(jump);
                for (int j = 0; j < n; j++) {
                    assertEquals(x[j], back.get(j), 1e-15);
                }
            }
        }
    }

    /** x along w: the remainder is diagonal, γ|h| and γ√((h + h′ w·x)² + h′²|w|²). */
    @Test
    void anInputAlongTheWeightsLeavesOneOwnValue() {
        TargetComposition h = composition("sigmoid", Loss.squared(), 0);
        Vector w = Vector.of(2, 0, -1);
        SingleNeuron neuron = SingleNeuron.of(h, w, 0.3);
        Vector x = Vector.of(1, 0, -0.5);
        double slope = h.slope(2.8);
        double second = h.slopeDerivative(2.8);
        double own = Math.hypot(slope + 2.5 * second, second * Math.sqrt(5));
        Vector values = neuron.singularValues(x);
        assertTrue(Math.abs(own - Math.abs(slope)) > 1e-3);
        assertEquals(own, own > Math.abs(slope) ? values.get(0) : values.get(2), 1e-15);
        assertEquals(Math.abs(slope), values.get(1), 1e-16);
    }

    @Test
    void refusesWhatMakesNoSense() {
        TargetComposition h = composition("sigmoid", Loss.squared(), 0);
        assertThrows(InvalidInputException.class, () -> SingleNeuron.of(h, Vector.of(), 0));
        assertThrows(InvalidInputException.class, () -> SingleNeuron.of(h, Vector.of(Double.NaN), 0));
        SingleNeuron neuron = SingleNeuron.of(h, Vector.of(1, 2), 0);
        assertThrows(InvalidInputException.class, () -> neuron.jump(Vector.of(1)));
        assertThrows(InvalidInputException.class, () -> neuron.preimage(Vector.of(1, 2, 0)));
        assertThrows(InvalidInputException.class, () -> neuron.withRate(-1));
    }
}
