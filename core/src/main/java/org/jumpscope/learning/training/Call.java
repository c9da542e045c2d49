package org.jumpscope.learning.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jumpscope.numeric.InvalidInputException;

/** A name with numbers in parentheses, such as {@code momentum(0.9)}. */
record Call(String name, List<String> arguments) {

    static Call parse(String text) {
        String trimmed = text.trim().toLowerCase(Locale.ROOT);
        int open = trimmed.indexOf('(');
        if (open < 0) {
            return new Call(trimmed, List.of());
        }
        if (!trimmed.endsWith(")")) {
            throw new InvalidInputException("'" + text + "' has no ')' at its end.");
        }
        return new Call(
                trimmed.substring(0, open).trim(),
                List.of(trimmed.substring(open + 1, trimmed.length() - 1).split(",", -1)));
    }

    /** A name with numbers, as it can be read again: momentum(0.9). */
    static String text(String name, double... numbers) {
        List<String> texts = new ArrayList<>();
        for (double number : numbers) {
            texts.add(Double.toString(number).replaceFirst("\\.0(?=E|$)", "").replace('E', 'e'));
        }
        return name + "(" + String.join(", ", texts) + ")";
    }

    /** The parameters, those that are left out from the end by their defaults. */
    List<Double> parameters(String what, List<Double> defaults) {
        if (arguments.size() > defaults.size()) {
            throw new InvalidInputException("The " + what + " '" + name + "' takes "
                    + (defaults.isEmpty() ? "no numbers" : "at most " + defaults.size() + " numbers") + ", and "
                    + arguments.size() + " were given.");
        }
        List<Double> values = new ArrayList<>(defaults);
        for (int i = 0; i < arguments.size(); i++) {
            try {
                values.set(i, Double.parseDouble(arguments.get(i).trim()));
            } catch (NumberFormatException e) {
                throw new InvalidInputException("The " + what + " '" + name + "' has '"
                        + arguments.get(i).trim() + "' for a number.");
            }
        }
        return values;
    }
}
