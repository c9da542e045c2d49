package org.jumpscope.figures.mnist;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jumpscope.experiments.FigureAnalysis.Settings;
import org.jumpscope.experiments.jumps.DrawnJumps;
import org.jumpscope.experiments.jumps.GradientScaling;
import org.jumpscope.experiments.jumps.JumpExponents;
import org.jumpscope.experiments.jumps.ScaleCurve;
import org.jumpscope.experiments.mnist.Mnist;
import org.jumpscope.experiments.mnist.ProjectedDigits;
import org.jumpscope.experiments.network.LawsResult;
import org.jumpscope.experiments.network.SpectrumResult;
import org.jumpscope.figures.Axis;
import org.jumpscope.figures.Colour;
import org.jumpscope.figures.Figure;
import org.jumpscope.figures.Series;
import org.jumpscope.figures.network.DirectionFigures;
import org.jumpscope.figures.network.JumpFigures;
import org.jumpscope.figures.network.SpectrumFigures;
import org.jumpscope.figures.paper.NumberText;
import org.jumpscope.figures.paper.PaperFigures;
import org.jumpscope.numeric.Vector;

/** The figures of the page on digits, by name. */
final class MnistFigures {
    static final String SPECTRUM = "mnist-spectrum";
    static final String GRADIENTS = "mnist-gradients";

    // Figures that stand side by side, in points.
    private static final double WIDTH = 330;
    private static final double HEIGHT = 260;

    /** Curves of a figure that a reader can tell apart. */
    private static final int SPECTRA = 5;
    /** Points of a scatter of each kind. */
    private static final int POINTS = 1500;

    private MnistFigures() {}

    static String projection(ProjectedDigits.Case entry) {
        return "mnist-" + entry.projection() + "-" + entry.className();
    }

    static String density(String group) {
        return "mnist-density-" + group.replace(' ', '-');
    }

    static String exponent(String group) {
        return "mnist-exponent-" + group.replace(' ', '-');
    }

    static String direction(LawsResult laws, LawsResult.Direction law) {
        return "mnist-direction-" + laws.label() + "-" + (law.index() + 1);
    }

    /** Those whose samples have a density to draw. */
    static List<LawsResult.Direction> drawn(LawsResult laws) {
        return laws.directions().stream()
                .filter(law -> law.density().sampled().size() > 0)
                .toList();
    }

    /** The groups of variables, in order. */
    static List<String> groups(Mnist.Run run) {
        return run.result().jumps().stream()
                .map(JumpExponents::group)
                .distinct()
                .toList();
    }

