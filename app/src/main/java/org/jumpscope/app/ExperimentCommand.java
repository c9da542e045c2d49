package org.jumpscope.app;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jumpscope.experiments.Defaults;
import org.jumpscope.experiments.Progress;
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
                        + "whether power-law noise leaves local minima sooner than normal noise of the same variance (docs/escape.md).",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./jumpscope experiment escape --runs 20",
        })
final class ExperimentCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "Which experiment: escape.")
    private String name;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "" + Escape.RUNS,
            description = "Runs of each cell. Default: ${DEFAULT-VALUE}, the number that was planned.")
    private int runs;

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
        output.check(List.of());
        Progress progress = TerminalProgress.onTerminal();
        Escape.Result result = Escape.run(
                new Escape.Request(
                        runs, seed, threads == null ? Runtime.getRuntime().availableProcessors() : threads),
                progress);
        output.answer(
                output.provenance(List.of()).withRandomNumbers(seed, Defaults.GENERATOR),
                result,
                List.of(),
                text(result));
        return 0;
    }

    private static String text(Escape.Result result) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-12s %5s  %-14s %8s %12s %10s  %s%n",
                "landscape",
                "ΔV/T",
                "noise",
                "escaped",
                "mean steps",
                "± ",
                "ratio to normal (95 %)"));
        for (Escape.Cell cell : result.cells()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-12s %5s  %-14s %8d %12.0f %10.0f  %s%n",
                    cell.landscape(),
                    ShortNumber.of(cell.barrier()),
                    cell.noise(),
                    cell.escaped(),
                    cell.meanSteps(),
                    cell.standardError(),
                    "normal".equals(cell.noise())
                            ? "1"
                            : String.format(
                                    Locale.ROOT,
                                    "%.3f (%.3f to %.3f)",
                                    cell.ratio(),
                                    cell.interval().get(0),
                                    cell.interval().get(1))));
        }
        return text.toString();
    }
}
