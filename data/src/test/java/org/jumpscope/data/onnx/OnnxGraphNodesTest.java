package org.jumpscope.data.onnx;

import static org.jumpscope.data.onnx.OnnxBytes.attribute;
import static org.jumpscope.data.onnx.OnnxBytes.attributes;
import static org.jumpscope.data.onnx.OnnxBytes.graphOf;
import static org.jumpscope.data.onnx.OnnxBytes.integers;
import static org.jumpscope.data.onnx.OnnxBytes.model;
import static org.jumpscope.data.onnx.OnnxBytes.node;
import static org.jumpscope.data.onnx.OnnxBytes.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Graphs with branches: what does not fit or mixes samples is refused with the node and the sizes; what fits is computed. */
class OnnxGraphNodesTest {
    /** Two positions of three features. */
    private static final int[] TOKENS = {2, 3};

    private static final OnnxBytes W = tensor("w", new long[] {3, 3}, 1, 2, 3, 4, 5, 6, 7, 8, 10);
    private static final OnnxBytes LAYER = node("fc", "MatMul", "x w", "h");

    private static Arguments refused(String parts, OnnxBytes... graph) {
        return Arguments.of(parts, model(13, graphOf(TOKENS, graph)));
    }

    private static OnnxBytes number(String name, float value) {
        return tensor(name, new long[0], value);
    }

