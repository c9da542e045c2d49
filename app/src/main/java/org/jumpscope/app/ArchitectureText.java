package org.jumpscope.app;

import java.nio.file.Path;
import java.util.Locale;
import org.jumpscope.experiments.architectures.Architectures;
import org.jumpscope.experiments.architectures.ArchitecturesResult.Entry;
import org.jumpscope.figures.mnist.ArchitectureFiles;
import org.jumpscope.figures.mnist.ArchitectureFindings;

/** What the architectures of {@code reproduce --mnist} say on a terminal: a line a network, and where the rest is. */
final class ArchitectureText {
    private ArchitectureText() {}

    static String of(Architectures.Run run, Path out) {
        StringBuilder text = new StringBuilder("\nArchitectures on the same images\n");
        for (Entry each : run.result().networks()) {
            text.append(String.format(Locale.ROOT, "  %-16s %s\n", each.name(), ArchitectureFindings.line(each)));
        }
        return text.append("Architectures: ")
                .append(out.resolve(ArchitectureFiles.PAGE))
                .append('\n')
                .toString();
    }
}
