package org.jumpscope.learning.septuple;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jumpscope.distribution.Normal;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.network.Network;
import org.jumpscope.network.NetworkState;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.BlockMap;
import org.jumpscope.network.septuple.ActivationMap;
import org.jumpscope.network.septuple.Boundary;
import org.jumpscope.network.septuple.BoundarySample;
import org.jumpscope.network.septuple.InitialState;
import org.jumpscope.network.septuple.SharedWeights;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of blocks as W, w⁰, B and f. */
class LayeredSeptupleTest {
    private static final SquaredOutputs LOSS = new SquaredOutputs();

    private static Vector numbers(String name, int n) {
        return Vector.of(RandomBlocks.of(8).stream(name)
                .block(0)
                .doubles(n)
                .map(u -> 2 * u - 1)
                .toArray());
    }

    private static Septuple septuple(String text) {
        Network network = Network.parse(text);
        return Septuple.of(new NetworkState(network, numbers("q", network.trainables())), LOSS);
    }

    private static BoundarySample sample(Septuple septuple) {
        Boundary boundary = septuple.boundary();
        return BoundarySample.of(
                numbers("x", boundary.inputs().size()),
                numbers("t", boundary.outputs().size()));
    }

    /** A filter (u, v) over (0, a, b, 0) writes va, ua + vb, ub; all three have the bias c. */
    @Test
    void aConvolutionSharesAndItsPaddingIsNoConnection() {
        Network network = Network.parse("1x1x2 conv 1 3x3 pad 1");
        double[] q = new double[10];
        for (int k = 0; k < q.length; k++) {
            q[k] = k + 1;
        }
        Septuple septuple = Septuple.of(new NetworkState(network, Vector.of(q)), LOSS);
        assertEquals(4, septuple.neurons());
        assertEquals(4, septuple.weights().connections());
        // The middle row of the filter is q₃, q₄, q₅ from 0, of which the places beside are padding.
        assertEquals(
                Matrix.of(4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 5, 6, 0, 0, 4, 5, 0, 0),
                septuple.connections().weights());
        assertEquals(Vector.of(0, 0, 10, 10), septuple.connections().biases());
        assertEquals(List.of(3, 4, 5), septuple.weights().variablesOfWeights());
    }

