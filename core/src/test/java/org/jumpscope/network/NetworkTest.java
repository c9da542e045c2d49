package org.jumpscope.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.jumpscope.composition.Activation;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Pointwise;
import org.jumpscope.network.block.Softmax;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.network.image.Convolution;
import org.jumpscope.network.image.ImageShape;
import org.jumpscope.network.image.Pooling;
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

    /** LeNet's sizes: 28 − 4 = 24, halved, 12 − 4 = 8, halved. */
    @Test
    void readsImagesAndFollowsTheirShape() {
        Network network =
                Network.parse("1x28x28 conv 16 5x5 relu maxpool 2 conv 32 5x5 relu maxpool 2 100 tanh 10 softmax");
        assertEquals(784, network.inputs());
        assertEquals(new ImageShape(16, 24, 24), ((Convolution) network.blocks().get(0)).outputShape());
        assertEquals(new ImageShape(32, 4, 4), ((Pooling) network.blocks().get(5)).outputShape());
        assertEquals(new Affine(512, 100), network.blocks().get(6));
        assertEquals(16 * 26 + 32 * (16 * 25 + 1) + 100 * 513 + 10 * 101, network.trainables());
        assertEquals(8, network.groups().size());
        assertEquals(
                new TrainableGroup(2, TrainableGroup.Kind.WEIGHTS, 416, 32, 400),
                network.groups().get(2));
    }

    @Test
    void convolutionsWithoutBiasesHaveWeightsAlone() {
        Network network = Network.parse("3x8x8 conv 4 3x3 no-bias tanh conv 2 6x6");
        assertEquals("3x8x8 conv 4 3x3 no-bias tanh conv 2 6x6", network.toString());
        assertEquals(4 * 27 + 2 * (4 * 36 + 1), network.trainables());
        assertEquals(
                List.of("layer 1 weights", "layer 2 weights", "layer 2 biases"),
                network.groups().stream().map(TrainableGroup::name).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "3x8x8 conv 4 3x3 no-bias no-bias|'no-bias' at column 26, not right after",
                "1x28x28 conv 8|nothing at column 15; give the window",
                "1x28x28 conv 8 5|'5' at column 16; give the window",
                "1x28x28 conv x 5x5|'x' at column 14; give the number of filters",
                "1x28x28 conv 8 5x5 stride tanh|'tanh' at column 27; give the stride",
                "1x28x28 conv 8 30x5|'conv' at column 9, which does not fit: A window of 30x5 does not fit",
                "3x8x8 conv 8 3x3 groups 2|cannot be cut in 2 groups",
                "1x8x8 conv 2 3x3 stride 0|cannot slide",
                "1x8x8 conv 2 3x3 stride 1x2x3|'1x2x3' at column 25; give the stride",
                "1x8x8 conv 2 3x3 pad 1x2x3|'1x2x3' at column 22; give the padding",
                "64 conv 8 5x5|is no image",
                "1x8x8 10 conv 8 5x5|is no image",
                "1x8x8 maxpool 2 pad 2|could lie in its padding",
                "1x8x8 maxpool|nothing at column 14; give the window",
                "6 skip( 5 tanh ) 3|read 6 neurons but write 5",
                "6 skip( 5 tanh 6|ends without the ')'",
                "6 5 tanh ) 3|a ')' too many at column 10",
                "6 skip( ) 3|past no blocks",
                "28 gru 4|is no sequence",
                "7x5 gru four 2|'four' at column 9; give the number of states",
                "1x4x4 conv 6 1x1 attention 4|cannot share 6 features",
                "6 attention 2|is no image",
                "6 skip( 5 tanhh 6 )|unknown word at column 11",
                "5 3 batchnorm epsilon tanh|'tanh' at column 23; give the number that is added",
                "5 3 batchnorm epsilon -1|'batchnorm' at column 5, which does not fit: The -1.0 that a batch",
                "4 tokens|nothing at column 9; give the word 'embedding'",
                "4 tokens 3 tanh|'3' at column 10; give the word 'embedding'",
                "4 embedding 5 2|are no tokens",
                "4 tokens embedding 5 2 3 embedding 5 2|are no tokens",
                "4 tokens embedding five 2|'five' at column 20; give the number of tokens that there are",
                "4 tokens embedding 5|nothing at column 21; give the number of values",
                "4 tokens embedding 5 0 gru 2|with 0 values each is empty",
                "4 tokens embedding 5 2 attention 1|is no image",
                "4 tokens embedding 5 2 channels gru 3|is no sequence"
            })
    void saysWhatDoesNotFitAnImage(String text, String part) {
        String message = assertThrows(InvalidInputException.class, () -> Network.parse(text))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5 3",
                "2 4 leaky-relu(0.2) 4 gelu 1",
                "3 2 elu(0.5) 2 softmax",
                "3 2 no-bias tanh 2 no-bias",
                "6 skip( 5 no-bias tanh 6 ) 3",
                "2x9x8 conv 4 3x2 stride 2 pad 1 dilation 2 groups 2 relu maxpool 2 stride 1 3 softmax",
                "1x9x9 conv 2 3x2 stride 2x1 pad 1x0 dilation 1x2 relu maxpool 2 stride 1 pad 0x0x1x1 3",
                "1x9x9 maxpool 3x2 conv 2 2x2 avgpool 2 pad 1 globalavgpool 2",
                "2x4x3 batchnorm 3",
                "2x4x3 layernorm tanh 3",
                "2x4x3 batchnorm conv 3 2x2 batchnorm relu globalavgpool batchnorm epsilon 0.001",
                "5 batchnorm 3 batchnorm epsilon 1.0E-6 skip( 2 tanh 3 batchnorm ) softmax",
                "3x2 rnn-relu 4 2",
                "4 tokens embedding 5 1 gru 3 2",
                "4 tokens embedding 5 2 3 tanh 2",
                "4 tokens embedding 5 2 channels shift skip( layernorm attention 2 ) conv 3 1x2 3 softmax",
                "1x9x9 conv 4 2x2 stride 2 groups 1 no-bias relu scale no-bias globalavgpool 2"
            })
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
