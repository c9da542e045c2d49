package org.jumpscope.data.onnx;

import static org.jumpscope.data.onnx.OnnxBytes.attribute;
import static org.jumpscope.data.onnx.OnnxBytes.attributes;
import static org.jumpscope.data.onnx.OnnxBytes.graph;
import static org.jumpscope.data.onnx.OnnxBytes.integers;
import static org.jumpscope.data.onnx.OnnxBytes.message;
import static org.jumpscope.data.onnx.OnnxBytes.model;
import static org.jumpscope.data.onnx.OnnxBytes.node;
import static org.jumpscope.data.onnx.OnnxBytes.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be read is refused in one sentence that says what, where, and what to do. */
class OnnxRefusalTest {
    private static final OnnxBytes W = tensor("w", new long[] {2, 3}, 1, 2, 3, 4, 5, 6);
    private static final OnnxBytes B = tensor("b", new long[] {3}, 1, 2, 3);

    @TempDir
    private Path folder;

    private static Arguments refused(String parts, OnnxBytes... graph) {
        return Arguments.of(parts, model(13, graph(2, graph)));
    }

    private static OnnxBytes gemm(OnnxBytes... more) {
        return node("fc", "Gemm", "x w b", "y", more);
    }

    private static OnnxBytes[] with(OnnxBytes... nodes) {
        OnnxBytes[] all = Arrays.copyOf(nodes, nodes.length + 2);
        all[nodes.length] = W;
        all[nodes.length + 1] = B;
        return all;
    }

    private static OnnxBytes classifier(String post, OnnxBytes... more) {
        OnnxBytes[] all = Arrays.copyOf(more, more.length + 3);
        all[more.length] = attribute("coefficients", 1f, 2, 3, 4);
        all[more.length + 1] = attribute("intercepts", 1f, 2);
        all[more.length + 2] = attribute("post_transform", post);
        return node("lr", "ai.onnx.ml.LinearClassifier", "x", "label", all);
    }

