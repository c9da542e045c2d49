package org.jumpscope.figures.fit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jumpscope.experiments.fit.FitCurves;
import org.jumpscope.experiments.fit.FitLandscape;
import org.jumpscope.experiments.fit.FitResult;
import org.jumpscope.figures.Axis;
import org.jumpscope.figures.Colour;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.Guide;
import org.jumpscope.figures.Landscape;
import org.jumpscope.figures.Series;
import org.jumpscope.figures.paper.NumberText;
import org.jumpscope.figures.paper.PoissonInterval;
import org.jumpscope.numeric.Vector;

/** Draws what {@code fit} found: values nearly black, the fitted law red on its range, the range between green bars. */
public final class FitFigures {
    /** Dots that have a place beside one another along either side of a landscape. */
    private static final int DOTS = 45;

    private FitFigures() {}

    /**
     * The density with error bars (68.3 % intervals of Poisson counts), the fitted law and its range.
     *
     * @param result the answer
     * @param curves its curves
     */
    public static Figure density(FitResult result, FitCurves curves) {
        Figure figure = Figure.of(
                        Axis.logarithmic("$" + variable(result) + "$"), Axis.logarithmic("probability density"))
                .with(points(curves));
        return titled(withFit(figure, result, curves.fitPlace(), curves.fitDensity()), result);
    }

    /**
     * The survival function, the share of values at or above x, and that of the fitted law on its range.
     *
     * @param result the answer
     * @param curves its curves
     */
    public static Figure survival(FitResult result, FitCurves curves) {
        Figure figure = Figure.of(
                        Axis.logarithmic("$" + variable(result) + "$"),
                        Axis.logarithmic("share of values at or above $" + variable(result) + "$"))
                .with(Series.of("values", Series.Style.STEP, Colour.SIMULATED, curves.place(), curves.survival()));
        return titled(withFit(figure, result, curves.fitPlace(), curves.fitSurvival()), result);
    }

    /**
     * The exponent in colours against the ends of the window; dots mark the windows that pass the test of fit, a square the
     * range that was chosen.
     *
     * @param result the answer
     * @param landscape exponents and p-values
     */
    public static Figure landscape(FitResult result, FitLandscape landscape) {
        List<double[]> passing = new ArrayList<>();
        List<Double> near = new ArrayList<>();
        passing(landscape, passing, near);
        Figure figure = Figure.of(Axis.logarithmic("lower end $a$"), Axis.logarithmic("upper end $b$"))
                .with(new Landscape(
                        edges(landscape.lower()),
                        edges(landscape.upper()),
                        landscape.exponents(),
                        scale(landscape, near, result.exponent())));
        if (!passing.isEmpty()) {
            figure = figure.with(Series.of(
                    "$p$ ≥ " + NumberText.of(landscape.passing(), 2),
                    Series.Style.POINTS,
                    Colour.BLACK,
                    column(passing, 0),
                    column(passing, 1)));
        }
        if (result.range() != null && !Double.isInfinite(result.range().get(1))) {
            figure = figure.with(Series.of(
                    "chosen range",
                    Series.Style.POINTS,
                    Colour.JACOBIAN,
                    Vector.of(result.range().get(0)),
                    Vector.of(result.range().get(1))));
        }
        return titled(figure, result);
    }

    /** The windows that pass, in places that dots do not cover yet, and the exponents of all of them. */
    private static void passing(FitLandscape landscape, List<double[]> places, List<Double> exponents) {
        int columns = landscape.lower().size();
        double low = Math.log(landscape.lower().get(0));
        double high = Math.log(landscape.upper().get(landscape.upper().size() - 1));
        Set<Long> taken = new HashSet<>();
        for (int i = 0; i < landscape.exponents().size(); i++) {
            if (landscape.pValues().get(i) >= landscape.passing()) {
                double a = landscape.lower().get(i % columns);
                double b = landscape.upper().get(i / columns);
                long across = Math.round(DOTS * (Math.log(a) - low) / (high - low));
                long up = Math.round(DOTS * (Math.log(b) - low) / (high - low));
                if (taken.add(across * (DOTS + 1) + up)) {
                    places.add(new double[] {a, b});
                }
                exponents.add(landscape.exponents().get(i));
            }
        }
    }

