package org.jumpscope.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jumpscope.experiments.Defaults;
import org.jumpscope.experiments.Experiment.StateSource;
import org.jumpscope.experiments.FigureAnalysis;
import org.jumpscope.experiments.OutputFolder;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.Provenance;
import org.jumpscope.experiments.RealCases;
import org.jumpscope.experiments.Reproduce;
import org.jumpscope.experiments.ThreadCount;
import org.jumpscope.experiments.architectures.Architecture;
import org.jumpscope.experiments.architectures.Architectures;
import org.jumpscope.experiments.mnist.Mnist;
import org.jumpscope.experiments.mnist.MnistData;
import org.jumpscope.figures.mnist.ArchitectureFiles;
import org.jumpscope.figures.mnist.MnistFiles;
import org.jumpscope.figures.paper.Companion;
import org.jumpscope.figures.paper.ReproduceFiles;
import org.jumpscope.figures.paper.ReproduceRun;
import org.jumpscope.numeric.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reproduce}: the paper's numerical results in a folder. */
@Command(
        name = "reproduce",
        customSynopsis = "jumpscope reproduce [OPTIONS]",
        description = "Computes every numerical result of the paper again (Kukleva and Vanchurin, arXiv:2405.17391, "
                + "Sections 5 to 10): the nine figures, the closing table, the errata, and a report that says what agrees "
                + "and what does not. Start with report.html in the folder.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./jumpscope reproduce",
            "  ./jumpscope reproduce --figure 3 --samples 1000000 --out out/figure-3",
            "  ./jumpscope reproduce --state sgd --ratio 3 --out out/sgd",
        })
final class ReproduceCommand implements Callable<Integer> {
    private static final String SAMPLES = "10000000";

    // Seconds that parts take on MNIST, about: the paper's results, one figure of them, the digits, one architecture.
    private static final double PAPER = 25;
    private static final double ONE_FIGURE = 2;
    private static final double DIGITS = 30;
    private static final double ARCHITECTURE = 80;

