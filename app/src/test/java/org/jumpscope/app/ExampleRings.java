package org.jumpscope.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.distribution.Normal;
import org.jumpscope.numeric.RandomBlocks;

/** The example samples of the guide; run with no arguments in this module's folder to write them anew. */
final class ExampleRings {
    static final Path FILE = GuidePage.ROOT.resolve("docs/examples/rings.csv");

    private static final int SAMPLES = 600;
    private static final double[] RADII = {0.5, 1.5, 2.5};

    private ExampleRings() {}

    /** Points about three circles around (3, 1); the distance from a circle is normal with deviation 0.25. */
    static String content() {
        StringBuilder lines = new StringBuilder(
                "# Made: three circles about (3, 1) of radius 0.5, 1.5 and 2.5, with normal noise of 0.25.\nx,y,ring\n");
        UniformRandomProvider random = RandomBlocks.of(3).block(0);
        Normal noise = Normal.of(0, 0.25);
        String[] names = {"inner", "middle", "outer"};
        for (int i = 0; i < SAMPLES; i++) {
            int ring = random.nextInt(RADII.length);
            double angle = 2 * Math.PI * random.nextDouble();
            double radius = RADII[ring] + noise.quantile(random.nextDouble());
            lines.append(String.format(
                    Locale.ROOT,
                    "%.3f,%.3f,%s\n",
                    3 + radius * Math.cos(angle),
                    1 + radius * Math.sin(angle),
                    names[ring]));
        }
        return lines.toString();
    }

    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, content());
    }
}
