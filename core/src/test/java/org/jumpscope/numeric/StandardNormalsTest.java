package org.jumpscope.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

/** Each test of chance has a fixed seed, and fails for one of 10⁶ seeds. */
class StandardNormalsTest {
    private static final int BLOCK = RandomBlocks.BLOCK;
    /** Two-sided normal quantile of 1e-6. */
    private static final double DEVIATIONS = 4.9;

    /** P(Z > z), by another library. */
    private static double survival(double z) {
        return 0.5 * Erfc.value(z / Math.sqrt(2));
    }

    private static void fill(String stream, int blocks, java.util.function.Consumer<double[]> use) {
        RandomBlocks random = RandomBlocks.of(20).stream(stream);
        double[] z = new double[BLOCK];
        for (int block = 0; block < blocks; block++) {
            StandardNormals.fill(random.block(block), z, BLOCK);
            use.accept(z);
        }
    }

    /** Cells of 1/128 as far as ±4, narrower than most layers, and the tails beyond 4, 4.25, 4.5, 4.75 and 5. */
    @Test
    void fillCellsAndTailsAsTheLawSays() {
        int blocks = 12_000;
        double n = (double) blocks * BLOCK;
        int inner = 4 * 128;
        int half = inner + 5;
        long[] counts = new long[2 * half];
        fill("cells", blocks, z -> {
            for (double x : z) {
                double a = Math.abs(x);
                int cell = a < 4 ? (int) (a * 128) : inner + Math.min(4, (int) ((a - 4) * 4));
                counts[x < 0 ? half + cell : cell]++;
            }
        });
        double sum = 0;
        for (int cell = 0; cell < half; cell++) {
            double low = cell < inner ? cell / 128.0 : 4 + (cell - inner) / 4.0;
            double high = cell < inner ? (cell + 1) / 128.0 : 4 + (cell - inner + 1) / 4.0;
            double expected = n * (survival(low) - (cell == half - 1 ? 0 : survival(high)));
            assertTrue(expected > 10, "cell at " + low);
            for (long count : new long[] {counts[cell], counts[half + cell]}) {
                sum += (count - expected) * (count - expected) / expected;
            }
        }
        double p = ChiSquaredDistribution.of(2 * half - 1).survivalProbability(sum);
        assertTrue(p > 5e-7 && p < 1 - 5e-7, "chi-square " + sum + " of " + (2 * half - 1) + ", p = " + p);
    }

    @Test
    void momentsAreThoseOfTheLaw() {
        double[] sums = new double[4];
        int blocks = 12_000;
        fill("moments", blocks, z -> {
            for (double x : z) {
                double square = x * x;
                sums[0] += x;
                sums[1] += square;
                sums[2] += square * x;
                sums[3] += square * square;
            }
        });
        double n = (double) blocks * BLOCK;
        // Variances of x, x², x³ and x⁴: 1, 2, 15 and 96.
        double[] expected = {0, 1, 0, 3};
        double[] variance = {1, 2, 15, 96};
        for (int k = 0; k < 4; k++) {
            assertEquals(expected[k], sums[k] / n, DEVIATIONS * Math.sqrt(variance[k] / n), "moment " + (k + 1));
        }
    }

    /** Neighbours in a fill, the same place of neighbouring blocks, and of neighbouring fills of one generator. */
    @Test
    void numbersAreNotCorrelated() {
        int blocks = 4000;
        RandomBlocks random = RandomBlocks.of(20).stream("correlation");
        double[] sums = new double[6];
        double[] last = new double[BLOCK];
        double[] z = new double[BLOCK];
        double[] more = new double[BLOCK];
        for (int block = 0; block < blocks; block++) {
            var generator = random.block(block);
            StandardNormals.fill(generator, z, BLOCK);
            StandardNormals.fill(generator, more, BLOCK);
            for (int i = 1; i < BLOCK; i++) {
                sums[0] += z[i - 1] * z[i];
                sums[1] += (z[i - 1] * z[i - 1] - 1) * (z[i] * z[i] - 1);
                sums[2] += last[i] * z[i];
                sums[3] += (last[i] * last[i] - 1) * (z[i] * z[i] - 1);
                sums[4] += more[i] * z[i];
                sums[5] += (more[i] * more[i] - 1) * (z[i] * z[i] - 1);
            }
            System.arraycopy(z, 0, last, 0, BLOCK);
        }
        // The first block has zeros before it, whose squares are 1 below their mean: n terms of variance 2 at most.
        double n = (double) blocks * (BLOCK - 1);
        for (int k = 0; k < sums.length; k++) {
            double variance = k % 2 == 0 ? 1 : 4;
            assertEquals(0, sums[k] / n, DEVIATIONS * Math.sqrt(variance / n), "product " + k);
        }
    }

    /** Found equal on JDK 17 and 25: a change says that runs of an older version cannot be repeated. */
    @Test
    void keepTheirBits() {
        long[] hash = {0};
        fill("bits", 100, z -> {
            for (double x : z) {
                hash[0] = 31 * hash[0] + Double.doubleToRawLongBits(x);
            }
        });
        assertEquals("bf93ba3dc9b7f73e", Long.toHexString(hash[0]));
    }

    @Test
    void fillWhatIsAskedFor() {
        RandomBlocks random = RandomBlocks.of(1);
        double[] out = {7, 7, 7};
        StandardNormals.fill(random.block(0), out, 2);
        assertEquals(7, out[2]);
        StandardNormals.fill(random.block(0), out, 0);
        assertThrows(IndexOutOfBoundsException.class, () -> StandardNormals.fill(random.block(0), out, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> StandardNormals.fill(random.block(0), out, -1));
        double[] whole = new double[2 * BLOCK + 5];
        double[] again = new double[2 * BLOCK + 5];
        StandardNormals.fill(random.block(0), whole, whole.length);
        StandardNormals.fill(random.block(0), again, again.length);
        assertArrayEquals(whole, again);
        assertEquals(whole.length, Arrays.stream(whole).distinct().count());
    }
}
