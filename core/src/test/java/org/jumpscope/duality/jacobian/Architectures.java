package org.jumpscope.duality.jacobian;

import java.util.List;
import org.jumpscope.composition.Activation;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.Affine;
import org.jumpscope.network.block.BatchNormalisation;
import org.jumpscope.network.block.Block;
import org.jumpscope.network.block.Normalisation;
import org.jumpscope.network.block.Pointwise;
import org.jumpscope.network.graph.Attention;
import org.jumpscope.network.graph.AttentionWeights;
import org.jumpscope.network.graph.Graph;
import org.jumpscope.network.graph.Recurrence;
import org.jumpscope.network.graph.Residual;
import org.jumpscope.network.image.Convolution;
import org.jumpscope.network.image.ImageShape;
import org.jumpscope.network.image.Pooling;
import org.jumpscope.network.image.SlidingWindow;
import org.jumpscope.numeric.Vector;

/** The networks of architecture-jacobian.json by name, and others by their text. */
final class Architectures {
    private Architectures() {}

    static Network of(String name) {
        return switch (name) {
            case "rnn" -> Network.of(List.of(Recurrence.elman(4, 3, 4), new Affine(4, 3)));
            case "gru" -> Network.of(List.of(Recurrence.gatedUnit(3, 2, 3), new Affine(3, 2)));
            case "lstm" -> Network.of(List.of(Recurrence.longShortTermMemory(3, 2, 3), new Affine(3, 3)));
            case "residual" ->
                Network.of(List.of(
                        Residual.of(List.of(new Affine(6, 5), new Pointwise(5, Activation.tanh()), new Affine(5, 6))),
                        new Pointwise(6, Activation.softplus()),
                        new Affine(6, 3)));
            case "attention" ->
                Network.of(List.of(
                        Attention.of(new ImageShape(4, 3, 1), 2, AttentionWeights.View.ALL),
                        new Normalisation(4, 3, Normalisation.Kind.LAYER, 1e-5),
                        new Affine(12, 3)));
            case "transformer" -> transformer();
            case "rnn-relu" ->
                Network.of(List.of(Recurrence.elman(4, 3, 4, Recurrence.Nonlinearity.RELU), new Affine(4, 2)));
            case "batchnorm-image" ->
                Network.of(List.of(
                        new Convolution(new ImageShape(2, 4, 4), 3, SlidingWindow.of(3, 3), 1),
                        new Pointwise(12, Activation.tanh()),
                        normalisation(3, 4, 1e-5),
                        new Pooling(
                                new ImageShape(3, 2, 2),
                                Pooling.Kind.MEAN,
                                SlidingWindow.of(2, 2).withStride(2)),
                        new Affine(3, 3)));
            case "batchnorm-vector" ->
                Network.of(List.of(
                        normalisation(5, 1, 1e-3),
                        new Affine(5, 4),
                        normalisation(4, 1, 1e-5),
                        new Pointwise(4, Activation.softplus()),
                        Residual.of(List.of(
                                new Affine(4, 4), new Pointwise(4, Activation.tanh()), normalisation(4, 1, 1e-5))),
                        new Affine(4, 2)));
            case "embedded-steps" -> embedded("5 tokens embedding 4 3 gru 3 2");
            case "embedded-channels" ->
                embedded("5 tokens embedding 4 3 channels shift skip( layernorm attention 3 ) 2 softmax");
            default -> Network.parse(name);
        };
    }

    /** With the means and variances of architecture_jacobian.py. */
    private static BatchNormalisation normalisation(int channels, int positions, double epsilon) {
        double[] mean = new double[channels];
        double[] variance = new double[channels];
        for (int c = 0; c < channels; c++) {
            mean[c] = 0.3 * c - 0.4;
            variance[c] = 0.5 * c + 0.25;
        }
        return new BatchNormalisation(positions, Vector.of(mean), Vector.of(variance), epsilon);
    }

    /** A network at tokens of which one is there three times and one is not there. */
    private static Network embedded(String text) {
        return EmbeddingTest.given(Network.parse(text), Vector.of(2, 0, 2, 3, 2));
    }

    private static Network transformer() {
        ImageShape shape = new ImageShape(4, 3, 1);
        SlidingWindow one = SlidingWindow.of(1, 1);
        Graph first = Residual.of(List.of(
                new Normalisation(4, 3, Normalisation.Kind.LAYER, 1e-5),
                new Convolution(shape, 4, one, 4),
                Attention.of(new ImageShape(4, 3, 1), 2, AttentionWeights.View.PAST)));
        List<Block> inner = List.of(
                new Normalisation(4, 3, Normalisation.Kind.ROOT_MEAN_SQUARE, 1e-3),
                new Convolution(shape, 5, one, 1),
                new Pointwise(15, Activation.tanh()),
                new Convolution(new ImageShape(5, 3, 1), 4, one, 1));
        return Network.of(List.of(first, Residual.of(inner), new Affine(12, 2)));
    }
}
