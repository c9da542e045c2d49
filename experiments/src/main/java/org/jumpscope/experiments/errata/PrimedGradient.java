package org.jumpscope.experiments.errata;

import java.util.function.DoubleBinaryOperator;

/** Gradient descent in transformed variables q′ = Λq (row 7). */
final class PrimedGradient {
    private static final double RATE = 0.3;
    private static final double[][] LAMBDA = {{1.2, 0.4, -0.3}, {0.1, 0.8, 0.5}, {-0.6, 0.2, 1.5}};
    private static final double[] POINT = {0.7, -0.4, 1.1};

    private PrimedGradient() {}

    private static double loss(double[] q) {
        return Math.sin(q[0]) + q[0] * q[1] * q[1] + Math.exp(0.5 * q[2]) * (1 + q[1]);
    }

    /** Largest deviation of −γΛΛᵀg from Λq̇, relative to |Λq̇|; the form chooses g from dH/dq and dH/dq′. */
    static double largestDeviation(DoubleBinaryOperator choice) {
        double[][] inverse = inverse();
        double[] primedPoint = times(LAMBDA, POINT);
        double[] plain = new double[3];
        double[] chosen = new double[3];
        for (int i = 0; i < 3; i++) {
            plain[i] = partial(POINT, i, false, inverse);
            chosen[i] = choice.applyAsDouble(plain[i], partial(primedPoint, i, true, inverse));
        }
        double[] transposed = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                transposed[i] += LAMBDA[j][i] * chosen[j];
            }
        }
        double[] claimed = times(LAMBDA, transposed);
        double[] exact = times(LAMBDA, plain);
        double off = 0;
        double size = 0;
        for (int i = 0; i < 3; i++) {
            off = Math.max(off, Math.abs(RATE * (claimed[i] - exact[i])));
            size = Math.max(size, Math.abs(RATE * exact[i]));
        }
        return off / size;
    }

    private static double partial(double[] at, int i, boolean primed, double[][] inverse) {
        return Differences.first(
                v -> {
                    double[] moved = at.clone();
                    moved[i] = v;
                    return loss(primed ? times(inverse, moved) : moved);
                },
                at[i],
                1e-2);
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }

    private static double[][] inverse() {
        double[][] result = new double[3][3];
        double determinant = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                int a = (i + 1) % 3;
                int b = (i + 2) % 3;
                int c = (j + 1) % 3;
                int d = (j + 2) % 3;
                result[j][i] = LAMBDA[a][c] * LAMBDA[b][d] - LAMBDA[a][d] * LAMBDA[b][c];
            }
            determinant += LAMBDA[0][i] * result[i][0];
        }
        for (double[] row : result) {
            for (int j = 0; j < 3; j++) {
                row[j] /= determinant;
            }
        }
        return result;
    }
}
