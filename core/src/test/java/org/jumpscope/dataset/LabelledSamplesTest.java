package org.jumpscope.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class LabelledSamplesTest {
    private static final LabelledSamples BYTES =
            LabelledSamples.of(new byte[] {0, 51, (byte) 255, (byte) 128, 1, 2}, 2, new double[] {0, 2, 1});

    @Test
    void bytesAreUnsignedOver255() {
        assertEquals(Vector.of(0, 0.2), BYTES.input(0));
        assertEquals(Vector.of(1, 128 / 255.0), BYTES.input(1));
        double[][] columns = new double[2][2];
        BYTES.inputs(new int[] {9, 2, 0}, 1, 2, columns);
        assertArrayEquals(new double[] {1 / 255.0, 0}, columns[0]);
        assertArrayEquals(new double[] {2 / 255.0, 0.2}, columns[1]);
    }

    @Test
    void targetsAreClassesOrTheLabelItself() {
        double[][] classes = new double[3][2];
        BYTES.targets(new int[] {1, 2}, 0, 2, classes);
        assertArrayEquals(new double[][] {{0, 0}, {0, 1}, {1, 0}}, classes);
        double[][] numbers = new double[1][2];
        BYTES.targets(new int[] {1, 2}, 0, 2, numbers);
        assertArrayEquals(new double[] {2, 1}, numbers[0]);
        assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, BYTES.targetMeans(3), 1e-15);
        assertArrayEquals(new double[] {1}, BYTES.targetMeans(1), 1e-15);
    }

    /** Mean 4 and deviation 2 by hand; a constant input is moved only. */
    @Test
    void standardisesByTheMeanAndDeviationOfSamples() {
        LabelledSamples samples = LabelledSamples.of(new double[] {2, 7, 6, 7}, 2, new double[] {0, 1});
        Standardisation standard = Standardisation.of(samples);
        assertEquals(Vector.of(4, 7), standard.means());
        assertEquals(Vector.of(2, 1), standard.scales());
        assertEquals(Vector.of(-1, 0), samples.standardised(standard).input(0));
        assertEquals(
                Vector.of(1, 0),
                samples.standardised(standard).chosen(new int[] {1}).input(0));
        assertThrows(
                InvalidInputException.class,
                () -> samples.standardised(standard).standardised(standard));
        Standardisation other = new Standardisation(Vector.of(1), Vector.of(1));
        assertThrows(InvalidInputException.class, () -> samples.standardised(other));
        assertThrows(InvalidInputException.class, () -> new Standardisation(Vector.of(1), Vector.of(0)));
    }

    @Test
    void isMadeOfADataset() {
        Dataset data = Dataset.of(new double[] {1, 2, 3, 4}, List.of("a", "b"), new double[] {1, 0}, List.of("x", "y"));
        LabelledSamples samples = LabelledSamples.of(data);
        assertEquals(2, samples.size());
        assertEquals(Vector.of(3, 4), samples.input(1));
        assertEquals(1, samples.label(0));
    }

    @Test
    void refusesWhatCannotBeLearnt() {
        assertSays(
                "label 3 of sample 1",
                () -> LabelledSamples.of(new double[2], 1, new double[] {0, 3}).checkLabels(3));
        assertSays(
                "label 0.5 of sample 0",
                () -> LabelledSamples.of(new double[1], 1, new double[] {0.5}).checkLabels(2));
        // The place in the data, not among those that were chosen.
        assertSays(
                "label 3 of sample 2",
                () -> LabelledSamples.of(new double[3], 1, new double[] {0, 1, 3})
                        .chosen(new int[] {2, 0})
                        .checkLabels(3));
        assertSays("label of sample 0 is NaN", () -> LabelledSamples.of(new byte[1], 1, new double[] {Double.NaN}));
        assertSays(
                "Input 2 of sample 0",
                () -> LabelledSamples.of(new double[] {0, Double.POSITIVE_INFINITY}, 2, new double[] {0}));
        assertSays("3 values for 2 samples", () -> LabelledSamples.of(new double[3], 2, new double[2]));
        assertSays("0 samples", () -> LabelledSamples.of(new double[0], 2, new double[0]));
        LabelledSamples.of(new double[1], 1, new double[] {0.5}).checkLabels(1);
    }

    private static void assertSays(String part, org.junit.jupiter.api.function.Executable action) {
        String message = assertThrows(InvalidInputException.class, action).getMessage();
        assertTrue(message.contains(part), message);
    }
}
