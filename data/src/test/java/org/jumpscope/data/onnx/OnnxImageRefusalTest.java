package org.jumpscope.data.onnx;

import static org.jumpscope.data.onnx.OnnxBytes.attribute;
import static org.jumpscope.data.onnx.OnnxBytes.attributes;
import static org.jumpscope.data.onnx.OnnxBytes.graphOf;
import static org.jumpscope.data.onnx.OnnxBytes.integers;
import static org.jumpscope.data.onnx.OnnxBytes.model;
import static org.jumpscope.data.onnx.OnnxBytes.node;
import static org.jumpscope.data.onnx.OnnxBytes.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Operators of images that cannot be read: which node, which attribute with which value, and what is supported. */
class OnnxImageRefusalTest {
    private static final int[] IMAGE = {2, 5, 4};
    private static final OnnxBytes W = tensor("w", new long[] {2, 2, 2, 2}, new float[16]);
    private static final OnnxBytes B = tensor("b", new long[] {2}, 1, 2);

    private static Arguments refused(String parts, OnnxBytes... graph) {
        return of(parts, IMAGE, graph);
    }

    private static Arguments of(String parts, int[] sample, OnnxBytes... graph) {
        return Arguments.of(parts, model(13, graphOf(sample, graph)));
    }

    private static OnnxBytes conv(OnnxBytes... more) {
        return node("c", "Conv", "x w b", "y", more);
    }

    private static OnnxBytes pool(String type, OnnxBytes... more) {
        OnnxBytes[] all = Arrays.copyOf(more, more.length + 1);
        all[more.length] = attributes("kernel_shape", 2, 2);
        return node("p", type, "x", "y", all);
    }

    static Stream<Arguments> models() {
        return Stream.of(
                refused("node 'c' (Conv)|strides [0, 1]|1 or more", conv(attributes("strides", 0, 1)), W, B),
                refused("strides [1]|one for rows and one for columns", conv(attributes("strides", 1)), W, B),
                refused("has the pads [-1, -1, -1, -1]|0 or more", conv(attributes("pads", -1, -1, -1, -1)), W, B),
                refused("auto_pad ROUND|SAME_UPPER", conv(attribute("auto_pad", "ROUND")), W, B),
                refused("kernel_shape [3, 3]|2 × 2 × 2 × 2", conv(attributes("kernel_shape", 3, 3)), W, B),
                refused("group 2 and weights of the shape 2 × 2 × 2 × 2|2x5x4", conv(attribute("group", 2)), W, B),
                refused(
                        "attribute 'output_padding'|auto_pad, dilations",
                        conv(attributes("output_padding", 1, 1)),
                        W,
                        B),
                refused("does not fit|window of 2x2 with dilation 7|2x5x4", conv(attributes("dilations", 7, 7)), W, B),
                refused(
                        "weights of the shape 2 × 2 × 2;|four dimensions",
                        conv(),
                        tensor("w", new long[] {2, 2, 2}, new float[8]),
                        B),
                refused("shape 3 to 2 filters", conv(), W, tensor("b", new long[] {3}, 1, 2, 3)),
                refused(
                        "(Add)|data of the shape [samples, 2, 4, 3] with the constant 'b' of the shape 2",
                        node("c", "Conv", "x w", "h"),
                        node("a", "Add", "h b", "y"),
                        W,
                        B),
                refused(
                        "which another layer uses too",
                        node("c", "Conv", "x w", "h"),
                        node("d", "Conv", "h w", "y"),
                        W),
                refused("(LogSoftmax)|shape [samples, 2, 5, 4]", node("s", "LogSoftmax", "x", "y")),
                of(
                        "input 'x' is not fixed (dimension 3 of 4)|number of samples alone",
                        new int[] {2, -1, 4},
                        conv(),
                        W,
                        B),
                of("shape [samples, 40]|images are supported", new int[] {40}, conv(), W, B),
                of("shape [samples, 2, 5]|images are supported", new int[] {2, 5}, pool("MaxPool")),
                refused("node 'p' (MaxPool)|storage_order 1; 0", pool("MaxPool", attribute("storage_order", 1))),
                refused("window of 2x2 with dilation 5x1", pool("MaxPool", attributes("dilations", 5, 1))),
                refused("dilations [2]|one for rows", pool("MaxPool", attributes("dilations", 2))),
                refused("could lie in its padding of 2", pool("MaxPool", attributes("pads", 2, 2, 2, 2))),
                refused("has no kernel_shape", node("p", "AveragePool", "x", "y")),
                refused(
                        "(AveragePool)|ceil_mode 1 and count_include_pad 1",
                        pool(
                                "AveragePool",
                                attribute("ceil_mode", 1),
                                attribute("count_include_pad", 1),
                                attributes("pads", 1, 1, 1, 1))),
                refused("attribute 'count_include_pad'", pool("MaxPool", attribute("count_include_pad", 1))),
                refused(
                        "attribute 'axes'|may have none",
                        node("g", "GlobalAveragePool", "x", "y", attributes("axes", 2, 3))),
                refused(
                        "(Pad)|dimension 0|samples apart",
                        node("q", "Pad", "x s", "y"),
                        integers("s", 1, 0, 0, 0, 0, 0, 0, 0)),
                refused("(Pad)|has 2 pads|[samples, 2, 5, 4]", node("q", "Pad", "x s", "y"), integers("s", 1, 1)),
                refused(
                        "(Pad)|pads [0, 0, -1, 0, 0, 0, 0, 0]",
                        node("q", "Pad", "x s", "y"),
                        integers("s", 0, 0, -1, 0, 0, 0, 0, 0)),
                refused(
                        "(Pad)|mode 'circular'|constant, edge, reflect and wrap",
                        node("q", "Pad", "x s", "y", attribute("mode", "circular")),
                        integers("s", 0, 0, 1, 0, 0, 0, 0, 0)),
                refused(
                        "(Pad)|reflects 5 places of 5",
                        node("q", "Pad", "x s", "y", attribute("mode", "reflect")),
                        integers("s", 0, 0, 0, 0, 0, 0, 5, 0)),
                refused("no layer with weights", pool("MaxPool")));
    }

    @ParameterizedTest
    @MethodSource("models")
    void isOneSentence(String parts, byte[] content) {
        String message = assertThrows(
                        InvalidInputException.class,
                        () -> OnnxFile.read("m.onnx", ByteBuffer.wrap(content), Optional.empty()))
                .getMessage();
        for (String part : parts.split("\\|", -1)) {
            assertTrue(message.contains(part), message);
        }
        assertTrue(message.startsWith("m.onnx") && message.endsWith("."), message);
    }

    /** SAME where it is the same on all sides: (⌈5/1⌉ − 1) + 3 − 5 = 2 rows and as many columns. */
    @Test
    void automaticPaddingIsRead() {
        for (String padding : new String[] {"SAME_UPPER", "SAME_LOWER"}) {
            byte[] content = model(
                    13,
                    graphOf(
                            IMAGE,
                            node("c", "Conv", "x w", "y", attribute("auto_pad", padding)),
                            tensor("w", new long[] {1, 2, 3, 3}, new float[18])));
            OnnxFile file = OnnxFile.read("m.onnx", ByteBuffer.wrap(content), Optional.empty());
            assertEquals("2x5x4 conv 1 3x3 pad 1 no-bias", file.network().toString());
        }
    }
}
