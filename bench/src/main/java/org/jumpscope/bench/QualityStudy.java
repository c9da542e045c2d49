package org.jumpscope.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.range.GuardBand;
import org.jumpscope.criticality.range.GuardSweep;
import org.jumpscope.criticality.range.IntervalAnswer;
import org.jumpscope.criticality.range.IntervalRule;
import org.jumpscope.criticality.range.JointHull;
import org.jumpscope.criticality.range.RangeSearch;
import org.jumpscope.numeric.RandomBlocks;

/**
 * How often the intervals of the exponent cover it, how wide they are and how often they are withheld, by the joint of the law
 * with what lies beyond, k, n and rule, when a joint search chose the range.
 *
 * <p>Arguments, each {@code name=value}: {@code designs} and {@code exponents} (comma-separated), {@code counts} and {@code repeats}
 * (comma-separated, one number of repeats for each count), {@code seed}, {@code threads}, {@code out} (a path without suffix: .csv
 * and .md are written). The answer depends on the seed and not on the threads. {@code merge} (comma-separated .csv files of earlier
 * runs) runs nothing and puts those together.
 */
public final class QualityStudy {
    private static final double NORMAL_QUANTILE = 1.959963984540054;
    private static final List<String> EXPONENTS = List.of("0", "1/2", "2/3", "3/4", "1", "3/2", "2");
    private static final double[] GUARDS = {0, 0.05, 0.10, 0.15, 0.20, 0.30};

    private static final Map<String, IntervalRule> RULES = rules();

    private QualityStudy() {}

    private static Map<String, IntervalRule> rules() {
        Map<String, IntervalRule> rules = new LinkedHashMap<>();
        rules.put("G", new GuardBand(0.10));
        rules.put("J hull", JointHull.withDefaults().with(JointHull.Combination.HULL));
        rules.put("J", JointHull.withDefaults());
        return rules;
    }

    /** Names of all rows of one cell: the guards without more, then the rules. */
    private static List<String> rows() {
        List<String> names = new ArrayList<>();
        for (double guard : GUARDS) {
            names.add(guard == 0 ? "plain" : String.format(Locale.ROOT, "guard %.0f %%", 100 * guard));
        }
        names.addAll(RULES.keySet());
        return names;
    }

    /** What one rule said of one sample. */
    private enum Said {
        NO_RANGE,
        WITHHELD,
        MISSED,
        COVERED
    }

    private record Outcome(Said said, double width, boolean notSharp) {}

    /** One row of the results. */
    private record Row(
            JointDesign design,
            String exponent,
            int count,
            String rule,
            int repeats,
            int found,
            int given,
            int covered,
            double width,
            int notSharp) {
        /** Reads a line of the CSV file. */
        static Row parse(String line) {
            String[] field = line.split(",", -1);
            return new Row(
                    Arrays.stream(JointDesign.values())
                            .filter(design -> design.label().equals(field[0]))
                            .findFirst()
                            .orElseThrow(),
                    field[1],
                    Integer.parseInt(field[2]),
                    field[3],
                    Integer.parseInt(field[4]),
                    Integer.parseInt(field[5]),
                    Integer.parseInt(field[6]),
                    Integer.parseInt(field[7]),
                    Double.parseDouble(field[9]),
                    Integer.parseInt(field[12]));
        }

        double coverage() {
            return given == 0 ? Double.NaN : 100.0 * covered / given;
        }

        double withheld() {
            return found == 0 ? Double.NaN : 100.0 * (found - given) / found;
        }
    }

