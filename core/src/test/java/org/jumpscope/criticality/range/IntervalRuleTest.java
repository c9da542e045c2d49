package org.jumpscope.criticality.range;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.criticality.estimate.IntervalMethod;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;

class IntervalRuleTest {
    /** A window that takes in a little too much at either end, as a search leaves it. */
    private static Window tooWide(SortedSample sample) {
        return sample.interior(sample.firstAtLeast(-JointSamples.LENGTH - 0.2), sample.firstAbove(0.1) - 1);
    }

    @Test
    void plainIntervalIsTheScoreInterval() {
        SortedSample sample = JointSamples.pure(JointSamples.random("plain", 0), 2000, 1.5);
        Window window = sample.between(1e-3, 1);
        PowerLawEstimate estimate = sample.estimate(window);
        IntervalAnswer.Given given =
                assertInstanceOf(IntervalAnswer.Given.class, new PlainInterval().answer(sample, window));
        assertEquals(estimate.exponent(), given.exponent());
        assertEquals(estimate.interval(IntervalMethod.SCORE, 0.95), given.interval());
        assertEquals(window, given.guarded());
    }

    @Test
    void guardBandCoversWhereThePlainIntervalDoesNot() {
        int repeats = 300;
        int guarded = 0;
        int plain = 0;
        int given = 0;
        for (int r = 0; r < repeats; r++) {
            double k = new double[] {0, 2 / 3.0, 1, 2}[r % 4];
            SortedSample sample = JointSamples.sharp(JointSamples.random("guard", r), 10_000, k, 0.1);
            Window window = tooWide(sample);
            if (new PlainInterval().answer(sample, window) instanceof IntervalAnswer.Given answer) {
                plain += answer.interval().contains(k) ? 1 : 0;
            }
            if (GuardBand.withDefaults().answer(sample, window) instanceof IntervalAnswer.Given answer
                    && answer.models().isEmpty()) {
                given++;
                guarded += answer.interval().contains(k) ? 1 : 0;
            }
        }
        assertTrue(given > 0.85 * repeats, "given " + given);
        // 95 % within 4 standard deviations (1.3 %); the plain interval is far off by construction.
        assertEquals(0.95, guarded / (double) given, 0.052);
        assertTrue(plain < 0.5 * repeats, "plain " + plain);
    }

    @Test
    void sweepFindsDriftSeldomInPureLaws() {
        int repeats = 1000;
        int found = 0;
        for (int r = 0; r < repeats; r++) {
            double k = new double[] {0, 2 / 3.0, 1, 2}[r % 4];
            SortedSample sample = JointSamples.sharp(JointSamples.random("drift", r), 2000, k, 0.05);
            found += GuardSweep.of(sample, tooWide(sample)).drift().isPresent() ? 1 : 0;
        }
        // Level 5 %; four standard deviations of 1000 repeats are 2.8 %.
        assertEquals(0.05, found / (double) repeats, 0.028);
    }

    @Test
    void sweepFindsAnExponentialCutoff() {
        int found = 0;
        for (int r = 0; r < 40; r++) {
            SortedSample sample = JointSamples.cutoff(JointSamples.random("cutoff", r), 10_000, 2 / 3.0);
            Window window = sample.between(1e-3, 2);
            GuardSweep sweep = GuardSweep.of(sample, window);
            assertEquals(6, sweep.steps().size());
            found += sweep.drift().isPresent() ? 1 : 0;
            if (sweep.drift().isPresent()) {
                assertTrue(sweep.drift().get().sentence().contains("not sharp"));
                IntervalAnswer answer = GuardBand.withDefaults().answer(sample, window);
                if (answer instanceof IntervalAnswer.Given given) {
                    assertTrue(given.models().size() > 0);
                }
            }
        }
        assertTrue(found >= 38, "found in " + found + " of 40");
    }

    @Test
    void hullCoversSharpJointsAndCutoffs() {
        int repeats = 80;
        int sharp = 0;
        int sharpGiven = 0;
        int cutoff = 0;
        int cutoffGiven = 0;
        for (int r = 0; r < repeats; r++) {
            double k = new double[] {0, 2 / 3.0, 1, 2}[r % 4];
            SortedSample sample = JointSamples.sharp(JointSamples.random("hull", r), 4000, k, 0.1);
            if (JointHull.withDefaults().answer(sample, tooWide(sample)) instanceof IntervalAnswer.Given given) {
                sharpGiven++;
                sharp += given.interval().contains(k) ? 1 : 0;
                assertTrue(given.interval().contains(given.exponent()));
            }
            double low = r % 2 == 0 ? 0 : 2 / 3.0;
            SortedSample soft = JointSamples.cutoff(JointSamples.random("soft", r), 4000, low);
            if (JointHull.withDefaults().answer(soft, soft.between(1e-3, 0.6)) instanceof IntervalAnswer.Given given) {
                cutoffGiven++;
                cutoff += given.interval().contains(low) ? 1 : 0;
            }
        }
        assertTrue(sharpGiven > 0.8 * repeats && cutoffGiven > 0.7 * repeats, sharpGiven + " " + cutoffGiven);
        // At least 90 %: 80 repeats of 95 % fall below 86 % in 1 of 1000.
        assertTrue(sharp >= 0.86 * sharpGiven, "sharp " + sharp + " of " + sharpGiven);
        assertTrue(cutoff >= 0.86 * cutoffGiven, "cutoff " + cutoff + " of " + cutoffGiven);
    }

