package org.jumpscope.formula;

/** Splits a text into numbers, names and symbols. */
final class Scanner {
    enum Kind {
        NUMBER,
        NAME,
        SYMBOL,
        END
    }

    private static final String SYMBOLS = "+-*/^(),<>";

    private final String text;
    private int start;
    private int end;
    private Kind kind = Kind.END;

    Scanner(String text) {
        this.text = text;
        next();
    }

    Kind kind() {
        return kind;
    }

    String text() {
        return text.substring(start, end);
    }

    int column() {
        return start + 1;
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.startsWith(symbol, start) && symbol.length() == end - start;
    }

    double number() {
        double value = Double.parseDouble(text());
        if (Double.isInfinite(value)) {
            throw new FormulaException(
                    "Number '" + text() + "' at column " + column() + " is too large; the largest is about 1.8e308.",
                    column());
        }
        if (value == 0
                && text().toLowerCase(java.util.Locale.ROOT).split("e", 2)[0].matches(".*[1-9].*")) {
            throw new FormulaException(
                    "Number '" + text() + "' at column " + column() + " is too small; the smallest is about 4.9e-324.",
                    column());
        }
        return value;
    }

    void next() {
        start = end;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        end = start;
        if (start == text.length()) {
            kind = Kind.END;
            return;
        }
        char c = text.charAt(start);
        if (digit(start) || (c == '.' && digit(start + 1))) {
            scanNumber();
        } else if (letter(c)) {
            kind = Kind.NAME;
            while (end < text.length() && (letter(text.charAt(end)) || digit(end))) {
                end++;
            }
        } else if (SYMBOLS.indexOf(c) >= 0) {
            kind = Kind.SYMBOL;
            end = start + ((c == '<' || c == '>') && at(start + 1) == '=' ? 2 : 1);
        } else {
            throw unknownCharacter();
        }
    }

    private void scanNumber() {
        kind = Kind.NUMBER;
        skipDigits();
        if (at(end) == '.') {
            end++;
            skipDigits();
        }
        if (at(end) == 'e' || at(end) == 'E') {
            int sign = at(end + 1) == '+' || at(end + 1) == '-' ? 1 : 0;
            if (digit(end + 1 + sign)) {
                end += 1 + sign;
                skipDigits();
            }
        }
        if (at(end) == '.') {
            throw new FormulaException(
                    "Number '" + text() + "' is followed by a second '.' at column " + (end + 1)
                            + "; write one decimal point.",
                    end + 1);
        }
    }

    private void skipDigits() {
        while (digit(end)) {
            end++;
        }
    }

    private char at(int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }

    private boolean digit(int index) {
        char c = at(index);
        return c >= '0' && c <= '9';
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private FormulaException unknownCharacter() {
        int point = text.codePointAt(start);
        String shown = Character.isISOControl(point)
                ? String.format("U+%04X", point)
                : "'" + new String(Character.toChars(point)) + "'";
        String hint = switch (point) {
            case '−', '–', '—' -> "write '-' for minus";
            case '·', '×', '∙' -> "write '*' for a product";
            case '÷' -> "write '/' for a quotient";
            case '=' -> "a formula has no equals sign; write only its right side";
            case '[', ']', '{', '}' -> "write '(' and ')'";
            case '|' -> "write abs(u) for an absolute value";
            case 'π' -> "write pi";
            default -> "expected a number, a name, an operator or a parenthesis";
        };
        return new FormulaException(
                "Unexpected character " + shown + " at column " + column() + "; " + hint + ".", column());
    }
}
