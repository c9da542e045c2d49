package org.jumpscope.composition;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jumpscope.formula.BreakPoints;
import org.jumpscope.formula.EnclosedFormula;
import org.jumpscope.formula.Formula;
import org.jumpscope.formula.LogFactors;
import org.jumpscope.numeric.Effort;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RootIsolation;

/** Cuts H(y) into smooth pieces: at break points of the formula, then at the zeros of the slope of each piece. */
final class PieceFinder {
    private static final int MOST_PIECES = 10_000;
    /** Operations of intervals and numbers for all pieces of one window. */
    private static final long MOST_OPERATIONS = 40_000_000;
    /** Operations of working out the derivatives of a stretch per operation of its formulas, about. */
    private static final long DERIVATION = 10;
    /** Where exp(−y²/2), then exp(−|y|) underflow: beyond, a factor of the slope may be nothing but zeros. */
    private static final double[] PARTS = {-750, -30, 30, 750};

    private final Formula value;
    private final Formula activation;
    private final Formula lossSlope;
    private final Interval window;
    private final Effort effort = Effort.of(
            MOST_OPERATIONS,
            "The activation and the loss are too large to analyse: the kinks of the loss after activation and the zeros of"
                    + " its slope take more than " + MOST_OPERATIONS
                    + " operations to find on the data; write them simpler, or give ones that oscillate less.");

    private final List<Piece> pieces = new ArrayList<>();

    PieceFinder(Formula value, Formula activation, Formula lossSlope, Interval window) {
        this.value = value;
        this.activation = activation;
        this.lossSlope = lossSlope;
        this.window = window;
    }

    List<Piece> find() {
        TreeSet<Double> cuts = new TreeSet<>();
        for (Interval part : parts(window.low(), window.high())) {
            BreakPoints breaks = BreakPoints.of(value, TargetComposition.Y, part, effort);
            for (double y : breaks.points().toArray()) {
                addCut(cuts, y);
            }
            // What could not be told apart becomes a piece of its own, judged by its middle.
            for (BreakPoints.Unresolved unresolved : breaks.unresolved()) {
                addCut(cuts, unresolved.where().low());
                addCut(cuts, unresolved.where().high());
            }
        }
        double from = window.low();
        for (double cut : cuts) {
            addSmooth(from, cut);
            from = cut;
        }
        addSmooth(from, window.high());
        return joined();
    }

    private void addCut(Set<Double> cuts, double y) {
        if (y > window.low() && y < window.high()) {
            cuts.add(y);
        }
    }

    /**
     * The window in parts, so that a heavy-tailed boundary, whose window reaches 1e100, does not spend on the tails, where
     * saturated functions touch their limits, what the search needs in the middle.
     */
    private static List<Interval> parts(double low, double high) {
        List<Interval> parts = new ArrayList<>();
        double from = low;
        for (double cut : PARTS) {
            if (cut > from && cut < high) {
                parts.add(Interval.of(from, cut));
                from = cut;
            }
        }
        parts.add(Interval.of(from, high));
        return parts;
    }

    /** Adds the pieces of a stretch without kinks or singularities inside. */
    private void addSmooth(double lower, double upper) {
        double inside = inside(lower, upper);
        Formula smooth = new Branches(inside).of(value).simplify();
        Formula slope = smoothSlope(smooth, inside);
        if (slope.equals(Formula.constant(0))) {
            pieces.add(plain(lower, upper, Piece.Kind.DEAD, smooth, slope));
            return;
        }
        if (Double.isNaN(smooth.evaluate(inside)) || Double.isNaN(slope.evaluate(inside))) {
            pieces.add(plain(lower, upper, Piece.Kind.UNDEFINED, smooth, slope));
            return;
        }
        LogFactors factors = LogFactors.of(slope);
        Formula rho = factors.logarithmicDerivative(TargetComposition.Y);
        Formula rhoDerivative = rho.derivative(TargetComposition.Y);
        Formula slopeDerivative = slope.derivative(TargetComposition.Y);
        Formula second = slopeDerivative.derivative(TargetComposition.Y);
        effort.spend(DERIVATION * (slope.size() + slopeDerivative.size() + second.size() + rhoDerivative.size()));
        TreeSet<Double> zeros = new TreeSet<>();
        for (LogFactors.Factor factor : factors.factors()) {
            zeros.addAll(zeros(factor.base(), lower, upper));
        }
        double from = lower;
        List<Double> ends = new ArrayList<>(zeros);
        ends.add(upper);
        for (double end : ends) {
            double middle = inside(from, end);
            int sign = (int) Math.signum(slope.evaluate(middle));
            if (sign == 0) {
                // h underflows here; its logarithm does not, and its sign is that of the factors.
                sign = (int) Math.signum(factors.sign().evaluate(middle));
            }
            pieces.add(new Piece(
                    from,
                    end,
                    Piece.Kind.SMOOTH,
                    sign,
                    smooth,
                    slope,
                    slopeDerivative,
                    second,
                    factors.logMagnitude(),
                    rho,
                    rhoDerivative));
            if (pieces.size() > MOST_PIECES) {
                throw new InvalidInputException("The loss after activation has more than " + MOST_PIECES
                        + " kinks and zeros of its slope on the data; give one that oscillates less.");
            }
            from = end;
        }
    }

