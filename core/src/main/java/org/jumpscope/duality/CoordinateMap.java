package org.jumpscope.duality;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.composition.Piece;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.network.State;
import org.jumpscope.numeric.Effort;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.RootIsolation;

/**
 * The map x → v(x) of one coordinate, cut into monotone branches at folds, zeros, singularities and kinks.
 *
 * <p>Folds are the zeros of Λ, isolated by enclosures: none is missed between the points of a grid.
 */
final class CoordinateMap {
    /** Where the far tails of the boundary begin, in units of its scale. */
    private static final double FAR = 1000;
    /** Operations of intervals and numbers for the folds of one coordinate. */
    private static final long MOST_OPERATIONS = 200_000_000;
    /** Operations of writing a piece in the coordinate of a chart per operation of its formulas, about. */
    private static final long REWRITING = 30;

    private final Coordinate coordinate;
    private final Distribution law;
    private final State state;
    private final double rate;
    private final double scale;
    private final double centre;
    private final Effort effort = Effort.of(
            MOST_OPERATIONS,
            "The activation and the loss are too large to analyse: the folds of the jump as a function of the data take more"
                    + " than " + MOST_OPERATIONS
                    + " operations to find; write them simpler, or give ones that oscillate less.");
    private final List<Branch> branches = new ArrayList<>();
    private final List<Fold> folds = new ArrayList<>();
    private final List<Atom> atoms = new ArrayList<>();

    private CoordinateMap(Coordinate coordinate, Distribution law, State state, double rate) {
        this.coordinate = coordinate;
        this.law = law;
        this.state = state;
        this.rate = rate;
        this.scale = scale(law);
        this.centre = law.quantile(0.5);
    }

    /** Half the width of the central half of the law, 1 where that is not a positive number. */
    private static double scale(Distribution law) {
        double width = 0.5 * (law.quantile(0.75) - law.quantile(0.25));
        return width > 0 && width < Double.POSITIVE_INFINITY ? width : 1;
    }

    static CoordinateMap of(Coordinate coordinate, List<MapPiece> pieces, Distribution law, State state, double rate) {
        CoordinateMap map = new CoordinateMap(coordinate, law, state, rate);
        double dead = 0;
        for (MapPiece piece : pieces) {
            if (piece.piece().isSmooth()) {
                map.addSmooth(piece);
            } else if (piece.piece().kind() == Piece.Kind.DEAD) {
                dead += law.probability(piece.lower(), piece.upper());
            }
        }
        if (dead > 0) {
            map.atoms.add(new Atom(0, dead));
        }
        return map;
    }

    Coordinate coordinate() {
        return coordinate;
    }

    List<Branch> branches() {
        return branches;
    }

    List<Fold> folds() {
        return folds;
    }

    List<Atom> atoms() {
        return atoms;
    }

    private void addSmooth(MapPiece piece) {
        if (coordinate == Coordinate.WEIGHT && piece.lower() < 0 && piece.upper() > 0) {
            // ẇ = −γxh vanishes at x = 0, whatever h does there.
            addSmooth(piece.below(0, state.bias()));
            addSmooth(piece.above(0, state.bias()));
            return;
        }
        if (piece.lower() >= piece.upper()) {
            return;
        }
        if (piece.lowerIsBreak() && piece.upperIsBreak()) {
            double middle = piece.lower() + 0.5 * (piece.upper() - piece.lower());
            List<Segment> segments = new ArrayList<>();
            addSegments(chartAt(piece, piece.lower(), piece.lowerY()), 0, middle - piece.lower(), piece, segments);
            addSegments(chartAt(piece, piece.upper(), piece.upperY()), middle - piece.upper(), 0, piece, segments);
            join(segments, piece);
        } else {
            double originX = piece.lowerIsBreak() ? piece.lower() : piece.upperIsBreak() ? piece.upper() : 0;
            double originY =
                    piece.lowerIsBreak() ? piece.lowerY() : piece.upperIsBreak() ? piece.upperY() : state.bias();
            List<Segment> segments = new ArrayList<>();
            addSegments(
                    chartAt(piece, originX, originY),
                    piece.lower() - originX,
                    piece.upper() - originX,
                    piece,
                    segments);
            join(segments, piece);
        }
    }

    private Chart chartAt(MapPiece mapPiece, double x, double y) {
        Piece piece = mapPiece.piece();
        effort.spend(REWRITING
                * (piece.slope().size()
                        + piece.rho().size()
                        + piece.rhoDerivative().size()));
        return Chart.of(piece, x, y, state.weight(), Math.log(rate));
    }

