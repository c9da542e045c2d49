package org.jumpscope.data;

import static org.jumpscope.data.MadeFiles.assertSays;
import static org.jumpscope.data.MadeFiles.write;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFileTest {
    @TempDir
    private Path folder;

    static byte[] resource(String name) throws IOException {
        try (var in = SafetensorsFileTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] file(String header, int data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }

    /** The file and the rounded numbers were made by the library and PyTorch: see safetensors_files.py. */
    @Test
    void readsTheLibrarysFile() throws IOException {
        SafetensorsFile file = SafetensorsFile.open(write(folder, "t", resource("types.safetensors")));
        assertEquals(Map.of("made by", "safetensors_files.py"), file.metadata());
        assertEquals(List.of(2, 3), file.shape("f16"));
        double[] exact = {1, -0.333251953125, 65504, 0x1p-24, 0, Double.NEGATIVE_INFINITY};
        for (String name : List.of("f64", "f32", "f16")) {
            assertArrayEquals(exact, file.tensor(name).toDoubles());
        }
        double[] coarse = {1.0, -0.333984375, 65536.0, 5.960464477539063e-08, 0.0, Double.NEGATIVE_INFINITY};
        assertArrayEquals(coarse, file.tensor("bf16").toDoubles());
        assertEquals(List.of(), file.tensor("scalar").shape());
        assertEquals(2.5, file.tensor("scalar").value(0));
        assertSays(() -> file.tensor("i64"), "dtype I64", "only F64, F32, F16 and BF16");
        assertSays(() -> file.tensor("w"), "no tensor 'w'", "bf16");
    }

    /** Every half by its definition, against the JDK's float of the same value where that is exact. */
    @Test
    void halvesAreExact() {
        assertEquals(0x1p-14, HalfFloat.value((short) 0x0400));
        assertEquals(-2, HalfFloat.value((short) 0xc000));
        assertEquals(-0.0, HalfFloat.value((short) 0x8000));
        assertEquals(0x1.ffcp15, HalfFloat.value((short) 0x7bff));
        assertEquals(0x1.ff8p-15, HalfFloat.value((short) 0x03ff));
        assertTrue(Double.isNaN(HalfFloat.value((short) 0x7c01)));
    }

    private static byte[] written() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("0.weight", Tensor.of(new double[] {1, -2, Math.PI, 1e-300, 0, 5}, 2, 3));
        tensors.put("0.bias", Tensor.of(new double[] {0.1, Double.MAX_VALUE}, 2));
        tensors.put("empty", Tensor.of(new double[0], 0, 4));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafetensorsFile.write(out, tensors, Map.of("network", "3 2 \"tanh\" é"));
        return out.toByteArray();
    }

    @Test
    void readsWhatItWrites() throws IOException {
        byte[] bytes = written();
        assertEquals(0, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8);
        SafetensorsFile file = SafetensorsFile.open(write(folder, "t", bytes));
        assertEquals(List.of("0.weight", "0.bias", "empty"), file.names());
        assertEquals("3 2 \"tanh\" é", file.metadata().get("network"));
        assertArrayEquals(
                new double[] {1, -2, Math.PI, 1e-300, 0, 5},
                file.tensor("0.weight").toDoubles());
        assertArrayEquals(
                new double[] {0.1, Double.MAX_VALUE}, file.tensor("0.bias").toDoubles());
        assertEquals(List.of(0, 4), file.tensor("empty").shape());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,8]}}|8|in 8 bytes where 16 are expected",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}|16|16 bytes of data, and its tensors are 8",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]}}|16|at byte 8 of the data where 0",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,16]}}|8|at bytes 0 to 16 of 8",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[-1],\"data_offsets\":[0,8]}}|8|negative number",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[2147483647,2147483647,2147483647,2],\"data_offsets\":[0,8]}}|8|more than its",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1e3],\"data_offsets\":[0,8]}}|8|not what the format says",
                "{\"a\":{\"dtype\":\"F65\",\"shape\":[1],\"data_offsets\":[0,8]}}|8|unknown dtype 'F65'",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1]}}|8|without dtype, shape, or two data_offsets",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8],\"x\":1}}|8|unknown field 'x'",
                "{\"a\":[]}|0|tensor 'a' is not what",
                "{\"__metadata__\":{\"n\":1}}|0|__metadata__ 'n' is not what",
                "{} x|0|not JSON",
                "{}{}|0|something after the object",
                "[]|0|the header is not what",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}}|8|not JSON",
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}|0|not JSON"
            })
    void refusesAHeaderThatDoesNotFit(String header, int data, String part) throws IOException {
        Path path = write(folder, "t", file(header, data));
        assertSays(() -> SafetensorsFile.open(path), part);
    }

    @Test
    void refusesLengthsThatTheFileDoesNotHave() throws IOException {
        for (long length : new long[] {-1, 0, 1, 9, Long.MAX_VALUE, 1L << 40}) {
            byte[] start = ByteBuffer.allocate(16)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(length)
                    .array();
            Path path = write(folder, "t", start);
            assertSays(() -> SafetensorsFile.open(path), "16 bytes", Long.toUnsignedString(length));
        }
        assertSays(() -> SafetensorsFile.open(write(folder, "t", new byte[3])), "3 bytes", "get the whole file again");
        assertSays(() -> SafetensorsFile.open(write(folder, "t", new byte[0])), "is empty.");
        assertSays(() -> SafetensorsFile.open(folder), "is a folder");
        assertSays(() -> SafetensorsFile.open(folder.resolve("none")), "There is no file");
        byte[] deep = file("{\"a\":" + "[".repeat(100_000), 0);
        assertSays(() -> SafetensorsFile.open(write(folder, "t", deep)), "tensor 'a' is not what");
    }
}
