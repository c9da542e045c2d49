package org.jumpscope.figures.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.jumpscope.experiments.FigureAnalysis.Curves;
import org.jumpscope.experiments.FigureAnalysis.Exponents;
import org.jumpscope.experiments.FigureAnalysis.Settings;
import org.jumpscope.experiments.MapSummary.RangeSummary;
import org.jumpscope.experiments.Reproduce.CaseEntry;
import org.jumpscope.experiments.Reproduce.Drawn;
import org.jumpscope.experiments.Reproduce.DrawnCase;
import org.jumpscope.experiments.Reproduce.FigureEntry;
import org.jumpscope.figures.Axis;
import org.jumpscope.figures.Colour;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.Guide;
import org.jumpscope.figures.Series;
import org.jumpscope.numeric.Vector;

/** Draws the paper's figures in its own colours: density dotted blue, Jacobian solid red, range green dashed. */
public final class PaperFigures {
    private static final Colour PRINTED = new Colour(0x808080);

    private PaperFigures() {}

    /**
     * One of the paper's nine figures.
     *
     * @param drawn its numbers and curves
     * @param settings how they were found
     */
    public static Figure of(Drawn drawn, Settings settings) {
        FigureEntry entry = drawn.entry();
        Figure figure = jumps(drawn.curves(), "samples", "density $p(q̇)$");
        if (drawn.clipped() != null) {
            Curves clipped = drawn.clipped();
            figure = figure.with(Series.of(
                    "density of the clip's own law",
                    Series.Style.DASHED,
                    Colour.GREY,
                    clipped.jump(),
                    exponential(clipped.logDensity())));
        }
        figure = ranges(figure, entry.exponents(), settings);
        String printed = entry.exponents().printedRanges().isEmpty()
                ? "; the printed conditions hold nowhere at $r = " + NumberText.of(settings.ratio()) + "$"
                : "";
        return figure.titled("Figure " + entry.figure() + ": " + entry.title() + ", " + entry.sign() + " fluctuations")
                .noted("$w = " + NumberText.of(entry.weight()) + "$, $b = " + NumberText.of(entry.bias()) + "$; "
                        + exponents(entry.kPredicted(), entry.exponents()) + "; "
                        + NumberText.count(settings.samples()) + "\u00A0samples, seed\u00A0" + settings.seed()
                        + printed);
    }

    /**
     * One class of real data.
     *
     * @param drawn its numbers and curves
     * @param settings how they were found
     */
    public static Figure of(DrawnCase drawn, Settings settings) {
        CaseEntry entry = drawn.entry();
        Figure figure = ranges(
                jumps(drawn.curves(), "jumps of the samples", "smoothed density $p(q̇)$"), entry.exponents(), settings);
        return figure.titled(caseTitle(entry))
                .noted("$w = " + NumberText.of(entry.state().weight()) + "$, $b = "
                        + NumberText.of(entry.state().bias()) + "$; "
                        + exponents(entry.kPredicted(), entry.exponents()) + "; "
                        + NumberText.count(entry.samples()) + " samples, bandwidth "
                        + NumberText.of(entry.bandwidth()));
    }

    static String caseTitle(CaseEntry entry) {
        return entry.name() + ", class " + entry.className() + " (target " + NumberText.of(entry.classTarget()) + "), "
                + entry.sign() + " fluctuations";
    }

    /** The exponents in one line: what was predicted, and what was found on the corrected range. */
    private static String exponents(double predicted, Exponents found) {
        return "$k$: predicted " + NumberText.exponent(predicted) + ", Jacobian " + NumberText.of(found.kJacobian())
                + ", fitted "
                + NumberText.of(found.measured().exponent(), found.measured().standardError());
    }

    /**
     * The density of jumps: samples with error bars, the exact density dotted blue, the Jacobian's contribution red.
     *
     * @param curves the curves
     * @param points what the samples are called
     * @param density what the density is called
     */
    public static Figure jumps(Curves curves, String points, String density) {
        return Figure.of(Axis.logarithmic("jump $q̇$"), Axis.logarithmic("probability density $p(q̇)$"))
                .with(samples(points, curves))
                .with(Series.line(
                        "Jacobian $|dx/dq̇|$",
                        Colour.JACOBIAN,
                        curves.jacobianJump(),
                        exponential(curves.logInverseJacobian())))
                .with(Series.of(
                        density, Series.Style.DOTTED, Colour.TOTAL, curves.jump(), exponential(curves.logDensity())));
    }

    /**
     * The green bars of the paper on the corrected range; the range of the printed conditions in grey.
     *
     * @param figure the figure that they are drawn in
     * @param exponents the ranges
     * @param settings how they were found
     */
    public static Figure ranges(Figure figure, Exponents exponents, Settings settings) {
        String ratio = ", $r = " + NumberText.of(settings.ratio()) + "$";
        RangeSummary corrected = exponents.correctedRange();
        Figure marked = corrected == null
                ? figure
                : figure.with(
                        Guide.range(corrected.lowerJump(), corrected.upperJump(), "corrected conditions" + ratio));
        // Lines, not a shaded range: two shades over each other could not be told apart.
        String label = "conditions as printed" + ratio;
        for (RangeSummary range : exponents.printedRanges()) {
            marked = marked.with(Guide.vertical(range.lowerJump(), label).in(PRINTED))
                    .with(Guide.vertical(range.upperJump(), "").in(PRINTED));
            label = "";
        }
        return marked;
    }

    private static Series samples(String name, Curves curves) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < curves.binCentre().size(); i++) {
            double density = curves.binDensity().get(i);
            double error = curves.binError().get(i);
            if (density > 0) {
                double count = Math.rint((density / error) * (density / error));
                points.add(point(curves.binCentre().get(i), density, count));
            }
        }
        return pointsWithErrors(name, points);
    }

    /** Abscissa, density, and the ends of its error bar, for a bin of this many samples. */
    static double[] point(double x, double density, double count) {
        return new double[] {
            x, density, density * PoissonInterval.lower(count) / count, density * PoissonInterval.upper(count) / count
        };
    }

    static Series pointsWithErrors(String name, List<double[]> points) {
        return Series.pointsWithErrors(
                name, Colour.SIMULATED, column(points, 0), column(points, 1), column(points, 2), column(points, 3));
    }

    private static Vector column(List<double[]> points, int index) {
        return Vector.of(points.stream().mapToDouble(p -> p[index]).toArray());
    }

    private static Vector exponential(Vector logarithms) {
        return map(logarithms, Math::exp);
    }

    static Vector map(Vector values, DoubleUnaryOperator function) {
        return Vector.of(values.stream().map(function).toArray());
    }

    /** A name as part of a file's name. */
    static String fileName(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
