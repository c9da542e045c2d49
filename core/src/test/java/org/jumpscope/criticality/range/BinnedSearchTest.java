package org.jumpscope.criticality.range;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.jumpscope.criticality.estimate.BinnedCounts;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;

class BinnedSearchTest {
    /** Counts that are n times the probabilities of a law themselves, in ten bins a decade, edges at whole powers of ten. */
    private static BinnedCounts expected(double n, int fromDecade, int toDecade, DoubleUnaryOperator cumulative) {
        int bins = 10 * (toDecade - fromDecade);
        double[] edges = new double[bins + 1];
        double[] counts = new double[bins];
        for (int i = 0; i <= bins; i++) {
            edges[i] = Math.pow(10, fromDecade + i / 10.0);
        }
        for (int i = 0; i < bins; i++) {
            counts[i] = n * (cumulative.applyAsDouble(edges[i + 1]) - cumulative.applyAsDouble(edges[i]));
        }
        return BinnedCounts.of(edges, counts);
    }

    /** 80 % with the exponent k on [0.001, 1], 10 % uniform below, 10 % uniform on [1, 2]. */
    private static BinnedCounts sharp(double exponent) {
        BoundedPowerLaw law = BoundedPowerLaw.of(exponent, 0.001, 1);
        return expected(1e5, -5, 1, x -> {
            double below = 0.1 * Math.min(1, x / 0.001);
            double above = 0.1 * Math.max(0, Math.min(1, x - 1));
            return below + 0.8 * law.cumulative(Math.max(0.001, Math.min(1, x))) + above;
        });
    }

    @Test
    void findsTheRangeOfExactCounts() {
        for (double exponent : new double[] {0, 2.0 / 3, 1, 1.5, 2}) {
            BinnedSearch.Choice choice = BinnedSearch.search(RangeSearch.joint(), sharp(exponent));
            BinnedSearch.Found found = assertInstanceOf(BinnedSearch.Found.class, choice);
            // The rule takes more information, so the window may reach over an end by a bin that still passes, never
            // less.
            assertTrue(found.estimate().lower() <= 0.001 * (1 + 1e-9), found.toString());
            assertTrue(found.estimate().upper() >= 1 - 1e-9, found.toString());
            assertEquals(
                    3, Math.log10(found.estimate().upper() / found.estimate().lower()), 0.21);
            assertTrue(found.pValue() >= 0.2);
        }
    }

    @Test
    void fitsAGivenRange() {
        BinnedSearch.Found found = (BinnedSearch.Found) BinnedSearch.search(RangeSearch.given(0.001, 1), sharp(1.5));
        assertEquals(1.5, found.estimate().exponent(), 1e-8);
        assertEquals(8e4, found.estimate().count(), 1e-6);
        assertEquals(0, found.distance(), 1e-9);
        assertEquals(1, found.pValue(), 1e-9);
        String few = assertThrows(
                        InvalidInputException.class, () -> BinnedSearch.search(RangeSearch.given(2, 9), sharp(1.5)))
                .getMessage();
        assertTrue(few.contains("empty") || few.contains("fewer than the 50"), few);
    }

    /** The end of the law has the smallest distance, 0, of all. */
    @Test
    void findsOneEnd() {
        BinnedSearch.Found lower = (BinnedSearch.Found) BinnedSearch.search(RangeSearch.lowerEnd(1), sharp(2));
        assertEquals(2, lower.estimate().exponent(), 1e-8);
        assertTrue(lower.estimate().lower() >= 0.001 * (1 - 1e-9));
        BinnedSearch.Found upper = (BinnedSearch.Found) BinnedSearch.search(RangeSearch.upperEnd(0.001), sharp(0.5));
        assertEquals(0.5, upper.estimate().exponent(), 1e-8);
        assertTrue(upper.estimate().upper() <= 1 + 1e-9);
    }

    /** A lognormal law of width 1 is curved everywhere: no window of 1.5 decades passes with so many values. */
    @Test
    void findsNone() {
        LogNormalDistribution law = LogNormalDistribution.of(0, 1);
        BinnedCounts counts = expected(1e7, -2, 2, law::cumulativeProbability);
        BinnedSearch.None none =
                assertInstanceOf(BinnedSearch.None.class, BinnedSearch.search(RangeSearch.joint(), counts));
        assertTrue(none.reason().contains("passes the chi-square test"), none.reason());
        assertTrue(none.rejected().isPresent());
        BinnedCounts narrow = expected(1e4, 0, 1, x -> Math.log10(x));
        assertInstanceOf(BinnedSearch.None.class, BinnedSearch.search(RangeSearch.joint(), narrow));
    }

    /** Many narrow bins: ends are sought among fewer edges, but fitted to all. */
    @Test
    void takesManyBins() {
        BoundedPowerLaw law = BoundedPowerLaw.of(1.5, 1, 1000);
        int bins = 3000;
        double[] edges = new double[bins + 1];
        double[] counts = new double[bins];
        for (int i = 0; i <= bins; i++) {
            edges[i] = Math.pow(10, 3.0 * i / bins);
        }
        for (int i = 0; i < bins; i++) {
            counts[i] = 1e6 * (law.cumulative(edges[i + 1]) - law.cumulative(edges[i]));
        }
        BinnedSearch.Found found =
                (BinnedSearch.Found) BinnedSearch.search(RangeSearch.joint(), BinnedCounts.of(edges, counts));
        assertEquals(1.5, found.estimate().exponent(), 1e-7);
        assertEquals(1e6, found.estimate().count(), 1e-3);
    }
}
