package org.jumpscope.experiments.exponents;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.Normal;
import org.jumpscope.experiments.exponents.JumpCurve.Part;
import org.jumpscope.experiments.exponents.RegimeSampler.Request;
import org.jumpscope.network.State;
import org.jumpscope.numeric.RandomBlocks;

/**
 * The paper's closing table (Section 10), corrected (errata 18, 45 to 47) and measured.
 *
 * <p>Exact means constant in x and the same for several b (theory §2). Exponents are measured on p(ẇ), shifted where
 * Theorem 1 needs it, and on p(ḃ), for x from a normal law with σ = 5 and γ = 1.
 */
public final class ClosingTable {
    /** Law of the inputs: wide enough for every regime of the table. */
    static final Distribution LAW = Normal.of(0, 5);

    /** "Much smaller" and "much larger" as a ratio. */
    static final double RATIO = 10;

    private ClosingTable() {}

    /**
     * One row.
     *
     * @param name what the composition is called
     * @param composition H(y)
     * @param weightPrinted k_w in the paper
     * @param weightCorrected k_w as theory has it
     * @param weight the test of k_w, with the shift that Theorem 1 allows
     * @param unshiftedWeight the same without a shift
     * @param weightShift C that is added to ẇ before the fit
     * @param biasPrinted k_b in the paper
     * @param biasCorrected k_b as theory has it
     * @param bias the test of k_b; null where ḃ is constant and has no exponent
     * @param regimes the measured ranges of both coordinates
     * @param theorem the theorem of theory §2 that says so
     * @param remark what else has to be said; may be empty
     */
    public record Row(
            String name,
            String composition,
            String weightPrinted,
            String weightCorrected,
            Exactness weight,
            Exactness unshiftedWeight,
            double weightShift,
            String biasPrinted,
            String biasCorrected,
            Exactness bias,
            List<Regime> regimes,
            String theorem,
            String remark) {
        /** Keeps an unmodifiable copy of the regimes. */
        public Row {
            regimes = List.copyOf(regimes);
        }
    }

    /** A row before it is measured. */
    record Entry(
            String name,
            SlopeFamily family,
            State state,
            double shift,
            double domainLow,
            String weightPrinted,
            String weightCorrected,
            String biasPrinted,
            String biasCorrected,
            String theorem,
            String remark,
            List<Request> requests) {

        JumpCurve weightCurve() {
            return new JumpCurve(family, state, Part.WEIGHT, shift);
        }

        JumpCurve biasCurve() {
            return new JumpCurve(family, state, Part.BIAS, 0);
        }

        Entry with(Request request) {
            List<Request> longer = new ArrayList<>(requests);
            longer.add(request);
            return new Entry(
                    name,
                    family,
                    state,
                    shift,
                    domainLow,
                    weightPrinted,
                    weightCorrected,
                    biasPrinted,
                    biasCorrected,
                    theorem,
                    remark,
                    longer);
        }
    }

    /**
     * Measures the table.
     *
     * @param random source of random numbers
     * @param samples inputs drawn per range
     */
    public static List<Row> measure(RandomBlocks random, long samples) {
        return entries().parallelStream()
                .map(entry -> row(entry, random.stream("closing table " + entry.name()), samples))
                .toList();
    }

    private static Row row(Entry entry, RandomBlocks random, long samples) {
        List<Regime> regimes = entry.requests().stream()
                .map(request -> RegimeSampler.measure(
                        request, LAW, random.stream(request.curve().coordinate() + " " + request.name()), samples))
                .toList();
        return new Row(
                entry.name(),
                entry.family().text(),
                entry.weightPrinted(),
                entry.weightCorrected(),
                Exactness.ofWeight(entry.family()),
                Exactness.ofUnshiftedWeight(entry.family()),
                entry.shift(),
                entry.biasPrinted(),
                entry.biasCorrected(),
                defined(Exactness.ofBias(entry.family())),
                regimes,
                entry.theorem(),
                entry.remark());
    }

    private static Exactness defined(Exactness exactness) {
        return Double.isNaN(exactness.exponent()) ? null : exactness;
    }

    /** The rows of the table: the paper's four, the linear one, and powers n = 3 to 8 and 3.5. */
    static List<Entry> entries() {
        List<Entry> all = new ArrayList<>();
        all.add(logarithm());
        all.add(quadratic());
        all.add(exponential());
        all.add(linear());
        for (double n : new double[] {3, 3.5, 4, 5, 6, 7, 8}) {
            all.add(power(n));
        }
        return all;
    }

    private static Entry logarithm() {
        // ẇ = −x/(x + 1) = −1 + 1/(x + 1) at w = b = 1: C = γc₁/w = 1 (erratum 45).
        Entry entry = new Entry(
                "logarithm",
                new SlopeFamily.Power(0, 0),
                State.of(1, 1),
                1,
                -1,
                "-",
                "2 (shifted)",
                "2",
                "2",
                "Theorem 1, 2",
                "k_w of ẇ itself is −2wx/(b + c₁), no constant; the shift is γc₁/w.",
                List.of());
        return entry.with(new Request(entry.weightCurve(), "all", "0.01 ≤ x − x̄ ≤ 10", 2, -0.99, 9))
                .with(new Request(entry.biasCurve(), "all", "0.01 ≤ x − x̄ ≤ 10", 2, -0.99, 9));
    }

