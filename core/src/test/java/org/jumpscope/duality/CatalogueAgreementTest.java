package org.jumpscope.duality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Distribution;
import org.jumpscope.distribution.Laplace;
import org.jumpscope.distribution.Logistic;
import org.jumpscope.distribution.Normal;
import org.jumpscope.distribution.StudentT;
import org.jumpscope.distribution.Uniform;
import org.jumpscope.network.State;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.NoAnswerException;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;

/**
 * Every activation with every loss and target, at random states and under random laws: samples of the map follow the law
 * that is computed without sampling, so no branch, fold, zero or dead zone is missed or counted twice.
 */
class CatalogueAgreementTest {
    private static final int SAMPLES = 8_192;
    /** Kolmogorov point of probability 1e-7 per map: 5e-5 for the whole test at its fixed seed. */
    private static final double CRITICAL = 2.9 / Math.sqrt(SAMPLES);

    private static Distribution law(UniformRandomProvider random) {
        double centre = random.nextDouble(-1, 1.5);
        double scale = random.nextDouble(0.1, 1.2);
        return switch (random.nextInt(5)) {
            case 0 -> Normal.of(centre, scale);
            case 1 -> StudentT.of(3, centre, scale);
            case 2 -> Laplace.of(centre, scale);
            case 3 -> Uniform.of(centre - scale, centre + scale);
            default -> Logistic.of(centre, scale);
        };
    }

    @Test
    void samplesFollowTheExactLawOfEveryComposition() {
        UniformRandomProvider random = RandomBlocks.of(2024).block(0);
        int compared = 0;
        int refused = 0;
        for (Activation activation : Activation.catalogue()) {
            for (Loss loss : Loss.catalogue()) {
                for (double target : List.of(0.0, 1.0)) {
                    State state = State.of(random.nextDouble(-4, 4), random.nextDouble(-2, 2));
                    Distribution law = law(random);
                    String name = activation + " + " + loss + ", t = " + target + ", " + state + ", " + law;
                    ScalarDuality map;
                    try {
                        map = ScalarDuality.of(
                                Composition.of(activation, loss), new ClassMixture.Component(target, 1, law), state);
                    } catch (InvalidInputException | NoAnswerException undefined) {
                        refused++;
                        continue;
                    }
                    JumpLaw exact = map.law(Coordinate.NORM);
                    assertEquals(1, exact.cumulative(Double.POSITIVE_INFINITY), 1e-9, name);
                    JumpSample sample =
                            JumpSampler.of(map).withThreads(1).sample(RandomBlocks.of(compared + 1), SAMPLES);
                    Agreement agreement = Agreement.of(sample, exact);
                    assertTrue(agreement.distance() < CRITICAL, name + ": " + agreement);
                    compared++;
                }
            }
        }
        // Cross-entropy is undefined for outputs outside (0, 1), which most activations give.
        assertTrue(compared > 170 && refused < 46, compared + " compared, " + refused + " refused");
    }
}