    /** Runs the study. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Map<String, String> options = new TreeMap<>();
        for (String argument : arguments) {
            int at = argument.indexOf('=');
            options.put(argument.substring(0, at), argument.substring(at + 1));
        }
        List<JointDesign> designs = options.containsKey("designs")
                ? Arrays.stream(options.get("designs").split(",", -1))
                        .map(JointDesign::valueOf)
                        .toList()
                : List.of(JointDesign.values());
        List<String> exponents = options.containsKey("exponents")
                ? List.of(options.get("exponents").split(",", -1))
                : EXPONENTS;
        String[] counts = options.getOrDefault("counts", "1000,10000").split(",", -1);
        String[] repeats = options.getOrDefault("repeats", "400,400").split(",", -1);
        RandomBlocks random = RandomBlocks.of(Long.parseLong(options.getOrDefault("seed", "1")));
        ForkJoinPool pool = new ForkJoinPool(Integer.parseInt(options.getOrDefault("threads", "2")));
        Path csv = Path.of(options.getOrDefault("out", "quality-study") + ".csv");
        Path tables = Path.of(options.getOrDefault("out", "quality-study") + ".md");
        List<Row> rows = new ArrayList<>();
        if (options.containsKey("merge")) {
            for (String file : options.get("merge").split(",", -1)) {
                Files.readAllLines(Path.of(file)).stream()
                        .skip(1)
                        .map(Row::parse)
                        .forEach(rows::add);
            }
            rows.sort(Comparator.comparingInt(Row::count).thenComparing(Row::design));
            Files.writeString(csv, csv(rows), StandardCharsets.UTF_8);
            Files.writeString(tables, tables(rows), StandardCharsets.UTF_8);
            pool.shutdown();
            return;
        }
        long start = System.nanoTime();
        for (int c = 0; c < counts.length; c++) {
            int n = Integer.parseInt(counts[c]);
            int times = Integer.parseInt(repeats[c]);
            for (JointDesign design : designs) {
                for (String exponent : design.hasPowerLaw() ? exponents : List.of("2")) {
                    rows.addAll(pool.submit(() -> cell(design, exponent, n, times, random))
                            .get());
                }
                System.err.printf(
                        Locale.ROOT, "n = %d, %s: %.0f s%n", n, design.label(), (System.nanoTime() - start) / 1e9);
                Files.writeString(csv, csv(rows), StandardCharsets.UTF_8);
                Files.writeString(tables, tables(rows), StandardCharsets.UTF_8);
            }
        }
        pool.shutdown();
    }

    private static double value(String exponent) {
        int at = exponent.indexOf('/');
        return at < 0
                ? Double.parseDouble(exponent)
                : Double.parseDouble(exponent.substring(0, at)) / Double.parseDouble(exponent.substring(at + 1));
    }

    private static List<Row> cell(JointDesign design, String exponent, int n, int repeats, RandomBlocks random) {
        double k = value(exponent);
        JointDesign.Sampler sampler = design.sampler(k);
        double ideal = 2 * NORMAL_QUANTILE * sampler.idealError() / Math.sqrt(n);
        RandomBlocks blocks = random.stream(design.name()).stream(exponent + " " + n);
        List<Map<String, Outcome>> outcomes = IntStream.range(0, repeats)
                .parallel()
                .mapToObj(r -> outcomes(design, SortedSample.of(sampler.draw(blocks.block(r), n)), k))
                .collect(Collectors.toList());
        List<Row> rows = new ArrayList<>();
        for (String rule : rows()) {
            List<Outcome> of = outcomes.stream().map(map -> map.get(rule)).toList();
            double[] widths = of.stream()
                    .filter(o -> o.said() == Said.COVERED || o.said() == Said.MISSED)
                    .mapToDouble(Outcome::width)
                    .sorted()
                    .toArray();
            rows.add(new Row(
                    design,
                    exponent,
                    n,
                    rule,
                    repeats,
                    (int) of.stream().filter(o -> o.said() != Said.NO_RANGE).count(),
                    widths.length,
                    (int) of.stream().filter(o -> o.said() == Said.COVERED).count(),
                    widths.length == 0 ? Double.NaN : widths[widths.length / 2] / ideal,
                    (int) of.stream().filter(Outcome::notSharp).count()));
        }
        return rows;
    }

    private static Map<String, Outcome> outcomes(JointDesign design, SortedSample sample, double k) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        if (!(RangeSearch.joint().search(sample) instanceof RangeSearch.Found found)) {
            rows().forEach(rule -> outcomes.put(rule, new Outcome(Said.NO_RANGE, Double.NaN, false)));
            return outcomes;
        }
        GuardSweep sweep = GuardSweep.of(sample, found.window());
        List<String> names = rows();
        for (int g = 0; g < GUARDS.length; g++) {
            double guard = GUARDS[g];
            outcomes.put(
                    names.get(g),
                    sweep.steps().stream()
                            .filter(step -> step.guard() == guard)
                            .findFirst()
                            .map(step -> outcome(
                                    design,
                                    k,
                                    step.exponent() - NORMAL_QUANTILE * step.standardError(),
                                    step.exponent() + NORMAL_QUANTILE * step.standardError(),
                                    sweep.drift().isPresent()))
                            .orElse(new Outcome(Said.WITHHELD, Double.NaN, false)));
        }
        RULES.forEach((name, rule) -> {
            IntervalAnswer answer = rule.answer(sample, found.window());
            boolean notSharp = answer.sweep().drift().isPresent();
            outcomes.put(
                    name,
                    answer instanceof IntervalAnswer.Given given
                            ? outcome(
                                    design,
                                    k,
                                    given.interval().lower(),
                                    given.interval().upper(),
                                    notSharp)
                            : new Outcome(Said.WITHHELD, Double.NaN, notSharp));
        });
        return outcomes;
    }

    private static Outcome outcome(JointDesign design, double k, double lower, double upper, boolean notSharp) {
        boolean covered = design.hasPowerLaw() && lower <= k && k <= upper;
        return new Outcome(covered ? Said.COVERED : Said.MISSED, upper - lower, notSharp);
    }

    private static String csv(List<Row> rows) {
        StringBuilder text = new StringBuilder(
                "design,exponent,n,rule,repeats,found,given,covered,coverage_percent,width_over_ideal,withheld_percent,not_sharp_percent,not_sharp\n");
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%d,%s,%d,%d,%d,%d,%.1f,%.3f,%.1f,%.1f,%d%n",
                    row.design().label(),
                    row.exponent(),
                    row.count(),
                    row.rule(),
                    row.repeats(),
                    row.found(),
                    row.given(),
                    row.covered(),
                    row.coverage(),
                    row.width(),
                    row.withheld(),
                    100.0 * row.notSharp() / Math.max(1, row.found()),
                    row.notSharp()));
        }
        return text.toString();
    }

    private static String tables(List<Row> rows) {
        StringBuilder text = new StringBuilder();
        List<String> rules =
                List.of("plain", "guard 5 %", "guard 10 %", "guard 15 %", "guard 30 %", "G", "J hull", "J");
        for (int n : rows.stream().mapToInt(Row::count).distinct().toArray()) {
            List<Row> of = rows.stream()
                    .filter(row -> row.count() == n && row.design().hasPowerLaw())
                    .toList();
            table(
                    text,
                    "n = " + n + ": coverage in % (lowest–highest over k) / width over ideal / withheld %",
                    of,
                    rules,
                    cell -> {
                        double low = min(cell);
                        double high = cell.stream()
                                .mapToDouble(Row::coverage)
                                .filter(x -> !Double.isNaN(x))
                                .max()
                                .orElse(Double.NaN);
                        double width = cell.stream()
                                .mapToDouble(Row::width)
                                .filter(x -> !Double.isNaN(x))
                                .average()
                                .orElse(Double.NaN);
                        double withheld = cell.stream()
                                .mapToDouble(Row::withheld)
                                .filter(x -> !Double.isNaN(x))
                                .average()
                                .orElse(Double.NaN);
                        return String.format(Locale.ROOT, "%.0f–%.0f / %.1f / %.0f", low, high, width, withheld);
                    });
        }
        List<Row> claims =
                rows.stream().filter(row -> !row.design().hasPowerLaw()).toList();
        if (!claims.isEmpty()) {
            text.append("\nNo power law: intervals given, in % of all samples\n\n| design | n | ")
                    .append(String.join(" | ", rules))
                    .append(" |\n|---|---|");
            text.append("---|".repeat(rules.size())).append('\n');
            for (int n : claims.stream().mapToInt(Row::count).distinct().toArray()) {
                text.append("| ")
                        .append(claims.get(0).design().label())
                        .append(" | ")
                        .append(n)
                        .append(" |");
                for (String rule : rules) {
                    claims.stream()
                            .filter(row -> row.count() == n && row.rule().equals(rule))
                            .forEach(row -> text.append(
                                    String.format(Locale.ROOT, " %.0f |", 100.0 * row.given() / row.repeats())));
                }
                text.append('\n');
            }
        }
        List<Row> sharp =
                rows.stream().filter(row -> row.design() == JointDesign.SHARP).toList();
        for (int n : sharp.stream().mapToInt(Row::count).distinct().toArray()) {
            text.append("\nSharp joints, n = ").append(n).append(": coverage in % by k and guard\n\n| k |");
            List<String> guards = rows().subList(0, GUARDS.length);
            guards.forEach(guard -> text.append(' ').append(guard).append(" |"));
            text.append("\n|---|").append("---|".repeat(guards.size())).append('\n');
            for (String k : sharp.stream()
                    .filter(row -> row.count() == n)
                    .map(Row::exponent)
                    .distinct()
                    .toList()) {
                text.append("| ").append(k).append(" |");
                for (String guard : guards) {
                    sharp.stream()
                            .filter(row -> row.count() == n
                                    && row.exponent().equals(k)
                                    && row.rule().equals(guard))
                            .forEach(row -> text.append(String.format(Locale.ROOT, " %.1f |", row.coverage())));
                }
                text.append('\n');
            }
        }
        text.append("\nJoint found not sharp, in % of the ranges found (mean over k)\n\n| design |");
        int[] counts = rows.stream().mapToInt(Row::count).distinct().toArray();
        for (int n : counts) {
            text.append(" n = ").append(n).append(" |");
        }
        text.append("\n|---|").append("---|".repeat(counts.length)).append('\n');
        for (JointDesign design : rows.stream().map(Row::design).distinct().toList()) {
            text.append("| ").append(design.label()).append(" |");
            for (int n : counts) {
                double share = rows.stream()
                        .filter(row -> row.design() == design
                                && row.count() == n
                                && row.rule().equals("G"))
                        .mapToDouble(row -> 100.0 * row.notSharp() / Math.max(1, row.found()))
                        .average()
                        .orElse(Double.NaN);
                text.append(String.format(Locale.ROOT, " %.0f |", share));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static double min(List<Row> cell) {
        return cell.stream()
                .mapToDouble(Row::coverage)
                .filter(x -> !Double.isNaN(x))
                .min()
                .orElse(Double.NaN);
    }

    private static void table(
            StringBuilder text, String title, List<Row> rows, List<String> rules, Function<List<Row>, String> print) {
        text.append('\n')
                .append(title)
                .append("\n\n| joint | ")
                .append(String.join(" | ", rules))
                .append(" |\n|---|");
        text.append("---|".repeat(rules.size())).append('\n');
        for (JointDesign design : rows.stream().map(Row::design).distinct().toList()) {
            text.append("| ").append(design.label()).append(" |");
            for (String rule : rules) {
                text.append(' ')
                        .append(print.apply(rows.stream()
                                .filter(row ->
                                        row.design() == design && row.rule().equals(rule))
                                .toList()))
                        .append(" |");
            }
            text.append('\n');
        }
    }
}
