package org.jumpscope.numeric;

import java.util.Objects;
import org.apache.commons.numbers.gamma.Erf;

/**
 * Exponential and logarithm of whole arrays, and elementary functions of one number that the JDK lacks.
 *
 * <p>The array functions use only + − × /, bit moves and a table in a fixed order, so that they give the same bits on every JDK and
 * processor, for every length and split of the array. They allocate nothing after a thread's first call: each thread
 * keeps scratch space of 96 KiB.
 */
public final class ElementaryFunctions {
    /** ln 2, rounded to nearest. */
    private static final double LN2 = 0.6931471805599453;
    /** Above this, x² + 1 rounds to x² and asinh(x) to log(2x). */
    private static final double LARGE = 0x1p28;

    /** Elements worked on at once; three scratch arrays of this length stay in the second-level cache. */
    private static final int BLOCK = 4096;

    /** 1.5 · 2⁵²: adding it rounds to an integer, held in the low bits. */
    private static final double ROUND = 0x1.8p52;
    /** Its bits; an integer may be added to them. */
    private static final long ROUND_BITS = 0x4338000000000000L;
    /** 1/ln 2. */
    private static final double INVERSE_LN2 = 0x1.71547652b82fep0;
    /** The upper 42 bits of ln 2: its product with an exponent is exact. */
    private static final double EXP_LN2_HIGH = 0x1.62e42fefa38p-1;
    /** The rest of ln 2. */
    private static final double EXP_LN2_LOW = 0x1.ef35793c76730p-45;

    /** Parts of an octave, as a power of two, that {@link #POWERS} has. */
    private static final int PARTS = 6;
    /** 64/ln 2. */
    private static final double INVERSE_PART = 0x1.71547652b82fep6;
    /** The upper 36 bits of ln 2/64: its product with a number of parts is exact. */
    private static final double PART_HIGH = 0x1.62e42fefap-7;
    /** The rest of ln 2/64. */
    private static final double PART_LOW = 0x1.cf79abc9e3b3ap-46;
    /** Bits of 1.5 · 2⁵² − 1021 · 64: the least number of parts whose power of two is normal with room below. */
    private static final long LEAST_PARTS = ROUND_BITS - (1021L << PARTS);
    /** Numbers of parts from −1021 · 64 on, to exponents of 1022, that are scaled by bit moves. */
    private static final long ALL_PARTS = 2044L << PARTS;

    // Minimax for the error of r + p₂r² + … + p₅r⁵ against exp(r) − 1, relative to exp(r), on |r| ≤ ln 2/128: 1.4e-18.
    // Remez exchange, Python 3 with mpmath 1.3.0, 50 digits.
    private static final double P2 = 0x1.fffffffffdbd9p-2;
    private static final double P3 = 0x1.5555555557675p-3;
    private static final double P4 = 0x1.555573c3184b8p-5;
    private static final double P5 = 0x1.111108f421feep-7;

    /** Bits of 2^(j/64 − 1021), less j · 2⁴⁶, which the number of parts brings along. */
    private static final long[] POWERS = new long[1 << PARTS];
    /** Bits of 2^(j/64), less j · 2⁴⁶. */
    private static final long[] NEAR_POWERS = new long[1 << PARTS];
    /** Bits above those of a number of parts from −512 · 64 to 512 · 64, once 512 · 64 is added. */
    private static final long NOT_NEAR = -1L << (10 + PARTS);
    /** 512 · 64, less the bits of {@link #ROUND}. */
    private static final long NEAR = (512L << PARTS) - ROUND_BITS;

