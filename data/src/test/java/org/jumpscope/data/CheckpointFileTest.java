package org.jumpscope.data;

import static org.jumpscope.data.MadeFiles.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.learning.training.NetworkTraining;
import org.jumpscope.learning.training.TrainingEnd;
import org.jumpscope.learning.training.TrainingListener;
import org.jumpscope.learning.training.TrainingState;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
    @TempDir
    private Path folder;

    /** States at each step of a small training, with and without held-out data and windows. */
    private static List<TrainingState> states() {
        double[] values = {0.1, 0.9, 0.4, 0.3, 0.8, 0.2, 0.7};
        LabelledSamples samples = LabelledSamples.of(values, 1, new double[] {0, 1, 0, 0, 1, 0, 1});
        NetworkTraining plain = NetworkTraining.of(Network.parse("1 3 tanh 2"), new SquaredOutputs(), samples)
                .withBatch(3);
        List<TrainingState> states = new ArrayList<>();
        TrainingListener listener = (step, epochs, state) -> {
            states.add(state.get());
            return TrainingListener.Wish.GO_ON;
        };
        plain.run(plain.start(), TrainingEnd.afterSteps(4), listener);
        NetworkTraining measured = plain.withHeldOut(samples);
        measured.run(measured.start(), TrainingEnd.afterSteps(14).orInEquilibriumOver(2), listener);
        return states;
    }

    private Path write(TrainingState state) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CheckpointFile.write(out, new CheckpointFile.Checkpoint(state, Map.of("seed", "1")));
        return MadeFiles.write(folder, "c", out.toByteArray());
    }

    @Test
    void readsWhatItWrites() throws IOException {
        for (TrainingState state : states()) {
            CheckpointFile.Checkpoint read = CheckpointFile.read(write(state));
            assertEquals(state, read.state());
            assertEquals(Map.of("seed", "1"), read.settings());
        }
    }

    @Test
    void refusesAFileOfAnotherKind() throws IOException {
        byte[] other = SafetensorsFileTest.resource("sequential.safetensors");
        assertSays(() -> CheckpointFile.read(MadeFiles.write(folder, "s", other)), "is not a checkpoint");
    }

    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        List<TrainingState> states = states();
        byte[] whole = java.nio.file.Files.readAllBytes(write(states.get(states.size() - 1)));
        Random random = new Random(12);
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            for (int i = 0; i < 500; i++) {
                byte[] bytes = whole.clone();
                for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                try {
                    CheckpointFile.read(MadeFiles.write(folder, "c", bytes));
                } catch (InvalidInputException e) {
                    // Refused with a sentence.
                }
            }
        });
    }
}
