package org.jumpscope.figures.mnist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jumpscope.experiments.architectures.Architectures.Run;
import org.jumpscope.experiments.architectures.Architectures.Studied;
import org.jumpscope.experiments.architectures.ArchitecturesResult.Direction;
import org.jumpscope.experiments.architectures.ArchitecturesResult.Entry;
import org.jumpscope.experiments.architectures.ArchitecturesResult.Shrunk;
import org.jumpscope.experiments.jumps.DrawnJumps;
import org.jumpscope.experiments.jumps.JumpExponents;
import org.jumpscope.experiments.jumps.JumpExponents.Decade;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.experiments.network.SpectrumResult;
import org.jumpscope.figures.Axis;
import org.jumpscope.figures.Colour;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.Guide;
import org.jumpscope.figures.Series;
import org.jumpscope.figures.network.DirectionFigures;
import org.jumpscope.figures.network.JumpFigures;
import org.jumpscope.figures.network.SpectrumFigures;
import org.jumpscope.numeric.Vector;

/** The figures of the page on architectures, by name. */
final class ArchitectureFigures {
    static final String SPECTRA = "architectures-spectra";
    static final String DECOUPLING = "architectures-decoupling";
    static final String DISTANCES = "architectures-distances";
    static final String EXPONENTS = "architectures-exponents";

    // Figures that stand side by side, in points.
    private static final double WIDTH = 330;
    private static final double HEIGHT = 260;

    /** Groups of variables that a reader can tell apart. */
    private static final int GROUPS = 6;
    /** Singular values below this part of the largest are rounding. */
    private static final double ROUNDING = 1e-8;

    private ArchitectureFigures() {}

    static String spectra(Entry entry) {
        return "architectures-" + entry.name() + "-spectra";
    }

    static String exponents(Entry entry) {
        return "architectures-" + entry.name() + "-exponents";
    }

    static String direction(Entry entry, LawsResult laws, LawsResult.Direction law) {
        return "architectures-" + entry.name() + "-direction-" + laws.label() + "-" + (law.index() + 1);
    }

    /** The leading direction of each digit whose samples have a density to draw. */
    static List<LawsResult.Direction> drawn(LawsResult laws) {
        return MnistFigures.drawn(laws).stream().limit(1).toList();
    }

