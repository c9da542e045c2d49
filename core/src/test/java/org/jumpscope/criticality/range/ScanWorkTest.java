package org.jumpscope.criticality.range;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.distribution.Normal;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;

/** The work of the scan for the lower end on ordinary and on adversarial sets (statistics §4.9), and its budget. */
class ScanWorkTest {
    /** Quantiles in teeth: within so many ranks the probabilities lie closer than they should. */
    private static double[] sawtooth(int size, int teeth, boolean lognormal) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            double within = i % teeth - 0.5 * (teeth - 1);
            double p = Math.min((i / teeth * teeth + 0.5 * teeth + 0.5 * within) / size, 1 - 0.25 / size);
            values[i] = lognormal ? Math.exp(Normal.of(0, 1).quantile(p)) : Math.pow(1 - p, -1 / 1.5);
        }
        return values;
    }

    private static double[] pareto(int size) {
        UniformRandomProvider random = RandomBlocks.of(12).block(0);
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = Math.pow(1 - random.nextDouble(), -1 / 1.5);
        }
        return values;
    }

    private static RangeSearch.Found search(double[] values) {
        RangeSearch.Choice choice = RangeSearch.lowerEnd().withMinimumCount(2).search(SortedSample.of(values));
        return assertInstanceOf(RangeSearch.Found.class, choice);
    }

    @Test
    void isNearOneEvaluationForEachValueOnOrdinarySets() {
        // 1.5 to 2.1 were seen; an exhaustive scan takes n/2 for each.
        assertTrue(search(pareto(100_000)).work() < 400_000);
        assertTrue(search(sawtooth(100_000, 1, true)).work() < 400_000);
    }

    @Test
    void staysFarBelowTheExhaustiveOnAdversarialSets() {
        for (int teeth : new int[] {3, 5, 8}) {
            for (boolean lognormal : new boolean[] {false, true}) {
                int n = 20_000;
                long work = search(sawtooth(n, teeth, lognormal)).work();
                // 1.3 to 22 n were seen, an exhaustive scan takes n²/2 = 10,000 n.
                assertTrue(work < 200L * n, teeth + " " + lognormal + " " + work);
            }
        }
    }

    @Test
    void equalsTheExhaustiveScanOnLargerAndAdversarialSets() {
        for (double[] values : new double[][] {
            pareto(10_000), sawtooth(2000, 3, false), sawtooth(2000, 8, false), sawtooth(2000, 5, true)
        }) {
            ExhaustiveScan.Answer expected = ExhaustiveScan.lowerEnd(values, Double.POSITIVE_INFINITY, true, true, 2);
            RangeSearch.Found found = search(values);
            assertEquals(expected.distance(), found.distance(), 1e-12);
            if (expected.secondDistance() > expected.distance() + 1e-12) {
                assertEquals(expected.end(), found.window().lower(), 0.0);
                assertEquals(expected.exponent(), found.estimate().exponent(), 1e-11 * expected.exponent());
            }
        }
    }

    @Test
    void stopsAtItsBudgetWithABoundOnTheRest() {
        double[] values = sawtooth(20_000, 8, false);
        SortedSample sample = SortedSample.of(values);
        RangeSearch search = RangeSearch.lowerEnd().withMinimumCount(2);
        RangeSearch.Found whole = search(values);
        RangeSearch.BudgetExhausted cut = assertInstanceOf(
                RangeSearch.BudgetExhausted.class,
                search.withWorkBudget(whole.work() / 3).search(sample));
        RangeSearch.Found best = cut.best().orElseThrow();
        assertTrue(cut.undecided() > 0 && cut.undecided() < values.length);
        // The true minimum is the best so far or not below what is said of the rest.
        assertTrue(whole.distance() >= Math.min(best.distance(), cut.leastDistance()));
        assertTrue(best.distance() >= whole.distance());
        assertTrue(cut.leastDistance() > 0);
        RangeSearch.BudgetExhausted joint = assertInstanceOf(
                RangeSearch.BudgetExhausted.class,
                RangeSearch.joint().withWorkBudget(1).search(SortedSample.of(sawtooth(5000, 1, true))));
        assertTrue(joint.undecided() > 0);
    }

    @Test
    void retreatsOnBoundedValuesAndSaysHowFar() {
        // k = 1 on [0.001, 1]: the fit above a minimum is steep, over a small share and few decades; the joint search
        // has all.
        UniformRandomProvider random = RandomBlocks.of(13).block(0);
        double[] values = new double[10_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.001 * Math.pow(1000, random.nextDouble());
        }
        SortedSample sample = SortedSample.of(values);
        RangeSearch.Found tail = search(values);
        double decades = Math.log10(
                Arrays.stream(values).max().orElseThrow() / tail.window().lower());
        assertTrue(decades < 1.5, "decades " + decades);
        assertTrue(tail.window().count() < 0.5 * values.length);
        RangeSearch.Found found =
                assertInstanceOf(RangeSearch.Found.class, RangeSearch.joint().search(sample));
        assertEquals(1, found.estimate().exponent(), 4 * found.estimate().standardError());
        assertTrue(found.window().decades() > 2);
    }

    @Test
    void fitsAGivenUpperEndWithoutHillAndWithoutBoundsOfTheExponent() {
        // Peers crop at b and answer Hill's value, or clamp k to [1, 3] (statistics §2.5).
        UniformRandomProvider random = RandomBlocks.of(14).block(0);
        for (double k : new double[] {-1, 0, 0.75, 1, 2, 3.5, 6}) {
            double[] values = new double[20_000];
            for (int i = 0; i < values.length; i++) {
                double u = random.nextDouble();
                values[i] = k == 1 ? Math.pow(30, u) : Math.pow(1 + u * (Math.pow(30, 1 - k) - 1), 1 / (1 - k));
            }
            SortedSample sample = SortedSample.of(values);
            RangeSearch.Found given = assertInstanceOf(
                    RangeSearch.Found.class, RangeSearch.given(1, 30).search(sample));
            // Seven at 4 standard errors.
            assertEquals(k, given.estimate().exponent(), 4 * given.estimate().standardError());
            RangeSearch.Found lower = assertInstanceOf(
                    RangeSearch.Found.class,
                    RangeSearch.lowerEnd(30).withMinimumCount(2000).search(sample));
            assertEquals(k, lower.estimate().exponent(), 4.5 * lower.estimate().standardError());
            RangeSearch.Found upper = assertInstanceOf(
                    RangeSearch.Found.class,
                    RangeSearch.upperEnd(1).withMinimumCount(2000).search(sample));
            assertEquals(k, upper.estimate().exponent(), 4.5 * upper.estimate().standardError());
        }
    }
}
