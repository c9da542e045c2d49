package org.jumpscope.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jumpscope.formula.BreakPoints;
import org.jumpscope.formula.EnclosedFormula;
import org.jumpscope.formula.Formula;
import org.jumpscope.numeric.Effort;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RootIsolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Formulas whose derivatives grow without bound are refused by a count of operations, in a sentence. */
class LargeFormulaTest {
    private static final Formula.Variable Y = new Formula.Variable("y");

    private static String nested(String before, String inside, String after, int depth) {
        return before.repeat(depth) + inside + after.repeat(depth);
    }

    static Stream<String> deep() {
        List<IntFunction<String>> families = List.of(
                n -> nested("sin(", "y", ")", n),
                n -> nested("tanh(", "y", ")", n),
                n -> nested("sigmoid(", "y", ")", n),
                n -> nested("softplus(", "y", ")", n),
                n -> nested("exp(-", "y", ")", n / 2),
                n -> nested("1/(1+", "exp(-y)", ")", n),
                n -> nested("sqrt(1+", "y^2", ")", n),
                n -> nested("(1-tanh(", "y", "))", n / 2),
                n -> nested("sin(1/(1+", "tanh(y)", "))", n / 2),
                n -> nested("(y+sin(y)*", "y", ")", n),
                n -> nested("(y^2+1)^(", "y", ")", n / 2),
                n -> String.join(
                        "*",
                        Stream.iterate(1, i -> i <= n, i -> i + 1)
                                .map(i -> "sin(y+" + i + ")")
                                .toList()));
        return Stream.of(60, 190).flatMap(n -> families.stream().map(family -> family.apply(n)));
    }

    @ParameterizedTest
    @MethodSource("deep")
    void isRefusedInASentence(String text) {
        Composition composition = Composition.of(Activation.parse(text), Loss.squared());
        String message = assertThrows(InvalidInputException.class, () -> composition.at(1))
                .getMessage();
        assertTrue(message.startsWith("The formula is too large to analyse: "), message);
        assertTrue(message.endsWith("; write it simpler, or nest it less."), message);
    }

    @Test
    void ordinaryNestingIsAnalysed() {
        for (String text : List.of("gelu(gelu(gelu(y)))", "silu(silu(y))", "tanh(tanh(tanh(tanh(y))))")) {
            for (Loss loss : Loss.catalogue()) {
                TargetComposition composition =
                        Composition.of(Activation.parse(text), loss).at(1);
                assertTrue(composition.slopeSecondDerivative().size() > 0, text);
            }
        }
    }

    @Test
    void anOscillatingSlopeIsRefused() {
        TargetComposition composition = Composition.of(Activation.parse("sin(y*sin(y*sin(y*sin(y))))"), Loss.squared())
                .at(1);
        String message = assertThrows(InvalidInputException.class, () -> composition.pieces(Interval.of(-1000, 1000)))
                .getMessage();
        assertTrue(message.matches("The (activation and the )?loss .*; (write|give) .* oscillates? less\\."), message);
    }

    @Test
    void anEvaluationCostsTheDifferentPartsOnly() {
        // The tree of the derivative of n nested sines has about n^2 / 2 nodes; its different parts are about 2n.
        Formula sines = Formula.parse(nested("sin(", "y", ")", 40), "y").simplify();
        Formula slope = sines.derivative(Y);
        Effort effort = Effort.of(10_000, "too large");
        EnclosedFormula function = EnclosedFormula.of(sines, Y, effort);
        Interval x = Interval.of(0.25, 0.5);
        assertTrue(slope.size() > 800, slope.size() + " nodes");
        assertEquals(slope.enclose(x), function.slopeEnclosure(x));
        assertEquals(81, effort.spent(), "y, 39 sines, 40 cosines and their product");
        assertEquals(sines.evaluate(0.3), function.value(0.3));
        assertEquals(sines.enclose(x), function.enclosure(x));
        assertEquals(81 + 2 * 41, effort.spent());
    }

    @Test
    void theSearchForBreakPointsIsCounted() {
        Formula formula = Formula.parse("abs(sin(y) - 0.5)", "y");
        Interval window = Interval.of(0, 3);
        Effort enough = Effort.of(10_000_000, "too large");
        BreakPoints points = BreakPoints.of(formula, Y, window, enough);
        assertEquals(2, points.points().size());
        assertEquals(points, BreakPoints.of(formula, Y, window, Effort.of(enough.spent(), "too large")));
        Effort tooLittle = Effort.of(enough.spent() - 1, "too large");
        assertEquals(
                "too large",
                assertThrows(InvalidInputException.class, () -> BreakPoints.of(formula, Y, window, tooLittle))
                        .getMessage());
    }

    @Test
    void theRootsAreThoseOfTheTree() {
        Formula formula = Formula.parse("sin(y)*exp(-y^2/8) - 0.1*y", "y").simplify();
        EnclosedFormula function = EnclosedFormula.of(formula, Y, Effort.of(1_000_000, "too large"));
        List<RootIsolation.Root> roots =
                RootIsolation.find(function, Interval.of(-4, 4)).roots();
        assertEquals(3, roots.size());
        roots.forEach(root -> assertEquals(0, formula.evaluate(root.x()), 1e-15));
    }
}
