package org.jumpscope.composition;

import org.jumpscope.formula.Formula;

/**
 * One smooth piece of a composition H(y), on which its slope h = H′ keeps one sign, is zero, or is undefined.
 *
 * @param lower lower end in y, −∞ allowed
 * @param upper upper end in y, ∞ allowed
 * @param kind whether the slope is smooth and non-zero, identically zero, or undefined here
 * @param sign sign of h, 0 unless smooth
 * @param value H(y) as a formula without conditions
 * @param slope h = H′
 * @param slopeDerivative h′
 * @param slopeSecondDerivative h″
 * @param logSlope log|h|; null unless smooth
 * @param rho ρ = h′/h = d log|h|/dy; null unless smooth
 * @param rhoDerivative ρ′; null unless smooth
 */
public record Piece(
        double lower,
        double upper,
        Kind kind,
        int sign,
        Formula value,
        Formula slope,
        Formula slopeDerivative,
        Formula slopeSecondDerivative,
        Formula logSlope,
        Formula rho,
        Formula rhoDerivative) {

    /** What the slope is on a piece. */
    public enum Kind {
        /** h is smooth and keeps one sign inside. */
        SMOOTH,
        /** h = 0: the dead zone, where a sample makes no jump. */
        DEAD,
        /** H has no value here, such as the logarithm of a negative number. */
        UNDEFINED
    }

    /** Whether h is smooth and non-zero inside. */
    public boolean isSmooth() {
        return kind == Kind.SMOOTH;
    }

    /** The same with another upper end. */
    Piece upTo(double newUpper) {
        return new Piece(
                lower,
                newUpper,
                kind,
                sign,
                value,
                slope,
                slopeDerivative,
                slopeSecondDerivative,
                logSlope,
                rho,
                rhoDerivative);
    }

    /** The same with another sign of h. */
    Piece withSign(int newSign) {
        return new Piece(
                lower,
                upper,
                kind,
                newSign,
                value,
                slope,
                slopeDerivative,
                slopeSecondDerivative,
                logSlope,
                rho,
                rhoDerivative);
    }
}
