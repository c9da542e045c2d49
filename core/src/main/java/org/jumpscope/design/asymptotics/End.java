package org.jumpscope.design.asymptotics;

import java.math.BigDecimal;
import org.jumpscope.formula.Formula;

/**
 * An end of an interval of y, approached from inside: z → ∞ with y = ±z, or y = point ± 1/z.
 *
 * @param point the end; null at infinity
 * @param side 1 for y → ∞ or from above, −1 for y → −∞ or from below
 */
public record End(BigDecimal point, int side) {
    private static final Formula.Variable Y = new Formula.Variable("y");

    /**
     * An infinite end.
     *
     * @param side 1 for ∞, −1 for −∞
     * @return the end
     */
    public static End infinite(int side) {
        return new End(null, side);
    }

    /**
     * A finite end.
     *
     * @param point the point
     * @param side 1 where y lies above it, −1 below
     * @return the end
     */
    public static End at(BigDecimal point, int side) {
        return new End(point, side);
    }

    /**
     * Says whether the end is infinite.
     *
     * @return whether there is no point
     */
    public boolean isInfinite() {
        return point == null;
    }

    /** y as a function of z. */
    Expansion variable(int most) {
        BigDecimal sign = BigDecimal.valueOf(side);
        if (isInfinite()) {
            return Expansion.of(sign, Growth.ofLogarithm(0, BigDecimal.ONE), most);
        }
        return Expansion.constant(point, most)
                .plus(Expansion.of(sign, Growth.ofLogarithm(0, BigDecimal.ONE.negate()), most));
    }

    /**
     * Differentiates an expansion in z by y.
     *
     * @param function f
     * @return df/dy
     */
    public Expansion derivative(Expansion function) {
        Expansion byZ = function.derivative();
        if (isInfinite()) {
            return byZ.times(BigDecimal.valueOf(side));
        }
        Expansion slope = Expansion.of(
                BigDecimal.valueOf(-side), Growth.ofLogarithm(0, BigDecimal.valueOf(2)), function.most());
        return byZ.times(slope);
    }

    /**
     * A scale as a formula in y, for reading.
     *
     * @param growth the scale
     * @return the formula, simplified
     */
    public Formula formula(Growth growth) {
        return raw(growth).simplify();
    }

    /**
     * A term as a formula in y, for reading.
     *
     * @param term the term
     * @return the formula, simplified
     */
    public Formula formula(Growth.Term term) {
        return Formula.constant(term.coefficient().doubleValue())
                .times(raw(term.growth()))
                .simplify();
    }

    /** z^power. */
    private Formula distancePower(BigDecimal power) {
        double p = power.doubleValue();
        boolean whole = p == Math.rint(p);
        boolean even = whole && p % 2 == 0;
        if (isInfinite()) {
            Formula base = side > 0 || even ? Y : Formula.constant(-1).times(Y);
            return new Formula.Power(base, Formula.constant(p));
        }
        Formula at = Formula.constant(point.doubleValue());
        Formula base = side > 0 || even ? Y.minus(at) : at.minus(Y);
        return new Formula.Power(base, Formula.constant(-p));
    }

    private Formula raw(Growth growth) {
        Formula product = Formula.constant(1);
        for (int i = 0; i < growth.powers().size(); i++) {
            BigDecimal power = growth.powers().get(i);
            if (power.signum() == 0) {
                continue;
            }
            if (i == 0) {
                product = product.times(distancePower(power));
            } else {
                Formula logarithm = distancePower(BigDecimal.ONE);
                for (int j = 0; j < i; j++) {
                    logarithm = new Formula.Apply(org.jumpscope.formula.Function.LOG, logarithm);
                }
                product = product.times(new Formula.Power(logarithm, Formula.constant(power.doubleValue())));
            }
        }
        if (!growth.exponent().isEmpty()) {
            Formula exponent = Formula.constant(0);
            for (Growth.Term term : growth.exponent()) {
                exponent = exponent.plus(Formula.constant(term.coefficient().doubleValue())
                        .times(raw(term.growth())));
            }
            product = product.times(new Formula.Apply(org.jumpscope.formula.Function.EXP, exponent));
        }
        return product;
    }

    @Override
    public String toString() {
        if (isInfinite()) {
            return side > 0 ? "y -> infinity" : "y -> -infinity";
        }
        return "y -> " + point.doubleValue() + (side > 0 ? " from above" : " from below");
    }
}
