package org.jumpscope.design.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jumpscope.design.asymptotics.Precise;
import org.jumpscope.design.asymptotics.ReferenceRows;
import org.jumpscope.formula.Formula;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Theorems 1 to 3 of theory §2 and the solutions of Sections 6 and 7, as far as a computer can check them: identities as
 * formulas, then with 64 digits at random places; uniqueness on families that are not in the theorems.
 */
class TheoremsTest {
    private static final MathContext DIGITS = Precise.DIGITS;
    private static final Formula.Variable Y = new Formula.Variable("y");
    private static final BigDecimal SMALL = new BigDecimal("1e-50");
    private static final BigDecimal ONE = BigDecimal.ONE;

    private final Random random = new Random(20240527);

    private BigDecimal between(double low, double high) {
        return new BigDecimal(low + (high - low) * random.nextDouble()).round(new MathContext(9));
    }

    private static BigDecimal number(double value) {
        return BigDecimal.valueOf(value);
    }

    /** Derivatives of a formula at y: f, f′, f″, .... */
    private static List<BigDecimal> derivatives(Formula formula, BigDecimal y) {
        List<BigDecimal> taylor = PlacePolish.taylor(formula, y, 1, 8);
        BigDecimal factorial = ONE;
        List<BigDecimal> derivatives = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            factorial = k == 0 ? ONE : factorial.multiply(number(k));
            derivatives.add(taylor.get(k).multiply(factorial, DIGITS));
        }
        return derivatives;
    }

    private static Formula formula(String text) {
        return Formula.parse(text, "y");
    }

    private static void assertSame(BigDecimal expected, BigDecimal found, String what) {
        BigDecimal scale = expected.abs().max(ONE);
        assertTrue(
                expected.subtract(found).abs().compareTo(scale.multiply(SMALL)) <= 0,
                what + ": " + expected + ", " + found);
    }

    /**
     * Theorem 1, one direction: (y − b)h = c(b)(y + s(b))^m + C(b) with m = 1, 2, −1 for H linear, quadratic, logarithmic: the
     * difference simplifies to 0 as a formula, and is 0 to 50 digits at 200 places and biases.
     */
    @ParameterizedTest
    @CsvSource({
        "2.5*y+1,             2.5*(y-b)",
        "1.5*y^2-0.7*y,       3*(y+(-0.7/3-b)/2)^2-3*(b-0.7/3)^2/4",
        "-0.8*log(y+3)+2,     0.8*(b+3)/(y+3)-0.8",
    })
    void theoremOneIdentities(String composition, String jump) {
        Formula h = formula(composition).derivative(Y);
        for (int i = 0; i < 200; i++) {
            BigDecimal b = between(-2, 2);
            BigDecimal y = between(-2, 4);
            Formula right = Formula.parse(jump, "y", "b")
                    .substitute(new Formula.Variable("b"), Formula.constant(b.doubleValue()));
            List<BigDecimal> value = derivatives(formula(composition), y);
            BigDecimal found = y.subtract(b).multiply(value.get(1), DIGITS);
            assertSame(derivatives(right, y).get(0), found, composition + " at b = " + b);
            // The same of the symbolic derivative, which the identity is about.
            assertSame(derivatives(h, y).get(0), value.get(1), composition);
        }
    }

    /** The identities as formulas: the derivative of (y − b)h − c(y + s)^m has no y left, order by order. */
    @ParameterizedTest
    @CsvSource({
        "2.5*y,          2.5*(y-0.25),                              1",
        "1.5*y^2,        3*(y-0.125)^2,                             2",
        "1.5*y^2-0.75*y, 3*(y+(-0.25-0.5)/2)^2,                     2",
    })
    void theoremOneAsFormulas(String composition, String power, int order) {
        String b = composition.endsWith("0.75*y") ? "0.5" : "0.25";
        Formula left = formula("y-" + b).times(formula(composition).derivative(Y));
        Formula difference = left.minus(formula(power));
        for (int i = 0; i < order; i++) {
            difference = difference.derivative(Y);
        }
        assertEquals(Formula.constant(0), difference.simplify(), difference.toText());
    }

    /** 1/k_w = 2 − v v″/v′² with v = dẇ/dx, which no added constant changes; w = 1. */
    private static BigDecimal shiftedWeightExponent(Formula composition, BigDecimal y, BigDecimal b) {
        List<BigDecimal> d = derivatives(composition, y);
        BigDecimal x = y.subtract(b);
        BigDecimal v = d.get(1).add(x.multiply(d.get(2), DIGITS), DIGITS);
        BigDecimal first = d.get(2).multiply(number(2)).add(x.multiply(d.get(3), DIGITS), DIGITS);
        BigDecimal second = d.get(3).multiply(number(3)).add(x.multiply(d.get(4), DIGITS), DIGITS);
        if (first.abs().compareTo(SMALL) < 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal inverse =
                number(2).subtract(v.multiply(second, DIGITS).divide(first.multiply(first, DIGITS), DIGITS), DIGITS);
        return inverse.signum() == 0 ? number(1e99) : ONE.divide(inverse, DIGITS);
    }

    /** Largest difference of k_w over x at one b, the worst of three b: 0 for an exact law. */
    private BigDecimal spread(String composition) {
        BigDecimal worst = BigDecimal.ZERO;
        for (String b : List.of("0.4", "0.9", "1.7")) {
            BigDecimal low = null;
            BigDecimal high = null;
            for (int i = 0; i < 12; i++) {
                BigDecimal k = shiftedWeightExponent(formula(composition), between(0.2, 3), new BigDecimal(b));
                low = low == null ? k : low.min(k);
                high = high == null ? k : high.max(k);
            }
            worst = worst.max(high.subtract(low));
        }
        return worst;
    }

    @ParameterizedTest
    @ValueSource(strings = {"3*y", "y^2+y", "log(y+1)", "-2*log(5-y)"})
    void theoremOneFamiliesAreExact(String composition) {
        assertTrue(spread(composition).compareTo(new BigDecimal("1e-40")) < 0);
    }

    /** Theorem 1, the other direction, on families: no other power, exponential, or sum has a constant k_w at three biases. */
    @Test
    void noOtherFamilyHasAnExactWeightExponent() {
        List<String> others = new ArrayList<>(List.of(
                "exp(y)",
                "exp(-2*y)",
                "y^3",
                "y^4",
                "1/y",
                "1/(y+1)^2",
                "sqrt(y)",
                "log(y)+y",
                "y^2+exp(y)",
                "softplus(y)",
                "sigmoid(y)^2",
                "exp(-y^2)",
                "y*log(y)",
                "log(y)^2",
                "cosh(y)",
                "y^2+log(y)",
                "atan(y)"));
        for (int i = 0; i < 20; i++) {
            others.add("(y+0.5)^" + "(" + between(-3, 5).toPlainString() + ")");
        }
        for (String other : others) {
            assertTrue(spread(other).compareTo(new BigDecimal("1e-4")) > 0, other);
        }
    }

    /**
     * The steps of the proof for whole m: three powers (y + s)^(n−1) with different s are independent for n ≥ 3, while h and
     * (yh)′ span two dimensions; and for m = −n the slope C Σ (y + s)^(j−n)(b + s)^(n−1−j) depends on b except for n = 1.
     */
    @Test
    void stepsOfTheProof() {
        for (int n = 3; n <= 12; n++) {
            // The coefficients of y^(n−1), y^(n−2), y^(n−3) of (y + s)^(n−1) are 1, (n−1)s, binomial·s².
            double[] s = {0, 1, 2};
            double second = n - 1;
            double third = (n - 1) * (n - 2) / 2.0;
            double determinant = second * third * (s[1] - s[0]) * (s[2] - s[0]) * (s[2] - s[1]);
            assertTrue(determinant != 0, "n = " + n);
        }
        for (int n = 1; n <= 6; n++) {
            double y = 0.7;
            double s = 1.3;
            double atOne = 0;
            double atTwo = 0;
            for (int j = 0; j < n; j++) {
                atOne += Math.pow(y + s, j - n) * Math.pow(1 + s, n - 1 - j);
                atTwo += Math.pow(y + s, j - n) * Math.pow(2 + s, n - 1 - j);
            }
            assertEquals(n == 1, atOne == atTwo, "n = " + n);
        }
    }

    /**
     * Theorem 2: |h′| = A|h − C|^k for h = C + c(y + s)^(1/(1−k)), every real k; and the composition is classified with that k,
     * H = c(y + s)^n + Cy, n = (2 − k)/(1 − k).
     */
    @Test
    void theoremTwoForEveryRealExponent() {
        for (int i = 0; i < 25; i++) {
            BigDecimal n = between(-3.5, 6);
            if (Math.abs(n.doubleValue() - 1) < 0.1
                    || Math.abs(n.doubleValue() - 2) < 0.1
                    || Math.abs(n.doubleValue()) < 0.1) {
                continue;
            }
            double c = i % 2 == 0 ? 1.25 : -0.5;
            String offset = i % 3 == 0 ? "" : "+0.75*y";
            Formula composition = formula(c + "*(y+1.5)^(" + n.toPlainString() + ")" + offset);
            BigDecimal k = n.subtract(number(2)).divide(n.subtract(ONE), DIGITS);
            BigDecimal shift = offset.isEmpty() ? BigDecimal.ZERO : number(0.75);
            BigDecimal first = null;
            for (int j = 0; j < 6; j++) {
                List<BigDecimal> d = derivatives(composition, between(-1, 5));
                BigDecimal size = Precise.pow(d.get(1).subtract(shift).abs(), k);
                BigDecimal constant = d.get(2).abs().divide(size, DIGITS);
                first = first == null ? constant : first;
                assertSame(ONE, constant.divide(first, DIGITS), "n = " + n);
            }
            Classification found = Classification.of(composition, Settings.withDefaults());
            List<ExactLaw> bias = found.exact().stream()
                    .filter(law -> law.variable() == Variable.BIAS)
                    .toList();
            assertEquals(1, bias.size(), composition.toText());
            assertEquals(k.doubleValue(), bias.get(0).exponent(), 1e-12);
            assertEquals(!offset.isEmpty(), !bias.get(0).shift().equals("0"));
            assertTrue(
                    found.exact().stream().noneMatch(law -> law.variable() == Variable.WEIGHT), composition.toText());
        }
    }

    /** k_J of h with x = y − b, w = 1. */
    private static double jacobianExponent(Formula slope, BigDecimal y, BigDecimal b) {
        List<BigDecimal> d = derivatives(slope, y);
        double x = y.subtract(b).doubleValue();
        double rho = d.get(1).divide(d.get(0), DIGITS).doubleValue();
        double rhoPrime = d.get(2).divide(d.get(0), DIGITS).doubleValue() - rho * rho;
        double slopeOfLog = rho + x / (1 + x * x);
        double bend = rhoPrime + (1 - x * x) / ((1 + x * x) * (1 + x * x));
        return 1 + bend / (slopeOfLog * slopeOfLog);
    }

    /**
     * Theorem 3: h = c(x + s)^m/√(1 + x²) has an exact k_q = (m − 1)/m at the bias it was made for, and at no other; and the
     * families with an exact k_b have none.
     */
    @Test
    void theoremThree() {
        for (double m : new double[] {0.5, 2, 3.3, -1.2}) {
            Formula made = formula("(y-0.4+3)^(" + m + ")/sqrt(1+(y-0.4)^2)");
            assertTrue(spreadOfNorm(made, 0.4) < 1e-12, "m = " + m);
            assertTrue(spreadOfNorm(made, 0.9) > 1e-3, "m = " + m);
            assertEquals((m - 1) / m, jacobianExponent(made, number(1), number(0.4)), 1e-12);
        }
        for (String slope : List.of("exp(y)", "y", "y^3", "1/y", "1", "y^(-0.5)")) {
            double worst = Math.max(spreadOfNorm(formula(slope), 0.4), spreadOfNorm(formula(slope), 0.9));
            assertTrue(worst > 1e-3, slope);
        }
    }

    private double spreadOfNorm(Formula slope, double b) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < 12; i++) {
            double k = jacobianExponent(slope, between(0.5, 3), number(b));
            low = Math.min(low, k);
            high = Math.max(high, k);
        }
        return high - low;
    }

    /** (6.3) as corrected: ẇ = (1/A)(±e^(A(x − x₀)) − B) and ẇ = (1/A)([(1 − k)A(x − x₀)]^(1/(1−k)) − B) solve (6.1). */
    @Test
    void solutionsOfSectionSix() {
        for (int i = 0; i < 10; i++) {
            BigDecimal a = between(0.3, 2);
            BigDecimal b = between(-1, 1);
            BigDecimal k = between(1.2, 3);
            String start = between(-3, -2).toPlainString();
            Formula exponential = formula("(exp(" + a + "*(y-(" + start + ")))-(" + b + "))/" + a);
            String inner = "((1-" + k + ")*" + a + "*((" + start + ")-y)*(-1))";
            Formula power = formula("(" + inner + "^(1/(1-" + k + "))-(" + b + "))/" + a);
            for (int j = 0; j < 5; j++) {
                BigDecimal x = between(-1, 2);
                List<BigDecimal> e = derivatives(exponential, x);
                assertSame(a.multiply(e.get(0)).add(b), e.get(1), "k = 1");
                // For k > 1 the power lives where (1 − k)A(x − x₀) is above 0, to the left of x₀.
                BigDecimal left = new BigDecimal(start).subtract(between(0.5, 2));
                List<BigDecimal> p = derivatives(power, left);
                BigDecimal right = Precise.pow(a.multiply(p.get(0), DIGITS).add(b), k);
                assertSame(right, p.get(1), "k = " + k);
            }
        }
    }

    /** Ei(x) = γ + log|x| + Σ x^j/(j·j!). */
    private static BigDecimal exponentialIntegral(BigDecimal x) {
        BigDecimal euler = new BigDecimal("0.57721566490153286060651209008240243104215933593992359880576723488487");
        BigDecimal sum = euler.add(Precise.log(x.abs()));
        BigDecimal term = ONE;
        for (int j = 1; j < 220; j++) {
            term = term.multiply(x, DIGITS).divide(number(j), DIGITS);
            sum = sum.add(term.divide(number(j), DIGITS), DIGITS);
        }
        return sum;
    }

    static List<ReferenceRows> exponentialIntegrals() {
        return ReferenceRows.of("function").stream()
                .filter(row -> row.name().equals("ei"))
                .toList();
    }

    /** The series against mpmath's principal value; at −12.5 it loses 10 digits to cancellation. */
    @ParameterizedTest
    @MethodSource("exponentialIntegrals")
    void exponentialIntegralAgreesWithMpmath(ReferenceRows row) {
        BigDecimal error =
                exponentialIntegral(row.argument()).subtract(row.value()).abs();
        // One argument is a zero to 30 digits, where the error is that of the sum.
        BigDecimal scale = row.value().abs().max(new BigDecimal("1e-12"));
        assertTrue(error.compareTo(scale.multiply(new BigDecimal("1e-45"))) <= 0, row.toString());
    }

    /**
     * (6.6): H = e^(Ab + B) Ei(A(y − b)) + C log|y − b| solves (6.5), (y − b)H′ = e^(Ay + B) + C, for A of either sign, on either
     * side of b (erratum 14). The central difference with step 1e-15 is right to 1e-28.
     */
    @Test
    void solutionWithTheExponentialIntegral() {
        for (int i = 0; i < 12; i++) {
            BigDecimal a = i % 2 == 0 ? between(0.5, 2) : between(-2, -0.5);
            BigDecimal b = between(-1, 1);
            BigDecimal constant = between(-1, 1);
            BigDecimal c = between(-2, 2);
            BigDecimal y = b.add(i % 3 == 0 ? between(-2, -0.5) : between(0.5, 2));
            UnaryOperator<BigDecimal> loss = v -> Precise.exp(a.multiply(b).add(constant))
                    .multiply(exponentialIntegral(a.multiply(v.subtract(b), DIGITS)), DIGITS)
                    .add(c.multiply(Precise.log(v.subtract(b).abs()), DIGITS), DIGITS);
            BigDecimal step = new BigDecimal("1e-15");
            BigDecimal slope = loss.apply(y.add(step))
                    .subtract(loss.apply(y.subtract(step)))
                    .divide(step.multiply(number(2)), DIGITS);
            BigDecimal left = y.subtract(b).multiply(slope, DIGITS);
            BigDecimal right = Precise.exp(a.multiply(y).add(constant)).add(c);
            assertTrue(left.subtract(right).abs().compareTo(new BigDecimal("1e-26")) < 0, "A = " + a);
        }
    }

    /** (6.8), (6.9): for H = e^(c₁y + c₂), k_w = 1 − 1/(1 + c₁wx)² exactly (erratum 15). */
    @Test
    void weightExponentOfTheExponential() {
        for (int i = 0; i < 20; i++) {
            BigDecimal rate = between(-2, 2);
            BigDecimal b = between(-1, 1);
            BigDecimal y = between(-3, 3);
            List<BigDecimal> d = derivatives(formula("exp(" + rate + "*y+0.3)"), y);
            BigDecimal x = y.subtract(b);
            BigDecimal v = x.multiply(d.get(1), DIGITS);
            BigDecimal first = d.get(1).add(x.multiply(d.get(2), DIGITS), DIGITS);
            BigDecimal second = d.get(2).multiply(number(2)).add(x.multiply(d.get(3), DIGITS), DIGITS);
            BigDecimal k = v.multiply(second, DIGITS).divide(first.multiply(first, DIGITS), DIGITS);
            BigDecimal one = ONE.add(rate.multiply(x, DIGITS), DIGITS);
            assertSame(ONE.subtract(ONE.divide(one.multiply(one, DIGITS), DIGITS), DIGITS), k, "rate " + rate);
        }
    }

    /** (7.3), (7.6) and (7.13): the integrated forms solve (7.2); the logarithm does so with k_w = 2 (erratum 18). */
    @Test
    void solutionsOfSectionSeven() {
        for (int i = 0; i < 10; i++) {
            BigDecimal a = between(0.5, 2);
            BigDecimal b = between(-1, 1);
            BigDecimal beta = between(-1, 1);
            BigDecimal c = between(-1, 1);
            String text = "(%1$s*(%2$s)+(%3$s)+(%4$s))*log(y-(%2$s))+%1$s*y";
            Formula linear = formula(text.formatted(a, b, beta, c));
            Formula quadratic = formula(("(%1$s^2*(%2$s)^2+2*%1$s*(%2$s)*(%3$s)+(%3$s)^2+(%4$s))*log(y-(%2$s))"
                            + "+%1$s*y*(2*(%3$s)+%1$s*((%2$s)+y/2))")
                    .formatted(a, b, beta, c));
            BigDecimal y = between(1.5, 4);
            BigDecimal inner = a.multiply(y).add(beta);
            BigDecimal x = y.subtract(b);
            assertSame(inner.add(c), x.multiply(derivatives(linear, y).get(1), DIGITS), "(7.3)");
            assertSame(
                    inner.multiply(inner).add(c),
                    x.multiply(derivatives(quadratic, y).get(1), DIGITS),
                    "(7.6)");
            BigDecimal c1 = between(0.5, 2);
            BigDecimal c2 = between(1, 2);
            BigDecimal c3 = between(0.5, 1);
            Formula logarithm = formula(c1 + "*log(" + c2 + "+" + c3 + "*y)");
            // Ay + B = −(c₂ + c₃y)/(c₁(c₂ + c₃b)), C = c₁, 1/(1 − k_w) = −1.
            BigDecimal power = c1.multiply(c2.add(c3.multiply(b)))
                    .divide(c2.add(c3.multiply(y)), DIGITS)
                    .negate();
            assertSame(power.add(c1), x.multiply(derivatives(logarithm, y).get(1), DIGITS), "(7.13)");
        }
    }
}
