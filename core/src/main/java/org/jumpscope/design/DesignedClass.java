package org.jumpscope.design;

import java.util.List;
import org.jumpscope.dataset.ClassMixture.Component;

/**
 * The loss of one class and what its jumps do.
 *
 * @param component the class: target, share, law of its inputs
 * @param loss H for this class
 * @param branches the branches in order of x
 */
public record DesignedClass(Component component, TabulatedLoss loss, List<DesignedBranch> branches) {
    /** Keeps a copy of the list. */
    public DesignedClass {
        branches = List.copyOf(branches);
    }
}
