package org.jumpscope.design.classification;

import java.math.BigDecimal;
import java.util.List;
import org.jumpscope.composition.Piece;
import org.jumpscope.design.asymptotics.End;

/**
 * An interval of y on which h = H′ is smooth and keeps one sign, with its ends to 60 digits.
 *
 * @param lower lower end in y, −∞ allowed
 * @param upper upper end in y, ∞ allowed
 * @param lowerEnd the lower end approached from inside; null where its place is known to a double only
 * @param upperEnd the upper end approached from inside; null where its place is known to a double only
 * @param pieces the pieces of the composition that it consists of, in order
 */
record Stretch(double lower, double upper, End lowerEnd, End upperEnd, List<Piece> pieces) {
    Stretch {
        pieces = List.copyOf(pieces);
    }

    private Piece piece(double y) {
        for (Piece piece : pieces) {
            if (y <= piece.upper()) {
                return piece;
            }
        }
        return pieces.get(pieces.size() - 1);
    }

    double rho(double y) {
        return piece(y).rho().evaluate(y);
    }

    double rhoDerivative(double y) {
        return piece(y).rhoDerivative().evaluate(y);
    }

    double logSlope(double y) {
        return piece(y).logSlope().evaluate(y);
    }

    int sign() {
        return pieces.get(0).sign();
    }

    /** An upper end of this at the lower end of the next, where nothing happens, taken away. */
    Stretch joined(Stretch next) {
        List<Piece> all = new java.util.ArrayList<>(pieces);
        all.addAll(next.pieces);
        return new Stretch(lower, next.upper, lowerEnd, next.upperEnd, all);
    }

    /** A decimal number inside, share of the way from one end to the other, in the part where numbers are moderate. */
    BigDecimal inside(double share) {
        double low = Math.max(lower, Math.min(-4, upper - 8));
        double high = Math.min(upper, Math.max(4, lower + 8));
        double value = low + share * (high - low);
        // Fewer digits are faster, and as good.
        BigDecimal rounded = new BigDecimal(value).round(new java.math.MathContext(12));
        return rounded.doubleValue() > lower && rounded.doubleValue() < upper ? rounded : new BigDecimal(value);
    }
}
