package org.jumpscope.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jumpscope.dataset.Standardisation;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.Block;
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
                            + "; give finite ones, as a training that does not diverge leaves them.");
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
     * b′ = b − W′m; a first layer without biases gets these.
     *
     * @param standardisation m and s
     * @throws InvalidInputException if it is of another number of inputs, or the network does not begin with an affine layer
     */
    public NetworkState reading(Standardisation standardisation) {
        if (!(network.blocks().get(0) instanceof Affine first) || first.inputs() != standardisation.inputs()) {
            throw new InvalidInputException("The network " + network + " does not begin with a layer of "
                    + standardisation.inputs() + " inputs, which is what the standardisation is of.");
        }
        int weights = first.outputs() * first.inputs();
        double[] all = trainables.toArray();
        double[] biases = first.biased()
                ? Arrays.copyOfRange(all, weights, weights + first.outputs())
                : new double[first.outputs()];
        for (int i = 0; i < first.outputs(); i++) {
            for (int j = 0; j < first.inputs(); j++) {
                int at = i * first.inputs() + j;
                all[at] /= standardisation.scales().get(j);
                biases[i] -= all[at] * standardisation.means().get(j);
            }
        }
        double[] q = new double[weights + biases.length + all.length - first.trainables()];
        System.arraycopy(all, 0, q, 0, weights);
        System.arraycopy(biases, 0, q, weights, biases.length);
        System.arraycopy(all, first.trainables(), q, weights + biases.length, all.length - first.trainables());
        List<Block> blocks = new ArrayList<>(network.blocks());
        blocks.set(0, new Affine(first.inputs(), first.outputs()));
        return new NetworkState(Network.of(blocks), Vector.of(q));
    }
}
