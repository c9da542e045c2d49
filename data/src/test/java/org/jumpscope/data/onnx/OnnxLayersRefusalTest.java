package org.jumpscope.data.onnx;

import static org.jumpscope.data.onnx.OnnxBytes.attribute;
import static org.jumpscope.data.onnx.OnnxBytes.attributes;
import static org.jumpscope.data.onnx.OnnxBytes.graphOf;
import static org.jumpscope.data.onnx.OnnxBytes.integers;
import static org.jumpscope.data.onnx.OnnxBytes.message;
import static org.jumpscope.data.onnx.OnnxBytes.model;
import static org.jumpscope.data.onnx.OnnxBytes.node;
import static org.jumpscope.data.onnx.OnnxBytes.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Recurrences, tables and batch normalisations that cannot be read: which node, what it has, and what is supported. */
class OnnxLayersRefusalTest {
    private static final int[] SEQUENCE = {4, 2};
    /** Two states, steps of two values. */
    private static final OnnxBytes[] GRU = weights(3, 2);

    private static final OnnxBytes[] RNN = weights(1, 2);
    private static final OnnxBytes[] LSTM = weights(4, 2);
    private static final OnnxBytes FIRST = node("t", "Transpose", "x", "s", attributes("perm", 1, 0, 2));
    private static final OnnxBytes RESET = attribute("linear_before_reset", 1);
    private static final OnnxBytes SQUEEZED = node("q", "Squeeze", "h", "y", attributes("axes", 0));
    private static final OnnxBytes[] NUMBERS = {
        tensor("g", new long[] {2}, 1, 2), tensor("c", new long[] {2}, 3, 4), tensor("m", new long[] {2}, 5, 6)
    };

    private static OnnxBytes[] weights(int gates, int features) {
        long rows = 2L * gates;
        return new OnnxBytes[] {
            tensor("w", new long[] {1, rows, features}, new float[2 * gates * features]),
            tensor("r", new long[] {1, rows, 2}, new float[4 * gates]),
            tensor("b", new long[] {1, 2 * rows}, new float[4 * gates])
        };
    }

    private static Arguments refused(String parts, OnnxBytes[] constants, OnnxBytes... nodes) {
        return of(parts, SEQUENCE, constants, nodes);
    }

    private static Arguments of(String parts, int[] sample, OnnxBytes[] constants, OnnxBytes... nodes) {
        List<OnnxBytes> all = new ArrayList<>(Arrays.asList(nodes));
        all.addAll(Arrays.asList(constants));
        return Arguments.of(parts, model(11, graphOf(sample, all.toArray(OnnxBytes[]::new))));
    }

    private static OnnxBytes gru(OnnxBytes... more) {
        OnnxBytes[] all = Arrays.copyOf(more, more.length + 1);
        all[more.length] = RESET;
        return node("u", "GRU", "s w r b", " h", all);
    }

    /** A GRU of which all states are read by a node. */
    private static Arguments read(String parts, OnnxBytes reader, OnnxBytes... more) {
        List<OnnxBytes> nodes = new ArrayList<>(List.of(FIRST, node("u", "GRU", "s w r b", "a h", RESET), reader));
        nodes.addAll(Arrays.asList(more));
        return refused(parts, GRU, nodes.toArray(OnnxBytes[]::new));
    }

    private static OnnxBytes normalisation(String inputs, OnnxBytes... more) {
        return node("n", "BatchNormalization", inputs, "y", more);
    }

