package org.jumpscope.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jumpscope.formula.Formula.Variable;
import org.junit.jupiter.api.Test;

/** Compositions H(y) to h″, log|h|, ρ and ρ′ against mpmath, also in the far tails. */
class CompositionReferenceTest {
    private static final Variable Y = new Variable("y");
    private static final String[] COLUMNS = {"H", "h", "h'", "h''", "log|h|", "rho", "rho'"};

    /**
     * Each factor is right to 2 or 3 ulp and enters with an exponent of at most 4: 8 ulp without sums. The sums have roots,
     * and some of the points are so near to one that a condition of about 10 comes on top.
     */
    private static final double TOLERANCE = 64 * 0x1p-53;

    private static List<Formula> quantities(String text) {
        Formula value = Formula.parse(text, "y").simplify();
        Formula h = value.derivative(Y);
        Formula second = h.derivative(Y);
        LogFactors factors = LogFactors.of(h);
        Formula rho = factors.logarithmicDerivative(Y);
        return List.of(value, h, second, second.derivative(Y), factors.logMagnitude(), rho, rho.derivative(Y));
    }

    @Test
    void agreesWithMpmathInTheTails() throws IOException {
        Map<String, List<Formula>> quantities = new HashMap<>();
        int rows = 0;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CompositionReferenceTest.class.getResourceAsStream("compositions.csv")),
                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("#")) {
                    continue;
                }
                String[] cells = line.split(";", -1);
                List<Formula> formulas = quantities.computeIfAbsent(cells[0], CompositionReferenceTest::quantities);
                double y = Double.parseDouble(cells[1]);
                for (int k = 0; k < COLUMNS.length; k++) {
                    double expected = Double.parseDouble(cells[k + 2]);
                    double actual = formulas.get(k).evaluate(y);
                    Formula formula = formulas.get(k);
                    assertEquals(
                            expected,
                            actual,
                            TOLERANCE * Math.abs(expected) + 4 * Double.MIN_NORMAL * 0x1p-52,
                            () -> cells[0] + " at " + cells[1] + ": " + formula);
                }
                rows++;
            }
        }
        assertTrue(rows > 150);
    }
}
