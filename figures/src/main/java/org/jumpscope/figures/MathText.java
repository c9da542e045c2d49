package org.jumpscope.figures;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of text with simple mathematics, parsed into pieces of one slant, size and height.
 *
 * <p>The notation is that of {@link Figure}. Lengths are in em, the size of the type, unless said otherwise.
 */
record MathText(List<MathText.Piece> pieces) {
    /** Size of raised and lowered letters, as in most text books. */
    private static final double SCRIPT = 0.7;

    private static final double RAISED = 0.36;
    private static final double LOWERED = -0.17;

    private static final char DOT_ABOVE = '\u0307';
    private static final char TWO_DOTS_ABOVE = '\u0308';
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";
    private static final String RAISED_DIGITS = "0123456789+−";

    /**
     * Letters that look alike.
     *
     * @param text the letters
     * @param italic whether they are slanted
     * @param script 0 on the line, 1 raised, -1 lowered
     * @param dots 0, 1 or 2 dots over the (then only) letter
     */
    record Piece(String text, boolean italic, int script, int dots) {
        double scale() {
            return script == 0 ? 1 : SCRIPT;
        }

        double rise() {
            return script == 0 ? 0 : script > 0 ? RAISED : LOWERED;
        }

        /** Width in em of the line's type. */
        double width() {
            return scale() * Typeface.width(text);
        }
    }

    /** A piece with the place of its left end, in em from the left end of the line. */
    record Placed(Piece piece, double left) {}

    MathText {
        pieces = List.copyOf(pieces);
    }

    static MathText parse(String source) {
        return new Parser(Normalizer.normalize(source, Normalizer.Form.NFC)).parse();
    }

    double width() {
        double width = 0;
        for (Placed placed : place()) {
            width = Math.max(width, placed.left + placed.piece.width());
        }
        return width;
    }

    /** A raised group directly after a lowered one (or the reverse) stands over it, as in mathematics. */
    List<Placed> place() {
        List<Placed> places = new ArrayList<>();
        double pen = 0;
        double stackAt = 0;
        int lastScript = 0;
        for (Piece piece : pieces) {
            boolean stacks = piece.script != 0 && lastScript != 0 && piece.script != lastScript;
            double left = stacks ? stackAt : pen;
            if (piece.script != lastScript) {
                stackAt = left;
            }
            places.add(new Placed(piece, left));
            pen = Math.max(pen, left + piece.width());
            lastScript = piece.script;
        }
        return places;
    }

    /** The text alone, with a combining dot where a letter has one. */
    String plain() {
        StringBuilder text = new StringBuilder();
        int last = 0;
        for (Piece piece : pieces) {
            if (piece.script > last && piece.script > 0) {
                text.append('^');
            } else if (piece.script < last && piece.script < 0) {
                text.append('_');
            }
            text.append(piece.text);
            if (piece.dots > 0) {
                text.append(piece.dots == 1 ? DOT_ABOVE : TWO_DOTS_ABOVE);
            }
            last = piece.script;
        }
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** The text as HTML, escaped. */
    String html() {
        StringBuilder html = new StringBuilder();
        for (Piece piece : pieces) {
            String mark = piece.script == 0 ? "" : piece.script > 0 ? "sup" : "sub";
            html.append(mark.isEmpty() ? "" : "<" + mark + ">").append(piece.italic ? "<i>" : "");
            html.append(Markup.escape(piece.text));
            html.append(piece.dots == 0 ? "" : piece.dots == 1 ? "\u0307" : "\u0308");
            html.append(piece.italic ? "</i>" : "").append(mark.isEmpty() ? "" : "</" + mark + ">");
        }
        return html.toString();
    }

    /** Breaks a source text at spaces into lines no wider than the width, in em; one long word stays whole. */
    static List<String> wrap(String source, double width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        int dollars = 0;
        for (String word : source.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (line.isEmpty() || dollars % 2 != 0 || parse(longer).width() <= width) {
                line = longer;
            } else {
                lines.add(line);
                line = word;
            }
            dollars += (int) word.chars().filter(c -> c == '$').count();
        }
        lines.add(line);
        return lines;
    }

    /** Reads the notation from left to right; what it cannot read stays as it is written. */
    private static final class Parser {
        private final String source;
        private final List<Piece> pieces = new ArrayList<>();
        private final StringBuilder letters = new StringBuilder();
        private boolean italic;
        private int script;
        private int at;

        Parser(String source) {
            this.source = source;
        }

        MathText parse() {
            boolean mathematics = false;
            while (at < source.length()) {
                char c = source.charAt(at);
                if (c == '$' && (mathematics || source.indexOf('$', at + 1) >= 0)) {
                    mathematics = !mathematics;
                    at++;
                } else if (mathematics) {
                    mathematics(source.indexOf('$', at));
                } else {
                    letter(false, 0);
                }
            }
            flush();
            return new MathText(pieces);
        }

        private void mathematics(int end) {
            char c = source.charAt(at);
            if ((c == '^' || c == '_') && at + 1 < end) {
                at++;
                script(c == '^' ? 1 : -1, end);
            } else if (c == '\\') {
                upright(0, end);
            } else {
                letter(true, 0);
            }
        }

        private void script(int side, int end) {
            if (source.charAt(at) != '{') {
                letter(true, side);
                return;
            }
            int close = source.indexOf('}', at);
            if (close < 0 || close > end) {
                letter(true, side);
                return;
            }
            at++;
            while (at < close) {
                if (source.charAt(at) == '\\') {
                    upright(side, close);
                } else {
                    letter(true, side);
                }
            }
            at = close + 1;
        }

        private void upright(int side, int end) {
            at++;
            while (at < end && Character.isLetter(source.charAt(at))) {
                letter(false, side);
            }
        }

        private void letter(boolean mathematics, int side) {
            int point = source.codePointAt(at);
            at += Character.charCount(point);
            int raised = SUPERSCRIPTS.indexOf(point);
            if (raised >= 0 && side == 0) {
                append(RAISED_DIGITS.codePointAt(raised), false, 1, 0);
                return;
            }
            int dots = 0;
            String parts = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFD);
            if (parts.length() == 2 && parts.charAt(1) == DOT_ABOVE) {
                point = parts.charAt(0);
                dots = 1;
            } else if (at < source.length()
                    && (source.charAt(at) == DOT_ABOVE || source.charAt(at) == TWO_DOTS_ABOVE)) {
                dots = source.charAt(at) == DOT_ABOVE ? 1 : 2;
                at++;
            }
            boolean slanted = mathematics && Character.isLetter(point);
            append(mathematics && point == '-' ? '−' : point, slanted, side, dots);
        }

        private void append(int point, boolean slanted, int side, int dots) {
            if (slanted != italic || side != script || dots > 0) {
                flush();
                italic = slanted;
                script = side;
            }
            letters.appendCodePoint(point);
            if (dots > 0) {
                pieces.add(new Piece(letters.toString(), italic, script, dots));
                letters.setLength(0);
            }
        }

        private void flush() {
            if (letters.length() > 0) {
                pieces.add(new Piece(letters.toString(), italic, script, 0));
                letters.setLength(0);
            }
        }
    }
}
