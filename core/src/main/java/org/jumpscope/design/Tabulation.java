package org.jumpscope.design;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.distribution.Ranked;
import org.jumpscope.duality.Coordinate;
import org.jumpscope.network.State;

/**
 * Tabulates h(y) = sign(w) g(x)/γ, x = (y − b)/w: intervals between the seams of the map are halved until the polynomial of
 * degree 5 through h, h′ and h″ at both ends is within {@value #TOLERANCE} of h inside, and as monotone as h is.
 *
 * <p>Of a {@link Ranked} law the knots are its samples, at each of which h is exact, and h is linear between; at a sample whose
 * ranks the turn divides it is the mean of what its parts have.
 */
final class Tabulation {
    private static final double TOLERANCE = 1e-11;
    private static final int DEEPEST = 60;
    private static final int MOST = 20_000;
    private static final double[] PROBES = {0.1, 0.25, 0.5, 0.75, 0.9};

    private final State state;
    private final Transport map;
    private final List<Double> knots = new ArrayList<>();
    private final List<double[]> rows = new ArrayList<>();
    private double worst;

    private Transport.Part part;
    private double factor;

    private Tabulation(Transport map, State state) {
        this.map = map;
        this.state = state;
    }

    /**
     * Makes the table of a class.
     *
     * @param map the map of the class
     * @param scales the factor of the jumps of each branch, above 0
     * @param classSign the sign of g on the main branch
     */
    static TabulatedLoss of(Transport map, double[] scales, int classSign, State state, double rate) {
        if (map.law() instanceof Ranked ranked) {
            return samples(ranked, map, scales, classSign * Math.signum(state.weight()) / rate, state);
        }
        Tabulation work = new Tabulation(map, state);
        List<Transport.Part> parts = map.parts();
        Integer[] order = new Integer[parts.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        boolean increasing = state.weight() > 0;
        java.util.Arrays.sort(
                order,
                (i, j) -> Double.compare(parts.get(i).from(), parts.get(j).from()) * (increasing ? 1 : -1));
        for (int index : order) {
            work.part = parts.get(index);
            work.factor = scales[index] * classSign * work.part.sign() * Math.signum(state.weight()) / rate;
            double[] seams = work.part.seams();
            for (int i = 0; i + 1 < seams.length; i++) {
                int k = increasing ? i : seams.length - 2 - i;
                work.piece(increasing ? seams[k] : seams[k + 1], increasing ? seams[k + 1] : seams[k]);
            }
        }
        double[] all = work.knots.stream().mapToDouble(Double::doubleValue).toArray();
        return TabulatedLoss.of(all, work.rows.toArray(double[][]::new), work.worst);
    }

    private static TabulatedLoss samples(Ranked ranked, Transport map, double[] scales, double factor, State state) {
        int n = ranked.distinct();
        double[] y = new double[n];
        double[] h = new double[n];
        double[] one = new double[2];
        int k = 0;
        for (int i = 0; i < n; i++) {
            int j = state.weight() > 0 ? i : n - 1 - i;
            double next = state.preActivation(ranked.value(j));
            // Two samples may round to the same y, of which the first stays.
            if (k > 0 && !(next > y[k - 1])) {
                continue;
            }
            y[k] = next;
            double share = 0;
            for (int p = 0; p < scales.length; p++) {
                Transport.Part part = map.parts().get(p);
                part.sample(ranked, j, one);
                share += one[0];
                h[k] += one[0] * scales[p] * part.sign() * one[1];
            }
            h[k] *= factor / (share * map.size(ranked.value(j)));
            k++;
        }
        double[][] rows = new double[k - 1][];
        for (int i = 0; i + 1 < k; i++) {
            rows[i] = new double[] {h[i], h[i + 1] - h[i], 0, 0, 0, 0};
        }
        return TabulatedLoss.of(java.util.Arrays.copyOf(y, k), rows, 0);
    }

    /** From an x to another, in the direction in which y grows. */
    private void piece(double first, double last) {
        double start = state.preActivation(first);
        double end = state.preActivation(last);
        if (!(end > start)) {
            return;
        }
        if (knots.isEmpty()) {
            knots.add(start);
        }
        boolean atTurn = (first == part.stop() && last == turnOf()) || (last == part.stop() && first == turnOf());
        if (atTurn && first != last) {
            add(end, new double[] {h(part.stop()), 0, 0, 0, 0, 0});
            return;
        }
        split(first, start, derivatives(first, last), last, end, derivatives(last, first), 0);
    }

    private double turnOf() {
        // The branch ends at its turn on the side of its stop.
        double toFrom = Math.abs(part.stop() - part.from());
        return toFrom < Math.abs(part.stop() - part.to()) ? part.from() : part.to();
    }

    private void split(double x0, double y0, double[] d0, double x1, double y1, double[] d1, int depth) {
        double[] row = hermite(d0, d1, y1 - y0);
        double middle = 0.5 * (x0 + x1);
        boolean divisible = depth < DEEPEST && rows.size() < MOST && middle != x0 && middle != x1;
        double error = error(row, x0, x1, d0, d1);
        double yMiddle = state.preActivation(middle);
        if (error <= TOLERANCE || !divisible || !(yMiddle > y0 && yMiddle < y1)) {
            worst = Math.max(worst, error);
            add(y1, row);
            return;
        }
        double[] d = derivatives(middle, x1);
        split(x0, y0, d0, middle, yMiddle, d, depth + 1);
        split(middle, yMiddle, d, x1, y1, d1, depth + 1);
    }

    private void add(double end, double[] row) {
        if (end > knots.get(knots.size() - 1)) {
            knots.add(end);
            rows.add(row);
        }
    }

    /** The largest error relative to h, beyond what rounding does; infinite where the polynomial turns and h does not. */
    private double error(double[] c, double x0, double x1, double[] d0, double[] d1) {
        double largest = 0;
        boolean monotone = d0[1] * d1[1] > 0;
        for (double t : PROBES) {
            double x = x0 + t * (x1 - x0);
            double exact = h(x);
            double noise = rounding(x, exact);
            double p = c[0] + t * (c[1] + t * (c[2] + t * (c[3] + t * (c[4] + t * c[5]))));
            double excess = Math.abs(p - exact) - noise;
            largest = Math.max(largest, excess / Math.abs(exact));
            double slope = c[1] + t * (2 * c[2] + t * (3 * c[3] + t * (4 * c[4] + t * 5 * c[5])));
            if (monotone && slope * d0[1] < 0 && Math.abs(slope) > 4 * noise) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return Double.isNaN(largest) ? Double.POSITIVE_INFINITY : largest;
    }

    /** How far h moves when y, x and the rank of x are rounded. */
    private double rounding(double x, double h) {
        double place = Math.ulp(state.preActivation(x)) / Math.abs(state.weight()) + Math.ulp(x);
        double moved = part.steepness(x) * place * Math.abs(factor) / map.size(x);
        return 16 * Math.ulp(h) + 4 * (Double.isFinite(moved) ? moved : 0);
    }

    private double h(double x) {
        return factor * part.jump(x) / map.size(x);
    }

    /** h, h′ and h″ in y at x, from the side of another x. */
    private double[] derivatives(double x, double toward) {
        double[] q = new double[3];
        part.jump(x, x + Math.copySign(2 * Math.ulp(x), toward - x), q);
        boolean root = map.jump() == Coordinate.NORM;
        double s = 1 + x * x;
        double r = 1 / map.size(x);
        double r1 = root ? -x * r / s : 0;
        double r2 = root ? (2 * x * x - 1) * r / (s * s) : 0;
        double w = state.weight();
        return new double[] {
            factor * q[0] * r,
            factor * (q[1] * r + q[0] * r1) / w,
            factor * (q[2] * r + 2 * q[1] * r1 + q[0] * r2) / (w * w)
        };
    }

    /** The polynomial in t with value, slope and curvature at t = 0 and 1. */
    private static double[] hermite(double[] d0, double[] d1, double width) {
        double a = d0[0];
        double b = d0[1] * width;
        double c = 0.5 * d0[2] * width * width;
        double value = d1[0] - a - b - c;
        double slope = d1[1] * width - b - 2 * c;
        double curve = d1[2] * width * width - 2 * c;
        return new double[] {
            a,
            b,
            c,
            10 * value - 4 * slope + 0.5 * curve,
            -15 * value + 7 * slope - curve,
            6 * value - 3 * slope + 0.5 * curve
        };
    }
}
