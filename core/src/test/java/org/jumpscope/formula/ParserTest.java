package org.jumpscope.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
    private static double value(String text) {
        return Formula.parse(text, "y").evaluate(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1 + 2*3; 7",
                "2^3^2; 512",
                "-2^2; -4",
                "(-2)^2; 4",
                "2^-1; 0.5",
                "-2*-3; 6",
                "8/4/2; 1",
                "8/(4/2); 4",
                "1 - 2 - 3; -4",
                "1 - (2 - 3); 2",
                "--y; 3",
                "+y; 3",
                ".5 + 1. + 1e-3 + 2E+1; 21.501",
                "max(y, 2) + min(y, 2); 5",
                "if(y < 3, 1, 2); 2",
                "if(y <= 3, 1, 2); 1",
                "if(y > 3, 1, 2); 2",
                "if(y >= 3, 1, 2); 1",
                "relu(-y) + relu(y); 3",
                "leaky_relu(-y); -0.03",
                "leaky_relu(-y, 0.5); -1.5",
                "abs(-y) + sign(-y); 2",
                "sqrt(y + 1); 2",
                "identity(y); 3",
            })
    void givesTheUsualMeaning(String text, double expected) {
        assertEquals(expected, value(text), 1e-15 * Math.abs(expected));
    }

    @Test
    void knowsTheConstantsAndTheCatalogue() {
        assertEquals(Math.PI, value("pi"));
        assertEquals(Math.E, value("e"));
        assertEquals(3 / (1 + Math.exp(-3)), value("silu(y)"), 1e-15);
        assertEquals(Math.expm1(-3), value("elu(-y)"), 1e-16);
        assertEquals(2 * Math.expm1(-3), value("elu(-y, 2)"), 1e-15);
        // 3·Φ(3): mpmath 1.3, 40 digits
        assertEquals(2.99595030590511, value("gelu(y)"), 1e-15);
    }

    @Test
    void namesTheColumnOfEveryError() {
        String[][] cases = {
            {"sigmod(y)", "1", "Unknown name 'sigmod' at column 1; did you mean 'sigmoid'?"},
            {"1+sigmod(y)", "3", "Unknown name 'sigmod' at column 3; did you mean 'sigmoid'?"},
            {"y + foobarbaz", "5", "Unknown name 'foobarbaz' at column 5"},
            {"y + f", "5", "the variable here is y"},
            {"1 +", "4", "The formula ends at column 4, where a number, a name or '(' is expected"},
            {"(y + 1", "7", "The formula ends at column 7, where an operator or ')' is expected"},
            {"y + 1)", "6", "Found ')' at column 6"},
            {"y + * 2", "5", "Found '*' at column 5 where a number, a name or '(' is expected"},
            {"2y", "2", "write '*' for a product"},
            {"y 2", "3", "write '*' for a product"},
            {"y(2)", "1", "is a variable and takes no argument"},
            {"exp y", "1", "Function 'exp' at column 1 needs its argument in parentheses, as in 'exp(u)'"},
            {"exp()", "5", "Found ')' at column 5"},
            {"exp(1, 2)", "1", "takes 1 argument, but 2 are given"},
            {"max(y)", "1", "takes 2 arguments, but 1 is given"},
            {"elu(y, 1, 2)", "1", "takes 1 or 2 arguments, but 3 are given"},
            {"y < 2", "3", "a comparison stands only in the first place of if(a < b, c, d)"},
            {"if(y, 1, 2)", "5", "a comparison '<', '<=', '>' or '>=' is expected"},
            {"if(y < 1, 2)", "12", "an operator or ',' is expected"},
            {"y = 2", "3", "a formula has no equals sign"},
            {"y # 2", "3", "Unexpected character '#' at column 3"},
            {"y \u0007", "3", "Unexpected character U+0007 at column 3"},
            {"2 \u2212 y", "3", "write '-' for minus"},
            {"|y|", "1", "write abs(u)"},
            {"1.2.3", "4", "one decimal point"},
            {"1e999", "1", "Number '1e999' at column 1 is too large"},
            {"1e-999", "1", "Number '1e-999' at column 1 is too small"},
            {"2e", "2", "write '*' for a product"},
            {"", "1", "empty"},
            {"  ", "1", "empty"},
        };
        for (String[] expected : cases) {
            FormulaException thrown =
                    assertThrows(FormulaException.class, () -> Formula.parse(expected[0], "y"), () -> expected[0]);
            assertTrue(thrown.getMessage().contains(expected[2]), thrown::getMessage);
            assertEquals(Integer.parseInt(expected[1]), thrown.column(), expected[0]);
        }
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertColumn(Parser.LONGEST + 1, "y+".repeat(6000) + "y");
        assertColumn(201, "(".repeat(300) + "y" + ")".repeat(300));
        assertColumn(1, "relu(".repeat(100) + "y" + ")".repeat(100));
        assertColumn(201, "-".repeat(5000) + "y");
    }

    private static void assertColumn(int column, String text) {
        FormulaException thrown = assertThrows(FormulaException.class, () -> Formula.parse(text, "y"));
        assertEquals(column, thrown.column());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y",
                "-y",
                "--y",
                "-2",
                "2*-3*y",
                "-1*2*y",
                "1/y",
                "-1/y",
                "1*1/y",
                "1*y^-1",
                "y/2",
                "2/y/y",
                "y/(2*y)",
                "1/(y^-2)",
                "(y^2)^-1",
                "(y^-2)^-1",
                "y^-0.5",
                "1/sqrt(y)",
                "y^-y",
                "(-y)^2",
                "-y^2",
                "(-2)^y",
                "-2^y",
                "2^y^2",
                "(2^y)^2",
                "y - (1 - y)",
                "y - (1 + y)*2",
                "-(y + 1)*2",
                "y - -y",
                "y - 1*2*y",
                "1/(-2)",
                "-1/2",
                "y*(y*y)",
                "y/(y/y)",
                "1e-7*y + 1e300 - 2.5e17",
                "pi*y + e - -pi",
                "if(y < 1, -y, if(y >= 2, 1, 0))",
                "max(y, 1) - min(y, 2) + relu(y)^2 + elu(y) + leaky_relu(y, 0.1)",
                "silu(y)/gelu(y)",
                "normal_ratio(y)*log_softplus(-y)",
                "y^(1/3)",
                "y^(-1/3)",
                "y^(1 - y)",
            })
    void printsWhatItReads(String text) {
        Formula formula = Formula.parse(text, "y");
        assertEquals(formula, Formula.parse(formula.toText(), "y"), formula::toText);
        Formula simplified = formula.simplify();
        assertEquals(simplified, Formula.parse(simplified.toText(), "y"), simplified::toText);
    }

    @Test
    void evaluatesWithSeveralVariables() {
        Formula loss = Formula.parse("(f-t)^2", "f", "t");
        assertEquals(
                4.0, loss.evaluate(java.util.Map.of(new Formula.Variable("f"), 3.0, new Formula.Variable("t"), 1.0)));
        assertThrows(IllegalArgumentException.class, () -> loss.evaluate(1));
        assertThrows(
                IllegalArgumentException.class, () -> loss.evaluate(java.util.Map.of(new Formula.Variable("f"), 3.0)));
        assertEquals(2, loss.variables().size());
    }
}
