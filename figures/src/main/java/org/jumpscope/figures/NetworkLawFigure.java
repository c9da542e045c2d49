package org.jumpscope.figures;

import java.util.Locale;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.experiments.network.SpectrumResult;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/** Laws that {@code spectrum --laws} predicts beside the sampled ones: density per decade of |η|, a colour a direction. */
public final class NetworkLawFigure {
    private static final int MOST = 5;

    private NetworkLawFigure() {}

    /**
     * Draws the laws of the first label.
     *
     * @param result the answer
     * @throws InvalidInputException if it has no laws
     */
    public static Figure of(SpectrumResult result) {
        if (result.laws().isEmpty()) {
            throw new InvalidInputException("There are no laws to draw.");
        }
        LawsResult laws = result.laws().get(0);
        Figure figure = Figure.of(
                Axis.logarithmic("change of the jump $|η|$ along a direction"), Axis.linear("density per decade"));
        int drawn = 0;
        for (LawsResult.Direction direction : laws.directions()) {
            if (drawn == MOST || direction.density().edges().size() == 0) {
                continue;
            }
            Colour colour = Colour.of(drawn++);
            String name =
                    String.format(Locale.ROOT, "$σ_{%d}$ = %.3g", direction.index() + 1, direction.singularValue());
            LawsResult.Density density = direction.density();
            figure = figure.with(Series.of(
                            name + ", samples",
                            Series.Style.POINTS,
                            colour,
                            centres(density.edges()),
                            density.sampled()))
                    .with(Series.of(
                            name + ": (4.6), " + direction.verdict(),
                            Series.Style.LINE,
                            colour,
                            density.sizes(),
                            density.predicted()));
            if (density.product().size() > 0) {
                figure = figure.with(Series.of(
                        name + ": product law", Series.Style.DASHED, colour, density.sizes(), density.product()));
            }
        }
        String label = laws.label() == null ? "" : "label " + name(result, laws.label()) + ", ";
        return figure.titled(result.network())
                .noted(label + laws.samples() + " samples, at "
                        + (laws.reference().equals("mean") ? "their mean" : laws.reference()));
    }

    private static String name(SpectrumResult result, Number label) {
        return label instanceof Integer position && position < result.classes().size()
                ? result.classes().get(position)
                : label.toString();
    }

    private static Vector centres(Vector edges) {
        double[] centres = new double[edges.size() - 1];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = Math.sqrt(edges.get(i) * edges.get(i + 1));
        }
        return Vector.of(centres);
    }
}
