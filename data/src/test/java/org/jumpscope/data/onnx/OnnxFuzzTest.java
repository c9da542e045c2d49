package org.jumpscope.data.onnx;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import org.jumpscope.data.Mutations;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files are refused, or read as another network; nothing else is thrown and nothing hangs. */
class OnnxFuzzTest {
    /** Where a reader believed a length that is not there, it would ask for more than this, from files of a few kilobytes. */
    private static final int MOST_TRAINABLES = 100_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "torch_activations.onnx",
                "torch_images.onnx",
                "node_by_node.onnx",
                "gelu.onnx",
                "sklearn_two_classes.onnx",
                "sklearn_mlp.onnx",
                "conv_lenet.onnx",
                "conv_attributes.onnx",
                "conv_no_biases.onnx",
                "conv_folded.onnx",
                "conv_by_node.onnx",
                "conv_view.onnx",
                "graph_residual_mlp.onnx",
                "graph_residual_cnn.onnx",
                "graph_layer_norm.onnx",
                "graph_layer_norm_13.onnx",
                "graph_gated.onnx",
                "graph_pre_norm.onnx",
                "graph_vision.onnx",
                "graph_encoder.onnx",
                "graph_elements.onnx",
                "graph_tied.onnx",
                "graph_windows.onnx",
                "graph_ending_sum.onnx",
                "graph_ending_gate.onnx",
                "rnn_tanh.onnx",
                "rnn_relu.onnx",
                "gru.onnx",
                "gru_steps_first.onnx",
                "gru_slice.onnx",
                "lstm.onnx",
                "lstm_steps_first.onnx",
                "lstm_fixed.onnx",
                "embedding_flat.onnx",
                "embedding_gru.onnx",
                "embedding_lstm_steps_first.onnx",
                "batchnorm_image.onnx",
                "batchnorm_vector.onnx",
                "batchnorm_opset7.onnx"
            })
    void mutations(String name) throws IOException {
        byte[] whole = Files.readAllBytes(OnnxFileTest.resource(name));
        byte[] other = Files.readAllBytes(OnnxFileTest.resource("torch_tanh.onnx"));
        int refused = Mutations.refused(20, random -> Mutations.mutated(whole, other, random), OnnxFuzzTest::read);
        assertTrue(refused > Mutations.COUNT / 20, "only " + refused + " were refused");
    }

    /** Each file that ends early is refused, wherever it ends: without its graph's last part something is missing. */
    @ParameterizedTest
    @ValueSource(strings = {"torch_tanh.onnx", "sklearn_softmax.onnx"})
    void cuts(String name) throws IOException {
        byte[] whole = Files.readAllBytes(OnnxFileTest.resource(name));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(InvalidInputException.class, () -> read(cut), "cut at " + length);
        }
    }

    private static void read(byte[] content) {
        OnnxFile file = OnnxFile.read("fuzzed", ByteBuffer.wrap(content), Optional.empty());
        assertTrue(file.network().trainables() < MOST_TRAINABLES, file.network().toString());
        file.trainables();
        file.notes();
    }
}
