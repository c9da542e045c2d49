package org.jumpscope.numeric;

import java.util.Arrays;

/**
 * Products of dense matrices held as arrays of rows.
 *
 * <p>The inner loop adds four rows of the second factor to two rows of the result at a time, in one instruction for a product
 * and its sum where the processor has it. Each element of the result takes its products one after the other in the order of
 * the inner index, so its bits depend neither on blocks nor on the number of threads. Rows are arrays of their own, since the
 * compiler turns loops over whole arrays into vector instructions; bodies much longer than these it leaves scalar, three
 * times slower.
 */
public final class MatrixProduct {
    /** Columns of a block; four rows of it and two of the result stay in the first-level cache. */
    private static final int COLUMN_BLOCK = 512;
    /** Rows of the second factor in a block: 96 · 512 doubles stay in the second-level cache. */
    private static final int ROW_BLOCK = 96;
    /** Multiplications from which a product is shared among threads. */
    private static final long SHARED = 1 << 18;

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
        multiply(m, k, n, a, b, c, Workers.one());
    }

    /** C = A B on several threads, as {@link #multiply(int, int, int, double[][], double[][], double[][])}. */
    public static void multiply(int m, int k, int n, double[][] a, double[][] b, double[][] c, Workers workers) {
        rows(workers, m, (long) m * k * n, (from, to) -> {
            zero(c, from, to, n);
            addRows(from, to, k, n, a, b, c);
        });
    }

    /** C += A B, as {@link #multiply(int, int, int, double[][], double[][], double[][])}. */
    public static void add(int m, int k, int n, double[][] a, double[][] b, double[][] c) {
        addRows(0, m, k, n, a, b, c);
    }

    /** C += A B for the columns from ≤ j &lt; to of B and C alone, with the bits that {@link #add} gives them. */
    public static void addColumns(int m, int k, int from, int to, double[][] a, double[][] b, double[][] c) {
        for (int p0 = 0; p0 < k; p0 += ROW_BLOCK) {
            addPanel(0, m, p0, Math.min(k, p0 + ROW_BLOCK), from, to, a, b, c);
        }
    }

    /**
     * C = AᵀB.
     *
     * @param k rows of A and B
     * @param m columns of A, rows of C
     * @param n columns of B and C
     * @param a k × m. Not modified.
     * @param b k × n. Not modified.
     * @param c m × n, not a or b. Modified.
     * @param workers threads that share the rows of C
     */
    public static void multiplyTransposed(
            int k, int m, int n, double[][] a, double[][] b, double[][] c, Workers workers) {
        rows(workers, m, (long) m * k * n, (from, to) -> {
            zero(c, from, to, n);
            addTransposedRows(from, to, k, n, a, b, c);
        });
    }

    private interface RowRange {
        void compute(int from, int to);
    }

    /** Shares rows among threads in ranges of even length, each some hundred thousand multiplications. */
    private static void rows(Workers workers, int m, long multiplications, RowRange work) {
        if (workers.threads() == 1 || multiplications < SHARED) {
            work.compute(0, m);
            return;
        }
        long ranges = Math.max(1, Math.min(multiplications / SHARED, 16L * workers.threads()));
        int size = 2 * Math.max(1, (int) ((m + 2 * ranges - 1) / (2 * ranges)));
        workers.share((m + size - 1) / size, part -> work.compute(part * size, Math.min(m, (part + 1) * size)));
    }

    private static void zero(double[][] c, int from, int to, int n) {
        for (int i = from; i < to; i++) {
            Arrays.fill(c[i], 0, n, 0);
        }
    }

    /** The width of blocks of columns of a row of length n: equal ones, a multiple of 8. */
    private static int blockWidth(int n) {
        int blocks = (n + COLUMN_BLOCK - 1) / COLUMN_BLOCK;
        return (n / blocks + 8) / 8 * 8;
    }

    private static void addRows(int from, int to, int k, int n, double[][] a, double[][] b, double[][] c) {
        int width = blockWidth(n);
        for (int p0 = 0; p0 < k; p0 += ROW_BLOCK) {
            int p1 = Math.min(k, p0 + ROW_BLOCK);
            for (int j0 = 0; j0 < n; j0 += width) {
                int j1 = Math.min(n, j0 + width);
                addPanel(from, to, p0, p1, j0, j1, a, b, c);
            }
        }
    }

    /** Rows from ≤ i &lt; to and columns j0 ≤ j &lt; j1 of C += A B with the rows p0 ≤ p &lt; p1 of B. */
    private static void addPanel(
            int from, int to, int p0, int p1, int j0, int j1, double[][] a, double[][] b, double[][] c) {
        int i = from;
        for (; i + 1 < to; i += 2) {
            double[] x = a[i];
            double[] y = a[i + 1];
            int p = p0;
            for (; p + 3 < p1; p += 4) {
                addFourToTwo(
                        j0, j1, x[p], x[p + 1], x[p + 2], x[p + 3], y[p], y[p + 1], y[p + 2], y[p + 3], b[p], b[p + 1],
                        b[p + 2], b[p + 3], c[i], c[i + 1]);
            }
            for (; p < p1; p++) {
                addOne(j0, j1, x[p], b[p], c[i]);
                addOne(j0, j1, y[p], b[p], c[i + 1]);
            }
        }
        if (i < to) {
            addToRow(j0, j1, p0, p1, a[i], b, c[i]);
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
                addFour(0, n, x[p0], x[p1], x[p2], x[p3], b[p0], b[p1], b[p2], b[p3], c[i]);
            }
            for (; q < count; q++) {
                axpy(n, x[places[q]], b[places[q]], c[i]);
            }
        }
    }

    private static void addTransposedRows(int from, int to, int k, int n, double[][] a, double[][] b, double[][] c) {
        int width = blockWidth(n);
        for (int p0 = 0; p0 < k; p0 += ROW_BLOCK) {
            int p1 = Math.min(k, p0 + ROW_BLOCK);
            for (int j0 = 0; j0 < n; j0 += width) {
                int j1 = Math.min(n, j0 + width);
                int i = from;
                for (; i + 1 < to; i += 2) {
                    addTransposedPair(i, j0, j1, p0, p1, 1, a, b, c);
                }
                if (i < to) {
                    addTransposedRow(i, j0, j1, p0, p1, 1, a, b, c[i]);
                }
            }
        }
    }

    /** Rows i and i + 1 of C += s AᵀB for the columns j0 ≤ j &lt; j1 and the rows p0 ≤ p &lt; p1 of A and B. */
    private static void addTransposedPair(
            int i, int j0, int j1, int p0, int p1, double s, double[][] a, double[][] b, double[][] c) {
        int p = p0;
        for (; p + 3 < p1; p += 4) {
            double[] a0 = a[p];
            double[] a1 = a[p + 1];
            double[] a2 = a[p + 2];
            double[] a3 = a[p + 3];
            addFourToTwo(
                    j0,
                    j1,
                    s * a0[i],
                    s * a1[i],
                    s * a2[i],
                    s * a3[i],
                    s * a0[i + 1],
                    s * a1[i + 1],
                    s * a2[i + 1],
                    s * a3[i + 1],
                    b[p],
                    b[p + 1],
                    b[p + 2],
                    b[p + 3],
                    c[i],
                    c[i + 1]);
        }
        for (; p < p1; p++) {
            addOne(j0, j1, s * a[p][i], b[p], c[i]);
            addOne(j0, j1, s * a[p][i + 1], b[p], c[i + 1]);
        }
    }

    private static void addTransposedRow(
            int i, int j0, int j1, int p0, int p1, double s, double[][] a, double[][] b, double[] c) {
        int p = p0;
        for (; p + 3 < p1; p += 4) {
            addFour(
                    j0,
                    j1,
                    s * a[p][i],
                    s * a[p + 1][i],
                    s * a[p + 2][i],
                    s * a[p + 3][i],
                    b[p],
                    b[p + 1],
                    b[p + 2],
                    b[p + 3],
                    c);
        }
        for (; p < p1; p++) {
            addOne(j0, j1, s * a[p][i], b[p], c);
        }
    }

    /** c += Σ_p x_p b_p over p0 ≤ p &lt; p1, columns j0 ≤ j &lt; j1. */
    private static void addToRow(int j0, int j1, int p0, int p1, double[] x, double[][] b, double[] c) {
        int p = p0;
        for (; p + 3 < p1; p += 4) {
            addFour(j0, j1, x[p], x[p + 1], x[p + 2], x[p + 3], b[p], b[p + 1], b[p + 2], b[p + 3], c);
        }
        for (; p < p1; p++) {
            addOne(j0, j1, x[p], b[p], c);
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
        if (FusedMultiplyAdd.FAST) {
            for (int j = from; j < n; j++) {
                c[j] = Math.fma(s3, b3[j], Math.fma(s2, b2[j], Math.fma(s1, b1[j], Math.fma(s0, b0[j], c[j]))));
                d[j] = Math.fma(r3, b3[j], Math.fma(r2, b2[j], Math.fma(r1, b1[j], Math.fma(r0, b0[j], d[j]))));
            }
        } else {
            addFour(from, n, s0, s1, s2, s3, b0, b1, b2, b3, c);
            addFour(from, n, r0, r1, r2, r3, b0, b1, b2, b3, d);
        }
    }

    private static void addFour(
            int from,
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
        if (FusedMultiplyAdd.FAST) {
            for (int j = from; j < n; j++) {
                c[j] = Math.fma(s3, b3[j], Math.fma(s2, b2[j], Math.fma(s1, b1[j], Math.fma(s0, b0[j], c[j]))));
            }
        } else {
            for (int j = from; j < n; j++) {
                c[j] = c[j] + s0 * b0[j] + s1 * b1[j] + s2 * b2[j] + s3 * b3[j];
            }
        }
    }

    private static void addOne(int from, int n, double s, double[] b, double[] c) {
        if (FusedMultiplyAdd.FAST) {
            for (int j = from; j < n; j++) {
                c[j] = Math.fma(s, b[j], c[j]);
            }
        } else {
            for (int j = from; j < n; j++) {
                c[j] += s * b[j];
            }
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
        addOne(0, n, s, x, y);
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
        addGram(k, n, s, a, c, Workers.one());
    }

    /** C += s AᵀA on several threads, as {@link #addGram(int, int, double, double[][], double[][])}. */
    public static void addGram(int k, int n, double s, double[][] a, double[][] c, Workers workers) {
        rows(workers, n, (long) n * n * k / 2, (from, to) -> addGramRows(from, to, k, n, s, a, a, c));
    }

    /**
     * C += AᵀB in the upper triangle of C, for a symmetric AᵀB or a sum of such products that is symmetric (and here and there
     * below it: mirror it before use).
     *
     * @param k rows of A and B
     * @param n columns of A and B, order of C
     * @param a k × n. Not modified.
     * @param b k × n. Not modified.
     * @param c n × n. Modified.
     * @param workers threads that share the rows of C
     */
    public static void addSymmetric(int k, int n, double[][] a, double[][] b, double[][] c, Workers workers) {
        rows(workers, n, (long) n * n * k / 2, (from, to) -> addGramRows(from, to, k, n, 1, a, b, c));
    }

    private static void addGramRows(
            int from, int to, int k, int n, double s, double[][] a, double[][] b, double[][] c) {
        int width = blockWidth(n);
        for (int p0 = 0; p0 < k; p0 += ROW_BLOCK) {
            int p1 = Math.min(k, p0 + ROW_BLOCK);
            for (int j0 = 0; j0 < n; j0 += width) {
                int j1 = Math.min(n, j0 + width);
                int i = from;
                for (; i + 1 < to && i < j1; i += 2) {
                    addTransposedPair(i, Math.max(i, j0), j1, p0, p1, s, a, b, c);
                }
                if (i < to && i < j1) {
                    addTransposedRow(i, Math.max(i, j0), j1, p0, p1, s, a, b, c[i]);
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
        zero(c, 0, n, n);
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
        addTransposed(m, n, a, x, y);
    }

    /** y += Aᵀ x, as {@link #applyTransposed}. */
    public static void addTransposed(int m, int n, double[][] a, double[] x, double[] y) {
        int i = 0;
        for (; i + 3 < m; i += 4) {
            addFour(0, n, x[i], x[i + 1], x[i + 2], x[i + 3], a[i], a[i + 1], a[i + 2], a[i + 3], y);
        }
        for (; i < m; i++) {
            addOne(0, n, x[i], a[i], y);
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