    @Option(names = "--figure", paramLabel = "N", description = "Only this figure of the paper, 1 to 9.")
    private Integer figure;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out/reproduce",
            description = "The folder of the results. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = SAMPLES,
            description = "Monte Carlo samples per figure. Default: ${DEFAULT-VALUE}.")
    private long samples;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "" + Defaults.SEED,
            description = "Seed of the random numbers. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            defaultValue = "" + Defaults.RATE,
            description = "The learning rate, which scales the jumps. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--epsilon",
            paramLabel = "E",
            defaultValue = "" + Defaults.EPSILON,
            description = "The clip of the activation whose equilibrium is the state of Figures 6 and 7, below 0.5. "
                    + "Default: ${DEFAULT-VALUE}.")
    private double epsilon;

    @Option(
            names = "--ratio",
            paramLabel = "R",
            defaultValue = "" + Defaults.RATIO,
            description = "What \"much larger\" means in the paper's conditions. Default: ${DEFAULT-VALUE}.")
    private double ratio;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            defaultValue = "equilibrium",
            description =
                    "The state of the figures: equilibrium, or sgd (what stochastic gradient descent reaches at a "
                            + "stable rate). Default: ${DEFAULT-VALUE}.")
    private String state;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Where mnist/ and tabular/breast_cancer.csv are sought first; then in $JUMPSCOPE_DATA, then in "
                            + "data/. They are analysed too when they are there.")
    private Path dataDir;

    @Option(
            names = "--mnist",
            paramLabel = "DIR",
            description =
                    "Also a real network: DIR holds the files of MNIST, such as --mnist data/mnist. Zeros and ones on a line as in the paper's "
                            + "Section 8, then a network of 100 tanh neurons and a softmax that learns all ten digits: the "
                            + "spectrum of its Jacobian, and the exponents of its jumps by layer, output, class and sign. Start "
                            + "with mnist.html. Networks of other architectures learn the same images, too; start with "
                            + "architectures.html.")
    private String mnist;

    @Option(
            names = "--architectures",
            paramLabel = "NAMES",
            description =
                    "With --mnist, which networks beside the dense one: some of convolution, recurrent, transformer, "
                            + "autoencoder, parted by commas, or all or none. All of them take minutes. Default: all.")
    private String architectures;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that draw samples; the results do not depend on it. Default: all processors.")
    private Integer threads;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        FigureAnalysis.Settings settings = settings();
        if (!(epsilon > 0 && epsilon < 0.5)) {
            throw new InvalidInputException(
                    "--epsilon " + epsilon + " is not a clip: give a number above 0 and below 0.5.");
        }
        StateSource source = source();
        List<Architecture> others = architectures();
        // What can be refused is refused before the data are read.
        new Reproduce.Request(figure, source, epsilon, settings, RealCases.none());
        output.check(List.of());
        OutputFolder folder = OutputFolder.open(out, output.files());
        ReproduceFiles.check(figure, folder);
        if (mnist != null) {
            MnistFiles.check(folder);
        }
        if (!others.isEmpty()) {
            ArchitectureFiles.check(folder);
        }
        Optional<Path> data = Optional.ofNullable(dataDir);
        Optional<MnistData> digits =
                Optional.ofNullable(mnist).map(name -> MnistData.read(name, data, System.getenv(), seed));
        RealCases cases = figure == null
                ? RealCases.seek(data, System.getenv(), digits.map(MnistData::folder))
                : RealCases.none();
        Reproduce.Request request = new Reproduce.Request(figure, source, epsilon, settings, cases);
        Progress progress = TerminalProgress.onTerminal();
        double paper = figure == null ? PAPER : ONE_FIGURE;
        double learning = digits.isEmpty() ? 0 : DIGITS;
        double comparing = others.isEmpty() ? 0 : ARCHITECTURE * (others.size() + 0.3);
        double all = paper + learning + comparing;
        Reproduce.Result result = Reproduce.run(request, part(progress, 0, paper / all));
        Optional<Mnist.Run> learnt = digits.map(each ->
                Mnist.run(new Mnist.Request(each, settings), part(progress, paper / all, (paper + learning) / all)));
        Optional<Architectures.Run> compared = others.isEmpty()
                ? Optional.empty()
                : learnt.map(dense -> Architectures.run(
                        new Architectures.Request(
                                digits.orElseThrow(),
                                settings,
                                others,
                                Optional.of(
                                        new Architectures.Trained(dense.result().training(), dense.network()))),
                        part(progress, (paper + learning) / all, 1)));
        Set<Path> read = new LinkedHashSet<>();
        cases.found().values().forEach(each -> read.addAll(each.inputs()));
        digits.ifPresent(each -> read.addAll(each.samples().files()));
        Provenance provenance = output.provenance(List.copyOf(read)).withRandomNumbers(seed, Defaults.GENERATOR);
        List<Companion> companions = new ArrayList<>();
        learnt.ifPresent(each -> companions.add(MnistFiles.write(each, settings, provenance, folder)));
        compared.ifPresent(each -> companions.add(ArchitectureFiles.write(each, settings, provenance, folder)));
        ReproduceRun run = new ReproduceRun(request, result, provenance, cases.missing(), companions);
        List<String> warnings = ReproduceFiles.write(run, folder);
        String text = ReproduceText.of(result, cases.missing(), out)
                + learnt.map(each -> MnistText.of(each, out)).orElse("")
                + compared.map(each -> ArchitectureText.of(each, out)).orElse("");
        output.answer(provenance, ReproduceFiles.all(run), warnings, text);
        return 0;
    }

    private static Progress part(Progress progress, double from, double to) {
        return (stage, share) -> progress.report(stage, from + share * (to - from));
    }

    private List<Architecture> architectures() {
        if (mnist == null) {
            if (architectures != null) {
                throw new InvalidInputException("--architectures " + architectures
                        + " says which networks learn images: name the folder of these with --mnist.");
            }
            return List.of();
        }
        return Architecture.parse(architectures == null ? "all" : architectures);
    }

    private FigureAnalysis.Settings settings() {
        if (samples < 1) {
            throw new InvalidInputException("--samples " + samples + " are too few: give 1 or more.");
        }
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("--rate " + rate + " is not a learning rate: give a number above 0.");
        }
        if (!(ratio > 1 && ratio < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("--ratio " + ratio + " is not a number above 1.");
        }
        FigureAnalysis.Settings defaults = FigureAnalysis.Settings.defaults();
        int used = threads == null ? defaults.threads() : threads;
        ThreadCount.check(used);
        return new FigureAnalysis.Settings(
                samples, seed, rate, ratio, defaults.tolerance(), defaults.tailMassCut(), used);
    }

    private StateSource source() {
        return switch (state) {
            case "equilibrium" -> new StateSource.Equilibrium();
            case "sgd" -> new StateSource.Sgd();
            default ->
                throw new InvalidInputException(
                        "--state '" + state + "' is not a state of the figures: give equilibrium or sgd.");
        };
    }
}
