package org.jumpscope.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class ElementaryFunctionsTest {
    private interface Kernel {
        void apply(double[] in, int n, double[] out);
    }

    private static double apply(Kernel kernel, double x) {
        double[] out = new double[1];
        kernel.apply(new double[] {x}, 1, out);
        return out[0];
    }

    /** Largest distance from the reference in units of the last place of the result. */
    private static double worst(String function, Kernel kernel) throws IOException {
        double worst = 0;
        int count = 0;
        for (String line : lines()) {
            String[] parts = line.split(" ", -1);
            if (!parts[0].equals(function)) {
                continue;
            }
            double y = apply(kernel, bits(parts[1]));
            double nearest = bits(parts[2]);
            double error = Math.abs((y - nearest) - bits(parts[3])) / Math.ulp(nearest);
            worst = Math.max(worst, error);
            count++;
        }
        assertTrue(count > 500);
        return worst;
    }

    private static List<String> lines() throws IOException {
        try (InputStream stream = ElementaryFunctionsTest.class.getResourceAsStream("elementary-functions.txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    private static double bits(String hexadecimal) {
        return Double.longBitsToDouble(Long.parseUnsignedLong(hexadecimal, 16));
    }

    @Test
    void isWithinOnePointOneUlpOfTheReference() throws IOException {
        // Rounding of the last sum ½ ulp, of the sum in parentheses and of r² q a quarter each: 1 ulp; series 0.03.
        double exp = worst("exp", ElementaryFunctions::exp);
        assertTrue(exp <= 1.1, "exp " + exp);
        // fdlibm's bound.
        double log = worst("log", ElementaryFunctions::log);
        assertTrue(log <= 1, "log " + log);
    }

    @Test
    void expm1OfOneNumberAgreesWithStrictMath() {
        UniformRandomProvider random = RandomBlocks.of(3).stream("expm1").block(0);
        for (int i = 0; i < 200_000; i++) {
            double x = (random.nextBoolean() ? 1 : -1) * StrictMath.exp(-40 + 46.5 * random.nextDouble());
            double expected = StrictMath.expm1(x);
            // StrictMath is within 1 ulp of the exact value, this one within 2.
            assertEquals(expected, ElementaryFunctions.expm1(x), 3 * Math.ulp(expected), () -> "x = " + x);
        }
        assertEquals(-1, ElementaryFunctions.expm1(Double.NEGATIVE_INFINITY));
        assertEquals(-1, ElementaryFunctions.expm1(-41));
        assertEquals(0, ElementaryFunctions.expm1(0));
        assertEquals(Double.POSITIVE_INFINITY, ElementaryFunctions.expm1(710));
        assertEquals(StrictMath.expm1(705), ElementaryFunctions.expm1(705));
        assertEquals(Double.NaN, ElementaryFunctions.expm1(Double.NaN));
    }

    @Test
    void tanhAgreesWithStrictMathAndIsOdd() {
        UniformRandomProvider random = RandomBlocks.of(3).stream("tanh").block(0);
        double[] x = new double[200_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = (random.nextBoolean() ? 1 : -1) * StrictMath.exp(-40 + 44 * random.nextDouble());
        }
        double[] y = new double[x.length];
        ElementaryFunctions.tanh(x, x.length, y);
        double[] mirrored = Arrays.stream(x).map(u -> -u).toArray();
        ElementaryFunctions.tanh(mirrored, x.length, mirrored);
        for (int i = 0; i < x.length; i++) {
            // StrictMath is within 2 ulp of the exact value; exp(2|x|) - 1 is within 2 and its sum and quotient half
            // each.
            double expected = StrictMath.tanh(x[i]);
            assertEquals(expected, y[i], 5 * Math.ulp(expected));
            assertEquals(-y[i], mirrored[i]);
        }
        double[] ends = {
            0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, Double.MIN_VALUE, 22, -1e300
        };
        double[] limits = {0.0, -0.0, 1, -1, Double.NaN, Double.MIN_VALUE, 1, -1};
        ElementaryFunctions.tanh(ends, ends.length, ends);
        assertArrayEquals(limits, ends);
    }

    @Test
    void agreesWithStrictMathAtManyPoints() {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(21);
        double[] x = new double[200_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = i % 2 == 0 ? random.nextDouble(-760, 720) : random.nextDouble(-2, 2);
        }
        double[] y = new double[x.length];
        ElementaryFunctions.exp(x, x.length, y);
        for (int i = 0; i < x.length; i++) {
            // StrictMath is within 1 ulp of the exact value, the kernel within 1.1.
            double expected = StrictMath.exp(x[i]);
            if (Double.isFinite(expected)) {
                assertEquals(expected, y[i], 2.1 * Math.ulp(expected), () -> "exp");
            } else {
                assertEquals(expected, y[i]);
            }
        }
        ElementaryFunctions.log(y, y.length, y);
        ElementaryFunctions.exp(x, x.length, x);
        for (int i = 0; i < x.length; i++) {
            double expected = StrictMath.log(x[i]);
            if (Double.isFinite(expected)) {
                assertEquals(expected, y[i], 2 * Math.ulp(expected));
            } else {
                assertEquals(expected, y[i]);
            }
        }
    }

    @Test
    void handlesEdgesExactly() {
        double infinity = Double.POSITIVE_INFINITY;
        double[] x = {0, -0.0, infinity, -infinity, Double.NaN, 1000, -1000, 709.9, -746, Double.MAX_VALUE};
        double[] expected = {1, 1, infinity, 0, Double.NaN, infinity, 0, infinity, 0, infinity};
        double[] y = new double[x.length];
        ElementaryFunctions.exp(x, x.length, y);
        assertArrayEquals(expected, y);
        assertEquals(StrictMath.exp(-740), apply(ElementaryFunctions::exp, -740));
        assertEquals(Double.MIN_VALUE, apply(ElementaryFunctions::exp, -745));
        double[] u = {0, -0.0, infinity, -infinity, Double.NaN, -1, -Double.MIN_VALUE, 1, -Double.MAX_VALUE};
        double[] logs = {-infinity, -infinity, infinity, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, Double.NaN};
        ElementaryFunctions.log(u, u.length, u);
        assertArrayEquals(logs, u);
        assertEquals(-1074 * Math.log(2), apply(ElementaryFunctions::log, Double.MIN_VALUE), 2e-13);
    }

    @Test
    void givesTheSameBitsForEverySplit() {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(22);
        double[] x = new double[20_011];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextDouble(-750, 715);
        }
        for (Kernel kernel : List.<Kernel>of(ElementaryFunctions::exp, ElementaryFunctions::log)) {
            double[] whole = new double[x.length];
            kernel.apply(x, x.length, whole);
            double[] inPlace = x.clone();
            kernel.apply(inPlace, inPlace.length, inPlace);
            assertArrayEquals(whole, inPlace);
            for (int size : new int[] {1, 2, 3, 7, 64, 1000, 4095, 4096, 4097, 9000}) {
                double[] parts = new double[x.length];
                for (int start = 0; start < x.length; start += size) {
                    int n = Math.min(size, x.length - start);
                    double[] block = Arrays.copyOfRange(x, start, start + n);
                    kernel.apply(block, n, block);
                    System.arraycopy(block, 0, parts, start, n);
                }
                assertArrayEquals(whole, parts, () -> "blocks of " + size);
            }
        }
    }

    /**
     * The hashes are of the same formulas in Python 3.11.7, whose floats round every operation and fuse none; so they
     * hold on every JDK and processor.
     */
    @Test
    void givesTheSameBitsEverywhere() {
        int n = 10_000;
        double[] x = new double[n];
        double[] u = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = (i - 5000) * 0.0625 * 1.7 + i * 1e-3;
            u[i] = (i + 1) * 0.0001 * (i % 2 == 1 ? 1.5 : 1e-200);
        }
        // Repeated, so that compiled and vectorised code is what answers last.
        for (int repeat = 0; repeat < 300; repeat++) {
            double[] y = new double[n];
            ElementaryFunctions.exp(x, n, y);
            if (repeat % 100 == 0 || repeat == 299) {
                assertEquals("3c1e45751a7269d7", hash(y));
            }
            ElementaryFunctions.log(u, n, y);
            if (repeat % 100 == 0 || repeat == 299) {
                assertEquals("cd7473cf14a38291", hash(y));
            }
        }
    }

    /** Fowler–Noll–Vo, a word at a time. */
    private static String hash(double[] values) {
        long hash = 0xcbf29ce484222325L;
        for (double y : values) {
            hash = (hash ^ Double.doubleToRawLongBits(y)) * 0x100000001b3L;
        }
        return String.format("%016x", hash);
    }

    @Test
    void leavesTheRestAlone() {
        double[] out = {7, 7, 7};
        ElementaryFunctions.exp(new double[] {0, 0}, 2, out);
        assertArrayEquals(new double[] {1, 1, 7}, out);
        ElementaryFunctions.log(new double[0], 0, out);
        assertArrayEquals(new double[] {1, 1, 7}, out);
        assertThrows(IndexOutOfBoundsException.class, () -> ElementaryFunctions.exp(new double[2], 3, out));
        assertThrows(IndexOutOfBoundsException.class, () -> ElementaryFunctions.log(new double[4], 4, out));
    }

    /** mpmath 1.3.0, 40 digits. */
    @Test
    void computesWhatTheJdkLacks() {
        assertEquals(0.09983407889920756, ElementaryFunctions.asinh(0.1), 4e-17);
        assertEquals(-694.1767252798759, ElementaryFunctions.asinh(-1.5e301), 3e-13);
        assertEquals(0.10033534773107558, ElementaryFunctions.atanh(0.1), 5e-17);
        assertEquals(Double.POSITIVE_INFINITY, ElementaryFunctions.atanh(1));
        assertEquals(1e-300, ElementaryFunctions.asinh(1e-300));
        assertEquals(0.1124629160182849, ElementaryFunctions.erf(0.1), 3e-17);
        assertEquals(5.148200222412014e-131, ElementaryFunctions.sigmoid(-300), 2e-146);
        assertEquals(5.148200222412014e-131, ElementaryFunctions.softplus(-300), 2e-146);
        assertEquals(1000, ElementaryFunctions.softplus(1000));
        assertEquals(1, ElementaryFunctions.sigmoid(1000));
    }
}
