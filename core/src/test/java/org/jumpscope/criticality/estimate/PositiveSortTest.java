package org.jumpscope.criticality.estimate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;

class PositiveSortTest {
    private static void assertSorts(double[] values) {
        double[] kept = values.clone();
        double[] expected = values.clone();
        Arrays.sort(expected);
        assertArrayEquals(expected, PositiveSort.sorted(values), 0.0);
        assertArrayEquals(kept, values, 0.0);
    }

    @Test
    void sortsAsTheComparisonDoes() {
        UniformRandomProvider random = RandomBlocks.of(5).block(0);
        for (int n : new int[] {0, 1, 2, 2999, 3000, 10_000, 100_000}) {
            double[][] sets = new double[7][n];
            for (int i = 0; i < n; i++) {
                double uniform = 1 - random.nextDouble();
                sets[0][i] = uniform;
                // All magnitudes, subnormal ones too.
                sets[1][i] = Double.longBitsToDouble(1 + (random.nextLong() >>> 1) % 0x7fefffffffffffffL);
                sets[2][i] = 3;
                sets[3][i] = 1 + random.nextInt(5);
                // Many that share their upper bits, far from the few others.
                sets[4][i] = i % 100 == 0 ? 1e300 * uniform : 1 + random.nextInt(1000) * 0x1p-52;
                sets[5][i] = i + 1;
                sets[6][i] = n - i;
            }
            for (double[] set : sets) {
                assertSorts(set);
            }
        }
    }
}
