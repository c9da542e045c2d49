package org.jumpscope.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixProductTest {
    private static double[][] random(int m, int n, int block) {
        var generator = RandomBlocks.of(2).stream("product").block(block);
        double[][] a = new double[m][n];
        for (double[] row : a) {
            for (int j = 0; j < n; j++) {
                row[j] = 2 * generator.nextDouble() - 1;
            }
        }
        return a;
    }

    /** Every shape, odd ones and those above the sizes of blocks, agrees with the sum of the definition. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 3, 4", "5, 7, 3", "3, 64, 10", "4, 65, 640", "7, 130, 641", "9, 5, 1300", "1, 67, 700"})
    void agreesWithTheDefinition(int m, int k, int n) {
        double[][] a = random(m, k, 0);
        double[][] b = random(k, n, 1);
        double[][] c = new double[m][n];
        MatrixProduct.multiply(m, k, n, a, b, c);
        double[][] twice = new double[m][n];
        MatrixProduct.add(m, k, n, a, b, twice);
        MatrixProduct.add(m, k, n, a, b, twice);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += a[i][p] * b[p][j];
                }
                assertEquals(sum, c[i][j], k * Math.ulp(1.0));
                assertEquals(2 * sum, twice[i][j], 2 * k * Math.ulp(1.0));
            }
        }
        double[][] gram = new double[n][n];
        MatrixProduct.gram(k, n, b, gram);
        for (int i = 0; i < n; i += 7) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += b[p][i] * b[p][j];
                }
                // A sum of k terms rounds k times, to an ulp of the sum at most.
                assertEquals(sum, gram[i][j], k * Math.ulp(1.0 + Math.abs(sum)));
            }
        }
        double[][] left = new double[k][m];
        MatrixProduct.transpose(m, k, a, left);
        double[][] product = new double[m][n];
        MatrixProduct.multiplyTransposed(k, m, n, left, b, product, Workers.one());
        for (int i = 0; i < m; i++) {
            assertArrayEquals(c[i], product[i], k * Math.ulp(1.0));
        }
        double[] x = random(1, n, 2)[0];
        double[] y = new double[k];
        MatrixProduct.apply(k, n, b, x, y);
        double[][] transposed = new double[n][k];
        MatrixProduct.transpose(k, n, b, transposed);
        double[] z = new double[k];
        MatrixProduct.applyTransposed(n, k, transposed, x, z);
        assertArrayEquals(y, z, n * Math.ulp(1.0));
    }

    /** Threads share rows and nothing else, so that the bits are the same. */
    @ParameterizedTest
    @CsvSource({"150, 70, 90", "67, 129, 700"})
    void threadsDoNotChangeTheBits(int m, int k, int n) {
        double[][] a = random(m, k, 0);
        double[][] b = random(k, n, 1);
        double[][] left = new double[k][m];
        MatrixProduct.transpose(m, k, a, left);
        double[][] one = new double[m][n];
        double[][] several = new double[m][n];
        double[][] gram = new double[n][n];
        double[][] shared = new double[n][n];
        for (int threads : new int[] {2, 3, 8}) {
            Workers workers = Workers.of(threads);
            MatrixProduct.multiply(m, k, n, a, b, one);
            MatrixProduct.multiply(m, k, n, a, b, several, workers);
            assertTrue(Arrays.deepEquals(one, several));
            MatrixProduct.multiplyTransposed(k, m, n, left, b, one, Workers.one());
            MatrixProduct.multiplyTransposed(k, m, n, left, b, several, workers);
            assertTrue(Arrays.deepEquals(one, several));
            MatrixProduct.gram(k, n, b, gram);
            for (double[] row : shared) {
                Arrays.fill(row, 0);
            }
            MatrixProduct.addGram(k, n, 1, b, shared, workers);
            MatrixProduct.mirror(n, shared);
            assertTrue(Arrays.deepEquals(gram, shared));
        }
    }

    /** Each part is done once, and what a part throws arrives. */
    @Test
    void workersDoEachPartOnce() {
        for (int threads : new int[] {1, 2, 5}) {
            AtomicIntegerArray done = new AtomicIntegerArray(100);
            Workers.of(threads).share(100, done::incrementAndGet);
            for (int i = 0; i < 100; i++) {
                assertEquals(1, done.get(i));
            }
            assertThrows(
                    NoAnswerException.class,
                    () -> Workers.of(threads).share(10, i -> {
                        throw new NoAnswerException("part " + i);
                    }));
        }
        assertThrows(InvalidInputException.class, () -> Workers.of(0));
    }

    @Test
    void matricesKnowTheirShape() {
        Matrix matrix = Matrix.of(2, 3, 1, 2, 3, 4, 5, 6);
        assertEquals(6, matrix.get(1, 2), 0);
        assertEquals(Vector.of(2, 5), matrix.column(1));
        assertEquals(Vector.of(4, 5, 6), matrix.row(1));
        assertThrows(InvalidInputException.class, () -> Matrix.of(2, 2, 1, 2, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> matrix.get(0, 3));
    }
}
