package org.jumpscope.formula;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;

/** Canonical applications of a function to a canonical argument. */
final class Applications {
    private Applications() {}

    static Formula of(Function function, Formula u) {
        Formula lifted = Conditionals.lift(List.of(u), parts -> of(function, parts.get(0)));
        if (lifted != null) {
            return lifted;
        }
        if (u instanceof Constant c) {
            double value = function.value(c.value());
            // An underflow or a value that is not finite is left as it is, for rules such as log(exp(v)) = v.
            boolean exactZero = value == 0 && (c.value() == 0 || function == Function.LOG || function == Function.ACOS);
            boolean kept = Math.abs(value) >= Double.MIN_NORMAL || exactZero;
            return Double.isFinite(value) && kept ? new Constant(value) : new Apply(function, u);
        }
        if (function.symmetry() != Function.Symmetry.NONE && Signs.leadsNegative(u)) {
            Formula positive = of(function, Sums.negate(u));
            return function.symmetry() == Function.Symmetry.ODD ? Sums.negate(positive) : positive;
        }
        return switch (function) {
            case ABS -> absolute(u);
            case SIGN -> sign(u);
            case EXP -> exponential(u);
            case LOG -> logarithm(u);
            case LOG1P -> logarithmAboveOne(u);
            default -> new Apply(function, u);
        };
    }

    private static Formula absolute(Formula u) {
        if (Signs.isNonNegative(u)) {
            return u;
        } else if (u instanceof Apply apply && apply.function() == Function.SIGN) {
            return Constant.ONE; // as for sign(u)^2; the single point u = 0 does not count
        } else if (u instanceof Product product) {
            return Products.of(
                    product.factors().stream().map(f -> of(Function.ABS, f)).toList());
        } else if (u instanceof Power power && Signs.isInteger(power.exponent())) {
            return Powers.of(of(Function.ABS, power.base()), power.exponent());
        }
        return new Apply(Function.ABS, u);
    }

    private static Formula sign(Formula u) {
        if (Signs.isPositive(u) || (u instanceof Apply apply && apply.function() == Function.ABS)) {
            return Constant.ONE;
        } else if (u instanceof Apply apply && hasSignOfArgument(apply.function())) {
            return of(Function.SIGN, apply.argument());
        } else if (u instanceof Power power && Signs.isInteger(power.exponent())) {
            return Powers.of(of(Function.SIGN, power.base()), power.exponent());
        } else if (u instanceof Product product) {
            return Products.of(
                    product.factors().stream().map(f -> of(Function.SIGN, f)).toList());
        }
        return new Apply(Function.SIGN, u);
    }

    private static boolean hasSignOfArgument(Function function) {
        return switch (function) {
            case SIGN, SINH, ASINH, TANH, ATANH, ATAN, ASIN, ERF, EXPM1, LOG1P -> true;
            default -> false;
        };
    }

    /** exp(log u) = u, exp(c·log u) = u^c, exp(c·softplus(v)) = sigmoid(−v)^(−c), within a sum of terms. */
    private static Formula exponential(Formula u) {
        List<Formula> factors = new ArrayList<>();
        List<Formula> rest = new ArrayList<>();
        for (Formula term : u instanceof Sum sum ? sum.terms() : List.of(u)) {
            Formula factor = exponentialOfTerm(term);
            if (factor == null) {
                rest.add(term);
            } else {
                factors.add(factor);
            }
        }
        if (factors.isEmpty()) {
            return new Apply(Function.EXP, u);
        }
        if (!rest.isEmpty()) {
            factors.add(of(Function.EXP, Sums.of(rest)));
        }
        return Products.of(factors);
    }

