package org.jumpscope.design.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.formula.Formula;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts that are known in closed form: the paper's compositions, its closing table as corrected, and hard cases. */
class ClassificationTest {
    private static Classification of(String formula) {
        return Classification.of(Formula.parse(formula, "y"), Settings.withDefaults());
    }

    private static Classification of(String activation, String loss, double target) {
        return Classification.of(
                Composition.of(Activation.parse(activation), Loss.parse(loss)), target, Settings.withDefaults());
    }

    private static AsymptoticLaw region(Classification found, String region) {
        return found.asymptotic().stream()
                .filter(law -> law.region().equals(region))
                .findFirst()
                .orElseThrow(() -> new AssertionError(region + " is not in "
                        + found.asymptotic().stream().map(AsymptoticLaw::region).toList()));
    }

    private static Map<Variable, List<Double>> exact(Classification found) {
        return found.exact().stream()
                .collect(Collectors.groupingBy(
                        ExactLaw::variable, Collectors.mapping(ExactLaw::exponent, Collectors.toList())));
    }

    /** Exact exponents of ẇ and ḃ; "none" where Theorems 1 and 2 have none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2*y+1;                     0;    none",
                "3*y^2-y;                   0.5;  0",
                "(y-0.1)*(y+0.3);           0.5;  0",
                "-log(3-2*y);               2;    2",
                "log(y)+y;                  none; 2",
                "exp(2*y);                  none; 1",
                "exp(y)*exp(2*y+1);         none; 1",
                "exp(-y)-4*y;               none; 1",
                "y^3;                       none; 0.5",
                "(y+2)^(5/2);               none; 0.3333333333333333",
                "(y+2)^2.5+3*y;             none; 0.3333333333333333",
                "sqrt(y);                   none; 3",
                "1/(y+1);                   none; 1.5",
                "(2*y+3)^4/(2*y+3);         none; 0.5",
                "y^4+0.4*y^3+0.06*y^2+0.004*y+0.0001; none; 0.6666666666666666",
                "exp(log(y+1)*3);           none; 0.5",
                "y*log(y);                  none; none",
                "y^3+y^2;                   none; 0.5",
                "y^4+y^2;                   none; none",
                "cosh(y);                   none; none",
                "sigmoid(y)^2;              none; none",
                "exp(y)+1e-12*y^2;          none; none",
                "y^3*(1+1e-14*y);           none; none",
                "log(y)^2;                  none; none",
                "sin(y);                    none; none",
            })
    void exactExponents(String formula, String weight, String bias) {
        Map<Variable, List<Double>> found = exact(of(formula));
        check(weight, found.get(Variable.WEIGHT));
        check(bias, found.get(Variable.BIAS));
    }

    private static void check(String expected, List<Double> found) {
        if (expected.strip().equals("none")) {
            assertEquals(null, found);
        } else {
            assertEquals(1, found.size());
            assertEquals(Double.parseDouble(expected), found.get(0), 1e-12);
        }
    }

    /** Every stretch has, for either variable, a law or a reason. */
    @Test
    void whereNoLawHoldsItSaysSo() {
        Classification found = of("max(y, y^3)");
        assertEquals(
                List.of("y < -1 or 0 < y < 1"),
                found.exact().stream()
                        .filter(law -> law.variable() == Variable.WEIGHT)
                        .map(law -> law.conditions().get(0))
                        .toList());
        ExactGap gap = found.inexact().stream()
                .filter(each -> each.variable() == Variable.WEIGHT)
                .findFirst()
                .orElseThrow();
        assertEquals("-1 < y < 0 or y > 1", gap.conditions().get(0));
        assertTrue(gap.reason().contains("Theorem 1"));
    }

    /** The form and its constants; A, B, C at a state give the jump itself: ẇ = ±(Ax + B)^m + C, γ = 1. */
    @ParameterizedTest
    @CsvSource({"3*y^2-y,2", "2*log(y+3),-1", "-log(7-y),-1", "2.5*y,1"})
    void constantsGiveTheWeightJump(String formula, double m) {
        State state = State.of(1.7, -0.4);
        Formula composition = Formula.parse(formula, "y");
        ExactLaw law = Classification.of(composition, Settings.withDefaults().at(state)).exact().stream()
                .filter(each -> each.variable() == Variable.WEIGHT)
                .findFirst()
                .orElseThrow();
        Map<String, Double> c = law.constants().stream()
                .collect(Collectors.toMap(ExactLaw.NamedConstant::name, ExactLaw.NamedConstant::value));
        Formula slope = composition.derivative(new Formula.Variable("y"));
        for (double x : new double[] {-0.8, 0.3, 1.9}) {
            double jump = -x * slope.evaluate(state.preActivation(x));
            double power = c.get("sign") * Math.pow(c.get("A") * x + c.get("B"), m) + c.get("C");
            assertEquals(jump, power, 1e-12 * Math.max(1, Math.abs(jump)), formula + " at " + x);
        }
    }

