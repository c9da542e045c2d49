package org.jumpscope.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jumpscope.experiments.Defaults;
import org.jumpscope.experiments.EmpiricalClasses;
import org.jumpscope.experiments.Experiment;
import org.jumpscope.numeric.InvalidInputException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say what the experiment is, shared by the verbs that take one. */
final class ExperimentOptions {
    @Parameters(
            arity = "0..1",
            paramLabel = "EXPERIMENT.yaml",
            description = "The experiment: classes, activation, loss, state, rate. Without it, the paper's first one; "
                    + "an option wins over the file.")
    private Path file;

    @ArgGroup(exclusive = false, heading = "%nThe experiment:%n")
    private Model model = new Model();

    @ArgGroup(exclusive = false, heading = "%nClasses from data instead of laws:%n")
    private Data data = new Data();

    /** Composition, classes and state. */
    static final class Model {
        @Option(
                names = "--input",
                paramLabel = "TARGET=LAW",
                description = "A class: its target and the law of its inputs, such as 0=\"normal(0, 0.25)\"; once per "
                        + "class, with equal shares. Laws: normal, student, laplace, uniform, logistic, powerlaw, "
                        + "lognormal, mixture. Default: 0=\"normal(0, 0.25)\" 1=\"normal(1, 0.25)\".")
        private List<String> inputs = new ArrayList<>();

        @Option(
                names = "--activation",
                paramLabel = "NAME|FORMULA",
                description =
                        "The activation f: a name, or a formula in y such as \"1/(1+exp(-y))\". Default: sigmoid.")
        private String activation;

        @Option(
                names = "--loss",
                paramLabel = "NAME|FORMULA",
                description = "The loss: a name, or a formula in f and t such as \"(f-t)^2\". Default: squared.")
        private String loss;

        @Option(
                names = "--state",
                paramLabel = "STATE",
                description =
                        "Where the map is taken: equilibrium (the minimum of the mean loss), sgd (what stochastic "
                                + "gradient descent reaches), or a weight and a bias such as 16,-8. Default: equilibrium.")
        private String state;

        @Option(
                names = "--rate",
                paramLabel = "RATE",
                description = "The learning rate, which scales the jumps. Default: " + Defaults.RATE + ".")
        private Double rate;
    }

    /** Real samples. */
    static final class Data {
        @Option(
                names = "--data",
                paramLabel = "PATH",
                description =
                        "A table of comma-separated values (also compressed by gzip), or a folder with the files of "
                                + "MNIST; each class has the law of its samples.")
        private String path;

        @Option(
                names = "--feature",
                paramLabel = "COLUMN",
                description = "The column that is the input, by name or number.")
        private String feature;

        @Option(
                names = "--label",
                paramLabel = "COLUMN",
                description = "The column that is the class, by name or number. Default: label.")
        private String label;

        @Option(
                names = "--classes",
                split = ",",
                hideParamSyntax = true,
                paramLabel = "A,B",
                description = "The two classes to take; their targets are 0 and 1.")
        private List<String> classes = new ArrayList<>();

        @Option(
                names = "--project",
                paramLabel = "METHOD",
                description = "Instead of one column, a projection of all columns or pixels, in which the means of the "
                        + "classes are 0 and 1: pca or mean-difference.")
        private String project;

        @Option(
                names = "--bandwidth",
                paramLabel = "WIDTH",
                description = "Bandwidth of the smoothed density of the samples. Default: Silverman's rule.")
        private Double bandwidth;

        @Option(
                names = "--data-dir",
                paramLabel = "DIR",
                description = "Where data are sought first; then in $JUMPSCOPE_DATA, then in data/.")
        private Path folder;
    }

    /**
     * What the options and their files say.
     *
     * @param experiment the experiment
     * @param data the classes that come from data, if they do
     * @param files the files that were read
     */
    record Read(Experiment experiment, Optional<EmpiricalClasses> data, List<Path> files) {}

    /** Whether an option says the state. */
    boolean hasState() {
        return model.state != null;
    }

    /** The data that an option names. */
    Optional<String> dataPath() {
        return Optional.ofNullable(data.path);
    }

    /** Where data are sought first. */
    Optional<Path> dataFolder() {
        return Optional.ofNullable(data.folder);
    }

    /** The learning rate that an option says. */
    OptionalDouble rate() {
        return model.rate == null ? OptionalDouble.empty() : OptionalDouble.of(model.rate);
    }

    /** Refuses what says a neuron of one input, beside a network. */
    void refuseForNetwork() {
        Object[][] all = {
            {file, "An experiment"},
            {model.inputs.isEmpty() ? null : model.inputs, "--input"},
            {model.activation, "--activation"},
            {model.loss, "--loss"},
            {model.state, "--state"},
            {data.feature, "--feature"},
            {data.label, "--label"},
            {data.classes.isEmpty() ? null : data.classes, "--classes"},
            {data.project, "--project"},
            {data.bandwidth, "--bandwidth"}
        };
        for (Object[] one : all) {
            if (one[0] != null) {
                throw new InvalidInputException(
                        one[1] + " is of one neuron, and --network FILE says a whole network: leave one of them out.");
            }
        }
    }

    /** Reads the experiment, its file and its data. */
    Read read() {
        Experiment.Options options = new Experiment.Options(
                model.inputs,
                Optional.ofNullable(model.activation),
                Optional.ofNullable(model.loss),
                Optional.ofNullable(model.state),
                model.rate == null ? OptionalDouble.empty() : OptionalDouble.of(model.rate));
        Experiment experiment = Experiment.of(Optional.ofNullable(file), options);
        List<Path> files = new ArrayList<>();
        if (file != null) {
            files.add(file);
        }
        Optional<EmpiricalClasses> classes = data();
        if (classes.isPresent()) {
            experiment = experiment.withClasses(classes.get().classes());
            files.addAll(classes.get().inputs());
        }
        return new Read(experiment, classes, List.copyOf(files));
    }

    private Optional<EmpiricalClasses> data() {
        if (data.path == null) {
            refuse(data.feature, "--feature");
            refuse(data.label, "--label");
            refuse(data.classes.isEmpty() ? null : data.classes, "--classes");
            refuse(data.project, "--project");
            refuse(data.bandwidth, "--bandwidth");
            return Optional.empty();
        }
        if (!model.inputs.isEmpty()) {
            throw new InvalidInputException("--input and --data both say what the classes are: leave one out.");
        }
        EmpiricalClasses.Source source = EmpiricalClasses.Source.find(
                        data.path, Optional.ofNullable(data.folder), Optional.ofNullable(data.project))
                .withColumns(Optional.ofNullable(data.feature), Optional.ofNullable(data.label))
                .withClasses(data.classes)
                .withBandwidth(data.bandwidth == null ? OptionalDouble.empty() : OptionalDouble.of(data.bandwidth));
        return Optional.of(EmpiricalClasses.read(source));
    }

    private static void refuse(Object value, String option) {
        if (value != null) {
            throw new InvalidInputException(option + " needs --data, which says where the samples are.");
        }
    }
}
