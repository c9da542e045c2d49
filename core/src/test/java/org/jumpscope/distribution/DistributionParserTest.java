package org.jumpscope.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionParserTest {

    @Test
    void readsEveryLaw() {
        assertEquals(Normal.of(0, 0.25), DistributionParser.parse("normal(0, 0.25)"));
        assertEquals(Normal.of(-1.5e-3, 2), DistributionParser.parse("  Normal ( -1.5E-3 ,\t2. ) "));
        assertEquals(StudentT.of(3, 0, 1), DistributionParser.parse("student(3,0,1)"));
        assertEquals(Laplace.of(1, 0.5), DistributionParser.parse("laplace(1, .5)"));
        assertEquals(Uniform.of(-1, 1), DistributionParser.parse("uniform(-1, +1)"));
        assertEquals(Logistic.of(0, 1), DistributionParser.parse("logistic(0, 1)"));
        assertEquals(LogNormal.of(-1, 0.5), DistributionParser.parse("lognormal(-1, 0.5)"));
        assertEquals(
                BoundedPowerLaw.of(2, 1, Double.POSITIVE_INFINITY), DistributionParser.parse("powerlaw(2, 1, inf)"));
        assertEquals(
                Mixture.of(Vector.of(0.3, 0.7), List.of(Normal.of(0, 1), StudentT.of(3, 0, 1))),
                DistributionParser.parse("mixture(0.3, normal(0,1), 0.7, student(3,0,1))"));
    }

    @Test
    void textIsShort() {
        assertEquals("normal(0, 0.25)", Normal.of(-0.0, 0.25).toString());
        assertEquals(
                "powerlaw(2, 1E-300, infinity)",
                BoundedPowerLaw.of(2, 1e-300, Double.POSITIVE_INFINITY).toString());
        assertEquals("uniform(0.1, 1000000)", Uniform.of(0.1, 1e6).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "normal(0, 0)|Column 1|standard deviation 0.0 is not above 0",
                "normal(0, -2)|Column 1|standard deviation -2.0 is not above 0",
                "normal(0, inf)|Column 1|standard deviation Infinity",
                "normal(0)|Column 9|normal(mean, sd)",
                "normal(0, 1, 2)|Column 12|')' is expected and ','",
                "normal(0, x)|Column 11|'x' is not a number",
                "normal(0, 1d)|Column 11|'1d' is not a number",
                "normal(, 1)|Column 8|',' is not a number",
                "normal(0, 1|Column 12|the end of the text",
                "normal(0, 1) + 2|Column 14|'+ 2' follows the law",
                "normel(0, 1)|Column 1|did you mean normal(mean, sd)?",
                "gaussian(0, 1)|Column 1|did you mean normal(mean, sd)?",
                "powrlaw(2, 1, 2)|Column 1|did you mean powerlaw(exponent, lower, upper)?",
                "powerlaw(2, 3, 2)|Column 1|lower bound 3.0 is not below upper bound 2.0",
                "powerlaw(1, 3, inf)|Column 1|exponent 1.0 is not above 1",
                "powerlaw(2, 0, 2)|Column 1|lower bound 0.0 is not above 0",
                "uniform(2, 2)|Column 1|lower bound 2.0 is not below upper bound 2.0",
                "student(0, 0, 1)|Column 1|degrees of freedom 0.0 is not above 0",
                "mixture(0.5, normal(0, 1), 0.6, normal(1, 1))|Column 1|sum to 1.1",
                "mixture(0.5, normal(0, 1), 0.5, normal(1, 0))|Column 33|standard deviation 0.0",
                "mixture(0.5, 1)|Column 14|a law is expected and '1' was found",
                "7|Column 1|a law is expected and '7' was found",
            })
    void errorsNameTheColumnTheValueAndWhatToDo(String text, String column, String part) {
        String message = assertThrows(InvalidInputException.class, () -> DistributionParser.parse(text))
                .getMessage();
        assertTrue(message.startsWith(column + " of"), message);
        assertTrue(message.contains(part), message);
        assertTrue(message.endsWith(".") && !message.endsWith(".."), message);
        assertTrue(message.indexOf("Column", 1) < 0, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "(",
                ")",
                "normal",
                "normal(",
                "normal)",
                "mixture()",
                "normal(NaN, 1)",
                "\u0000",
                "normal(0,1)normal(0,1)"
            })
    void brokenTextIsRefused(String text) {
        assertThrows(InvalidInputException.class, () -> DistributionParser.parse(text));
    }

    @Test
    void deepNestingIsRefusedWithoutOverflowingTheStack() {
        String text = "mixture(1, ".repeat(100_000) + "normal(0, 1)" + ")".repeat(100_000);
        assertThrows(InvalidInputException.class, () -> DistributionParser.parse(text));
    }
}