    @ParameterizedTest
    @CsvSource({"(y+2)^(5/2),1.5", "exp(1.5*y)+3*y,0", "-(4-y)^3.5,2.5", "2*log(y+3)-y,-1"})
    void constantsGiveTheBiasJump(String formula, double m) {
        State state = State.of(0.6, 0.2);
        Formula composition = Formula.parse(formula, "y");
        ExactLaw law = Classification.of(composition, Settings.withDefaults().at(state)).exact().stream()
                .filter(each -> each.variable() == Variable.BIAS)
                .findFirst()
                .orElseThrow();
        Map<String, Double> c = law.constants().stream()
                .collect(Collectors.toMap(ExactLaw.NamedConstant::name, ExactLaw.NamedConstant::value));
        Formula slope = composition.derivative(new Formula.Variable("y"));
        for (double x : new double[] {-0.8, 0.3, 1.9}) {
            double jump = -slope.evaluate(state.preActivation(x));
            double inner = c.get("A") * x + c.get("B");
            double power = c.get("sign") * (m == 0 ? Math.exp(inner) : Math.pow(inner, m)) + c.get("C");
            assertEquals(jump, power, 1e-12 * Math.max(1, Math.abs(jump)), formula + " at " + x);
        }
    }

    /** Regions, exponents of q̇, ḃ and ẇ, what h tends to and the leading error, all by hand. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sigmoid; squared; 0; y -> -infinity; 1; 1; 1; 2*exp(2*y); -0.75*exp(y)",
                "sigmoid; squared; 0; y -> infinity; 1; 1; 1; 2*exp(-y); -3*exp(-y)",
                "sigmoid; squared; 1; y -> infinity; 1; 1; 1; -2*exp(-2*y); -0.75*exp(-y)",
                "sigmoid; cross-entropy; 0; y -> -infinity; 1; 1; 1; exp(y); -exp(y)",
                "sigmoid; cross-entropy; 0; y -> infinity with |x| >> 1; 0; ; 0; 1;",
                "sigmoid; cross-entropy; 1; y -> infinity; 1; 1; 1; -exp(-y); -exp(-y)",
                "softplus; squared; 0; y -> -infinity; 1; 1; 1; 2*exp(2*y);",
                "softplus; squared; 0; y -> infinity with |x| >> 1; 0.5; 0; 0.5; 2*y;",
                "tanh; squared; 1; y -> infinity; 1; 1; 1; -16*exp(-4*y); -0.75*exp(-2*y)",
                "tanh; squared; 0; y -> 0; 0; 0; 0; 2*y; -8*y^2",
                "gelu; squared; 0; y -> -infinity; 1; 1; 1; -0.31831*y*exp(-y^2); -0.5/y^2",
                "gelu; squared; 0; y -> infinity with |x| >> 1; 0.5; 0; 0.5; 2*y;",
                "identity; logistic; 1; y -> infinity; 1; 1; 1; -exp(-y); -exp(-y)",
                "identity; logistic; 1; y -> -infinity with |x| >> 1; 0; ; 0; -1;",
                "relu; squared; 0; y -> 0 from above; 0; 0; 0; 2*y; 0",
                "relu; squared; 1; y -> 1; 0; 0; 0; 2*(y-1); 0",
                "identity; power-law(3); 1; y -> 1; 0.8; 0.8; 0.8; 6*(y-1)^5; 0",
                "identity; power-law(3); 1; y -> infinity with |x| >> 1; 0.8333333333333334; 0.8; 0.8333333333333334; 6*y^5;",
                "relu; power-law(2); 1; y -> 1; 0.6666666666666666; 0.6666666666666666; 0.6666666666666666; 4*(y-1)^3; 0",
                "piecewise-linear; cross-entropy; 0; y -> 1 from below; 2; 2; 2; 1/(1-y); 0",
                "piecewise-linear; cross-entropy; 1; y -> 0 from above; 2; 2; 2; -1/y; 0",
                "identity; log-cosh; 0; y -> 0; 0; 0; 0; y; -2*y^2",
                "gelu; log-cosh; 0; y -> -infinity; 1; 1; 1; -0.159155*y*exp(-y^2); -0.5/y^2",
            })
    void regionsOfTheCatalogue(
            String activation,
            String loss,
            double target,
            String name,
            double k,
            Double bias,
            double weight,
            String slope,
            String error) {
        AsymptoticLaw law = region(of(activation, loss, target), name);
        assertEquals(Outcome.LAW, law.outcome());
        assertEquals(k, law.exponent(), 1e-12);
        assertEquals(bias == null ? Double.NaN : bias, law.biasExponent(), 1e-12);
        assertEquals(weight, law.weightExponent(), 1e-12);
        same(slope, law.slope().text(), 0.123);
        if (error != null) {
            same(error, law.error().text(), 0.123);
        }
    }

    private static void same(String expected, String found, double y) {
        double want = Formula.parse(expected, "y").evaluate(y);
        assertEquals(want, Formula.parse(found, "y").evaluate(y), 1e-5 * Math.abs(want), found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "y^3; y -> 0; 0.5",
                "y^3; y -> infinity with |x| >> 1; 0.6666666666666666",
                "(y+2)^(5/2); y -> -2 from above; 0.3333333333333333",
                "y^64; y -> 0; 0.9841269841269841",
                "tanh(y)^9/(1+y^2); y -> 0; 0.875",
                "(softplus(y)-1)^10; y -> 0.541325; 0.8888888888888888",
                "exp(y); y -> infinity; 1",
                "log(y); y -> 0 from above; 2",
                "sqrt(y); y -> 0 from above; 3",
                "sin(y); y -> 1.5708; 0",
                "sin(y)^4; y -> 3.14159; 0.6666666666666666",
                "tan(y); y -> 1.5708; 1.5",
                "exp(-y^2); y -> infinity; 1",
                "exp(-exp(y)); y -> infinity; 1",
                "(exp(y)-1-y)*exp(y); y -> 0; 0",
                "exp(y)-1-y-y^2/2; y -> 0; 0.5",
                "(y^2-0.2*y+0.01)^2*exp(y); y -> 0.1; 0.6666666666666666",
                "atan(y); y -> infinity with |x| >> 1; 2",
                "asin(y); y -> 1 from below; 3",
                "log(log(y)); y -> 1 from above; 2",
                "y^2*log(y); y -> 0 from above; 0",
            })
    void regionsOfFormulas(String formula, String name, double k) {
        AsymptoticLaw law = region(of(formula), name);
        assertEquals(Outcome.LAW, law.outcome());
        assertEquals(k, law.exponent(), 1e-12);
    }

    /** exp(−1/y²) has all derivatives 0 at 0: no order n, and it says so; the exponent is the limit 1. */
    @Test
    void noMinimumOfFiniteOrder() {
        AsymptoticLaw law = region(of("exp(-1/y^2)"), "y -> 0");
        assertEquals(1, law.exponent());
        assertTrue(law.reason().contains("no minimum of finite order"), law.reason());
        same("-1.5*y^2", law.error().text(), 0.2);
        // k_b = 1 + ρ′/ρ² with ρ = 2/y³ − 3/y: |k_b − 1| = 0.1 at the y that is said.
        double y = law.begins();
        double rho = 2 / (y * y * y) - 3 / y;
        double slope = -6 / (y * y * y * y) + 3 / (y * y);
        assertEquals(0.1, Math.abs(slope / (rho * rho)), 1e-9);
    }

