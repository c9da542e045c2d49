package org.jumpscope.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Against values of mpmath with 40 digits, written by src/test/references/error_function.py. */
class ErrorFunctionTest {
    private static List<String[]> references() throws IOException {
        try (InputStream in = ErrorFunctionTest.class.getResourceAsStream("error-function.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .toList();
        }
    }

    private static double check(int column, DoubleUnaryOperator function) throws IOException {
        double worst = 0;
        int count = 0;
        for (String[] row : references()) {
            if (row[column].equals("-")) {
                continue;
            }
            double expected = Double.parseDouble(row[column]);
            double value = function.applyAsDouble(Double.parseDouble(row[0]));
            worst = Math.max(worst, Math.abs(value - expected) / Math.ulp(expected));
            count++;
            assertTrue(worst <= 2, row[0] + ": " + value + " for " + expected + ", " + worst + " ulp");
        }
        assertTrue(count > 200, count + " references");
        return worst;
    }

    @Test
    void errorFunctionIsWithinTwoUlp() throws IOException {
        check(1, ErrorFunction::erf);
    }

    @Test
    void complementIsWithinTwoUlp() throws IOException {
        check(2, ErrorFunction::erfc);
    }

    @Test
    void scaledComplementIsWithinTwoUlp() throws IOException {
        check(3, ErrorFunction::scaledComplement);
    }

    @Test
    void theEndsAreExact() {
        assertEquals(1, ErrorFunction.erf(Double.POSITIVE_INFINITY));
        assertEquals(-1, ErrorFunction.erf(-1e300));
        assertEquals(-0.0, ErrorFunction.erf(-0.0));
        assertEquals(Double.NaN, ErrorFunction.erf(Double.NaN));
        assertEquals(0, ErrorFunction.erfc(Double.POSITIVE_INFINITY));
        assertEquals(2, ErrorFunction.erfc(Double.NEGATIVE_INFINITY));
        assertEquals(Double.NaN, ErrorFunction.erfc(Double.NaN));
        assertEquals(0, ErrorFunction.scaledComplement(Double.POSITIVE_INFINITY));
        assertEquals(Double.NaN, ErrorFunction.scaledComplement(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> ErrorFunction.scaledComplement(-1));
    }

    @Test
    void thePiecesMeet() {
        for (int piece = 1; piece < 16; piece++) {
            double x = 64.0 / piece - 4;
            double below = ErrorFunction.scaledComplement(Math.nextDown(x));
            double above = ErrorFunction.scaledComplement(Math.nextUp(x));
            assertEquals(below, above, 6 * Math.ulp(below));
        }
    }
}
