package org.jumpscope.formula;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;

/** Canonical conditionals: outermost, comparing with &gt; or ≥, the constant on the right. */
final class Conditionals {
    /** Largest number of pieces that one operation may make. */
    private static final int MOST_PIECES = 64;

    private Conditionals() {}

    /** An operation on canonical operands that gives a canonical formula. */
    @FunctionalInterface
    interface Operation {
        Formula of(List<Formula> operands);
    }

    /** Moves a conditional out of an operation, so that each piece is a formula of its own; null if there is none. */
    static Formula lift(List<Formula> operands, Operation operation) {
        Conditional first = null;
        long pieces = 1;
        for (Formula operand : operands) {
            if (operand instanceof Conditional c) {
                pieces = Math.min(pieces * pieces(c), Integer.MAX_VALUE);
                if (first == null || compareConditions(c, first) < 0) {
                    first = c;
                }
            }
        }
        if (first == null || pieces > MOST_PIECES) {
            return null;
        }
        List<Formula> whenTrue = new ArrayList<>();
        List<Formula> whenFalse = new ArrayList<>();
        for (Formula operand : operands) {
            whenTrue.add(assume(operand, first, true));
            whenFalse.add(assume(operand, first, false));
        }
        return choose(first.left(), first.relation(), first.right(), operation.of(whenTrue), operation.of(whenFalse));
    }

    static Formula of(Formula left, Relation relation, Formula right, Formula whenTrue, Formula whenFalse) {
        if (whenTrue.equals(whenFalse)) {
            return whenTrue;
        }
        Formula lifted =
                lift(List.of(left, right), sides -> of(sides.get(0), relation, sides.get(1), whenTrue, whenFalse));
        if (lifted != null) {
            return lifted;
        }
        Formula difference = Sums.of(left, Sums.negate(right));
        LinearCombination combination = new LinearCombination();
        combination.add(difference, 1);
        double constant = combination.constant();
        if (combination.isConstant()) {
            return relation.holds(constant, 0) ? whenTrue : whenFalse;
        }
        double leading = combination.coefficients().values().iterator().next();
        // A single term is compared without its coefficient: 2y - 1 > 0 where y > 1/2.
        double scale = combination.coefficients().size() == 1 ? leading : Math.signum(leading);
        LinearCombination scaled = new LinearCombination();
        scaled.addDivided(combination, scale);
        double bound = -scaled.constant();
        scaled.setConstant(0);
        Formula side = Sums.of(scaled.terms());
        Relation canonical = scale < 0 ? relation.mirrored() : relation;
        if ((bound <= 0 && Signs.isPositive(side)) || (bound < 0 && Signs.isNonNegative(side))) {
            boolean above = canonical == Relation.GREATER || canonical == Relation.GREATER_OR_EQUAL;
            return above ? whenTrue : whenFalse;
        }
        return choose(side, canonical, new Constant(bound), whenTrue, whenFalse);
    }

    /** The conditional with canonical sides. */
    private static Formula choose(Formula left, Relation relation, Formula right, Formula whenTrue, Formula whenFalse) {
        boolean above = relation == Relation.GREATER || relation == Relation.GREATER_OR_EQUAL;
        Conditional c = above
                ? new Conditional(left, relation, right, whenTrue, whenFalse)
                : new Conditional(left, relation.opposite(), right, whenFalse, whenTrue);
        Formula yes = assume(c.whenTrue(), c, true);
        Formula no = assume(c.whenFalse(), c, false);
        return yes.equals(no) ? yes : new Conditional(c.left(), c.relation(), c.right(), yes, no);
    }

    /** The formula where the condition is known to hold, or known not to. */
    private static Formula assume(Formula formula, Conditional condition, boolean holds) {
        if (!Size.contains(formula, Conditional.class)) {
            return formula;
        }
        if (formula instanceof Conditional c) {
            Boolean decided = decide(c, condition, holds);
            if (decided != null) {
                return assume(decided ? c.whenTrue() : c.whenFalse(), condition, holds);
            }
            Formula yes = assume(c.whenTrue(), condition, holds);
            Formula no = assume(c.whenFalse(), condition, holds);
            return yes.equals(no) ? yes : new Conditional(c.left(), c.relation(), c.right(), yes, no);
        } else if (formula instanceof Sum sum) {
            return Sums.of(sum.terms().stream()
                    .map(term -> assume(term, condition, holds))
                    .toList());
        } else if (formula instanceof Product product) {
            return Products.of(product.factors().stream()
                    .map(factor -> assume(factor, condition, holds))
                    .toList());
        } else if (formula instanceof Power power) {
            return Powers.of(assume(power.base(), condition, holds), assume(power.exponent(), condition, holds));
        }
        Apply apply = (Apply) formula;
        return Applications.of(apply.function(), assume(apply.argument(), condition, holds));
    }

    /** Whether the condition of c holds, given another condition; null where that does not follow. */
    private static Boolean decide(Conditional c, Conditional given, boolean holds) {
        if (!c.left().equals(given.left())) {
            return null;
        }
        if (c.right().equals(given.right()) && c.relation() == given.relation()) {
            return holds;
        }
        if (!(c.right() instanceof Constant x) || !(given.right() instanceof Constant y)) {
            return null;
        }
        boolean strict = c.relation() == Relation.GREATER;
        boolean givenStrict = given.relation() == Relation.GREATER;
        if (holds) {
            boolean follows = x.value() < y.value() || (x.value() == y.value() && (!strict || givenStrict));
            return follows ? Boolean.TRUE : null;
        }
        boolean excluded = x.value() > y.value() || (x.value() == y.value() && (strict || !givenStrict));
        return excluded ? Boolean.FALSE : null;
    }

    private static int compareConditions(Conditional a, Conditional b) {
        int left = CanonicalOrder.ORDER.compare(a.left(), b.left());
        if (left != 0) {
            return left;
        }
        int right = CanonicalOrder.ORDER.compare(a.right(), b.right());
        return right != 0 ? right : a.relation().compareTo(b.relation());
    }

    private static long pieces(Formula formula) {
        return formula instanceof Conditional c ? Math.min(pieces(c.whenTrue()) + pieces(c.whenFalse()), 1000) : 1;
    }
}