    static Stream<Arguments> recurrences() {
        OnnxBytes lengths = integers("l", 4);
        OnnxBytes start = tensor("i", new long[] {1, 1, 2}, 0, 0.5f);
        OnnxBytes peepholes = tensor("p", new long[] {1, 6}, new float[6]);
        OnnxBytes activations =
                message().text(1, "activations").text(9, "HardSigmoid").text(9, "Tanh");
        OnnxBytes affine = message().text(1, "activations").text(9, "Affine");
        return Stream.of(
                refused(
                        "node 'u' (GRU)|direction bidirectional; forward",
                        GRU,
                        FIRST,
                        gru(attribute("direction", "bidirectional")),
                        SQUEEZED),
                refused("(GRU)|direction reverse", GRU, FIRST, gru(attribute("direction", "reverse")), SQUEEZED),
                refused("(GRU)|clip 3.0|cuts the sums", GRU, FIRST, gru(attribute("clip", 3f)), SQUEEZED),
                refused(
                        "(GRU)|linear_before_reset 0|1, as PyTorch writes",
                        GRU,
                        FIRST,
                        node("u", "GRU", "s w r b", " h"),
                        SQUEEZED),
                refused(
                        "(GRU)|activations [hardsigmoid, tanh]; [sigmoid, tanh] is",
                        GRU,
                        FIRST,
                        gru(activations),
                        SQUEEZED),
                refused(
                        "(RNN)|activations [affine]; [tanh] and [relu] are",
                        RNN,
                        FIRST,
                        node("u", "RNN", "s w r b", " h", affine),
                        SQUEEZED),
                refused(
                        "(LSTM)|input_forget 1",
                        LSTM,
                        FIRST,
                        node("u", "LSTM", "s w r b", " h", attribute("input_forget", 1)),
                        SQUEEZED),
                refused(
                        "(LSTM)|peepholes 'p', which are not supported",
                        LSTM,
                        FIRST,
                        node("u", "LSTM", "s w r b    p", " h"),
                        SQUEEZED,
                        peepholes),
                refused(
                        "(LSTM)|sequence_lens 'l'|as many steps",
                        LSTM,
                        FIRST,
                        node("u", "LSTM", "s w r b l", " h"),
                        SQUEEZED,
                        lengths),
                refused(
                        "(LSTM)|initial state 'i'|not known to be 0",
                        LSTM,
                        FIRST,
                        node("u", "LSTM", "s w r b  i", " h"),
                        SQUEEZED,
                        start),
                refused(
                        "(LSTM)|initial cell state 'i'",
                        LSTM,
                        FIRST,
                        node("u", "LSTM", "s w r b   i", " h"),
                        SQUEEZED,
                        start),
                refused("(RNN)|no biases B|bias=True", RNN, FIRST, node("u", "RNN", "s w r", " h"), SQUEEZED),
                refused("(RNN)|2 inputs; it takes", RNN, FIRST, node("u", "RNN", "s w", " h"), SQUEEZED),
                refused(
                        "(LSTM)|W of the shape 1 × 6 × 2|1 × 8 × 2",
                        GRU,
                        FIRST,
                        node("u", "LSTM", "s w r b", " h"),
                        SQUEEZED),
                of("(GRU)|steps of 3 values", new int[] {4, 3}, GRU, FIRST, gru(), SQUEEZED),
                of("dimension 2 of 3|is not fixed", new int[] {-1, 2}, GRU, FIRST, gru(), SQUEEZED),
                of("(GRU)|20000 steps; at most 10000", new int[] {20000, 2}, GRU, FIRST, gru(), SQUEEZED),
                refused(
                        "(GRU)|'t' (Relu) makes|Transpose of [1, 0, 2]",
                        GRU,
                        node("t", "Relu", "x", "s"),
                        gru(),
                        SQUEEZED),
                refused(
                        "node 'v' (GRU)|reads the states of node 'u' (GRU)|one layer",
                        GRU,
                        FIRST,
                        node("u", "GRU", "s w r b", "a", RESET),
                        node("o", "Squeeze", "a", "z", attributes("axes", 1)),
                        node("v", "GRU", "z w r b", " h", RESET),
                        SQUEEZED));
    }

    static Stream<Arguments> states() {
        OnnxBytes squeezed = node("o", "Squeeze", "a", "z", attributes("axes", 1));
        OnnxBytes second = integers("k", 1);
        return Stream.of(
                read(
                        "node 'f' (Flatten)|reads the states of all steps of node 'u' (GRU)|steps × directions",
                        node("f", "Flatten", "a", "y")),
                read("(Tanh)|reads the states of node 'u' (GRU) as directions × samples", node("f", "Tanh", "h", "y")),
                read("(Gather)|place 1 of the steps", node("g", "Gather", "a k", "y"), second),
                read("(Gather)|several of the states", node("g", "Gather", "a k", "y"), integers("k", 0, 1)),
                read("(Squeeze)|takes the dimension 0 of steps", node("q", "Squeeze", "a", "y", attributes("axes", 0))),
                read("(Squeeze)|axis 4 of 4", node("q", "Squeeze", "a", "y", attributes("axes", 4))),
                read(
                        "(Slice)|place -2 of the steps",
                        squeezed,
                        node("s", "Slice", "z f l k", "y"),
                        integers("f", -2),
                        integers("l", Long.MAX_VALUE),
                        integers("k", 0)),
                read("(Slice)|1 starts and 0 ends", node("s", "Slice", "a k", "y"), second),
                read("(Transpose)|order [0, 0]", node("s", "Transpose", "a", "y", attributes("perm", 0, 0))),
                refused(
                        "(Squeeze)|cell state of node 'u' (LSTM)",
                        LSTM,
                        FIRST,
                        node("u", "LSTM", "s w r b", "  h"),
                        SQUEEZED));
    }

