package org.jumpscope.criticality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;

class SignedSampleTest {
    private static final double[] VALUES = {3, -2, 0, Double.NaN, 1, -0.0, -5};

    @Test
    void countsEverythingAndPoolsNothing() {
        SignedSample positive = SignedSample.of(Side.POSITIVE, VALUES);
        assertEquals(new ValueCounts(7, 2, 2, 2, 1), positive.counts());
        assertEquals(2, positive.magnitudes().size());
        assertEquals(1, positive.magnitudes().value(0), 0);
        SignedSample negative = SignedSample.of(Side.NEGATIVE, VALUES);
        assertEquals(2, negative.magnitudes().value(0), 0);
        assertEquals(5, negative.magnitudes().value(1), 0);
        assertEquals(4, SignedSample.of(Side.ABSOLUTE, VALUES).magnitudes().size());
    }

    @Test
    void refusesInfiniteValues() {
        InvalidInputException refused = assertThrows(
                InvalidInputException.class, () -> SignedSample.of(Side.POSITIVE, 1, Double.NEGATIVE_INFINITY));
        assertEquals(
                "Value -Infinity at place 2 is infinite; leave it out or give the number that overflowed.",
                refused.getMessage());
    }
}
