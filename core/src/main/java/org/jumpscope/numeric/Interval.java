package org.jumpscope.numeric;

import java.util.function.DoubleUnaryOperator;

/**
 * A closed interval that encloses: the result of every operation contains each exact result of its operands' numbers,
 * and each result that correctly rounded or {@code Math} arithmetic gives for them.
 *
 * <p>Ends are rounded outward: by one ulp for + − × / √ unless the result is exact, by two to eight for transcendental
 * functions according to their documented errors. Operations restrict their operands to the domain, so that
 * {@code of(-1, 2).log()} is [−∞, log 2] and {@code of(-2, -1).log()} is {@link #EMPTY}. An infinite end stands for an
 * unbounded set and for the limit itself; 0 × ∞ is 0. No operation returns NaN except as {@link #EMPTY}.
 *
 * @param low lower end; −∞ when unbounded
 * @param high upper end; +∞ when unbounded
 */
public record Interval(double low, double high) {
    /** The set without elements; its ends are NaN. */
    public static final Interval EMPTY = new Interval(Double.NaN, Double.NaN);
    /** All numbers. */
    public static final Interval ENTIRE = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double TWO_PI = 2 * Math.PI;
    /** Documented error of 1 ulp, plus the computed result of an inner point. */
    private static final int ONE_ULP = 2;
    /** Documented error of 2.5 ulp, and our own sigmoid and softplus. */
    private static final int TWO_ULP = 4;
    /** Our own asinh, atanh. */
    private static final int FOUR_ULP = 8;
    /** Beyond this the phase of sine and cosine is not followed. */
    private static final double LARGE_PHASE = 0x1p40;

    /**
     * Creates an interval.
     *
     * @throws InvalidInputException if the lower end is above the upper end, or only one end is NaN
     */
    public Interval {
        if (Double.isNaN(low) != Double.isNaN(high)) {
            throw new InvalidInputException(
                    "Interval from " + low + " to " + high + " has an end that is not a number.");
        }
        if (low > high) {
            throw new InvalidInputException(
                    "Lower end " + low + " is above upper end " + high + " of an interval; exchange them.");
        }
        // No −0, and infinite only outward: then no sum of ends is ∞ − ∞.
        low = low == INFINITY ? Double.MAX_VALUE : low + 0.0;
        high = high == -INFINITY ? -Double.MAX_VALUE : high + 0.0;
    }

    /**
     * Creates an interval from its ends.
     *
     * @param low lower end
     * @param high upper end
     * @return [low, high]
     * @throws InvalidInputException if {@code low > high} or only one end is NaN
     */
    public static Interval of(double low, double high) {
        return new Interval(low, high);
    }

    /**
     * Creates the interval of one number.
     *
     * @param x the number; NaN gives {@link #EMPTY}
     * @return [x, x]
     */
    public static Interval point(double x) {
        return new Interval(x, x);
    }

    /**
     * Tells whether this has no elements.
     *
     * @return true for {@link #EMPTY}
     */
    public boolean isEmpty() {
        return Double.isNaN(low);
    }

    /**
     * Tells whether this is one number.
     *
     * @return true if both ends are the same
     */
    public boolean isPoint() {
        return low == high;
    }

    /**
     * Tells whether both ends are finite numbers.
     *
     * @return false for {@link #EMPTY} and unbounded intervals
     */
    public boolean isBounded() {
        return low > -INFINITY && high < INFINITY;
    }

    /**
     * Tells whether a number is inside.
     *
     * @param x a number
     * @return low ≤ x ≤ high
     */
    public boolean contains(double x) {
        return low <= x && x <= high;
    }

    /**
     * Tells whether an interval is inside.
     *
     * @param other an interval
     * @return true if every element of {@code other} is an element of this
     */
    public boolean contains(Interval other) {
        return other.isEmpty() || (low <= other.low && other.high <= high);
    }

