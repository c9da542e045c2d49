package org.jumpscope.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingularValuesTest {

    /** A = Σ σ u vᵀ with orthonormal vectors, for tall, wide and square matrices, to some ulps a rotation. */
    @ParameterizedTest
    @CsvSource({"9, 4, 1", "4, 9, 1", "6, 6, 1", "5, 3, 1e200", "5, 3, 1e-250", "1, 1, 3", "40, 30, 1"})
    void rebuildsTheMatrix(int rows, int columns, double scale) {
        double[] elements = RandomBlocks.of(2).stream("matrix")
                .block(0)
                .doubles((long) rows * columns)
                .map(u -> scale * (2 * u - 1))
                .toArray();
        Matrix a = Matrix.of(rows, columns, elements);
        SingularValues found = SingularValues.of(a);
        int n = Math.min(rows, columns);
        assertEquals(n, found.values().size());
        assertEquals(rows, found.leftVectors().columns());
        assertEquals(columns, found.rightVectors().columns());
        double top = found.values().get(0);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += found.leftVectors().get(k, i)
                            * found.values().get(k)
                            * found.rightVectors().get(k, j);
                }
                assertEquals(a.get(i, j), sum, 1e-14 * n * top);
            }
        }
        for (int k = 0; k < n; k++) {
            assertTrue(k == 0 || found.values().get(k) <= found.values().get(k - 1));
            for (int l = 0; l <= k; l++) {
                assertEquals(
                        k == l ? 1 : 0,
                        dot(found.leftVectors().row(k), found.leftVectors().row(l)),
                        1e-13);
                assertEquals(
                        k == l ? 1 : 0,
                        dot(found.rightVectors().row(k), found.rightVectors().row(l)),
                        1e-13);
            }
        }
    }

    private static double dot(Vector a, Vector b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.get(i) * b.get(i);
        }
        return sum;
    }

    /** The matrix (1 1; 0 ε) has σ₁σ₂ = ε and σ₁² + σ₂² = 2 + ε²: the small value is right, where a square would lose it. */
    @Test
    void smallValuesDoNotDrown() {
        double epsilon = 1e-9;
        Vector values = SingularValues.of(Matrix.of(2, 2, 1, 1, 0, epsilon)).values();
        assertEquals(Math.sqrt(2), values.get(0), 1e-15);
        assertEquals(epsilon / Math.sqrt(2), values.get(1), 1e-15 * epsilon);
    }

    /** The second-difference matrix of order n has the values 4 sin²(kπ/2(n + 1)). */
    @Test
    void differencesHaveKnownValues() {
        int n = 12;
        double[] elements = new double[n * n];
        for (int i = 0; i < n; i++) {
            elements[i * n + i] = 2;
            if (i > 0) {
                elements[i * n + i - 1] = -1;
                elements[(i - 1) * n + i] = -1;
            }
        }
        Vector values = SingularValues.of(Matrix.of(n, n, elements)).values();
        for (int k = 1; k <= n; k++) {
            double sine = Math.sin(k * Math.PI / (2 * (n + 1)));
            assertEquals(4 * sine * sine, values.get(n - k), 1e-14);
        }
    }

    @Test
    void rankDeficiencyAndNonsense() {
        Vector values = SingularValues.of(Matrix.of(3, 2, 1, 2, 2, 4, 3, 6)).values();
        assertEquals(Math.sqrt(70), values.get(0), 1e-14);
        assertEquals(0, values.get(1), 1e-15);
        assertEquals(
                Vector.of(0, 0), SingularValues.of(Matrix.of(2, 2, 0, 0, 0, 0)).values());
        assertEquals(0, SingularValues.of(Matrix.of(0, 3)).values().size());
        assertThrows(NoAnswerException.class, () -> SingularValues.of(Matrix.of(2, 2, 1, Double.NaN, 0, 1)));
        assertThrows(
                NoAnswerException.class, () -> SingularValues.of(Matrix.of(2, 2, 1, Double.POSITIVE_INFINITY, 0, 1)));
    }
}
