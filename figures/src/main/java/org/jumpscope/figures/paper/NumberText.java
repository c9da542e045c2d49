package org.jumpscope.figures.paper;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jumpscope.experiments.MapSummary.RangeSummary;

/** Numbers as people write them: four significant digits, powers of ten as superscripts, a true minus sign. */
public final class NumberText {
    /** What stands where there is no number. */
    public static final String NONE = "none";

    private static final int DIGITS = 4;
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private NumberText() {}

    /**
     * A number with four significant digits, such as {@code 0.9998} or {@code 2.248 × 10⁻⁷}.
     *
     * @param value the number; null and NaN are "none", an infinite one is {@code ∞}
     */
    public static String of(Double value) {
        return of(value, DIGITS);
    }

    /**
     * A number with a given number of significant digits.
     *
     * @param value the number; null and NaN are "none", an infinite one is {@code ∞}
     * @param digits significant digits, at least 1
     */
    public static String of(Double value, int digits) {
        if (value == null || value.isNaN()) {
            return NONE;
        }
        if (value.isInfinite()) {
            return value > 0 ? "∞" : "−∞";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String sign = value < 0 ? "−" : "";
        if (exponent >= -3 && exponent <= 4) {
            return sign + rounded.abs().stripTrailingZeros().toPlainString();
        }
        String mantissa =
                rounded.abs().scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString();
        return sign + (mantissa.equals("1") ? "" : mantissa + " × ") + "10" + superscript(exponent);
    }

    /**
     * A number with its standard error, whose first one or two digits say where to stop: {@code 1.0004 ± 0.0002}.
     *
     * @param value the number; null and NaN are "none"
     * @param error its standard error
     */
    public static String of(Double value, Double error) {
        if (value == null || value.isNaN()) {
            return NONE;
        }
        if (error == null || !(error > 0) || error.isInfinite()) {
            return of(value);
        }
        double power = Math.floor(Math.log10(error));
        boolean two = error / Math.pow(10, power) < 2.95;
        int decimals = (int) Math.max(0, Math.min(7, -power + (two ? 1 : 0)));
        return fixed(value, decimals) + " ± " + fixed(error, decimals);
    }

    /**
     * A number with a fixed number of decimals.
     *
     * @param value the number; null and NaN are "none"
     * @param decimals digits after the point
     */
    public static String fixed(Double value, int decimals) {
        if (value == null || value.isNaN()) {
            return NONE;
        }
        if (value.isInfinite()) {
            return of(value);
        }
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return (rounded.signum() < 0 ? "−" : "") + rounded.abs().toPlainString();
    }

    /**
     * A share as a percentage.
     *
     * @param share between 0 and 1
     */
    public static String percent(double share) {
        return of(100 * share, 3) + " %";
    }

    /**
     * An accuracy as a percentage with two decimals.
     *
     * @param share between 0 and 1
     */
    static String accuracy(double share) {
        return fixed(100 * share, 2) + " %";
    }

    /**
     * A whole number, with a power of ten where it is one.
     *
     * @param count the number
     */
    public static String count(long count) {
        int zeros = Long.toString(count).length() - 1;
        if (zeros >= 4 && count == Math.round(Math.pow(10, zeros))) {
            return "10" + superscript(zeros);
        }
        return String.format(java.util.Locale.ROOT, "%,d", count);
    }

    /**
     * A fraction where an exponent is one, such as {@code 2/3}.
     *
     * @param k an exponent
     */
    public static String exponent(double k) {
        for (int denominator = 1; denominator <= 8; denominator++) {
            double numerator = k * denominator;
            if (Math.abs(numerator - Math.rint(numerator)) < 1e-12) {
                long whole = Math.round(numerator);
                return denominator == 1 ? Long.toString(whole) : whole + "/" + denominator;
            }
        }
        return of(k);
    }

    /**
     * The jumps of a range.
     *
     * @param range the range, null for none
     */
    static String jumps(RangeSummary range) {
        return range == null ? NONE : of(range.lowerJump()) + " to " + of(range.upperJump());
    }

    private static String superscript(int exponent) {
        StringBuilder raised = new StringBuilder(exponent < 0 ? "⁻" : "");
        for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
            raised.append(SUPERSCRIPTS.charAt(digit - '0'));
        }
        return raised.toString();
    }
}
