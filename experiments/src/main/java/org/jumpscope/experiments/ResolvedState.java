package org.jumpscope.experiments;

import java.util.List;
import java.util.OptionalDouble;
import org.jumpscope.composition.Composition;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.experiments.Experiment.StateSource;
import org.jumpscope.learning.Equilibrium;
import org.jumpscope.learning.Minimum;
import org.jumpscope.learning.SgdState;
import org.jumpscope.network.State;

/**
 * The state (w, b) at which the map is taken, where it comes from, and the equilibrium if it is one.
 *
 * @param state the state
 * @param source "equilibrium", "sgd" or "given"
 * @param equilibrium the equilibrium; null unless the state is one
 */
public record ResolvedState(State state, String source, EquilibriumSummary equilibrium) {

    /**
     * The state in JSON.
     *
     * @param weight w
     * @param bias b
     * @param source where it comes from
     */
    public record StateSummary(double weight, double bias, String source) {}

    /**
     * An equilibrium in JSON: a minimum of the risk.
     *
     * @param weight w
     * @param bias b
     * @param risk mean loss
     * @param accuracy share of the data classified right at threshold ½
     * @param bayesAccuracy accuracy of the best classifier that knows the laws
     * @param gradient mean gradient (∂/∂w, ∂/∂b), which rounding leaves
     * @param hessianEigenvalues eigenvalues of the Hessian of the risk, in increasing order
     * @param relaxationSteps 1/(γλ) for each eigenvalue
     * @param driftToFluctuation mean gradient over the root mean square of a sample's, which defines the equilibrium
     * @param otherMinima further minima of the risk
     */
    public record EquilibriumSummary(
            double weight,
            double bias,
            double risk,
            double accuracy,
            double bayesAccuracy,
            List<Double> gradient,
            List<Double> hessianEigenvalues,
            List<Double> relaxationSteps,
            double driftToFluctuation,
            List<StateSummary> otherMinima) {

        static EquilibriumSummary of(Equilibrium.Found found, double rate) {
            Minimum best = found.best();
            return new EquilibriumSummary(
                    best.state().weight(),
                    best.state().bias(),
                    best.risk(),
                    best.accuracy(),
                    found.bayesAccuracy(),
                    best.gradient().stream().boxed().toList(),
                    best.hessian().eigenvalues().stream().boxed().toList(),
                    best.relaxationSteps(rate).stream().boxed().toList(),
                    best.driftToFluctuation(),
                    found.minima().stream()
                            .skip(1)
                            .map(m -> new StateSummary(
                                    m.state().weight(), m.state().bias(), "minimum"))
                            .toList());
        }
    }

    /** The state in JSON. */
    StateSummary summary() {
        return new StateSummary(state.weight(), state.bias(), source);
    }

    /**
     * Finds the state.
     *
     * @param source which state
     * @param composition activation and loss
     * @param classes the boundary distribution
     * @param rate γ, for relaxation times
     * @param sgdRate learning rate of the descent, where its state is asked for; empty for one that is stable
     * @param seed seed of the descent, where it is asked for
     * @throws org.jumpscope.numeric.NoAnswerException if there is no equilibrium
     * @throws org.jumpscope.numeric.InvalidInputException if an equilibrium of a single class is asked for
     */
    public static ResolvedState of(
            StateSource source,
            Composition composition,
            ClassMixture classes,
            double rate,
            OptionalDouble sgdRate,
            long seed) {
        if (source instanceof StateSource.Given given) {
            return new ResolvedState(State.of(given.weight(), given.bias()), "given", null);
        }
        Equilibrium.Found found =
                Equilibrium.withDefaults().find(composition, classes).foundOrElseThrow();
        EquilibriumSummary summary = EquilibriumSummary.of(found, rate);
        if (source instanceof StateSource.Sgd) {
            double stable = sgdRate.orElseGet(() -> SgdState.stableRate(composition, classes, found.best()));
            State reached = SgdState.reach(composition, classes, found.best(), stable, seed);
            return new ResolvedState(reached, "sgd", summary);
        }
        return new ResolvedState(found.best().state(), "equilibrium", summary);
    }
}
