package org.jumpscope.criticality.fittest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.criticality.fittest.KolmogorovDistance.Convention;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;

class KolmogorovDistanceTest {

    /** F by its definition, from the end where nothing overflows. */
    private static double mass(double u, double lower, double upper, double k) {
        double s = k - 1;
        if (s == 0) {
            return (u - lower) / (upper - lower);
        }
        return s > 0
                ? StrictMath.expm1(-s * (u - lower)) / StrictMath.expm1(-s * (upper - lower))
                : 1 - StrictMath.expm1(s * (upper - u)) / StrictMath.expm1(s * (upper - lower));
    }

    /** Every point looked at; at a value that occurs several times, only the true jump of the empirical law. */
    private static double exhaustive(
            double[] logs, int from, int to, double lower, double upper, double k, Convention convention) {
        double n = to - from;
        double largest = 0;
        for (int r = from; r < to; r++) {
            double f = mass(logs[r], lower, upper, k);
            if (convention == Convention.BEFORE_STEP) {
                largest = Math.max(largest, Math.abs(f - (r - from) / n));
                continue;
            }
            if (r == from || logs[r] > logs[r - 1]) {
                largest = Math.max(largest, f - (r - from) / n);
            }
            if (r == to - 1 || logs[r] < logs[r + 1]) {
                largest = Math.max(largest, (r - from + 1) / n - f);
            }
        }
        return largest;
    }

    private static final class Case {
        private final double[] logs;
        private final int from;
        private final int to;
        private final double lower;
        private final double upper;
        private final double k;

        Case(double[] logs, int from, int to, double lower, double upper, double k) {
            this.logs = logs;
            this.from = from;
            this.to = to;
            this.lower = lower;
            this.upper = upper;
            this.k = k;
        }

        @Override
        public String toString() {
            return "ranks " + from + " to " + to + " in [" + lower + ", " + upper + "], k = " + k + ": "
                    + Arrays.toString(logs);
        }
    }

    /** Samples near the law and far from it, with and without ties, windows short and long, k on either side of 1. */
    private static Case draw(UniformRandomProvider random) {
        int n = random.nextInt(1, random.nextBoolean() ? 12 : 600);
        double range = random.nextBoolean() ? 7 : 0.01 + 40 * random.nextDouble();
        double[] exponents = {1, 1 + 1e-13, 1 - 1e-9, 0, 2, 2.0 / 3, -3 + 8 * random.nextDouble(), 60};
        double k = exponents[random.nextInt(exponents.length)];
        double lower = 20 * random.nextDouble() - 10;
        double grid = random.nextInt(3) == 0 ? range / random.nextInt(1, 60) : 0;
        double truth = random.nextInt(3) == 0 ? k + random.nextDouble() - 0.5 : k;
        double[] logs = new double[n];
        for (int i = 0; i < n; i++) {
            double t = (truth - 1) * range;
            double p = random.nextDouble();
            double y = Math.abs(t) < 1e-9 ? p * range : -Math.log1p(p * Math.expm1(-t)) / t * range;
            y = Math.min(Math.max(Double.isFinite(y) ? y : range * p, 0), range);
            logs[i] = lower + (grid > 0 ? Math.floor(y / grid) * grid : y);
        }
        Arrays.sort(logs);
        int from = random.nextInt(n);
        int to = random.nextInt(from + 1, n + 1);
        boolean infinite = k > 1.5 && random.nextInt(3) == 0;
        return new Case(
                logs,
                from,
                to,
                random.nextBoolean() ? lower : logs[from],
                infinite ? Double.POSITIVE_INFINITY : lower + range,
                k);
    }

    @Test
    void equalsTheExhaustiveSearch() {
        UniformRandomProvider random = RandomBlocks.of(1).stream("distance").block(0);
        for (int trial = 0; trial < 20_000; trial++) {
            Case c = draw(random);
            SortedSample sample = SortedSample.ofSortedLogs(c.logs);
            for (Convention convention : Convention.values()) {
                double expected = exhaustive(c.logs, c.from, c.to, c.lower, c.upper, c.k, convention);
                double found = KolmogorovDistance.of(sample, convention).distance(c.from, c.to, c.lower, c.upper, c.k);
                // F itself is good to a few units in the last place of 1.
                assertEquals(expected, found, 2e-15, () -> convention + " " + c);
            }
        }
    }

