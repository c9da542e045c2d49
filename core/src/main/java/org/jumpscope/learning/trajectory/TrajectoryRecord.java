package org.jumpscope.learning.trajectory;

import java.util.List;
import org.jumpscope.network.TrainableElement;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.Vector;

/**
 * What was recorded of a training: the steps Δq that it really made, and the potential jumps q̇ = −∂H/∂q (γ = 1) of single samples at
 * its moments.
 *
 * @param groups the groups of the network, in the order of the columns of norms
 * @param elements the elements that were followed, in the order of the columns of elements
 * @param stepLabels the class of the sample that made each step, the first first; −1 where several did, or there are no classes
 * @param stepNorms |Δq| over each group, a row a step
 * @param keptSteps the numbers of the steps, from 1, whose elements were kept
 * @param stepElements the followed elements of Δq, a row a kept step
 * @param moments numbers of steps made at the moments, ascending from 0
 * @param metrics the diagonal of the optimiser's metric at the followed elements, a row a moment; zeros before the first step
 * @param jumpMoments the moment of each potential jump, as a number of steps made
 * @param jumpSamples the position of its sample
 * @param jumpLabels the class of its sample; −1 where there are no classes
 * @param jumpNorms |q̇| over each group, a row a jump
 * @param jumpElements the followed elements of q̇, a row a jump
 */
public record TrajectoryRecord(
        List<TrainableGroup> groups,
        List<TrainableElement> elements,
        Vector stepLabels,
        Matrix stepNorms,
        Vector keptSteps,
        Matrix stepElements,
        Vector moments,
        Matrix metrics,
        Vector jumpMoments,
        Vector jumpSamples,
        Vector jumpLabels,
        Matrix jumpNorms,
        Matrix jumpElements) {
    /** Keeps copies of the lists. */
    public TrajectoryRecord {
        groups = List.copyOf(groups);
        elements = List.copyOf(elements);
    }
}
