package org.jumpscope.duality.jacobian;

import java.util.stream.Stream;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.params.provider.Arguments;

/** Networks with random trainable variables, samples and explicit Jacobians for tests. */
final class RandomNetworks {
    static final double RATE = 0.7;

    private RandomNetworks() {}

    static double[] trainables(Network network, long seed) {
        var random = RandomBlocks.of(seed).stream("network").block(0);
        double[] q = new double[network.trainables()];
        for (TrainableGroup group : network.groups()) {
            for (int i = 0; i < group.size(); i++) {
                q[group.offset() + i] = (2 * random.nextDouble() - 1) * Math.sqrt(3.0 / group.columns());
            }
        }
        return q;
    }

    static Vector sample(int n, long seed) {
        var random = RandomBlocks.of(seed).stream("sample").block(0);
        return Vector.of(random.doubles(n).map(u -> 3 * u - 1.5).toArray());
    }

    static NetworkLearningPass pass(String text, OutputLoss loss) {
        Network network = Architectures.of(text);
        return NetworkLearningPass.of(ActivationPass.of(network, trainables(network, 3)), loss)
                .withRate(RATE);
    }

    /** Dense networks and other architectures; both losses. */
    static Stream<Arguments> networks() {
        return Stream.concat(
                denseNetworks(),
                bothLosses(Stream.of(
                        "2x5x4 conv 4 3x2 stride 2 pad 1 groups 2 tanh avgpool 2 stride 1 4 sigmoid 3 softmax",
                        "1x6x6 conv 3 3x3 dilation 2 softplus maxpool 2 3",
                        "2x5x4 conv 4 3x2 pad 1 groups 2 no-bias tanh avgpool 2 conv 3 2x2 no-bias tanh 3 softmax",
                        "gru",
                        "lstm",
                        "residual",
                        "transformer",
                        "batchnorm-image",
                        "batchnorm-vector",
                        "embedded-steps",
                        "embedded-channels")));
    }

    private static Stream<Arguments> bothLosses(Stream<String> texts) {
        return texts.flatMap(text ->
                Stream.of(new SquaredOutputs(), new SoftmaxCrossEntropy()).map(loss -> Arguments.of(text, loss)));
    }

    /**
     * Narrow and wide first layers, all kinds of activations, softmax inside and at the end, one layer, layers without biases; both
     * losses.
     */
    static Stream<Arguments> denseNetworks() {
        return bothLosses(Stream.of(
                "6 4 tanh 3 softmax",
                "5 7 sigmoid 3",
                "9 4 relu 5 softplus 3 softmax",
                "4 3",
                "8 3 gelu 8 silu 2 softmax",
                "7 5 elu 5 leaky-relu 5 tanh 4 softplus",
                "6 3 softmax 4 tanh 3",
                "12 3 relu 6 relu 2",
                "9 4 no-bias tanh 3 no-bias softmax",
                "5 7 no-bias softplus 4 tanh 3"));
    }

    /** The columns of J, one array each, by products with unit vectors. */
    static double[][] columns(SampleJacobian at, int n) {
        double[][] columns = new double[n][];
        for (int j = 0; j < n; j++) {
            double[] unit = new double[n];
            unit[j] = 1;
            columns[j] = at.apply(Vector.of(unit)).toArray();
        }
        return columns;
    }
}
