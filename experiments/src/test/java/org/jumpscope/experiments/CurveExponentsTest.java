package org.jumpscope.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jumpscope.experiments.FigureAnalysis.Curves;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class CurveExponentsTest {
    private static final int N = 801;

    /** log q̇ from −8 to 8 in steps of 0.02. */
    private static double log(int i) {
        return -8 + 0.02 * i;
    }

    private static Vector map(DoubleUnaryOperator function) {
        return Vector.of(IntStream.range(0, N)
                .mapToDouble(i -> function.applyAsDouble(log(i)))
                .toArray());
    }

    private static Curves curves(Vector logDensity, Vector jacobianJump, Vector logInverse) {
        Vector none = Vector.of();
        return new Curves(map(Math::exp), logDensity, jacobianJump, logInverse, none, none, none);
    }

    private static Curves ofDensity(DoubleUnaryOperator logDensity) {
        return curves(map(logDensity), map(Math::exp), map(u -> -1.5 * u));
    }

    @Test
    void aPowerLawHasOneExponent() {
        CurveExponents.Spread spread =
                CurveExponents.central(ofDensity(u -> -1.5 * u), 0.8).orElseThrow();
        assertEquals(1.5, spread.low(), 1e-12);
        assertEquals(1.5, spread.high(), 1e-12);
        assertTrue(spread.within(1e-9, 1.5));
        assertFalse(spread.within(0.1, 1.7));
    }

    /** log q̇ normal with standard deviation 1: k = 1 + log q̇, so 1 ± 1.2816 at the 10th and 90th percentiles. */
    @Test
    void aLogNormalLawHasAllExponentsOfItsMiddle() {
        CurveExponents.Spread spread =
                CurveExponents.central(ofDensity(u -> -u - u * u / 2), 0.8).orElseThrow();
        // Within one step of the curve.
        assertEquals(1 - 1.2816, spread.low(), 0.02);
        assertEquals(1 + 1.2816, spread.high(), 0.02);
        assertEquals(Math.exp(-1.2816), spread.lowerJump(), 0.01);
    }

    @Test
    void pointsWithoutDensityCountForNothing() {
        CurveExponents.Spread spread = CurveExponents.central(
                        ofDensity(u -> u < 0 ? Double.NEGATIVE_INFINITY : -2 * u), 0.8)
                .orElseThrow();
        assertEquals(2, spread.low(), 1e-12);
        assertEquals(2, spread.high(), 1e-12);
    }

    @Test
    void theJacobianIsFittedOnTheBranchWithMostPoints() {
        // A short branch of exponent 3 after the long one of exponent 1.5.
        double[] u = IntStream.range(0, N).mapToDouble(CurveExponentsTest::log).toArray();
        double[] jump = DoubleStream.concat(
                        DoubleStream.of(u).map(Math::exp), DoubleStream.of(Double.NaN, 1, 1.1, 1.2, 1.3))
                .toArray();
        double[] inverse = DoubleStream.concat(
                        DoubleStream.of(u).map(x -> -1.5 * x),
                        DoubleStream.of(Double.NaN, 1, 1.1, 1.2, 1.3).map(q -> -3 * Math.log(q)))
                .toArray();
        Curves both = curves(map(x -> -x), Vector.of(jump), Vector.of(inverse));
        assertEquals(1.5, CurveExponents.jacobian(both, 0.5, 4).orElseThrow(), 1e-12);
        // Narrower than the points, and beyond them.
        assertEquals(1.5, CurveExponents.jacobian(both, 2.001, 2.002).orElseThrow(), 1e-9);
        assertTrue(CurveExponents.jacobian(both, 1e9, 1e10).isEmpty());
    }
}
