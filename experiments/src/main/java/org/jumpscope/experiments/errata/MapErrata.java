package org.jumpscope.experiments.errata;

import static org.jumpscope.experiments.errata.Erratum.Kind.CONDITION;
import static org.jumpscope.experiments.errata.Erratum.Kind.ERROR;
import static org.jumpscope.experiments.errata.Erratum.Kind.REMARK;
import static org.jumpscope.experiments.errata.Erratum.Kind.RIGHT;
import static org.jumpscope.experiments.errata.Erratum.Kind.TYPO;
import static org.jumpscope.experiments.errata.Row.compare;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.jumpscope.experiments.errata.Erratum.Measure;
import org.jumpscope.experiments.exponents.Exactness;
import org.jumpscope.experiments.exponents.SlopeFamily;
import org.jumpscope.formula.Formula;

/** Rows 12 to 21: which compositions make a power law (Sections 6 and 7). */
final class MapErrata {
    private static final double STEP = 1e-2;
    /** "Much larger" as a ratio. */
    private static final double RATIO = 10;

    private MapErrata() {}

    static List<Row> rows() {
        return List.of(
                positive(),
                solutions(),
                exponentialIntegral(),
                threshold(),
                shift(),
                constant(),
                logarithm(),
                constants(),
                weightExponents(),
                biasExponents());
    }

    private static Row positive() {
        DoublePredicate printed = k -> k > 0;
        DoublePredicate corrected = Double::isFinite;
        return new Row(
                12,
                "6.1",
                TYPO,
                "k_w > 0 is required, though k_w = 0 is used in Section 7.",
                "k_w > 0",
                "k_w real",
                compare(
                                "Exponents of three maps that solve (6.1): linear H, quadratic H (shifted k_w, tested exact), and ẇ ="
                                        + " √(x + 2) by central differences; counted are those that the condition excludes.",
                                "solutions excluded",
                                printed,
                                corrected,
                                0,
                                form -> {
                                    int excluded = 0;
                                    for (double k : solutionExponents()) {
                                        excluded += form.test(k) ? 0 : 1;
                                    }
                                    return excluded;
                                })
                        .with(() -> List.of(
                                new Measure("k_w of linear H", solutionExponents()[0]),
                                new Measure("of quadratic H", solutionExponents()[1]),
                                new Measure("of √(x + 2)", solutionExponents()[2]))));
    }

    private static double[] solutionExponents() {
        Exactness linear = Exactness.ofWeight(new SlopeFamily.Power(1, 0.5));
        Exactness quadratic = Exactness.ofWeight(new SlopeFamily.Power(2, 0.5));
        return new double[] {
            linear.exact() ? linear.exponent() : Double.NaN,
            quadratic.exact() ? quadratic.exponent() : Double.NaN,
            Differences.exponent(x -> Math.sqrt(x + 2), 0.3, STEP)
        };
    }

    /** The solution of dẇ/dx = (aẇ + c)^k through ẇ(0) = start. */
    @FunctionalInterface
    private interface Solution {
        double at(double x, double a, double c, double k, double start);
    }

    private static Row solutions() {
        // The printed family has two constants; they are fixed by the value and the slope at x = 0.
        Solution printed = (x, a, c, k, start) -> {
            double slope = Math.pow(a * start + c, k);
            return k == 1
                    ? Math.exp(slope / start * x + Math.log(Math.abs(start)))
                    : Math.pow((1 - k) * slope * Math.pow(start, -k) * x + Math.pow(start, 1 - k), 1 / (1 - k));
        };
        Solution corrected = (x, a, c, k, start) -> {
            double u = a * start + c;
            double moved = k == 1 ? u * Math.exp(a * x) : Math.pow(Math.pow(u, 1 - k) + (1 - k) * a * x, 1 / (1 - k));
            return (moved - c) / a;
        };
        return new Row(
                13,
                "6.3",
                ERROR,
                "The prefactor 1/A and the additive constant are dropped, and ẇ > 0 is forced for k_w = 1.",
                "ẇ = e^{Ax+B}; ẇ = (Ax+B)^{1/(1−k)}",
                "ẇ = (1/A₀)[±e^{A₀(x−x₀)} − B₀]; ẇ = (1/A₀){[(1−k)A₀(x−x₀)]^{1/(1−k)} − B₀}",
                compare(
                        "(6.1) with A = 1.5, B = 0.7 integrated by Runge–Kutta from x = 0 to 0.3, for k_w = 1, ½, ⅔, 2 and both"
                                + " signs of ẇ(0) where k_w = 1; each form matched to value and slope at x = 0.",
                        "largest relative deviation of ẇ(0.3)",
                        printed,
                        corrected,
                        1e-8,
                        MapErrata::fromIntegration));
    }

