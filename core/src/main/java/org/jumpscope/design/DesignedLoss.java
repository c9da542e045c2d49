package org.jumpscope.design;

import java.util.List;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.duality.Coordinate;
import org.jumpscope.network.State;

/**
 * A loss for two classes that was designed for a law of jumps and a state.
 *
 * @param classes the two classes with their losses, in the order of the mixture
 * @param state the design state (w, b)
 * @param rate γ, which scales the jumps
 * @param jump the coordinate of the jump that follows the law: its norm, or that of the bias
 * @param equilibrium what the risk of this very loss does at the design state
 */
public record DesignedLoss(
        List<DesignedClass> classes, State state, double rate, Coordinate jump, DesignEquilibrium equilibrium) {
    /** Keeps a copy of the list. */
    public DesignedLoss {
        classes = List.copyOf(classes);
    }

    /**
     * Returns the boundary distribution.
     *
     * @return the mixture of the two classes
     */
    public ClassMixture mixture() {
        return ClassMixture.of(classes.stream().map(DesignedClass::component).toList());
    }

    /**
     * Returns all branches, class by class.
     *
     * @return two to four branches
     */
    public List<DesignedBranch> branches() {
        return classes.stream().flatMap(c -> c.branches().stream()).toList();
    }
}
