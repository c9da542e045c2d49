package org.jumpscope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class MiniBatchLawTest {
    private static final Vector JUMPS = Vector.of(-3, 0.5, 1, 8, 8);

    /** Against all 5³ mini-batches of three with replacement, and all 10 without. */
    @Test
    void momentsAreThoseOfAllMiniBatches() {
        MiniBatchLaw law = MiniBatchLaw.of(JUMPS, 3, MiniBatchLaw.Drawing.WITH_REPLACEMENT);
        double mean = 0;
        double square = 0;
        double few = 0;
        int count = 0;
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                for (int k = 0; k < 5; k++) {
                    double value = (JUMPS.get(i) + JUMPS.get(j) + JUMPS.get(k)) / 3;
                    mean += value / 125;
                    square += (value - law.mean()) * (value - law.mean()) / 125;
                    if (i < j && j < k) {
                        few += (value - law.mean()) * (value - law.mean());
                        count++;
                    }
                }
            }
        }
        assertEquals(mean, law.mean(), 1e-14);
        assertEquals(square, law.varianceOfMean(), 1e-13);
        MiniBatchLaw without = MiniBatchLaw.of(JUMPS, 3, MiniBatchLaw.Drawing.WITHOUT_REPLACEMENT);
        assertEquals(few / count, without.varianceOfMean(), 1e-13);
        assertEquals(
                0,
                MiniBatchLaw.of(JUMPS, 5, MiniBatchLaw.Drawing.WITHOUT_REPLACEMENT)
                        .varianceOfMean());
    }

    /** Mean and variance of drawn means within five of their standard errors; their skewness is S/√M. */
    @Test
    void samplesFollowIt() {
        int draws = 40_000;
        for (var drawing : MiniBatchLaw.Drawing.values()) {
            MiniBatchLaw law = MiniBatchLaw.of(JUMPS, 2, drawing);
            double[] means = law.sample(draws, RandomBlocks.of(3)).toArray();
            double mean = Arrays.stream(means).average().orElseThrow();
            double variance =
                    Arrays.stream(means).map(v -> (v - mean) * (v - mean)).sum() / draws;
            double third = Arrays.stream(means).map(v -> Math.pow(v - mean, 3)).sum() / draws;
            assertEquals(law.mean(), mean, 5 * Math.sqrt(law.varianceOfMean() / draws));
            // The kurtosis of a mean is at most that of one jump here, below 3.
            assertEquals(law.varianceOfMean(), variance, 5 * law.varianceOfMean() * Math.sqrt(2.0 / draws));
            if (drawing == MiniBatchLaw.Drawing.WITH_REPLACEMENT) {
                // A skewness is off by √(6/draws) for a normal law, and less for this bounded one.
                assertEquals(
                        law.skewness() / Math.sqrt(2), third / Math.pow(variance, 1.5), 5 * Math.sqrt(6.0 / draws));
            }
        }
        assertEquals(
                MiniBatchLaw.of(JUMPS, 4, MiniBatchLaw.Drawing.WITH_REPLACEMENT).sample(9, RandomBlocks.of(1)),
                MiniBatchLaw.of(JUMPS, 4, MiniBatchLaw.Drawing.WITH_REPLACEMENT).sample(9, RandomBlocks.of(1)));
        double[] all = MiniBatchLaw.of(JUMPS, 5, MiniBatchLaw.Drawing.WITHOUT_REPLACEMENT)
                .sample(100, RandomBlocks.of(1))
                .toArray();
        assertTrue(Arrays.stream(all).allMatch(v -> Math.abs(v - 2.9) < 1e-15));
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        var without = MiniBatchLaw.Drawing.WITHOUT_REPLACEMENT;
        assertThrows(InvalidInputException.class, () -> MiniBatchLaw.of(JUMPS, 6, without));
        assertThrows(InvalidInputException.class, () -> MiniBatchLaw.of(JUMPS, 0, without));
        assertThrows(InvalidInputException.class, () -> MiniBatchLaw.of(Vector.of(), 1, without));
        assertThrows(InvalidInputException.class, () -> MiniBatchLaw.of(Vector.of(Double.NaN), 1, without));
    }
}
