package org.jumpscope.criticality.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinnedFitTest {
    /** Bins of uneven widths from 1e-3 to 10. */
    private static double[] unevenEdges(int bins) {
        var random = RandomBlocks.of(5).stream("edges").block(bins);
        double[] logs = new double[bins + 1];
        for (int i = 1; i <= bins; i++) {
            logs[i] = logs[i - 1] + 0.1 + random.nextDouble();
        }
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = Math.exp(Math.log(1e-3) + Math.log(1e4) * logs[i] / logs[bins]);
        }
        edges[0] = 1e-3;
        edges[bins] = 10;
        return edges;
    }

    private static double[] sample(double exponent, double lower, double upper, int n, long block) {
        double[] values = new double[n];
        BoundedPowerLaw.of(exponent, lower, upper)
                .sample(RandomBlocks.of(31).stream("binned").block(block), values, n);
        return values;
    }

    private static BinnedCounts count(double[] edges, double[] values) {
        double[] counts = new double[edges.length - 1];
        for (double value : values) {
            int place = java.util.Arrays.binarySearch(edges, value);
            int bin = place >= 0 ? place : -place - 2;
            counts[Math.min(bin, counts.length - 1)]++;
        }
        return BinnedCounts.of(edges, counts);
    }

    /** The law's own probabilities of bins, computed from its tails; each is a difference and keeps 1e-13. */
    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, 2.0 / 3, 1, 1 + 1e-9, 2, 3.5})
    void probabilitiesAreThoseOfTheLaw(double exponent) {
        double[] edges = unevenEdges(12);
        BinnedFit fit = BinnedFit.on(count(edges, sample(exponent, 1e-3, 10, 100, 0)));
        BoundedPowerLaw law = BoundedPowerLaw.of(exponent, 1e-3, 10);
        double sum = 0;
        for (int j = 0; j < 12; j++) {
            double probability = fit.probability(j, exponent);
            assertEquals(law.probability(edges[j], edges[j + 1]), probability, 1e-13, "bin " + j);
            sum += probability;
        }
        assertEquals(1, sum, 1e-13);
    }

    /** Counts in proportion to the law's probabilities have the law as their maximum, to the rounding of the sums. */
    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, 2.0 / 3, 1, 1 + 1e-9, 2, 3.5})
    void expectedCountsGiveTheExponent(double exponent) {
        for (int bins : new int[] {3, 12, 200}) {
            double[] edges = unevenEdges(bins);
            BoundedPowerLaw law = BoundedPowerLaw.of(exponent, 1e-3, 10);
            double[] counts = new double[bins];
            for (int j = 0; j < bins; j++) {
                counts[j] = 1e6 * law.probability(edges[j], edges[j + 1]);
            }
            BinnedFit fit = BinnedFit.on(BinnedCounts.of(edges, counts));
            assertEquals(exponent, fit.maximum().exponent(), 1e-12);
            assertEquals(0, fit.chiSquare().statistic(), 1e-12);
            assertEquals(0, fit.edgeDistance(exponent), 1e-13);
        }
    }

    /** Score and information against central differences of the log-likelihood and score, whose error is h². */
    @Test
    void scoreAndInformationAreDerivatives() {
        double[] edges = unevenEdges(9);
        for (double exponent : new double[] {-0.5, 0.9999, 1, 2.5}) {
            BoundedPowerLaw law = BoundedPowerLaw.of(exponent, 1e-3, 10);
            double[] counts = new double[9];
            for (int j = 0; j < 9; j++) {
                counts[j] = 1000 * law.probability(edges[j], edges[j + 1]);
            }
            BinnedFit fit = BinnedFit.on(BinnedCounts.of(edges, counts));
            double h = 1e-4;
            double k = exponent + 0.1;
            double slope = (fit.logLikelihood(k + h) - fit.logLikelihood(k - h)) / (2 * h);
            assertEquals(slope, fit.score(k), 1e-4 * Math.abs(slope));
            double information = (fit.score(exponent - h) - fit.score(exponent + h)) / (2 * h);
            assertEquals(fit.information(exponent), information, 1e-6 * information);
        }
    }

    /** Equal bins in O(1) and the sums over bins agree to the rounding of the edges, 1e-13 of their logarithms. */
    @Test
    void equalBinsInClosedForm() {
        int bins = 30;
        double width = Math.log(1e4) / bins;
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = Math.exp(Math.log(1e-3) + i * width);
        }
        for (double exponent : new double[] {0, 1, 1.0000001, 2.5}) {
            BinnedCounts counts = count(edges, sample(exponent, edges[0], edges[bins], 3000, 1));
            double mean = 0;
            for (int j = 0; j < bins; j++) {
                mean += j * counts.count(j) / counts.total();
            }
            PowerLawEstimate sums = BinnedFit.on(counts).maximum();
            PowerLawEstimate closed = BinnedFit.equalBins(edges[0], width, bins, counts.total(), mean);
            assertEquals(sums.exponent(), closed.exponent(), 1e-11);
            assertEquals(sums.standardError(), closed.standardError(), 1e-11);
            assertEquals(sums.upper(), closed.upper(), 1e-12 * closed.upper());
        }
    }

    /** 2000 samples of 200 in 12 uneven bins: the interval covers in .93 to .97, the test at .05 rejects .03 to .07. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 2.0 / 3, 1, 2})
    void intervalsCoverAndTestsKeepTheirSize(double exponent) {
        int repeats = 2000;
        int covered = 0;
        int rejected = 0;
        double[] edges = unevenEdges(12);
        for (int r = 0; r < repeats; r++) {
            BinnedFit fit = BinnedFit.on(count(edges, sample(exponent, 1e-3, 10, 200, r)));
            covered += fit.interval(IntervalMethod.SCORE, 0.95).contains(exponent) ? 1 : 0;
            rejected += fit.chiSquare().pValue() < 0.05 ? 1 : 0;
        }
        // Monte Carlo error .005 of both; cells of at least 5 keep the chi-square law to about .01.
        assertTrue(covered > 0.93 * repeats && covered < 0.97 * repeats, "covered " + covered);
        assertTrue(rejected > 0.03 * repeats && rejected < 0.07 * repeats, "rejected " + rejected);
    }

    /** A lognormal of width 3 decades is told from a power law by the test. */
    @Test
    void testRejectsAnotherLaw() {
        var random = RandomBlocks.of(2).block(0);
        double[] values = new double[5000];
        for (int i = 0; i < values.length; i++) {
            // Triangular in ln x on the range.
            values[i] = 1e-3 * Math.exp(Math.log(1e4) * 0.5 * (random.nextDouble() + random.nextDouble()));
        }
        assertTrue(BinnedFit.on(count(unevenEdges(200), values)).chiSquare().pValue() < 1e-6);
    }

    /** Open last bin: Hill's law in bins, k near 2.5 within four standard errors, and covered. */
    @Test
    void lastBinMayReachToInfinity() {
        double[] values = sample(2.5, 1, Double.POSITIVE_INFINITY, 20_000, 3);
        double[] edges = {1, 1.5, 2, 3, 5, 10, 30, Double.POSITIVE_INFINITY};
        BinnedFit fit = BinnedFit.on(count(edges, values));
        PowerLawEstimate estimate = fit.maximum();
        assertEquals(2.5, estimate.exponent(), 4 * estimate.standardError());
        // Bins lose some information, but not a fifth of it.
        double ideal = (estimate.exponent() - 1) / Math.sqrt(20_000);
        assertTrue(estimate.standardError() > ideal && estimate.standardError() < 1.1 * ideal);
        assertTrue(fit.interval(IntervalMethod.SCORE, 0.9999).contains(2.5));
        assertEquals(Double.POSITIVE_INFINITY, estimate.upper(), 0);
    }

    /**
     * Integers: a value m stands for [m − ½, m + ½], where E[ln x] is not ln m. The fit of the rounded values converges to
     * the exponent of the mean Σ P(m) ln m, five of its standard errors from k; that of bins to k.
     */
    @Test
    void roundedValuesBiasTheContinuousFitOnly() {
        double lower = 1.5;
        double upper = 1000.5;
        BoundedPowerLaw law = BoundedPowerLaw.of(2, lower, upper);
        double mean = 0;
        for (int m = 2; m <= 1000; m++) {
            mean += law.probability(m - 0.5, m + 0.5) * Math.log(m / lower);
        }
        double wrong = LikelihoodFunction.of(lower, upper, 1, mean).maximum().exponent();
        int n = 60_000;
        double[] values = sample(2, lower, upper, n, 4);
        for (int i = 0; i < n; i++) {
            values[i] = Math.rint(values[i]);
        }
        SortedSample sample = SortedSample.of(values);
        PowerLawEstimate continuous = sample.estimate(sample.between(lower, upper));
        PowerLawEstimate binned =
                BinnedFit.on(Resolution.absolute(1).bin(values)).maximum();
        assertTrue(Math.abs(wrong - 2) > 5 * continuous.standardError(), "bias " + (wrong - 2));
        assertEquals(wrong, continuous.exponent(), 4 * continuous.standardError());
        assertEquals(2, binned.exponent(), 4 * binned.standardError());
        assertEquals(lower, binned.lower(), 0);
        assertEquals(Resolution.absolute(1), Resolution.detect(values).orElseThrow());
    }

    /** One significant digit, of a law of k = 3: cells of up to 30 %, and the exponent of the mean as above. */
    @Test
    void significantDigits() {
        double lower = 0.95;
        double upper = 950;
        int n = 20_000;
        double[] values = sample(3, lower, upper, n, 5);
        double[] rounded = new double[n];
        for (int i = 0; i < n; i++) {
            rounded[i] = new java.math.BigDecimal(values[i])
                    .round(new java.math.MathContext(1))
                    .doubleValue();
        }
        SortedSample sample = SortedSample.of(rounded);
        PowerLawEstimate continuous = sample.estimate(sample.between(lower, upper));
        BinnedCounts bins = Resolution.significantDigits(1).bin(rounded);
        PowerLawEstimate binned = BinnedFit.on(bins).maximum();
        assertEquals(3, binned.exponent(), 4 * binned.standardError());
        assertTrue(Math.abs(continuous.exponent() - 3) > 5 * continuous.standardError(), continuous.toString());
        assertEquals(0.95, bins.edge(0), 0);
        assertEquals(1.5, bins.edge(1), 0);
        assertEquals(Resolution.significantDigits(1), Resolution.detect(rounded).orElseThrow());
    }

    /** Two decimals and two digits are found; values with digits of their own have no resolution. */
    @Test
    void detectsResolutions() {
        double[] values = sample(2, 1, 100, 5000, 6);
        assertTrue(Resolution.detect(values).isEmpty());
        double[] hundredths = new double[5000];
        double[] digits = new double[5000];
        for (int i = 0; i < 5000; i++) {
            hundredths[i] = Math.rint(100 * values[i]) / 100;
            digits[i] = new java.math.BigDecimal(values[i] / 97)
                    .round(new java.math.MathContext(2))
                    .doubleValue();
        }
        Resolution step = Resolution.detect(hundredths).orElseThrow();
        assertEquals(0.01, step.step(), 1e-12);
        assertEquals(2, Resolution.detect(digits).orElseThrow().digits());
        assertEquals(5000, step.bin(hundredths).total(), 0);
        double[] eighths = {0.125, 0.125, 0.25, 0.375, 0.625, 0.625, 5.875};
        assertEquals(Resolution.absolute(0.125), Resolution.detect(eighths).orElseThrow());
    }

    /**
     * 10⁹ counts, computed from the law, in the bins of a streaming histogram: rounding them to integers moves the mean of
     * ln x by less than the bins' number/(10⁹) e-folds, and k by less than a tenth of its standard error.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0, 2.0 / 3, 1, 2})
    void billionsOfValuesFromAStream(double exponent) {
        double lower = LogHistogram.lowerEdge(LogHistogram.binOf(1e-3));
        double upper = LogHistogram.lowerEdge(LogHistogram.binOf(10));
        BoundedPowerLaw law = BoundedPowerLaw.of(exponent, lower, upper);
        LogHistogram[] parts = {new LogHistogram(), new LogHistogram(), new LogHistogram()};
        for (int bin = LogHistogram.binOf(lower); LogHistogram.lowerEdge(bin) < upper; bin++) {
            long count = Math.round(1e9 * law.probability(LogHistogram.lowerEdge(bin), LogHistogram.upperEdge(bin)));
            for (int p = 0; p < 3; p++) {
                long own = p == bin % 3 ? count - 2 * (count / 3) : count / 3;
                parts[p].add(LogHistogram.lowerEdge(bin), own);
            }
        }
        LogHistogram forwards =
                new LogHistogram().merge(parts[0]).merge(parts[1]).merge(parts[2]);
        LogHistogram backwards =
                new LogHistogram().merge(parts[2]).merge(parts[0]).merge(parts[1]);
        BinnedCounts counts = BinnedCounts.of(forwards, LogHistogram.Sign.POSITIVE);
        assertEquals(counts, BinnedCounts.of(backwards, LogHistogram.Sign.POSITIVE));
        assertEquals(1e9, counts.total(), 2000);
        PowerLawEstimate estimate = BinnedFit.on(counts).maximum();
        assertEquals(exponent, estimate.exponent(), 0.1 * estimate.standardError());
        // 128 bins an octave lose no precision to four digits, and 60 bins little.
        double ideal = 1
                / Math.sqrt(
                        LikelihoodFunction.of(lower, upper, counts.total(), 1).information(exponent));
        assertEquals(ideal, estimate.standardError(), 1e-4 * ideal);
        PowerLawEstimate coarse = BinnedFit.on(counts.rebin(60)).maximum();
        assertEquals(exponent, coarse.exponent(), 0.1 * coarse.standardError());
        assertEquals(ideal, coarse.standardError(), 0.01 * ideal);
        assertTrue(BinnedFit.on(counts).chiSquare().pValue() > 0.99);
    }

    /** Counts of the same bins merge by adding, in any order to the same bits. */
    @Test
    void countsMergeByAdding() {
        double[] edges = unevenEdges(12);
        BinnedCounts a = count(edges, sample(1, 1e-3, 10, 1000, 7));
        BinnedCounts b = count(edges, sample(2, 1e-3, 10, 500, 8));
        BinnedCounts c = count(edges, sample(0, 1e-3, 10, 100, 9));
        assertEquals(a.merge(b).merge(c), c.merge(a).merge(b));
        assertEquals(1600, a.merge(b).merge(c).total(), 0);
        assertNotEquals(a, b);
        assertThrows(InvalidInputException.class, () -> a.merge(BinnedCounts.of(unevenEdges(11), new double[11])));
    }

    @Test
    void refusesWhatHasNoAnswer() {
        double[] edges = {1, 2, 4, 8};
        assertThrows(InvalidInputException.class, () -> BinnedCounts.of(edges, new double[] {1, 2}));
        assertThrows(InvalidInputException.class, () -> BinnedCounts.of(new double[] {0, 1}, new double[] {1}));
        assertThrows(InvalidInputException.class, () -> BinnedCounts.of(new double[] {1, 1}, new double[] {1}));
        assertThrows(InvalidInputException.class, () -> BinnedCounts.of(edges, new double[] {1, -1, 2}));
        assertThrows(InvalidInputException.class, () -> BinnedCounts.of(edges, new double[] {1, Double.NaN, 2}));
        BinnedCounts oneBin = BinnedCounts.of(edges, new double[] {5, 0, 0});
        assertTrue(assertThrows(
                        InvalidInputException.class, () -> BinnedFit.on(oneBin).maximum())
                .getMessage()
                .startsWith("All values between 1.0 and 8.0"));
        assertThrows(InvalidInputException.class, () -> BinnedFit.on(oneBin, 2, 8));
        assertThrows(InvalidInputException.class, () -> BinnedFit.on(oneBin, 1, 3));
        assertThrows(InvalidInputException.class, () -> Resolution.absolute(1).bin(0.2));
    }
}