    /**
     * The pieces without cuts that are none: the same slope on either side, neither zero nor singular between them. A far
     * piece on which h underflows, so that its sign cannot be seen there, takes the sign of the piece that it continues.
     */
    private List<Piece> joined() {
        for (int i = pieces.size() - 2; i >= 0; i--) {
            takeSign(i, i + 1);
        }
        List<Piece> joined = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            if (i > 0) {
                takeSign(i, i - 1);
            }
            Piece piece = pieces.get(i);
            Piece last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && last.sign() == piece.sign() && continues(last, piece)) {
                joined.set(joined.size() - 1, last.upTo(piece.upper()));
            } else {
                joined.add(piece);
            }
        }
        return List.copyOf(joined);
    }

    private void takeSign(int unsigned, int signed) {
        Piece piece = pieces.get(unsigned);
        Piece neighbour = pieces.get(signed);
        Piece first = unsigned < signed ? piece : neighbour;
        Piece second = unsigned < signed ? neighbour : piece;
        if (piece.isSmooth() && piece.sign() == 0 && neighbour.sign() != 0 && continues(first, second)) {
            pieces.set(unsigned, piece.withSign(neighbour.sign()));
        }
    }

    /** Whether the slope goes on from one piece to the next: log|h| is finite at the cut. */
    private static boolean continues(Piece first, Piece second) {
        if (!first.isSmooth() || !second.isSmooth() || !first.slope().equals(second.slope())) {
            return false;
        }
        double level = first.logSlope().evaluate(first.upper());
        double before = first.logSlope().evaluate(first.upper() - 1e-6 * Math.max(1, Math.abs(first.upper())));
        return Double.isFinite(level) && Math.abs(level - before) <= 1 + 1e-3 * Math.abs(level);
    }

    private Formula smoothSlope(Formula smooth, double inside) {
        if (activation == null) {
            return TargetComposition.slope(smooth, null, null);
        }
        Formula smoothActivation = new Branches(inside).of(activation).simplify();
        double f = smoothActivation.evaluate(inside);
        return TargetComposition.slope(smooth, smoothActivation, new Branches(f).of(lossSlope));
    }

    private static Piece plain(double lower, double upper, Piece.Kind kind, Formula value, Formula slope) {
        Formula zero = Formula.constant(0);
        return new Piece(lower, upper, kind, 0, value, slope, zero, zero, null, null, null);
    }

    /** The zeros of one factor of h inside a stretch; where they cannot be told apart, the place of the smallest value. */
    private List<Double> zeros(Formula base, double lower, double upper) {
        Formula derivative = base.derivative(TargetComposition.Y);
        EnclosedFormula factor = EnclosedFormula.ofContinuous(base, derivative, effort);
        List<Double> found = new ArrayList<>();
        for (Interval part : parts(lower, upper)) {
            RootIsolation.find(factor, part).roots().forEach(root -> found.add(root.x()));
        }
        found.removeIf(y -> !(y > lower && y < upper));
        return found;
    }

    /** A point inside an interval, not far from 0 where the interval reaches there, so that nothing overflows. */
    private static double inside(double lower, double upper) {
        double low = Math.max(lower, Math.min(-1, 2 * upper));
        double high = Math.min(upper, Math.max(1.5, 2 * lower));
        return 0.5 * low + 0.5 * high;
    }

    /** Takes the branch of every condition that holds at one point, and the sign of every abs and sign. */
    private static final class Branches {
        private final double at;

        Branches(double at) {
            this.at = at;
        }

        Formula of(Formula formula) {
            if (formula instanceof Formula.Conditional c) {
                boolean holds =
                        c.relation().holds(c.left().evaluate(at), c.right().evaluate(at));
                return of(holds ? c.whenTrue() : c.whenFalse());
            }
            if (formula instanceof Formula.Sum sum) {
                return new Formula.Sum(sum.terms().stream().map(this::of).toList());
            }
            if (formula instanceof Formula.Product product) {
                return new Formula.Product(
                        product.factors().stream().map(this::of).toList());
            }
            if (formula instanceof Formula.Power power) {
                return new Formula.Power(of(power.base()), of(power.exponent()));
            }
            if (formula instanceof Formula.Apply apply) {
                Formula argument = of(apply.argument());
                double value = argument.evaluate(at);
                return switch (apply.function()) {
                    case ABS -> value < 0 ? Formula.constant(-1).times(argument) : argument;
                    case SIGN -> Formula.constant(Math.signum(value));
                    default -> new Formula.Apply(apply.function(), argument);
                };
            }
            return formula;
        }
    }
}
