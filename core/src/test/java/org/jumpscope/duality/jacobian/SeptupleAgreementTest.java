package org.jumpscope.duality.jacobian;

import static org.jumpscope.duality.jacobian.RandomNetworks.RATE;
import static org.jumpscope.duality.jacobian.RandomNetworks.sample;
import static org.jumpscope.duality.jacobian.RandomNetworks.trainables;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.jumpscope.duality.septuple.SeptupleJacobian;
import org.jumpscope.duality.septuple.SeptupleSample;
import org.jumpscope.learning.LogisticCrossEntropy;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.learning.Regulariser;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.learning.septuple.Septuple;
import org.jumpscope.learning.septuple.SeptuplePass;
import org.jumpscope.network.Network;
import org.jumpscope.network.NetworkState;
import org.jumpscope.network.septuple.BoundarySample;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks of all blocks written as septuples do what the structured code says, to 1e-12. */
class SeptupleAgreementTest {
    private static final double TOLERANCE = 1e-12;

    static Stream<Arguments> networks() {
        Stream<Arguments> labelled =
                RandomNetworks.networks().map(each -> Arguments.of(each.get()[0], each.get()[1], TargetColumns.FIXED));
        return Stream.concat(
                labelled,
                Stream.of(
                        Arguments.of("rnn", new SquaredOutputs(), TargetColumns.FIXED),
                        Arguments.of("attention", new SoftmaxCrossEntropy(), TargetColumns.FIXED),
                        Arguments.of(
                                "1x4x4 conv 2 3x3 pad 1 tanh globalavgpool 2",
                                new SquaredOutputs(),
                                TargetColumns.FREE),
                        Arguments.of("5 shift 4 tanh shift 3 softmax shift", new SquaredOutputs(), TargetColumns.FIXED),
                        Arguments.of(
                                "4x3x1 shift skip( layernorm scale attention 2 ) skip( rmsnorm conv 3 1x1 gelu conv 4 1x1 )"
                                        + " layernorm 2 softmax",
                                new SoftmaxCrossEntropy(),
                                TargetColumns.FIXED),
                        Arguments.of(
                                "1x5x5 conv 2 3x3 pad 1 relu skip( conv 2 3x3 pad 1 relu conv 2 3x3 pad 1 ) relu"
                                        + " maxpool 3 stride 2 pad 1 avgpool 2 stride 1 pad 1 3 softmax",
                                new SoftmaxCrossEntropy(),
                                TargetColumns.FREE),
                        Arguments.of("rnn-relu", new SoftmaxCrossEntropy(), TargetColumns.FIXED),
                        Arguments.of("batchnorm-image", new SoftmaxCrossEntropy(), TargetColumns.FREE),
                        Arguments.of("batchnorm-vector", new SquaredOutputs(), TargetColumns.FIXED),
                        Arguments.of("embedded-steps", new SquaredOutputs(), TargetColumns.FIXED),
                        Arguments.of("embedded-channels", new SoftmaxCrossEntropy(), TargetColumns.FREE),
                        Arguments.of("6 3 tanh 2 sigmoid", new LogisticCrossEntropy(), TargetColumns.FIXED),
                        Arguments.of("5 4 tanh 3 softmax", new SoftmaxCrossEntropy(), TargetColumns.FREE),
                        Arguments.of("7 3 sigmoid 2", new SquaredOutputs(), TargetColumns.FREE),
                        Arguments.of("6 3 tanh 6", new SquaredOutputs(), TargetColumns.INPUTS),
                        Arguments.of("5 2 relu 4 gelu 5 sigmoid", new SquaredOutputs(), TargetColumns.INPUTS),
                        Arguments.of("5 3 tanh 5 sigmoid", new LogisticCrossEntropy(), TargetColumns.INPUTS)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void embedsExactly(String text, OutputLoss loss, TargetColumns columns) {
        Network network = Architectures.of(text);
        NetworkState state = new NetworkState(network, Vector.of(trainables(network, 3)));
        NetworkLearningPass layered =
                NetworkLearningPass.of(state.activation(), loss).withRate(RATE);
        SeptuplePass general = SeptuplePass.of(Septuple.of(state, loss)).withRate(RATE);
        Vector x = sample(network.inputs(), 4);
        Vector target = columns == TargetColumns.INPUTS ? x : layered.target(1);
        BoundarySample sample = BoundarySample.of(x, target);

        double[][] out = layered.outputValues(column(x), 1);
        Vector outputs = general.outputs(sample);
        for (int k = 0; k < out.length; k++) {
            assertEquals(out[k][0], outputs.get(k), TOLERANCE * (1 + Math.abs(out[k][0])));
        }
        double[] losses = new double[1];
        loss.values(out, column(target), 1, losses);
        assertEquals(losses[0], general.loss(sample), TOLERANCE * (1 + losses[0]));

        Vector jump = layered.jump(x, target);
        Vector other = general.jump(sample);
        double largest = jump.stream().map(Math::abs).max().orElseThrow();
        assertEquals(jump.size(), other.size());
        for (int l = 0; l < jump.size(); l++) {
            assertEquals(jump.get(l), other.get(l), TOLERANCE * largest);
        }

        Regulariser penalty = new Regulariser(0.3, 0.1);
        Vector pulled = layered.jump(x, target, penalty);
        Vector others = SeptuplePass.of(Septuple.of(state, loss).with(penalty))
                .withRate(RATE)
                .jump(sample);
        for (int l = 0; l < jump.size(); l++) {
            assertEquals(pulled.get(l), others.get(l), TOLERANCE * (1 + largest));
        }

        DualityJacobian structured = DualityJacobian.of(layered).with(columns);
        SampleJacobian at = structured.at(x, target);
        SeptupleSample dense = SeptupleJacobian.of(general).with(columns).at(sample);
        Vector expected = at.singularValues();
        Vector values = dense.singularValues().values();
        double top = expected.get(0);
        assertEquals(expected.size(), values.size());
        for (int i = 0; i < values.size(); i++) {
            // The structured values are roots of eigenvalues, whose squares are off by ulps of the largest square.
            assertEquals(expected.get(i) * expected.get(i), values.get(i) * values.get(i), TOLERANCE * top * top);
            if (expected.get(i) > 1e-2 * top) {
                assertEquals(expected.get(i), values.get(i), TOLERANCE * top);
            }
        }
        Vector back = at.transposedApply(jump);
        Vector through = dense.transposedApply(jump);
        double norm = Math.sqrt(jump.stream().map(v -> v * v).sum());
        for (int j = 0; j < back.size(); j++) {
            assertEquals(back.get(j), through.get(j), TOLERANCE * top * norm);
        }
        Matrix matrix = dense.matrix();
        for (int j = 0; j < matrix.columns(); j++) {
            double[] unit = new double[matrix.columns()];
            unit[j] = 1;
            Vector product = at.apply(Vector.of(unit));
            for (int l = 0; l < product.size(); l++) {
                assertEquals(product.get(l), matrix.get(l, j), TOLERANCE * top);
            }
        }
    }

    private static double[][] column(Vector values) {
        double[][] column = new double[values.size()][1];
        for (int i = 0; i < values.size(); i++) {
            column[i][0] = values.get(i);
        }
        return column;
    }
}
