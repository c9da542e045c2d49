package org.jumpscope.data.onnx;

import java.util.Optional;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.BatchNormalisation;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Embedding;
import org.jumpscope.network.image.Convolution;

/**
 * Where the values of one layer of weights, and maybe biases, are in the file.
 *
 * @param block an affine layer, a convolution, a batch normalisation or an embedding
 * @param weights outputs × inputs, or filters × channels × rows × columns, or channels, or tokens × features
 * @param weightFactor what they are multiplied by
 * @param biases one for each output or filter; none where the file has none
 * @param biasFactor what they are multiplied by
 */
record LayerValues(Block block, Constant weights, double weightFactor, Optional<Constant> biases, double biasFactor)
        implements BlockValues {

    /** The values of a block of which one tensor has all. */
    static LayerValues of(Block block, Constant values) {
        return new LayerValues(block, values, 1, Optional.empty(), 1);
    }

    /** The same with weights times a factor. */
    LayerValues times(double factor) {
        return new LayerValues(block, weights, weightFactor * factor, biases, biasFactor);
    }

    /** Whether it may have biases, and has none. */
    boolean takesBiases() {
        return biases.isEmpty() && (block instanceof Affine || block instanceof Convolution);
    }

    /** The number of biases that it may have, and of rows of weights. */
    int places() {
        if (block instanceof BatchNormalisation normalisation) {
            return normalisation.channels();
        }
        if (block instanceof Embedding embedding) {
            return embedding.vocabulary();
        }
        return block instanceof Convolution convolution ? convolution.filters() : block.outputs();
    }

    LayerValues withBiases(Constant values, double factor) {
        Block biased = block instanceof Convolution convolution
                ? convolution.withBiases(Affine.Biases.TRAINABLE)
                : new Affine(block.inputs(), block.outputs());
        return new LayerValues(biased, weights, weightFactor, Optional.of(values), factor);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Weights row by row, then biases where there are some.
     */
    @Override
    public double[] read(String file, int from, int count) {
        int rows = places();
        int all = weights.size();
        int columns = all / rows;
        boolean transposed = weights.order() == Constant.Order.COLUMNS;
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            int at = from + i;
            if (at < all) {
                int place = transposed ? at % columns * rows + at / columns : at;
                values[i] = weightFactor * BlockValues.finite(file, weights.tensor(), place);
            } else {
                values[i] = biasFactor
                        * BlockValues.finite(file, biases.orElseThrow().tensor(), at - all);
            }
        }
        return values;
    }
}
