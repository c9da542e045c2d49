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
        return new LayerValues(block, weights, weightFactor, Optional.of(values), factor);
    }

    /**
     * Writes the weights row by row, then the biases.
     *
     * @param file what to call the file
     * @param q trainable variables of the network. Modified.
     * @param offset where the layer's begin
     */
    void fill(String file, double[] q, int offset) {
        int rows = block.outputs();
        int columns = block.inputs();
        TensorMessage tensor = weights.tensor();
        boolean transposed = weights.order() == Constant.Order.COLUMNS;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int place = transposed ? j * rows + i : i * columns + j;
                q[offset + i * columns + j] = weightFactor * finite(file, tensor, place);
            }
        }
        int start = offset + rows * columns;
        for (int i = 0; i < rows; i++) {
            q[start + i] = biases.isEmpty()
                    ? 0
                    : biasFactor * finite(file, biases.get().tensor(), i);
        }
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
