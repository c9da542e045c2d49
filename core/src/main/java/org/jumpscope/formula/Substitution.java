package org.jumpscope.formula;

import java.util.IdentityHashMap;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;
import org.jumpscope.formula.Formula.Variable;

/** Replaces a variable by a formula; shared subtrees stay shared. */
final class Substitution {
    private final Variable variable;
    private final Formula replacement;
    private final IdentityHashMap<Formula, Formula> done = new IdentityHashMap<>();

    Substitution(Variable variable, Formula replacement) {
        this.variable = variable;
        this.replacement = replacement;
    }

    Formula in(Formula formula) {
        if (formula instanceof Constant) {
            return formula;
        } else if (formula instanceof Variable) {
            return formula.equals(variable) ? replacement : formula;
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
            return new Sum(sum.terms().stream().map(this::in).toList());
        } else if (formula instanceof Product product) {
            return new Product(product.factors().stream().map(this::in).toList());
        } else if (formula instanceof Power power) {
            return new Power(in(power.base()), in(power.exponent()));
        } else if (formula instanceof Apply apply) {
            return new Apply(apply.function(), in(apply.argument()));
        }
        Conditional c = (Conditional) formula;
        return new Conditional(in(c.left()), c.relation(), in(c.right()), in(c.whenTrue()), in(c.whenFalse()));
    }
}
