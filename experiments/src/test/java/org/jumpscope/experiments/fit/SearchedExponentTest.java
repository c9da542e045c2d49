package org.jumpscope.experiments.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.distribution.BoundedPowerLaw;
import org.jumpscope.distribution.LogHistogram;
import org.jumpscope.distribution.Normal;
import org.jumpscope.numeric.RandomBlocks;
import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchedExponentTest {
    private static final LogHistogram.Sign NEGATIVE = LogHistogram.Sign.NEGATIVE;
    private static final LogHistogram.Sign POSITIVE = LogHistogram.Sign.POSITIVE;

    private static double[] jumps(double k, int n) {
        double[] values = new double[n];
        BoundedPowerLaw.of(k, 1e-6, 1e-2)
                .sample(RandomBlocks.of(7).stream("searched").block(0), values, n);
        for (int i = 0; i < n; i++) {
            values[i] = -values[i];
        }
        return values;
    }

    /** A whole law of four decades is found, with k in its interval and nothing of the other sign, from all three inputs. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 1.5})
    void findsTheLawOfOneSign(double k) {
        double[] values = jumps(k, 50_000);
        LogHistogram histogram = new LogHistogram();
        histogram.add(values, values.length);
        histogram.add(1e-3);
        SearchedExponent[] all = {
            SearchedExponent.of(histogram, NEGATIVE),
            SearchedExponent.of(histogram.rebin(NEGATIVE, 200), NEGATIVE),
            SearchedExponent.of(Vector.of(values), NEGATIVE)
        };
        for (SearchedExponent found : all) {
            assertEquals("power law", found.verdict(), found.reason());
            assertEquals("negative", found.sign());
            assertTrue(found.interval().get(0) < k && k < found.interval().get(1), found::toString);
            assertEquals(4, found.decades(), 0.2);
            assertTrue(found.share() > 0.9, found::toString);
        }
        assertNull(SearchedExponent.of(histogram, POSITIVE));
        assertNull(SearchedExponent.of(Vector.of(values), POSITIVE));
        assertNull(SearchedExponent.of(histogram.rebin(POSITIVE, 10), POSITIVE));
    }

    @Test
    void saysWhereThereIsNone() {
        double[] values = new double[100_000];
        Normal.of(0, 1).sample(RandomBlocks.of(7).stream("none").block(0), values, values.length);
        LogHistogram histogram = new LogHistogram();
        for (double value : values) {
            histogram.add(Math.exp(value));
        }
        SearchedExponent found = SearchedExponent.of(histogram, POSITIVE);
        assertNotEquals("power law", found.verdict(), found::toString);
        assertTrue(found.reason().endsWith("."), found.reason());
    }
}
