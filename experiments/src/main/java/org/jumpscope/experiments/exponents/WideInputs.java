package org.jumpscope.experiments.exponents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.Normal;
import org.jumpscope.experiments.exponents.FigureData.Axis;
import org.jumpscope.experiments.exponents.FigureData.Curve;
import org.jumpscope.experiments.exponents.FigureData.Range;
import org.jumpscope.experiments.exponents.FigureData.Role;
import org.jumpscope.experiments.exponents.FigureData.Scale;
import org.jumpscope.experiments.exponents.JumpCurve.Part;
import org.jumpscope.experiments.exponents.RegimeSampler.Request;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;

/**
 * Section 9 on inputs wide enough to show it: H = (y − t)^n, n = 3 to 8, where (n−2)/(n−1) near x̄ turns into (n−1)/n
 * far from it, for ẇ at |x − x̄| ≈ |x̄| and for q̇ at |x| ≈ 1.
 *
 * <p>Each regime is examined with the printed condition ((9.13), (9.14), (9.16)) and with the corrected one (errata 40,
 * 41, 44). Only the side y &gt; t is used, on which the composition is a power for every n.
 */
public final class WideInputs {
    private static final int POINTS = 241;

    private WideInputs() {}

    /**
     * What is asked.
     *
     * @param law law of the inputs
     * @param target x₂, so that x̄ = (x₂ − b)/w; must not be 0 itself
     * @param state (w, b) with w &gt; 0
     * @param ratio what "much" means, above 1
     * @param samples inputs drawn per regime
     */
    public record Request(Distribution law, double target, State state, double ratio, long samples) {
        /** Checks the numbers. */
        public Request {
            if (!(state.weight() > 0)) {
                throw new InvalidInputException(
                        "Weight " + state.weight() + " is not above 0; give a positive weight for wide inputs.");
            }
            if (!(ratio > 1)) {
                throw new InvalidInputException("Ratio " + ratio + " is not above 1.");
            }
            if (state.bias() == target) {
                throw new InvalidInputException(
                        "Bias " + state.bias()
                                + " equals the target, so that the zero of h lies at x = 0 and has no near side; give another bias.");
            }
        }
    }

    /** Zeros with σ = 5 at w = 10, b = 0.2: x̄ = −0.02 lies far below 1, so that ẇ and q̇ turn at different places. */
    public static Request zeros() {
        return new Request(Normal.of(0, 5), 0, State.of(10, 0.2), 10, 20_000);
    }

    /** Ones with σ = 5 at the state of Fig. 9: x̄ = 1.12. */
    public static Request ones() {
        return new Request(Normal.of(1, 5), 1, State.of(0.8178984865591402, 0.08068411932491953), 10, 20_000);
    }

