package org.jumpscope.duality.septuple;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.duality.jacobian.TargetColumns;
import org.jumpscope.learning.septuple.SeptuplePass;
import org.jumpscope.network.septuple.Boundary;
import org.jumpscope.network.septuple.BoundarySample;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * The duality Jacobian J = ∂q̇/∂x_∂ of a septuple, K × N_∂ (Eq. 4.2), by differentiating the learning pass forward along the
 * boundary: exact, also where the gradient is truncated.
 *
 * <p>Columns are the inputs; the targets, if they are free; and, on request, the neurons of the bulk at t₀, of which the jump is a
 * function as well (Eqs 3.6, 3.8). A clamped output moves with its target.
 */
public final class SeptupleJacobian {
    private final SeptuplePass pass;
    private final TargetColumns targets;
    private final InitialColumns initial;

    /** Whether the initial state of the bulk has columns. */
    public enum InitialColumns {
        /** It stays (3.9). */
        FIXED,
        /** One for each neuron of the bulk in ascending order, behind all others (3.8). */
        FREE
    }

    private SeptupleJacobian(SeptuplePass pass, TargetColumns targets, InitialColumns initial) {
        this.pass = pass;
        this.targets = targets;
        this.initial = initial;
    }

    /**
     * The Jacobian of a learning pass with fixed targets and initial state.
     *
     * @param pass network, steps, loss, rate and metric
     */
    public static SeptupleJacobian of(SeptuplePass pass) {
        return new SeptupleJacobian(pass, TargetColumns.FIXED, InitialColumns.FIXED);
    }

    /**
     * The Jacobian with other columns.
     *
     * @param columns what the targets do
     * @throws InvalidInputException if the targets are to be the inputs and there are not as many
     */
    public SeptupleJacobian with(TargetColumns columns) {
        Boundary boundary = pass.septuple().boundary();
        if (columns == TargetColumns.INPUTS
                && boundary.inputs().size() != boundary.outputs().size()) {
            throw new InvalidInputException(
                    "The network has " + boundary.inputs().size() + " inputs but "
                            + boundary.outputs().size() + " targets, so that the inputs cannot be its targets.");
        }
        return new SeptupleJacobian(pass, columns, initial);
    }

    /** The Jacobian with or without columns of the initial state. */
    public SeptupleJacobian with(InitialColumns columns) {
        return new SeptupleJacobian(pass, targets, columns);
    }

    /** The learning pass. */
    public SeptuplePass pass() {
        return pass;
    }

    /** What the targets do. */
    public TargetColumns targets() {
        return targets;
    }

    /** Whether the initial state has columns. */
    public InitialColumns initialColumns() {
        return initial;
    }

    /** The number of columns. */
    public int columns() {
        Boundary boundary = pass.septuple().boundary();
        return boundary.inputs().size()
                + (targets == TargetColumns.FREE ? boundary.outputs().size() : 0)
                + bulk().size();
    }

    /** The neurons of the bulk that have a column. */
    List<Integer> bulk() {
        List<Integer> neurons = new ArrayList<>();
        Vector clamped = pass.septuple().boundary().projection();
        for (int i = 0; initial == InitialColumns.FREE && i < pass.septuple().neurons(); i++) {
            if (clamped.get(i) == 0) {
                neurons.add(i);
            }
        }
        return neurons;
    }

    /**
     * The Jacobian at one sample.
     *
     * @param sample the boundary
     * @throws InvalidInputException if the sizes do not match the network, or the targets are to be the inputs and are not
     */
    public SeptupleSample at(BoundarySample sample) {
        return at(sample, 0);
    }

    /**
     * The Jacobian at a sample whose draw has a number.
     *
     * @param sample the boundary
     * @param draw its number, of which a random initial state depends
     * @throws InvalidInputException if the sizes do not match the network, or the targets are to be the inputs and are not
     */
    public SeptupleSample at(BoundarySample sample, long draw) {
        if (targets == TargetColumns.INPUTS && !sample.targets().equals(sample.inputs())) {
            throw new InvalidInputException("The targets are to be the inputs, but others were given; give x twice.");
        }
        return new SeptupleSample(this, sample, draw);
    }
}
