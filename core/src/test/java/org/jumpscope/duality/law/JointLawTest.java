package org.jumpscope.duality.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.distribution.Empirical;
import org.jumpscope.distribution.Normal;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.SampleJacobian;
import org.jumpscope.duality.jacobian.TargetColumns;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.MatrixProduct;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JointLawTest {
    /** Inputs 2 and 5 never change. */
    private static final Vector SCALES = Vector.of(0.5, 0.7, 0, 1, 0.3, 0);

    private static final int[] ACTIVE = {0, 1, 3, 4};

    private static LabelSamples samples(int n, Vector target) {
        return Laws.normal(Laws.centre(6), SCALES, n, target);
    }

    /**
     * log A + log p_x − ½ log det JᵀJ over the inputs that change, with their covariance inverted as a whole; with a plateau (4 −
     * rank 2 − 1) and without.
     */
    @ParameterizedTest
    @ValueSource(strings = {"6 2 tanh 3 softmax", "6 8 tanh 3 softmax"})
    void isTheExplicitDeterminant(String text) {
        NetworkLearningPass pass = Laws.pass(text, new SoftmaxCrossEntropy(), 4).withRate(0.7);
        LabelSamples samples = samples(50, pass.target(1));
        GaussianBoundary boundary = GaussianBoundary.of(samples);
        assertEquals(4, boundary.basis().rows());
        Vector x = samples.input(7);
        JointLaw law = JointLaw.of(DualityJacobian.of(pass), boundary, 0.25);
        JointLaw.Found found = assertInstanceOf(JointLaw.Found.class, law.at(x, pass.target(1)));
        RealMatrix covariance = MatrixUtils.createRealMatrix(4, 4);
        RealMatrix rest = MatrixUtils.createRealMatrix(4, 1);
        Vector mean = samples.mean();
        for (int i = 0; i < 4; i++) {
            rest.setEntry(i, 0, x.get(ACTIVE[i]) - mean.get(ACTIVE[i]));
            for (int j = 0; j < 4; j++) {
                for (int c = 0; c < 50; c++) {
                    double product = (samples.input(c).get(ACTIVE[i]) - mean.get(ACTIVE[i]))
                            * (samples.input(c).get(ACTIVE[j]) - mean.get(ACTIVE[j]));
                    covariance.addToEntry(i, j, product / 49);
                }
            }
        }
        LUDecomposition factors = new LUDecomposition(covariance);
        double square =
                rest.transpose().multiply(factors.getSolver().solve(rest)).getEntry(0, 0);
        double logBoundary = -0.5 * (square + Math.log(factors.getDeterminant()) + 4 * Math.log(2 * Math.PI));
        assertEquals(logBoundary, found.logBoundary(), 1e-12 * Math.abs(logBoundary) * 50);
        SampleJacobian at = DualityJacobian.of(pass).at(x, pass.target(1));
        RealMatrix gram = MatrixUtils.createRealMatrix(4, 4);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                gram.setEntry(i, j, dot(column(at, ACTIVE[i]), column(at, ACTIVE[j])));
            }
        }
        double logDeterminant = 0.5 * Math.log(new LUDecomposition(gram).getDeterminant());
        assertEquals(logDeterminant, found.logDeterminant(), 1e-11);
        assertEquals(Math.log(0.25) + logBoundary - logDeterminant, found.logDensity(), 1e-10);
        assertEquals(4, found.dimension());
        assertEquals(text.startsWith("6 2") ? 1 : 0, found.plateau());
    }

    private static Vector column(SampleJacobian at, int input) {
        double[] unit = new double[6];
        unit[input] = 1;
        return at.apply(Vector.of(unit));
    }

    private static double dot(Vector a, Vector b) {
        return MatrixProduct.dot(a.size(), a.toArray(), b.toArray());
    }

    /** A linear neuron at its target has δ = 0: only w·x is seen. */
    @Test
    void saysHowManyDimensionsAreKept() {
        Network neuron = Network.parse("3 1");
        NetworkLearningPass pass =
                NetworkLearningPass.of(ActivationPass.of(neuron, new double[] {1, 2, 0, 0.5}), new SquaredOutputs());
        FactorisedBoundary boundary = FactorisedBoundary.of(Normal.of(0, 1), Normal.of(0, 1), Normal.of(0, 1));
        JointLaw law = JointLaw.of(DualityJacobian.of(pass), boundary, 1);
        JointLaw.Density density = law.at(Vector.of(1, 0.5, 4), Vector.of(2.5));
        assertEquals(new JointLaw.Deficient(3, 1), density);
        assertTrue(density.sentence().contains("1 of the 3"), density.sentence());
        assertInstanceOf(JointLaw.Found.class, law.at(Vector.of(1, 0.5, 4), Vector.of(2)));
    }

    @Test
    void saysWhatLiesBesideThePlane() {
        NetworkLearningPass pass = Laws.pass("6 2 tanh 3 softmax", new SoftmaxCrossEntropy(), 4);
        LabelSamples samples = samples(50, pass.target(1));
        JointLaw law = JointLaw.of(DualityJacobian.of(pass), GaussianBoundary.of(samples), 1);
        double[] x = samples.input(3).toArray();
        x[2] += 0.5;
        JointLaw.Beside beside = assertInstanceOf(JointLaw.Beside.class, law.at(Vector.of(x), pass.target(1)));
        double spread = 0;
        for (int j : ACTIVE) {
            for (int c = 0; c < 50; c++) {
                double rest = samples.input(c).get(j) - samples.mean().get(j);
                spread += rest * rest / 49;
            }
        }
        assertEquals(0.5 / Math.sqrt(spread), beside.distance(), 1e-12);
        assertTrue(beside.sentence().contains("beside the plane"), beside.sentence());
    }

    /** In one dimension the kernel density is the library's own, with h times the standard deviation. */
    @Test
    void kernelsInOneDimension() {
        LabelSamples samples = Laws.normal(Vector.of(1), Vector.of(0.5), 40, Vector.of(0));
        KernelBoundary boundary = KernelBoundary.of(samples);
        assertEquals(Math.pow(40, -0.2), boundary.bandwidth(), 1e-15);
        double[] all = samples.along(Vector.of(1), Vector.of(0));
        double mean = samples.mean().get(0);
        double square = 0;
        for (double value : all) {
            square += (value - mean) * (value - mean) / 39;
        }
        double width = boundary.bandwidth() * Math.sqrt(square);
        Empirical known = Empirical.of(Vector.of(all), width);
        for (double x : new double[] {-1, 0.3, 1.01, 4}) {
            assertEquals(known.logDensity(x), boundary.logDensity(Vector.of(x)), 1e-11);
        }
        // At a sample its own kernel is left out.
        double[] others = Arrays.copyOfRange(all, 1, 40);
        assertEquals(
                Empirical.of(Vector.of(others), width).logDensity(all[0]),
                boundary.logDensity(Vector.of(all[0])),
                1e-11);
        assertTrue(boundary.toString().contains("40 samples"));
    }

    /** More inputs than samples: components from the Gram matrix of samples are those of the covariance. */
    @Test
    void componentsOfFewSamples() {
        LabelSamples samples = Laws.normal(Laws.centre(30), Laws.constant(30, 1), 12, Vector.of(0));
        PrincipalComponents components = PrincipalComponents.all(samples.centred(), 12);
        assertEquals(11, components.size());
        assertEquals(1, components.share(), 1e-12);
        for (int i = 0; i < 11; i++) {
            double variance = 0;
            for (int c = 0; c < 12; c++) {
                double along = 0;
                for (int j = 0; j < 30; j++) {
                    along += components.direction(i)[j]
                            * (samples.input(c).get(j) - samples.mean().get(j));
                }
                variance += along * along / 11;
            }
            assertEquals(components.variance(i), variance, 1e-12 * components.variance(0));
            for (int k = 0; k <= i; k++) {
                assertEquals(
                        i == k ? 1 : 0, MatrixProduct.dot(30, components.direction(i), components.direction(k)), 1e-13);
            }
        }
        NoAnswerException few = assertThrows(NoAnswerException.class, () -> GaussianBoundary.of(samples));
        assertTrue(few.getMessage().contains("give more samples"), few.getMessage());
        assertThrows(
                NoAnswerException.class,
                () -> GaussianBoundary.of(Laws.normal(Vector.of(1, 2), Vector.of(0, 0), 5, Vector.of(0))));
    }

    /** Subspace iteration against the whole decomposition: the spectrum 1/(1 + j) parts fast enough for six digits. */
    @Test
    void leadingComponentsOfManyInputs() {
        int inputs = 300;
        double[] scales = new double[inputs];
        for (int j = 0; j < inputs; j++) {
            scales[j] = 4 / (1.0 + j);
        }
        LabelSamples samples = Laws.normal(Laws.centre(inputs), Vector.of(scales), 400, Vector.of(0));
        PrincipalComponents all = PrincipalComponents.all(samples.centred(), 400);
        PrincipalComponents leading = PrincipalComponents.leading(samples.centred(), 400, 5);
        assertEquals(5, leading.size());
        assertEquals(all.total(), leading.total(), 0);
        for (int i = 0; i < 5; i++) {
            assertEquals(all.variance(i), leading.variance(i), 1e-6 * all.variance(i));
            assertEquals(1, Math.abs(MatrixProduct.dot(inputs, all.direction(i), leading.direction(i))), 1e-6);
        }
    }

    @Test
    void refusesWhatIsNoLaw() {
        NetworkLearningPass pass = Laws.pass("1 2 tanh 2 softmax", new SoftmaxCrossEntropy(), 4);
        FactorisedBoundary boundary = FactorisedBoundary.of(Normal.of(0, 1));
        DualityJacobian jacobian = DualityJacobian.of(pass);
        assertThrows(InvalidInputException.class, () -> JointLaw.of(jacobian, boundary, 0));
        assertThrows(InvalidInputException.class, () -> JointLaw.of(jacobian.with(TargetColumns.FREE), boundary, 1));
        assertThrows(InvalidInputException.class, FactorisedBoundary::of);
        assertThrows(
                InvalidInputException.class,
                () -> LabelSamples.of(
                        LabelledSamples.of(new double[] {1}, 1, new double[1]), new int[] {0}, Vector.of(0)));
    }
}
