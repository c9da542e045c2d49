package org.jumpscope.duality.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * A curve φ(s) known by exact values and slopes at nodes: cubic between them, with nodes added until value and slope agree with
 * the exact ones in the middle of every interval, and cut into monotone segments at its turning points.
 *
 * <p>Where no number of nodes is enough, as at the kink of a rectifier, across which φ jumps, the interval is left as narrow as
 * 2⁻¹³ of the whole and counted as a break.
 */
public final class DirectionCurve {
    private static final int START = 32;
    private static final int DEPTH = 8;
    /** A mismatch above this share of the range, where the nodes are closest, is a jump of φ. */
    private static final double BREAK = 1e-4;

    private final Map map;
    private final double[] nodes;
    private final double[] values;
    private final double[] slopes;
    private final List<Segment> segments;
    private final List<Double> turningPoints;
    private final int breaks;

    /** φ and φ′, exactly. */
    @FunctionalInterface
    public interface Map {
        /** φ and φ′ at s. */
        Node at(double s);

        /** The same at many s. */
        default List<Node> at(double[] s) {
            return Arrays.stream(s).mapToObj(this::at).toList();
        }
    }

    /**
     * A point of a curve.
     *
     * @param s the argument
     * @param value φ
     * @param slope φ′
     */
    public record Node(double s, double value, double slope) {}

    /** A part of an interval between nodes on which φ is monotone. */
    record Segment(int cell, double low, double high, double valueLow, double valueHigh) {
        boolean rising() {
            return valueHigh >= valueLow;
        }

        boolean holds(double value) {
            return valueLow <= valueHigh
                    ? valueLow <= value && value <= valueHigh
                    : valueHigh <= value && value <= valueLow;
        }
    }

    private DirectionCurve(Map map, List<Node> found, int breaks) {
        int n = found.size();
        this.map = map;
        this.nodes = new double[n];
        this.values = new double[n];
        this.slopes = new double[n];
        for (int i = 0; i < n; i++) {
            nodes[i] = found.get(i).s();
            values[i] = found.get(i).value();
            slopes[i] = found.get(i).slope();
        }
        this.breaks = breaks;
        this.segments = new ArrayList<>();
        this.turningPoints = new ArrayList<>();
        for (int i = 0; i + 1 < n; i++) {
            addSegments(i);
        }
        findTurningPoints();
    }

    /**
     * The curve on an interval.
     *
     * @param map φ and φ′
     * @param low its lower end
     * @param high its upper end, above it
     * @param tolerance how far value and slope may be off in the middle of an interval, as shares of their ranges
     * @throws InvalidInputException if the interval is not one, or the map is not finite on it
     */
    public static DirectionCurve of(Map map, double low, double high, double tolerance) {
        if (!(low < high && high - low < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(
                    "The range of the coordinate, " + low + " to " + high + ", is no interval.");
        }
        double[] start = new double[START + 1];
        for (int i = 0; i <= START; i++) {
            start[i] = low + (high - low) * i / START;
        }
        List<Node> nodes = at(map, start);
        int breaks = 0;
        List<Boolean> settled = new ArrayList<>();
        for (int i = 0; i < START; i++) {
            settled.add(false);
        }
        for (int depth = 0; depth <= DEPTH; depth++) {
            double range = range(nodes, true);
            double slopeRange = range(nodes, false);
            List<Node> middles = at(map, middles(nodes, settled));
            int next = 0;
            List<Node> finer = new ArrayList<>();
            List<Boolean> fine = new ArrayList<>();
            for (int i = 0; i + 1 < nodes.size(); i++) {
                finer.add(nodes.get(i));
                if (settled.get(i)) {
                    fine.add(true);
                    continue;
                }
                Node a = nodes.get(i);
                Node b = nodes.get(i + 1);
                Node middle = middles.get(next++);
                double error = Math.abs(middle.value - cubic(a, b, middle.s));
                double slopeError = Math.abs(middle.slope - cubicSlope(a, b, middle.s));
                boolean done = error <= tolerance * range && slopeError <= tolerance * slopeRange * 100;
                if (!done && depth == DEPTH && error > BREAK * range) {
                    breaks++;
                }
                finer.add(middle);
                fine.add(done);
                fine.add(done);
            }
            finer.add(nodes.get(nodes.size() - 1));
            nodes = finer;
            settled = fine;
        }
        return new DirectionCurve(map, nodes, breaks);
    }

    /** The middles of the intervals that are not settled. */
    private static double[] middles(List<Node> nodes, List<Boolean> settled) {
        return IntStream.range(0, nodes.size() - 1)
                .filter(i -> !settled.get(i))
                .mapToDouble(i -> 0.5 * (nodes.get(i).s + nodes.get(i + 1).s))
                .toArray();
    }

    private static List<Node> at(Map map, double[] s) {
        List<Node> nodes = map.at(s);
        for (Node node : nodes) {
            if (!Double.isFinite(node.value) || !Double.isFinite(node.slope)) {
                throw new InvalidInputException("The jump at " + node.s + " along the direction is " + node.value
                        + " with slope " + node.slope + "; the network grows beyond all numbers there.");
            }
        }
        return nodes;
    }

    private static double range(List<Node> nodes, boolean value) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double size = 0;
        for (Node node : nodes) {
            double v = value ? node.value : node.slope;
            low = Math.min(low, v);
            high = Math.max(high, v);
            size = Math.max(size, Math.abs(v));
        }
        return value ? high - low : size;
    }

