package org.jumpscope.design.asymptotics;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jumpscope.formula.Function;

/** Taylor coefficients of the functions of formulas at a point where they are analytic. */
final class PowerSeries {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    private PowerSeries() {}

    /**
     * f(u₀ + ε) = Σ a_k ε^k.
     *
     * @param function f
     * @param u u₀
     * @param order the last k
     * @throws ExpansionFailure where f is not analytic at u₀
     */
    static List<BigDecimal> of(Function function, BigDecimal u, int order) {
        int n = order + 1;
        BigDecimal[] variable = new BigDecimal[n];
        Arrays.fill(variable, BigDecimal.ZERO);
        variable[0] = u;
        if (n > 1) {
            variable[1] = BigDecimal.ONE;
        }
        return List.of(coefficients(function, u, variable));
    }

    private static BigDecimal[] coefficients(Function function, BigDecimal u, BigDecimal[] variable) {
        int n = variable.length;
        return switch (function) {
            case EXP -> exponential(u, n);
            case EXPM1 -> shifted(exponential(u, n), BigDecimal.ONE.negate());
            case LOG -> integrated(Precise.log(u), reciprocal(variable));
            case LOG1P ->
                integrated(
                        Precise.log(u.add(BigDecimal.ONE, Precise.DIGITS)),
                        reciprocal(shifted(variable, BigDecimal.ONE)));
            case SIN -> sine(u, n, 0);
            case COS -> sine(u, n, 1);
            case TAN -> product(sine(u, n, 0), reciprocal(sine(u, n, 1)));
            case SINH -> scaled(sum(exponential(u, n), scaled(alternating(exponential(u.negate(), n)), -1)), 0.5);
            case COSH -> scaled(sum(exponential(u, n), alternating(exponential(u.negate(), n))), 0.5);
            case TANH -> {
                BigDecimal[] square = twofold(exponential(u.multiply(TWO), n));
                yield product(shifted(square, BigDecimal.ONE.negate()), reciprocal(shifted(square, BigDecimal.ONE)));
            }
            case ATAN -> integrated(Precise.atan(u), reciprocal(shifted(product(variable, variable), BigDecimal.ONE)));
            case ASIN -> integrated(inverseSine(u), inverseSineSlope(variable));
            case ACOS ->
                integrated(
                        Precise.pi().divide(TWO, Precise.DIGITS).subtract(inverseSine(u), Precise.DIGITS),
                        scaled(inverseSineSlope(variable), -1));
            case ASINH ->
                integrated(inverseHyperbolicSine(u), root(shifted(product(variable, variable), BigDecimal.ONE), -0.5));
            case ATANH -> {
                BigDecimal quotient = BigDecimal.ONE
                        .add(u, Precise.DIGITS)
                        .divide(BigDecimal.ONE.subtract(u, Precise.DIGITS), Precise.DIGITS);
                yield integrated(
                        Precise.log(quotient).divide(TWO, Precise.DIGITS),
                        reciprocal(shifted(scaled(product(variable, variable), -1), BigDecimal.ONE)));
            }
            case ERF -> {
                BigDecimal value = BigDecimal.ONE.subtract(Precise.erfc(u), Precise.DIGITS);
                BigDecimal factor = TWO.divide(Precise.sqrt(Precise.pi()), Precise.DIGITS);
                yield integrated(value, scaled(gaussian(u, BigDecimal.ONE.negate(), n), factor));
            }
            case NORMAL_DENSITY -> density(u, n);
            case NORMAL_CDF -> {
                BigDecimal z = u.negate().divide(Precise.sqrt(TWO), Precise.DIGITS);
                yield integrated(Precise.erfc(z).divide(TWO, Precise.DIGITS), density(u, n));
            }
            case SIGMOID -> sigmoid(u, n);
            case SOFTPLUS -> integrated(Precise.log(BigDecimal.ONE.add(Precise.exp(u), Precise.DIGITS)), sigmoid(u, n));
            default -> throw ExpansionFailure.because("'" + function.text() + "' has no expansion here");
        };
    }

