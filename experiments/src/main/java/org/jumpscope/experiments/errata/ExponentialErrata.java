package org.jumpscope.experiments.errata;

import static org.jumpscope.experiments.errata.Erratum.Kind.CONDITION;
import static org.jumpscope.experiments.errata.Erratum.Kind.ERROR;
import static org.jumpscope.experiments.errata.Erratum.Kind.REMARK;
import static org.jumpscope.experiments.errata.Erratum.Kind.TYPO;
import static org.jumpscope.experiments.errata.Row.compare;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jumpscope.experiments.errata.Erratum.Measure;

/** Rows 22 to 30: the exponential composition (Section 8.1) and the meaning of its exponents. */
final class ExponentialErrata {
    private static final double STEP = 1e-2;
    private static final double RATE = 0.3;
    /** "Much larger" as a ratio. */
    private static final double RATIO = 10;
    /** Weight and bias of the paper's sigmoid compositions. */
    private static final double WEIGHT = 16;

    private static final double BIAS = -8;
    private static final double SPREAD = 0.25;

    private ExponentialErrata() {}

    static List<Row> rows() {
        return List.of(
                biasJump(), jacobian(), weight(), unneeded(), ratio(), total(), sign(), reversed(), exponentSign());
    }

    /** γ, w, x, b → ḃ. */
    @FunctionalInterface
    private interface BiasJump {
        double at(double rate, double w, double x, double b);
    }

    private static Row biasJump() {
        BiasJump printed = (rate, w, x, b) -> -2 * rate * Math.exp(w * x + b);
        BiasJump corrected = (rate, w, x, b) -> -2 * rate * Math.exp(2 * (w * x + b));
        return new Row(
                22,
                "8.10",
                ERROR,
                "The exponent lacks its factor 2.",
                "ḃ = −2γ exp(wx₁ + b)",
                "ḃ = −2γ exp(2(wx₁ + b)) (squared loss); −γ exp(wx₁ + b) (cross-entropy)",
                compare(
                        "−γ ∂H/∂b of H = e^{2y} by central differences, γ = 0.3, w = 3, b = −1.",
                        "largest relative deviation of ḃ",
                        printed,
                        corrected,
                        1e-8,
                        form -> FoundationErrata.largest(-1, 1, x -> {
                            double exact = -RATE * Differences.first(b -> Math.exp(2 * (3 * x + b)), -1, STEP);
                            return Differences.relative(form.at(RATE, 3, x, -1), exact);
                        })));
    }

    /** w, ẇ, ḃ → |dq̇/dx|. */
    @FunctionalInterface
    private interface Jacobian {
        double at(double w, double weightJump, double biasJump);
    }

    private static Row jacobian() {
        Jacobian printed = (w, u, v) -> (2 * Math.abs(w) * (u * u + v * v) + v * u) / Math.hypot(u, v);
        Jacobian corrected = (w, u, v) -> Math.abs(2 * w * (u * u + v * v) + v * u) / Math.hypot(u, v);
        return new Row(
                23,
                "8.13",
                ERROR,
                "|w| stands inside, and ḃẇ without its sign against it.",
                "(2|w|ẇ² + ḃẇ + 2|w|ḃ²)/q̇",
                "|2w(ẇ² + ḃ²) + ẇḃ|/q̇ = q̇|2w + x/(1+x²)|",
                compare(
                                "|dq̇/dx| of H = e^{2y} by central differences for w = −2, −0.1, 0.1, 0.5, 2.",
                                "largest deviation relative to q̇",
                                printed,
                                corrected,
                                1e-8,
                                form -> jacobianDeviation(form, Double.NEGATIVE_INFINITY))
                        .with(() -> List.of(new Measure(
                                "printed where w > 0 and 2w + x/(1+x²) ≥ 0", jacobianDeviation(printed, 0)))));
    }

