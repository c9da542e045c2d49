package org.jumpscope.design.asymptotics;

import java.math.BigDecimal;
import java.util.IdentityHashMap;
import java.util.List;
import org.jumpscope.formula.Formula;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Conditional;
import org.jumpscope.formula.Formula.Constant;
import org.jumpscope.formula.Formula.Power;
import org.jumpscope.formula.Formula.Product;
import org.jumpscope.formula.Formula.Sum;
import org.jumpscope.formula.Function;

/**
 * Expands a formula of y at an end of its domain. Constants are the decimal numbers that they are written as.
 *
 * <p>Conditions, signs and absolute values are decided by leading terms, so that the expansion is that of the piece at the end.
 */
public final class Expander {
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final int DEEPEST = 6;

    private final End end;
    private final int most;
    private final IdentityHashMap<Formula, Expansion> done = new IdentityHashMap<>();

    private Expander(End end, int most) {
        this.end = end;
        this.most = most;
    }

    /**
     * Expands a formula.
     *
     * @param formula the formula, better as written than simplified: simplification rounds its constants
     * @param end where
     * @param most the most terms to keep
     * @return the expansion
     * @throws ExpansionFailure if there is none in these scales, or too few terms were kept
     */
    public static Expansion expand(Formula formula, End end, int most) {
        try {
            return new Expander(end, most).of(formula);
        } catch (ArithmeticException outOfRange) {
            throw ExpansionFailure.because("a constant of its expansion is too large");
        }
    }

    private Expansion of(Formula formula) {
        if (formula instanceof Formula.Variable) {
            return end.variable(most);
        }
        if (formula instanceof Constant c) {
            return Expansion.constant(Precise.of(c.value()), most);
        }
        Expansion known = done.get(formula);
        if (known == null) {
            known = compound(formula);
            done.put(formula, known);
        }
        return known;
    }

    private Expansion compound(Formula formula) {
        if (formula instanceof Sum sum) {
            Expansion result = constant(BigDecimal.ZERO);
            for (Formula term : sum.terms()) {
                result = result.plus(of(term));
            }
            return result;
        }
        if (formula instanceof Product product) {
            return product(product);
        }
        if (formula instanceof Power power) {
            Expansion base = of(power.base());
            if (power.exponent().variables().isEmpty()) {
                return base.raisedTo(of(power.exponent()).limit());
            }
            return exponential(of(power.exponent()).times(logarithm(base)));
        }
        if (formula instanceof Conditional c) {
            Expansion difference = of(c.left()).minus(of(c.right()));
            return of(c.relation().holds(sign(difference), 0) ? c.whenTrue() : c.whenFalse());
        }
        Apply apply = (Apply) formula;
        Expansion u = of(apply.argument());
        return switch (apply.function()) {
            case ABS -> sign(u) < 0 ? u.times(ONE.negate()) : u;
            case SIGN -> constant(BigDecimal.valueOf(sign(u)));
            case LOG -> logarithm(u);
            case LOG1P -> logarithm(u.plus(constant(ONE)));
            case EXP -> exponential(u);
            case EXPM1 -> exponential(u).minus(constant(ONE));
            case NORMAL_DENSITY -> normalDensity(u);
            case LOG_SOFTPLUS -> logarithm(smooth(Function.SOFTPLUS, u));
            case SOFTPLUS_RATIO -> softplusRatio(u);
            case SOFTPLUS_BEND ->
                smooth(Function.SIGMOID, u.times(ONE.negate())).minus(softplusRatio(u));
            case LOG_NORMAL_CDF -> logarithm(smooth(Function.NORMAL_CDF, u));
            case NORMAL_RATIO -> normalRatio(u);
            case NORMAL_BEND -> u.plus(normalRatio(u));
            default -> smooth(apply.function(), u);
        };
    }

