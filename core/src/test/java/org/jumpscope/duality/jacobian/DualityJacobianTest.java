package org.jumpscope.duality.jacobian;

import static org.jumpscope.duality.jacobian.RandomNetworks.RATE;
import static org.jumpscope.duality.jacobian.RandomNetworks.columns;
import static org.jumpscope.duality.jacobian.RandomNetworks.pass;
import static org.jumpscope.duality.jacobian.RandomNetworks.sample;
import static org.jumpscope.duality.jacobian.RandomNetworks.trainables;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Normal;
import org.jumpscope.duality.JumpPoint;
import org.jumpscope.duality.ScalarDuality;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.SymmetricEigenvalues;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DualityJacobianTest {
    /** Columns of J against central differences of the jump: error h² q‴/6 + ulp/h, below 1e-8 for h = 1e-5. */
    @ParameterizedTest
    @MethodSource("org.jumpscope.duality.jacobian.RandomNetworks#networks")
    void columnsAreDifferencesOfJumps(String text, OutputLoss loss) {
        NetworkLearningPass pass = pass(text, loss);
        int n = pass.activation().network().inputs();
        Vector x = sample(n, 9);
        Vector target = pass.target(1);
        double[][] columns = columns(DualityJacobian.of(pass).at(x, target), n);
        double step = 1e-5;
        for (int j = 0; j < n; j++) {
            double[] up = x.toArray();
            double[] down = x.toArray();
            up[j] += step;
            down[j] -= step;
            double[] after = pass.jump(Vector.of(up), target).toArray();
            double[] before = pass.jump(Vector.of(down), target).toArray();
            for (int k = 0; k < after.length; k++) {
                assertEquals((after[k] - before[k]) / (2 * step), columns[j][k], 1e-8);
            }
        }
    }

    /** The Gram matrix by structure and the singular values by the plateau against the explicit J. */
    @ParameterizedTest
    @MethodSource("org.jumpscope.duality.jacobian.RandomNetworks#networks")
    void gramAndSingularValuesAreThoseOfTheExplicitJacobian(String text, OutputLoss loss) {
        NetworkLearningPass pass = pass(text, loss);
        int n = pass.activation().network().inputs();
        SampleJacobian at = DualityJacobian.of(pass).at(sample(n, 4), pass.target(0));
        double[][] columns = columns(at, n);
        int size = columns[0].length;
        double[][] explicit = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                explicit[i][j] = MatrixProduct.dot(size, columns[i], columns[j]);
            }
        }
        Matrix gram = at.gram();
        double scale = 0;
        for (int i = 0; i < n; i++) {
            scale = Math.max(scale, explicit[i][i]);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertEquals(explicit[i][j], gram.get(i, j), 1e-14 * scale * n);
            }
        }
        double[] eigenvalues = new double[n];
        SymmetricEigenvalues.values(n, explicit, eigenvalues);
        Vector values = at.singularValues();
        assertEquals(Math.min(n, size), values.size());
        for (int i = 0; i < values.size(); i++) {
            // Squares agree to a few ulps of the largest one.
            double square = values.get(i) * values.get(i);
            assertEquals(Math.max(0, eigenvalues[n - 1 - i]), square, 1e-14 * n * eigenvalues[n - 1]);
        }
    }

    /** Directions that the first weights and x do not see: σ = γ|δ₁|, N − rank − 1 times, also with dependent rows. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void thePlateauIsFlat(boolean dependent) {
        Network network = Network.parse("12 5 tanh 3 softmax");
        double[] q = trainables(network, 8);
        if (dependent) {
            for (int j = 0; j < 12; j++) {
                q[12 + j] = -2 * q[j];
            }
        }
        NetworkLearningPass pass = NetworkLearningPass.of(ActivationPass.of(network, q), new SoftmaxCrossEntropy());
        DualityJacobian jacobian = DualityJacobian.of(pass);
        int rank = dependent ? 4 : 5;
        assertEquals(rank, jacobian.directions());
        SampleJacobian at = jacobian.at(sample(12, 2), pass.target(2));
        assertEquals(12 - rank - 1, at.plateauMultiplicity());
        Vector values = at.singularValues();
        long flat = values.stream()
                .filter(s -> Math.abs(s - at.plateauValue()) < 1e-12 * values.get(0))
                .count();
        assertEquals(12 - rank - 1, flat);
    }

    /** One input and one output neuron: the toy's jumps, its singular value (4.4) and radial Jacobian (5.4). */
    @Test
    void theToyIsInside() {
        Network network = Network.parse("1 1 sigmoid");
        double w = 2.5;
        double b = -1.2;
        NetworkLearningPass pass =
                NetworkLearningPass.of(ActivationPass.of(network, new double[] {w, b}), new SquaredOutputs());
        ClassMixture data = ClassMixture.of(1, 1.0, Normal.of(1, 0.25));
        ScalarDuality toy = ScalarDuality.of(
                Composition.of(Activation.sigmoid(), Loss.squared()),
                data.components().get(0),
                State.of(w, b));
        for (double x : new double[] {-2, -0.3, 0.4, 1, 3}) {
            Vector jump = pass.jump(Vector.of(x), Vector.of(1));
            JumpPoint point = toy.at(x);
            assertEquals(point.weightJump(), jump.get(0), 1e-12 * point.jump());
            assertEquals(point.biasJump(), jump.get(1), 1e-12 * point.jump());
            SampleJacobian at = DualityJacobian.of(pass).at(Vector.of(x), Vector.of(1));
            assertEquals(point.jacobianArcLength(), at.singularValues().get(0), 1e-12 * point.jacobianArcLength());
            double[] column = at.apply(Vector.of(1)).toArray();
            double radial = (column[0] * jump.get(0) + column[1] * jump.get(1)) / point.jump();
            assertEquals(Math.abs(point.jacobian()), Math.abs(radial), 1e-12 * point.jacobianArcLength());
        }
    }

    /** |q̇|² without the jump, and the sum of gradients of a batch, against the jumps of its samples. */
    @ParameterizedTest
    @MethodSource("org.jumpscope.duality.jacobian.RandomNetworks#networks")
    void batchesAgreeWithSingleSamples(String text, OutputLoss loss) {
        NetworkLearningPass pass = pass(text, loss);
        Network network = pass.activation().network();
        int m = 5;
        double[][] inputs = new double[network.inputs()][m];
        double[][] targets = new double[pass.outputs()][m];
        double[] sum = new double[network.trainables()];
        double[] squares = new double[m];
        for (int c = 0; c < m; c++) {
            Vector x = sample(network.inputs(), 20 + c);
            Vector target = pass.target(c % pass.outputs());
            for (int i = 0; i < x.size(); i++) {
                inputs[i][c] = x.get(i);
            }
            for (int i = 0; i < target.size(); i++) {
                targets[i][c] = target.get(i);
            }
            double[] jump = pass.jump(x, target).toArray();
            for (int k = 0; k < jump.length; k++) {
                sum[k] -= jump[k] / RATE;
                squares[c] += jump[k] * jump[k];
            }
        }
        double[] gradient = new double[network.trainables()];
        pass.addGradient(inputs, targets, m, gradient);
        assertArrayEquals(sum, gradient, 1e-14 * m);
        Vector norms = pass.squaredJumpNorms(inputs, targets, m);
        for (int c = 0; c < m; c++) {
            assertEquals(squares[c], norms.get(c), 1e-14 * (1 + squares[c]) * network.trainables());
        }
    }

    @Test
    void refusesSizesThatDoNotMatch() {
        NetworkLearningPass pass = pass("4 3", new SquaredOutputs());
        DualityJacobian jacobian = DualityJacobian.of(pass);
        assertThrows(InvalidInputException.class, () -> jacobian.at(Vector.of(1, 2), Vector.of(1, 0, 0)));
        assertThrows(InvalidInputException.class, () -> jacobian.at(sample(4, 1), Vector.of(1)));
        assertThrows(InvalidInputException.class, () -> pass.target(3));
        assertEquals(List.of(0.0, 0.0, 1.0), pass.target(2).stream().boxed().toList());
    }
}
