package org.jumpscope.app;

import java.util.Arrays;
import org.jumpscope.numeric.Vector;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers with commas between them, such as {@code -0.25,0.1,1e-3}. */
final class NumberList implements ITypeConverter<Vector> {
    @Override
    public Vector convert(String text) {
        return Vector.of(Arrays.stream(text.split(",", -1))
                .mapToDouble(NumberList::number)
                .toArray());
    }

    private static double number(String text) {
        try {
            double value = Double.parseDouble(text.trim());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new TypeConversionException("'" + text.trim() + "' is not a finite number");
    }
}
