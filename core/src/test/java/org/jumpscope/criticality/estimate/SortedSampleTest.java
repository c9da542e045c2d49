package org.jumpscope.criticality.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;

class SortedSampleTest {
    private static double[] values(int n) {
        var random = RandomBlocks.of(3).stream("sorted-sample").block(0);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = Math.exp(40 * random.nextDouble() - 10);
        }
        return values;
    }

    /** The sums of any window agree with exact decimal sums of the same logarithms to a few ulps. */
    @Test
    void sumsOfWindowsLoseNoDigits() {
        SortedSample sample = SortedSample.of(values(2000));
        for (int from = 0; from < 2000; from += 191) {
            for (int to = from + 1; to <= 2000; to += 173) {
                double origin = sample.log(from);
                BigDecimal sum = BigDecimal.ZERO;
                BigDecimal squares = BigDecimal.ZERO;
                BigDecimal plain = BigDecimal.ZERO;
                for (int r = from; r < to; r++) {
                    BigDecimal step = new BigDecimal(sample.log(r)).subtract(new BigDecimal(origin));
                    sum = sum.add(step);
                    squares = squares.add(step.multiply(step));
                    plain = plain.add(new BigDecimal(sample.value(r)));
                }
                // u − middle is rounded once per value, to half an ulp of 20; squares carry twice that times the
                // distance.
                // The combination about another origin rounds terms of up to n · 20 and n · 4 · 20².
                double rounding = (to - from) * 4e-15 + 4 * Math.ulp((to - from) * 20.0);
                assertEquals(sum.doubleValue(), sample.positionSum(from, to, origin), rounding);
                assertEquals(
                        squares.doubleValue(),
                        sample.squaredPositionSum(from, to, origin),
                        80 * rounding + 4 * Math.ulp((to - from) * 1600.0));
                assertEquals(
                        plain.doubleValue(), sample.ratioSum(from, to, 1), 1e-15 * (to - from) * plain.doubleValue());
            }
        }
    }

    @Test
    void windowsCountTheirValues() {
        SortedSample sample = SortedSample.of(5, 1, 2, 2, 4, 3);
        Window given = sample.between(2, 4);
        assertEquals(1, given.from());
        assertEquals(5, given.to());
        Window interior = sample.interior(0, 4);
        assertEquals(3, interior.count());
        assertEquals(1, interior.lower(), 0);
        assertEquals(4, interior.upper(), 0);
        assertEquals(6, sample.between(0.5, Double.POSITIVE_INFINITY).count());
    }

    @Test
    void refusesWhatNoPowerLawHas() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            InvalidInputException refused = assertThrows(InvalidInputException.class, () -> SortedSample.of(1, bad, 2));
            assertTrue(refused.getMessage().startsWith("Value " + bad + " at place 2"), refused.getMessage());
        }
        SortedSample sample = SortedSample.of(1, 2, 3);
        assertEquals(
                "Lower bound 3.0 is not below upper bound 2.0.",
                assertThrows(InvalidInputException.class, () -> sample.between(3, 2))
                        .getMessage());
        assertThrows(InvalidInputException.class, () -> sample.between(0, 2));
    }
}
