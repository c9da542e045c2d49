package org.jumpscope.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jumpscope.numeric.InvalidInputException;

/**
 * A figure as plain data, the same for every format that {@link FigureWriter} writes.
 *
 * <p>Every text may hold mathematics between two dollar signs: {@code $p(|q̇|)$}. There, Latin and Greek letters are
 * italic, {@code ^} and {@code _} raise and lower the next letter or group in braces, and a word after a backslash is
 * upright ({@code \log}). Everywhere a combining dot above (U+0307) is drawn over its letter.
 *
 * @param title line above the plot, may be empty
 * @param notes smaller line under the title, may be empty
 * @param horizontal the horizontal axis
 * @param vertical the vertical axis
 * @param series curves and points, drawn in this order
 * @param guides dashed lines and ranges, drawn first
 * @param landscape a map of colours behind all, if any
 * @param legend where the legend stands
 * @param width width in points of 1/72 inch
 * @param height height in points of 1/72 inch
 */
public record Figure(
        String title,
        String notes,
        Axis horizontal,
        Axis vertical,
        List<Series> series,
        List<Guide> guides,
        Optional<Landscape> landscape,
        LegendPlacement legend,
        double width,
        double height) {
    private static final double SMALLEST = 100;
    private static final double LARGEST = 5000;

    /** Where the legend stands. */
    public enum LegendPlacement {
        /** Inside the plot where it covers nothing, or else below it. */
        AUTOMATIC,
        /** Below the plot. */
        BELOW,
        /** No legend. */
        NONE,
        /** Inside the plot, at the upper left. */
        UPPER_LEFT,
        /** Inside the plot, at the upper right. */
        UPPER_RIGHT,
        /** Inside the plot, at the lower left. */
        LOWER_LEFT,
        /** Inside the plot, at the lower right. */
        LOWER_RIGHT
    }

    /** Copies the lists and checks the size. */
    public Figure {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(notes, "notes");
        Objects.requireNonNull(horizontal, "horizontal");
        Objects.requireNonNull(vertical, "vertical");
        Objects.requireNonNull(landscape, "landscape");
        Objects.requireNonNull(legend, "legend");
        series = List.copyOf(series);
        guides = List.copyOf(guides);
        if (!(width >= SMALLEST && width <= LARGEST && height >= SMALLEST && height <= LARGEST)) {
            throw new InvalidInputException("A figure of " + width + " x " + height
                    + " points cannot be drawn; give a width and a height between " + (int) SMALLEST + " and "
                    + (int) LARGEST + " points.");
        }
    }

    /**
     * Returns an empty figure of 5.4 x 3.9 inches, as for a journal's column.
     *
     * @param horizontal the horizontal axis
     * @param vertical the vertical axis
     * @return the figure
     */
    public static Figure of(Axis horizontal, Axis vertical) {
        return new Figure(
                "",
                "",
                horizontal,
                vertical,
                List.of(),
                List.of(),
                Optional.empty(),
                LegendPlacement.AUTOMATIC,
                5.4 * 72,
                3.9 * 72);
    }

    /**
     * Returns this figure with another title.
     *
     * @param newTitle line above the plot, may be empty
     * @return the figure
     */
    public Figure titled(String newTitle) {
        return new Figure(newTitle, notes, horizontal, vertical, series, guides, landscape, legend, width, height);
    }

    /**
     * Returns this figure with another line of notes.
     *
     * @param newNotes smaller line under the title, may be empty
     * @return the figure
     */
    public Figure noted(String newNotes) {
        return new Figure(title, newNotes, horizontal, vertical, series, guides, landscape, legend, width, height);
    }

    /**
     * Returns this figure with one more series.
     *
     * @param more the series
     * @return the figure
     */
    public Figure with(Series more) {
        return new Figure(
                title, notes, horizontal, vertical, append(series, more), guides, landscape, legend, width, height);
    }

    /**
     * Returns this figure with one more guide.
     *
     * @param more the guide
     * @return the figure
     */
    public Figure with(Guide more) {
        return new Figure(
                title, notes, horizontal, vertical, series, append(guides, more), landscape, legend, width, height);
    }

    /**
     * Returns this figure over a map of colours.
     *
     * @param map the map
     * @return the figure
     */
    public Figure with(Landscape map) {
        return new Figure(title, notes, horizontal, vertical, series, guides, Optional.of(map), legend, width, height);
    }

    /**
     * Returns this figure with the legend at another place.
     *
     * @param placement the place
     * @return the figure
     */
    public Figure with(LegendPlacement placement) {
        return new Figure(title, notes, horizontal, vertical, series, guides, landscape, placement, width, height);
    }

    /**
     * Returns this figure in another size.
     *
     * @param newWidth width in points of 1/72 inch, between 100 and 5000
     * @param newHeight height in points of 1/72 inch, between 100 and 5000
     * @return the figure
     * @throws InvalidInputException if the size is not within these bounds
     */
    public Figure sized(double newWidth, double newHeight) {
        return new Figure(title, notes, horizontal, vertical, series, guides, landscape, legend, newWidth, newHeight);
    }

    private static <T> List<T> append(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }
}