    static {
        // 2^(j/64), rounded to nearest: Python 3 with mpmath 1.3.0, 50 digits.
        double[] powers = {
            0x1.0000000000000p+0, 0x1.02c9a3e778061p+0, 0x1.059b0d3158574p+0, 0x1.0874518759bc8p+0,
            0x1.0b5586cf9890fp+0, 0x1.0e3ec32d3d1a2p+0, 0x1.11301d0125b51p+0, 0x1.1429aaea92de0p+0,
            0x1.172b83c7d517bp+0, 0x1.1a35beb6fcb75p+0, 0x1.1d4873168b9aap+0, 0x1.2063b88628cd6p+0,
            0x1.2387a6e756238p+0, 0x1.26b4565e27cddp+0, 0x1.29e9df51fdee1p+0, 0x1.2d285a6e4030bp+0,
            0x1.306fe0a31b715p+0, 0x1.33c08b26416ffp+0, 0x1.371a7373aa9cbp+0, 0x1.3a7db34e59ff7p+0,
            0x1.3dea64c123422p+0, 0x1.4160a21f72e2ap+0, 0x1.44e086061892dp+0, 0x1.486a2b5c13cd0p+0,
            0x1.4bfdad5362a27p+0, 0x1.4f9b2769d2ca7p+0, 0x1.5342b569d4f82p+0, 0x1.56f4736b527dap+0,
            0x1.5ab07dd485429p+0, 0x1.5e76f15ad2148p+0, 0x1.6247eb03a5585p+0, 0x1.6623882552225p+0,
            0x1.6a09e667f3bcdp+0, 0x1.6dfb23c651a2fp+0, 0x1.71f75e8ec5f74p+0, 0x1.75feb564267c9p+0,
            0x1.7a11473eb0187p+0, 0x1.7e2f336cf4e62p+0, 0x1.82589994cce13p+0, 0x1.868d99b4492edp+0,
            0x1.8ace5422aa0dbp+0, 0x1.8f1ae99157736p+0, 0x1.93737b0cdc5e5p+0, 0x1.97d829fde4e50p+0,
            0x1.9c49182a3f090p+0, 0x1.a0c667b5de565p+0, 0x1.a5503b23e255dp+0, 0x1.a9e6b5579fdbfp+0,
            0x1.ae89f995ad3adp+0, 0x1.b33a2b84f15fbp+0, 0x1.b7f76f2fb5e47p+0, 0x1.bcc1e904bc1d2p+0,
            0x1.c199bdd85529cp+0, 0x1.c67f12e57d14bp+0, 0x1.cb720dcef9069p+0, 0x1.d072d4a07897cp+0,
            0x1.d5818dcfba487p+0, 0x1.da9e603db3285p+0, 0x1.dfc97337b9b5fp+0, 0x1.e502ee78b3ff6p+0,
            0x1.ea4afa2a490dap+0, 0x1.efa1bee615a27p+0, 0x1.f50765b6e4540p+0, 0x1.fa7c1819e90d8p+0
        };
        for (int j = 0; j < powers.length; j++) {
            NEAR_POWERS[j] = Double.doubleToRawLongBits(powers[j]) - ((long) j << (52 - PARTS));
            POWERS[j] = NEAR_POWERS[j] - (1021L << 52);
        }
    }

    // Minimax for the relative error of 1 + r + c₂r² + … + c₁₁r¹¹ against exp(r) on |r| ≤ ½ ln 2: 3.6e-18.
    // Remez exchange, Python 3 with mpmath 1.3.0, 50 digits.
    private static final double E2 = 0x1.000000000000ap-1;
    private static final double E3 = 0x1.55555555554fap-3;
    private static final double E4 = 0x1.555555555088cp-5;
    private static final double E5 = 0x1.1111111127b9dp-7;
    private static final double E6 = 0x1.6c16c184266d6p-10;
    private static final double E7 = 0x1.a01a012a692c6p-13;
    private static final double E8 = 0x1.a0199a16e0056p-16;
    private static final double E9 = 0x1.71df253b88da8p-19;
    private static final double E10 = 0x1.28ad68a4d9e69p-22;
    private static final double E11 = 0x1.ad7f7892372a2p-26;

    /** Bits of √½: mantissas are taken from [√½, √2). */
    private static final long ROOT_HALF = 0x3fe6a09e667f3bcdL;

    private static final long EXPONENT = 0xfff0000000000000L;
    private static final long LEAST_NORMAL = 0x0010000000000000L;
    private static final long INFINITE = 0x7ff0000000000000L;
    /** The upper 21 bits of ln 2. */
    private static final double LOG_LN2_HIGH = 0x1.62e42fee00000p-1;
    /** The rest of ln 2. */
    private static final double LOG_LN2_LOW = 0x1.a39ef35793c76p-33;

    // log((1 + s)/(1 − s)) = 2s + s (L1 s² + L2 s⁴ + …), error below 2^-58.45; coefficients of fdlibm's e_log.c.
    private static final double L1 = 0x1.5555555555593p-1;
    private static final double L2 = 0x1.999999997fa04p-2;
    private static final double L3 = 0x1.2492494229359p-2;
    private static final double L4 = 0x1.c71c51d8e78afp-3;
    private static final double L5 = 0x1.7466496cb03dep-3;
    private static final double L6 = 0x1.39a09d078c69fp-3;
    private static final double L7 = 0x1.2f112df3e5244p-3;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private static final class Scratch {
        private final double[] block = new double[BLOCK];
        private final double[] first = new double[BLOCK];
        private final double[] second = new double[BLOCK];
    }

