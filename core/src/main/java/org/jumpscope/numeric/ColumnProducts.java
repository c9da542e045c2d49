package org.jumpscope.numeric;

import java.util.Arrays;

/**
 * Sums over rows of products of two numbers of the same column, s_c = Σ_p x_p(c) y_p(c): scalar products of many samples at
 * once, of vectors that stand in columns.
 *
 * <p>Each column is summed in the order of the rows, so that its bits do not depend on the columns beside it.
 */
public final class ColumnProducts {
    private ColumnProducts() {}

    /**
     * s_c = Σ_p x_p(c) y_p(c).
     *
     * @param rows how many
     * @param x rows, from the one at {@code xAt} on. Not modified.
     * @param y rows, from the one at {@code yAt} on. Not modified.
     * @param from the first column
     * @param to the one after the last
     * @param s sums, at the same columns. Modified.
     */
    public static void sum(int rows, double[][] x, int xAt, double[][] y, int yAt, int from, int to, double[] s) {
        Arrays.fill(s, from, to, 0);
        int p = 0;
        for (; p + 2 < rows; p += 3) {
            addThree(
                    from,
                    to,
                    x[xAt + p],
                    x[xAt + p + 1],
                    x[xAt + p + 2],
                    y[yAt + p],
                    y[yAt + p + 1],
                    y[yAt + p + 2],
                    s);
        }
        for (; p < rows; p++) {
            addOne(from, to, x[xAt + p], y[yAt + p], s);
        }
    }

    /** s_c = Σ_p x_p(c) over all rows. */
    public static void sum(double[][] x, int from, int to, double[] s) {
        Arrays.fill(s, from, to, 0);
        for (double[] row : x) {
            for (int c = from; c < to; c++) {
                s[c] += row[c];
            }
        }
    }

    /** Three at a time: the compiler turns this loop into vector instructions, and one of four not. */
    private static void addThree(
            int from,
            int to,
            double[] x0,
            double[] x1,
            double[] x2,
            double[] y0,
            double[] y1,
            double[] y2,
            double[] s) {
        if (FusedMultiplyAdd.FAST) {
            for (int c = from; c < to; c++) {
                s[c] = Math.fma(x2[c], y2[c], Math.fma(x1[c], y1[c], Math.fma(x0[c], y0[c], s[c])));
            }
        } else {
            for (int c = from; c < to; c++) {
                s[c] = s[c] + x0[c] * y0[c] + x1[c] * y1[c] + x2[c] * y2[c];
            }
        }
    }

    private static void addOne(int from, int to, double[] x, double[] y, double[] s) {
        if (FusedMultiplyAdd.FAST) {
            for (int c = from; c < to; c++) {
                s[c] = Math.fma(x[c], y[c], s[c]);
            }
        } else {
            for (int c = from; c < to; c++) {
                s[c] += x[c] * y[c];
            }
        }
    }
}
