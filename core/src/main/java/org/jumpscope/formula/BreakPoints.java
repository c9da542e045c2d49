package org.jumpscope.formula;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Variable;
import org.jumpscope.numeric.Effort;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RootIsolation;
import org.jumpscope.numeric.Vector;

/**
 * The points where a formula may fail to be smooth or defined: where conditions change, where the argument of abs, sign
 * or log or the base of a negative or fractional power vanishes, where the domain of asin, acos, atanh or log1p ends,
 * and the poles of tan.
 *
 * @param points the points in increasing order, each proven
 * @param unresolved where more of them may lie
 */
public record BreakPoints(Vector points, List<Unresolved> unresolved) {

    /** Operations of a simplification per operation of the formula, about. */
    private static final long SIMPLIFICATION = 10;

    /**
     * A part of the window where it is open whether a formula vanishes, such as a stretch of zeros.
     *
     * @param vanishing the formula whose roots are break points
     * @param where the part
     */
    public record Unresolved(Formula vanishing, Interval where) {}

    /** Copies the list. */
    public BreakPoints {
        unresolved = List.copyOf(unresolved);
    }

    /**
     * Finds the break points of a formula.
     *
     * @param formula the formula, as it is to be evaluated
     * @param variable its only variable
     * @param window where to seek, ends included
     * @param effort counts the operations of the search; modified
     * @return the points, and what was left open
     * @throws InvalidInputException if the search takes more operations than the effort allows
     */
    public static BreakPoints of(Formula formula, Variable variable, Interval window, Effort effort) {
        Search search = new Search(variable, effort);
        search.visit(formula, window, x -> true);
        return new BreakPoints(search.sorted(), search.open);
    }

    /** The walk through the tree, each branch in the part of the window where it is in force. */
    private static final class Search {
        private final Variable variable;
        private final Effort effort;
        private final List<Double> found = new ArrayList<>();
        private final List<Unresolved> open = new ArrayList<>();

        Search(Variable variable, Effort effort) {
            this.variable = variable;
            this.effort = effort;
        }

        void visit(Formula formula, Interval window, Predicate<Interval> inForce) {
            if (window.isEmpty()) {
                return;
            }
            if (formula instanceof Conditional c) {
                visit(c.left(), window, inForce);
                visit(c.right(), window, inForce);
                roots(Sums.of(c.left().simplify(), Sums.negate(c.right().simplify())), window, inForce);
                visit(c.whenTrue(), Enclosure.where(c, window, c.relation()), inForce.and(x -> may(c, x, true)));
                visit(
                        c.whenFalse(),
                        Enclosure.where(c, window, c.relation().opposite()),
                        inForce.and(x -> may(c, x, false)));
                return;
            }
            if (formula instanceof Apply apply) {
                function(apply, window, inForce);
            } else if (formula instanceof Power power) {
                boolean smooth = Signs.isInteger(power.exponent()) && ((Constant) power.exponent()).value() >= 0;
                if (!smooth && !Signs.isPositive(power.base())) {
                    roots(power.base(), window, inForce);
                }
            }
            for (Formula child : Size.children(formula)) {
                visit(child, window, inForce);
            }
        }

        private static boolean may(Conditional c, Interval x, boolean holds) {
            Boolean decided = Enclosure.decide(c, x);
            return decided == null || decided == holds;
        }

        private void function(Apply apply, Interval window, Predicate<Interval> inForce) {
            Formula u = apply.argument();
            switch (apply.function()) {
                case ABS, SIGN, LOG -> {
                    if (!Signs.isPositive(u)) {
                        roots(u, window, inForce);
                    }
                }
                case LOG1P -> roots(Sums.of(u.simplify(), Constant.ONE), window, inForce);
                case TAN -> roots(Applications.of(Function.COS, u.simplify()), window, inForce);
                case ASIN, ACOS, ATANH -> {
                    roots(Sums.of(u.simplify(), Constant.ONE), window, inForce);
                    roots(Sums.of(u.simplify(), Constant.MINUS_ONE), window, inForce);
                }
                default -> {
                    // Smooth and defined everywhere.
                }
            }
        }

        private void roots(Formula formula, Interval window, Predicate<Interval> inForce) {
            effort.spend(SIMPLIFICATION * formula.size());
            Formula simplified = core(formula.simplify());
            if (simplified.variables().isEmpty()) {
                return;
            }
            if (simplified instanceof Product product) {
                product.factors().forEach(factor -> roots(factor, window, inForce));
                return;
            }
            Double linear = linearRoot(simplified);
            if (linear != null) {
                add(linear, window, inForce);
                return;
            }
            RootIsolation.Result result = RootIsolation.find(EnclosedFormula.of(simplified, variable, effort), window);
            result.roots().forEach(root -> add(root.x(), window, inForce));
            for (RootIsolation.Unresolved part : result.unresolved()) {
                if (inForce.test(part.where())) {
                    open.add(new Unresolved(simplified, part.where()));
                }
            }
        }

        /** A formula with the same roots and no powers or absolute values around it. */
        private static Formula core(Formula formula) {
            if (formula instanceof Power power && power.exponent() instanceof Constant c && c.value() > 0) {
                return core(power.base());
            } else if (formula instanceof Apply apply) {
                return switch (apply.function()) {
                    case ABS, SIGN, SINH, ASINH, TANH, ATANH, EXPM1, LOG1P, ERF, ATAN, ASIN -> core(apply.argument());
                    default -> apply;
                };
            }
            return formula;
        }

        /** The root of a·y + b; null for other formulas. */
        private Double linearRoot(Formula formula) {
            LinearCombination combination = new LinearCombination();
            combination.add(formula, 1);
            double slope = combination.coefficient(variable);
            return combination.coefficients().size() == 1 && slope != 0 ? -combination.constant() / slope + 0.0 : null;
        }

        private void add(double x, Interval window, Predicate<Interval> inForce) {
            double margin = 4 * Math.ulp(x);
            if (window.contains(x) && inForce.test(Interval.of(x - margin, x + margin))) {
                found.add(x);
            }
        }

        Vector sorted() {
            found.sort(Comparator.naturalOrder());
            List<Double> distinct = new ArrayList<>();
            for (double x : found) {
                double last = distinct.isEmpty() ? Double.NEGATIVE_INFINITY : distinct.get(distinct.size() - 1);
                // Two formulas of the same point may differ by rounding.
                if (x - last > 4 * Math.ulp(x)) {
                    distinct.add(x);
                }
            }
            return Vector.of(distinct.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }
}
