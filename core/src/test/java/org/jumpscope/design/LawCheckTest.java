package org.jumpscope.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.ClusteredMoments;
import org.jumpscope.distribution.LogNormal;
import org.jumpscope.learning.UnitJumps;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class LawCheckTest {
    private static final BoundedPowerLaw LAW = BoundedPowerLaw.of(1, 0.01, 1);

    /** F(q) = log₁₀(100 q)/2 of k = 1: at 0.02 and 0.2 it is 0.15 and 0.65, so D is the greatest of 0.15, 0.35 = 0.5 − 0.15 and 1 − 0.65. */
    @Test
    void twoSizesByHand() {
        LawCheck check = LawCheck.of(Vector.of(0.6, 9, 0.06), LAW, 3, Double.POSITIVE_INFINITY);
        assertEquals(3, check.count());
        assertEquals(2.0 / 3, check.share(), 1e-15);
        double upper = 0.5 * Math.log10(20);
        assertEquals(1 - upper, check.distance(), 1e-14);
        // 1.3581/(√2 + 0.12 + 0.11/√2).
        assertEquals(1.3581 / (1.41421 + 0.12 + 0.0778), check.limit(), 1e-4);
        assertTrue(Double.isNaN(check.exponent()));
        // Against the ranks of two others, as many as one sample in all.
        assertEquals(1.3581 / 1.23, LawCheck.of(Vector.of(0.6, 0.06), LAW, 3, 2).limit(), 1e-4);
    }

    @Test
    void samplesOfTheLawAreWithinAndOthersAreNot() {
        double[] sizes = new double[20_000];
        LAW.sample(RandomBlocks.of(8).block(0), sizes, sizes.length);
        LawCheck same = LawCheck.of(Vector.of(sizes), LAW, 1, Double.POSITIVE_INFINITY);
        // √n D stays below √(ln(2/α)/2) with α = 1e-5: 1.82 times the limit at 5 %.
        assertTrue(same.distance() < 1.82 * same.limit(), "distance " + same.distance());
        assertEquals(1, same.exponent(), 4.5 * same.standardError());
        // ln(1.2)/ln(100) of the mass lies between the law and the law times 1.2.
        LawCheck moved = LawCheck.of(Vector.of(sizes), LAW, 1.2, Double.POSITIVE_INFINITY);
        assertEquals(1 - Math.log(1.2) / Math.log(100), moved.share(), 0.01);
        LawCheck other = LawCheck.of(Vector.of(sizes), LogNormal.of(-2, 1), 1, Double.POSITIVE_INFINITY);
        assertTrue(!other.within() && Double.isNaN(other.exponent()));
    }

    /** Equal counts in bins that are equal in ln q are the law of k = 1, with the distance 0; half of them left out is ½. */
    @Test
    void binsOfWeightsAreComparedAtTheirEdges() {
        double[] bins = new double[UnitJumps.BINS];
        java.util.Arrays.fill(bins, 3);
        double n = 3.0 * bins.length;
        ClusteredMoments even = new ClusteredMoments(100, n, 0, n * n / 100, 0, n * n / 1e6);
        LawCheck check = LawCheck.ofWeights(
                new UnitJumps.Weights((long) (2 * n), even, Vector.of(bins)), LAW, 1, Double.POSITIVE_INFINITY);
        assertEquals(0, check.distance(), 1e-12);
        assertEquals(0.5, check.share());
        assertEquals(1, check.exponent(), 1e-12);
        // Z_c² of n²/1e8 a cluster: √(100 · 1e-8) n/(L n/12), L = ln 100.
        assertEquals(12 * 1e-3 / Math.log(100), check.standardError(), 1e-12);
        assertEquals(1.3581 / (10 + 0.12 + 0.011), check.limit(), 1e-5);
        java.util.Arrays.fill(bins, 0, bins.length / 2, 0);
        ClusteredMoments upper = new ClusteredMoments(100, n / 2, n / 8, n * n / 400, n * n / 1600, n * n / 6400);
        assertEquals(
                0.5,
                LawCheck.ofWeights(
                                new UnitJumps.Weights((long) n, upper, Vector.of(bins)),
                                LAW,
                                1,
                                Double.POSITIVE_INFINITY)
                        .distance(),
                1e-12);
    }
}
