package org.jumpscope.duality;

import java.util.List;
import org.jumpscope.composition.Piece;
import org.jumpscope.formula.Formula;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Variable;
import org.jumpscope.formula.Function;
import org.jumpscope.formula.LogFactors;
import org.jumpscope.formula.Relation;

/**
 * log|h|, ρ = h′/h and ρ′ as formulas in z = y − y₀, right to the last digit also where h vanishes or diverges at y₀.
 *
 * <p>Where the shifted formula has z as a factor, as (1 + z) − 1 = z, nothing is left to do. A factor whose zero y₀ is no
 * exact number, such as softplus(y) − 1, leaves its rounding error at z = 0; below |z| = z₀ it is replaced by its Taylor
 * polynomial c₁z(1 + az + bz²), with a relative error of (z₀/R)³ ≈ 1e-12 there, as large as the rounding of the factor at z₀.
 *
 * @param logSlope log|h|
 * @param rho ρ
 * @param rhoDerivative ρ′
 */
record LocalSlope(Formula logSlope, Formula rho, Formula rhoDerivative) {
    static final Variable Z = new Variable("z");
    private static final Variable Y = new Variable("y");
    /** z₀ in units of the radius R on which the factor bends. */
    private static final double REACH = 1e-4;

    static LocalSlope of(Piece piece, double originY) {
        Formula shift = Formula.constant(originY).plus(Z);
        Formula slope = piece.slope().substitute(Y, shift).simplify();
        LogFactors factors = LogFactors.of(slope);
        List<LogFactors.Factor> all = factors.factors();
        for (int i = 0; i < all.size(); i++) {
            LogFactors.Factor factor = all.get(i);
            Expansion expansion = Expansion.of(factor.base(), originY);
            if (expansion != null && factor.exponent().variables().isEmpty()) {
                Formula others = Formula.constant(factors.coefficient());
                for (int j = 0; j < all.size(); j++) {
                    if (j != i) {
                        others = others.times(
                                new Power(all.get(j).base(), all.get(j).exponent()));
                    }
                }
                return expansion.times(factor.exponent(), LogFactors.of(others));
            }
        }
        return new LocalSlope(
                piece.logSlope().substitute(Y, shift).simplify(),
                piece.rho().substitute(Y, shift).simplify(),
                piece.rhoDerivative().substitute(Y, shift).simplify());
    }

    /** A factor near a zero at z = 0 that its formula does not resolve: c₁z(1 + az + bz²) for |z| below reach. */
    private record Expansion(Formula base, double slope, double a, double b, double reach) {

        /** The expansion, or null where the factor has no zero at 0 or resolves it by itself. */
        static Expansion of(Formula base, double originY) {
            Formula first = base.derivative(Z);
            double slope = first.evaluate(0);
            double value = base.evaluate(0);
            double rounding = 1e-14 * Math.max(1, Math.abs(originY)) * Math.abs(slope);
            if (!(Math.abs(value) <= rounding) || slope == 0) {
                return null;
            }
            double tiny = 1e-250;
            if (Math.abs(base.evaluate(tiny) / (slope * tiny) - 1) < 0.01) {
                return null;
            }
            Formula second = first.derivative(Z);
            double a = second.evaluate(0) / (2 * slope);
            double b = second.derivative(Z).evaluate(0) / (6 * slope);
            double radius = Math.min(1, Math.min(1 / Math.abs(a), 1 / Math.sqrt(Math.abs(b))));
            return radius > 0 ? new Expansion(base, slope, a, b, REACH * radius) : null;
        }

        LocalSlope times(Formula exponent, LogFactors others) {
            Formula one = Formula.constant(1);
            Formula bend = Formula.constant(a).times(Z).plus(Formula.constant(b).times(Z.times(Z)));
            Formula nearLog = Formula.constant(Math.log(Math.abs(slope)))
                    .plus(new Apply(Function.LOG, new Apply(Function.ABS, Z)))
                    .plus(new Apply(Function.LOG1P, bend));
            Formula nearRho = one.dividedBy(Z).plus(bend.derivative(Z).dividedBy(one.plus(bend)));
            LogFactors own = LogFactors.of(base);
            Formula farRho = own.logarithmicDerivative(Z);
            Formula othersRho = others.logarithmicDerivative(Z);
            return new LocalSlope(
                    others.logMagnitude().plus(exponent.times(choose(nearLog, own.logMagnitude()))),
                    othersRho.plus(exponent.times(choose(nearRho, farRho))),
                    othersRho.derivative(Z).plus(exponent.times(choose(nearRho.derivative(Z), farRho.derivative(Z)))));
        }

        private Formula choose(Formula near, Formula far) {
            return new Conditional(new Apply(Function.ABS, Z), Relation.LESS, Formula.constant(reach), near, far);
        }
    }
}
