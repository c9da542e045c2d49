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

    /** PyTorch's own state_dict and outputs: see batchnorm_file.py. */
    @Test
    void readsBatchNormalisations() throws IOException {
        Path file = MadeFiles.write(folder, "b.safetensors", SafetensorsFileTest.resource("batchnorm.safetensors"));
        String text = "1x4x4 batchnorm conv 3 3x3 no-bias batchnorm relu 4 batchnorm epsilon 0.001 tanh 2";
        NetworkState state = NetworkFile.read(file, Optional.of(text));
        assertEquals(text, state.network().toString());
        double[] x = new double[16];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.sin(i + 1);
        }
        Vector out = state.activation().outputs(Vector.of(x));
        assertEquals(-0.44220909780865675, out.get(0), 1e-14);
        assertEquals(0.3397869070564109, out.get(1), 1e-14);
        for (String name : new String[] {"again.npz", "again.safetensors"}) {
            assertEquals(state, NetworkFile.read(write(state, name), Optional.empty()));
        }
        assertEquals(
                java.util.List.of(4),
                SafetensorsFile.open(folder.resolve("again.safetensors")).shape("5.running_var"));
        assertSays(
                () -> NetworkFile.read(file, Optional.of("1x4x4 scale conv 3 3x3 batchnorm relu 4 batchnorm tanh 2")),
                "tensor '0.running_mean' of a batch normalisation",
                "say batchnorm in its place");
        assertSays(() -> NetworkFile.read(file, Optional.empty()), "\"1 batchnorm");
    }

    @Test
    void batchNormalisationsInSkipsKeepTheirStatistics() throws IOException {
        Network network = Network.parse("3 skip( batchnorm 4 tanh 3 batchnorm ) skip( batchnorm ) 2");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String layer : new String[] {"0.0", "0.3", "1"}) {
            tensors.put(layer + ".weight", Tensor.of(new double[] {1, 2, 3}, 3));
            tensors.put(layer + ".bias", Tensor.of(new double[] {4, 5, 6}, 3));
            tensors.put(layer + ".running_mean", Tensor.of(new double[] {layer.length(), -1, 0.5}, 3));
            tensors.put(layer + ".running_var", Tensor.of(new double[] {1, layer.length(), 0.5}, 3));
        }
        tensors.put("0.1.weight", Tensor.of(new double[12], 4, 3));
        tensors.put("0.1.bias", Tensor.of(new double[4], 4));
        tensors.put("0.2.weight", Tensor.of(new double[12], 3, 4));
        tensors.put("0.2.bias", Tensor.of(new double[3], 3));
        tensors.put("2.weight", Tensor.of(new double[] {1, 0, 0, 0, 1, 0}, 2, 3));
        tensors.put("2.bias", Tensor.of(new double[2], 2));
        NetworkState state = NetworkFile.read(tensors(tensors), Optional.of(network.toString()));
        // All weights inside the first skip are 0, so that it adds the shift of its last normalisation at (0 - mean)/s.
        double s = Math.sqrt(1 + 1e-5);
        double h = 1 + (0 - 3.0) / s + 4;
        assertEquals(
                h + (h - 1) / s + 4,
                state.activation().outputs(Vector.of(1, 1, 1)).get(0),
                1e-14);
        for (String name : new String[] {"again.npz", "again.safetensors"}) {
            assertEquals(state, NetworkFile.read(write(state, name), Optional.empty()));
        }
    }

    @Test
    void refusesBatchNormalisationsWithoutTheirStatistics() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("0.weight", Tensor.of(new double[] {1, 2}, 2));
        tensors.put("0.bias", Tensor.of(new double[] {1, 2}, 2));
        tensors.put("0.running_mean", Tensor.of(new double[] {1, 2}, 2));
        Optional<String> text = Optional.of("2 batchnorm");
        Path without = tensors(tensors);
        assertSays(() -> NetworkFile.read(without, text), "no tensor '0.running_var'");
        tensors.put("0.running_var", Tensor.of(new double[] {1, 2, 3}, 3));
        Path longer = tensors(tensors);
        assertSays(() -> NetworkFile.read(longer, text), "0.running_var has the shape (3,)", "has 2 channels");
        tensors.put("0.running_var", Tensor.of(new double[] {1, -2}, 2));
        Path negative = tensors(tensors);
        assertSays(() -> NetworkFile.read(negative, text), "0.running_var: The variance of channel 2", "-2.0");
    }

    @Test
    void readsTheTableOfAnEmbedding() throws IOException {
        NetworkState state = random("4 tokens embedding 5 2 gru 3 2");
        for (String name : new String[] {"e.npz", "e.safetensors"}) {
            assertEquals(state, NetworkFile.read(write(state, name), Optional.empty()));
        }
        assertEquals(
                java.util.List.of(5, 2),
                SafetensorsFile.open(folder.resolve("e.safetensors")).shape("0.weight"));
    }
}
