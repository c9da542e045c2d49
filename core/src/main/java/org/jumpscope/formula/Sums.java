package org.jumpscope.formula;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;

/** Canonical sums of canonical terms. */
final class Sums {
    private Sums() {}

    static Formula of(Formula... terms) {
        return of(List.of(terms));
    }

    static Formula of(List<Formula> terms) {
        Formula lifted = Conditionals.lift(terms, Sums::of);
        if (lifted != null) {
            return lifted;
        }
        LinearCombination combination = new LinearCombination();
        for (Formula term : terms) {
            combination.add(term, 1);
        }
        SumRules.apply(combination);
        return build(combination);
    }

    private static Formula build(LinearCombination combination) {
        if (combination.isConstant()) {
            return new Constant(combination.constant());
        }
        List<Formula> terms = combination.terms();
        if (terms.size() == 1) {
            return terms.get(0);
        }
        if (combination.constant() == 0) {
            Formula factored = takeOutFactors(terms);
            if (factored != null) {
                return factored;
            }
        }
        double content = content(combination);
        if (content == 1) {
            return new Sum(terms);
        }
        LinearCombination divided = new LinearCombination();
        divided.addDivided(combination, content);
        return new Product(List.of(new Constant(content), new Sum(divided.terms())));
    }

    /** The negative of a canonical formula is canonical without working it out anew. */
    static Formula negate(Formula formula) {
        if (formula instanceof Constant c) {
            return new Constant(-c.value());
        } else if (formula instanceof Sum sum) {
            return negateTerms(sum);
        } else if (formula instanceof Product product) {
            boolean lone = product.factors().size() == 2 && product.factors().get(0) instanceof Constant;
            return lone && product.factors().get(1) instanceof Sum sum
                    ? new Product(List.of(product.factors().get(0), negateTerms(sum)))
                    : Terms.negate(product);
        } else if (formula instanceof Conditional) {
            return Products.of(Constant.MINUS_ONE, formula);
        }
        return Terms.negate(formula);
    }

    static Sum negateTerms(Sum sum) {
        return new Sum(sum.terms().stream().map(Sums::negate).toList());
    }

    /** The smallest coefficient if every other is a multiple of it, or the greatest common divisor of integers, or 1. */
    private static double content(LinearCombination combination) {
        double least = Double.POSITIVE_INFINITY;
        boolean integers = true;
        List<Double> coefficients = new ArrayList<>(combination.coefficients().values());
        if (combination.constant() != 0) {
            coefficients.add(combination.constant());
        }
        for (double coefficient : coefficients) {
            least = Math.min(least, Math.abs(coefficient));
            integers &= coefficient == Math.rint(coefficient) && Math.abs(coefficient) < 0x1p53;
        }
        if (integers) {
            double divisor = 0;
            for (double coefficient : coefficients) {
                divisor = greatestCommonDivisor(divisor, Math.abs(coefficient));
            }
            return divisor;
        }
        for (double coefficient : coefficients) {
            double multiple = coefficient / least;
            if (multiple != Math.rint(multiple) || Math.abs(multiple) >= 0x1p53 || multiple * least != coefficient) {
                return 1;
            }
        }
        return least;
    }

    private static double greatestCommonDivisor(double a, double b) {
        double x = a;
        double y = b;
        while (y != 0) {
            double rest = x % y;
            x = y;
            y = rest;
        }
        return x;
    }

    /** h = a·u + a·v becomes a·(u + v); null where the terms share no factor. */
    private static Formula takeOutFactors(List<Formula> terms) {
        Map<Formula, Double> common = factors(terms.get(0));
        for (int i = 1; i < terms.size() && !common.isEmpty(); i++) {
            Map<Formula, Double> other = factors(terms.get(i));
            common.replaceAll((base, exponent) -> sharedExponent(exponent, other.getOrDefault(base, 0.0)));
            common.values().removeIf(exponent -> exponent == 0);
        }
        if (common.isEmpty()) {
            return null;
        }
        List<Formula> outside = new ArrayList<>();
        List<Formula> inverse = new ArrayList<>();
        common.forEach((base, exponent) -> {
            outside.add(Powers.of(base, new Constant(exponent)));
            inverse.add(Powers.of(base, new Constant(-exponent)));
        });
        List<Formula> inside = new ArrayList<>();
        for (Formula term : terms) {
            List<Formula> divided = new ArrayList<>(inverse);
            divided.add(term);
            inside.add(Products.of(divided));
        }
        if (size(inside) >= size(terms)) {
            // Dividing has not made the terms shorter (as with factors that come back in another form): nothing to
            // gain,
            // and taking the same factor out of them again would never end.
            return null;
        }
        outside.add(of(inside));
        return Products.of(outside);
    }

    private static long size(List<Formula> terms) {
        return terms.stream().mapToLong(Size::of).sum();
    }

    private static double sharedExponent(double a, double b) {
        if (a > 0 && b > 0) {
            return Math.min(a, b);
        }
        return a < 0 && b < 0 ? Math.max(a, b) : 0;
    }

    /** Bases with constant exponents of a term, its coefficient left out. */
    private static Map<Formula, Double> factors(Formula term) {
        Map<Formula, Double> result = new LinkedHashMap<>();
        for (Formula factor : term instanceof Product product ? product.factors() : List.of(term)) {
            if (factor instanceof Power power && power.exponent() instanceof Constant exponent) {
                result.merge(power.base(), exponent.value(), Double::sum);
            } else if (!(factor instanceof Constant)) {
                result.merge(factor, 1.0, Double::sum);
            }
        }
        return result;
    }
}
