package org.jumpscope.numeric;

import java.util.Arrays;

/**
 * Eigenvalues, and on request eigenvectors, of a real symmetric matrix: Householder tridiagonalisation, then implicit QL
 * with Wilkinson's shift.
 *
 * <p>The reduction updates the matrix and multiplies it by the next Householder vector in one pass over its rows, so that
 * each element is touched once per step. Backward stable: each eigenvalue is off by a few n ulps of the largest (Golub and Van
 * Loan, Matrix Computations, Sections 8.3.1 and 8.3.3).
 */
public final class SymmetricEigenvalues {
    private static final int MOST_SWEEPS = 60;

    private SymmetricEigenvalues() {}

    /**
     * The eigenvalues in ascending order.
     *
     * @param n order
     * @param matrix the rows of an n × n symmetric matrix; both triangles are read. Modified.
     * @param values of length n or more. Modified.
     * @throws NoAnswerException if an element is not finite
     */
    public static void values(int n, double[][] matrix, double[] values) {
        double[] off = new double[n];
        tridiagonal(n, matrix, values, off, null);
        squareRootFree(n, values, off);
        Arrays.sort(values, 0, n);
    }

    /**
     * The eigenvalues in ascending order and their orthonormal eigenvectors.
     *
     * @param n order
     * @param matrix the rows of an n × n symmetric matrix; on return row i is the eigenvector of value i. Modified.
     * @param values of length n or more. Modified.
     * @throws NoAnswerException if an element is not finite
     */
    public static void vectors(int n, double[][] matrix, double[] values) {
        double[] off = new double[n];
        double[][] reflectors = new double[n][];
        tridiagonal(n, matrix, values, off, reflectors);
        double[][] rows = transformation(n, reflectors);
        implicit(n, values, off, rows);
        Integer[] order = new Integer[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        Arrays.sort(order, (i, j) -> Double.compare(values[i], values[j]));
        double[] sorted = new double[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = values[order[i]];
            matrix[i] = rows[order[i]];
        }
        System.arraycopy(sorted, 0, values, 0, n);
    }

    /**
     * A = Q T Qᵀ from the last row upwards.
     *
     * @param reflectors row k holds the unit vector u of the reflection 1 − 2uuᵀ of step k; null if not wanted
     */
    private static void tridiagonal(int n, double[][] a, double[] diagonal, double[] off, double[][] reflectors) {
        double[] v = new double[n];
        double[] w = new double[n];
        double[] product = new double[n];
        double[] nextV = new double[n];
        boolean pending = false;
        for (int k = n - 1; k >= 1; k--) {
            // Row k of the matrix as it is after the previous step: its own update was left to the joint pass below.
            int size = k;
            double[] row = nextV;
            if (pending) {
                update(k + 1, a[k], v[k], w[k], v, w);
            }
            System.arraycopy(a[k], 0, row, 0, size);
            diagonal[k] = a[k][k];
            double scale = 0;
            for (int j = 0; j < size; j++) {
                scale = Math.max(scale, Math.abs(row[j]));
            }
            double norm = 0;
            if (scale > 0) {
                double sum = 0;
                for (int j = 0; j < size; j++) {
                    double x = row[j] / scale;
                    sum += x * x;
                }
                norm = scale * Math.sqrt(sum);
            }
            double alpha = row[size - 1];
            double beta = alpha >= 0 ? -norm : norm;
            off[k] = size == 1 ? alpha : beta;
            boolean reflect = size > 1 && norm > 0;
            if (reflect) {
                row[size - 1] = alpha - beta;
                // |u|² = 2 (norm² + |alpha| norm), with u = row − beta e.
                double length = Math.sqrt(2 * norm) * Math.sqrt(norm + Math.abs(alpha));
                double inverse = Math.sqrt(2.0) / length;
                for (int j = 0; j < size; j++) {
                    row[j] *= inverse; // now 1 − row rowᵀ is the reflection
                }
                Arrays.fill(product, 0, size, 0);
            }
            // One pass: the update that the previous step left, and the product with this step's vector.
            int i = 0;
            for (; FusedMultiplyAdd.FAST && pending && reflect && i + 1 < size; i += 2) {
                updateAndAddTwo(
                        size, a[i], v[i], w[i], a[i + 1], v[i + 1], w[i + 1], v, w, row[i], row[i + 1], product);
            }
            for (; i < size; i++) {
                if (pending && reflect) {
                    updateAndAdd(size, a[i], v[i], w[i], v, w, row[i], product);
                } else if (pending) {
                    update(size, a[i], v[i], w[i], v, w);
                } else if (reflect) {
                    MatrixProduct.axpy(size, row[i], a[i], product);
                }
            }
            if (reflect) {
                double half = 0.5 * MatrixProduct.dot(size, product, row);
                for (int j = 0; j < size; j++) {
                    w[j] = product[j] - half * row[j];
                }
                if (reflectors != null) {
                    reflectors[k] = Arrays.copyOf(row, size);
                }
                double[] swap = v;
                v = nextV;
                nextV = swap;
            }
            pending = reflect;
        }
        diagonal[0] = pending ? a[0][0] - 2 * v[0] * w[0] : a[0][0];
        off[0] = 0;
        for (int k = 0; k < n; k++) {
            // An element that is not finite makes its row's diagonal, norm or product so.
            if (!Double.isFinite(diagonal[k]) || !Double.isFinite(off[k])) {
                throw new NoAnswerException(
                        "A matrix of order " + n + " has no eigenvalues: an element is not finite.");
            }
        }
    }

    /** a −= v w′ + w v′ in one row, then product += factor · row. */
    private static void updateAndAdd(
            int n, double[] a, double vi, double wi, double[] v, double[] w, double factor, double[] product) {
        for (int j = 0; j < n; j++) {
            double x = a[j] - (vi * w[j] + wi * v[j]);
            a[j] = x;
            product[j] += factor * x;
        }
    }

    /** {@link #updateAndAdd} of two rows. */
    private static void updateAndAddTwo(
            int n,
            double[] a,
            double vi,
            double wi,
            double[] b,
            double vj,
            double wj,
            double[] v,
            double[] w,
            double factor,
            double other,
            double[] product) {
        double minusVi = -vi;
        double minusWi = -wi;
        double minusVj = -vj;
        double minusWj = -wj;
        for (int j = 0; j < n; j++) {
            double x = Math.fma(minusVi, w[j], Math.fma(minusWi, v[j], a[j]));
            double y = Math.fma(minusVj, w[j], Math.fma(minusWj, v[j], b[j]));
            a[j] = x;
            b[j] = y;
            product[j] = Math.fma(other, y, Math.fma(factor, x, product[j]));
        }
    }

    private static void update(int n, double[] a, double vi, double wi, double[] v, double[] w) {
        for (int j = 0; j < n; j++) {
            a[j] -= vi * w[j] + wi * v[j];
        }
    }

    /** Rows of Qᵀ, where A = Q T Qᵀ: row i is column i of Q. */
    private static double[][] transformation(int n, double[][] reflectors) {
        double[][] q = new double[n][n];
        for (int i = 0; i < n; i++) {
            q[i][i] = 1;
        }
        // Q = P(n−1) … P(1) with P(k) acting on the first k rows, which are zero from column k on.
        double[] along = new double[n];
        for (int k = 1; k < n; k++) {
            double[] reflector = reflectors[k];
            if (reflector != null) {
                MatrixProduct.applyTransposed(k, k, q, reflector, along);
                for (int i = 0; i < k; i++) {
                    MatrixProduct.axpy(k, -reflector[i], along, q[i]);
                }
            }
        }
        double[][] rows = new double[n][n];
        MatrixProduct.transpose(n, n, q, rows);
        return rows;
    }

    /** Implicit QL; each rotation turns two rows of the vectors. */
    private static void implicit(int n, double[] d, double[] e, double[][] rows) {
        for (int i = 1; i < n; i++) {
            e[i - 1] = e[i];
        }
        e[n - 1] = 0;
        for (int l = 0; l < n; l++) {
            for (int sweep = 0; ; sweep++) {
                int m = l;
                while (m < n - 1) {
                    double size = Math.abs(d[m]) + Math.abs(d[m + 1]);
                    if (Math.abs(e[m]) <= Math.ulp(1.0) * 0.5 * size) {
                        break;
                    }
                    m++;
                }
                if (m == l) {
                    break;
                }
                if (sweep == MOST_SWEEPS) {
                    throw new NoAnswerException("The eigenvalues of a matrix of order " + n + " did not converge.");
                }
                double g = (d[l + 1] - d[l]) / (2 * e[l]);
                double r = Math.hypot(g, 1);
                g = d[m] - d[l] + e[l] / (g + Math.copySign(r, g));
                double s = 1;
                double c = 1;
                double p = 0;
                boolean waiting = false;
                double heldS = 0;
                double heldC = 0;
                int i = m - 1;
                for (; i >= l; i--) {
                    double f = s * e[i];
                    double b = c * e[i];
                    r = Math.sqrt(f * f + g * g);
                    e[i + 1] = r;
                    if (r == 0) {
                        d[i + 1] -= p;
                        e[m] = 0;
                        break;
                    }
                    s = f / r;
                    c = g / r;
                    g = d[i + 1] - p;
                    r = (d[i] - g) * s + 2 * c * b;
                    p = s * r;
                    d[i + 1] = g + p;
                    g = c * r - b;
                    // Two rotations of three rows at a time; the second of a pair waits for the first.
                    if (waiting) {
                        rotateTwo(n, rows[i + 2], rows[i + 1], rows[i], heldS, heldC, s, c);
                        waiting = false;
                    } else {
                        heldS = s;
                        heldC = c;
                        waiting = true;
                    }
                }
                if (waiting) {
                    rotate(n, rows[i + 2], rows[i + 1], heldS, heldC);
                }
                if (r == 0 && i >= l) {
                    continue;
                }
                d[l] -= p;
                e[l] = g;
                e[m] = 0;
            }
        }
    }

    /** {@link #rotate} of the first two rows, then of the last two. */
    private static void rotateTwo(
            int n, double[] upper, double[] middle, double[] lower, double s1, double c1, double s2, double c2) {
        for (int k = 0; k < n; k++) {
            double f = upper[k];
            double g = middle[k];
            double h = lower[k];
            double x = c1 * g - s1 * f;
            upper[k] = s1 * g + c1 * f;
            middle[k] = s2 * h + c2 * x;
            lower[k] = c2 * h - s2 * x;
        }
    }

    private static void rotate(int n, double[] upper, double[] lower, double s, double c) {
        for (int k = 0; k < n; k++) {
            double f = upper[k];
            double g = lower[k];
            upper[k] = s * g + c * f;
            lower[k] = c * g - s * f;
        }
    }

    /** Eigenvalues of a tridiagonal matrix by the square-root-free QL of Pal, Walker and Kahan, on squared off-diagonals. */
    private static void squareRootFree(int n, double[] d, double[] e) {
        double[] squares = new double[n + 1];
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(d[i]) + Math.abs(e[i]));
        }
        if (largest == 0) {
            return;
        }
        // Scaled so that squares neither overflow nor vanish.
        int exponent = Math.getExponent(largest);
        for (int i = 0; i < n; i++) {
            d[i] = Math.scalb(d[i], -exponent);
        }
        for (int i = 1; i < n; i++) {
            double x = Math.scalb(e[i], -exponent);
            squares[i - 1] = x * x;
        }
        double unit = Math.ulp(1.0) * 0.5;
        double unitSquared = unit * unit;
        for (int l = 0; l < n; l++) {
            for (int sweep = 0; ; sweep++) {
                int m = l;
                while (m < n - 1 && squares[m] > unitSquared * Math.abs(d[m] * d[m + 1]) && squares[m] > 0x1p-200) {
                    m++;
                }
                if (m < n - 1) {
                    squares[m] = 0;
                }
                if (m == l) {
                    break;
                }
                if (sweep == MOST_SWEEPS) {
                    throw new NoAnswerException("The eigenvalues of a matrix of order " + n + " did not converge.");
                }
                double p = d[l];
                double root = Math.sqrt(squares[l]);
                double sigma = (d[l + 1] - p) / (2 * root);
                double r = Math.hypot(sigma, 1);
                sigma = p - root / (sigma + Math.copySign(r, sigma));
                double c = 1;
                double s = 0;
                double gamma = d[m] - sigma;
                p = gamma * gamma;
                for (int i = m - 1; i >= l; i--) {
                    double square = squares[i];
                    r = p + square;
                    if (i != m - 1) {
                        squares[i + 1] = s * r;
                    }
                    double oldC = c;
                    // Beside each other, since the next step waits for both.
                    double inverse = r / p;
                    c = p / r;
                    s = square / r;
                    double oldGamma = gamma;
                    double alpha = d[i];
                    gamma = c * (alpha - sigma) - s * oldGamma;
                    d[i + 1] = oldGamma + (alpha - gamma);
                    p = c != 0 ? gamma * gamma * inverse : oldC * square;
                }
                squares[l] = s * p;
                d[l] = sigma + gamma;
            }
        }
        for (int i = 0; i < n; i++) {
            d[i] = Math.scalb(d[i], exponent);
        }
    }
}
