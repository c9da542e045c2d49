package org.jumpscope.app;

import java.util.List;
import java.util.Locale;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.experiments.network.SpectrumResult;

/** The laws and densities of {@code spectrum} for people. */
final class LawText {
    private LawText() {}

    static String of(SpectrumResult result) {
        StringBuilder text = new StringBuilder();
        densities(result, text);
        for (LawsResult laws : result.laws()) {
            laws(result, laws, text);
        }
        if (!result.laws().isEmpty()) {
            text.append('\n')
                    .append(
                            "S: the share of a coordinate's variance that its own direction of the inputs explains. KS: distance of "
                                    + "sampled and\n"
                                    + "predicted log abs(uᵀ[q̇ − q̇(x₀)]), and what noise makes of it. W: the same in natural logarithms, "
                                    + "k: of local exponents.\n");
        }
        return text.toString();
    }

    private static void densities(SpectrumResult result, StringBuilder text) {
        List<SpectrumResult.Sample> samples =
                result.samples().stream().filter(s -> s.density().isPresent()).toList();
        if (samples.isEmpty()) {
            return;
        }
        text.append(format(
                "%n%8s%14s%12s%14s%14s  %s%n", "sample", "log p(q̇)", "dimension", "log p(x)", "Σ log σ", "boundary"));
        for (SpectrumResult.Sample sample : samples.subList(0, Math.min(SpectrumText.MOST_LINES, samples.size()))) {
            SpectrumResult.Density density = sample.density().orElseThrow();
            if (density.logDensity().isPresent()) {
                text.append(format(
                        "%8d%14s%12d%14s%14s  %s%n",
                        sample.sample(),
                        ShortNumber.of(density.logDensity().getAsDouble()),
                        density.dimension(),
                        ShortNumber.of(density.logBoundary().orElse(Double.NaN)),
                        ShortNumber.of(density.logDeterminant().orElse(Double.NaN)),
                        density.boundary()));
            } else {
                text.append(format("%8d%14s  %s%n", sample.sample(), "none", density.statement()));
            }
        }
        samples.stream()
                .map(s -> s.density().orElseThrow())
                .filter(d -> d.logDensity().isPresent())
                .findFirst()
                .ifPresent(d -> text.append(d.statement()).append('\n'));
    }

    private static void laws(SpectrumResult result, LawsResult laws, StringBuilder text) {
        text.append(format(
                "%nlaws%s at %s, from %,d samples%n",
                laws.label() == null ? "" : " of label " + SpectrumText.label(result, laws.label()),
                laws.reference().equals("mean") ? "their mean" : laws.reference(),
                laws.samples()));
        text.append(format(
                "  off the diagonal of UᵀJV: %.2g of abs(J)² at other samples; beside the plane of %d dimensions: %.2g of the "
                        + "variance%n",
                laws.offDiagonal(), laws.planeDimension(), laws.outsideShare()));
        text.append(format(
                "%10s%12s%10s%8s%9s%8s%8s%8s%9s  %s%n",
                "direction", "σ", "variance", "S", "KS", "noise", "W", "k", "product", "(4.6)"));
        for (LawsResult.Direction direction : laws.directions()) {
            text.append(format(
                    "%10s%12s%9.1f%%%8.3f%9.3f%8.3f%8.2f%8.2f%9s  %s%n",
                    direction.index() + 1 + (direction.onPlateau() ? "*" : ""),
                    ShortNumber.of(direction.singularValue()),
                    100 * direction.varianceShare(),
                    direction.firstOrderIndex(),
                    direction.distance().kolmogorov(),
                    direction.distance().noiseFloor(),
                    direction.distance().wasserstein(),
                    direction.exponentDifference(),
                    direction.product().map(p -> format("%.3f", p.kolmogorov())).orElse("-"),
                    direction.verdict()));
        }
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