    private static double jacobianDeviation(Jacobian form, double least) {
        double worst = 0;
        for (double w : new double[] {-2, -0.1, 0.1, 0.5, 2}) {
            Toy toy = new Toy(y -> 2 * Math.exp(2 * y), w, -0.4, RATE);
            for (double x : Toy.grid(-2, 2, 41)) {
                if (Math.min(w, 2 * w + x / (1 + x * x)) >= least) {
                    double claimed = form.at(w, toy.weightJump(x), toy.biasJump(x));
                    worst = Math.max(worst, Math.abs(claimed - toy.jacobian(x, STEP)) / toy.jump(x));
                }
            }
        }
        return worst;
    }

    /** c₁, w, ratio → whether k_J is taken to be 1. */
    @FunctionalInterface
    private interface WeightCondition {
        boolean holds(double c1, double w, double ratio);
    }

    private static Row weight() {
        WeightCondition printed = (c1, w, ratio) -> Math.abs(w) >= ratio;
        WeightCondition corrected = (c1, w, ratio) -> Math.abs(c1 * w) >= ratio / 2;
        return new Row(
                24,
                "8.14",
                CONDITION,
                "The condition belongs to c₁w, and ½ is what it is compared with.",
                "|w| ≫ 1",
                "|c₁w| ≫ ½; |k_J − 1| ≤ 1/(|c₁w| − ½)²",
                compare(
                                "16 pairs (c₁, w) with c₁w from 0.01 to 10⁴: whether the condition with ratio 10 says the same as the"
                                        + " largest |k_J − 1| over x in [−3, 3], by differences of log q̇, against (10/2 − ½)⁻².",
                                "pairs misjudged",
                                printed,
                                corrected,
                                0,
                                form -> {
                                    double bound = Math.pow(RATIO / 2 - 0.5, -2);
                                    int wrong = 0;
                                    for (double c1 : new double[] {0.05, 0.5, 2, 100}) {
                                        for (double w : new double[] {0.2, 0.5, 10, 100}) {
                                            boolean right = worstExponent(c1 * w) <= bound;
                                            wrong += form.holds(c1, w, RATIO) == right ? 0 : 1;
                                        }
                                    }
                                    return wrong;
                                })
                        .with(() -> List.of(
                                new Measure("largest |k_J − 1| at c₁w = 5", worstExponent(5)),
                                new Measure("at c₁w = 50", worstExponent(50)))));
    }

    /** Largest |k_J − 1| of H = e^{c₁y} for x in [−3, 3]. */
    private static double worstExponent(double slope) {
        return FoundationErrata.largest(-3, 3, x -> Math.abs(exponent(slope, x) - 1));
    }

    /** k_J = 1 + L′/L² with L = d log q̇/dx by differences, so that q̇ may leave the range of numbers. */
    private static double exponent(double slope, double x) {
        DoubleUnaryOperator logJump = v -> slope * v + 0.5 * Math.log1p(v * v);
        double first = Differences.first(logJump, x, STEP);
        return 1 + Differences.second(logJump, x, 5e-2) / (first * first);
    }

    /** x, ratio → whether the jump is taken to be a power law there. */
    @FunctionalInterface
    private interface PointCondition {
        boolean holds(double x, double ratio);
    }

    private static Row unneeded() {
        PointCondition printed = (x, ratio) -> Math.abs(WEIGHT * x) >= ratio / 2;
        PointCondition corrected = (x, ratio) -> true;
        return new Row(
                25,
                "8.15, 8.19, 8.21, 8.23",
                CONDITION,
                "(6.9) is demanded, though only ẇ alone needs it.",
                "½ ≪ |wx₁| (1 ≪ |wx₁|)",
                "no condition on |wx₁|: ḃ is exactly a power law, so q̇ is one",
                compare(
                        "H = e^{2y}, w = 16: share of 400 x in [−0.93, 0.93] where |k_J − 1| ≤ 0.1 by differences and the"
                                + " condition (ratio 10) says otherwise, or the reverse.",
                        "fraction of points misjudged",
                        printed,
                        corrected,
                        0,
                        form -> {
                            int wrong = 0;
                            double[] grid = Toy.grid(-0.93, 0.93, 400);
                            for (double x : grid) {
                                boolean right = Math.abs(exponent(2 * WEIGHT, x) - 1) <= 0.1;
                                wrong += form.holds(x, RATIO) == right ? 0 : 1;
                            }
                            return wrong / (double) grid.length;
                        }));
    }

