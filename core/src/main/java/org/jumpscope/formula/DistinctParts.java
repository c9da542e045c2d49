package org.jumpscope.formula;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;
import org.jumpscope.formula.Formula.Variable;
import org.jumpscope.numeric.Interval;

/**
 * The subexpressions of a formula in an order of evaluation, equal ones once, so that a derivative, which repeats what it
 * came from many times, is worked out in as many steps as it has different parts.
 */
final class DistinctParts {
    private final List<Formula> parts = new ArrayList<>();
    private final List<int[]> operands = new ArrayList<>();
    private final long operations;
    private final Interval[] intervals;
    private final double[] numbers;

    private DistinctParts(Formula formula) {
        new Collection().add(formula);
        long count = 0;
        for (Formula part : parts) {
            // A conditional is walked as a tree, each branch where it is in force.
            count += part instanceof Conditional ? Size.of(part) : 1;
        }
        operations = count;
        intervals = new Interval[parts.size()];
        numbers = new double[parts.size()];
    }

    static DistinctParts of(Formula formula) {
        return new DistinctParts(formula);
    }

    /** Operations of one evaluation. */
    long operations() {
        return operations;
    }

    /** The same number as the evaluation of the tree. */
    double evaluate(double x) {
        Evaluation evaluation = new Evaluation(x);
        for (int i = 0; i < numbers.length; i++) {
            Formula part = parts.get(i);
            int[] of = operands.get(i);
            double result;
            if (part instanceof Apply apply) {
                result = apply.function().value(numbers[of[0]]);
            } else if (part instanceof Product) {
                result = 1;
                for (int operand : of) {
                    result *= numbers[operand];
                }
            } else if (part instanceof Sum) {
                result = 0;
                for (int operand : of) {
                    result += numbers[operand];
                }
            } else if (part instanceof Power) {
                result = Evaluation.power(numbers[of[0]], numbers[of[1]]);
            } else {
                result = evaluation.of(part);
            }
            numbers[i] = result;
        }
        return numbers[numbers.length - 1];
    }

    /** The same interval as the enclosure of the tree. */
    Interval enclose(Interval x) {
        if (x.isEmpty()) {
            return Interval.EMPTY;
        }
        for (int i = 0; i < intervals.length; i++) {
            Formula part = parts.get(i);
            int[] of = operands.get(i);
            Interval result;
            if (part instanceof Apply apply) {
                result = Enclosure.apply(apply.function(), intervals[of[0]]);
            } else if (part instanceof Product) {
                result = Interval.point(1);
                for (int operand : of) {
                    result = result.multiply(intervals[operand]);
                }
            } else if (part instanceof Sum) {
                result = Interval.point(0);
                for (int operand : of) {
                    result = result.add(intervals[operand]);
                }
            } else if (part instanceof Power power) {
                result = power.exponent() instanceof Constant c
                        ? Enclosure.power(intervals[of[0]], c.value())
                        : intervals[of[0]].power(intervals[of[1]]);
            } else {
                result = Enclosure.of(part, x);
            }
            intervals[i] = result;
        }
        return intervals[intervals.length - 1];
    }

    /** Finds equal subexpressions by what they are made of, so that no tree is compared as a whole. */
    private final class Collection {
        private final IdentityHashMap<Formula, Integer> seen = new IdentityHashMap<>();
        private final Map<Key, Integer> places = new HashMap<>();

        int add(Formula formula) {
            Integer known = seen.get(formula);
            if (known != null) {
                return known;
            }
            boolean leaf = formula instanceof Conditional || formula instanceof Variable || formula instanceof Constant;
            int[] of = leaf
                    ? new int[0]
                    : Size.children(formula).stream().mapToInt(this::add).toArray();
            Object kind = leaf ? formula : formula instanceof Apply apply ? apply.function() : formula.getClass();
            int place = places.computeIfAbsent(
                    new Key(kind, Arrays.stream(of).boxed().toList()), key -> {
                        parts.add(formula);
                        operands.add(of);
                        return parts.size() - 1;
                    });
            seen.put(formula, place);
            return place;
        }
    }

    /** What a subexpression is, and of which others. */
    private record Key(Object kind, List<Integer> operands) {}
}
