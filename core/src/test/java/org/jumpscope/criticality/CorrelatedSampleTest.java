package org.jumpscope.criticality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.jumpscope.criticality.estimate.Autocorrelation;
import org.jumpscope.criticality.range.RangeSearch;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.Normal;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;

class CorrelatedSampleTest {
    private static final double K = 1.5;

    /** x = F⁻¹(Φ(z)) with z an autoregression of order 1, z′ = ρ z + √(1 − ρ²) ε. */
    private static double[] series(double rho, int n, long block) {
        UniformRandomProvider random = RandomBlocks.of(11).stream("series").block(block);
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        BoundedPowerLaw law = BoundedPowerLaw.of(K, 1e-3, 1);
        Normal standard = Normal.of(0, 1);
        double[] values = new double[n];
        double z = normal.sample();
        for (int i = 0; i < n; i++) {
            values[i] = law.quantile(standard.cumulative(z));
            z = rho * z + Math.sqrt(1 - rho * rho) * normal.sample();
        }
        return values;
    }

    /** Of an autoregression, C(j) = ρ^j and 1 + 2 ΣC = (1 + ρ)/(1 − ρ). */
    @Test
    void knowsAnAutoregression() {
        for (double rho : new double[] {0, 0.5, 0.8}) {
            UniformRandomProvider random = RandomBlocks.of(12).stream("ar").block(Math.round(10 * rho));
            ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
            int n = 200_000;
            double[] z = new double[n];
            for (int i = 1; i < n; i++) {
                z[i] = rho * z[i - 1] + normal.sample();
            }
            Autocorrelation correlation = Autocorrelation.of(z);
            double time = (1 + rho) / (1 - rho);
            // Bartlett: C(1) has the variance (1 − ρ²)/n; the summed time the relative one 2(2M + 1)/n with M = 5 τ
            // (Sokal).
            assertEquals(rho, correlation.at(1), 5 * Math.sqrt((1 - rho * rho) / n));
            assertEquals(1, correlation.at(0), 1e-15);
            assertEquals(
                    time,
                    correlation.integratedTime(1000),
                    5 * time * Math.sqrt(2 * (10 * time + 1) / n) + 0.01 * time);
            int lag = correlation.independentLag(1000).orElseThrow();
            // Where ρ^j falls below 2.33/√n, and noise may reach a little further.
            double last = rho == 0 ? 1 : Math.log(2.33 / Math.sqrt(n)) / Math.log(rho);
            assertTrue(lag >= Math.max(1, 0.6 * last) && lag <= 2 * last + 1, rho + ": " + lag);
        }
    }

    /**
     * On a given range: the 95 % interval of a correlated series holds k in about 95 % of 200 series, where that for
     * independent values holds it in about half; and the tests, which reject the power law in a third of the series as they are,
     * keep their size.
     */
    @Test
    void intervalsAndTestsKeepTheirPromise() {
        int repeats = 200;
        int held = 0;
        int heldPlain = 0;
        int rejected = 0;
        int rejectedPlain = 0;
        BoundedFit fit = BoundedFit.withDefaults().with(RangeSearch.given(1e-3, 1));
        for (int r = 0; r < repeats; r++) {
            double[] values = series(0.8, 60_000, r);
            Verdict correlated = fit.fit(CorrelatedSample.of(Side.POSITIVE, values));
            Verdict plain = fit.fit(values);
            held += holds(correlated) ? 1 : 0;
            heldPlain += holds(plain) ? 1 : 0;
            rejected += correlated instanceof Verdict.NoPowerLaw ? 1 : 0;
            rejectedPlain += plain instanceof Verdict.NoPowerLaw ? 1 : 0;
        }
        String counts = held + ", " + heldPlain + ", " + rejected + ", " + rejectedPlain;
        // Three standard errors of a share of 95 % (the time itself is estimated: one percent more).
        assertTrue(held >= repeats * (0.95 - 0.056) && held <= repeats * (0.95 + 0.046), counts);
        assertTrue(heldPlain < 0.65 * repeats, counts);
        // Medians over ways to thin reject less than the nominal 5 %.
        assertTrue(rejected <= repeats * 0.05, counts);
        assertTrue(rejectedPlain > 0.3 * repeats, counts);
    }

    private static boolean holds(Verdict verdict) {
        return verdict.report().fit().orElseThrow().interval().orElseThrow().contains(K);
    }

    @Test
    void searchesTheThinnedSeries() {
        Verdict verdict = BoundedFit.withDefaults().fit(CorrelatedSample.of(Side.POSITIVE, series(0.8, 60_000, 1)));
        assertInstanceOf(Verdict.PowerLaw.class, verdict, verdict.reason());
        FitReport.Fit fit = verdict.report().fit().orElseThrow();
        assertTrue(fit.interval().orElseThrow().contains(K), fit::toString);
        Finding.CorrelatedValues finding = verdict.report().findings().stream()
                .filter(Finding.CorrelatedValues.class::isInstance)
                .map(Finding.CorrelatedValues.class::cast)
                .findFirst()
                .orElseThrow();
        assertTrue(finding.lag() > 5, finding::toString);
        assertEquals(
                (60_000 + finding.lag() - 1) / finding.lag(), verdict.report().n());
        // (1 + ρ)/(1 − ρ) = 9 for z; ln x is a curved function of it with a little less.
        assertEquals(8.5, finding.integratedTime(), 1.5);
    }

    /** Independent values are all used, and the answer is that of the plain fit. */
    @Test
    void leavesIndependentValuesAlone() {
        double[] values = series(0, 5000, 3);
        CorrelatedSample sample = CorrelatedSample.of(Side.POSITIVE, values);
        assertEquals(1, sample.lag());
        BoundedFit fit = BoundedFit.withDefaults();
        assertEquals(fit.fit(values).report().fit(), fit.fit(sample).report().fit());
    }

    @Test
    void refusesWhatIsNotStationary() {
        double[] drifting = new double[5000];
        for (int i = 0; i < drifting.length; i++) {
            drifting[i] = Math.exp(1e-3 * i);
        }
        String said = assertThrows(NoAnswerException.class, () -> CorrelatedSample.of(Side.POSITIVE, drifting))
                .getMessage();
        assertTrue(said.contains("5000 values") && said.contains("stationary"), said);
    }
}
