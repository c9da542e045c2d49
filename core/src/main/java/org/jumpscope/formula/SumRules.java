package org.jumpscope.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;

/** Identities that turn a sum with cancellation into one without. */
final class SumRules {
    private static final Constant TWO = new Constant(2);
    private static final Constant HALF = new Constant(0.5);
    private static final Constant SQRT_TWO = new Constant(Math.sqrt(2));
    private static final Constant SQRT_HALF = new Constant(Math.sqrt(0.5));

    private SumRules() {}

    static void apply(LinearCombination sum) {
        boolean changed;
        do {
            changed = false;
            for (Formula term : new ArrayList<>(sum.coefficients().keySet())) {
                double a = sum.coefficient(term);
                if (a == 0) {
                    continue;
                }
                if (term instanceof Apply apply) {
                    changed |= function(sum, apply, a);
                } else if (term instanceof Power power
                        && power.exponent().equals(TWO)
                        && power.base() instanceof Apply apply) {
                    changed |= square(sum, power, apply, a);
                }
            }
        } while (changed);
    }

    private static boolean function(LinearCombination sum, Apply term, double a) {
        return switch (term.function()) {
            case SIGMOID, NORMAL_CDF -> complementary(sum, term, a);
            case TANH, ERF -> saturating(sum, term, a);
            case EXP -> exponential(sum, term, a);
            case EXPM1 -> a == sum.constant() && replace(sum, term, Function.EXP, a, 0);
            case SOFTPLUS -> softplus(sum, term, a);
            default -> false;
        };
    }

    private static boolean replace(LinearCombination sum, Apply term, Function function, double a, double constant) {
        sum.put(term, 0);
        sum.setConstant(constant);
        sum.add(Applications.of(function, term.argument()), a);
        return true;
    }

    /** c + a·S(u) + b·S(−u), where S(u) + S(−u) = 1. */
    private static boolean complementary(LinearCombination sum, Apply term, double a) {
        Formula u = term.argument();
        Formula mirror = Applications.of(term.function(), Sums.negate(u));
        double b = sum.coefficient(mirror);
        double c = sum.constant();
        if (a == b) {
            sum.put(term, 0);
            sum.put(mirror, 0);
            sum.setConstant(c + a);
        } else if (2 * c + a + b == 0) {
            // S(u) - S(-u) = tanh(u/2), or erf(u/sqrt 2) for the normal law.
            sum.put(term, 0);
            sum.put(mirror, 0);
            sum.setConstant(0);
            boolean sigmoid = term.function() == Function.SIGMOID;
            Formula half = Products.of(sigmoid ? HALF : SQRT_HALF, u);
            sum.add(Applications.of(sigmoid ? Function.TANH : Function.ERF, half), (a - b) / 2);
        } else if (c != 0 && c + a == 0) {
            sum.put(term, 0);
            sum.setConstant(0);
            sum.put(mirror, b - a);
        } else if (c != 0 && b != 0 && c + b == 0) {
            sum.put(mirror, 0);
            sum.setConstant(0);
            sum.put(term, a - b);
        } else {
            return false;
        }
        return true;
    }

    /** c + a·tanh(u) or c + a·erf(u) with c = ±a. */
    private static boolean saturating(LinearCombination sum, Apply term, double a) {
        double c = sum.constant();
        if (c != a && c != -a) {
            return false;
        }
        boolean tanh = term.function() == Function.TANH;
        Formula v = Products.of(tanh ? TWO : SQRT_TWO, term.argument());
        if (!tanh) {
            v = snapped(v);
        }
        sum.put(term, 0);
        sum.setConstant(0);
        sum.add(Applications.of(tanh ? Function.SIGMOID : Function.NORMAL_CDF, c == a ? v : Sums.negate(v)), 2 * c);
        return true;
    }

