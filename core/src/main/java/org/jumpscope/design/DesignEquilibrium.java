package org.jumpscope.design;

import java.util.List;
import java.util.TreeSet;
import org.jumpscope.dataset.ClassMixture.Component;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.Ranked;
import org.jumpscope.learning.StateMatrix;
import org.jumpscope.network.State;
import org.jumpscope.numeric.Quadrature;
import org.jumpscope.numeric.Vector;

/**
 * What the risk R(w, b) = Σ_c s_c E_c[H_c(wx + b)] of tabulated losses does at a state, by quadrature of the tables; of {@link
 * Ranked} laws by sums over their samples, with a Hessian from differences of the gradient over a bandwidth of Silverman's rule,
 * since h has a corner at each sample.
 *
 * @param risk R
 * @param gradient (∂R/∂w, ∂R/∂b), zero at an equilibrium up to rounding and the error of the tables
 * @param gradientScale Σ_c s_c (E_c|xh|, E_c|h|): what cancels in the gradient
 * @param hessian ∇²R, with the jumps of h
 * @param covariance E[(x, 1)(x, 1)ᵀ h²], the covariance of a sample's gradient where its mean is zero
 * @param concaveShare probability that h falls with y where a sample lies; the risk is convex where it is 0
 */
public record DesignEquilibrium(
        double risk,
        Vector gradient,
        Vector gradientScale,
        StateMatrix hessian,
        StateMatrix covariance,
        double concaveShare) {
    private static final int COMPONENTS = 11;
    private static final double TOLERANCE = 1e-12;
    private static final double[] TAILS = {1e-18, 1e-15, 1e-13};

    /** Whether each H is convex where samples lie. */
    public boolean convex() {
        return concaveShare == 0;
    }

    /** Whether the Hessian is positive definite, so that a state without gradient is a strict minimum. */
    public boolean isMinimum() {
        return hessian.eigenvalues().get(0) > 0;
    }

    /**
     * The risk of tables at a state.
     *
     * @param components the classes
     * @param losses the table of each
     * @param state the state, with a weight that is not 0
     */
    static DesignEquilibrium of(List<Component> components, List<TabulatedLoss> losses, State state) {
        if (components.stream().allMatch(c -> c.law() instanceof Ranked)) {
            return SampleRisk.of(components, losses, state);
        }
        double[] sums = new double[COMPONENTS];
        double concave = 0;
        for (int i = 0; i < components.size(); i++) {
            Component component = components.get(i);
            double[] part = integrals(component.law(), losses.get(i), state);
            for (int j = 0; j < COMPONENTS; j++) {
                sums[j] += component.share() * part[j];
            }
            concave += component.share() * concave(component.law(), losses.get(i), state);
        }
        return new DesignEquilibrium(
                sums[0],
                Vector.of(sums[1], sums[2]),
                Vector.of(sums[3], sums[4]),
                new StateMatrix(sums[5], sums[6], sums[7]),
                new StateMatrix(sums[8], sums[9], sums[10]),
                concave);
    }

    private static double[] integrals(Distribution law, TabulatedLoss loss, State state) {
        Vector knots = loss.knots();
        TreeSet<Double> points = new TreeSet<>();
        knots.stream().forEach(y -> points.add(input(state, y)));
        for (double level : TAILS) {
            points.add(law.quantile(level));
            points.add(law.survivalQuantile(level));
        }
        double[] breaks = points.stream().mapToDouble(Double::doubleValue).toArray();
        double[] found = Quadrature.integrate(
                        (x, out) -> {
                            double y = state.preActivation(x);
                            double p = law.density(x);
                            double h = loss.slope(y);
                            double curve = p * loss.slopeDerivative(y);
                            double square = p * h * h;
                            out[0] = p * loss.value(y);
                            out[1] = p * h * x;
                            out[2] = p * h;
                            out[3] = Math.abs(out[1]);
                            out[4] = Math.abs(out[2]);
                            out[5] = curve * x * x;
                            out[6] = curve * x;
                            out[7] = curve;
                            out[8] = square * x * x;
                            out[9] = square * x;
                            out[10] = square;
                        },
                        COMPONENTS,
                        breaks,
                        TOLERANCE)
                .values()
                .toArray();
        for (int i = 1; i < knots.size() - 1; i++) {
            double jump = loss.jumpAt(i);
            double x = input(state, knots.get(i));
            double weight = jump * law.density(x) / Math.abs(state.weight());
            found[5] += weight * x * x;
            found[6] += weight * x;
            found[7] += weight;
        }
        return found;
    }

    private static double input(State state, double y) {
        return (y - state.bias()) / state.weight();
    }

    private static double concave(Distribution law, TabulatedLoss loss, State state) {
        double mass = 0;
        Vector knots = loss.knots();
        for (int i = 0; i + 1 < knots.size(); i++) {
            double a = input(state, knots.get(i));
            double b = input(state, knots.get(i + 1));
            if (loss.slopeDerivative(0.5 * knots.get(i) + 0.5 * knots.get(i + 1)) < 0) {
                mass += law.probability(Math.min(a, b), Math.max(a, b));
            }
        }
        return mass;
    }
}
