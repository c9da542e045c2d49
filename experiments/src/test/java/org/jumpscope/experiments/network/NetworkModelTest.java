package org.jumpscope.experiments.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What networks with branches end in: the sums of a skip and of shared weights are logits, functions of them are not. */
class NetworkModelTest {
    private static final Path MODELS =
            Path.of("..", "data", "src", "test", "resources", "org", "jumpscope", "data", "onnx");

    @ParameterizedTest
    @CsvSource({
        "graph_tied, logits, squared",
        "graph_pre_norm, logits, cross-entropy",
        "graph_ending_sum, logits, cross-entropy",
        "graph_ending_gate, graph( 3 tanh 3 sigmoid multiply ), squared"
    })
    void knowsItsEnding(String name, String ending, String loss) {
        NetworkModel model = NetworkModel.open(MODELS.resolve(name + ".onnx"), Optional.empty(), Optional.empty());
        assertEquals(ending, model.ending());
        assertEquals(loss, model.usualLoss().toString());
    }
}
