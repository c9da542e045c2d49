package org.jumpscope.duality.jacobian;

import static org.jumpscope.duality.jacobian.RandomNetworks.RATE;
import static org.jumpscope.duality.jacobian.RandomNetworks.columns;
import static org.jumpscope.duality.jacobian.RandomNetworks.pass;
import static org.jumpscope.duality.jacobian.RandomNetworks.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JacobianFrameTest {
    private static final String NETWORKS = "org.jumpscope.duality.jacobian.RandomNetworks#networks";

    private static double dot(Vector a, Vector b) {
        return MatrixProduct.dot(a.size(), a.toArray(), b.toArray());
    }

    /** uᵀq̇(x), uᵀJ(x)v and |J(x)v|² against products with vectors of all trainable variables, along any two directions. */
    @ParameterizedTest
    @MethodSource(NETWORKS)
    void seesOtherSamples(String text, OutputLoss loss) {
        NetworkLearningPass pass = pass(text, loss);
        int n = pass.activation().network().inputs();
        DualityJacobian jacobian = DualityJacobian.of(pass);
        double[] flat = new double[2 * n];
        for (int i = 0; i < 2; i++) {
            Vector v = sample(n, 50 + i);
            for (int j = 0; j < n; j++) {
                flat[i * n + j] = v.get(j) / Math.sqrt(dot(v, v));
            }
        }
        Matrix directions = Matrix.of(2, n, flat);
        SampleJacobian reference = jacobian.at(sample(n, 6), pass.target(1));
        JacobianFrame frame = reference.frame(directions);
        assertEquals(0, frame.plateau());
        Vector x = sample(n, 7);
        JacobianFrame.Elements elements = frame.at(x, pass.target(0));
        SampleJacobian at = jacobian.at(x, pass.target(0));
        Vector jump = pass.jump(x, pass.target(0));
        for (int i = 0; i < 2; i++) {
            Vector own = reference.apply(directions.row(i));
            double length = Math.sqrt(dot(own, own));
            assertEquals(length, frame.lengths().get(i), 1e-13 * length);
            Vector product = at.apply(directions.row(i));
            double size = Math.sqrt(dot(product, product));
            assertEquals(dot(own, jump) / length, elements.coordinates().get(i), 1e-13 * Math.sqrt(dot(jump, jump)));
            assertEquals(dot(own, product) / length, elements.diagonal().get(i), 1e-13 * size);
            assertEquals(size * size, elements.squares().get(i), 1e-13 * size * size);
            Vector gradient = frame.gradient(i, x, pass.target(0));
            Vector known = at.transposedApply(frame.left().vector(i));
            double steepness = Math.sqrt(dot(known, known));
            for (int j = 0; j < n; j++) {
                assertEquals(known.get(j), gradient.get(j), 1e-13 * steepness);
            }
        }
    }

    /** 1 − Σ (u_iᵀJ(x)v_i)²/|J(x)|² over all directions from explicit Jacobians, with the plateau as one block. */
    @ParameterizedTest
    @MethodSource(NETWORKS)
    void measuresTheWholeFrame(String text, OutputLoss loss) {
        NetworkLearningPass pass = pass(text, loss);
        int n = pass.activation().network().inputs();
        DualityJacobian jacobian = DualityJacobian.of(pass);
        SingularSpectrum spectrum = jacobian.at(sample(n, 6), pass.target(1)).spectrum();
        JacobianFrame frame = spectrum.frame();
        int rank = 0;
        while (rank < spectrum.values().size()
                && spectrum.values().get(rank) > 1e-8 * spectrum.values().get(0)) {
            rank++;
        }
        assertEquals(rank, frame.directions() + frame.plateau());
        Vector x = sample(n, 7);
        SampleJacobian at = jacobian.at(x, pass.target(1));
        double all = 0;
        for (double[] column : columns(at, n)) {
            all += MatrixProduct.dot(column.length, column, column);
        }
        LeftVectors left = spectrum.leftVectors(rank);
        Matrix right = spectrum.rightVectors(rank);
        double on = 0;
        for (int i = 0; i < rank; i++) {
            double element = dot(left.vector(i), at.apply(right.row(i)));
            on += element * element;
        }
        // A left vector is off by an ulp of the squared largest value over its own square.
        assertEquals(1 - on / all, frame.at(x, pass.target(1)).offDiagonal(), 1e-6);
        assertEquals(0, frame.at(sample(n, 6), pass.target(1)).offDiagonal(), 1e-6);
    }

    /** On the plateau uᵀq̇(x) = γ (δ̂₁(x₀)·δ₁(x)) (vᵀx) at every x. */
    @Test
    void thePlateauIsAProduct() {
        NetworkLearningPass pass = pass("12 4 tanh 3 softmax", new SoftmaxCrossEntropy());
        DualityJacobian jacobian = DualityJacobian.of(pass);
        SampleJacobian at = jacobian.at(sample(12, 2), pass.target(2));
        SingularSpectrum spectrum = at.spectrum();
        Plateau plateau = spectrum.plateau().orElseThrow();
        assertTrue(spectrum.isUnseen(plateau.first()));
        Vector v = spectrum.rightVectors(plateau.first() + 1).row(plateau.first());
        JacobianFrame frame = at.frame(Matrix.of(1, 12, v.toArray()));
        for (int seed = 20; seed < 25; seed++) {
            Vector x = sample(12, seed);
            double[][] column = SamplePass.column(x.toArray());
            double[][] target = SamplePass.column(pass.target(2).toArray());
            double slope = frame.plateauSlopes(column, target, 1).get(0);
            JacobianFrame.Elements elements = frame.at(x, pass.target(2));
            assertEquals(slope * dot(v, x), elements.coordinates().get(0), 1e-13);
            assertEquals(slope, elements.diagonal().get(0), 1e-13);
            assertEquals(slope, spectrum.frame().at(x, pass.target(2)).plateauDiagonal(), 1e-13);
        }
    }

    /** What rectifiers do not see because they are off is on the plateau of this sample, and seen by others. */
    @Test
    void rectifiersThatAreOffAreSeenElsewhere() {
        Network network = Network.parse("12 5 relu 3 softmax");
        double[] q = RandomNetworks.trainables(network, 8);
        for (int i = 0; i < 5; i++) {
            q[60 + i] = i < 2 ? -50 : 50;
        }
        NetworkLearningPass pass = NetworkLearningPass.of(ActivationPass.of(network, q), new SoftmaxCrossEntropy());
        SingularSpectrum spectrum =
                DualityJacobian.of(pass).at(sample(12, 2), pass.target(2)).spectrum();
        int unseen = 0;
        for (int i = 0; i < 12; i++) {
            unseen += spectrum.isUnseen(i) ? 1 : 0;
            assertTrue(!spectrum.isUnseen(i) || spectrum.onPlateau(i));
        }
        assertEquals(6, unseen);
        assertEquals(8, spectrum.plateau().orElseThrow().multiplicity());
        assertEquals(6, spectrum.frame().plateau());
        Vector part = spectrum.unseenPart(sample(12, 3));
        for (int i = 0; i < 5; i++) {
            double product = 0;
            for (int j = 0; j < 12; j++) {
                product += q[12 * i + j] * part.get(j);
            }
            assertEquals(0, product, 1e-13);
        }
        assertEquals(0, dot(part, sample(12, 2)), 1e-13);
        assertThrows(InvalidInputException.class, () -> spectrum.unseenPart(Vector.of(1)));
    }

    /** An autoencoder's targets move along: uᵀJ(x)v with both parts. */
    @Test
    void followsTiedTargets() {
        NetworkLearningPass pass = pass("6 2 tanh 6", new SquaredOutputs());
        DualityJacobian jacobian = DualityJacobian.of(pass).with(TargetColumns.INPUTS);
        Vector x = sample(6, 9);
        SingularSpectrum spectrum = jacobian.at(x, x).spectrum();
        assertFalse(spectrum.isUnseen(5));
        assertEquals(0, dot(spectrum.unseenPart(x), x), 0);
        JacobianFrame frame = spectrum.frame();
        Vector other = sample(6, 3);
        Vector product =
                jacobian.at(other, other).apply(spectrum.rightVectors(1).row(0));
        assertEquals(
                dot(frame.left().vector(0), product),
                frame.at(other, other).diagonal().get(0),
                1e-12);
        Vector gradient = frame.gradient(0, other, other);
        assertEquals(
                dot(gradient, spectrum.rightVectors(1).row(0)),
                frame.at(other, other).diagonal().get(0),
                1e-12);
    }

    @Test
    void refusesWhatHasNoFrame() {
        NetworkLearningPass pass = pass("6 4 tanh 3 softmax", new SoftmaxCrossEntropy());
        SampleJacobian free = DualityJacobian.of(pass).with(TargetColumns.FREE).at(sample(6, 2), pass.target(1));
        assertThrows(InvalidInputException.class, () -> free.spectrum().frame());
        assertThrows(InvalidInputException.class, () -> free.frame(Matrix.of(1, 6, 1, 0, 0, 0, 0, 0)));
        SampleJacobian at = DualityJacobian.of(pass).at(sample(6, 2), pass.target(1));
        assertThrows(InvalidInputException.class, () -> at.frame(Matrix.of(1, 2, 1, 0)));
        assertThrows(
                InvalidInputException.class,
                () -> at.frame(Matrix.of(1, 6, 1, 0, 0, 0, 0, 0)).at(Vector.of(1), pass.target(1)));
        // One linear neuron at its target has δ = 0: only the direction of its weights moves the jump.
        Network neuron = Network.parse("2 1");
        NetworkLearningPass fitted = NetworkLearningPass.of(
                        ActivationPass.of(neuron, new double[] {1, 0, 0}), new SquaredOutputs())
                .withRate(RATE);
        SampleJacobian still = DualityJacobian.of(fitted).at(Vector.of(1, 1), Vector.of(1));
        assertThrows(NoAnswerException.class, () -> still.frame(Matrix.of(1, 2, 0, 1)));
    }
}
