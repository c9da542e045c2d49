package org.jumpscope.figures.mnist;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jumpscope.data.NetworkFile;
import org.jumpscope.experiments.Envelope;
import org.jumpscope.experiments.FigureAnalysis.Settings;
import org.jumpscope.experiments.OutputFolder;
import org.jumpscope.experiments.Provenance;
import org.jumpscope.experiments.architectures.Architectures;
import org.jumpscope.experiments.architectures.Architectures.Run;
import org.jumpscope.experiments.architectures.Architectures.Studied;
import org.jumpscope.experiments.architectures.ArchitecturesResult.Entry;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.paper.Companion;
import org.jumpscope.figures.paper.FigureFiles;
import org.jumpscope.figures.report.ReportPage;

/** Writes what the architectures of {@code reproduce --mnist} found: figures, numbers, networks, and a page. */
public final class ArchitectureFiles {
    /** The page that a person reads. */
    public static final String PAGE = "architectures.html";

    /** The file that holds all numbers of the page. */
    public static final String NUMBERS = "architectures.json";

    private static final String COMMAND = "reproduce";
    private static final String FIELD = "architectures";

    private ArchitectureFiles() {}

    /** The file of a trained network. */
    static String network(Entry entry) {
        return "architectures-" + entry.name() + ".safetensors";
    }

    /**
     * Checks, before anything is computed, that page and numbers may be written.
     *
     * @param folder where to
     * @throws org.jumpscope.numeric.InvalidInputException if a file is there that no earlier run wrote
     */
    public static void check(OutputFolder folder) {
        folder.check(PAGE);
        folder.check(NUMBERS);
        FigureFiles.check(ArchitectureFigures.SPECTRA, folder);
        FigureFiles.check(ArchitectureFigures.EXPONENTS, folder);
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
    public static Companion write(Run run, Settings settings, Provenance provenance, OutputFolder folder) {
        Map<String, Figure> figures = ArchitectureFigures.all(run);
        Map<String, Object> entries = entries(run);
        FigureFiles.write(figures, folder);
        entries.forEach((name, entry) -> folder.write(
                name + ".json",
                new Envelope(COMMAND, provenance, entry, run.warnings()).write().json()));
        for (Studied each : run.networks()) {
            if (!each.entry().name().equals(Architectures.DENSE)) {
                folder.write(
                        network(each.entry()),
                        out -> NetworkFile.write(
                                out,
                                NetworkFile.Form.SAFETENSORS,
                                each.network(),
                                metadata(each, settings, provenance)));
            }
        }
        ArchitectureReport report =
                new ArchitectureReport(run, provenance, figures, FigureFiles.downloads(figures, entries.keySet()));
        folder.write(PAGE, ReportPage.html(report.page()));
        folder.write(
                NUMBERS,
                new Envelope(COMMAND, provenance, run.result(), run.warnings())
                        .write()
                        .json());
        return new Companion(FIELD, run.result(), report.summary(), run.warnings());
    }

    private static Map<String, String> metadata(Studied studied, Settings settings, Provenance provenance) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("jumpscope", provenance.version());
        metadata.put("seed", Long.toString(settings.seed()));
        metadata.put("target", studied.entry().training().settings().target());
        return metadata;
    }

    /** The numbers behind each figure of a network. */
    private static Map<String, Object> entries(Run run) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (Entry each : run.result().networks()) {
            entries.put(ArchitectureFigures.spectra(each), each.spectra());
            entries.put(ArchitectureFigures.exponents(each), each.jumps());
            for (LawsResult digit : each.laws()) {
                for (LawsResult.Direction law : ArchitectureFigures.drawn(digit)) {
                    entries.put(ArchitectureFigures.direction(each, digit, law), law);
                }
            }
        }
        return entries;
    }
}
