package org.jumpscope.figures;

import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jumpscope.experiments.design.Design;
import org.jumpscope.experiments.design.DesignCurves;
import org.jumpscope.figures.paper.PoissonInterval;
import org.jumpscope.numeric.Vector;

/** What {@code design} makes: the law of jumps beside samples of the loss, and the losses of both classes. */
public final class DesignFigure {
    /** Branches are drawn a factor apart, so that equal laws do not hide one another. */
    private static final double APART = 10;

    private DesignFigure() {}

    /**
     * The law that was asked for as lines, and the jumps of samples as points with errors, branch by branch.
     *
     * @param result the answer
     * @param curves its curves
     */
    public static Figure law(Design.Result result, DesignCurves curves) {
        Figure figure =
                Figure.of(Axis.logarithmic("jump $q̇$"), Axis.logarithmic("probability density $p(q̇)$, shifted"));
        double shift = 1;
        for (int i = 0; i < curves.branches().size(); i++) {
            DesignCurves.LawCurve branch = curves.branches().get(i);
            double factor = shift;
            String name = "target " + number(branch.target()) + (branch.biasSign() < 0 ? ", negative" : ", positive")
                    + (i == 0 ? "" : " $×10^{-" + i + "}$");
            double[] low = new double[branch.centre().size()];
            double[] high = new double[low.length];
            for (int j = 0; j < low.length; j++) {
                double n = branch.counts().get(j);
                double density = factor * branch.measured().get(j);
                low[j] = density * PoissonInterval.lower(n) / n;
                high[j] = density * PoissonInterval.upper(n) / n;
            }
            figure = figure.with(Series.line("", Colour.of(i), branch.jump(), scaled(branch.density(), factor)))
                    .with(Series.pointsWithErrors(
                            name,
                            Colour.of(i),
                            branch.centre(),
                            scaled(branch.measured(), factor),
                            Vector.of(low),
                            Vector.of(high)));
            shift /= APART;
        }
        return titled(figure, result, "lines: the law asked for, points: samples of the loss");
    }

    /**
     * H of both classes where their samples lie.
     *
     * @param result the answer
     * @param curves its curves
     */
    public static Figure losses(Design.Result result, DesignCurves curves) {
        Figure figure = Figure.of(Axis.linear("pre-activation $y$"), Axis.linear("loss $H(y)$"));
        for (int i = 0; i < curves.losses().size(); i++) {
            DesignCurves.LossCurve loss = curves.losses().get(i);
            figure = figure.with(
                    Series.line("target " + number(loss.target()), Colour.of(i), loss.preActivation(), loss.loss()));
        }
        return titled(figure, result, result.kind());
    }

    private static Figure titled(Figure figure, Design.Result result, String note) {
        return figure.titled("designed for " + result.target())
                .noted(String.format(
                        Locale.ROOT,
                        "$w = %.4g$, $b = %.4g$; %s",
                        result.equilibrium().weight(),
                        result.equilibrium().bias(),
                        note));
    }

    private static Vector scaled(Vector values, double factor) {
        return Vector.of(
                values.stream().flatMap(v -> DoubleStream.of(factor * v)).toArray());
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
