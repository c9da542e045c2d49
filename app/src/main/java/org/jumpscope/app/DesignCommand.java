package org.jumpscope.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jumpscope.design.DesignedLoss;
import org.jumpscope.design.LossDesign;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.duality.Coordinate;
import org.jumpscope.experiments.Defaults;
import org.jumpscope.experiments.Experiment;
import org.jumpscope.experiments.Experiment.StateSource;
import org.jumpscope.experiments.design.Design;
import org.jumpscope.experiments.design.DesignCurves;
import org.jumpscope.experiments.design.DesignSnippet;
import org.jumpscope.experiments.design.DesignTables;
import org.jumpscope.experiments.design.TargetLaw;
import org.jumpscope.figures.DesignFigure;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.FigureWriter;
import org.jumpscope.numeric.InvalidInputException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code design}: a loss whose jumps follow a law that is given. */
@Command(
        name = "design",
        customSynopsis = {
            "jumpscope design [EXPERIMENT.yaml] --exponent K --decades D [OPTIONS]",
            "jumpscope design --network FILE --data DATA --exponent K --decades D [OPTIONS]"
        },
        description =
                "Designs a loss for two classes so that the jumps of a neuron follow a given law exactly, at a state "
                        + "that is the learning equilibrium of that very loss; checks it by samples and by gradient descent, and "
                        + "writes it as a table, for PyTorch and for Java. Where there is none it says why, and what would make "
                        + "one. With --network, a loss for each output of a trained network, whose bias jumps follow the law on "
                        + "the samples of --data; all jumps of the outputs are then compared with it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./jumpscope design --exponent 1.5 --decades 3 --state 4,-2",
            "  ./jumpscope design --law \"lognormal(0, 1)\" --weight 4 --bias -2 --json -",
            "  ./jumpscope design --exponent 2 --decades 4 --state 8,-4 --kind one-signed",
            "  ./jumpscope design --exponent 1 --decades 2 --state 4,-2 --python loss.py --force",
            "  ./jumpscope design --exponent 1 --decades 2 --state 4,-2 --java Loss.java --plot law.svg --force",
            "  ./jumpscope design --exponent 1.5 --decades 3 --state 4,-2 --jump bias",
            "  ./jumpscope design --network docs/examples/network.onnx --data docs/examples/samples.csv --labels kind "
                    + "--exponent 1.5 --decades 3",
        })
final class DesignCommand implements Callable<Integer> {
    @Mixin
    private ExperimentOptions experiment;

    @ArgGroup(exclusive = false, heading = "%nThe law of the jumps:%n")
    private Law law = new Law();

    /** The target law. */
    static final class Law {
        @Option(
                names = "--exponent",
                converter = AnyNumber.class,
                paramLabel = "K",
                description = "The exponent of a bounded power law of jumps; needs --decades.")
        private Double exponent;

        @Option(
                names = "--decades",
                converter = AnyNumber.class,
                paramLabel = "D",
                description = "The length of its range, in decades below the upper end.")
        private Double decades;

        @Option(
                names = "--upper",
                converter = AnyNumber.class,
                paramLabel = "Q",
                description = "Its upper end. Default: 1.")
        private Double upper;

        @Option(
                names = "--law",
                paramLabel = "LAW",
                description =
                        "Another law of positive numbers instead, such as \"lognormal(0, 1)\" or \"uniform(0.1, 1)\".")
        private String law;
    }

    @Option(
            names = "--weight",
            converter = AnyNumber.class,
            paramLabel = "W",
            description = "The weight of the state; with --bias, as --state W,B.")
    private Double weight;

