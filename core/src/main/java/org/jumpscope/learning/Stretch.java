package org.jumpscope.learning;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.composition.Piece;
import org.jumpscope.composition.TargetComposition;
import org.jumpscope.formula.Formula;
import org.jumpscope.formula.FormulaKernel;
import org.jumpscope.numeric.Interval;

/** A stretch of y on which one smooth formula gives H, h and h′; the pieces of a composition without the zeros of h. */
final class Stretch {
    /** What the stretch contributes. */
    enum Kind {
        SMOOTH,
        DEAD,
        UNDEFINED
    }

    /** Exponent α from which h ~ |y − end|^(−α) counts as not integrable; 1 in exact arithmetic. */
    private static final double DIVERGING_POWER = 0.97;

    final Kind kind;
    final double lower;
    final double upper;
    /** H on a dead stretch. */
    final double constant;
    /** H, h, h′; null unless smooth. */
    final FormulaKernel kernel;
    /** Limits of h at the ends, 0 where the stretch is not smooth. */
    final double slopeAtLower;

    final double slopeAtUpper;
    /** Limits of H at the ends. */
    final double valueAtLower;

    final double valueAtUpper;
    /** Whether ∫h dy diverges at an end. */
    final boolean divergesAtLower;

    final boolean divergesAtUpper;
    /** For the sums of one evaluation. */
    final FormulaKernel.Workspace workspace;

    private Stretch(Piece piece, double lower, double upper, boolean first, boolean last) {
        this.lower = first ? Double.NEGATIVE_INFINITY : lower;
        this.upper = last ? Double.POSITIVE_INFINITY : upper;
        double value = piece.value().evaluate(0.5 * lower + 0.5 * upper);
        boolean smooth = piece.isSmooth();
        if (smooth) {
            kind = Kind.SMOOTH;
        } else if (piece.kind() == Piece.Kind.DEAD && Double.isFinite(value)) {
            kind = Kind.DEAD;
        } else {
            kind = Kind.UNDEFINED;
        }
        constant = kind == Kind.DEAD ? value : Double.NaN;
        kernel = smooth
                ? FormulaKernel.of(
                        new Formula.Variable("y"), List.of(piece.value(), piece.slope(), piece.slopeDerivative()))
                : null;
        workspace = smooth ? kernel.workspace() : null;
        slopeAtLower = smooth ? piece.slope().evaluate(lower) : 0;
        slopeAtUpper = smooth ? piece.slope().evaluate(upper) : 0;
        valueAtLower = piece.value().evaluate(lower);
        valueAtUpper = piece.value().evaluate(upper);
        divergesAtLower = smooth && !first && diverges(piece.slope(), lower, upper - lower);
        divergesAtUpper = smooth && !last && diverges(piece.slope(), upper, lower - upper);
    }

    /** Whether |h| grows towards an end at least like the inverse distance, measured over the last decades before it. */
    private static boolean diverges(Formula slope, double end, double width) {
        if (Double.isFinite(slope.evaluate(end))) {
            return false;
        }
        double size = Math.min(1, Math.abs(width)) * Math.signum(width);
        // Far enough from the end that its rounding does not matter, near enough that the power has set in.
        double far = 1e-4 * size;
        double near = 1e-8 * size;
        double power =
                -Math.log(Math.abs(slope.evaluate(end + near) / slope.evaluate(end + far))) / Math.log(near / far);
        return power >= DIVERGING_POWER;
    }

    /** The stretches that cover a window, in order of y; the first and the last reach to infinity. */
    static List<Stretch> of(TargetComposition composition, Interval window) {
        List<Stretch> stretches = new ArrayList<>();
        List<Piece> pieces = composition.pieces(window);
        int i = 0;
        while (i < pieces.size()) {
            Piece first = pieces.get(i);
            int next = i + 1;
            while (next < pieces.size() && isContinuation(first, pieces.get(next))) {
                next++;
            }
            stretches.add(
                    new Stretch(first, first.lower(), pieces.get(next - 1).upper(), i == 0, next == pieces.size()));
            i = next;
        }
        return List.copyOf(stretches);
    }

    private static boolean isContinuation(Piece first, Piece next) {
        // Across a singularity the formula is the same and the stretch is not.
        return first.kind() == next.kind()
                && first.value().equals(next.value())
                && Double.isFinite(first.slope().evaluate(next.lower()));
    }

    /** h of the stretch above minus h of this one, at their common end. */
    double slopeJump(Stretch above) {
        return above.slopeAtLower - slopeAtUpper;
    }
}
