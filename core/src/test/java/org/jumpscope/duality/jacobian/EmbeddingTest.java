package org.jumpscope.duality.jacobian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jumpscope.duality.jacobian.DoubleBackwardTest.Case;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.learning.septuple.Septuple;
import org.jumpscope.learning.septuple.SeptuplePass;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.network.NetworkState;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Embedding;
import org.jumpscope.network.graph.GraphBuilder;
import org.jumpscope.network.septuple.BoundarySample;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks that begin with an embedding: jumps and the Jacobian by the embedded values against PyTorch's double backward to 1e-9,
 * and the embedding as a dense layer of one-hot inputs to 1e-12.
 */
class EmbeddingTest {
    private static final double TOLERANCE = 1e-9;
    private static final double SEPTUPLE = 1e-12;

    /** The network with the embedding at given tokens. */
    static Network given(Network network, Vector tokens) {
        List<Block> blocks = new ArrayList<>(network.blocks());
        blocks.set(0, ((Embedding) blocks.get(0)).given(tokens));
        return Network.of(blocks);
    }

    static Stream<Case> cases() {
        return DoubleBackwardTest.cases("embedding-jacobian.json");
    }

    private static OutputLoss loss(Case data) {
        return data.word("loss").equals("squared") ? new SquaredOutputs() : new SoftmaxCrossEntropy();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithDoubleBackward(Case data) {
        Network network = Network.parse(data.word("network"));
        assertEquals(data.word("network"), network.toString());
        double[] q = data.vector("q").toArray();
        Vector x = data.vector("x");
        Vector t = data.vector("t");
        NetworkLearningPass pass = NetworkLearningPass.of(ActivationPass.of(network, q), loss(data));
        Vector jump = pass.jump(x, t);
        for (int k = 0; k < q.length; k++) {
            assertEquals(data.vector("jump").get(k), jump.get(k), TOLERANCE);
        }
        double[][] inputs = SamplePass.column(data.vector("otherX").toArray());
        double[][] targets = SamplePass.column(data.vector("otherT").toArray());
        double square = data.data().get("otherSquaredNorm").asDouble();
        assertEquals(square, pass.squaredJumpNorms(inputs, targets, 1).get(0), TOLERANCE * square);

        NetworkLearningPass conditioned =
                NetworkLearningPass.of(ActivationPass.of(network, q).given(x), loss(data));
        int n = conditioned.activation().network().inputs();
        SampleJacobian at = DualityJacobian.of(conditioned).at(Vector.of(new double[n]), t);
        Vector expected = data.vector("singularValues");
        Vector values = at.singularValues();
        double largest = expected.get(0);
        assertEquals(expected.size(), values.size());
        for (int i = 0; i < expected.size(); i++) {
            double tolerance = expected.get(i) > 1e-5 * largest ? TOLERANCE : 1e-7;
            assertEquals(expected.get(i), values.get(i), tolerance * largest);
        }
        Matrix gram = at.gram();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertEquals(
                        data.data().get("gram").get(i).get(j).asDouble(),
                        gram.get(i, j),
                        TOLERANCE * largest * largest);
            }
        }
        Vector same = conditioned.jump(Vector.of(new double[n]), t);
        for (int k = 0; k < q.length; k++) {
            assertEquals(jump.get(k), same.get(k), SEPTUPLE * (1 + Math.abs(jump.get(k))));
        }
    }

    /** A dense layer without biases on one-hot inputs, with weights that the positions share: W = Eᵀ. */
    @Test
    void isADenseLayerOfOneHotInputs() {
        int positions = 5;
        int vocabulary = 4;
        int features = 3;
        Network network = Network.parse("5 tokens embedding 4 3 6 tanh 2");
        double[] q = RandomNetworks.trainables(network, 8);
        Vector tokens = Vector.of(3, 0, 3, 1, 3);
        GraphBuilder graph = GraphBuilder.of(positions * vocabulary);
        GraphBuilder.Shared table = GraphBuilder.shared(new Affine(vocabulary, features, Affine.Biases.NONE));
        List<Integer> parts = new ArrayList<>();
        double[] hot = new double[positions * vocabulary];
        for (int t = 0; t < positions; t++) {
            parts.add(graph.apply(table, graph.take(0, t * vocabulary, vocabulary)));
            hot[t * vocabulary + (int) tokens.get(t)] = 1;
        }
        graph.concatenate(parts);
        List<Block> blocks = new ArrayList<>(network.blocks());
        blocks.set(0, graph.build("table", "one-hot"));
        double[] other = q.clone();
        for (int i = 0; i < vocabulary; i++) {
            for (int d = 0; d < features; d++) {
                other[d * vocabulary + i] = q[i * features + d];
            }
        }
        SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
        NetworkLearningPass pass = NetworkLearningPass.of(ActivationPass.of(network, q), loss);
        Vector target = pass.target(1);
        Vector jump = pass.jump(tokens, target);
        NetworkState dense = new NetworkState(Network.of(blocks), Vector.of(other));
        Vector septuple = SeptuplePass.of(Septuple.of(dense, loss)).jump(BoundarySample.of(Vector.of(hot), target));
        double largest = jump.stream().map(Math::abs).max().orElseThrow();
        for (int i = 0; i < vocabulary; i++) {
            for (int d = 0; d < features; d++) {
                assertEquals(jump.get(i * features + d), septuple.get(d * vocabulary + i), SEPTUPLE * largest);
            }
        }
        for (int k = vocabulary * features; k < q.length; k++) {
            assertEquals(jump.get(k), septuple.get(k), SEPTUPLE * largest);
        }
        // The row of a token that is not there stays where it is.
        for (int d = 0; d < features; d++) {
            assertEquals(0, jump.get(2 * features + d));
        }
    }

    /** Finite differences of the loss by the table, and of the jump by displaced values. */
    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithFiniteDifferences(Case data) {
        Network network = Network.parse(data.word("network"));
        double[] q = data.vector("q").toArray();
        Vector x = data.vector("x");
        Vector t = data.vector("t");
        Vector jump = NetworkLearningPass.of(ActivationPass.of(network, q), loss(data))
                .jump(x, t);
        double step = 1e-6;
        for (int k = 0; k < network.blocks().get(0).trainables(); k++) {
            double[] up = q.clone();
            up[k] += step;
            double[] down = q.clone();
            down[k] -= step;
            double difference = (value(network, up, data) - value(network, down, data)) / (2 * step);
            // Third derivatives of order 1e4 (of the layer norm) times the square of the step, and roundings over the
            // step.
            assertEquals(-difference, jump.get(k), 1e-8);
        }
        NetworkLearningPass conditioned = NetworkLearningPass.of(ActivationPass.of(given(network, x), q), loss(data));
        int n = conditioned.activation().network().inputs();
        SampleJacobian at = DualityJacobian.of(conditioned).at(Vector.of(new double[n]), t);
        for (int j = 0; j < n; j++) {
            double[] unit = new double[n];
            unit[j] = step;
            Vector up = conditioned.jump(Vector.of(unit), t);
            unit[j] = -step;
            Vector down = conditioned.jump(Vector.of(unit), t);
            unit[j] = 1;
            Vector product = at.apply(Vector.of(unit));
            for (int k = 0; k < q.length; k++) {
                assertEquals((up.get(k) - down.get(k)) / (2 * step), product.get(k), 1e-7);
            }
        }
    }

    private static double value(Network network, double[] q, Case data) {
        double[][] out = NetworkLearningPass.of(ActivationPass.of(network, q), loss(data))
                .outputValues(SamplePass.column(data.vector("x").toArray()), 1);
        double[] values = new double[1];
        loss(data).values(out, SamplePass.column(data.vector("t").toArray()), 1, values);
        return values[0];
    }

    @Test
    void refusesWhatIsNoToken() {
        Network network = Network.parse("3 tokens embedding 4 2 2 softmax");
        NetworkLearningPass pass = NetworkLearningPass.of(
                ActivationPass.of(network, RandomNetworks.trainables(network, 1)), new SoftmaxCrossEntropy());
        for (double wrong : new double[] {4, -1, 0.5, Double.NaN}) {
            InvalidInputException refused =
                    assertThrows(InvalidInputException.class, () -> pass.jump(Vector.of(0, wrong, 1), pass.target(0)));
            assertEquals(
                    "Input 2 of a sample is " + wrong
                            + ", which is the number of no token: the embedding has the tokens 0 to 3.",
                    refused.getMessage());
        }
        InvalidInputException derivative = assertThrows(InvalidInputException.class, () -> DualityJacobian.of(pass));
        assertTrue(derivative.getMessage().contains("numbers of tokens"), derivative.getMessage());
        InvalidInputException count = assertThrows(
                InvalidInputException.class, () -> ((Embedding) network.blocks().get(0)).given(Vector.of(0, 1)));
        assertEquals("The embedding reads 3 tokens, but the sample has 2.", count.getMessage());
        ActivationPass dense = ActivationPass.of(Network.parse("1 1"), new double[2]);
        InvalidInputException none = assertThrows(InvalidInputException.class, () -> dense.given(Vector.of(0)));
        assertEquals(
                "The network 1 1 does not begin with an embedding, so that it reads no tokens.", none.getMessage());
    }
}
