package org.jumpscope.figures;

/** Text inside XML and HTML. */
public final class Markup {
    private Markup() {}

    /**
     * Escapes a text for an element or a quoted attribute; characters that XML forbids become U+FFFD.
     *
     * @param text any text
     * @return the text with {@code & < > " '} as entities
     */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(allowed(point) ? point : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    /**
     * Turns a text with the mathematics of {@link Figure} into HTML.
     *
     * @param text any text
     * @return escaped HTML with {@code i}, {@code sup} and {@code sub} elements
     */
    public static String mathematics(String text) {
        return MathText.parse(text).html();
    }

    /**
     * Turns a text with the mathematics of {@link Figure} into plain text.
     *
     * @param text any text
     * @return the text without dollar signs, not escaped
     */
    public static String plain(String text) {
        return MathText.parse(text).plain();
    }

    private static boolean allowed(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
