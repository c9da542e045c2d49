package org.jumpscope.figures;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/** Leaves out points of a line that nobody could see. */
final class Thinning {
    /** Far below the width of a line, and half a pixel of a printer of 600 dots per inch. */
    private static final double TOLERANCE = 0.06;
    /** Width of the columns of which only the first, lowest, highest and last points are kept. */
    private static final double COLUMN = 0.25;

    private Thinning() {}

    /**
     * Chooses the points that carry the shape of a line.
     *
     * @param x abscissae in points. Not modified.
     * @param y ordinates in points. Not modified.
     * @param n number of points
     * @return indices of the points to keep, ascending
     */
    static int[] keep(double[] x, double[] y, int n) {
        return simplify(x, y, columns(x, y, n));
    }

    /** The same picture as of all points: within a column a line is seen from its lowest to its highest point. */
    private static int[] columns(double[] x, double[] y, int n) {
        BitSet kept = new BitSet(n);
        int start = 0;
        while (start < n) {
            long column = column(x[start]);
            int low = start;
            int high = start;
            int end = start;
            while (end + 1 < n && column(x[end + 1]) == column) {
                end++;
                low = y[end] < y[low] ? end : low;
                high = y[end] > y[high] ? end : high;
            }
            kept.set(start);
            kept.set(low);
            kept.set(high);
            kept.set(end);
            start = end + 1;
        }
        return kept.stream().toArray();
    }

    private static long column(double x) {
        return (long) Math.floor(x / COLUMN);
    }

    /** Douglas and Peucker's method without recursion. */
    private static int[] simplify(double[] x, double[] y, int[] from) {
        int n = from.length;
        BitSet kept = new BitSet(n);
        kept.set(0);
        kept.set(n - 1);
        Deque<int[]> open = new ArrayDeque<>();
        open.push(new int[] {0, n - 1});
        while (!open.isEmpty()) {
            int[] span = open.pop();
            int farthest = -1;
            double distance = TOLERANCE;
            for (int i = span[0] + 1; i < span[1]; i++) {
                double d = distance(x, y, from[span[0]], from[span[1]], from[i]);
                if (d > distance) {
                    distance = d;
                    farthest = i;
                }
            }
            if (farthest >= 0) {
                kept.set(farthest);
                open.push(new int[] {span[0], farthest});
                open.push(new int[] {farthest, span[1]});
            }
        }
        return kept.stream().map(i -> from[i]).toArray();
    }

    /** Distance of point i from the straight piece between points a and b. */
    private static double distance(double[] x, double[] y, int a, int b, int i) {
        double dx = x[b] - x[a];
        double dy = y[b] - y[a];
        double px = x[i] - x[a];
        double py = y[i] - y[a];
        double length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
        return Math.hypot(px - along * dx, py - along * dy);
    }
}
