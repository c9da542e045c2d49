package org.jumpscope.criticality.fittest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.criticality.estimate.SortedSample;
import org.jumpscope.criticality.estimate.Window;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;

class KolmogorovLawTest {
    private static final KolmogorovLaw LAW = KolmogorovLaw.fitted();
    private static final double[] SLOPES = {0, 1e-9, 0.3, 1, 2.2, 4, 6.9, 12, 30, 1e6, 1e9, Double.POSITIVE_INFINITY};

    @Test
    void pValueAndCriticalDistanceAreInverse() {
        for (double t : SLOPES) {
            for (double n : new double[] {10, 23.5, 50, 1000, 1e7}) {
                for (double p = 1e-12; p < 1; p += p < 0.01 ? p : 0.0173) {
                    double d = LAW.criticalDistance(p, n, t);
                    // D is at most 1, which binds far in the tail of few values.
                    if (d < 1) {
                        assertEquals(p, LAW.pValue(d, n, t), 1e-10 * p, "p = " + p + ", n = " + n + ", t = " + t);
                    }
                }
            }
        }
    }

    @Test
    void pValuesFallWithTheDistanceAndDoNotSeeTheSign() {
        for (double t : SLOPES) {
            for (double n : new double[] {5, 16, 200, 1e6}) {
                double before = 1;
                for (int i = 1; i <= 2000; i++) {
                    double d = Math.min(i * 0.0015 / Math.sqrt(n), 1);
                    double p = LAW.pValue(d, n, t);
                    assertTrue(p <= before, "D = " + d + ", n = " + n + ", t = " + t);
                    assertEquals(p, LAW.pValue(d, n, -t));
                    before = p;
                }
                assertEquals(1, LAW.pValue(0, n, t), 1e-3);
            }
        }
    }

    /**
     * The exponential law with a fitted mean is |t| → ∞: quantiles of another tool from 10⁷ simulations at each n. With 10⁶
     * replicates a quantile of D has a standard error of 0.05 % at p = 0.05, 0.08 % at 0.01 and 0.2 % at 0.001, and up to twice
     * that where the parabola in 1/√n leaves its knots, at n > 600: 0.2 % is allowed for p ≥ 0.01 and 0.8 % below. At
     * n &lt; 16, also outside the knots, the parabola itself is wrong by up to 1 %.
     */
    @Test
    void agreesWithPublishedQuantilesOfTheExponentialLaw() throws IOException {
        int compared = 0;
        double[] percentiles = null;
        for (String line : reference("lilliefors-exponential.csv")) {
            double[] row = Arrays.stream(line.split(","))
                    .mapToDouble(cell -> cell.equals("n") ? 0 : Double.parseDouble(cell))
                    .toArray();
            if (row[0] == 0) {
                percentiles = row;
                continue;
            }
            for (int c = 1; c < row.length; c++) {
                double p = 1 - percentiles[c] / 100;
                double tolerance = (row[0] < 16 ? 0.01 : p > 0.009 ? 0.002 : 0.008) * row[c];
                double found = LAW.criticalDistance(p, row[0], Double.POSITIVE_INFINITY);
                assertEquals(row[c], found, tolerance, "n = " + row[0] + ", p = " + p);
                compared++;
            }
        }
        assertEquals(20 * 14, compared);
    }

    private static List<String> reference(String name) throws IOException {
        try (InputStream in = KolmogorovLawTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    /**
     * The size of the test where the exponent is fitted and the p-value taken at the fitted t: samples by the quantile of
     * sorted uniform numbers, seven laws, three sizes, 4,000 samples each. With fixed seeds, and a tolerance of 4 standard
     * errors of the count (63 comparisons; chance of a false alarm 0.004) and the table's own error, 0.003.
     */
    @Test
    void theTestHasItsNominalSize() {
        BoundedPowerLaw[] laws = {
            BoundedPowerLaw.of(0, 1e-3, 1),
            BoundedPowerLaw.of(2.0 / 3, 1e-3, 1),
            BoundedPowerLaw.of(1, 0.1, 100),
            BoundedPowerLaw.of(1.5, 1, 1e4),
            BoundedPowerLaw.of(2, 1, 10),
            BoundedPowerLaw.of(-1, 2, 20),
            BoundedPowerLaw.of(2.5, 1, Double.POSITIVE_INFINITY)
        };
        double[] levels = {0.05, 0.1, 0.2};
        int samples = 4000;
        for (int law = 0; law < laws.length; law++) {
            for (int n : new int[] {50, 200, 2000}) {
                int[] rejected = new int[levels.length];
                double[] x = new double[n];
                for (int r = 0; r < samples; r++) {
                    UniformRandomProvider random =
                            RandomBlocks.of(21).stream("size " + law + " " + n).block(r);
                    for (int i = 0; i < n; i++) {
                        x[i] = laws[law].quantile(random.nextDouble());
                    }
                    SortedSample sample = SortedSample.of(x);
                    Window window = sample.between(laws[law].lower(), laws[law].upper());
                    double k = sample.estimate(window).exponent();
                    double distance = KolmogorovDistance.distance(sample, window, k);
                    double p = LAW.pValue(distance, n, (k - 1) * window.logRange());
                    for (int level = 0; level < levels.length; level++) {
                        rejected[level] += p <= levels[level] ? 1 : 0;
                    }
                }
                for (int level = 0; level < levels.length; level++) {
                    double q = levels[level];
                    double tolerance = 4 * Math.sqrt(q * (1 - q) / samples) + 0.003;
                    assertEquals(q, rejected[level] / (double) samples, tolerance, laws[law] + ", n = " + n);
                }
            }
        }
    }

    @Test
    void refusesWhatIsNoDistance() {
        assertThrows(InvalidInputException.class, () -> LAW.pValue(-0.1, 100, 1));
        assertThrows(InvalidInputException.class, () -> LAW.pValue(Double.NaN, 100, 1));
        assertThrows(InvalidInputException.class, () -> LAW.pValue(1.1, 100, 1));
        assertThrows(InvalidInputException.class, () -> LAW.pValue(0.1, 0, 1));
        assertThrows(InvalidInputException.class, () -> LAW.pValue(0.1, 100, Double.NaN));
        assertThrows(InvalidInputException.class, () -> LAW.criticalDistance(0, 100, 1));
        assertThrows(InvalidInputException.class, () -> LAW.criticalDistance(1, 100, 1));
    }
}
