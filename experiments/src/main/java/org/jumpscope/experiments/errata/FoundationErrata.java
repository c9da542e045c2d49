package org.jumpscope.experiments.errata;

import static org.jumpscope.experiments.errata.Erratum.Kind.ERROR;
import static org.jumpscope.experiments.errata.Erratum.Kind.REMARK;
import static org.jumpscope.experiments.errata.Erratum.Kind.TYPO;
import static org.jumpscope.experiments.errata.Row.compare;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jumpscope.experiments.errata.Erratum.Measure;
import org.jumpscope.experiments.errata.Row.Nothing;

/** Rows 1 to 11: the network, the duality and its Jacobian (Sections 2 to 5). */
final class FoundationErrata {
    private static final double STEP = 1e-2;

    private FoundationErrata() {}

    private static double sigmoid(double y) {
        return 1 / (1 + Math.exp(-y));
    }

    static List<Row> rows() {
        return List.of(
                index(),
                bulk(),
                time(),
                delta(),
                constraint(),
                preimages(),
                primed(),
                totalDerivative(),
                rate(),
                frame(),
                jacobians());
    }

    /** Indices (i, j) → l for an N, so that form.apply(N) is the rule for that N. */
    private static Row index() {
        IntFunction<IntBinaryOperator> printed = n -> (i, j) -> i * (n - 1) + j;
        IntFunction<IntBinaryOperator> corrected = n -> (i, j) -> n * (i - 1) + j;
        return new Row(
                1,
                "2.1",
                ERROR,
                "The index of w_ij in q is not injective: (1, N) and (2, 1) share 2N − 1.",
                "w_ij = q_l, l = i(N−1) + j",
                "l = N(i−1) + j",
                compare(
                        "For N = 2 to 8 all N² pairs (i, j) are numbered; counted are pairs that share a number or leave 1..N².",
                        "pairs without a number of their own in 1..N²",
                        printed,
                        corrected,
                        0,
                        FoundationErrata::pairsWithoutIndex));
    }

    private static double pairsWithoutIndex(IntFunction<IntBinaryOperator> rule) {
        int lost = 0;
        for (int n = 2; n <= 8; n++) {
            Set<Integer> used = new HashSet<>();
            for (int i = 1; i <= n; i++) {
                for (int j = 1; j <= n; j++) {
                    int l = rule.apply(n).applyAsInt(i, j);
                    boolean own = used.add(l) && l >= 1 && l <= n * n;
                    lost += own ? 0 : 1;
                }
            }
        }
        return lost;
    }

    private static Row bulk() {
        return new Row(
                2,
                "2.2 text",
                TYPO,
                "The bulk neurons are named x_∂ = P̂x, the symbol and the projection of the boundary.",
                "bulk neurons = P̂x",
                "bulk neurons = (1 − P̂)x",
                new Nothing(
                        "A slip of the text around (2.2), whose right side has (1 − P̂) as it should; the transcription at"
                                + " hand has lost the slashes on ∂, so what was printed cannot be known."));
    }

    private static Row time() {
        // A form names the state that stands in ẇ, given the state before and at the time of the output.
        DoubleBinaryOperator printed = (before, now) -> now;
        DoubleBinaryOperator corrected = (before, now) -> before;
        return new Row(
                3,
                "3.4",
                REMARK,
                "x^l in ẇ has no time argument.",
                "ẇ ∝ x^l f′(w x(t_{n−1}) + b)",
                "ẇ ∝ x^l(t_{n−1}) f′(w x(t_{n−1}) + b)",
                compare(
                        "ẇ of one sigmoid neuron from central differences of H(f(w x(t_{n−1}) + b)) in w, against (3.4) with x at"
                                + " t_n (the reading without a time) and at t_{n−1}.",
                        "largest relative deviation of ẇ",
                        printed,
                        corrected,
                        1e-8,
                        form -> largest(0.2, 2, before -> {
                            double w = 0.8;
                            double b = -0.3;
                            double now = sigmoid(w * before + b);
                            double exact = Differences.first(v -> Math.pow(sigmoid(v * before + b) - 1, 2), w, STEP);
                            double factor = 2 * (now - 1) * now * (1 - now);
                            return Differences.relative(form.applyAsDouble(before, now) * factor, exact);
                        })));
    }

