package org.jumpscope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.SampleJacobian;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogisticCrossEntropyTest {
    private static final OutputLoss LOGISTIC = new LogisticCrossEntropy();
    private static final OutputLoss SOFTMAX = new SoftmaxCrossEntropy();

    /** One logit a against two logits 0 and a: the same probabilities, so the same loss and derivatives in a. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "1.5, 0", "1.5, 1", "-30, 0", "-30, 1", "40, 1", "40, 0", "0.3, 0.25"})
    void isSoftmaxCrossEntropyOfTwoLogits(double a, double t) {
        double[][] one = {{a}};
        double[][] two = {{0}, {a}};
        double[][] target = {{t}};
        double[][] targets = {{1 - t}, {t}};
        double[] loss = new double[1];
        double[] expectedLoss = new double[1];
        LOGISTIC.values(one, target, 1, loss);
        SOFTMAX.values(two, targets, 1, expectedLoss);
        // Each is a logarithm and an exponential with errors of a few roundings, relative to the larger of loss and 1.
        assertEquals(expectedLoss[0], loss[0], 1e-15 * Math.max(1, expectedLoss[0]));
        double[][] delta = new double[1][1];
        double[][] expectedDelta = new double[2][1];
        LOGISTIC.delta(one, target, 1, delta);
        SOFTMAX.delta(two, targets, 1, expectedDelta);
        assertEquals(expectedDelta[1][0], delta[0][0], 4e-16 * Math.max(Math.abs(expectedDelta[1][0]), t % 1));
        double[][] tangent = new double[1][1];
        double[][] expectedTangent = new double[2][1];
        LOGISTIC.deltaTangent(new double[] {a}, new double[] {t}, new double[][] {{0.7}}, 1, tangent);
        SOFTMAX.deltaTangent(
                new double[] {0, a}, new double[] {1 - t, t}, new double[][] {{0}, {0.7}}, 1, expectedTangent);
        assertEquals(expectedTangent[1][0], tangent[0][0], 1e-15);
    }

    /** δ of a certain class is −e^(−a) where p − 1 would be 0 or a multiple of 1e-16. */
    @Test
    void doesNotCancel() {
        double[][] delta = new double[1][1];
        LOGISTIC.delta(new double[][] {{45}}, new double[][] {{1}}, 1, delta);
        assertEquals(-Math.exp(-45) / (1 + Math.exp(-45)), delta[0][0], 1e-15 * Math.exp(-45));
    }

    /** δ = p − t moves by −1 with the target, and so does ∂H/∂t = −a with the output. */
    @Test
    void movesWithItsTarget() {
        double[][] change = {{0.5, 0.25}};
        LOGISTIC.addTargetTangent(new double[] {0.3}, new double[][] {{2, -3}}, 2, change);
        assertEquals(-1.5, change[0][0]);
        assertEquals(3.25, change[0][1]);
        LOGISTIC.targetChange(new double[] {0.3}, new double[][] {{2, -3}}, 2, change);
        assertEquals(-2, change[0][0]);
        assertEquals(3, change[0][1]);
    }

    /** The entropy of the shares ¼ and ¾, in which the constant output p = ¼ pays for each sample. */
    @Test
    void bestConstantIsAnEntropy() {
        LabelledSamples samples = LabelledSamples.of(new double[] {1, 2, 3, 4}, 1, new double[] {0, 1, 0, 0});
        double expected = -0.25 * Math.log(0.25) - 0.75 * Math.log(0.75);
        assertEquals(expected, LOGISTIC.bestConstant(samples, 1), 1e-15);
        assertEquals(0, LOGISTIC.bestConstant(LabelledSamples.of(new double[] {1}, 1, new double[] {1}), 1));
    }

    /** A sigmoid at the end belongs to the loss, so that the network with and without it is the same. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void takesInASigmoid(double target) {
        double[] q = {0.3, -0.2, 0.5, 0.1, 0.4, -0.6, 0.2, -0.1, 0.7, 0.6, -0.4};
        Vector x = Vector.of(0.9, -1.2, 0.4);
        Vector with = spectrum("3 2 tanh 1 sigmoid", q, x, target);
        assertEquals(spectrum("3 2 tanh 1", q, x, target), with);
    }

    private static Vector spectrum(String network, double[] q, Vector x, double target) {
        NetworkLearningPass pass =
                NetworkLearningPass.of(ActivationPass.of(Network.parse(network), q), new LogisticCrossEntropy());
        SampleJacobian jacobian = DualityJacobian.of(pass).at(x, Vector.of(target));
        // J v is the difference of jumps: (q̇(x + h v) − q̇(x − h v))/2h, with an error of h².
        double h = 1e-5;
        for (int j = 0; j < x.size(); j++) {
            double[] up = x.toArray();
            double[] down = x.toArray();
            up[j] += h;
            down[j] -= h;
            double[] direction = new double[x.size()];
            direction[j] = 1;
            Vector column = jacobian.apply(Vector.of(direction));
            Vector above = pass.jump(Vector.of(up), Vector.of(target));
            Vector below = pass.jump(Vector.of(down), Vector.of(target));
            for (int k : List.of(0, 5, 8, 10)) {
                assertEquals((above.get(k) - below.get(k)) / (2 * h), column.get(k), 1e-9);
            }
        }
        return jacobian.singularValues();
    }
}