    /**
     * Tells whether zero is inside.
     *
     * @return low ≤ 0 ≤ high
     */
    public boolean containsZero() {
        return low <= 0 && high >= 0;
    }

    /**
     * Returns the length, rounded up.
     *
     * @return high − low; 0 for {@link #EMPTY}
     */
    public double width() {
        return isEmpty() ? 0 : sumUp(high, -low);
    }

    /**
     * Returns the largest absolute value.
     *
     * @return max |x|; 0 for {@link #EMPTY}
     */
    public double magnitude() {
        return isEmpty() ? 0 : Math.max(Math.abs(low), Math.abs(high));
    }

    /**
     * Returns a finite number inside that halves the interval in its own scale: arithmetic for ends of like size,
     * geometric for ends of one sign whose ratio is above 4, and through asinh where they span zero.
     *
     * @return a number inside, strictly between the ends where there is one; NaN for {@link #EMPTY}
     */
    public double midpoint() {
        if (isEmpty()) {
            return Double.NaN;
        }
        double a = Math.max(low, -Double.MAX_VALUE);
        double b = Math.min(high, Double.MAX_VALUE);
        double middle;
        if (a < 0 && b > 0) {
            middle = crossing(a, b);
        } else {
            middle = a >= 0 ? sameSign(a, b) : -sameSign(-b, -a);
        }
        return Math.min(Math.max(middle, a), b);
    }

    private static double crossing(double a, double b) {
        if (b > -4 * a || -a > 4 * b) {
            return 0;
        }
        return 0.5 * a + 0.5 * b;
    }

    private static double sameSign(double a, double b) {
        double ratio = b / 4;
        if (a >= ratio) {
            return a + 0.5 * (b - a);
        }
        if (a > 0) {
            return Math.sqrt(a) * Math.sqrt(b);
        }
        // [0, b] has no geometric mean: asinh scale above one half, below it squares approach zero in eleven steps.
        if (b > 0.5) {
            return Math.sinh(0.5 * ElementaryFunctions.asinh(b));
        }
        return Math.max(b * b, Math.min(Double.MIN_NORMAL, 0.5 * b));
    }

    // ------------------------------------------------------------------ sets

    /**
     * Returns the smallest interval that contains both.
     *
     * @param other another interval
     * @return the hull of the union
     */
    public Interval hull(Interval other) {
        if (isEmpty()) {
            return other;
        }
        return other.isEmpty() ? this : new Interval(Math.min(low, other.low), Math.max(high, other.high));
    }

    /**
     * Returns the common part.
     *
     * @param other another interval
     * @return the intersection, perhaps {@link #EMPTY}
     */
    public Interval intersect(Interval other) {
        double a = Math.max(low, other.low);
        double b = Math.min(high, other.high);
        return a <= b ? new Interval(a, b) : EMPTY;
    }

    /**
     * Encloses max(x, y).
     *
     * @param other values of y
     * @return the larger of each pair
     */
    public Interval max(Interval other) {
        return isEmpty() || other.isEmpty()
                ? EMPTY
                : new Interval(Math.max(low, other.low), Math.max(high, other.high));
    }

    /**
     * Encloses min(x, y).
     *
     * @param other values of y
     * @return the smaller of each pair
     */
    public Interval min(Interval other) {
        return isEmpty() || other.isEmpty()
                ? EMPTY
                : new Interval(Math.min(low, other.low), Math.min(high, other.high));
    }

    // ------------------------------------------------------------------ arithmetic

    /**
     * Encloses x + y.
     *
     * @param other values of y
     * @return the sum
     */
    public Interval add(Interval other) {
        if (isEmpty() || other.isEmpty()) {
            return EMPTY;
        }
        return new Interval(sumDown(low, other.low), sumUp(high, other.high));
    }

    /**
     * Encloses x − y.
     *
     * @param other values of y
     * @return the difference
     */
    public Interval subtract(Interval other) {
        return add(other.negate());
    }

