package org.jumpscope.formula;

import java.util.ArrayList;
import java.util.Map;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Sum;

/** Identities between the factors of a product. */
final class ProductRules {
    private static final Constant HALF = new Constant(0.5);

    private ProductRules() {}

    static void apply(Products.FactorMap map) {
        boolean changed;
        do {
            changed = false;
            for (Map.Entry<Formula, Formula> entry :
                    new ArrayList<>(map.exponents().entrySet())) {
                Formula base = entry.getKey();
                if (base instanceof Apply apply
                        && entry.getValue() instanceof Constant exponent
                        && exponent.equals(map.exponents().get(base))) {
                    changed |= rule(map, apply, exponent.value());
                }
            }
        } while (changed);
    }

    private static boolean rule(Products.FactorMap map, Apply factor, double exponent) {
        return switch (factor.function()) {
            case SIGN -> sign(map, factor, exponent);
            case ABS -> absolute(map, factor, exponent);
            case SIGMOID -> sigmoid(map, factor, exponent);
            case SINH -> ratio(map, factor, exponent, Function.COSH, Function.TANH);
            case EXPM1 -> exponentialLessOne(map, factor, exponent);
            default -> false;
        };
    }

    /** sign(u)·abs(u)^odd = u^odd and sign(u)·u = abs(u). */
    private static boolean sign(Products.FactorMap map, Apply factor, double exponent) {
        if (exponent != 1) {
            return false;
        }
        Formula u = factor.argument();
        Formula absolute = Applications.of(Function.ABS, u);
        double power = map.exponent(absolute);
        double plain = map.exponent(u);
        if (isOdd(power)) {
            map.put(factor, 0);
            map.put(absolute, 0);
            map.multiply(Powers.of(u, new Constant(power)));
            return true;
        } else if (isOdd(plain)) {
            map.put(factor, 0);
            map.put(u, plain - 1);
            map.multiply(absolute);
            return true;
        }
        return false;
    }

    /** u/abs(u) = sign(u). */
    private static boolean absolute(Products.FactorMap map, Apply factor, double exponent) {
        Formula u = factor.argument();
        double plain = map.exponent(u);
        if (!isOdd(exponent) || !isOdd(plain) || exponent * plain > 0) {
            return false;
        }
        map.put(factor, 0);
        map.put(u, plain + exponent);
        map.multiply(Applications.of(Function.SIGN, u));
        return true;
    }

    private static boolean isOdd(double value) {
        return value == Math.rint(value) && value % 2 != 0;
    }

    /** sigmoid(u)/sigmoid(−u) = exp(u) in its forms. */
    private static boolean sigmoid(Products.FactorMap map, Apply factor, double exponent) {
        Formula u = factor.argument();
        Formula mirror = Applications.of(Function.SIGMOID, Sums.negate(u));
        double mirrored = map.exponent(mirror);
        if (exponent > 0 && mirrored < 0) {
            double count = Math.min(exponent, -mirrored);
            map.put(factor, exponent - count);
            map.put(mirror, mirrored + count);
            map.multiply(Applications.of(Function.EXP, Products.of(new Constant(count), u)));
            return true;
        }
        Apply exponential = map.exponential();
        double multiple = exponential == null ? 0 : multiple(exponential.argument(), u);
        if (exponent * multiple >= 0) {
            return false;
        }
        // exp(-u) sigmoid(u) = sigmoid(-u), exp(u)/sigmoid(u) = 1/sigmoid(-u).
        double count = Math.floor(Math.min(Math.abs(exponent), Math.abs(multiple)));
        if (count < 1) {
            return false;
        }
        double step = exponent > 0 ? count : -count;
        map.put(factor, exponent - step);
        map.put(mirror, mirrored + step);
        map.replaceExponential(exponential, Products.of(new Constant(multiple + step), u));
        return true;
    }

    /** sinh(u)/cosh(u) = tanh(u) in its powers. */
    private static boolean ratio(
            Products.FactorMap map, Apply factor, double exponent, Function denominator, Function quotient) {
        Formula below = Applications.of(denominator, factor.argument());
        double other = map.exponent(below);
        if (exponent * other >= 0) {
            return false;
        }
        double count = Math.copySign(Math.min(Math.abs(exponent), Math.abs(other)), exponent);
        map.put(factor, exponent - count);
        map.put(below, other + count);
        map.multiply(Powers.of(Applications.of(quotient, factor.argument()), new Constant(count)));
        return true;
    }

    /** expm1(u)·sigmoid(−u) = tanh(u/2). */
    private static boolean exponentialLessOne(Products.FactorMap map, Apply factor, double exponent) {
        Formula u = factor.argument();
        Formula sigmoid = Applications.of(Function.SIGMOID, Sums.negate(u));
        double other = map.exponent(sigmoid);
        if (exponent * other <= 0) {
            return false;
        }
        double count = Math.copySign(Math.min(Math.abs(exponent), Math.abs(other)), exponent);
        map.put(factor, exponent - count);
        map.put(sigmoid, other - count);
        map.multiply(Powers.of(Applications.of(Function.TANH, Products.of(HALF, u)), new Constant(count)));
        return true;
    }

    /** The number r with a = r·u, or 0 where there is none to be seen. */
    static double multiple(Formula a, Formula u) {
        LinearCombination x = new LinearCombination();
        x.add(a, 1);
        LinearCombination y = new LinearCombination();
        y.add(u, 1);
        if (x.isConstant()
                || y.isConstant()
                || x.coefficients().size() != y.coefficients().size()) {
            return 0;
        }
        Map.Entry<Formula, Double> first =
                y.coefficients().entrySet().iterator().next();
        double r = x.coefficient(first.getKey()) / first.getValue();
        boolean all = x.constant() == r * y.constant();
        for (Map.Entry<Formula, Double> entry : y.coefficients().entrySet()) {
            all &= x.coefficient(entry.getKey()) == r * entry.getValue();
        }
        return all ? r : 0;
    }

    /** Whether the formula is 1 + exp(v), and then v; else null. */
    static Formula exponentialAboveOne(Formula formula) {
        if (formula instanceof Sum sum
                && sum.terms().size() == 2
                && sum.terms().get(1).equals(Constant.ONE)) {
            Formula term = sum.terms().get(0);
            if (term instanceof Apply apply && apply.function() == Function.EXP) {
                return apply.argument();
            }
        }
        return null;
    }
}
