package org.jumpscope.experiments.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jumpscope.experiments.fit.Measurements.Form;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class MeasurementsTest {
    @TempDir
    private Path folder;

    private Measurements read(String text, Form form, String column, String weights) throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), text);
        return Measurements.read(
                new Measurements.SourceFile(file), form, Optional.ofNullable(column), Optional.ofNullable(weights));
    }

    private static void assertSays(Executable action, String... parts) {
        String message = assertThrows(InvalidInputException.class, action).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    @Test
    void readsValues() throws IOException {
        assertArrayEquals(
                new double[] {1, -2},
                read("x\n1\n-2\n", Form.VALUES, null, null).sharedValues());
        assertArrayEquals(
                new double[] {3, 4},
                read("x,y\n1,3\n2,4\n", Form.VALUES, "y", null).sharedValues());
        Measurements lines = Measurements.read(
                new Measurements.SourceStream(
                        "standard input", new ByteArrayInputStream("5\n6\n".getBytes(StandardCharsets.UTF_8))),
                Form.VALUES,
                Optional.empty(),
                Optional.empty());
        assertArrayEquals(new double[] {5, 6}, lines.sharedValues());
        assertEquals(Optional.empty(), lines.sharedWeights());
        assertSays(() -> read("x,y\n1,3\n", Form.VALUES, null, null), "has 2 columns", "--column (x, y)");
    }

    /** With a column of weights, the other one of two is that of values. */
    @Test
    void readsWeights() throws IOException {
        Measurements weighted = read("x,w\n1,3\n2,0\n", Form.VALUES, null, "w");
        assertArrayEquals(new double[] {1, 2}, weighted.sharedValues());
        assertArrayEquals(new double[] {3, 0}, weighted.sharedWeights().orElseThrow());
        assertSays(() -> read("x,w\n1,3\n2,-1\n", Form.VALUES, "x", "w"), "weight 2 is -1.0");
        assertSays(() -> read("x,w\n1,nan\n", Form.VALUES, "x", "w"), "weight 1 is NaN");
    }

    @Test
    void readsBinsInOrder() throws IOException {
        List<double[]> bins =
                read("4,8,1\n1,2,5\n2,4,0.5\n", Form.HISTOGRAM, null, null).sharedBins();
        assertArrayEquals(new double[] {1, 2, 4}, bins.get(0));
        assertArrayEquals(new double[] {2, 4, 8}, bins.get(1));
        assertArrayEquals(new double[] {5, 0.5, 1}, bins.get(2));
        List<double[]> named =
                read("id,count,high,low\n1,7,2,1\n", Form.HISTOGRAM, null, null).sharedBins();
        assertArrayEquals(new double[] {7}, named.get(2));
        assertArrayEquals(new double[] {1}, named.get(0));
        assertSays(() -> read("1,2,3,4\n", Form.HISTOGRAM, null, null), "has 4 columns where a histogram has three");
        assertSays(() -> read("1,2,3\n1.5,4,1\n", Form.HISTOGRAM, null, null), "from 1.5 begins before", "at 2.0");
        assertSays(() -> read("2,1,3\n", Form.HISTOGRAM, null, null), "bin 1 reaches from 2.0 to 1.0");
        assertSays(() -> read("1,2,-3\n", Form.HISTOGRAM, null, null), "count 1 is -3.0");
        assertSays(() -> read("1,inf,3\n", Form.HISTOGRAM, null, null), "is infinite");
    }
}
