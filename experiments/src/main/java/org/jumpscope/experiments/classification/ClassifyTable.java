package org.jumpscope.experiments.classification;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.design.classification.AsymptoticLaw;
import org.jumpscope.design.classification.Classification;
import org.jumpscope.design.classification.ExactLaw;
import org.jumpscope.design.classification.Outcome;
import org.jumpscope.design.classification.Settings;
import org.jumpscope.formula.Formula;

/** The paper's closing table over the whole catalogue: every activation with every loss and target. */
public final class ClassifyTable {
    private static final String HEADER = "activation,loss,target,kind,variable,region,verdict,exponent,bias exponent,"
            + "weight exponent,H,h,error,begins,conditions,reason";

    private static final List<String> CLOSING =
            List.of("log(y)", "y", "y^2", "exp(y)", "y^3", "y^(7/2)", "y^4", "y^5", "y^6", "y^7", "y^8");

    private ClassifyTable() {}

    /**
     * One composition for one target.
     *
     * @param activation name of the activation
     * @param loss name of the loss
     * @param target the target
     * @param exact the exact exponents
     * @param asymptotic the exponents of q̇ by region
     */
    public record Row(
            String activation,
            String loss,
            double target,
            List<ExactExponent> exact,
            List<RegionExponent> asymptotic) {}

    /**
     * An exact exponent.
     *
     * @param variable weight or bias
     * @param exponent k
     * @param conditions where, in y
     */
    public record ExactExponent(String variable, double exponent, String conditions) {}

    /**
     * The exponent of a region.
     *
     * @param region the region
     * @param verdict law, none or unknown
     * @param exponent k_q; null without a law
     */
    public record RegionExponent(String region, String verdict, Double exponent) {}

    /**
     * The table.
     *
     * @param rows one per composition and target, in the order of the catalogue
     * @param csv the same with everything that was found, as comma-separated values
     */
    public record Table(List<Row> rows, String csv) {
        /** Copies the list. */
        public Table {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One composition of the paper's closing table.
     *
     * @param formula H(y)
     * @param exact the exact exponents
     * @param asymptotic the exponents of q̇ by region
     */
    public record FormulaRow(String formula, List<ExactExponent> exact, List<RegionExponent> asymptotic) {}

    /**
     * How much the table holds.
     *
     * @param file the file that holds its rows
     * @param compositions compositions for one target each
     * @param withExactLaw those with an exact law
     * @param regions ends of smooth stretches of all compositions
     * @param laws regions with a law
     * @param none regions without one
     * @param unknown regions where none is known
     * @param closing the paper's closing table, classified
     */
    public record Overview(
            String file,
            int compositions,
            int withExactLaw,
            int regions,
            int laws,
            int none,
            int unknown,
            List<FormulaRow> closing) {
        /** Copies the list. */
        public Overview {
            closing = List.copyOf(closing);
        }
    }

    /** A composition with what was found. */
    private record Found(Composition composition, double target, Classification classification) {}

    /**
     * Classifies the catalogue.
     *
     * @param settings tolerance, ratio and state
     * @param targets the targets
     * @return the table
     */
    public static Table of(Settings settings, List<Double> targets) {
        // Each composition is by itself, so that the table does not depend on the number of processors.
        List<Found> all = subjects(targets)
                .parallel()
                .map(each -> new Found(
                        each.composition(),
                        each.target(),
                        Classification.of(each.composition(), each.target(), settings)))
                .toList();
        StringBuilder csv = new StringBuilder(HEADER).append('\n');
        all.forEach(found -> lines(found).forEach(line -> csv.append(line).append('\n')));
        return new Table(all.stream().map(ClassifyTable::row).toList(), csv.toString());
    }

    /**
     * Classifies the compositions of the paper's closing table (Section 10), and y, which erratum 45 adds.
     *
     * @param settings tolerance, ratio and state
     * @return one row per composition
     */
    public static List<FormulaRow> closing(Settings settings) {
        return CLOSING.stream()
                .map(text -> {
                    Classification found = Classification.of(Formula.parse(text, "y"), settings);
                    return new FormulaRow(text, exact(found), asymptotic(found));
                })
                .toList();
    }

    /**
     * Counts what is in a table.
     *
     * @param table the table
     * @param closing the paper's closing table, classified
     * @param file the file that holds its rows
     * @return the counts
     */
    public static Overview overview(Table table, List<FormulaRow> closing, String file) {
        List<String> verdicts = table.rows().stream()
                .flatMap(row -> row.asymptotic().stream())
                .map(RegionExponent::verdict)
                .toList();
        int laws = Collections.frequency(verdicts, Outcome.LAW.toString());
        int none = Collections.frequency(verdicts, Outcome.NONE.toString());
        return new Overview(
                file,
                table.rows().size(),
                (int) table.rows().stream()
                        .filter(row -> !row.exact().isEmpty())
                        .count(),
                verdicts.size(),
                laws,
                none,
                verdicts.size() - laws - none,
                closing);
    }

    private static Stream<Found> subjects(List<Double> targets) {
        List<Found> subjects = new ArrayList<>();
        for (Activation activation : Activation.catalogue()) {
            for (Loss loss : Loss.catalogue()) {
                targets.forEach(target -> subjects.add(new Found(Composition.of(activation, loss), target, null)));
            }
        }
        return subjects.stream();
    }

    private static Row row(Found found) {
        return new Row(
                found.composition().activation().name(),
                found.composition().loss().name(),
                found.target(),
                exact(found.classification()),
                asymptotic(found.classification()));
    }

    private static List<ExactExponent> exact(Classification found) {
        return found.exact().stream()
                .map(law -> new ExactExponent(
                        law.variable().toString(),
                        law.exponent(),
                        law.conditions().get(0)))
                .toList();
    }

    private static List<RegionExponent> asymptotic(Classification found) {
        return found.asymptotic().stream()
                .map(law -> new RegionExponent(
                        law.region(), law.outcome().toString(), ClassifyResult.number(law.exponent())))
                .toList();
    }

    private static List<String> lines(Found found) {
        List<String> lines = new ArrayList<>();
        String head = cell(found.composition().activation().name()) + ","
                + cell(found.composition().loss().name()) + "," + number(found.target());
        for (ExactLaw law : found.classification().exact()) {
            lines.add(String.join(
                    ",",
                    head,
                    "exact",
                    law.variable().toString(),
                    "",
                    "law",
                    number(law.exponent()),
                    "",
                    "",
                    cell(law.form()),
                    "",
                    "0",
                    "",
                    cell(String.join("; ", law.conditions())),
                    "Theorem " + law.theorem()));
        }
        for (AsymptoticLaw law : found.classification().asymptotic()) {
            lines.add(String.join(
                    ",",
                    head,
                    "asymptotic",
                    "norm",
                    cell(law.region()),
                    law.outcome().toString(),
                    number(law.exponent()),
                    number(law.biasExponent()),
                    number(law.weightExponent()),
                    cell(law.composition().text()),
                    cell(law.slope().text()),
                    cell(law.error().text()),
                    number(law.begins()),
                    cell(String.join("; ", law.conditions())),
                    cell(law.reason())));
        }
        if (lines.isEmpty()) {
            lines.add(head + ",none,,,none,,,,,,,,,"
                    + cell(String.join("; ", found.classification().remarks())));
        }
        return lines;
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    private static String cell(String text) {
        return text.contains(",") || text.contains("\"") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
