package org.jumpscope.network;

import org.jumpscope.dataset.Standardisation;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/**
 * The state of a layered network: its architecture and the values of its trainable variables.
 *
 * @param network the architecture
 * @param trainables q, its K trainable variables, finite
 */
public record NetworkState(Network network, Vector trainables) {

    /**
     * Checks the values.
     *
     * @throws InvalidInputException if there are not K, or one is not finite; it names the layer
     */
    public NetworkState {
        if (trainables.size() != network.trainables()) {
            throw new InvalidInputException("The network " + network + " has " + network.trainables()
                    + " trainable variables, but " + trainables.size() + " values were given.");
        }
        for (TrainableGroup group : network.groups()) {
            for (int i = 0; i < group.size(); i++) {
                double value = trainables.get(group.offset() + i);
                if (!Double.isFinite(value)) {
                    throw new InvalidInputException("The " + group.name() + " of the network " + network + " hold "
                            + value + " at row " + (i / group.columns() + 1) + ", column " + (i % group.columns() + 1)
                            + "; trainable variables have to be finite.");
                }
            }
        }
    }

    /** The activation pass at this state. */
    public ActivationPass activation() {
        return ActivationPass.of(network, trainables.toArray());
    }

    /**
     * The state that does with inputs x what this one does with standardised inputs (x − m)/s: in the first layer W′ = W/s,
     * b′ = b − W′m.
     *
     * @param standardisation m and s
     * @throws InvalidInputException if it is of another number of inputs, or the network does not begin with an affine layer
     */
    public NetworkState reading(Standardisation standardisation) {
        if (!(network.blocks().get(0) instanceof Affine first) || first.inputs() != standardisation.inputs()) {
            throw new InvalidInputException("The network " + network + " does not begin with a layer of "
                    + standardisation.inputs() + " inputs, which is what the standardisation is of.");
        }
        double[] q = trainables.toArray();
        int biases = first.outputs() * first.inputs();
        for (int i = 0; i < first.outputs(); i++) {
            double shift = 0;
            for (int j = 0; j < first.inputs(); j++) {
                int at = i * first.inputs() + j;
                q[at] /= standardisation.scales().get(j);
                shift += q[at] * standardisation.means().get(j);
            }
            q[biases + i] -= shift;
        }
        return new NetworkState(network, Vector.of(q));
    }
}
