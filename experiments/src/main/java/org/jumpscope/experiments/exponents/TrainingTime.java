package org.jumpscope.experiments.exponents;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Normal;
import org.jumpscope.duality.ScalarDuality;
import org.jumpscope.duality.ScalingRange;
import org.jumpscope.duality.ScalingRanges;
import org.jumpscope.experiments.exponents.FigureData.Axis;
import org.jumpscope.experiments.exponents.FigureData.Curve;
import org.jumpscope.experiments.exponents.FigureData.Role;
import org.jumpscope.experiments.exponents.FigureData.Scale;
import org.jumpscope.learning.MeanFlow;
import org.jumpscope.network.State;
import org.jumpscope.numeric.Vector;

/**
 * k against training time for the sigmoid compositions of Figs 1 to 4: states along the mean flow from (0.1, 0), which
 * stochastic gradient descent follows for small γ (theory §3: published runs may have stopped early).
 */
public final class TrainingTime {
    private static final double EXPONENT = 1;
    private static final double RATIO = 10;

    private TrainingTime() {}

    /**
     * One figure's map at one time.
     *
     * @param figure number of the paper's figure
     * @param target its class
     * @param time γ · steps
     * @param weight w
     * @param bias b
     * @param jacobianDecades decades on which |k_J − 1| ≤ 0.1
     * @param totalDecades decades on which |k_J + k_p − 1| ≤ 0.1
     * @param jacobianExponent least-squares exponent of |dx/dq̇| on the corrected range, ratio 10; NaN if it is empty
     * @param totalExponent k_J + k_p at one standard deviation on the side of large jumps
     */
    public record Row(
            int figure,
            double target,
            double time,
            double weight,
            double bias,
            double jacobianDecades,
            double totalDecades,
            double jacobianExponent,
            double totalExponent) {}

    /** Times 10² to 10⁵, two per decade. */
    public static Vector defaultTimes() {
        return Vector.of(WeightJumpFigures.logarithmic(1e2, 1e5, 7));
    }

    /** The paper's two classes: normal laws around 0 and 1 with σ = 0.25, (8.2) and (8.3). */
    static ClassMixture classes() {
        return ClassMixture.of(0, 0.5, Normal.of(0, 0.25)).and(1, 0.5, Normal.of(1, 0.25));
    }

    /**
     * Examines the four figures.
     *
     * @param start state at time 0
     * @param times increasing times γ · steps
     */
    public static List<Row> run(State start, Vector times) {
        List<Loss> losses = List.of(Loss.squared(), Loss.crossEntropy());
        ClassMixture classes = classes();
        List<Composition> compositions = losses.stream()
                .map(loss -> Composition.of(Activation.sigmoid(), loss))
                .toList();
        List<List<State>> paths = compositions.parallelStream()
                .map(composition -> MeanFlow.of(composition, classes).path(start, times))
                .toList();
        return IntStream.range(0, 4 * times.size())
                .parallel()
                .mapToObj(i -> {
                    int figure = i / times.size() + 1;
                    int time = i % times.size();
                    int loss = (figure - 1) / 2;
                    ClassMixture.Component component = classes.component((figure - 1) % 2);
                    ScalarDuality map = ScalarDuality.of(
                            compositions.get(loss), component, paths.get(loss).get(time));
                    return row(figure, component.target(), times.get(time), map);
                })
                .toList();
    }

    /** The paper's start (0.1, 0) and the default times. */
    public static List<Row> run() {
        return run(State.of(0.1, 0), defaultTimes());
    }

    static Row row(int figure, double target, double time, ScalarDuality map) {
        int sign = target == 0 ? -1 : 1;
        ScalingRanges ranges = ScalingRanges.of(map);
        // The limit of the sigmoid is additive: e^y ≤ 1/r for zeros, e^−y ≤ 1/r for ones (erratum 26).
        DoubleUnaryOperator excess = x -> Math.max(
                ranges.dominance(x, RATIO), Math.exp(-sign * map.state().preActivation(x)) - 1 / RATIO);
        double slope = ScalingRanges.widest(ranges.where(excess, sign))
                .map(range -> ranges.leastSquares(range).exponent())
                .orElse(Double.NaN);
        double outer = map.boundary().mean() - sign * map.boundary().standardDeviation();
        return new Row(
                figure,
                target,
                time,
                map.state().weight(),
                map.state().bias(),
                decades(ranges.widestJacobian(EXPONENT, sign)),
                decades(ranges.widestTotal(EXPONENT, sign)),
                slope,
                map.exponentAt(outer).total());
    }

    private static double decades(Optional<ScalingRange> range) {
        return range.map(ScalingRange::decades).orElse(0.0);
    }

    /**
     * Three figures: decades of both exponents, fitted exponent, and the state, against time.
     *
     * @param rows the rows
     */
    public static List<FigureData> figures(List<Row> rows) {
        Axis time = new Axis("γ · steps", Scale.LOGARITHMIC);
        List<Curve> decades = new ArrayList<>();
        List<Curve> exponents = new ArrayList<>();
        List<Curve> weights = new ArrayList<>();
        for (int figure = 1; figure <= 4; figure++) {
            int number = figure;
            List<Row> mine = rows.stream().filter(r -> r.figure() == number).toList();
            Vector x = column(mine, Row::time);
            decades.add(Curve.of("Fig. " + figure + ", k_J", Role.JACOBIAN, x, column(mine, Row::jacobianDecades)));
            decades.add(Curve.of("Fig. " + figure + ", total", Role.EXACT, x, column(mine, Row::totalDecades)));
            exponents.add(Curve.of("Fig. " + figure, Role.JACOBIAN, x, column(mine, Row::jacobianExponent)));
            exponents.add(
                    Curve.of("Fig. " + figure + ", total at one σ", Role.EXACT, x, column(mine, Row::totalExponent)));
            if (figure % 2 == 1) {
                String loss = figure == 1 ? "squared loss" : "cross-entropy";
                weights.add(Curve.of("w, " + loss, Role.EXACT, x, column(mine, Row::weight)));
            }
        }
        return List.of(
                new FigureData(
                        "training-time-decades",
                        "Decades within 0.1 of k = 1 along the mean flow",
                        time,
                        new Axis("decades", Scale.LINEAR),
                        decades,
                        List.of()),
                new FigureData(
                        "training-time-exponent",
                        "Exponents along the mean flow",
                        time,
                        new Axis("exponent", Scale.LINEAR),
                        exponents,
                        List.of()),
                new FigureData(
                        "training-time-weight",
                        "Weight along the mean flow from (0.1, 0)",
                        time,
                        new Axis("w", Scale.LINEAR),
                        weights,
                        List.of()));
    }

    private static Vector column(List<Row> rows, ToDoubleFunction<Row> value) {
        return Vector.of(rows.stream().mapToDouble(value).toArray());
    }

    /**
     * The rows in Markdown.
     *
     * @param rows the rows
     */
    public static String markdown(List<Row> rows) {
        StringBuilder text = new StringBuilder("""
                # k against training time

                Mean flow, τ = γ · steps.

                | figure | γ · steps | w | b | decades of k_J | decades of total k | k_J fitted | total k at one σ |
                |---|---|---|---|---|---|---|---|
                """);
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %d | %.3g | %.4f | %.4f | %.2f | %.2f | %.4f | %.3f |\n",
                    row.figure(),
                    row.time(),
                    row.weight(),
                    row.bias(),
                    row.jacobianDecades(),
                    row.totalDecades(),
                    row.jacobianExponent(),
                    row.totalExponent()));
        }
        return text.toString();
    }
}
