package org.jumpscope.criticality.range;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.fittest.KolmogorovDistance;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;

/** The search for one end against the exhaustive scan. */
class OneEndTest {
    /** Small sets of all kinds, most with many ties. */
    private static double[] values(UniformRandomProvider random) {
        return values(random, 3 + random.nextInt(60));
    }

    private static double[] values(UniformRandomProvider random, int size) {
        int kind = random.nextInt(5);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            double uniform = random.nextDouble();
            values[i] = switch (kind) {
                case 0 -> 1 + random.nextInt(6);
                case 1 -> Math.pow(1 - uniform, -0.8);
                case 2 -> Math.ceil(10 * Math.pow(1 - uniform, -0.8)) / 10;
                case 3 -> Math.exp(3 * (uniform + random.nextDouble() + random.nextDouble()) - 4);
                default -> 0.01 + Math.round(uniform * 30) * 0.05;
            };
        }
        return values;
    }

    @Test
    void equalsAnExhaustiveScanOnThousandsOfSmallSets() {
        UniformRandomProvider random = RandomBlocks.of(11).block(0);
        int compared = 0;
        for (int round = 0; round < 8000; round++) {
            double[] values = values(random);
            boolean interior = random.nextBoolean();
            boolean bothSides = random.nextBoolean();
            int minimumCount = 1 + random.nextInt(4);
            boolean bounded = random.nextBoolean();
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            double upper = bounded
                    ? sorted[sorted.length / 2 + random.nextInt(sorted.length - sorted.length / 2)] * 1.01
                    : Double.POSITIVE_INFINITY;
            ExhaustiveScan.Answer expected = ExhaustiveScan.lowerEnd(values, upper, interior, bothSides, minimumCount);
            RangeSearch search = RangeSearch.lowerEnd(upper)
                    .withMinimumCount(minimumCount)
                    .withConvention(interior ? EndConvention.INTERIOR : EndConvention.CLAUSET_SHALIZI_NEWMAN)
                    .withDistance(
                            bothSides
                                    ? KolmogorovDistance.Convention.TWO_SIDED
                                    : KolmogorovDistance.Convention.BEFORE_STEP);
            RangeSearch.Choice choice = search.search(SortedSample.of(values));
            String where = "round " + round + " " + Arrays.toString(sorted) + " " + interior + bothSides + upper + " "
                    + choice;
            if (expected == null) {
                assertInstanceOf(RangeSearch.None.class, choice, where);
                continue;
            }
            RangeSearch.Found found = assertInstanceOf(RangeSearch.Found.class, choice, where);
            assertEquals(expected.distance(), found.distance(), 1e-12, where);
            if (expected.secondDistance() > expected.distance() + 1e-12) {
                compared++;
                assertEquals(expected.end(), found.window().lower(), 0.0, where);
                assertEquals(
                        expected.exponent(),
                        found.estimate().exponent(),
                        1e-11 * (1 + Math.abs(expected.exponent())),
                        where);
            }
        }
        assertTrue(compared > 4000, "compared " + compared);
    }

    /** Sets that are large enough for neighbouring ends to be refuted together, with ties and without. */
    @Test
    void refutesNeighboursTogetherAndMissesNone() {
        UniformRandomProvider random = RandomBlocks.of(12).block(0);
        for (int round = 0; round < 60; round++) {
            double[] values = values(random, 300 + random.nextInt(500));
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            double upper = random.nextBoolean() ? sorted[sorted.length - 2] * 1.01 : Double.POSITIVE_INFINITY;
            ExhaustiveScan.Answer expected = ExhaustiveScan.lowerEnd(values, upper, true, true, 20);
            RangeSearch.Choice choice =
                    RangeSearch.lowerEnd(upper).withMinimumCount(20).search(SortedSample.of(values));
            String where = "round " + round + " " + choice;
            if (expected == null) {
                assertInstanceOf(RangeSearch.None.class, choice, where);
                continue;
            }
            RangeSearch.Found found = assertInstanceOf(RangeSearch.Found.class, choice, where);
            assertEquals(expected.distance(), found.distance(), 1e-12, where);
            if (expected.secondDistance() > expected.distance() + 1e-12) {
                assertEquals(expected.end(), found.window().lower(), 0.0, where);
            }
        }
    }

    /** For a Pareto law itself most of 20,000 ends fall with their neighbours: fewer evaluations than ends. */
    @Test
    void needsFewerEvaluationsThanEnds() {
        UniformRandomProvider random = RandomBlocks.of(13).block(0);
        double[] values = new double[20_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.pow(1 - random.nextDouble(), -0.8);
        }
        RangeSearch.Found found = (RangeSearch.Found) RangeSearch.lowerEnd().search(SortedSample.of(values));
        assertTrue(found.work() < 40_000, found::toString);
    }
}
