package org.jumpscope.formula;

import java.util.IdentityHashMap;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;
import org.jumpscope.formula.Formula.Variable;

/** Rebuilds a formula from its leaves by the canonical operations. */
final class Simplifier {
    /** Rounds after which a formula that still changes is taken as it is. */
    private static final int MOST_ROUNDS = 8;

    private final IdentityHashMap<Formula, Formula> done = new IdentityHashMap<>();

    private Simplifier() {}

    static Formula simplify(Formula formula) {
        Formula before = formula;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Formula after = Size.checked(new Simplifier().of(before));
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
        return before;
    }

    private Formula of(Formula formula) {
        if (formula instanceof Constant || formula instanceof Variable) {
            return formula;
        }
        Formula known = done.get(formula);
        if (known == null) {
            known = rebuild(formula);
            done.put(formula, known);
        }
        return known;
    }

    private Formula rebuild(Formula formula) {
        if (formula instanceof Sum sum) {
            return Sums.of(sum.terms().stream().map(this::of).toList());
        } else if (formula instanceof Product product) {
            return Products.of(product.factors().stream().map(this::of).toList());
        } else if (formula instanceof Power power) {
            return Powers.of(of(power.base()), of(power.exponent()));
        } else if (formula instanceof Apply apply) {
            return Applications.of(apply.function(), of(apply.argument()));
        }
        Conditional c = (Conditional) formula;
        return Conditionals.of(of(c.left()), c.relation(), of(c.right()), of(c.whenTrue()), of(c.whenFalse()));
    }
}
