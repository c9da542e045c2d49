package org.jumpscope.numeric;

import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Standard normal numbers in bulk, by a ziggurat of 512 layers of equal area.
 *
 * <p>Layer k holds the heights from f(xₖ) to f(xₖ₊₁) under f(x) = exp(−x²/2), in a rectangle from 0 to xₖ. A number takes
 * one draw of 64 bits: nine choose the layer, one the sign, and 52 a point of (0, xₖ). Below xₖ₊₁ (99.2 % of all) the point is
 * under the curve at every height of the layer; the others are decided one by one afterwards, in their order, the tail
 * beyond x₁ by exponential numbers. Numbers depend on the state of the generator and on n alone, and on no JDK.
 *
 * <p>Sources: G. Marsaglia, W. W. Tsang, The ziggurat method for generating random variables, J. Stat. Softw. 5 (8), 2000;
 * J. A. Doornik, An improved ziggurat method to generate normal random samples, 2005, for bits of layer and point that do
 * not overlap.
 */
public final class StandardNormals {
    private static final int LAYERS = 512;
    /** Where the tail begins: x₁, for which 512 layers of area x₁ f(x₁) + ∫_{x₁}^∞ f reach f(0). Python 3, mpmath 1.3.0. */
    private static final double TAIL = 0x1.ed0fd92741e98p1;
    /** That area. */
    private static final double AREA = 0x1.420366447f40cp-9;

    /** Numbers that are drawn before those in doubt are decided. */
    private static final int PART = 4096;

    private static final ThreadLocal<int[]> DOUBTFUL = ThreadLocal.withInitial(() -> new int[2 * PART]);

    /** Layer and sign in the lowest bits. */
    private static final int PLACES = 2 * LAYERS;
    /** 2⁵², whose mantissa a point takes: on JDK 17 the processor's conversion of integers waits for the one before it. */
    private static final long WHOLE_BITS = 0x4330000000000000L;
    /** 2⁵² − ½: points are half integers, so that none is at 0. */
    private static final double WHOLE = 0x1p52 - 0.5;
    /** ±xₖ · 2⁻⁵² at 2k and 2k + 1: by a table, the sign costs nothing. */
    private static final double[] SCALE = new double[PLACES];
    /** Below xₖ₊₁/xₖ · 2⁵² a point is under the curve. */
    private static final long[] CORE = new long[PLACES];
    /** xₖ; x₀ is the width of a rectangle with the area of the lowest layer and its tail. */
    private static final double[] EDGE = new double[LAYERS + 1];
    /** f(xₖ). */
    private static final double[] HEIGHT = new double[LAYERS + 1];
    /** How far x is from the chord at most where f runs in layer k: (xₖ − xₖ₊₁)² max |f″|/8 of height, over the chord's slope. */
    private static final double[] BEND = new double[LAYERS];

    static {
        EDGE[0] = AREA / density(TAIL);
        EDGE[1] = TAIL;
        HEIGHT[1] = density(TAIL);
        for (int k = 2; k < LAYERS; k++) {
            HEIGHT[k] = HEIGHT[k - 1] + AREA / EDGE[k - 1];
            EDGE[k] = Math.sqrt(-2 * StrictMath.log(HEIGHT[k]));
        }
        HEIGHT[LAYERS] = 1;
        for (int k = 1; k < LAYERS; k++) {
            double width = EDGE[k] - EDGE[k + 1];
            // f'' = (x² − 1) f, and f is at most the upper height; a millionth more for rounding.
            double bend = Math.max(Math.abs(EDGE[k] * EDGE[k] - 1), Math.abs(EDGE[k + 1] * EDGE[k + 1] - 1));
            BEND[k] =
                    1.000001 * bend * HEIGHT[k + 1] * width * width * width / (8 * (HEIGHT[k + 1] - HEIGHT[k])) + 1e-14;
        }
        for (int place = 0; place < PLACES; place++) {
            int k = place >> 1;
            SCALE[place] = ((place & 1) == 0 ? 0x1p-52 : -0x1p-52) * EDGE[k];
            CORE[place] = (long) (EDGE[k + 1] / EDGE[k] * 0x1p52);
        }
    }

