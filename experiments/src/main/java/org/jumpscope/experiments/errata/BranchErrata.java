package org.jumpscope.experiments.errata;

import static org.jumpscope.experiments.errata.Erratum.Kind.CONDITION;
import static org.jumpscope.experiments.errata.Erratum.Kind.ERROR;
import static org.jumpscope.experiments.errata.Erratum.Kind.RIGHT;
import static org.jumpscope.experiments.errata.Erratum.Kind.TYPO;
import static org.jumpscope.experiments.errata.Row.compare;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntSupplier;
import org.jumpscope.experiments.errata.Erratum.Measure;

/** Rows 31 to 37: the quadratic and the logarithmic composition (Sections 8.2 and 8.3). */
final class BranchErrata {
    private static final double STEP = 1e-2;
    private static final double RATE = 0.3;
    /** "Much smaller" as a ratio. */
    private static final double RATIO = 10;

    private BranchErrata() {}

    static List<Row> rows() {
        return List.of(
                quadraticJacobian(),
                smallInput(),
                activation(),
                constants(),
                logarithmicJacobian(),
                nearPole(),
                caption());
    }

    /** γ, w, x, ḃ, y → |dq̇/dx|. */
    @FunctionalInterface
    private interface Jacobian {
        double at(double rate, double w, double x, double biasJump, double y);
    }

    private static double jacobianDeviation(Jacobian form, Toy toy, double low, double high) {
        return FoundationErrata.largest(low, high, x -> {
            double claimed = form.at(toy.rate(), toy.w(), x, toy.biasJump(x), toy.y(x));
            return Differences.relative(claimed, toy.jacobian(x, 5e-3));
        });
    }

    private static Row quadraticJacobian() {
        Jacobian printed = (rate, w, x, v, y) -> Math.abs(x * v * v - 2 * rate * w * x * x * v * v - 2 * rate * w * v)
                / (Math.abs(v) * Math.hypot(1, x));
        Jacobian corrected = (rate, w, x, v, y) ->
                Math.abs(x * v * v - 2 * rate * w * x * x * v - 2 * rate * w * v) / (Math.abs(v) * Math.hypot(1, x));
        return new Row(
                31,
                "8.31",
                ERROR,
                "The second term has ḃ² for ḃ, and the left side no modulus.",
                "dq̇/dx₁ = (1/q̇)|x₁ḃ² − 2γwx₁²ḃ² − 2γwḃ|",
                "|dq̇/dx₁| = (1/q̇)|x₁ḃ² − 2γwx₁²ḃ − 2γwḃ|",
                compare(
                        "|dq̇/dx| of H = y² at the state of Fig 5, γ = 0.3, by central differences for x in [0.1, 1.5].",
                        "largest relative deviation",
                        printed,
                        corrected,
                        1e-8,
                        form -> jacobianDeviation(
                                form, new Toy(y -> 2 * y, 0.928813702992584, -0.01444802067287354, RATE), 0.1, 1.5)));
    }

    /** x, ratio → whether x counts as small. */
    @FunctionalInterface
    private interface Small {
        boolean holds(double x, double ratio);
    }

    private static Row smallInput() {
        Small printed = (x, ratio) -> x <= 1 / ratio;
        Small corrected = (x, ratio) -> Math.abs(x) <= 1 / ratio;
        return new Row(
                32,
                "8.32",
                CONDITION,
                "x₁ ≪ 1 allows every negative input.",
                "x₁ ≪ 1",
                "|x₁| ≪ 1; for a local slope 3x² has to be small",
                compare(
                                "H = y², w = 1, zero of h at x̄ = −2 and at x̄ = 0: where the condition and |x(x − x̄)| ≤ 1/10 hold (ratio"
                                        + " 10), |dq̇/dx| by differences against 2γ|w|, the result of (8.31).",
                                "largest relative deviation of |dq̇/dx| from 2γ|w|",
                                printed,
                                corrected,
                                0.3,
                                form -> {
                                    double worst = 0;
                                    for (double zero : new double[] {-2, 0}) {
                                        Toy toy = Toy.of(y -> 2 * y, 1, -zero);
                                        for (double x : Toy.grid(-3.005, 2.995, 1201)) {
                                            boolean allowed =
                                                    form.holds(x, RATIO) && Math.abs(x * (x - zero)) <= 1 / RATIO;
                                            // The modulus has a corner at the zero, where no difference may reach
                                            // across.
                                            double step = Math.min(STEP, Math.abs(x - zero) / 2);
                                            worst = allowed && step > 0
                                                    ? Math.max(worst, Math.abs(toy.jacobian(x, step) / 2 - 1))
                                                    : worst;
                                        }
                                    }
                                    return worst;
                                })
                        .with(() -> List.of(new Measure("k_J/x² at x = 0.05, x̄ = 0", quadraticExponent(0.05)))));
    }

