package org.jumpscope.duality;

import java.util.Arrays;

/**
 * A stretch of one chart on which |v| is strictly monotone: the part of the map that can be inverted.
 *
 * <p>The inverse of u(d) = log|v| starts from a table of u on 128 cells with the inverse cubic Hermite interpolant and
 * is polished by Newton steps that never leave the cell. Displacements are spaced by their logarithm towards a zero or
 * a singularity of h, where u ~ m log|d|, and by asinh elsewhere, so that heavy-tailed boundaries fit too.
 */
final class Segment {
    private static final int CELLS = 128;
    private static final int MOST_STEPS = 200;
    /** Smallest displacement from a singular end. */
    private static final double SMALLEST = 1e-303;

    private final Chart chart;
    private final Coordinate coordinate;
    private final double lower;
    private final double upper;
    private final boolean rising;
    private final boolean logarithmic;
    private final double[] nodes;
    private final double[] levels;
    private final double[] slopes;

    /**
     * @param lower lower end in d
     * @param upper upper end in d
     * @param diverges whether u is infinite at the end d = 0
     * @param scale length on which the boundary distribution varies, in x
     */
    Segment(Chart chart, Coordinate coordinate, double lower, double upper, boolean diverges, double scale) {
        this.chart = chart;
        this.coordinate = coordinate;
        this.lower = lower;
        this.upper = upper;
        this.logarithmic = diverges && (lower == 0 || upper == 0);
        this.nodes = logarithmic ? logarithmicNodes(lower, upper) : evenNodes(lower, upper, scale);
        Chart.Scratch work = new Chart.Scratch();
        chart.evaluate(coordinate, nodes, nodes.length, work);
        double[] u = Arrays.copyOf(work.logSize(), nodes.length);
        double[] du = Arrays.copyOf(work.slope(), nodes.length);
        this.rising = u[nodes.length - 1] > u[0];
        if (!rising) {
            reverse(nodes);
            reverse(u);
            reverse(du);
        }
        this.levels = u;
        this.slopes = du;
    }

    private static double[] logarithmicNodes(double lower, double upper) {
        double[] d = new double[CELLS + 1];
        double size = lower == 0 ? upper : -lower;
        double top = Math.log(size);
        double bottom = Math.log(Math.min(SMALLEST, size * 1e-3));
        // A third of the cells for the last factor e⁴, where u bends; the rest reaches down to the smallest number.
        int bent = CELLS / 2;
        for (int i = 0; i <= CELLS; i++) {
            double s = i <= bent ? top - 4.0 * i / bent : top - 4 - (top - 4 - bottom) * (i - bent) / (CELLS - bent);
            double distance = i == 0 ? size : Math.exp(s);
            if (lower == 0) {
                d[CELLS - i] = distance;
            } else {
                d[i] = -distance;
            }
        }
        return d;
    }

    private static double[] evenNodes(double lower, double upper, double scale) {
        double[] d = new double[CELLS + 1];
        double low = asinh(lower / scale);
        double high = asinh(upper / scale);
        for (int i = 0; i <= CELLS; i++) {
            d[i] = scale * Math.sinh(low + (high - low) * i / CELLS);
        }
        d[0] = lower;
        d[CELLS] = upper;
        return d;
    }

    private static double asinh(double v) {
        double size = Math.abs(v);
        double result =
                size > 1e8 ? Math.log(size) + Math.log(2) : Math.log1p(size + size * size / (1 + Math.hypot(1, size)));
        return Math.copySign(result, v);
    }

    private static void reverse(double[] a) {
        for (int i = 0, j = a.length - 1; i < j; i++, j--) {
            double swap = a[i];
            a[i] = a[j];
            a[j] = swap;
        }
    }

    Chart chart() {
        return chart;
    }

    /** Lower end in x. */
    double lowerX() {
        return chart.originX() + lower;
    }

    /** Upper end in x. */
    double upperX() {
        return chart.originX() + upper;
    }

    /** Whether |v| rises with x. */
    boolean rising() {
        return rising;
    }

    /** Smallest log|v|. */
    double lowestLog() {
        return levels[0];
    }

    /** Largest log|v|. */
    double highestLog() {
        return levels[CELLS];
    }

