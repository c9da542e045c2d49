package org.jumpscope.figures.network;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.experiments.network.JumpCurves;
import org.jumpscope.experiments.network.MeasureResult;
import org.jumpscope.figures.Colour;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.Series;
import org.jumpscope.figures.paper.NumberText;

/** Draws the answer of {@code measure}: a colour a group, solid for positive and dashed for negative jumps. */
public final class MeasureFigures {
    private static final double WIDTH = 6.2 * 72;
    private static final double HEIGHT = 4.5 * 72;

    private MeasureFigures() {}

    /**
     * The density in log–log, of classes together and pale of each.
     *
     * @param result the answer
     * @param curves its curves
     */
    public static Figure density(MeasureResult result, List<JumpCurves> curves) {
        return titled(JumpFigures.density(kinds(curves, Detail.CLASSES)), result, curves);
    }

    /**
     * The exponent against the size of the jumps, of classes together: points by decade with their errors, curves on the decade
     * about each size.
     *
     * @param result the answer
     * @param curves its curves
     */
    public static Figure exponent(MeasureResult result, List<JumpCurves> curves) {
        return titled(JumpFigures.exponent(kinds(curves, Detail.TOGETHER)), result, curves);
    }

    private enum Detail {
        CLASSES,
        TOGETHER
    }

    private static Figure titled(Figure figure, MeasureResult result, List<JumpCurves> curves) {
        int drawn = curves.isEmpty() ? 0 : curves.get(0).samples();
        String samples = drawn < result.samples()
                ? "first " + NumberText.count(drawn) + " of " + NumberText.count(result.samples()) + " samples"
                : NumberText.count(drawn) + " samples";
        boolean classes = curves.stream().anyMatch(each -> !each.classes().isEmpty());
        return figure.titled(result.network())
                .noted(samples + (classes ? ", all classes together" : "") + "; positive solid, negative dashed")
                .sized(WIDTH, HEIGHT);
    }

    private static List<JumpFigures.Jumps> kinds(List<JumpCurves> curves, Detail detail) {
        List<String> groups = curves.stream().map(JumpCurves::group).distinct().toList();
        List<JumpFigures.Jumps> kinds = new ArrayList<>();
        for (JumpCurves each : curves) {
            kinds.add(new JumpFigures.Jumps(
                    each.group() + ", " + each.sign(),
                    Colour.of(groups.indexOf(each.group())),
                    each.sign().equals("positive") ? Series.Style.LINE : Series.Style.DASHED,
                    each.together(),
                    each.decades(),
                    detail == Detail.CLASSES ? each.classes() : List.of()));
        }
        return kinds;
    }
}
