package org.jumpscope.criticality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.criticality.estimate.ConfidenceInterval;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.fittest.FitBootstrap;
import org.jumpscope.criticality.range.GuardBand;
import org.jumpscope.criticality.range.RangeBootstrap;
import org.jumpscope.criticality.range.RangeSearch;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.Normal;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedFitTest {
    private static UniformRandomProvider random(long block) {
        return RandomBlocks.of(42).stream("bounded-fit").block(block);
    }

    private static double[] law(double k, double a, double b, int n, long block) {
        double[] values = new double[n];
        BoundedPowerLaw.of(k, a, b).sample(random(block), values, n);
        return values;
    }

    /** 80 % of x^−k on [1e-3, 1], 10 % uniform below and 10 % uniform on [1, 2]: sharp joints at both ends. */
    private static double[] sharp(double k, int n, long block) {
        double[] values = law(k, 1e-3, 1, n, block);
        UniformRandomProvider other = random(1000 + block);
        for (int i = 0; i < n; i++) {
            double place = other.nextDouble();
            double u = other.nextDouble();
            if (place < 0.1) {
                values[i] = 1e-3 * (1 - u);
            } else if (place < 0.2) {
                values[i] = 1 + u;
            }
        }
        return values;
    }

    private static double[] lognormal(int n, long block) {
        double[] values = new double[n];
        Normal.of(0, 1).sample(random(block), values, n);
        for (int i = 0; i < n; i++) {
            values[i] = Math.exp(values[i]);
        }
        return values;
    }

    /** Every exponent, 1 too, on a range that nobody gave: found within a tenth of a decade or so, k in its interval. */
    @ParameterizedTest
    @ValueSource(doubles = {0.6666666666666666, 0.75, 1, 1.5})
    void findsAPowerLawWithItsRange(double k) {
        Verdict verdict = BoundedFit.withDefaults().fit(sharp(k, 10_000, 1));
        Verdict.PowerLaw found = assertInstanceOf(Verdict.PowerLaw.class, verdict, verdict.reason());
        FitReport.Fit fit = found.report().fit().orElseThrow();
        assertTrue(fit.interval().orElseThrow().contains(k), fit::toString);
        assertEquals(0, Math.log10(fit.lower() / 1e-3), 0.3);
        assertEquals(0, Math.log10(fit.upper()), 0.3);
        // At k = 1 the uniform neighbour joins almost without a break, and the range takes some of it in.
        assertTrue(found.share() > 0.75 && found.share() < 0.92, fit::toString);
        assertTrue(found.decades() > 2.6, fit::toString);
        assertTrue(verdict.reason().contains("nothing rejects x^-k"), verdict.reason());
    }

    @Test
    void noneIsANormalAnswerWithItsReason() {
        Verdict verdict = BoundedFit.withDefaults().fit(lognormal(10_000, 2));
        assertInstanceOf(Verdict.NoPowerLaw.class, verdict, verdict.reason());
        assertEquals("no power law", verdict.words());
        assertTrue(verdict.reason().contains("decades"), verdict.reason());
    }

    /** On a range of less than 1.5 decades nothing is claimed, unless less is asked for. */
    @Test
    void claimsNothingOverAShortRange() {
        double[] values = law(1.3, 1, 10, 2000, 3);
        BoundedFit fit = BoundedFit.withDefaults().with(RangeSearch.given(1, 10));
        assertTrue(
                fit.fit(values).reason().contains("1 decades long, less than the 1.5"),
                fit.fit(values).reason());
        Verdict shorter = fit.withMinimumDecades(0.5).fit(values);
        assertInstanceOf(Verdict.PowerLaw.class, shorter, shorter.reason());
    }

    /**
     * On a given range a true power law is rejected with at most the significance: 400 samples at 0.05, at most
     * 20 + 3 √19 = 33.
     */
    @Test
    void rejectsTruePowerLawsAtMostAtTheSignificance() {
        BoundedFit fit = BoundedFit.withDefaults().with(RangeSearch.given(1, 1000));
        int rejected = 0;
        for (int r = 0; r < 400; r++) {
            rejected += fit.fit(law(r % 2 == 0 ? 1 : 0.75, 1, 1000, 300, 100 + r)) instanceof Verdict.PowerLaw ? 0 : 1;
        }
        assertTrue(rejected <= 33, rejected + " of 400 rejected");
        assertTrue(rejected >= 3, rejected + " of 400 rejected: the tests hardly test");
    }

    @Test
    void rejectsOtherLawsOnAGivenRange() {
        double[] values = new double[2000];
        UniformRandomProvider random = random(5);
        for (int i = 0; i < values.length; i++) {
            values[i] = -Math.log(1 - random.nextDouble());
        }
        Verdict exponential = BoundedFit.withDefaults()
                .with(RangeSearch.given(1e-2, 10))
                .withComparisons()
                .fit(values);
        assertInstanceOf(Verdict.NoPowerLaw.class, exponential, exponential.reason());
        assertTrue(
                exponential.report().findings().stream()
                        .anyMatch(finding -> finding instanceof Finding.AlternativePreferred),
                exponential.report()::toString);
        Verdict bent =
                BoundedFit.withDefaults().with(RangeSearch.given(0.05, 20)).fit(lognormal(5000, 6));
        assertInstanceOf(Verdict.NoPowerLaw.class, bent, bent.reason());
    }

    /** A Pareto tail without an upper end: Hill's estimate on the values above the end that the scan finds. */
    @Test
    void fitsTailsWithoutAnEnd() {
        Verdict verdict = BoundedFit.withDefaults()
                .with(RangeSearch.lowerEnd())
                .withComparisons()
                .fit(law(2.5, 1, Double.POSITIVE_INFINITY, 5000, 7));
        assertInstanceOf(Verdict.PowerLaw.class, verdict, verdict.reason());
        FitReport.Fit fit = verdict.report().fit().orElseThrow();
        assertEquals(2.5, fit.exponent(), 4 * fit.standardError());
        assertEquals(Double.POSITIVE_INFINITY, fit.upper());
        assertTrue(verdict.report().tests().orElseThrow().cutoff().isEmpty());
        assertTrue(verdict.report().findings().stream().anyMatch(f -> f instanceof Finding.ConditionalOnRange));
    }

    @Test
    void takesTheRuleThatIsAskedFor() {
        double[] values = sharp(1.2, 5000, 8);
        FitReport.Fit guarded = BoundedFit.withDefaults()
                .with(GuardBand.withDefaults())
                .fit(values)
                .report()
                .fit()
                .orElseThrow();
        assertTrue(guarded.guardedLower() > guarded.lower() && guarded.guardedUpper() < guarded.upper());
        assertTrue(guarded.interval().orElseThrow().contains(1.2), guarded::toString);
    }

    /** Signs are never pooled unasked; what is left out is counted. */
    @Test
    void looksAtOneSide() {
        double[] values = law(1, 1, 1e3, 4000, 9);
        for (int i = 0; i < 1000; i++) {
            values[i] = -values[i];
        }
        values[1000] = 0;
        values[1001] = Double.NaN;
        BoundedFit fit = BoundedFit.withDefaults().with(RangeSearch.given(1, 1e3));
        assertEquals(2998, fit.fit(values).report().n());
        assertEquals(1000, fit.with(Side.NEGATIVE).fit(values).report().n());
        assertEquals(3998, fit.with(Side.ABSOLUTE).fit(values).report().n());
        assertEquals(
                new ValueCounts(4000, 2998, 1000, 1, 1),
                fit.fit(values).report().counts());
    }

    @Test
    void saysWhenValuesAreTied() {
        double[] values = law(1, 1, 1e3, 3000, 10);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.rint(values[i]) + 0.0;
        }
        Verdict verdict =
                BoundedFit.withDefaults().with(RangeSearch.given(1, 1e3)).fit(values);
        assertTrue(
                verdict.report().findings().stream().anyMatch(f -> f instanceof Finding.TiedValues),
                verdict.report()::toString);
    }

    @Test
    void refusesAGivenRangeWithFewValuesAndAnswersASearchOfFew() {
        double[] few = law(1, 1, 1e3, 40, 11);
        BoundedFit fit = BoundedFit.withDefaults();
        assertTrue(assertThrows(
                        InvalidInputException.class,
                        () -> fit.with(RangeSearch.given(1, 1e3)).fit(few))
                .getMessage()
                .contains("fewer than the 50"));
        assertInstanceOf(Verdict.NoPowerLaw.class, fit.fit(few));
        double[] equal = new double[100];
        java.util.Arrays.fill(equal, 3);
        assertInstanceOf(Verdict.NoPowerLaw.class, fit.fit(equal));
        assertThrows(InvalidInputException.class, () -> fit.withSignificance(0));
    }

    /** The bootstrap fits everything again: its ranges vary around the one found, and a run by hand gives the same. */
    @Test
    void theBootstrapSearchesTheRangeAgain() {
        double[] values = sharp(1.5, 1000, 11);
        FitBootstrap frame = FitBootstrap.withDefaults().withReplicates(20);
        RandomBlocks blocks = RandomBlocks.of(3).stream("bootstrap");
        Verdict verdict = BoundedFit.withDefaults()
                .with(new RefittedBootstrap(frame, blocks))
                .fit(values);
        FitReport.Bootstrap bootstrap = verdict.report().bootstrap().orElseThrow();
        SortedSample sample = SortedSample.of(values);
        RangeSearch.Found found =
                assertInstanceOf(RangeSearch.Found.class, RangeSearch.joint().search(sample));
        RangeBootstrap.Result alone =
                RangeBootstrap.withDefaults().with(frame).run(RangeSearch.joint(), sample, found, blocks);
        assertEquals(alone.pValue(), bootstrap.pValue());
        assertEquals(alone.exponent(), bootstrap.exponent());
        assertEquals(alone.lower(), bootstrap.lower());
        ConfidenceInterval lower = bootstrap.lower().orElseThrow();
        assertTrue(lower.lower() < lower.upper(), lower::toString);
        assertTrue(bootstrap.exponent().orElseThrow().contains(found.estimate().exponent()), bootstrap::toString);
    }
}
