package org.jumpscope.numeric;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Finds every root of a function in a window, and proves it.
 *
 * <p>The window is subdivided. A cell is dropped when the enclosure of f, or its mean-value form
 * f(c) + f′(X)(X − c), has no zero; it holds at most one root when the slopes exclude zero, and then the proven signs of
 * its ends decide. What rounding or the budget leaves open is returned as {@link Unresolved}, never dropped: roots that
 * touch zero without crossing, stretches where f vanishes, poles.
 */
public final class RootIsolation {
    /** Cells examined at most unless told otherwise. */
    public static final int DEFAULT_BUDGET = 50_000;
    /** Unbounded windows are clipped here. */
    public static final double LIMIT = 1e300;

    /** Cells nearer to zero than this are not split. */
    private static final double SMALLEST = 1e-300;
    /** Below this many rounding errors of f at one point, subdivision decides nothing more. */
    private static final double NOISE = 8;

    private static final int PROVEN_NEGATIVE = -1;
    private static final int PROVEN_POSITIVE = 1;
    private static final int AMBIGUOUS = 0;
    private static final int UNDEFINED = 2;

    private final EnclosedFunction f;
    private final Interval window;
    private final Deque<Interval> cells = new ArrayDeque<>();
    private final List<Root> roots = new ArrayList<>();
    private final List<Interval> open = new ArrayList<>();

    private RootIsolation(EnclosedFunction f, Interval window) {
        this.f = f;
        this.window = window;
    }

    /**
     * A root.
     *
     * @param x its place, within about two ulp or the rounding error of f
     * @param signChange true if f changes sign there, false if it touches zero
     */
    public record Root(double x, boolean signChange) {}

    /**
     * A part of the window where the existence of roots is open.
     *
     * @param where the part; f has no roots outside of these parts and the listed roots
     * @param smallestValue the least |f| found there; NaN if f is defined at none of the points tried
     * @param signChange true if f is proven to have opposite signs at the ends
     * @param unbounded true if f has no bound there, which tells a pole from a root
     */
    public record Unresolved(Interval where, double smallestValue, boolean signChange, boolean unbounded) {}

    /**
     * What was found.
     *
     * @param roots the roots in increasing order
     * @param unresolved the open parts in increasing order
     * @param complete false if the budget ended before the subdivision did
     */
    public record Result(List<Root> roots, List<Unresolved> unresolved, boolean complete) {
        /** Copies the lists. */
        public Result {
            roots = List.copyOf(roots);
            unresolved = List.copyOf(unresolved);
        }

        /**
         * Returns the places of the roots.
         *
         * @return the roots in increasing order
         */
        public Vector places() {
            return Vector.of(roots.stream().mapToDouble(Root::x).toArray());
        }
    }

    /**
     * Finds all roots with the default budget.
     *
     * @param f the function
     * @param window where to seek, ends included; infinite ends are clipped at ±1e300
     * @return roots and open parts
     */
    public static Result find(EnclosedFunction f, Interval window) {
        return find(f, window, DEFAULT_BUDGET);
    }

    /**
     * Finds all roots.
     *
     * @param f the function
     * @param window where to seek, ends included; infinite ends are clipped at ±1e300
     * @param budget cells to examine at most, at least 1
     * @return roots and open parts
     * @throws InvalidInputException if the budget is below 1
     */
    public static Result find(EnclosedFunction f, Interval window, int budget) {
        if (budget < 1) {
            throw new InvalidInputException("Budget of " + budget + " cells is too small; give at least 1.");
        }
        Interval clipped = window.intersect(Interval.of(-LIMIT, LIMIT));
        if (clipped.isEmpty()) {
            return new Result(List.of(), List.of(), true);
        }
        return new RootIsolation(f, clipped).search(budget);
    }

    private Result search(int budget) {
        cells.add(window);
        // First in, first out: when the budget ends, the whole window is known equally well.
        for (int i = 0; i < budget && !cells.isEmpty(); i++) {
            examine(cells.remove());
        }
        boolean complete = cells.isEmpty();
        open.addAll(cells);
        List<Unresolved> unresolved = new ArrayList<>();
        for (Interval part : merge(open)) {
            close(part, unresolved);
        }
        roots.sort(Comparator.comparingDouble(Root::x));
        return new Result(distinct(roots), unresolved, complete);
    }

