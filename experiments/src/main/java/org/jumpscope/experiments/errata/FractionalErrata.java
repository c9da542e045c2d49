package org.jumpscope.experiments.errata;

import static org.jumpscope.experiments.errata.Erratum.Kind.CONDITION;
import static org.jumpscope.experiments.errata.Erratum.Kind.ERROR;
import static org.jumpscope.experiments.errata.Erratum.Kind.TYPO;
import static org.jumpscope.experiments.errata.Row.compare;

import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntSupplier;
import org.jumpscope.experiments.errata.Erratum.Measure;

/** Rows 38 to 44: fractional powers (Section 9). */
final class FractionalErrata {
    private static final double RATE = 0.3;
    private static final double C1 = 0.6;
    private static final double C2 = 1.3;

    private FractionalErrata() {}

    static List<Row> rows() {
        return List.of(existence(), rate(), near(), far(), target(), biasJump(), norm());
    }

    /** A set of exponents, with or without a constant that may be added to ẇ. */
    private record Existence(Set<Double> exponents, MapErrata.Shift shift) {}

    private static Row existence() {
        Existence printed = new Existence(Set.of(0.0, 0.5, 2.0), MapErrata.Shift.FORBIDDEN);
        Existence corrected = new Existence(Set.of(0.0, 0.5, 2.0), MapErrata.Shift.ALLOWED);
        return new Row(
                38,
                "9.1",
                ERROR,
                "Section 9 contradicts the end of Section 7 (row 20); its set is right for ẇ + C, not for ẇ as in (7.1).",
                "p(ẇ) ∝ ẇ^(−k_w) exists only for k_w = 0, ½, 2",
                "p(ẇ) ∝ |ẇ + C|^(−k_w): exactly for k_w = 0, ½, 2",
                compare(
                        "As row 20, with k_w of ẇ itself for the printed form and of ẇ + C for the corrected one.",
                        "exponents misjudged",
                        printed,
                        corrected,
                        0,
                        form -> MapErrata.misjudged(form.exponents(), form.shift())));
    }

    /** −γ ∂H/∂w of H = c₂(y + c₁)^n by differences in w. */
    private static double weightJump(double n, double w, double b, double x, double step) {
        return -RATE * Differences.first(v -> C2 * Math.pow(v * x + b + C1, n), w, step);
    }

    private static Row rate() {
        DoubleUnaryOperator printed = rate -> 1;
        DoubleUnaryOperator corrected = rate -> -rate;
        return new Row(
                39,
                "9.8, 9.9, 9.10",
                TYPO,
                "−γ is missing where “≈” stands.",
                "ẇ ≈ nc₂w^{n−1}(x₁ − x̄)^n, ẇ ≈ −nc₂(b + c₁)w^{n−2}(x₁ − x̄)^{n−1}",
                "both times −γ",
                compare(
                        "ẇ by central differences of H in w, n = 4, γ = 0.3, at |x − x̄| = 10⁴|x̄| and 10⁻⁴|x̄|.",
                        "largest relative deviation of ẇ",
                        printed,
                        corrected,
                        1e-3,
                        form -> {
                            double n = 4;
                            double w = 0.8;
                            double b = 0.3;
                            double centre = -(b + C1) / w;
                            double far = centre + 1e4 * Math.abs(centre);
                            double close = centre + 1e-4 * Math.abs(centre);
                            double factor = form.applyAsDouble(RATE);
                            double atFar = factor * n * C2 * Math.pow(w, n - 1) * Math.pow(far - centre, n);
                            double atClose =
                                    -factor * n * C2 * (b + C1) * Math.pow(w, n - 2) * Math.pow(close - centre, n - 1);
                            return Math.max(
                                    Differences.relative(atFar, weightJump(n, w, b, far, 1e-2)),
                                    Differences.relative(atClose, weightJump(n, w, b, close, 1e-5)));
                        }));
    }

    /** x, x̄, ratio → whether the regime is taken to hold. */
    @FunctionalInterface
    interface Regime {
        boolean holds(double x, double centre, double ratio);
    }

    /** The exponent of a regime as a function of n. */
    private static double worstExponent(Regime form, DoubleUnaryOperator exponent) {
        double worst = 0;
        double w = 0.8;
        double b = 0.3;
        double centre = -(b + C1) / w;
        for (int n = 3; n <= 8; n++) {
            int power = n - 1;
            Toy toy = Toy.of(y -> power * Math.pow(y + C1, power), w, b);
            for (double decade : Toy.grid(-3, 4, 141)) {
                double reach = Math.abs(centre) * Math.pow(10, decade);
                for (double x : new double[] {-reach, reach, centre - reach, centre + reach}) {
                    double scale = Math.min(Math.abs(x), Math.abs(x - centre));
                    if (form.holds(x, centre, 100) && scale > 1e-9) {
                        double k = toy.weightExponent(x, 0.05 * scale);
                        worst = Math.max(worst, Math.abs(k - exponent.applyAsDouble(n)));
                    }
                }
            }
        }
        return worst;
    }

    private static Row near() {
        Regime printed = (x, centre, ratio) -> Math.abs(x) <= Math.abs(centre) / ratio;
        Regime corrected = (x, centre, ratio) -> Math.abs(x - centre) <= Math.abs(centre) / ratio;
        DoubleUnaryOperator exponent = n -> (n - 2) / (n - 1);
        return new Row(
                40,
                "9.10, 9.14",
                ERROR,
                "The regime lies near x̄, not near 0, where ẇ → nc₂(b + c₁)^{n−1}x₁ and k_w = 0.",
                "|x₁| ≪ |(b + c₁)/w|",
                "|x₁ − x̄| ≪ |x̄|, x̄ = −(b + c₁)/w",
                compare(
                        "k_w of ẇ by differences for n = 3 to 8 at 564 x, wherever the condition holds with ratio 100, against"
                                + " (n−2)/(n−1).",
                        "largest deviation of k_w",
                        printed,
                        corrected,
                        0.02,
                        form -> worstExponent(form, exponent)));
    }

