package org.jumpscope.composition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jumpscope.formula.Formula;
import org.jumpscope.formula.FormulaException;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NearestName;

/**
 * One named formula of a catalogue, with the parameters that its name takes.
 *
 * @param name name as the user writes it
 * @param template formula text, {@code %s} for each parameter
 * @param defaults default value of each parameter
 * @param requirement what each parameter has to satisfy, in words
 * @param admissible whether parameter values are allowed
 */
record CatalogueEntry(String name, String template, List<Double> defaults, String requirement, Admissible admissible) {

    /** Whether parameter values are allowed. */
    interface Admissible {
        boolean test(List<Double> parameters);
    }

    static CatalogueEntry plain(String name, String template) {
        return new CatalogueEntry(name, template, List.of(), "", p -> true);
    }

    /** The formula text with the parameter values filled in. */
    String text(List<Double> parameters) {
        return String.format(
                Locale.ROOT,
                template,
                parameters.stream().map(p -> "(" + p + ")").toArray());
    }

    /** The name with its parameters, as the user would write it. */
    String fullName(List<Double> parameters) {
        if (parameters.isEmpty()) {
            return name;
        }
        return name + "("
                + String.join(
                        ", ", parameters.stream().map(CatalogueEntry::number).toList()) + ")";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** The outcome of reading a user's text: the canonical name and the formula. */
    record Named(String name, Formula formula) {}

    /**
     * Reads a catalogue name, a name with parameters, or a formula.
     *
     * @param kind "activation" or "loss", for messages
     * @param text the user's text
     * @param catalogue the known names
     * @param variables the variables that a formula may use
     * @throws InvalidInputException if the text is none of the three
     */
    static Named read(String kind, String text, List<CatalogueEntry> catalogue, String... variables) {
        String trimmed = text.strip();
        int open = trimmed.indexOf('(');
        String head = (open < 0 ? trimmed : trimmed.substring(0, open)).strip();
        for (CatalogueEntry entry : catalogue) {
            if (entry.name.equals(head) && (open < 0 || isPlainArgumentList(trimmed, open))) {
                return entry.named(open < 0 ? List.of() : arguments(entry, trimmed, open));
            }
        }
        try {
            return new Named(trimmed, Formula.parse(trimmed, variables));
        } catch (FormulaException notAFormula) {
            if (head.matches("[A-Za-z][A-Za-z0-9_-]*") && (open < 0 || isPlainArgumentList(trimmed, open))) {
                List<String> names =
                        catalogue.stream().map(CatalogueEntry::name).toList();
                String guess = NearestName.to(head, names)
                        .map(name -> " did you mean '" + name + "'?")
                        .orElse("");
                throw new InvalidInputException("Unknown " + kind + " '" + head + "';" + guess + " Known are "
                        + String.join(", ", names) + ", or a formula in " + String.join(" and ", variables) + ".");
            }
            throw notAFormula;
        }
    }

    private Named named(List<Double> given) {
        if (given.size() > defaults.size()) {
            throw new InvalidInputException("'" + name + "' takes "
                    + (defaults.isEmpty() ? "no parameter" : "at most " + defaults.size()) + ", found " + given.size()
                    + ".");
        }
        List<Double> all = new ArrayList<>(given);
        all.addAll(defaults.subList(given.size(), defaults.size()));
        if (!admissible.test(all)) {
            throw new InvalidInputException("'" + fullName(all) + "': " + requirement + ".");
        }
        return new Named(fullName(all), Formula.parse(text(all), "y", "f", "t").simplify());
    }

    /** Whether the text from the parenthesis on is one flat list of numbers, so not part of a longer formula. */
    private static boolean isPlainArgumentList(String text, int open) {
        return text.endsWith(")")
                && text.indexOf('(', open + 1) < 0
                && !text.substring(open).matches(".*[a-df-zA-DF-Z].*");
    }

    private static List<Double> arguments(CatalogueEntry entry, String text, int open) {
        String inner = text.substring(open + 1, text.length() - 1).strip();
        if (inner.isEmpty()) {
            return List.of();
        }
        List<Double> values = new ArrayList<>();
        for (String part : inner.split(",", -1)) {
            try {
                values.add(Double.valueOf(part.strip()));
            } catch (NumberFormatException notANumber) {
                throw new InvalidInputException(
                        "'" + entry.name + "': parameter '" + part.strip() + "' is not a number.");
            }
        }
        return values;
    }
}
