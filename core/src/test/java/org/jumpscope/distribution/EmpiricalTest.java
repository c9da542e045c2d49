package org.jumpscope.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Erfc;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class EmpiricalTest {

    private static double[] draw(Distribution law, int n) {
        double[] samples = new double[n];
        law.sample(DistributionContractTest.random(), samples, n);
        return samples;
    }

    /** All n kernels one by one, shifted by the largest exponent; sums of positive terms, so good to n ulp at worst. */
    @Test
    void sumsOverCellsAgreeWithTheSumOverEveryKernel() {
        double[] samples = draw(
                DistributionParser.parse("mixture(0.6, normal(0, 1), 0.3, normal(30, 0.1), 0.1, student(2, 5, 3))"),
                3000);
        for (double bandwidth : new double[] {0.003, 0.1, 1, 40}) {
            Empirical law = Empirical.of(Vector.of(samples), bandwidth);
            double low = Arrays.stream(samples).min().orElseThrow() - 60 * bandwidth;
            double high = Arrays.stream(samples).max().orElseThrow() + 60 * bandwidth;
            double[] points = draw(Uniform.of(low, high), 200);
            double[] near = draw(law, 200);
            for (double x : Vector.of(concatenate(points, near)).toArray()) {
                double largest = Double.NEGATIVE_INFINITY;
                for (double atom : samples) {
                    largest = Math.max(largest, -0.5 * Math.pow((x - atom) / bandwidth, 2));
                }
                double sum = 0;
                double slope = 0;
                double below = 0;
                double above = 0;
                for (double atom : samples) {
                    double u = (x - atom) / bandwidth;
                    double kernel = Math.exp(-0.5 * u * u - largest);
                    sum += kernel;
                    slope -= kernel * u / bandwidth;
                    below += 0.5 * Erfc.value(-u / Math.sqrt(2));
                    above += 0.5 * Erfc.value(u / Math.sqrt(2));
                }
                double logDensity =
                        Math.log(sum) + largest - Math.log(samples.length * bandwidth * Math.sqrt(2 * Math.PI));
                assertEquals(logDensity, law.logDensity(x), 1e-12 * (1 + Math.abs(largest)), "log density at " + x);
                // Kernels of both signs cancel near a maximum: their size is what the error is measured by.
                assertEquals(
                        slope / sum,
                        law.logDensityDerivative(x),
                        1e-11 * (1 + Math.sqrt(-2 * largest)) / bandwidth,
                        "derivative at " + x);
                assertEquals(below / samples.length, law.cumulative(x), 3e-12 * below / samples.length + 1e-307);
                assertEquals(above / samples.length, law.survival(x), 3e-12 * above / samples.length + 1e-307);
            }
        }
    }

    private static double[] concatenate(double[] first, double[] second) {
        double[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void oneAtomIsANormalLaw() {
        Empirical law = Empirical.of(Vector.of(2), 0.5);
        Normal normal = Normal.of(2, 0.5);
        for (double x : new double[] {-1e4, -20, 0, 2, 3, 22, 1e6}) {
            assertEquals(normal.logDensity(x), law.logDensity(x), 1e-14 * Math.abs(normal.logDensity(x)) + 1e-15);
            assertEquals(normal.cumulative(x), law.cumulative(x), 1e-13 * normal.cumulative(x));
        }
        assertEquals(normal.quantile(1e-300), law.quantile(1e-300), 1e-12);
        assertEquals(2, law.mean());
        assertEquals(0.5, law.standardDeviation());
    }

    @Test
    void bandwidthFollowsSilvermansRule() {
        // Of 1..9: s = sqrt(7.5), quartiles 3 and 7; min(2.7386, 4/1.34) = 2.7386 (by hand).
        Empirical law = Empirical.of(Vector.of(9, 1, 8, 2, 7, 3, 6, 4, 5));
        assertEquals(0.9 * Math.sqrt(7.5) * Math.pow(9, -0.2), law.bandwidth(), 1e-15);
        assertEquals(Vector.of(1, 2, 3, 4, 5, 6, 7, 8, 9), law.atoms());
        // An outlier leaves the quartiles alone.
        Empirical robust = Empirical.of(Vector.of(1, 2, 3, 4, 5, 6, 7, 8, 900));
        assertEquals(0.9 * 4 / 1.34 * Math.pow(9, -0.2), robust.bandwidth(), 1e-15);
        // Equal quartiles leave the standard deviation: of 0, 0, 0, 0, 5 it is sqrt(5).
        assertEquals(
                0.9 * Math.sqrt(5) * Math.pow(5, -0.2),
                Empirical.of(Vector.of(0, 0, 0, 0, 5)).bandwidth(),
                1e-15);
    }

    @Test
    void resampledAtomsAreAtoms() {
        Empirical law = Empirical.of(Vector.of(1, 2, 4), 0.1);
        double[] out = new double[3000];
        law.sampleAtoms(DistributionContractTest.random(), out, out.length);
        long ones = Arrays.stream(out).filter(x -> x == 1).count();
        long twos = Arrays.stream(out).filter(x -> x == 2).count();
        long fours = Arrays.stream(out).filter(x -> x == 4).count();
        assertEquals(3000, ones + twos + fours);
        // Five standard deviations of a binomial count, sqrt(3000·2/9) = 25.8.
        assertEquals(1000, (double) ones, 130);
        assertEquals(1000, (double) twos, 130);
    }

    @Test
    void samplesWithoutSpreadOrWithHolesAreRefused() {
        assertThrows(InvalidInputException.class, () -> Empirical.of(Vector.of(3, 3, 3)));
        assertThrows(InvalidInputException.class, () -> Empirical.of(Vector.of()));
        assertThrows(InvalidInputException.class, () -> Empirical.of(Vector.of(1, 2), 0));
        String message = assertThrows(InvalidInputException.class, () -> Empirical.of(Vector.of(1, Double.NaN, 2)))
                .getMessage();
        assertTrue(message.contains("sample 2 of 3") && message.contains("NaN"), message);
    }

    @Test
    void twelveThousandSamplesAtThousandPointsAreQuick() {
        Empirical law = Empirical.of(Vector.of(draw(Normal.of(0, 1), 12_000)));
        double[] points = draw(Normal.of(0, 2), 1000);
        double sum = 0;
        long start = System.nanoTime();
        for (double x : points) {
            sum += law.logDensity(x) + law.cumulative(x);
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        assertTrue(Double.isFinite(sum));
        // Cold it takes about 0.02 s; the bound only catches a return to n kernels per point.
        assertTrue(seconds < 1, "seconds " + seconds);
    }
}
