package org.jumpscope.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.numeric.RandomBlocks;

/** The example file of the guide, whose law is known; run with no arguments in this module's folder to write it anew. */
final class ExampleJumps {
    static final Path FILE = GuidePage.ROOT.resolve("docs/examples/jumps.csv");

    private static final int VALUES = 4000;

    private ExampleJumps() {}

    /**
     * Of the magnitudes 80 % have the exponent 3/2 on [0.001, 1], 10 % are uniform below and 10 % are uniform on [1, 2]; one
     * in four is negative.
     */
    static String content() {
        StringBuilder lines = new StringBuilder(
                "# Made with the exponent 3/2 on 0.001 to 1 (80 %), uniform below and above (10 % each).\njump\n");
        UniformRandomProvider random = RandomBlocks.of(2).block(0);
        BoundedPowerLaw law = BoundedPowerLaw.of(1.5, 0.001, 1);
        for (int i = 0; i < VALUES; i++) {
            double part = random.nextDouble();
            double place = random.nextDouble();
            double size = part < 0.1 ? 0.001 * place : part < 0.2 ? 1 + place : law.quantile(place);
            lines.append(String.format(Locale.ROOT, "%s%.5e\n", random.nextInt(4) == 0 ? "-" : "", size));
        }
        return lines.toString();
    }

    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, content());
    }
}
