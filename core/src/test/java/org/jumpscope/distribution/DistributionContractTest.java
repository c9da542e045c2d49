package org.jumpscope.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.XoRoShiRo128PlusPlus;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every law promises, whatever its formula. */
class DistributionContractTest {
    private static final double[] LEVELS = {
        1e-12, 1e-10, 1e-8, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.03, 0.1, 0.2, 0.3, 0.4, 0.5
    };

    static Stream<Distribution> laws() {
        double[] samples = new double[300];
        StudentT.of(3, 1, 2).sample(random(), samples, samples.length);
        Stream<Distribution> parsed = Stream.of(
                        "normal(0, 0.25)",
                        "normal(1000, 3e-3)",
                        "student(1, 0, 1)",
                        "student(3, 0.5, 2)",
                        "student(0.7, -1, 0.1)",
                        "student(200, 0, 1)",
                        "laplace(1, 0.5)",
                        "logistic(-1, 0.5)",
                        "uniform(-1, 3)",
                        "lognormal(0, 0.3)",
                        "lognormal(-3, 0.2)",
                        "lognormal(1, 2.5)",
                        "powerlaw(2, 0.001, 1)",
                        "powerlaw(1, 0.001, 1)",
                        "powerlaw(1.0000000001, 0.001, 1)",
                        "powerlaw(0.6666666666666666, 0.001, 1)",
                        "powerlaw(-3, 0.001, 10)",
                        "powerlaw(8, 0.01, 1000)",
                        "powerlaw(2.5, 2, infinity)",
                        "powerlaw(1.05, 1e-300, 1e300)",
                        "mixture(0.3, normal(0, 1), 0.7, student(3, 0, 1))",
                        "mixture(0.5, normal(0, 0.25), 0.5, normal(1, 0.25))",
                        "mixture(0.25, uniform(-1, 0), 0.5, laplace(2, 0.1), 0.25, powerlaw(2, 1, infinity))",
                        "mixture(0.5, uniform(-3, -2), 0.5, mixture(0.5, uniform(2, 3), 0.5, logistic(0, 1)))")
                .map(DistributionParser::parse);
        return Stream.concat(
                parsed,
                Stream.of(
                        Empirical.of(Vector.of(samples)),
                        Empirical.of(Vector.of(samples)).withBandwidth(0.05),
                        Empirical.of(Vector.of(0.3), 2),
                        Ranked.of(Vector.of(samples)),
                        Ranked.of(Vector.of(1, 3, 1, -2, 3, 3))));
    }

    static UniformRandomProvider random() {
        return new XoRoShiRo128PlusPlus(20_261_101L, 7L);
    }

