package org.jumpscope.criticality.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LikelihoodFunctionTest {
    private static final double ULP = 0x1p-52;

    /**
     * 50 digits of mpmath for k from −2 to 8 with 1 and 1 ± 1e-12, bounded and Pareto. The terms ln a, h(t) and tm are
     * rounded a few times each; L relative to ln a and ln b.
     */
    @Test
    void agreesWithFiftyDigits() {
        for (double[] row : ReferenceRows.of("likelihood.txt")) {
            double n = row[2];
            double y = row[3];
            double k = row[4];
            LikelihoodFunction likelihood = LikelihoodFunction.of(row[0], row[1], n, n * y);
            double logRange = Math.log(row[1] / row[0]);
            double terms = n
                    * (Math.abs(Math.log(row[0]))
                            + y
                            + (1 + Math.abs(k - 1)) * (Double.isInfinite(logRange) ? y : logRange)
                            + 3);
            String where = "a = " + row[0] + ", b = " + row[1] + ", k = " + k;
            assertEquals(row[5], likelihood.logLikelihood(k), 4 * ULP * terms, where);
            double spread = Double.isInfinite(logRange) ? 1 / (k - 1) + y : logRange;
            assertEquals(row[6], likelihood.score(k), 8 * ULP * n * spread, where);
            assertEquals(row[7], likelihood.information(k), 16 * ULP * row[7], where);
        }
    }

    /** At the maximum the score is zero and the information is that of the estimate. */
    @Test
    void maximumIsWhereTheScoreVanishes() {
        for (double[] row : ReferenceRows.of("likelihood.txt")) {
            LikelihoodFunction likelihood = LikelihoodFunction.of(row[0], row[1], row[2], row[2] * row[3]);
            PowerLawEstimate estimate = likelihood.maximum();
            double error = estimate.standardError();
            double k = estimate.exponent();
            // k̂ is rounded to ulp(k).
            double tolerance = estimate.information() * 4 * Math.ulp(k) + 16 * ULP * row[2] * row[3];
            assertEquals(0, likelihood.score(k), tolerance);
            assertEquals(estimate.information(), likelihood.information(k), 1e-12 * estimate.information());
            assertEquals(1 / (error * error), estimate.information(), 1e-14 * estimate.information());
            // −½ at one standard error, up to the third order.
            double drop = likelihood.logLikelihood(k + 0.01 * error) - likelihood.logLikelihood(k);
            assertEquals(-0.5e-4, drop, 1e-6);
        }
    }

    private static SortedSample sample(double exponent, double lower, double upper, int n, long block) {
        var random = RandomBlocks.of(20).stream("likelihood").block(block);
        double[] logs = new double[n];
        double logRange = Math.log(upper / lower);
        for (int i = 0; i < n; i++) {
            logs[i] = Double.isInfinite(upper)
                    ? Math.log(lower) - Math.log1p(-random.nextDouble()) / (exponent - 1)
                    : Math.log(lower)
                            + logRange * TruncatedExponential.quantile(random.nextDouble(), (exponent - 1) * logRange);
        }
        java.util.Arrays.sort(logs);
        return SortedSample.ofSortedLogs(logs);
    }

    /** 4000 samples of 200: coverage .93 to .97 (its standard error is .0034), for both intervals. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 2.0 / 3, 0.75, 1, 2, 3})
    void intervalsCover(double exponent) {
        int repeats = 4000;
        int score = 0;
        int wald = 0;
        for (int r = 0; r < repeats; r++) {
            SortedSample sample = sample(exponent, 1e-3, 1, 200, r);
            PowerLawEstimate estimate = sample.estimate(sample.between(1e-3, 1));
            score += estimate.interval(IntervalMethod.SCORE, 0.95).contains(exponent) ? 1 : 0;
            wald += estimate.interval(IntervalMethod.WALD, 0.95).contains(exponent) ? 1 : 0;
        }
        assertTrue(score > 0.935 * repeats && score < 0.965 * repeats, "score " + score);
        assertTrue(wald > 0.93 * repeats && wald < 0.97 * repeats, "Wald " + wald);
    }

    /** The same for a Pareto law without an upper end. */
    @Test
    void intervalsCoverWithoutUpperEnd() {
        int repeats = 4000;
        int score = 0;
        for (int r = 0; r < repeats; r++) {
            SortedSample sample = sample(2.5, 2, Double.POSITIVE_INFINITY, 200, r);
            PowerLawEstimate estimate = sample.estimate(sample.between(2, Double.POSITIVE_INFINITY));
            score += estimate.interval(IntervalMethod.SCORE, 0.95).contains(2.5) ? 1 : 0;
        }
        assertTrue(score > 0.935 * repeats && score < 0.965 * repeats, "score " + score);
    }

    /** At the ends of the score interval the score is z times its own spread. */
    @Test
    void scoreIntervalSolvesItsEquation() {
        for (double m : new double[] {1e-12, 0.003, 0.2, 0.5, 0.7, 0.9999}) {
            double logRange = Math.log(100);
            LikelihoodFunction likelihood = LikelihoodFunction.of(1, 100, 60, 60 * m * logRange);
            ConfidenceInterval interval = likelihood.maximum().interval(IntervalMethod.SCORE, 0.95);
            for (double k : new double[] {interval.lower(), interval.upper()}) {
                double z = likelihood.score(k) / Math.sqrt(likelihood.information(k));
                assertEquals(1.959963984540054, Math.abs(z), 1e-9, "m = " + m);
            }
            assertTrue(interval.contains(likelihood.maximum().exponent()));
        }
    }

    /** Few values near an end: t̂ is huge, the interval still holds (n = 2 leaves it open below b, Pareto at k = 1). */
    @Test
    void intervalsOfHugeExponents() {
        PowerLawEstimate steep = LikelihoodFunction.of(1, 10, 2, 1e-100).maximum();
        ConfidenceInterval interval = steep.interval(IntervalMethod.SCORE, 0.95);
        assertEquals(2e100, steep.exponent(), 1e87);
        assertTrue(interval.lower() < 10 && interval.upper() > steep.exponent(), interval.toString());
        PowerLawEstimate pareto =
                LikelihoodFunction.of(1, Double.POSITIVE_INFINITY, 2, 1).maximum();
        assertEquals(1, pareto.interval(IntervalMethod.SCORE, 0.95).lower(), 0);
    }

    /** Mean of 20,000 estimates at n = 200 on three decades, within four of its standard errors of the formula's bias. */
    @Test
    void biasFollowsItsFormula() {
        for (double exponent : new double[] {2, 0.2, 1}) {
            int repeats = 20_000;
            double sum = 0;
            double corrected = 0;
            double bias = 0;
            double error = 0;
            for (int r = 0; r < repeats; r++) {
                SortedSample sample = sample(exponent, 1e-3, 1, 200, r);
                PowerLawEstimate estimate = sample.estimate(sample.between(1e-3, 1));
                sum += estimate.exponent() - exponent;
                corrected += estimate.biasCorrected() - exponent;
                bias += estimate.bias();
                error += estimate.standardError();
            }
            double tolerance = 4 * error / repeats / Math.sqrt(repeats);
            assertEquals(bias / repeats, sum / repeats, tolerance);
            assertEquals(0, corrected / repeats, tolerance);
        }
    }

    /** §4.2, n = 30, k = 2.5, ends from the data: all n points give bias −.12 and less coverage, interior points +.04. */
    @Test
    void interiorPointsWhereTheEndsAreData() {
        int repeats = 10_000;
        double naive = 0;
        double interior = 0;
        int naiveCovered = 0;
        int covered = 0;
        for (int r = 0; r < repeats; r++) {
            SortedSample sample = sample(2.5, 1, 1000, 30, r);
            Window inside = sample.interior(0, 29);
            Window all = new Window(0, 30, inside.lower(), inside.upper(), inside.logLower(), inside.logUpper());
            PowerLawEstimate wrong = sample.estimate(all);
            PowerLawEstimate right = sample.estimate(inside);
            naive += wrong.exponent() - 2.5;
            interior += right.exponent() - 2.5;
            naiveCovered += wrong.interval(IntervalMethod.SCORE, 0.95).contains(2.5) ? 1 : 0;
            covered += right.interval(IntervalMethod.SCORE, 0.95).contains(2.5) ? 1 : 0;
        }
        // The spread of an estimate is about .3: the mean is known to .003, a coverage to .0022; four of them each.
        assertEquals(-0.122, naive / repeats, 0.015);
        assertEquals(0.040, interior / repeats, 0.015);
        assertEquals(0.952, (double) covered / repeats, 0.01);
        assertTrue(naiveCovered < covered, naiveCovered + " and " + covered);
    }

    /** Hill's estimate above a value of the sample: 1 + n/Σ over the values above it. */
    @Test
    void hillOfInteriorPoints() {
        SortedSample sample = SortedSample.of(1, 2, 4, 8);
        PowerLawEstimate estimate = sample.estimate(sample.above(0));
        assertEquals(1 + 3 / (6 * Math.log(2)), estimate.exponent(), 1e-15);
        assertEquals((estimate.exponent() - 1) / Math.sqrt(3), estimate.standardError(), 1e-15);
        assertEquals(Double.POSITIVE_INFINITY, estimate.upper(), 0);
        assertEquals(1 + (estimate.exponent() - 1) * (1 - 1 / 3.0), estimate.biasCorrected(), 1e-15);
    }

    @Test
    void refusesWhatHasNoAnswer() {
        assertEquals(
                "Lower bound 3.0 is not below upper bound 2.0.",
                assertThrows(InvalidInputException.class, () -> LikelihoodFunction.of(3, 2, 1, 1))
                        .getMessage());
        assertThrows(InvalidInputException.class, () -> LikelihoodFunction.of(0, 2, 1, 1));
        assertThrows(InvalidInputException.class, () -> LikelihoodFunction.of(1, 2, 1, Double.NaN));
        LikelihoodFunction ends = LikelihoodFunction.of(1, 2, 10, 0);
        assertTrue(assertThrows(InvalidInputException.class, ends::maximum)
                .getMessage()
                .contains("[1.0, 2.0]"));
        PowerLawEstimate estimate = LikelihoodFunction.of(1, 2, 10, 3).maximum();
        assertTrue(assertThrows(InvalidInputException.class, () -> estimate.interval(IntervalMethod.SCORE, 95))
                .getMessage()
                .startsWith("Confidence level 95.0"));
    }
}