    private static BigDecimal[] exponential(BigDecimal u, int n) {
        BigDecimal[] a = new BigDecimal[n];
        a[0] = Precise.exp(u);
        for (int k = 1; k < n; k++) {
            a[k] = a[k - 1].divide(BigDecimal.valueOf(k), Precise.DIGITS);
        }
        return a;
    }

    /** sin(u + shift·π/2). */
    private static BigDecimal[] sine(BigDecimal u, int n, int shift) {
        BigDecimal sine = snapped(Precise.sin(u));
        BigDecimal cosine = snapped(Precise.cos(u));
        BigDecimal[] cycle = {sine, cosine, sine.negate(), cosine.negate()};
        BigDecimal[] a = new BigDecimal[n];
        BigDecimal factorial = BigDecimal.ONE;
        for (int k = 0; k < n; k++) {
            a[k] = cycle[(k + shift) % 4].divide(factorial, Precise.DIGITS);
            factorial = factorial.multiply(BigDecimal.valueOf(k + 1L));
        }
        return a;
    }

    /** At a multiple of π/2 comes out rounding, not 0. */
    private static BigDecimal snapped(BigDecimal value) {
        return Numbers.isZero(value) ? BigDecimal.ZERO : value;
    }

    private static BigDecimal[] sigmoid(BigDecimal u, int n) {
        return reciprocal(shifted(alternating(exponential(u.negate(), n)), BigDecimal.ONE));
    }

    /** exp(c(u + ε)²). */
    private static BigDecimal[] gaussian(BigDecimal u, BigDecimal c, int n) {
        BigDecimal[] a = new BigDecimal[n];
        a[0] = Precise.exp(c.multiply(u, Precise.DIGITS).multiply(u, Precise.DIGITS));
        BigDecimal slope = TWO.multiply(c, Precise.DIGITS);
        for (int k = 1; k < n; k++) {
            BigDecimal next = u.multiply(a[k - 1], Precise.DIGITS);
            if (k > 1) {
                next = next.add(a[k - 2], Precise.DIGITS);
            }
            a[k] = slope.multiply(next, Precise.DIGITS).divide(BigDecimal.valueOf(k), Precise.DIGITS);
        }
        return a;
    }

    private static BigDecimal[] density(BigDecimal u, int n) {
        BigDecimal norm = Precise.sqrt(TWO.multiply(Precise.pi(), Precise.DIGITS));
        return scaled(gaussian(u, new BigDecimal("-0.5"), n), BigDecimal.ONE.divide(norm, Precise.DIGITS));
    }

    private static BigDecimal inverseSine(BigDecimal u) {
        BigDecimal rest = BigDecimal.ONE.subtract(u.multiply(u, Precise.DIGITS), Precise.DIGITS);
        if (rest.signum() <= 0) {
            throw ExpansionFailure.because("it takes the inverse sine of a number that is not between -1 and 1");
        }
        return Precise.atan(u.divide(Precise.sqrt(rest), Precise.DIGITS));
    }

    private static BigDecimal[] inverseSineSlope(BigDecimal[] variable) {
        return root(shifted(scaled(product(variable, variable), -1), BigDecimal.ONE), -0.5);
    }

    private static BigDecimal inverseHyperbolicSine(BigDecimal u) {
        BigDecimal size = u.abs();
        BigDecimal root = Precise.sqrt(size.multiply(size, Precise.DIGITS).add(BigDecimal.ONE, Precise.DIGITS));
        BigDecimal value = Precise.log(size.add(root, Precise.DIGITS));
        return u.signum() < 0 ? value.negate() : value;
    }

    /** Coefficients of f(2ε) from those of f(ε). */
    private static BigDecimal[] twofold(BigDecimal[] a) {
        BigDecimal[] b = new BigDecimal[a.length];
        BigDecimal power = BigDecimal.ONE;
        for (int k = 0; k < a.length; k++) {
            b[k] = a[k].multiply(power, Precise.DIGITS);
            power = power.multiply(TWO);
        }
        return b;
    }

