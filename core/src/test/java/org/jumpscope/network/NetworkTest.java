package org.jumpscope.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.jumpscope.composition.Activation;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @Test
    void readsLayersAndCountsTrainables() {
        Network network = Network.parse("784 100 tanh 10 softmax");
        assertEquals(
                List.of(
                        new Affine(784, 100),
                        new Pointwise(100, Activation.tanh()),
                        new Affine(100, 10),
                        new Softmax(10)),
                network.blocks());
        assertEquals(79510, network.trainables());
        assertEquals(78500, network.offset(2));
        assertEquals("784 100 tanh 10 softmax", network.toString());
        assertEquals(
                List.of("layer 1 weights", "layer 1 biases", "layer 2 weights", "layer 2 biases"),
                network.groups().stream().map(TrainableGroup::name).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5 3", "2 4 leaky-relu(0.2) 4 gelu 1", "3 2 elu(0.5) 2 softmax", "3 2 no-bias tanh 2 no-bias"})
    void textIsReadBack(String text) {
        assertEquals(Network.parse(text), Network.parse(Network.parse(text).toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "784 100 tanhh 10,column 9",
        "tanh 3,begins with 'tanh' at column 1",
        "5 tanh 3,right after its inputs",
        "5,has no layer",
        "5 0 tanh,size 0 at column 3",
        "5 no-bias 3,right after its inputs",
        "5 3 tanh no-bias,at column 10",
        "5 3 no-bias no-bias,at column 13",
        "5 99999999999,size 99999999999 at column 3"
    })
    void namesTheColumnOfAnUnknownWord(String text, String part) {
        String message = assertThrows(InvalidInputException.class, () -> Network.parse(text))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    /** A layer without biases is one whose biases are 0, and has no variables for them. */
    @Test
    void layersMayHaveNoBiases() {
        Network network = Network.parse("2 2 no-bias tanh 2");
        assertEquals(4 + 4 + 2, network.trainables());
        assertEquals(
                List.of("layer 1 weights", "layer 2 weights", "layer 2 biases"),
                network.groups().stream().map(TrainableGroup::name).toList());
        double[] q = {1, -2, 0.5, 3, 2, 1, -1, 0.5, 0.3, 0};
        double[] biased = {1, -2, 0.5, 3, 0, 0, 2, 1, -1, 0.5, 0.3, 0};
        Vector x = Vector.of(0.7, -0.4);
        assertEquals(
                ActivationPass.of(Network.parse("2 2 tanh 2"), biased).outputs(x),
                ActivationPass.of(network, q).outputs(x));
        ActivationPass read = ActivationPass.of(
                network,
                (block, from, count) ->
                        Arrays.copyOfRange(q, network.offset(block) + from, network.offset(block) + from + count));
        assertEquals(ActivationPass.of(network, q).outputs(x), read.outputs(x));
        assertThrows(InvalidInputException.class, () -> ActivationPass.of(network, (b, from, n) -> new double[0]));
        assertThrows(
                InvalidInputException.class,
                () -> ActivationPass.of(network, (b, from, n) -> new double[] {Double.NaN, 0, 0, 0}));
    }

    @Test
    void refusesATextWithoutEnd() {
        String text = "4 " + "4 ".repeat(10_000);
        String message = assertThrows(InvalidInputException.class, () -> Network.parse(text))
                .getMessage();
        assertTrue(message.contains("20002 characters") && message.length() < 200, message);
    }

    @Test
    void refusesSizesThatDoNotMatch() {
        assertThrows(InvalidInputException.class, () -> Network.of(List.of(new Affine(2, 3), new Affine(4, 1))));
        assertThrows(InvalidInputException.class, () -> new Affine(100_000, 100_000));
        Network network = Network.parse("2 1");
        assertThrows(InvalidInputException.class, () -> ActivationPass.of(network, new double[2]));
        assertThrows(InvalidInputException.class, () -> ActivationPass.of(network, new double[] {1, Double.NaN, 0}));
    }

    /** Two layers by hand: softmax(W₂ tanh(W₁ x + b₁) + b₂). */
    @Test
    void passesTheInputsThroughItsLayers() {
        Network network = Network.parse("2 2 tanh 2 softmax");
        double[] q = {1, -2, 0.5, 3, 0.1, -0.2, 2, 1, -1, 0.5, 0.3, 0};
        double first = Math.tanh(0.7 - 2 * -0.4 + 0.1);
        double second = Math.tanh(0.5 * 0.7 + 3 * -0.4 - 0.2);
        double difference = (2 * first + second + 0.3) - (-first + 0.5 * second);
        Vector out = ActivationPass.of(network, q).outputs(Vector.of(0.7, -0.4));
        assertEquals(1 / (1 + Math.exp(-difference)), out.get(0), 1e-15);
        assertEquals(1, out.get(0) + out.get(1), 1e-15);
    }
}
