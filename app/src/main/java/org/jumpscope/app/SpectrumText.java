package org.jumpscope.app;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jumpscope.experiments.network.SpectrumResult;
import org.jumpscope.experiments.network.SpectrumResult.Sample;

/** The answer of {@code spectrum} for people: a line a sample, and a summary where there are many. */
final class SpectrumText {
    static final int MOST_LINES = 20;

    private final StringBuilder text = new StringBuilder();

    private SpectrumText() {}

    static String of(SpectrumResult result) {
        SpectrumText answer = new SpectrumText();
        answer.write(result);
        return answer.text.append(LawText.of(result)).toString();
    }

    private void write(SpectrumResult result) {
        line("network", result.network());
        line(
                "jacobian",
                "∂q̇/∂x with " + result.target() + (result.target().equals("input") ? "" : " fixed") + ", γ = 1: K = "
                        + count(result.trainable()) + " by N = " + count(result.boundary())
                        + (result.by().equals("inputs") ? "" : " " + result.by()));
        line("loss", result.loss() + ": " + result.treatment());
        List<Sample> samples = result.samples();
        text.append('\n')
                .append(format(
                        "%8s%10s%14s%14s%14s%14s  %s%n",
                        "sample", "label", "norm of jump", "largest", "median", "smallest", "plateau"));
        for (Sample sample : samples.subList(0, Math.min(MOST_LINES, samples.size()))) {
            text.append(format(
                    "%8d%10s%14s%14s%14s%14s  %s%n",
                    sample.sample(),
                    label(result, sample.label()),
                    ShortNumber.of(sample.jumpNorm()),
                    ShortNumber.of(sample.largest()),
                    ShortNumber.of(sample.median()),
                    ShortNumber.of(sample.smallest()),
                    sample.plateau()
                            .map(plateau -> ShortNumber.of(plateau.value()) + " × " + count(plateau.multiplicity()))
                            .orElse("none")));
        }
        if (samples.size() > MOST_LINES) {
            text.append(format("%8s  %,d samples more; --json has all.%n", "...", samples.size() - MOST_LINES));
        }
        if (samples.size() > 1) {
            text.append('\n');
            summary(
                    "norm of jump",
                    samples.stream().mapToDouble(Sample::jumpNorm).toArray());
            summary("largest", samples.stream().mapToDouble(Sample::largest).toArray());
            summary("smallest", samples.stream().mapToDouble(Sample::smallest).toArray());
        }
    }

    private void summary(String name, double[] values) {
        Arrays.sort(values);
        int n = values.length;
        double median = 0.5 * (values[(n - 1) / 2] + values[n / 2]);
        line(
                name,
                ShortNumber.of(values[0]) + " to " + ShortNumber.of(values[n - 1]) + ", median "
                        + ShortNumber.of(median) + ", over " + count(n) + " samples");
    }

    static String label(SpectrumResult result, Number label) {
        if (label == null) {
            return "-";
        }
        return label instanceof Integer position && position < result.classes().size()
                ? result.classes().get(position)
                : label instanceof Integer ? label.toString() : ShortNumber.of(label.doubleValue());
    }

    private void line(String name, String content) {
        text.append(format("%-12s %s%n", name, content));
    }

    private static String count(long number) {
        return format("%,d", number);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
