package org.jumpscope.app;

import java.nio.file.Path;
import org.jumpscope.experiments.mnist.Mnist;
import org.jumpscope.figures.mnist.MnistFiles;

/** What {@code reproduce --mnist} says on a terminal. */
final class MnistText {
    private MnistText() {}

    static String of(Mnist.Run run, Path out) {
        return "MNIST: " + out.resolve(MnistFiles.PAGE) + "\n";
    }
}