    /** Quantiles from far in one tail to far in the other, with the kinks between. */
    private static double[] ladder(Distribution law) {
        TreeSet<Double> points = new TreeSet<>();
        for (double level : LEVELS) {
            points.add(law.quantile(level));
            points.add(law.survivalQuantile(level));
        }
        points.addAll(law.kinks());
        if (law instanceof Empirical empirical) {
            // The bumps of single atoms need a rule of their own.
            double low = points.first();
            double high = points.last();
            for (double x = low; x < high; x += 2 * empirical.bandwidth()) {
                points.add(x);
            }
        }
        return points.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @ParameterizedTest
    @MethodSource("laws")
    void densityIntegratesToTheProbabilityOfEveryPieceAndToOne(Distribution law) {
        double[] ladder = ladder(law);
        double total = law.cumulative(ladder[0]) + law.survival(ladder[ladder.length - 1]);
        for (int i = 1; i < ladder.length; i++) {
            double mass = GaussRule.integrate(law::density, ladder[i - 1], ladder[i]);
            total += mass;
            // A rounding of the ends moves the mass by |x| p(x) 2^-53, one of the tails by 2^-53 of them; the piecewise
            // rule itself is good to 1e-11.
            double ends = 2e-16
                    * (Math.abs(ladder[i]) + Math.abs(ladder[i - 1]))
                    * (law.density(ladder[i]) + law.density(ladder[i - 1]));
            double tail = Math.min(law.cumulative(ladder[i]), law.survival(ladder[i - 1]));
            assertEquals(
                    law.probability(ladder[i - 1], ladder[i]),
                    mass,
                    1e-10 * mass + ends + 1e-15 * tail,
                    "piece " + ladder[i]);
        }
        assertEquals(1, total, 1e-10);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void quantileInvertsTheDistributionFunctionInBothTails(Distribution law) {
        double[] levels = {1e-300, 1e-200, 1e-50, 1e-17, 1e-6, 0.01, 0.2, 0.3, 0.45, 0.5, 0.55, 0.7, 0.8, 0.99};
        for (double p : levels) {
            double x = law.quantile(p);
            if (Double.isFinite(x)) {
                assertEquals(p, law.cumulative(x), allowed(law, x, law.cumulative(x), p), "quantile of " + p);
            }
            double y = law.survivalQuantile(p);
            if (Double.isFinite(y)) {
                assertEquals(p, law.survival(y), allowed(law, y, law.survival(y), p), "survival quantile of " + p);
            }
        }
    }

    /** 1e-13 for the function, and 8 ulp of x for the inverse: a law with a location cannot resolve less. */
    private static double allowed(Distribution law, double x, double value, double p) {
        double location = Double.isFinite(law.mean()) ? Math.abs(law.mean()) : 1;
        double ulp = Math.exp(Math.log(0x1p-50 * Math.max(Math.abs(x), location)) + law.logDensity(x));
        return Math.max(1e-12 * p, 2 * ulp) + (value == 0 ? ulp : 0);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void quantilesIncreaseAndEndAtTheSupport(Distribution law) {
        double previous = law.quantile(0);
        assertEquals(law.support().low(), previous, "lower end");
        assertEquals(law.support().high(), law.survivalQuantile(0), "upper end");
        assertEquals(law.support().high(), law.quantile(1));
        assertEquals(law.support().low(), law.survivalQuantile(1));
        for (int i = 1; i < 1000; i++) {
            double next = law.quantile(i / 1000.0);
            assertTrue(next >= previous, "at " + i / 1000.0);
            previous = next;
        }
        assertThrows(InvalidInputException.class, () -> law.quantile(-1e-9));
        assertThrows(InvalidInputException.class, () -> law.survivalQuantile(1.5));
        assertThrows(InvalidInputException.class, () -> law.quantile(Double.NaN));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void derivativeOfTheLogDensityAgreesWithDifferences(Distribution law) {
        double[] ladder = ladder(law);
        for (int i = 1; i < ladder.length; i++) {
            double x = 0.5 * ladder[i] + 0.5 * ladder[i - 1];
            double step = 1e-4 * Math.min(ladder[i] - ladder[i - 1], Math.max(Math.abs(x), 1e-3));
            if (!(step > 1e-9 * Math.abs(x)) || law.density(x) == 0) {
                continue;
            }
            double first = law.logDensity(x + step) - law.logDensity(x - step);
            double second = law.logDensity(x + 2 * step) - law.logDensity(x - 2 * step);
            double span = (x + step) - (x - step);
            double difference = (8 * first - second) / (6 * span);
            // Fourth-order differences: truncation 1e-16 of the fifth derivative, rounding of the log over the step.
            double rounding = 4e-16 * (1 + Math.abs(law.logDensity(x))) / step
                    + 4e-16 * Math.abs(x) / step * Math.abs(difference);
            assertEquals(
                    difference, law.logDensityDerivative(x), 1e-8 * Math.abs(difference) + 3 * rounding, "at " + x);
        }
    }

    @ParameterizedTest
    @MethodSource("laws")
    void densityAgreesWithItsLogarithm(Distribution law) {
        for (double x : ladder(law)) {
            assertEquals(Math.exp(law.logDensity(x)), law.density(x), 1e-12 * law.density(x), "at " + x);
        }
    }

    @ParameterizedTest
    @MethodSource("laws")
    void farPointsNeverGiveNotANumber(Distribution law) {
        for (double x : new double[] {1e300, -1e300, 1e155, -1e155, 1e20, -1e20, 0, -0.0, Double.MIN_VALUE}) {
            double logDensity = law.logDensity(x);
            assertFalse(Double.isNaN(logDensity), "log density at " + x);
            assertTrue(logDensity < Double.POSITIVE_INFINITY, "log density at " + x);
            assertEquals(1, law.cumulative(x) + law.survival(x), 1e-12, "at " + x);
            assertTrue(law.density(x) >= 0, "density at " + x);
            assertEquals(law.support().contains(x), !Double.isNaN(law.logDensityDerivative(x)), "derivative at " + x);
        }
        assertEquals(0, law.cumulative(Double.NEGATIVE_INFINITY));
        assertEquals(1, law.cumulative(Double.POSITIVE_INFINITY));
        assertEquals(1, law.survival(Double.NEGATIVE_INFINITY));
        assertEquals(0, law.survival(Double.POSITIVE_INFINITY));
        assertEquals(0, law.density(Double.POSITIVE_INFINITY));
        assertTrue(Double.isNaN(law.logDensity(Double.NaN)));
        assertTrue(Double.isNaN(law.density(Double.NaN)));
        assertTrue(Double.isNaN(law.cumulative(Double.NaN)));
        assertTrue(Double.isNaN(law.survival(Double.NaN)));
    }

    /** D sqrt(n) stays below sqrt(log(2/α)/2) with α = 1e-6 (Dvoretzky–Kiefer–Wolfowitz–Massart). */
    @ParameterizedTest
    @MethodSource("laws")
    void samplesFollowTheDistributionFunction(Distribution law) {
        int n = 40_000;
        double[] samples = new double[n + 1];
        samples[n] = 42;
        law.sample(random(), samples, n);
        assertEquals(42, samples[n], "beyond n nothing is written");
        double[] sorted = Arrays.copyOf(samples, n);
        Arrays.sort(sorted);
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double p = law.cumulative(sorted[i]);
            largest = Math.max(largest, Math.max(p - (double) i / n, (i + 1.0) / n - p));
        }
        assertTrue(largest * Math.sqrt(n) < Math.sqrt(0.5 * Math.log(2e6)), "D = " + largest);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void momentsAgreeWithTheQuadratureOfTheQuantiles(Distribution law) {
        Assumptions.assumeTrue(law.standardDeviation() < 1e6 && !law.toString().contains("infinity"));
        Assumptions.assumeFalse(law.toString().contains("student"));
        // Its tail beyond 1e-12 holds a thousandth of the second moment.
        Assumptions.assumeFalse(law.equals(LogNormal.of(1, 2.5)));
        double mean = 0;
        double square = 0;
        double[] ladder = ladder(law);
        for (int i = 1; i < ladder.length; i++) {
            mean += GaussRule.integrate(x -> x * law.density(x), ladder[i - 1], ladder[i]);
            square += GaussRule.integrate(
                    x -> (x - law.mean()) * (x - law.mean()) * law.density(x), ladder[i - 1], ladder[i]);
        }
        double sd = law.standardDeviation();
        // The tails beyond 1e-12 hold less than 1e-9 of the second moment of these laws.
        assertEquals(law.mean(), mean, 1e-9 * (sd + Math.abs(law.mean())));
        assertEquals(sd, Math.sqrt(square), 1e-8 * sd);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void textReadsBackToAnEqualLaw(Distribution law) {
        Assumptions.assumeFalse(law instanceof Empirical || law instanceof Ranked);
        Distribution again = DistributionParser.parse(law.toString());
        assertEquals(law, again);
        assertEquals(law.hashCode(), again.hashCode());
        assertEquals(law.toString(), again.toString());
    }

    @ParameterizedTest
    @MethodSource("laws")
    void kinksAreInOrderAndInsideTheSupport(Distribution law) {
        List<Double> kinks = law.kinks();
        assertEquals(List.copyOf(new TreeSet<>(kinks)), kinks);
        kinks.forEach(kink -> assertTrue(law.support().contains(kink)));
    }
}
