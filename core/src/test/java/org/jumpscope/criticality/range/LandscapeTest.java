package org.jumpscope.criticality.range;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.criticality.estimate.PowerLawEstimate;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.criticality.fittest.KolmogorovDistance;
import org.jumpscope.criticality.fittest.KolmogorovLaw;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;

class LandscapeTest {
    @Test
    void holdsTheFitOfEveryWindow() {
        UniformRandomProvider random = RandomBlocks.of(8).block(0);
        double[] values = new double[3000];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.pow(1000, random.nextDouble());
        }
        SortedSample sample = SortedSample.of(values);
        Landscape landscape = Landscape.of(sample, 40, 50);
        int size = landscape.ends().size();
        int fits = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (j <= i || landscape.count(i, j) < 50) {
                    assertTrue(Double.isNaN(landscape.exponent(i, j)));
                    assertTrue(Double.isNaN(landscape.pValue(i, j)));
                    continue;
                }
                fits++;
                double a = landscape.ends().get(i);
                double b = landscape.ends().get(j);
                Window window = sample.interior(rank(sample, a), rank(sample, b));
                PowerLawEstimate estimate = sample.estimate(window);
                assertEquals(window.count(), landscape.count(i, j));
                assertEquals(estimate.exponent(), landscape.exponent(i, j), 1e-11);
                double distance = KolmogorovDistance.distance(sample, window, estimate.exponent());
                double p = KolmogorovLaw.fitted().pValue(distance, window.count(), estimate.t());
                assertEquals(p, landscape.pValue(i, j), 1e-9);
                assertEquals(estimate.information(), landscape.information(i, j), 1e-9 * landscape.information(i, j));
            }
        }
        assertTrue(fits > 500, "fits " + fits);
        assertThrows(IndexOutOfBoundsException.class, () -> landscape.exponent(0, size));
        assertThrows(InvalidInputException.class, () -> Landscape.of(SortedSample.of(), 40, 50));
        assertThrows(InvalidInputException.class, () -> Landscape.of(sample, 3, 50));
    }

    private static int rank(SortedSample sample, double value) {
        for (int r = 0; r < sample.size(); r++) {
            if (sample.value(r) == value) {
                return r;
            }
        }
        throw new AssertionError(value);
    }
}
