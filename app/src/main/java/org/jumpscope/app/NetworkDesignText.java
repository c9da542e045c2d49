package org.jumpscope.app;

import java.util.Locale;
import org.jumpscope.experiments.network.NetworkDesignResult;

/** The answer of {@code design --network} for people. */
final class NetworkDesignText {
    private final StringBuilder text = new StringBuilder();

    private NetworkDesignText() {}

    static String of(NetworkDesignResult result) {
        NetworkDesignText answer = new NetworkDesignText();
        answer.line("network      %s", result.network());
        answer.line("target       bias jumps of layer %d of the law %s", result.layer(), result.target());
        answer.line("losses       of %s", result.treatment());
        answer.line(
                "samples      %d%s",
                result.samples(), result.heldOut() == null ? "" : ", and " + result.heldOut() + " held out");
        answer.laws(result);
        answer.gradients(result);
        answer.line("");
        result.findings().forEach(sentence -> answer.line("%s", sentence));
        return answer.text.toString();
    }

    private void laws(NetworkDesignResult result) {
        boolean heldOut = result.heldOut() != null;
        line("");
        line(
                "exponents k of bias and weight jumps, distances D from the law; * is beyond the limit of 95 %% of its samples");
        line(
                "%5s %6s %4s %8s %8s %16s %9s %16s %9s%s",
                "unit",
                "target",
                "sign",
                "samples",
                "scale",
                "k bias",
                "D",
                "k weights",
                "D",
                heldOut ? String.format(Locale.ROOT, " %16s %9s", "k held out", "D") : "");
        for (NetworkDesignResult.UnitResult unit : result.units()) {
            if (unit.equilibrium() == null) {
                line("%5d  none: %s", unit.unit(), unit.reason());
            }
            for (NetworkDesignResult.BranchResult b : unit.branches()) {
                line(
                        "%5d %6.0f %4s %8d %8s%s%s%s",
                        unit.unit(),
                        b.target(),
                        b.sign().equals("positive") ? "+" : "-",
                        b.bias().count(),
                        String.format(Locale.ROOT, "%.4g", b.scale()),
                        law(b.bias()),
                        law(b.weights()),
                        b.heldOut() == null ? "" : law(b.heldOut().bias()));
            }
        }
    }

    private static String law(NetworkDesignResult.LawResult law) {
        if (law == null || law.ksDistance() == null) {
            return String.format(Locale.ROOT, " %16s %9s", "-", "-");
        }
        String exponent = law.exponentMeasured() == null
                ? "-"
                : String.format(Locale.ROOT, "%.3f ± %.2g", law.exponentMeasured(), law.standardError());
        String distance = String.format(Locale.ROOT, "%.5f", law.ksDistance());
        return String.format(
                Locale.ROOT, " %16s %8s%s", exponent, distance, law.ksDistance() <= law.ksLimit() ? " " : "*");
    }

    private void gradients(NetworkDesignResult result) {
        line("");
        line(
                "mean gradient of each unit, over its mean size: of the bias, along the weights, of all; samples to outgrow its fluctuation");
        line("%5s %11s %9s %9s %9s %12s", "unit", "kind", "bias", "along", "all", "samples");
        for (NetworkDesignResult.UnitResult unit : result.units()) {
            NetworkDesignResult.EquilibriumResult at = unit.equilibrium();
            if (at != null) {
                line(
                        "%5d %11s %9.1e %9.1e %9.3g %12s",
                        unit.unit(),
                        unit.kind(),
                        Math.abs(at.designed().get(1)) / at.scale().get(1),
                        Math.abs(at.designed().get(0)) / at.scale().get(0),
                        at.residual() / at.meanLength(),
                        ShortNumber.of(at.equilibriumSamples()));
            }
        }
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
