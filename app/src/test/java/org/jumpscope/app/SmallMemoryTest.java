package org.jumpscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What needs more memory than Java has is refused with the need, before it is taken: commands in a Java of 64 MB, on files whose
 * content is far larger than they are themselves.
 */
class SmallMemoryTest {
    private static final String REFUSED = "of memory, and Java has ";

    @TempDir
    private Path folder;

    private String small;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void smallNetwork() throws IOException {
        small = sparse("small.safetensors", "4 3 tanh 2", new int[] {3, 4, 2, 3});
    }

    private Run run(String... words) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Jumpscope.class.getName()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "it hangs");
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private void assertRefuses(String part, String... words) throws IOException, InterruptedException {
        Run run = run(words);
        assertEquals(3, run.code, run.err);
        assertEquals("", run.out);
        assertTrue(run.err.contains(part), run.err);
        assertEquals(1, run.err.lines().count(), run.err);
    }

    private static byte[] start(String json) {
        byte[] header = json.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + header.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }

    /** A network of layers of rows × columns whose values are all 0 and take no room on the disk. */
    private String sparse(String name, String network, int[] shapes) throws IOException {
        StringBuilder json = new StringBuilder("{\"__metadata__\":{\"network\":\"" + network + "\"}");
        long at = 0;
        for (int i = 0; i < shapes.length; i += 2) {
            long weights = at + 4L * shapes[i] * shapes[i + 1];
            long biases = weights + 4L * shapes[i];
            json.append(String.format(
                    Locale.ROOT,
                    ",\"%d.weight\":{\"dtype\":\"F32\",\"shape\":[%d,%d],\"data_offsets\":[%d,%d]}"
                            + ",\"%d.bias\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[%d,%d]}",
                    i,
                    shapes[i],
                    shapes[i + 1],
                    at,
                    weights,
                    i,
                    shapes[i],
                    weights,
                    biases));
            at = biases;
        }
        byte[] start = start(json.append('}').toString());
        Path file = folder.resolve(name);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(start);
            out.setLength(start.length + at);
        }
        return file.toString();
    }

    private static byte[] npy(String shape) {
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }";
        header += " ".repeat(117 - header.length()) + "\n";
        return ("\u0093NUMPY\u0001\u0000" + (char) header.length() + "\u0000" + header)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** An archive of 128 MB of zeros in an eighth of a megabyte. */
    private String bomb(String array, String shape) throws IOException {
        Path file = folder.resolve("bomb.npz");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(array + ".npy"));
            zip.write(npy(shape));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 128; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        return file.toString();
    }

    @Test
    void aNetworkLargerThanTheMemory() throws Exception {
        String large =
                sparse("large.safetensors", "4000 4000 tanh 4000 tanh 2", new int[] {4000, 4000, 4000, 4000, 2, 4000});
        Path samples = folder.resolve("x.npy");
        try (RandomAccessFile out = new RandomAccessFile(samples.toFile(), "rw")) {
            out.write(npy("(1, 4000)"));
            out.setLength(128 + 8 * 4000);
        }
        assertRefuses("needs about 1.", "spectrum", large, "--data", samples.toString());
        assertRefuses("needs about 5", "measure", large, "--data", samples.toString(), "--json", "-");
        // What is in it can be said all the same: its values are read some at a time.
        Run inspect = run("inspect", large);
        assertEquals(0, inspect.code, inspect.err);
        assertTrue(inspect.out.contains("K = 32,016,002"), inspect.out);
        assertTrue(inspect.out.contains("256 MB"), inspect.out);
    }

    @Test
    void anArchiveThatIsFarLargerThanItsFile() throws Exception {
        assertRefuses(REFUSED, "inspect", bomb("0.weight", "(4096, 4096)"));
        String samples = bomb("x", "(4194304, 4)");
        assertRefuses(REFUSED, "train", "--data", samples);
        Path json = folder.resolve("answer.json");
        assertRefuses(REFUSED, "measure", small, "--data", samples, "--json", json.toString());
        assertFalse(Files.exists(json));
    }

    @Test
    void dataThatAreFarLargerThanTheMemory() throws Exception {
        Path samples = folder.resolve("sparse.npy");
        try (RandomAccessFile out = new RandomAccessFile(samples.toFile(), "rw")) {
            out.write(npy("(4194304, 4)"));
            out.setLength(128 + 8 * 4194304L * 4);
        }
        assertRefuses(REFUSED, "spectrum", small, "--data", samples.toString());
        Path rows = folder.resolve("rows.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(rows))) {
            byte[] some = "1,2,3,4\n".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 64; i++) {
                out.write(some);
            }
        }
        assertRefuses("needs more memory than the", "spectrum", small, "--data", rows.toString());
    }

    @Test
    void aTrainingThatNeedsMore() throws Exception {
        String[] words = {"train", "--data", "../docs/examples/samples.csv", "--label", "kind", "--network", ""};
        words[6] = "8 3000 tanh 3000 tanh 3 softmax";
        assertRefuses("9039003 trainable variables needs about", words);
        words[6] = "784 100000 tanh 100000 tanh 10 softmax";
        assertRefuses("has 10000100000 trainable variables", words);
    }
}
