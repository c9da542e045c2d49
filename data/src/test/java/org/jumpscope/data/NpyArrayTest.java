package org.jumpscope.data;

import static org.jumpscope.data.MadeFiles.assertSays;
import static org.jumpscope.data.MadeFiles.gzip;
import static org.jumpscope.data.MadeFiles.write;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyArrayTest {
    @TempDir
    private Path folder;

    private static byte[] bytes(NpyArray array) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        array.write(out);
        return out.toByteArray();
    }

    /** A file of version 1.0 whose header is given, followed by zeros. */
    private Path file(String header, int zeros) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(
                new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, (byte) (text.length >> 8)},
                10 + text.length + zeros);
        System.arraycopy(text, 0, all, 10, text.length);
        return write(folder, "a.npy", all);
    }

    @Test
    void writesTheBytesThatNumpyWrites() throws IOException {
        // numpy 2.4.6: np.save(f, np.array([[1.5, -2.0, 0.1]])); the header is padded with spaces to 128 bytes.
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 3), }";
        byte[] expected = HexFormat.of()
                .parseHex("934e554d50590100" + "7600"
                        + HexFormat.of()
                                .formatHex((header + " ".repeat(117 - header.length()) + "\n")
                                        .getBytes(StandardCharsets.US_ASCII))
                        + "000000000000f83f" + "00000000000000c0" + "9a9999999999b93f");
        assertArrayEquals(expected, bytes(NpyArray.of(new double[] {1.5, -2.0, 0.1}, 1, 3)));
    }

    @Test
    void readsWhatItWrote() throws IOException {
        double[] floats = {0.1, Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, 1e300};
        NpyArray back = NpyArray.read(write(folder, "f.npy", bytes(NpyArray.of(floats, 2, 3))));
        assertEquals(List.of(2, 3), back.shape());
        assertArrayEquals(floats, back.toDoubles());
        long[] integers = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE};
        NpyArray ofIntegers = NpyArray.read(write(folder, "i.npy", gzip(bytes(NpyArray.of(integers, 4)))));
        assertEquals(NpyArray.Type.INT64, ofIntegers.type());
        assertArrayEquals(integers, ofIntegers.toLongs());
        NpyArray ofBytes = NpyArray.read(write(folder, "b.npy", bytes(NpyArray.of(new byte[] {0, 127, -1}, 3))));
        assertArrayEquals(new long[] {0, 127, 255}, ofBytes.toLongs());
        NpyArray single = NpyArray.read(write(folder, "s.npy", bytes(NpyArray.of(new double[] {3}))));
        assertEquals(List.of(), single.shape());
        assertArrayEquals(new double[] {3}, single.toDoubles());
    }

    @Test
    void archivesKeepNamesAndOrderAndAreTheSameEachTime() throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("weight", NpyArray.of(new double[] {1, 2}, 2));
        arrays.put("count", NpyArray.of(new long[] {5}, 1));
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        NpzFile.write(first, arrays);
        NpzFile.write(second, arrays);
        assertArrayEquals(first.toByteArray(), second.toByteArray());
        Map<String, NpyArray> back = NpzFile.read(write(folder, "a.npz", first.toByteArray()));
        assertEquals(List.of("weight", "count"), List.copyOf(back.keySet()));
        assertArrayEquals(new double[] {1, 2}, back.get("weight").toDoubles());
        byte[] cut = Arrays.copyOf(first.toByteArray(), 90);
        assertSays(() -> NpzFile.read(write(folder, "cut.npz", cut)), "ends early");
        assertSays(() -> NpzFile.read(write(folder, "no.npz", new byte[] {1, 2, 3})), "is not an NPZ file");
    }

    @Test
    void refusesWhatItCannotRead() throws IOException {
        String rest = ", 'fortran_order': False, 'shape': (2,), }\n";
        assertSays(
                () -> NpyArray.read(file("{'descr': '<f2'" + rest, 8)), "type '<f2'", "only floats of 64 and 32 bits");
        assertSays(() -> NpyArray.read(file("{'descr': '<f8'" + rest, 15)), "ends early");
        assertSays(() -> NpyArray.read(file("{'descr': '<f8'" + rest, 17)), "is too long");
        assertSays(
                () -> NpyArray.read(file("{'descr': '<f8', 'fortran_order': True, 'shape': (2,), }\n", 16)),
                "Fortran order");
        assertSays(() -> NpyArray.read(file("{'descr': '<f8'}\n", 16)), "header that is not NPY's");
        assertSays(
                () -> NpyArray.read(
                        file("{'descr': '<f8', 'fortran_order': False, 'shape': (999999999, 999999999), }\n", 16)),
                "too short for its header");
        assertSays(
                () -> NpyArray.read(
                        file("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,), }\n", 16)),
                "too short for its header");
        assertSays(
                () -> NpyArray.read(write(folder, "t.npy", "hello, world".getBytes(StandardCharsets.US_ASCII))),
                "does not start with");
    }
}