    private ElementaryFunctions() {}

    /**
     * Computes exp(x) of each element, within 1.1 ulp; 0, ±∞, NaN and subnormal results are as of {@link StrictMath}.
     *
     * @param in arguments. Not modified, unless it is {@code out}.
     * @param n how many
     * @param out results, at the same indices. Modified. May be {@code in}.
     * @return false if all results lie in [2⁻¹⁰²², 2¹⁰²³]; true if one is NaN, or near or beyond these ends
     * @throws IndexOutOfBoundsException if n is negative or more than an array holds
     */
    public static boolean exp(double[] in, int n, double[] out) {
        Objects.checkFromIndexSize(0, n, in.length);
        Objects.checkFromIndexSize(0, n, out.length);
        Scratch scratch = SCRATCH.get();
        if (n <= BLOCK) {
            return expBlock(in, n, out, scratch);
        }
        boolean extreme = false;
        double[] block = scratch.block;
        for (int start = 0; start < n; start += BLOCK) {
            int size = Math.min(BLOCK, n - start);
            System.arraycopy(in, start, block, 0, size);
            extreme |= expBlock(block, size, block, scratch);
            System.arraycopy(block, 0, out, start, size);
        }
        return extreme;
    }

    private static boolean expBlock(double[] in, int n, double[] out, Scratch scratch) {
        double[] growth = scratch.first;
        double[] powers = scratch.second;
        expReduced(in, n, growth, powers);
        if (nearPowers(n, powers)) {
            expJoined(growth, n, powers, out);
            return false;
        }
        expReduced(in, n, growth, powers);
        if (powers(n, powers)) {
            expJoined(growth, n, powers, out);
            return false;
        }
        expReduced(in, n, growth, powers);
        expGuarded(in, n, growth, powers, out);
        return true;
    }

    /**
     * x = k ln 2/64 + r: exp(r) − 1, and k with {@link #ROUND} added. This loop and its partner are apart because a loop
     * with bit moves is not vectorised.
     */
    private static void expReduced(double[] in, int n, double[] growth, double[] parts) {
        for (int i = 0; i < n; i++) {
            double x = in[i];
            double t = x * INVERSE_PART + ROUND;
            double k = t - ROUND;
            double high = x - k * PART_HIGH;
            double low = k * PART_LOW;
            double r = high - low;
            double r2 = r * r;
            // high is exact, so the rounding of r matters only in the quadratic term.
            growth[i] = high + (r2 * ((P2 + r * P3) + r2 * (P4 + r * P5)) - low);
            parts[i] = t;
        }
    }

    /**
     * 2^(k/64) for each number of parts, in their place; whether all lie within 512 octaves of 1, which one sum and its
     * upper bits tell. That is so for |x| below 354, and two operations fewer than the check of the whole range.
     */
    private static boolean nearPowers(int n, double[] parts) {
        long outside = 0;
        for (int i = 0; i < n; i++) {
            long k = Double.doubleToRawLongBits(parts[i]);
            outside |= k + NEAR;
            // The bits of the rounding constant are shifted out.
            parts[i] = Double.longBitsToDouble(NEAR_POWERS[(int) k & ((1 << PARTS) - 1)] + (k << (52 - PARTS)));
        }
        return (outside & NOT_NEAR) == 0;
    }

    /** 2^(k/64 − 1021) for each number of parts, in their place; whether all are in range. NaN and large x are far outside. */
    private static boolean powers(int n, double[] parts) {
        long outside = 0;
        for (int i = 0; i < n; i++) {
            long k = Double.doubleToRawLongBits(parts[i]) - LEAST_PARTS;
            // The sign tells: k below 0, or above the last.
            outside |= k | (ALL_PARTS - 1 - k);
            parts[i] = Double.longBitsToDouble(POWERS[(int) k & ((1 << PARTS) - 1)] + (k << (52 - PARTS)));
        }
        return outside >= 0;
    }

    private static void expJoined(double[] growth, int n, double[] powers, double[] out) {
        for (int i = 0; i < n; i++) {
            double power = powers[i];
            out[i] = power + power * growth[i];
        }
    }

    /** The same with the arguments beyond the range one by one. */
    private static void expGuarded(double[] in, int n, double[] growth, double[] parts, double[] out) {
        for (int i = 0; i < n; i++) {
            long k = Double.doubleToRawLongBits(parts[i]) - LEAST_PARTS;
            if (k + Long.MIN_VALUE < ALL_PARTS + Long.MIN_VALUE) {
                double power = Double.longBitsToDouble(POWERS[(int) k & ((1 << PARTS) - 1)] + (k << (52 - PARTS)));
                out[i] = power + power * growth[i];
            } else {
                out[i] = StrictMath.exp(in[i]);
            }
        }
    }