    private static double fromIntegration(Solution form) {
        double a = 1.5;
        double c = 0.7;
        double end = 0.3;
        double[][] cases = {{1, 0.4}, {1, -0.2}, {0.5, 0.4}, {2.0 / 3, 0.4}, {2, 0.4}};
        double worst = 0;
        for (double[] item : cases) {
            double k = item[0];
            double v = item[1];
            int n = 2000;
            double d = end / n;
            DoubleUnaryOperator slope = u -> Math.pow(a * u + c, k);
            for (int i = 0; i < n; i++) {
                double first = slope.applyAsDouble(v);
                double second = slope.applyAsDouble(v + d / 2 * first);
                double third = slope.applyAsDouble(v + d / 2 * second);
                double fourth = slope.applyAsDouble(v + d * third);
                v += d / 6 * (first + 2 * second + 2 * third + fourth);
            }
            worst = Math.max(worst, Differences.relative(form.at(end, a, c, k, item[1]), v));
        }
        return worst;
    }

    private static Row exponentialIntegral() {
        DoubleUnaryOperator definition = ExponentialIntegral::byDefinition;
        return new Row(
                14,
                "6.6",
                RIGHT,
                "The sign in the definition of Ei looks unusual, and is right.",
                "Ei(x) = −∫_{−x}^∞ t⁻¹e^{−t} dt (principal value)",
                "the same; also for A < 0 with log|y − b|",
                compare(
                        "The principal value by quadrature against the series γ + log|x| + Σ x^j/(j j!), and (y − b)H′ of (6.6) by"
                                + " central differences against e^{Ay+B} + C, for A = 0.9 and A = −1.3.",
                        "largest relative deviation",
                        definition,
                        definition,
                        1e-8,
                        ExponentialIntegral::misfit));
    }

    private static Row threshold() {
        DoubleUnaryOperator printed = c1 -> 1 / c1;
        DoubleUnaryOperator corrected = c1 -> 1 / Math.abs(c1);
        return new Row(
                15,
                "6.7, 6.9",
                CONDITION,
                "A and c₁ may be negative; the condition needs their size.",
                "|y − b| ≫ A⁻¹, |wx| ≫ c₁⁻¹",
                "|wx| ≫ 1/|c₁|; exact: k_w = 1 − 1/(1 + c₁wx)²",
                compare(
                                "H = e^{c₁y}, c₁ = ±2, w = 1: k_w of ẇ by central differences at 400 x in [−12, 12]; counted where the"
                                        + " condition with ratio 10 holds and |k_w − 1| > 1/81, what 1/(1 + c₁wx)² allows.",
                                "fraction of points wrongly allowed",
                                printed,
                                corrected,
                                0,
                                MapErrata::wronglyAllowed)
                        .with(() -> List.of(new Measure("closed form of k_w off by", closedFormDeviation()))));
    }

    private static Toy exponentialToy(double c1) {
        return Toy.of(y -> c1 * Math.exp(c1 * y), 1, 0.1);
    }

    private static double wronglyAllowed(DoubleUnaryOperator form) {
        int wrong = 0;
        int all = 0;
        for (double c1 : new double[] {-2, 2}) {
            for (double x : Toy.grid(-12, 12, 400)) {
                double deviation = Math.abs(exponentialToy(c1).weightExponent(x, STEP) - 1);
                boolean allowed = Math.abs(x) >= RATIO * form.applyAsDouble(c1);
                all++;
                wrong += allowed && !(deviation <= 1 / ((RATIO - 1) * (RATIO - 1))) ? 1 : 0;
            }
        }
        return wrong / (double) all;
    }

    private static double closedFormDeviation() {
        double worst = 0;
        for (double c1 : new double[] {-2, 2}) {
            for (double x : Toy.grid(1, 12, 40)) {
                double closed = 1 - Math.pow(1 + c1 * x, -2);
                worst = Math.max(worst, Math.abs(exponentialToy(c1).weightExponent(x, STEP) - closed));
            }
        }
        return worst;
    }

    private static Row shift() {
        ToDoubleFunction<Toy> printed = toy -> 0;
        // ẇ is a quadratic in x here, so that its extreme value follows from two differences.
        ToDoubleFunction<Toy> corrected = toy -> {
            double first = Differences.first(toy::weightJump, 0, STEP);
            return -first * first / (2 * Differences.second(toy::weightJump, 0, STEP));
        };
        return new Row(
                16,
                "7.1 vs 7.2",
                ERROR,
                "C is missing in (7.1) and present in (7.2).",
                "ẇ = (Ax + B)^{1/(1−k_w)}",
                "ẇ = (Ax + B)^m + C, m = 1/(1−k_w); with C = 0 only linear H survives",
                compare(
                        "Quadratic H, k_w = ½, three biases: √|ẇ − C| must be linear in x right of the extreme value; its largest"
                                + " distance from the chord.",
                        "largest distance relative to the rise of the chord",
                        printed,
                        corrected,
                        1e-6,
                        form -> {
                            double worst = 0;
                            for (double b : new double[] {0.4, 0.9, 1.7}) {
                                Toy toy = Toy.of(y -> 2 * y - 0.3, 1.3, b);
                                double c = form.applyAsDouble(toy);
                                worst = Math.max(worst, bend(x -> Math.sqrt(Math.abs(toy.weightJump(x) - c)), 0.5, 3));
                            }
                            return worst;
                        }));
    }

