package org.jumpscope.formula;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;
import org.jumpscope.formula.Formula.Variable;
import org.jumpscope.numeric.Interval;

/** Range of a formula over an interval by interval arithmetic. */
final class Enclosure {
    /** The functions worked out in this room are right to 2^-48 (32 ulp) relative; their logarithms also absolutely. */
    private static final double RELATIVE = 0x1p-48;

    private static final Interval ZERO_TO_ONE = Interval.of(0, 1);

    private Enclosure() {}

    static Interval of(Formula formula, Interval x) {
        if (x.isEmpty()) {
            return Interval.EMPTY;
        } else if (formula instanceof Variable) {
            return x;
        } else if (formula instanceof Constant constant) {
            return Interval.point(constant.value());
        } else if (formula instanceof Sum sum) {
            Interval result = Interval.point(0);
            for (Formula term : sum.terms()) {
                result = result.add(of(term, x));
            }
            return result;
        } else if (formula instanceof Product product) {
            Interval result = Interval.point(1);
            for (Formula factor : product.factors()) {
                result = result.multiply(of(factor, x));
            }
            return result;
        } else if (formula instanceof Power power) {
            Interval base = of(power.base(), x);
            return power.exponent() instanceof Constant c
                    ? power(base, c.value())
                    : base.power(of(power.exponent(), x));
        } else if (formula instanceof Apply apply) {
            return apply(apply.function(), of(apply.argument(), x));
        }
        Conditional c = (Conditional) formula;
        Boolean decided = decide(c, x);
        if (decided != null) {
            return of(decided ? c.whenTrue() : c.whenFalse(), x);
        }
        return of(c.whenTrue(), where(c, x, c.relation()))
                .hull(of(c.whenFalse(), where(c, x, c.relation().opposite())));
    }

    /** An integer power is worked out by multiplications, which may be half an ulp off each. */
    static Interval power(Interval base, double exponent) {
        Interval exact = base.power(exponent);
        if (exact.isEmpty() || Math.abs(exponent) <= 2 || exponent != Math.rint(exponent)) {
            return exact;
        }
        double relative = Math.abs(exponent) * 0x1p-53;
        Interval factor = Interval.of(1 - relative, 1 + relative);
        Interval wide = exact.multiply(factor);
        boolean even = Signs.isEvenInteger(new Constant(exponent));
        return even ? wide.intersect(Interval.of(0, Double.POSITIVE_INFINITY)) : wide;
    }

    /** Whether the condition holds everywhere or nowhere in x; null where that is open. */
    static Boolean decide(Conditional c, Interval x) {
        Interval left = of(c.left(), x);
        Interval right = of(c.right(), x);
        if (left.isEmpty() || right.isEmpty()) {
            return null;
        }
        return switch (c.relation()) {
            case LESS -> left.high() < right.low() ? Boolean.TRUE : left.low() >= right.high() ? Boolean.FALSE : null;
            case LESS_OR_EQUAL ->
                left.high() <= right.low() ? Boolean.TRUE : left.low() > right.high() ? Boolean.FALSE : null;
            case GREATER ->
                left.low() > right.high() ? Boolean.TRUE : left.high() <= right.low() ? Boolean.FALSE : null;
            case GREATER_OR_EQUAL ->
                left.low() >= right.high() ? Boolean.TRUE : left.high() < right.low() ? Boolean.FALSE : null;
        };
    }

    /** The part of x where "variable relation constant" may hold; all of x for other conditions. */
    static Interval where(Conditional c, Interval x, Relation relation) {
        if (!(c.left() instanceof Variable) || !(c.right() instanceof Constant bound)) {
            return x;
        }
        return relation == Relation.LESS || relation == Relation.LESS_OR_EQUAL
                ? x.intersect(Interval.of(Double.NEGATIVE_INFINITY, bound.value()))
                : x.intersect(Interval.of(bound.value(), Double.POSITIVE_INFINITY));
    }

    /** Whether the formula may jump within x: a condition is open there or the argument of a sign may vanish. */
    static boolean mayJump(Formula formula, Interval x) {
        if (formula instanceof Conditional c) {
            Boolean decided = decide(c, x);
            return decided == null || mayJump(decided ? c.whenTrue() : c.whenFalse(), x);
        }
        if (formula instanceof Apply apply
                && apply.function() == Function.SIGN
                && of(apply.argument(), x).containsZero()) {
            return true;
        }
        for (Formula child : Size.children(formula)) {
            if (mayJump(child, x)) {
                return true;
            }
        }
        return false;
    }

