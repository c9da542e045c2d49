package org.jumpscope.criticality.fittest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;

class KolmogorovLawTest {
    private static final KolmogorovLaw LAW = KolmogorovLaw.fitted();
    private static final double[] SLOPES = {0, 1e-9, 0.3, 1, 2.2, 4, 6.9, 12, 30, 1e6, 1e9, Double.POSITIVE_INFINITY};

    @Test
    void pValueAndCriticalDistanceAreInverse() {
        for (double t : SLOPES) {
            for (double n : new double[] {10, 23.5, 50, 1000, 1e7}) {
                for (double p = 1e-12; p < 1; p += p < 0.01 ? p : 0.0173) {
                    double d = LAW.criticalDistance(p, n, t);
                    // D is at most 1, which binds far in the tail of few values.
                    if (d < 1) {
                        assertEquals(p, LAW.pValue(d, n, t), 1e-10 * p, "p = " + p + ", n = " + n + ", t = " + t);
                    }
                }
            }
        }
    }

    @Test
    void pValuesFallWithTheDistanceAndDoNotSeeTheSign() {
        for (double t : SLOPES) {
            for (double n : new double[] {5, 16, 200, 1e6}) {
                double before = 1;
                for (int i = 1; i <= 2000; i++) {
                    double d = Math.min(i * 0.0015 / Math.sqrt(n), 1);
                    double p = LAW.pValue(d, n, t);
                    assertTrue(p <= before, "D = " + d + ", n = " + n + ", t = " + t);
                    assertEquals(p, LAW.pValue(d, n, -t));
                    before = p;
                }
                assertEquals(1, LAW.pValue(0, n, t), 1e-3);
            }
        }
    }

    @Test
    void refusesWhatIsNoDistance() {
        assertThrows(InvalidInputException.class, () -> LAW.pValue(-0.1, 100, 1));
        assertThrows(InvalidInputException.class, () -> LAW.pValue(Double.NaN, 100, 1));
        assertThrows(InvalidInputException.class, () -> LAW.pValue(1.1, 100, 1));
        assertThrows(InvalidInputException.class, () -> LAW.pValue(0.1, 0, 1));
        assertThrows(InvalidInputException.class, () -> LAW.pValue(0.1, 100, Double.NaN));
        assertThrows(InvalidInputException.class, () -> LAW.criticalDistance(0, 100, 1));
        assertThrows(InvalidInputException.class, () -> LAW.criticalDistance(1, 100, 1));
    }
}
