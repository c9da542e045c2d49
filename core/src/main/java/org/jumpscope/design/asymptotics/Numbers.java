package org.jumpscope.design.asymptotics;

import java.math.BigDecimal;

/** When decimal numbers of 64 digits count as equal: up to 44 digits, so that rounding never looks like a term. */
final class Numbers {
    private static final int EQUAL_DIGITS = 44;
    private static final BigDecimal TINY = BigDecimal.ONE.movePointLeft(EQUAL_DIGITS);

    private Numbers() {}

    /** a + b; 0 where they cancel to 44 digits. */
    static BigDecimal sum(BigDecimal a, BigDecimal b) {
        BigDecimal sum = a.add(b, Precise.DIGITS);
        if (sum.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (a.signum() * b.signum() < 0) {
            BigDecimal largest = a.abs().max(b.abs());
            int lost = (largest.precision() - largest.scale()) - (sum.precision() - sum.scale());
            if (lost >= EQUAL_DIGITS) {
                return BigDecimal.ZERO;
            }
        }
        return sum;
    }

    static boolean areEqual(BigDecimal a, BigDecimal b) {
        return sum(a, b.negate()).signum() == 0;
    }

    /** Whether an exponent, a number of moderate size, is 0. */
    static boolean isZero(BigDecimal a) {
        return a.signum() == 0 || a.abs().compareTo(TINY) < 0;
    }
}
