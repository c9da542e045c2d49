package org.jumpscope.design.classification;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers in sentences and conditions: six digits, fractions of small whole numbers as such. */
final class Sizes {
    private static final int MOST_DENOMINATOR = 32;

    private Sizes() {}

    static String of(BigDecimal value) {
        return of(value.doubleValue());
    }

    static String of(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinity" : "-infinity";
        }
        if (value == 0) {
            return "0";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            return Long.toString((long) value);
        }
        double size = Math.abs(value);
        if (size >= 1e-3 && size < 1e6) {
            int decimals = Math.max(0, 5 - (int) Math.floor(Math.log10(size)));
            String plain = String.format(Locale.ROOT, "%." + decimals + "f", value);
            return plain.contains(".") ? plain.replaceFirst("\\.?0+$", "") : plain;
        }
        return String.format(Locale.ROOT, "%.5e", value)
                .replaceFirst("\\.?0+e", "e")
                .replace("e-0", "e-")
                .replace("e+0", "e");
    }

    /** A fraction such as 2/3 where the number is one to 12 digits, else six digits. */
    static String fraction(double value) {
        for (int d = 2; d <= MOST_DENOMINATOR; d++) {
            double n = Math.rint(value * d);
            if (value != Math.rint(value) && Math.abs(n / d - value) <= 1e-12 * Math.max(1, Math.abs(value))) {
                return (long) n + "/" + d;
            }
        }
        return of(value);
    }
}
