package org.jumpscope.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jumpscope.experiments.classification.ClassifyResult;
import org.jumpscope.experiments.classification.ClassifyTable;

/** The answer of {@code classify} as a table of LaTeX (packages amsmath and longtable). */
final class ClassifyLatex {
    private final StringBuilder text = new StringBuilder();

    private ClassifyLatex() {}

    static String of(ClassifyResult result) {
        ClassifyLatex answer = new ClassifyLatex();
        answer.line("%% needs \\usepackage{amsmath} and \\usepackage{longtable}");
        answer.line("\\begin{longtable}{lllp{0.45\\textwidth}}");
        answer.line("law & $k$ & form & where \\\\ \\hline");
        for (ClassifyResult.Subject subject : result.compositions()) {
            String target = subject.target() == null ? "" : ",\\ t = " + ShortNumber.of(subject.target());
            answer.line("\\multicolumn{4}{l}{$H(y) = %s%s$} \\\\", subject.latex(), target);
            for (ClassifyResult.Exact law : result.exact()) {
                if (Objects.equals(law.target(), subject.target())) {
                    answer.line(
                            "exact, %s & $%s$ & $%s$ & $%s$ \\\\",
                            law.variable(),
                            fraction(law.exponent()),
                            mathematics(law.form()),
                            mathematics(String.join("$; $", law.conditions())));
                }
            }
            for (ClassifyResult.Asymptotic law : result.asymptotic()) {
                if (Objects.equals(law.target(), subject.target())) {
                    answer.asymptotic(law);
                }
            }
        }
        answer.line("\\end{longtable}");
        return answer.text.toString();
    }

    static String of(ClassifyTable.Table table) {
        ClassifyLatex answer = new ClassifyLatex();
        answer.line("%% needs \\usepackage{amsmath} and \\usepackage{longtable}");
        answer.line("\\begin{longtable}{lllllp{0.5\\textwidth}}");
        answer.line("activation & loss & $t$ & $k_w$ & $k_b$ & $k_q$ \\\\ \\hline");
        for (ClassifyTable.Row row : table.rows()) {
            List<String> regions = new ArrayList<>();
            for (ClassifyTable.RegionExponent region : row.asymptotic()) {
                String k = region.exponent() == null ? "\\text{" + region.verdict() + "}" : fraction(region.exponent());
                regions.add("$" + mathematics(region.region()) + "$: $" + k + "$");
            }
            answer.line(
                    "%s & %s & $%s$ & %s & %s & %s \\\\",
                    row.activation(),
                    row.loss(),
                    ShortNumber.of(row.target()),
                    exact(row, "weight"),
                    exact(row, "bias"),
                    regions.isEmpty() ? "no jumps" : String.join("; ", regions));
        }
        answer.line("\\end{longtable}");
        return answer.text.toString();
    }

    private static String exact(ClassifyTable.Row row, String variable) {
        List<String> exponents = row.exact().stream()
                .filter(law -> law.variable().equals(variable))
                .map(law -> "$" + fraction(law.exponent()) + "$")
                .distinct()
                .toList();
        return exponents.isEmpty() ? "--" : String.join(", ", exponents);
    }

    private void asymptotic(ClassifyResult.Asymptotic law) {
        if (law.exponent() == null) {
            line(
                    "$%s$ & %s & $%s$ & \\\\",
                    mathematics(law.region()),
                    law.verdict(),
                    law.slope().isEmpty() ? "" : "h \\sim " + law.slopeLatex());
            return;
        }
        line(
                "$%s$ & $%s$ & $h \\sim %s$, error $%s$ & $%s$ \\\\",
                mathematics(law.region()),
                fraction(law.exponent()),
                law.slopeLatex(),
                law.errorLatex(),
                mathematics(String.join("$; $", law.conditions())));
    }

    private static String fraction(double exponent) {
        String text = ClassifyText.exponent(exponent);
        int slash = text.indexOf('/');
        if (slash < 0) {
            return text;
        }
        boolean negative = text.startsWith("-");
        String top = text.substring(negative ? 1 : 0, slash);
        return (negative ? "-" : "") + "\\tfrac{" + top + "}{" + text.substring(slash + 1) + "}";
    }

    /** A condition or a region in the mathematics of LaTeX. */
    private static String mathematics(String text) {
        return text.replace("where the direction of the jump hardly turns", ",\\ \\text{fixed direction}")
                .replace(" with |x| >> 1", ",\\ |x| \\gg 1")
                .replace(" from above", "^{+}")
                .replace(" from below", "^{-}")
                .replace("->", "\\to")
                .replace("-infinity", "-\\infty")
                .replace("infinity", "\\infty")
                .replace(">=", "\\ge")
                .replace("<=", "\\le")
                .replace("sqrt|t'|", "\\sqrt{|t'|}")
                .replace("max(", "\\max(")
                .replace("xbar", "\\bar{x}")
                .replaceAll("\\ball ([xy])\\b", "\\\\text{all } $1")
                .replaceAll("\\bat w\\b", "\\\\text{ at } w")
                .replaceAll("\\bor\\b", "\\\\text{ or }")
                .replaceAll("\\bconst\\b", "\\\\text{const}")
                .replaceAll("(?<!\\\\)\\b(exp|log)\\b", "\\\\$1")
                .replaceAll("\\bnowhere in x\\b", "\\\\text{nowhere in } x")
                .replaceAll("\\bas far as numbers reach\\b", "\\\\text{ as far as numbers reach}")
                .replaceAll(
                        "\\by closer to the end than numbers resolve",
                        "y \\\\text{ closer to the end than numbers resolve}")
                .replaceAll("\\^\\(([^()]*)\\)", "^{$1}")
                .replaceAll("\\^(-?[0-9.]+)", "^{$1}");
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
