package org.jumpscope.data.onnx;

import java.util.List;
import java.util.Optional;
import org.jumpscope.network.block.BatchNormalisation;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;

/** BatchNormalization in inference mode: inputs are the data, scale, shift, mean and variance of each channel. */
final class BatchNormalisationReader implements LayerReader {

    @Override
    public Layer read(NodeMessage node, ArrayShape shape, Constants constants) {
        long given = node.outputs().stream().filter(output -> !output.isEmpty()).count();
        if (node.integer("training_mode", 0) != 0 || given > 1) {
            throw node.refused(
                    "normalises by the samples of a batch, as in training, so that they depend on each other:"
                            + " export the model in inference mode (model.eval() in PyTorch).");
        }
        if (node.integer("spatial", 1) != 1) {
            throw node.refused("has the attribute spatial 0; 1, one mean for each channel, is supported.");
        }
        Constant scale = constants.get(1, "scale");
        Constant shift = constants.get(2, "shift");
        Constant mean = constants.get(3, "mean");
        Constant variance = constants.get(4, "variance");
        int channels = scale.size();
        for (Constant each : List.of(scale, shift, mean, variance)) {
            if (each.size() != channels || each.dimensions().size() != 1) {
                throw node.refused(
                        "has constants of the shapes " + scale.shape() + ", " + shift.shape() + ", " + mean.shape()
                                + " and " + variance.shape() + "; one number of each for each channel is supported.");
            }
        }
        shape.requireRows(node);
        int size = shape.size();
        if (shape.length(1) != channels) {
            throw node.refused("has " + channels + " means for samples of " + shape.length(1)
                    + " channels: the file is damaged; export it again.");
        }
        BatchNormalisation block;
        try {
            block = new BatchNormalisation(
                    size / channels, vector(node, mean), vector(node, variance), node.number("epsilon", 1e-5));
        } catch (InvalidInputException wrong) {
            throw node.refused("is none: " + wrong.getMessage());
        }
        return new Layer(block, new LayerValues(block, scale, 1, Optional.of(shift), 1), List.of(scale, shift), shape);
    }

    private static Vector vector(NodeMessage node, Constant constant) {
        double[] values = new double[constant.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = BlockValues.finite(node.file(), constant.tensor(), i);
        }
        return Vector.of(values);
    }
}