    /**
     * Encloses −x.
     *
     * @return the negative, exactly
     */
    public Interval negate() {
        return isEmpty() ? EMPTY : new Interval(-high, -low);
    }

    /**
     * Encloses x y.
     *
     * @param other values of y
     * @return the product
     */
    public Interval multiply(Interval other) {
        if (isEmpty() || other.isEmpty()) {
            return EMPTY;
        }
        double c = other.low;
        double d = other.high;
        if (low >= 0) {
            return new Interval(productDown(c >= 0 ? low : high, c), productUp(d >= 0 ? high : low, d));
        }
        if (high <= 0) {
            return new Interval(productDown(d >= 0 ? low : high, d), productUp(c >= 0 ? high : low, c));
        }
        if (c >= 0) {
            return new Interval(productDown(low, d), productUp(high, d));
        }
        if (d <= 0) {
            return new Interval(productDown(high, c), productUp(low, c));
        }
        return new Interval(
                Math.min(productDown(low, d), productDown(high, c)), Math.max(productUp(low, c), productUp(high, d)));
    }

    /**
     * Encloses x / y; where y may be zero, the hull of the results on both sides of it, perhaps {@link #ENTIRE}.
     *
     * @param other values of y
     * @return the quotient
     */
    public Interval divide(Interval other) {
        if (isEmpty() || other.isEmpty()) {
            return EMPTY;
        }
        double c = other.low;
        double d = other.high;
        if (c > 0) {
            return new Interval(quotientDown(low, low >= 0 ? d : c), quotientUp(high, high >= 0 ? c : d));
        }
        if (d < 0) {
            return negate().divide(other.negate());
        }
        if (c < d && low == 0 && high == 0) {
            return this;
        }
        if (c == 0 && d > 0 && low >= 0) {
            return new Interval(quotientDown(low, d), INFINITY);
        }
        if (c == 0 && d > 0 && high <= 0) {
            return new Interval(-INFINITY, quotientUp(high, d));
        }
        if (d == 0 && c < 0 && (low >= 0 || high <= 0)) {
            return negate().divide(other.negate());
        }
        return ENTIRE;
    }

    /**
     * Encloses |x|.
     *
     * @return the absolute value, exactly
     */
    public Interval abs() {
        if (isEmpty() || low >= 0) {
            return this;
        }
        return high <= 0 ? negate() : new Interval(0, Math.max(-low, high));
    }

    /**
     * Encloses the sign of x: −1, 0 or 1.
     *
     * @return the sign, exactly
     */
    public Interval sign() {
        return isEmpty() ? EMPTY : new Interval(Math.signum(low), Math.signum(high));
    }

    /**
     * Encloses √x for x ≥ 0.
     *
     * @return the square root
     */
    public Interval sqrt() {
        Interval x = restrict(0, INFINITY);
        return x.isEmpty()
                ? EMPTY
                : new Interval(
                        rootExact(x.low) ? Math.sqrt(x.low) : Math.max(0, Math.nextDown(Math.sqrt(x.low))),
                        rootExact(x.high) ? Math.sqrt(x.high) : Math.nextUp(Math.sqrt(x.high)));
    }

    private static boolean rootExact(double x) {
        double root = Math.sqrt(x);
        // The square of a number with 24 bits is exact.
        return root == (float) root && root * root == x;
    }

    // ------------------------------------------------------------------ powers

    /**
     * Encloses x<sup>p</sup>: over all x for an integer p, over x ≥ 0 for others.
     *
     * @param p the exponent
     * @return the power; {@link #EMPTY} for p NaN
     */
    public Interval power(double p) {
        if (isEmpty() || Double.isNaN(p)) {
            return EMPTY;
        }
        if (p == 0) {
            return point(1);
        }
        if (p == 1) {
            return this;
        }
        if (p == -1) {
            return point(1).divide(this);
        }
        if (p == 2) {
            Interval a = abs();
            return new Interval(productDown(a.low, a.low), productUp(a.high, a.high));
        }
        if (Double.isInfinite(p) || p != Math.rint(p)) {
            return restrict(0, INFINITY).positivePower(p, p);
        }
        if (Math.IEEEremainder(p, 2) == 0) {
            return abs().positivePower(p, p);
        }
        if (low >= 0) {
            return positivePower(p, p);
        }
        Interval negative = negate().restrict(0, INFINITY).positivePower(p, p).negate();
        if (high <= 0) {
            return negative;
        }
        Interval positive = restrict(0, INFINITY).positivePower(p, p);
        return positive.hull(negative);
    }