    @Test
    void limitsAreBrokenExactlyWhenTheDistanceIsAbove() {
        UniformRandomProvider random = RandomBlocks.of(2).stream("limit").block(0);
        for (int trial = 0; trial < 20_000; trial++) {
            Case c = draw(random);
            SortedSample sample = SortedSample.ofSortedLogs(c.logs);
            for (Convention convention : Convention.values()) {
                KolmogorovDistance distance = KolmogorovDistance.of(sample, convention);
                double d = distance.distance(c.from, c.to, c.lower, c.upper, c.k);
                double[] limits = {d, Math.nextDown(d), Math.nextUp(d), d * random.nextDouble(), d * 1.3, 0};
                for (double limit : limits) {
                    distance.suspect(random.nextInt(-1, c.logs.length + 1));
                    assertEquals(d > limit, distance.exceeds(c.from, c.to, c.lower, c.upper, c.k, limit));
                    double capped = distance.distance(c.from, c.to, c.lower, c.upper, c.k, limit);
                    if (d > limit) {
                        assertTrue(capped > limit && capped <= d);
                        int rank = distance.violator();
                        assertTrue(rank >= c.from && rank < c.to);
                    } else {
                        assertEquals(d, capped);
                    }
                }
            }
        }
    }

    @Test
    void aRememberedViolatorRefutesTheNextWindowAtOnce() {
        double[] logs = new double[100_000];
        for (int i = 0; i < logs.length; i++) {
            double z = (i + 0.5) / logs.length;
            logs[i] = z * z;
        }
        KolmogorovDistance distance = KolmogorovDistance.of(SortedSample.ofSortedLogs(logs));
        assertTrue(distance.exceeds(0, logs.length, 0, 1, 1, 0.05));
        long before = distance.work();
        for (int i = 1; i <= 100; i++) {
            assertTrue(distance.exceeds(i, logs.length, logs[i], 1, 1, 0.05));
        }
        assertEquals(100, distance.work() - before);
    }

    @Test
    void takesAboutTheRootOfThePoints() {
        int n = 1_000_000;
        UniformRandomProvider random = RandomBlocks.of(3).stream("work").block(0);
        double[] logs = random.doubles(n).sorted().toArray();
        KolmogorovDistance distance = KolmogorovDistance.of(SortedSample.ofSortedLogs(logs));
        double d = distance.distance(0, n, 0, 1, 1);
        assertEquals(exhaustive(logs, 0, n, 0, 1, 1, Convention.TWO_SIDED), d, 1e-15);
        assertTrue(distance.work() < 10_000, () -> "evaluations: " + distance.work());
    }

    /** {0.1, 0.3, 0.8} under the uniform law: E jumps 0→⅓→⅔→1; the largest deviation is ⅔ − 0.3. */
    @Test
    void valuesByHand() {
        SortedSample sample = SortedSample.of(Math.exp(0.1), Math.exp(0.3), Math.exp(0.8));
        Window window = sample.between(1, Math.E);
        assertEquals(2.0 / 3 - 0.3, KolmogorovDistance.distance(sample, window, 1), 1e-15);
        // Before each step: |0.1 − 0|, |0.3 − ⅓|, |0.8 − ⅔|.
        assertEquals(
                0.8 - 2.0 / 3,
                KolmogorovDistance.of(sample, Convention.BEFORE_STEP).distance(window, 1),
                1e-15);
        // Pareto with k = 2 above 1: F = 1 − 1/x.
        SortedSample pareto = SortedSample.of(2, 4);
        assertEquals(0.5, KolmogorovDistance.distance(pareto, pareto.between(1, Double.POSITIVE_INFINITY), 2), 1e-15);
    }

    @Test
    void refusesWhatHasNoDistance() {
        SortedSample sample = SortedSample.of(1, 2, 3);
        InvalidInputException empty = assertThrows(
                InvalidInputException.class, () -> KolmogorovDistance.distance(sample, sample.between(1.2, 1.8), 1));
        assertTrue(empty.getMessage().contains("without values"));
        InvalidInputException infinite = assertThrows(
                InvalidInputException.class,
                () -> KolmogorovDistance.distance(sample, sample.between(1, Double.POSITIVE_INFINITY), 1));
        assertTrue(infinite.getMessage().contains("Exponent 1.0"));
    }
}
