package org.jumpscope.criticality.fittest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.jumpscope.criticality.estimate.BinnedCounts;
import org.jumpscope.criticality.estimate.BinnedFit;
import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;

class BinnedCurvatureTest {
    private static double[] edges(double lower, double upper, int bins) {
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = lower * Math.pow(upper / lower, (double) i / bins);
        }
        return edges;
    }

    private static BinnedCounts binned(double[] edges, double[] values) {
        double[] counts = new double[edges.length - 1];
        double ratio = Math.log(edges[1] / edges[0]);
        for (double value : values) {
            counts[(int) Math.min(counts.length - 1, Math.floor(Math.log(value / edges[0]) / ratio))]++;
        }
        return BinnedCounts.of(edges, counts);
    }

    private static double[] sample(BoundedPowerLaw law, int n, UniformRandomProvider random) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = law.quantile(random.nextDouble());
        }
        return values;
    }

    /** Counts that are the probabilities themselves have no curvature; wide, narrow and open bins. */
    @Test
    void isZeroOnTheLawItself() {
        for (double exponent : new double[] {-1, 0.5, 1, 1.5, 2.5}) {
            BoundedPowerLaw law = BoundedPowerLaw.of(exponent, 1, 1000);
            for (int bins : new int[] {3, 7, 60}) {
                double[] edges = edges(1, 1000, bins);
                edges[bins] = 1000;
                double[] counts = new double[bins];
                for (int i = 0; i < bins; i++) {
                    counts[i] = 1e4 * (law.cumulative(edges[i + 1]) - law.cumulative(edges[i]));
                }
                BinnedCounts binned = BinnedCounts.of(edges, counts);
                double fitted = BinnedFit.on(binned).maximum().exponent();
                // √n times the rounding of the probabilities, 1e-13.
                assertEquals(0, BinnedCurvature.of(binned, 1, 1000, fitted).z(), 1e-9);
            }
        }
        BinnedCounts two = BinnedCounts.of(new double[] {1, 2, 4}, new double[] {10, 30});
        assertEquals(1, BinnedCurvature.of(two, 1, 4, 0.5).pValue());
    }

    /** With narrow bins Z is that of the values themselves (statistics §4.4), from the raw moments of the fitted law. */
    @Test
    void tendsToTheTestOnValues() {
        BoundedPowerLaw law = BoundedPowerLaw.of(1.5, 1, 1000);
        double[] values = sample(law, 2000, RandomBlocks.of(4).block(0));
        BinnedCounts binned = binned(edges(1, 1000, 20_000), values);
        double exponent = BinnedFit.on(binned).maximum().exponent();
        double length = Math.log(1000);
        double t = (exponent - 1) * length;
        double square = 0;
        for (double value : values) {
            double z = Math.log(value) / length;
            square += z * z / values.length;
        }
        double m1 = TruncatedExponential.moment(1, t);
        double m2 = TruncatedExponential.moment(2, t);
        double m3 = TruncatedExponential.moment(3, t);
        double m4 = TruncatedExponential.moment(4, t);
        double variance = m4 - m2 * m2 - (m3 - m1 * m2) * (m3 - m1 * m2) / (m2 - m1 * m1);
        double expected = Math.sqrt(values.length / variance) * (square - m2);
        // A value's place is known to half a bin, 2.5e-5 of the length, √n and the slope 2 make that 0.01 at most.
        assertEquals(expected, BinnedCurvature.of(binned, 1, 1000, exponent).z(), 0.01);
    }

    /** 4,000 samples: the standard error of a rate of 5 % is 0.34 %, four of them are allowed. */
    @Test
    void hasItsSize() {
        BoundedPowerLaw law = BoundedPowerLaw.of(1.2, 1, 1000);
        double[] edges = edges(1, 1000, 15);
        edges[15] = 1000;
        int rejected = 0;
        double sum = 0;
        double squares = 0;
        int replicates = 4000;
        for (int r = 0; r < replicates; r++) {
            BinnedCounts binned =
                    binned(edges, sample(law, 400, RandomBlocks.of(11).block(r)));
            double exponent = BinnedFit.on(binned).maximum().exponent();
            BinnedCurvature curvature = BinnedCurvature.of(binned, 1, 1000, exponent);
            rejected += curvature.pValue() < 0.05 ? 1 : 0;
            sum += curvature.z();
            squares += curvature.z() * curvature.z();
        }
        assertEquals(0.05, (double) rejected / replicates, 4 * 0.0034);
        assertEquals(0, sum / replicates, 0.07);
        assertEquals(1, squares / replicates, 0.09);
    }

    @Test
    void isNegativeForALognormalLaw() {
        LogNormalDistribution law = LogNormalDistribution.of(0, 2);
        double[] edges = edges(0.1, 100, 12);
        double[] counts = new double[12];
        for (int i = 0; i < 12; i++) {
            counts[i] = 1000 * law.probability(edges[i], edges[i + 1]);
        }
        BinnedCounts binned = BinnedCounts.of(edges, counts);
        BinnedCurvature curvature = BinnedCurvature.of(
                binned, edges[0], edges[12], BinnedFit.on(binned).maximum().exponent());
        assertTrue(curvature.z() < -3, curvature.toString());
        assertTrue(curvature.pValue() < 0.003);
    }
}
