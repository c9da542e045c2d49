package org.jumpscope.formula;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;

/**
 * Trees as the parser builds them: sums and products are flat, a minus sign is a factor −1 merged into a leading
 * constant, a division is a negative exponent. The printer relies on these rules to be exactly undone.
 */
final class Terms {
    private Terms() {}

    static Formula sum(Formula left, Formula right) {
        List<Formula> terms = new ArrayList<>();
        addTerms(terms, left);
        addTerms(terms, right);
        return new Sum(terms);
    }

    static void addTerms(List<Formula> terms, Formula term) {
        if (term instanceof Sum nested) {
            terms.addAll(nested.terms());
        } else {
            terms.add(term);
        }
    }

    static Formula product(Formula left, Formula right) {
        List<Formula> factors = new ArrayList<>();
        addFactors(factors, left);
        addFactors(factors, right);
        return new Product(factors);
    }

    static void addFactors(List<Formula> factors, Formula factor) {
        if (factor instanceof Product nested) {
            factors.addAll(nested.factors());
        } else {
            factors.add(factor);
        }
    }

    static Formula quotient(Formula left, Formula right) {
        Formula reciprocal = reciprocal(right);
        return left.equals(Constant.ONE) ? reciprocal : product(left, reciprocal);
    }

    static Formula reciprocal(Formula formula) {
        if (formula instanceof Power power && power.exponent() instanceof Constant c && c.value() > 0) {
            return new Power(power.base(), new Constant(-c.value()));
        }
        return new Power(formula, Constant.MINUS_ONE);
    }

    static Formula negate(Formula formula) {
        if (formula instanceof Constant c) {
            return new Constant(-c.value());
        }
        List<Formula> factors = new ArrayList<>();
        if (formula instanceof Product product
                && !product.factors().isEmpty()
                && product.factors().get(0) instanceof Constant c) {
            List<Formula> rest = product.factors().subList(1, product.factors().size());
            if (c.value() != -1) {
                factors.add(new Constant(-c.value()));
            } else if (rest.size() == 1) {
                return rest.get(0);
            }
            factors.addAll(rest);
        } else {
            factors.add(Constant.MINUS_ONE);
            addFactors(factors, formula);
        }
        return new Product(factors);
    }
}
