package org.jumpscope.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jumpscope.data.DataFolders;
import org.jumpscope.data.ImageFolder;
import org.jumpscope.experiments.Defaults;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.escape.DigitEscape;
import org.jumpscope.experiments.escape.Escape;
import org.jumpscope.numeric.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code experiment}: experiments whose plan was written before they were run. */
@Command(
        name = "experiment",
        customSynopsis = "jumpscope experiment escape [OPTIONS]",
        description =
                "Runs an experiment whose hypothesis, effect and sample size were fixed before its first run. escape: "
                        + "whether power-law noise leaves local minima sooner than normal noise of the same variance (docs/escape.md): "
                        + "on the line, and with --data for a neuron before the zeros and ones of MNIST, with losses designed for "
                        + "several exponents.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./jumpscope experiment escape --runs 20",
        })
final class ExperimentCommand implements Callable<Integer> {
    private static final String LEFT_OUT =
            "The part with images of digits was left out: name the folder of MNIST with --data to run it.";

    @Parameters(paramLabel = "NAME", description = "Which experiment: escape.")
    private String name;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Runs of each cell. Default: " + Escape.RUNS + " on the line and " + DigitEscape.RUNS
                    + " with images, the numbers that were planned.")
    private Integer runs;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder with the files of MNIST. Without it that part is left out.")
    private String data;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where data are sought first; then in $JUMPSCOPE_DATA, then in data/.")
    private Path dataDir;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "" + Defaults.SEED,
            description = "Seed of the noise. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--threads", paramLabel = "T", description = "Threads. Default: all processors.")
    private Integer threads;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        if (!"escape".equals(name)) {
            throw new InvalidInputException("There is no experiment '" + name + "': the only one is 'escape'.");
        }
        Optional<Path> folder = Optional.ofNullable(data)
                .map(path -> DataFolders.of(Optional.ofNullable(dataDir), System.getenv())
                        .find(path));
        List<Path> files = folder.map(path -> new ImageFolder(path).files(ImageFolder.Part.TRAIN))
                .orElse(List.of());
        output.check(List.of());
        Progress progress = TerminalProgress.onTerminal();
        int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        Optional<DigitEscape.Digits> digits = folder.map(DigitEscape::read);
        Escape.Result line = Escape.run(new Escape.Request(runs == null ? Escape.RUNS : runs, seed, workers), progress);
        Escape.Result result = digits.map(images -> DigitEscape.run(
                        DigitEscape.Request.of(images, runs == null ? DigitEscape.RUNS : runs, seed, workers),
                        progress))
                .map(line::with)
                .orElse(line);
        output.answer(
                output.provenance(files).withRandomNumbers(seed, Defaults.GENERATOR),
                result,
                digits.isPresent() ? List.of() : List.of(LEFT_OUT),
                EscapeText.of(result));
        return 0;
    }
}
