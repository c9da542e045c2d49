package org.jumpscope.design.classification;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jumpscope.composition.Piece;
import org.jumpscope.formula.EnclosedFormula;
import org.jumpscope.formula.Formula;
import org.jumpscope.formula.LogFactors;
import org.jumpscope.numeric.Effort;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RootIsolation;

/** Zeros of h of an order above 1 that rounding leaves open, as −0.1 of an expanded (y + 0.1)⁴, decided with 64 digits. */
final class HiddenZeros {
    private static final Formula.Variable Y = new Formula.Variable("y");
    private static final double REACH = 30;
    private static final double WIDEST = 0.1;
    private static final long MOST_OPERATIONS = 2_000_000;

    private final PlacePolish polish;

    HiddenZeros(PlacePolish polish) {
        this.polish = polish;
    }

    /** The stretch, cut at such zeros. */
    List<Stretch> split(Stretch stretch) {
        List<Stretch> parts = new ArrayList<>();
        Stretch rest = stretch;
        for (BigDecimal zero : zeros(stretch)) {
            boolean inside = zero.doubleValue() > rest.lower() && zero.doubleValue() < rest.upper();
            if (inside) {
                List<Stretch> two = rest.split(zero);
                parts.add(two.get(0));
                rest = two.get(1);
            }
        }
        parts.add(rest);
        return parts;
    }

    private List<BigDecimal> zeros(Stretch stretch) {
        List<BigDecimal> zeros = new ArrayList<>();
        Effort effort = Effort.of(MOST_OPERATIONS, "too large");
        try {
            for (Piece piece : stretch.pieces()) {
                Interval where = Interval.of(-REACH, REACH).intersect(Interval.of(piece.lower(), piece.upper()));
                if (where.isEmpty() || where.isPoint()) {
                    continue;
                }
                for (LogFactors.Factor factor : LogFactors.of(piece.slope()).factors()) {
                    Formula base = factor.base();
                    EnclosedFormula function = EnclosedFormula.ofContinuous(base, base.derivative(Y), effort);
                    for (RootIsolation.Unresolved open :
                            RootIsolation.find(function, where).unresolved()) {
                        if (open.where().width() <= WIDEST) {
                            BigDecimal zero = polish.zeroOfSlope(open.where());
                            if (zero != null) {
                                zeros.add(zero);
                            }
                        }
                    }
                }
            }
        } catch (InvalidInputException tooLarge) {
            return List.of();
        }
        zeros.sort(null);
        return zeros;
    }
}
