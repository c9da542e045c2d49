package org.jumpscope.app;

import java.util.Locale;
import org.jumpscope.experiments.Simulate;
import org.jumpscope.experiments.Simulate.Comparison;
import org.jumpscope.experiments.Simulate.MatrixValues;
import org.jumpscope.experiments.Simulate.StateValues;
import org.jumpscope.experiments.fit.SearchedExponent;

/** The answer of {@code simulate} for people. */
final class SimulateText {
    private final StringBuilder text = new StringBuilder();

    private SimulateText() {}

    static String of(Simulate.Result result) {
        SimulateText answer = new SimulateText();
        answer.write(result);
        return answer.text.toString();
    }

    private void write(Simulate.Result result) {
        Simulate.Settings settings = result.settings();
        line(
                "%s  rate %s, batch %d, %d chains of %d steps, averaged after %d",
                result.composition(),
                number(settings.rate()),
                settings.batch(),
                result.chains().total(),
                settings.steps(),
                settings.burnIn());
        line("start        %s", state(result.start()));
        if (result.equilibrium() == null) {
            line("equilibrium  none: %s", result.noEquilibrium());
        } else {
            line(
                    "equilibrium  weight %s, bias %s; relaxation in %s and %s steps",
                    number(result.equilibrium().weight()),
                    number(result.equilibrium().bias()),
                    number(result.equilibrium().relaxationSteps().get(0)),
                    number(result.equilibrium().relaxationSteps().get(1)));
        }
        if (result.predicted() != null) {
            line(
                    "predicted    %s; %s (to first order in the rate)",
                    state(result.predicted().mean()), spread(result.predicted().covariance()));
        }
        if (result.measured() == null) {
            line("measured     nothing: no chain lived to the end");
        } else {
            measured(result.measured());
        }
        line(
                "chains       %d averaged, %d dead, %d diverged",
                result.chains().averaged(),
                result.chains().dead(),
                result.chains().diverged());
        if (!result.comparisons().isEmpty()) {
            line("steps really made beside the potential jumps at the mean state:");
            result.comparisons().forEach(this::comparison);
        }
    }

    private void measured(Simulate.Measurement measured) {
        line(
                "measured     weight %s ± %s, bias %s ± %s; %s",
                number(measured.mean().weight()),
                number(measured.standardError().weight()),
                number(measured.mean().bias()),
                number(measured.standardError().bias()),
                spread(measured.covariance()));
        line(
                "equilibrium  %s: drift of the mean over the window %s, of log variance %s",
                measured.stationarity(), state(measured.drift()), state(measured.spreadChange()));
    }

    private void comparison(Comparison comparison) {
        line(
                "  %s, %s bias step: share %s of the steps and %s of the jumps; sizes differ by %s in distribution"
                        + " (noise %s)",
                comparison.target() == null ? "batches" : "class " + number(comparison.target()),
                comparison.sign(),
                number(comparison.stepShare()),
                number(comparison.jumpShare()),
                comparison.distance() == null ? "an unknown amount" : number(comparison.distance()),
                comparison.noiseFloor() == null ? "unknown" : number(comparison.noiseFloor()));
        fitted("steps", comparison.stepFit());
        fitted("jumps", comparison.jumpFit());
    }

    private void fitted(String what, SearchedExponent fit) {
        if (fit != null) {
            line("    %s: %s. %s", what, fit.verdict(), fit.reason());
        }
    }

    private static String state(StateValues state) {
        return "weight " + number(state.weight()) + ", bias " + number(state.bias());
    }

    private static String spread(MatrixValues covariance) {
        double weight = Math.sqrt(covariance.weightWeight());
        double bias = Math.sqrt(covariance.biasBias());
        return "standard deviations " + number(weight) + " and " + number(bias) + ", correlation "
                + number(covariance.weightBias() / (weight * bias));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String number(double value) {
        return ShortNumber.of(value);
    }
}
