package org.jumpscope.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.jumpscope.distribution.LogHistogram.Bin;
import org.jumpscope.distribution.LogHistogram.Sign;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;

class LogHistogramTest {

    private static double[] mixed(int n) {
        UniformRandomProvider random = DistributionContractTest.random();
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            // Any bit pattern: both signs, all exponents, subnormal numbers, NaN and infinities.
            values[i] = i % 3 == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextDouble() - 0.3;
        }
        double[] special = {
            0.0,
            -0.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Math.nextDown(Double.MIN_NORMAL)
        };
        System.arraycopy(special, 0, values, 0, special.length);
        return values;
    }

    private static LogHistogram of(double... values) {
        LogHistogram histogram = new LogHistogram();
        histogram.add(values, values.length);
        return histogram;
    }

    @Test
    void eachValueIsBetweenTheEdgesOfItsBin() {
        for (double value : mixed(20_000)) {
            if (Double.isFinite(value) && value != 0) {
                int bin = LogHistogram.binOf(value);
                double magnitude = Math.abs(value);
                assertTrue(LogHistogram.lowerEdge(bin) <= magnitude && magnitude < LogHistogram.upperEdge(bin));
                LogHistogram histogram = of(value);
                assertEquals(1, histogram.count(value > 0 ? Sign.POSITIVE : Sign.NEGATIVE, bin));
                assertEquals(1, histogram.total());
            }
        }
    }

    @Test
    void binsAreAtMostOne128thOfAnOctaveAndEdgesAreExact() {
        assertEquals(1.0, LogHistogram.lowerEdge(LogHistogram.binOf(1)));
        assertEquals(1 + 1.0 / 128, LogHistogram.upperEdge(LogHistogram.binOf(1)));
        assertEquals(128, LogHistogram.binOf(2) - LogHistogram.binOf(1));
        assertEquals(Double.POSITIVE_INFINITY, LogHistogram.upperEdge(LogHistogram.BINS - 1));
        assertEquals(LogHistogram.BINS - 1, LogHistogram.binOf(-Double.MAX_VALUE));
    }

    @Test
    void everyKindOfValueIsCountedOnce() {
        LogHistogram histogram = of(
                1,
                -2,
                0.0,
                -0.0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.MIN_VALUE,
                -1e-310,
                -Double.MAX_VALUE);
        assertEquals(2, histogram.count(Sign.POSITIVE));
        assertEquals(3, histogram.count(Sign.NEGATIVE));
        assertEquals(2, histogram.zeros());
        assertEquals(1, histogram.notNumbers());
        assertEquals(1, histogram.infinities(Sign.POSITIVE));
        assertEquals(1, histogram.infinities(Sign.NEGATIVE));
        assertEquals(2, histogram.subnormals());
        assertEquals(10, histogram.total());
    }

    @Test
    void countBetweenEdgesAgreesWithCountingTheValues() {
        double[] values = mixed(30_000);
        LogHistogram histogram = of(values);
        double[] edges = {0, 1e-310, 1e-100, 0.25, 0.6, 0.7, 1e10, Double.POSITIVE_INFINITY};
        for (int i = 0; i < edges.length; i++) {
            edges[i] = Double.isInfinite(edges[i]) ? edges[i] : LogHistogram.lowerEdge(LogHistogram.binOf(edges[i]));
        }
        for (int i = 0; i < edges.length; i++) {
            for (int j = i; j < edges.length; j++) {
                double low = edges[i];
                double high = edges[j];
                long positive = Arrays.stream(values)
                        .filter(v -> v > 0 && v >= low && v < high)
                        .count();
                long negative = Arrays.stream(values)
                        .filter(v -> v < 0 && -v >= low && -v < high)
                        .count();
                assertEquals(positive, histogram.count(Sign.POSITIVE, low, high));
                assertEquals(negative, histogram.count(Sign.NEGATIVE, low, high));
            }
        }
        assertThrows(InvalidInputException.class, () -> histogram.count(Sign.POSITIVE, 1, 0.5));
        String message = assertThrows(InvalidInputException.class, () -> histogram.count(Sign.POSITIVE, 1.001, 2))
                .getMessage();
        assertTrue(message.contains("1.001") && message.contains("1.0."), message);
        assertThrows(InvalidInputException.class, () -> histogram.count(Sign.POSITIVE, Double.NaN, 2));
    }

    @Test
    void mergingIsExactAndFreeOfOrder() {
        double[] values = mixed(50_000);
        LogHistogram whole = of(values);
        LogHistogram forward = new LogHistogram();
        LogHistogram backward = new LogHistogram();
        int part = 1733;
        for (int from = 0; from < values.length; from += part) {
            forward.merge(of(Arrays.copyOfRange(values, from, Math.min(values.length, from + part))));
        }
        for (int i = values.length - 1; i >= 0; i--) {
            backward.add(values[i]);
        }
        assertEquals(whole, forward);
        assertEquals(whole, backward);
        assertEquals(whole.hashCode(), backward.hashCode());
        assertEquals(whole.digest(), forward.digest());
        assertEquals(whole.digest(), backward.digest());
        assertEquals(values.length, whole.total());
        assertEquals(whole, new LogHistogram().merge(whole).merge(new LogHistogram()));
        assertNotEquals(whole, new LogHistogram());
        assertNotEquals(of(1).digest(), of(-1).digest());
        assertNotEquals(of(1), of(-1));
        assertEquals(of(1), of(1.001));
    }

    @Test
    void aMergeLeavesTheOtherUntouched() {
        LogHistogram small = of(1, 2);
        LogHistogram large = of(1e300, 1e-300, -5);
        String before = large.digest();
        small.merge(large);
        assertEquals(before, large.digest());
        assertEquals(5, small.total());
    }

    @Test
    void rebinningKeepsTheCountsOnFineEdges() {
        double[] values = new double[20_000];
        BoundedPowerLaw.of(1, 1e-6, 1).sample(DistributionContractTest.random(), values, values.length);
        LogHistogram histogram = of(values);
        List<Bin> bins = histogram.rebin(Sign.POSITIVE, 60);
        assertEquals(60, bins.size());
        assertEquals(values.length, bins.stream().mapToLong(Bin::count).sum());
        double step = Math.log(bins.get(59).high() / bins.get(0).low()) / 60;
        for (int i = 0; i < bins.size(); i++) {
            Bin bin = bins.get(i);
            assertEquals(bin.low(), LogHistogram.lowerEdge(LogHistogram.binOf(bin.low())));
            // An edge is moved by at most half a fine bin, 1/256.
            assertEquals(step, Math.log(bin.high() / bin.low()), 2.0 / 256);
            assertEquals(i == 0 ? bin.low() : bins.get(i - 1).high(), bin.low());
            assertEquals(histogram.count(Sign.POSITIVE, bin.low(), bin.high()), bin.count());
        }
        assertEquals(List.of(), histogram.rebin(Sign.NEGATIVE, 10));
        assertEquals(1, of(3).rebin(Sign.POSITIVE, 10).size());
        assertTrue(histogram.rebin(Sign.POSITIVE, 1_000_000).size() <= 20 * 128);
        assertEquals(3, histogram.rebin(Sign.POSITIVE, 1e-3, 1, 3).size());
        assertThrows(InvalidInputException.class, () -> histogram.rebin(Sign.POSITIVE, 2, 1, 3));
        assertThrows(InvalidInputException.class, () -> histogram.rebin(Sign.POSITIVE, 0));
        // From the smallest to the largest number.
        List<Bin> all = of(mixed(1000)).rebin(Sign.POSITIVE, 0, Double.POSITIVE_INFINITY, 100);
        assertEquals(
                of(mixed(1000)).count(Sign.POSITIVE),
                all.stream().mapToLong(Bin::count).sum());
    }

    @Test
    void serialisedCopyIsEqual() throws IOException, ClassNotFoundException {
        LogHistogram histogram = of(mixed(1000));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(histogram);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertEquals(histogram, in.readObject());
        }
    }

    @Test
    void emptyHistogramHasNothing() {
        LogHistogram empty = new LogHistogram();
        assertEquals(0, empty.total());
        assertEquals(0, empty.count(Sign.POSITIVE, 0, Double.POSITIVE_INFINITY));
        assertTrue(empty.bins(Sign.POSITIVE).isEmpty());
        assertFalse(empty.digest().isEmpty());
    }
}
