package org.jumpscope.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jumpscope.experiments.classification.ClassifyResult;
import org.jumpscope.experiments.classification.ClassifyTable;

/** The answer of {@code classify} for people. */
final class ClassifyText {
    private static final int MOST_DENOMINATOR = 32;

    private final StringBuilder text = new StringBuilder();

    private ClassifyText() {}

    static String of(ClassifyResult result) {
        ClassifyText answer = new ClassifyText();
        for (ClassifyResult.Subject subject : result.compositions()) {
            answer.subject(subject, result);
        }
        return answer.text.toString();
    }

    static String of(ClassifyTable.Table table) {
        ClassifyText answer = new ClassifyText();
        answer.line("%-22s %-15s %2s  %-30s %s", "activation", "loss", "t", "exact", "exponent of the jump");
        for (ClassifyTable.Row row : table.rows()) {
            List<String> exact = row.exact().stream()
                    .map(law -> law.variable() + " " + exponent(law.exponent()))
                    .distinct()
                    .toList();
            answer.line(
                    "%-22s %-15s %2s  %-30s %s",
                    row.activation(),
                    row.loss(),
                    ShortNumber.of(row.target()),
                    exact.isEmpty() ? "-" : String.join(", ", exact),
                    row.asymptotic().isEmpty() ? "no jumps" : regions(row));
        }
        return answer.text.toString();
    }

    private static String regions(ClassifyTable.Row row) {
        List<String> regions = new ArrayList<>();
        for (ClassifyTable.RegionExponent region : row.asymptotic()) {
            String k = region.exponent() == null ? region.verdict() : exponent(region.exponent());
            regions.add(region.region()
                            .replace("y -> ", "")
                            .replace(" where the direction of the jump hardly turns", " (fixed direction)")
                            .replace(" with |x| >> 1", " (|x| >> 1)")
                    + ": " + k);
        }
        return String.join("; ", regions);
    }

    private void subject(ClassifyResult.Subject subject, ClassifyResult result) {
        if (!text.isEmpty()) {
            line("");
        }
        if (subject.target() == null) {
            line("H = %s", subject.formula());
        } else {
            line("%s, target %s: H = %s", subject.name(), ShortNumber.of(subject.target()), subject.formula());
        }
        line("exact");
        result.exact().stream()
                .filter(law -> Objects.equals(law.target(), subject.target()))
                .forEach(this::exact);
        result.inexact().stream()
                .filter(gap -> Objects.equals(gap.target(), subject.target()))
                .forEach(gap -> line(
                        "  %-7s %-8s %s: %s",
                        gap.variable(), gap.verdict(), String.join("; ", gap.conditions()), gap.reason()));
        line("asymptotic");
        result.asymptotic().stream()
                .filter(law -> Objects.equals(law.target(), subject.target()))
                .forEach(law -> asymptotic(law, result.tolerance()));
        subject.remarks().forEach(remark -> line("  %s", remark));
    }

    private void exact(ClassifyResult.Exact law) {
        line(
                "  %-7s k = %-4s %s: %s (Theorem %d)",
                law.variable(),
                exponent(law.exponent()),
                String.join("; ", law.conditions()),
                law.form(),
                law.theorem());
        List<String> constants = new ArrayList<>();
        for (Map.Entry<String, Double> constant : law.constants().entrySet()) {
            constants.add(constant.getKey() + " = " + ShortNumber.of(constant.getValue()));
        }
        line("          %s; %s", law.jump(), String.join(", ", constants));
        if (!law.shift().equals("0")) {
            line("          the law is that of the jump with %s added", law.shift());
        }
    }

    private void asymptotic(ClassifyResult.Asymptotic law, double tolerance) {
        if (law.exponent() == null) {
            line("  %s: %s", law.region(), law.verdict().equals("none") ? "no law" : law.verdict());
            line("    %s", law.reason());
            return;
        }
        line(
                "  %s: k = %s (bias %s, weight %s)",
                law.region(),
                exponent(law.exponent()),
                law.biasExponent() == null ? "none" : exponent(law.biasExponent()),
                law.weightExponent() == null ? "none" : exponent(law.weightExponent()));
        String composition = law.composition().isEmpty() ? "" : "H ~ " + law.composition() + ", ";
        line("    %sh ~ %s; error of k %s", composition, law.slope(), law.error());
        line("    within %s: %s", ShortNumber.of(tolerance), String.join("; ", law.conditions()));
        line("    %s", law.reason());
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }

    /** A fraction such as 2/3 where the exponent is one. */
    static String exponent(double value) {
        for (int d = 2; d <= MOST_DENOMINATOR; d++) {
            double n = Math.rint(value * d);
            if (value != Math.rint(value) && Math.abs(n / d - value) <= 1e-12 * Math.max(1, Math.abs(value))) {
                return (long) n + "/" + d;
            }
        }
        return ShortNumber.of(value);
    }
}