    private static Entry quadratic() {
        // ẇ = −2x(x + 1) = ½ − 2(x + ½)² at w = b = 1: C = −½.
        Entry entry = new Entry(
                "quadratic",
                new SlopeFamily.Power(2, 0),
                State.of(1, 1),
                -0.5,
                Double.NEGATIVE_INFINITY,
                "1/2",
                "1/2 (shifted)",
                "0",
                "0",
                "Theorem 1, 2",
                "The shift takes away the extreme value of ẇ.",
                List.of());
        return entry.with(new Request(entry.weightCurve(), "all", "0.01 ≤ x − x_extreme ≤ 10", 0.5, -0.49, 9.5))
                .with(new Request(entry.biasCurve(), "all", "0.01 ≤ x − x̄ ≤ 10", 0, -0.99, 9));
    }

    private static Entry exponential() {
        Entry entry = new Entry(
                "exponential",
                new SlopeFamily.Exponential(2),
                State.of(2, 1),
                0,
                Double.NEGATIVE_INFINITY,
                "1",
                "1 (asymptotic)",
                "1",
                "1",
                "Theorem 1 (no exact solution), 2",
                "k_w = 1 − 1/(1 + c₁wx)², so only for |c₁wx| ≫ 1.",
                List.of());
        return entry.with(new Request(entry.weightCurve(), "far", "|c₁wx| ≥ 10 (6.9)", 1, 2.5, 10))
                .with(new Request(entry.biasCurve(), "all", "|x| ≤ 10", 1, -10, 10));
    }

    private static Entry linear() {
        Entry entry = new Entry(
                "linear",
                new SlopeFamily.Power(1, 0),
                State.of(1, 1),
                0,
                Double.NEGATIVE_INFINITY,
                "not in the table",
                "0",
                "not in the table",
                "undefined",
                "Theorem 1",
                "ḃ = −γc₁ is an atom: it has no density.",
                List.of());
        return entry.with(new Request(entry.weightCurve(), "all", "0.01 ≤ x ≤ 10", 0, 0.01, 10));
    }

    private static Entry power(double n) {
        // x̄ = −½ at w = 1, b = ½.
        boolean even = n % 2 == 0;
        double centre = -0.5;
        String far = fraction(n - 1, n);
        String near = fraction(n - 2, n - 1);
        Entry entry = new Entry(
                "power " + number(n),
                new SlopeFamily.Power(n, 0),
                State.of(1, 0.5),
                0,
                centre,
                even ? far + " or " + near : "not in the table",
                far + " far, " + near + " near x̄",
                even ? near : "not in the table",
                near,
                "Theorem 1 (no exact solution), 2",
                "On the side y + c₁ > 0.",
                List.of());
        double size = Math.abs(centre);
        return entry.with(new Request(
                        entry.weightCurve(),
                        "near",
                        "|x − x̄| ≤ |x̄|/10 (9.14 corrected)",
                        (n - 2) / (n - 1),
                        centre + size / (100 * RATIO),
                        centre + size / RATIO))
                .with(new Request(
                        entry.weightCurve(), "far", "|x − x̄| ≥ 10|x̄| (9.13)", (n - 1) / n, centre + size * RATIO, 15))
                .with(new Request(
                        entry.biasCurve(),
                        "all",
                        "0.001 ≤ x − x̄ ≤ 10",
                        (n - 2) / (n - 1),
                        centre + 1e-3,
                        centre + 10));
    }

    private static String fraction(double numerator, double denominator) {
        return number(numerator) + "/" + number(denominator);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /**
     * The table in Markdown.
     *
     * @param rows the measured rows
     */
    public static String markdown(List<Row> rows) {
        StringBuilder text = new StringBuilder("# The closing table, corrected and measured\n\n");
        text.append(
                        "Exact: constant in x and the same for several b. Measured: bounded maximum likelihood on Monte Carlo")
                .append(" samples weighted by 1/p(x), x from ")
                .append(LAW)
                .append(" on the range of each row.\n\n");
        text.append(
                        "| H(y) | k_w printed | k_w corrected | exact? | k_w measured | k_b printed | k_b corrected | exact? |")
                .append(" k_b measured | by | remark |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (Row row : rows) {
            for (String cell : List.of(
                    row.composition(),
                    row.weightPrinted(),
                    row.weightCorrected(),
                    row.weight().exact() ? "yes" : "no",
                    measured(row.regimes(), Part.WEIGHT),
                    row.biasPrinted(),
                    row.biasCorrected(),
                    row.bias() != null && row.bias().exact() ? "yes" : "no",
                    measured(row.regimes(), Part.BIAS),
                    row.theorem(),
                    row.remark())) {
                text.append("| ")
                        .append(cell.replace("|", "\\|").replace("_", "\\_"))
                        .append(" ");
            }
            text.append("|\n");
        }
        return text.toString();
    }

    private static String measured(List<Regime> regimes, Part part) {
        List<String> found = regimes.stream()
                .filter(r -> r.coordinate().equals(part.toString()))
                .map(r -> (r.name().equals("all") ? "" : r.name() + " ") + text(r.measured()))
                .toList();
        return found.isEmpty() ? "none" : String.join(", ", found);
    }

    private static String text(Regime.Measured measured) {
        return Double.isNaN(measured.exponent())
                ? measured.reason()
                : String.format(Locale.ROOT, "%.4f ± %.4f", measured.exponent(), measured.standardError());
    }
}
