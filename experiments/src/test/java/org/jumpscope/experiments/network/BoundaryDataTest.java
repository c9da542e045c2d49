package org.jumpscope.experiments.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jumpscope.data.ImageFolder.Part;
import org.jumpscope.data.NpyArray;
import org.jumpscope.data.NpzFile;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundaryDataTest {
    @TempDir
    private Path folder;

    private BoundaryData read(String file, Optional<String> labels, Part part, SampleChoice choice, int features) {
        return BoundaryData.read(new BoundaryData.Source(
                folder.resolve(file),
                labels,
                name -> Optional.of(folder.resolve(name)).filter(Files::exists),
                part,
                choice,
                features));
    }

    private void idx(String name, int[] shape, int... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeInt(0x800 | shape.length);
        for (int length : shape) {
            data.writeInt(length);
        }
        for (int value : values) {
            data.writeByte(value);
        }
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))
                : Files.newOutputStream(folder.resolve(name))) {
            bytes.writeTo(out);
        }
    }

    @Test
    void foldersOfImagesHaveTheirLabels() throws IOException {
        idx("train-images-idx3-ubyte", new int[] {3, 1, 2}, 0, 255, 51, 102, 153, 204);
        idx("train-labels-idx1-ubyte", new int[] {3}, 7, 8, 9);
        BoundaryData data =
                read(".", Optional.empty(), Part.TRAIN, new SampleChoice(1, 2, SampleChoice.Fewer.REFUSED), 2);
        assertEquals(1, data.first());
        assertEquals(Vector.of(0.2, 0.4), data.samples().input(0));
        assertEquals(Vector.of(0.6, 0.8), data.samples().input(1));
        assertEquals(Optional.of(Vector.of(8, 9)), data.labels());
        assertEquals(2, data.files().size());
        idx("t10k-images-idx3-ubyte.gz", new int[] {1, 1, 2}, 255, 0);
        idx("t10k-labels-idx1-ubyte.gz", new int[] {1}, 3);
        BoundaryData test = read(".", Optional.empty(), Part.TEST, SampleChoice.one(0), 2);
        assertEquals(Vector.of(1, 0), test.samples().input(0));
        assertEquals(Optional.of(Vector.of(3)), test.labels());
    }

    @Test
    void filesOfImagesTakeLabelsFromAFile() throws IOException {
        idx("i.gz", new int[] {2, 1, 2}, 0, 255, 51, 102);
        idx("l", new int[] {2}, 4, 5);
        assertEquals(
                Optional.empty(),
                read("i.gz", Optional.empty(), Part.TRAIN, SampleChoice.one(0), 2)
                        .labels());
        BoundaryData data = read("i.gz", Optional.of("l"), Part.TRAIN, SampleChoice.one(1), 2);
        assertEquals(Optional.of(Vector.of(5)), data.labels());
        assertRefuses(
                "There is no file x of labels",
                () -> read("i.gz", Optional.of("x"), Part.TRAIN, SampleChoice.one(0), 2));
        assertRefuses(
                "they are not labels", () -> read("i.gz", Optional.of("i.gz"), Part.TRAIN, SampleChoice.one(0), 2));
        assertRefuses("has no sample 2", () -> read("i.gz", Optional.empty(), Part.TRAIN, SampleChoice.one(2), 2));
    }

    @Test
    void arraysOfAnyDimensionsAreSamples() throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("x.npy"))) {
            NpyArray.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2).write(out);
        }
        assertEquals(
                Vector.of(5, 6, 7, 8),
                read("x.npy", Optional.empty(), Part.TRAIN, SampleChoice.one(1), 4)
                        .samples()
                        .input(0));
        try (OutputStream out = Files.newOutputStream(folder.resolve("u.npy"))) {
            NpyArray.of(new byte[] {0, 51, (byte) 255}, 3).write(out);
        }
        // One dimension: a sample, or samples of one input.
        assertEquals(
                Vector.of(0, 0.2, 1),
                read("u.npy", Optional.empty(), Part.TRAIN, SampleChoice.one(0), 3)
                        .samples()
                        .input(0));
        assertEquals(
                Vector.of(0.2),
                read("u.npy", Optional.empty(), Part.TRAIN, SampleChoice.one(1), 1)
                        .samples()
                        .input(0));
    }

    @Test
    void archivesAreReadByTheirUsualNames() throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("x_train", NpyArray.of(new double[] {1, 2, 3, 4}, 2, 2));
        arrays.put("y_train", NpyArray.of(new long[] {1, 0}, 2));
        arrays.put("x_test", NpyArray.of(new double[] {5, 6}, 1, 2));
        arrays.put("y_test", NpyArray.of(new long[] {2}, 1));
        arrays.put("other", NpyArray.of(new long[] {8, 9}, 2));
        try (OutputStream out = Files.newOutputStream(folder.resolve("d.npz"))) {
            NpzFile.write(out, arrays);
        }
        BoundaryData train = read("d.npz", Optional.empty(), Part.TRAIN, SampleChoice.firstOf(2), 2);
        assertEquals(Optional.of(Vector.of(1, 0)), train.labels());
        BoundaryData test = read("d.npz", Optional.empty(), Part.TEST, SampleChoice.one(0), 2);
        assertEquals(Vector.of(5, 6), test.samples().input(0));
        assertEquals(Optional.of(Vector.of(2)), test.labels());
        assertEquals(
                Optional.of(Vector.of(9)),
                read("d.npz", Optional.of("other"), Part.TRAIN, SampleChoice.one(1), 2)
                        .labels());
        assertRefuses(
                "did you mean 'other'?", () -> read("d.npz", Optional.of("othr"), Part.TRAIN, SampleChoice.one(0), 2));
    }

    @Test
    void tablesHaveLabelsInAColumn() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "a,kind,b\n1,cat,2\n3,dog,4\n");
        BoundaryData data = read("t.csv", Optional.of("kind"), Part.TRAIN, SampleChoice.firstOf(2), 2);
        assertEquals(Vector.of(3, 4), data.samples().input(1));
        assertEquals(List.of("cat", "dog"), data.classNames());
        assertEquals(Optional.of(Vector.of(0, 1)), data.labels());
        Files.writeString(folder.resolve("n.csv"), "1,2\n3,4\n");
        BoundaryData plain = read("n.csv", Optional.empty(), Part.TRAIN, SampleChoice.one(1), 2);
        assertEquals(Vector.of(3, 4), plain.samples().input(0));
        assertEquals(Optional.empty(), plain.labels());
        assertEquals(
                Optional.of(Vector.of(4)),
                read("n.csv", Optional.of("2"), Part.TRAIN, SampleChoice.one(1), 1)
                        .labels());
        assertRefuses(
                "samples of 2 numbers", () -> read("n.csv", Optional.empty(), Part.TRAIN, SampleChoice.one(1), 5));
    }

    private static void assertRefuses(String part, Runnable action) {
        String message = assertThrows(InvalidInputException.class, action::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
