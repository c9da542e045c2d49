package org.jumpscope.data;

import static org.jumpscope.data.MadeFiles.assertSays;
import static org.jumpscope.data.MadeFiles.gzip;
import static org.jumpscope.data.MadeFiles.write;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnFileTest {
    @TempDir
    private Path folder;

    private Path text(String name, String content) throws IOException {
        return write(folder, name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream stream(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }

    private static double[] column(ColumnFile file, String name) {
        return file.read(List.of(name)).get(0);
    }

    private Path npy(String name, NpyArray array) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        array.write(bytes);
        return write(folder, name, bytes.toByteArray());
    }

    @Test
    void readsTables() throws IOException {
        Path csv = text("a.csv", "size, kind,count\n1.5,a,3\n\n\"2.5\",\"b, c\",4\n-1e-3,,5\n");
        ColumnFile file = ColumnFile.open(csv);
        assertEquals(List.of("size", "kind", "count"), file.columns());
        assertArrayEquals(new double[] {1.5, 2.5, -1e-3}, column(file, "size"));
        List<double[]> both = file.read(List.of("3", "size"));
        assertArrayEquals(new double[] {3, 4, 5}, both.get(0));
        assertArrayEquals(new double[] {1.5, 2.5, -1e-3}, both.get(1));
        assertArrayEquals(new double[] {7, 8}, column(ColumnFile.open(text("t.tsv", "x\ty\n1\t7\n2\t8\n")), "y"));
        assertArrayEquals(new double[] {2, 4}, column(ColumnFile.open(text("n.csv", "1;2\n3;4\n")), "column_2"));
        assertArrayEquals(
                new double[] {1, Double.NaN, 2}, column(ColumnFile.open(text("q.csv", "x\n1\nNaN\n2\n")), "1"));
        byte[] zipped = gzip("x\r\n1\r\n2".getBytes(StandardCharsets.UTF_8));
        assertArrayEquals(new double[] {1, 2}, column(ColumnFile.open(write(folder, "z.csv.gz", zipped)), "x"));
    }

    @Test
    void readsTextWithBlanksAndComments() throws IOException {
        String lines = "# made by hand\n\n  1   2.5\n\t3 \t 4  \n#5 6\n7 8";
        ColumnFile file = ColumnFile.open(text("a.dat", lines));
        assertEquals(List.of("column_1", "column_2"), file.columns());
        assertArrayEquals(new double[] {2.5, 4, 8}, column(file, "2"));
        assertArrayEquals(new double[] {1, 3, 7}, column(ColumnFile.open("standard input", stream(lines)), "1"));
        assertArrayEquals(
                new double[] {1, -2, 3}, column(ColumnFile.open("standard input", stream("1\n-2\n3\n")), "1"));
        assertArrayEquals(new double[] {4}, column(ColumnFile.open("standard input", stream("a,b\n3,4\n")), "b"));
        assertArrayEquals(new double[] {1, 2}, column(ColumnFile.open(text("h.txt", "size\n1\n2\n")), "size"));
    }

    /** The start of a stream is looked at and then read again, however long the rest is. */
    @Test
    void losesNothingOfLongStreams() {
        StringBuilder lines = new StringBuilder();
        double sum = 0;
        for (int i = 0; i < 400_000; i++) {
            lines.append(i % 1000).append('\n');
            sum += i % 1000;
        }
        double[] values = column(ColumnFile.open("standard input", stream(lines.toString())), "1");
        assertEquals(400_000, values.length);
        assertEquals(sum, java.util.Arrays.stream(values).sum());
    }

    @Test
    void saysWhatIsWrongInText() throws IOException {
        Path csv = text("a.csv", "size,kind,count\n1.5,a,3\n2.5,b\n3.5,c,x\n");
        ColumnFile file = ColumnFile.open(csv);
        assertSays(() -> column(file, "sise"), "a.csv has no column 'sise': did you mean 'size'?");
        assertSays(() -> column(file, "weights"), "its columns are size, kind, count");
        assertSays(() -> column(file, "4"), "no column 4", "1 to 3");
        assertSays(() -> column(file, "count"), "line 3, column 3 (count) is missing");
        assertSays(() -> column(file, "kind"), "line 2, column 2 (kind) holds 'a'");
        assertSays(() -> file.read(List.of("size", "count")), "line 3, column 3 (count) is missing");
        Path holes = text("h.csv", "x,y\n1,2\n,3\n");
        assertSays(() -> column(ColumnFile.open(holes), "x"), "line 3, column 1 (x) is missing");
        Path absent = text("na.csv", "x\n1\nNA\n");
        assertSays(() -> column(ColumnFile.open(absent), "x"), "line 3 (x) holds 'NA'");
        Path infinite = text("inf.csv", "x\n1\n-inf\n");
        assertSays(() -> column(ColumnFile.open(infinite), "x"), "line 3 (x) is minus infinity");
        Path overflowing = text("big.csv", "x\n1\n1e999\n");
        assertSays(() -> column(ColumnFile.open(overflowing), "x"), "line 3 (x) is infinite");
        Path other = text("java.csv", "x\n1\n0x10\n");
        assertSays(() -> column(ColumnFile.open(other), "x"), "holds '0x10'");
        assertSays(() -> ColumnFile.open(text("e.csv", "")), "is empty");
        assertSays(() -> ColumnFile.open("standard input", stream("# nothing\n")), "standard input is empty");
        assertSays(() -> column(ColumnFile.open(text("o.csv", "x\n")), "x"), "has a header and no numbers");
        assertSays(() -> ColumnFile.open(text("b.dat", "a\0b\n")), "is not text");
        assertSays(() -> ColumnFile.open(folder.resolve("none.csv")), "There is no file");
        assertSays(
                () -> column(ColumnFile.open("standard input", stream("1\n2\nthree\n")), "1"),
                "standard input, line 3 holds 'three'");
        byte[] zipped = gzip("x\n1\n2\n3\n4\n5".getBytes(StandardCharsets.UTF_8));
        Path cut = write(folder, "cut.csv.gz", java.util.Arrays.copyOf(zipped, zipped.length - 9));
        assertSays(() -> column(ColumnFile.open(cut), "x"), "ends early");
    }

    @Test
    void readsArrays() throws IOException {
        ColumnFile one = ColumnFile.open(npy("a.npy", NpyArray.of(new double[] {1, Double.NaN, -3}, 3)));
        assertEquals(List.of("column_1"), one.columns());
        assertArrayEquals(new double[] {1, Double.NaN, -3}, column(one, "1"));
        ColumnFile two = ColumnFile.open(npy("b.npy", NpyArray.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2)));
        assertArrayEquals(new double[] {2, 4, 6}, column(two, "2"));
        // Known by its first bytes.
        assertArrayEquals(new double[] {7}, column(ColumnFile.open(npy("c", NpyArray.of(new long[] {7}, 1))), "1"));
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("jump", NpyArray.of(new double[] {1, 2}, 2));
        arrays.put("table", NpyArray.of(new long[] {1, 2, 3, 4}, 2, 2));
        arrays.put("single", NpyArray.of(new double[] {5}));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NpzFile.write(bytes, arrays);
        ColumnFile npz = ColumnFile.open(write(folder, "a.npz", bytes.toByteArray()));
        assertEquals(List.of("jump", "table:1", "table:2"), npz.columns());
        assertArrayEquals(new double[] {1, 2}, column(npz, "jump"));
        assertArrayEquals(new double[] {2, 4}, column(npz, "table:2"));
        assertSays(() -> column(npz, "jumps"), "did you mean 'jump'?");
    }

    /** The bytes of {@code numpy.array([1, 200], dtype).tobytes()}, little-endian. */
    @Test
    void readsEveryTypeOfNumber() throws IOException {
        Map<String, byte[]> types = Map.of(
                "<f4", new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0x48, 0x43},
                "<i4", new byte[] {1, 0, 0, 0, (byte) 200, 0, 0, 0},
                "<i2", new byte[] {1, 0, (byte) 200, 0},
                "|i1", new byte[] {1, (byte) 200},
                "<u4", new byte[] {1, 0, 0, 0, (byte) 200, 0, 0, 0},
                "<u2", new byte[] {1, 0, (byte) 200, 0},
                "|u1", new byte[] {1, (byte) 200},
                "<i8", new byte[] {1, 0, 0, 0, 0, 0, 0, 0, (byte) 200, 0, 0, 0, 0, 0, 0, 0});
        for (Map.Entry<String, byte[]> type : types.entrySet()) {
            Path file = npy(type.getKey(), 2, type.getValue());
            double second = type.getKey().equals("|i1") ? -56 : 200;
            assertArrayEquals(new double[] {1, second}, column(ColumnFile.open(file), "1"), type.getKey());
        }
        byte[] most = {-1, -1, -1, -1};
        assertArrayEquals(new double[] {4294967295.0}, column(ColumnFile.open(npy("<u4", 1, most)), "1"));
        assertArrayEquals(new double[] {65535, 65535}, column(ColumnFile.open(npy("<u2", 2, most)), "1"));
        assertArrayEquals(new double[] {-1, -1}, column(ColumnFile.open(npy("<i2", 2, most)), "1"));
    }

    private Path npy(String type, int count, byte[] content) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + count + ",), }\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        bytes.write(header.getBytes(StandardCharsets.US_ASCII));
        bytes.write(content);
        return write(folder, "typed.npy", bytes.toByteArray());
    }

    @Test
    void saysWhatIsWrongInArrays() throws IOException {
        Path infinite = npy("i.npy", NpyArray.of(new double[] {1, Double.POSITIVE_INFINITY}, 2));
        assertSays(() -> column(ColumnFile.open(infinite), "1"), "i.npy, number 2 is infinite");
        Path table = npy("t.npy", NpyArray.of(new double[] {1, 2, 3, Double.NEGATIVE_INFINITY}, 2, 2));
        assertSays(() -> column(ColumnFile.open(table), "2"), "number 2 of column 2 is minus infinity");
        assertSays(() -> column(ColumnFile.open(table), "3"), "no column 3", "1 to 2");
        byte[] whole = java.nio.file.Files.readAllBytes(table);
        Path cut = write(folder, "cut.npy", java.util.Arrays.copyOf(whole, whole.length - 1));
        assertSays(() -> ColumnFile.open(cut), "ends early");
        assertSays(() -> ColumnFile.open(text("wrong.npy", "1,2,3\n")), "is not an NPY file");
        assertSays(() -> ColumnFile.open(text("wrong.npz", "1,2,3\n")), "is not an NPZ file");
        assertSays(() -> ColumnFile.open(npy("s.npy", NpyArray.of(new double[] {1}))), "0 dimensions");
        assertSays(() -> ColumnFile.open(npy("c.npy", NpyArray.of(new double[8], 2, 2, 2))), "3 dimensions");
        assertSays(() -> ColumnFile.open(npy("e.npy", NpyArray.of(new double[0], 0))), "has no numbers");
        byte[] huge = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, 127};
        assertSays(() -> ColumnFile.open(write(folder, "huge.npy", huge)), "has a header of 2147483647 bytes");
    }

    /** Without the module that reads Parquet it is said how to get it. */
    @Test
    void saysHowToReadParquet() throws IOException {
        assertSays(() -> ColumnFile.open(text("x.parquet", "PAR1")), "reader of Parquet is not there", "-pl parquet");
        assertSays(() -> ColumnFile.open(text("x", "PAR1....")), "reader of Parquet is not there");
    }

    @Test
    void readsNumbersAsDoubleDoes() {
        String[] texts = {
            "0",
            "-0",
            "1",
            "+1.",
            ".5",
            "-.5e1",
            "123456789012345678",
            "1234567890123456789",
            "0.1",
            "1e22",
            "1e23",
            "9007199254740993",
            "1e-400",
            "4.9e-324",
            "2.2250738585072011e-308",
            "1e309",
            "0.000000000000000000001e21",
            "179769313486231570000",
            "1e-22",
            "123.456e-22",
            "00000000000000000000012",
            "0e999999999999"
        };
        for (String text : texts) {
            assertEquals(Double.parseDouble(text), NumberText.parse(text).orElseThrow(), text);
        }
        java.util.SplittableRandom random = new java.util.SplittableRandom(5);
        for (int i = 0; i < 100_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            String text =
                    i % 2 == 0 ? Double.toString(value) : String.format(java.util.Locale.ROOT, "%.6f", value % 1e6);
            if (Double.isFinite(value)) {
                assertEquals(Double.parseDouble(text), NumberText.parse(text).orElseThrow(), text);
            }
        }
        for (String text :
                new String[] {"", " ", ".", "-", "1e", "1e+", "1d", "0x1", "1.2.3", "1 2", "e5", "--1", "infinite"}) {
            assertEquals(java.util.Optional.empty(), NumberText.parse(text), text);
        }
        assertEquals(Double.NEGATIVE_INFINITY, NumberText.parse(" -Inf ").orElseThrow());
        assertEquals(Double.POSITIVE_INFINITY, NumberText.parse("INFINITY").orElseThrow());
        assertEquals(Double.NaN, NumberText.parse("-nan").orElseThrow());
    }

    @Test
    void refusesFieldsWithoutEnd() {
        StringBuilder long1 = new StringBuilder("x\n\"1");
        long1.append("0".repeat(20_000_000));
        assertSays(() -> column(ColumnFile.open("standard input", stream(long1.toString())), "x"), "cannot be read");
    }
}