    /** wx, b, ratio → whether the limit is taken to hold. */
    @FunctionalInterface
    private interface Limit {
        boolean holds(double wx, double b, double ratio);
    }

    /** The limits in which the sigmoid is exponential for zeros and for ones. */
    private record Limits(Limit zeros, Limit ones) {}

    private static Row ratio() {
        Limits printed = new Limits((wx, b, r) -> r * wx <= -b, (wx, b, r) -> wx >= -b * r);
        Limits corrected =
                new Limits((wx, b, r) -> Math.exp(wx + b) <= 1 / r, (wx, b, r) -> Math.exp(-(wx + b)) <= 1 / r);
        return new Row(
                26,
                "8.7, 8.16",
                CONDITION,
                "wx₁ ≪ −b is read as a ratio.",
                "wx₁ ≪ −b; wx₁ ≫ −b",
                "additive: −(wx₁ + b) ≫ 1, e^y ≤ 1/r (zeros); e^{−y} ≤ 1/r (ones)",
                compare(
                                "w = 16, b = −8, ratio 10: probability of the inputs at which the condition and the accuracy of f ≈ e^y"
                                        + " (zeros), 1 − f ≈ e^{−y} (ones), better than 1/10, disagree.",
                                "largest probability misjudged, zeros and ones",
                                printed,
                                corrected,
                                1e-3,
                                form -> Math.max(misjudgedMass(form.zeros(), 1, 0), misjudgedMass(form.ones(), -1, 1)))
                        .with(() -> List.of(
                                new Measure("printed, zeros", misjudgedMass(printed.zeros(), 1, 0)),
                                new Measure("printed, ones", misjudgedMass(printed.ones(), -1, 1)))));
    }

    private static double misjudgedMass(Limit form, int sign, double mean) {
        double mass = 0;
        int n = 20_000;
        double width = 12.0 / n;
        for (int i = 0; i < n; i++) {
            double z = -6 + (i + 0.5) * width;
            double wx = WEIGHT * (mean + SPREAD * z);
            double y = sign * (wx + BIAS);
            double f = 1 / (1 + Math.exp(-y));
            boolean accurate = Math.abs(Math.exp(y) / f - 1) <= 1 / RATIO;
            mass += form.holds(wx, BIAS, RATIO) == accurate ? 0 : Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * width;
        }
        return mass;
    }

    /** The paper's exponent, k_J, k_p → exponent of p(q̇). */
    @FunctionalInterface
    private interface Total {
        double of(double paper, double jacobian, double dataset);
    }

    private static Row total() {
        Total printed = (paper, jacobian, dataset) -> paper;
        Total corrected = (paper, jacobian, dataset) -> jacobian + dataset;
        return new Row(
                27,
                "8.12, 8.30, 8.40",
                REMARK,
                "p(q̇) ∝ q̇^−k is said of the density, and holds of its Jacobian factor.",
                "p(q̇) ∝ q̇^(−k_q)",
                "p(q̇) ∝ q̇^(−k), k = k_J + k_p",
                compare(
                                "−d log p/d log q̇ by differences of log p_x − log|dq̇/dx| for Figs 3, 5 and 6 (zeros), at 41 x each.",
                                "largest deviation of the exponent",
                                printed,
                                corrected,
                                1e-4,
                                form -> Math.max(
                                        totalDeviation(form, 1, logistic(), -0.5, 0.36),
                                        Math.max(
                                                totalDeviation(form, 0, quadratic(), 0.05, 0.3),
                                                totalDeviation(form, 2, logarithmic(), 0.33, 0.67))))
                        .with(() -> List.of(
                                new Measure("printed, Fig 3", totalDeviation(printed, 1, logistic(), -0.5, 0.36)),
                                new Measure("Fig 5", totalDeviation(printed, 0, quadratic(), 0.05, 0.3)),
                                new Measure("Fig 6", totalDeviation(printed, 2, logarithmic(), 0.33, 0.67)))));
    }

    private static Toy logistic() {
        return Toy.of(y -> 1 / (1 + Math.exp(-y)), WEIGHT, BIAS);
    }

