package org.jumpscope.figures.mnist;

import static org.jumpscope.figures.report.Block.Alignment.LEFT;
import static org.jumpscope.figures.report.Block.Alignment.RIGHT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jumpscope.experiments.architectures.ArchitecturesResult;
import org.jumpscope.experiments.architectures.ArchitecturesResult.Direction;
import org.jumpscope.experiments.architectures.ArchitecturesResult.Entry;
import org.jumpscope.experiments.architectures.ArchitecturesResult.Shrunk;
import org.jumpscope.experiments.jumps.JumpExponents;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.experiments.network.SpectrumResult;
import org.jumpscope.figures.mnist.MnistTables.Column;
import org.jumpscope.figures.paper.NumberText;
import org.jumpscope.figures.report.Block.Alignment;
import org.jumpscope.figures.report.Block.TableBlock;

/** The tables of the page on architectures. */
final class ArchitectureTables {
    private ArchitectureTables() {}

    /** A direction with its law and its digit. */
    record Row(LawsResult laws, LawsResult.Direction law, Direction other) {}

    static List<Row> rows(Entry entry) {
        List<Row> rows = new ArrayList<>();
        for (LawsResult laws : entry.laws()) {
            for (LawsResult.Direction law : laws.directions()) {
                entry.directions().stream()
                        .filter(each -> each.label() == laws.label().intValue() && each.index() == law.index())
                        .findFirst()
                        .ifPresent(each -> rows.add(new Row(laws, law, each)));
            }
        }
        return rows;
    }

    /** A row of the table that compares networks. */
    private record Measure(String title, Function<Entry, String> cell) {}

    /** One column a network. */
    static TableBlock networks(ArchitecturesResult result) {
        List<Measure> measures = List.of(
                new Measure(
                        "trainable variables",
                        each -> MnistTables.whole(each.training().trainable())),
                new Measure("held out: right; variance left", ArchitectureTables::heldOut),
                new Measure("$σ_1$ over the median", ArchitectureTables::spread),
                new Measure("equal values of a plateau", ArchitectureTables::plateau),
                new Measure("off the diagonal of the frame", ArchitectureTables::offDiagonal),
                new Measure(
                        "own share $S$",
                        each -> span(rows(each), row -> row.law().firstOrderIndex(), 2)),
                new Measure(
                        "distance from (4.6)",
                        each -> span(rows(each), row -> row.law().distance().kolmogorov(), 2)),
                new Measure(
                        "from the joint law",
                        each -> span(rows(each), row -> row.other().joint().kolmogorov(), 2)),
                new Measure(
                        "decoupled directions",
                        each -> decoupled(each, 0) + " of " + rows(each).size()),
                new Measure("all decoupled from $ε$", ArchitectureTables::scale));
        List<String> header = new ArrayList<>(List.of(""));
        List<Alignment> alignment = new ArrayList<>(List.of(LEFT));
        for (Entry each : result.networks()) {
            header.add(each.name());
            alignment.add(RIGHT);
        }
        List<List<String>> rows = new ArrayList<>();
        for (Measure measure : measures) {
            List<String> row = new ArrayList<>(List.of(measure.title()));
            result.networks().forEach(each -> row.add(measure.cell().apply(each)));
            rows.add(row);
        }
        return new TableBlock(
                header,
                rows,
                "Held out: images right, or what an autoencoder leaves of their variance. Off the diagonal: the mean share of"
                        + " $|J(x)|²$ in the frame of the digit's mean. Own share and Kolmogorov's distances are over the leading"
                        + " directions of the digits with laws, with the images' own fluctuations. The last row is the largest $ε$"
                        + " at which, and below which, all of them are decoupled.",
                alignment);
    }

    static String heldOut(Entry entry) {
        if (entry.training().accuracy().isPresent()) {
            return NumberText.fixed(100 * entry.training().accuracy().getAsDouble(), 2) + " %";
        }
        return entry.meanLoss().isPresent() && entry.training().loss().isPresent()
                ? NumberText.fixed(
                                100
                                        * entry.training().loss().getAsDouble()
                                        / entry.meanLoss().getAsDouble(),
                                1)
                        + " %"
                : NumberText.NONE;
    }

    private static String spread(Entry entry) {
        double[] ratios = entry.spectra().stream()
                .filter(each -> each.median() > 0)
                .mapToDouble(each -> each.largest() / each.median())
                .toArray();
        return ratios.length == 0
                ? NumberText.NONE
                : range(
                        NumberText.of(Arrays.stream(ratios).min().orElseThrow(), 2),
                        NumberText.of(Arrays.stream(ratios).max().orElseThrow(), 2));
    }

    private static String range(String low, String high) {
        return low.equals(high) ? low : low + " to " + high;
    }

    static String plateau(Entry entry) {
        int most = entry.spectra().stream()
                .flatMap(each -> each.plateau().stream())
                .mapToInt(SpectrumResult.Plateau::multiplicity)
                .max()
                .orElse(0);
        return most == 0 ? NumberText.NONE : Integer.toString(most);
    }

    private static String offDiagonal(Entry entry) {
        return entry.laws().isEmpty()
                ? NumberText.NONE
                : MnistFindings.span(
                        entry.laws().stream()
                                .mapToDouble(LawsResult::offDiagonal)
                                .toArray(),
                        2);
    }

