package org.jumpscope.app;

import java.util.Locale;

/** Numbers for people: six digits, without zeros at the end. */
final class ShortNumber {
    private static final double LARGEST_PLAIN = 1e6;
    private static final double SMALLEST_PLAIN = 1e-3;

    private ShortNumber() {}

    static String of(double value) {
        if (Double.isNaN(value)) {
            return "undefined";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinity" : "-infinity";
        }
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        if (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN) {
            int decimals = Math.max(0, 5 - (int) Math.floor(Math.log10(size)));
            String plain = String.format(Locale.ROOT, "%." + decimals + "f", value);
            return plain.contains(".") ? plain.replaceFirst("\\.?0+$", "") : plain;
        }
        return String.format(Locale.ROOT, "%.5e", value)
                .replaceFirst("\\.?0+e", "e")
                .replace("e-0", "e-")
                .replace("e+0", "e");
    }
}
