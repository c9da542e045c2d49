package org.jumpscope.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class VectorTest {
    @Test
    void keepsItsOwnElements() {
        double[] source = {1, 2, 3};
        Vector vector = Vector.of(source);
        source[0] = 9;
        vector.toArray()[1] = 9;
        assertEquals(Vector.of(1, 2, 3), vector);
        assertEquals(3, vector.size());
        assertEquals(2, vector.get(1));
        assertEquals(6, vector.stream().sum());
    }

    @Test
    void takesTheFrontOfAnArray() {
        assertEquals(Vector.of(1, 2), Vector.of(new double[] {1, 2, 3}, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> Vector.of(new double[] {1, 2, 3}, 4));
    }

    @Test
    void comparesByElements() {
        assertEquals(Vector.of(Double.NaN), Vector.of(Double.NaN));
        assertEquals(Vector.of(1, 2).hashCode(), Vector.of(1, 2).hashCode());
        assertNotEquals(Vector.of(1, 2), Vector.of(2, 1));
        assertEquals("[1.0, 2.5]", Vector.of(1, 2.5).toString());
    }
}
