package org.jumpscope.figures.paper;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the symbols of a plain sentence between dollar signs, so that they are set as mathematics. */
final class Mathematics {
    /** A letter by itself with what belongs to it, a few products, or a power. */
    private static final Pattern SYMBOL = Pattern.compile(
            "(?<![\\p{L}\\p{M}$])(?:wx|[b-zB-Zα-ωẇḃ∂]\\p{M}*′?)(?:_(?:\\{[^}]*}|[\\p{L}\\p{N}∂]+))?(?![\\p{L}\\p{M}'’])"
                    + "|\\^(?:\\{[^}]*}|\\([^()]*\\)|[-−]?[0-9.]+|[A-Za-z])");

    private static final Pattern FACTOR = Pattern.compile("(\\d)\\.0\\*");

    private static final Pattern SCIENTIFIC = Pattern.compile("\\d(?:\\.\\d+)?e[-+]?\\d+");

    private Mathematics() {}

    /** The sentence with its symbols marked; one that is marked already is left alone. */
    static String mark(String text) {
        if (text.indexOf('$') >= 0) {
            return text;
        }
        // Formulas print as 2.0*y what people write as 2y, and numbers as 1.0e-09.
        String written = SCIENTIFIC
                .matcher(FACTOR.matcher(text).replaceAll("$1"))
                .replaceAll(number -> Matcher.quoteReplacement(NumberText.of(Double.valueOf(number.group()))));
        Matcher symbols = SYMBOL.matcher(written);
        StringBuilder marked = new StringBuilder();
        while (symbols.find()) {
            symbols.appendReplacement(marked, Matcher.quoteReplacement("$" + braced(symbols.group()) + "$"));
        }
        return symbols.appendTail(marked).toString();
    }

    /** A script of more than one letter needs braces; one within another stands beside it. */
    private static String braced(String symbol) {
        if (symbol.indexOf('{') >= 0) {
            int open = symbol.indexOf('{');
            return symbol.substring(0, open) + symbol.substring(open).replace("_", "");
        }
        int script = Math.max(symbol.indexOf('_'), symbol.indexOf('^'));
        if (script < 0 || symbol.length() == script + 2 || symbol.charAt(script + 1) == '{') {
            return symbol;
        }
        String raised = symbol.substring(script + 1);
        boolean bracketed = raised.startsWith("(") && raised.endsWith(")");
        return symbol.substring(0, script + 1) + "{" + (bracketed ? raised.substring(1, raised.length() - 1) : raised)
                + "}";
    }
}
