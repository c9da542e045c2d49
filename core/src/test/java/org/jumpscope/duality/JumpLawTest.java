package org.jumpscope.duality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.Laplace;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.distribution.Mixture;
import org.jumpscope.distribution.Normal;
import org.jumpscope.distribution.StudentT;
import org.jumpscope.distribution.Uniform;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The law of jumps as a distribution: mass, quantiles, samples, closed forms, and its behaviour at the edges. */
class JumpLawTest {
    private static ScalarDuality map(
            String activation, String loss, double target, Distribution law, double w, double b) {
        return ScalarDuality.of(
                Composition.of(Activation.parse(activation), Loss.parse(loss)),
                new ClassMixture.Component(target, 1, law),
                State.of(w, b));
    }

    static Stream<ScalarDuality> maps() {
        return Stream.of(
                map("sigmoid", "squared", 1, Normal.of(1, 0.25), 16, -8),
                map("sigmoid", "cross-entropy", 1, Normal.of(1, 0.25), 16, -8),
                map("relu", "squared", 0, Normal.of(0, 0.25), 0.93, -0.0144),
                map("piecewise-linear", "cross-entropy", 0, Normal.of(0, 0.25), 2.6, -0.8),
                map("clipped-linear", "cross-entropy", 1, Normal.of(1, 0.25), 2.6, -0.8),
                map("relu", "power-law(2)", 1, Normal.of(1, 0.25), 0.82, 0.08),
                map("tanh", "squared", 1, StudentT.of(3, 0, 1), 1.3, 0.2),
                map("gelu", "huber", 0, Laplace.of(0, 1), -2, 0.5),
                map("sigmoid", "log-cosh", 0, StudentT.of(3, 0.2176, 0.384), 1.4547347335924554, -0.677),
                map("softplus", "log-cosh", 1, Uniform.of(-2, 3), 1.5, -1),
                map(
                        "silu",
                        "squared",
                        0,
                        Mixture.of(Vector.of(0.3, 0.7), List.of(Normal.of(-2, 0.3), Normal.of(1, 1))),
                        2,
                        1));
    }

    /** The distribution function is the mass of {v' ≤ v}; branches are cut exactly, so it adds up to one. */
    @ParameterizedTest
    @MethodSource("maps")
    void massIsOne(ScalarDuality map) {
        for (Coordinate coordinate : Coordinate.values()) {
            JumpLaw law = map.law(coordinate);
            assertEquals(1, law.cumulative(Double.POSITIVE_INFINITY), 1e-12, coordinate.toString());
            assertEquals(1, law.survival(Double.NEGATIVE_INFINITY), 1e-12, coordinate.toString());
            for (double p : new double[] {0.01, 0.2, 0.5, 0.77, 0.99}) {
                double v = law.quantile(p);
                assertEquals(1, law.cumulative(v) + law.survival(v), 1e-12, coordinate + " at " + v);
                assertTrue(law.cumulative(v) >= p - 1e-13, coordinate + " quantile of " + p);
                assertTrue(law.cumulative(Math.nextDown(v)) <= p + 1e-13, coordinate + " quantile of " + p);
            }
        }
    }

    /** The density is the derivative of the distribution function: fourth-order differences in log v. */
    @ParameterizedTest
    @MethodSource("maps")
    void densityIsTheDerivativeOfTheDistributionFunction(ScalarDuality map) {
        for (Coordinate coordinate : Coordinate.values()) {
            JumpLaw law = map.law(coordinate);
            for (double p : new double[] {0.05, 0.37, 0.61, 0.93}) {
                double v = law.quantile(p);
                double step = 1e-4;
                double nearest = law.kinks().stream()
                        .filter(k -> k != 0)
                        .mapToDouble(k -> Math.abs(Math.log(Math.abs(k)) - Math.log(Math.abs(v))))
                        .min()
                        .orElse(1);
                if (v == 0 || nearest < 0.05 || law.atoms().stream().anyMatch(a -> a.value() == v)) {
                    continue;
                }
                double difference = (8 * (law.cumulative(v * Math.exp(step)) - law.cumulative(v * Math.exp(-step)))
                                - (law.cumulative(v * Math.exp(2 * step)) - law.cumulative(v * Math.exp(-2 * step))))
                        / (12 * step * v);
                double density = law.density(v);
                // Rounding of the distribution function 1e-16/1e-4; truncation (1e-4/0.05)^4 where a fold is near.
                assertEquals(density, difference, 1e-7 * density + 1e-11 / Math.abs(v), coordinate + " at " + v);
            }
        }
    }