    static Stream<Arguments> models() {
        return Stream.of(
                refused(
                        "node 'c1' (LRN)|not supported|Abs, Add, And, AveragePool, BatchNormalization, Cast",
                        with(node("c1", "LRN", "x", "y"))),
                refused("(MyOp)|is not supported", with(node("c1", "my.domain.MyOp", "x", "y"))),
                refused(
                        "(Gelu)|'com.microsoft'|of which the file does not say the version",
                        with(node("c1", "com.microsoft.Gelu", "x", "y"))),
                refused("node 'c' (If)|is not supported", with(node("c", "If", "w", "y"))),
                refused("node 'fc' (Gemm)|attribute 'broadcast'|alpha, beta", with(gemm(attribute("broadcast", 1)))),
                refused("transA 1", with(gemm(attribute("transA", 1)))),
                refused("weights for 3 inputs|have 2", with(gemm(attribute("transB", 1)))),
                refused("has alpha NaN", with(gemm(attribute("alpha", Float.NaN)))),
                refused("has 1 inputs", with(node("fc", "Gemm", "x", "y"))),
                refused("second factor", with(node("mm", "MatMul", "w x", "y"))),
                refused(
                        "reads 'z', which no node before it makes",
                        with(node("d", "Dropout", "z x", "h"), node("fc", "Gemm", "h w b", "y"))),
                refused(
                        "data of the shape [samples, 2] with the constant 'b' of the shape 3|does not fit",
                        with(node("s", "Add", "x b", "y"))),
                refused("one bias for each", node("fc", "Gemm", "x w c", "y"), W, tensor("c", new long[] {1}, 1)),
                refused(
                        "shape 3 × 1 to 3 neurons",
                        node("fc", "Gemm", "x w c", "y"),
                        W,
                        tensor("c", new long[] {3, 1}, 1, 2, 3)),
                refused(
                        "does not keep the samples apart",
                        with(node("r", "Reshape", "x s", "r"), node("fc", "Gemm", "r w b", "y"), integers("s", 1, -1))),
                refused(
                        "does not keep the samples apart",
                        with(node("r", "Reshape", "x s", "r"), node("fc", "Gemm", "r w b", "y"), integers("s", -1))),
                refused(
                        "would not be kept apart",
                        with(node("r", "Reshape", "x s", "r"), node("fc", "Gemm", "r w b", "y"), integers("s", -1, 4))),
                refused(
                        "axis 0",
                        with(node("f", "Flatten", "x", "r", attribute("axis", 0)), node("g", "Gemm", "r w b", "y"))),
                refused(
                        "dimension 0 of data of the shape [samples, 3]|keep the samples apart",
                        with(node("fc", "Gemm", "x w b", "h"), node("f", "Softmax", "h", "y", attribute("axis", 0)))),
                refused(
                        "ONNX's type 10",
                        with(node("c", "Cast", "x", "r", attribute("to", 10)), node("g", "Gemm", "r w b", "y"))),
                refused(
                        "follows the last layer of a classifier",
                        with(
                                node("g", "Gemm", "x w b", "h"),
                                node("l", "LogSoftmax", "h", "l"),
                                node("t", "Tanh", "l", "y"))),
                refused("no layer with weights", with(node("t", "Tanh", "x", "y"))),
                refused("makes 'y' a second time", with(gemm(), node("t", "Tanh", "x", "y"))),
                refused("has 0 inputs on which", with(node("i", "Identity", "w", "y"))),
                refused("takes its weights 'h' from other nodes", with(node("g", "Gemm", "x h", "y"))),
                refused("'w' has the shape [2, 2] and 3 values", gemm(), tensor("w", new long[] {2, 2}, 1, 2, 3), B),
                refused(
                        "has the shape [2, 4611686018427387904]",
                        gemm(),
                        tensor("w", new long[] {2, 1L << 62}, 1, 2, 3),
                        B),
                refused("has the shape [-2, -3]", gemm(), tensor("w", new long[] {-2, -3}, 1, 2, 3, 4, 5, 6), B),
                refused(
                        "are in another file",
                        gemm(),
                        B,
                        message()
                                .message(
                                        5,
                                        message()
                                                .integer(1, 2)
                                                .integer(1, 3)
                                                .integer(2, 1)
                                                .text(8, "w")
                                                .integer(14, 1))),
                refused(
                        "of ONNX's type 8",
                        gemm(),
                        B,
                        message()
                                .message(
                                        5, message().integer(1, 2).integer(2, 8).text(8, "w"))),
                refused(
                        "one-versus-rest",
                        message()
                                .message(
                                        1,
                                        message()
                                                .text(1, "x")
                                                .text(2, "label")
                                                .text(2, "s")
                                                .text(4, "LinearClassifier")
                                                .text(7, "ai.onnx.ml")
                                                .message(5, attribute("coefficients", 1f, 2, 3, 4))
                                                .message(5, attribute("intercepts", 1f, 2))
                                                .message(5, attributes("classlabels_ints", 0, 1))
                                                .message(5, attribute("post_transform", "LOGISTIC"))),
                        node("n", "ai.onnx.ml.Normalizer", "s", "y", attribute("norm", "L1"))),
                refused("has 0 classes and 2 intercepts", classifier("NONE"), node("i", "Identity", "label", "y")),
                refused(
                        "post_transform PROBIT",
                        classifier("PROBIT", attributes("classlabels_ints", 0, 1)),
                        node("i", "Identity", "label", "y")),
                Arguments.of("version 6 of ONNX's operators (opset); 7 to 25", model(6, graph(2, with(gemm())))),
                Arguments.of("version 26 of ONNX's operators", model(26, graph(2, with(gemm())))),
                Arguments.of(
                        "does not say which version",
                        message().message(7, graph(2, with(gemm()))).content()),
                Arguments.of("has no graph", message().integer(1, 8).content()),
                Arguments.of(
                        "not a whole ONNX file",
                        "not a model at all".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
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

    @Test
    void goodModelIsRead() {
        byte[] content = model(13, graph(2, with(gemm())));
        OnnxFile file = OnnxFile.read("m.onnx", ByteBuffer.wrap(content), Optional.empty());
        assertEquals("2 3", file.network().toString());
        // W is inputs × outputs there and outputs × inputs here.
        assertEquals("[1.0, 4.0, 2.0, 5.0, 3.0, 6.0, 1.0, 2.0, 3.0]", Arrays.toString(file.trainables()));
    }

    @Test
    void refusesWeightsThatAreNotFinite() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            byte[] content = model(13, graph(2, gemm(), tensor("w", new long[] {2, 3}, 1, 2, 3, bad, 5, 6), B));
            OnnxFile file = OnnxFile.read("m.onnx", ByteBuffer.wrap(content), Optional.empty());
            String message =
                    assertThrows(InvalidInputException.class, file::trainables).getMessage();
            assertTrue(message.contains("value 4 of 'w' is " + (bad > 0 ? "infinite" : "not a number")), message);
        }
    }

    @Test
    void refusesOutputsThatAreNotThere() {
        byte[] content = model(13, graph(2, with(gemm())));
        String message = assertThrows(
                        InvalidInputException.class,
                        () -> OnnxFile.read("m.onnx", ByteBuffer.wrap(content), Optional.of("z")))
                .getMessage();
        assertEquals("m.onnx has no output 'z'; its outputs are y.", message);
    }

    @Test
    void refusesWhatIsNoFileOfItsOwn() throws IOException {
        Path pointer = Files.writeString(
                folder.resolve("p.onnx"), "version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 12345\n");
        assertSays("git-LFS pointer, not the file of 12345 bytes", pointer);
        assertSays("is empty.", Files.createFile(folder.resolve("e.onnx")));
        assertSays("There is no file", folder.resolve("none.onnx"));
        assertSays("is a folder", folder);
    }

    private static void assertSays(String part, Path file) {
        String message = assertThrows(InvalidInputException.class, () -> OnnxFile.open(file))
                .getMessage();
        assertTrue(message.contains(part), message);
    }
}
