package org.jumpscope.figures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThinningTest {
    @Test
    void keepsTheEndsOfAStraightLine() {
        double[] x = new double[1000];
        double[] y = new double[1000];
        for (int i = 0; i < 1000; i++) {
            x[i] = i * 0.3;
            y[i] = 2 * x[i];
        }
        assertArrayEquals(new int[] {0, 999}, Thinning.keep(x, y, 1000));
    }

    @Test
    void keepsEveryPointOfACurveWithinTheTolerance() {
        int n = 2000;
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 340.0 * i / n;
            y[i] = 100 * Math.sin(x[i] / 20);
        }
        int[] kept = Thinning.keep(x, y, n);
        assertTrue(kept.length < 250, kept.length + " points");
        for (int k = 1; k < kept.length; k++) {
            for (int i = kept[k - 1]; i <= kept[k]; i++) {
                double part = (x[i] - x[kept[k - 1]]) / (x[kept[k]] - x[kept[k - 1]]);
                double drawn = y[kept[k - 1]] + part * (y[kept[k]] - y[kept[k - 1]]);
                // 0.06 across the line is at most 0.06 * hypot(1, slope) = 0.31 upwards; a column hides 0.25 * slope.
                assertEquals(y[i], drawn, 0.31 + 1.25);
            }
        }
    }

    @Test
    void keepsThePeaksOfNoise() {
        int n = 100_000;
        double[] x = new double[n];
        double[] y = new double[n];
        Random random = new Random(1);
        for (int i = 0; i < n; i++) {
            x[i] = 300.0 * i / n;
            y[i] = random.nextDouble();
        }
        y[54_321] = 50;
        int[] kept = Thinning.keep(x, y, n);
        assertTrue(Arrays.binarySearch(kept, 54_321) >= 0);
        assertTrue(kept.length <= 4 * 1200, kept.length + " points");
    }
}