    /** Kolmogorov–Smirnov at bin edges, 40,000 samples, fixed seed: 1 in 1,000 for each of 30 laws, 3 % in all. */
    @ParameterizedTest
    @MethodSource("maps")
    void samplesFollowTheLaw(ScalarDuality map) {
        int n = 40_000;
        for (Coordinate coordinate : Coordinate.values()) {
            JumpLaw law = map.law(coordinate);
            double[] v = new double[n];
            law.sample(RandomBlocks.of(5).stream(coordinate.name()).block(0), v, n);
            java.util.Arrays.sort(v);
            double distance = 0;
            for (int i = 0; i < n; i += 97) {
                int last = i;
                while (last + 1 < n && v[last + 1] == v[i]) {
                    last++;
                }
                distance = Math.max(distance, (last + 1.0) / n - law.cumulative(v[i]) - 1.0 / n);
                distance = Math.max(distance, law.cumulative(Math.nextDown(v[i])) - (last + 1.0) / n);
            }
            assertTrue(distance < 1.95 / Math.sqrt(n), coordinate + ": " + distance);
        }
    }

    @ParameterizedTest
    @MethodSource("maps")
    void histogramOfTheSamplerAgreesOnAnyNumberOfThreads(ScalarDuality map) {
        JumpSampler sampler = JumpSampler.of(map);
        JumpSample one = sampler.withThreads(1).sample(RandomBlocks.of(3), 700_001);
        JumpSample three = sampler.withThreads(3).sample(RandomBlocks.of(3), 700_001);
        assertEquals(one.histogram().digest(), three.histogram().digest());
        assertEquals(700_001, one.histogram().total());
        Agreement agreement = Agreement.of(one, map.law(Coordinate.NORM));
        // 1.95/√n is the 99.9 % point of the Kolmogorov law: ten laws at a fixed seed, 1 % in all.
        assertTrue(agreement.distance() < 1.95 / Math.sqrt(700_001), agreement.toString());
    }

    /** Against a library's bracketing solver on |v(x)| itself, where the jump has one preimage per branch. */
    @Test
    void preimagesAgreeWithBrent() {
        ScalarDuality map = map("sigmoid", "squared", 1, Normal.of(1, 0.25), 16, -8);
        BracketingNthOrderBrentSolver brent = new BracketingNthOrderBrentSolver(1e-15, 1e-16, 1e-16, 5);
        int compared = 0;
        for (Branch branch : map.branches()) {
            double low = Math.max(branch.lower(), -1);
            double high = Math.min(branch.upper(), 3);
            double a = Math.min(map.logJump(low), map.logJump(high));
            double b = Math.max(map.logJump(low), map.logJump(high));
            for (int i = 1; i < 500; i++) {
                double level = a + (b - a) * i / 500;
                double root = brent.solve(1000, x -> map.logJump(x) - level, low, high);
                assertEquals(
                        root, branch.preimage(level), 1e-13 * (1 + Math.abs(root)) / Math.min(1, slope(map, root)));
                compared++;
            }
        }
        assertEquals(998, compared);
    }

    private static double slope(ScalarDuality map, double x) {
        return Math.abs(map.at(x).logSlope());
    }

    /** H = y on all x makes ḃ = −γ with certainty, and p(ẇ) the law of −γx. */
    @Test
    void linearCompositionHasAnAtomInTheBias() {
        ScalarDuality map = map("identity", "f", 0, Normal.of(0.5, 1), 2, 1).withRate(0.1);
        JumpLaw bias = map.law(Coordinate.BIAS);
        assertEquals(
                List.of(new Atom(-0.1, 1)),
                bias.atoms().stream()
                        .map(a -> new Atom(a.value(), Math.rint(a.mass() * 1e12) / 1e12))
                        .toList());
        JumpLaw weight = map.law(Coordinate.WEIGHT);
        Normal expected = Normal.of(-0.05, 0.1);
        for (double v : new double[] {-0.3, -0.1, -1e-9, 1e-12, 0.04, 0.2}) {
            assertEquals(expected.logDensity(v), weight.logDensity(v), 1e-12, "v = " + v);
            assertEquals(expected.cumulative(v), weight.cumulative(v), 1e-13, "v = " + v);
        }
    }

    /** H = −log y with x uniform: q̇ = γ√(1+x²)/(wx) explicit, and its law to the far tail (theory, corollary). */
    @Test
    void logarithmicCompositionReachesInfinity() {
        ScalarDuality map = map("piecewise-linear", "cross-entropy", 1, Normal.of(1, 0.25), 2.6, -0.8);
        JumpLaw bias = map.law(Coordinate.BIAS);
        Normal boundary = Normal.of(1, 0.25);
        for (double v : new double[] {1.5, 10, 1e4, 1e10, 1e100, 1e290}) {
            // ḃ = 1/y, y = wx + b: p(ḃ) = p_x((1/ḃ − b)/w)/(w ḃ²)
            double expected = boundary.logDensity((1 / v + 0.8) / 2.6) - Math.log(2.6) - 2 * Math.log(v);
            assertEquals(expected, bias.logDensity(v), 1e-12 * Math.abs(expected), "v = " + v);
        }
    }