    private void examine(Interval cell) {
        Interval range = f.enclosure(cell);
        if (!range.containsZero()) {
            return;
        }
        double centre = cell.midpoint();
        Interval atCentre = f.enclosure(Interval.point(centre));
        Interval slopes = slopes(cell);
        Interval tight = range;
        if (!atCentre.isEmpty() && slopes.isBounded()) {
            Interval offset = cell.subtract(Interval.point(centre));
            tight = range.intersect(atCentre.add(slopes.multiply(offset)));
            if (!tight.containsZero()) {
                return;
            }
        }
        // An infinite slope may hide a pole, where f returns from the other side, unless f is bounded.
        boolean monotone = !slopes.containsZero() && (slopes.isBounded() || range.isBounded());
        if (monotone && decideMonotone(cell, slopes.low() > 0 ? 1 : -1)) {
            return;
        }
        boolean atomic = Math.nextUp(cell.low()) >= cell.high() || cell.magnitude() <= SMALLEST;
        boolean noise =
                atCentre.containsZero() && atCentre.isBounded() && tight.magnitude() <= NOISE * atCentre.magnitude();
        double middle = atomic || noise ? Double.NaN : place(cell, centre);
        if (Double.isNaN(middle)) {
            open.add(cell);
        } else {
            cells.add(Interval.of(cell.low(), middle));
            cells.add(Interval.of(middle, cell.high()));
        }
    }

    /** Chooses where to split: not at a root, so that ends have proven signs; NaN if f vanishes wherever tried. */
    private double place(Interval cell, double centre) {
        double a = cell.low();
        double b = cell.high();
        double left = middle(a, centre);
        double right = middle(centre, b);
        double[] inner = {centre, middle(left, centre), middle(centre, right), left, right};
        for (double x : inner) {
            if (x > a && x < b && sign(x) != AMBIGUOUS) {
                return x;
            }
        }
        for (double x : new double[] {middle(a, left), middle(right, b)}) {
            if (x > a && x < b && sign(x) != AMBIGUOUS) {
                return centre;
            }
        }
        return Double.NaN;
    }

    private static double middle(double a, double b) {
        return Interval.of(a, b).midpoint();
    }

    /** The sign of f at a point, proven by its enclosure. */
    private int sign(double x) {
        Interval y = f.enclosure(Interval.point(x));
        if (y.isEmpty()) {
            return UNDEFINED;
        }
        if (!y.containsZero()) {
            return y.low() > 0 ? PROVEN_POSITIVE : PROVEN_NEGATIVE;
        }
        return Double.isFinite(f.value(x)) ? AMBIGUOUS : UNDEFINED;
    }

    private Interval slopes(Interval x) {
        Interval slopes = f.slopeEnclosure(x);
        return slopes.isEmpty() ? Interval.ENTIRE : slopes;
    }

    /** Decides a cell with at most one root; false if f is undefined at a point that is needed. */
    private boolean decideMonotone(Interval cell, int direction) {
        double a = cell.low();
        double b = cell.high();
        int atLow = sign(a);
        int atHigh = sign(b);
        if (atLow == UNDEFINED || atHigh == UNDEFINED) {
            return false;
        }
        if (atLow * direction > 0 || atHigh * direction < 0) {
            return true;
        }
        if (atLow != AMBIGUOUS && atHigh != AMBIGUOUS) {
            return addRoot(a, b, direction);
        }
        if (atLow == AMBIGUOUS && atHigh == AMBIGUOUS) {
            return false;
        }
        // The root is within rounding of one end: keep the part where the sign is open for the neighbour to complete.
        double unsure = atLow == AMBIGUOUS ? a : b;
        double proven = atLow == AMBIGUOUS ? b : a;
        double nearest = unsure;
        for (int i = 0; i < 128; i++) {
            double x = Interval.of(Math.min(nearest, proven), Math.max(nearest, proven))
                    .midpoint();
            if (x == nearest || x == proven) {
                break;
            }
            if (sign(x) == AMBIGUOUS) {
                nearest = x;
            } else {
                proven = x;
            }
        }
        open.add(Interval.of(Math.min(unsure, proven), Math.max(unsure, proven)));
        return true;
    }

    private boolean addRoot(double a, double b, int direction) {
        double x = polish(a, b, direction);
        if (Double.isNaN(x)) {
            return false;
        }
        roots.add(new Root(x, true));
        return true;
    }

    /** Newton's method inside a bracket, with every third step a bisection; NaN if f is undefined on the way. */
    private double polish(double a, double b, int direction) {
        double low = a;
        double high = b;
        double best = middle(low, high);
        double least = Double.POSITIVE_INFINITY;
        double x = best;
        for (int i = 1; i < 600; i++) {
            double y = f.value(x);
            if (Double.isNaN(y)) {
                return Double.NaN;
            }
            if (Math.abs(y) < least) {
                least = Math.abs(y);
                best = x;
            }
            if (y == 0) {
                break;
            }
            if (y * direction < 0) {
                low = x;
            } else {
                high = x;
            }
            if (Math.nextUp(low) >= high) {
                break;
            }
            double step = y / slopes(Interval.point(x)).midpoint();
            double next = x - step;
            if (Math.abs(step) <= 2 * Math.ulp(x)) {
                // Converged from one side: cross over by a little, so that the bracket closes.
                next = y * direction < 0 ? x + 2 * Math.ulp(x) : x - 2 * Math.ulp(x);
            }
            boolean inside = next > low && next < high;
            x = i % 3 == 0 || !inside ? middle(low, high) : next;
        }
        for (double end : new double[] {low, high}) {
            if (Math.abs(f.value(end)) < least) {
                least = Math.abs(f.value(end));
                best = end;
            }
        }
        return best;
    }