    /** √2 times a rounded 1/√2 is meant to be 1. */
    private static Formula snapped(Formula formula) {
        if (formula instanceof Product product && product.factors().get(0) instanceof Constant c) {
            double nearest = Math.rint(c.value());
            if (nearest != 0 && Math.abs(c.value() - nearest) <= 2 * Math.ulp(nearest)) {
                List<Formula> factors = new ArrayList<>(product.factors());
                factors.set(0, new Constant(nearest));
                return Products.of(factors);
            }
        }
        return formula;
    }

    private static boolean exponential(LinearCombination sum, Apply term, double a) {
        Formula u = term.argument();
        if (sum.constant() == -a) {
            return replace(sum, term, Function.EXPM1, a, 0);
        }
        boolean negative = Signs.leadsNegative(u);
        boolean alone = sum.coefficients().keySet().stream()
                .noneMatch(key -> key instanceof Apply other
                        && other.function() == Function.EXP
                        && Signs.leadsNegative(other.argument()) != negative);
        if (alone) {
            return false;
        }
        Formula mirror = Applications.of(Function.EXP, Sums.negate(u));
        double b = sum.coefficient(mirror);
        if (a != b && a != -b) {
            return false;
        }
        sum.put(term, 0);
        sum.put(mirror, 0);
        sum.add(Applications.of(a == b ? Function.COSH : Function.SINH, u), 2 * a);
        return true;
    }

    /** softplus(u) − softplus(−u) = u. */
    private static boolean softplus(LinearCombination sum, Apply term, double a) {
        Formula u = term.argument();
        Formula mirror = Applications.of(Function.SOFTPLUS, Sums.negate(u));
        if (sum.coefficient(mirror) == -a) {
            sum.put(term, 0);
            sum.put(mirror, 0);
            sum.add(u, a);
            return true;
        }
        LinearCombination argument = new LinearCombination();
        argument.add(u, 1);
        boolean all = argument.constant() == 0 || sum.constant() == -a * argument.constant();
        for (Map.Entry<Formula, Double> entry : argument.coefficients().entrySet()) {
            all &= sum.coefficient(entry.getKey()) == -a * entry.getValue();
        }
        if (!all || argument.isConstant()) {
            return false;
        }
        sum.put(term, 0);
        argument.coefficients().keySet().forEach(key -> sum.put(key, 0));
        if (argument.constant() != 0) {
            sum.setConstant(0);
        }
        sum.put(mirror, sum.coefficient(mirror) + a);
        return true;
    }

    /** c + a·F(u)² with c = −a. */
    private static boolean square(LinearCombination sum, Power term, Apply base, double a) {
        Formula u = base.argument();
        Formula partner = switch (base.function()) {
            case SIN -> Powers.of(Applications.of(Function.COS, u), TWO);
            case COSH -> Powers.of(Applications.of(Function.SINH, u), TWO);
            default -> null;
        };
        if (partner != null) {
            double sign = base.function() == Function.SIN ? 1 : -1;
            if (sum.coefficient(partner) != sign * a) {
                return false;
            }
            sum.put(partner, 0);
            sum.put(term, 0);
            sum.setConstant(sum.constant() + a);
            return true;
        }
        if (sum.constant() != -a) {
            return false;
        }
        Formula complement = switch (base.function()) {
            case TANH -> Products.of(new Constant(4), hyperbolicSecantFactors(u));
            case SIGMOID, NORMAL_CDF ->
                Products.of(Applications.of(base.function(), Sums.negate(u)), Sums.of(base, Constant.ONE));
            default -> null;
        };
        if (complement == null) {
            return false;
        }
        sum.put(term, 0);
        sum.setConstant(0);
        sum.add(complement, -a);
        return true;
    }

    /** sigmoid(2u)·sigmoid(−2u) = 1/(4 cosh²(u)). */
    static Formula hyperbolicSecantFactors(Formula u) {
        Formula twice = Products.of(TWO, u);
        return Products.of(
                Applications.of(Function.SIGMOID, twice), Applications.of(Function.SIGMOID, Sums.negate(twice)));
    }
}