    /** log|v| at the lower end in x, infinite where h vanishes or diverges there. */
    double logAtLower() {
        if (logarithmic && lower == 0) {
            return rising ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return rising ? levels[0] : levels[CELLS];
    }

    /** log|v| at the upper end in x, infinite where h vanishes or diverges there. */
    double logAtUpper() {
        if (logarithmic && upper == 0) {
            return rising ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        return rising ? levels[CELLS] : levels[0];
    }

    /** Whether log|v| = level has its preimage here; the lower end belongs to the segment, the upper does not. */
    boolean covers(double level) {
        return level >= levels[0] && level < levels[CELLS];
    }

    /**
     * Solves log|v(x₀ + d)| = level for many levels at once.
     *
     * <p>A level at or beyond an end gives that end.
     *
     * @param level levels; not modified
     * @param n how many
     * @param d solutions; modified
     * @param slope Λ = d log|v|/dx at the solutions; modified
     * @param work scratch space; modified
     */
    void invert(double[] level, int n, double[] d, double[] slope, Work work) {
        work.ensure(n);
        int active = 0;
        for (int i = 0; i < n; i++) {
            if (!(level[i] > levels[0])) {
                d[i] = nodes[0];
                slope[i] = slopes[0];
            } else if (!(level[i] < levels[CELLS])) {
                d[i] = nodes[CELLS];
                slope[i] = slopes[CELLS];
            } else {
                int cell = cell(level[i]);
                work.low[i] = nodes[cell];
                work.high[i] = nodes[cell + 1];
                d[i] = guess(level[i], cell);
                work.index[active++] = i;
            }
        }
        for (int step = 0; active > 0 && step < MOST_STEPS; step++) {
            for (int a = 0; a < active; a++) {
                work.at[a] = d[work.index[a]];
            }
            chart.evaluate(coordinate, work.at, active, work.scratch);
            double[] u = work.scratch.logSize();
            double[] du = work.scratch.slope();
            int left = 0;
            for (int a = 0; a < active; a++) {
                int i = work.index[a];
                slope[i] = du[a];
                double residual = u[a] - level[i];
                if (Math.abs(residual) <= 2e-15 * (1 + Math.abs(level[i]))) {
                    // One more Newton step costs nothing and takes the last digits.
                    d[i] = within(newton(d[i], residual, du[a]), d[i], work.low[i], work.high[i]);
                    continue;
                }
                if (residual < 0) {
                    work.low[i] = d[i];
                } else {
                    work.high[i] = d[i];
                }
                double next = newton(d[i], residual, du[a]);
                if (!isBetween(next, work.low[i], work.high[i])) {
                    next = middle(work.low[i], work.high[i]);
                }
                if (next == d[i] || next == work.low[i] || next == work.high[i]) {
                    continue;
                }
                d[i] = next;
                work.index[left++] = i;
            }
            active = left;
        }
    }

    private double newton(double d, double residual, double slope) {
        return logarithmic ? d * Math.exp(-residual / (d * slope)) : d - residual / slope;
    }

    private static double within(double candidate, double current, double low, double high) {
        return isBetween(candidate, low, high) ? candidate : current;
    }

    private static boolean isBetween(double d, double low, double high) {
        return d > Math.min(low, high) && d < Math.max(low, high);
    }

    private double middle(double low, double high) {
        boolean farApart = logarithmic && low * high > 0 && (low / high > 4 || high / low > 4);
        return farApart
                ? Math.copySign(Math.sqrt(Math.abs(low)) * Math.sqrt(Math.abs(high)), low)
                : low + 0.5 * (high - low);
    }

    private int cell(double level) {
        int low = 0;
        int high = CELLS;
        while (high - low > 1) {
            int mid = (low + high) >>> 1;
            if (levels[mid] <= level) {
                low = mid;
            } else {
                high = mid;
            }
        }
        return low;
    }

    /** Inverse cubic Hermite interpolant of d (or log|d|) in u on one cell. */
    private double guess(double level, int cell) {
        double width = levels[cell + 1] - levels[cell];
        double theta = (level - levels[cell]) / width;
        double first = nodes[cell];
        double last = nodes[cell + 1];
        double firstSlope = width / slopes[cell];
        double lastSlope = width / slopes[cell + 1];
        if (logarithmic) {
            firstSlope /= first;
            lastSlope /= last;
            double ratio = Math.log(last / first);
            double s = hermite(theta, 0, ratio, firstSlope, lastSlope);
            double inside = isBetween(s, 0, ratio) ? s : theta * ratio;
            return first * Math.exp(inside);
        }
        double s = hermite(theta, first, last, firstSlope, lastSlope);
        return isBetween(s, first, last) ? s : first + theta * (last - first);
    }

    private static double hermite(double t, double a, double b, double da, double db) {
        double r = 1 - t;
        return r * r * ((1 + 2 * t) * a + t * da) + t * t * ((3 - 2 * t) * b - r * db);
    }

    /** Arrays that one thread reuses between inversions. */
    static final class Work {
        private final Chart.Scratch scratch = new Chart.Scratch();
        private double[] low = new double[0];
        private double[] high = new double[0];
        private double[] at = new double[0];
        private int[] index = new int[0];

        void ensure(int n) {
            if (low.length < n) {
                low = new double[n];
                high = new double[n];
                at = new double[n];
                index = new int[n];
            }
        }
    }
}