    private static Row delta() {
        IntBinaryOperator printed = (all, discrete) -> all;
        IntBinaryOperator corrected = (all, discrete) -> discrete;
        return new Row(
                4,
                "3.10",
                TYPO,
                "The delta function of the discrete neurons has the dimension of all boundary neurons.",
                "δ^(N_∂)(x̄ − X_α)",
                "δ^(N̄_∂)(x̄ − X_α)",
                compare(
                        "Boundary of one discrete and one continuous neuron (N̄ = 1, N_∂ = 2); δ^(d) as a normal density of width"
                                + " 0.01 in d dimensions, integrated over the discrete space by quadrature.",
                        "deviation of the total probability from 1",
                        printed,
                        corrected,
                        1e-9,
                        form -> {
                            double width = 0.01;
                            int dimension = form.applyAsInt(2, 1);
                            double norm = Math.pow(2 * Math.PI * width * width, -dimension / 2.0);
                            double mass = 0;
                            int n = 2000;
                            for (int i = 0; i <= n; i++) {
                                double z = -10 + 20.0 * i / n;
                                mass += norm * Math.exp(-z * z / 2) * width * 20 / n;
                            }
                            return Math.abs(mass - 1);
                        }));
    }

    private static Row constraint() {
        // A form gives the value that q̇′ is said to have in the constrained direction, from its value at x0.
        DoubleUnaryOperator printed = atOrigin -> 0;
        DoubleUnaryOperator corrected = atOrigin -> atOrigin;
        SmallNetwork network = new SmallNetwork("3 4 tanh 2");
        return new Row(
                5,
                "3.12–3.14",
                REMARK,
                "The constrained components of q̇′ are not zero but constant, and only to first order.",
                "q̇′_i = 0 for i > N_∂",
                "q̇′_i = const at first order; exact only for a flat image",
                compare(
                                "Network 3-4-2 with tanh and squared loss, K = 26 and N_∂ = 3 at a fixed target: the part of q̇(x)"
                                        + " orthogonal to the columns of its Jacobian at x0, by central differences, for |x − x0| up to 1e−3,"
                                        + " against the constant of each form.",
                                "largest distance from the constant, relative to |q̇(x) − q̇(x0)|",
                                printed,
                                corrected,
                                1e-2,
                                network::constraint)
                        .with(() -> List.of(new Measure(
                                "share of |q̇ − q̇(x0)|² outside the N_∂-plane at |x − x0| = 1",
                                network.shareOutside(1)))));
    }

    private static Row preimages() {
        // A form says which preimages are summed: those whose number it accepts, numbered from 0 in order of x.
        DoublePredicate printed = number -> number == 0;
        DoublePredicate corrected = number -> true;
        return new Row(
                6,
                "3.15, 5.4, 8.12…",
                REMARK,
                "The density is written with one preimage.",
                "p(q̇) = p(x) |dq̇/dx|⁻¹",
                "p(q̇) = Σ p(x_i) |dq̇/dx|⁻¹ over all preimages of the sign branch",
                compare(
                                "Figure 1 (sigmoid + squared loss, zeros, w = 16, b = −8): probability of 12 intervals of q̇ between 0.01"
                                        + " and 0.3, counted over 400,000 evenly spaced x, against the integral of the density.",
                                "largest relative deviation of a probability",
                                printed,
                                corrected,
                                2e-3,
                                Preimages::largestDeviation)
                        .with(() -> List.of(new Measure("preimages of q̇ = 0.3", Preimages.count(0.3)))));
    }