    /**
     * Returns exp(x) − 1 of one number, within 2 ulp, with the same bits on every JDK and processor.
     *
     * @param x any number
     * @return exp(x) − 1; −1 at −∞
     */
    public static double expm1(double x) {
        if (!(x > -40 && x < 700)) {
            return x <= -40 ? -1 : StrictMath.expm1(x);
        }
        double t = x * INVERSE_LN2 + ROUND;
        double k = t - ROUND;
        double high = x - k * EXP_LN2_HIGH;
        double low = k * EXP_LN2_LOW;
        double r = high - low;
        double r2 = r * r;
        double r4 = r2 * r2;
        double q = ((E2 + r * E3) + r2 * (E4 + r * E5))
                + r4 * (((E6 + r * E7) + r2 * (E8 + r * E9)) + r4 * (E10 + r * E11));
        // exp(r) − 1 has no cancellation, and 2^k − 1 is exact as far as it counts.
        double fraction = high + (r2 * q - low);
        double scale = Double.longBitsToDouble((Double.doubleToRawLongBits(t) - ROUND_BITS + 1023) << 52);
        return scale * fraction + (scale - 1);
    }

    /**
     * Computes tanh(x) of each element, within 4 ulp and odd in x; ±1 from ±22 on, NaN at NaN.
     *
     * @param in arguments. Not modified, unless it is {@code out}.
     * @param n how many
     * @param out results, at the same indices. Modified. May be {@code in}.
     * @throws IndexOutOfBoundsException if n is negative or more than an array holds
     */
    public static void tanh(double[] in, int n, double[] out) {
        Objects.checkFromIndexSize(0, n, in.length);
        Objects.checkFromIndexSize(0, n, out.length);
        Scratch scratch = SCRATCH.get();
        double[] block = scratch.block;
        for (int start = 0; start < n; start += BLOCK) {
            int size = Math.min(BLOCK, n - start);
            System.arraycopy(in, start, block, 0, size);
            growthOfDouble(block, size, scratch.first, scratch.second);
            signedPowers(size, scratch.second, block);
            tanhJoined(scratch.first, scratch.second, size, block);
            System.arraycopy(block, 0, out, start, size);
        }
    }

    /** 2|x| = k ln 2 + r: exp(r) − 1, and k with {@link #ROUND} added. Beyond 44, tanh is 1 to rounding. */
    private static void growthOfDouble(double[] in, int n, double[] growth, double[] octaves) {
        for (int i = 0; i < n; i++) {
            double x = Math.min(2 * Math.abs(in[i]), 44);
            double t = x * INVERSE_LN2 + ROUND;
            double k = t - ROUND;
            double high = x - k * EXP_LN2_HIGH;
            double low = k * EXP_LN2_LOW;
            double r = high - low;
            double r2 = r * r;
            double r4 = r2 * r2;
            double q = ((E2 + r * E3) + r2 * (E4 + r * E5))
                    + r4 * (((E6 + r * E7) + r2 * (E8 + r * E9)) + r4 * (E10 + r * E11));
            growth[i] = high + (r2 * q - low);
            octaves[i] = t;
        }
    }

    /** 2^k in the place of k, and the sign of x, ±1, in the place of x. */
    private static void signedPowers(int n, double[] octaves, double[] signs) {
        for (int i = 0; i < n; i++) {
            octaves[i] = Double.longBitsToDouble((Double.doubleToRawLongBits(octaves[i]) - ROUND_BITS + 1023) << 52);
            signs[i] = Math.copySign(1, signs[i]);
        }
    }

    /** With E = exp(2|x|) − 1 = 2^k g + (2^k − 1), which does not cancel, tanh|x| = E/(E + 2). */
    private static void tanhJoined(double[] growth, double[] powers, int n, double[] signs) {
        for (int i = 0; i < n; i++) {
            double e = powers[i] * growth[i] + (powers[i] - 1);
            signs[i] = signs[i] * e / (e + 2);
        }
    }

