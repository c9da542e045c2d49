package org.jumpscope.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenvaluesTest {
    private static double[][] random(int n, long seed) {
        var generator = RandomBlocks.of(seed).stream("symmetric").block(n);
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i][j] = 2 * generator.nextDouble() - 1;
                a[j][i] = a[i][j];
            }
        }
        return a;
    }

    private static double[][] copy(double[][] a) {
        return Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
    }

    /** The second difference matrix has the eigenvalues 2 − 2 cos(iπ/(n + 1)), i = 1 … n. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 101})
    void findsTheValuesOfTheSecondDifference(int n) {
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            a[i][i] = 2;
            if (i > 0) {
                a[i][i - 1] = -1;
                a[i - 1][i] = -1;
            }
        }
        double[] values = new double[n];
        SymmetricEigenvalues.values(n, a, values);
        for (int i = 1; i <= n; i++) {
            // A few n ulps of the largest, 4.
            assertEquals(2 - 2 * Math.cos(i * Math.PI / (n + 1)), values[i - 1], 4 * n * Math.ulp(1.0));
        }
    }

    /** A v = λ v and VᵀV = 1 to a few n ulps of the norm; the values alone agree, and another library finds the same. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7, 30, 101, 150})
    void vectorsAreEigenvectors(int n) {
        double[][] a = random(n, 5);
        double[][] vectors = copy(a);
        double[] values = new double[n];
        SymmetricEigenvalues.vectors(n, vectors, values);
        double[] alone = new double[n];
        SymmetricEigenvalues.values(n, copy(a), alone);
        double tolerance = 4 * n * Math.ulp(1.0) * Math.max(-values[0], values[n - 1]);
        assertArrayEquals(values, alone, tolerance);
        double[] other = new EigenDecompositionSymmetric(MatrixUtils.createRealMatrix(a)).getEigenvalues();
        Arrays.sort(other);
        assertArrayEquals(other, values, 4 * tolerance);
        double[] product = new double[n];
        for (int i = 0; i < n; i++) {
            MatrixProduct.apply(n, n, a, vectors[i], product);
            for (int j = 0; j < n; j++) {
                assertEquals(values[i] * vectors[i][j], product[j], tolerance);
                assertEquals(i == j ? 1 : 0, MatrixProduct.dot(n, vectors[i], vectors[j]), 4 * n * Math.ulp(1.0));
            }
        }
    }

    private static void checkVectors(double[][] a, double[] values, double[][] vectors) {
        int n = a.length;
        double norm = 0;
        for (double[] row : a) {
            norm = Math.max(norm, Arrays.stream(row).map(Math::abs).sum());
        }
        double[] product = new double[n];
        for (int i = 0; i < n; i++) {
            MatrixProduct.apply(n, n, a, vectors[i], product);
            for (int j = 0; j < n; j++) {
                assertEquals(values[i] * vectors[i][j], product[j], 8 * n * Math.ulp(1.0) * norm);
                assertEquals(i == j ? 1 : 0, MatrixProduct.dot(n, vectors[i], vectors[j]), 8 * n * Math.ulp(1.0));
            }
            assertTrue(i == 0 || values[i - 1] <= values[i]);
        }
    }

    /** Q diag(values) Qᵀ with random orthogonal Q: clusters, graded and rank-deficient spectra. */
    @ParameterizedTest
    @CsvSource({
        "clusters, 40",
        "graded, 30",
        "graded, 1",
        "low-rank, 25",
        "equal, 17",
        "pairs, 33",
        "huge, 12",
        "tiny, 12"
    })
    void takesEverySpectrum(String kind, int n) {
        double[][] q = random(n, 11);
        SymmetricEigenvalues.vectors(n, q, new double[n]);
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
            expected[i] = switch (kind) {
                case "clusters" -> i % 3 + 1e-13 * i;
                case "graded" -> Math.pow(10, -i);
                case "low-rank" -> i < 4 ? i + 1 : 0;
                case "pairs" -> (i / 2) * (i % 2 == 0 ? 1 : -1);
                case "huge" -> 1e150 * (i + 1);
                case "tiny" -> 1e-150 * (i + 1);
                default -> 2;
            };
        }
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                for (int k = 0; k < n; k++) {
                    a[i][j] += q[k][i] * expected[k] * q[k][j];
                }
                a[j][i] = a[i][j];
            }
        }
        Arrays.sort(expected);
        double tolerance = 8 * n * Math.ulp(1.0) * Math.max(-expected[0], expected[n - 1]);
        double[] values = new double[n];
        SymmetricEigenvalues.values(n, copy(a), values);
        assertArrayEquals(expected, values, tolerance);
        double[][] vectors = copy(a);
        SymmetricEigenvalues.vectors(n, vectors, values);
        assertArrayEquals(expected, values, tolerance);
        checkVectors(a, values, vectors);
    }

    /** Matrices that are already diagonal, tridiagonal or zero, and of order 1. */
    @Test
    void vectorsOfSimpleMatrices() {
        double[][] one = {{-3}};
        double[] value = new double[1];
        SymmetricEigenvalues.vectors(1, one, value);
        assertEquals(-3, value[0], 0);
        assertEquals(1, Math.abs(one[0][0]), 0);
        double[][] zero = new double[5][5];
        double[] values = new double[5];
        SymmetricEigenvalues.vectors(5, zero, values);
        checkVectors(new double[5][5], values, zero);
        double[][] tridiagonal = new double[5][5];
        for (int i = 0; i < 5; i++) {
            tridiagonal[i][i] = 5 - i;
            if (i == 1 || i == 4) {
                tridiagonal[i][i - 1] = 0.5;
                tridiagonal[i - 1][i] = 0.5;
            }
        }
        double[][] vectors = copy(tridiagonal);
        SymmetricEigenvalues.vectors(5, vectors, values);
        checkVectors(tridiagonal, values, vectors);
    }

    /** Multiple values, zeros, blocks and extreme scales. */
    @Test
    void takesDegenerateMatrices() {
        double[] values = new double[4];
        SymmetricEigenvalues.values(4, new double[4][4], values);
        assertArrayEquals(new double[4], values, 0);
        double[][] identity = new double[4][4];
        for (int i = 0; i < 4; i++) {
            identity[i][i] = 3;
        }
        SymmetricEigenvalues.vectors(4, identity, values);
        assertArrayEquals(new double[] {3, 3, 3, 3}, values, 0);
        for (double scale : new double[] {1e-150, 1e150}) {
            double[][] block = {{0, scale, 0, 0}, {scale, 0, 0, 0}, {0, 0, 0, 2 * scale}, {0, 0, 2 * scale, 0}};
            double[] expected = {-2 * scale, -scale, scale, 2 * scale};
            SymmetricEigenvalues.values(4, copy(block), values);
            assertArrayEquals(expected, values, 8 * Math.ulp(2 * scale));
            SymmetricEigenvalues.vectors(4, block, values);
            assertArrayEquals(expected, values, 8 * Math.ulp(2 * scale));
        }
    }

    /** Rank r: n − r eigenvalues are zero to the rounding of the largest. */
    @Test
    void findsTheRankOfAGram() {
        var generator = RandomBlocks.of(1).stream("rank").block(0);
        double[][] rows = new double[5][40];
        for (double[] row : rows) {
            for (int j = 0; j < 40; j++) {
                row[j] = generator.nextDouble();
            }
        }
        double[][] gram = new double[40][40];
        MatrixProduct.gram(5, 40, rows, gram);
        double[] values = new double[40];
        SymmetricEigenvalues.values(40, gram, values);
        for (int i = 0; i < 35; i++) {
            assertEquals(0, values[i], 160 * Math.ulp(values[39]));
        }
    }

    @Test
    void refusesWhatIsNotFinite() {
        double[][] bad = {{1, Double.NaN}, {Double.NaN, 1}};
        assertThrows(NoAnswerException.class, () -> SymmetricEigenvalues.values(2, bad, new double[2]));
        double[][] infinite = {{1, 0, 0}, {0, Double.POSITIVE_INFINITY, 0}, {0, 0, 1}};
        assertThrows(NoAnswerException.class, () -> SymmetricEigenvalues.values(3, infinite, new double[3]));
    }
}
