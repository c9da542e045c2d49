package org.jumpscope.criticality.range;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;

class ChangePointTest {
    @Test
    void cutsFewPurePowerLaws() {
        int repeats = 400;
        int at10 = 0;
        int at13 = 0;
        for (int r = 0; r < repeats; r++) {
            SortedSample sample = JointSamples.pure(JointSamples.random("cuts", r), 1000, 1 + (r % 3) * 0.5);
            Window window = sample.between(1e-3, 1);
            at10 += ChangePoint.withDefaults().cut(sample, window).equals(window) ? 0 : 1;
            at13 += ChangePoint.withDefaults()
                            .withThreshold(13)
                            .cut(sample, window)
                            .equals(window)
                    ? 0
                    : 1;
        }
        // 13 % and 4 % (statistics §4.10); four standard deviations of 400 repeats are 6.7 % and 3.9 %.
        assertEquals(0.13, at10 / (double) repeats, 0.067);
        assertEquals(0.04, at13 / (double) repeats, 0.039);
    }

    @Test
    void cutsWhereTheLawEnds() {
        double[] lower = new double[41];
        double[] upper = new double[41];
        for (int r = 0; r < 41; r++) {
            SortedSample sample = JointSamples.sharp(JointSamples.random("ends", r), 5000, 1.5, 0.1);
            Window whole = sample.interior(0, sample.size() - 1);
            Window cut = ChangePoint.withDefaults().cut(sample, whole);
            assertTrue(cut.from() > whole.from() && cut.to() < whole.to());
            assertEquals(sample.log(cut.from() - 1), cut.logLower());
            assertEquals(sample.log(cut.to()), cut.logUpper());
            lower[r] = cut.logLower();
            upper[r] = cut.logUpper();
        }
        Arrays.sort(lower);
        Arrays.sort(upper);
        // Places are up to 0.25 apart; a seventh of pure laws is cut again somewhere, so the middle one is taken.
        assertEquals(-JointSamples.LENGTH, lower[20], 0.3);
        assertEquals(0, upper[20], 0.3);
    }

    @Test
    void leavesAWindowAloneWhereItMay() {
        SortedSample sample = JointSamples.sharp(JointSamples.random("alone", 0), 5000, 1, 0.1);
        Window whole = sample.interior(0, sample.size() - 1);
        assertSame(whole, ChangePoint.withDefaults().withMaximumCuts(0).cut(sample, whole));
        Window few = sample.interior(100, 115);
        assertSame(few, ChangePoint.withDefaults().withThreshold(1e-9).cut(sample, few));
        assertThrows(
                InvalidInputException.class, () -> ChangePoint.withDefaults().withThreshold(0));
        assertThrows(
                InvalidInputException.class, () -> ChangePoint.withDefaults().withMaximumCuts(-1));
    }
}
