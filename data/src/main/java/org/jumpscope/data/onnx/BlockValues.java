package org.jumpscope.data.onnx;

import java.util.List;

/**
 * Where the values of one block are in the file.
 *
 * @param layers of its layers in order; none if it has no trainable variables
 */
record BlockValues(List<LayerValues> layers) {
    BlockValues {
        layers = List.copyOf(layers);
    }

    /**
     * Some of the values, layer by layer.
     *
     * @param file what to call the file
     * @param from place of the first
     * @param count how many
     */
    double[] read(String file, int from, int count) {
        double[] values = new double[count];
        int start = 0;
        for (LayerValues layer : layers) {
            int size = layer.block().trainables();
            int first = Math.max(from, start);
            int end = Math.min(from + count, start + size);
            if (first < end) {
                double[] own = layer.read(file, first - start, end - first);
                System.arraycopy(own, 0, values, first - from, own.length);
            }
            start += size;
        }
        return values;
    }
}
