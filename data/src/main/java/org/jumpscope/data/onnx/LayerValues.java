package org.jumpscope.data.onnx;

import java.util.Optional;
import org.jumpscope.network.block.Affine;
import org.jumpscope.numeric.InvalidInputException;

/**
 * Where the values of one affine layer are in the file.
 *
 * @param block its sizes
 * @param weights outputs × inputs
 * @param weightFactor what they are multiplied by
 * @param biases as many as outputs; none where the file has none
 * @param biasFactor what they are multiplied by
 */
record LayerValues(Affine block, Constant weights, double weightFactor, Optional<Constant> biases, double biasFactor) {

    LayerValues withBiases(Constant values, double factor) {
        Affine biased = new Affine(block.inputs(), block.outputs());
        return new LayerValues(biased, weights, weightFactor, Optional.of(values), factor);
    }

    /**
     * Some of the values: weights row by row, then biases where there are some.
     *
     * @param file what to call the file
     * @param from place of the first
     * @param count how many
     */
    double[] read(String file, int from, int count) {
        int rows = block.outputs();
        int columns = block.inputs();
        int all = rows * columns;
        boolean transposed = weights.order() == Constant.Order.COLUMNS;
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            int at = from + i;
            if (at < all) {
                int place = transposed ? at % columns * rows + at / columns : at;
                values[i] = weightFactor * finite(file, weights.tensor(), place);
            } else {
                values[i] = biasFactor * finite(file, biases.orElseThrow().tensor(), at - all);
            }
        }
        return values;
    }

    private static double finite(String file, TensorMessage tensor, int place) {
        double value = tensor.at(place);
        if (!Double.isFinite(value)) {
            throw new InvalidInputException(file + ": value " + (place + 1L) + " of '" + tensor.name() + "' is "
                    + (Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "minus infinity")
                    + ": the training of this network failed, or the file is damaged.");
        }
        return value;
    }
}
