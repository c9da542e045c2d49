package org.jumpscope.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainableElementTest {
    private static final Network NETWORK = Network.parse("5 7 relu 3 softmax");

    /** q has 35 weights and 7 biases of the first layer, then 21 weights and 3 biases. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "layer 1 weight 0 0 | 0",
                "layer 1 weight 6 4 | 34",
                "layer 1 bias 2 | 37",
                "layer 2 weight 1 3 | 52",
                "layer 2 bias 2 | 65",
            })
    void namesVariables(String text, int index) {
        TrainableElement element = TrainableElement.parse(NETWORK, text);
        assertEquals(index, element.index());
        assertEquals(text, element.name());
        assertEquals(
                element,
                TrainableElement.parse(
                        NETWORK, " " + text.replace("weight", "Weights").toUpperCase(Locale.ROOT)));
        assertEquals(
                element, TrainableElement.parse(NETWORK, text.replace(" ", ", ").replace("layer, ", "layer ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "layer 3 weight 0 0 | has no layer 3 of weights: it has 2, 1 to 2",
                "layer 0 bias 0 | has no layer 0",
                "layer 1 weight 7 0 | The layer 1 weights have no row 7: there are 7, 0 to 6",
                "layer 1 weight 0 5 | The layer 1 weights have no column 5: there are 5, 0 to 4",
                "layer 2 bias 3 | The layer 2 biases have no row 3",
                "layer 2 bias 1 1 | has two positions, but a bias has one",
                "layer 2 weight 1 | has one position, but a weight has a row and a column",
                "weight 1 1 | names no weight or bias",
                "layer 1 weight -1 2 | names no weight or bias",
                "layer 1 weight 99999999999 2 | names no weight or bias",
            })
    void refusesOthers(String text, String sentence) {
        String said = assertThrows(InvalidInputException.class, () -> TrainableElement.parse(NETWORK, text))
                .getMessage();
        assertTrue(said.contains(sentence), said);
    }
}