    static Stream<Arguments> others() {
        int[] vector = {2};
        return Stream.of(
                of(
                        "node 'n' (BatchNormalization)|as in training|model.eval()",
                        vector,
                        NUMBERS,
                        normalisation("x g c m m", attribute("training_mode", 1))),
                of(
                        "(BatchNormalization)|spatial 0",
                        vector,
                        NUMBERS,
                        normalisation("x g c m m", attribute("spatial", 0))),
                of("(BatchNormalization)|5 inputs", vector, NUMBERS, normalisation("x g c m")),
                of(
                        "(BatchNormalization)|shapes 2, 2, 2 and 3",
                        vector,
                        NUMBERS,
                        normalisation("x g c m v"),
                        tensor("v", new long[] {3}, 1, 2, 3)),
                of(
                        "(BatchNormalization)|2 means for samples of 3 channels",
                        new int[] {3, 4, 4},
                        NUMBERS,
                        normalisation("x g c m m")),
                of(
                        "(BatchNormalization)|variance of channel 2|-1.0",
                        vector,
                        NUMBERS,
                        normalisation("x g c m v"),
                        tensor("v", new long[] {2}, 1, -1)),
                of(
                        "value 1 of 'v' is not a number",
                        vector,
                        NUMBERS,
                        normalisation("x g c v m"),
                        tensor("v", new long[] {2}, Float.NaN, 1)),
                of(
                        "uses 'g', which another layer uses too",
                        vector,
                        NUMBERS,
                        node("k", "BatchNormalization", "x g c m m", "z"),
                        normalisation("z g c m m")),
                of(
                        "node 'e' (Gather)|axis 1; 0",
                        vector,
                        NUMBERS,
                        node("e", "Gather", "t x", "y", attribute("axis", 1)),
                        tensor("t", new long[] {3, 2}, new float[6])),
                of("(Gather)|constant of the shape 2; a table", vector, NUMBERS, node("e", "Gather", "g x", "y")),
                of(
                        "(Gather)|[samples, 3, 4]|rows of tokens",
                        new int[] {3, 4},
                        NUMBERS,
                        node("e", "Gather", "t x", "y"),
                        tensor("t", new long[] {3, 2}, new float[6])),
                of(
                        "(Gather)|dimension 0|samples apart",
                        vector,
                        NUMBERS,
                        node("e", "Gather", "x k", "y"),
                        integers("k", 1)));
    }

    @ParameterizedTest
    @MethodSource({"recurrences", "states", "others"})
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

    /** ONNX's own attribute for samples in front, and states of zeros however they are made. */
    @Test
    void readsOtherWaysToWriteTheSame() {
        List<OnnxBytes> parts = new ArrayList<>(List.of(
                node("z", "ConstantOfShape", "k", "z0"),
                node("e", "Expand", "z0 k", "z1"),
                node("t", "Transpose", "z1", "z2"),
                node(
                        "u",
                        "GRU",
                        "x w r b  z2",
                        "a",
                        RESET,
                        attribute("layout", 1),
                        message().text(1, "activations").text(9, "Sigmoid").text(9, "Tanh")),
                node("p", "Dropout", "a", "d"),
                node("s", "Slice", "d f l c", "v"),
                node("q", "Squeeze", "v", "y"),
                integers("k", 1, 1, 2),
                integers("f", 0, -1),
                integers("l", Long.MAX_VALUE, Integer.MAX_VALUE),
                integers("c", 0, 1)));
        parts.addAll(Arrays.asList(GRU));
        byte[] content = model(14, graphOf(SEQUENCE, parts.toArray(OnnxBytes[]::new)));
        OnnxFile file = OnnxFile.read("m.onnx", ByteBuffer.wrap(content), Optional.empty());
        assertEquals("4x2 gru 2", file.network().toString());
    }
}