    /** Oscillation is unknown at infinity, never a guess; logarithmic growth has no law. */
    @Test
    void unknownAndNone() {
        Classification sine = of("sin(y)");
        assertEquals(Outcome.UNKNOWN, region(sine, "y -> infinity").outcome());
        assertTrue(Double.isNaN(region(sine, "y -> infinity").exponent()));
        assertTrue(sine.remarks().get(0).contains("-10 < y < 10 only"));
        AsymptoticLaw slow = region(of("y*log(y)"), "y -> 0 from above");
        assertEquals(Outcome.NONE, slow.outcome());
        assertTrue(slow.reason().contains("grows without limit"), slow.reason());
        AsymptoticLaw kink = region(of("relu", "squared", 1), "y -> 0 from above");
        assertEquals(Outcome.NONE, kink.outcome());
        assertTrue(kink.reason().contains("h tends to -2"), kink.reason());
    }

    /** A cut that is only rounding, where tanh saturates under Huber's loss, is no end. */
    @Test
    void saturationIsNoKink() {
        assertEquals(3, of("tanh", "huber", 0).asymptotic().size());
    }

    /** Begins and the reach in x against the closed forms of sigmoid + squared: S = sigmoid(y), ρ = 2 − 3S, ρ′ = −3S(1 − S). */
    @Test
    void whereTheToleranceIsReached() {
        State state = State.of(16, -8);
        Classification found = Classification.of(
                Composition.of(Activation.sigmoid(), Loss.squared()),
                0,
                Settings.withDefaults().at(state));
        AsymptoticLaw law = region(found, "y -> -infinity");
        double s = 1 / (1 + Math.exp(-law.begins()));
        assertEquals(0.1, 3 * s * (1 - s) / ((2 - 3 * s) * (2 - 3 * s)), 1e-9);
        // The end of the range of Figure 1 (theory §4).
        assertTrue(
                law.conditions().stream().anyMatch(c -> c.startsWith("x <= 0.3683 at w = 16, b = -8")),
                law.conditions().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"log(-1-y^2)", "sqrt(-exp(y))", "asin(y^2+2)"})
    void undefinedEverywhereIsRefused(String formula) {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> of(formula));
        assertTrue(refused.getMessage().contains("undefined for every y"), refused.getMessage());
    }

    @Test
    void constantsMakeNoJumps() {
        Classification found = of("7");
        assertTrue(found.exact().isEmpty() && found.asymptotic().isEmpty());
        assertEquals(
                "H is constant for all y: there is no jump.", found.remarks().get(0));
        assertFalse(found.remarks().isEmpty());
    }

    @Test
    void settingsAreChecked() {
        assertThrows(InvalidInputException.class, () -> new Settings(0, 10, java.util.Optional.empty()));
        assertThrows(InvalidInputException.class, () -> new Settings(0.1, 1, java.util.Optional.empty()));
        assertThrows(InvalidInputException.class, () -> Settings.withDefaults().at(State.of(0, 1)));
    }
}
