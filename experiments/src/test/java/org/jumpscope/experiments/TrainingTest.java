package org.jumpscope.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jumpscope.dataset.TargetKind;
import org.jumpscope.learning.Regulariser;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.learning.training.Optimiser;
import org.jumpscope.learning.training.RateSchedule;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingTest {
    @TempDir
    private Path folder;

    private Path yaml(String text) throws IOException {
        return Files.writeString(folder.resolve("t.yaml"), text);
    }

    @Test
    void readsEveryKeyAndAnOptionWins() throws IOException {
        Path file = yaml("""
                data: a.csv
                label: kind
                held-out: 0.25
                scale: none
                network: 2 3 tanh 1
                loss: squared
                epochs: 7
                until-equilibrium: 4
                batch: 5
                rate: 0.5
                schedule: step(2, 0.1)
                optimiser: momentum
                target: input
                l2: 0.001
                l1: 1e-4
                seed: 9
                """);
        Training expected = new Training(
                Optional.of("a.csv"),
                Optional.of("kind"),
                OptionalDouble.of(0.25),
                Optional.of(Training.Scaling.NONE),
                Optional.of(Network.parse("2 3 tanh 1")),
                Optional.of(new SquaredOutputs()),
                Optional.of(TargetKind.INPUT),
                new Regulariser(0.001, 1e-4),
                OptionalInt.of(7),
                OptionalLong.empty(),
                OptionalInt.of(4),
                OptionalInt.of(5),
                OptionalDouble.of(0.5),
                Optional.of(RateSchedule.parse("step(2, 0.1)")),
                Optional.of(Optimiser.momentum()),
                OptionalLong.of(9));
        assertEquals(expected, Training.of(Optional.of(file), Map.of()));
        Training other = Training.of(Optional.of(file), Map.of("steps", "100", "seed", "-1"));
        assertEquals(OptionalInt.empty(), other.epochs());
        assertEquals(OptionalLong.of(100), other.steps());
        assertEquals(OptionalLong.of(-1), other.seed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "networ: 2 1|line 1, column 1: there is no key 'networ': did you mean 'network'?",
                "network: 2 3 tanhh 1|line 1, column 10: Network \"2 3 tanhh 1\" has an unknown word at column 5",
                "rate: -1|line 1, column 7: rate is '-1': give a positive number.",
                "batch: 1.5|batch is '1.5': give a whole number from 1",
                "epochs: 0|epochs is '0': give a whole number from 1",
                "seed: one|seed is 'one' where a whole number is expected.",
                "held-out: 1|give a share from 0 to below 1",
                "loss: sqared|There is no loss of a network 'sqared': did you mean 'squared'?",
                "scale: unit|There is no scaling 'unit': use none or standard.",
                "optimiser: adm|did you mean 'adam'?",
                "'{epochs: 1, steps: 1}'|epochs and steps both say how long",
                "optimiser: [adam]|give one word or number"
            })
    void saysWhereAFileIsWrong(String text, String part) throws IOException {
        Path file = yaml(text.startsWith("'") ? text.substring(1, text.length() - 1) : text);
        String message = assertThrows(InvalidInputException.class, () -> Training.of(Optional.of(file), Map.of()))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void saysWhichOptionIsWrong() {
        String message = assertThrows(
                        InvalidInputException.class,
                        () -> Training.of(Optional.empty(), Map.of("until-equilibrium", "0")))
                .getMessage();
        assertTrue(message.startsWith("--until-equilibrium: "), message);
    }
}
