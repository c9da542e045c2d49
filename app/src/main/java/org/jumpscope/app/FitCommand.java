package org.jumpscope.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jumpscope.data.DataFolders;
import org.jumpscope.experiments.Defaults;
import org.jumpscope.experiments.Progress;
import org.jumpscope.experiments.Provenance;
import org.jumpscope.experiments.fit.Fit;
import org.jumpscope.experiments.fit.FitCurves;
import org.jumpscope.experiments.fit.FitResult;
import org.jumpscope.experiments.fit.Measurements;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.FigureWriter;
import org.jumpscope.figures.fit.FitFigures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fit}: a file of values to a verdict on a power law, as text, JSON and figures. */
@Command(
        name = "fit",
        customSynopsis = "jumpscope fit FILE|- [OPTIONS]",
        description =
                "Says whether values follow a power law, p(x) ∝ x^(-k) with any k, on which range, and how sure that is. "
                        + "FILE is a table (CSV, TSV, text with blanks), an array (NPY, NPZ) or a Parquet file; - is standard "
                        + "input with one number per line. The range is searched unless it is given.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./jumpscope fit docs/examples/jumps.csv --column jump",
            "  ./jumpscope fit docs/examples/jumps.csv --column jump --compare --bootstrap 100 --json -",
            "  ./jumpscope fit docs/examples/jumps.csv --column jump --range 1e-3:1 --plot jumps.svg --force",
        })
final class FitCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @Parameters(paramLabel = "FILE", description = "The values; - is standard input.")
    private String file;

    @Option(
            names = "--column",
            paramLabel = "C",
            description = "Name or number (from 1) of the column, or name of the array. Default: the only one.")
    private String column;

    @Option(
            names = "--weights",
            paramLabel = "C",
            description = "Column of weights, which are 0 or more and do not depend on the values.")
    private String weights;

    @Option(
            names = "--histogram",
            description = "The columns low, high and count (or the only three) are bins with their counts.")
    private boolean histogram;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where data are sought first; then in $JUMPSCOPE_DATA, then in data/.")
    private Path folder;

    @Mixin
    private FitOptions options;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description =
                    "Draw the density with the fitted law; FILE ends in .svg, .png or .pdf. Beside it are drawn the "
                            + "survival function (FILE-ccdf) and the exponent against the window (FILE-landscape).")
    private Path plot;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        List<Path> figures = plot == null ? List.of() : figureFiles();
        output.check(figures);
        Progress progress = TerminalProgress.onTerminal();
        FitOptions.Asked asked = options.asked(
                progress, histogram || weights != null ? FitOptions.Measured.IN_BINS : FitOptions.Measured.ONE_BY_ONE);
        Optional<Path> path = path();
        CompletableFuture<Provenance> read =
                output.provenanceBeside(path.map(List::of).orElse(List.of()));
        Measurements data = Measurements.read(
                path.<Measurements.Source>map(Measurements.SourceFile::new)
                        .orElseGet(() -> new Measurements.SourceStream("standard input", System.in)),
                histogram ? Measurements.Form.HISTOGRAM : Measurements.Form.VALUES,
                Optional.ofNullable(column),
                Optional.ofNullable(weights));
        Fit.Run run = Fit.run(
                new Fit.Request(data, asked.fit(), asked.counts(), asked.rounding(), asked.order(), asked.search()));
        progress.report("fit", 1);
        if (plot != null) {
            draw(figures, run);
        }
        Provenance plain = read.join();
        Provenance provenance = asked.seed()
                .map(seed -> plain.withRandomNumbers(seed, Defaults.GENERATOR))
                .orElse(plain);
        output.answer(provenance, run.result(), List.of(), FitText.of(run.result()));
        return 0;
    }

    private Optional<Path> path() {
        if (file.equals(STANDARD_INPUT)) {
            return Optional.empty();
        }
        return Optional.of(
                DataFolders.of(Optional.ofNullable(folder), System.getenv()).find(file));
    }

    /** The files of the figures: the one that was named, and two beside it. */
    private List<Path> figureFiles() {
        FigureWriter.format(plot);
        String name = plot.getFileName().toString();
        int dot = name.lastIndexOf('.');
        List<Path> files = new ArrayList<>(List.of(plot));
        for (String part : List.of("-ccdf", "-landscape")) {
            files.add(plot.resolveSibling(name.substring(0, dot) + part + name.substring(dot)));
        }
        return files;
    }

    private void draw(List<Path> files, Fit.Run run) {
        FitCurves curves = run.curves();
        FitResult result = run.result();
        List<Figure> figures = List.of(
                FitFigures.density(result, curves),
                FitFigures.survival(result, curves),
                FitFigures.landscape(result, run.landscape()));
        for (int i = 0; i < figures.size(); i++) {
            byte[] bytes = FigureWriter.bytes(figures.get(i), FigureWriter.format(files.get(i)));
            output.files().write(files.get(i), out -> out.write(bytes));
        }
    }
}