    /**
     * The regimes of one power.
     *
     * @param n the power
     * @param centre x̄
     * @param distance |x − x̄| of the profile
     * @param weightExponent k_w there
     * @param normExponent k_q there
     * @param regimes printed and corrected conditions, measured
     */
    public record Row(
            int n, double centre, Vector distance, Vector weightExponent, Vector normExponent, List<Regime> regimes) {
        /** Keeps an unmodifiable copy of the regimes. */
        public Row {
            regimes = List.copyOf(regimes);
        }

        /** The regime of a coordinate by its name, such as "near corrected". */
        public Regime regime(String coordinate, String name) {
            return regimes.stream()
                    .filter(r -> r.coordinate().equals(coordinate) && r.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No regime " + coordinate + " " + name));
        }
    }

    /**
     * Examines n = 3 to 8.
     *
     * @param request what is asked
     * @param random source of random numbers
     */
    public static List<Row> run(Request request, RandomBlocks random) {
        return IntStream.rangeClosed(3, 8)
                .parallel()
                .mapToObj(n -> {
                    RandomBlocks own = random.stream("wide inputs " + n);
                    List<Regime> measured = regimes(request, n).stream()
                            .map(range -> RegimeSampler.measure(
                                    range,
                                    request.law(),
                                    own.stream(range.curve().coordinate() + " " + range.name()),
                                    request.samples()))
                            .toList();
                    return row(request, n, measured);
                })
                .toList();
    }

    private static Row row(Request request, int n, List<Regime> regimes) {
        SlopeFamily family = new SlopeFamily.Power(n, -request.target());
        double centre = centre(request);
        double end = end(request);
        double[] distance =
                WeightJumpFigures.logarithmic(Math.abs(centre) / (100 * request.ratio()), end - centre, POINTS);
        return new Row(
                n,
                centre,
                Vector.of(distance),
                Vector.of(Arrays.stream(distance)
                        .map(d -> family.weightExponent(request.state(), centre + d))
                        .toArray()),
                Vector.of(Arrays.stream(distance)
                        .map(d -> family.normExponent(request.state(), centre + d))
                        .toArray()),
                regimes);
    }

    private static double centre(Request request) {
        return (request.target() - request.state().bias()) / request.state().weight();
    }

    /** Three standard deviations: beyond them the weights 1/p(x) of single samples rule. */
    private static double end(Request request) {
        return request.law().mean() + 3 * request.law().standardDeviation();
    }

    private static List<RegimeSampler.Request> regimes(Request request, int n) {
        SlopeFamily family = new SlopeFamily.Power(n, -request.target());
        State state = request.state();
        JumpCurve weight = new JumpCurve(family, state, Part.WEIGHT, 0);
        JumpCurve norm = new JumpCurve(family, state, Part.NORM, 0);
        double centre = centre(request);
        double size = Math.abs(centre);
        double r = request.ratio();
        double end = end(request);
        double near = (n - 2.0) / (n - 1);
        double far = (n - 1.0) / n;
        double w = state.weight();
        String much = r == Math.rint(r) ? Long.toString((long) r) : Double.toString(r);
        List<RegimeSampler.Request> all = new ArrayList<>();
        // ẇ changes its sign at x = 0, so that the printed condition is tested on x > 0.
        add(all, weight, "near printed", "|x| ≤ |x̄|/" + much + " (9.14)", near, size / (100 * r), size / r);
        add(
                all,
                weight,
                "near corrected",
                "|x − x̄| ≤ |x̄|/" + much + " (erratum 40)",
                near,
                centre + size / (100 * r),
                centre + size / r);
        add(all, weight, "far printed", "|x| ≥ " + much + "|x̄| (9.13)", far, r * size, end);
        add(all, weight, "far corrected", "|x − x̄| ≥ " + much + "|x̄| (erratum 41)", far, centre + r * size, end);
        add(all, norm, "near printed", "|x| ≤ |x̄|/" + much + " (9.14)", near, -size / r, size / r);
        add(
                all,
                norm,
                "near corrected",
                "|wh′/h| ≥ " + much + "|x|/(1 + x²)",
                near,
                centre + size / (100 * r),
                lastDominated(n, centre, r, end));
        double printed = Math.max(r * size, r / (w * w) - (state.bias() + request.target()) / w);
        add(
                all,
                norm,
                "far printed",
                "|x| ≥ " + much + "|x̄| and |x + (b + x₂)/w| ≥ " + much + "/w² (9.13, 9.16)",
                far,
                printed,
                end);
        add(all, norm, "far corrected", "|x| ≥ " + much + " (erratum 44)", far, Math.max(r, centre + r * size), end);
        return all;
    }

    private static void add(
            List<RegimeSampler.Request> all,
            JumpCurve curve,
            String name,
            String condition,
            double predicted,
            double lower,
            double upper) {
        if (lower < upper) {
            all.add(new RegimeSampler.Request(curve, name, condition, predicted, lower, upper));
        }
    }

    /** The first x right of x̄ at which (n − 1)/(x − x̄) falls below r|x|/(1 + x²), or the end. */
    private static double lastDominated(int n, double centre, double r, double end) {
        double step = (end - centre) / 100_000;
        double x = centre + step;
        while (x < end && (n - 1) / (x - centre) >= r * Math.abs(x) / (1 + x * x)) {
            x += step;
        }
        return Math.min(x - step, end);
    }

    /**
     * The figures: k_w and k_q against |x − x̄|, one per power, with the two levels and the fits.
     *
     * @param rows the rows
     */
    public static List<FigureData> figures(List<Row> rows) {
        return rows.stream().map(WideInputs::figure).toList();
    }

    private static FigureData figure(Row row) {
        List<Curve> curves = new ArrayList<>();
        curves.add(Curve.of("k_w", Role.EXACT, row.distance(), row.weightExponent()));
        curves.add(Curve.of("k_q", Role.JACOBIAN, row.distance(), row.normExponent()));
        Vector ends = Vector.of(
                row.distance().get(0), row.distance().get(row.distance().size() - 1));
        double near = (row.n() - 2.0) / (row.n() - 1);
        double far = (row.n() - 1.0) / row.n();
        curves.add(Curve.of("(n-2)/(n-1)", Role.PREDICTED, ends, Vector.of(near, near)));
        curves.add(Curve.of("(n-1)/n", Role.PREDICTED, ends, Vector.of(far, far)));
        List<Range> ranges = new ArrayList<>();
        for (Part part : List.of(Part.WEIGHT, Part.NORM)) {
            List<Regime> fitted = row.regimes().stream()
                    .filter(r ->
                            r.coordinate().equals(part.toString()) && r.name().endsWith("corrected"))
                    .filter(r -> !Double.isNaN(r.measured().exponent()))
                    .toList();
            curves.add(new Curve(
                    part == Part.WEIGHT ? "k_w fitted" : "k_q fitted",
                    Role.MEASURED,
                    values(fitted, r -> Math.sqrt((r.lower() - row.centre()) * (r.upper() - row.centre()))),
                    values(fitted, r -> r.measured().exponent()),
                    values(fitted, r -> r.measured().exponent() - r.measured().standardError()),
                    values(fitted, r -> r.measured().exponent() + r.measured().standardError())));
            for (Regime regime : fitted) {
                ranges.add(new Range(
                        part + " " + regime.name(), regime.lower() - row.centre(), regime.upper() - row.centre()));
            }
        }
        return new FigureData(
                "wide-inputs-" + row.n(),
                "H = (y - x₂)^" + row.n() + " on wide inputs",
                new Axis("|x − x̄|", Scale.LOGARITHMIC),
                new Axis("local exponent", Scale.LINEAR),
                curves,
                ranges);
    }

    private static Vector values(List<Regime> regimes, ToDoubleFunction<Regime> value) {
        return Vector.of(regimes.stream().mapToDouble(value).toArray());
    }

    /**
     * The regimes in Markdown.
     *
     * @param rows the rows
     */
    public static String markdown(List<Row> rows) {
        StringBuilder text = new StringBuilder("""
                # Section 9 on wide inputs

                | n | jump | regime | condition | predicted | local | measured | range of x | probability |
                |---|---|---|---|---|---|---|---|---|
                """);
        for (Row row : rows) {
            for (Regime regime : row.regimes()) {
                String measured = Double.isNaN(regime.measured().exponent())
                        ? regime.measured().reason()
                        : String.format(
                                Locale.ROOT,
                                "%.4f ± %.4f",
                                regime.measured().exponent(),
                                regime.measured().standardError());
                text.append(String.format(
                        Locale.ROOT,
                        "| %d | %s | %s | %s | %.4f | %.3f to %.3f | %s | %.3g to %.3g | %.2g |\n",
                        row.n(),
                        regime.coordinate(),
                        regime.name(),
                        regime.condition().replace("|", "\\|"),
                        regime.predicted(),
                        regime.localLow(),
                        regime.localHigh(),
                        measured,
                        regime.lower(),
                        regime.upper(),
                        regime.probability()));
            }
        }
        return text.toString();
    }
}
