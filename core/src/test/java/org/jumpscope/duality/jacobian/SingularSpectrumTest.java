package org.jumpscope.duality.jacobian;

import static org.jumpscope.duality.jacobian.RandomNetworks.RATE;
import static org.jumpscope.duality.jacobian.RandomNetworks.columns;
import static org.jumpscope.duality.jacobian.RandomNetworks.pass;
import static org.jumpscope.duality.jacobian.RandomNetworks.sample;
import static org.jumpscope.duality.jacobian.RandomNetworks.trainables;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.SingularValueDecomposition;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SingularSpectrumTest {
    private static final String NETWORKS = "org.jumpscope.duality.jacobian.RandomNetworks#networks";

    private static double dot(Vector a, Vector b) {
        return MatrixProduct.dot(a.size(), a.toArray(), b.toArray());
    }

    private static double norm(Vector a) {
        return Math.sqrt(dot(a, a));
    }

    /** uᵀ(J v) = (Jᵀu)ᵀv to 1e-12 of |u| |J v|, whatever the targets do. */
    @ParameterizedTest
    @MethodSource(NETWORKS)
    void productsAreAdjoint(String text, OutputLoss loss) {
        NetworkLearningPass pass = pass(text, loss);
        int n = pass.activation().network().inputs();
        int k = pass.activation().network().trainables();
        for (TargetColumns targets : new TargetColumns[] {TargetColumns.FIXED, TargetColumns.FREE}) {
            DualityJacobian jacobian = DualityJacobian.of(pass).with(targets);
            SampleJacobian at = jacobian.at(sample(n, 5), sample(pass.outputs(), 8));
            for (int seed = 0; seed < 5; seed++) {
                Vector v = sample(jacobian.columns(), 100 + seed);
                Vector u = sample(k, 200 + seed);
                Vector product = at.apply(v);
                assertEquals(dot(u, product), dot(at.transposedApply(u), v), 1e-12 * norm(u) * norm(product));
            }
        }
    }

    /** The check on request: h² J‴/6 and an ulp of the jump over h are below 1e-7 of J v. */
    @ParameterizedTest
    @MethodSource(NETWORKS)
    void checksItselfByDifferences(String text, OutputLoss loss) {
        NetworkLearningPass pass = pass(text, loss);
        int n = pass.activation().network().inputs();
        for (TargetColumns targets : new TargetColumns[] {TargetColumns.FIXED, TargetColumns.FREE}) {
            DualityJacobian jacobian = DualityJacobian.of(pass).with(targets);
            SampleJacobian at = jacobian.at(sample(n, 5), sample(pass.outputs(), 8));
            Vector v = sample(jacobian.columns(), 100);
            assertEquals(0, at.differenceCheck(v), 1e-7);
        }
        SampleJacobian at = DualityJacobian.of(pass).at(sample(n, 5), sample(pass.outputs(), 8));
        assertEquals(0, at.differenceCheck(Vector.of(new double[n])), 0);
    }

    /** J v = σ u with orthonormal v and u; the left vectors' projections are scalar products. */
    @ParameterizedTest
    @MethodSource(NETWORKS)
    void decomposesTheJacobian(String text, OutputLoss loss) {
        NetworkLearningPass pass = pass(text, loss);
        int n = pass.activation().network().inputs();
        for (TargetColumns targets : new TargetColumns[] {TargetColumns.FIXED, TargetColumns.FREE}) {
            DualityJacobian jacobian = DualityJacobian.of(pass).with(targets);
            SampleJacobian at = jacobian.at(sample(n, 6), pass.target(1));
            check(at, jacobian.columns());
        }
    }

    private static void check(SampleJacobian at, int columns) {
        SingularSpectrum spectrum = at.spectrum();
        Vector values = spectrum.values();
        double scale = values.get(0);
        double[][] explicit = columns(at, columns);
        double[] reference = new SingularValueDecomposition(MatrixUtils.createRealMatrix(explicit)).getSingularValues();
        int k = values.size();
        Vector alone = at.singularValues();
        Matrix right = spectrum.rightVectors(k);
        for (int i = 0; i < k; i++) {
            // Squares agree to a few ulps of the largest one.
            assertEquals(reference[i] * reference[i], values.get(i) * values.get(i), 1e-14 * columns * scale * scale);
            assertEquals(values.get(i) * values.get(i), alone.get(i) * alone.get(i), 1e-14 * columns * scale * scale);
            for (int j = 0; j <= i; j++) {
                assertEquals(i == j ? 1 : 0, dot(right.row(i), right.row(j)), 1e-14 * columns);
            }
        }
        int sound = 0;
        while (sound < k && values.get(sound) > 1e-4 * scale) {
            sound++;
        }
        LeftVectors left = spectrum.leftVectors(sound);
        assertEquals(sound, left.count());
        Vector jump = sample(explicit[0].length, 31);
        Vector coordinates = left.project(jump);
        for (int i = 0; i < sound; i++) {
            Vector u = left.vector(i);
            Vector product = at.apply(right.row(i));
            for (int p = 0; p < u.size(); p++) {
                assertEquals(product.get(p), values.get(i) * u.get(p), 1e-12 * scale);
            }
            for (int j = 0; j < i; j++) {
                // A vector is off by an ulp of the squared norm over the gap of the squares.
                assertEquals(0, dot(u, left.vector(j)), 1e-5);
            }
            assertEquals(1, norm(u), 1e-6);
            assertEquals(dot(u, jump), coordinates.get(i), 1e-12 * norm(jump));
        }
    }

    /** Projections of other samples' jumps, in a batch, against scalar products with their jumps. */
    @ParameterizedTest
    @MethodSource(NETWORKS)
    void projectsOtherSamples(String text, OutputLoss loss) {
        NetworkLearningPass pass = pass(text, loss);
        int n = pass.activation().network().inputs();
        LeftVectors left = DualityJacobian.of(pass)
                .at(sample(n, 6), pass.target(0))
                .spectrum()
                .leftVectors(2);
        int m = 7;
        double[][] inputs = new double[n][m];
        double[][] targets = new double[pass.outputs()][m];
        for (int c = 0; c < m; c++) {
            for (int i = 0; i < n; i++) {
                inputs[i][c] = sample(n, 40 + c).get(i);
            }
            targets[c % targets.length][c] = 1;
        }
        Matrix coordinates = left.project(inputs, targets, m);
        for (int c = 0; c < m; c++) {
            Vector jump = pass.jump(sample(n, 40 + c), pass.target(c % targets.length));
            for (int i = 0; i < 2; i++) {
                assertEquals(dot(left.vector(i), jump), coordinates.get(i, c), 1e-13 * norm(jump));
            }
        }
    }

    /** MᵀM is the Gram matrix, and M's own singular values are those of J, also the small ones. */
    @ParameterizedTest
    @MethodSource(NETWORKS)
    void theIsometricFactorHasTheSameSpectrum(String text, OutputLoss loss) {
        NetworkLearningPass pass = pass(text, loss);
        int n = pass.activation().network().inputs();
        SampleJacobian at = DualityJacobian.of(pass).at(sample(n, 6), pass.target(1));
        Matrix factor = at.isometricFactor();
        double[] reference =
                new SingularValueDecomposition(MatrixUtils.createRealMatrix(columns(at, n))).getSingularValues();
        double[][] rows = new double[factor.rows()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = factor.row(i).toArray();
        }
        double[] values = new SingularValueDecomposition(MatrixUtils.createRealMatrix(rows)).getSingularValues();
        for (int i = 0; i < Math.min(values.length, reference.length); i++) {
            assertEquals(reference[i], values[i], 1e-14 * reference[0] * n);
        }
        Matrix gram = at.gram();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertEquals(
                        dot(factor.column(i), factor.column(j)),
                        gram.get(i, j),
                        1e-14 * reference[0] * reference[0] * n);
            }
        }
    }

    /** Columns of free targets against differences of jumps, and with the targets tied to the inputs. */
    @ParameterizedTest
    @MethodSource(NETWORKS)
    void targetColumnsAreDifferencesOfJumps(String text, OutputLoss loss) {
        NetworkLearningPass pass = pass(text, loss);
        int n = pass.activation().network().inputs();
        Vector x = sample(n, 9);
        Vector target = sample(pass.outputs(), 3);
        DualityJacobian jacobian = DualityJacobian.of(pass).with(TargetColumns.FREE);
        assertEquals(n + pass.outputs(), jacobian.columns());
        double[][] columns = columns(jacobian.at(x, target), jacobian.columns());
        double step = 1e-5;
        for (int j = 0; j < pass.outputs(); j++) {
            double[] up = target.toArray();
            double[] down = target.toArray();
            up[j] += step;
            down[j] -= step;
            double[] after = pass.jump(x, Vector.of(up)).toArray();
            double[] before = pass.jump(x, Vector.of(down)).toArray();
            for (int k = 0; k < after.length; k++) {
                assertEquals((after[k] - before[k]) / (2 * step), columns[n + j][k], 1e-8);
            }
        }
    }

    /** An autoencoder's targets move with its inputs: no plateau. */
    @Test
    void tiesTheTargetsToTheInputs() {
        NetworkLearningPass pass = pass("6 2 tanh 6", new SquaredOutputs());
        Vector x = sample(6, 9);
        SampleJacobian at = DualityJacobian.of(pass).with(TargetColumns.INPUTS).at(x, x);
        double[][] columns = columns(at, 6);
        double step = 1e-5;
        for (int j = 0; j < 6; j++) {
            double[] up = x.toArray();
            double[] down = x.toArray();
            up[j] += step;
            down[j] -= step;
            double[] after = pass.jump(Vector.of(up), Vector.of(up)).toArray();
            double[] before = pass.jump(Vector.of(down), Vector.of(down)).toArray();
            for (int k = 0; k < after.length; k++) {
                assertEquals((after[k] - before[k]) / (2 * step), columns[j][k], 1e-8);
            }
        }
        check(at, 6);
        assertEquals(0, at.differenceCheck(sample(6, 4)), 1e-7);
        assertTrue(at.spectrum().plateau().isEmpty());
        Vector u = sample(pass.activation().network().trainables(), 1);
        Vector v = sample(6, 2);
        assertEquals(dot(u, at.apply(v)), dot(at.transposedApply(u), v), 1e-12 * norm(u) * norm(at.apply(v)));
        assertThrows(
                InvalidInputException.class,
                () -> DualityJacobian.of(pass).with(TargetColumns.INPUTS).at(x, sample(6, 10)));
        assertThrows(
                InvalidInputException.class,
                () -> DualityJacobian.of(pass("4 3", new SquaredOutputs())).with(TargetColumns.INPUTS));
    }

    /** With a free label, changing the target along the probabilities changes nothing under cross-entropy. */
    @Test
    void aFreeLabelHasANullDirection() {
        NetworkLearningPass pass = pass("6 4 tanh 3 softmax", new SoftmaxCrossEntropy());
        Vector x = sample(6, 2);
        SampleJacobian at = DualityJacobian.of(pass).with(TargetColumns.FREE).at(x, pass.target(1));
        Vector p = pass.activation().outputs(x);
        double[] direction = new double[9];
        for (int i = 0; i < 3; i++) {
            direction[6 + i] = p.get(i);
        }
        assertEquals(0, norm(at.apply(Vector.of(direction))), 1e-15);
        Vector values = at.singularValues();
        assertEquals(0, values.get(8), 1e-7 * values.get(0));
        assertThrows(NoAnswerException.class, () -> at.spectrum().leftVectors(9));
        assertThrows(InvalidInputException.class, () -> at.spectrum().rightVectors(10));
    }

    /** J B of an orthonormal basis B against the explicit product, with and without a plateau. */
    @ParameterizedTest
    @MethodSource(NETWORKS)
    void restrictsToASubspace(String text, OutputLoss loss) {
        NetworkLearningPass pass = pass(text, loss);
        int n = pass.activation().network().inputs();
        double[][] q = new double[n][];
        for (int i = 0; i < n; i++) {
            q[i] = sample(n, 70 + i).toArray();
        }
        double[][] basis = MatrixUtils.createRealMatrix(
                        new org.hipparchus.linear.QRDecomposition(MatrixUtils.createRealMatrix(q))
                                .getQ()
                                .getData())
                .getData();
        int d = n - 2;
        double[] flat = new double[d * n];
        for (int i = 0; i < d; i++) {
            System.arraycopy(basis[i], 0, flat, i * n, n);
        }
        Matrix rows = Matrix.of(d, n, flat);
        DualityJacobian jacobian = DualityJacobian.of(pass).within(rows);
        assertEquals(d, jacobian.columns());
        SampleJacobian at = jacobian.at(sample(n, 6), pass.target(1));
        double[][] explicit = new double[d][];
        for (int i = 0; i < d; i++) {
            explicit[i] = at.apply(rows.row(i)).toArray();
        }
        double[] reference = new SingularValueDecomposition(MatrixUtils.createRealMatrix(explicit)).getSingularValues();
        SingularSpectrum spectrum = at.spectrum();
        double scale = reference[0] * reference[0];
        Matrix right = spectrum.rightVectors(spectrum.values().size());
        for (int i = 0; i < spectrum.values().size(); i++) {
            double value = spectrum.values().get(i);
            assertEquals(reference[i] * reference[i], value * value, 1e-14 * n * scale);
            assertEquals(value * value, Math.pow(norm(at.apply(right.row(i))), 2), 1e-13 * n * scale);
            double inside = 0;
            for (int k = 0; k < d; k++) {
                inside += Math.pow(dot(right.row(i), rows.row(k)), 2);
            }
            assertEquals(1, inside, 1e-13);
        }
        assertThrows(
                InvalidInputException.class, () -> DualityJacobian.of(pass).within(Matrix.of(1, n, new double[n])));
        assertThrows(InvalidInputException.class, () -> DualityJacobian.of(pass).within(Matrix.of(1, 1, 1)));
    }

    /** What of the sample is degenerate. */
    enum Case {
        ORDINARY,
        ZERO,
        AMONG_THE_WEIGHTS,
        NEARLY_AMONG_THE_WEIGHTS
    }

    /** The plateau's subspace: σ = γ|δ₁|, J v = −γ δ₁ vᵀ; also for x = 0 and x in the span of the first weights. */
    @ParameterizedTest
    @EnumSource(Case.class)
    void thePlateauIsASubspace(Case kind) {
        Network network = Network.parse("12 4 tanh 3 softmax");
        double[] q = trainables(network, 8);
        NetworkLearningPass pass = NetworkLearningPass.of(ActivationPass.of(network, q), new SoftmaxCrossEntropy())
                .withRate(RATE);
        double[] x = sample(12, 2).toArray();
        if (kind == Case.ZERO) {
            x = new double[12];
        } else if (kind != Case.ORDINARY) {
            for (int j = 0; j < 12; j++) {
                x[j] = q[j] - 2 * q[12 + j] + (kind == Case.AMONG_THE_WEIGHTS ? 0 : 1e-13 * x[j]);
            }
        }
        SampleJacobian at = DualityJacobian.of(pass).at(Vector.of(x), pass.target(2));
        check(at, 12);
        SingularSpectrum spectrum = at.spectrum();
        Plateau plateau = spectrum.plateau().orElseThrow();
        assertEquals(7, plateau.multiplicity());
        assertEquals(at.plateauValue(), plateau.value(), 0);
        assertFalse(plateau.contains(plateau.first() + 7));
        Matrix right = spectrum.rightVectors(12);
        for (int i = 0; i < 12; i++) {
            assertEquals(plateau.contains(i), spectrum.onPlateau(i));
            Vector part = spectrum.plateauPart(right.row(i));
            for (int j = 0; j < 12; j++) {
                assertEquals(plateau.contains(i) ? right.get(i, j) : 0, part.get(j), 1e-13);
            }
            if (plateau.contains(i)) {
                assertEquals(plateau.value(), norm(at.apply(right.row(i))), 1e-14 * plateau.value() * 12);
            }
        }
    }

    /** Rectifiers that are off do not see anything: the plateau is larger by their number. */
    @Test
    void neuronsThatAreOffAddToThePlateau() {
        Network network = Network.parse("12 5 relu 3 softmax");
        double[] q = trainables(network, 8);
        for (int i = 0; i < 5; i++) {
            q[60 + i] = i < 2 ? -50 : 50;
        }
        NetworkLearningPass pass = NetworkLearningPass.of(ActivationPass.of(network, q), new SoftmaxCrossEntropy());
        SampleJacobian at = DualityJacobian.of(pass).at(sample(12, 2), pass.target(2));
        check(at, 12);
        Plateau plateau = at.spectrum().plateau().orElseThrow();
        assertEquals(12 - 3 - 1, plateau.multiplicity());
        assertEquals(12 - 5 - 1, at.plateauMultiplicity());
        Vector values = at.singularValues();
        for (int i = 0; i < 12; i++) {
            assertEquals(plateau.contains(i), Math.abs(values.get(i) - plateau.value()) < 1e-12);
        }
    }

    /** A wide first layer has no plateau to claim. */
    @Test
    void aWideFirstLayerHasNoPlateau() {
        SampleJacobian at =
                DualityJacobian.of(pass("5 7 sigmoid 3", new SquaredOutputs())).at(sample(5, 2), Vector.of(0, 1, 0));
        assertTrue(at.spectrum().plateau().isEmpty());
        assertEquals(0, norm(at.spectrum().plateauPart(sample(5, 1))), 0);
    }

    /** Threads change no bit. */
    @Test
    void threadsDoNotChangeTheBits() {
        NetworkLearningPass pass = pass("90 80 tanh 70 tanh 10 softmax", new SoftmaxCrossEntropy());
        DualityJacobian jacobian = DualityJacobian.of(pass);
        Vector one = jacobian.at(sample(90, 1), pass.target(3)).singularValues();
        for (int threads : new int[] {2, 5}) {
            assertEquals(
                    one,
                    jacobian.withThreads(threads)
                            .at(sample(90, 1), pass.target(3))
                            .singularValues());
        }
    }
}
