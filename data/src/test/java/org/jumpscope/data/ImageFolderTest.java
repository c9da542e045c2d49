package org.jumpscope.data;

import static org.jumpscope.data.MadeFiles.assertSays;
import static org.jumpscope.data.MadeFiles.gzip;
import static org.jumpscope.data.MadeFiles.idx;
import static org.jumpscope.data.MadeFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jumpscope.dataset.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    private Path folder;

    @Test
    void readsTheImagesOfSomeClasses() throws IOException {
        write(folder, "train-images-idx3-ubyte.gz", gzip(idx(new int[] {3, 1, 2}, 0, 51, 102, 153, 204, 255)));
        write(folder, "train-labels-idx1-ubyte", idx(new int[] {3}, 7, 0, 1));
        Dataset data = new ImageFolder(folder).read(ImageFolder.Part.TRAIN, List.of(1, 7));
        assertEquals(2, data.size());
        assertEquals(List.of("pixel_1_1", "pixel_1_2"), data.featureNames());
        assertEquals(7, data.label(0));
        assertEquals(51 / 255.0, data.value(0, 1));
        assertEquals(1.0, data.value(1, 1));
        assertSays(() -> new ImageFolder(folder).read(ImageFolder.Part.TRAIN, List.of(3)), "Class 3 has no image");
        assertSays(() -> new ImageFolder(folder).read(ImageFolder.Part.TRAIN, List.of(-1)), "labels are 0 to 255");
        assertSays(
                () -> new ImageFolder(folder).read(ImageFolder.Part.TEST, List.of(1)),
                "no t10k-labels-idx1-ubyte.gz",
                "of MNIST");
    }

    @Test
    void refusesImagesAndLabelsOfDifferentNumber() throws IOException {
        write(folder, "t10k-images-idx3-ubyte", idx(new int[] {2, 1, 1}, 1, 2));
        write(folder, "t10k-labels-idx1-ubyte", idx(new int[] {3}, 1, 1, 1));
        assertSays(() -> new ImageFolder(folder).read(ImageFolder.Part.TEST, List.of(1)), "do not belong together");
    }

    @Test
    void readsZerosAndOnesOfMnist() {
        Dataset data = new ImageFolder(SharedData.file("mnist")).read(ImageFolder.Part.TRAIN, List.of(0, 1));
        // 5923 zeros and 6742 ones: the published counts of MNIST's training set.
        assertEquals(5923 + 6742, data.size());
        assertEquals(784, data.features());
        double ones = 0;
        for (int i = 0; i < data.size(); i++) {
            ones += data.label(i);
        }
        assertEquals(6742, ones);
    }
}
