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
        assertEquals("499 MB", MemoryNeed.size(costs.get(4).bytes()));
        // h₁ ≥ N: all directions.
        NetworkCost wide = NetworkCost.of(Network.parse("10 20 tanh 3"), 0).get(3);
        assertEquals(8 * (10 * (20 + 3 + 3 + 20.0) + 4 * 10 * 10), wide.bytes());
    }
}
