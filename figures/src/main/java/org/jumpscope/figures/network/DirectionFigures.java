package org.jumpscope.figures.network;

import org.jumpscope.experiments.jumps.DirectionLaw;
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
     * The sampled density as points with errors, the prediction in the colour of exact densities.
     *
     * @param law the law along one direction
     * @param what what a label is called, such as "digit"
     */
    public static Figure of(DirectionLaw law, String what) {
        int n = law.binLow().size();
        double[] place = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        for (int i = 0; i < n; i++) {
            place[i] = 0.5 * (law.binLow().get(i) + law.binHigh().get(i));
            low[i] = law.binDensity().get(i) - law.binError().get(i);
            high[i] = law.binDensity().get(i) + law.binError().get(i);
        }
        String direction = "$u_" + (law.direction() < 10 ? law.direction() : "{" + law.direction() + "}") + "$";
        return Figure.of(Axis.linear("jump along " + direction), Axis.logarithmic("probability density"))
                .with(Series.pointsWithErrors(
                        "sampled",
                        Colour.SIMULATED,
                        Vector.of(place),
                        law.binDensity(),
                        Vector.of(low),
                        Vector.of(high)))
                .with(Series.line("predicted", Colour.TOTAL, law.jump(), law.predicted()))
                .titled(what.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + what.substring(1) + " " + law.label()
                        + ", direction " + law.direction())
                .noted("$σ$ = " + NumberText.of(law.singularValue()) + "; distance " + NumberText.of(law.distance(), 2)
                        + ", noise floor " + NumberText.of(law.noiseFloor(), 2));
    }
}