    private static Row primed() {
        // A form chooses the gradient: in q (argument 1) or in q′ (argument 2).
        DoubleBinaryOperator printed = (plain, primed) -> plain;
        DoubleBinaryOperator corrected = (plain, primed) -> primed;
        return new Row(
                7,
                "4.1",
                TYPO,
                "The derivative is with respect to q′, not q.",
                "q̇′ = −γ R Λ Λᵀ dH/dq",
                "q̇′ = −γ R Λ Λᵀ dH/dq′",
                compare(
                        "A smooth H(q) of three variables and a regular Λ that is not orthogonal: −γ Λ Λᵀ g with g = dH/dq and"
                                + " g = dH/dq′ by central differences of H(Λ⁻¹q′), against Λq̇.",
                        "largest relative deviation of q̇′",
                        printed,
                        corrected,
                        1e-8,
                        PrimedGradient::largestDeviation));
    }

    private static Row totalDerivative() {
        // A form gives the weight of the term (df/dx) ∂²H/∂f² in d/dx of ∂H/∂f.
        DoubleUnaryOperator printed = slope -> 0;
        DoubleUnaryOperator corrected = slope -> slope;
        SmallNetwork network = new SmallNetwork("3 4 tanh 2");
        return new Row(
                8,
                "4.2",
                REMARK,
                "∂²/∂x∂f at fixed f loses the Hessian of the loss.",
                "∂²H/∂x_∂^j ∂f_k",
                "(d/dx^j) ∂H/∂f_k, d/dx^j = ∂_j + (df_l/dx^j) ∂/∂f_l; label columns have ∂_j only",
                compare(
                        "Network 3-4-2 with tanh and squared loss: each column of dq̇/dx by central differences, against (4.2) through"
                                + " both layers with ∂²H/∂x∂f at fixed f, and with the total derivative.",
                        "largest relative deviation of a column",
                        printed,
                        corrected,
                        1e-8,
                        network::totalDerivative));
    }

    private static Row rate() {
        IntBinaryOperator printed = (neurons, boundary) -> neurons;
        IntBinaryOperator corrected = (neurons, boundary) -> boundary;
        return new Row(
                9,
                "4.3",
                ERROR,
                "The power of γ is the number of all neurons.",
                "γ^(−N)",
                "γ^(−N_∂)",
                compare(
                        "Five neurons of which two are boundary: determinant of the 2 × 2 Jacobian of q̇ = −γF(x) by central"
                                + " differences at γ = 0.3 and γ = 1; their quotient against γ to the power of each form.",
                        "relative deviation of det J",
                        printed,
                        corrected,
                        1e-9,
                        form -> {
                            double gamma = 0.3;
                            double power = Math.pow(gamma, form.applyAsInt(5, 2));
                            return Differences.relative(power * determinant(1), determinant(gamma));
                        }));
    }

    private static double determinant(double gamma) {
        DoubleBinaryOperator first = (x, z) -> -gamma * (Math.sin(x) + x * z);
        DoubleBinaryOperator second = (x, z) -> -gamma * (z * z - Math.exp(0.3 * x));
        double x = 0.4;
        double z = 0.9;
        double a = Differences.first(v -> first.applyAsDouble(v, z), x, STEP);
        double b = Differences.first(v -> first.applyAsDouble(x, v), z, STEP);
        double c = Differences.first(v -> second.applyAsDouble(v, z), x, STEP);
        double d = Differences.first(v -> second.applyAsDouble(x, v), z, STEP);
        return a * d - b * c;
    }

