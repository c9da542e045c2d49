package org.jumpscope.experiments.errata;

import static org.jumpscope.experiments.errata.Erratum.Kind.ERROR;
import static org.jumpscope.experiments.errata.Erratum.Kind.REMARK;
import static org.jumpscope.experiments.errata.Row.compare;

import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import org.jumpscope.experiments.errata.Erratum.Measure;
import org.jumpscope.experiments.exponents.Exactness;
import org.jumpscope.experiments.exponents.SlopeFamily;

/** Rows 45 to 47: the closing table (Section 10). */
final class TableErrata {
    private TableErrata() {}

    static List<Row> rows() {
        return List.of(logarithm(), linear(), powers());
    }

    private static Row logarithm() {
        // NaN is the dash of the table: no exponent.
        DoubleSupplier printed = () -> Double.NaN;
        DoubleSupplier corrected = () -> 2;
        return new Row(
                45,
                "table of §10, row 1",
                ERROR,
                "The logarithm has no k_w in the table.",
                "k_w = –, k_b = 2",
                "k_w = 2 (of ẇ + γc₁/w), k_b = 2",
                compare(
                                "Shifted k_w of H = log(y + ½) at three b and 101 x each; a dash is off by 1 where the exponent is exact.",
                                "deviation of k_w, or 1 for a wrong dash",
                                printed,
                                corrected,
                                1e-9,
                                form -> {
                                    Exactness found = Exactness.ofWeight(new SlopeFamily.Power(0, 0.5));
                                    double claimed = form.getAsDouble();
                                    if (Double.isNaN(claimed)) {
                                        return found.exact() ? 1 : 0;
                                    }
                                    return Math.abs(found.exponent() - claimed) + found.spread();
                                })
                        .with(() -> List.of(new Measure(
                                "k_b",
                                Exactness.ofBias(new SlopeFamily.Power(0, 0.5)).exponent()))));
    }

    private static Row linear() {
        // The table's k_w of c₁y² + c₂y + c₃, as a function of c₁.
        DoubleUnaryOperator printed = c1 -> 0.5;
        DoubleUnaryOperator corrected = c1 -> c1 == 0 ? 0 : 0.5;
        return new Row(
                46,
                "table of §10",
                REMARK,
                "The linear composition is missing; the quadratic row contains it with a wrong k_w.",
                "H = c₁y² + c₂y + c₃: k_w = ½ for all c₁",
                "H = c₁y + c₂: k_w = 0, ḃ constant (k_b undefined)",
                compare(
                        "Shifted k_w of H = c₁y² + y for c₁ = 0, ½ and 2 at three b, tested exact, against the table's.",
                        "largest deviation of k_w",
                        printed,
                        corrected,
                        1e-9,
                        form -> {
                            double worst = 0;
                            for (double c1 : new double[] {0, 0.5, 2}) {
                                // c₁(y + 1/(2c₁))² up to constants, which k does not see.
                                SlopeFamily family =
                                        c1 == 0 ? new SlopeFamily.Power(1, 0) : new SlopeFamily.Power(2, 1 / (2 * c1));
                                Exactness found = Exactness.ofWeight(family);
                                worst = Math.max(worst, Math.abs(found.exponent() - form.applyAsDouble(c1)));
                            }
                            return worst;
                        }));
    }

    private static Row powers() {
        DoublePredicate printed = n -> n >= 2 && n % 2 == 0;
        DoublePredicate corrected = Double::isFinite;
        return new Row(
                47,
                "table of §10, row 4",
                REMARK,
                "The row is restricted to even powers.",
                "H = c₂(y + c₁)^{2m}, m ∈ ℕ",
                "any real n: k_b = (n−2)/(n−1) exactly; k_w = (n−1)/n far from x̄ and (n−2)/(n−1) near it; n = 2, n → ∞ and n"
                        + " → 0 are rows 2, 3 and 1",
                compare(
                                "n = −1, 2.5, 3 to 8: counted are powers that the row leaves out although k_b is exact and k_w at |x − x̄| ="
                                        + " 10³|x̄| and 10⁻³|x̄| is the row's within 0.01.",
                                "powers left out",
                                printed,
                                corrected,
                                0,
                                form -> {
                                    int missing = 0;
                                    for (double n : new double[] {-1, 2.5, 3, 4, 5, 6, 7, 8}) {
                                        missing += follows(n) && !form.test(n) ? 1 : 0;
                                    }
                                    return missing;
                                })
                        .with(() -> List.of(
                                new Measure("k_b at n = 100", biasExponent(100)),
                                new Measure("n = 2", biasExponent(2)),
                                new Measure("n = 10⁻⁶", biasExponent(1e-6)))));
    }

    private static double biasExponent(double n) {
        return Exactness.ofBias(new SlopeFamily.Power(n, 0.5)).exponent();
    }

    private static boolean follows(double n) {
        Exactness bias = Exactness.ofBias(new SlopeFamily.Power(n, 0.5));
        double w = 0.8;
        double centre = -(0.3 + 0.6) / w;
        Toy toy = Toy.of(y -> Math.pow(y + 0.6, n - 1), w, 0.3);
        double far = 1e3 * Math.abs(centre);
        double near = 1e-3 * Math.abs(centre);
        double kFar = toy.weightExponent(centre + far, 0.05 * far);
        double kNear = toy.weightExponent(centre + near, 0.05 * near);
        return bias.exact()
                && Math.abs(bias.exponent() - (n - 2) / (n - 1)) <= 1e-9
                && Math.abs(kFar - (n - 1) / n) <= 0.01
                && Math.abs(kNear - (n - 2) / (n - 1)) <= 0.01;
    }
}