    /** All figures, in the order of the page. */
    static Map<String, Figure> all(Run run) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        List<Entry> entries = run.result().networks();
        put(DECOUPLING, decoupling(run), figures);
        put(DISTANCES, distances(run), figures);
        put(SPECTRA, spectra(entries), figures);
        put(EXPONENTS, exponents(entries), figures);
        for (Studied each : run.networks()) {
            put(
                    spectra(each.entry()),
                    SpectrumFigures.of(each.entry().spectra(), "digit")
                            .titled("Singular values, " + each.entry().name()),
                    figures);
            put(
                    exponents(each.entry()),
                    JumpFigures.exponent(kinds(each))
                            .titled("Jumps of weights, " + each.entry().name()),
                    figures);
            for (LawsResult digit : each.entry().laws()) {
                for (LawsResult.Direction law : drawn(digit)) {
                    figures.put(
                            direction(each.entry(), digit, law),
                            DirectionFigures.of(digit, law, "digit").sized(WIDTH, HEIGHT));
                }
            }
        }
        return figures;
    }

    /** A figure that shows something. */
    private static void put(String name, Figure figure, Map<String, Figure> figures) {
        if (!figure.series().isEmpty()) {
            figures.put(name, figure.sized(WIDTH, HEIGHT));
        }
    }

    // --- The networks together

    private static Figure spectra(List<Entry> entries) {
        Figure figure = Figure.of(
                        Axis.logarithmic("number $i$ of the singular value"), Axis.logarithmic("$σ_i/σ_1$ of $∂q̇/∂x$"))
                .titled("Singular values");
        for (int e = 0; e < entries.size(); e++) {
            if (entries.get(e).spectra().isEmpty()) {
                continue;
            }
            SpectrumResult.Sample sample = entries.get(e).spectra().get(0);
            Vector values = sample.singularValues();
            double[] number = new double[values.size()];
            double[] share = new double[values.size()];
            for (int i = 0; i < number.length; i++) {
                number[i] = i + 1;
                double ratio = values.get(i) / sample.largest();
                share[i] = ratio > ROUNDING ? ratio : Double.NaN;
            }
            figure = figure.with(Series.line(entries.get(e).name(), Colour.of(e), Vector.of(number), Vector.of(share)));
        }
        return figure;
    }

    private static Figure decoupling(Run run) {
        Figure figure = Figure.of(
                        Axis.logarithmic("size $ε$ of the fluctuations, images' own = 1"),
                        Axis.linear("smallest own share $S$").within(-0.05, 1.05))
                .titled("Own share of a direction")
                .with(Guide.horizontal(
                                run.result().decoupledIndex(),
                                "$S$ = " + run.result().decoupledIndex())
                        .in(Colour.GREY));
        // An estimate of a share may be below 0 by noise.
        return worst(figure, run, each -> Math.max(0, each.firstOrderIndex()), -1);
    }

    private static Figure distances(Run run) {
        Figure figure = Figure.of(
                        Axis.logarithmic("size $ε$ of the fluctuations, images' own = 1"),
                        Axis.logarithmic("largest distance / 95 % limit"))
                .titled("Distance from (4.6)")
                .with(Guide.horizontal(1, "limit").in(Colour.GREY));
        return worst(figure, run, each -> each.kolmogorov() / each.noiseFloor(), 1);
    }

    /** The worst direction of each network at each scale. */
    private static Figure worst(Figure figure, Run run, ToDoubleFunction<Shrunk> value, int sign) {
        Figure drawn = figure;
        List<Double> scales = run.result().scales();
        for (int e = 0; e < run.result().networks().size(); e++) {
            Entry entry = run.result().networks().get(e);
            if (entry.directions().isEmpty()) {
                continue;
            }
            double[] x = new double[scales.size()];
            double[] y = new double[scales.size()];
            for (int i = 0; i < x.length; i++) {
                int place = i;
                x[i] = scales.get(i);
                y[i] = sign
                        * entry.directions().stream()
                                .map(Direction::shrunk)
                                .mapToDouble(each -> sign * value.applyAsDouble(each.get(place)))
                                .max()
                                .orElse(Double.NaN);
            }
            Vector places = Vector.of(x);
            Vector values = Vector.of(y);
            drawn = drawn.with(Series.line(entry.name(), Colour.of(e), places, values))
                    .with(Series.of("", Series.Style.POINTS, Colour.of(e), places, values));
        }
        return drawn;
    }

    /** The exponent of the decade with most jumps of the weights of each layer. */
    private static Figure exponents(List<Entry> entries) {
        int layers = entries.stream()
                .flatMap(each -> each.jumps().stream())
                .mapToInt(JumpExponents::layer)
                .max()
                .orElse(1);
        Figure figure = Figure.of(
                        Axis.linear("layer").within(0.5, layers + 0.5),
                        Axis.linear("exponent $k$ of the fullest decade"))
                .titled("Weights, all digits, positive jumps")
                .with(Guide.horizontal(1, "$k = 1$").in(Colour.GREY));
        for (int e = 0; e < entries.size(); e++) {
            double shift = 0.12 * (e - 0.5 * (entries.size() - 1));
            List<JumpExponents> own = entries.get(e).jumps().stream()
                    .filter(each -> isTogether(each, "weights", "positive"))
                    .toList();
            double[] x = new double[own.size()];
            double[] y = new double[own.size()];
            double[] low = new double[own.size()];
            double[] high = new double[own.size()];
            for (int i = 0; i < x.length; i++) {
                Decade most = MnistFindings.fullest(own.get(i));
                x[i] = own.get(i).layer() + shift;
                y[i] = most.exponent();
                low[i] = most.exponent() - most.standardError();
                high[i] = most.exponent() + most.standardError();
            }
            if (x.length > 0) {
                figure = figure.with(Series.pointsWithErrors(
                        entries.get(e).name(),
                        Colour.of(e),
                        Vector.of(x),
                        Vector.of(y),
                        Vector.of(low),
                        Vector.of(high)));
            }
        }
        return figure;
    }

    static boolean isTogether(JumpExponents each, String kind, String sign) {
        return each.label() == null
                && each.kind().equals(kind)
                && each.sign().equals(sign)
                && !each.decades().isEmpty();
    }

    // --- One network

    /** The weights of the first layers, positive jumps; negative ones dashed in the same colour. */
    private static List<JumpFigures.Jumps> kinds(Studied studied) {
        List<JumpFigures.Jumps> kinds = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        for (DrawnJumps each : studied.jumps()) {
            JumpExponents entry = each.entry();
            if (entry.label() != null || !entry.kind().equals("weights")) {
                continue;
            }
            if (!groups.contains(entry.group())) {
                groups.add(entry.group());
            }
            int place = groups.indexOf(entry.group());
            if (place >= GROUPS) {
                continue;
            }
            boolean positive = entry.sign().equals("positive");
            kinds.add(new JumpFigures.Jumps(
                    positive ? entry.group().toLowerCase(Locale.ROOT) : "",
                    Colour.of(place),
                    positive ? Series.Style.LINE : Series.Style.DASHED,
                    each.curve(),
                    positive ? entry.decades() : List.of(),
                    List.of()));
        }
        return kinds;
    }
}
