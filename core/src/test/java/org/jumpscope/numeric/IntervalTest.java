package org.jumpscope.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class IntervalTest {
    private static final int TRIALS = 20_000;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** Java's power, without its convention that −∞ has a positive power where negative numbers have none. */
    private static double power(double x, double p) {
        return x == -INFINITY && p != Math.rint(p) ? Double.NaN : Math.pow(x, p);
    }

    private record Function(UnaryOperator<Interval> enclosure, DoubleUnaryOperator value) {}

    private static Map<String, Function> functions() {
        Map<String, Function> all = new LinkedHashMap<>();
        all.put("negate", new Function(Interval::negate, x -> -x));
        all.put("abs", new Function(Interval::abs, Math::abs));
        all.put("sign", new Function(Interval::sign, Math::signum));
        all.put("sqrt", new Function(Interval::sqrt, Math::sqrt));
        all.put("exp", new Function(Interval::exp, Math::exp));
        all.put("strict exp", new Function(Interval::exp, StrictMath::exp));
        all.put("log", new Function(Interval::log, Math::log));
        all.put("strict log", new Function(Interval::log, StrictMath::log));
        all.put("log1p", new Function(Interval::log1p, Math::log1p));
        all.put("expm1", new Function(Interval::expm1, Math::expm1));
        all.put("sin", new Function(Interval::sin, Math::sin));
        all.put("cos", new Function(Interval::cos, Math::cos));
        all.put("tan", new Function(Interval::tan, Math::tan));
        all.put("asin", new Function(Interval::asin, Math::asin));
        all.put("acos", new Function(Interval::acos, Math::acos));
        all.put("atan", new Function(Interval::atan, Math::atan));
        all.put("sinh", new Function(Interval::sinh, Math::sinh));
        all.put("cosh", new Function(Interval::cosh, Math::cosh));
        all.put("tanh", new Function(Interval::tanh, Math::tanh));
        all.put("asinh", new Function(Interval::asinh, ElementaryFunctions::asinh));
        all.put("atanh", new Function(Interval::atanh, ElementaryFunctions::atanh));
        all.put("erf", new Function(Interval::erf, ElementaryFunctions::erf));
        all.put("sigmoid", new Function(Interval::sigmoid, ElementaryFunctions::sigmoid));
        all.put("naive sigmoid", new Function(x -> x.sigmoid(), x -> x < -700 ? Double.NaN : 1 / (1 + Math.exp(-x))));
        all.put("softplus", new Function(Interval::softplus, ElementaryFunctions::softplus));
        for (double p : new double[] {0, 1, 2, 3, 4, 7, -1, -2, -3, 0.5, -0.5, 1.7, -1.7, 1e18, 55}) {
            all.put("power " + p, new Function(x -> x.power(p), x -> power(x, p)));
        }
        return all;
    }

    /** Ends of every sign and size, sometimes zero, infinite, or a small whole number. */
    private static double end(UniformRandomProvider random) {
        int kind = random.nextInt(20);
        double sign = random.nextBoolean() ? 1 : -1;
        return switch (kind) {
            case 0 -> 0;
            case 1 -> sign * INFINITY;
            case 2, 3, 4 -> sign * random.nextInt(8);
            case 5 -> sign * Math.pow(10, random.nextDouble(-320, 308));
            case 6, 7, 8 -> sign * Math.pow(10, random.nextDouble(-12, 4));
            case 9, 10, 11 -> sign * random.nextDouble();
            default -> sign * random.nextDouble(0, 12);
        };
    }

    private static Interval interval(UniformRandomProvider random) {
        double a = end(random);
        double b = switch (random.nextInt(4)) {
            case 0 -> a;
            case 1 -> a + a * 1e-14;
            default -> end(random);
        };
        return Interval.of(Math.min(a, b), Math.max(a, b));
    }

    private static double inside(Interval x, UniformRandomProvider random) {
        return switch (random.nextInt(6)) {
            case 0 -> x.low();
            case 1 -> x.high();
            case 2 -> x.midpoint();
            default -> {
                double low = Math.max(x.low(), -Double.MAX_VALUE);
                double high = Math.min(x.high(), Double.MAX_VALUE);
                double t = random.nextDouble();
                yield Math.min(Math.max(low * (1 - t) + high * t, low), high);
            }
        };
    }

    @Test
    void enclosesTheComputedValueOfEveryInnerPoint() {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(11);
        functions().forEach((name, f) -> {
            for (int i = 0; i < TRIALS; i++) {
                Interval x = interval(random);
                double point = inside(x, random);
                double y = f.value().applyAsDouble(point);
                Interval enclosure = f.enclosure().apply(x);
                // Which infinity a pole gives at zero is a matter of the sign of zero; an enclosure takes the inner
                // side.
                assertTrue(
                        Double.isNaN(y) || (point == 0 && Double.isInfinite(y)) || enclosure.contains(y),
                        () -> name + " of " + point + " in " + x + " is " + y + ", not in " + enclosure);
            }
        });
    }

    @Test
    void enclosesComputedArithmetic() {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(12);
        check("+", Interval::add, Double::sum, random);
        check("-", Interval::subtract, (x, y) -> x - y, random);
        check("*", Interval::multiply, (x, y) -> x * y, random);
        check("/", Interval::divide, (x, y) -> x / y, random);
        check("max", Interval::max, Math::max, random);
        check("min", Interval::min, Math::min, random);
        check("power", Interval::power, IntervalTest::power, random);
    }

    private static void check(
            String name, BinaryOperator<Interval> enclosure, DoubleBinaryOperator value, UniformRandomProvider random) {
        for (int i = 0; i < 10 * TRIALS; i++) {
            Interval x = interval(random);
            Interval y = interval(random);
            double a = inside(x, random);
            double b = inside(y, random);
            double exact = value.applyAsDouble(a, b);
            Interval result = enclosure.apply(x, y);
            boolean pole = (a == 0 || b == 0) && Double.isInfinite(exact);
            assertTrue(
                    Double.isNaN(exact) || pole || result.contains(exact),
                    () -> a + " " + name + " " + b + " = " + exact + " for " + x + ", " + y + " not in " + result);
        }
    }

    @Test
    void enclosesExactArithmetic() {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(13);
        for (int i = 0; i < TRIALS; i++) {
            Interval x = interval(random);
            Interval y = interval(random);
            double a = inside(x, random);
            double b = inside(y, random);
            if (!Double.isFinite(a) || !Double.isFinite(b)) {
                continue;
            }
            BigDecimal p = new BigDecimal(a);
            BigDecimal q = new BigDecimal(b);
            assertInside(p.add(q), x.add(y));
            assertInside(p.subtract(q), x.subtract(y));
            assertInside(p.multiply(q), x.multiply(y));
            if (b != 0) {
                // p/q in [l, h] without dividing: l |q| <= p sign(q) <= h |q|.
                Interval quotient = x.divide(y);
                BigDecimal top = b > 0 ? p : p.negate();
                BigDecimal bottom = q.abs();
                assertTrue(!Double.isFinite(quotient.low())
                        || new BigDecimal(quotient.low()).multiply(bottom).compareTo(top) <= 0);
                assertTrue(!Double.isFinite(quotient.high())
                        || new BigDecimal(quotient.high()).multiply(bottom).compareTo(top) >= 0);
            }
            if (a >= 0) {
                Interval root = x.sqrt();
                assertTrue(new BigDecimal(root.low()).pow(2).compareTo(p) <= 0);
                assertTrue(!Double.isFinite(root.high())
                        || new BigDecimal(root.high()).pow(2).compareTo(p) >= 0);
            }
            if (Math.abs(a) < 1e30 && Math.abs(a) > 1e-30) {
                assertInside(p.pow(3), x.power(3));
                assertInside(p.pow(6), x.power(6));
            }
        }
    }

    private static void assertInside(BigDecimal exact, Interval x) {
        boolean above = !Double.isFinite(x.low()) || new BigDecimal(x.low()).compareTo(exact) <= 0;
        boolean below = !Double.isFinite(x.high()) || new BigDecimal(x.high()).compareTo(exact) >= 0;
        assertTrue(above && below, () -> exact + " not in " + x);
    }

    /** mpmath 1.3.0, 40 digits, of the double nearest to each argument. */
    @Test
    void enclosesReferences() {
        assertInside(
                new BigDecimal("0.09966799462495582261427704369862483325538"),
                Interval.point(0.1).tanh());
        assertInside(
                new BigDecimal("0.09983407889920756885086911935202614489967"),
                Interval.point(0.1).asinh());
        assertInside(
                new BigDecimal("0.1124629160182848984047122510143040617234"),
                Interval.point(0.1).erf());
    }

    @Test
    void isTightForPoints() {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(14);
        functions().forEach((name, f) -> {
            for (int i = 0; i < 1000; i++) {
                double x = random.nextDouble(0.01, 0.99);
                Interval y = f.enclosure().apply(Interval.point(x));
                assertTrue(y.width() <= 20 * Math.ulp(y.magnitude()), name + " of " + x + " is " + y);
            }
        });
    }

    @Test
    void keepsExactResults() {
        assertEquals(Interval.point(3), Interval.point(1).add(Interval.point(2)));
        assertEquals(Interval.point(0), Interval.point(0.3).subtract(Interval.point(0.3)));
        assertEquals(Interval.point(6), Interval.point(-2).multiply(Interval.point(-3)));
        assertEquals(Interval.point(0.25), Interval.point(1).divide(Interval.point(4)));
        assertEquals(Interval.point(0), Interval.point(1).log());
        assertEquals(Interval.point(1), Interval.point(0).exp());
        assertEquals(Interval.point(1), Interval.point(0).cos());
        assertEquals(Interval.point(3), Interval.point(9).sqrt());
        assertEquals(Interval.point(8), Interval.point(2).power(3));
        assertEquals(Interval.point(0), Interval.ENTIRE.multiply(Interval.point(0)));
        assertEquals(Interval.point(0), Interval.point(0).divide(Interval.ENTIRE));
    }

    @Test
    void restrictsToTheDomain() {
        assertEquals(Interval.EMPTY, Interval.of(-2, -1).log());
        assertEquals(Interval.EMPTY, Interval.of(-2, -1).sqrt());
        assertEquals(Interval.EMPTY, Interval.of(2, 3).asin());
        assertEquals(Interval.EMPTY, Interval.of(-2, -1).power(0.5));
        assertEquals(-INFINITY, Interval.of(-1, 2).log().low());
        assertEquals(Math.log(2), Interval.of(-1, 2).log().high(), 1e-15);
        assertEquals(0, Interval.of(-1, 4).sqrt().low());
    }

    @Test
    void dividesByIntervalsWithZero() {
        Interval one = Interval.point(1);
        assertEquals(Interval.of(0.5, INFINITY), one.divide(Interval.of(0, 2)));
        assertEquals(Interval.of(-INFINITY, -0.5), one.divide(Interval.of(-2, 0)));
        assertEquals(Interval.ENTIRE, one.divide(Interval.of(-1, 2)));
        assertEquals(Interval.of(0, INFINITY), Interval.of(0, 1).divide(Interval.of(0, 2)));
        assertEquals(Interval.of(0.5, INFINITY), Interval.of(0, 2).power(-1));
        assertEquals(Interval.ENTIRE, Interval.of(-1, 2).power(-1));
        assertEquals(0.0625, Interval.of(-4, 2).power(-2).low(), 1e-16);
    }

    @Test
    void emptyStaysEmpty() {
        functions()
                .forEach((name, f) ->
                        assertTrue(f.enclosure().apply(Interval.EMPTY).isEmpty(), name));
        assertTrue(Interval.EMPTY.add(Interval.ENTIRE).isEmpty());
        assertTrue(Interval.ENTIRE.divide(Interval.EMPTY).isEmpty());
        assertEquals(Interval.of(1, 2), Interval.EMPTY.hull(Interval.of(1, 2)));
        assertTrue(Interval.of(0, 1).intersect(Interval.of(2, 3)).isEmpty());
        assertFalse(Interval.EMPTY.contains(0));
        assertFalse(Interval.EMPTY.containsZero());
    }

    @Test
    void midpointIsInside() {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(15);
        for (int i = 0; i < TRIALS; i++) {
            Interval x = interval(random);
            double middle = x.midpoint();
            assertTrue(x.contains(middle) && Double.isFinite(middle), x + " has midpoint " + middle);
            if (Math.nextUp(x.low()) < x.high()) {
                assertTrue(x.low() < middle && middle < x.high(), x + " has midpoint " + middle);
            }
        }
        assertEquals(1, Interval.of(1e-300, 1e300).midpoint(), 1e-12);
    }

    @Test
    void refusesReversedEnds() {
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> Interval.of(3, 2));
        assertEquals("Lower end 3.0 is above upper end 2.0 of an interval; exchange them.", e.getMessage());
        assertThrows(InvalidInputException.class, () -> Interval.of(Double.NaN, 2));
    }
}
