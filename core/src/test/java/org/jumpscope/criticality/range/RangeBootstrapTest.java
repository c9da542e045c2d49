package org.jumpscope.criticality.range;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.fittest.FitBootstrap;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;

class RangeBootstrapTest {
    /** Half uniform below 1, half Pareto of k = 2.5 above. */
    private static SortedSample headAndTail(int size, long seed) {
        UniformRandomProvider random =
                RandomBlocks.of(seed).stream("head-and-tail").block(0);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            double uniform = 1 - random.nextDouble();
            values[i] = random.nextBoolean() ? uniform : Math.pow(uniform, -1 / 1.5);
        }
        return SortedSample.of(values);
    }

    private static RangeBootstrap bootstrap(int replicates, int threads) {
        return RangeBootstrap.withDefaults()
                .with(FitBootstrap.withDefaults().withReplicates(replicates).withThreads(threads));
    }

    @Test
    void givesTheSameBitsOnAnyNumberOfThreads() {
        SortedSample sample = headAndTail(1000, 1);
        for (RangeSearch search : new RangeSearch[] {RangeSearch.lowerEnd(), RangeSearch.joint()}) {
            RangeSearch.Found found = assertInstanceOf(RangeSearch.Found.class, search.search(sample));
            RandomBlocks random = RandomBlocks.of(4);
            RangeBootstrap.Result one = bootstrap(40, 1).run(search, sample, found, random);
            assertEquals(one, bootstrap(40, 3).run(search, sample, found, random));
            assertEquals(40, one.replicates());
        }
    }

    @Test
    void keepsThePowerLawAndItsExponent() {
        SortedSample sample = headAndTail(2000, 2);
        RangeSearch search = RangeSearch.lowerEnd();
        RangeSearch.Found found = assertInstanceOf(RangeSearch.Found.class, search.search(sample));
        RangeBootstrap.Result result = bootstrap(200, 2).run(search, sample, found, RandomBlocks.of(5));
        assertEquals(0, result.withoutRange());
        // One set of a hundred would have p below 0.01.
        assertTrue(result.pValue() > 0.01, result.toString());
        assertTrue(result.exponent().orElseThrow().contains(2.5), result.toString());
        assertTrue(result.lower().orElseThrow().contains(1), result.toString());
        assertEquals(Double.POSITIVE_INFINITY, result.upper().orElseThrow().upper());
    }

    @Test
    void rejectsALawThatIsNone() {
        // Uniform values have no Pareto tail of 700 of 1000.
        UniformRandomProvider random = RandomBlocks.of(6).block(0);
        double[] values = new double[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1 + 999 * random.nextDouble();
        }
        SortedSample sample = SortedSample.of(values);
        RangeSearch search = RangeSearch.lowerEnd().withMinimumCount(700);
        RangeSearch.Found found = assertInstanceOf(RangeSearch.Found.class, search.search(sample));
        RangeBootstrap.Result result = bootstrap(100, 2).run(search, sample, found, RandomBlocks.of(7));
        assertEquals(1.0 / 101, result.pValue(), 1e-15);
    }
}
