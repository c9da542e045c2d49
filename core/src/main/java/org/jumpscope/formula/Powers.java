package org.jumpscope.formula;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;

/** Canonical powers of a canonical base and exponent. */
final class Powers {
    private Powers() {}

    static Formula of(Formula base, Formula exponent) {
        if (exponent.equals(Constant.ZERO) || base.equals(Constant.ONE)) {
            return Constant.ONE;
        } else if (exponent.equals(Constant.ONE)) {
            return base;
        }
        Formula lifted = Conditionals.lift(List.of(base, exponent), parts -> of(parts.get(0), parts.get(1)));
        if (lifted != null) {
            return lifted;
        }
        if (base instanceof Constant c) {
            return ofConstant(c, exponent);
        } else if (base instanceof Power inner) {
            return ofPower(inner, exponent);
        } else if (base instanceof Product product) {
            return ofProduct(product, exponent);
        } else if (base instanceof Apply apply) {
            return ofFunction(apply, exponent);
        } else if (base instanceof Sum sum) {
            return ofSum(sum, exponent);
        }
        return new Power(base, exponent);
    }

    private static Formula ofConstant(Constant base, Formula exponent) {
        if (exponent instanceof Constant e) {
            double value = Evaluation.power(base.value(), e.value());
            // What is infinite, undefined or has lost digits is left to be seen at evaluation.
            boolean exact = Math.abs(value) >= Double.MIN_NORMAL || base.value() == 0;
            return Double.isFinite(value) && exact ? new Constant(value) : new Power(base, exponent);
        }
        return base.value() == Math.E ? Applications.of(Function.EXP, exponent) : new Power(base, exponent);
    }

    private static Formula ofPower(Power inner, Formula exponent) {
        if (Signs.isInteger(exponent) || Signs.isPositive(inner.base())) {
            return of(inner.base(), Products.of(inner.exponent(), exponent));
        } else if (Signs.isNonNegative(inner.base()) && inner.exponent() instanceof Constant c && c.value() > 0) {
            return of(inner.base(), Products.of(c, exponent));
        } else if (Signs.isEvenInteger(inner.exponent())) {
            return of(Applications.of(Function.ABS, inner.base()), Products.of(inner.exponent(), exponent));
        }
        return new Power(inner, exponent);
    }

    private static Formula ofProduct(Product base, Formula exponent) {
        boolean integer = Signs.isInteger(exponent);
        List<Formula> outside = new ArrayList<>();
        List<Formula> inside = new ArrayList<>();
        for (Formula factor : base.factors()) {
            if (integer || Signs.isNonNegative(factor)) {
                outside.add(of(factor, exponent));
            } else if (factor instanceof Constant c && c.value() != -1) {
                outside.add(of(new Constant(-c.value()), exponent));
                inside.add(Constant.MINUS_ONE);
            } else {
                inside.add(factor);
            }
        }
        if (outside.isEmpty()) {
            return new Power(base, exponent);
        } else if (!inside.isEmpty()) {
            outside.add(of(Products.of(inside), exponent));
        }
        return Products.of(outside);
    }

    private static Formula ofFunction(Apply base, Formula exponent) {
        Formula u = base.argument();
        switch (base.function()) {
            case EXP -> {
                return Applications.of(Function.EXP, Products.of(exponent, u));
            }
            case ABS -> {
                if (Signs.isEvenInteger(exponent)) {
                    return of(u, exponent);
                }
            }
            case SIGN -> {
                if (Signs.isInteger(exponent)) {
                    return Signs.isEvenInteger(exponent) ? Constant.ONE : base;
                }
            }
            case COSH -> {
                if (Signs.isEvenInteger(exponent) && exponent instanceof Constant c && c.value() < 0) {
                    // 1/cosh^2(u) = 4 sigmoid(2u) sigmoid(-2u) does not overflow on the way.
                    Formula square = Products.of(new Constant(4), SumRules.hyperbolicSecantFactors(u));
                    return of(square, new Constant(-c.value() / 2));
                }
            }
            default -> {
                // No identity for other functions.
            }
        }
        return new Power(base, exponent);
    }

    private static Formula ofSum(Sum base, Formula exponent) {
        Formula v = ProductRules.exponentialAboveOne(base);
        if (v != null && exponent instanceof Constant c && c.value() < 0) {
            return of(Applications.of(Function.SIGMOID, Sums.negate(v)), new Constant(-c.value()));
        }
        if (Signs.isInteger(exponent) && Signs.leadsNegative(base)) {
            Formula power = of(Sums.negate(base), exponent);
            return Signs.isEvenInteger(exponent) ? power : Sums.negate(power);
        }
        return new Power(base, exponent);
    }
}