    /** The colours reach over the exponents of the windows that pass and a little more: others would hide their differences. */
    private static Axis scale(FitLandscape landscape, List<Double> passing, Double chosen) {
        List<Double> exponents = new ArrayList<>(passing);
        if (chosen != null) {
            exponents.add(chosen);
        }
        if (exponents.isEmpty()) {
            landscape.exponents().stream().filter(Double::isFinite).forEach(exponents::add);
        }
        exponents.sort(null);
        double low = exponents.isEmpty() ? 0 : exponents.get(exponents.size() / 20);
        double high = exponents.isEmpty() ? 1 : exponents.get(exponents.size() - 1 - exponents.size() / 20);
        double margin = Math.max(0.25 * (high - low), 0.1);
        return Axis.linear("exponent $k$").within(low - margin, high + margin);
    }

    /** Edges halfway between the logarithms of the places. */
    private static Vector edges(Vector places) {
        int n = places.size();
        double[] edges = new double[n + 1];
        for (int i = 1; i < n; i++) {
            edges[i] = Math.sqrt(places.get(i - 1)) * Math.sqrt(places.get(i));
        }
        edges[0] = places.get(0) * (places.get(0) / edges[1]);
        edges[n] = places.get(n - 1) * (places.get(n - 1) / edges[n - 1]);
        return Vector.of(edges);
    }

    private static String variable(FitResult result) {
        return switch (result.settings().sign()) {
            case "negative" -> "-x";
            case "absolute" -> "|x|";
            default -> "x";
        };
    }

    private static Series points(FitCurves curves) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < curves.binLow().size(); i++) {
            double count = curves.binCount().get(i);
            if (count > 0) {
                double density = curves.binDensity().get(i);
                double n = Math.max(1, count);
                points.add(new double[] {
                    Math.sqrt(curves.binLow().get(i))
                            * Math.sqrt(curves.binHigh().get(i)),
                    density,
                    density * PoissonInterval.lower(n) / n,
                    density * PoissonInterval.upper(n) / n
                });
            }
        }
        return Series.pointsWithErrors(
                "values", Colour.SIMULATED, column(points, 0), column(points, 1), column(points, 2), column(points, 3));
    }

    private static Vector column(List<double[]> points, int index) {
        return Vector.of(points.stream().mapToDouble(p -> p[index]).toArray());
    }

    private static Figure withFit(Figure figure, FitResult result, Vector place, Vector fitted) {
        if (result.range() == null) {
            return figure;
        }
        Figure marked = figure.with(Guide.range(
                result.range().get(0),
                result.range().get(1),
                "range, " + NumberText.of(result.decades(), 3) + " decades"));
        if (!result.guardedRange().equals(result.range())) {
            Colour colour = Colour.GREY;
            marked = marked.with(Guide.vertical(result.guardedRange().get(0), "guarded range")
                            .in(colour))
                    .with(Guide.vertical(result.guardedRange().get(1), "").in(colour));
        }
        return place.size() == 0
                ? marked
                : marked.with(Series.line(
                        "power law, $k$ = " + NumberText.of(result.exponent(), result.standardError()),
                        Colour.JACOBIAN,
                        place,
                        fitted));
    }

    private static Figure titled(Figure figure, FitResult result) {
        String verdict = Character.toUpperCase(result.verdict().charAt(0))
                + result.verdict().substring(1);
        if (result.range() == null) {
            return figure.titled(verdict).noted(NumberText.count(result.n().longValue()) + " values");
        }
        return figure.titled(verdict)
                .noted(NumberText.count(result.count().longValue()) + " of "
                        + NumberText.count(result.n().longValue()) + " values in the range; $p$ = "
                        + NumberText.of(result.pValue(), 2));
    }
}