    private static List<Interval> merge(List<Interval> parts) {
        List<Interval> sorted = new ArrayList<>(parts);
        sorted.sort(Comparator.comparingDouble(Interval::low).thenComparingDouble(Interval::high));
        List<Interval> merged = new ArrayList<>();
        for (Interval part : sorted) {
            Interval last = merged.isEmpty() ? Interval.EMPTY : merged.get(merged.size() - 1);
            if (part.low() <= Math.nextUp(last.high())) {
                merged.set(merged.size() - 1, last.hull(part));
            } else {
                merged.add(part);
            }
        }
        return merged;
    }

    /** Decides a merged open part if its surroundings allow, and lists it otherwise. */
    private void close(Interval part, List<Unresolved> unresolved) {
        double a = outward(part.low(), -1);
        double b = outward(part.high(), 1);
        Interval around = Interval.of(a, b);
        Interval range = f.enclosure(around);
        Interval slopes = slopes(around);
        int atLow = sign(a);
        int atHigh = sign(b);
        boolean proven = atLow != AMBIGUOUS && atLow != UNDEFINED && atHigh != AMBIGUOUS && atHigh != UNDEFINED;
        boolean crosses = proven && atLow != atHigh;
        if (!slopes.containsZero() && (slopes.isBounded() || range.isBounded())) {
            int direction = slopes.low() > 0 ? 1 : -1;
            if (proven && !crosses) {
                return;
            }
            // At an end of the window the computed sign stands in for the proven one.
            double below = f.value(a) * direction;
            double above = f.value(b) * direction;
            if (below == 0 || above == 0) {
                roots.add(new Root(below == 0 ? a : b, true));
                return;
            }
            if (below < 0 && above > 0 && addRoot(a, b, direction)) {
                return;
            }
        }
        Interval rest = trim(part);
        if (!addTouching(rest, crosses)) {
            unresolved.add(new Unresolved(rest, smallest(rest), crosses, !range.isBounded()));
        }
    }

    /** Moves a few ulp outward, within the window, to where the sign of f is proven. */
    private double outward(double end, int direction) {
        double x = end;
        for (int steps = 0; steps < 7 && sign(x) == AMBIGUOUS; steps++) {
            x = end + direction * Math.ulp(end) * (1 << steps);
            x = Math.min(Math.max(x, window.low()), window.high());
        }
        return x;
    }

    /** A part of a few doubles with an exact zero is a root. */
    private boolean addTouching(Interval part, boolean crosses) {
        double x = part.low();
        // Near zero a power of x underflows before x does.
        boolean underflow = part.magnitude() <= 1e-60 && f.enclosure(part).magnitude() <= Double.MIN_NORMAL;
        boolean tiny = part.magnitude() <= 2 * SMALLEST || underflow;
        if (tiny && part.containsZero()) {
            x = 0;
        }
        Interval zero = Interval.point(0);
        for (int i = 0; i < 8 && x <= part.high(); i++) {
            if (f.enclosure(Interval.point(x)).equals(zero)) {
                boolean small = tiny || part.width() <= 8 * Math.ulp(x);
                if (small) {
                    roots.add(new Root(x, crosses));
                }
                return small;
            }
            x = Math.nextUp(x);
        }
        return false;
    }

    /** Takes away from both ends what the enclosure of f can decide. */
    private Interval trim(Interval part) {
        double centre = part.midpoint();
        double a = trim(part.low(), centre);
        double b = trim(part.high(), centre);
        return Interval.of(a, b);
    }

    private double trim(double end, double centre) {
        double decided = end;
        double beyond = centre;
        for (int i = 0; i < 64; i++) {
            double x = middle(Math.min(decided, beyond), Math.max(decided, beyond));
            if (x == decided || x == beyond) {
                break;
            }
            if (f.enclosure(Interval.of(Math.min(decided, x), Math.max(decided, x)))
                    .containsZero()) {
                beyond = x;
            } else {
                decided = x;
            }
        }
        return decided;
    }

    private double smallest(Interval part) {
        double least = Double.NaN;
        for (int i = 0; i <= 16; i++) {
            double t = i / 16.0;
            double x = i == 16 ? part.high() : part.low() * (1 - t) + part.high() * t;
            double size = Math.abs(f.value(x));
            least = Double.isNaN(least) || size < least ? size : least;
        }
        double middle = Math.abs(f.value(part.midpoint()));
        return Double.isNaN(least) || middle < least ? middle : least;
    }

    private static List<Root> distinct(List<Root> sorted) {
        List<Root> all = new ArrayList<>();
        for (Root root : sorted) {
            if (all.isEmpty() || all.get(all.size() - 1).x() != root.x()) {
                all.add(root);
            }
        }
        return all;
    }
}
