package org.jumpscope.duality.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.jumpscope.distribution.Normal;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.duality.jacobian.SampleJacobian;
import org.jumpscope.duality.jacobian.TargetColumns;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.StandardNormals;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class DecoupledLawsTest {
    private static DecoupledLaws.Result noisy(double scale, DecoupledLaws laws) {
        NetworkLearningPass pass = Laws.pass("10 8 tanh 2 softmax", new SoftmaxCrossEntropy(), 4);
        Vector centre = Laws.centre(10);
        LabelSamples samples = Laws.normal(centre, Laws.constant(10, scale), 20000, pass.target(0));
        return laws.find(DualityJacobian.of(pass), samples, centre);
    }

    /**
     * The check of theory §7: 10-8-2, tanh, cross-entropy, noise of scale s. What grows as s² is small, and the top mode is
     * decoupled, while s is small; the plateau's law is the product of independent numbers at every s; coupling wins in the end.
     */
    @Test
    void couplingGrowsWithTheNoise() {
        DecoupledLaws laws = DecoupledLaws.withDefaults()
                .with(DecoupledLaws.Coordinates.NORMAL)
                .withDirections(1)
                .withThreads(2);
        double[] scales = {0.02, 0.1, 0.3, 0.6};
        double[] off = new double[4];
        double[] outside = new double[4];
        for (int i = 0; i < 4; i++) {
            DecoupledLaws.Result result = noisy(scales[i], laws);
            off[i] = result.coupling().offDiagonal();
            outside[i] = result.coupling().outsideShare();
            DirectionLaw top = result.laws().get(0);
            DirectionLaw flat = result.laws().get(1);
            assertTrue(flat.onPlateau());
            // Coordinates are independent by construction; the floor is the mean, and five times it is beyond chance.
            assertTrue(result.ofBoundary().value() < 5 * result.ofBoundary().noiseFloor());
            SampleDistance product = flat.product().orElseThrow().distance();
            assertTrue(product.withinNoise(), scales[i] + " " + product);
            if (scales[i] <= 0.1) {
                assertEquals("holds", top.validity().word());
                assertTrue(top.sobol().value() > 0.99);
            }
            if (scales[i] == 0.6) {
                assertEquals("fails", top.validity().word());
                assertEquals("product law", flat.validity().word());
                assertTrue(top.sobol().value() < 0.96);
            }
            // S of a product of independent numbers, from the samples' own slopes.
            Vector slopes = flat.product().orElseThrow().law().slopes();
            double mean = slopes.stream().average().orElseThrow();
            double square = slopes.stream().map(d -> d * d).average().orElseThrow();
            assertEquals(
                    mean * mean / square, flat.sobol().value(), 5 * flat.sobol().standardError() + 2e-4);
            CouplingCorrection correction = flat.correction().orElseThrow();
            if (scales[i] <= 0.3) {
                // The next term is of third order in s: 0.03 of V's effect at s = 0.3.
                assertTrue(correction.secondOrder() <= Math.max(correction.noiseFloor(), correction.decoupled()));
                assertTrue(correction.varianceAlone() <= Math.max(correction.noiseFloor(), correction.decoupled()));
            }
        }
        // Both are s² at leading order: 25 between the first two.
        assertEquals(25, off[1] / off[0], 4);
        assertEquals(25, outside[1] / outside[0], 5);
        assertTrue(off[0] < 0.002 && off[3] > 0.2 && off[2] > off[1] && off[3] > off[2]);
    }

    /** m and V against moments of ε at given ξ, drawn from the conditional normal law, for weak noise. */
    @Test
    void correctionsAreConditionalMoments() {
        NetworkLearningPass pass = Laws.pass("6 5 tanh 2 softmax", new SoftmaxCrossEntropy(), 2);
        Vector centre = Laws.centre(6);
        double scale = 0.1;
        LabelSamples samples = Laws.normal(centre, Laws.constant(6, scale), 20000, pass.target(0));
        DualityJacobian jacobian = DualityJacobian.of(pass);
        DecoupledLaws.Result result = DecoupledLaws.withDefaults()
                .with(DecoupledLaws.Coordinates.NORMAL)
                .withDirections(2)
                .find(jacobian, samples, centre);
        for (DirectionLaw law : result.laws()) {
            Vector v = law.direction();
            CouplingCorrection correction = law.correction().orElseThrow();
            for (int k : new int[] {1, 3, 5}) {
                double s = correction.nodes().get(k);
                double[] moments = moments(pass, jacobian, centre, v, s, scale);
                double deviation = Math.sqrt(moments[1]);
                // Draws: 1 % of V and of its root; samples' own moments in C and r: 2 %; third order: s of V.
                assertEquals(moments[1], correction.variance().get(k), 0.1 * moments[1]);
                assertEquals(moments[0], correction.mean().get(k), 0.1 * deviation);
            }
        }
    }

    private static double[] moments(
            NetworkLearningPass pass, DualityJacobian jacobian, Vector centre, Vector v, double s, double scale) {
        int n = 6;
        int m = 20000;
        double[][] inputs = new double[n][m + 1];
        double[] draw = new double[n];
        var random = RandomBlocks.of(77).block(0);
        for (int c = 0; c <= m; c++) {
            StandardNormals.fill(random, draw, n);
            double along = 0;
            for (int j = 0; j < n; j++) {
                draw[j] *= c == m ? 0 : scale;
                along += draw[j] * v.get(j);
            }
            for (int j = 0; j < n; j++) {
                inputs[j][c] = centre.get(j) + draw[j] + (s - along) * v.get(j);
            }
        }
        double[][] targets = new double[2][m + 1];
        Arrays.fill(targets[0], 1);
        Matrix one = Matrix.of(1, n, v.toArray());
        double[] values = jacobian.at(centre, pass.target(0))
                .frame(one)
                .left()
                .project(inputs, targets, m + 1)
                .toArray();
        double mean = 0;
        for (int c = 0; c < m; c++) {
            mean += (values[c] - values[m]) / m;
        }
        double square = 0;
        for (int c = 0; c < m; c++) {
            square += Math.pow(values[c] - values[m] - mean, 2) / m;
        }
        return new double[] {mean, square};
    }

    /** The share beside the plane against explicit jumps and their projection on the columns of J. */
    @Test
    void theVarianceBesideThePlane() {
        for (String text : List.of("9 4 tanh 3 softmax", "5 7 sigmoid 3", "9 6 relu 3 softmax")) {
            NetworkLearningPass pass = Laws.pass(
                            text, text.endsWith("softmax") ? new SoftmaxCrossEntropy() : new SquaredOutputs(), 6)
                    .withRate(0.7);
            int inputs = pass.activation().network().inputs();
            int trainables = pass.activation().network().trainables();
            Vector centre = Laws.centre(inputs);
            int n = 300;
            LabelSamples samples = Laws.normal(centre, Laws.constant(inputs, 0.5), n, pass.target(1));
            DecoupledLaws.Result result = DecoupledLaws.withDefaults()
                    .with(DecoupledLaws.Corrections.LEFT_OUT)
                    .find(DualityJacobian.of(pass), samples, centre);
            double[][] jumps = new double[n][];
            ArrayRealVector mean = new ArrayRealVector(trainables);
            for (int c = 0; c < n; c++) {
                jumps[c] = pass.jump(samples.input(c), pass.target(1)).toArray();
                mean.combineToSelf(1, 1.0 / n, new ArrayRealVector(jumps[c]));
            }
            RealMatrix columns = MatrixUtils.createRealMatrix(trainables, inputs);
            SampleJacobian at = DualityJacobian.of(pass).at(centre, pass.target(1));
            for (int j = 0; j < inputs; j++) {
                double[] unit = new double[inputs];
                unit[j] = 1;
                columns.setColumn(j, at.apply(Vector.of(unit)).toArray());
            }
            SingularValueDecomposition svd = new SingularValueDecomposition(columns);
            RealMatrix plane = svd.getU().transpose();
            double all = 0;
            double inside = 0;
            for (int c = 0; c < n; c++) {
                ArrayRealVector rest = new ArrayRealVector(jumps[c]).subtract(mean);
                all += rest.dotProduct(rest) / n;
                for (int i = 0; i < inputs; i++) {
                    if (svd.getSingularValues()[i] > 1e-8 * svd.getSingularValues()[0]) {
                        double along = plane.getRowVector(i).dotProduct(rest);
                        inside += along * along / n;
                    }
                }
            }
            assertEquals(all, result.coupling().totalVariance(), 1e-12 * all, text);
            assertEquals(1 - inside / all, result.coupling().outsideShare(), 1e-6, text);
            assertEquals(svd.getRank(), result.coupling().planeDimension(), text);
            double share = 0;
            for (DirectionLaw law : result.laws()) {
                share += law.varianceShare();
            }
            assertTrue(share > 0 && share < 1 - result.coupling().outsideShare() + 1e-6, text);
        }
    }

    /** Where rectifiers switch φ jumps; between, the curve is exact. */
    @Test
    void kinksAreCounted() {
        Network network = Network.parse("2 1 relu 1");
        NetworkLearningPass pass = NetworkLearningPass.of(
                ActivationPass.of(network, new double[] {1, 0, -0.5, 2, 0.1}), new SquaredOutputs());
        Vector reference = Vector.of(1, 0);
        LabelSamples samples = Laws.normal(reference, Laws.constant(2, 0.5), 400, Vector.of(0));
        DecoupledLaws.Result result = DecoupledLaws.withDefaults()
                .with(DecoupledLaws.Corrections.LEFT_OUT)
                .find(DualityJacobian.of(pass), samples, reference);
        DirectionCurve curve = result.laws().get(0).law().curve();
        assertEquals(1, curve.breaks());
        double kink = -0.5 / result.laws().get(0).direction().get(0);
        for (double s = curve.low(); s <= curve.high(); s += 0.01) {
            if (Math.abs(s - kink) > 0.01) {
                assertEquals(curve.exact(s).value(), curve.value(s), 1e-9);
            }
        }
        // Where the rectifier is off the jump does not move: an atom of the law.
        double level =
                curve.value(kink - Math.signum(result.laws().get(0).direction().get(0)) * 0.3);
        CurveLaw law = result.laws().get(0).law();
        assertTrue(law.cumulative(level + 1e-9) - law.cumulative(level - 1e-9) > 0.05);
    }

    /** Sampled coordinates, threads, a sample as the reference: the same bits, and coordinates that are those of the samples. */
    @Test
    void threadsDoNotChangeTheBits() {
        NetworkLearningPass pass = Laws.pass("12 4 tanh 3 softmax", new SoftmaxCrossEntropy(), 8);
        Vector centre = Laws.centre(12);
        LabelSamples samples = Laws.normal(centre, Laws.constant(12, 0.3), 600, pass.target(2));
        Vector reference = samples.input(5);
        DecoupledLaws.Result one =
                DecoupledLaws.withDefaults().withDirections(7).find(DualityJacobian.of(pass), samples, reference);
        DecoupledLaws.Result three = DecoupledLaws.withDefaults()
                .withDirections(7)
                .withThreads(3)
                .find(DualityJacobian.of(pass), samples, reference);
        assertEquals(one.coupling(), three.coupling());
        assertEquals(one.ofSizes(), three.ofSizes());
        assertEquals(7, one.laws().size());
        for (int i = 0; i < 7; i++) {
            DirectionLaw law = one.laws().get(i);
            assertEquals(law.points(), three.laws().get(i).points());
            assertEquals(law.correction(), three.laws().get(i).correction());
            assertEquals(law.distance(), three.laws().get(i).distance());
            // The reference itself is not one of the samples of its law.
            assertEquals(599, law.coordinates().size());
            assertEquals(law.onPlateau(), law.product().isPresent());
        }
        assertTrue(one.laws().get(6).onPlateau());
        assertFalse(one.laws().get(0).onPlateau());
    }

    /** An autoencoder: the targets move with the inputs, along the curve too. */
    @Test
    void tiedTargets() {
        OutputLoss loss = new SquaredOutputs();
        NetworkLearningPass pass = Laws.pass("4 2 tanh 4", loss, 3);
        Vector centre = Laws.centre(4);
        LabelSamples fixed = Laws.normal(centre, Laws.constant(4, 0.2), 300, centre);
        double[] flat = new double[300 * 4];
        int[] rows = new int[300];
        for (int c = 0; c < 300; c++) {
            System.arraycopy(fixed.input(c).toArray(), 0, flat, 4 * c, 4);
            rows[c] = c;
        }
        LabelSamples samples =
                LabelSamples.ofInputs(org.jumpscope.dataset.LabelledSamples.of(flat, 4, new double[300]), rows);
        DualityJacobian jacobian = DualityJacobian.of(pass).with(TargetColumns.INPUTS);
        DirectionLaw law = DecoupledLaws.withDefaults()
                .find(jacobian, samples, centre)
                .laws()
                .get(0);
        Vector u = jacobian.at(centre, centre).spectrum().leftVectors(1).vector(0);
        Vector at = pass.jump(centre, centre);
        double[] moved = centre.toArray();
        for (int j = 0; j < 4; j++) {
            moved[j] += 0.3 * law.direction().get(j);
        }
        Vector there = pass.jump(Vector.of(moved), Vector.of(moved));
        double known = 0;
        for (int k = 0; k < u.size(); k++) {
            known += u.get(k) * (there.get(k) - at.get(k));
        }
        assertEquals(known, law.law().curve().exact(0.3).value(), 1e-12);
    }

    @Test
    void refusesWhatHasNoLaw() {
        NetworkLearningPass pass = Laws.pass("4 2 tanh 2 softmax", new SoftmaxCrossEntropy(), 3);
        LabelSamples still = Laws.normal(Laws.centre(4), Laws.constant(4, 0), 10, pass.target(0));
        DualityJacobian jacobian = DualityJacobian.of(pass);
        assertThrows(NoAnswerException.class, () -> DecoupledLaws.withDefaults().find(jacobian, still, Laws.centre(4)));
        assertThrows(
                InvalidInputException.class, () -> DecoupledLaws.withDefaults().withDirections(0));
        assertThrows(
                InvalidInputException.class,
                () -> DirectionCurve.of(s -> new DirectionCurve.Node(s, s, 1), 1, 1, 1e-6));
        assertThrows(
                InvalidInputException.class,
                () -> DirectionCurve.of(s -> new DirectionCurve.Node(s, 1 / s, 1), -1, 1, 1e-6));
        assertThrows(InvalidInputException.class, () -> ProductLaw.of(Vector.of(), Normal.of(0, 1)));
    }
}
