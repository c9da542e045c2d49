package org.jumpscope.app;

import java.util.List;
import java.util.Locale;
import org.jumpscope.experiments.MapSummary.BranchSummary;
import org.jumpscope.experiments.MapSummary.FoldSummary;
import org.jumpscope.experiments.MapSummary.PointSummary;
import org.jumpscope.experiments.MapSummary.RangeSummary;
import org.jumpscope.experiments.MapSummary.Ranges;
import org.jumpscope.experiments.Predict;
import org.jumpscope.experiments.ResolvedState.EquilibriumSummary;
import org.jumpscope.experiments.fit.SearchedExponent;

/** The answer of {@code predict} for people. */
final class PredictText {
    private final StringBuilder text = new StringBuilder();

    private PredictText() {}

    static String of(Predict.Result result) {
        PredictText answer = new PredictText();
        answer.line("%s", result.composition());
        if (result.equilibrium() != null) {
            answer.equilibrium(result.equilibrium());
        }
        result.classes().forEach(answer::classResult);
        return answer.text.toString();
    }

    private void equilibrium(EquilibriumSummary found) {
        line(
                "equilibrium  weight %s, bias %s; risk %s, accuracy %s (best possible %s)",
                number(found.weight()),
                number(found.bias()),
                number(found.risk()),
                number(found.accuracy()),
                number(found.bayesAccuracy()));
        line("             relaxation in %s steps", numbers(found.relaxationSteps()));
    }

    private void classResult(Predict.ClassResult found) {
        line("");
        line(
                "class %s  share %s, input %s, at weight %s, bias %s (%s)",
                number(found.target()),
                number(found.share()),
                found.input(),
                number(found.state().weight()),
                number(found.state().bias()),
                found.state().source());
        for (BranchSummary branch : found.branches()) {
            line(
                    "  branch  x from %s to %s: jumps from %s to %s, %s bias jump, probability %s",
                    number(branch.lower()),
                    number(branch.upper()),
                    number(branch.lowestJump()),
                    number(branch.highestJump()),
                    branch.sign(),
                    number(branch.mass()));
        }
        for (FoldSummary fold : found.folds()) {
            line("  fold    x = %s: jump %s, %s bias jump", number(fold.x()), number(fold.jump()), fold.sign());
        }
        if (found.deadMass() > 0) {
            line("  dead    no jump, probability %s", number(found.deadMass()));
        }
        ranges(found.ranges());
        found.measured().forEach(this::measured);
        found.points().forEach(this::point);
        for (Predict.DensityPoint point : found.densities()) {
            line(
                    "  at jump %s: density %s (%s with a positive, %s with a negative bias jump), from x = %s",
                    number(point.jump()),
                    number(point.density()),
                    number(point.positive()),
                    number(point.negative()),
                    numbers(point.preimages()));
        }
    }

    private void measured(SearchedExponent fit) {
        line("  data    %s bias jump: %s. %s", fit.sign(), fit.verdict(), fit.reason());
    }

    private void ranges(Ranges ranges) {
        if (ranges.exponent() == null) {
            line("  k       none: %s", ranges.exponentSource());
            return;
        }
        line("  k       %s (%s)", number(ranges.exponent()), ranges.exponentSource());
        range("map", ranges.jacobian(), ranges.tolerance());
        range("total", ranges.total(), ranges.tolerance());
    }

    private void range(String what, RangeSummary range, double tolerance) {
        if (range == null) {
            line("  %-7s nowhere within %s of k", what, number(tolerance));
            return;
        }
        line(
                "  %-7s within %s of k on jumps from %s to %s: %s decades, probability %s",
                what,
                number(tolerance),
                number(range.lowerJump()),
                number(range.upperJump()),
                number(range.decades()),
                number(range.mass()));
    }

    private void point(PointSummary point) {
        line(
                "  at x = %s: jump %s (weight %s, bias %s), Jacobian %s, exponent %s of the map and %s of the data",
                number(point.x()),
                number(point.jump()),
                number(point.weightJump()),
                number(point.biasJump()),
                number(point.jacobian()),
                number(point.exponentJacobian()),
                number(point.exponentDataset()));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String numbers(List<Double> values) {
        return values.isEmpty()
                ? "nowhere"
                : String.join(", ", values.stream().map(PredictText::number).toList());
    }

    private static String number(double value) {
        return ShortNumber.of(value);
    }
}
