package org.jumpscope.data.onnx;

import org.jumpscope.numeric.InvalidInputException;

/** Where the values of a block's trainable variables are in the file. */
interface BlockValues {

    /**
     * Some of the values, in the order of the block.
     *
     * @param file what to call the file
     * @param from place of the first
     * @param count how many
     */
    double[] read(String file, int from, int count);

    /**
     * An element of an array.
     *
     * @throws InvalidInputException if it is not finite, with its name and place
     */
    static double finite(String file, TensorMessage tensor, int place) {
        double value = tensor.at(place);
        if (!Double.isFinite(value)) {
            throw new InvalidInputException(file + ": value " + (place + 1L) + " of '" + tensor.name() + "' is "
                    + (Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "minus infinity")
                    + ": the training of this network failed, or the file is damaged.");
        }
        return value;
    }
}
