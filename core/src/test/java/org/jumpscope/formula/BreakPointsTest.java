package org.jumpscope.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.formula.Formula.Variable;
import org.jumpscope.numeric.Effort;
import org.jumpscope.numeric.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakPointsTest {
    private static final Variable Y = new Variable("y");

    private static BreakPoints find(String text, double low, double high) {
        return BreakPoints.of(Formula.parse(text, "y"), Y, Interval.of(low, high), Effort.of(10_000_000, "too large"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sigmoid(y)^2;",
                "relu(y); 0",
                "max(0.01, min(0.99, y)); 0.01, 0.99",
                "-log(1 - max(0.01, min(0.99, y))); 0.01, 0.99",
                "abs(y - 1)^1.5 + abs(y + 2); -2, 1",
                "log(y + 3); -3",
                "1/(y^2 - 4); -2, 2",
                "y^2 + (y^2 - 4)^3;",
                "sqrt(y); 0",
                "asin(y/2); -2, 2",
                "atanh(y); -1, 1",
                "log1p(y); -1",
                "if(y^2 > 9, y, 1); -3, 3",
                "if(y > 2, log(y), y); 2",
                "if(y > -2, log(y), y); -2, 0",
                "1/sigmoid(y) + 1/(exp(y) + 1);",
                "y + elu(y); 0",
            })
    void findsEveryPoint(String text, String expected) {
        BreakPoints found = find(text, -10, 10);
        String[] points = expected == null ? new String[0] : expected.split(", ", -1);
        assertEquals(points.length, found.points().size(), () -> text + ": " + found);
        for (int i = 0; i < points.length; i++) {
            double point = Double.parseDouble(points[i]);
            assertEquals(point, found.points().get(i), 4 * Math.ulp(point), text);
        }
        assertTrue(found.unresolved().isEmpty(), () -> text + ": " + found);
    }

    @Test
    void findsPointsFarOutAndVeryClose() {
        assertEquals(1, find("abs(y - 1e200)", -1e300, 1e300).points().size());
        assertEquals(2, find("1/(y*(y - 1e-12))", -1, 1).points().size());
        assertEquals(0, find("relu(y)", 1, 2).points().size());
        // tan has poles at ±π/2 and ±3π/2
        assertEquals(4, find("tan(y)", -5, 5).points().size());
    }

    @Test
    void reportsWhatStaysOpen() {
        // cos(y) - 1 touches zero at 0, which rounding cannot tell from missing it.
        BreakPoints touching = find("1/(cos(y) - 1)", -1, 1);
        assertTrue(touching.points().size() + touching.unresolved().size() > 0);
        assertFalse(find("log(y)", 1, 2).points().size() > 0);
    }

    @Test
    void resolvesThePiecesBetweenThem() {
        Formula clipped = Formula.parse("-log(1 - max(0.01, min(0.99, y))) + abs(y)", "y");
        assertEquals(Formula.parse("y - log1p(-y)", "y").simplify(), clipped.within(Interval.of(0.01, 0.99)));
        assertEquals(
                Formula.parse("-y", "y").plus(Formula.constant(-Math.log(0.99))).simplify(),
                clipped.within(Interval.of(-5, 0)));
    }
}