    private static Row frame() {
        // A form says at which point of the loop the frame V is taken: its own (identity) or a fixed one (0).
        IntUnaryOperator printed = step -> step;
        IntUnaryOperator corrected = step -> 0;
        SmallNetwork network = new SmallNetwork("2 4 tanh 2");
        return new Row(
                10,
                "4.5–4.6",
                REMARK,
                "U, V and Σ depend on x, so Vᵀx and Uᵀq are no coordinates.",
                "x′ = V(x)ᵀx",
                "a fixed frame V(x0); (4.6) needs p_x factorised in it and Σ_i = Σ_i(x_i)",
                compare(
                                "Network 2-4-2 with tanh and squared loss: the first right singular vector v of its 22 × 2 Jacobian, and"
                                        + " the line integral of v·dx around a closed loop, which vanishes if v·x is a coordinate.",
                                "line integral relative to the length of the loop",
                                printed,
                                corrected,
                                1e-9,
                                network::loopIntegral)
                        .with(() -> List.of(
                                new Measure(
                                        "share of |J|² off the fixed frame's diagonal at input spread 0.1",
                                        network.coupling(0.1)),
                                new Measure("at 0.6", network.coupling(0.6)))));
    }

    private static Row jacobians() {
        // A form gives |J| at x of a toy.
        Jacobian printed = (toy, rho, x) -> toy.jump(x) * Math.abs(toy.w() * rho + x / (1 + x * x));
        Jacobian corrected =
                (toy, rho, x) -> toy.jump(x) * Math.hypot(toy.w() * rho + x / (1 + x * x), 1 / (1 + x * x));
        return new Row(
                11,
                "5.2–5.4 vs 4.4",
                REMARK,
                "(5.4) is the radial derivative and not the singular value of (4.4).",
                "|dq̇/dx| = q̇|L|, L = wρ + x/(1+x²)",
                "Σ = q̇ √(L² + (1+x²)⁻²)",
                compare(
                                "Singular value of the 2 × 1 Jacobian (dẇ/dx, dḃ/dx) by central differences, for h = y³ and h = e^{2y} at"
                                        + " w = 0.8 and w = 3; and whether (5.4) is d√(ẇ² + ḃ²)/dx.",
                                "largest relative deviation from the singular value",
                                printed,
                                corrected,
                                1e-8,
                                FoundationErrata::fromSingularValue)
                        .with(() -> List.of(
                                new Measure("(5.4) off the radial derivative by", fromRadialDerivative(printed)),
                                new Measure("|tan α − 1/x| at most", tangent()))));
    }

    @FunctionalInterface
    private interface Jacobian {
        double at(Toy toy, double rho, double x);
    }

    private static double overToys(Jacobian form, Jacobian reference) {
        double worst = 0;
        for (double w : new double[] {0.8, 3}) {
            Toy cubic = Toy.of(y -> y * y * y, w, 4);
            Toy exponential = Toy.of(y -> Math.exp(2 * y), w, -1);
            for (double x : Toy.grid(-0.9, 1.1, 21)) {
                worst = Math.max(
                        worst, Differences.relative(form.at(cubic, 3 / cubic.y(x), x), reference.at(cubic, 0, x)));
                worst = Math.max(
                        worst, Differences.relative(form.at(exponential, 2, x), reference.at(exponential, 0, x)));
            }
        }
        return worst;
    }

    private static double fromSingularValue(Jacobian form) {
        return overToys(
                form,
                (toy, rho, x) -> Math.hypot(
                        Differences.first(toy::weightJump, x, STEP), Differences.first(toy::biasJump, x, STEP)));
    }

    private static double fromRadialDerivative(Jacobian form) {
        return overToys(form, (toy, rho, x) -> toy.jacobian(x, STEP));
    }

    private static double tangent() {
        Toy toy = Toy.of(y -> Math.exp(2 * y), 3, -1);
        double worst = 0;
        for (double x : Toy.grid(0.1, 1.1, 11)) {
            worst = Math.max(worst, Math.abs(toy.biasJump(x) / toy.weightJump(x) - 1 / x));
        }
        return worst;
    }

    /** Largest value over 41 points. */
    static double largest(double low, double high, DoubleUnaryOperator misfit) {
        double worst = 0;
        for (double x : Toy.grid(low, high, 41)) {
            double here = misfit.applyAsDouble(x);
            if (!(here <= worst)) {
                worst = here;
            }
        }
        return worst;
    }
}
