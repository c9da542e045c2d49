package org.jumpscope.design.asymptotics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jumpscope.formula.Formula;
import org.jumpscope.formula.Function;

/**
 * An end of an interval of y, approached from inside: z → ∞ with y = ±z, or y = point ± 1/z.
 *
 * @param point the end; null at infinity
 * @param side 1 for y → ∞ or from above, −1 for y → −∞ or from below
 */
public record End(BigDecimal point, int side) {
    private static final Formula.Variable Y = new Formula.Variable("y");
    private static final MathContext READABLE = new MathContext(6);

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
        Expansion slope =
                Expansion.of(BigDecimal.valueOf(-side), Growth.ofLogarithm(0, BigDecimal.valueOf(2)), function.most());
        return byZ.times(slope);
    }

    /**
     * A scale as a formula in y, for reading.
     *
     * @param growth the scale
     * @return the formula
     */
    public Formula formula(Growth growth) {
        return formula(new Growth.Term(BigDecimal.ONE, growth));
    }

    /**
     * A term as a formula in y, for reading: numbers have six digits.
     *
     * @param term the term
     * @return the formula
     */
    public Formula formula(Growth.Term term) {
        double coefficient = readable(term.coefficient());
        List<Formula> factors = new ArrayList<>();
        for (int i = 0; i < term.growth().powers().size(); i++) {
            BigDecimal power = term.growth().powers().get(i);
            if (power.signum() != 0) {
                coefficient *= addLogarithm(factors, i, power);
            }
        }
        if (!term.growth().exponent().isEmpty()) {
            List<Formula> exponent =
                    term.growth().exponent().stream().map(this::formula).toList();
            Formula sum = exponent.size() == 1 ? exponent.get(0) : new Formula.Sum(exponent);
            factors.add(new Formula.Apply(Function.EXP, sum));
        }
        if (factors.isEmpty() || coefficient != 1) {
            factors.add(0, Formula.constant(coefficient));
        }
        return factors.size() == 1 ? factors.get(0) : new Formula.Product(factors);
    }

    private static double readable(BigDecimal value) {
        return value.round(READABLE).doubleValue();
    }

    /** Adds l_i^power; the sign that log z = −log(1/z) brings is answered. */
    private double addLogarithm(List<Formula> factors, int index, BigDecimal power) {
        double p = readable(power);
        if (index == 0) {
            // A whole power of −(y − a) is written as one of y − a.
            factors.add(power(distance(p == Math.rint(p)), isInfinite() ? p : -p));
            return side < 0 && Math.abs(p) % 2 == 1 ? -1 : 1;
        }
        boolean whole = p == Math.rint(p);
        boolean inverse = !isInfinite() && !(index == 1 && whole);
        Formula argument = inverse ? power(distance(false), -1) : distance(false);
        for (int j = 0; j < index; j++) {
            argument = new Formula.Apply(Function.LOG, argument);
        }
        factors.add(power(argument, p));
        return !isInfinite() && !inverse && p % 2 != 0 ? -1 : 1;
    }

    private static Formula power(Formula base, double exponent) {
        return exponent == 1 ? base : new Formula.Power(base, Formula.constant(exponent));
    }

    /** z or 1/z as a formula, or its negative where the sign is free. */
    private Formula distance(boolean signIsFree) {
        boolean above = side > 0 || signIsFree;
        double place = isInfinite() ? 0 : readable(point);
        if (place == 0) {
            return above ? Y : new Formula.Product(List.of(Formula.constant(-1), Y));
        }
        Formula at = Formula.constant(place);
        return above ? Y.minus(at) : at.minus(Y);
    }

    @Override
    public String toString() {
        if (isInfinite()) {
            return side > 0 ? "y -> infinity" : "y -> -infinity";
        }
        return "y -> " + point.doubleValue() + (side > 0 ? " from above" : " from below");
    }
}