    static Interval apply(Function function, Interval u) {
        return switch (function) {
            case ABS -> u.abs();
            case SIGN -> u.sign();
            case EXP -> u.exp();
            case LOG -> u.log();
            case LOG1P -> u.log1p();
            case EXPM1 -> u.expm1();
            case SIN -> u.sin();
            case COS -> u.cos();
            case TAN -> u.tan();
            case ASIN -> u.asin();
            case ACOS -> u.acos();
            case ATAN -> u.atan();
            case SINH -> u.sinh();
            case COSH -> u.cosh();
            case TANH -> u.tanh();
            case ASINH -> u.asinh();
            case ATANH -> u.atanh();
            case ERF -> u.erf();
            case SIGMOID -> u.sigmoid();
            case SOFTPLUS -> u.softplus();
            case LOG_SOFTPLUS, LOG_NORMAL_CDF -> increasing(function::value, u, RELATIVE);
            case SOFTPLUS_RATIO -> decreasing(function::value, u).intersect(ZERO_TO_ONE);
            case SOFTPLUS_BEND ->
                u.negate().sigmoid().subtract(apply(Function.SOFTPLUS_RATIO, u)).intersect(Interval.of(-1, 0));
            case NORMAL_CDF -> increasing(function::value, u, 0).intersect(ZERO_TO_ONE);
            case NORMAL_DENSITY -> decreasing(function::value, u.abs()).intersect(ZERO_TO_ONE);
            case NORMAL_RATIO -> decreasing(function::value, u).intersect(Interval.of(0, Double.POSITIVE_INFINITY));
            case NORMAL_BEND ->
                increasing(function::value, u, RELATIVE).intersect(Interval.of(0, Double.POSITIVE_INFINITY));
        };
    }

    private static Interval increasing(DoubleUnaryOperator f, Interval u, double absolute) {
        return u.isEmpty() ? u : around(f.applyAsDouble(u.low()), f.applyAsDouble(u.high()), absolute);
    }

    private static Interval decreasing(DoubleUnaryOperator f, Interval u) {
        return u.isEmpty() ? u : around(f.applyAsDouble(u.high()), f.applyAsDouble(u.low()), 0);
    }

    private static Interval around(double low, double high, double absolute) {
        return Interval.of(
                low - (Math.abs(low) * RELATIVE + absolute + Double.MIN_VALUE),
                high + (Math.abs(high) * RELATIVE + absolute + Double.MIN_VALUE));
    }

    /** The formula inside an interval, where conditions that are settled there and signs are resolved. */
    static Formula resolve(Formula formula, Interval x) {
        if (formula instanceof Conditional c) {
            Boolean decided = decideInside(c, x);
            if (decided != null) {
                return resolve(decided ? c.whenTrue() : c.whenFalse(), x);
            }
            return Conditionals.of(
                    resolve(c.left(), x),
                    c.relation(),
                    resolve(c.right(), x),
                    resolve(c.whenTrue(), x),
                    resolve(c.whenFalse(), x));
        } else if (formula instanceof Sum sum) {
            return Sums.of(resolve(sum.terms(), x));
        } else if (formula instanceof Product product) {
            return Products.of(resolve(product.factors(), x));
        } else if (formula instanceof Power power) {
            return Powers.of(resolve(power.base(), x), resolve(power.exponent(), x));
        } else if (formula instanceof Apply apply) {
            Formula u = resolve(apply.argument(), x);
            if (apply.function() == Function.ABS || apply.function() == Function.SIGN) {
                Interval range = of(u, x);
                int sign = range.low() >= 0 ? 1 : range.high() <= 0 ? -1 : 0;
                if (sign != 0) {
                    Constant factor = new Constant(sign);
                    return apply.function() == Function.SIGN ? factor : Products.of(factor, u);
                }
            }
            return Applications.of(apply.function(), u);
        }
        return formula;
    }

    private static List<Formula> resolve(List<Formula> formulas, Interval x) {
        return formulas.stream().map(f -> resolve(f, x)).toList();
    }

    private static Boolean decideInside(Conditional c, Interval x) {
        Interval difference = of(Sums.of(c.left(), Sums.negate(c.right())), x);
        boolean above = c.relation() == Relation.GREATER || c.relation() == Relation.GREATER_OR_EQUAL;
        if (difference.low() >= 0 && difference.high() > 0) {
            return above;
        }
        boolean below = difference.high() <= 0 && difference.low() < 0;
        return below ? Boolean.valueOf(!above) : decide(c, x);
    }
}
