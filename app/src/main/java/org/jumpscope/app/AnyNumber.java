package org.jumpscope.app;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number, also one that is infinite or not a number in whatever case, so that a verb can say why it does not take it. */
final class AnyNumber implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        String lower = text.trim().toLowerCase(Locale.ROOT);
        if (lower.matches("[+]?inf(inity)?")) {
            return Double.POSITIVE_INFINITY;
        }
        if (lower.matches("-inf(inity)?")) {
            return Double.NEGATIVE_INFINITY;
        }
        if ("nan".equals(lower)) {
            return Double.NaN;
        }
        try {
            return Double.valueOf(lower);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a number");
        }
    }
}
