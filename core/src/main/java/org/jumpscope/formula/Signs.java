package org.jumpscope.formula;

import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;

/** What can be said of the sign of a formula without knowing its variables. */
final class Signs {
    private Signs() {}

    /** Whether the formula is above zero wherever it is defined. */
    static boolean isPositive(Formula formula) {
        if (formula instanceof Constant c) {
            return c.value() > 0;
        } else if (formula instanceof Sum sum) {
            return sum.terms().stream().allMatch(Signs::isNonNegative)
                    && sum.terms().stream().anyMatch(Signs::isPositive);
        } else if (formula instanceof Product product) {
            return product.factors().stream().allMatch(Signs::isPositive);
        } else if (formula instanceof Power power) {
            return isPositive(power.base());
        } else if (formula instanceof Apply apply) {
            return switch (apply.function()) {
                case EXP,
                        COSH,
                        SIGMOID,
                        SOFTPLUS,
                        SOFTPLUS_RATIO,
                        NORMAL_CDF,
                        NORMAL_DENSITY,
                        NORMAL_RATIO,
                        NORMAL_BEND -> true;
                case SIGN, SINH, ATAN, ASINH, TANH, ERF, EXPM1, LOG1P -> isPositive(apply.argument());
                default -> false;
            };
        } else if (formula instanceof Conditional c) {
            return isPositive(c.whenTrue()) && isPositive(c.whenFalse());
        }
        return false;
    }

    /** Whether the formula is at least zero wherever it is defined. */
    static boolean isNonNegative(Formula formula) {
        if (isPositive(formula)) {
            return true;
        } else if (formula instanceof Constant c) {
            return c.value() >= 0;
        } else if (formula instanceof Sum sum) {
            return sum.terms().stream().allMatch(Signs::isNonNegative);
        } else if (formula instanceof Product product) {
            return product.factors().stream().allMatch(Signs::isNonNegative);
        } else if (formula instanceof Power power) {
            return isNonNegative(power.base()) || isEvenInteger(power.exponent());
        } else if (formula instanceof Apply apply) {
            return switch (apply.function()) {
                case ABS, ACOS -> true;
                case SIGN, SINH, ATAN, ASINH, TANH, ERF, EXPM1, LOG1P, ASIN, ATANH -> isNonNegative(apply.argument());
                default -> false;
            };
        } else if (formula instanceof Conditional c) {
            boolean whenTrue = isNonNegative(c.whenTrue())
                    || (c.whenTrue().equals(c.left())
                            && c.right().equals(Constant.ZERO)
                            && (c.relation() == Relation.GREATER || c.relation() == Relation.GREATER_OR_EQUAL));
            return whenTrue && isNonNegative(c.whenFalse());
        }
        return false;
    }

    static boolean isInteger(Formula formula) {
        return formula instanceof Constant c && c.value() == Math.rint(c.value());
    }

    static boolean isEvenInteger(Formula formula) {
        return formula instanceof Constant c && c.value() / 2 == Math.rint(c.value() / 2);
    }

    /** Whether the leading coefficient is below zero; of a formula and its negative exactly one is so. */
    static boolean leadsNegative(Formula formula) {
        if (formula instanceof Constant c) {
            return c.value() < 0;
        } else if (formula instanceof Product product) {
            Formula first = product.factors().get(0);
            if (first instanceof Constant c) {
                // A positive coefficient stands before a lone sum, which has a sign of its own.
                boolean lone =
                        product.factors().size() == 2 && product.factors().get(1) instanceof Sum;
                boolean sum = lone && leadsNegative(product.factors().get(1));
                return (c.value() < 0) != sum;
            }
            return false;
        } else if (formula instanceof Sum sum) {
            return leadsNegative(sum.terms().get(0));
        }
        return false;
    }
}