    private static double quadraticExponent(double x) {
        return Toy.of(y -> 2 * y, 1, 0).exponent(x, x / 4) / (x * x);
    }

    private static Row activation() {
        DoubleUnaryOperator printed = y -> Math.abs(y) > 0 && Math.abs(y) < 1 ? y : 0;
        DoubleUnaryOperator corrected = y -> y <= 0 ? 0 : Math.min(y, 1);
        return new Row(
                33,
                "8.33",
                ERROR,
                "0 < |y| < 1 and |y| < 0 stand for 0 < y < 1 and y < 0, and f = 0 for y > 1.",
                "f = y for 0 < |y| < 1, else 0",
                "f = y for 0 < y < 1; 0 for y < 0; 1 for y > 1",
                compare(
                                "Equilibrium with cross-entropy, f held in [0.01, 0.99], solved here by bisection on b = (1 − w)/2; then the"
                                        + " share of inputs that f > ½ puts in their class, against the 97 % that Section 8 states.",
                                "accuracy missing to 0.97",
                                printed,
                                corrected,
                                0,
                                form -> Math.max(0, 0.97 - PiecewiseLinear.accuracy(form)))
                        .with(() -> List.of(
                                new Measure("accuracy printed", PiecewiseLinear.accuracy(printed)),
                                new Measure("corrected", PiecewiseLinear.accuracy(corrected)),
                                new Measure("w", PiecewiseLinear.weight()))));
    }

    /** The constants of (7.13). */
    record Constants(double c1, double c2, double c3, double c4) {}

    private static Row constants() {
        Constants printed = new Constants(-1, 0, 1, 0);
        return new Row(
                34,
                "8.37",
                RIGHT,
                "c₂ = 0 looks like a slip, and is right.",
                "c₁ = −1, c₂ = 0, c₃ = 1, c₄ = 0",
                "the same",
                compare(
                        "(7.13) with these constants against (8.35) at x₂ = 1, for y from 0.02 to 0.98.",
                        "largest deviation of H",
                        printed,
                        printed,
                        1e-12,
                        form -> FoundationErrata.largest(
                                0.02,
                                0.98,
                                y -> Math.abs(
                                        form.c1() * Math.log(form.c2() + form.c3() * y) + form.c4() + Math.log(y)))));
    }

    private static Row logarithmicJacobian() {
        Jacobian printed = (rate, w, x, v, y) -> Math.abs(x * v * v - w * x * x * v * v / (1 - y) - w * v * v / (1 - y))
                / (Math.abs(v) * Math.hypot(1, x));
        Jacobian corrected =
                (rate, w, x, v, y) -> Math.abs(x * v * v + w * x * x * v * v / (1 - y) + w * v * v / (1 - y))
                        / (Math.abs(v) * Math.hypot(1, x));
        Toy toy = new Toy(y -> 1 / (1 - y), 2.6039744980036, -0.8019872490018, RATE);
        return new Row(
                35,
                "8.41",
                ERROR,
                "The signs of the second line.",
                "(1/q̇)|x₁ḃ² − wx₁²ḃ²/(1−y) − wḃ²/(1−y)|",
                "(1/q̇)|x₁ḃ² + wx₁²ḃ²/(1−y) + wḃ²/(1−y)|; the end result |w|q̇²/γ is right at leading order, exactly"
                        + " with 1/√(1+x²)",
                compare(
                                "|dq̇/dx| of H = −log(1 − y) at the state of Fig 6, γ = 0.3, by central differences on 0.05 < y < 0.95; and"
                                        + " |w|q̇²/(γ√(1+x²)) at 1 − y = 10⁻⁴.",
                                "largest relative deviation",
                                printed,
                                corrected,
                                1e-7,
                                form -> jacobianDeviation(form, toy, 0.33, 0.67))
                        .with(() -> {
                            double x = (1 - 1e-4 + 0.8019872490018) / 2.6039744980036;
                            double end = toy.w() * toy.jump(x) * toy.jump(x) / RATE;
                            double exact = toy.jacobian(x, 2e-7);
                            return List.of(
                                    new Measure("|w|q̇²/γ off by", Differences.relative(end, exact)),
                                    new Measure(
                                            "with 1/√(1+x²) off by",
                                            Differences.relative(end / Math.hypot(1, x), exact)));
                        }));
    }