    /**
     * Encloses x<sup>y</sup> over x ≥ 0, and over x &lt; 0 where y may be an integer.
     *
     * @param exponent values of y
     * @return the power
     */
    public Interval power(Interval exponent) {
        if (isEmpty() || exponent.isEmpty()) {
            return EMPTY;
        }
        if (exponent.isPoint()) {
            return power(exponent.low);
        }
        Interval positive = restrict(0, INFINITY).positivePower(exponent.low, exponent.high);
        if (low >= 0 || Math.ceil(exponent.low) > exponent.high) {
            return positive;
        }
        Interval size = negate().restrict(0, INFINITY).positivePower(exponent.low, exponent.high);
        return positive.hull(size).hull(size.negate());
    }

    /** x^y for x ≥ 0: y log x is bilinear, so the extremes are at the corners. */
    private Interval positivePower(double p, double q) {
        if (isEmpty()) {
            return EMPTY;
        }
        if (p == q) {
            return p > 0
                    ? new Interval(powerDown(low, p), powerUp(high, p))
                    : new Interval(powerDown(high, p), powerUp(low, p));
        }
        double least = Math.min(
                Math.min(powerDown(low, p), powerDown(low, q)), Math.min(powerDown(high, p), powerDown(high, q)));
        double most =
                Math.max(Math.max(powerUp(low, p), powerUp(low, q)), Math.max(powerUp(high, p), powerUp(high, q)));
        return new Interval(least, most);
    }

    private static double powerDown(double x, double p) {
        return powerExact(x, p) ? rawPower(x, p) : Math.max(0, down(Math.pow(x, p), ONE_ULP));
    }

    private static double powerUp(double x, double p) {
        return powerExact(x, p) ? rawPower(x, p) : up(Math.pow(x, p), ONE_ULP);
    }

    private static double rawPower(double x, double p) {
        // Java's 1^±∞ is NaN; as a limit within an enclosure it is 1.
        return x == 1 ? 1 : Math.pow(x, p);
    }

    private static boolean powerExact(double x, double p) {
        if (x == 0 || x == 1 || p == 0 || x == INFINITY) {
            return true;
        }
        // Math.pow is exact where both arguments are integers and the result fits.
        return p > 0 && p == Math.rint(p) && x == Math.rint(x) && Math.pow(x, p) <= 0x1p53;
    }

    // ------------------------------------------------------------------ exponentials

    /**
     * Encloses exp(x).
     *
     * @return the exponential, not negative
     */
    public Interval exp() {
        return increasing(Math::exp, ONE_ULP, 0, INFINITY);
    }

    /**
     * Encloses log(x) for x &gt; 0, and its limit −∞ at 0.
     *
     * @return the natural logarithm
     */
    public Interval log() {
        return restrict(0, INFINITY).increasing(Math::log, ONE_ULP, -INFINITY, INFINITY);
    }

    /**
     * Encloses log(1 + x) for x &gt; −1, and its limit −∞ at −1.
     *
     * @return log(1 + x)
     */
    public Interval log1p() {
        return restrict(-1, INFINITY).increasing(Math::log1p, ONE_ULP, -INFINITY, INFINITY);
    }

    /**
     * Encloses exp(x) − 1.
     *
     * @return exp(x) − 1, at least −1
     */
    public Interval expm1() {
        return increasing(Math::expm1, ONE_ULP, -1, INFINITY);
    }