    /** Largest distance of a function from its chord, relative to the chord's rise. */
    private static double bend(DoubleUnaryOperator f, double low, double high) {
        double from = f.applyAsDouble(low);
        double rise = f.applyAsDouble(high) - from;
        double worst = 0;
        for (double x : Toy.grid(low, high, 21)) {
            double chord = from + rise * (x - low) / (high - low);
            worst = Math.max(worst, Math.abs(f.applyAsDouble(x) - chord) / Math.abs(rise));
        }
        return worst;
    }

    private static Row constant() {
        DoubleBinaryOperator printed = (c2, k) -> Math.pow(c2, 1 - k);
        DoubleBinaryOperator corrected = (c2, k) -> Math.pow(c2, 1 / (1 - k));
        return new Row(
                17,
                "7.12",
                TYPO,
                "The power of c₂.",
                "C = −c₂^{1−k_w} (b/(1−k_w) + c₁)(b + a)^{1/(1−k_w)}",
                "C = −c₂^{1/(1−k_w)} (…)",
                compare(
                        "C from (7.2) at y = b, −(Ab + B)^{1/(1−k)} with A and B of (7.11), for k_w = ⅔, ¾, ⅖ and b = 0.2, 1, 3.",
                        "largest relative deviation of C",
                        printed,
                        corrected,
                        1e-12,
                        form -> {
                            double worst = 0;
                            double c1 = 0.6;
                            double c2 = 1.7;
                            double a = 0.8;
                            for (double k : new double[] {2.0 / 3, 0.75, 0.4}) {
                                for (double b : new double[] {0.2, 1, 3}) {
                                    double m = 1 / (1 - k);
                                    double slope = c2 * Math.pow(m * b + c1, 1 - k);
                                    double exact = -Math.pow(slope * b + a * slope, m);
                                    double claimed = -form.applyAsDouble(c2, k) * (m * b + c1) * Math.pow(b + a, m);
                                    worst = Math.max(worst, Differences.relative(claimed, exact));
                                }
                            }
                            return worst;
                        }));
    }

    private static Row logarithm() {
        // A form says whether (7.13) solves (7.2).
        BooleanSupplier printed = () -> false;
        BooleanSupplier corrected = () -> true;
        return new Row(
                18,
                "7.13 text",
                ERROR,
                "The logarithm is said not to solve (7.2).",
                "(7.13) is not a solution of (7.2)",
                "it is, exactly, with k_w = 2: C = c₁, Ay + B = −(c₂ + c₃y)/(c₁(c₂ + c₃b))",
                compare(
                                "(y − b)H′ − (Ay + B)⁻¹ − C for H = c₁ log(c₂ + c₃y) at five b and 30 y each, H′ by central differences;"
                                        + " a claim “no solution” is off by 1 where this residual vanishes.",
                                "residual, or 1 for a wrong denial",
                                printed,
                                corrected,
                                1e-9,
                                form -> {
                                    double residual = logarithmResidual();
                                    return form.getAsBoolean() ? residual : residual <= 1e-9 ? 1 : 0;
                                })
                        .with(() -> {
                            Exactness weight = Exactness.ofWeight(new SlopeFamily.Power(0, 0.5));
                            return List.of(
                                    new Measure("shifted k_w", weight.exponent()),
                                    new Measure("its spread over x and three b", weight.spread()),
                                    new Measure(
                                            "unshifted spread",
                                            Exactness.ofUnshiftedWeight(new SlopeFamily.Power(0, 0.5))
                                                    .spread()));
                        }));
    }

    private static double logarithmResidual() {
        double c1 = 1.3;
        double c2 = 0.7;
        double c3 = 0.4;
        double worst = 0;
        for (double b : new double[] {-0.5, 0, 0.4, 1, 2}) {
            for (double y : Toy.grid(0.5, 6, 30)) {
                double slope = Differences.first(v -> c1 * Math.log(c2 + c3 * v), y, STEP);
                double base = -(c2 + c3 * y) / (c1 * (c2 + c3 * b));
                worst = Math.max(worst, Math.abs((y - b) * slope - 1 / base - c1));
            }
        }
        return worst;
    }

