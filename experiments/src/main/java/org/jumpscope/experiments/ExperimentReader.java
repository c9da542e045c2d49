package org.jumpscope.experiments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Loss;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.DistributionParser;
import org.jumpscope.experiments.Experiment.StateSource;
import org.jumpscope.experiments.YamlTree.Fields;
import org.jumpscope.experiments.YamlTree.Items;
import org.jumpscope.experiments.YamlTree.Node;
import org.jumpscope.experiments.YamlTree.Text;
import org.jumpscope.numeric.InvalidInputException;

/** Reads the parts of an experiment from its file and from options; each is checked where it enters. */
final class ExperimentReader {
    private static final List<String> KEYS = List.of("classes", "activation", "loss", "state", "rate");
    private static final List<String> CLASS_KEYS = List.of("target", "weight", "input");
    private static final List<String> STATE_KEYS = List.of("weight", "bias");
    // The sum of a few decimals is within some roundings of 1; a typing error is not.
    private static final double SHARE_TOLERANCE = 1e-9;

    private ExperimentReader() {}

    /** The experiment of a file; what it does not say is the paper's first experiment. */
    static Experiment read(Path file) {
        Fields top = YamlTree.read(file);
        top.allow(KEYS);
        Experiment paper = Experiment.paper();
        return new Experiment(
                value(top, "classes", ExperimentReader::classes).orElse(paper.classes()),
                value(top, "activation", node -> parsed(node.text("activation"), Activation::parse))
                        .orElse(paper.activation()),
                value(top, "loss", node -> parsed(node.text("loss"), Loss::parse))
                        .orElse(paper.loss()),
                value(top, "state", ExperimentReader::state).orElse(paper.state()),
                value(top, "rate", ExperimentReader::rate).orElse(paper.rate()));
    }

    /** An experiment in which each option that is given wins. */
    static Experiment with(Experiment start, Experiment.Options options) {
        return new Experiment(
                options.inputs().isEmpty() ? start.classes() : classes(options.inputs()),
                options.activation()
                        .map(text -> parsed(text, "--activation", Activation::parse))
                        .orElse(start.activation()),
                options.loss().map(text -> parsed(text, "--loss", Loss::parse)).orElse(start.loss()),
                options.state().map(text -> state(text, "--state")).orElse(start.state()),
                options.rate().isPresent() ? rate(options.rate().getAsDouble(), "--rate") : start.rate());
    }

    private static <T> Optional<T> value(Fields fields, String key, Function<Node, T> reading) {
        return Optional.ofNullable(fields.values().get(key)).map(reading);
    }

    private static ClassMixture classes(Node node) {
        if (!(node instanceof Items items) || items.values().isEmpty()) {
            throw node.place()
                    .says("'classes' needs a list of classes, such as "
                            + "'- {target: 0, input: \"normal(0, 0.25)\"}'.");
        }
        List<ClassMixture.Component> classes = new ArrayList<>();
        int weighted = 0;
        double sum = 0;
        for (Node item : items.values()) {
            if (!(item instanceof Fields fields)) {
                throw item.place().says("a class needs keys, such as {target: 0, input: \"normal(0, 0.25)\"}.");
            }
            fields.allow(CLASS_KEYS);
            double target = target(required(fields, "target"), classes);
            Distribution law = parsed(required(fields, "input").text("input"), DistributionParser::parse);
            Optional<Double> share = value(fields, "weight", ExperimentReader::share);
            weighted += share.isPresent() ? 1 : 0;
            sum += share.orElse(0.0);
            classes.add(new ClassMixture.Component(
                    target, share.orElse(1.0 / items.values().size()), law));
        }
        if (weighted != 0 && weighted != classes.size()) {
            throw node.place()
                    .says(weighted + " of " + classes.size()
                            + " classes have a weight: give one to all, or to none for equal shares.");
        }
        if (weighted != 0 && Math.abs(sum - 1) > SHARE_TOLERANCE) {
            throw node.place().says("the weights of the classes sum to " + sum + " where 1 is expected.");
        }
        return ClassMixture.of(classes);
    }

    private static <T> T parsed(Text text, Function<String, T> parser) {
        return parsed(text.value(), text.place().toString(), parser);
    }

