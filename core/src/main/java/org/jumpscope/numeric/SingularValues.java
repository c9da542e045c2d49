package org.jumpscope.numeric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The singular value decomposition A = U diag(σ) Vᵀ of a small dense matrix by one-sided Jacobi rotations (Hestenes 1958): the
 * columns are turned two by two until all are orthogonal.
 *
 * <p>No square of A is formed, so that small values do not drown in the rounding of the largest: each is off by a few ulps of
 * the largest, and where columns differ in scale alone by a few ulps of itself (Demmel and Veselić 1992).
 *
 * @param values the min(rows, columns) singular values, largest first
 * @param leftVectors columns of U, one a row
 * @param rightVectors columns of V, one a row
 */
public record SingularValues(Vector values, Matrix leftVectors, Matrix rightVectors) {
    private static final int MOST_SWEEPS = 60;

    /**
     * Decomposes a matrix; a left vector of a value that is zero is zero.
     *
     * @param a any matrix
     * @throws NoAnswerException if an element is not finite
     */
    public static SingularValues of(Matrix a) {
        if (a.rows() < a.columns()) {
            double[][] columns = new double[a.rows()][];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = a.row(i).toArray();
            }
            SingularValues turned = decompose(columns, a.columns());
            return new SingularValues(turned.values, turned.rightVectors, turned.leftVectors);
        }
        double[][] columns = new double[a.columns()][];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = a.column(j).toArray();
        }
        return decompose(columns, a.rows());
    }

    /** Of n columns of a length of n or more. */
    private static SingularValues decompose(double[][] columns, int length) {
        int n = columns.length;
        double largest = 0;
        for (double[] column : columns) {
            for (double element : column) {
                largest = Math.max(largest, Math.abs(element));
            }
        }
        // By a power of two, so that squares neither overflow nor underflow and no bit is lost.
        int exponent = largest > 0 ? Math.getExponent(largest) : 0;
        for (double[] column : columns) {
            for (int k = 0; k < length; k++) {
                column[k] = Math.scalb(column[k], -exponent);
            }
        }
        double[][] turns = new double[n][n];
        for (int i = 0; i < n; i++) {
            turns[i][i] = 1;
        }
        boolean turned = true;
        for (int sweep = 0; turned; sweep++) {
            if (sweep == MOST_SWEEPS) {
                throw new NoAnswerException(
                        "A matrix of " + length + " × " + n + " has no singular values: an element is not finite.");
            }
            turned = false;
            for (int i = 0; i < n; i++) {
                for (int j = i + 1; j < n; j++) {
                    turned |= turn(length, columns[i], columns[j], n, turns[i], turns[j]);
                }
            }
        }
        double[] norms = new double[n];
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            norms[i] = Math.sqrt(MatrixProduct.dot(length, columns[i], columns[i]));
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> -norms[i]));
        double[] values = new double[n];
        double[] left = new double[n * length];
        double[] right = new double[n * n];
        for (int i = 0; i < n; i++) {
            int from = order.get(i);
            values[i] = Math.scalb(norms[from], exponent);
            for (int k = 0; k < length; k++) {
                left[i * length + k] = norms[from] > 0 ? columns[from][k] / norms[from] : 0;
            }
            System.arraycopy(turns[from], 0, right, i * n, n);
        }
        return new SingularValues(Vector.of(values), Matrix.of(n, length, left), Matrix.of(n, n, right));
    }

    /** Makes two columns orthogonal; whether they were not. */
    private static boolean turn(int length, double[] x, double[] y, int n, double[] v, double[] w) {
        double a = MatrixProduct.dot(length, x, x);
        double b = MatrixProduct.dot(length, y, y);
        double c = MatrixProduct.dot(length, x, y);
        if (Math.abs(c) <= 2 * Math.ulp(1.0) * Math.sqrt(a) * Math.sqrt(b)) {
            return false;
        }
        double zeta = (b - a) / (2 * c);
        double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
        double cosine = 1 / Math.hypot(1, tangent);
        double sine = cosine * tangent;
        rotate(length, cosine, sine, x, y);
        rotate(n, cosine, sine, v, w);
        return true;
    }

    private static void rotate(int n, double cosine, double sine, double[] x, double[] y) {
        for (int k = 0; k < n; k++) {
            double held = x[k];
            x[k] = cosine * held - sine * y[k];
            y[k] = sine * held + cosine * y[k];
        }
    }
}
