package org.jumpscope.design.asymptotics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.jumpscope.formula.Formula;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Expansions against closed forms, and against values by mpmath. */
class ExpansionTest {
    private static Expansion expand(String formula, End end, int terms) {
        return Expander.expand(Formula.parse(formula, "y"), end, terms);
    }

    private static Expansion exponent(Expansion composition, End end) {
        Expansion h = end.derivative(composition);
        Expansion first = end.derivative(h);
        return h.times(end.derivative(first)).times(first.raisedTo(BigDecimal.valueOf(-2)));
    }

    private static double value(Expansion expansion, End end, double y) {
        double sum = 0;
        for (Growth.Term term : expansion.terms()) {
            sum += term.coefficient().doubleValue()
                    * end.formula(new Growth.Term(BigDecimal.ONE, term.growth()))
                            .evaluate(y);
        }
        return sum;
    }

    private static End nearest(BigDecimal y) {
        double place = y.doubleValue();
        boolean infinite = Math.abs(place) > 2;
        return infinite ? End.infinite(place > 0 ? 1 : -1) : End.at(BigDecimal.ZERO, place > 0 ? 1 : -1);
    }

    static List<ReferenceRows> exponents() {
        return ReferenceRows.of("exponent");
    }

    /** k_b deep in the region, as mpmath has it, is the expansion up to a few times what it says it leaves out. */
    @ParameterizedTest
    @MethodSource("exponents")
    void localExponentsAgreeWithMpmath(ReferenceRows row) {
        End end = nearest(row.argument());
        double y = row.argument().doubleValue();
        Expansion k = exponent(expand(row.name(), end, 8), end);
        double left = k.error() == null ? 0 : Math.abs(end.formula(k.error()).evaluate(y));
        double expected = row.value().doubleValue();
        // The constant of the error order is not known: those of these series are below 1e6 at eight terms.
        double allowed = 1e6 * left + 1e-14 * Math.abs(expected);
        assertEquals(expected, value(k, end, y), allowed, () -> row.name() + " at " + y);
        assertTrue(allowed < 0.02 * Math.max(1, Math.abs(expected)), "the comparison says something");
    }

    /** The first terms by hand. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sigmoid(y)^2; -1; 0; exp(2*y), -2*exp(3*y), 3*exp(4*y)",
                "softplus(y); 1; 0; y, exp(-y), -0.5*exp(-2*y)",
                "gelu(y); -1; 0; -0.398942*exp(-0.5*y^2), 0.398942/y^2*exp(-0.5*y^2), -1.19683/y^4*exp(-0.5*y^2)",
                "sqrt(1+y)-sqrt(y); 1; 0; 0.5*y^-0.5, -0.125*y^-1.5, 0.0625*y^-2.5",
                "y^y; 1; 0; exp(y*log(y))",
                "log(log(y)); 1; 0; log(log(y))",
                "exp(-1/y^2); 1; 1; exp(-1/y^2)",
                "1/(1-cos(y)); 1; 1; 2/y^2, 0.166667, 0.00833333*y^2",
                "asinh(y); 1; 0; log(y), 0.693147, 0.25/y^2",
                "atan(y); -1; 0; -1.5708, -1/y, 0.333333/y^3",
                "exp(exp(y)); 1; 0; exp(exp(y))",
                "if(y > 100, y^2, 1/y); 1; 0; y^2",
                "abs(y-3); -1; 0; -y, 3",
                "0*log(0)+y; 1; 0; y",
                "acos(1-y); 1; 1; 1.41421*y^0.5, 0.117851*y^1.5, 0.0265165*y^2.5",
            })
    void firstTermsByHand(String formula, int side, int finite, String expected) {
        End end = finite == 1 ? End.at(BigDecimal.ZERO, side) : End.infinite(side);
        Expansion found = expand(formula, end, 6);
        String[] terms = expected.split(", ", -1);
        double y = finite == 1 ? side * 0.37 : side * 3.7;
        for (int i = 0; i < terms.length; i++) {
            double want = Formula.parse(terms[i].strip(), "y").evaluate(y);
            double got = end.formula(found.terms().get(i)).evaluate(y);
            assertEquals(want, got, 2e-5 * Math.abs(want), formula + " term " + i);
        }
    }

    /** Polynomials have no error and stay exact in every operation. */
    @Test
    void polynomialsAreExact() {
        End end = End.infinite(-1);
        Expansion cube = expand("(y-1)^3", end, 8);
        assertNull(cube.error());
        assertTrue(cube.minus(expand("y^3-3*y^2+3*y-1", end, 8)).isZero());
        assertTrue(end.derivative(cube).minus(expand("3*(y-1)^2", end, 8)).isZero());
    }

    /** Literals count as decimals: 0.1 + 0.2 − 0.3 is 0, which it is not in doubles. */
    @Test
    void literalsAreDecimals() {
        assertTrue(expand("(0.1+0.2-0.3)*y", End.infinite(1), 4).isZero());
        assertTrue(expand("(y+0.1)^2-y^2-0.2*y-0.01", End.infinite(1), 4).isZero());
    }

    /** What has no expansion, or not enough terms, says so instead of guessing. */
    @Test
    void failuresAreSaid() {
        ExpansionFailure oscillates =
                assertThrows(ExpansionFailure.class, () -> expand("y+sin(y)", End.infinite(1), 6));
        assertTrue(oscillates.getMessage().contains("oscillates"));
        assertThrows(ExpansionFailure.class, () -> expand("log(-y)", End.infinite(1), 6));
        // e^−y is below every power of 1/y: six terms of the first part hide it.
        Expansion hidden = expand("1/(1+1/y)+exp(-y)-1/(1+1/y)", End.infinite(1), 6);
        assertNotNull(hidden.error());
        ExpansionFailure few = assertThrows(ExpansionFailure.class, hidden::lead);
        assertEquals(ExpansionFailure.Kind.TOO_FEW_TERMS, few.kind());
    }

    /** The order of scales: log log z < log z < z^a < exp(√z) < exp(z) < exp(z²) < exp(e^z). */
    @Test
    void scalesAreOrdered() {
        String[] scales = {
            "1",
            "log(log(y))",
            "log(y)^2",
            "y^0.01",
            "y*log(y)",
            "y^2",
            "exp(sqrt(log(y))*log(y))",
            "exp(sqrt(y))",
            "exp(y)/y",
            "exp(y)",
            "y*exp(y)",
            "exp(2*y)",
            "exp(y^2)",
            "exp(y^2+y)",
            "exp(exp(y))"
        };
        for (int i = 0; i + 1 < scales.length; i++) {
            Growth smaller = expand(scales[i], End.infinite(1), 4).lead().growth();
            Growth larger = expand(scales[i + 1], End.infinite(1), 4).lead().growth();
            assertTrue(larger.compare(smaller) > 0, scales[i] + " < " + scales[i + 1]);
            assertTrue(smaller.compare(larger) < 0, scales[i] + " < " + scales[i + 1]);
        }
    }
}
