package org.jumpscope.design.classification;

import java.util.List;

/**
 * That the jumps of a variable follow no exact power law on a stretch.
 *
 * @param variable the variable
 * @param outcome none, or unknown where the test failed
 * @param conditions the stretch in y
 * @param reason why
 */
public record ExactGap(Variable variable, Outcome outcome, List<String> conditions, String reason) {
    /** Copies the list. */
    public ExactGap {
        conditions = List.copyOf(conditions);
    }

    /** Whether another gap has the same reason on another stretch. */
    boolean isLike(ExactGap other) {
        return variable == other.variable && outcome == other.outcome && reason.equals(other.reason);
    }

    ExactGap alsoFor(List<String> others) {
        return new ExactGap(variable, outcome, Conditions.either(conditions, others), reason);
    }
}
