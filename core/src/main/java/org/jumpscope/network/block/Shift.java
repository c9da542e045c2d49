package org.jumpscope.network.block;

import java.util.List;
import java.util.Locale;
import org.jumpscope.numeric.InvalidInputException;

/**
 * z = a + b with a trainable shift b of each neuron, such as what tells positions apart.
 *
 * @param inputs the number of neurons
 * @param kind what the shifts are: biases, or the elements of a matrix of weights that several operations share
 * @param columns of that matrix, row by row; 1 for biases
 */
public record Shift(int inputs, TrainableGroup.Kind kind, int columns) implements Block {

    /** Biases. */
    public Shift(int inputs) {
        this(inputs, TrainableGroup.Kind.BIASES, 1);
    }

    /**
     * Checks the size.
     *
     * @throws InvalidInputException if it is not positive, or not a multiple of the columns
     */
    public Shift {
        if (inputs < 1) {
            throw new InvalidInputException("A layer of " + inputs + " neurons is empty; give a size of 1 or more.");
        }
        if (columns < 1 || inputs % columns != 0) {
            throw new InvalidInputException(
                    "A matrix of " + inputs + " elements cannot have " + columns + " columns; give a divisor.");
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
        return List.of(new TrainableGroup(layer, kind, offset, inputs / columns, columns));
    }

    @Override
    public String words() {
        return kind == TrainableGroup.Kind.BIASES
                ? "shift"
                : "shared-" + kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public BlockMap at(double[] q, int offset) {
        return new ShiftMap(this, q, offset);
    }
}
