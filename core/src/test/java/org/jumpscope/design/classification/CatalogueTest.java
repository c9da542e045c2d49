package org.jumpscope.design.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.jumpscope.composition.Activation;
import org.jumpscope.composition.Composition;
import org.jumpscope.composition.Loss;
import org.jumpscope.composition.Piece;
import org.jumpscope.composition.TargetComposition;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Uniform;
import org.jumpscope.duality.LocalExponent;
import org.jumpscope.duality.ScalarDuality;
import org.jumpscope.formula.Formula;
import org.jumpscope.network.State;
import org.jumpscope.numeric.Interval;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every verdict over the catalogue against the local exponents of {@link ScalarDuality} at random states: asymptotic ones deep in
 * their regions and where they are said to begin, exact ones anywhere on their conditions. Seeds are fixed.
 */
class CatalogueTest {
    private static final double[] DEPTHS = {15, 4e3, 4e5};

    static Stream<Arguments> catalogue() {
        List<Arguments> all = new ArrayList<>();
        for (Activation activation : Activation.catalogue()) {
            for (Loss loss : Loss.catalogue()) {
                for (double target : new double[] {0, 1}) {
                    all.add(Arguments.of(activation, loss, target));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} + {1}, target {2}")
    @MethodSource("catalogue")
    void verdictsAgreeWithLocalExponents(Activation activation, Loss loss, double target) {
        Composition composition = Composition.of(activation, loss);
        Classification found = Classification.of(composition, target, Settings.withDefaults());
        Random random = new Random(31L * (activation.name() + loss.name()).hashCode() + (long) target);
        for (AsymptoticLaw law : found.asymptotic()) {
            assertTrue(law.outcome() != Outcome.UNKNOWN, law.region());
            if (law.outcome() == Outcome.LAW) {
                asymptotic(composition, target, found, law, random);
            }
        }
        exact(composition.at(target), found, random);
    }

    /** k_J at y for a state, by the duality of a class whose inputs lie about that y. */
    private static LocalExponent local(Composition composition, double target, double y, State state) {
        double x = (y - state.bias()) / state.weight();
        double width = 1e-7 * Math.max(1e-6, Math.abs(x));
        ClassMixture.Component component =
                ClassMixture.of(target, 1, Uniform.of(x - width, x + width)).component(0);
        return ScalarDuality.of(composition, component, state).exponentAt(x);
    }

    private static void asymptotic(
            Composition composition, double target, Classification found, AsymptoticLaw law, Random random) {
        double sign = random.nextBoolean() ? 1 : -1;
        State state = State.of(sign * (0.5 + 4 * random.nextDouble()), -2 + 4 * random.nextDouble());
        if (Double.isFinite(law.at())) {
            boolean above = law.region().endsWith("above") || (!law.region().endsWith("below") && random.nextBoolean());
            double y = law.at() + (above ? 1e-4 : -1e-4);
            // At 1e-4 from the end the errors, up to 10 times the distance, are below 2e-3.
            LocalExponent k = local(composition, target, y, state);
            assertEquals(law.exponent(), k.jacobian(), 5e-3, law.region());
            assertEquals(law.biasExponent(), k.bias(), 5e-3, law.region());
            double x = (y - state.bias()) / state.weight();
            if (Math.abs(x) > 0.3) {
                // Where x vanishes at the end itself, ẇ = xḃ has another law.
                assertEquals(law.weightExponent(), k.weight(), 2e-2, law.region());
            }
            return;
        }
        if (law.region().contains("direction")) {
            fixedDirection(composition, target, found, law);
            return;
        }
        double first = Double.NaN;
        double last = Double.NaN;
        for (double depth : DEPTHS) {
            double y = Math.copySign(depth, law.at());
            LocalExponent k;
            try {
                k = local(composition, target, y, state);
            } catch (RuntimeException overflow) {
                // The loss itself has no finite value so far out.
                break;
            }
            if (!Double.isFinite(k.jacobian())) {
                break;
            }
            last = Math.abs(k.jacobian() - law.exponent());
            first = Double.isNaN(first) ? last : first;
            if (depth > DEPTHS[0] && last < 1e-4) {
                break;
            }
        }
        assertTrue(last <= first + 1e-9, law.region() + ": the error grows from " + first + " to " + last);
        assertTrue(last <= 0.02, law.region() + ": the error is still " + last);
    }

    /** At a large weight with x near 0 the direction of the jump is fixed, beyond the y that is said. */
    private static void fixedDirection(
            Composition composition, double target, Classification found, AsymptoticLaw law) {
        double y = Math.copySign(Math.max(50, 3 * Math.abs(law.begins())), law.at());
        LocalExponent k = local(composition, target, y, State.of(1e6, y - 0.01));
        assertEquals(law.exponent(), k.jacobian(), 1e-2, law.region());
        LocalExponent edge = local(composition, target, law.begins() * (1 + 1e-9), State.of(1e6, 0));
        boolean wholeStretch = found.asymptotic().stream().anyMatch(other -> other.at() == law.begins());
        double error = Math.abs(edge.bias() - law.exponent());
        assertTrue(wholeStretch ? error < 0.1 : Math.abs(error - 0.1) < 1e-4, law.region() + " begins " + law.begins());
    }

    /** The numbers of an interval such as "0 < y < 1", "y > 2" or "all y", within ±6. */
    private static Interval interval(String condition) {
        String[] words = condition.strip().split(" ", -1);
        double low = -6;
        double high = 6;
        if (words.length == 5) {
            low = Double.parseDouble(words[0]);
            high = Double.parseDouble(words[4]);
        } else if (words[1].equals(">")) {
            low = Double.parseDouble(words[2]);
            high = low + 6;
        } else if (words[1].equals("<")) {
            high = Double.parseDouble(words[2]);
            low = high - 6;
        }
        return Interval.of(low, high);
    }

    private static void exact(TargetComposition composition, Classification found, Random random) {
        for (ExactLaw law : found.exact()) {
            for (String part : law.conditions().get(0).split(" or ", -1)) {
                Interval where = interval(part);
                for (int i = 0; i < 2; i++) {
                    double y = where.low() + where.width() * (0.02 + 0.96 * random.nextDouble());
                    double b = -2 + 4 * random.nextDouble();
                    double k = law.variable() == Variable.BIAS
                            ? biasExponent(composition, law, y)
                            : weightExponent(composition, y, b);
                    assertEquals(law.exponent(), k, 1e-6, law.variable() + " at y = " + y + " of " + part);
                }
            }
        }
    }

    /** k_b = (h − C)h″/h′². */
    private static double biasExponent(TargetComposition composition, ExactLaw law, double y) {
        double offset = law.constants().stream()
                .filter(c -> c.name().equals("offset"))
                .mapToDouble(ExactLaw.NamedConstant::value)
                .findFirst()
                .orElse(0);
        double first = composition.slopeDerivative(y);
        return (composition.slope(y) - offset)
                * composition.slopeSecondDerivative().evaluate(y)
                / (first * first);
    }

    /** 1/k_w = 2 − v v″/v′² with v = dẇ/dx at w = 1, which no added constant changes. */
    private static double weightExponent(TargetComposition composition, double y, double b) {
        Piece piece = composition.pieces(Interval.of(y - 1e-9, y + 1e-9)).get(0);
        Formula third = piece.slopeSecondDerivative().derivative(new Formula.Variable("y"));
        DoubleUnaryOperator h = piece.slope()::evaluate;
        double x = y - b;
        double v = h.applyAsDouble(y) + x * piece.slopeDerivative().evaluate(y);
        double first = 2 * piece.slopeDerivative().evaluate(y)
                + x * piece.slopeSecondDerivative().evaluate(y);
        double second = 3 * piece.slopeSecondDerivative().evaluate(y) + x * third.evaluate(y);
        return first == 0 ? 0 : 1 / (2 - v * second / (first * first));
    }
}
