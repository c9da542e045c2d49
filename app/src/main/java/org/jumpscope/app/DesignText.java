package org.jumpscope.app;

import java.util.Locale;
import org.jumpscope.experiments.design.Design;
import org.jumpscope.numeric.Vector;

/** The answer of {@code design} for people. */
final class DesignText {
    private final StringBuilder text = new StringBuilder();

    private DesignText() {}

    static String of(Design.Result result) {
        DesignText answer = new DesignText();
        answer.line(
                "%s  %sjumps of the law %s",
                result.kind(), result.jump().equals("bias") ? "bias " : "", result.target());
        answer.line("  %s", result.reason());
        if (result.equilibrium() != null) {
            answer.equilibrium(result.equilibrium());
            result.branches().forEach(answer::branch);
            result.losses().forEach(answer::loss);
            answer.descent(result.descent());
        }
        return answer.text.toString();
    }

    private void equilibrium(Design.EquilibriumResult at) {
        line("");
        line(
                "equilibrium  weight %s, bias %s (%s); risk %s",
                number(at.weight()), number(at.bias()), at.source(), number(at.risk()));
        line(
                "             mean gradient %s of %s; Hessian eigenvalues %s",
                numbers(at.gradient()), numbers(at.gradientScale()), numbers(at.hessianEigenvalues()));
        line(
                "             %s",
                at.convex()
                        ? "convex where samples lie, so the only equilibrium there"
                        : "a local minimum: a sample lies where its loss is concave with probability "
                                + number(at.concaveShare()));
    }

    private void branch(Design.BranchResult b) {
        line("");
        line(
                "target %s, %s bias jump  x from %s to %s, probability %s: jumps from %s to %s",
                number(b.target()),
                b.sign(),
                number(b.from()),
                number(b.to()),
                number(b.mass()),
                number(b.lowestJump()),
                number(b.highestJump()));
        String exponent = b.exponentMeasured() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "exponent %s ± %s (asked %s), ",
                        number(b.exponentMeasured()),
                        String.format(Locale.ROOT, "%.2g", b.standardError()),
                        number(b.exponent()));
        line(
                "  %d samples: %sdistance %s (95 %% of samples are within %s)",
                b.samples(),
                exponent,
                String.format(Locale.ROOT, "%.5f", b.ksDistance()),
                String.format(Locale.ROOT, "%.5f", b.ksLimit()));
    }

    private void loss(Design.LossResult loss) {
        if (text.indexOf("loss of target") < 0) {
            line("");
        }
        line(
                "loss of target %s  %d knots, y from %s to %s, linear beyond; slope to %s",
                number(loss.target()),
                loss.knots(),
                number(loss.low()),
                number(loss.high()),
                String.format(Locale.ROOT, "%.0e", loss.worstError()));
    }

    private void descent(Design.DescentResult d) {
        line(
                "descent      from (%s) at rate %s, %d chains of %d steps: mean (%s) ± (%s), %s",
                numbers(d.start()),
                number(d.rate()),
                d.chains(),
                d.steps(),
                numbers(d.mean()),
                numbers(d.standardError()),
                d.returned() ? "back at the state" : "not back at the state");
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String numbers(Vector values) {
        return String.join(", ", values.stream().mapToObj(DesignText::number).toList());
    }

    private static String number(double value) {
        return ShortNumber.of(value);
    }
}
