package org.jumpscope.figures.network;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.experiments.jumps.JumpExponents.Decade;
import org.jumpscope.experiments.jumps.ScaleCurve;
import org.jumpscope.figures.Axis;
import org.jumpscope.figures.Colour;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.Guide;
import org.jumpscope.figures.Series;
import org.jumpscope.numeric.Vector;

/** Draws jumps of a network against their size: densities, and the exponent decade by decade and as a curve. */
public final class JumpFigures {
    /** How much of their colour the curves of single classes keep beside that of all. */
    private static final double SINGLE = 0.4;

    /** Distance of points of one decade from each other, and of the first from the last, at most, in decades. */
    private static final double MOST_APART = 0.12;

    private static final double SPREAD = 0.6;

    private static final double LOWEST_EXPONENT = -1;
    private static final double HIGHEST_EXPONENT = 4;

    private JumpFigures() {}

    /**
     * Jumps of one kind.
     *
     * @param name text of the legend
     * @param colour its colour
     * @param style how the curves of all are drawn, solid or dashed
     * @param together curves of all
     * @param decades exponents of all by decade, with errors
     * @param classes curves of single classes
     */
    public record Jumps(
            String name,
            Colour colour,
            Series.Style style,
            ScaleCurve together,
            List<Decade> decades,
            List<ScaleCurve> classes) {
        /** Keeps copies of the lists. */
        public Jumps {
            decades = List.copyOf(decades);
            classes = List.copyOf(classes);
        }
    }

    /**
     * Densities in log–log, those of single classes pale, with the slope of k = 1 beside them.
     *
     * @param kinds what is drawn, in the order of the legend
     */
    public static Figure density(List<Jumps> kinds) {
        Figure figure = Figure.of(
                Axis.logarithmic("size of the jump $|q̇|$"), Axis.logarithmic("probability density $p(|q̇|)$"));
        for (Jumps each : kinds) {
            for (ScaleCurve one : each.classes()) {
                figure = figure.with(Series.line("", each.colour().tint(SINGLE), one.jump(), one.density()));
            }
        }
        for (Jumps each : kinds) {
            figure = figure.with(Series.of(
                    each.name(),
                    each.style(),
                    each.colour(),
                    each.together().jump(),
                    each.together().density()));
        }
        return withSlopeOne(figure, kinds);
    }

    /** A line of slope −1 through the middle of the densities. */
    private static Figure withSlopeOne(Figure figure, List<Jumps> kinds) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        double level = 0;
        int points = 0;
        for (Jumps each : kinds) {
            Vector jump = each.together().jump();
            for (int i = 0; i < jump.size(); i++) {
                low = Math.min(low, jump.get(i));
                high = Math.max(high, jump.get(i));
                level = Math.max(level, jump.get(i) * each.together().density().get(i));
                points++;
            }
        }
        if (points < 2 || !(low < high)) {
            return figure;
        }
        // Above all curves, where it covers none: q p(q) of a curve is nowhere more than its largest value.
        double height = 3 * level;
        return figure.with(Series.of(
                "$k = 1$",
                Series.Style.DASHED,
                Colour.GREY,
                Vector.of(low, high),
                Vector.of(height / low, height / high)));
    }

    /**
     * The exponent against size: points by decade with errors of one standard error, curves on the decade about each size, those
     * of single classes pale.
     *
     * @param kinds what is drawn, in the order of the legend
     */
    public static Figure exponent(List<Jumps> kinds) {
        Figure figure = Figure.of(
                        Axis.logarithmic("size of the jump $|q̇|$"),
                        Axis.linear("exponent $k$").within(low(kinds), high(kinds)))
                .with(Guide.horizontal(1, "$k = 1$").in(Colour.GREY));
        for (Jumps each : kinds) {
            for (ScaleCurve one : each.classes()) {
                figure = figure.with(Series.line("", each.colour().tint(SINGLE), one.scale(), one.exponent()));
            }
        }
        for (Jumps each : kinds) {
            ScaleCurve curve = each.together();
            figure = figure.with(Series.of("", each.style(), each.colour(), curve.scale(), curve.exponent()));
        }
        // Beside each other, so that none hides another.
        double step = Math.min(MOST_APART, SPREAD / kinds.size());
        for (int i = 0; i < kinds.size(); i++) {
            double shift = Math.pow(10, step * (i - 0.5 * (kinds.size() - 1)));
            figure = figure.with(points(kinds.get(i), shift));
        }
        return figure;
    }

    private static double low(List<Jumps> kinds) {
        double least = kinds.stream()
                .flatMap(each -> each.decades().stream())
                .mapToDouble(decade -> decade.exponent() - decade.standardError())
                .min()
                .orElse(0);
        return Math.max(LOWEST_EXPONENT, Math.min(0, least)) - 0.15;
    }

    private static double high(List<Jumps> kinds) {
        double most = kinds.stream()
                .flatMap(each -> each.decades().stream())
                .mapToDouble(decade -> decade.exponent() + decade.standardError())
                .max()
                .orElse(2);
        return Math.min(HIGHEST_EXPONENT, Math.max(2, most)) + 0.15;
    }

    /** Exponents near the middle of their decades. */
    private static Series points(Jumps jumps, double shift) {
        List<double[]> points = new ArrayList<>();
        for (Decade decade : jumps.decades()) {
            double k = decade.exponent();
            double error = decade.standardError();
            double middle = Math.sqrt(decade.lower()) * Math.sqrt(decade.upper());
            points.add(new double[] {shift * middle, k, k - error, k + error});
        }
        return Series.pointsWithErrors(
                jumps.name(),
                jumps.colour(),
                column(points, 0),
                column(points, 1),
                column(points, 2),
                column(points, 3));
    }

    private static Vector column(List<double[]> points, int index) {
        return Vector.of(points.stream().mapToDouble(p -> p[index]).toArray());
    }
}
