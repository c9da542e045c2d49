package org.jumpscope.formula;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;
import org.jumpscope.formula.Formula.Variable;

/**
 * A formula u as coefficient · Π factor^exponent, and from it log|u| and ρ = u′/u, which stay right where u itself
 * underflows or overflows.
 *
 * <p>For u = 2 sigmoid(y)² sigmoid(−y): log|u| = log 2 − 2 softplus(−y) − softplus(y) and
 * ρ = 2 sigmoid(−y) − sigmoid(y) (theory §2).
 */
public final class LogFactors {
    private final Formula whole;
    private final double coefficient;
    private final List<Factor> factors;

    /**
     * base^exponent.
     *
     * @param base the base
     * @param exponent the exponent, mostly a constant
     */
    public record Factor(Formula base, Formula exponent) {}

    private LogFactors(Formula whole, double coefficient, List<Factor> factors) {
        this.whole = whole;
        this.coefficient = coefficient;
        this.factors = List.copyOf(factors);
    }

    /**
     * Takes a formula apart.
     *
     * @param formula the formula u
     * @return its factors; a sum or a conditional is one factor
     */
    public static LogFactors of(Formula formula) {
        return ofSimplified(formula.simplify());
    }

    private static LogFactors ofSimplified(Formula formula) {
        double coefficient = 1;
        List<Factor> factors = new ArrayList<>();
        for (Formula part : formula instanceof Product product ? product.factors() : List.of(formula)) {
            if (part instanceof Constant c) {
                coefficient *= c.value();
            } else if (part instanceof Power power) {
                factors.add(new Factor(power.base(), power.exponent()));
            } else {
                factors.add(new Factor(part, Constant.ONE));
            }
        }
        return new LogFactors(formula, coefficient, factors);
    }

    /**
     * Returns the numeric coefficient.
     *
     * @return the coefficient, with its sign
     */
    public double coefficient() {
        return coefficient;
    }

    /**
     * Returns the other factors.
     *
     * @return the factors in canonical order
     */
    public List<Factor> factors() {
        return factors;
    }

    /**
     * Returns the sign of u as a formula that does not underflow.
     *
     * @return sign(u): −1, 0 or 1
     */
    public Formula sign() {
        if (whole instanceof Conditional) {
            return Applications.of(Function.SIGN, whole);
        }
        List<Formula> signs = new ArrayList<>();
        signs.add(new Constant(Math.signum(coefficient)));
        for (Factor factor : factors) {
            // A fractional power is defined only where its base is not negative.
            if (!Signs.isEvenInteger(factor.exponent()) && Signs.isInteger(factor.exponent())) {
                signs.add(Applications.of(Function.SIGN, factor.base()));
            }
        }
        return Products.of(signs);
    }

    /**
     * Returns log|u| as a sum over the factors.
     *
     * @return log|u|; log(0), which evaluates to −∞, where a piece of u is zero
     */
    public Formula logMagnitude() {
        if (whole instanceof Conditional c) {
            return Conditionals.of(
                    c.left(),
                    c.relation(),
                    c.right(),
                    ofSimplified(c.whenTrue()).logMagnitude(),
                    ofSimplified(c.whenFalse()).logMagnitude());
        }
        List<Formula> terms = new ArrayList<>();
        terms.add(Applications.of(Function.LOG, new Constant(Math.abs(coefficient))));
        for (Factor factor : factors) {
            terms.add(Products.of(factor.exponent(), logMagnitude(factor.base())));
        }
        return Sums.of(terms);
    }

    private static Formula logMagnitude(Formula base) {
        if (base instanceof Sum sum) {
            Tail tail = Tail.of(sum);
            if (tail != null) {
                return tail.choose(
                        ofSimplified(tail.product()).logMagnitude(),
                        Applications.of(Function.LOG, Applications.of(Function.ABS, base)));
            }
        }
        return Applications.of(Function.LOG, Applications.of(Function.ABS, base));
    }

    /**
     * Returns ρ = u′/u as a sum over the factors, in which equal factors have cancelled.
     *
     * @param variable the variable to differentiate by
     * @return ρ, simplified; zero where a piece of u is constant, also where it is zero
     */
    public Formula logarithmicDerivative(Variable variable) {
        return Size.checked(logarithmicDerivative(new Derivative(variable)).simplify());
    }

