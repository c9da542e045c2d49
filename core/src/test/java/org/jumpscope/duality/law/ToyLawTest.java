package org.jumpscope.duality.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.dataset.LabelledSamples;
import org.jumpscope.distribution.Normal;
import org.jumpscope.duality.Coordinate;
import org.jumpscope.duality.JumpLaw;
import org.jumpscope.duality.ScalarDuality;
import org.jumpscope.duality.jacobian.DualityJacobian;
import org.jumpscope.learning.NetworkLearningPass;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.network.ActivationPass;
import org.jumpscope.network.Network;
import org.jumpscope.network.State;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

/** A network of one input and one output is the toy model. */
class ToyLawTest {
    private static final double W = 6;
    private static final double B = -2.5;
    private static final Normal BOUNDARY = Normal.of(0, 0.25);
    private static final ScalarDuality TOY = ScalarDuality.of(
            Composition.of(Activation.sigmoid(), Loss.squared()),
            ClassMixture.of(0, 1, BOUNDARY).component(0),
            State.of(W, B));
    private static final NetworkLearningPass PASS = NetworkLearningPass.of(
            ActivationPass.of(Network.parse("1 1 sigmoid"), new double[] {W, B}), new SquaredOutputs());
    private static final LabelSamples SAMPLES = LabelSamples.of(
            LabelledSamples.of(new double[] {-0.5, 0.5}, 1, new double[2]), new int[] {0, 1}, Vector.of(0));

    /** Where ẇ or ḃ has an extremum, u is the other one, and (4.6) is the toy's law of that coordinate. */
    private static void check(double reference, Coordinate coordinate, int place) {
        DirectionMap map = DirectionMap.of(DualityJacobian.of(PASS), Vector.of(reference), Vector.of(1), SAMPLES);
        Vector u = map.frame().left().vector(0);
        assertEquals(1, Math.abs(u.get(place)), 1e-15);
        assertEquals(0, u.get(1 - place), 1e-9);
        DirectionCurve curve = DirectionCurve.of(map, -2 - reference, 2 - reference, 1e-11);
        CurveLaw law = CurveLaw.of(curve, Normal.of(-reference, 0.25));
        JumpLaw toy = TOY.law(coordinate);
        for (double x : new double[] {-0.6, -0.2, 0.05, 0.3, 0.5}) {
            double s = x - reference;
            double eta = curve.exact(s).value();
            double v = u.get(place) * (eta + map.offset());
            // The curve is known to 1e-11 and its slope to 1e-9 of their ranges, and slopes here are above 1e-3 of
            // them.
            assertEquals(toy.logDensity(v), law.logDensity(eta), 1e-5);
            double sampled = u.get(place) > 0 ? toy.cumulative(v) : toy.survival(v);
            assertEquals(sampled, law.cumulative(eta), 1e-7);
            CurvePoint point = CurvePoint.of(law, new double[] {s}).get(0);
            double f = 1 / (1 + Math.exp(-W * x - B));
            double rho = 2 * (1 - f) - f;
            boolean bias = coordinate == Coordinate.BIAS;
            double jacobian =
                    bias ? TOY.exponentAt(x).bias() : TOY.exponentAt(x).weight();
            // k_p = −(log p)′/(d log|v|/dx), with wρ of ḃ and wρ + 1/x of ẇ.
            double dataset = x / 0.0625 / (W * rho + (bias ? 0 : 1 / x));
            double known = jacobian + dataset;
            assertEquals(known, point.totalOfCoordinate(map.offset()), 1e-6 * (1 + Math.abs(known)));
            assertEquals(law.logDensity(eta), point.logDensity(), 1e-6);
        }
    }

    /** h′ = 0 at S = 2/3 of h = 2S²(1 − S), y = log 2: there u is ẇ. */
    @Test
    void weightJumps() {
        check((Math.log(2) - B) / W, Coordinate.WEIGHT, 0);
    }

    /** d(xh)/dx = 0 where h + x w h′ = 0, found by bisection: there u is ḃ. */
    @Test
    void biasJumps() {
        double low = -0.5;
        double high = -0.01;
        for (int step = 0; step < 200; step++) {
            double x = 0.5 * (low + high);
            double s = 1 / (1 + Math.exp(-W * x - B));
            // h + xwh′ over 2S²(1 − S), with h′/h = 2(1 − S) − S
            if (1 + x * W * (2 - 3 * s) > 0) {
                high = x;
            } else {
                low = x;
            }
        }
        check(0.5 * (low + high), Coordinate.BIAS, 1);
    }

    /** (3.15): the density along the curve (ẇ, ḃ), with the arc-length Jacobian. */
    @Test
    void theJointLawIsPerArcLength() {
        JointLaw law = JointLaw.of(DualityJacobian.of(PASS), FactorisedBoundary.of(BOUNDARY), 0.5);
        for (double x : new double[] {-0.6, -0.1, 0, 0.2, 0.9}) {
            JointLaw.Found found = assertInstanceOf(JointLaw.Found.class, law.at(Vector.of(x), Vector.of(0)));
            double expected =
                    Math.log(0.5) + BOUNDARY.logDensity(x) - Math.log(TOY.at(x).jacobianArcLength());
            assertEquals(expected, found.logDensity(), 1e-12);
            assertEquals(1, found.dimension());
            assertTrue(found.sentence().contains("one preimage"), found.sentence());
        }
    }
}
