package org.jumpscope.figures.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PoissonIntervalTest {
    /** Exact ends: quantiles of gamma laws at 0.15866 and 0.84134, from mpmath 1.3.0 with 30 digits (gammainc, findroot). */
    @Test
    void theEndsAreThoseOfTheExactInterval() {
        double[][] exact = {
            {1, 0.172753779, 3.299526559},
            {2, 0.7081854398, 4.637859623},
            {5, 2.840308856, 8.382472652},
            {100, 90.01674518, 111.0333609}
        };
        for (double[] row : exact) {
            // Gehrels gives 2 % for the lower end of small counts, and far less for the upper one.
            assertEquals(row[1], PoissonInterval.lower(row[0]), 0.02 * row[1], "lower " + row[0]);
            assertEquals(row[2], PoissonInterval.upper(row[0]), 0.01 * row[2], "upper " + row[0]);
        }
    }

    @Test
    void aBarNeverReachesZero() {
        for (int n = 1; n < 1000; n++) {
            assertTrue(PoissonInterval.lower(n) > 0 && PoissonInterval.lower(n) < n && PoissonInterval.upper(n) > n);
        }
    }
}
