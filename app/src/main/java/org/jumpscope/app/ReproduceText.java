package org.jumpscope.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jumpscope.experiments.RealCases;
import org.jumpscope.experiments.Reproduce;
import org.jumpscope.experiments.Reproduce.FigureEntry;
import org.jumpscope.figures.paper.NumberText;
import org.jumpscope.figures.paper.ReproduceFiles;

/** The answer of {@code reproduce} on a terminal: a table of the figures, and where the rest is. */
final class ReproduceText {
    private static final List<String> HEADER = List.of(
            "Fig", "composition, class", "w", "b", "k", "k_J", "k measured", "decades k_J", "total", "KS", "noise");

    private ReproduceText() {}

    static String of(Reproduce.Result result, List<RealCases.Missing> missing, Path out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        for (FigureEntry e : result.summary().figures()) {
            rows.add(List.of(
                    Integer.toString(e.figure()),
                    e.title(),
                    NumberText.of(e.weight()),
                    NumberText.of(e.bias()),
                    NumberText.exponent(e.kPredicted()),
                    NumberText.of(e.kJacobian()),
                    NumberText.of(e.kMeasured(), e.kMeasuredStandardError()),
                    NumberText.fixed(e.decadesJacobian(), 2),
                    NumberText.fixed(e.decadesTotal(), 2),
                    NumberText.of(e.ksDistance(), 2),
                    NumberText.of(e.ksNoiseFloor(), 2)));
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append(line(row, rows)).append('\n');
        }
        text.append(
                "\nk: predicted exponent of the Jacobian. k_J: fitted to it. k measured: from the samples, with what "
                        + "the density of the inputs adds.\n");
        for (RealCases.Missing each : missing) {
            text.append(each.name())
                    .append(": not found (")
                    .append(each.path())
                    .append("); the report says how to get it.\n");
        }
        for (RealCases.Unavailable each : result.summary().unavailable()) {
            text.append(each.name())
                    .append(": not available. ")
                    .append(each.reason())
                    .append('\n');
        }
        return text.append("Report: ")
                .append(out.resolve(ReproduceFiles.REPORT))
                .append("\n")
                .toString();
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width =
                    rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
            String pad = " ".repeat(width - row.get(i).length());
            line.append(i == 0 ? "" : "  ").append(i == 1 ? row.get(i) + pad : pad + row.get(i));
        }
        return line.toString().stripTrailing();
    }
}
