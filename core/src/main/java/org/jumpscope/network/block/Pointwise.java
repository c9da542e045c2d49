package org.jumpscope.network.block;

import org.jumpscope.composition.Activation;
import org.jumpscope.numeric.InvalidInputException;

/**
 * a = f(z), the same activation for each neuron.
 *
 * @param inputs number of neurons
 * @param activation f
 */
public record Pointwise(int inputs, Activation activation) implements Block {

    /**
     * Checks the size.
     *
     * @throws InvalidInputException if it is not positive
     */
    public Pointwise {
        if (inputs < 1) {
            throw new InvalidInputException("A layer of " + inputs + " neurons is empty; give a size of 1 or more.");
        }
    }

    @Override
    public int outputs() {
        return inputs;
    }

    @Override
    public int trainables() {
        return 0;
    }

    @Override
    public String words() {
        return activation.name();
    }

    @Override
    public boolean keepsPlaces() {
        return true;
    }

    @Override
    public BlockMap at(double[] q, int offset) {
        return new PointwiseMap(this);
    }
}