    @Test
    void averagesAndSkipsAreFixedWeights() {
        Septuple average = septuple("1x1x4 avgpool 1x2 stride 1");
        assertEquals(0, average.weights().trainables());
        Matrix weights = average.connections().weights();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 4; j++) {
                assertEquals(j == i || j == i + 1 ? 0.5 : 0, weights.get(4 + i, j));
            }
        }
        Septuple skip = septuple("2 skip( shift tanh )");
        // Two inputs, two of tanh, two sums of both.
        assertEquals(
                Matrix.of(
                        6, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0,
                        0, 1, 0, 1, 0, 0),
                skip.connections().weights());
        assertEquals(
                Vector.of(0, 0, skip.trainables().get(0), skip.trainables().get(1), 0, 0),
                skip.connections().biases());
        assertEquals(OptionalInt.of(2), skip.depth());
    }

    /** Each step of h ← tanh(Wx + b + Uh + c) is H neurons, and takes one step of time. */
    @Test
    void aRecurrenceIsUnrolledWithTheSameVariables() {
        Septuple septuple = septuple("4x2 rnn 3");
        // Eight inputs, four times three states, and the three zeros of the first.
        assertEquals(8 + 12 + 3, septuple.neurons());
        assertEquals(OptionalInt.of(5), septuple.depth());
        assertEquals(4 * 3 * (2 + 3), septuple.weights().connections());
        assertEquals(3 * 2 + 3 + 3 * 3 + 3, septuple.weights().trainables());
    }

    /** The longest paths: scores, weights, context and the last map of attention; the products of gates. */
    @Test
    void depthCountsGroupsOfNeuronsAsOne() {
        assertEquals(OptionalInt.of(4), septuple("2x3x1 attention 1").depth());
        // The largest of pre-activations is their activation.
        assertEquals(
                OptionalInt.of(1), septuple("1x4x4 conv 1 3x3 pad 1 maxpool 2").depth());
        // A softmax over neurons of which one is a step later waits for it.
        SharedWeights chain = SharedWeights.of(
                4,
                3,
                List.of(
                        new SharedWeights.Weight(1, 0, 0),
                        new SharedWeights.Weight(2, 1, 1),
                        new SharedWeights.Weight(3, 0, 2)),
                List.of());
        Boundary boundary = Boundary.of(4, List.of(0), List.of(3), Boundary.OutputState.PREDICTED);
        for (int other : new int[] {1, 2}) {
            ActivationMap map = ActivationMap.of(4, List.of(ActivationMap.Group.softmax(List.of(other, 3))));
            Septuple pair = Septuple.of(chain, Vector.of(0.5, -0.4, 0.3), boundary, map, LOSS);
            assertEquals(OptionalInt.of(other), pair.depth());
        }
        // Neuron 2 reads 1, which it becomes active with.
        ActivationMap loop = ActivationMap.of(4, List.of(ActivationMap.Group.softmax(List.of(1, 2))));
        assertEquals(
                OptionalInt.empty(),
                Septuple.of(chain, Vector.of(1, 1, 1), boundary, loop, LOSS).depth());
    }

    /** Paths of different lengths meet: after the depth nothing of the initial state is left, and before it something is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "3x2 gru 2 2",
                "3x2 lstm 2 2",
                "2x3x1 skip( layernorm attention 2 ) layernorm 2",
                "1x4x4 conv 2 3x3 pad 1 skip( tanh conv 2 3x3 pad 1 ) maxpool 2 2"
            })
    void settlesAfterItsDepth(String text) {
        Septuple septuple = septuple(text);
        BoundarySample sample = sample(septuple);
        int depth = septuple.depth().orElseThrow();
        InitialState state = InitialState.random(Normal.of(0, 1), 5);
        Vector jump = SeptuplePass.of(septuple).jump(sample);
        Vector random = SeptuplePass.of(septuple).withInitialState(state).jump(sample, 17);
        Vector longer =
                SeptuplePass.of(septuple, depth + 3).withInitialState(state).jump(sample, 18);
        Vector early =
                SeptuplePass.of(septuple, depth - 1).withInitialState(state).jump(sample, 17);
        for (int l = 0; l < jump.size(); l++) {
            // Unsettled states have δ = 0, so that no bit of them is added.
            assertEquals(jump.get(l), random.get(l), 1e-15);
            assertEquals(jump.get(l), longer.get(l), 1e-15);
        }
        assertNotEquals(jump, early);
    }

    /** All N² weights held, with W and w⁰ as the network's blocks say: the jumps are those of the structured code. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1x3x3 conv 2 2x2 pad 1 tanh avgpool 2 2",
                "3x2 gru 2 2",
                "2x3x1 skip( rmsnorm scale causal-attention 1 ) 2"
            })
    void asDenseWeightsWithSharedVariables(String text) {
        Network network = Network.parse(text);
        NetworkState state = new NetworkState(network, numbers("q", network.trainables()));
        Septuple septuple = Septuple.of(state, LOSS);
        Septuple dense =
                Septuple.of(dense(septuple.weights()), state.trainables(), septuple.boundary(), septuple.map(), LOSS);
        int n = septuple.neurons();
        assertEquals(n * n, dense.weights().connections());
        BoundarySample sample = sample(septuple);
        int depth = septuple.depth().orElseThrow();
        Vector jump = SeptuplePass.of(dense, depth).jump(sample);
        Vector expected = NetworkLearningPass.of(state.activation(), LOSS).jump(sample.inputs(), sample.targets());
        double largest = expected.stream().map(Math::abs).max().orElseThrow();
        for (int l = 0; l < jump.size(); l++) {
            assertEquals(expected.get(l), jump.get(l), 1e-12 * largest);
        }
    }

    private static SharedWeights dense(SharedWeights sparse) {
        int n = sparse.neurons();
        int trainables = sparse.trainables();
        Matrix constant = sparse.at(Vector.of(new double[trainables])).weights();
        Vector shift = sparse.at(Vector.of(new double[trainables])).biases();
        List<SharedWeights.Weight> weights = new ArrayList<>();
        List<SharedWeights.Bias> biases = new ArrayList<>();
        List<SharedWeights.FixedWeight> fixedWeights = new ArrayList<>();
        List<SharedWeights.FixedBias> fixedBiases = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            fixedBiases.add(new SharedWeights.FixedBias(i, shift.get(i)));
            for (int j = 0; j < n; j++) {
                fixedWeights.add(new SharedWeights.FixedWeight(i, j, constant.get(i, j)));
            }
        }
        for (int l = 0; l < trainables; l++) {
            double[] unit = new double[trainables];
            unit[l] = 1;
            Matrix w = sparse.along(Vector.of(unit)).weights();
            Vector b = sparse.along(Vector.of(unit)).biases();
            for (int i = 0; i < n; i++) {
                if (b.get(i) != 0) {
                    biases.add(new SharedWeights.Bias(i, l, b.get(i)));
                }
                for (int j = 0; j < n; j++) {
                    if (w.get(i, j) != 0) {
                        weights.add(new SharedWeights.Weight(i, j, l, w.get(i, j)));
                    }
                }
            }
        }
        return SharedWeights.of(n, trainables, weights, biases, fixedWeights, fixedBiases);
    }

    @Test
    void penaltiesSpareScalesAndShifts() {
        Septuple septuple = septuple("2x2x1 scale shift 1");
        // Two scales, two shifts of them, four shifts, then four weights and a bias.
        assertEquals(IntStream.range(8, 12).boxed().toList(), septuple.penalised());
        String message = assertThrows(InvalidInputException.class, () -> septuple.withPenalised(List.of(13)))
                .getMessage();
        assertTrue(message.contains("13"), message);
        assertThrows(InvalidInputException.class, () -> septuple.withPenalised(List.of(2, 2)));
    }

    /** Outputs that are inputs are read through neurons of their own. */
    @Test
    void anOutputIsNeverAnInput() {
        Septuple septuple = septuple("2 skip( shift )");
        assertEquals(
                List.of(2, 3),
                septuple.boundary().outputs().stream()
                        .map(Boundary.Output::neuron)
                        .toList());
    }

    /** A block whose weights nobody knows. */
    private record Unknown(int inputs, int outputs, int trainables) implements Block {
        @Override
        public String words() {
            return "unknown";
        }

        @Override
        public BlockMap at(double[] q, int offset) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void blocksWithWeightsOfTheirOwnAreRefused() {
        Network network = Network.of(List.of(new Unknown(2, 2, 1)));
        NetworkState state = new NetworkState(network, Vector.of(1));
        String message = assertThrows(InvalidInputException.class, () -> Septuple.of(state, LOSS))
                .getMessage();
        assertTrue(message.contains("Unknown"), message);
    }
}
