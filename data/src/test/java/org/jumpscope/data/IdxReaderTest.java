package org.jumpscope.data;

import static org.jumpscope.data.MadeFiles.assertSays;
import static org.jumpscope.data.MadeFiles.gzip;
import static org.jumpscope.data.MadeFiles.idx;
import static org.jumpscope.data.MadeFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTest {
    private static final byte[] IMAGES = idx(new int[] {3, 1, 2}, 0, 1, 128, 255, 7, 8);

    @TempDir
    private Path folder;

    @Test
    void readsPlainAndCompressedByContentNotByName() throws IOException {
        for (byte[] content : List.of(IMAGES, gzip(IMAGES))) {
            IdxArray images = IdxReader.read(write(folder, "images.bin", content));
            assertEquals(List.of(3, 1, 2), images.shape());
            assertEquals(3, images.size());
            assertEquals(2, images.itemSize());
            assertEquals(128, images.value(1, 0));
            assertEquals(255, images.value(1, 1));
        }
    }

    @Test
    void keepsTheItemsThatAreWanted() throws IOException {
        IdxArray images = IdxReader.read(write(folder, "images", IMAGES), item -> item != 1);
        assertEquals(List.of(2, 1, 2), images.shape());
        assertEquals(7, images.value(1, 0));
    }

    @Test
    void keepsManyItems() throws IOException {
        int n = 5000;
        int[] values = new int[n];
        Arrays.setAll(values, i -> i);
        IdxArray labels = IdxReader.read(write(folder, "labels", gzip(idx(new int[] {n}, values))));
        assertEquals(n, labels.size());
        assertEquals(4999 & 0xff, labels.value(4999, 0));
    }

    @Test
    void refusesAHeaderThatPromisesMoreThanTheFileCanHold() throws IOException {
        byte[] hostile = idx(new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE}, 1, 2, 3);
        for (byte[] content : List.of(hostile, gzip(hostile))) {
            Path file = write(folder, "hostile", content);
            assertTimeout(
                    Duration.ofSeconds(2),
                    () -> assertSays(
                            () -> IdxReader.read(file), "too short for its header", "2147483647 x 2147483647"));
        }
    }

    @Test
    void refusesAnItemOfUnreasonableSize() throws IOException {
        // The promise is within what gzip could expand to, so only the size of an item gives it away.
        byte[] padded = Arrays.copyOf(gzip(idx(new int[] {1, 1 << 14, 1 << 13})), 1 << 18);
        assertSays(() -> IdxReader.read(write(folder, "giant", padded)), "items of 134217728 values");
    }

    @Test
    void refusesFilesOfAnotherLengthThanTheirHeaderSays() throws IOException {
        assertSays(
                () -> IdxReader.read(write(folder, "short", Arrays.copyOf(IMAGES, IMAGES.length - 1))),
                "end in item 3");
        byte[] cut = gzip(IMAGES);
        assertSays(
                () -> IdxReader.read(write(folder, "cut", gzip(Arrays.copyOf(IMAGES, IMAGES.length - 1)))),
                "promises 3 x 1 x 2 values",
                "end in item 3");
        assertSays(() -> IdxReader.read(write(folder, "cut gzip", Arrays.copyOf(cut, cut.length - 12))), "ends early");
        assertSays(
                () -> IdxReader.read(write(folder, "long", Arrays.copyOf(IMAGES, IMAGES.length + 1))),
                "longer than its header promises");
    }

    @Test
    void refusesWhatIsNotIdx() throws IOException {
        assertSays(
                () -> IdxReader.read(write(folder, "text", "hello".getBytes(StandardCharsets.US_ASCII))),
                "is not an IDX file",
                "68 65 6c 6c");
        assertSays(() -> IdxReader.read(write(folder, "empty", new byte[0])), "empty is empty.");
        assertSays(() -> IdxReader.read(write(folder, "floats", new byte[] {0, 0, 0x0d, 1})), "IDX type 0x0d");
        assertSays(() -> IdxReader.read(write(folder, "header", new byte[] {0, 0, 8, 1, 0})), "within its header");
        assertSays(() -> IdxReader.read(write(folder, "none", new byte[] {0, 0, 8, 0})), "0 dimensions");
        assertSays(() -> IdxReader.read(write(folder, "zero", idx(new int[] {0}))), "length 0");
        assertSays(() -> IdxReader.read(folder.resolve("absent")), "There is no file");
        assertSays(() -> IdxReader.read(folder), "is a folder");
    }

    @Test
    void saysWhatIsWrongWithRealBrokenFiles() {
        Path annex = SharedData.file("malformed/mnist-train-images-POINTER-idx3-ubyte.gz");
        assertSays(() -> IdxReader.read(annex), "git-annex pointer", "git annex get");
        Path cut = SharedData.file("malformed/kmnist-train-images-TRUNCATED-idx3-ubyte.gz");
        assertSays(() -> IdxReader.read(cut), "ends early", "promises 60000 x 28 x 28 values");
        Path lfs = SharedData.file("malformed/digits-LFSPOINTER.csv.gz");
        assertSays(() -> CsvFile.open(lfs), "git-LFS pointer", "57523 bytes", "git lfs pull");
    }
}
