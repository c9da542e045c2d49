package org.jumpscope.numeric;

import java.util.Arrays;

/**
 * Products of dense matrices held as arrays of rows.
 *
 * <p>The inner loop adds four rows of the second factor to two rows of the result at a time. Rows are arrays of their own,
 * since the compiler turns loops over whole arrays into vector instructions and loops over parts of one not; the order of
 * additions depends on the shapes alone, so the bits are the same on every machine. Long rows are taken in blocks of
 * columns, copied beside each other, that stay in the cache.
 */
public final class MatrixProduct {
    /** Columns of a block; four rows of it and two of the result stay in the first-level cache. */
    private static final int COLUMN_BLOCK = 512;
    /** Rows of the second factor in a block: 64 · 512 doubles stay in the second-level cache. */
    private static final int ROW_BLOCK = 64;
    /** Rows up to this length are used as they are, without blocks of columns. */
    private static final int SHORT_ROW = 640;

    private MatrixProduct() {}

    /**
     * Creates a matrix of zeros.
     *
     * @param rows number of rows
     * @param columns their length
     */
    public static double[][] zeros(int rows, int columns) {
        return new double[rows][columns];
    }

    /**
     * C = A B.
     *
     * @param m rows of A and C
     * @param k columns of A, rows of B
     * @param n columns of B and C
     * @param a m × k. Not modified.
     * @param b k × n. Not modified.
     * @param c m × n, not a or b. Modified.
     */
    public static void multiply(int m, int k, int n, double[][] a, double[][] b, double[][] c) {
        for (int i = 0; i < m; i++) {
            Arrays.fill(c[i], 0, n, 0);
        }
        add(m, k, n, a, b, c);
    }

    /** C += A B, as {@link #multiply}. */
    public static void add(int m, int k, int n, double[][] a, double[][] b, double[][] c) {
        for (int p0 = 0; p0 < k; p0 += ROW_BLOCK) {
            int p1 = Math.min(k, p0 + ROW_BLOCK);
            if (n <= SHORT_ROW) {
                addBlock(m, p0, p1, n, a, b, p0, c);
            } else {
                addColumnBlocks(m, p0, p1, n, a, b, c);
            }
        }
    }

    /**
     * C += A B for a matrix A of many zeros, which are left out: the work is that of its other elements.
     *
     * @param m rows of A and C
     * @param k columns of A, rows of B
     * @param n columns of B and C
     * @param a m × k. Not modified.
     * @param b k × n, finite. Not modified.
     * @param c m × n, not a or b. Modified.
     */
    public static void addSparse(int m, int k, int n, double[][] a, double[][] b, double[][] c) {
        int[] places = new int[k];
        for (int i = 0; i < m; i++) {
            double[] x = a[i];
            int count = 0;
            for (int p = 0; p < k; p++) {
                // Without a branch: whether an element is zero cannot be foretold.
                places[count] = p;
                count += x[p] != 0 ? 1 : 0;
            }
            int q = 0;
            for (; q + 3 < count; q += 4) {
                int p0 = places[q];
                int p1 = places[q + 1];
                int p2 = places[q + 2];
                int p3 = places[q + 3];
                addFour(n, x[p0], x[p1], x[p2], x[p3], b[p0], b[p1], b[p2], b[p3], c[i]);
            }
            for (; q < count; q++) {
                axpy(n, x[places[q]], b[places[q]], c[i]);
            }
        }
    }

    private static void addColumnBlocks(int m, int p0, int p1, int n, double[][] a, double[][] b, double[][] c) {
        double[][] panel = new double[p1 - p0][COLUMN_BLOCK];
        double[][] target = new double[2][COLUMN_BLOCK];
        double[][] factors = new double[2][];
        for (int j0 = 0; j0 < n; j0 += COLUMN_BLOCK) {
            int width = Math.min(COLUMN_BLOCK, n - j0);
            for (int p = p0; p < p1; p++) {
                System.arraycopy(b[p], j0, panel[p - p0], 0, width);
            }
            for (int i = 0; i < m; i += 2) {
                int pair = Math.min(2, m - i);
                for (int r = 0; r < pair; r++) {
                    System.arraycopy(c[i + r], j0, target[r], 0, width);
                    factors[r] = a[i + r];
                }
                addBlock(pair, p0, p1, width, factors, panel, 0, target);
                for (int r = 0; r < pair; r++) {
                    System.arraycopy(target[r], 0, c[i + r], j0, width);
                }
            }
        }
    }

