package org.jumpscope.figures.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jumpscope.experiments.Envelope;
import org.jumpscope.experiments.FigureAnalysis.Settings;
import org.jumpscope.experiments.OutputFolder;
import org.jumpscope.experiments.Reproduce.Drawn;
import org.jumpscope.experiments.Reproduce.DrawnCase;
import org.jumpscope.experiments.Reproduce.Result;
import org.jumpscope.experiments.Reproduce.Summary;
import org.jumpscope.experiments.classification.ClassifyTable;
import org.jumpscope.experiments.errata.ErrataTable;
import org.jumpscope.experiments.exponents.ClosingTable;
import org.jumpscope.experiments.exponents.FigureData;
import org.jumpscope.experiments.exponents.TrainingTime;
import org.jumpscope.experiments.exponents.WideInputs;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.report.ReportPage;

/** Writes a run of {@code reproduce} into a folder: figures in every format, tables, errata, report and summary. */
public final class ReproduceFiles {
    /** The file that holds all numbers of a run. */
    public static final String SUMMARY = "summary.json";

    /** The page that a person reads. */
    public static final String REPORT = "report.html";

    private static final String COMMAND = "reproduce";

    private static final String CLASSIFICATION = "classification";
    private static final List<String> TABLES = List.of("table", "errata", "wide-inputs", "training-time");

    private final ReproduceRun run;
    private final OutputFolder folder;
    private final List<String> warnings = new ArrayList<>();

    private ReproduceFiles(ReproduceRun run, OutputFolder folder) {
        this.run = run;
        this.folder = folder;
    }

    /**
     * Checks, before anything is computed, that the figures and tables may be written.
     *
     * @param figure the only figure wanted, null for everything
     * @param folder where to
     * @throws org.jumpscope.numeric.InvalidInputException if a file is there that no earlier run wrote
     */
    public static void check(Integer figure, OutputFolder folder) {
        for (int number = 1; number <= 9; number++) {
            if (figure == null || figure == number) {
                FigureFiles.check("figure-" + number, folder);
            }
        }
        if (figure == null) {
            TABLES.forEach(name -> List.of(".md", ".json").forEach(ending -> folder.check(name + ending)));
            List.of(".csv", ".json").forEach(ending -> folder.check(CLASSIFICATION + ending));
        }
        folder.check(REPORT);
        folder.check(SUMMARY);
    }

    /**
     * Writes all files and ends the run of the folder.
     *
     * @param run what was asked and found
     * @param folder where to
     * @return warnings, such as of numbers that were not numbers
     */
    public static List<String> write(ReproduceRun run, OutputFolder folder) {
        ReproduceFiles files = new ReproduceFiles(run, folder);
        files.all();
        folder.finish();
        return List.copyOf(files.warnings);
    }

    static String name(Drawn drawn) {
        return "figure-" + drawn.entry().figure();
    }

    static String name(DrawnCase drawn) {
        return "case-" + PaperFigures.fileName(drawn.entry().name()) + "-"
                + PaperFigures.fileName(drawn.entry().className());
    }

    private void all() {
        Map<String, Figure> figures = figures();
        Map<String, Object> entries = entries();
        FigureFiles.write(figures, folder);
        entries.forEach(this::json);
        Map<String, List<String>> downloads = FigureFiles.downloads(figures, entries.keySet());
        if (run.complete()) {
            tables();
        }
        folder.write(REPORT, ReportPage.html(ReproduceReport.of(run, figures, downloads)));
        // Last, so that a complete summary means a complete folder.
        Summary summary = run.result().summary();
        List<String> known = new ArrayList<>();
        summary.unavailable().forEach(each -> known.add(each.name() + " is not available. " + each.reason()));
        run.companions().forEach(each -> known.addAll(each.warnings()));
        warnings.addAll(json("summary", all(run), known));
    }

    /**
     * All numbers of a run: those of the paper, and a field for each of its companions.
     *
     * @param run the run
     * @return plain data
     */
    public static Map<String, Object> all(ReproduceRun run) {
        Summary summary = run.result().summary();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("figures", summary.figures());
        all.put("table", summary.table());
        all.put("wideInputs", summary.wideInputs());
        all.put("trainingTime", summary.trainingTime());
        all.put("classification", summary.classification());
        all.put("errata", summary.errata());
        all.put("cases", summary.cases());
        all.put("unavailable", summary.unavailable());
        run.companions().forEach(each -> all.put(each.name(), each.result()));
        return all;
    }

    /** The figures by name, in the order of the report. */
    private Map<String, Figure> figures() {
        Result result = run.result();
        Settings settings = run.settings();
        Map<String, Figure> figures = new LinkedHashMap<>();
        result.figures().forEach(drawn -> figures.put(name(drawn), PaperFigures.of(drawn, settings)));
        result.cases().forEach(drawn -> figures.put(name(drawn), PaperFigures.of(drawn, settings)));
        for (FigureData data : result.further()) {
            figures.put(PaperFigures.fileName(data.name()), ExponentFigures.of(data));
        }
        return figures;
    }

    /** The entries that have a JSON file of their own. */
    private Map<String, Object> entries() {
        Map<String, Object> entries = new LinkedHashMap<>();
        run.result().figures().forEach(drawn -> entries.put(name(drawn), drawn.entry()));
        run.result().cases().forEach(drawn -> entries.put(name(drawn), drawn.entry()));
        return entries;
    }

    private void tables() {
        Summary summary = run.result().summary();
        folder.write("table.md", ClosingTable.markdown(summary.table()));
        json("table", summary.table());
        folder.write("errata.md", ErrataTable.markdown(summary.errata()));
        json("errata", summary.errata());
        folder.write("wide-inputs.md", WideInputs.markdown(summary.wideInputs()));
        json("wide-inputs", summary.wideInputs());
        folder.write("training-time.md", TrainingTime.markdown(summary.trainingTime()));
        json("training-time", summary.trainingTime());
        classification();
    }

    /** The closing table over the whole catalogue. */
    private void classification() {
        ClassifyTable.Table table = run.result().classification().orElseThrow();
        folder.write(CLASSIFICATION + ".csv", table.csv());
        json(CLASSIFICATION, table.rows());
    }

    private List<String> json(String name, Object result) {
        return json(name, result, List.of());
    }

    private List<String> json(String name, Object result, List<String> known) {
        Envelope.Written written = new Envelope(COMMAND, run.provenance(), result, known).write();
        folder.write(name + ".json", written.json());
        return written.warnings();
    }
}