    private static Row far() {
        Regime printed = (x, centre, ratio) -> Math.abs(x) >= ratio * Math.abs(centre);
        Regime corrected = (x, centre, ratio) -> Math.abs(x - centre) >= ratio * Math.abs(centre);
        DoubleUnaryOperator exponent = n -> (n - 1) / n;
        return new Row(
                41,
                "9.9, 9.13",
                CONDITION,
                "The distance that counts is the one from x̄; here the two agree up to O(1).",
                "|x₁| ≫ |x̄|",
                "|x₁ − x̄| ≫ |x̄|",
                compare(
                        "k_w of ẇ by differences for n = 3 to 8 at 564 x, wherever the condition holds with ratio 100, against"
                                + " (n−1)/n.",
                        "largest deviation of k_w",
                        printed,
                        corrected,
                        0.02,
                        form -> worstExponent(form, exponent)));
    }

    private static Row target() {
        IntSupplier printed = () -> 1;
        IntSupplier corrected = () -> -1;
        return new Row(
                42,
                "9.15, 9.17",
                ERROR,
                "c₁ = −x₂, so the sign of x₂ is wrong.",
                "(y + x₂)",
                "(y − x₂)",
                compare(
                        "ḃ of H = (y − x₂)⁴, x₂ = 1, by central differences in b, against −4γ(y ± x₂)³.",
                        "largest relative deviation of ḃ",
                        printed,
                        corrected,
                        1e-8,
                        form -> FoundationErrata.largest(0.2, 0.9, y -> {
                            double exact = -RATE * Differences.first(v -> Math.pow(v - 1, 4), y, 1e-2);
                            double claimed = -4 * RATE * Math.pow(y + form.getAsInt(), 3);
                            return Differences.relative(claimed, exact);
                        })));
    }

    /** w, y, x₂, ẇ → ḃ. */
    @FunctionalInterface
    private interface BiasJump {
        double at(double w, double y, double target, double weightJump);
    }

    private static Row biasJump() {
        BiasJump printed = (w, y, target, jump) -> jump / (w * (y + target));
        BiasJump corrected = (w, y, target, jump) -> w * jump / (y - target);
        return new Row(
                43,
                "9.15",
                ERROR,
                "w divides where it multiplies.",
                "ḃ = ẇ/(w(y + x₂))",
                "ḃ ≈ wẇ/(y − x₂); exactly ḃ = ẇ/x₁",
                compare(
                        "H = (y − x₂)⁴, w = 0.5, 0.82, 2 at x = 10⁴ (the regime of (9.13)), ẇ and ḃ by central differences.",
                        "largest relative deviation of ḃ",
                        printed,
                        corrected,
                        1e-3,
                        form -> {
                            double worst = 0;
                            double x = 1e4;
                            double b = 0.1;
                            for (double w : new double[] {0.5, 0.82, 2}) {
                                for (double target : new double[] {0, 1}) {
                                    double jump =
                                            -RATE * Differences.first(v -> Math.pow(v * x + b - target, 4), w, 1e-2);
                                    double exact =
                                            -RATE * Differences.first(v -> Math.pow(w * x + v - target, 4), b, 1e2);
                                    double claimed = form.at(w, w * x + b, target, jump);
                                    worst = Math.max(worst, Differences.relative(claimed, exact));
                                }
                            }
                            return worst;
                        }));
    }

    /** w, b, x₂, x, ratio → whether q̇ ≈ |ẇ| is taken to hold. */
    @FunctionalInterface
    private interface NormCondition {
        boolean holds(double w, double b, double target, double x, double ratio);
    }

    private static Row norm() {
        NormCondition printed = (w, b, t, x, r) -> Math.abs(x + (b + t) / w) >= r / (w * w);
        NormCondition corrected = (w, b, t, x, r) -> Math.abs(x) >= r;
        return new Row(
                44,
                "9.16",
                ERROR,
                "q̇ ≈ |ẇ| needs |x₁| ≫ 1, whatever w is: q̇ = |ẇ|√(1 + 1/x₁²).",
                "|x₁ + (b + x₂)/w| ≫ 1/w²",
                "|x₁| ≫ 1; k_q = ¾ cannot be reached with inputs of size 1",
                compare(
                                "H = y⁴ at w = 10, b = 0.01 and at the state of Fig 8: k_q by differences at 200 x from 0.1 to 1000 wherever"
                                        + " (9.13) and the condition hold with ratio 10, against ¾.",
                                "largest deviation of k_q",
                                printed,
                                corrected,
                                0.01,
                                FractionalErrata::normDeviation)
                        .with(() -> List.of(new Measure(
                                "k_q at x = 0.2, w = 10", quarticToy(10, 0.01).exponent(0.2, 1e-3)))));
    }

    private static Toy quarticToy(double w, double b) {
        return Toy.of(y -> 4 * y * y * y, w, b);
    }

    private static double normDeviation(NormCondition form) {
        double worst = 0;
        double[][] states = {{10, 0.01}, {0.81789848655914, 0.0806841193249195}};
        for (double[] state : states) {
            double w = state[0];
            double b = state[1];
            Toy toy = quarticToy(w, b);
            for (double power : Toy.grid(-1, 3, 200)) {
                double x = Math.pow(10, power);
                boolean far = x >= 10 * b / w;
                if (far && form.holds(w, b, 0, x, 10)) {
                    worst = Math.max(worst, Math.abs(toy.exponent(x, 0.02 * x) - 0.75));
                }
            }
        }
        return worst;
    }
}
