package org.jumpscope.experiments.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jumpscope.data.DataFolders;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.Training;
import org.junit.jupiter.api.Test;

class MnistTrainingTest {
    /** The default reaches 97 % on the 10,000 images that are not learnt; seeds 1 and 2 reach 97.5 %. */
    @Test
    void defaultReaches97PerCentOfMnist() {
        Training training = Training.of(Optional.empty(), Map.of("network", "784 100 tanh 10 softmax"));
        TrainingData data = TrainingData.read(
                new TrainingData.Source(mnist(), training.label(), training.heldOut(), training.scaling(), 1));
        assertEquals(60_000, data.learnt().size());
        Train.Run.Finished run = (Train.Run.Finished)
                Train.run(new Train.Request(training, data, Checkpoints.none(), 2), Progress.NONE, () -> false);
        assertEquals(10_000, run.result().settings().heldOut());
        assertEquals(79_510, run.result().trainable());
        assertTrue(run.result().accuracy().getAsDouble() >= 0.97, run.result().toString());
    }

    private static Path mnist() {
        String folder = System.getenv(DataFolders.VARIABLE);
        if (folder != null && Files.exists(Path.of(folder, "mnist"))) {
            return Path.of(folder, "mnist");
        }
        String sentence = "JUMPSCOPE_DATA does not name a folder with mnist.";
        return "true".equals(System.getenv("CI")) ? fail(sentence) : abort(sentence);
    }
}
