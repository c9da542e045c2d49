package org.jumpscope.network.block;

import org.jumpscope.numeric.InvalidInputException;

/**
 * p_i = exp(z_i)/Σ_j exp(z_j), a vector-valued activation.
 *
 * @param inputs number of neurons
 */
public record Softmax(int inputs) implements Block {

    /**
     * Checks the size.
     *
     * @throws InvalidInputException if it is not positive
     */
    public Softmax {
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
        return "softmax";
    }

    @Override
    public boolean keepsPlaces() {
        return true;
    }

    @Override
    public BlockMap at(double[] q, int offset) {
        return new SoftmaxMap(inputs);
    }
}
