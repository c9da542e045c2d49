package org.jumpscope.design.asymptotics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 64 digits, against mpmath. */
class PreciseTest {
    static List<ReferenceRows> functions() {
        return ReferenceRows.of("function").stream()
                .filter(row -> !row.name().equals("ei"))
                .toList();
    }

    private static BigDecimal value(ReferenceRows row) {
        BigDecimal x = row.argument();
        return switch (row.name()) {
            case "exp" -> Precise.exp(x);
            case "log" -> Precise.log(x);
            case "sin" -> Precise.sin(x);
            case "cos" -> Precise.cos(x);
            case "atan" -> Precise.atan(x);
            case "erfc" -> Precise.erfc(x);
            case "sqrt" -> Precise.sqrt(x);
            default -> throw new IllegalArgumentException(row.name());
        };
    }

    @ParameterizedTest
    @MethodSource("functions")
    void agreesWithMpmath(ReferenceRows row) {
        BigDecimal found = value(row);
        BigDecimal error = found.subtract(row.value()).abs();
        BigDecimal allowed = row.value().abs().multiply(new BigDecimal("1e-58"));
        assertTrue(error.compareTo(allowed) <= 0, row + ": " + found);
    }

    /** (2^0.5)^2 = 2, and whole powers are products. */
    @Test
    void powers() {
        BigDecimal root = Precise.pow(BigDecimal.valueOf(2), new BigDecimal("0.5"));
        assertTrue(Precise.areEqual(BigDecimal.valueOf(2), root.multiply(root)));
        assertEquals(
                0, Precise.pow(BigDecimal.valueOf(-3), BigDecimal.valueOf(3)).compareTo(BigDecimal.valueOf(-27)));
        assertThrows(ExpansionFailure.class, () -> Precise.pow(BigDecimal.valueOf(-3), new BigDecimal("0.5")));
    }

    /** A literal is what was written, not its double; π, e and log 2 are themselves. */
    @Test
    void constantsOfFormulas() {
        assertEquals(new BigDecimal("0.1"), Precise.of(0.1));
        assertTrue(Precise.sin(Precise.of(Math.PI)).abs().compareTo(new BigDecimal("1e-60")) < 0);
        assertTrue(Precise.areEqual(Precise.log(BigDecimal.valueOf(2)), Precise.of(Math.log(2))));
        assertTrue(Precise.areEqual(
                BigDecimal.ONE.negate(), Precise.log(Precise.of(Math.E)).negate()));
    }
}