    @Option(names = "--bias", converter = AnyNumber.class, paramLabel = "B", description = "The bias of the state.")
    private Double bias;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description =
                    "one-signed: the jumps of a class have one sign; two-signed: both, about a minimum of its loss; "
                            + "any: one sign where that has a solution. Default: any.")
    private String kind = "any";

    @Option(
            names = "--jump",
            paramLabel = "JUMP",
            description =
                    "Which jumps follow the law: norm, √(ẇ² + ḃ²), or bias, |ḃ|. Default: norm; of a network, bias.")
    private String jump;

    @ArgGroup(exclusive = false, heading = "%nA trained network:%n")
    private DesignNetworkOptions network = new DesignNetworkOptions();

    @Option(
            names = "--minimum",
            converter = AnyNumber.class,
            paramLabel = "X",
            description =
                    "Two-signed, with the minimum of the loss of the class at smaller inputs at this input; the jumps of "
                            + "the smaller branches and of the other class are then the law's times a factor.")
    private Double minimum;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Samples of the self-check. Default: " + Design.SAMPLES
                    + ". Of a network, the first N of its data, or all where there are fewer; default: all.")
    private Long samples;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "" + Defaults.SEED,
            description = "Seed of the samples and of the descent. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--threads", paramLabel = "T", description = "Threads. Default: all processors.")
    private Integer threads;

    @ArgGroup(exclusive = false, heading = "%nFiles:%n")
    private Files files = new Files();

    /** Where the loss goes. */
    static final class Files {
        @Option(names = "--csv", paramLabel = "FILE", description = "Write the tables as comma-separated values.")
        private Path csv;

        @Option(names = "--npz", paramLabel = "FILE", description = "Write the tables as arrays for NumPy.")
        private Path npz;

        @Option(
                names = "--python",
                paramLabel = "FILE",
                description = "Write the loss as a Python file for PyTorch, which runs as it is.")
        private Path python;

        @Option(
                names = "--java",
                paramLabel = "FILE",
                description = "Write the loss as a Java class, which compiles as it is; FILE is NAME.java.")
        private Path java;

        @Option(
                names = "--plot",
                paramLabel = "FILE",
                description = "Draw the law of the jumps beside samples, and the losses in a file of that name with "
                        + "-losses; FILE ends in .svg, .png or .pdf.")
        private Path plot;

        List<Path> all() {
            List<Path> all = new ArrayList<>();
            for (Path file : new Path[] {csv, npz, python, java, plot}) {
                if (file != null) {
                    all.add(file);
                }
            }
            if (plot != null) {
                all.add(losses(plot));
            }
            return all;
        }

        static Path losses(Path plot) {
            String name = plot.getFileName().toString();
            int dot = name.lastIndexOf('.');
            return plot.resolveSibling(name.substring(0, dot) + "-losses" + name.substring(dot));
        }

        String javaName() {
            String name = java.getFileName().toString();
            if (!name.endsWith(".java")) {
                throw new InvalidInputException("File '" + java
                        + "' for the Java class does not end with .java; name it such as DesignedLoss.java.");
            }
            return name.substring(0, name.length() - ".java".length());
        }
    }

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        if (files.plot != null) {
            FigureWriter.format(files.plot);
        }
        if (files.java != null) {
            DesignSnippet.checkedName(files.javaName());
        }
        output.check(files.all());
        if (network.isGiven()) {
            return network();
        }
        network.refuse();
        ExperimentOptions.Read read = experiment.read();
        Experiment asked = withState(read.experiment());
        Design.Request request = new Design.Request(
                asked,
                target(),
                kind(),
                jump(),
                optional(minimum),
                samples == null ? Design.SAMPLES : samples,
                seed,
                threads());
        Design.Answer answer = Design.run(request);
        List<String> warnings = new ArrayList<>(answer.warnings());
        if (answer.loss().isPresent()) {
            write(answer, asked.activation().name());
        } else if (!files.all().isEmpty()) {
            warnings.add("There is no loss, so no file of one was written.");
        }
        output.answer(
                output.provenance(read.files()).withRandomNumbers(seed, Defaults.GENERATOR),
                answer.result(),
                warnings,
                DesignText.of(answer.result()));
        return 0;
    }

    private Integer network() {
        experiment.refuseForNetwork();
        Object[][] others = {
            {weight, "--weight"},
            {bias, "--bias"},
            {minimum, "--minimum"},
            {files.python, "--python"},
            {files.java, "--java"}
        };
        for (Object[] one : others) {
            if (one[0] != null) {
                throw new InvalidInputException(
                        one[1] + " is of one neuron, and --network FILE says a whole network: leave one of them out.");
            }
        }
        if (jump() == Coordinate.NORM && jump != null) {
            throw new InvalidInputException(
                    "--jump norm is of one neuron of one input; the lengths of a unit's jumps depend on all"
                            + " that it reads: leave it out, or say --jump bias.");
        }
        NetworkDesignRun run = new NetworkDesignRun(network, experiment, output, target(), kind(), samples, threads());
        return run.answer(files.csv, files.npz, files.plot);
    }

    private Distribution target() {
        return TargetLaw.of(
                optional(law.exponent), optional(law.decades), optional(law.upper), Optional.ofNullable(law.law));
    }

    private int threads() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    private Coordinate jump() {
        return switch (jump == null ? "norm" : jump.toLowerCase(Locale.ROOT)) {
            case "norm" -> Coordinate.NORM;
            case "bias" -> Coordinate.BIAS;
            default -> throw new InvalidInputException("--jump " + jump + " is not known: say norm or bias.");
        };
    }

    private void write(Design.Answer answer, String activation) {
        DesignedLoss loss = answer.loss().orElseThrow();
        if (files.csv != null) {
            output.files().write(files.csv, out -> DesignTables.csv(out, loss));
        }
        if (files.npz != null) {
            output.files().write(files.npz, out -> DesignTables.npz(out, loss));
        }
        if (files.python != null) {
            output.files().write(files.python, DesignSnippet.python(loss, answer.result(), activation));
        }
        if (files.java != null) {
            output.files().write(files.java, DesignSnippet.java(loss, answer.result(), activation, files.javaName()));
        }
        if (files.plot != null) {
            DesignCurves curves = DesignCurves.of(loss, answer.sample().orElseThrow());
            draw(files.plot, DesignFigure.law(answer.result(), curves));
            draw(Files.losses(files.plot), DesignFigure.losses(answer.result(), curves));
        }
    }

    private void draw(Path file, Figure figure) {
        FigureWriter.Format format = FigureWriter.format(file);
        output.files().write(file, out -> out.write(FigureWriter.bytes(figure, format)));
    }

    private LossDesign.Kind kind() {
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "any" -> LossDesign.Kind.ANY;
            case "one-signed" -> LossDesign.Kind.ONE_SIGNED;
            case "two-signed" -> LossDesign.Kind.TWO_SIGNED;
            default ->
                throw new InvalidInputException("--kind " + kind + " is not known: say any, one-signed or two-signed.");
        };
    }

    private Experiment withState(Experiment read) {
        if (weight == null && bias == null) {
            return read;
        }
        if (weight == null || bias == null) {
            throw new InvalidInputException((weight == null ? "--bias needs --weight" : "--weight needs --bias")
                    + ": a state has both, as in --state 4,-2.");
        }
        if (experiment.hasState()) {
            throw new InvalidInputException("--state and --weight both say the state: leave one out.");
        }
        if (!Double.isFinite(weight) || !Double.isFinite(bias)) {
            throw new InvalidInputException(
                    "State (" + weight + ", " + bias + ") is not finite; give a finite --weight and --bias.");
        }
        return new Experiment(
                read.classes(), read.activation(), read.loss(), new StateSource.Given(weight, bias), read.rate());
    }

    private static OptionalDouble optional(Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
