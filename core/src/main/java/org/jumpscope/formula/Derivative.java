package org.jumpscope.formula;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;
import org.jumpscope.formula.Formula.Variable;
import org.jumpscope.numeric.Effort;

/** Derivatives of canonical formulas, in forms that do not cancel. */
final class Derivative {
    private static final Constant TWO = new Constant(2);
    private static final Constant MINUS_HALF = new Constant(-0.5);

    private final Variable variable;
    private final IdentityHashMap<Formula, Formula> done = new IdentityHashMap<>();
    private final Size sizes = new Size();
    private final Effort effort = Size.effort();

    Derivative(Variable variable) {
        this.variable = variable;
    }

    Formula of(Formula formula) {
        if (formula instanceof Constant) {
            return Constant.ZERO;
        } else if (formula instanceof Variable) {
            return formula.equals(variable) ? Constant.ONE : Constant.ZERO;
        }
        Formula known = done.get(formula);
        if (known == null) {
            known = Size.checked(differentiate(formula));
            done.put(formula, known);
        }
        return known;
    }

    private Formula differentiate(Formula formula) {
        if (formula instanceof Sum sum) {
            return Sums.of(counted(sum.terms().stream().map(this::of).toList()));
        } else if (formula instanceof Product product) {
            return product(product.factors());
        } else if (formula instanceof Power power) {
            return power(power);
        } else if (formula instanceof Apply apply) {
            Formula inner = of(apply.argument());
            return inner.equals(Constant.ZERO)
                    ? Constant.ZERO
                    : Products.of(counted(List.of(outer(apply.function(), apply.argument()), inner)));
        }
        Conditional c = (Conditional) formula;
        return Conditionals.of(c.left(), c.relation(), c.right(), of(c.whenTrue()), of(c.whenFalse()));
    }

    /** The operands of an operation, after the effort of reading them has been counted. */
    private List<Formula> counted(List<Formula> operands) {
        effort.spend(sizes.count(operands));
        return operands;
    }

    private Formula product(List<Formula> factors) {
        List<Formula> terms = new ArrayList<>();
        for (int i = 0; i < factors.size(); i++) {
            Formula slope = of(factors.get(i));
            if (!slope.equals(Constant.ZERO)) {
                List<Formula> term = new ArrayList<>(factors);
                term.set(i, slope);
                terms.add(Products.of(counted(term)));
            }
        }
        return Sums.of(counted(terms));
    }

    private Formula power(Power power) {
        Formula base = power.base();
        Formula exponent = power.exponent();
        Formula baseSlope = of(base);
        Formula exponentSlope = of(exponent);
        Formula ofBase = baseSlope.equals(Constant.ZERO)
                ? Constant.ZERO
                : Products.of(counted(
                        List.of(exponent, Powers.of(base, Sums.of(exponent, Constant.MINUS_ONE)), baseSlope)));
        Formula ofExponent = exponentSlope.equals(Constant.ZERO)
                ? Constant.ZERO
                : Products.of(counted(List.of(power, Applications.of(Function.LOG, base), exponentSlope)));
        return Sums.of(counted(List.of(ofBase, ofExponent)));
    }

    /** Slope of the function at u. */
    static Formula outer(Function function, Formula u) {
        return switch (function) {
            case ABS -> Applications.of(Function.SIGN, u);
            case SIGN -> Constant.ZERO;
            case EXP, EXPM1 -> Applications.of(Function.EXP, u);
            case LOG -> Powers.of(u, Constant.MINUS_ONE);
            case LOG1P -> Powers.of(Sums.of(u, Constant.ONE), Constant.MINUS_ONE);
            case SIN -> Applications.of(Function.COS, u);
            case COS -> Sums.negate(Applications.of(Function.SIN, u));
            case TAN -> Powers.of(Applications.of(Function.COS, u), new Constant(-2));
            case ASIN -> oneLessSquare(u, MINUS_HALF);
            case ACOS -> Sums.negate(oneLessSquare(u, MINUS_HALF));
            case ATAN -> Powers.of(Sums.of(Powers.of(u, TWO), Constant.ONE), Constant.MINUS_ONE);
            case SINH -> Applications.of(Function.COSH, u);
            case COSH -> Applications.of(Function.SINH, u);
            case TANH -> Products.of(new Constant(4), SumRules.hyperbolicSecantFactors(u));
            case ASINH -> Powers.of(Sums.of(Powers.of(u, TWO), Constant.ONE), MINUS_HALF);
            case ATANH -> oneLessSquare(u, Constant.MINUS_ONE);
            case ERF ->
                Products.of(
                        new Constant(2 / Math.sqrt(Math.PI)),
                        Applications.of(Function.EXP, Sums.negate(Powers.of(u, TWO))));
            case SIGMOID ->
                Products.of(Applications.of(Function.SIGMOID, u), Applications.of(Function.SIGMOID, Sums.negate(u)));
            case SOFTPLUS -> Applications.of(Function.SIGMOID, u);
            case LOG_SOFTPLUS -> Applications.of(Function.SOFTPLUS_RATIO, u);
            case SOFTPLUS_RATIO ->
                Products.of(Applications.of(Function.SOFTPLUS_RATIO, u), Applications.of(Function.SOFTPLUS_BEND, u));
            case SOFTPLUS_BEND ->
                Sums.negate(Sums.of(
                        outer(Function.SIGMOID, u),
                        Products.of(
                                Applications.of(Function.SOFTPLUS_RATIO, u),
                                Applications.of(Function.SOFTPLUS_BEND, u))));
            case NORMAL_CDF -> Applications.of(Function.NORMAL_DENSITY, u);
            case NORMAL_DENSITY -> Products.of(Constant.MINUS_ONE, u, Applications.of(Function.NORMAL_DENSITY, u));
            case LOG_NORMAL_CDF -> Applications.of(Function.NORMAL_RATIO, u);
            case NORMAL_RATIO ->
                Products.of(
                        Constant.MINUS_ONE,
                        Applications.of(Function.NORMAL_RATIO, u),
                        Applications.of(Function.NORMAL_BEND, u));
            case NORMAL_BEND ->
                Sums.of(
                        Constant.ONE,
                        Products.of(
                                Constant.MINUS_ONE,
                                Applications.of(Function.NORMAL_RATIO, u),
                                Applications.of(Function.NORMAL_BEND, u)));
        };
    }

    /** (1 − u²)^exponent as two factors, which keep their digits near u = ±1. */
    private static Formula oneLessSquare(Formula u, Constant exponent) {
        return Products.of(
                Powers.of(Sums.of(Constant.ONE, u), exponent),
                Powers.of(Sums.of(Constant.ONE, Sums.negate(u)), exponent));
    }
}
