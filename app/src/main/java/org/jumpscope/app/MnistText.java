package org.jumpscope.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jumpscope.experiments.jumps.GradientScaling;
import org.jumpscope.experiments.jumps.JumpExponents;
import org.jumpscope.experiments.mnist.Mnist;
import org.jumpscope.experiments.mnist.MnistResult;
import org.jumpscope.experiments.mnist.ProjectedDigits;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.figures.mnist.LawFindings;
import org.jumpscope.figures.mnist.MnistFiles;
import org.jumpscope.figures.paper.NumberText;

/** What {@code reproduce --mnist} says on a terminal: a line a result, and where the rest is. */
final class MnistText {
    private final MnistResult result;
    private final StringBuilder text = new StringBuilder();

    private MnistText(MnistResult result) {
        this.result = result;
    }

    static String of(Mnist.Run run, Path out) {
        MnistText answer = new MnistText(run.result());
        answer.write();
        return answer.text
                .append("Images of digits: ")
                .append(out.resolve(MnistFiles.PAGE))
                .append('\n')
                .toString();
    }

    private void write() {
        line("");
        line("Images of digits");
        for (ProjectedDigits.Case each : result.projections()) {
            if (each.law().equals(ProjectedDigits.Law.SMOOTHED_SAMPLES.toString())) {
                line(
                        "  %-16s digit %s: standard deviation %s, k_J %s, k of the jumps %s",
                        each.projection(),
                        each.className(),
                        NumberText.of(each.standardDeviation(), 3),
                        NumberText.of(each.exponents().kJacobian()),
                        NumberText.of(
                                each.exponents().measured().exponent(),
                                each.exponents().measured().standardError()));
            }
        }
        line(
                "  %-16s %s, %,d images learnt, %s of %,d others right",
                "network",
                result.training().network(),
                result.images().learnt(),
                NumberText.percent(result.training().accuracy().orElse(Double.NaN)),
                result.images().heldOut());
        result.spectra().stream()
                .flatMap(each -> each.plateau().stream())
                .findFirst()
                .ifPresent(plateau -> line(
                        "  %-16s %d of %d singular values are the plateau's",
                        "spectrum", plateau.multiplicity(), result.images().pixels()));
        for (GradientScaling each : result.gradients()) {
            line(
                    "  %-16s biases of %s outputs: k_J %s",
                    "gradients",
                    each.output().equals("target") ? "their own class's" : "other classes'",
                    NumberText.of(each.exponent(), each.standardError()));
        }
        for (LawsResult each : result.laws()) {
            line("  %-16s %s", "laws", LawFindings.line(each));
        }
        for (JumpExponents each : result.jumps()) {
            if (each.label() == null && each.output().equals("all")) {
                jumps(each);
            }
        }
    }

    private void jumps(JumpExponents each) {
        String constant = Optional.ofNullable(each.constant())
                .map(run -> "k = " + NumberText.of(run.exponent(), run.standardError()) + " over " + run.decades()
                        + " decades, " + NumberText.percent(run.share()) + " of them")
                .orElse("k is constant nowhere over two decades");
        line(
                "  %-16s %s: %s",
                each.group(),
                each.sign().equals("positive") ? "+" : "-",
                each.decades().isEmpty() ? "too few" : constant);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
