package org.jumpscope.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NearestName;
import org.jumpscope.numeric.Vector;

/**
 * Reads a law from its text: {@code normal(mean, sd)}, {@code student(degrees, location, scale)},
 * {@code laplace(location, scale)}, {@code uniform(low, high)}, {@code logistic(location, scale)},
 * {@code powerlaw(exponent, lower, upper)}, {@code lognormal(log-mean, log-sd)} and {@code mixture(weight, law, weight, law, ...)}.
 */
public final class DistributionParser {
    private static final int DEEPEST = 50;
    private static final String MIXTURE = "mixture";
    private static final Map<String, List<String>> PARAMETERS = new TreeMap<>(Map.of(
            "normal",
            List.of("mean", "sd"),
            "student",
            List.of("degrees", "location", "scale"),
            "laplace",
            List.of("location", "scale"),
            "uniform",
            List.of("low", "high"),
            "logistic",
            List.of("location", "scale"),
            "powerlaw",
            List.of("exponent", "lower", "upper"),
            "lognormal",
            List.of("log-mean", "log-sd"),
            MIXTURE,
            List.of("weight", "law", "...")));

    private final String text;
    private int position;

    private DistributionParser(String text) {
        this.text = text;
    }

    /**
     * Reads a law.
     *
     * @param text the law's text; spaces and upper case do not matter, infinite bounds are written {@code infinity}
     * @return the law
     * @throws InvalidInputException if the text is not a law; the sentence names the column, counted from 1
     */
    public static Distribution parse(String text) {
        DistributionParser parser = new DistributionParser(text);
        Distribution law = parser.law(0);
        parser.skipSpaces();
        if (parser.position < text.length()) {
            throw parser.failure(
                    parser.position, "'" + text.substring(parser.position) + "' follows the law; remove it");
        }
        return law;
    }

    private Distribution law(int depth) {
        skipSpaces();
        int start = position;
        if (depth > DEEPEST) {
            throw failure(start, "mixtures are nested more than " + DEEPEST + " deep; flatten them");
        }
        while (position < text.length() && (Character.isLetter(peek()) || peek() == '-' || peek() == '_')) {
            position++;
        }
        String written = text.substring(start, position);
        if (written.isEmpty()) {
            String found = position < text.length() ? "'" + peek() + "'" : "the end of the text";
            throw failure(start, "a law is expected and " + found + " was found; write one such as normal(0, 0.25)");
        }
        String name = written.toLowerCase(java.util.Locale.ROOT);
        if (!PARAMETERS.containsKey(name)) {
            throw failure(
                    start,
                    "law '" + written + "' is not known; "
                            + nearest(name)
                                    .map(near -> "did you mean " + usage(near) + "? ")
                                    .orElse("") + "(known: "
                            + String.join(", ", PARAMETERS.keySet()) + ")");
        }
        expect('(', name);
        try {
            return name.equals(MIXTURE) ? mixture(depth) : simple(name);
        } catch (Misplaced misplaced) {
            throw misplaced;
        } catch (InvalidInputException invalid) {
            String sentence = invalid.getMessage();
            throw failure(start, sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence);
        }
    }

    private Distribution simple(String name) {
        List<String> parameters = PARAMETERS.get(name);
        double[] values = new double[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                expect(',', name);
            }
            values[i] = number(name, parameters.get(i));
        }
        expect(')', name);
        return switch (name) {
            case "normal" -> Normal.of(values[0], values[1]);
            case "student" -> StudentT.of(values[0], values[1], values[2]);
            case "laplace" -> Laplace.of(values[0], values[1]);
            case "uniform" -> Uniform.of(values[0], values[1]);
            case "logistic" -> Logistic.of(values[0], values[1]);
            case "lognormal" -> LogNormal.of(values[0], values[1]);
            default -> BoundedPowerLaw.of(values[0], values[1], values[2]);
        };
    }

    private Distribution mixture(int depth) {
        List<Double> weights = new ArrayList<>();
        List<Distribution> laws = new ArrayList<>();
        do {
            weights.add(number(MIXTURE, "weight"));
            expect(',', MIXTURE);
            laws.add(law(depth + 1));
            skipSpaces();
        } while (accept(','));
        expect(')', MIXTURE);
        return Mixture.of(
                Vector.of(weights.stream().mapToDouble(Double::doubleValue).toArray()), laws);
    }

    private double number(String law, String parameter) {
        skipSpaces();
        int start = position;
        while (position < text.length() && ",() \t\n\r".indexOf(peek()) < 0) {
            position++;
        }
        String written = text.substring(start, position);
        String lower = written.toLowerCase(java.util.Locale.ROOT);
        if (lower.matches("[+]?inf(inity)?")) {
            return Double.POSITIVE_INFINITY;
        }
        if (lower.matches("-inf(inity)?")) {
            return Double.NEGATIVE_INFINITY;
        }
        // Double.parseDouble would also take "1d", "0x1p3" and "NaN".
        if (lower.matches("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)(e[+-]?[0-9]+)?")) {
            return Double.parseDouble(lower);
        }
        String found = written.isEmpty() && position < text.length() ? String.valueOf(peek()) : written;
        throw failure(
                start,
                (found.isEmpty() ? "the text ends" : "'" + found + "' is not a number") + " where the " + parameter
                        + " of " + law + " is expected; write " + usage(law));
    }

    private void expect(char wanted, String law) {
        skipSpaces();
        if (!accept(wanted)) {
            String found = position < text.length() ? "'" + peek() + "'" : "the end of the text";
            throw failure(position, "'" + wanted + "' is expected and " + found + " was found; write " + usage(law));
        }
    }

    private boolean accept(char wanted) {
        if (position < text.length() && peek() == wanted) {
            position++;
            return true;
        }
        return false;
    }

    private char peek() {
        return text.charAt(position);
    }

    private void skipSpaces() {
        while (position < text.length() && Character.isWhitespace(peek())) {
            position++;
        }
    }

    private static String usage(String name) {
        return name + "(" + String.join(", ", PARAMETERS.get(name)) + ")";
    }

    private static Optional<String> nearest(String name) {
        Map<String, String> synonyms =
                Map.of("gaussian", "normal", "gauss", "normal", "t", "student", "pareto", "powerlaw");
        return synonyms.containsKey(name) ? Optional.of(synonyms.get(name)) : NearestName.to(name, PARAMETERS.keySet());
    }

    private Misplaced failure(int index, String problem) {
        return new Misplaced("Column " + (index + 1) + " of \"" + text + "\": " + problem + ".");
    }

    /** A sentence that already names its column. */
    private static final class Misplaced extends InvalidInputException {
        private static final long serialVersionUID = 1L;

        Misplaced(String sentence) {
            super(sentence);
        }
    }
}
