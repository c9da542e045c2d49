package org.jumpscope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jumpscope.composition.Composition;
import org.jumpscope.network.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallRateLimitTest {
    /** Theory, section 3, last column; tolerances from the digits printed there. */
    @ParameterizedTest
    @CsvSource({
        "sigmoid, squared, 2.1576, -1.0680, .12518, .03329, .17554, 6e-5",
        "sigmoid, cross-entropy, 1.4121, -.68467, .5, 0, .5, 6e-5",
        "relu, squared, .12935, -.12937, .04913, .00266, .05607, 6e-6",
        "relu, power-law(2), -.00188, -.00786, .01933, .00045, .02506, 6e-6",
        "clipped-linear(1e-2), cross-entropy, 34.61, -16.90, 2.275, -.446, 1.592, 6e-3"
    })
    void reproducesTheTable(
            String activation,
            String loss,
            double weightShift,
            double biasShift,
            double weightWeight,
            double weightBias,
            double biasBias,
            double tolerance) {
        Composition composition = Toy.composition(activation, loss);
        Minimum minimum =
                Equilibrium.withDefaults().find(composition, Toy.CLASSES).best();
        SmallRateLimit limit = SmallRateLimit.of(Risk.of(composition, Toy.CLASSES), minimum);
        assertEquals(weightShift, limit.shift().get(0), tolerance);
        assertEquals(biasShift, limit.shift().get(1), tolerance);
        assertEquals(weightWeight, limit.covariance().weightWeight(), tolerance);
        assertEquals(weightBias, limit.covariance().weightBias(), tolerance);
        assertEquals(biasBias, limit.covariance().biasBias(), tolerance);
        State mean = limit.mean(0.01);
        assertEquals(minimum.state().weight() + 0.01 * limit.shift().get(0), mean.weight(), 1e-15);
    }
}
