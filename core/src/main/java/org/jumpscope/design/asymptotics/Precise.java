package org.jumpscope.design.asymptotics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Elementary functions of decimal numbers, right to 64 digits. */
public final class Precise {
    /** The digits of every result. */
    public static final MathContext DIGITS = new MathContext(64, RoundingMode.HALF_EVEN);

    private static final int GUARD = 20;
    private static final MathContext WORK = new MathContext(64 + GUARD, RoundingMode.HALF_EVEN);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final double LARGEST = 1e8;
    /** Beyond this size of its argument erf is not worked out by its series. */
    private static final double FAR_ERROR_FUNCTION = 30;

    /** π to 100 digits. */
    private static final BigDecimal PI_LONG =
            new BigDecimal("3.141592653589793238462643383279502884197169399375105820974944"
                    + "5923078164062862089986280348253421170679821480865132823066470938446");

    private static final double LOG_TWO = 0.6931471805599453;

    /** log 2 to 100 digits. */
    private static final BigDecimal LOG_TWO_LONG =
            new BigDecimal("0.6931471805599453094172321214581765680755001343602552541206800094"
                    + "933936219696947156058633269964186875");

    /** e to 100 digits. */
    private static final BigDecimal E_LONG =
            new BigDecimal("2.718281828459045235360287471352662497757247093699959574966967"
                    + "6277240766303535475945713821785251664274274663919320030599218174135");

    private Precise() {}

    /**
     * Returns π.
     *
     * @return π
     */
    public static BigDecimal pi() {
        return PI_LONG.round(DIGITS);
    }

    /**
     * Reads a constant of a formula as the decimal number that it was written as; the doubles nearest to
     * π, e and log 2 are these numbers.
     *
     * @param value a finite number
     * @return the decimal number
     */
    public static BigDecimal of(double value) {
        double size = Math.abs(value);
        BigDecimal exact = size == Math.PI ? PI_LONG : size == Math.E ? E_LONG : size == LOG_TWO ? LOG_TWO_LONG : null;
        if (exact == null) {
            return BigDecimal.valueOf(value);
        }
        return value < 0 ? exact.round(DIGITS).negate() : exact.round(DIGITS);
    }

    /**
     * Says whether two numbers agree to 44 digits, so that only rounding is between them.
     *
     * @param a a number
     * @param b another
     * @return whether they count as equal
     */
    public static boolean areEqual(BigDecimal a, BigDecimal b) {
        return Numbers.areEqual(a, b);
    }

    /**
     * Returns e^x.
     *
     * @param x a number of size at most 1e8
     * @return e^x
     * @throws ExpansionFailure if x is larger
     */
    public static BigDecimal exp(BigDecimal x) {
        return expLong(x).round(DIGITS);
    }

