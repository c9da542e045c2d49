package org.jumpscope.figures;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;

/** Writes a drawing as SVG with real text; no identifiers, so that many fit into one page. */
final class SvgDrawing {
    private static final String FAMILY = "'Liberation Sans',Arial,Helvetica,'DejaVu Sans',sans-serif";
    private final StringBuilder out = new StringBuilder(16_384);

    private SvgDrawing() {}

    /** A whole file. */
    static String file(Drawing drawing) {
        SvgDrawing svg = new SvgDrawing();
        svg.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        svg.page(drawing);
        return svg.out.append('\n').toString();
    }

    /** The element alone, for an HTML page. */
    static String element(Drawing drawing) {
        SvgDrawing svg = new SvgDrawing();
        svg.page(drawing);
        return svg.out.toString();
    }

    private void page(Drawing drawing) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        out.append(" width=\"");
        number(drawing.width());
        out.append("pt\" height=\"");
        number(drawing.height());
        out.append("pt\" viewBox=\"0 0 ");
        number(drawing.width());
        out.append(' ');
        number(drawing.height());
        out.append("\" font-family=\"").append(FAMILY).append("\" role=\"img\" aria-label=\"");
        out.append(Markup.escape(drawing.title())).append("\">\n");
        out.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        drawing.marks().forEach(this::mark);
        out.append("</svg>");
    }

    private void mark(Mark mark) {
        if (mark instanceof Mark.Line line) {
            out.append("<path fill=\"none\" stroke=\"")
                    .append(line.colour().hex())
                    .append('"');
            attribute("stroke-width", line.width());
            out.append(" stroke-linejoin=\"round\"");
            if (line.dash() != Mark.Dash.SOLID) {
                float[] lengths = line.dash().lengths(line.width());
                out.append(" stroke-dasharray=\"");
                number(lengths[0]);
                out.append(' ');
                number(lengths[1]);
                out.append('"');
            }
            out.append(line.dash().round() ? " stroke-linecap=\"round\"" : "");
            path(line.path());
        } else if (mark instanceof Mark.Area area) {
            out.append("<path fill=\"").append(area.colour().hex()).append('"');
            out.append(area.antiAliased() ? "" : " shape-rendering=\"crispEdges\"");
            path(area.path());
        } else if (mark instanceof Mark.Symbols symbols) {
            symbols(symbols);
        } else if (mark instanceof Mark.Words words) {
            words(words);
        } else if (mark instanceof Mark.Clipped clipped) {
            clipped(clipped);
        }
    }

    /** A nested svg element clips without an identifier. */
    private void clipped(Mark.Clipped clipped) {
        Rectangle2D window = clipped.window();
        out.append("<svg");
        attribute("x", window.getX());
        attribute("y", window.getY());
        attribute("width", window.getWidth());
        attribute("height", window.getHeight());
        out.append(" viewBox=\"");
        number(window.getX());
        out.append(' ');
        number(window.getY());
        out.append(' ');
        number(window.getWidth());
        out.append(' ');
        number(window.getHeight());
        out.append("\" overflow=\"hidden\">\n");
        clipped.marks().forEach(this::mark);
        out.append("</svg>\n");
    }

    /** Discs are the round ends of lines of no length: twelve bytes each. */
    private void symbols(Mark.Symbols symbols) {
        boolean discs = symbols.symbol() == Mark.Symbol.DISC;
        Path2D outlines = new Path2D.Double();
        if (discs) {
            out.append("<path fill=\"none\" stroke-linecap=\"round\" stroke=\"")
                    .append(symbols.colour().hex())
                    .append('"');
            attribute("stroke-width", symbols.diameter());
            out.append(" d=\"");
        } else {
            out.append("<path fill=\"").append(symbols.colour().hex()).append('"');
        }
        for (int i = 0; i < symbols.x().size(); i++) {
            double x = symbols.x().get(i);
            double y = symbols.y().get(i);
            if (discs) {
                out.append('M');
                number(x);
                out.append(' ');
                number(y);
                out.append("h0");
            } else {
                outlines.append(symbols.symbol().outline(x, y, symbols.diameter()), false);
            }
        }
        if (discs) {
            out.append("\"/>\n");
        } else {
            path(outlines);
        }
    }

    private void words(Mark.Words words) {
        boolean upwards = words.upwards();
        double x = upwards ? 0 : words.x();
        double y = upwards ? 0 : words.y();
        out.append("<text xml:space=\"preserve\" fill=\"")
                .append(words.colour().hex())
                .append('"');
        attribute("font-size", words.size());
        if (upwards) {
            out.append(" transform=\"translate(");
            number(words.x());
            out.append(' ');
            number(words.y());
            out.append(")rotate(-90)\"");
        }
        out.append('>');
        for (MathText.Placed placed : words.text().place()) {
            MathText.Piece piece = placed.piece();
            out.append("<tspan");
            attribute("x", x + words.size() * placed.left());
            attribute("y", y - words.size() * piece.rise());
            if (piece.script() != 0) {
                attribute("font-size", words.size() * piece.scale());
            }
            out.append(piece.italic() ? " font-style=\"italic\"" : "");
            if (piece.text().codePointCount(0, piece.text().length()) > 1) {
                attribute("textLength", words.size() * piece.width());
            }
            out.append('>').append(Markup.escape(piece.text())).append("</tspan>");
        }
        out.append("</text>\n");
        dots(words);
    }

    private void dots(Mark.Words words) {
        for (MathText.Placed placed : words.text().place()) {
            for (double[] centre : Mark.Words.dots(placed.piece())) {
                AffineTransform place = words.placing(placed);
                double[] at = new double[2];
                place.transform(centre, 0, at, 0, 1);
                out.append("<circle");
                attribute("cx", at[0]);
                attribute("cy", at[1]);
                attribute("r", Mark.DOT * words.size() * placed.piece().scale());
                out.append(" fill=\"").append(words.colour().hex()).append("\"/>\n");
            }
        }
    }

    /** Level and upright lines are written with one number. */
    private void path(Path2D path) {
        out.append(" d=\"");
        double[] c = new double[6];
        long x = Long.MIN_VALUE;
        long y = Long.MIN_VALUE;
        char last = 0;
        for (PathIterator i = path.getPathIterator(null); !i.isDone(); i.next()) {
            int kind = i.currentSegment(c);
            int numbers = kind == PathIterator.SEG_CLOSE ? 0 : kind == PathIterator.SEG_MOVETO ? 2 : 2 * kind;
            boolean straight = kind == PathIterator.SEG_LINETO;
            boolean level = straight && hundredths(c[1]) == y;
            boolean upright = straight && !level && hundredths(c[0]) == x;
            char command = level ? 'H' : upright ? 'V' : "MLQCZ".charAt(kind);
            out.append(command == last && command != 'M' ? ' ' : command);
            if (level || upright) {
                number(level ? c[0] : c[1]);
            } else {
                for (int k = 0; k < numbers; k++) {
                    out.append(k > 0 ? " " : "");
                    number(c[k]);
                }
            }
            x = numbers == 0 ? Long.MIN_VALUE : hundredths(c[numbers - 2]);
            y = numbers == 0 ? Long.MIN_VALUE : hundredths(c[numbers - 1]);
            last = command;
        }
        out.append("\"/>\n");
    }

    private void attribute(String name, double value) {
        out.append(' ').append(name).append("=\"");
        number(value);
        out.append('"');
    }

    /** Hundredths of a point are finer than any printer. */
    private static long hundredths(double value) {
        return Math.round(value * 100);
    }

    private void number(double value) {
        long hundredths = hundredths(value);
        if (hundredths < 0) {
            out.append('-');
            hundredths = -hundredths;
        }
        out.append(hundredths / 100);
        long rest = hundredths % 100;
        if (rest != 0) {
            out.append('.').append(rest / 10);
            if (rest % 10 != 0) {
                out.append(rest % 10);
            }
        }
    }
}