    /** All figures, in the order of the page. */
    static Map<String, Figure> all(Mnist.Run run, Settings settings) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        for (ProjectedDigits.Drawn smoothed : run.projections()) {
            if (smoothed.entry().law().equals(ProjectedDigits.Law.SMOOTHED_SAMPLES.toString())) {
                figures.put(projection(smoothed.entry()), projection(run, smoothed, settings));
            }
        }
        figures.put(SPECTRUM, SpectrumFigures.of(chosen(run.result().spectra()), "digit"));
        if (!run.result().gradients().isEmpty()) {
            figures.put(GRADIENTS, gradients(run.gradients()));
        }
        for (String group : groups(run)) {
            List<JumpFigures.Jumps> kinds = kinds(run, group);
            figures.put(
                    density(group),
                    JumpFigures.density(kinds).titled(title(group)).sized(WIDTH, HEIGHT));
            figures.put(
                    exponent(group),
                    JumpFigures.exponent(kinds).titled(title(group)).sized(WIDTH, HEIGHT));
        }
        for (LawsResult laws : run.result().laws()) {
            for (LawsResult.Direction law : drawn(laws)) {
                figures.put(
                        direction(laws, law),
                        DirectionFigures.of(laws, law, "digit").sized(WIDTH, HEIGHT));
            }
        }
        return figures;
    }

    private static String title(String group) {
        return group.substring(0, 1).toUpperCase(Locale.ROOT) + group.substring(1);
    }

    // --- Digits on a line

    static String name(String projection) {
        return projection.equals("pca") ? "first principal component" : "difference of class means";
    }

    private static Figure projection(Mnist.Run run, ProjectedDigits.Drawn smoothed, Settings settings) {
        ProjectedDigits.Case entry = smoothed.entry();
        Figure figure = PaperFigures.jumps(smoothed.curves(), "jumps of the images", "density, smoothed images");
        double low = smoothed.curves().jump().stream().min().orElse(0);
        double high = smoothed.curves().jump().stream().max().orElse(Double.POSITIVE_INFINITY);
        for (ProjectedDigits.Drawn other : run.projections()) {
            boolean normal = other.entry().projection().equals(entry.projection())
                    && other.entry().className().equals(entry.className())
                    && !other.entry().law().equals(entry.law());
            if (normal) {
                figure = figure.with(normal(other, low, high));
            }
        }
        return PaperFigures.ranges(figure, entry.exponents(), settings)
                .titled("Digit " + entry.className() + " on the " + name(entry.projection()))
                .noted("$w = " + NumberText.of(entry.state().weight()) + "$, $b = "
                        + NumberText.of(entry.state().bias()) + "$; $k$: Jacobian "
                        + NumberText.of(entry.exponents().kJacobian()) + ", jumps "
                        + NumberText.of(
                                entry.exponents().measured().exponent(),
                                entry.exponents().measured().standardError()))
                .sized(WIDTH, HEIGHT);
    }

    /** Within the sizes that the images have: a normal law reaches much further down. */
    private static Series normal(ProjectedDigits.Drawn drawn, double low, double high) {
        Vector jump = drawn.curves().jump();
        Vector density = drawn.curves().logDensity();
        double[] x = new double[jump.size()];
        double[] y = new double[jump.size()];
        int n = 0;
        for (int i = 0; i < jump.size(); i++) {
            if (jump.get(i) >= low && jump.get(i) <= high) {
                x[n] = jump.get(i);
                y[n++] = Math.exp(density.get(i));
            }
        }
        return Series.of("density, normal law", Series.Style.DASHED, Colour.GREY, Vector.of(x, n), Vector.of(y, n));
    }

    // --- Singular values

    /** From the shortest jump to the longest, evenly. */
    static List<SpectrumResult.Sample> chosen(List<SpectrumResult.Sample> spectra) {
        List<SpectrumResult.Sample> sorted = spectra.stream()
                .sorted(Comparator.comparingDouble(SpectrumResult.Sample::jumpNorm)
                        .reversed())
                .toList();
        int n = sorted.size();
        if (n <= SPECTRA) {
            return sorted;
        }
        List<SpectrumResult.Sample> chosen = new ArrayList<>();
        for (int i = 0; i < SPECTRA; i++) {
            chosen.add(sorted.get(i * (n - 1) / (SPECTRA - 1)));
        }
        return chosen;
    }

    // --- Jumps

    /** Jumps of a group by sign; of the last layer by output too. */
    private static List<JumpFigures.Jumps> kinds(Mnist.Run run, String group) {
        List<DrawnJumps> own = run.jumps().stream()
                .filter(d -> d.entry().group().equals(group))
                .toList();
        boolean outputs = own.stream().anyMatch(d -> d.entry().output().equals("target"));
        List<JumpFigures.Jumps> kinds = new ArrayList<>();
        for (DrawnJumps each : own) {
            JumpExponents entry = each.entry();
            if (entry.label() != null || (outputs && entry.output().equals("all"))) {
                continue;
            }
            List<ScaleCurve> classes = own.stream()
                    .filter(d -> d.entry().label() != null
                            && d.entry().output().equals(entry.output())
                            && d.entry().sign().equals(entry.sign()))
                    .map(DrawnJumps::curve)
                    .toList();
            kinds.add(new JumpFigures.Jumps(
                    (outputs ? words(entry.output()) + ", " : "") + entry.sign(),
                    Colour.of(kinds.size()),
                    // Where both signs agree, the dashes let the other curve be seen.
                    entry.sign().equals("negative") && outputsOfBothSigns(own, entry)
                            ? Series.Style.DASHED
                            : Series.Style.LINE,
                    each.curve(),
                    entry.decades(),
                    classes));
        }
        return kinds;
    }

    private static boolean outputsOfBothSigns(List<DrawnJumps> own, JumpExponents entry) {
        return own.stream()
                .anyMatch(d -> d.entry().label() == null
                        && d.entry().output().equals(entry.output())
                        && !d.entry().sign().equals(entry.sign()));
    }

    static String words(String output) {
        return switch (output) {
            case "target" -> "own class";
            case "other" -> "other classes";
            default -> "all outputs";
        };
    }

    // --- Gradients

    private static Figure gradients(List<GradientScaling.Drawn> drawn) {
        Figure figure = Figure.of(
                Axis.logarithmic("size of the bias jump $|ḃ_k|$"),
                Axis.logarithmic("length of its gradient $|∂ḃ_k/∂x|$"));
        // The many first, so that they do not cover the few.
        List<GradientScaling.Drawn> ordered = drawn.stream()
                .filter(each -> each.scaling() != null)
                .sorted(Comparator.comparingInt(
                                (GradientScaling.Drawn each) -> each.jump().size())
                        .reversed())
                .toList();
        for (GradientScaling.Drawn each : ordered) {
            int step = Math.max(1, each.jump().size() / POINTS);
            int n = each.jump().size() / step;
            double[] x = new double[n];
            double[] y = new double[n];
            for (int i = 0; i < n; i++) {
                x[i] = each.jump().get(i * step);
                y[i] = each.gradient().get(i * step);
            }
            GradientScaling scaling = each.scaling();
            figure = figure.with(Series.of(
                    words(scaling.output()) + ": slope " + NumberText.of(scaling.exponent(), scaling.standardError()),
                    Series.Style.POINTS,
                    scaling.output().equals("other") ? Colour.TOTAL : Colour.JACOBIAN,
                    Vector.of(x),
                    Vector.of(y)));
        }
        return slopeOne(figure, ordered);
    }

    private static Figure slopeOne(Figure figure, List<GradientScaling.Drawn> drawn) {
        GradientScaling.Drawn most = drawn.get(0);
        double low = most.jump().stream().min().orElse(1);
        double high = most.jump().stream().max().orElse(1);
        double level = 0;
        for (int i = 0; i < most.jump().size(); i++) {
            level += Math.log(most.gradient().get(i) / most.jump().get(i))
                    / most.jump().size();
        }
        double ratio = Math.exp(level);
        return low < high
                ? figure.with(Series.of(
                        "slope 1",
                        Series.Style.DASHED,
                        Colour.BLACK,
                        Vector.of(low, high),
                        Vector.of(ratio * low, ratio * high)))
                : figure;
    }
}