    /** Hermite's cubic. */
    private static double cubic(Node a, Node b, double s) {
        double h = b.s - a.s;
        double t = (s - a.s) / h;
        double u = 1 - t;
        return u * u * ((1 + 2 * t) * a.value + t * h * a.slope) + t * t * ((1 + 2 * u) * b.value - u * h * b.slope);
    }

    private static double cubicSlope(Node a, Node b, double s) {
        double h = b.s - a.s;
        double t = (s - a.s) / h;
        double u = 1 - t;
        return 6 * t * u * (b.value - a.value) / h + u * (1 - 3 * t) * a.slope + t * (3 * t - 2) * b.slope;
    }

    private Node node(int i) {
        return new Node(nodes[i], values[i], slopes[i]);
    }

    /** Cuts an interval where the slope of its cubic vanishes. */
    private void addSegments(int cell) {
        Node a = node(cell);
        Node b = node(cell + 1);
        double h = b.s - a.s;
        double rise = (b.value - a.value) / h;
        // φ′ = a.slope + t (6 rise − 4 a.slope − 2 b.slope) + 3 t² (a.slope + b.slope − 2 rise), t from 0 to 1
        double second = 3 * (a.slope + b.slope - 2 * rise);
        double first = 6 * rise - 4 * a.slope - 2 * b.slope;
        double[] cuts = roots(second, first, a.slope);
        double low = a.s;
        double valueLow = a.value;
        for (double t : cuts) {
            double s = a.s + t * h;
            if (t > 0 && t < 1 && s > low && s < b.s) {
                double value = cubic(a, b, s);
                segments.add(new Segment(cell, low, s, valueLow, value));
                low = s;
                valueLow = value;
            }
        }
        segments.add(new Segment(cell, low, b.s, valueLow, b.value));
    }

    /** Real roots of a t² + b t + c in ascending order, without cancellation. */
    private static double[] roots(double a, double b, double c) {
        double scale = Math.max(Math.abs(a), Math.max(Math.abs(b), Math.abs(c)));
        if (scale == 0) {
            return new double[0];
        }
        double discriminant = b * b - 4 * a * c;
        if (!(discriminant >= 0)) {
            return new double[0];
        }
        double q = -0.5 * (b + Math.copySign(Math.sqrt(discriminant), b));
        double one = q == 0 ? Double.NaN : c / q;
        double two = Math.abs(a) <= 1e-14 * scale ? Double.NaN : q / a;
        return one <= two
                ? new double[] {one, two}
                : Double.isNaN(two)
                        ? new double[] {one}
                        : Double.isNaN(one) ? new double[] {two} : new double[] {two, one};
    }

    private void findTurningPoints() {
        Segment before = null;
        for (Segment segment : segments) {
            if (segment.valueHigh() == segment.valueLow()) {
                continue;
            }
            if (before != null && before.rising() != segment.rising()) {
                turningPoints.add(segment.low());
            }
            before = segment;
        }
    }

    /** The lower end. */
    public double low() {
        return nodes[0];
    }

    /** The upper end. */
    public double high() {
        return nodes[nodes.length - 1];
    }

    /** How many nodes there are. */
    public int size() {
        return nodes.length;
    }

