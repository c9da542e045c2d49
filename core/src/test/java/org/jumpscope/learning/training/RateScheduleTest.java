package org.jumpscope.learning.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateScheduleTest {
    @Test
    void factorsByTheirFormulas() {
        assertEquals(1, RateSchedule.parse("constant").factor(99, 100, 10));
        RateSchedule steps = RateSchedule.parse("step(2, 0.5)");
        assertEquals(1, steps.factor(19, 100, 10));
        assertEquals(0.5, steps.factor(20, 100, 10));
        assertEquals(0.125, steps.factor(60, 100, 10));
        RateSchedule cosine = RateSchedule.parse("cosine(0.1)");
        assertEquals(1, cosine.factor(0, 100, 10));
        assertEquals(0.55, cosine.factor(50, 100, 10), 1e-15);
        // At a third of the way the cosine is a half: 0.1 + 0.9 · 0.75.
        assertEquals(0.775, cosine.factor(100, 300, 10), 1e-15);
        assertEquals(0.1, cosine.factor(100, 100, 10), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant", "cosine", "cosine(0.01)", "step(10, 0.5)"})
    void textIsReadBack(String text) {
        assertEquals(text, RateSchedule.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cosin(", "linear", "step(0, 0.5)", "step(1.5, 0.5)", "step(1, 2)", "cosine(2)", "constant(1)"})
    void refusesOthers(String text) {
        assertThrows(InvalidInputException.class, () -> RateSchedule.parse(text));
    }
}
