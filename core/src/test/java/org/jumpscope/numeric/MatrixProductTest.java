package org.jumpscope.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
        for (double[] row : a) {
            for (int p = 0; p < k; p++) {
                row[p] = p % 3 == 1 ? row[p] : 0;
            }
        }
        MatrixProduct.multiply(m, k, n, a, b, c);
        double[][] sparse = new double[m][n];
        MatrixProduct.addSparse(m, k, n, a, b, sparse);
        for (int i = 0; i < m; i++) {
            assertArrayEquals(c[i], sparse[i], k * Math.ulp(1.0));
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
        double[] x = random(1, n, 2)[0];
        double[] y = new double[k];
        MatrixProduct.apply(k, n, b, x, y);
        double[][] transposed = new double[n][k];
        MatrixProduct.transpose(k, n, b, transposed);
        double[] z = new double[k];
        MatrixProduct.applyTransposed(n, k, transposed, x, z);
        assertArrayEquals(y, z, n * Math.ulp(1.0));
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
