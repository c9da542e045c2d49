package org.jumpscope.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jumpscope.experiments.network.TrainResult;

/** The answer of {@code train} for people. */
final class TrainText {
    private static final int MOST_EPOCHS = 12;

    private final StringBuilder text = new StringBuilder();

    private TrainText() {}

    static String of(TrainResult result, List<Path> files) {
        TrainText answer = new TrainText();
        answer.write(result, files);
        return answer.text.toString();
    }

    private void write(TrainResult result, List<Path> files) {
        TrainResult.Settings settings = result.settings();
        line("%s  %d trainable variables, %d inputs", result.network(), result.trainable(), result.boundary());
        line(
                "training     %s%s%s, %s, rate %s %s, batch %d, seed %d",
                settings.loss(),
                settings.target().equals("input") ? " of the inputs" : "",
                penalty(settings),
                settings.optimiser(),
                number(settings.rate()),
                settings.schedule(),
                settings.batch(),
                settings.seed());
        line(
                "samples      %d learnt, %d held out%s",
                settings.samples(),
                settings.heldOut(),
                settings.scaling().equals("standard") ? ", inputs standardised" : "");
        if (!result.classNames().isEmpty()) {
            line("classes      %s", String.join(", ", result.classNames()));
        }
        List<TrainResult.Epoch> epochs = result.epochs();
        int first = Math.max(0, epochs.size() - MOST_EPOCHS);
        if (first > 0) {
            line("epochs       the last %d of %d:", MOST_EPOCHS, epochs.size());
        }
        epochs.subList(first, epochs.size()).forEach(this::epoch);
        line(
                "ended        after %d steps%s",
                result.steps(), result.ended().equals("equilibrium") ? ", in equilibrium" : "");
        if (result.loss().isPresent()) {
            score("held out", result.accuracy(), result.loss().getAsDouble());
        }
        score("learnt", result.learnt().accuracy(), result.learnt().loss());
        result.equilibrium().ifPresent(this::equilibrium);
        result.recorded().ifPresent(steps -> text.append(StepsText.of(steps)));
        files.forEach(file -> line("written      %s", file));
    }

    private void epoch(TrainResult.Epoch epoch) {
        String heldOut = epoch.heldOutLoss().isEmpty()
                ? ""
                : ", held out " + number(epoch.heldOutLoss().getAsDouble()) + share(epoch.heldOutAccuracy());
        line("epoch %-6d loss %s%s%s", epoch.epoch(), number(epoch.loss()), heldOut, drift(epoch.driftToFluctuation()));
    }

    private static String penalty(TrainResult.Settings settings) {
        String text = settings.l2() > 0 ? " + " + number(settings.l2()) + " w^2/2" : "";
        return settings.l1() > 0 ? text + " + " + number(settings.l1()) + " |w|" : text;
    }

    private static String drift(OptionalDouble ratio) {
        return ratio.isEmpty() ? "" : "; drift " + number(ratio.getAsDouble()) + " of fluctuation";
    }

    private void score(String name, OptionalDouble accuracy, double loss) {
        line("%-12s loss %s%s", name, number(loss), share(accuracy));
    }

    private static String share(OptionalDouble accuracy) {
        return accuracy.isEmpty() ? "" : String.format(Locale.ROOT, ", accuracy %.2f %%", 100 * accuracy.getAsDouble());
    }

    private void equilibrium(TrainResult.Equilibrium equilibrium) {
        if (equilibrium.equilibriumSamples().isEmpty()) {
            line("equilibrium  unknown: an epoch is one batch, which has no fluctuation");
            return;
        }
        line(
                "equilibrium  %s over the last %d samples up to epoch %d: tr S/|g|^2 is %s",
                equilibrium.reached() ? "reached" : "not reached",
                equilibrium.samples(),
                equilibrium.epoch(),
                number(equilibrium.equilibriumSamples().getAsDouble()));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String number(double value) {
        return ShortNumber.of(value);
    }
}