    /**
     * Encloses sinh(x).
     *
     * @return the hyperbolic sine
     */
    public Interval sinh() {
        return increasing(Math::sinh, TWO_ULP, -INFINITY, INFINITY);
    }

    /**
     * Encloses cosh(x).
     *
     * @return the hyperbolic cosine, at least 1
     */
    public Interval cosh() {
        return abs().increasing(Math::cosh, TWO_ULP, 1, INFINITY);
    }

    /**
     * Encloses tanh(x).
     *
     * @return the hyperbolic tangent in [−1, 1]
     */
    public Interval tanh() {
        return increasing(Math::tanh, TWO_ULP, -1, 1);
    }

    /**
     * Encloses asinh(x).
     *
     * @return the inverse hyperbolic sine
     */
    public Interval asinh() {
        return increasing(ElementaryFunctions::asinh, FOUR_ULP, -INFINITY, INFINITY);
    }

    /**
     * Encloses atanh(x) for −1 ≤ x ≤ 1, with its limits ±∞ at the ends.
     *
     * @return the inverse hyperbolic tangent
     */
    public Interval atanh() {
        return restrict(-1, 1).increasing(ElementaryFunctions::atanh, FOUR_ULP, -INFINITY, INFINITY);
    }

    /**
     * Encloses erf(x).
     *
     * @return the error function in [−1, 1]
     */
    public Interval erf() {
        return increasing(ErrorFunction::erf, TWO_ULP, -1, 1);
    }

    /**
     * Encloses 1/(1 + exp(−x)).
     *
     * @return the logistic sigmoid in [0, 1]
     */
    public Interval sigmoid() {
        return increasing(ElementaryFunctions::sigmoid, TWO_ULP, 0, 1);
    }

    /**
     * Encloses log(1 + exp(x)).
     *
     * @return the softplus function, not negative
     */
    public Interval softplus() {
        return increasing(ElementaryFunctions::softplus, TWO_ULP, 0, INFINITY);
    }

    // ------------------------------------------------------------------ trigonometry

    /**
     * Encloses sin(x), x in radians.
     *
     * @return the sine in [−1, 1]
     */
    public Interval sin() {
        return wave(Math::sin, 0.25);
    }

    /**
     * Encloses cos(x), x in radians.
     *
     * @return the cosine in [−1, 1]
     */
    public Interval cos() {
        return wave(Math::cos, 0);
    }

    /**
     * Encloses tan(x), x in radians.
     *
     * @return the tangent; {@link #ENTIRE} where a pole may be inside
     */
    public Interval tan() {
        if (isEmpty()) {
            return EMPTY;
        }
        if (magnitude() > LARGE_PHASE || mayContainPhase(0.5, Math.PI)) {
            return ENTIRE;
        }
        return increasing(Math::tan, ONE_ULP, -INFINITY, INFINITY);
    }

    /**
     * Encloses asin(x) for −1 ≤ x ≤ 1.
     *
     * @return the arc sine in radians
     */
    public Interval asin() {
        return restrict(-1, 1).increasing(Math::asin, ONE_ULP, -INFINITY, INFINITY);
    }

    /**
     * Encloses acos(x) for −1 ≤ x ≤ 1.
     *
     * @return the arc cosine in radians, not negative
     */
    public Interval acos() {
        Interval x = restrict(-1, 1);
        return x.isEmpty()
                ? EMPTY
                : new Interval(lowEnd(Math::acos, x.high, ONE_ULP, 0), highEnd(Math::acos, x.low, ONE_ULP, INFINITY));
    }

    /**
     * Encloses atan(x).
     *
     * @return the arc tangent in radians
     */
    public Interval atan() {
        return increasing(Math::atan, ONE_ULP, -INFINITY, INFINITY);
    }

