package org.jumpscope.duality.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.StandardNormals;
import org.junit.jupiter.api.Test;

class CouplingStatisticsTest {
    private static final int N = 4000;

    private static double[] normals(String name) {
        double[] values = new double[N];
        StandardNormals.fill(RandomBlocks.of(3).stream(name).block(0), values, N);
        return values;
    }

    /**
     * η = g(ξ) + bζ(1 + ξ²) with known variances, for any φ that is smooth: S within five standard errors (one in two million), the
     * error itself about √(2/N)-like.
     */
    @Test
    void theFirstOrderIndexOfKnownParts() {
        double[] xi = normals("xi");
        double[] other = normals("other");
        for (double b : new double[] {0, 0.1, 1, 5}) {
            double[] eta = new double[N];
            double[] phi = new double[N];
            for (int i = 0; i < N; i++) {
                eta[i] = xi[i] * xi[i] + xi[i] + b * other[i] * (1 + xi[i]);
                // φ is not E[η|ξ]: the line between them is found by the groups.
                phi[i] = xi[i] * xi[i] + 0.5 * xi[i];
            }
            // Var(ξ² + ξ) = 3, E(1 + ξ)² = 2
            double known = 3 / (3 + 2 * b * b);
            FirstOrderIndex index = FirstOrderIndex.of(xi, phi, eta);
            assertEquals(known, index.value(), 5 * index.standardError() + 1e-12);
            assertTrue(index.standardError() < 0.03, index.toString());
            assertEquals(Math.sqrt(Math.max(0, 1 - index.value())), index.coupling(), 0);
        }
    }

    /** −½ log(1 − ρ²) of a normal pair under any increasing change of either; error √(1/N) ρ/(1 − ρ²). */
    @Test
    void theTotalCorrelationOfANormalPair() {
        double[] a = normals("a");
        double[] b = normals("b");
        double rho = 0.6;
        double[] mixed = new double[N];
        for (int i = 0; i < N; i++) {
            mixed[i] = Math.exp(2 * (rho * a[i] + Math.sqrt(1 - rho * rho) * b[i]));
        }
        TotalCorrelation correlation = TotalCorrelation.of(new double[][] {a, mixed}, N);
        assertEquals(-0.5 * Math.log(1 - rho * rho), correlation.value(), 5 * rho / Math.sqrt(N));
        assertEquals(0.5 / N, correlation.noiseFloor(), 1e-18);
        TotalCorrelation none = TotalCorrelation.of(new double[][] {a, b}, N);
        assertTrue(none.value() < 10 * none.noiseFloor(), none.toString());
        assertEquals(
                Double.POSITIVE_INFINITY,
                TotalCorrelation.of(new double[][] {a, a}, N).value());
        assertEquals(0, TotalCorrelation.of(new double[][] {a}, N).value(), 1e-15);
    }

    /** Small samples by hand: log|η| 0, 1, 2, 3 against 0.5, 2.5. */
    @Test
    void distancesOfSamples() {
        double[] a = {1, -Math.E, Math.exp(2), -Math.exp(3)};
        double[] b = {Math.exp(2.5), -Math.exp(0.5)};
        SampleDistance distance = SampleDistance.of(a, b, 2);
        assertEquals(0.25, distance.kolmogorov(), 1e-15);
        // |F − G|: 1/4 on (0, .5), (.5, 1), 0 on (1, 2), 1/4 on (2, 2.5) and (2.5, 3)
        assertEquals(0.5, distance.wasserstein(), 1e-14);
        assertEquals(1.358 * Math.sqrt(0.75), distance.noiseFloor(), 1e-3);
        SampleDistance same = SampleDistance.of(a, a, 4);
        assertEquals(0, same.kolmogorov(), 0);
        assertEquals(0, same.wasserstein(), 0);
        assertTrue(same.withinNoise());
        assertEquals(1, SampleDistance.of(new double[] {0, 0}, a, 4).kolmogorov(), 0);
        assertThrows(InvalidInputException.class, () -> SampleDistance.of(new double[0], a, 4));
    }

    /** |η| of an exponential of a normal number: k = 1 + log|η|/s² exactly; kernels widen s² by h². */
    @Test
    void exponentsOfALogNormalSample() {
        double[] values = normals("levels");
        double[] sampled = new double[N];
        double[] wider = new double[N];
        for (int i = 0; i < N; i++) {
            sampled[i] = Math.exp(values[i]);
            wider[i] = Math.exp(2 * values[i]);
        }
        ExponentDifference same = ExponentDifference.of(sampled, sampled);
        assertEquals(0, same.median(), 0);
        assertEquals(9, same.sizes().size());
        for (int i = 0; i < 9; i++) {
            double known = 1 + Math.log(same.sizes().get(i)) / 1.03;
            assertEquals(known, same.sampled().get(i), 5 * same.standardError());
        }
        ExponentDifference other = ExponentDifference.of(sampled, wider);
        double level = Math.log(other.sizes().get(8));
        assertEquals(
                level / 1.03 - level / 4,
                other.sampled().get(8) - other.predicted().get(8),
                5 * other.standardError());
        assertTrue(
                Double.isNaN(ExponentDifference.of(new double[] {1, 1}, sampled).median()));
    }
}