    /** A product with a factor that vanishes identically is 0, also where another factor is undefined, as in 0·log 0. */
    private Expansion product(Product product) {
        Expansion result = constant(ONE);
        ExpansionFailure failure = null;
        for (Formula factor : product.factors()) {
            try {
                Expansion next = of(factor);
                if (next.isZero()) {
                    return next;
                }
                result = failure == null ? result.times(next) : result;
            } catch (ExpansionFailure undefined) {
                failure = failure == null ? undefined : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return result;
    }

    private Expansion constant(BigDecimal value) {
        return Expansion.constant(value, most);
    }

    private static int sign(Expansion u) {
        return u.isZero() ? 0 : u.lead().coefficient().signum();
    }

    private Expansion reciprocal(Expansion u) {
        return u.raisedTo(ONE.negate());
    }

    private Expansion softplusRatio(Expansion u) {
        return smooth(Function.SIGMOID, u).times(reciprocal(smooth(Function.SOFTPLUS, u)));
    }

    private Expansion normalRatio(Expansion u) {
        return normalDensity(u).times(reciprocal(smooth(Function.NORMAL_CDF, u)));
    }

    /** exp(u) = exp(what grows) · e^limit · Σ v^k/k!. */
    private Expansion exponential(Expansion u) {
        if (u.isZero()) {
            return constant(ONE);
        }
        if (u.error() != null && u.error().direction() >= 0) {
            throw ExpansionFailure.tooFewTerms();
        }
        List<Growth.Term> growing = u.growing();
        Growth growth = Growth.exponentialOf(growing);
        if (growth.depth() > DEEPEST) {
            throw ExpansionFailure.because("exponentials are nested too deep");
        }
        Expansion bounded = growing.isEmpty() ? u : u.minus(new Expansion(growing, null, most));
        BigDecimal limit = bounded.limit();
        Expansion series = bounded.vanishing().composed(PowerSeries.of(Function.EXP, BigDecimal.ZERO, most));
        return series.times(Expansion.of(Precise.exp(limit), growth, most));
    }

    /** log(c g (1 + v)) = log c + log g + Σ (−1)^(k+1) v^k/k. */
    private Expansion logarithm(Expansion u) {
        Growth.Term lead = u.lead();
        Expansion result = constant(Precise.log(lead.coefficient()));
        for (Growth.Term term : lead.growth().exponent()) {
            result = result.plus(Expansion.of(term.coefficient(), term.growth(), most));
        }
        for (int i = 0; i < lead.growth().powers().size(); i++) {
            BigDecimal power = lead.growth().powers().get(i);
            if (!Numbers.isZero(power)) {
                result = result.plus(Expansion.of(power, Growth.ofLogarithm(i + 1, ONE), most));
            }
        }
        return result.plus(u.relativeRest().composed(PowerSeries.of(Function.LOG, ONE, most)));
    }

    private Expansion normalDensity(Expansion u) {
        BigDecimal norm = Precise.sqrt(TWO.multiply(Precise.pi()));
        return exponential(u.times(u).times(HALF.negate())).times(ONE.divide(norm, Precise.DIGITS));
    }

    /** A function that is analytic at a finite limit, or has a known expansion where its argument grows. */
    private Expansion smooth(Function function, Expansion u) {
        if (u.direction() > 0) {
            return far(function, u, u.lead().coefficient().signum());
        }
        BigDecimal limit = u.limit();
        if (limit.abs().compareTo(ONE) == 0) {
            switch (function) {
                case ASIN -> {
                    return inverseSineAtOne(u, limit);
                }
                case ACOS -> {
                    return constant(Precise.pi().multiply(HALF)).minus(inverseSineAtOne(u, limit));
                }
                case ATANH -> {
                    Expansion quotient =
                            u.plus(constant(ONE)).times(reciprocal(constant(ONE).minus(u)));
                    return logarithm(quotient).times(HALF);
                }
                default -> {
                    // Analytic at ±1.
                }
            }
        }
        if (function == Function.TAN) {
            return smooth(Function.SIN, u).times(reciprocal(smooth(Function.COS, u)));
        }
        return u.minus(constant(limit)).composed(PowerSeries.of(function, limit, most));
    }

    /** asin u = ±(π/2 − 2 asin √((1 ∓ u)/2)) for u → ±1. */
    private Expansion inverseSineAtOne(Expansion u, BigDecimal limit) {
        Expansion rest = constant(ONE).minus(u.times(limit)).times(HALF);
        Expansion small = rest.isZero() ? rest : rest.raisedTo(HALF);
        Expansion inner = smooth(Function.ASIN, small).times(TWO);
        return constant(Precise.pi().multiply(HALF)).minus(inner).times(BigDecimal.valueOf(limit.signum()));
    }

    private Expansion far(Function function, Expansion u, int sign) {
        BigDecimal direction = BigDecimal.valueOf(sign);
        Expansion size = u.times(direction);
        Expansion one = constant(ONE);
        return switch (function) {
            case SIGMOID -> {
                Expansion tail = exponential(size.times(ONE.negate()));
                yield (sign > 0 ? one : tail).times(reciprocal(one.plus(tail)));
            }
            case SOFTPLUS -> {
                Expansion tail = logarithm(one.plus(exponential(size.times(ONE.negate()))));
                yield sign > 0 ? u.plus(tail) : tail;
            }
            case TANH -> {
                Expansion tail = exponential(size.times(TWO.negate()));
                yield one.minus(tail).times(reciprocal(one.plus(tail))).times(direction);
            }
            case SINH ->
                exponential(u).minus(exponential(u.times(ONE.negate()))).times(HALF);
            case COSH -> exponential(u).plus(exponential(u.times(ONE.negate()))).times(HALF);
            case ASINH -> {
                Expansion root = size.times(size).plus(one).raisedTo(HALF);
                yield logarithm(size.plus(root)).times(direction);
            }
            case ATAN -> {
                Expansion rest = smooth(Function.ATAN, reciprocal(size));
                yield constant(Precise.pi().multiply(HALF)).minus(rest).times(direction);
            }
            case ERF -> {
                Expansion scaled = size.times(Precise.sqrt(TWO));
                yield one.minus(normalTail(scaled).times(TWO)).times(direction);
            }
            case NORMAL_CDF -> sign > 0 ? one.minus(normalTail(size)) : normalTail(size);
            case SIN, COS, TAN ->
                throw ExpansionFailure.because("'" + function.text() + "' oscillates without limit there");
            case ASIN, ACOS, ATANH -> throw ExpansionFailure.because("'" + function.text() + "' is undefined there");
            default -> throw ExpansionFailure.because("'" + function.text() + "' has no expansion there");
        };
    }

    /** φ(v)/v · Σ (−1)^k (2k − 1)!!/v^(2k) for v → ∞. */
    private Expansion normalTail(Expansion v) {
        Expansion inverse = reciprocal(v);
        Expansion series = inverse.times(inverse).composed(PowerSeries.normalTail(most));
        return normalDensity(v).times(inverse).times(series);
    }
}
