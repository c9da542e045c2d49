package org.jumpscope.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class RootIsolationTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static EnclosedFunction function(
            DoubleUnaryOperator value, UnaryOperator<Interval> enclosure, UnaryOperator<Interval> slopes) {
        return new EnclosedFunction() {
            @Override
            public double value(double x) {
                return value.applyAsDouble(x);
            }

            @Override
            public Interval enclosure(Interval x) {
                return enclosure.apply(x);
            }

            @Override
            public Interval slopeEnclosure(Interval x) {
                return slopes.apply(x);
            }
        };
    }

    private static Interval number(double x) {
        return Interval.point(x);
    }

    /** A polynomial by Horner's rule, highest power first. */
    private static EnclosedFunction polynomial(double... c) {
        return function(
                x -> {
                    double y = 0;
                    for (double a : c) {
                        y = y * x + a;
                    }
                    return y;
                },
                x -> {
                    Interval y = number(0);
                    for (double a : c) {
                        y = y.multiply(x).add(number(a));
                    }
                    return y;
                },
                x -> {
                    Interval y = number(0);
                    for (int i = 0; i < c.length - 1; i++) {
                        y = y.multiply(x).add(number(c[i] * (c.length - 1 - i)));
                    }
                    return y;
                });
    }

    private static void assertRoots(RootIsolation.Result result, double relative, double... expected) {
        assertTrue(result.complete());
        assertEquals(expected.length, result.roots().size(), () -> result.toString());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], result.places().get(i), relative * Math.abs(expected[i]), result.toString());
        }
    }

    @Test
    void findsRootsOfPolynomials() {
        // (x − 1)(x − 2)(x − 3), integer coefficients: Horner is exact near the roots up to 30 ulp of conditioning.
        RootIsolation.Result cubic = RootIsolation.find(polynomial(1, -6, 11, -6), Interval.of(-10, 10));
        assertRoots(cubic, 1e-14, 1, 2, 3);
        assertTrue(cubic.unresolved().isEmpty(), cubic.toString());
        assertTrue(cubic.roots().stream().allMatch(RootIsolation.Root::signChange));
        assertRoots(RootIsolation.find(polynomial(1, 0, -2), Interval.of(0, 2)), 3e-16, Math.sqrt(2));
        assertRoots(RootIsolation.find(polynomial(1, 0, 1), Interval.ENTIRE), 0);
    }

    @Test
    void findsRootsAtTheEndsAndAtZero() {
        assertRoots(RootIsolation.find(polynomial(1, 0), Interval.of(0, 1)), 0, 0);
        assertRoots(RootIsolation.find(polynomial(1, 0), Interval.of(-1, 0)), 0, 0);
        assertRoots(RootIsolation.find(polynomial(1, 0), Interval.of(-3, 5)), 0, 0);
        assertRoots(RootIsolation.find(polynomial(1, 0, -1), Interval.of(-1, 1)), 0, -1, 1);
        assertRoots(RootIsolation.find(polynomial(1, 0, -1), Interval.point(1)), 0, 1);
        assertRoots(RootIsolation.find(polynomial(1, -5), Interval.of(-7, 17)), 0, 5);
        assertRoots(RootIsolation.find(polynomial(1, 0, -1, 0), Interval.of(-4, 4)), 1e-15, -1, 0, 1);
    }

    @Test
    void findsRootsInHugeWindows() {
        for (Interval window : new Interval[] {Interval.of(1e-300, 1e300), Interval.of(0, INFINITY), Interval.ENTIRE}) {
            for (double place : new double[] {1e-200, 3e-9, 1, 7e12, 1e250}) {
                assertRoots(RootIsolation.find(polynomial(1, -place), window), 0, place);
            }
            // log(x)² = 100²: two roots 8,700 powers of e apart.
            EnclosedFunction logs = function(
                    x -> Math.log(x) * Math.log(x) - 1e4,
                    x -> x.log().power(2).subtract(number(1e4)),
                    x -> number(2).multiply(x.log()).divide(x.intersect(Interval.of(0, INFINITY))));
            assertRoots(RootIsolation.find(logs, window), 1e-13, Math.exp(-100), Math.exp(100));
        }
    }

    @Test
    void findsManyRoots() {
        EnclosedFunction oscillating = function(
                x -> Math.sin(1 / x),
                x -> number(1).divide(x).sin(),
                x -> number(1).divide(x).cos().negate().divide(x.power(2)));
        RootIsolation.Result result = RootIsolation.find(oscillating, Interval.of(1e-3, 1));
        assertTrue(result.complete());
        assertTrue(result.unresolved().isEmpty());
        assertEquals(318, result.roots().size());
        for (int k = 1; k <= 318; k++) {
            double expected = 1 / (k * Math.PI);
            assertEquals(expected, result.places().get(318 - k), 4 * Math.ulp(expected));
        }
        // Infinitely many: the budget ends, all roots right of what is open are found.
        RootIsolation.Result endless = RootIsolation.find(oscillating, Interval.of(0, 1), 20_000);
        assertFalse(endless.complete());
        double open = endless.unresolved()
                .get(endless.unresolved().size() - 1)
                .where()
                .high();
        long expected = (long) Math.floor(1 / (open * Math.PI));
        assertTrue(expected > 200, "open up to " + open);
        assertTrue(
                endless.roots().stream().filter(root -> root.x() > open).count() >= expected - 1, "open up to " + open);
    }

    @Test
    void leavesDoubleRootsUnresolved() {
        RootIsolation.Result result = RootIsolation.find(polynomial(1, -2, 1), Interval.of(-10, 10));
        assertTrue(result.complete());
        assertEquals(0, result.roots().size());
        assertEquals(1, result.unresolved().size(), result::toString);
        RootIsolation.Unresolved touch = result.unresolved().get(0);
        assertTrue(touch.where().contains(1));
        // x² − 2x + 1 cannot be told from zero within √(some ulp) of 1.
        assertTrue(touch.where().width() < 1e-6, touch.toString());
        assertTrue(touch.smallestValue() < 1e-15);
        assertFalse(touch.signChange());
        assertFalse(touch.unbounded());
        // Exactly zero at one double, proven positive around it.
        RootIsolation.Result square = RootIsolation.find(polynomial(1, 0, 0), Interval.of(-1, 3));
        assertEquals(0, square.places().get(0));
        assertFalse(square.roots().get(0).signChange());
    }

    private static EnclosedFunction pair(double first, double second) {
        return function(
                x -> (x - first) * (x - second),
                x -> x.subtract(number(first)).multiply(x.subtract(number(second))),
                x -> x.subtract(number(first)).add(x.subtract(number(second))));
    }

    @Test
    void separatesNearlyDoubleRoots() {
        for (double gap : new double[] {1e-3, 1e-6, 1e-9, 1e-12}) {
            RootIsolation.Result result = RootIsolation.find(pair(1, 1 + gap), Interval.of(-100, 1000));
            assertRoots(result, 3e-16, 1, 1 + gap);
            assertTrue(result.unresolved().isEmpty(), result.toString());
        }
    }

    @Test
    void leavesVanishingStretchesUnresolvedQuickly() {
        EnclosedFunction cancelling = function(
                x -> Math.sqrt(x * x) - x,
                x -> x.power(2).sqrt().subtract(x),
                x -> x.divide(x.power(2).sqrt()).subtract(number(1)));
        int[] calls = {0};
        EnclosedFunction counted = function(
                cancelling::value,
                x -> {
                    calls[0]++;
                    return cancelling.enclosure(x);
                },
                cancelling::slopeEnclosure);
        RootIsolation.Result result = RootIsolation.find(counted, Interval.of(1, 1e6));
        assertTrue(result.complete());
        assertTrue(calls[0] < 1000, "calls " + calls[0]);
        assertEquals(Interval.of(1, 1e6), result.unresolved().get(0).where());
        assertEquals(0, result.unresolved().get(0).smallestValue());

        // max(x, 0) − 0: vanishes on half of the window.
        calls[0] = 0;
        EnclosedFunction ramp = function(
                x -> Math.max(x, 0),
                x -> {
                    calls[0]++;
                    return x.max(number(0));
                },
                x -> x.sign().max(number(0)));
        RootIsolation.Result half = RootIsolation.find(ramp, Interval.of(-10, 13));
        assertTrue(calls[0] < 20_000, "calls " + calls[0]);
        assertEquals(1, half.unresolved().size(), half::toString);
        assertEquals(-10, half.unresolved().get(0).where().low());
        assertEquals(0, half.unresolved().get(0).where().high(), 1e-200);

        // exp(−x) is not zero, but its double is, beyond 745.
        EnclosedFunction decay = function(
                x -> Math.exp(-x), x -> x.negate().exp(), x -> x.negate().exp().negate());
        RootIsolation.Result tail = RootIsolation.find(decay, Interval.ENTIRE);
        assertTrue(tail.complete());
        assertEquals(0, tail.roots().size());
        assertTrue(tail.unresolved().get(0).where().low() > 700);
    }

    @Test
    void tellsPolesFromRoots() {
        EnclosedFunction tangent =
                function(Math::tan, Interval::tan, x -> x.tan().power(2).add(number(1)));
        RootIsolation.Result result = RootIsolation.find(tangent, Interval.of(-1, 10));
        assertRoots(result, 3e-16, 0, Math.PI, 2 * Math.PI, 3 * Math.PI);
        assertEquals(3, result.unresolved().size(), result::toString);
        for (RootIsolation.Unresolved pole : result.unresolved()) {
            assertTrue(pole.unbounded() && pole.smallestValue() > 1e10, pole.toString());
        }
        EnclosedFunction reciprocal = function(
                x -> 1 / (x - 0.3),
                x -> number(1).divide(x.subtract(number(0.3))),
                x -> number(-1).divide(x.subtract(number(0.3)).power(2)));
        RootIsolation.Result none = RootIsolation.find(reciprocal, Interval.of(-5, 7));
        assertEquals(0, none.roots().size());
        none.unresolved().forEach(part -> assertTrue(part.unbounded() && part.smallestValue() > 1e10, part.toString()));
    }

    @Test
    void respectsTheDomain() {
        EnclosedFunction root = function(
                x -> Math.sqrt(x - 0.25) - 2,
                x -> x.subtract(number(0.25)).sqrt().subtract(number(2)),
                x -> number(0.5).divide(x.subtract(number(0.25)).sqrt()));
        assertRoots(RootIsolation.find(root, Interval.of(-100, 100)), 3e-16, 4.25);
        EnclosedFunction edge = function(
                x -> Math.sqrt(x - 0.25),
                x -> x.subtract(number(0.25)).sqrt(),
                x -> number(0.5).divide(x.subtract(number(0.25)).sqrt()));
        assertRoots(RootIsolation.find(edge, Interval.of(-100, 100)), 0, 0.25);
        EnclosedFunction nowhere = function(x -> Math.log(-1 - x * x), x -> Interval.EMPTY, x -> Interval.EMPTY);
        assertRoots(RootIsolation.find(nowhere, Interval.ENTIRE), 0);
        EnclosedFunction logarithm =
                function(Math::log, Interval::log, x -> number(1).divide(x.intersect(Interval.of(0, INFINITY))));
        assertRoots(RootIsolation.find(logarithm, Interval.of(-3, 100)), 0, 1);
    }

    @Test
    void reportsJumpsAsUnresolvedSignChanges() {
        EnclosedFunction step = function(
                x -> x < 0.3 ? -1 : 1,
                x -> x.high() < 0.3 ? number(-1) : x.low() >= 0.3 ? number(1) : Interval.of(-1, 1),
                x -> x.contains(0.3) ? Interval.ENTIRE : number(0));
        RootIsolation.Result result = RootIsolation.find(step, Interval.of(-5, 7));
        assertEquals(0, result.roots().size());
        assertEquals(1, result.unresolved().size(), result::toString);
        assertTrue(result.unresolved().get(0).signChange());
        assertEquals(1, result.unresolved().get(0).smallestValue());
        assertEquals(0.3, result.unresolved().get(0).where().midpoint(), 1e-15);
    }

    @Test
    void findsTripleRoots() {
        EnclosedFunction cube = function(
                x -> Math.pow(x - 0.7, 3),
                x -> x.subtract(number(0.7)).power(3),
                x -> number(3).multiply(x.subtract(number(0.7)).power(2)));
        RootIsolation.Result result = RootIsolation.find(cube, Interval.of(-5, 7));
        assertRoots(result, 3e-16, 0.7);
    }

    /** ∏ (asinh x − asinh rᵢ)^mᵢ, whose roots are known. */
    private static EnclosedFunction product(double[] roots, int[] multiplicities) {
        return new EnclosedFunction() {
            @Override
            public double value(double x) {
                double y = 1;
                for (int i = 0; i < roots.length; i++) {
                    y *= Math.pow(
                            ElementaryFunctions.asinh(x) - ElementaryFunctions.asinh(roots[i]), multiplicities[i]);
                }
                return y;
            }

            private Interval factor(Interval x, int i, int multiplicity) {
                return x.asinh()
                        .subtract(number(ElementaryFunctions.asinh(roots[i])))
                        .power(multiplicity);
            }

            @Override
            public Interval enclosure(Interval x) {
                Interval y = number(1);
                for (int i = 0; i < roots.length; i++) {
                    y = y.multiply(factor(x, i, multiplicities[i]));
                }
                return y;
            }

            @Override
            public Interval slopeEnclosure(Interval x) {
                Interval inner = number(1).divide(x.power(2).add(number(1)).sqrt());
                Interval sum = number(0);
                for (int i = 0; i < roots.length; i++) {
                    Interval term = number(multiplicities[i]).multiply(factor(x, i, multiplicities[i] - 1));
                    for (int j = 0; j < roots.length; j++) {
                        term = j == i ? term : term.multiply(factor(x, j, multiplicities[j]));
                    }
                    sum = sum.add(term);
                }
                return sum.multiply(inner);
            }
        };
    }

    @Test
    void neitherMissesNorInventsRoots() {
        UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(31);
        for (int trial = 0; trial < 300; trial++) {
            double[] roots = new double[1 + random.nextInt(4)];
            int[] multiplicities = new int[roots.length];
            for (int i = 0; i < roots.length; i++) {
                double sign = random.nextBoolean() ? 1 : -1;
                roots[i] = sign * Math.pow(10, random.nextDouble(-20, 20));
                if (i > 0 && random.nextInt(6) == 0) {
                    roots[i] = roots[i - 1] * (1 + 1e-9);
                }
                multiplicities[i] = random.nextInt(5) == 0 ? 2 : 1;
            }
            RootIsolation.Result result = RootIsolation.find(product(roots, multiplicities), Interval.ENTIRE);
            assertTrue(result.complete());
            for (double root : roots) {
                // 4 ulp of asinh, up to 46 in size, are 4e-14 of x; a factor of ten for the product.
                double width = 5e-13 * Math.abs(root);
                assertTrue(
                        result.places().stream().anyMatch(x -> Math.abs(x - root) <= width)
                                || result.unresolved().stream()
                                        .anyMatch(part -> part.where().contains(root)),
                        () -> root + " missed in " + result);
            }
            for (double x : result.places().toArray()) {
                assertTrue(
                        Arrays.stream(roots).anyMatch(root -> Math.abs(x - root) <= 5e-13 * Math.abs(root)),
                        () -> x + " invented in " + result);
            }
        }
    }

    @Test
    void refusesAnEmptyBudget() {
        assertThrows(InvalidInputException.class, () -> RootIsolation.find(polynomial(1, 0), Interval.of(-1, 1), 0));
        assertTrue(RootIsolation.find(polynomial(1, 0), Interval.EMPTY).roots().isEmpty());
    }
}
