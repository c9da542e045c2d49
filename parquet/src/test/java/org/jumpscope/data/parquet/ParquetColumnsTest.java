package org.jumpscope.data.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jumpscope.data.ColumnFile;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetColumnsTest {
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message jumps {
              required double size;
              optional float weight;
              required int64 step;
              required int32 small (INTEGER(32,false));
              required int64 price (DECIMAL(18,2));
              required int64 when (TIMESTAMP(MILLIS,true));
              required binary kind (STRING);
              repeated double parts;
              required group neuron { required double bias; }
            }
            """);

    @TempDir
    private Path folder;

    private Path written(String name, CompressionCodecName codec, int rows) throws IOException {
        Path file = folder.resolve(name);
        SimpleGroupFactory groups = new SimpleGroupFactory(SCHEMA);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(SCHEMA)
                .withCompressionCodec(codec)
                .withRowGroupSize(20_000L)
                .build()) {
            for (int i = 0; i < rows; i++) {
                Group row = groups.newGroup()
                        .append("size", 0.1 * i)
                        .append("step", (long) i)
                        .append("small", -1 - i)
                        .append("price", 100L * i + 5)
                        .append("when", 0L)
                        .append("kind", "k" + i % 3);
                if (i != 7) {
                    row.append("weight", 0.5f * i);
                }
                row.addGroup("neuron").append("bias", -i == 0 ? Double.NaN : (double) -i);
                writer.write(row);
            }
        }
        return file;
    }

    private static double[] column(ColumnFile file, String name) {
        return file.read(List.of(name)).get(0);
    }

    private static void assertSays(Executable action, String... parts) {
        String message = assertThrows(InvalidInputException.class, action).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertTrue(message.endsWith(".") || message.endsWith("?"), message);
    }

    /** Through the service loader, as the command line does; over several row groups. */
    @ParameterizedTest
    @EnumSource(
            value = CompressionCodecName.class,
            names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
    void readsColumns(CompressionCodecName codec) throws IOException {
        int n = 5000;
        ColumnFile file = ColumnFile.open(written("jumps.parquet", codec, n));
        assertEquals(
                List.of("size", "weight", "step", "small", "price", "when", "kind", "parts", "neuron.bias"),
                file.columns());
        List<double[]> read = file.read(List.of("size", "3", "small", "price", "neuron.bias"));
        double[] size = new double[n];
        double[] step = new double[n];
        double[] small = new double[n];
        double[] price = new double[n];
        double[] bias = new double[n];
        for (int i = 0; i < n; i++) {
            size[i] = 0.1 * i;
            step[i] = i;
            small[i] = 4294967295.0 - i;
            price[i] = Double.parseDouble(i + ".05");
            bias[i] = i == 0 ? Double.NaN : -i;
        }
        assertArrayEquals(size, read.get(0));
        assertArrayEquals(step, read.get(1));
        assertArrayEquals(small, read.get(2));
        assertArrayEquals(price, read.get(3));
        assertArrayEquals(bias, read.get(4));
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        Path path = written("a.parquet", CompressionCodecName.SNAPPY, 10);
        ColumnFile file = ColumnFile.open(path);
        assertSays(() -> column(file, "sizes"), "no column 'sizes': did you mean 'size'?");
        assertSays(() -> column(file, "weight"), "row 8, column 2 (weight) is missing");
        assertSays(() -> column(file, "kind"), "column 'kind' is of type binary (STRING)");
        assertSays(() -> column(file, "when"), "column 'when' is of type int64 (TIMESTAMP");
        assertSays(() -> column(file, "parts"), "column 'parts' holds lists");
        assertSays(() -> column(file, "size' OR 1=1; --"), "no column");
        byte[] whole = Files.readAllBytes(path);
        Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(whole, whole.length - 10));
        assertSays(() -> ColumnFile.open(cut), "cut.parquet is not a whole Parquet file");
        Path text = Files.writeString(folder.resolve("text.parquet"), "x\n1\n");
        assertSays(() -> ColumnFile.open(text), "text.parquet is not a whole Parquet file");
        Path empty = written("empty.parquet", CompressionCodecName.SNAPPY, 0);
        assertSays(() -> column(ColumnFile.open(empty), "size"), "has no rows");
    }

    /** A name is a name, whatever it would mean as a pattern, a quoted word or an address. */
    @Test
    void takesNamesAsTheyAre() throws IOException {
        Path path = written("a.parquet", CompressionCodecName.SNAPPY, 3);
        for (String name : List.of("[ab]*?.parquet", "'; drop table x; --.parquet", "s3:%2f%2f x.parquet")) {
            Path odd = Files.copy(path, folder.resolve(name));
            assertEquals(3, column(ColumnFile.open(odd), "size").length);
        }
    }

    /** A damaged file is bad input, or one whose damage hits nothing that is read; never another failure. */
    @Test
    void survivesDamage() throws IOException {
        byte[] whole = Files.readAllBytes(written("a.parquet", CompressionCodecName.SNAPPY, 200));
        var random = RandomBlocks.of(3).block(0);
        int refused = 0;
        for (int trial = 0; trial < 400; trial++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= trial % 4; i++) {
                // The end of the file says where all else is.
                int from = trial % 2 == 0 ? 0 : Math.max(0, damaged.length - 1500);
                damaged[from + random.nextInt(damaged.length - from)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("damaged.parquet"), damaged);
            try {
                assertTrue(column(ColumnFile.open(file), "size").length > 0);
            } catch (InvalidInputException e) {
                refused++;
            }
        }
        assertTrue(refused > 100, "refused " + refused);
    }
}
