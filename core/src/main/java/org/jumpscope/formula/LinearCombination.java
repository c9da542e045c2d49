package org.jumpscope.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;
import org.jumpscope.numeric.InvalidInputException;

/** constant + Σ coefficient · term with like terms collected; modified in place. */
final class LinearCombination {
    private final TreeMap<Formula, Double> coefficients = new TreeMap<>(CanonicalOrder.ORDER);
    private double constant;

    double constant() {
        return constant;
    }

    void setConstant(double value) {
        constant = value;
    }

    Map<Formula, Double> coefficients() {
        return coefficients;
    }

    boolean isConstant() {
        return coefficients.isEmpty();
    }

    double coefficient(Formula term) {
        return coefficients.getOrDefault(term, 0.0);
    }

    /** Adds scale · formula. */
    void add(Formula formula, double scale) {
        if (formula instanceof Constant c) {
            constant += multiply(c.value(), scale);
        } else if (formula instanceof Sum sum) {
            for (Formula term : sum.terms()) {
                add(term, scale);
            }
        } else if (formula instanceof Product product && product.factors().get(0) instanceof Constant c) {
            List<Formula> rest = product.factors().subList(1, product.factors().size());
            double factor = multiply(c.value(), scale);
            if (rest.size() == 1) {
                add(rest.get(0), factor);
            } else {
                put(new Product(rest), coefficient(new Product(rest)) + factor);
            }
        } else {
            put(formula, coefficient(formula) + scale);
        }
    }

    void put(Formula term, double coefficient) {
        if (coefficient == 0) {
            coefficients.remove(term);
        } else {
            coefficients.put(term, coefficient);
        }
    }

    /** Adds the other combination with each number divided by the divisor. */
    void addDivided(LinearCombination other, double divisor) {
        constant += other.constant / divisor;
        other.coefficients.forEach((term, coefficient) -> put(term, coefficient(term) + coefficient / divisor));
    }

    /** The terms in canonical order, the constant last. */
    List<Formula> terms() {
        List<Formula> terms = new ArrayList<>();
        coefficients.forEach((term, coefficient) -> terms.add(scaled(term, coefficient)));
        if (constant != 0) {
            terms.add(new Constant(constant));
        }
        return terms;
    }

    private static Formula scaled(Formula term, double coefficient) {
        if (coefficient == 1) {
            return term;
        }
        List<Formula> factors = new ArrayList<>();
        factors.add(new Constant(coefficient));
        Terms.addFactors(factors, term);
        return new Product(factors);
    }

    /** a·b, where a result outside the range of a double is refused. */
    static double multiply(double a, double b) {
        double product = a * b;
        if (Double.isInfinite(product) || (product == 0 && a != 0 && b != 0)) {
            throw new InvalidInputException("The constants " + a + " and " + b
                    + " of the formula multiply to a number outside the range of a double; rescale the formula.");
        }
        return product;
    }
}
