package org.jumpscope.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;

/** Canonical products of canonical factors. */
final class Products {
    private Products() {}

    static Formula of(Formula... factors) {
        return of(List.of(factors));
    }

    static Formula of(List<Formula> factors) {
        for (Formula factor : factors) {
            // The slope of a constant piece is zero, also where the other factor has no finite value.
            if (factor.equals(Constant.ZERO)) {
                return Constant.ZERO;
            }
        }
        Formula lifted = Conditionals.lift(factors, Products::of);
        if (lifted != null) {
            return lifted;
        }
        FactorMap map = new FactorMap();
        for (Formula factor : factors) {
            map.multiply(factor);
        }
        ProductRules.apply(map);
        return build(map);
    }

    private static Formula build(FactorMap map) {
        List<Formula> result = new ArrayList<>();
        boolean settled = true;
        for (Map.Entry<Formula, Formula> entry : map.exponents().entrySet()) {
            Formula factor = Powers.of(entry.getKey(), entry.getValue());
            settled &= isPower(factor, entry.getKey(), entry.getValue());
            result.add(factor);
        }
        double coefficient = map.coefficient();
        if (!settled) {
            result.add(new Constant(coefficient));
            return of(result);
        }
        if (result.isEmpty()) {
            return new Constant(coefficient);
        }
        if (result.size() == 1) {
            if (coefficient == 1) {
                return result.get(0);
            }
            if (result.get(0) instanceof Sum sum) {
                return scaledSum(sum, coefficient);
            }
        }
        if (coefficient != 1) {
            result.add(0, new Constant(coefficient));
        }
        return new Product(result);
    }

    private static boolean isPower(Formula factor, Formula base, Formula exponent) {
        return exponent.equals(Constant.ONE)
                ? factor.equals(base)
                : factor instanceof Power power
                        && power.base().equals(base)
                        && power.exponent().equals(exponent);
    }

    /** A lone sum carries the sign itself; its coefficient stays outside and positive. */
    private static Formula scaledSum(Sum sum, double coefficient) {
        if (coefficient > 0) {
            return new Product(List.of(new Constant(coefficient), sum));
        }
        Sum negated = Sums.negateTerms(sum);
        return coefficient == -1 ? negated : new Product(List.of(new Constant(-coefficient), negated));
    }

    /** coefficient · Π base^exponent with powers of one base collected; modified in place. */
    static final class FactorMap {
        private final TreeMap<Formula, Formula> exponents = new TreeMap<>(CanonicalOrder.ORDER);
        private double coefficient = 1;

        double coefficient() {
            return coefficient;
        }

        Map<Formula, Formula> exponents() {
            return exponents;
        }

        /** The constant exponent of a base; zero where it does not occur or has no constant exponent. */
        double exponent(Formula base) {
            return exponents.get(base) instanceof Constant c ? c.value() : 0;
        }

        void put(Formula base, double exponent) {
            if (exponent == 0) {
                exponents.remove(base);
            } else {
                exponents.put(base, new Constant(exponent));
            }
        }

        void scale(double factor) {
            coefficient = LinearCombination.multiply(coefficient, factor);
        }

        void multiply(Formula factor) {
            if (factor instanceof Constant c) {
                scale(c.value());
            } else if (factor instanceof Product product) {
                product.factors().forEach(this::multiply);
            } else if (factor instanceof Power power) {
                multiply(power.base(), power.exponent());
            } else {
                multiply(factor, Constant.ONE);
            }
        }

        private void multiply(Formula base, Formula exponent) {
            Formula positive = base;
            if (base instanceof Sum sum && Signs.isInteger(exponent) && Signs.leadsNegative(sum)) {
                positive = Sums.negateTerms(sum);
                if (!Signs.isEvenInteger(exponent)) {
                    coefficient = -coefficient;
                }
            }
            if (base instanceof Apply apply && apply.function() == Function.EXP) {
                multiplyExponential(Products.of(exponent, apply.argument()));
                return;
            }
            Formula before = exponents.get(positive);
            Formula total = before == null ? exponent : Sums.of(before, exponent);
            if (total.equals(Constant.ZERO)) {
                exponents.remove(positive);
            } else {
                exponents.put(positive, total);
            }
        }

        /** exp(u) as a factor joins the exponential that is there: exp(a)·exp(b) = exp(a + b). */
        private void multiplyExponential(Formula argument) {
            Apply present = exponential();
            Formula total = argument;
            if (present != null) {
                exponents.remove(present);
                total = Sums.of(present.argument(), argument);
            }
            setExponential(total);
        }

        Apply exponential() {
            for (Formula base : exponents.keySet()) {
                if (base instanceof Apply apply && apply.function() == Function.EXP) {
                    return apply;
                }
            }
            return null;
        }

        private void setExponential(Formula argument) {
            Formula value = Applications.of(Function.EXP, argument);
            if (value instanceof Apply apply && apply.function() == Function.EXP) {
                exponents.put(apply, Constant.ONE);
            } else if (value instanceof Product product) {
                product.factors().forEach(this::multiply);
            } else {
                multiply(value);
            }
        }

        /** Puts exp(argument) in the place of the exponential that is there. */
        void replaceExponential(Apply present, Formula argument) {
            exponents.remove(present);
            multiply(Applications.of(Function.EXP, argument));
        }
    }
}