    /** Where the curve turns, in ascending order. */
    public List<Double> turningPoints() {
        return List.copyOf(turningPoints);
    }

    /** Intervals across which φ is seen to jump. */
    public int breaks() {
        return breaks;
    }

    List<Segment> segments() {
        return segments;
    }

    private int cell(double s) {
        int low = 0;
        int high = nodes.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (nodes[middle] <= s) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double within(double s) {
        return Math.max(low(), Math.min(high(), s));
    }

    /** φ(s), beyond the ends that of the nearer end. */
    public double value(double s) {
        double inside = within(s);
        int cell = cell(inside);
        return cubic(node(cell), node(cell + 1), inside);
    }

    /** φ′(s), beyond the ends that of the nearer end. */
    public double slope(double s) {
        double inside = within(s);
        int cell = cell(inside);
        return cubicSlope(node(cell), node(cell + 1), inside);
    }

    /** φ″(s) of the cubic, which is rougher than {@link #curvature}. */
    double bend(double s) {
        double inside = within(s);
        int cell = cell(inside);
        Node a = node(cell);
        Node b = node(cell + 1);
        double h = b.s - a.s;
        double t = (inside - a.s) / h;
        double rise = (b.value - a.value) / h;
        double first = 6 * rise - 4 * a.slope - 2 * b.slope;
        double second = 3 * (a.slope + b.slope - 2 * rise);
        return (first + 2 * t * second) / h;
    }

    /** φ of many arguments. */
    double[] values(double[] s) {
        double[] out = new double[s.length];
        for (int i = 0; i < s.length; i++) {
            out[i] = value(s[i]);
        }
        return out;
    }

    /** φ and φ′ exactly, by the map itself. */
    public Node exact(double s) {
        return map.at(s);
    }

    /** The same at many s. */
    List<Node> exact(double[] s) {
        return map.at(s);
    }

    /** φ″ by a central difference of exact slopes, its step 1e-5 of the interval: to about 1e-9 of φ′ over the interval. */
    public double curvature(double s) {
        return curvatures(new double[] {s})[0];
    }

    /** The same at many s. */
    double[] curvatures(double[] s) {
        int n = s.length;
        double step = 1e-5 * (high() - low());
        double[] both = new double[2 * n];
        for (int i = 0; i < n; i++) {
            both[i] = s[i] + step;
            both[n + i] = s[i] - step;
        }
        List<Node> nodes = map.at(both);
        double[] curvatures = new double[n];
        for (int i = 0; i < n; i++) {
            curvatures[i] = (nodes.get(i).slope - nodes.get(n + i).slope) / (2 * step);
        }
        return curvatures;
    }

    /** The s of a segment with φ(s) = value, which it holds. */
    double preimage(Segment segment, double value) {
        Node a = node(segment.cell);
        Node b = node(segment.cell + 1);
        double low = segment.low;
        double high = segment.high;
        double sign = segment.rising() ? 1 : -1;
        double share = segment.valueHigh == segment.valueLow
                ? 0.5
                : (value - segment.valueLow) / (segment.valueHigh - segment.valueLow);
        double s = low + share * (high - low);
        for (int step = 0; step < 100 && high > low; step++) {
            double error = sign * (cubic(a, b, s) - value);
            if (error == 0) {
                return s;
            }
            if (error > 0) {
                high = s;
            } else {
                low = s;
            }
            double slope = sign * cubicSlope(a, b, s);
            double next = s - error / slope;
            if (!(next > low && next < high)) {
                next = 0.5 * (low + high);
            }
            if (Math.abs(next - s) <= 2 * Math.ulp(s)) {
                return next;
            }
            s = next;
        }
        return s;
    }

    /** The arguments of a value in ascending order, one a segment that holds it. */
    public Vector preimages(double value) {
        double[] found = new double[segments.size()];
        int n = 0;
        for (Segment segment : segments) {
            // A value at a node is found from both sides, and counts once.
            if (segment.holds(value) && segment.valueHigh != segment.valueLow) {
                double s = preimage(segment, value);
                if (n == 0 || s > found[n - 1] + 1e-13 * (high() - low())) {
                    found[n++] = s;
                }
            }
        }
        return Vector.of(found, n);
    }

    @Override
    public String toString() {
        return "DirectionCurve[" + low() + ", " + high() + "; " + nodes.length + " nodes]";
    }
}
