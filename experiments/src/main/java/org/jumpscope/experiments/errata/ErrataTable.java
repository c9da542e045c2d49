package org.jumpscope.experiments.errata;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The errata as a Markdown table. */
public final class ErrataTable {
    private ErrataTable() {}

    /**
     * One line per row, after a line that counts the verdicts.
     *
     * @param errata the rows, in the order in which they are to stand
     */
    public static String markdown(List<Erratum> errata) {
        StringBuilder text = new StringBuilder("# Errata of the paper\n\n");
        text.append(counts(errata)).append("\n\n");
        text.append(
                        "Kinds: E mathematical error, C wrong or unneeded condition, T misprint, R remark or gap, ok right.\n")
                .append(
                        "“confirmed”: the printed form holds; “corrected”: it fails and the corrected form holds; “refuted”:")
                .append(" neither holds.\n\n");
        text.append("| # | equation | kind | printed | corrected | verdict | check | found |\n");
        text.append("|---|---|---|---|---|---|---|---|\n");
        for (Erratum row : errata) {
            text.append("| ").append(row.number());
            for (Object cell : List.of(
                    row.equation(),
                    row.kind(),
                    row.printed(),
                    row.corrected(),
                    "**" + row.verdict() + "**",
                    (row.problem() + " " + row.check()).strip(),
                    row.finding())) {
                text.append(" | ").append(escaped(cell.toString()));
            }
            text.append(" |\n");
        }
        return text.toString();
    }

    private static String counts(List<Erratum> errata) {
        Map<Erratum.Verdict, Integer> counts = new EnumMap<>(Erratum.Verdict.class);
        for (Erratum row : errata) {
            counts.merge(row.verdict(), 1, Integer::sum);
        }
        StringBuilder text = new StringBuilder(errata.size() + " rows");
        String separator = ": ";
        for (Map.Entry<Erratum.Verdict, Integer> entry : counts.entrySet()) {
            text.append(separator).append(entry.getValue()).append(" ").append(entry.getKey());
            separator = ", ";
        }
        return text.append(".").toString();
    }

    /** A bar would end the cell, and an asterisk or an underscore could start emphasis. */
    private static String escaped(String cell) {
        return cell.replace("|", "\\|").replace("_", "\\_");
    }
}