    private static BigDecimal expLong(BigDecimal x) {
        double size = Math.abs(x.doubleValue());
        if (!(size <= LARGEST)) {
            throw ExpansionFailure.because("a constant of its expansion is too large");
        }
        int halvings = size < 1e-3 ? 0 : (int) Math.max(0, Math.ceil(Math.log(size) / Math.log(2)) + 10);
        MathContext context = new MathContext(WORK.getPrecision() + halvings / 3 + 4, RoundingMode.HALF_EVEN);
        BigDecimal r = x.divide(new BigDecimal(BigInteger.ONE.shiftLeft(halvings)), context);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int k = 1; k < 200; k++) {
            term = term.multiply(r, context).divide(BigDecimal.valueOf(k), context);
            sum = sum.add(term, context);
            if (isNegligible(term, context)) {
                break;
            }
        }
        for (int i = 0; i < halvings; i++) {
            sum = sum.multiply(sum, context);
        }
        return sum.round(WORK);
    }

    private static boolean isNegligible(BigDecimal term, MathContext context) {
        return term.signum() == 0 || term.precision() - term.scale() < -context.getPrecision() - 1;
    }

    /**
     * Returns log x.
     *
     * @param x a number above 0
     * @return the natural logarithm
     * @throws ExpansionFailure if x is not above 0
     */
    public static BigDecimal log(BigDecimal x) {
        if (x.signum() <= 0) {
            throw ExpansionFailure.because("it takes the logarithm of a number that is not above 0");
        }
        // Near 1 the logarithm is small, and keeps its relative accuracy by a series.
        BigDecimal near = x.subtract(BigDecimal.ONE);
        if (near.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (near.abs().compareTo(new BigDecimal("1e-6")) < 0) {
            return seriesOfLog(near);
        }
        int decimal = x.precision() - x.scale();
        double head = x.movePointLeft(decimal).doubleValue();
        BigDecimal y = BigDecimal.valueOf(Math.log(head) + decimal * Math.log(10));
        for (int i = 0; i < 3; i++) {
            BigDecimal e = expLong(y);
            BigDecimal step = TWO.multiply(x.subtract(e, WORK), WORK).divide(x.add(e, WORK), WORK);
            y = y.add(step, WORK);
        }
        return y.round(DIGITS);
    }

    private static BigDecimal seriesOfLog(BigDecimal near) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal power = BigDecimal.ONE;
        for (int k = 1; k < 20; k++) {
            power = power.multiply(near, WORK).negate();
            sum = sum.subtract(power.divide(BigDecimal.valueOf(k), WORK), WORK);
        }
        return sum.round(DIGITS);
    }

    /**
     * Returns the square root.
     *
     * @param x a number not below 0
     * @return √x
     * @throws ExpansionFailure if x is below 0
     */
    public static BigDecimal sqrt(BigDecimal x) {
        if (x.signum() < 0) {
            throw ExpansionFailure.because("it takes the root of a number below 0");
        }
        return x.sqrt(DIGITS);
    }

    /**
     * Returns a power.
     *
     * @param base the base; above 0, or not 0 where the exponent is a whole number
     * @param exponent the exponent
     * @return base^exponent
     * @throws ExpansionFailure if it is undefined
     */
    public static BigDecimal pow(BigDecimal base, BigDecimal exponent) {
        BigDecimal whole = exponent.stripTrailingZeros();
        if (whole.scale() <= 0 && whole.abs().compareTo(BigDecimal.valueOf(1_000_000)) <= 0) {
            int n = whole.intValueExact();
            if (n < 0 && base.signum() == 0) {
                throw ExpansionFailure.because("it divides by 0");
            }
            return base.pow(n, DIGITS);
        }
        if (base.signum() <= 0) {
            throw ExpansionFailure.because("it takes a fractional power of a number that is not above 0");
        }
        return exp(exponent.multiply(log(base), WORK));
    }

    /**
     * Returns the sine.
     *
     * @param x the angle
     * @return sin x
     * @throws ExpansionFailure if x is larger than 1e8
     */
    public static BigDecimal sin(BigDecimal x) {
        return sineSeries(reduced(x)).round(DIGITS);
    }

    /**
     * Returns the cosine.
     *
     * @param x the angle
     * @return cos x
     * @throws ExpansionFailure if x is larger than 1e8
     */
    public static BigDecimal cos(BigDecimal x) {
        return sineSeries(reduced(PI_LONG.divide(TWO, WORK).add(x, WORK))).round(DIGITS);
    }

    /** The angle with the same sine in [−π/2, π/2]. */
    private static BigDecimal reduced(BigDecimal x) {
        if (!(Math.abs(x.doubleValue()) <= LARGEST)) {
            throw ExpansionFailure.because("a constant of its expansion is too large");
        }
        BigDecimal turns = x.divide(PI_LONG, WORK).setScale(0, RoundingMode.HALF_EVEN);
        MathContext longer = new MathContext(WORK.getPrecision() + 12, RoundingMode.HALF_EVEN);
        BigDecimal rest = x.subtract(turns.multiply(PI_LONG, longer), longer);
        return turns.toBigInteger().testBit(0) ? rest.negate() : rest;
    }

    private static BigDecimal sineSeries(BigDecimal x) {
        BigDecimal square = x.multiply(x, WORK).negate();
        BigDecimal term = x;
        BigDecimal sum = x;
        for (int k = 1; k < 100 && !isNegligible(term, WORK); k++) {
            term = term.multiply(square, WORK).divide(BigDecimal.valueOf(2L * k * (2L * k + 1)), WORK);
            sum = sum.add(term, WORK);
        }
        return sum;
    }

    /**
     * Returns the inverse tangent.
     *
     * @param x a number
     * @return arctan x
     */
    public static BigDecimal atan(BigDecimal x) {
        if (x.abs().compareTo(BigDecimal.ONE) > 0) {
            BigDecimal half = PI_LONG.divide(TWO, WORK);
            BigDecimal rest = atan(BigDecimal.ONE.divide(x, WORK));
            return (x.signum() > 0 ? half : half.negate()).subtract(rest, DIGITS);
        }
        BigDecimal y = BigDecimal.valueOf(Math.atan(x.doubleValue()));
        for (int i = 0; i < 3; i++) {
            BigDecimal sine = sineSeries(y);
            BigDecimal cosine = sineSeries(PI_LONG.divide(TWO, WORK).subtract(y.abs(), WORK));
            BigDecimal step = cosine.multiply(x.multiply(cosine, WORK).subtract(sine, WORK), WORK);
            y = y.add(step, WORK);
        }
        return y.round(DIGITS);
    }

    /**
     * Returns 1 − erf x, with 64 digits also where it is small.
     *
     * @param x a number of size at most 30
     * @return the complement of the error function
     * @throws ExpansionFailure if x is larger
     */
    public static BigDecimal erfc(BigDecimal x) {
        double size = Math.abs(x.doubleValue());
        if (!(size <= FAR_ERROR_FUNCTION)) {
            throw ExpansionFailure.because("a constant of its expansion is too far in the tail of the normal law");
        }
        // The terms reach e^(x²), and erfc falls to e^(−x²): both cost digits.
        MathContext context =
                new MathContext(WORK.getPrecision() + (int) (0.9 * size * size) + 4, RoundingMode.HALF_EVEN);
        BigDecimal square = x.multiply(x, context);
        BigDecimal term = x;
        BigDecimal sum = x;
        for (int k = 1; k < 10_000; k++) {
            term = term.multiply(square, context).negate().divide(BigDecimal.valueOf(k), context);
            BigDecimal part = term.divide(BigDecimal.valueOf(2L * k + 1), context);
            sum = sum.add(part, context);
            if (k > square.doubleValue() && isNegligible(part, context)) {
                break;
            }
        }
        BigDecimal rootOfPi = longPi(context).sqrt(context);
        return BigDecimal.ONE
                .subtract(TWO.multiply(sum, context).divide(rootOfPi, context), context)
                .round(DIGITS);
    }

    /** π to the digits of a context, by Machin's formula. */
    private static BigDecimal longPi(MathContext context) {
        MathContext more = new MathContext(context.getPrecision() + 5, RoundingMode.HALF_EVEN);
        BigDecimal quarter = BigDecimal.valueOf(4)
                .multiply(inverseTangentOfReciprocal(5, more), more)
                .subtract(inverseTangentOfReciprocal(239, more), more);
        return quarter.multiply(BigDecimal.valueOf(4), context);
    }

    private static BigDecimal inverseTangentOfReciprocal(int n, MathContext context) {
        BigDecimal square = BigDecimal.valueOf((long) n * n);
        BigDecimal power = BigDecimal.ONE.divide(BigDecimal.valueOf(n), context);
        BigDecimal sum = power;
        for (int k = 1; k < 10_000 && !isNegligible(power, context); k++) {
            power = power.divide(square, context).negate();
            sum = sum.add(power.divide(BigDecimal.valueOf(2L * k + 1), context), context);
        }
        return sum;
    }
}