    @Test
    void findsSlowDrift() {
        int drifting = 0;
        int covered = 0;
        int pure = 0;
        for (int r = 0; r < 40; r++) {
            SortedSample slow = JointSamples.slowDrift(JointSamples.random("slow", r), 10_000);
            if (JointHull.withDefaults().answer(slow, slow.between(1e-3, 0.3)) instanceof IntervalAnswer.Given given) {
                drifting += given.slowDrift().isPresent() ? 1 : 0;
                assertEquals(
                        given.slowDrift().isPresent(),
                        given.slowDriftSentence()
                                .filter(text -> text.contains("drifts slowly"))
                                .isPresent());
                covered += given.interval().contains(1) ? 1 : 0;
            }
            SortedSample sharp = JointSamples.sharp(JointSamples.random("steady", r), 10_000, 1, 0.1);
            if (JointHull.withDefaults().answer(sharp, tooWide(sharp)) instanceof IntervalAnswer.Given given) {
                pure += given.slowDrift().isPresent() ? 1 : 0;
            }
        }
        assertTrue(drifting >= 24, "found in " + drifting + " of 40");
        assertTrue(covered >= 24, "covered in " + covered + " of 40");
        assertTrue(pure <= 6, "found in " + pure + " of 40 without drift");
    }

    @Test
    void hullIsWithheldForALognormal() {
        int withheld = 0;
        for (int r = 0; r < 20; r++) {
            SortedSample sample = JointSamples.lognormal(JointSamples.random("lognormal", r), 3000, 2);
            IntervalAnswer answer = JointHull.withDefaults().answer(sample, sample.between(0.2, 10));
            withheld += answer instanceof IntervalAnswer.Withheld ? 1 : 0;
        }
        assertTrue(withheld >= 18, "withheld " + withheld + " of 20");
    }

    @Test
    void hullIsWithheldOnAShortRange() {
        SortedSample sample = JointSamples.pure(JointSamples.random("short", 0), 3000, 1);
        IntervalAnswer.Withheld withheld = assertInstanceOf(
                IntervalAnswer.Withheld.class, JointHull.withDefaults().answer(sample, sample.between(1e-2, 1e-1)));
        assertTrue(withheld.reason().contains("1.00 decades"), withheld.reason());
        Window part = sample.between(1e-2, 1e-1);
        SortedSample alone =
                SortedSample.ofSortedLogs(java.util.Arrays.copyOfRange(sample.sharedLogs(), part.from(), part.to()));
        assertInstanceOf(
                IntervalAnswer.Given.class,
                JointHull.withDefaults().withMinimumDecades(0.5).answer(alone, alone.between(1e-2, 1e-1)));
    }

    @Test
    void takesAnInfiniteUpperEnd() {
        SortedSample sample = JointSamples.pareto(JointSamples.random("infinite", 0), 3000, 2.5);
        Window window = sample.between(1e-3, Double.POSITIVE_INFINITY);
        for (IntervalRule rule :
                new IntervalRule[] {new PlainInterval(), GuardBand.withDefaults(), IntervalRule.withDefaults()}) {
            IntervalAnswer.Given given = assertInstanceOf(IntervalAnswer.Given.class, rule.answer(sample, window));
            assertTrue(given.interval().contains(2.5), rule.name() + " " + given.interval());
        }
    }

    @Test
    void refusesWhatCannotBeGuarded() {
        assertThrows(InvalidInputException.class, () -> new GuardBand(0.5));
        assertThrows(InvalidInputException.class, () -> new GuardBand(-0.1));
        assertThrows(InvalidInputException.class, () -> JointHull.withDefaults().withMinimumDecades(Double.NaN));
        SortedSample sample = JointSamples.pure(JointSamples.random("few", 0), 2, 1);
        assertThrows(
                InvalidInputException.class, () -> GuardBand.withDefaults().answer(sample, sample.between(1e-3, 1)));
    }
}
