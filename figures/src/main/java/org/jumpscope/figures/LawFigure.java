package org.jumpscope.figures;

import java.util.List;
import java.util.stream.DoubleStream;
import org.jumpscope.experiments.Predict;
import org.jumpscope.experiments.ResolvedState;
import org.jumpscope.numeric.Vector;

/**
 * The law of jumps that {@code predict} finds: the density of each class and sign of ḃ, and the contribution of the
 * Jacobian, in the paper's colours where there is one curve and in a colour per curve where there are several.
 */
public final class LawFigure {
    private LawFigure() {}

    /**
     * Draws the answer of {@code predict}.
     *
     * @param result the answer
     * @param curves its curves
     */
    public static Figure of(Predict.Result result, List<Predict.Curve> curves) {
        Figure figure = Figure.of(Axis.logarithmic("jump $q̇$"), Axis.logarithmic("probability density $p(q̇)$"));
        boolean single = curves.size() == 1;
        for (int i = 0; i < curves.size(); i++) {
            Predict.Curve curve = curves.get(i);
            String name = "target " + number(curve.target()) + (curve.biasSign() < 0 ? ", negative" : ", positive");
            Colour colour = single ? Colour.TOTAL : Colour.of(i);
            figure = figure.with(Series.of(
                            name + ": density $p(q̇)$",
                            single ? Series.Style.DOTTED : Series.Style.LINE,
                            colour,
                            curve.curves().jump(),
                            exponential(curve.curves().logDensity())))
                    .with(Series.of(
                            name + ": Jacobian $|dx/dq̇|$",
                            single ? Series.Style.LINE : Series.Style.DASHED,
                            single ? Colour.JACOBIAN : colour,
                            curve.curves().jacobianJump(),
                            exponential(curve.curves().logInverseJacobian())));
        }
        ResolvedState.StateSummary state = result.classes().get(0).state();
        return figure.titled(result.composition())
                .noted(String.format(
                        java.util.Locale.ROOT,
                        "$w = %.4g$, $b = %.4g$ (%s)",
                        state.weight(),
                        state.bias(),
                        state.source()));
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static Vector exponential(Vector logarithm) {
        return Vector.of(
                logarithm.stream().flatMap(v -> DoubleStream.of(Math.exp(v))).toArray());
    }
}
