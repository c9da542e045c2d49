package org.jumpscope.criticality.fittest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;

class OrderedSamplerTest {
    private static final double[] EXPONENTS = {-80, -3, 0, 0.9, 1 - 1e-6, 1 - 1e-18, 1, 1 + 1e-14, 1.1, 2, 4, 90, 2000};

    @Test
    void valuesAscendInsideTheRange() {
        OrderedSampler sampler = OrderedSampler.create();
        for (double k : EXPONENTS) {
            for (double range : new double[] {1e-3, 7, 60}) {
                double[] logs = new double[503];
                sampler.draw(RandomBlocks.of(1).block(0), k, -2, -2 + range, 500, logs, 2);
                assertEquals(0, logs[1]);
                assertEquals(0, logs[502]);
                double before = -2;
                for (int i = 2; i < 502; i++) {
                    assertTrue(logs[i] >= before && logs[i] <= -2 + range, "k = " + k + ", L = " + range);
                    before = logs[i];
                }
            }
        }
    }

    /** The same numbers, by the definition of spacings and of the quantile. */
    @Test
    void isTheQuantileOfOrderedUniformNumbers() {
        OrderedSampler sampler = OrderedSampler.create();
        int n = 200;
        for (double k : EXPONENTS) {
            double range = 3;
            double t = (k - 1) * range;
            var random = RandomBlocks.of(5).block(3);
            double[] sums = new double[n + 2];
            for (int i = 1; i <= n + 1; i++) {
                sums[i] = sums[i - 1] - StrictMath.log(((random.nextLong() >>> 11) + 1) * 0x1p-53);
            }
            double[] expected = new double[n];
            for (int i = 0; i < n; i++) {
                // From the dense end; the last few of a steep law keep fewer digits of 1 − U.
                double p = sums[i + 1] / sums[n + 1];
                double q = (sums[n + 1] - sums[i + 1]) / sums[n + 1];
                double steep = Math.abs(t);
                double z = steep == 0
                        ? p
                        : p < 0.5 || steep < 1
                                ? -StrictMath.log1p(p * StrictMath.expm1(-steep)) / steep
                                : -StrictMath.log(q + p * StrictMath.exp(-steep)) / steep;
                expected[t >= 0 ? i : n - 1 - i] = t >= 0 ? 1 + range * z : 1 + range - range * z;
            }
            double[] logs = new double[n];
            sampler.draw(RandomBlocks.of(5).block(3), k, 1, 1 + range, n, logs, 0);
            assertArrayEquals(expected, logs, 1e-13, "k = " + k);
        }
    }

    /** Mean of z over 400,000 values within 4 standard errors (fixed seed; 13 + 2 comparisons). */
    @Test
    void meansAreTheLaws() {
        OrderedSampler sampler = OrderedSampler.create();
        int n = 4000;
        double[] logs = new double[n];
        for (double k : EXPONENTS) {
            double t = (k - 1) * 5;
            double sum = 0;
            for (int r = 0; r < 100; r++) {
                sampler.draw(RandomBlocks.of(8).block(r), k, 0, 5, n, logs, 0);
                for (double u : logs) {
                    sum += u / 5;
                }
            }
            double error = Math.sqrt(TruncatedExponential.variance(t) / (100.0 * n));
            assertEquals(TruncatedExponential.mean(t), sum / (100.0 * n), 4 * error, "k = " + k);
        }
        for (double k : new double[] {1.3, 3}) {
            double sum = 0;
            for (int r = 0; r < 100; r++) {
                sampler.draw(RandomBlocks.of(9).block(r), k, 1, Double.POSITIVE_INFINITY, n, logs, 0);
                for (double u : logs) {
                    sum += u - 1;
                }
            }
            assertEquals(1, (k - 1) * sum / (100.0 * n), 4 / Math.sqrt(100.0 * n));
        }
    }

    @Test
    void refusesAnInfiniteRangeWithoutDecay() {
        assertThrows(
                InvalidInputException.class,
                () -> OrderedSampler.create()
                        .draw(RandomBlocks.of(1).block(0), 1, 0, Double.POSITIVE_INFINITY, 5, new double[5], 0));
    }
}
