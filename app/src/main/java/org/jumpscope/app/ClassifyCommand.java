package org.jumpscope.app;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.design.classification.Settings;
import org.jumpscope.experiments.Defaults;
import org.jumpscope.experiments.classification.Classify;
import org.jumpscope.experiments.classification.Classify.Subject;
import org.jumpscope.experiments.classification.ClassifyResult;
import org.jumpscope.experiments.classification.ClassifyTable;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code classify}: options to a request, its result to text, LaTeX or JSON. */
@Command(
        name = "classify",
        customSynopsis = {
            "jumpscope classify FORMULA [OPTIONS]",
            "jumpscope classify --activation A --loss L [--target T] [OPTIONS]",
            "jumpscope classify --table [OPTIONS]"
        },
        description =
                "Says which composition H(y) of loss and activation gives which law of jumps: the exact exponents of "
                        + "the jumps of weight and bias, and what the exponent of the jump tends to at every end of every smooth "
                        + "stretch of H, each with its error and where it holds. Where no law holds, or none is known, it says so.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./jumpscope classify \"y^3\"",
            "  ./jumpscope classify --activation sigmoid --loss squared --target 0 --state 16,-8",
            "  ./jumpscope classify \"(y+2)^(5/2)\" --latex",
            "  ./jumpscope classify --table --json classification.json --force",
        })
final class ClassifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FORMULA",
            description = "The composition H as a formula in y.")
    private String formula;

    @Option(
            names = "--activation",
            paramLabel = "A",
            description = "Instead of FORMULA, the activation: a name or a formula in y. Default: sigmoid.")
    private String activation;

    @Option(
            names = "--loss",
            paramLabel = "L",
            description = "The loss: a name or a formula in f and t. Default: squared.")
    private String loss;

    @Option(names = "--target", paramLabel = "T", description = "The target t. Default: both 0 and 1.")
    private Double target;

    @Option(names = "--table", description = "Classify every activation with every loss of the catalogue.")
    private boolean table;

    @Option(
            names = "--state",
            paramLabel = "W,B",
            converter = NumberList.class,
            description = "The weight and the bias at which conditions are turned into numbers in x.")
    private Vector state;

    @Option(
            names = "--tolerance",
            paramLabel = "TOL",
            defaultValue = "" + Defaults.TOLERANCE,
            description = "How far the local exponent may be from its limit where a law counts as reached. "
                    + "Default: ${DEFAULT-VALUE}.")
    private double tolerance;

    @Option(
            names = "--ratio",
            paramLabel = "R",
            defaultValue = "" + Defaults.RATIO,
            description = "What \"much larger\" means in conditions. Default: ${DEFAULT-VALUE}.")
    private double ratio;

    @Option(names = "--latex", description = "Print the answer as a table of LaTeX.")
    private boolean latex;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        output.check(List.of());
        Settings settings = new Settings(tolerance, ratio, state());
        List<Double> targets = targets();
        if (table) {
            refuse(formula, "A formula");
            refuse(activation, "--activation");
            refuse(loss, "--loss");
            ClassifyTable.Table found = ClassifyTable.of(settings, targets);
            String text = latex ? ClassifyLatex.of(found) : ClassifyText.of(found);
            output.answer(output.provenance(List.of()), found.rows(), List.of(), text);
            return 0;
        }
        ClassifyResult result = Classify.run(new Classify.Request(subject(targets), settings));
        output.answer(
                output.provenance(List.of()),
                result,
                List.of(),
                latex ? ClassifyLatex.of(result) : ClassifyText.of(result));
        return 0;
    }

    private Subject subject(List<Double> targets) {
        boolean parts = activation != null || loss != null;
        if (formula != null) {
            if (parts) {
                throw new InvalidInputException(
                        "A formula and --activation or --loss both say what the composition is: leave one out.");
            }
            if (target != null) {
                throw new InvalidInputException(
                        "--target belongs to --activation and --loss; a formula in y is H for one target already.");
            }
            return new Subject.Whole(formula);
        }
        if (!parts) {
            throw new ParameterException(
                    spec.commandLine(), "Give a formula such as \"y^3\", --activation and --loss, or --table.");
        }
        return new Subject.Parts(
                Composition.of(
                        activation == null ? Activation.sigmoid() : Activation.parse(activation),
                        loss == null ? Loss.squared() : Loss.parse(loss)),
                targets);
    }

    private List<Double> targets() {
        return target == null ? Classify.TARGETS : List.of(target);
    }

    private Optional<State> state() {
        if (state == null) {
            return Optional.empty();
        }
        if (state.size() != 2) {
            throw new InvalidInputException(
                    "--state needs a weight and a bias, such as 16,-8; there are " + state.size() + " numbers.");
        }
        return Optional.of(State.of(state.get(0), state.get(1)));
    }

    private static void refuse(String value, String what) {
        if (value != null) {
            throw new InvalidInputException(what + " and --table both say what is classified: leave one out.");
        }
    }
}