    private Formula logarithmicDerivative(Derivative derivative) {
        if (whole instanceof Conditional c) {
            return Conditionals.of(
                    c.left(),
                    c.relation(),
                    c.right(),
                    ofSimplified(c.whenTrue()).logarithmicDerivative(derivative),
                    ofSimplified(c.whenFalse()).logarithmicDerivative(derivative));
        }
        List<Formula> terms = new ArrayList<>();
        for (Factor factor : factors) {
            terms.add(Products.of(factor.exponent(), ofBase(factor.base(), derivative)));
            Formula slope = derivative.of(factor.exponent());
            if (!slope.equals(Constant.ZERO)) {
                terms.add(Products.of(slope, Applications.of(Function.LOG, factor.base())));
            }
        }
        return Sums.of(terms);
    }

    private static Formula ofBase(Formula base, Derivative derivative) {
        Formula slope = derivative.of(base);
        if (base instanceof Apply apply) {
            // sigmoid(u)/softplus(u) and φ(u)/Φ(u) have names of their own, which do not underflow.
            Function ratio = switch (apply.function()) {
                case SOFTPLUS -> Function.SOFTPLUS_RATIO;
                case NORMAL_CDF -> Function.NORMAL_RATIO;
                default -> null;
            };
            if (ratio != null) {
                return Products.of(Applications.of(ratio, apply.argument()), derivative.of(apply.argument()));
            }
        } else if (base instanceof Sum sum) {
            Tail tail = Tail.of(sum);
            if (tail != null) {
                return tail.choose(
                        ofSimplified(tail.product()).logarithmicDerivative(derivative), quotient(slope, base));
            }
        }
        return quotient(slope, base);
    }

    private static Formula quotient(Formula slope, Formula base) {
        return Products.of(slope, Powers.of(base, Constant.MINUS_ONE));
    }

    /**
     * A sum whose terms all become small together: Φ(v) or softplus(v) occurs beside φ(v) or sigmoid(v), which can then
     * be taken out as a factor that has a logarithm.
     */
    private record Tail(Formula argument, Formula product, boolean everywhere) {
        static Tail of(Sum sum) {
            for (Apply apply : applications(sum, new ArrayList<>())) {
                boolean normal = apply.function() == Function.NORMAL_CDF;
                Formula v = apply.argument();
                Formula replacement = Products.of(
                        Applications.of(normal ? Function.NORMAL_DENSITY : Function.SIGMOID, v),
                        Powers.of(
                                Applications.of(normal ? Function.NORMAL_RATIO : Function.SOFTPLUS_RATIO, v),
                                Constant.MINUS_ONE));
                Formula product = Exchange.in(sum, apply, replacement);
                if (product instanceof Product) {
                    return new Tail(v, product, !normal);
                }
            }
            return null;
        }

        private static List<Apply> applications(Formula formula, List<Apply> found) {
            if (formula instanceof Apply apply
                    && (apply.function() == Function.NORMAL_CDF || apply.function() == Function.SOFTPLUS)
                    && !found.contains(apply)) {
                found.add(apply);
            }
            for (Formula child : Size.children(formula)) {
                applications(child, found);
            }
            return found;
        }

        /** For v > 0 the density is the smaller one, and nothing must be divided by it. */
        Formula choose(Formula inTail, Formula elsewhere) {
            return everywhere ? inTail : Conditionals.of(argument, Relation.LESS, Constant.ZERO, inTail, elsewhere);
        }
    }

    /** Replaces a subtree. */
    private static final class Exchange {
        private Exchange() {}

        static Formula in(Formula formula, Formula from, Formula to) {
            if (formula.equals(from)) {
                return to;
            } else if (formula instanceof Sum sum) {
                return Sums.of(sum.terms().stream().map(f -> in(f, from, to)).toList());
            } else if (formula instanceof Product product) {
                return Products.of(
                        product.factors().stream().map(f -> in(f, from, to)).toList());
            } else if (formula instanceof Power power) {
                return Powers.of(in(power.base(), from, to), in(power.exponent(), from, to));
            } else if (formula instanceof Apply apply) {
                return Applications.of(apply.function(), in(apply.argument(), from, to));
            }
            return formula;
        }
    }
}
