package org.jumpscope.formula;

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

/** Rebuilds a formula from its leaves by the canonical operations. */
final class Simplifier {
    /** Rounds after which a formula that still changes is taken as it is. */
    private static final int MOST_ROUNDS = 8;

    private final IdentityHashMap<Formula, Formula> done = new IdentityHashMap<>();
    private final Size sizes = new Size();
    private final Effort effort;

    private Simplifier(Effort effort) {
        this.effort = effort;
    }

    static Formula simplify(Formula formula) {
        Formula before = formula;
        Effort effort = Size.effort();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Formula after = Size.checked(new Simplifier(effort).of(before));
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
        List<Formula> operands = Size.children(formula).stream().map(this::of).toList();
        effort.spend(sizes.count(operands));
        if (formula instanceof Sum) {
            return Sums.of(operands);
        } else if (formula instanceof Product) {
            return Products.of(operands);
        } else if (formula instanceof Power) {
            return Powers.of(operands.get(0), operands.get(1));
        } else if (formula instanceof Apply apply) {
            return Applications.of(apply.function(), operands.get(0));
        }
        return Conditionals.of(
                operands.get(0), ((Conditional) formula).relation(), operands.get(1), operands.get(2), operands.get(3));
    }
}
