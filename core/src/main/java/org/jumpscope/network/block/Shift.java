package org.jumpscope.network.block;

import java.util.List;
import org.jumpscope.numeric.InvalidInputException;

/**
 * z = a + b with a trainable shift b of each neuron, such as what tells positions apart.
 *
 * @param inputs the number of neurons
 */
public record Shift(int inputs) implements Block {

    /**
     * Checks the size.
     *
     * @throws InvalidInputException if it is not positive
     */
    public Shift {
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
        return inputs;
    }

    @Override
    public List<TrainableGroup> groups(int layer, int offset) {
        return List.of(new TrainableGroup(layer, TrainableGroup.Kind.BIASES, offset, inputs, 1));
    }

    @Override
    public String words() {
        return "shift";
    }

    @Override
    public BlockMap at(double[] q, int offset) {
        return new ShiftMap(this, q, offset);
    }
}
