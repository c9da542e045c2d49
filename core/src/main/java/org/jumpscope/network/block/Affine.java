package org.jumpscope.network.block;

import java.util.List;
import java.util.function.BiFunction;
import org.jumpscope.numeric.InvalidInputException;

/**
 * z = W a + b with every weight and bias trainable: m·n weights row by row, then m biases; or z = W a.
 *
 * @param inputs n
 * @param outputs m
 * @param biases whether there are some
 */
public record Affine(int inputs, int outputs, Biases biases) implements Block {

    /** Whether a layer has biases. */
    public enum Biases {
        /** One for each neuron, trainable as the weights are. */
        TRAINABLE,
        /** None: z = W a. */
        NONE
    }

    /** A layer with biases. */
    public Affine(int inputs, int outputs) {
        this(inputs, outputs, Biases.TRAINABLE);
    }

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
        return outputs * inputs + (biased() ? outputs : 0);
    }

    /** Whether it has biases. */
    public boolean biased() {
        return biases == Biases.TRAINABLE;
    }

    @Override
    public List<TrainableGroup> groups(int layer, int offset) {
        TrainableGroup weights = new TrainableGroup(layer, TrainableGroup.Kind.WEIGHTS, offset, outputs, inputs);
        return biased()
                ? List.of(
                        weights,
                        new TrainableGroup(layer, TrainableGroup.Kind.BIASES, offset + outputs * inputs, outputs, 1))
                : List.of(weights);
    }

    @Override
    public String words() {
        return outputs + (biased() ? "" : " no-bias");
    }

    @Override
    public double multiplications() {
        return (double) inputs * outputs;
    }

    @Override
    public List<GradientWork> gramWork(int m) {
        return List.of(new GradientWork(
                GradientWork.Way.OUTER_PRODUCTS, (double) m * m / 2 * (outputs + (double) inputs), 2 * 8.0 * m));
    }

    @Override
    public List<GradientWork> normWork() {
        return List.of(new GradientWork(GradientWork.Way.OUTER_PRODUCTS, outputs + (double) inputs, 2 * 8.0));
    }

    @Override
    public BlockMap at(double[] q, int offset) {
        return new AffineMap(this, q, offset);
    }

    @Override
    public BlockMap reading(BiFunction<Integer, Integer, double[]> read, int offset) {
        return new AffineMap(this, read, offset);
    }
}
