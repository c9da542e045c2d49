package org.jumpscope.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.Normal;
import org.jumpscope.distribution.Ranked;
import org.jumpscope.duality.Coordinate;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankedDesignTest {
    private static final State UNIT = State.of(1, 0);

    private static Vector sample(Distribution law, int n, String stream) {
        double[] values = new double[n];
        law.sample(RandomBlocks.of(5).stream(stream).block(0), values, n);
        return Vector.of(values);
    }

    private static ClassMixture normal(double share) {
        return ClassMixture.of(0, 1 - share, Normal.of(-4, 1)).and(1, share, Normal.of(3, 1.5));
    }

    /** Bias jumps under a smooth law: |h| = F_T⁻¹(rank in the branch), by the formulas of the normal and the power law. */
    @Test
    void biasJumpsOfNormalInputsAreTheQuantilesOfTheTarget() {
        BoundedPowerLaw target = BoundedPowerLaw.of(1.5, 1e-3, 1);
        LossDesign.Outcome outcome =
                LossDesign.withDefaults().with(Coordinate.BIAS).design(normal(0.2), target, UNIT);
        DesignedLoss loss =
                assertInstanceOf(LossDesign.TwoSigned.class, outcome).loss();
        assertEquals(0, loss.equilibrium().gradient().get(0), 1e-12);
        assertEquals(0, loss.equilibrium().gradient().get(1), 1e-12);
        for (DesignedClass c : loss.classes()) {
            Distribution law = c.component().law();
            for (DesignedBranch branch : c.branches()) {
                double scale = branch.scale();
                boolean lower = branch.equals(c.branches().get(0));
                double turn = lower ? branch.to() : branch.from();
                for (double level = 0.02; level < 1; level += 0.07) {
                    double x = law.quantile(lower ? level * law.cumulative(turn) : 1 - level * law.survival(turn));
                    // The rank from the turn is 1 − level; F_T⁻¹ of 1/x law of q^(-1/2).
                    double low = Math.pow(1e-3, -0.5);
                    double q = scale * Math.pow(low - (1 - level) * (low - 1), -2);
                    assertEquals(q, Math.abs(c.loss().slope(x)), 1e-8 * q, "level " + level);
                }
            }
        }
    }

    /**
     * By ranks, both conditions hold for the very samples, and of a branch of n samples the j-th jump has the rank (j − ½)/n,
     * so that the distance of Kolmogorov is ½/n, plus a whole 1/n where the turn divides a sample's ranks. Wide laws balance with
     * one sign, narrow ones with two.
     */
    @ParameterizedTest
    @CsvSource({"0.5, 1.5, 3", "0.1, 1.5, 3", "0.1, 1.5, 6", "0.5, 1, 2", "0.1, 1, 2", "0.1, 2, 2", "0.3, 0, 1"})
    void ranksAreExactOnTheirSamples(double share, double exponent, double decades) {
        int n = 4000;
        Ranked zero = Ranked.of(sample(Normal.of(-4, 1), (int) Math.round((1 - share) * n), "zero"));
        Ranked one = Ranked.of(sample(Normal.of(3, 1.5), (int) Math.round(share * n), "one"));
        ClassMixture mixture = ClassMixture.of(0, 1 - share, zero).and(1, share, one);
        BoundedPowerLaw target = BoundedPowerLaw.of(exponent, Math.pow(10, -decades), 1);
        LossDesign.Outcome outcome =
                LossDesign.withDefaults().with(Coordinate.BIAS).design(mixture, target, UNIT);
        DesignedLoss loss = outcome.designed().orElseThrow();
        assertEquals(0, loss.equilibrium().gradient().get(0), 1e-11);
        assertEquals(0, loss.equilibrium().gradient().get(1), 1e-11);
        assertTrue(loss.equilibrium().isMinimum());
        for (DesignedClass c : loss.classes()) {
            Ranked law = (Ranked) c.component().law();
            for (DesignedBranch branch : c.branches()) {
                double[] jumps = new double[law.count()];
                int m = 0;
                for (int j = 0; j < law.distinct(); j++) {
                    double h = c.loss().slope(law.value(j));
                    if (law.value(j) >= branch.from() && law.value(j) <= branch.to()) {
                        jumps[m] = Math.abs(h);
                        m++;
                    }
                }
                double[] sorted = Arrays.copyOf(jumps, m);
                Arrays.sort(sorted);
                assertEquals(branch.mass() * law.count(), m, 1.0);
                double distance = 0;
                for (int i = 0; i < m; i++) {
                    double p = target.cumulative(sorted[i] / branch.scale());
                    distance = Math.max(distance, Math.max(p - (double) i / m, (i + 1.0) / m - p));
                }
                assertTrue(distance < 1.6 / m, distance * m + " over " + m);
            }
        }
    }

    /**
     * Samples of normal classes give the loss of the normal classes: ranks are off by less than 2/√n (each with a probability of
     * 99.9 %), which in log q̇ is at most the steepness of the target there, and the turns move with them.
     */
    @Test
    void manySamplesGiveTheLossOfTheirLaw() {
        int n = 200_000;
        double share = 0.2;
        BoundedPowerLaw target = BoundedPowerLaw.of(1, 1e-2, 1);
        LossDesign design = LossDesign.withDefaults().with(Coordinate.BIAS);
        ClassMixture sampled = ClassMixture.of(
                        0, 1 - share, Ranked.of(sample(Normal.of(-4, 1), (int) ((1 - share) * n), "zero")))
                .and(1, share, Ranked.of(sample(Normal.of(3, 1.5), (int) (share * n), "one")));
        DesignedLoss exact =
                design.design(normal(share), target, UNIT).designed().orElseThrow();
        DesignedLoss ranks = design.design(sampled, target, UNIT).designed().orElseThrow();
        for (int c = 0; c < 2; c++) {
            DesignedClass of = exact.classes().get(c);
            double count = (c == 0 ? 1 - share : share) * n;
            for (int b = 0; b < 2; b++) {
                double mass = of.branches().get(b).mass();
                assertEquals(mass, ranks.classes().get(c).branches().get(b).mass(), 4 / Math.sqrt(share * n), "mass");
                // d log q/du = ln 100 for k = 1, and u has the errors of the rank and of the turn over the branch's
                // mass.
                double tolerance = Math.log(100) * (2 / Math.sqrt(count) + 4 / Math.sqrt(share * n)) / mass;
                for (double level = 0.05; level < 0.9; level += 0.1) {
                    double x = b == 0
                            ? of.component().law().quantile(level * mass)
                            : of.component().law().survivalQuantile(level * mass);
                    double h = of.loss().slope(x);
                    double other = ranks.classes().get(c).loss().slope(x);
                    assertEquals(Math.signum(h), Math.signum(other));
                    assertEquals(0, Math.log(other / h), tolerance, "class " + c + " branch " + b + " level " + level);
                }
            }
        }
        // Curvatures by differences over a bandwidth: within a fifth of those by quadrature.
        for (int i = 0; i < 2; i++) {
            double curvature = exact.equilibrium().hessian().eigenvalues().get(i);
            assertEquals(curvature, ranks.equilibrium().hessian().eigenvalues().get(i), 0.2 * curvature);
        }
        assertEquals(
                exact.equilibrium().risk(),
                ranks.equilibrium().risk(),
                0.05 * exact.equilibrium().risk());
    }

    @Test
    void theJumpOfTheWeightIsRefused() {
        assertThrows(
                InvalidInputException.class, () -> LossDesign.withDefaults().with(Coordinate.WEIGHT));
    }
}