    private StandardNormals() {}

    /**
     * Fills the front of an array with independent standard normal numbers.
     *
     * @param random the generator; its state moves on by two draws for 4,096 numbers, and some for each number in doubt
     * @param out the numbers. Modified.
     * @param n how many
     * @throws IndexOutOfBoundsException if n is negative or more than the array holds
     */
    public static void fill(UniformRandomProvider random, double[] out, int n) {
        Objects.checkFromIndexSize(0, n, out.length);
        int[] doubtful = DOUBTFUL.get();
        for (int start = 0; start < n; start += PART) {
            int end = Math.min(n, start + PART);
            int count = draw(random.nextLong(), random.nextLong() | 1, out, start, end, doubtful);
            for (int j = 0; j < count; j++) {
                int i = doubtful[2 * j];
                out[i] = decide(random, doubtful[2 * j + 1], out[i]);
            }
        }
    }

    /** The recurrence of XoRoShiRo128++ in local variables (D. Blackman, S. Vigna, 2018), which a generator's fields slow. */
    private static int draw(long seed, long other, double[] out, int from, int to, int[] doubtful) {
        long s = seed;
        long t = other;
        int count = 0;
        for (int i = from; i < to; i++) {
            long bits = Long.rotateLeft(s + t, 17) + s;
            t ^= s;
            s = Long.rotateLeft(s, 49) ^ t ^ (t << 21);
            t = Long.rotateLeft(t, 28);
            int place = (int) bits & (PLACES - 1);
            long point = bits >>> 12;
            out[i] = halfInteger(point) * SCALE[place];
            if (point >= CORE[place]) {
                doubtful[2 * count] = i;
                doubtful[2 * count + 1] = place;
                count++;
            }
        }
        return count;
    }

    /** The number for a point x of a layer that is not below the next layer's edge: x, one of the tail, or a new one. */
    private static double decide(UniformRandomProvider random, int firstPlace, double first) {
        int place = firstPlace;
        double x = first;
        while (true) {
            int k = place >> 1;
            if (k == 0) {
                return Math.copySign(tail(random), x);
            }
            if (isUnderCurve(Math.abs(x), k, unit(random))) {
                return x;
            }
            long bits = random.nextLong();
            place = (int) bits & (PLACES - 1);
            long point = bits >>> 12;
            x = halfInteger(point) * SCALE[place];
            if (point < CORE[place]) {
                return x;
            }
        }
    }

    /** p + ½ of a whole number p below 2⁵². */
    private static double halfInteger(long point) {
        return Double.longBitsToDouble(WHOLE_BITS | point) - WHOLE;
    }

    private static boolean isUnderCurve(double x, int k, double u) {
        double belowChord = EDGE[k] - x - u * (EDGE[k] - EDGE[k + 1]);
        if (Math.abs(belowChord) > BEND[k]) {
            return belowChord > 0;
        }
        return HEIGHT[k] + u * (HEIGHT[k + 1] - HEIGHT[k]) < density(x);
    }

    /** G. Marsaglia, Generating a variable from the tail of the normal distribution, Technometrics 6, 1964. */
    private static double tail(UniformRandomProvider random) {
        while (true) {
            double beyond = -StrictMath.log(unit(random)) / TAIL;
            double other = -StrictMath.log(unit(random));
            if (2 * other > beyond * beyond) {
                return TAIL + beyond;
            }
        }
    }

    /** A number in (0, 1). */
    private static double unit(UniformRandomProvider random) {
        return ((random.nextLong() >>> 11) + 0.5) * 0x1p-53;
    }

    private static double density(double x) {
        return StrictMath.exp(-0.5 * x * x);
    }
}
