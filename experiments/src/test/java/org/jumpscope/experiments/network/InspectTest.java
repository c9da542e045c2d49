package org.jumpscope.experiments.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.jumpscope.data.MemoryNeed;
import org.jumpscope.network.Network;
import org.junit.jupiter.api.Test;

class InspectTest {
    private static Inspect.Run run(String name, Optional<String> architecture) {
        return Inspect.run(new Inspect.Request(SpectrumTest.resource(name), architecture, Optional.empty()));
    }

    @Test
    void saysWhatIsInAFile() {
        Inspect.Result result = run("relu.onnx", Optional.empty()).result();
        assertEquals("relu.onnx", result.file());
        assertEquals("ONNX, opset 13 by pytorch 1.13.0", result.format());
        assertEquals("12 8 relu 4 sigmoid 3 softmax", result.network());
        assertEquals(12, result.boundary());
        assertEquals(3, result.outputs());
        // 12·8 + 8 + 8·4 + 4 + 4·3 + 3
        assertEquals(155, result.trainable());
        assertEquals(
                List.of(
                        new NetworkLayers.Layer(1, 12, 8, "relu", 96, 8, 104),
                        new NetworkLayers.Layer(2, 8, 4, "sigmoid", 32, 4, 36),
                        new NetworkLayers.Layer(3, 4, 3, "softmax", 12, 3, 15)),
                result.layers());
        assertEquals(
                List.of(96, 8, 32, 4, 12, 3),
                result.groups().stream().map(Inspect.Group::trainable).toList());
        assertEquals("softmax", result.ending());
        assertEquals("cross-entropy", result.loss());
        assertEquals("the softmax at the end belongs to the loss", result.treatment());
        // N − h₁ − 1
        assertEquals(3, result.plateau());
    }

    @Test
    void saysTheLossThatFits() {
        assertEquals(
                "cross-entropy", run("wide.onnx", Optional.empty()).result().loss());
        assertEquals("log-softmax", run("wide.onnx", Optional.empty()).result().ending());
        assertEquals(0, run("wide.onnx", Optional.empty()).result().plateau());
        assertEquals("squared", run("auto.onnx", Optional.empty()).result().loss());
        Inspect.Result logits = run("tanh.onnx", Optional.empty()).result();
        assertEquals("the loss puts a softmax after the logits", logits.treatment());
        Inspect.Result one = run("two.onnx", Optional.empty()).result();
        assertEquals("cross-entropy: the sigmoid at the end belongs to the loss", one.loss() + ": " + one.treatment());
        Inspect.Result tensors =
                run("tanh.safetensors", Optional.of("12 5 tanh 3")).result();
        assertEquals(logits.groups(), tensors.groups());
    }

    /** 784-100-10: 101 directions instead of 784; J would have 79,510 · 784 numbers of 8 bytes, 499 MB. */
    @Test
    void costsFollowTheSizes() {
        List<NetworkCost> costs = NetworkCost.of(Network.parse("784 100 tanh 10 softmax"), 0);
        NetworkCost spectrum = costs.get(3);
        assertEquals("spectrum of a sample", spectrum.analysis());
        // Of tanh there, and of the outputs and their softmax; back of the loss, and of tanh in place.
        assertEquals(8 * (101 * (100 + 10 + 10 + 10 + 100.0) + 4 * 101 * 101), spectrum.bytes());
        // Tangents of the second layer there and back, outer products of two layers, eigenvectors.
        assertEquals(2 * 2 * 100 * 10 * 101 + (100 + 110) * 101 * 101 + 9 * 101 * 101 * 101, spectrum.operations());
        assertEquals("499 MB", MemoryNeed.size(costs.get(5).bytes()));
        // h₁ ≥ N: all directions.
        NetworkCost wide = NetworkCost.of(Network.parse("10 20 tanh 3"), 0).get(3);
        assertEquals(8 * (10 * (20 + 3 + 3 + 20.0) + 4 * 10 * 10), wide.bytes());
    }

    /** Of F filters of W weights at P places and m = 784 directions: rows F W m P twice and m² F W / 2, or by places. */
    @Test
    void saysTheWayOfEachLayer() {
        Network network = Network.parse("1x28x28 conv 6 5x5 tanh avgpool 2 conv 16 5x5 tanh avgpool 4 "
                + "conv 40 2x2 tanh 20 tanh 10 softmax");
        List<NetworkCost.LayerWay> ways = NetworkCost.ways(network);
        assertEquals(
                List.of("1", "1", "2", "2", "3", "3", "4", "4", "5", "5"),
                ways.stream().map(NetworkCost.LayerWay::layer).toList());
        double m = 784;
        NetworkCost.LayerWay first = ways.get(0);
        assertEquals("Gram matrix", first.what());
        assertEquals("materialised", first.way());
        assertEquals(2 * (2 * m * 6 * 25 * 576 + m * m / 2 * (6 * 25 + 6)), first.operations());
        assertEquals(8 * 6 * 25 * m, first.bytes());
        assertEquals("materialised", ways.get(1).way());
        assertEquals(2 * 6 * 26 * 576, ways.get(1).operations());
        // One place, 40 filters of 64 weights: the outer product of one place is never written out.
        NetworkCost.LayerWay third = ways.get(4);
        assertEquals("pairs of positions", third.way());
        assertEquals(2 * (3 * m * 40 * 64 + m * 40 + m * m * (40 + 64 / 2)), third.operations());
        assertEquals("pairs of positions", ways.get(5).way());
        assertEquals(2 * (40 + 64), ways.get(5).operations());
        assertEquals("outer product", ways.get(6).way());
        // What is told is what the blocks choose by.
        int block = 0;
        for (int i = 0; i < ways.size(); i += 2, block++) {
            while (network.blocks().get(block).trainables() == 0) {
                block++;
            }
            assertEquals(
                    ways.get(i).way(),
                    network.blocks().get(block).gramWork(784).get(0).way().toString());
            assertEquals(
                    ways.get(i + 1).way(),
                    network.blocks().get(block).normWork().get(0).way().toString());
        }
    }
}
