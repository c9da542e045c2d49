package org.jumpscope.data.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jumpscope.data.HalfFloat;
import org.jumpscope.data.NpyArray;
import org.jumpscope.data.NpzFile;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that PyTorch and models.py made, against the outputs that PyTorch and NumPy computed in double precision. */
class OnnxFileTest {
    static Path resource(String name) {
        try {
            return Path.of(OnnxFileTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file's output, from the network's. */
    private static double output(OnnxFile model, Vector out, int j) {
        return switch (model.outputs()) {
            case OF_THE_NETWORK -> out.get(j);
            case LOGARITHMS -> Math.log(out.get(j));
            case SECOND_PROBABILITY -> j == 1 ? out.get(0) : 1 - out.get(0);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "torch_tanh",
                "torch_double",
                "torch_images",
                "torch_activations",
                "torch_no_biases",
                "torch_opset7",
                "node_by_node",
                "gelu",
                "gelu_by_power",
                "torch_gelu_tanh",
                "sklearn_softmax",
                "sklearn_scores",
                "sklearn_two_classes",
                "sklearn_mlp",
                "conv_lenet",
                "conv_attributes",
                "conv_no_biases",
                "conv_folded",
                "conv_by_node",
                "conv_view",
                "graph_residual_mlp",
                "graph_residual_cnn",
                "graph_layer_norm",
                "graph_layer_norm_13",
                "graph_gated",
                "graph_pre_norm",
                "graph_vision",
                "graph_encoder",
                "graph_elements",
                "graph_tied",
                "graph_windows",
                "graph_ending_sum",
                "graph_ending_gate"
            })
    void answersAsItsExporterDoes(String name) {
        OnnxFile model = OnnxFile.open(resource(name + ".onnx"));
        ActivationPass pass = ActivationPass.of(model.network(), model.trainables());
        Map<String, NpyArray> reference = NpzFile.read(resource(name + ".npz"));
        double[] x = reference.get("x").toDoubles();
        double[] y = reference.get("y").toDoubles();
        int samples = reference.get("x").shape().get(0);
        int n = x.length / samples;
        int outputs = y.length / samples;
        assertEquals(n, model.network().inputs());
        for (int i = 0; i < samples; i++) {
            Vector out = pass.outputs(Vector.of(Arrays.copyOfRange(x, i * n, (i + 1) * n)));
            for (int j = 0; j < outputs; j++) {
                // Sums of a dozen terms of size 1 through at most seven layers: some tens of roundings.
                assertEquals(y[i * outputs + j], output(model, out, j), 1e-14 * (1 + Math.abs(y[i * outputs + j])));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "torch_tanh, 6 5 tanh 3, 53, OF_THE_NETWORK",
        "torch_images, 6 8 relu 4 softmax, 92, LOGARITHMS",
        "torch_activations, 4 6 sigmoid 5 softplus 6 leaky-relu(0.2) 5 elu(0.7) 6 gelu 5 silu 3 softmax, 225,"
                + " OF_THE_NETWORK",
        "torch_no_biases, 5 4 no-bias relu 1, 25, OF_THE_NETWORK",
        "gelu_by_power, 4 5 y*sigmoid(2*sqrt(2/pi)*(y+0.044715*y^3)) 3, 43, OF_THE_NETWORK",
        "torch_gelu_tanh, 4 5 y*sigmoid(2*sqrt(2/pi)*(y+0.044715*y^3)) 3, 43, OF_THE_NETWORK",
        "sklearn_softmax, 4 3 softmax, 15, OF_THE_NETWORK",
        "sklearn_two_classes, 4 1 sigmoid, 5, SECOND_PROBABILITY",
        "sklearn_mlp, 4 6 relu 3 softmax, 51, OF_THE_NETWORK",
        "conv_lenet, 1x12x12 conv 3 3x3 relu maxpool 2 conv 4 2x2 tanh maxpool 2 5 tanh 3, 185, OF_THE_NETWORK",
        "conv_attributes, 2x9x8 conv 4 3x2 stride 2 pad 1 dilation 2 groups 2 softplus avgpool 2 stride 1 pad 1"
                + " maxpool 2x3 stride 1 pad 1 conv 6 1x1 groups 2 no-bias sigmoid avgpool 2 4, 188, OF_THE_NETWORK",
        "conv_no_biases, 2x6x6 conv 5 3x3 pad 1 no-bias tanh conv 3 3x3 stride 2 no-bias globalavgpool, 225,"
                + " OF_THE_NETWORK",
        "conv_folded, 1x7x7 conv 3 3x3 relu maxpool 2 3, 69, OF_THE_NETWORK",
        "conv_view, 2x3x3 conv 3 2x2 tanh 3, 66, OF_THE_NETWORK",
        "conv_by_node, 1x10x10 conv 2 3x3 pad 1 tanh avgpool 2 conv 3 3x3 pad 1 elu(1) maxpool 3 stride 2 3, 116,"
                + " OF_THE_NETWORK"
    })
    void knowsItsLayers(String name, String network, int trainables, OnnxFile.Outputs outputs) {
        OnnxFile model = OnnxFile.open(resource(name + ".onnx"));
        assertEquals(network, model.network().toString());
        assertEquals(trainables, model.network().trainables());
        assertEquals(outputs, model.outputs());
    }

    /** Jumps and singular values of images.py, in the order of its parameters. */
    @ParameterizedTest
    @ValueSource(
            strings = {"conv_lenet", "conv_attributes", "conv_no_biases", "conv_folded", "conv_by_node", "conv_view"})
    void jumpsAndSingularValuesAreThoseOfDoubleBackward(String name) {
        OnnxFile model = OnnxFile.open(resource(name + ".onnx"));
        NetworkLearningPass pass = NetworkLearningPass.of(
                ActivationPass.of(model.network(), model.trainables()), new SoftmaxCrossEntropy());
        Map<String, NpyArray> reference = NpzFile.read(resource(name + ".npz"));
        int outputs = model.network().outputs();
        int n = model.network().inputs();
        int k = model.network().trainables();
        double[] x = reference.get("x").toDoubles();
        double[] jumps = reference.get("jumps").toDoubles();
        double[] values = reference.get("values").toDoubles();
        int samples = reference.get("jumps").shape().get(0);
        assertEquals(k, reference.get("jumps").shape().get(1));
        for (int i = 0; i < samples; i++) {
            Vector input = Vector.of(Arrays.copyOfRange(x, i * n, (i + 1) * n));
            double[] target = new double[outputs];
            target[i % outputs] = 1;
            // The jump is −γ ∂H/∂q with γ = 1.
            double[] gradient = Arrays.copyOfRange(jumps, i * k, (i + 1) * k);
            double[] jump = pass.jump(input, Vector.of(target)).toArray();
            for (int j = 0; j < k; j++) {
                assertEquals(-gradient[j], jump[j], 1e-12);
            }
            int count = values.length / samples;
            double[] expected = Arrays.copyOfRange(values, i * count, (i + 1) * count);
            Vector found = DualityJacobian.of(pass).at(input, Vector.of(target)).singularValues();
            for (int j = 0; j < count; j++) {
                // Roots of eigenvalues: a value that is 0 is the root of a rounding of the largest one's square.
                double tolerance = expected[j] > 1e-5 * expected[0] ? 1e-9 : 1e-7;
                assertEquals(expected[j], found.get(j), tolerance * expected[0]);
            }
        }
    }

    @Test
    void saysWhatIsNotQuiteAsInTheFile() {
        assertEquals(List.of(), OnnxFile.open(resource("torch_tanh.onnx")).notes());
        assertEquals(List.of(), OnnxFile.open(resource("torch_no_biases.onnx")).notes());
        String factors = OnnxFile.open(resource("node_by_node.onnx")).notes().get(0);
        assertTrue(factors.contains("node 'first' (Gemm) alpha is 0.5 and beta 2.0"), factors);
        OnnxFile two = OnnxFile.open(resource("sklearn_two_classes.onnx"));
        assertEquals(List.of("no", "yes"), two.classes());
        assertTrue(two.notes().get(0).contains("one output, the probability of class 'yes'"));
        assertEquals(
                List.of("3", "5", "9"),
                OnnxFile.open(resource("sklearn_softmax.onnx")).classes());
    }

    @Test
    void saysWhoWroteIt() {
        OnnxFile model = OnnxFile.open(resource("torch_images.onnx"));
        assertEquals("pytorch 1.13.0", model.producer());
        assertEquals(9, model.operatorsVersion());
    }

    @Test
    void takesTheOutputThatIsNamed() {
        byte[] content = OnnxBytes.model(
                13,
                OnnxBytes.message()
                        .message(12, OnnxBytes.message().text(1, "h"))
                        .message(
                                1,
                                OnnxBytes.message()
                                        .text(1, "x")
                                        .text(1, "w")
                                        .text(2, "h")
                                        .text(4, "MatMul"))
                        .message(
                                1, OnnxBytes.message().text(1, "h").text(2, "y").text(4, "Tanh"))
                        .message(11, OnnxBytes.message().text(1, "x"))
                        .message(12, OnnxBytes.message().text(1, "y"))
                        .message(
                                5,
                                OnnxBytes.message()
                                        .integer(1, 1)
                                        .integer(1, 1)
                                        .integer(2, 1)
                                        .float32(4, 3)
                                        .text(8, "w")));
        ByteBuffer bytes = ByteBuffer.wrap(content);
        assertEquals(
                "1 1 no-bias",
                OnnxFile.read("m", bytes, Optional.of("h")).network().toString());
        OnnxFile whole = OnnxFile.read("m", bytes, Optional.of("y"));
        assertEquals("1 1 no-bias tanh", whole.network().toString());
        assertEquals(3, whole.trainables()[0]);
        assertEquals(1, whole.network().trainables());
    }

    /** 16-bit floats: 1 bit of sign, 5 of exponent, 10 of fraction (IEEE 754 binary16). */
    @ParameterizedTest
    @CsvSource({
        "0x0000, 0",
        "0x3c00, 1",
        "0xc000, -2",
        "0x7bff, 65504",
        "0x0001, 5.9604644775390625e-8",
        "0x03ff, 6.097555160522461e-5",
        "0x0400, 6.103515625e-5",
        "0x3555, 0.333251953125",
        "0x7c00, Infinity",
        "0xfc00, -Infinity",
        "0x7e00, NaN"
    })
    void readsHalves(String bits, double value) {
        assertEquals(value, HalfFloat.value((short) Integer.decode(bits).intValue()));
    }
}
