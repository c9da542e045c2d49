package org.jumpscope.data;

import static org.jumpscope.data.MadeFiles.assertSays;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jumpscope.network.Network;
import org.jumpscope.network.NetworkState;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFileTest {
    @TempDir
    private Path folder;

    private static NetworkState random(String text) {
        Network network = Network.parse(text);
        return new NetworkState(
                network,
                Vector.of(RandomBlocks.of(8)
                        .block(0)
                        .doubles(network.trainables())
                        .toArray()));
    }

    private Path write(NetworkState state, String name) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            NetworkFile.write(out, NetworkFile.Form.of(file), state, Map.of("loss", "squared"));
        }
        return file;
    }

    private Path tensors(Map<String, Tensor> tensors) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafetensorsFile.write(out, tensors, Map.of());
        return MadeFiles.write(folder, "made.safetensors", out.toByteArray());
    }

    @Test
    void readsWhatItWrites() throws IOException {
        NetworkState state = random("5 4 leaky-relu(0.2) 3 3 softmax");
        for (String name : new String[] {"n.safetensors", "n.npz"}) {
            assertEquals(state, NetworkFile.read(write(state, name), Optional.empty()));
        }
        SafetensorsFile file = SafetensorsFile.open(folder.resolve("n.safetensors"));
        assertEquals(
                "[0.weight, 0.bias, 2.weight, 2.bias, 3.weight, 3.bias]",
                file.names().toString());
        assertEquals("squared", file.metadata().get("loss"));
        assertEquals(java.util.List.of(4, 5), file.shape("0.weight"));
    }

    /** The outputs are PyTorch's own for the same input: see safetensors_files.py. */
    @Test
    void readsPyTorchsNamesInTheirOrder() throws IOException {
        Path file = MadeFiles.write(folder, "s.safetensors", SafetensorsFileTest.resource("sequential.safetensors"));
        NetworkState state =
                NetworkFile.read(file, Optional.of("3 4 tanh 4 tanh 4 tanh 4 tanh 4 tanh 4 tanh 2 softmax"));
        Vector out = state.activation().outputs(Vector.of(0.3, -1.2, 2.0));
        assertEquals(0.6198848277774734, out.get(0), 1e-14);
        assertEquals(0.3801151722225266, out.get(1), 1e-14);
        assertSays(
                () -> NetworkFile.read(file, Optional.empty()), "does not say its architecture", "\"3 4 4 4 4 4 4 2\"");
        assertSays(() -> NetworkFile.read(file, Optional.of("3 4 tanh 2")), "has 7 layers", "has 2.");
        assertSays(() -> NetworkFile.read(file, Optional.of("3 4 tanhh 2")), "column 5", "did you mean 'tanh'?");
    }

    @Test
    void namesTheLayerThatDoesNotFit() throws IOException {
        Path file = write(random("5 4 tanh 2"), "n.safetensors");
        assertSays(
                () -> NetworkFile.read(file, Optional.of("5 3 tanh 2")),
                "0.weight has the shape (4, 5)",
                "layer 1 weights",
                "(3, 5)");
        assertSays(() -> NetworkFile.read(file, Optional.of("4 5 tanh 2")), "Rows are the neurons that a layer feeds");
        assertSays(() -> NetworkFile.read(folder.resolve("n.onnx"), Optional.empty()), "neither with .safetensors");
    }

    @Test
    void refusesTensorsOfOtherLayersAndNumbersThatAreNotFinite() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("0.weight", Tensor.of(new double[] {1, Double.NaN}, 1, 2));
        tensors.put("0.bias", Tensor.of(new double[1], 1));
        Path file = tensors(tensors);
        assertSays(
                () -> NetworkFile.read(file, Optional.of("2 1")),
                "0.weight, the layer 1 weights, holds NaN at row 1, column 2",
                "made.");
        tensors.put("1.running_mean", Tensor.of(new double[1], 1));
        Path more = tensors(tensors);
        assertSays(() -> NetworkFile.read(more, Optional.of("2 1")), "'1.running_mean' of shape (1,)");
        Path none = tensors(Map.of());
        assertSays(() -> NetworkFile.read(none, Optional.of("2 1")), "has no tensors");
    }

    /** PyTorch's layers without biases; a bias without weights is no layer. */
    @Test
    void aLayerHasBiasesWhereTheFileHasSome() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("0.weight", Tensor.of(new double[] {1, 2, 3, 4}, 2, 2));
        tensors.put("2.weight", Tensor.of(new double[] {5, 6}, 1, 2));
        tensors.put("2.bias", Tensor.of(new double[] {7}, 1));
        Path file = tensors(tensors);
        NetworkFile opened = NetworkFile.open(file, Optional.of("2 2 tanh 1"));
        assertEquals("2 2 no-bias tanh 1", opened.network().toString());
        assertEquals(Vector.of(1, 2, 3, 4, 5, 6, 7), opened.state().trainables());
        assertArrayEquals(new double[] {6, 7}, opened.values(2, 1, 2));
        assertEquals(opened.state(), NetworkFile.read(write(opened.state(), "again.npz"), Optional.empty()));
        assertEquals(opened.state(), NetworkFile.read(write(opened.state(), "again.safetensors"), Optional.empty()));
        tensors.remove("2.weight");
        Path alone = tensors(tensors);
        assertSays(() -> NetworkFile.read(alone, Optional.of("2 2")), "tensor '2.bias' of shape (1,)", "0.weight");
    }

    /** PyTorch's convolutions without biases, such as before a normalisation. */
    @Test
    void aConvolutionHasBiasesWhereTheFileHasSome() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("0.weight", Tensor.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 1, 2, 2));
        tensors.put("2.weight", Tensor.of(new double[] {9, 10}, 1, 2, 1, 1));
        tensors.put("2.bias", Tensor.of(new double[] {11}, 1));
        NetworkFile opened =
                NetworkFile.open(tensors(tensors), Optional.of("1x2x2 conv 2 2x2 tanh conv 1 1x1 no-bias"));
        assertEquals(
                "1x2x2 conv 2 2x2 no-bias tanh conv 1 1x1", opened.network().toString());
        assertEquals(
                Vector.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), opened.state().trainables());
        assertEquals(opened.state(), NetworkFile.read(write(opened.state(), "again.safetensors"), Optional.empty()));
    }
}