    /** Sine or cosine, whose maxima lie at (k + crest) 2π. */
    private Interval wave(DoubleUnaryOperator f, double crest) {
        if (isEmpty()) {
            return EMPTY;
        }
        if ((magnitude() > LARGE_PHASE && !isPoint()) || !isBounded()) {
            return new Interval(-1, 1);
        }
        boolean point = isPoint();
        double a = lowEnd(f, low, ONE_ULP, -1);
        double b = lowEnd(f, high, ONE_ULP, -1);
        double least = !point && mayContainPhase(crest + 0.5, TWO_PI) ? -1 : Math.min(a, b);
        double most = !point && mayContainPhase(crest, TWO_PI)
                ? 1
                : Math.max(highEnd(f, low, ONE_ULP, 1), highEnd(f, high, ONE_ULP, 1));
        return new Interval(least, most);
    }

    /** Tells whether some (k + phase) period may be inside; errs on the side of true. */
    private boolean mayContainPhase(double phase, double period) {
        double a = low / period - phase;
        double b = high / period - phase;
        // Three roundings and the error of the period: below 4 ulp of the larger phase.
        double slack = 4 * Math.ulp(Math.max(1, Math.max(Math.abs(a), Math.abs(b))));
        return Math.ceil(a - slack) <= b + slack;
    }

    // ------------------------------------------------------------------ rounding

    private Interval restrict(double a, double b) {
        double x = Math.max(low, a);
        double y = Math.min(high, b);
        return x <= y ? new Interval(x, y) : EMPTY;
    }

    private Interval increasing(DoubleUnaryOperator f, int steps, double floor, double ceiling) {
        return isEmpty() ? EMPTY : new Interval(lowEnd(f, low, steps, floor), highEnd(f, high, steps, ceiling));
    }

    private static double lowEnd(DoubleUnaryOperator f, double x, int steps, double floor) {
        double y = f.applyAsDouble(x);
        return exact(x, y) ? y : Math.max(floor, down(y, steps));
    }

    private static double highEnd(DoubleUnaryOperator f, double x, int steps, double ceiling) {
        double y = f.applyAsDouble(x);
        return exact(x, y) ? y : Math.min(ceiling, up(y, steps));
    }

    /** At 0 and 1 a result of 0 or 1 is exact for every function here: no such value is merely near. */
    private static boolean exact(double x, double y) {
        return (x == 0 || x == 1) && (y == 0 || y == 1);
    }

    private static double down(double x, int steps) {
        double y = x;
        for (int i = 0; i < steps; i++) {
            y = Math.nextDown(y);
        }
        return y;
    }

    private static double up(double x, int steps) {
        return -down(-x, steps);
    }

    private static double sumUp(double a, double b) {
        return -sumDown(-a, -b);
    }

    private static double sumDown(double a, double b) {
        double s = a + b;
        // The rounding error of a sum is a double (Knuth); its sign tells on which side the sum lies.
        double t = s - a;
        double error = (a - (s - t)) + (b - t);
        if (Double.isNaN(error)) {
            return Math.abs(a) <= Double.MAX_VALUE && Math.abs(b) <= Double.MAX_VALUE ? Math.nextDown(s) : s;
        }
        return error < 0 ? Math.nextDown(s) : s;
    }

    private static double productUp(double a, double b) {
        return -productDown(-a, b);
    }

    private static double productDown(double a, double b) {
        if (a == 0 || b == 0) {
            return 0;
        }
        double p = a * b;
        if (p == 0 && a > 0 == b > 0) {
            return 0;
        }
        // The product of two numbers with 24 bits is exact.
        return a == (float) a && b == (float) b ? p : Math.nextDown(p);
    }

    private static double quotientUp(double a, double b) {
        return -quotientDown(-a, b);
    }

    private static double quotientDown(double a, double b) {
        if (a == 0) {
            return 0;
        }
        double q = a / b;
        if (q == 0 && a > 0 == b > 0) {
            return 0;
        }
        return q == (float) q && b == (float) b && q * b == a ? q : Math.nextDown(q);
    }
}
