package org.jumpscope.criticality;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Numbers and lists as the sentences of a verdict write them. */
final class Sentences {
    private Sentences() {}

    /** A number with some significant digits, without an exponent where it is short. */
    static String number(double value, int digits) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        if (value == 0 || Double.isNaN(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        double size = Math.abs(value);
        if (size >= 1e-3 && size < 1e6) {
            return rounded.stripTrailingZeros().toPlainString();
        }
        String text = rounded.unscaledValue().abs().toString();
        int exponent = text.length() - 1 - rounded.scale();
        String mantissa = text.length() == 1 ? text : text.charAt(0) + "." + text.substring(1);
        mantissa = mantissa.contains(".") ? mantissa.replaceAll("\\.?0+$", "") : mantissa;
        return (value < 0 ? "-" : "") + mantissa + "e" + exponent;
    }

    /** An estimate and its error with as many decimals as two digits of the error have. */
    static String withError(double value, double error) {
        if (!(error > 0 && error < Double.POSITIVE_INFINITY)) {
            return number(value, 6);
        }
        int decimals = Math.max(0, 1 - (int) Math.floor(Math.log10(error)));
        return fixed(value, decimals) + " ± " + fixed(error, decimals);
    }

    static String fixed(double value, int decimals) {
        if (Double.isInfinite(value)) {
            return number(value, 3);
        }
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** A p-value. */
    static String probability(double p) {
        return p < 1e-4 ? "p < 0.0001" : "p = " + number(p, 2);
    }

    static String percent(double share) {
        return number(100 * share, share < 0.1 ? 2 : 3) + " %";
    }

    /** "a", "a and b", "a, b and c". */
    static String list(List<String> words) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.get(words.size() - 1);
    }
}