    static Stream<Arguments> models() {
        return Stream.of(
                // Shapes
                refused(
                        "node 'a' (Add) combines data of the shape [samples, 2, 3] with data of the shape [samples, 3, 2]",
                        LAYER,
                        W,
                        node("t", "Transpose", "h", "t", attributes("perm", 0, 2, 1)),
                        node("a", "Add", "h t", "y")),
                refused(
                        "node 'm' (Mul)|constant 'v' of the shape 2, which does not fit",
                        node("m", "Mul", "x v", "y"),
                        tensor("v", new long[] {2}, 1, 2)),
                refused(
                        "node 'p' (MatMul) multiplies data of the shape [samples, 2, 3] with data of the shape [samples, 2,"
                                + " 3]|last but one",
                        LAYER,
                        W,
                        node("p", "MatMul", "h h", "y")),
                refused(
                        "node 'c' (Concat)|[samples, 2, 3], [samples, 3, 2]|dimension 1",
                        LAYER,
                        W,
                        node("t", "Transpose", "h", "t", attributes("perm", 0, 2, 1)),
                        node("c", "Concat", "h t", "y", attribute("axis", 1))),
                refused(
                        "(Transpose)|order [0, 0, 1]|permutation of 0 to 2",
                        node("t", "Transpose", "x", "y", attributes("perm", 0, 0, 1))),
                refused(
                        "(Split)|length 3 into 2 parts of the lengths [2, 2]",
                        OnnxBytes.message()
                                .message(
                                        1,
                                        OnnxBytes.message()
                                                .text(1, "x")
                                                .text(1, "s")
                                                .text(2, "y")
                                                .text(2, "z")
                                                .text(4, "Split")
                                                .message(5, attribute("axis", 2))),
                        integers("s", 2, 2)),
                refused(
                        "(Squeeze)|dimension 1 of data of the shape [samples, 2, 3]",
                        node("q", "Squeeze", "x i", "y"),
                        integers("i", 1)),
                refused("(Unsqueeze)|axes [7]|4 dimensions", node("q", "Unsqueeze", "x i", "y"), integers("i", 7)),
                refused(
                        "(Gather)|place 3.0 of 3",
                        node("g", "Gather", "x i", "y", attribute("axis", 2)),
                        integers("i", 3)),
                refused(
                        "(Slice) takes nothing: from 2 to 1 of 3",
                        node("s", "Slice", "x b e a", "y"),
                        integers("b", 2),
                        integers("e", 1),
                        integers("a", 2)),
                refused(
                        "(ReduceMean)|axis 5|[samples, 2, 3]",
                        node("r", "ReduceMean", "x", "y", attributes("axes", 5))),
                refused(
                        "has weights for 3 inputs, but the data before it have 2|[samples, 3, 2]",
                        node("t", "Transpose", "x", "t", attributes("perm", 0, 2, 1)),
                        node("fc", "MatMul", "t w", "y"),
                        W),
                // Samples
                refused(
                        "(ReduceMean)|dimension 0|samples apart",
                        node("r", "ReduceMean", "x", "y", attributes("axes", 0))),
                refused("(ReduceMean) has no axes", node("r", "ReduceMean", "x", "y")),
                refused("(Softmax)|dimension 0|samples apart", node("s", "Softmax", "x", "y", attribute("axis", 0))),
                refused("(Gather)|dimension 0|samples apart", node("g", "Gather", "x i", "y"), integers("i", 0)),
                refused("(Concat)|dimension 0|samples apart", node("c", "Concat", "x x", "y", attribute("axis", 0))),
                refused(
                        "(MatMul)|[2, 3, samples]|samples apart",
                        node("t", "Transpose", "x", "t", attributes("perm", 1, 2, 0)),
                        node("fc", "MatMul", "t w", "y"),
                        W),
                refused(
                        "(Reshape)|shape [2, samples, 3]|samples apart",
                        node("s", "Shape", "x", "s"),
                        node("g", "Gather", "s i", "l"),
                        node("c", "Concat", "two l three", "c", attribute("axis", 0)),
                        node("r", "Reshape", "x c", "y"),
                        integers("i", 0),
                        integers("two", 2),
                        integers("three", 3)),
                refused(
                        "(Add)|[samples, 2, 3]|[2, samples, 3]",
                        node("t", "Transpose", "x", "t", attributes("perm", 1, 0, 2)),
                        node("a", "Add", "x t", "y")),
                // What is not supported
                refused("node 'e' (Equal)|constants alone", node("e", "Equal", "x x", "y")),
                refused("(Where) takes its condition 'x'", node("w", "Where", "x x x", "y")),
                refused("(Pow)|exponent", node("p", "Pow", "x x", "y")),
                refused("(Clip)|bound", node("c", "Clip", "x x", "y")),
                refused("(ReduceMean)|attribute 'select'", node("r", "ReduceMean", "x", "y", attribute("select", 1))),
                refused(
                        "(Conv)|uses 'k', which another layer uses too",
                        node("u", "Unsqueeze", "x i", "u"),
                        node("c", "Conv", "u k", "c"),
                        node("d", "Conv", "c k", "y"),
                        integers("i", 1),
                        tensor("k", new long[] {1, 1, 1, 1}, 2)),
                // Constants
                refused(
                        "(ConstantOfShape)|shape [4096, 4096]|1048576",
                        node("f", "ConstantOfShape", "s", "f"),
                        node("a", "Add", "x f", "y"),
                        integers("s", 4096, 4096)),
                refused(
                        "(Div)|integer 3.0 by 0",
                        node("d", "Div", "three zero", "d"),
                        node("r", "Reshape", "x d", "y"),
                        integers("three", 3),
                        integers("zero", 0)),
                refused("has 0 inputs on which", node("a", "Add", "one one", "y"), number("one", 1)));
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

    private static void computes(
            String network, double[] expected, double[] x, long version, int[] shape, OnnxBytes... graph) {
        OnnxFile file =
                OnnxFile.read("m.onnx", ByteBuffer.wrap(model(version, graphOf(shape, graph))), Optional.empty());
        assertEquals(network, file.network().toString());
        double[] found = ActivationPass.of(file.network(), file.trainables())
                .outputs(Vector.of(x))
                .toArray();
        // A handful of operations with small numbers.
        assertArrayEquals(expected, found, 1e-13);
    }

    private static final double[] X = {1, -2, 3, 0.5, 4, -1};

    /** Rows times w: (1, −2, 3) w = (14, 16, 21), (½, 4, −1) w = (9½, 13, 15½). */
    @Test
    void weightsAreSharedByPositions() {
        computes(
                "3x2x1 graph( rearrange ) conv 3 1x1 no-bias graph( rearrange )",
                new double[] {14, 16, 21, 9.5, 13, 15.5},
                X,
                13,
                TOKENS,
                node("fc", "MatMul", "x w", "y"),
                W);
    }

    /** v x with v (2 × 2) = (1 2; 3 5) mixes the positions: rows x₁ + 2 x₂ and 3 x₁ + 5 x₂. */
    @Test
    void weightsMayComeFirst() {
        computes(
                "2x3x1 conv 2 1x1 no-bias",
                new double[] {2, 6, 1, 5.5, 14, 4},
                X,
                13,
                TOKENS,
                node("fc", "MatMul", "v x", "y"),
                tensor("v", new long[] {2, 2}, 1, 2, 3, 5));
    }

    /** A second constant after the biases is a shift of its own; numbers alone are not trained. */
    @Test
    void constantsAreBiasesShiftsAndNumbers() {
        computes(
                "2 2 shift graph( sum )",
                new double[] {1 + 2 * 2 + 10 + 100 + 0.5, 3 + 5 * 2 + 20 + 200 + 0.5},
                new double[] {1, 2},
                13,
                new int[] {2},
                node("fc", "Gemm", "x v b", "h", attribute("transB", 1)),
                node("s", "Add", "h c", "k"),
                node("n", "Add", "k half", "y"),
                tensor("v", new long[] {2, 2}, 1, 2, 3, 5),
                tensor("b", new long[] {2}, 10, 20),
                tensor("c", new long[] {2}, 100, 200),
                number("half", 0.5f));
    }

    /** The same matrix twice is one set of variables: (1, 2) v = (7, 12), and that times v = (43, 74). */
    @Test
    void sharedWeightsAreOneSetOfVariables() {
        OnnxBytes[] graph = {
            node("a", "MatMul", "x v", "h"), node("b", "MatMul", "h v", "y"), tensor("v", new long[] {2, 2}, 1, 2, 3, 5)
        };
        computes(
                "2 graph( shared-weights product )",
                new double[] {43, 74},
                new double[] {1, 2},
                13,
                new int[] {2},
                graph);
        OnnxFile file =
                OnnxFile.read("m.onnx", ByteBuffer.wrap(model(13, graphOf(new int[] {2}, graph))), Optional.empty());
        assertArrayEquals(new double[] {1, 2, 3, 5}, file.trainables());
        assertEquals(
                List.of(new TrainableGroup(1, TrainableGroup.Kind.WEIGHTS, 0, 2, 2)),
                file.network().groups());
    }

    /** To opset 12 softmax is over all dimensions from one on: of six equal numbers each is 1/6. */
    @Test
    void olderSoftmaxIsOverAllThatFollows() {
        double[] sixths = {1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0};
        computes(
                "6 shift softmax",
                sixths,
                new double[6],
                11,
                TOKENS,
                node("a", "Add", "x c", "h"),
                node("s", "Softmax", "h", "y"),
                tensor("c", new long[] {2, 3}, 1, 1, 1, 1, 1, 1));
        double[] thirds = {1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0};
        computes(
                "6 shift softmax-of-3",
                thirds,
                new double[6],
                13,
                TOKENS,
                node("a", "Add", "x c", "h"),
                node("s", "Softmax", "h", "y"),
                tensor("c", new long[] {2, 3}, 1, 1, 1, 1, 1, 1));
    }

    /** Slice by attributes, as to opset 9, and by inputs, with a step of −2. */
    @Test
    void partsAreTakenByAttributesOrInputs() {
        computes(
                "6 shift graph( rearrange )",
                new double[] {-2, 3, 4, -1},
                X,
                9,
                TOKENS,
                node("a", "Add", "x c", "h"),
                node("s", "Slice", "h", "y", attributes("starts", 1), attributes("ends", 9), attributes("axes", 2)),
                tensor("c", new long[] {2, 3}, 0, 0, 0, 0, 0, 0));
        computes(
                "6 shift graph( rearrange )",
                new double[] {3, 1, -1, 0.5},
                X,
                13,
                TOKENS,
                node("a", "Add", "x c", "h"),
                node("s", "Slice", "h b e i t", "y"),
                tensor("c", new long[] {2, 3}, 0, 0, 0, 0, 0, 0),
                integers("b", -1),
                integers("e", -9),
                integers("i", -1),
                integers("t", -2));
    }

    /** A mask of −∞ leaves places out, and is not trained: softmax of (x₁, x₂) alone. */
    @Test
    void masksAreNotTrained() {
        double p = 1 / (1 + Math.exp(-3));
        computes(
                "3 shift graph( sum ) softmax",
                new double[] {p, 1 - p, 0},
                new double[] {1, -2, 3},
                13,
                new int[] {3},
                node("a", "Add", "x c", "h"),
                node("m", "Add", "h mask", "k"),
                node("s", "Softmax", "k", "y"),
                tensor("c", new long[] {3}, 0, 0, 0),
                tensor("mask", new long[] {3}, 0, 0, Float.NEGATIVE_INFINITY));
    }

    /** Where 0, 1, 2 is not less than 1 the value is taken times 2, elsewhere it is 7: masks are computed from the constants. */
    @Test
    void masksMayBeComputed() {
        computes(
                "3 shift graph( sum ) graph( rearrange )",
                new double[] {7, 3 * 2, 4 * 2},
                new double[] {1, 2, 3},
                13,
                new int[] {3},
                node("a", "Add", "x c", "h"),
                node("r", "Range", "zero three step", "r"),
                node("l", "Less", "r step", "l"),
                node("n", "Not", "l", "n"),
                node("m", "Mul", "h two", "m"),
                node("w", "Where", "n m seven", "w"),
                node("q", "Squeeze", "w axis", "y"),
                tensor("c", new long[] {3}, 1, 1, 1),
                tensor("two", new long[] {1, 1, 1}, 2),
                number("seven", 7),
                number("zero", 0),
                number("three", 3),
                number("step", 1),
                integers("axis", 0));
    }
}