    private static Row constants() {
        Set<String> printed = Set.of("c1", "c2", "c4");
        Set<String> corrected = Set.of("c1", "c2", "c3", "c4");
        return new Row(
                19,
                "7.13 text",
                TYPO,
                "The list of constants names c₄ twice and c₃ not at all.",
                "constants c₁, c₂, c₄ and c₄",
                "c₁, c₂, c₃, c₄",
                compare(
                        "Constants that occur in (7.13), read as a formula, against the list.",
                        "constants of the formula that the list lacks",
                        printed,
                        corrected,
                        0,
                        form -> {
                            Set<String> left = new HashSet<>();
                            Formula.parse("c1*log(c2 + c3*y) + c4", "y", "c1", "c2", "c3", "c4")
                                    .variables()
                                    .forEach(v -> left.add(v.name()));
                            left.removeAll(form);
                            left.remove("y");
                            return left.size();
                        }));
    }

    private static Row weightExponents() {
        return new Row(
                20,
                "end of §7, start of §9",
                ERROR,
                "Section 7 ends with k_w = 0, ½, 1 and Section 9 starts with 0, ½, 2.",
                "k_w ∈ {0, ½, 1}",
                "exact: k_w ∈ {0, ½, 2}; k_w = 1 only asymptotically",
                compare(
                                "Shifted k_w of linear, quadratic, cubic, quartic, exponential and logarithmic H, tested for being constant"
                                        + " in x and the same for three b; counted are exponents that are listed and not exact or"
                                        + " exact and not listed.",
                                "exponents misjudged",
                                Set.of(0.0, 0.5, 1.0),
                                Set.of(0.0, 0.5, 2.0),
                                0,
                                form -> misjudged(form, Shift.ALLOWED))
                        .with(() -> List.of(
                                new Measure("spread of k_w for linear H", spread(1)),
                                new Measure("quadratic", spread(2)),
                                new Measure("logarithmic", spread(0)),
                                new Measure(
                                        "exponential",
                                        Exactness.ofWeight(new SlopeFamily.Exponential(0.7))
                                                .spread()))));
    }

    private static double spread(double n) {
        return Exactness.ofWeight(new SlopeFamily.Power(n, 0.5)).spread();
    }

    /** Whether a constant may be added to ẇ. */
    enum Shift {
        ALLOWED,
        FORBIDDEN
    }

    /** Exponents in a set that are not exact, and exact ones that are not in it. */
    static double misjudged(Set<Double> claimed, Shift shift) {
        double[] powers = {1, 2, 0, 3, 4};
        double[] exponents = {0, 0.5, 2, 2.0 / 3, 0.75};
        int wrong = 0;
        for (int i = 0; i < powers.length; i++) {
            SlopeFamily family = new SlopeFamily.Power(powers[i], 0.5);
            wrong += claimed.contains(exponents[i]) == isExact(family, exponents[i], shift) ? 0 : 1;
        }
        wrong += claimed.contains(1.0) == isExact(new SlopeFamily.Exponential(0.7), 1, shift) ? 0 : 1;
        return wrong;
    }

    private static boolean isExact(SlopeFamily family, double exponent, Shift shift) {
        Exactness found = shift == Shift.ALLOWED ? Exactness.ofWeight(family) : Exactness.ofUnshiftedWeight(family);
        return found.exact() && Math.abs(found.exponent() - exponent) <= Exactness.TOLERANCE;
    }

    private static Row biasExponents() {
        DoublePredicate printed = k -> k == 0 || k == 1 || k == 2;
        DoublePredicate corrected = Double::isFinite;
        return new Row(
                21,
                "end of §7",
                REMARK,
                "k_b = 0, 1, 2 are listed, and the table adds (2m−2)/(2m−1).",
                "k_b ∈ {0, 1, 2}",
                "every real k_b is exact: H = c(y + c₁)^{(2−k)/(1−k)}; exponential at 1, logarithm at 2",
                compare(
                        "k_b = hh″/h′² of the composition for nine k from −1.5 to 3, tested for being constant and equal to k;"
                                + " counted are exact exponents that are not listed.",
                        "exact exponents not listed",
                        printed,
                        corrected,
                        0,
                        form -> {
                            int missing = 0;
                            for (double k : new double[] {-1.5, 0, 0.3, 0.5, 2.0 / 3, 1, 1.7, 2, 3}) {
                                SlopeFamily family = k == 1
                                        ? new SlopeFamily.Exponential(0.7)
                                        : new SlopeFamily.Power((2 - k) / (1 - k), 0.5);
                                Exactness found = Exactness.ofBias(family);
                                boolean exact = found.exact() && Math.abs(found.exponent() - k) <= 1e-9;
                                missing += exact && !form.test(k) ? 1 : 0;
                            }
                            return missing;
                        }));
    }
}
