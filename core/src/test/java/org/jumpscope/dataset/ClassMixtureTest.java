package org.jumpscope.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jumpscope.distribution.Normal;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class ClassMixtureTest {
    private static final Normal LOW = Normal.of(0, 0.25);
    private static final Normal HIGH = Normal.of(1, 0.25);

    @Test
    void keepsClassesInTheirOrder() {
        ClassMixture mixture = ClassMixture.of(0, 0.25, LOW).and(1, 0.75, HIGH);
        assertEquals(
                List.of(new ClassMixture.Component(0, 0.25, LOW), new ClassMixture.Component(1, 0.75, HIGH)),
                mixture.components());
        assertEquals(0.75, mixture.component(1).share());
    }

    @Test
    void equalSharesOfThreeClassesPassTheCheck() {
        ClassMixture mixture = ClassMixture.equalShares(Vector.of(0, 1, 2), List.of(LOW, HIGH, LOW));
        assertEquals(3, mixture.components().size());
        assertEquals(1.0 / 3, mixture.component(2).share());
    }

    @Test
    void sharesThatDoNotSumToOneAreRefusedOnUse() {
        ClassMixture half = ClassMixture.of(0, 0.5, LOW);
        InvalidInputException thrown = assertThrows(InvalidInputException.class, half::components);
        assertTrue(thrown.getMessage().contains("0.5"), thrown.getMessage());
    }

    @Test
    void valuesOutsideTheirDomainAreRefusedAtTheDoor() {
        assertThrows(InvalidInputException.class, () -> ClassMixture.of(0, 0, LOW));
        assertThrows(InvalidInputException.class, () -> ClassMixture.of(0, Double.NaN, LOW));
        assertThrows(InvalidInputException.class, () -> ClassMixture.of(Double.POSITIVE_INFINITY, 1, LOW));
        ClassMixture whole = ClassMixture.of(0, 1, LOW);
        assertThrows(InvalidInputException.class, () -> whole.component(1));
    }
}
