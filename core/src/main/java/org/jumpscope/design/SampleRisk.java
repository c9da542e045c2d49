package org.jumpscope.design;

import java.util.List;
import org.jumpscope.dataset.ClassMixture.Component;
import org.jumpscope.distribution.Ranked;
import org.jumpscope.learning.StateMatrix;
import org.jumpscope.network.State;
import org.jumpscope.numeric.Vector;

/** The risk of tabulated losses over the samples of both classes themselves. */
final class SampleRisk {
    private final List<Component> components;
    private final List<TabulatedLoss> losses;

    private SampleRisk(List<Component> components, List<TabulatedLoss> losses) {
        this.components = components;
        this.losses = losses;
    }

    static DesignEquilibrium of(List<Component> components, List<TabulatedLoss> losses, State state) {
        SampleRisk risk = new SampleRisk(components, losses);
        double[] sums = new double[8];
        for (int c = 0; c < components.size(); c++) {
            risk.add(c, state, sums);
        }
        double mean = sums[7];
        double deviation = 0;
        double n = 0;
        for (Component component : components) {
            Ranked law = (Ranked) component.law();
            double away = law.mean() - mean;
            deviation += component.share() * (away * away + law.standardDeviation() * law.standardDeviation());
            n += law.count();
        }
        deviation = Math.sqrt(deviation);
        // In y, as 0.9 s n^(-1/5); along the weight by what moves a typical y as far.
        double step = 0.9 * Math.abs(state.weight()) * deviation * Math.pow(n, -0.2);
        double tilt = step / Math.hypot(mean, deviation);
        double[] right = risk.gradient(State.of(state.weight() + tilt, state.bias()));
        double[] left = risk.gradient(State.of(state.weight() - tilt, state.bias()));
        double[] up = risk.gradient(State.of(state.weight(), state.bias() + step));
        double[] down = risk.gradient(State.of(state.weight(), state.bias() - step));
        double mixed = 0.5 * ((right[1] - left[1]) / (2 * tilt)) + 0.5 * ((up[0] - down[0]) / (2 * step));
        StateMatrix hessian = new StateMatrix((right[0] - left[0]) / (2 * tilt), mixed, (up[1] - down[1]) / (2 * step));
        return new DesignEquilibrium(
                sums[0],
                Vector.of(risk.gradient(state)),
                Vector.of(sums[1], sums[2]),
                hessian,
                new StateMatrix(sums[3], sums[4], sums[5]),
                sums[6]);
    }

    /** Adds risk, mean sizes of the gradient, its covariance, the concave share and the mean input of a class. */
    private void add(int c, State state, double[] sums) {
        Ranked law = (Ranked) components.get(c).law();
        TabulatedLoss loss = losses.get(c);
        for (int j = 0; j < law.distinct(); j++) {
            double weight = components.get(c).share() * (law.rank(j + 1) - law.rank(j));
            double x = law.value(j);
            double y = state.preActivation(x);
            double h = loss.slope(y);
            double square = weight * h * h;
            sums[0] += weight * loss.value(y);
            sums[1] += weight * Math.abs(x * h);
            sums[2] += weight * Math.abs(h);
            sums[3] += square * x * x;
            sums[4] += square * x;
            sums[5] += square;
            sums[6] += loss.slopeDerivative(y) < 0 ? weight : 0;
            sums[7] += weight * x;
        }
    }

    private double[] gradient(State state) {
        double[] gradient = new double[2];
        for (int c = 0; c < components.size(); c++) {
            Ranked law = (Ranked) components.get(c).law();
            for (int j = 0; j < law.distinct(); j++) {
                double weight = components.get(c).share() * (law.rank(j + 1) - law.rank(j));
                double h = weight * losses.get(c).slope(state.preActivation(law.value(j)));
                gradient[0] += h * law.value(j);
                gradient[1] += h;
            }
        }
        return gradient;
    }
}
