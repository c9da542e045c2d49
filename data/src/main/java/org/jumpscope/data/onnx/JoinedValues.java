package org.jumpscope.data.onnx;

import java.util.List;
import org.jumpscope.network.block.Block;

/**
 * Where the values of a graph of layers are in the file, layer by layer.
 *
 * @param layers of its layers in order; none if it has no trainable variables
 */
record JoinedValues(List<Layer> layers) implements BlockValues {
    /** One layer. */
    record Layer(Block block, BlockValues values) {}

    JoinedValues {
        layers = List.copyOf(layers);
    }

    @Override
    public double[] read(String file, int from, int count) {
        double[] values = new double[count];
        int start = 0;
        for (Layer layer : layers) {
            int size = layer.block().trainables();
            int first = Math.max(from, start);
            int end = Math.min(from + count, start + size);
            if (first < end) {
                double[] own = layer.values().read(file, first - start, end - first);
                System.arraycopy(own, 0, values, first - from, own.length);
            }
            start += size;
        }
        return values;
    }
}