    private static <T> T parsed(String text, String where, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(where + ": " + e.getMessage());
        }
    }

    private static Node required(Fields fields, String key) {
        return value(fields, key, Function.identity())
                .orElseThrow(() -> fields.place().says("this class has no '" + key + "': give one."));
    }

    private static double target(Node node, List<ClassMixture.Component> before) {
        double target = finite(node, "target");
        if (before.stream().anyMatch(other -> other.target() == target)) {
            throw node.place().says("target " + target + " belongs to a class above: each class has its own.");
        }
        return target;
    }

    private static double share(Node node) {
        double share = finite(node, "weight");
        if (!(share > 0) || share > 1) {
            throw node.place().says("weight " + share + " is not a share: it is above 0 and at most 1.");
        }
        return share;
    }

    private static double finite(Node node, String what) {
        double value = node.number(what);
        if (!Double.isFinite(value)) {
            throw node.place().says(what + " is " + value + " where a finite number is expected.");
        }
        return value;
    }

    private static StateSource state(Node node) {
        if (node instanceof Fields fields) {
            fields.allow(STATE_KEYS);
            double weight = finite(stateNumber(fields, "weight"), "weight");
            return new StateSource.Given(weight, finite(stateNumber(fields, "bias"), "bias"));
        }
        if (node instanceof Items) {
            throw node.place().says("a state is 'equilibrium', 'sgd' or {weight: 16, bias: -8}.");
        }
        Text text = node.text("state");
        return state(text.value(), text.place().toString());
    }

    private static Node stateNumber(Fields fields, String key) {
        return value(fields, key, Function.identity())
                .orElseThrow(() -> fields.place().says("this state has no '" + key + "': give one."));
    }

    private static StateSource state(String text, String where) {
        String trimmed = text.trim().toLowerCase(Locale.ROOT);
        switch (trimmed) {
            case "equilibrium":
                return new StateSource.Equilibrium();
            case "sgd":
                return new StateSource.Sgd();
            default:
                return given(trimmed, where)
                        .orElseThrow(() -> new InvalidInputException(where + ": state '" + text
                                + "' is not known: use equilibrium, sgd, or a weight and a bias such as 16,-8."));
        }
    }

    private static Optional<StateSource> given(String text, String where) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        double[] numbers = new double[2];
        for (int i = 0; i < 2; i++) {
            try {
                numbers[i] = Double.parseDouble(parts[i].trim());
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
            if (!Double.isFinite(numbers[i])) {
                throw new InvalidInputException(where + ": state '" + text + "' is not finite.");
            }
        }
        return Optional.of(new StateSource.Given(numbers[0], numbers[1]));
    }

    private static double rate(Node node) {
        return rate(node.number("rate"), node.place().toString());
    }

    private static double rate(double rate, String where) {
        if (!(rate > 0) || rate == Double.POSITIVE_INFINITY) {
            throw new InvalidInputException(where + ": rate " + rate + " is not a positive number.");
        }
        return rate;
    }

    private static ClassMixture classes(List<String> inputs) {
        List<ClassMixture.Component> classes = new ArrayList<>();
        for (String input : inputs) {
            String[] parts = input.split("=", 2);
            String law = parts.length == 2 ? parts[1].trim() : "";
            if (law.isEmpty()) {
                throw new InvalidInputException(
                        "--input '" + input + "' is not a target and a law, such as 0=\"normal(0, 0.25)\".");
            }
            double target;
            try {
                target = Double.parseDouble(parts[0].trim());
            } catch (NumberFormatException e) {
                target = Double.NaN;
            }
            if (!Double.isFinite(target)) {
                throw new InvalidInputException("--input '" + input + "': target '" + parts[0].trim()
                        + "' is not a number; write a target and a law, such as 0=\"normal(0, 0.25)\".");
            }
            double checked = target;
            if (classes.stream().anyMatch(other -> other.target() == checked)) {
                throw new InvalidInputException(
                        "--input '" + input + "': target " + parts[0].trim() + " has an input already.");
            }
            classes.add(new ClassMixture.Component(
                    target, 1.0 / inputs.size(), parsed(law, "--input " + parts[0].trim(), DistributionParser::parse)));
        }
        return ClassMixture.of(classes);
    }
}
