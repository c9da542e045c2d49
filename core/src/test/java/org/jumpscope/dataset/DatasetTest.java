package org.jumpscope.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private static final Dataset DATA =
            Dataset.of(new double[] {1, 2, 3, 4, 5, 6}, List.of("a", "b"), new double[] {7, 2, 7}, List.of());

    @Test
    void holdsItsNumbersBySampleAndFeature() {
        assertEquals(3, DATA.size());
        assertEquals(2, DATA.features());
        assertEquals(4, DATA.value(1, 1));
        assertEquals(2, DATA.label(1));
        assertEquals(List.of(2.0, 7.0), DATA.distinctLabels());
    }

    @Test
    void givesTheSamplesOfAClass() {
        assertEquals(List.of(0, 2), DATA.samplesOf(7));
        assertEquals(Vector.of(2, 6), DATA.column(1, 7));
        String message = assertThrows(InvalidInputException.class, () -> DATA.samplesOf(3))
                .getMessage();
        assertEquals("Class 3 has no sample: the classes are 2, 7.", message);
    }

    @Test
    void keepsItsNumbersToItself() {
        double[] values = {1, 2};
        Dataset data = Dataset.of(values, List.of("a", "b"), new double[] {0}, List.of());
        values[0] = 9;
        assertEquals(1, data.value(0, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> Dataset.of(values, List.of("a", "b"), new double[] {0, 1}, List.of()));
    }
}
