package org.jumpscope.design.classification;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jumpscope.composition.Piece;
import org.jumpscope.design.asymptotics.End;
import org.jumpscope.design.asymptotics.ExpansionFailure;
import org.jumpscope.formula.Formula;

/**
 * An interval of y on which h = H′ is smooth and keeps one sign, with its ends to 60 digits.
 *
 * @param lower lower end in y, −∞ allowed
 * @param upper upper end in y, ∞ allowed
 * @param lowerEnd the lower end approached from inside; null where its place is known to a double only
 * @param upperEnd the upper end approached from inside; null where its place is known to a double only
 * @param pieces the pieces of the composition that it consists of, in order
 * @param family the exact family of h; empty if there is none, or it has not been sought
 * @param familyFailure why the family could not be sought; null if it could
 */
record Stretch(
        double lower,
        double upper,
        End lowerEnd,
        End upperEnd,
        List<Piece> pieces,
        Optional<SlopeFamily> family,
        String familyFailure) {
    Stretch {
        pieces = List.copyOf(pieces);
    }

    static Stretch of(double lower, double upper, End lowerEnd, End upperEnd, List<Piece> pieces) {
        return new Stretch(lower, upper, lowerEnd, upperEnd, pieces, Optional.empty(), null);
    }

    /** The same with its family sought. */
    Stretch recognised(Formula value) {
        try {
            return new Stretch(lower, upper, lowerEnd, upperEnd, pieces, SlopeFamily.of(value, this), null);
        } catch (ExpansionFailure failure) {
            return new Stretch(lower, upper, lowerEnd, upperEnd, pieces, Optional.empty(), failure.getMessage());
        }
    }

    /** The two parts below and above a place inside. */
    List<Stretch> split(BigDecimal place) {
        double y = place.doubleValue();
        return List.of(
                new Stretch(lower, y, lowerEnd, End.at(place, -1), pieces, family, familyFailure),
                new Stretch(y, upper, End.at(place, 1), upperEnd, pieces, family, familyFailure));
    }

    /** Whether the lower or upper end is a zero of h inside a piece, which rounding hides. */
    boolean isHidden(boolean lowerOne) {
        return lowerOne
                ? pieces.get(0).lower() < lower && Double.isFinite(lower)
                : pieces.get(pieces.size() - 1).upper() > upper;
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
        List<Piece> all = new ArrayList<>(pieces);
        all.addAll(next.pieces);
        return of(lower, next.upper, lowerEnd, next.upperEnd, all);
    }

    /** A decimal number inside, share of the way from one end to the other, in the part where numbers are moderate. */
    BigDecimal inside(double share) {
        double low = Math.max(lower, Math.min(-4, upper - 8));
        double high = Math.min(upper, Math.max(4, lower + 8));
        double value = low + share * (high - low);
        // Fewer digits are faster, and as good.
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(12));
        return rounded.doubleValue() > lower && rounded.doubleValue() < upper ? rounded : new BigDecimal(value);
    }
}