    /** C += A B over the columns p0 ≤ p &lt; p1 of A; row p of B is b[p − p0 + first]. */
    private static void addBlock(int m, int p0, int p1, int n, double[][] a, double[][] b, int first, double[][] c) {
        int shift = first - p0;
        int i = 0;
        for (; i + 1 < m; i += 2) {
            double[] x = a[i];
            double[] y = a[i + 1];
            int p = p0;
            for (; p + 3 < p1; p += 4) {
                int q = p + shift;
                addFourToTwo(
                        0, n, x[p], x[p + 1], x[p + 2], x[p + 3], y[p], y[p + 1], y[p + 2], y[p + 3], b[q], b[q + 1],
                        b[q + 2], b[q + 3], c[i], c[i + 1]);
            }
            for (; p < p1; p++) {
                axpy(n, x[p], b[p + shift], c[i]);
                axpy(n, y[p], b[p + shift], c[i + 1]);
            }
        }
        if (i < m) {
            double[] x = a[i];
            int p = p0;
            for (; p + 3 < p1; p += 4) {
                int q = p + shift;
                addFour(n, x[p], x[p + 1], x[p + 2], x[p + 3], b[q], b[q + 1], b[q + 2], b[q + 3], c[i]);
            }
            for (; p < p1; p++) {
                axpy(n, x[p], b[p + shift], c[i]);
            }
        }
    }

    private static void addFourToTwo(
            int from,
            int n,
            double s0,
            double s1,
            double s2,
            double s3,
            double r0,
            double r1,
            double r2,
            double r3,
            double[] b0,
            double[] b1,
            double[] b2,
            double[] b3,
            double[] c,
            double[] d) {
        for (int j = from; j < n; j++) {
            c[j] += s0 * b0[j] + s1 * b1[j] + s2 * b2[j] + s3 * b3[j];
            d[j] += r0 * b0[j] + r1 * b1[j] + r2 * b2[j] + r3 * b3[j];
        }
    }

    private static void addFour(
            int n,
            double s0,
            double s1,
            double s2,
            double s3,
            double[] b0,
            double[] b1,
            double[] b2,
            double[] b3,
            double[] c) {
        for (int j = 0; j < n; j++) {
            c[j] += s0 * b0[j] + s1 * b1[j] + s2 * b2[j] + s3 * b3[j];
        }
    }

    /**
     * y += s x.
     *
     * @param n length
     * @param s factor
     * @param x of length n or more. Not modified.
     * @param y of length n or more. Modified.
     */
    public static void axpy(int n, double s, double[] x, double[] y) {
        for (int j = 0; j < n; j++) {
            y[j] += s * x[j];
        }
    }

    /**
     * C += s AᵀA in the upper triangle of C (and here and there below it: mirror it before use).
     *
     * @param k rows of A
     * @param n columns of A, order of C
     * @param s factor
     * @param a k × n. Not modified.
     * @param c n × n. Modified.
     */
    public static void addGram(int k, int n, double s, double[][] a, double[][] c) {
        for (int p0 = 0; p0 < k; p0 += ROW_BLOCK) {
            int p1 = Math.min(k, p0 + ROW_BLOCK);
            int i = 0;
            for (; i + 1 < n; i += 2) {
                int p = p0;
                for (; p + 3 < p1; p += 4) {
                    double[] a0 = a[p];
                    double[] a1 = a[p + 1];
                    double[] a2 = a[p + 2];
                    double[] a3 = a[p + 3];
                    addFourToTwo(
                            i,
                            n,
                            s * a0[i],
                            s * a1[i],
                            s * a2[i],
                            s * a3[i],
                            s * a0[i + 1],
                            s * a1[i + 1],
                            s * a2[i + 1],
                            s * a3[i + 1],
                            a0,
                            a1,
                            a2,
                            a3,
                            c[i],
                            c[i + 1]);
                }
                for (; p < p1; p++) {
                    axpy(n, s * a[p][i], a[p], c[i]);
                    axpy(n, s * a[p][i + 1], a[p], c[i + 1]);
                }
            }
            if (i < n) {
                for (int p = p0; p < p1; p++) {
                    c[i][i] += s * a[p][i] * a[p][i];
                }
            }
        }
    }

