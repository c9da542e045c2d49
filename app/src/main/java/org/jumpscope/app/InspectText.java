package org.jumpscope.app;

import java.util.List;
import java.util.Locale;
import org.jumpscope.data.MemoryNeed;
import org.jumpscope.experiments.network.Inspect;
import org.jumpscope.experiments.network.NetworkCost;
import org.jumpscope.experiments.network.NetworkLayers;

/** The answer of {@code inspect} for people. */
final class InspectText {
    private final StringBuilder text = new StringBuilder();

    private InspectText() {}

    static String of(Inspect.Result result) {
        InspectText answer = new InspectText();
        answer.write(result);
        return answer.text.toString();
    }

    private void write(Inspect.Result result) {
        line("file", result.file() + " (" + result.format() + ")");
        line("network", result.network());
        line("boundary", "N = " + count(result.boundary()) + " inputs");
        line("outputs", count(result.outputs()) + ", " + result.ending() + classes(result.classes()));
        line("trainable", "K = " + count(result.trainable()) + " weights and biases");
        line("loss", result.loss() + ": " + result.treatment());
        text.append('\n').append(row("layer", "inputs", "neurons", "weights", "biases", "trainable", "activation"));
        for (NetworkLayers.Layer layer : result.layers()) {
            text.append(row(
                    layer.layer() == 0 ? "-" : String.valueOf(layer.layer()),
                    count(layer.inputs()),
                    count(layer.outputs()),
                    count(layer.weights()),
                    count(layer.biases()),
                    count(layer.trainable()),
                    layer.activation()));
        }
        text.append(String.format(Locale.ROOT, "%n%-34s%12s%14s%14s%n", "group", "trainable", "mean", "norm"));
        for (Inspect.Group group : result.groups()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-34s%12s%14s%14s%n",
                    group.name(),
                    count(group.trainable()),
                    ShortNumber.of(group.mean()),
                    ShortNumber.of(group.norm())));
        }
        text.append(String.format(Locale.ROOT, "%n%-34s%12s%14s%n", "analysis (estimates)", "memory", "operations"));
        for (NetworkCost cost : result.costs()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-34s%12s%14s%n",
                    cost.analysis(),
                    MemoryNeed.size(cost.bytes()),
                    String.format(Locale.ROOT, "%.1e", cost.operations())));
        }
        text.append(String.format(
                Locale.ROOT, "%n%-8s%-15s%-37s%12s%14s%n", "layer", "what", "way", "memory", "operations"));
        for (NetworkCost.LayerWay way : result.ways()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-8s%-15s%-37s%12s%14s%n",
                    way.layer(),
                    way.what(),
                    way.way(),
                    MemoryNeed.size(way.bytes()),
                    String.format(Locale.ROOT, "%.1e", way.operations())));
        }
        if (result.plateau() > 0) {
            text.append('\n');
            line(
                    "plateau",
                    count(result.plateau()) + " of " + count(Math.min(result.boundary(), result.trainable()))
                            + " singular values of ∂q̇/∂x are equal to γ|δ₁| at any sample, and more where neurons of"
                            + " the first layer are flat or depend on each other");
        }
    }

    private static String classes(List<String> classes) {
        if (classes.isEmpty()) {
            return "";
        }
        return classes.size() <= 12
                ? ", classes " + String.join(", ", classes)
                : ", " + count(classes.size()) + " classes, " + String.join(", ", classes.subList(0, 10)) + ", ...";
    }

    private void line(String name, String content) {
        text.append(String.format(Locale.ROOT, "%-12s %s%n", name, content));
    }

    private static String row(
            String layer,
            String inputs,
            String neurons,
            String weights,
            String biases,
            String trainable,
            String activation) {
        return String.format(
                Locale.ROOT,
                "%-6s%10s%10s%14s%10s%14s  %s%n",
                layer,
                inputs,
                neurons,
                weights,
                biases,
                trainable,
                activation);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
