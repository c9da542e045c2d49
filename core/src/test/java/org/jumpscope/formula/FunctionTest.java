package org.jumpscope.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jumpscope.formula.Formula.Apply;
import org.jumpscope.formula.Formula.Variable;
import org.jumpscope.numeric.Interval;
import org.junit.jupiter.api.Test;

/** Each function and its slope against mpmath. */
class FunctionTest {
    private static final Variable Y = new Variable("y");

    /** Two or three roundings of functions that are right to 1 ulp. */
    private static final double TOLERANCE = 8 * 0x1p-53;

    @Test
    void agreesWithMpmath() throws IOException {
        Set<Function> seen = new HashSet<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(FunctionTest.class.getResourceAsStream("functions.csv")),
                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("#")) {
                    continue;
                }
                String[] cells = line.split(";", -1);
                Function function = ((Apply) Formula.parse(cells[0] + "(y)", "y")).function();
                seen.add(function);
                double u = Double.parseDouble(cells[1]);
                double value = Double.parseDouble(cells[2]);
                double actual = function.value(u);
                assertEquals(value, actual, tolerance(function, u, value), line);
                Formula formula = new Apply(function, Y);
                assertTrue(formula.enclose(Interval.point(u)).contains(actual), line);
                assertTrue(formula.enclose(Interval.of(u - 1, u + 1)).contains(actual), line);
                double slope = Double.parseDouble(cells[3]);
                Formula derivative = formula.derivative(Y);
                assertEquals(slope, derivative.evaluate(u), slopeTolerance(function, u, slope), derivative::toText);
            }
        }
        // abs and sign are checked where they are simplified.
        assertEquals(Function.values().length - 2, seen.size());
    }

    private static double tolerance(Function function, double u, double value) {
        return switch (function) {
            // Near the root of the logarithm the argument softplus or Φ is right to a few ulp of 1.
            case LOG_SOFTPLUS, LOG_NORMAL_CDF -> TOLERANCE * Math.max(1, Math.abs(value));
            // For u >= -3 the bend is a difference.
            case NORMAL_BEND -> TOLERANCE * Math.max(Math.abs(value), u >= -3 ? Math.abs(u) : 0);
            default -> TOLERANCE * Math.abs(value);
        };
    }

    private static double slopeTolerance(Function function, double u, double slope) {
        return switch (function) {
            // exp(-u^2) has the rounding of u^2.
            case ERF -> TOLERANCE * Math.abs(slope) * (1 + u * u);
            // 1 - m B tends to 0; only its size beside 1 is used.
            case NORMAL_BEND -> 64 * TOLERANCE;
            case SOFTPLUS_BEND, NORMAL_RATIO -> 8 * TOLERANCE * Math.abs(slope);
            default -> 2 * TOLERANCE * Math.abs(slope);
        };
    }
}
