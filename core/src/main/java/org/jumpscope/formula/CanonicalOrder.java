package org.jumpscope.formula;

import java.util.Comparator;
import java.util.List;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;
import org.jumpscope.formula.Formula.Variable;

/** A total order of formulas, so that sums and products have one spelling; zero only for equal formulas. */
final class CanonicalOrder implements Comparator<Formula> {
    static final CanonicalOrder ORDER = new CanonicalOrder();

    private CanonicalOrder() {}

    @Override
    public int compare(Formula a, Formula b) {
        if (a == b) {
            return 0;
        }
        int rank = Integer.compare(rank(a), rank(b));
        if (rank != 0) {
            return rank;
        }
        if (a instanceof Constant x && b instanceof Constant y) {
            return Double.compare(x.value(), y.value());
        } else if (a instanceof Variable x && b instanceof Variable y) {
            return x.name().compareTo(y.name());
        } else if (a instanceof Power x && b instanceof Power y) {
            int base = compare(x.base(), y.base());
            // The higher power first.
            return base != 0 ? base : compare(y.exponent(), x.exponent());
        } else if (a instanceof Apply x && b instanceof Apply y) {
            int function = x.function().compareTo(y.function());
            return function != 0 ? function : compare(x.argument(), y.argument());
        } else if (a instanceof Conditional x && b instanceof Conditional y && x.relation() != y.relation()) {
            return x.relation().compareTo(y.relation());
        }
        return compare(Size.children(a), Size.children(b));
    }

    private int compare(List<Formula> a, List<Formula> b) {
        for (int i = 0; i < a.size() && i < b.size(); i++) {
            int order = compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int rank(Formula formula) {
        if (formula instanceof Constant) {
            return 0;
        } else if (formula instanceof Power) {
            return 1;
        } else if (formula instanceof Variable) {
            return 2;
        } else if (formula instanceof Apply) {
            return 3;
        } else if (formula instanceof Sum) {
            return 4;
        }
        return formula instanceof Product ? 5 : 6;
    }
}