    /** H = (y − 1)^4: p(ḃ) ~ ḃ^(−2/3) resolved down to 1e-290, where y − 1 is far below the spacing of doubles at 1. */
    @Test
    void quarticCompositionReachesZero() {
        ScalarDuality map = map("relu", "power-law(2)", 1, Normal.of(1, 0.25), 0.8, 0.1);
        JumpLaw bias = map.law(Coordinate.BIAS);
        Normal boundary = Normal.of(1, 0.25);
        for (double v : new double[] {1e-3, 1e-20, 1e-100, 1e-290}) {
            double z = Math.cbrt(v / 4);
            double expected = boundary.logDensity((1 - z - 0.1) / 0.8) - Math.log(0.8) - Math.log(12 * z * z);
            assertEquals(expected, bias.logDensity(v), 1e-12 * Math.abs(expected), "v = " + v);
        }
    }

    @ParameterizedTest
    @EnumSource(Coordinate.class)
    void rateScalesJumps(Coordinate coordinate) {
        ScalarDuality map = map("tanh", "squared", 1, Normal.of(0, 1), 1.5, 0.3);
        JumpLaw unit = map.law(coordinate);
        JumpLaw scaled = map.withRate(0.01).law(coordinate);
        for (double p : new double[] {0.1, 0.5, 0.9}) {
            double v = unit.quantile(p);
            assertEquals(0.01 * v, scaled.quantile(p), 1e-12 * Math.abs(v));
            assertEquals(unit.logDensity(v) + Math.log(100), scaled.logDensity(0.01 * v), 1e-9);
        }
    }

    @Test
    void extremeStatesNeverGiveNaN() {
        for (double w : new double[] {0, 1e-300, 1e6, -1e6, 1e150}) {
            ScalarDuality map = map("sigmoid", "cross-entropy", 0, Normal.of(0, 0.25), w, 0.5);
            JumpLaw law = map.law(Coordinate.NORM);
            assertEquals(1, law.cumulative(Double.POSITIVE_INFINITY), 1e-12, "w = " + w);
            JumpPoint point = map.at(0.1);
            assertTrue(Double.isFinite(point.logJump()) && Double.isFinite(point.logSlope()), "w = " + w + " " + point);
            assertTrue(!Double.isNaN(law.logDensity(0.3)), "w = " + w);
        }
        ScalarDuality wide = map("tanh", "squared", 1, StudentT.of(1, 0, 1), 1, 0);
        assertEquals(1, wide.law(Coordinate.NORM).cumulative(Double.POSITIVE_INFINITY), 1e-12);
        assertTrue(!Double.isNaN(wide.at(1e300).logJump()));
    }

    @Test
    void refusesStatesWithoutJumpsAndUndefinedLosses() {
        NoAnswerException dead =
                assertThrows(NoAnswerException.class, () -> map("relu", "squared", 0, Uniform.of(1, 2), -1, 0));
        assertTrue(dead.getMessage().contains("(-1.0, 0.0)"), dead.getMessage());
        InvalidInputException undefined =
                assertThrows(InvalidInputException.class, () -> map("identity", "log(f)", 0, Normal.of(0, 1), 1, 0));
        assertTrue(undefined.getMessage().contains("undefined"), undefined.getMessage());
        assertThrows(
                InvalidInputException.class,
                () -> map("sigmoid", "squared", 0, Normal.of(0, 1), 1, 0).withRate(0));
    }

    @Test
    void signsOfTheBiasJumpAddUp() {
        ScalarDuality map = map("relu", "power-law(2)", 1, Normal.of(1, 0.25), 0.82, 0.08);
        JumpLaw law = map.law(Coordinate.NORM);
        double jump = 1e-3;
        double both = law.density(jump);
        double parts = Math.exp(law.logDensity(jump, 1)) + Math.exp(law.logDensity(jump, -1));
        assertEquals(both, parts, 1e-13 * both);
        assertTrue(law.logDensity(jump, 1) > Double.NEGATIVE_INFINITY);
        assertTrue(law.logDensity(jump, -1) > Double.NEGATIVE_INFINITY);
        LogHistogram histogram =
                JumpSampler.of(map).sample(RandomBlocks.of(1), 100_000).histogram();
        double share = histogram.count(LogHistogram.Sign.POSITIVE) / 1e5;
        double mass = law.massUpTo(Double.POSITIVE_INFINITY, 1);
        // Binomial, five standard errors.
        assertEquals(mass, share, 5 * Math.sqrt(mass * (1 - mass) / 1e5));
    }
}
