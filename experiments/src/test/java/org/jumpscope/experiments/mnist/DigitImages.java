package org.jumpscope.experiments.mnist;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.numeric.RandomBlocks;

/** Small images in the files of MNIST: a class is a bright row, all pixels are noisy. */
public final class DigitImages {
    public static final int SIDE = 6;

    private DigitImages() {}

    /** Writes images of the classes first, first + 1, ... in turn. */
    public static void write(Path folder, String part, int count, int first, int classes) throws IOException {
        Files.createDirectories(folder);
        UniformRandomProvider random = RandomBlocks.of(part.length()).block(0);
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        try (DataOutputStream images = new DataOutputStream(pixels);
                DataOutputStream names = new DataOutputStream(labels)) {
            images.writeInt(0x803);
            images.writeInt(count);
            images.writeInt(SIDE);
            images.writeInt(SIDE);
            names.writeInt(0x801);
            names.writeInt(count);
            for (int i = 0; i < count; i++) {
                int label = first + i % classes;
                names.write(label);
                for (int row = 0; row < SIDE; row++) {
                    for (int column = 0; column < SIDE; column++) {
                        images.write((row == label ? 60 : 0) + random.nextInt(120));
                    }
                }
            }
        }
        Files.write(folder.resolve(part + "-images-idx3-ubyte"), pixels.toByteArray());
        Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.toByteArray());
    }
}