    /** Coefficients of f(−ε) from those of f(ε). */
    private static BigDecimal[] alternating(BigDecimal[] a) {
        BigDecimal[] b = a.clone();
        for (int k = 1; k < b.length; k += 2) {
            b[k] = b[k].negate();
        }
        return b;
    }

    private static BigDecimal[] sum(BigDecimal[] a, BigDecimal[] b) {
        BigDecimal[] c = new BigDecimal[a.length];
        for (int k = 0; k < a.length; k++) {
            c[k] = a[k].add(b[k], Precise.DIGITS);
        }
        return c;
    }

    private static BigDecimal[] shifted(BigDecimal[] a, BigDecimal constant) {
        BigDecimal[] b = a.clone();
        b[0] = Numbers.sum(b[0], constant);
        return b;
    }

    private static BigDecimal[] scaled(BigDecimal[] a, double factor) {
        return scaled(a, BigDecimal.valueOf(factor));
    }

    private static BigDecimal[] scaled(BigDecimal[] a, BigDecimal factor) {
        BigDecimal[] b = new BigDecimal[a.length];
        for (int k = 0; k < a.length; k++) {
            b[k] = a[k].multiply(factor, Precise.DIGITS);
        }
        return b;
    }

    private static BigDecimal[] product(BigDecimal[] a, BigDecimal[] b) {
        BigDecimal[] c = new BigDecimal[a.length];
        for (int k = 0; k < c.length; k++) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 0; i <= k; i++) {
                sum = sum.add(a[i].multiply(b[k - i], Precise.DIGITS), Precise.DIGITS);
            }
            c[k] = sum;
        }
        return c;
    }

    private static BigDecimal[] reciprocal(BigDecimal[] a) {
        if (a[0].signum() == 0) {
            throw ExpansionFailure.because("it divides by 0");
        }
        BigDecimal[] c = new BigDecimal[a.length];
        c[0] = BigDecimal.ONE.divide(a[0], Precise.DIGITS);
        for (int k = 1; k < c.length; k++) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 1; i <= k; i++) {
                sum = sum.add(a[i].multiply(c[k - i], Precise.DIGITS), Precise.DIGITS);
            }
            c[k] = sum.negate().multiply(c[0], Precise.DIGITS);
        }
        return c;
    }

    /** a^r by Miller's recurrence. */
    private static BigDecimal[] root(BigDecimal[] a, double r) {
        BigDecimal power = BigDecimal.valueOf(r);
        BigDecimal[] c = new BigDecimal[a.length];
        c[0] = Precise.pow(a[0], power);
        for (int k = 1; k < c.length; k++) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 1; i <= k; i++) {
                BigDecimal weight = power.multiply(BigDecimal.valueOf(i)).subtract(BigDecimal.valueOf(k - (long) i));
                sum = sum.add(weight.multiply(a[i], Precise.DIGITS).multiply(c[k - i], Precise.DIGITS), Precise.DIGITS);
            }
            c[k] = sum.divide(a[0].multiply(BigDecimal.valueOf(k)), Precise.DIGITS);
        }
        return c;
    }

    private static BigDecimal[] integrated(BigDecimal constant, BigDecimal[] a) {
        BigDecimal[] c = new BigDecimal[a.length];
        c[0] = constant;
        for (int k = 1; k < c.length; k++) {
            c[k] = a[k - 1].divide(BigDecimal.valueOf(k), Precise.DIGITS);
        }
        return c;
    }

    /** The factors (−1)^k (2k − 1)!! of the expansion of the normal tail in 1/v². */
    static List<BigDecimal> normalTail(int order) {
        List<BigDecimal> a = new ArrayList<>();
        BigDecimal factor = BigDecimal.ONE;
        for (int k = 0; k <= order; k++) {
            a.add(factor);
            factor = factor.multiply(BigDecimal.valueOf(-(2L * k + 1)), Precise.DIGITS);
        }
        return a;
    }
}
