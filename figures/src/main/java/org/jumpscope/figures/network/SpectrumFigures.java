package org.jumpscope.figures.network;

import java.util.List;
import org.jumpscope.experiments.network.SpectrumResult;
import org.jumpscope.figures.Axis;
import org.jumpscope.figures.Colour;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.Series;
import org.jumpscope.figures.paper.NumberText;
import org.jumpscope.numeric.Vector;

/** Draws singular values of the duality Jacobian. */
public final class SpectrumFigures {
    private SpectrumFigures() {}

    /**
     * Singular values against their number, both logarithmic, a curve a sample; where a plateau is claimed it is dotted over
     * its curve and the legend says its value and multiplicity.
     *
     * @param samples samples with all their values, at most eight that a reader can tell apart
     * @param what what a label is called, such as "digit"
     */
    public static Figure of(List<SpectrumResult.Sample> samples, String what) {
        Figure figure = Figure.of(
                Axis.logarithmic("number $i$ of the singular value"),
                Axis.logarithmic("singular value $σ_i$ of $∂q̇/∂x$"));
        for (int s = 0; s < samples.size(); s++) {
            SpectrumResult.Sample sample = samples.get(s);
            Vector values = sample.singularValues();
            double[] number = new double[values.size()];
            double[] value = new double[values.size()];
            for (int i = 0; i < number.length; i++) {
                number[i] = i + 1;
                // Below 1e-8 of the largest they are rounding.
                value[i] = values.get(i) > 1e-8 * sample.largest() ? values.get(i) : Double.NaN;
            }
            figure = figure.with(Series.line(name(sample, what), Colour.of(s), Vector.of(number), Vector.of(value)));
        }
        String label = "plateau $γ|δ_1|$";
        for (SpectrumResult.Sample sample : samples) {
            if (sample.plateau().isPresent()) {
                figure = figure.with(plateau(sample, label));
                label = "";
            }
        }
        return figure;
    }

    private static String name(SpectrumResult.Sample sample, String what) {
        String label = what + " " + sample.label();
        return sample.plateau()
                .map(p -> label + ": " + p.multiplicity() + " values are " + NumberText.of(p.value(), 3))
                .orElse(label);
    }

    private static Series plateau(SpectrumResult.Sample sample, String label) {
        SpectrumResult.Plateau plateau = sample.plateau().orElseThrow();
        Vector values = sample.singularValues();
        int from = 0;
        while (values.get(from) > plateau.value()) {
            from++;
        }
        return Series.of(
                label,
                Series.Style.DOTTED,
                Colour.BLACK,
                Vector.of(from + 1, from + plateau.multiplicity()),
                Vector.of(plateau.value(), plateau.value()));
    }
}