    static String span(List<Row> rows, ToDoubleFunction<Row> value, int decimals) {
        return rows.isEmpty()
                ? NumberText.NONE
                : MnistFindings.span(rows.stream().mapToDouble(value).toArray(), decimals);
    }

    /** Directions that are decoupled at a scale. */
    static long decoupled(Entry entry, int scale) {
        return entry.directions().stream()
                .filter(each -> each.shrunk().get(scale).decoupled())
                .count();
    }

    static String scale(Entry entry) {
        return entry.directions().isEmpty()
                ? NumberText.NONE
                : entry.decoupledScale().isPresent()
                        ? fraction(entry.decoupledScale().getAsDouble())
                        : "nowhere";
    }

    /** Such as "1/8". */
    static String fraction(double scale) {
        return scale == 1 ? "1" : "1/" + Math.round(1 / scale);
    }

    /** Each direction of a network. */
    static TableBlock directions(Entry entry, ArchitecturesResult result) {
        return MnistTables.table(
                "Distances are Kolmogorov's, of the images' $\\log|η|$; a limit is what a distance exceeds in 5 % of all cases if both"
                        + " have the same law. The joint law is that of " + result.draws()
                        + " draws of a normal law with mean and covariance of the digit's images, through the exact map.",
                rows(entry),
                List.of(
                        new Column<>("digit", RIGHT, row -> row.laws().label().toString()),
                        new Column<>("direction", RIGHT, ArchitectureTables::number),
                        new Column<>(
                                "$σ$", RIGHT, row -> NumberText.of(row.law().singularValue(), 3)),
                        new Column<>("(4.6)", RIGHT, row -> distance(row.law().distance())),
                        new Column<>(
                                "limit",
                                RIGHT,
                                row -> NumberText.fixed(row.law().distance().noiseFloor(), 3)),
                        new Column<>(
                                "joint law", RIGHT, row -> distance(row.other().joint())),
                        new Column<>(
                                "limit",
                                RIGHT,
                                row -> NumberText.fixed(row.other().joint().noiseFloor(), 3)),
                        new Column<>(
                                "own share $S$",
                                RIGHT,
                                row -> NumberText.of(
                                        row.law().firstOrderIndex(), row.law().firstOrderIndexError())),
                        new Column<>("verdict", LEFT, row -> row.law().verdict()),
                        new Column<>("decoupled from $ε$", RIGHT, ArchitectureTables::from)));
    }

    private static String number(Row row) {
        return (row.law().index() + 1) + (row.law().onPlateau() ? ", plateau" : "");
    }

    private static String distance(LawsResult.Distance distance) {
        return NumberText.fixed(distance.kolmogorov(), 3);
    }

    /** The largest scale at which, and below which, a direction is decoupled. */
    private static String from(Row row) {
        List<Shrunk> shrunk = row.other().shrunk();
        int i = shrunk.size();
        while (i > 0 && shrunk.get(i - 1).decoupled()) {
            i--;
        }
        return i == shrunk.size() ? "nowhere" : fraction(shrunk.get(i).scale());
    }

    /** The jumps of a network by group and sign, all digits together, and the span of single digits. */
    static TableBlock exponents(Entry entry) {
        List<JumpExponents> together = entry.jumps().stream()
                .filter(each -> each.label() == null && !each.decades().isEmpty())
                .toList();
        return MnistTables.table(
                "Jumps by group of variables and sign, all digits together. Fullest decade: the one with most jumps; digit by digit: the"
                        + " span of its exponent over the digits. Widest window: the longest run of decades whose exponents"
                        + " agree. Near 1: the longest interval with $|k - 1|$ ≤ 0.1. Every decade of every digit is in "
                        + ArchitectureFiles.NUMBERS + ".",
                together,
                List.of(
                        new Column<>("variables", LEFT, MnistFindings::name),
                        new Column<>("$k$ of the fullest decade", RIGHT, MnistTables::fullest),
                        new Column<>("digit by digit", RIGHT, each -> digits(entry, each)),
                        new Column<>(
                                "widest window",
                                RIGHT,
                                each -> MnistTables.constant(
                                        each, c -> NumberText.of(c.lower()) + " to " + NumberText.of(c.upper()))),
                        new Column<>(
                                "$k$ there",
                                RIGHT,
                                each -> MnistTables.constant(
                                        each, c -> NumberText.of(c.exponent(), c.standardError()))),
                        new Column<>(
                                "share", RIGHT, each -> MnistTables.constant(each, c -> NumberText.percent(c.share()))),
                        new Column<>("near 1, decades", RIGHT, MnistTables::near)));
    }

    private static String digits(Entry entry, JumpExponents group) {
        double[] own = entry.jumps().stream()
                .filter(each -> each.label() != null
                        && each.group().equals(group.group())
                        && each.sign().equals(group.sign())
                        && !each.decades().isEmpty())
                .mapToDouble(each -> MnistFindings.fullest(each).exponent())
                .toArray();
        return own.length == 0 ? NumberText.NONE : MnistFindings.span(own, 2);
    }

    /** The name of a network at the beginning of a sentence. */
    static String capital(Entry entry) {
        return entry.name().substring(0, 1).toUpperCase(Locale.ROOT)
                + entry.name().substring(1);
    }
}