    /**
     * Copies the upper triangle of a square matrix to the lower one.
     *
     * @param n order
     * @param c n × n. Modified.
     */
    public static void mirror(int n, double[][] c) {
        for (int i = 1; i < n; i++) {
            double[] row = c[i];
            for (int j = 0; j < i; j++) {
                row[j] = c[j][i];
            }
        }
    }

    /**
     * C = AᵀA, both triangles.
     *
     * @param k rows of A
     * @param n columns of A, order of C
     * @param a k × n. Not modified.
     * @param c n × n. Modified.
     */
    public static void gram(int k, int n, double[][] a, double[][] c) {
        for (int i = 0; i < n; i++) {
            Arrays.fill(c[i], 0, n, 0);
        }
        addGram(k, n, 1, a, c);
        mirror(n, c);
    }

    /**
     * T = Aᵀ.
     *
     * @param m rows of A
     * @param n columns of A
     * @param a m × n. Not modified.
     * @param t n × m. Modified.
     */
    public static void transpose(int m, int n, double[][] a, double[][] t) {
        // In squares, so that neither side runs through memory in long strides only.
        int square = 32;
        for (int i0 = 0; i0 < m; i0 += square) {
            int i1 = Math.min(m, i0 + square);
            for (int j0 = 0; j0 < n; j0 += square) {
                int j1 = Math.min(n, j0 + square);
                for (int i = i0; i < i1; i++) {
                    double[] row = a[i];
                    for (int j = j0; j < j1; j++) {
                        t[j][i] = row[j];
                    }
                }
            }
        }
    }

    /**
     * y = A x.
     *
     * @param m rows
     * @param n columns
     * @param a m × n. Not modified.
     * @param x of length n. Not modified.
     * @param y of length m. Modified.
     */
    public static void apply(int m, int n, double[][] a, double[] x, double[] y) {
        for (int i = 0; i < m; i++) {
            y[i] = dot(n, a[i], x);
        }
    }

    /**
     * y = Aᵀ x.
     *
     * @param m rows of A
     * @param n columns of A
     * @param a m × n. Not modified.
     * @param x of length m. Not modified.
     * @param y of length n. Modified.
     */
    public static void applyTransposed(int m, int n, double[][] a, double[] x, double[] y) {
        Arrays.fill(y, 0, n, 0);
        int i = 0;
        for (; i + 3 < m; i += 4) {
            addFour(n, x[i], x[i + 1], x[i + 2], x[i + 3], a[i], a[i + 1], a[i + 2], a[i + 3], y);
        }
        for (; i < m; i++) {
            axpy(n, x[i], a[i], y);
        }
    }

    /** Σ a_j b_j over j &lt; n, in eight interleaved sums. */
    public static double dot(int n, double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int j = 0;
        for (; j + 7 < n; j += 8) {
            s0 += a[j] * b[j];
            s1 += a[j + 1] * b[j + 1];
            s2 += a[j + 2] * b[j + 2];
            s3 += a[j + 3] * b[j + 3];
            s4 += a[j + 4] * b[j + 4];
            s5 += a[j + 5] * b[j + 5];
            s6 += a[j + 6] * b[j + 6];
            s7 += a[j + 7] * b[j + 7];
        }
        double rest = 0;
        for (; j < n; j++) {
            rest += a[j] * b[j];
        }
        return (((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7))) + rest;
    }
}
