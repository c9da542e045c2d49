package org.jumpscope.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jumpscope.distribution.Empirical;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private static final List<String> NAMES = List.of("x", "y");

    private static Dataset small() {
        return Dataset.of(
                new double[] {1, 2, 3, 4, 5, 6, 7, 9}, NAMES, new double[] {1, 0, 1, 0}, List.of("no", "yes"));
    }

    @Test
    void rowsColumnsAndLabelsAreThoseGiven() {
        Dataset data = small();
        assertEquals(4, data.size());
        assertEquals(2, data.features());
        assertEquals(6, data.value(2, 1));
        assertEquals(Vector.of(3, 4), data.sample(1));
        assertEquals(Vector.of(2, 4, 6, 9), data.column(1));
        assertEquals(Vector.of(1, 0, 1, 0), data.labels());
        assertEquals(List.of(0.0, 1.0), data.distinctLabels());
        assertThrows(IndexOutOfBoundsException.class, () -> data.value(0, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> data.column(2));
        assertThrows(IndexOutOfBoundsException.class, () -> data.sample(4));
    }

    @Test
    void theCallersArraysAreCopied() {
        double[] values = {1, 2};
        double[] labels = {5};
        Dataset data = Dataset.of(values, NAMES, labels, List.of());
        values[0] = 7;
        labels[0] = 7;
        assertEquals(1, data.value(0, 0));
        assertEquals(5, data.label(0));
    }

    @Test
    void aClassKeepsItsSamplesInOrder() {
        Dataset ones = small().ofClass(1);
        assertEquals(Dataset.of(new double[] {1, 2, 5, 6}, NAMES, new double[] {1, 1}, List.of("no", "yes")), ones);
        String message = assertThrows(InvalidInputException.class, () -> small().ofClass(3))
                .getMessage();
        assertTrue(message.equals("Class 3 has no sample: the classes are 0, 1."), message);
    }

    @Test
    void givesTheSamplesOfAClass() {
        Dataset data = Dataset.of(new double[] {1, 2, 3, 4, 5, 6}, NAMES, new double[] {7, 2, 7}, List.of());
        assertEquals(List.of(2.0, 7.0), data.distinctLabels());
        assertEquals(List.of(0, 2), data.samplesOf(7));
        assertEquals(Vector.of(2, 6), data.column(1, 7));
        assertThrows(InvalidInputException.class, () -> data.samplesOf(3));
    }

    @Test
    void projectionIsTheScalarProductWithEverySample() {
        assertEquals(Vector.of(-3, -5, -7, -11), small().project(Vector.of(1, -2)));
        assertThrows(InvalidInputException.class, () -> small().project(Vector.of(1)));
    }

    @Test
    void classesAlongADirectionAreTheirSmoothedLaws() {
        ClassMixture mixture = small().mixtureAlong(Vector.of(0, 1));
        assertEquals(2, mixture.components().size());
        assertEquals(0.5, mixture.component(0).share());
        assertEquals(1, mixture.component(1).target());
        assertEquals(Vector.of(4, 9), ((Empirical) mixture.component(0).law()).atoms());
    }

    @Test
    void badNumbersAreNamedWithTheirPlace() {
        double[] labels = {0, 1};
        String message = assertThrows(
                        InvalidInputException.class,
                        () -> Dataset.of(new double[] {1, 2, 3, Double.NaN}, NAMES, labels, List.of()))
                .getMessage();
        assertTrue(message.contains("'y' of sample 2") && message.contains("NaN"), message);
        assertThrows(InvalidInputException.class, () -> Dataset.of(new double[] {1, 2, 3}, NAMES, labels, List.of()));
        assertThrows(
                InvalidInputException.class,
                () -> Dataset.of(new double[] {1, 2, 3, 4}, NAMES, labels, List.of("only")));
        assertThrows(
                InvalidInputException.class,
                () -> Dataset.of(new double[] {1, 2}, NAMES, new double[] {Double.NaN}, List.of()));
        assertThrows(InvalidInputException.class, () -> Dataset.of(new double[0], NAMES, new double[0], List.of()));
    }
}
