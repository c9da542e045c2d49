package org.jumpscope.figures;

import java.util.Objects;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * One curve, or one set of points, of a figure.
 *
 * @param name text of the legend, may hold mathematics (see {@link Figure}); empty: not in the legend
 * @param style how it is drawn
 * @param colour colour of line and markers
 * @param x abscissae, n values
 * @param y ordinates, n values; NaN breaks a line
 * @param low lower ends of the error bars, n values or none
 * @param high upper ends of the error bars, n values or none
 */
public record Series(String name, Style style, Colour colour, Vector x, Vector y, Vector low, Vector high) {
    /** How a series is drawn. */
    public enum Style {
        /** A solid line. */
        LINE,
        /** Round dots along a line. */
        DOTTED,
        /** A dashed line. */
        DASHED,
        /** Small markers. */
        POINTS,
        /** Small markers with vertical error bars. */
        POINTS_WITH_ERRORS,
        /** A staircase: ordinate i holds from abscissa i to abscissa i + 1. */
        STEP
    }

    /** Checks that the lengths agree. */
    public Series {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(style, "style");
        Objects.requireNonNull(colour, "colour");
        if (x.size() != y.size()) {
            throw new InvalidInputException(
                    "Series '" + name + "' has " + x.size() + " abscissae and " + y.size() + " ordinates.");
        }
        boolean errors = style == Style.POINTS_WITH_ERRORS;
        if (low.size() != high.size() || ((low.size() != 0 || errors) && low.size() != x.size())) {
            throw new InvalidInputException("Series '" + name + "' has " + x.size() + " points, " + low.size()
                    + " lower and " + high.size() + " upper ends of error bars; give one of each for every point.");
        }
    }

    /**
     * Returns a series without error bars.
     *
     * @param name text of the legend
     * @param style how it is drawn, but not {@link Style#POINTS_WITH_ERRORS}
     * @param colour its colour
     * @param x abscissae, n values
     * @param y ordinates, n values; NaN breaks a line
     * @return the series
     * @throws InvalidInputException if the lengths differ
     */
    public static Series of(String name, Style style, Colour colour, Vector x, Vector y) {
        return new Series(name, style, colour, x, y, Vector.of(), Vector.of());
    }

    /**
     * Returns a solid line.
     *
     * @param name text of the legend
     * @param colour its colour
     * @param x abscissae, n values
     * @param y ordinates, n values; NaN breaks the line
     * @return the series
     * @throws InvalidInputException if the lengths differ
     */
    public static Series line(String name, Colour colour, Vector x, Vector y) {
        return of(name, Style.LINE, colour, x, y);
    }

    /**
     * Returns points with vertical error bars.
     *
     * @param name text of the legend
     * @param colour its colour
     * @param x abscissae, n values
     * @param y ordinates, n values
     * @param low lower ends of the bars, n values; on a logarithmic axis a bar from zero or less reaches the frame
     * @param high upper ends of the bars, n values
     * @return the series
     * @throws InvalidInputException if the lengths differ
     */
    public static Series pointsWithErrors(String name, Colour colour, Vector x, Vector y, Vector low, Vector high) {
        return new Series(name, Style.POINTS_WITH_ERRORS, colour, x, y, low, high);
    }

    /**
     * Returns a histogram as a staircase.
     *
     * @param name text of the legend
     * @param colour its colour
     * @param edges n + 1 edges of the bins, ascending
     * @param heights n heights; NaN leaves a bin out
     * @return the series, whose last ordinate is repeated at the last edge
     * @throws InvalidInputException if there is not exactly one edge more than heights
     */
    public static Series histogram(String name, Colour colour, Vector edges, Vector heights) {
        int n = heights.size();
        if (edges.size() != n + 1 || n == 0) {
            throw new InvalidInputException("Series '" + name + "' has " + edges.size() + " edges and " + n
                    + " heights; a histogram has at least one height and one edge more than heights.");
        }
        double[] y = new double[n + 1];
        System.arraycopy(heights.toArray(), 0, y, 0, n);
        y[n] = y[n - 1];
        return of(name, Style.STEP, colour, edges, Vector.of(y));
    }

    boolean hasErrors() {
        return low.size() != 0;
    }

    boolean hasMarkers() {
        return style == Style.POINTS || style == Style.POINTS_WITH_ERRORS;
    }
}
