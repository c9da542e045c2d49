package org.jumpscope.experiments.escape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapeTest {
    /** Mean 0 and the same variance for every law: five standard errors of each, 6e-7. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 2, 2.5})
    void noisesHaveOneVariance(double exponent) {
        Noise noise = Noise.powerLaw(exponent, 2, 0.3);
        int blocks = 100;
        double[] steps = new double[RandomBlocks.BLOCK];
        double sum = 0;
        double square = 0;
        double fourth = 0;
        for (int block = 0; block < blocks; block++) {
            noise.sample(RandomBlocks.of(5).block(block), steps);
            for (double step : steps) {
                sum += step;
                square += step * step;
                fourth += step * step * step * step;
            }
        }
        double n = blocks * (double) RandomBlocks.BLOCK;
        assertEquals(0, sum / n, 5 * 0.3 / Math.sqrt(n));
        double error = Math.sqrt((fourth / n - square / n * (square / n)) / n);
        assertEquals(0.09, square / n, 5 * error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DOUBLE_WELL", "RUGGED"})
    void startsAreNearMinima(String name) {
        Escape.Landscape landscape = Escape.Landscape.valueOf(name);
        double start = landscape == Escape.Landscape.DOUBLE_WELL ? -1 : -3;
        // The slope rises through the start's neighbourhood, from below to above 0.
        assertTrue(landscape.slope(start - 0.1) < 0 && landscape.slope(start + 0.1) > 0);
    }

    @Test
    void doesNotDependOnThreadsAndComparesWithNormalNoise() {
        Escape.Result one = Escape.run(new Escape.Request(10, 3, 1), (stage, fraction) -> {});
        assertEquals(one, Escape.run(new Escape.Request(10, 3, 3), (stage, fraction) -> {}));
        assertEquals(24, one.cells().size());
        for (Escape.Cell cell : one.cells()) {
            assertEquals(10, cell.escaped());
            assertTrue(cell.interval().get(0) <= cell.ratio()
                    && cell.ratio() <= cell.interval().get(1));
        }
    }

    @Test
    void refusesTooFewRuns() {
        assertThrows(
                InvalidInputException.class, () -> Escape.run(new Escape.Request(2, 1, 1), (stage, fraction) -> {}));
    }
}