    private static Formula exponentialOfTerm(Formula term) {
        Formula coefficient = Constant.ONE;
        Formula core = term;
        if (term instanceof Product product
                && product.factors().size() == 2
                && product.factors().get(0) instanceof Constant c) {
            coefficient = c;
            core = product.factors().get(1);
        }
        if (core instanceof Apply apply) {
            Formula v = apply.argument();
            return switch (apply.function()) {
                case LOG -> Powers.of(v, coefficient);
                case LOG1P -> Powers.of(Sums.of(v, Constant.ONE), coefficient);
                case SOFTPLUS ->
                    coefficient instanceof Constant c && c.value() < 0
                            ? Powers.of(of(Function.SIGMOID, Sums.negate(v)), new Constant(-c.value()))
                            : Powers.of(Sums.of(of(Function.EXP, v), Constant.ONE), coefficient);
                case LOG_SOFTPLUS -> Powers.of(of(Function.SOFTPLUS, v), coefficient);
                case LOG_NORMAL_CDF -> Powers.of(of(Function.NORMAL_CDF, v), coefficient);
                default -> null;
            };
        }
        return null;
    }

    static Formula logarithm(Formula u) {
        Formula v = ProductRules.exponentialAboveOne(u);
        if (v != null) {
            return of(Function.SOFTPLUS, v);
        }
        if (u instanceof Apply apply) {
            return switch (apply.function()) {
                case EXP -> apply.argument();
                case SIGMOID -> Sums.negate(of(Function.SOFTPLUS, Sums.negate(apply.argument())));
                case SOFTPLUS -> of(Function.LOG_SOFTPLUS, apply.argument());
                case NORMAL_CDF -> of(Function.LOG_NORMAL_CDF, apply.argument());
                case NORMAL_DENSITY ->
                    Sums.of(
                            Products.of(new Constant(-0.5), Powers.of(apply.argument(), new Constant(2))),
                            new Constant(-NormalLaw.LOG_SQRT_TWO_PI));
                default -> new Apply(Function.LOG, u);
            };
        } else if (u instanceof Power power) {
            return logarithmOfPower(power);
        } else if (u instanceof Product product) {
            return logarithmOfProduct(product);
        } else if (u instanceof Sum sum) {
            return logarithmOfSum(sum);
        }
        return new Apply(Function.LOG, u);
    }

    private static Formula logarithmOfPower(Power power) {
        if (Signs.isNonNegative(power.base())) {
            return Products.of(power.exponent(), of(Function.LOG, power.base()));
        } else if (Signs.isEvenInteger(power.exponent())) {
            return Products.of(power.exponent(), of(Function.LOG, of(Function.ABS, power.base())));
        } else if (Signs.isInteger(power.exponent()) || !(power.exponent() instanceof Constant)) {
            return power.exponent().equals(Constant.MINUS_ONE)
                    ? Sums.negate(of(Function.LOG, power.base()))
                    : new Apply(Function.LOG, power);
        }
        // A power with another exponent is defined only where its base is not negative.
        return Products.of(power.exponent(), of(Function.LOG, power.base()));
    }

    private static Formula logarithmOfProduct(Product product) {
        List<Formula> logarithms = new ArrayList<>();
        List<Formula> rest = new ArrayList<>();
        for (Formula factor : product.factors()) {
            if (Signs.isNonNegative(factor)) {
                logarithms.add(of(Function.LOG, factor));
            } else if (factor instanceof Constant c && c.value() != -1) {
                logarithms.add(of(Function.LOG, new Constant(-c.value())));
                rest.add(Constant.MINUS_ONE);
            } else {
                rest.add(factor);
            }
        }
        if (logarithms.isEmpty()) {
            return new Apply(Function.LOG, product);
        }
        if (!rest.isEmpty()) {
            logarithms.add(of(Function.LOG, Products.of(rest)));
        }
        return Sums.of(logarithms);
    }

    /** log(1 + v) = log1p(v), which keeps its digits for small v. */
    private static Formula logarithmOfSum(Sum sum) {
        List<Formula> terms = sum.terms();
        if (terms.get(terms.size() - 1).equals(Constant.ONE)) {
            return new Apply(Function.LOG1P, Sums.of(terms.subList(0, terms.size() - 1)));
        }
        return new Apply(Function.LOG, sum);
    }

    private static Formula logarithmAboveOne(Formula u) {
        return of(Function.LOG, Sums.of(u, Constant.ONE));
    }
}
