package org.jumpscope.data;

import java.util.Optional;

/**
 * Numbers as tables write them: {@code -1.5e-3}, {@code .5}, {@code 12}, and the words nan and inf in any case.
 *
 * <p>Not what Java alone takes for a number, such as {@code 1d} and {@code 0x1p3}. Most numbers have at most 19 digits and
 * a small power of ten, whose nearest double is one exact division or multiplication away (Clinger 1990); the others are
 * left to {@link Double#parseDouble}.
 */
final class NumberText {
    private static final double[] POWERS_OF_TEN = powersOfTen();
    private static final int LARGEST_EXACT_POWER = 22;
    private static final long LARGEST_EXACT = 1L << 53;

    private NumberText() {}

    private static double[] powersOfTen() {
        double[] powers = new double[LARGEST_EXACT_POWER + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1]; // exact
        }
        return powers;
    }

    /**
     * Reads a number.
     *
     * @param text the characters, not modified
     * @param offset where the number begins
     * @param length how many characters it has; blanks around it are left out
     * @return the nearest double
     * @throws NumberFormatException when it is not a number
     */
    static double parse(char[] text, int offset, int length) {
        int start = offset;
        int end = offset + length;
        while (start < end && text[start] <= ' ') {
            start++;
        }
        while (end > start && text[end - 1] <= ' ') {
            end--;
        }
        int at = start;
        boolean negative = at < end && text[at] == '-';
        if (at < end && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        if (at < end && text[at] != '.' && !isDigit(text[at])) {
            return word(text, at, end, negative);
        }
        long digits = 0;
        int significant = 0;
        int seen = 0;
        int power = 0;
        boolean point = false;
        for (; at < end; at++) {
            char c = text[at];
            if (isDigit(c)) {
                seen++;
                if (significant > 0 || c != '0') {
                    significant++;
                }
                if (significant <= 18) {
                    digits = 10 * digits + (c - '0');
                }
                power -= point ? 1 : 0;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (seen == 0) {
            throw new NumberFormatException();
        }
        if (at < end) {
            power += exponent(text, at, end);
        }
        if (significant > 18 || digits > LARGEST_EXACT || Math.abs(power) > LARGEST_EXACT_POWER) {
            return digits == 0 ? (negative ? -0.0 : 0.0) : Double.parseDouble(new String(text, start, end - start));
        }
        double size = power < 0 ? digits / POWERS_OF_TEN[-power] : digits * POWERS_OF_TEN[power];
        return negative ? -size : size;
    }

    /**
     * Reads a number.
     *
     * @param text the text
     * @return the nearest double; empty when it is not a number
     */
    static Optional<Double> parse(String text) {
        try {
            return Optional.of(parse(text.toCharArray(), 0, text.length()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static int exponent(char[] text, int from, int end) {
        int at = from;
        if (text[at] != 'e' && text[at] != 'E') {
            throw new NumberFormatException();
        }
        at++;
        boolean negative = at < end && text[at] == '-';
        if (at < end && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        if (at == end) {
            throw new NumberFormatException();
        }
        int value = 0;
        for (; at < end; at++) {
            if (!isDigit(text[at])) {
                throw new NumberFormatException();
            }
            value = Math.min(100_000, 10 * value + (text[at] - '0'));
        }
        return negative ? -value : value;
    }

    private static double word(char[] text, int from, int end, boolean negative) {
        String word = new String(text, from, end - from);
        if (word.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        throw new NumberFormatException();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
