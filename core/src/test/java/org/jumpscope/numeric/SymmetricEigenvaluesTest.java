package org.jumpscope.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
