package org.jumpscope.network.block;

import java.util.List;
import org.jumpscope.numeric.InvalidInputException;

/**
 * z = W a + b with every weight and bias trainable: m·n weights row by row, then m biases.
 *
 * @param inputs n
 * @param outputs m
 */
public record Affine(int inputs, int outputs) implements Block {

    /**
     * Checks the sizes.
     *
     * @throws InvalidInputException if a size is not positive, or there are more weights than an array holds
     */
    public Affine {
        if (inputs < 1 || outputs < 1) {
            throw new InvalidInputException(
                    "A layer from " + inputs + " to " + outputs + " neurons is empty; give sizes of 1 or more.");
        }
        if ((long) outputs * (inputs + 1L) > Integer.MAX_VALUE - 16) {
            throw new InvalidInputException("A layer from " + inputs + " to " + outputs + " neurons has "
                    + (long) outputs * (inputs + 1L) + " trainable variables, more than " + (Integer.MAX_VALUE - 16)
                    + "; make it smaller.");
        }
    }

    @Override
    public int trainables() {
        return outputs * (inputs + 1);
    }

    @Override
    public List<TrainableGroup> groups(int layer, int offset) {
        return List.of(
                new TrainableGroup(layer, TrainableGroup.Kind.WEIGHTS, offset, outputs, inputs),
                new TrainableGroup(layer, TrainableGroup.Kind.BIASES, offset + outputs * inputs, outputs, 1));
    }

    @Override
    public String words() {
        return String.valueOf(outputs);
    }

    @Override
    public BlockMap at(double[] q, int offset) {
        return new AffineMap(this, q, offset);
    }
}