    private static Toy quadratic() {
        return Toy.of(y -> 2 * y, 0.928813702992584, -0.01444802067287354);
    }

    private static Toy logarithmic() {
        return Toy.of(y -> 1 / (1 - y), 2.6039744980036, -0.8019872490018);
    }

    private static double totalDeviation(Total form, double paper, Toy toy, double low, double high) {
        double step = 2e-3;
        return FoundationErrata.largest(low, high, x -> {
            DoubleUnaryOperator logDensity = v -> -v * v / (2 * SPREAD * SPREAD) - Math.log(toy.jacobian(v, step));
            double slope = Differences.first(v -> Math.log(toy.jump(v)), x, step);
            double exact = -Differences.first(logDensity, x, 5 * step) / slope;
            double dataset = x / (SPREAD * SPREAD) / slope;
            return Math.abs(form.of(paper, toy.exponent(x, step), dataset) - exact);
        });
    }

    private static Row sign() {
        DoubleUnaryOperator printed = Math::log;
        DoubleUnaryOperator corrected = f -> -Math.log(f);
        return new Row(
                28,
                "8.22",
                TYPO,
                "The cross-entropy of the ones has lost its minus.",
                "H = log f",
                "H = −log f",
                compare(
                        "(8.6) at x₂ = 1 for f from 0.05 to 0.95.",
                        "largest relative deviation of H",
                        printed,
                        corrected,
                        1e-12,
                        form -> FoundationErrata.largest(0.05, 0.95, f -> {
                            double target = 1;
                            double exact = -(1 - target) * Math.log(1 - f) - target * Math.log(f);
                            return Differences.relative(form.applyAsDouble(f), exact);
                        })));
    }

    private static Row reversed() {
        PointCondition printed = (x, ratio) -> Math.abs(WEIGHT * x) <= 1 / ratio;
        PointCondition corrected = (x, ratio) -> Math.abs(WEIGHT * x) >= ratio;
        return new Row(
                29,
                "8.23",
                TYPO,
                "The inequality is reversed (and needed for ẇ only, row 25).",
                "1 ≫ |wx₁|",
                "1 ≪ |wx₁|",
                compare(
                        "H = e^{−y}, w = 16: share of 400 x in (0, 2] where the condition (ratio 10) and |k_w − 1| ≤ 1/81 of ẇ, by"
                                + " differences, disagree.",
                        "fraction of points misjudged",
                        printed,
                        corrected,
                        0,
                        form -> {
                            Toy toy = Toy.of(y -> -Math.exp(-y), WEIGHT, BIAS);
                            int wrong = 0;
                            double[] grid = Toy.grid(0.0031, 2, 400);
                            for (double x : grid) {
                                double deviation = Math.abs(toy.weightExponent(x, 2e-3) - 1);
                                boolean right = deviation <= 1 / ((RATIO - 1) * (RATIO - 1));
                                wrong += form.holds(x, RATIO) == right ? 0 : 1;
                            }
                            return wrong / (double) grid.length;
                        }));
    }

    private static Row exponentSign() {
        DoubleBinaryOperator printed = (exponential, logarithmic) -> -1;
        DoubleBinaryOperator corrected = (exponential, logarithmic) -> 1;
        return new Row(
                30,
                "end of §8.1, title of §8.3",
                TYPO,
                "k_q has the wrong sign for (8.1).",
                "k_q = −1, k_q = −2",
                "k_q = +1, k_q = +2",
                compare(
                        "k of p ∝ q̇^−k from the Jacobian of H = e^{2y} and H = −log(1 − y) at w = 1000, by differences, against ±1"
                                + " and ±2.",
                        "largest deviation of k",
                        printed,
                        corrected,
                        1e-2,
                        form -> {
                            double first =
                                    Toy.of(y -> 2 * Math.exp(2 * y), 1000, -300).exponent(0.3, 1e-5);
                            double second =
                                    Toy.of(y -> 1 / (1 - y), 1000, -299.7).exponent(0.3, 1e-5);
                            double sign = form.applyAsDouble(first, second);
                            return Math.max(Math.abs(first - sign), Math.abs(second - 2 * sign));
                        }));
    }
}
