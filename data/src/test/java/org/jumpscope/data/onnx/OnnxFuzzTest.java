package org.jumpscope.data.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files are refused, or read as another network; nothing else is thrown and nothing hangs. */
class OnnxFuzzTest {
    private static final int MUTATIONS = 2000;
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
                "sklearn_mlp.onnx"
            })
    void mutations(String name) throws IOException {
        byte[] whole = Files.readAllBytes(OnnxFileTest.resource(name));
        SplittableRandom random = new SplittableRandom(20);
        int[] outcomes = new int[2];
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (int i = 0; i < MUTATIONS; i++) {
                outcomes[outcome(mutated(whole, random))]++;
            }
        });
        assertEquals(MUTATIONS, outcomes[0] + outcomes[1]);
        assertTrue(outcomes[1] > MUTATIONS / 20, "only " + outcomes[1] + " were refused");
    }

    /** Each file that ends early is refused, wherever it ends: without its graph's last part something is missing. */
    @ParameterizedTest
    @ValueSource(strings = {"torch_tanh.onnx", "sklearn_softmax.onnx"})
    void cuts(String name) throws IOException {
        byte[] whole = Files.readAllBytes(OnnxFileTest.resource(name));
        for (int length = 0; length < whole.length; length++) {
            assertEquals(1, outcome(Arrays.copyOf(whole, length)), "cut at " + length);
        }
    }

    private static int outcome(byte[] content) {
        try {
            OnnxFile file = OnnxFile.read("fuzzed", ByteBuffer.wrap(content), Optional.empty());
            assertTrue(
                    file.network().trainables() < MOST_TRAINABLES,
                    file.network().toString());
            file.trainables();
            file.notes();
            return 0;
        } catch (InvalidInputException said) {
            assertTrue(said.getMessage().endsWith("."), said.getMessage());
            return 1;
        }
    }

    /** One to four changes: a byte, a bit, a stretch left out, doubled or filled, a large number, or the end cut off. */
    private static byte[] mutated(byte[] whole, SplittableRandom random) {
        byte[] content = whole.clone();
        int changes = 1 + random.nextInt(4);
        for (int c = 0; c < changes && content.length > 1; c++) {
            int at = random.nextInt(content.length);
            int length = 1 + random.nextInt(Math.min(16, content.length - at));
            switch (random.nextInt(7)) {
                case 0 -> content[at] = (byte) random.nextInt(256);
                case 1 -> content[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> content = joined(content, at, content, at + length);
                case 3 -> content = joined(content, at + length, content, at);
                case 4 -> Arrays.fill(content, at, at + length, (byte) 0xff);
                case 5 -> {
                    // The largest varint that is a positive length.
                    Arrays.fill(content, at, at + length, (byte) 0xff);
                    content[at + length - 1] = 0x7f;
                }
                default -> content = Arrays.copyOf(content, at);
            }
        }
        return content;
    }

    private static byte[] joined(byte[] first, int end, byte[] second, int start) {
        byte[] joined = Arrays.copyOf(first, end + second.length - start);
        System.arraycopy(second, start, joined, end, second.length - start);
        return joined;
    }
}
