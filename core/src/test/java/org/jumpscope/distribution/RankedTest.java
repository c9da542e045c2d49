package org.jumpscope.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class RankedTest {
    /** n = 4: 1 has the ranks 0 to ¼, 2 twice ¼ to ¾, 5 the rest; F at each is the middle, and linear between. */
    @Test
    void aFewSamplesByHand() {
        Ranked law = Ranked.of(Vector.of(2, 5, 1, 2));
        assertEquals(4, law.count());
        assertEquals(3, law.distinct());
        assertEquals(2, law.value(1));
        assertEquals(0.25, law.rank(1));
        assertEquals(0.75, law.rank(2));
        assertEquals(1, law.rank(3));
        assertEquals(0.125, law.cumulative(1));
        assertEquals(0.5, law.cumulative(2));
        assertEquals(0.875, law.cumulative(5));
        assertEquals(0.125, law.survival(5));
        assertEquals(0.6875, law.cumulative(3.5));
        assertEquals(3.5, law.quantile(0.6875));
        assertEquals(3.5, law.survivalQuantile(0.3125));
        // 3/8 over the gap of 1 goes on until 1/8 is spent, a third of a gap away; beyond 5 a third of a gap of 3.
        assertEquals(1 - 1.0 / 3, law.support().low(), 1e-15);
        assertEquals(6, law.support().high(), 1e-15);
        assertEquals(0.375, law.density(1.5));
        assertEquals(0.125, law.density(3));
        // 1/2 on [2/3, 2] about 4/3 and 1/2 on [2, 6] about 4: mean 8/3, variance 16/9 + (16/9 + 16)/24.
        assertEquals(8.0 / 3, law.mean(), 1e-15);
        assertEquals(Math.sqrt(16.0 / 9 + (16.0 / 9 + 16) / 24), law.standardDeviation(), 1e-15);
    }

    @Test
    void refusesSamplesWithoutRanks() {
        assertThrows(InvalidInputException.class, () -> Ranked.of(Vector.of(1)));
        assertThrows(InvalidInputException.class, () -> Ranked.of(Vector.of(0.0, -0.0)));
        assertThrows(InvalidInputException.class, () -> Ranked.of(Vector.of(1, Double.NaN)));
        assertEquals(Ranked.of(Vector.of(1, 2)), Ranked.of(Vector.of(2, 1)));
        assertNotEquals(Ranked.of(Vector.of(1, 2)), Ranked.of(Vector.of(2, 1, 1)));
    }
}
