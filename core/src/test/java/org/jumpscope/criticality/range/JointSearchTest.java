package org.jumpscope.criticality.range;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;

/** The search for both ends, and given ranges. */
class JointSearchTest {
    /** 80 % of k = 1 on [0.001, 1], a tenth below with density ∝ x³, a tenth above with an exponential tail: sharp joints. */
    private static double[] contaminated(int size, long seed) {
        UniformRandomProvider random =
                RandomBlocks.of(seed).stream("contaminated").block(0);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            double kind = random.nextDouble();
            double uniform = 1 - random.nextDouble();
            values[i] = kind < 0.8
                    ? 0.001 * Math.pow(1000, uniform)
                    : kind < 0.9 ? 0.001 * Math.pow(uniform, 0.25) : 1 - 0.4 * Math.log(uniform);
        }
        return values;
    }

    @Test
    void findsTheBoundedLawBetweenItsContaminations() {
        // The peers answer about 6.4 ± 0.05 for such values, with a passing p-value (statistics §2.2).
        int whole = 0;
        for (long seed = 1; seed <= 10; seed++) {
            RangeSearch.Choice choice = RangeSearch.joint().search(SortedSample.of(contaminated(10_000, seed)));
            RangeSearch.Found found = assertInstanceOf(RangeSearch.Found.class, choice);
            assertTrue(found.pValue() >= 0.2);
            assertEquals(1, found.estimate().exponent(), 4.5 * found.estimate().standardError(), choice.toString());
            // The true range itself is rejected in one set of five, as p ≥ 0.2 means; then a shorter one is taken.
            if (Math.abs(found.window().logLower() - Math.log(0.001)) < 0.15
                    && Math.abs(found.window().logUpper()) < 0.15) {
                whole++;
                // 1/(L √(n/12)) with n = 8000 and L = ln 1000 is 0.0056.
                assertEquals(0.0056, found.estimate().standardError(), 0.0004);
            }
        }
        // Binomial(10, 0.8) is below 5 with probability 0.006.
        assertTrue(whole >= 5, whole + " of 10");
    }

    @Test
    void findsNoRangeInLognormalValues() {
        UniformRandomProvider random = RandomBlocks.of(3).block(0);
        double[] values = new double[10_000];
        for (int i = 0; i < values.length; i++) {
            double u = random.nextDouble();
            values[i] = Math.exp(Math.sqrt(-2 * Math.log1p(-u)) * Math.cos(2 * Math.PI * random.nextDouble()));
        }
        RangeSearch.None none =
                assertInstanceOf(RangeSearch.None.class, RangeSearch.joint().search(SortedSample.of(values)));
        assertTrue(none.reason().contains("decades, fewer than the 1.5"), none.reason());
        assertTrue(none.rejected().orElseThrow().window().decades() < 1.2, none.reason());
    }

    @Test
    void saysWhyThereIsNone() {
        double[] equal = new double[100];
        Arrays.fill(equal, 3);
        assertReason("All 100 values equal 3.0.", RangeSearch.joint(), equal);
        assertReason("All 100 values equal 3.0.", RangeSearch.lowerEnd(), equal);
        assertReason("There are 3 values, fewer than the 50 that a range needs.", RangeSearch.joint(), 1, 2, 3);
        assertReason("There are 0 values, fewer than the 50 that a range needs.", RangeSearch.lowerEnd());
        double[] narrow = new double[200];
        for (int i = 0; i < 200; i++) {
            narrow[i] = Math.pow(10, i / 199.0);
        }
        assertReason(
                "The values span 1.0 decades from 1.0 to 10.0, fewer than the 1.5 that a range needs.",
                RangeSearch.joint(),
                narrow);
        double[] two = new double[200];
        Arrays.fill(two, 0, 100, 1);
        Arrays.fill(two, 100, 200, 1000);
        assertReason("No range of 1.5 decades holds 50 values.", RangeSearch.joint(), two);
    }

    private static void assertReason(String reason, RangeSearch search, double... values) {
        RangeSearch.None none = assertInstanceOf(RangeSearch.None.class, search.search(SortedSample.of(values)));
        assertEquals(reason, none.reason());
    }

    @Test
    void takesGivenRangesAsTheyAre() {
        double[] values = contaminated(10_000, 1);
        RangeSearch.Found found = assertInstanceOf(
                RangeSearch.Found.class, RangeSearch.given(0.001, 1).search(SortedSample.of(values)));
        assertEquals(1, found.estimate().exponent(), 4 * 0.0056);
        assertEquals(0.001, found.window().lower());
        assertEquals(1.0, found.window().upper());
        InvalidInputException few = assertThrows(
                InvalidInputException.class, () -> RangeSearch.given(1.9999, 2).search(SortedSample.of(values)));
        assertTrue(few.getMessage().contains("fewer than the 50"), few.getMessage());
        assertThrows(InvalidInputException.class, () -> RangeSearch.given(2, 1));
        assertThrows(InvalidInputException.class, () -> RangeSearch.given(0, 1));
        assertThrows(InvalidInputException.class, () -> RangeSearch.given(-1, 1));
        assertThrows(InvalidInputException.class, () -> RangeSearch.upperEnd(Double.NaN));
        assertThrows(InvalidInputException.class, () -> RangeSearch.lowerEnd(Double.NaN));
    }
}
