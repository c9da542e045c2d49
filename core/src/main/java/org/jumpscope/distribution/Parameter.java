package org.jumpscope.distribution;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jumpscope.numeric.InvalidInputException;

/** The checks and the text of a law's parameters. */
final class Parameter {
    private static final int ROUND_TRIP_DIGITS = 17;

    private Parameter() {}

    static double finite(String law, String name, double value) {
        if (Double.isFinite(value)) {
            return value;
        }
        throw new InvalidInputException(law + ": " + name + " " + value + " is not finite; give a finite number.");
    }

    static double positive(String law, String name, double value) {
        if (value > 0 && Double.isFinite(value)) {
            return value;
        }
        throw new InvalidInputException(
                law + ": " + name + " " + value + " is not above 0 and finite; give a positive finite number.");
    }

    static void ordered(String law, double low, double high) {
        if (!(low < high)) {
            throw new InvalidInputException(law + ": lower bound " + low + " is not below upper bound " + high
                    + "; give the lower bound first.");
        }
    }

    static double probability(double p) {
        if (p >= 0 && p <= 1) {
            return p;
        }
        throw new InvalidInputException("Probability " + p + " is not between 0 and 1; give a number in [0, 1].");
    }

    /**
     * Returns the shortest decimal text that reads back to the same double.
     *
     * <p>Double.toString is not used: its digits changed between JDK 17 and 19.
     */
    static String text(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinity" : "-infinity";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = exact;
        for (int digits = 1; digits <= ROUND_TRIP_DIGITS; digits++) {
            rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                break;
            }
        }
        BigDecimal plain = rounded.stripTrailingZeros();
        int exponent = plain.precision() - plain.scale() - 1;
        return exponent >= -5 && exponent < 10 ? plain.toPlainString() : plain.toString();
    }
}
