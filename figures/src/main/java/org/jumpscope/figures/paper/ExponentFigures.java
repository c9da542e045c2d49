package org.jumpscope.figures.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jumpscope.experiments.exponents.FigureData;
import org.jumpscope.figures.Axis;
import org.jumpscope.figures.Colour;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.Guide;
import org.jumpscope.figures.Series;

/** Draws the figures of the closing table, of Section 9 on wide inputs, and of exponents against training time. */
public final class ExponentFigures {
    private static final Pattern NUMBERED = Pattern.compile("^Fig\\. (\\d+)");

    /** How far the axis of local exponents reaches beyond the predicted levels. */
    private static final double ROOM = 0.3;

    private ExponentFigures() {}

    /**
     * The figure of these numbers.
     *
     * @param data curves, ranges and axes as plain data
     */
    public static Figure of(FigureData data) {
        boolean levels = data.vertical().scale() == FigureData.Scale.LINEAR;
        Figure figure = Figure.of(axis(data.horizontal()), levels ? window(data) : axis(data.vertical()))
                .titled(Mathematics.mark(data.title()));
        Set<String> named = new HashSet<>();
        for (int i = 0; i < data.curves().size(); i++) {
            FigureData.Curve curve = data.curves().get(i);
            if (curve.x().size() > 0) {
                String name = name(curve);
                figure = figure.with(series(data, curve, named.add(name) ? name : "", colour(data, i)));
            }
        }
        if (!levels) {
            // Ranges of local exponents lie over each other; only those of densities are drawn.
            String label = "predicted range";
            for (FigureData.Range range : data.ranges()) {
                figure = figure.with(Guide.range(range.lower(), range.upper(), label));
                label = "";
            }
        }
        return figure;
    }

    /** What the legend says of a curve; curves of the Jacobian differ by their ranges alone. */
    private static String name(FigureData.Curve curve) {
        String name = curve.name().replace(", all", "");
        return Mathematics.mark(
                curve.role() == FigureData.Role.JACOBIAN && name.startsWith("Jacobian") ? "Jacobian" : name);
    }

    /** About the predicted levels, where there are any: a local exponent has poles that would hide all else. */
    private static Axis window(FigureData data) {
        double[] levels = data.curves().stream()
                .filter(curve -> curve.role() == FigureData.Role.PREDICTED)
                .flatMapToDouble(curve -> curve.y().stream())
                .toArray();
        Axis axis = axis(data.vertical());
        return levels.length == 0
                ? axis
                : axis.within(
                        Arrays.stream(levels).min().getAsDouble() - ROOM,
                        Arrays.stream(levels).max().getAsDouble() + ROOM);
    }

    private static Axis axis(FigureData.Axis axis) {
        String label = Mathematics.mark(axis.label());
        return axis.scale() == FigureData.Scale.LOGARITHMIC ? Axis.logarithmic(label) : Axis.linear(label);
    }

    private static Series series(FigureData data, FigureData.Curve curve, String name, Colour colour) {
        return switch (curve.role()) {
            case EXACT -> Series.of(name, Series.Style.DOTTED, colour, curve.x(), curve.y());
            case JACOBIAN -> Series.line(name, colour, curve.x(), curve.y());
            case PREDICTED -> Series.of(name, Series.Style.DASHED, colour, curve.x(), curve.y());
            case MEASURED -> measured(data, curve, name, colour);
        };
    }

    private static Series measured(FigureData data, FigureData.Curve curve, String name, Colour colour) {
        if (curve.low().size() == 0) {
            return Series.of(name, Series.Style.POINTS, colour, curve.x(), curve.y());
        }
        if (data.vertical().scale() == FigureData.Scale.LINEAR) {
            return Series.pointsWithErrors(name, colour, curve.x(), curve.y(), curve.low(), curve.high());
        }
        // Densities of counts: the bar of a single count would reach 0, which has no place here.
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < curve.x().size(); i++) {
            double y = curve.y().get(i);
            double ratio = y / (curve.high().get(i) - y);
            points.add(PaperFigures.point(curve.x().get(i), y, Math.rint(ratio * ratio)));
        }
        return PaperFigures.pointsWithErrors(name, points);
    }

    /** The colour of the role; curves of one role that mean different things get different colours. */
    private static Colour colour(FigureData data, int index) {
        FigureData.Curve curve = data.curves().get(index);
        Matcher number = NUMBERED.matcher(curve.name());
        if (number.find()) {
            return Colour.of(Integer.parseInt(number.group(1)) - 1);
        }
        switch (curve.role()) {
            case PREDICTED -> {
                return Colour.GREY;
            }
            case MEASURED -> {
                // A fit has the colour of the curve that it fits.
                for (int i = 0; i < data.curves().size(); i++) {
                    if (i != index
                            && curve.name().startsWith(data.curves().get(i).name() + " ")) {
                        return colour(data, i);
                    }
                }
                return Colour.SIMULATED;
            }
            case EXACT -> {
                long before = data.curves().subList(0, index).stream()
                        .filter(other -> other.role() == FigureData.Role.EXACT)
                        .count();
                return Colour.of((int) before);
            }
            default -> {
                return Colour.JACOBIAN;
            }
        }
    }
}
