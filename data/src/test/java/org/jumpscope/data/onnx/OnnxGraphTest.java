package org.jumpscope.data.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import org.jumpscope.data.NpyArray;
import org.jumpscope.data.NpzFile;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.SampleJacobian;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs with branches that graphs.py exported, against the jumps and their derivatives of PyTorch's double backward. */
class OnnxGraphTest {
    @ParameterizedTest
    @CsvSource({
        "graph_residual_mlp, 157, 5 6 skip( 4 tanh 6 ) skip( 6 gelu ) 3",
        "graph_residual_cnn, 485, 1x6x6 conv 3 3x3 pad 1 tanh skip( conv 3 3x3 pad 1 tanh conv 3 3x3 pad 1 ) tanh"
                + " graph( conv 4 3x3 stride 2 pad 1 tanh conv 4 3x3 pad 1 conv 4 1x1 stride 2 no-bias sum ) softplus"
                + " globalavgpool 3",
        "graph_layer_norm, 69, 5 6 layernorm scale tanh 3",
        "graph_layer_norm_13, 69, 5 6 layernorm scale tanh 3",
        "graph_gated, 207, 18 graph( rearrange ) graph( rmsnorm scale no-bias conv 8 1x1 no-bias silu conv 8 1x1 no-bias"
                + " multiply conv 6 1x1 no-bias sum ) graph( rearrange ) 3",
        "graph_pre_norm, 464, 8x3x1 shift graph( rearrange ) graph( layernorm scale conv 24 1x1 product sum softmax-of-3"
                + " product conv 8 1x1 sum ) skip( layernorm scale conv 5 1x1 gelu conv 8 1x1 ) graph( rearrange ) 3",
        "graph_vision, 528, 1x4x4 conv 8 2x2 stride 2 graph( shift ) shift graph( rearrange ) graph("
                + " layernorm scale conv 24 1x1 product softmax-of-5 product conv 8 1x1 sum ) skip( layernorm scale conv 5"
                + " 1x1 gelu conv 8 1x1 ) graph( rearrange ) 3",
        "graph_encoder, 160, 4x3x1 graph( rearrange ) graph( conv 12 1x1 product sum softmax-of-3 product conv 4 1x1 sum )"
                + " layernorm scale skip( conv 5 1x1 gelu conv 4 1x1 ) layernorm scale globalavgpool 3",
        "graph_windows, 134, 1x9x8 conv 2 3x2 stride 2x1 pad 1x0 dilation 1x2 tanh maxpool 2x3 stride 1 dilation 2x1 conv 2"
                + " 2x2 stride 2 pad 1x0x0x1 tanh graph( rearrange ) conv 3 2x2 pad 0x0x1x1 tanh graph( rearrange ) avgpool 3"
                + " stride 1 graph( rearrange ) avgpool 2 pad 1 maxpool 2 pad 0x0x1x1 graph( rearrange ) 3",
        "graph_tied, 23, 5 graph( shared-weights product shift tanh product ) shift"
    })
    void knowsItsLayers(String name, int trainables, String network) {
        OnnxFile model = OnnxFile.open(OnnxFileTest.resource(name + ".onnx"));
        assertEquals(network, model.network().toString());
        assertEquals(trainables, model.network().trainables());
    }

    /** Jumps, J v and singular values in the order of the file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
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
    void jumpsAndTheirDerivativesAreThoseOfDoubleBackward(String name) {
        OnnxFile model = OnnxFile.open(OnnxFileTest.resource(name + ".onnx"));
        NetworkLearningPass pass = NetworkLearningPass.of(
                ActivationPass.of(model.network(), model.trainables()), new SoftmaxCrossEntropy());
        Map<String, NpyArray> reference = NpzFile.read(OnnxFileTest.resource(name + ".npz"));
        int samples = reference.get("jumps").shape().get(0);
        int k = reference.get("jumps").shape().get(1);
        int n = reference.get("x").shape().get(1);
        int count = reference.get("directions").shape().get(1);
        assertEquals(k, model.network().trainables());
        double[] x = reference.get("x").toDoubles();
        double[] jumps = reference.get("jumps").toDoubles();
        double[] values = reference.get("values").toDoubles();
        double[] directions = reference.get("directions").toDoubles();
        double[] products = reference.get("products").toDoubles();
        for (int i = 0; i < samples; i++) {
            Vector input = Vector.of(Arrays.copyOfRange(x, i * n, (i + 1) * n));
            double[] target = new double[model.network().outputs()];
            target[i % target.length] = 1;
            double[] jump = pass.jump(input, Vector.of(target)).toArray();
            SampleJacobian jacobian = DualityJacobian.of(pass).at(input, Vector.of(target));
            for (int j = 0; j < k; j++) {
                // The jump is −γ ∂H/∂q with γ = 1.
                assertEquals(-jumps[i * k + j], jump[j], 1e-12, "jump " + j);
            }
            for (int d = 0; d < count; d++) {
                double[] direction = new double[n];
                for (int j = 0; j < n; j++) {
                    direction[j] = directions[j * count + d];
                }
                double[] product = jacobian.apply(Vector.of(direction)).toArray();
                for (int j = 0; j < k; j++) {
                    double expected = -products[(i * k + j) * count + d];
                    assertEquals(expected, product[j], 1e-11, "product " + j);
                }
            }
            Vector found = jacobian.singularValues();
            int width = values.length / samples;
            for (int j = 0; j < width; j++) {
                double expected = values[i * width + j];
                // Roots of eigenvalues: a value that is 0 is the root of a rounding of the largest one's square.
                double tolerance = expected > 1e-5 * values[i * width] ? 1e-9 : 1e-7;
                assertEquals(expected, found.get(j), tolerance * values[i * width], "value " + j);
            }
        }
    }
}