    /** w, x, 1 − y, ratio → whether k_q = 2 is expected. */
    @FunctionalInterface
    private interface PoleCondition {
        boolean holds(double w, double x, double distance, double ratio);
    }

    private static Row nearPole() {
        PoleCondition printed = (w, x, d, r) -> Math.abs(x) <= 1 / r && d * Math.abs(x) <= Math.abs(w) / r;
        PoleCondition corrected = (w, x, d, r) -> d * Math.abs(x) / (1 + x * x) <= Math.abs(w) / r;
        return new Row(
                36,
                "8.42",
                CONDITION,
                "|x₁| ≪ 1 is not needed.",
                "x₁ ≪ 1 and (1 − y)|x₁| ≪ |w|",
                "(1 − y)|x|/(1+x²) ≪ |w|; k_J − 2 ≈ −2t(1−y)/w + (t′+3t²)(1−y)²/w²",
                compare(
                                "H = −log(1 − y), w = 2.6, pole at x = 0.69, 3 and 10: 200 points evenly spaced in log(1 − y) from 10⁻³ to"
                                        + " 1; share where the condition (ratio 20) and |k_J − 2| ≤ 0.1, by differences, disagree.",
                                "fraction of points misjudged",
                                printed,
                                corrected,
                                0.1,
                                BranchErrata::misjudgedNearPole)
                        .with(() -> List.of(new Measure(
                                "k_J at x = 10, 1 − y = 10⁻³", poleToy(10).exponent(10 - 1e-3 / 2.6, 1e-5)))));
    }

    private static Toy poleToy(double pole) {
        return Toy.of(y -> 1 / (1 - y), 2.6, 1 - 2.6 * pole);
    }

    private static double misjudgedNearPole(PoleCondition form) {
        double ratio = 20;
        int wrong = 0;
        int all = 0;
        for (double pole : new double[] {0.69, 3, 10}) {
            for (double power : Toy.grid(-3, 0, 200)) {
                double distance = Math.pow(10, power);
                double x = pole - distance / 2.6;
                boolean right = Math.abs(poleToy(pole).exponent(x, 0.02 * distance) - 2) <= 0.1;
                wrong += form.holds(2.6, x, distance, ratio) == right ? 0 : 1;
                all++;
            }
        }
        return wrong / (double) all;
    }

    private static Row caption() {
        IntSupplier printed = () -> -1;
        IntSupplier corrected = () -> 1;
        return new Row(
                37,
                "Fig. 7 caption",
                TYPO,
                "The fluctuations of the ones are called negative.",
                "“negative fluctuations for ‘ones’”",
                "positive fluctuations",
                compare(
                        "Sign of ḃ = −γ ∂H/∂b, H = −log y, by central differences on 0.02 < y < 0.98.",
                        "fraction of points with another sign",
                        printed,
                        corrected,
                        0,
                        form -> {
                            int wrong = 0;
                            double[] grid = Toy.grid(0.02, 0.98, 100);
                            for (double y : grid) {
                                double biasJump = -Differences.first(v -> -Math.log(v), y, y / 10);
                                wrong += Math.signum(biasJump) == form.getAsInt() ? 0 : 1;
                            }
                            return wrong / (double) grid.length;
                        }));
    }
}
