package org.jumpscope.formula;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;
import org.jumpscope.formula.Formula.Variable;
import org.jumpscope.numeric.Effort;
import org.jumpscope.numeric.InvalidInputException;

/** Counts and lists what is in a tree; shared subtrees are walked once. */
final class Size {
    /** Largest number of nodes of a tree, shared subtrees counted each time. */
    static final int LIMIT = 20_000;

    /** Largest sum of the sizes of all operands of one simplification or derivative. */
    static final long MOST_WORK = 200_000;

    private final IdentityHashMap<Formula, Long> counts = new IdentityHashMap<>();

    /** Sizes of trees that share subtrees, each subtree counted once for all of them. */
    Size() {}

    static Effort effort() {
        return Effort.of(
                MOST_WORK,
                "The formula is too large to analyse: it or its derivatives take more than " + MOST_WORK
                        + " operations to work out; write it simpler, or nest it less.");
    }

    static List<Formula> children(Formula formula) {
        if (formula instanceof Sum sum) {
            return sum.terms();
        } else if (formula instanceof Product product) {
            return product.factors();
        } else if (formula instanceof Power power) {
            return List.of(power.base(), power.exponent());
        } else if (formula instanceof Apply apply) {
            return List.of(apply.argument());
        } else if (formula instanceof Conditional c) {
            return List.of(c.left(), c.right(), c.whenTrue(), c.whenFalse());
        }
        return List.of();
    }

    static long of(Formula formula) {
        return new Size().count(formula);
    }

    /** Counts the nodes of the trees that an operation is about to read. */
    long count(List<Formula> operands) {
        long count = 0;
        for (Formula operand : operands) {
            count += count(operand);
        }
        return count;
    }

    private long count(Formula formula) {
        List<Formula> children = children(formula);
        if (children.isEmpty()) {
            return 1;
        }
        Long known = counts.get(formula);
        if (known != null) {
            return known;
        }
        long count = 1;
        for (Formula child : children) {
            count = Math.min(count + count(child), Integer.MAX_VALUE);
        }
        counts.put(formula, count);
        return count;
    }

    static Formula checked(Formula formula) {
        if (of(formula) > LIMIT) {
            throw new InvalidInputException(
                    "The formula is too large to analyse: it or a derivative of it has more than " + LIMIT
                            + " operations once everything is written out; write it simpler, or nest it less.");
        }
        return formula;
    }

    static Set<Variable> variables(Formula formula) {
        Set<Variable> found = new LinkedHashSet<>();
        collect(formula, found, Collections.newSetFromMap(new IdentityHashMap<>()));
        return found;
    }

    private static void collect(Formula formula, Set<Variable> found, Set<Formula> seen) {
        if (formula instanceof Variable variable) {
            found.add(variable);
        } else if (seen.add(formula)) {
            for (Formula child : children(formula)) {
                collect(child, found, seen);
            }
        }
    }

    static boolean contains(Formula formula, Class<? extends Formula> type) {
        if (type.isInstance(formula)) {
            return true;
        }
        for (Formula child : children(formula)) {
            if (contains(child, type)) {
                return true;
            }
        }
        return false;
    }

    static boolean applies(Formula formula, Function function) {
        if (formula instanceof Apply apply && apply.function() == function) {
            return true;
        }
        for (Formula child : children(formula)) {
            if (applies(child, function)) {
                return true;
            }
        }
        return false;
    }
}
