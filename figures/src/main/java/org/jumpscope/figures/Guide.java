package org.jumpscope.figures;

import java.util.Objects;
import org.jumpscope.numeric.InvalidInputException;

/**
 * A dashed line across the plot, or a shaded range between two of them: the paper's green bars.
 *
 * @param direction whether the lines stand upright or lie flat
 * @param from place of the line, or lower end of the range
 * @param to the same value for a line, or upper end of the range
 * @param label text of the legend, may hold mathematics (see {@link Figure}); empty: not in the legend
 * @param colour its colour
 */
public record Guide(Direction direction, double from, double to, String label, Colour colour) {
    /** The direction of the lines. */
    public enum Direction {
        /** Upright lines at values of the horizontal axis. */
        VERTICAL,
        /** Flat lines at values of the vertical axis. */
        HORIZONTAL
    }

    /** Checks the order of the ends. */
    public Guide {
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(colour, "colour");
        if (!(from <= to)) {
            throw new InvalidInputException(
                    "The guide '" + label + "' reaches from " + from + " to " + to + "; give the lower end first.");
        }
    }

    /**
     * Returns an upright dashed line.
     *
     * @param x its place
     * @param label text of the legend
     * @return the guide
     */
    public static Guide vertical(double x, String label) {
        return new Guide(Direction.VERTICAL, x, x, label, Colour.RANGE);
    }

    /**
     * Returns a flat dashed line.
     *
     * @param y its place
     * @param label text of the legend
     * @return the guide
     */
    public static Guide horizontal(double y, String label) {
        return new Guide(Direction.HORIZONTAL, y, y, label, Colour.RANGE);
    }

    /**
     * Returns a shaded range of the horizontal axis between two dashed lines; an infinite end is open.
     *
     * @param from lower end
     * @param to upper end
     * @param label text of the legend
     * @return the guide
     * @throws InvalidInputException if the lower end is not below the upper one
     */
    public static Guide range(double from, double to, String label) {
        return new Guide(Direction.VERTICAL, from, to, label, Colour.RANGE);
    }

    /**
     * Returns this guide in another colour.
     *
     * @param other the colour
     * @return the guide
     */
    public Guide in(Colour other) {
        return new Guide(direction, from, to, label, other);
    }

    boolean isLine() {
        return from == to;
    }
}
