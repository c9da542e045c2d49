package org.jumpscope.experiments.jumps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.LogHistogram.Sign;
import org.jumpscope.distribution.Normal;
import org.jumpscope.network.block.TrainableGroup;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;

/** Laws whose exponents are known: a power law has one exponent, a log-normal law a straight line of them. */
class JumpExponentsTest {
    private static final TrainableGroup GROUP = new TrainableGroup(2, TrainableGroup.Kind.WEIGHTS, 0, 10, 4);
    private static final int SAMPLES = 5000;
    private static final int JUMPS = 40;

    /** Independent jumps, 40 a sample, of alternating signs. */
    private static JumpTally tally(Distribution law, boolean exponential) {
        JumpTally tally = new JumpTally();
        double[] jumps = new double[JUMPS];
        for (int i = 0; i < SAMPLES; i++) {
            law.sample(RandomBlocks.of(5).block(i), jumps, JUMPS);
            for (int j = 0; j < JUMPS; j++) {
                double size = exponential ? Math.exp(jumps[j]) : jumps[j];
                jumps[j] = j % 2 == 0 ? size : -size;
            }
            tally.add(jumps, JUMPS);
        }
        return tally;
    }

    private static JumpExponents of(JumpTally tally, Sign sign) {
        return JumpExponents.of(GROUP, OutputJumps.Output.ALL, 3, tally, sign);
    }

    @Test
    void aPowerLawHasOneExponent() {
        JumpTally tally = tally(BoundedPowerLaw.of(1.4, 1e-6, 1e-1), false);
        for (Sign sign : Sign.values()) {
            JumpExponents found = of(tally, sign);
            assertEquals("layer 2 weights", found.group());
            assertEquals(SAMPLES, found.samples());
            assertEquals(SAMPLES * JUMPS / 2, found.count());
            assertEquals(0, found.zeros());
            assertEquals(5, found.decades().size());
            for (JumpExponents.Decade decade : found.decades()) {
                // Beyond 5 standard errors once in 1.7 million decades of other seeds.
                assertEquals(1.4, decade.exponent(), 5 * decade.standardError());
            }
            assertEquals(
                    1,
                    found.decades().stream()
                            .mapToDouble(JumpExponents.Decade::share)
                            .sum(),
                    1e-12);
            assertEquals(5, found.constant().decades());
            assertEquals(1.4, found.constant().exponent(), 5 * found.constant().standardError());
            assertEquals(1e-6, found.constant().lower(), 1e-18);
            assertEquals(0, found.line().slope(), 5 * found.line().standardError());
            assertTrue(found.line().constantChiSquare() < 6, "4 degrees of freedom: above 24 once in 10⁴ runs");
            assertNull(found.nearOne(), "1.4 is not near 1");
            // Independent jumps: the effect of 5000 samples has an error of √(2/5000) about 1.
            assertEquals(1, found.designEffect(), 5 * Math.sqrt(2.0 / SAMPLES));
        }
    }

    @Test
    void aLognormalLawHasAStraightLine() {
        double median = 1e-5;
        double deviation = 4;
        JumpExponents found = of(tally(Normal.of(Math.log(median), deviation), true), Sign.POSITIVE);
        double n = found.count();
        assertEquals(Math.log(median), Math.log(found.lognormal().median()), 5 * deviation / Math.sqrt(n));
        assertEquals(deviation, found.lognormal().deviation(), 5 * deviation / Math.sqrt(2 * n));
        assertEquals(0, found.lognormal().skewness(), 5 * Math.sqrt(6 / n));
        // Kolmogorov: 1.95/√n is exceeded once in a thousand runs; a bin's width of 0.8 % in q̇ adds 0.0008.
        assertTrue(
                found.lognormal().distance() < 1.95 / Math.sqrt(n) + 0.001,
                found.lognormal().toString());
        // k = 1 + ln(q̇/m)/σ², so that its slope per decade is ln 10/σ².
        assertEquals(
                Math.log(10) / (deviation * deviation),
                found.line().slope(),
                5 * found.line().standardError());
        assertTrue(found.line().explained() > 0.98, found.line().toString());
        assertTrue(found.line().pValue() > 1e-4, found.line().toString());
        // |k − 1| ≤ 0.1 where |ln(q̇/m)| ≤ 0.1 σ²: 1.39 decades, found in steps of a tenth with k to about 0.02.
        assertEquals(0.2 * deviation * deviation / Math.log(10), found.nearOne().decades(), 0.5);
        assertTrue(found.nearOne().lower() < median && median < found.nearOne().upper());
    }

    /** Jumps of a sample that are all alike say no more than one of them. */
    @Test
    void errorsAreThoseOfSamples() {
        JumpTally single = new JumpTally();
        JumpTally repeated = new JumpTally();
        double[] one = new double[1];
        for (int i = 0; i < 400; i++) {
            BoundedPowerLaw.of(0.7, 1e-3, 1e-2).sample(RandomBlocks.of(7).block(i), one, 1);
            single.add(one, 1);
            double[] many = new double[25];
            java.util.Arrays.fill(many, one[0]);
            repeated.add(many, 25);
        }
        JumpExponents once = of(single, Sign.POSITIVE);
        JumpExponents often = of(repeated, Sign.POSITIVE);
        assertEquals(once.decades().get(0).exponent(), often.decades().get(0).exponent(), 1e-9);
        assertEquals(
                once.decades().get(0).standardError(), often.decades().get(0).standardError(), 1e-9);
        // The variance between clusters is counted by values, that inside bins by their middles: 2 % apart at most.
        assertEquals(25, often.designEffect(), 0.5);
    }

    @Test
    void mergingIsCountingTogether() {
        JumpTally all = new JumpTally();
        JumpTally first = new JumpTally();
        JumpTally second = new JumpTally();
        double[] jumps = new double[10];
        for (int i = 0; i < 200; i++) {
            Normal.of(0, 1).sample(RandomBlocks.of(9).block(i), jumps, 10);
            jumps[3] = 0;
            all.add(jumps, 10);
            (i < 90 ? first : second).add(jumps, 10);
        }
        JumpTally merged = JumpTally.together(java.util.List.of(first, second));
        assertEquals(200, merged.zeros());
        assertEquals(all.histogram().digest(), merged.histogram().digest());
        JumpExponents a = of(all, Sign.NEGATIVE);
        JumpExponents b = of(merged, Sign.NEGATIVE);
        for (int d = 0; d < a.decades().size(); d++) {
            // Sums in another order.
            assertEquals(a.decades().get(d).exponent(), b.decades().get(d).exponent(), 1e-10);
            assertEquals(a.decades().get(d).standardError(), b.decades().get(d).standardError(), 1e-10);
        }
    }
}
