package org.jumpscope.figures.network;

import java.util.Locale;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.figures.Axis;
import org.jumpscope.figures.Colour;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.Series;
import org.jumpscope.figures.paper.NumberText;
import org.jumpscope.numeric.Vector;

/** Draws predicted against sampled laws of jumps along singular directions. */
public final class DirectionFigures {
    private DirectionFigures() {}

    /**
     * The density per decade of |η|, η = uᵀ[q̇(x) − q̇(x₀)]: sampled as points with one standard error, by (4.6) in the colour of exact
     * densities, on the plateau by the product law as well.
     *
     * @param laws the laws at one point
     * @param law one of them, with a sampled density
     * @param what what a label is called, such as "digit"
     */
    public static Figure of(LawsResult laws, LawsResult.Direction law, String what) {
        LawsResult.Density density = law.density();
        int n = density.sampled().size();
        double[] place = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        for (int i = 0; i < n; i++) {
            double width =
                    Math.log10(density.edges().get(i + 1) / density.edges().get(i));
            double share = density.sampled().get(i) * width;
            double error = Math.sqrt(share * Math.max(0, 1 - share) / laws.samples()) / width;
            place[i] = Math.sqrt(density.edges().get(i) * density.edges().get(i + 1));
            low[i] = Math.max(0, density.sampled().get(i) - error);
            high[i] = density.sampled().get(i) + error;
        }
        int number = law.index() + 1;
        Figure figure = Figure.of(
                        Axis.logarithmic("change of the jump $|η|$ along $u_{" + number + "}$"),
                        Axis.linear("density per decade"))
                .with(Series.pointsWithErrors(
                        "sampled",
                        Colour.SIMULATED,
                        Vector.of(place),
                        density.sampled(),
                        Vector.of(low),
                        Vector.of(high)))
                .with(Series.line("(4.6)", Colour.TOTAL, density.sizes(), density.predicted()));
        if (density.product().size() > 0) {
            figure = figure.with(
                    Series.of("product law", Series.Style.DASHED, Colour.JACOBIAN, density.sizes(), density.product()));
        }
        String product = law.product()
                .map(distance -> ", product law " + NumberText.of(distance.kolmogorov(), 2))
                .orElse("");
        return figure.titled(what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + " " + laws.label()
                        + ", " + name(law) + ": " + law.verdict())
                .noted("distance: (4.6) " + NumberText.of(law.distance().kolmogorov(), 2) + product + ", noise "
                        + NumberText.of(law.distance().noiseFloor(), 2));
    }

    /** Such as "direction 1" or "direction 102, plateau". */
    public static String name(LawsResult.Direction law) {
        return "direction " + (law.index() + 1) + (law.onPlateau() ? ", plateau" : "");
    }
}
