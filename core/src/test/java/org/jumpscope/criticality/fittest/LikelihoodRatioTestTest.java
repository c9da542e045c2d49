package org.jumpscope.criticality.fittest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.TruncatedExponential;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.criticality.fittest.Alternative.Nesting;
import org.jumpscope.criticality.fittest.Comparison.Favours;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;

class LikelihoodRatioTestTest {
    /** A bounded power law on [e^−L, 1]. */
    private static SortedSample powerLaw(UniformRandomProvider random, int n, double k, double range) {
        double[] logs = new double[n];
        for (int i = 0; i < n; i++) {
            logs[i] = range * (TruncatedExponential.quantile(random.nextDouble(), (k - 1) * range) - 1);
        }
        Arrays.sort(logs);
        return SortedSample.ofSortedLogs(logs);
    }

    private static Map<Alternative, int[]> counts() {
        Map<Alternative, int[]> counts = new EnumMap<>(Alternative.class);
        for (Alternative alternative : Alternative.values()) {
            counts.put(alternative, new int[3]);
        }
        return counts;
    }

    private static Window unit(int n, double range) {
        return new Window(0, n, Math.exp(-range), 1, -range, 0);
    }

    /**
     * Samples of a power law reject it in favour of an alternative that contains it as often as the level says. Each
     * count is binomial; 4.5 standard deviations, for 180 of them together a chance of 0.1 %, and 0.012 for the error of order 1/n (10 % of the level) at
     * n = 50.
     */
    @Test
    void nestedTestsHaveTheirLevel() {
        double[] levels = {0.01, 0.05, 0.1};
        LikelihoodRatioTest test = LikelihoodRatioTest.withDefaults();
        for (int n : new int[] {50, 200}) {
            int replicates = n == 50 ? 1500 : 800;
            for (double k : new double[] {0, 2.0 / 3, 1, 2, 3}) {
                for (double range : new double[] {3.5, 7, 14}) {
                    Map<Alternative, int[]> counts = counts();
                    for (int replicate = 0; replicate < replicates; replicate++) {
                        SortedSample sample = powerLaw(
                                RandomBlocks.of(11).stream("nested" + n + k + range)
                                        .block(replicate),
                                n,
                                k,
                                range);
                        for (Alternative alternative : Alternative.values()) {
                            Comparison comparison = test.compare(sample, unit(n, range), alternative);
                            for (int i = 0; i < 3; i++) {
                                boolean rejects = alternative == Alternative.EXPONENTIAL
                                        ? comparison.pValue() <= levels[i] && comparison.statistic() < 0
                                        : comparison.pValue() <= levels[i];
                                counts.get(alternative)[i] += rejects ? 1 : 0;
                            }
                        }
                    }
                    for (Alternative alternative : Alternative.values()) {
                        for (int i = 0; i < 3; i++) {
                            double rate = counts.get(alternative)[i] / (double) replicates;
                            double error = 4.5 * Math.sqrt(levels[i] * (1 - levels[i]) / replicates)
                                    + (n == 50 ? 0.012 : 0.006);
                            String what =
                                    alternative.words() + " n " + n + " k " + k + " L " + range + " level " + levels[i];
                            if (alternative == Alternative.EXPONENTIAL) {
                                // Not nested: a power law may only be rejected in its favour more rarely.
                                assertTrue(rate <= levels[i] + error, what + ": " + rate);
                            } else {
                                assertEquals(levels[i], rate, error, what);
                            }
                        }
                    }
                }
            }
        }
    }

    /** The same for b = ∞, where a cut-off has scores without a variance. */
    @Test
    void nestedTestsHaveTheirLevelWithoutUpperEnd() {
        LikelihoodRatioTest test = LikelihoodRatioTest.withDefaults();
        int replicates = 1500;
        for (int n : new int[] {50, 200}) {
            for (double k : new double[] {1.5, 2.5, 4}) {
                Map<Alternative, int[]> counts = counts();
                for (int replicate = 0; replicate < replicates; replicate++) {
                    UniformRandomProvider random =
                            RandomBlocks.of(12).stream("unbounded" + n + k).block(replicate);
                    double[] logs = new double[n];
                    for (int i = 0; i < n; i++) {
                        logs[i] = -Math.log1p(-random.nextDouble()) / (k - 1);
                    }
                    Arrays.sort(logs);
                    SortedSample sample = SortedSample.ofSortedLogs(logs);
                    Window window = new Window(0, n, 1, Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY);
                    for (Alternative alternative : Alternative.values()) {
                        Comparison comparison = test.compare(sample, window, alternative);
                        counts.get(alternative)[0] += comparison.favours() == Favours.ALTERNATIVE ? 1 : 0;
                    }
                }
                for (Alternative alternative : Alternative.values()) {
                    double rate = counts.get(alternative)[0] / (double) replicates;
                    double error = 4 * Math.sqrt(0.09 / replicates) + (n == 50 ? 0.012 : 0.006);
                    String what = alternative.words() + " n " + n + " k " + k;
                    if (alternative.nesting(Double.POSITIVE_INFINITY) == Nesting.NONE) {
                        assertTrue(rate <= 0.1 + error, what + ": " + rate);
                    } else {
                        assertEquals(0.1, rate, error, what);
                    }
                }
            }
        }
    }

