package org.jumpscope.criticality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.criticality.range.RangeSearch;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.Normal;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where other programs for power laws go wrong (statistics §2.5), done right. */
class PeerFailuresTest {
    private static double[] law(double k, double a, double b, int n) {
        double[] values = new double[n];
        BoundedPowerLaw.of(k, a, b)
                .sample(RandomBlocks.of(7).stream("peers").block((long) (100 * k + 1000)), values, n);
        return values;
    }

    private static FitReport.Fit given(double k, double a, double b) {
        return BoundedFit.withDefaults()
                .with(RangeSearch.given(a, b))
                .withMinimumDecades(1)
                .fit(law(k, a, b, 20_000))
                .report()
                .fit()
                .orElseThrow();
    }

    /** 1 to 3: an upper end that only crops, the unbounded value for bounded data, exponents held inside [0, 3]. */
    @ParameterizedTest
    @CsvSource({"2,1,30", "1,1,30", "0.75,1,30", "0,1,30", "0,1e-3,1", "3.5,1,30", "-1,1,30", "6,1,30"})
    void theUpperEndIsPartOfTheLikelihood(double k, double a, double b) {
        FitReport.Fit fit = given(k, a, b);
        // Four standard errors: eight samples exceed it with probability 5e-4.
        assertEquals(k, fit.exponent(), 4 * fit.standardError());
        assertTrue(fit.interval().orElseThrow().width() > 0);
    }

    /** 4: the error of the Pareto law on bounded data is negative at k = 0.75 and 0 at k = 1; right is 0.00381 and like it. */
    @ParameterizedTest
    @ValueSource(doubles = {0.75, 1})
    void errorsArePositive(double k) {
        double[] values = law(k, 1e-3, 1, 20_000);
        FitReport.Fit fit = BoundedFit.withDefaults()
                .with(RangeSearch.given(1e-3, 1))
                .fit(values)
                .report()
                .fit()
                .orElseThrow();
        // 1/(L √(n v)): √12/(L √n) at k = 1, a little more at 0.75.
        double uniform = Math.sqrt(12) / (Math.log(1e3) * Math.sqrt(20_000));
        assertEquals(uniform, fit.standardError(), 0.15 * uniform);
    }

    /** 5: k = 1 is a number like any other, with or without a search. */
    @Test
    void oneIsNoSpecialCase() {
        Verdict verdict = BoundedFit.withDefaults().fit(law(1, 1e-3, 1, 5000));
        assertInstanceOf(Verdict.PowerLaw.class, verdict, verdict.reason());
    }

    /** 2.3: programs that look for a lower end alone cannot reject a lognormal; the length of the range and its share can. */
    @Test
    void aShortTailIsNoPowerLaw() {
        double[] values = new double[10_000];
        Normal.of(0, 1).sample(RandomBlocks.of(7).stream("lognormal").block(0), values, values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.exp(values[i]);
        }
        Verdict verdict = BoundedFit.withDefaults().with(RangeSearch.lowerEnd()).fit(values);
        assertFalse(verdict instanceof Verdict.PowerLaw, verdict.reason());
        FitReport.Fit fit = verdict.report().fit().orElseThrow();
        assertTrue(fit.decades() < 1.5 && fit.share() < 0.1, fit::toString);
    }

    /** 2.2: on 80 % of k = 1 between 1e-3 and 1 the scan for a lower end alone misses k by many errors; both ends give it. */
    @Test
    void bothEndsFindWhatOneEndMisses() {
        double[] values = law(1, 1e-3, 1, 10_000);
        var random = RandomBlocks.of(7).stream("ends").block(0);
        for (int i = 0; i < 2000; i++) {
            double u = random.nextDouble();
            values[i] = i < 1000 ? 1e-3 * (1 - u) : 1 + u;
        }
        FitReport.Fit tail = BoundedFit.withDefaults()
                .with(RangeSearch.lowerEnd())
                .fit(values)
                .report()
                .fit()
                .orElseThrow();
        assertTrue(tail.exponent() - 1 > 20 * tail.standardError() && tail.share() < 0.5, tail::toString);
        FitReport.Fit both =
                BoundedFit.withDefaults().fit(values).report().fit().orElseThrow();
        assertTrue(both.interval().orElseThrow().contains(1), both::toString);
    }
}
