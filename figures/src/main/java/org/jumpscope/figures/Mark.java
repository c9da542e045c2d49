package org.jumpscope.figures;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jumpscope.numeric.Vector;

/** What a drawing is made of; lengths in points, ordinates downwards from the upper edge. */
sealed interface Mark {
    /** The dashes of a line, in units of its width. */
    enum Dash {
        /** No gaps. */
        SOLID(0, 0),
        /** Round dots: dashes of (nearly) no length with round ends. */
        DOTTED(0.01, 2.4),
        /** Dashes. */
        DASHED(4.5, 2.5);

        private final double dash;
        private final double gap;

        Dash(double dash, double gap) {
            this.dash = dash;
            this.gap = gap;
        }

        boolean round() {
            return this == DOTTED;
        }

        /** Lengths of dash and gap in points; empty for a solid line. */
        float[] lengths(double width) {
            return this == SOLID ? new float[0] : new float[] {(float) (dash * width), (float) (gap * width)};
        }
    }

    /** The shapes of markers. */
    enum Symbol {
        /** Filled circle. */
        DISC,
        /** Filled square. */
        SQUARE,
        /** Filled triangle. */
        TRIANGLE,
        /** Filled square on its tip. */
        DIAMOND;

        /** Outline of one marker whose circle would have this diameter; empty for a disc. */
        Path2D outline(double x, double y, double diameter) {
            double r = diameter / 2;
            return switch (this) {
                case DISC -> new Path2D.Double();
                case SQUARE ->
                    polygon(
                            x - 0.87 * r,
                            y - 0.87 * r,
                            x + 0.87 * r,
                            y - 0.87 * r,
                            x + 0.87 * r,
                            y + 0.87 * r,
                            x - 0.87 * r,
                            y + 0.87 * r);
                case TRIANGLE -> polygon(x, y - 1.2 * r, x + 1.05 * r, y + 0.7 * r, x - 1.05 * r, y + 0.7 * r);
                case DIAMOND -> polygon(x, y - 1.25 * r, x + 1.25 * r, y, x, y + 1.25 * r, x - 1.25 * r, y);
            };
        }
    }

    /** A line along a path. */
    record Line(Path2D path, Colour colour, double width, Dash dash) implements Mark {}

    /** A filled path; boxes side by side are better not anti-aliased, or seams would show. */
    record Area(Path2D path, Colour colour, boolean antiAliased) implements Mark {
        Area(Path2D path, Colour colour) {
            this(path, colour, true);
        }
    }

    /** Markers of one kind. */
    record Symbols(Vector x, Vector y, Symbol symbol, double diameter, Colour colour) implements Mark {}

    /**
     * A line of text.
     *
     * @param text the text
     * @param x left end of its base line
     * @param y height of its base line
     * @param size size of the type in points
     * @param upwards whether it is written from bottom to top
     * @param colour its colour
     */
    record Words(MathText text, double x, double y, double size, boolean upwards, Colour colour) implements Mark {
        /** From em with ordinates upwards to the drawing, for a piece of the text. */
        AffineTransform placing(MathText.Placed placed) {
            AffineTransform place = AffineTransform.getTranslateInstance(x, y);
            if (upwards) {
                place.rotate(-Math.PI / 2);
            }
            double scale = size * placed.piece().scale();
            place.translate(size * placed.left(), -size * placed.piece().rise());
            place.scale(scale, -scale);
            return place;
        }

        /** The dots over the letter of a piece, as centres in em with ordinates upwards; the radius is {@link #DOT}. */
        static List<double[]> dots(MathText.Piece piece) {
            if (piece.dots() == 0) {
                return List.of();
            }
            Rectangle2D box =
                    Typeface.glyph(piece.text().codePointAt(0)).outline().getBounds2D();
            double y = box.getMaxY() + 0.075 + DOT;
            double x = box.getCenterX() + (piece.italic() ? Typeface.SLANT * (y - 0.22) : 0);
            return piece.dots() == 1
                    ? List.of(new double[] {x, y})
                    : List.of(new double[] {x - 0.1, y}, new double[] {x + 0.1, y});
        }
    }

    /** Radius in em of a dot over a letter. */
    double DOT = 0.062;

    /** Marks of which only the part inside a rectangle is seen. */
    record Clipped(Rectangle2D window, List<Mark> marks) implements Mark {
        public Clipped {
            marks = List.copyOf(marks);
        }
    }

    /** A straight line as a path. */
    static Path2D segment(double x1, double y1, double x2, double y2) {
        Path2D path = new Path2D.Double();
        path.moveTo(x1, y1);
        path.lineTo(x2, y2);
        return path;
    }

    /** A closed polygon from x1, y1, x2, y2, ... */
    static Path2D polygon(double... corners) {
        Path2D path = new Path2D.Double();
        path.moveTo(corners[0], corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(corners[i], corners[i + 1]);
        }
        path.closePath();
        return path;
    }
}
