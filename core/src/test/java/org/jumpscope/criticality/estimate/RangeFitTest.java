package org.jumpscope.criticality.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.distribution.RangeMoments;
import org.jumpscope.numeric.InvalidInputException;
import org.jumpscope.numeric.RandomBlocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeFitTest {
    /** Estimates are unbiased to within four standard errors, and the standard error is the spread of estimates. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 2.0 / 3, 0.75, 1, 2, 3.5})
    void estimatesExactSamples(double exponent) {
        double lower = 1e-3;
        double upper = 10;
        int n = 2000;
        int repeats = 400;
        double logRange = Math.log(upper / lower);
        double t = (exponent - 1) * logRange;
        double sum = 0;
        double squares = 0;
        double error = 0;
        RandomBlocks random = RandomBlocks.of(7).stream("bounded-fit");
        for (int r = 0; r < repeats; r++) {
            var generator = random.block(r);
            double z1 = 0;
            double z2 = 0;
            for (int i = 0; i < n; i++) {
                double u = generator.nextDouble();
                double z = t == 0 ? u : -Math.log1p(u * Math.expm1(-t)) / t;
                z1 += z;
                z2 += z * z;
            }
            PowerLawEstimate estimate = RangeFit.on(lower, upper).fit(RangeMoments.ofCount(n, z1, z2));
            sum += estimate.exponent();
            squares += estimate.exponent() * estimate.exponent();
            error = estimate.standardError();
        }
        double mean = sum / repeats;
        double spread = Math.sqrt(squares / repeats - mean * mean);
        // 400 repeats: the mean is known to spread/20, the spread to 1/sqrt(800) = 3.5 %; four standard errors each.
        assertEquals(exponent, mean, 4 * spread / 20 + Math.abs(exponent - 1) / n);
        assertEquals(spread, error, 0.15 * spread);
    }

    /** Weights of one give the same exponent, and a standard error from the scatter that agrees with the likelihood's. */
    @Test
    void weightsOfOneChangeNothing() {
        RandomBlocks random = RandomBlocks.of(11);
        var generator = random.block(0);
        int n = 4000;
        double z1 = 0;
        double z2 = 0;
        for (int i = 0; i < n; i++) {
            double z = generator.nextDouble();
            z1 += z;
            z2 += z * z;
        }
        RangeFit fit = RangeFit.on(1, 100);
        PowerLawEstimate plain = fit.fit(RangeMoments.ofCount(n, z1, z2));
        PowerLawEstimate weighted = fit.fit(new RangeMoments(n, z1, n, z1, z2, false));
        assertEquals(plain.exponent(), weighted.exponent(), 0);
        assertEquals(plain.standardError(), weighted.standardError(), 0.05 * plain.standardError());
        assertEquals(n, weighted.count(), 0);
    }

    @Test
    void refusesRangesAndEmptySamples() {
        InvalidInputException swapped = assertThrows(InvalidInputException.class, () -> RangeFit.on(3, 2));
        assertEquals("Lower bound 3.0 is not below upper bound 2.0.", swapped.getMessage());
        assertThrows(InvalidInputException.class, () -> RangeFit.on(0, 2));
        assertThrows(InvalidInputException.class, () -> RangeFit.on(1, Double.POSITIVE_INFINITY));
        InvalidInputException empty = assertThrows(
                InvalidInputException.class, () -> RangeFit.on(1, 2).fit(RangeMoments.ofCount(0, 0, 0)));
        assertTrue(empty.getMessage().contains("[1.0, 2.0]"), empty.getMessage());
    }
}
