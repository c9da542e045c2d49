package org.jumpscope.experiments;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import org.jumpscope.dataset.TargetKind;
import org.jumpscope.experiments.Training.Scaling;
import org.jumpscope.experiments.YamlTree.Fields;
import org.jumpscope.experiments.YamlTree.Text;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.learning.Regulariser;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.learning.training.Optimiser;
import org.jumpscope.learning.training.RateSchedule;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NearestName;

/** Reads the keys of a training from its file and from options; each is checked where it enters. */
final class TrainingReader {
    /** A value and where it stands. */
    private record Said(String text, String where) {
        InvalidInputException says(String sentence) {
            return new InvalidInputException(where + ": " + sentence);
        }
    }

    private final Map<String, Said> values = new HashMap<>();

    TrainingReader(Optional<Path> file, Map<String, String> options) {
        if (file.isPresent()) {
            Fields top = YamlTree.read(file.get());
            top.allow(Training.KEYS);
            top.values().forEach((key, node) -> {
                Text text = node.text(key);
                values.put(key, new Said(text.value(), text.place().toString()));
            });
        }
        options.forEach((key, text) -> values.put(key, new Said(text, "--" + key)));
        if (options.containsKey("epochs") != options.containsKey("steps")) {
            // An option for the length wins over either key of the file.
            values.remove(options.containsKey("epochs") ? "steps" : "epochs");
        }
    }

    Training read() {
        if (values.containsKey("epochs") && values.containsKey("steps")) {
            throw values.get("steps").says("epochs and steps both say how long to train: leave one out.");
        }
        OptionalDouble epochs = count("epochs", Integer.MAX_VALUE);
        OptionalDouble steps = count("steps", 1e15);
        OptionalDouble window = count("until-equilibrium", 1_000_000);
        OptionalDouble batch = count("batch", Integer.MAX_VALUE);
        return new Training(
                value("data", text -> text),
                value("label", text -> text),
                number("held-out", share -> share >= 0 && share < 1, "a share from 0 to below 1, such as 0.2"),
                value("scale", TrainingReader::scaling),
                value("network", Network::parse),
                value("loss", TrainingReader::loss),
                value("target", TrainingReader::target),
                new Regulariser(penalty("l2"), penalty("l1")),
                epochs.isPresent() ? OptionalInt.of((int) epochs.getAsDouble()) : OptionalInt.empty(),
                steps.isPresent() ? OptionalLong.of((long) steps.getAsDouble()) : OptionalLong.empty(),
                window.isPresent() ? OptionalInt.of((int) window.getAsDouble()) : OptionalInt.empty(),
                batch.isPresent() ? OptionalInt.of((int) batch.getAsDouble()) : OptionalInt.empty(),
                number("rate", rate -> rate > 0 && rate < Double.POSITIVE_INFINITY, "a positive number"),
                value("schedule", RateSchedule::parse),
                value("optimiser", Optimiser::parse),
                value("seed", Long::valueOf).map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    private <T> Optional<T> value(String key, Function<String, T> parser) {
        Said said = values.get(key);
        if (said == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(said.text));
        } catch (NumberFormatException e) {
            throw said.says(key + " is '" + said.text + "' where a whole number is expected.");
        } catch (InvalidInputException e) {
            throw said.says(e.getMessage());
        }
    }

    private OptionalDouble number(String key, DoublePredicate domain, String expected) {
        Said said = values.get(key);
        if (said == null) {
            return OptionalDouble.empty();
        }
        double number;
        try {
            number = Double.parseDouble(said.text.trim());
        } catch (NumberFormatException e) {
            number = Double.NaN;
        }
        if (!domain.test(number)) {
            throw said.says(key + " is '" + said.text + "': give " + expected + ".");
        }
        return OptionalDouble.of(number);
    }

    private OptionalDouble count(String key, double most) {
        return number(key, n -> n >= 1 && n <= most && n == Math.rint(n), "a whole number from 1 to " + (long) most);
    }

    private double penalty(String key) {
        return number(key, value -> value >= 0 && value < Double.POSITIVE_INFINITY, "a number from 0 up, such as 1e-4")
                .orElse(0);
    }

    private static TargetKind target(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "label" -> TargetKind.LABEL;
            case "input" -> TargetKind.INPUT;
            default -> throw unknown("target", text, List.of("label", "input"));
        };
    }

    private static Scaling scaling(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "none" -> Scaling.NONE;
            case "standard" -> Scaling.STANDARD;
            default -> throw unknown("scaling", text, List.of("none", "standard"));
        };
    }

    private static OutputLoss loss(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "cross-entropy" -> new SoftmaxCrossEntropy();
            case "squared" -> new SquaredOutputs();
            default -> throw unknown("loss of a network", text, List.of("cross-entropy", "squared"));
        };
    }

    private static InvalidInputException unknown(String what, String text, List<String> known) {
        return new InvalidInputException("There is no " + what + " '" + text + "'"
                + NearestName.to(text, known)
                        .map(near -> ": did you mean '" + near + "'?")
                        .orElse(": use " + String.join(" or ", known) + "."));
    }
}
