package org.jumpscope.experiments.errata;

import java.util.Locale;

/** Numbers as the tables print them. */
final class Digits {
    private Digits() {}

    /** Three significant digits, whole numbers as they are. */
    static String of(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            return Long.toString((long) value);
        }
        double size = Math.abs(value);
        if (size >= 1e-3 && size < 1e6) {
            int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(size)));
            return String.format(Locale.ROOT, "%." + decimals + "f", value);
        }
        return String.format(Locale.ROOT, "%.1e", value);
    }
}
