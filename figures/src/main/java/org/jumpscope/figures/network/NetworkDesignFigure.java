package org.jumpscope.figures.network;

import org.jumpscope.distribution.Distribution;
import org.jumpscope.experiments.network.NetworkDesign;
import org.jumpscope.experiments.network.NetworkDesignCurves;
import org.jumpscope.figures.Axis;
import org.jumpscope.figures.Colour;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.Series;
import org.jumpscope.figures.paper.PoissonInterval;
import org.jumpscope.numeric.Vector;

/** What {@code design --network} makes of its first unit: the law beside its jumps, and its losses. */
public final class NetworkDesignFigure {
    /** Branches are drawn a factor apart, so that equal laws do not hide one another. */
    private static final double APART = 100;

    private NetworkDesignFigure() {}

    /**
     * The law as lines, the jumps of the bias as points with errors and those of the weights dashed, by target and sign.
     *
     * @param run the design
     * @param law the law that was asked for
     */
    public static Figure law(NetworkDesign.Run run, Distribution law) {
        NetworkDesignCurves curves = NetworkDesignCurves.of(run, law);
        Figure figure =
                Figure.of(Axis.logarithmic("size of the jump"), Axis.logarithmic("probability density, shifted"));
        double factor = 1;
        for (int i = 0; i < curves.branches().size(); i++) {
            NetworkDesignCurves.BranchCurve branch = curves.branches().get(i);
            String name =
                    "target " + branch.target() + ", " + branch.sign() + (i == 0 ? "" : " $×10^{-" + 2 * i + "}$");
            Vector filled = kept(branch.centre(), branch.counts());
            Vector counts = kept(branch.counts(), branch.counts());
            Vector bias = scaled(kept(branch.bias(), branch.counts()), factor);
            double[] low = new double[counts.size()];
            double[] high = new double[counts.size()];
            for (int j = 0; j < low.length; j++) {
                low[j] = bias.get(j) * PoissonInterval.lower(counts.get(j)) / counts.get(j);
                high[j] = bias.get(j) * PoissonInterval.upper(counts.get(j)) / counts.get(j);
            }
            figure = figure.with(Series.line("", Colour.of(i), branch.jump(), scaled(branch.density(), factor)))
                    .with(Series.of(
                            "",
                            Series.Style.DASHED,
                            Colour.of(i),
                            kept(branch.centre(), branch.weights()),
                            scaled(kept(branch.weights(), branch.weights()), factor)))
                    .with(Series.pointsWithErrors(name, Colour.of(i), filled, bias, Vector.of(low), Vector.of(high)));
            factor /= APART;
        }
        return titled(figure, run, "lines: the law, points: jumps of the bias, dashed: of the weights");
    }

    /**
     * H for both targets where their samples lie.
     *
     * @param run the design
     * @param law the law that was asked for
     */
    public static Figure losses(NetworkDesign.Run run, Distribution law) {
        NetworkDesignCurves curves = NetworkDesignCurves.of(run, law);
        Figure figure = Figure.of(Axis.linear("pre-activation $y$"), Axis.linear("loss $H(y)$"));
        for (int i = 0; i < curves.losses().size(); i++) {
            NetworkDesignCurves.LossCurve loss = curves.losses().get(i);
            figure = figure.with(
                    Series.line("target " + loss.target(), Colour.of(i), loss.preActivation(), loss.loss()));
        }
        return titled(figure, run, run.result().network());
    }

    private static Figure titled(Figure figure, NetworkDesign.Run run, String note) {
        return figure.titled("unit " + run.designs().get(0).unit() + ", designed for "
                        + run.result().target())
                .noted(note);
    }

    private static Vector kept(Vector values, Vector where) {
        double[] kept = new double[values.size()];
        int n = 0;
        for (int i = 0; i < kept.length; i++) {
            if (where.get(i) > 0) {
                kept[n++] = values.get(i);
            }
        }
        return Vector.of(kept, n);
    }

    private static Vector scaled(Vector values, double factor) {
        return Vector.of(values.stream().map(v -> factor * v).toArray());
    }
}
