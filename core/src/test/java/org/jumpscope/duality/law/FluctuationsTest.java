package org.jumpscope.duality.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.TargetColumns;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class FluctuationsTest {
    private static final NetworkLearningPass PASS = Laws.pass("10 8 tanh 2 softmax", new SoftmaxCrossEntropy(), 4);
    private static final DualityJacobian JACOBIAN = DualityJacobian.of(PASS);
    private static final Vector CENTRE = Laws.centre(10);
    private static final DecoupledLaws LAWS = DecoupledLaws.withDefaults()
            .with(DecoupledLaws.Corrections.LEFT_OUT)
            .withDirections(2);

    private static LabelSamples samples(double scale, int n) {
        return Laws.normal(CENTRE, Laws.constant(10, scale), n, PASS.target(0));
    }

    /** Fluctuations that are not shrunk are the samples': the same numbers as the laws have. */
    @Test
    void theWholeFluctuationsAreThoseOfTheLaws() {
        LabelSamples samples = samples(0.5, 600);
        DecoupledLaws.Result laws = LAWS.find(JACOBIAN, samples, CENTRE);
        List<Fluctuations.Shrunk> whole =
                Fluctuations.of(JACOBIAN, samples, laws).shrunk(1);
        assertEquals(laws.laws().size(), whole.size());
        for (int i = 0; i < whole.size(); i++) {
            DirectionLaw law = laws.laws().get(i);
            assertEquals(law.sobol().value(), whole.get(i).sobol().value(), 1e-12);
            assertEquals(law.distance().kolmogorov(), whole.get(i).distance().kolmogorov(), 1e-12);
            assertEquals(law.distance().noiseFloor(), whole.get(i).distance().noiseFloor(), 0);
        }
    }

    /** Shrinking by ε is what a boundary of ε times the scale is: curves of 1e-7 of their range are all that differs. */
    @Test
    void shrinkingIsASmallerBoundary() {
        LabelSamples wide = samples(0.5, 600);
        LabelSamples narrow = samples(0.05, 600);
        DecoupledLaws.Result own = LAWS.find(JACOBIAN, narrow, CENTRE);
        List<Fluctuations.Shrunk> shrunk = Fluctuations.of(JACOBIAN, wide, LAWS.find(JACOBIAN, wide, CENTRE))
                .shrunk(0.1);
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    own.laws().get(i).sobol().value(), shrunk.get(i).sobol().value(), 1e-4);
            // 1e-7 of the range moves a value past few others.
            assertEquals(
                    own.laws().get(i).distance().kolmogorov(),
                    shrunk.get(i).distance().kolmogorov(),
                    3.0 / 600);
        }
    }

    /** η = σ ξ + O(ε²): the share of other directions falls as ε², so that (4.6) holds in the end along every direction. */
    @Test
    void theCouplingFallsAsTheSquareOfTheScale() {
        LabelSamples samples = samples(1, 4000);
        Fluctuations fluctuations = Fluctuations.of(JACOBIAN, samples, LAWS.find(JACOBIAN, samples, CENTRE));
        List<Fluctuations.Shrunk> some = fluctuations.shrunk(0.04);
        List<Fluctuations.Shrunk> half = fluctuations.shrunk(0.02);
        assertFalse(fluctuations.shrunk(1).get(0).isDecoupled());
        for (int i = 0; i < 2; i++) {
            assertTrue(half.get(i).isDecoupled());
            double ratio =
                    (1 - some.get(i).sobol().value()) / (1 - half.get(i).sobol().value());
            // The next order is ε ≈ 0.04 of it; the estimates share their samples.
            assertEquals(4, ratio, 0.4);
        }
        assertThrows(InvalidInputException.class, () -> fluctuations.shrunk(0));
        assertThrows(InvalidInputException.class, () -> fluctuations.shrunk(1.5));
    }

    /** The joint law of a normal boundary is right where the boundary is normal, and the decoupled one fails. */
    @Test
    void theJointLawHoldsWhereTheDecoupledFails() {
        LabelSamples samples = samples(1, 4000);
        DecoupledLaws.Result laws = LAWS.find(JACOBIAN, samples, CENTRE);
        assertEquals("fails", laws.laws().get(0).validity().word());
        List<SampleDistance> joint =
                Fluctuations.of(JACOBIAN, samples, laws).joint(samples.normal(4000, RandomBlocks.of(3)));
        for (SampleDistance each : joint) {
            // 5 % of cases are above the floor; half as far again is 1e-3 of them.
            assertTrue(each.kolmogorov() < 1.5 * each.noiseFloor(), each.toString());
            assertEquals(SampleDistance.noiseFloor(4000, 4000), each.noiseFloor(), 1e-12);
        }
        assertTrue(
                joint.get(0).kolmogorov() < 0.5 * laws.laws().get(0).distance().kolmogorov());
    }

    /** Inputs that are their own targets move together, shrunk and drawn. */
    @Test
    void targetsMoveWithTheInputsOfAnAutoencoder() {
        NetworkLearningPass pass = Laws.pass("6 3 tanh 6", new SquaredOutputs(), 5);
        DualityJacobian jacobian = DualityJacobian.of(pass).with(TargetColumns.INPUTS);
        LabelSamples drawn = Laws.normal(Laws.centre(6), Laws.constant(6, 0.7), 500, Laws.centre(6));
        double[] values = new double[500 * 6];
        int[] rows = new int[500];
        for (int i = 0; i < 500; i++) {
            System.arraycopy(drawn.input(i).toArray(), 0, values, 6 * i, 6);
            rows[i] = i;
        }
        LabelSamples samples = LabelSamples.ofInputs(LabelledSamples.of(values, 6, new double[500]), rows);
        Vector mean = samples.mean();
        DecoupledLaws.Result laws = LAWS.find(jacobian, samples, mean);
        Fluctuations fluctuations = Fluctuations.of(jacobian, samples, laws);
        assertEquals(
                laws.laws().get(0).sobol().value(),
                fluctuations.shrunk(1).get(0).sobol().value(),
                1e-12);
        assertTrue(fluctuations.shrunk(0.01).get(0).isDecoupled());
        SampleDistance joint =
                fluctuations.joint(samples.normal(2000, RandomBlocks.of(3))).get(0);
        assertTrue(joint.kolmogorov() < 1.5 * joint.noiseFloor(), joint.toString());
    }

    /** Draws have the mean and the covariance of the samples, and stay on their plane. */
    @Test
    void drawsHaveTheMomentsOfTheSamples() {
        // Inputs 2 and 3 are tied, so that the plane is narrower than the space.
        int n = 50;
        double[] values = new double[n * 4];
        int[] rows = new int[n];
        LabelSamples normal = Laws.normal(Laws.centre(4), Laws.constant(4, 0.7), n, Vector.of(0));
        for (int i = 0; i < n; i++) {
            double[] x = normal.input(i).toArray();
            x[3] = 2 - x[2];
            x[1] += 0.5 * x[0];
            System.arraycopy(x, 0, values, 4 * i, 4);
            rows[i] = i;
        }
        LabelSamples samples = LabelSamples.of(LabelledSamples.of(values, 4, new double[n]), rows, Vector.of(0));
        int m = 20000;
        LabelSamples draws = samples.normal(m, RandomBlocks.of(11));
        double[][] own = samples.centred();
        double[][] drawn = draws.centred();
        for (int a = 0; a < 4; a++) {
            double deviation = Math.sqrt(product(own[a], own[a]) / (n - 1));
            assertEquals(samples.mean().get(a), draws.mean().get(a), 5 * deviation / Math.sqrt(m));
            for (int b = 0; b < 4; b++) {
                double expected = product(own[a], own[b]) / (n - 1);
                double scale = deviation * Math.sqrt(product(own[b], own[b]) / (n - 1));
                // The error of a covariance of m draws is at most √(2/m) of the scales: five of them.
                assertEquals(expected, product(drawn[a], drawn[b]) / (m - 1), 5 * Math.sqrt(2.0 / m) * scale);
            }
        }
        for (int i = 0; i < 100; i++) {
            Vector x = draws.input(i);
            assertEquals(2, x.get(2) + x.get(3), 1e-12);
        }
        assertEquals(
                draws.input(7), samples.normal(8, RandomBlocks.of(11)).input(7), "a draw does not depend on how many");
        assertThrows(InvalidInputException.class, () -> samples.normal(1, RandomBlocks.of(11)));
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** A curve may be off by its tolerance, and takes fewer nodes then. */
    @Test
    void aWiderToleranceTakesFewerNodes() {
        LabelSamples samples = samples(1, 300);
        DirectionCurve fine =
                LAWS.find(JACOBIAN, samples, CENTRE).laws().get(0).law().curve();
        DirectionCurve rough = LAWS.withTolerance(1e-4)
                .find(JACOBIAN, samples, CENTRE)
                .laws()
                .get(0)
                .law()
                .curve();
        assertTrue(rough.size() < fine.size(), rough.size() + " nodes against " + fine.size());
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= 1000; i++) {
            double value = fine.value(fine.low() + (fine.high() - fine.low()) * i / 1000);
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        for (int i = 0; i <= 1000; i++) {
            double s = fine.low() + (fine.high() - fine.low()) * i / 1000;
            // The tolerance is that of the middles of intervals, where the error of a cubic is largest to leading
            // order.
            assertEquals(fine.value(s), rough.value(s), 2e-4 * (high - low));
        }
        assertThrows(InvalidInputException.class, () -> LAWS.withTolerance(0));
        assertThrows(InvalidInputException.class, () -> LAWS.withTolerance(1));
        assertThrows(InvalidInputException.class, () -> LAWS.withTolerance(Double.NaN));
    }
}