    /** Uniform samples, where an exponential and a power law are the same law: Vuong's z alone is not normal there. */
    @Test
    void doesNotTellApartWhatIsTheSame() {
        int favoured = 0;
        int replicates = 2000;
        LikelihoodRatioTest test = LikelihoodRatioTest.withDefaults();
        for (int replicate = 0; replicate < replicates; replicate++) {
            SortedSample sample = powerLaw(RandomBlocks.of(13).stream("uniform").block(replicate), 300, 0, 5);
            Comparison comparison = test.compare(sample, unit(300, 5), Alternative.EXPONENTIAL);
            favoured += comparison.favours() == Favours.NEITHER ? 0 : 1;
        }
        assertTrue(favoured <= replicates * (0.1 + 4 * Math.sqrt(0.09 / replicates)), favoured + " favoured");
    }

    private static SortedSample inside(
            UniformRandomProvider random, int n, double lower, double upper, DoubleUnaryOperator quantile) {
        double[] values = new double[n];
        for (int i = 0; i < n; ) {
            double x = quantile.applyAsDouble(random.nextDouble());
            if (x > lower && x < upper) {
                values[i++] = x;
            }
        }
        return SortedSample.of(values);
    }

    /** Samples of each alternative favour it, and its parameters are found within 5 of their standard errors. */
    @Test
    void recoversWhatIsTrue() {
        LikelihoodRatioTest test = LikelihoodRatioTest.withDefaults().withLevel(0.01);
        for (double upper : new double[] {20, Double.POSITIVE_INFINITY}) {
            UniformRandomProvider random = RandomBlocks.of(14).stream("true").block(0);
            NormalDistribution normal = NormalDistribution.of(0, 1);
            SortedSample lognormal =
                    inside(random, 5000, 0.1, upper, p -> Math.exp(normal.inverseCumulativeProbability(p)));
            Comparison bend = test.compare(lognormal, lognormal.between(0.1, upper), Alternative.LOGNORMAL);
            assertEquals(Favours.ALTERNATIVE, bend.favours());
            assertEquals(0.5, bend.fit().parameter("curvature"), 0.08);
            // k = 1 − 2c(μ − ln a)
            assertEquals(1 + Math.log(0.1), bend.fit().parameter("exponent"), 0.35);

            SortedSample weibull = inside(random, 5000, 0.01, upper, p -> Math.pow(-Math.log1p(-p), 1 / 0.5));
            Comparison stretched =
                    test.compare(weibull, weibull.between(0.01, upper), Alternative.STRETCHED_EXPONENTIAL);
            assertEquals(Favours.ALTERNATIVE, stretched.favours());
            assertEquals(0.5, stretched.fit().parameter("shape"), 0.12);
            assertEquals(0.5 * Math.pow(0.01, 0.5), stretched.fit().parameter("decay"), 0.04);

            SortedSample exponential = inside(random, 2000, 0.01, upper, p -> -Math.log1p(-p));
            Comparison decay = test.compare(exponential, exponential.between(0.01, upper), Alternative.EXPONENTIAL);
            assertEquals(Favours.ALTERNATIVE, decay.favours());
            assertTrue(decay.statistic() < 0 && decay.logLikelihoodRatio() < 0);
            assertEquals(1, decay.fit().parameter("rate"), 5 / Math.sqrt(2000));

            // x^−1 e^−x on [1e-3, b): e^−x thins a power law of exponent 1 up to 40.
            UniformRandomProvider own = RandomBlocks.of(14).stream("thinned").block(0);
            SortedSample cut = inside(random, 5000, 1e-3, upper, p -> {
                double x = 1e-3 * Math.pow(40 / 1e-3, p);
                return own.nextDouble() < Math.exp(-x) ? x : -1;
            });
            Comparison cutoff = test.compare(cut, cut.between(1e-3, upper), Alternative.POWER_LAW_WITH_CUTOFF);
            assertEquals(Favours.ALTERNATIVE, cutoff.favours());
            assertEquals(1, cutoff.fit().parameter("exponent"), 0.06);
            assertEquals(1, cutoff.fit().parameter("rate"), 0.25);
        }
    }

    /** A power law over four decades is preferred to an exponential, and R is of either sign only where nothing is nested. */
    @Test
    void prefersAPowerLawToAnExponential() {
        SortedSample sample = powerLaw(RandomBlocks.of(15).stream("preferred").block(0), 2000, 1.5, 9.2);
        for (Comparison comparison : LikelihoodRatioTest.withDefaults().compareAll(sample, unit(2000, 9.2))) {
            if (comparison.nesting() == Nesting.NONE) {
                assertEquals(Favours.POWER_LAW, comparison.favours());
                assertTrue(comparison.pValue() < 1e-6 && comparison.statistic() > 0);
            } else {
                assertTrue(comparison.logLikelihoodRatio() <= 0, comparison.name());
                assertEquals(-2 * comparison.logLikelihoodRatio(), comparison.statistic(), 0);
            }
        }
    }

    @Test
    void refusesALevelThatIsNone() {
        assertThrows(
                InvalidInputException.class,
                () -> LikelihoodRatioTest.withDefaults().withLevel(1));
        SortedSample equal = SortedSample.of(2, 2, 2);
        Comparison comparison =
                LikelihoodRatioTest.withDefaults().compare(equal, equal.between(1, 4), Alternative.LOGNORMAL);
        assertEquals(Favours.NEITHER, comparison.favours());
    }
}
