package org.jumpscope.learning;

import org.jumpscope.network.State;

/** Says why the risk or its mean gradient has no finite value. */
final class Obstacle {
    private Obstacle() {}

    static String describe(State state, RiskSums sums) {
        return "At state (" + state.weight() + ", " + state.bias() + ") " + clause(sums) + ".";
    }

    /** The reason as a clause. */
    static String clause(RiskSums sums) {
        String clause = "";
        if (sums.undefinedMass > RiskSums.UNDEFINED_MASS) {
            clause = "the risk is infinite, since the loss after activation has no finite value on a share of "
                    + sums.undefinedMass + " of the data";
        }
        if (!Double.isNaN(sums.divergesAt)) {
            clause += (clause.isEmpty() ? "" : ", and ")
                    + "the mean gradient is undefined, since the slope of the loss after activation grows like 1/|y - "
                    + sums.divergesAt + "| or faster where the data have a density, and its mean diverges";
        }
        if (!clause.isEmpty()) {
            return clause;
        }
        if (sums.heavyTail) {
            return "the risk is infinite, since the tail of the data is too heavy for the loss";
        }
        return "the risk or its mean gradient is too large for double precision";
    }
}