    /** Cuts one chart at its folds and adds the monotone segments. */
    private void addSegments(Chart chart, double lower, double upper, MapPiece piece, List<Segment> segments) {
        if (chart.isConstant(coordinate)) {
            double h = piece.piece().slope().evaluate(state.preActivation(piece.middle()));
            addAtom(-rate * h, law.probability(chart.originX() + lower, chart.originX() + upper));
            return;
        }
        List<Double> cuts = new ArrayList<>();
        double from = lower;
        for (double end :
                new double[] {centre - FAR * scale - chart.originX(), centre + FAR * scale - chart.originX(), upper}) {
            // The far tails of a heavy-tailed boundary apart, so that they do not spend what the middle needs.
            if (end > from && end <= upper) {
                addFolds(chart, from, end, lower, upper, cuts);
                from = end;
            }
        }
        cuts.sort(null);
        double start = lower;
        for (double cut : cuts) {
            segments.add(segment(chart, start, cut));
            start = cut;
        }
        segments.add(segment(chart, start, upper));
    }

    private void addFolds(Chart chart, double from, double to, double lower, double upper, List<Double> cuts) {
        RootIsolation.Result zeros = RootIsolation.find(chart.logSlope(coordinate, effort), Interval.of(from, to));
        for (RootIsolation.Root root : zeros.roots()) {
            addFold(chart, root.x(), lower, upper, root.signChange(), cuts);
        }
        for (RootIsolation.Unresolved undecided : zeros.unresolved()) {
            addFold(chart, undecided.where().midpoint(), lower, upper, false, cuts);
        }
    }

    private void addFold(Chart chart, double d, double lower, double upper, boolean proven, List<Double> cuts) {
        if (!(d > lower && d < upper) || cuts.contains(d)) {
            return;
        }
        double[] at = {d};
        Chart.Scratch work = new Chart.Scratch();
        chart.evaluate(coordinate, at, 1, work);
        double logJump = work.logSize()[0];
        folds.add(new Fold(chart.originX() + d, Math.exp(logJump), logJump, -chart.slopeSign(), proven));
        cuts.add(d);
    }

    private void addAtom(double value, double mass) {
        for (int i = 0; i < atoms.size(); i++) {
            if (atoms.get(i).value() == value) {
                atoms.set(i, new Atom(value, atoms.get(i).mass() + mass));
                return;
            }
        }
        atoms.add(new Atom(value, mass));
    }

    private Segment segment(Chart chart, double lower, double upper) {
        return new Segment(chart, coordinate, lower, upper, diverges(chart, lower, upper), scale);
    }

    /** Whether log|v| is infinite at the end d = 0: it still moves between 1e−250 and 1e−300 of the way. */
    private boolean diverges(Chart chart, double lower, double upper) {
        if (lower != 0 && upper != 0) {
            return false;
        }
        double size = lower == 0 ? upper : lower;
        double[] d = {size * 1e-250, size * 1e-300};
        Chart.Scratch work = new Chart.Scratch();
        chart.evaluate(coordinate, d, 2, work);
        double difference = work.logSize()[0] - work.logSize()[1];
        return !(Math.abs(difference) < 0.5);
    }

    /** Joins segments of one piece that continue each other, as where a chart was only changed, into branches. */
    private void join(List<Segment> segments, MapPiece piece) {
        List<Segment> run = new ArrayList<>();
        for (Segment segment : segments) {
            boolean continues = !run.isEmpty()
                    && run.get(run.size() - 1).rising() == segment.rising()
                    && run.get(run.size() - 1).chart() != segment.chart();
            if (!run.isEmpty() && !continues) {
                branches.add(branch(run, piece));
                run = new ArrayList<>();
            }
            run.add(segment);
        }
        if (!run.isEmpty()) {
            branches.add(branch(run, piece));
        }
    }

    private Branch branch(List<Segment> run, MapPiece piece) {
        Segment first = run.get(0);
        Segment last = run.get(run.size() - 1);
        double lower = Math.max(first.lowerX(), piece.lower());
        double upper = Math.min(last.upperX(), piece.upper());
        double startLog = first.logAtLower();
        double endLog = last.logAtUpper();
        int slopeSign = first.chart().slopeSign();
        return new Branch(
                lower,
                upper,
                first.rising(),
                coordinate.sign(slopeSign, 0.5 * lower + 0.5 * upper),
                -slopeSign,
                Math.min(startLog, endLog),
                Math.max(startLog, endLog),
                law.probability(lower, upper),
                run);
    }
}