    /**
     * Computes the natural logarithm of each element, within 1 ulp; −∞ at 0, NaN below.
     *
     * @param in arguments. Not modified, unless it is {@code out}.
     * @param n how many
     * @param out results, at the same indices. Modified. May be {@code in}.
     * @throws IndexOutOfBoundsException if n is negative or more than an array holds
     */
    public static void log(double[] in, int n, double[] out) {
        Objects.checkFromIndexSize(0, n, in.length);
        Objects.checkFromIndexSize(0, n, out.length);
        Scratch scratch = SCRATCH.get();
        if (n <= BLOCK) {
            logBlock(in, n, out, scratch);
            return;
        }
        double[] block = scratch.block;
        for (int start = 0; start < n; start += BLOCK) {
            int size = Math.min(BLOCK, n - start);
            System.arraycopy(in, start, block, 0, size);
            logBlock(block, size, block, scratch);
            System.arraycopy(block, 0, out, start, size);
        }
    }

    private static void logBlock(double[] in, int n, double[] out, Scratch scratch) {
        logSplit(in, n, scratch.first, scratch.second);
        logJoined(scratch.first, n, scratch.second, out);
    }

    /** x = 2^e (1 + f) with 1 + f in [√½, √2); e is stored with {@link #ROUND} added. */
    private static void logSplit(double[] in, int n, double[] fraction, double[] exponent) {
        for (int i = 0; i < n; i++) {
            double x = in[i];
            long bits = Double.doubleToRawLongBits(x);
            if (bits >= LEAST_NORMAL && bits < INFINITE) {
                long above = bits - ROOT_HALF;
                fraction[i] = Double.longBitsToDouble(bits - (above & EXPONENT)) - 1;
                exponent[i] = Double.longBitsToDouble(ROUND_BITS + (above >> 52));
            } else if (x > 0 && x < Double.POSITIVE_INFINITY) {
                bits = Double.doubleToRawLongBits(x * 0x1p54);
                long above = bits - ROOT_HALF;
                fraction[i] = Double.longBitsToDouble(bits - (above & EXPONENT)) - 1;
                exponent[i] = Double.longBitsToDouble(ROUND_BITS + (above >> 52) - 54);
            } else {
                // The exponents −∞, ∞ and NaN pass through the formula unchanged.
                fraction[i] = 0;
                exponent[i] = x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
            }
        }
    }

    /** With the length as first parameter, JDK 17 does not vectorise this loop. */
    private static void logJoined(double[] fraction, int n, double[] exponent, double[] out) {
        for (int i = 0; i < n; i++) {
            double f = fraction[i];
            double e = exponent[i] - ROUND;
            double s = f / (f + 2);
            double z = s * s;
            double w = z * z;
            double even = w * (L2 + w * (L4 + w * L6));
            double odd = z * (L1 + w * (L3 + w * (L5 + w * L7)));
            double half = f * f * 0.5;
            out[i] = e * LOG_LN2_HIGH - ((half - (s * (half + (even + odd)) + e * LOG_LN2_LOW)) - f);
        }
    }

    /**
     * Returns the inverse hyperbolic sine, log(x + √(x² + 1)), within 4 ulp.
     *
     * @param x any number
     * @return asinh(x), odd in x
     */
    public static double asinh(double x) {
        double a = Math.abs(x);
        double positive;
        if (a >= LARGE) {
            positive = Math.log(a) + LN2;
        } else {
            // log1p keeps the small arguments: a + (√(1 + a²) − 1), with the difference written without cancellation.
            double square = a * a;
            positive = Math.log1p(a + square / (1 + Math.sqrt(1 + square)));
        }
        return Math.copySign(positive, x);
    }

    /**
     * Returns the inverse hyperbolic tangent, ½ log((1 + x)/(1 − x)), within 4 ulp.
     *
     * @param x a number in [−1, 1]; NaN elsewhere
     * @return atanh(x), odd in x, infinite at ±1
     */
    public static double atanh(double x) {
        double a = Math.abs(x);
        return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
    }

    /**
     * Returns the error function, 2/√π ∫₀ˣ exp(−t²) dt.
     *
     * @param x any number
     * @return erf(x), odd in x
     */
    public static double erf(double x) {
        return Erf.value(x);
    }

    /**
     * Returns the logistic sigmoid, 1/(1 + exp(−x)), with full relative accuracy for negative x.
     *
     * @param x any number
     * @return sigmoid(x) in [0, 1]
     */
    public static double sigmoid(double x) {
        if (x >= 0) {
            return 1 / (1 + Math.exp(-x));
        }
        double e = Math.exp(x);
        return e / (1 + e);
    }

    /**
     * Returns log(1 + exp(x)) without overflow.
     *
     * @param x any number
     * @return softplus(x), not negative
     */
    public static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
