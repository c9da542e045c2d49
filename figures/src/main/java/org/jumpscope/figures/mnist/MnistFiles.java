package org.jumpscope.figures.mnist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jumpscope.data.NetworkFile;
import org.jumpscope.experiments.Envelope;
import org.jumpscope.experiments.FigureAnalysis.Settings;
import org.jumpscope.experiments.OutputFolder;
import org.jumpscope.experiments.Provenance;
import org.jumpscope.experiments.mnist.Mnist;
import org.jumpscope.experiments.mnist.MnistResult;
import org.jumpscope.experiments.mnist.ProjectedDigits;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.paper.Companion;
import org.jumpscope.figures.paper.FigureFiles;
import org.jumpscope.figures.report.ReportPage;

/** Writes what {@code reproduce --mnist} found: figures in every format, their numbers, and a page. */
public final class MnistFiles {
    /** The page that a person reads. */
    public static final String PAGE = "mnist.html";

    /** The file that holds all numbers of the page. */
    public static final String NUMBERS = "mnist.json";

    /** The trained network. */
    public static final String NETWORK = "mnist-network.safetensors";

    private static final String COMMAND = "reproduce";
    private static final String FIELD = "mnist";

    private MnistFiles() {}

    /**
     * Checks, before anything is computed, that page and numbers may be written.
     *
     * @param folder where to
     * @throws org.jumpscope.numeric.InvalidInputException if a file is there that no earlier run wrote
     */
    public static void check(OutputFolder folder) {
        folder.check(PAGE);
        folder.check(NUMBERS);
        folder.check(NETWORK);
        FigureFiles.check(MnistFigures.SPECTRUM, folder);
        FigureFiles.check(MnistFigures.GRADIENTS, folder);
    }

    /**
     * Writes all files, but does not end the run of the folder.
     *
     * @param run what was found
     * @param settings how
     * @param provenance where it comes from
     * @param folder where to
     * @return what the report of the whole run says of it
     */
    public static Companion write(Mnist.Run run, Settings settings, Provenance provenance, OutputFolder folder) {
        Map<String, Figure> figures = MnistFigures.all(run, settings);
        Map<String, Object> entries = entries(run.result());
        FigureFiles.write(figures, folder);
        List<String> warnings = new ArrayList<>(run.warnings());
        entries.forEach((name, entry) -> folder.write(
                name + ".json",
                new Envelope(COMMAND, provenance, entry, List.of()).write().json()));
        folder.write(
                NETWORK,
                out -> NetworkFile.write(
                        out,
                        NetworkFile.Form.SAFETENSORS,
                        run.network(),
                        Map.of("jumpscope", provenance.version(), "seed", Long.toString(settings.seed()))));
        MnistReport report =
                new MnistReport(run, settings, provenance, figures, FigureFiles.downloads(figures, entries.keySet()));
        folder.write(PAGE, ReportPage.html(report.page()));
        folder.write(
                NUMBERS,
                new Envelope(COMMAND, provenance, run.result(), run.warnings())
                        .write()
                        .json());
        return new Companion(FIELD, run.result(), report.summary(), warnings);
    }

    /** The numbers behind each figure. */
    private static Map<String, Object> entries(MnistResult result) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (ProjectedDigits.Case each : result.projections()) {
            entries.putIfAbsent(
                    MnistFigures.projection(each),
                    result.projections().stream()
                            .filter(other -> MnistFigures.projection(other).equals(MnistFigures.projection(each)))
                            .toList());
        }
        entries.put(MnistFigures.SPECTRUM, result.spectra());
        if (!result.gradients().isEmpty()) {
            entries.put(MnistFigures.GRADIENTS, result.gradients());
        }
        result.jumps().stream()
                .map(each -> each.group())
                .distinct()
                .forEach(group -> entries.put(
                        MnistFigures.exponent(group),
                        result.jumps().stream()
                                .filter(each -> each.group().equals(group))
                                .toList()));
        for (LawsResult laws : result.laws()) {
            for (LawsResult.Direction law : MnistFigures.drawn(laws)) {
                entries.put(MnistFigures.direction(laws, law), law);
            }
        }
        return entries;
    }
}
