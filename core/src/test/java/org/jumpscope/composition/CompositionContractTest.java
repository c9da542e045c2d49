package org.jumpscope.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jumpscope.formula.Formula;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every activation with every loss and either target: slopes against differences, pieces, signs and logarithms. */
class CompositionContractTest {
    private static final Interval WINDOW = Interval.of(-30, 30);

    static Stream<TargetComposition> catalogue() {
        List<TargetComposition> all = new ArrayList<>();
        for (Activation activation : Activation.catalogue()) {
            for (Loss loss : Loss.catalogue()) {
                for (double target : new double[] {0, 1}) {
                    all.add(Composition.of(activation, loss).at(target));
                }
            }
        }
        return all.stream();
    }

    /** Points inside a piece, away from its ends. */
    private static List<Double> points(Piece piece) {
        List<Double> points = new ArrayList<>();
        double low = Math.max(piece.lower(), -8);
        double high = Math.min(piece.upper(), 8);
        for (double part : new double[] {0.15, 0.35, 0.5, 0.75, 0.9}) {
            if (low < high) {
                points.add(low + part * (high - low));
            }
        }
        return points;
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void piecesCoverTheWindowWithoutGaps(TargetComposition composition) {
        List<Piece> pieces = composition.pieces(WINDOW);
        assertEquals(WINDOW.low(), pieces.get(0).lower());
        assertEquals(WINDOW.high(), pieces.get(pieces.size() - 1).upper());
        for (int i = 1; i < pieces.size(); i++) {
            assertEquals(pieces.get(i - 1).upper(), pieces.get(i).lower());
        }
        assertTrue(pieces.size() <= 8, "more pieces than the catalogue has kinks: " + pieces.size());
    }

    /** Fourth-order central differences: truncation 1e-12, rounding 1e-16/1e-3 of the value, both times a margin of 100. */
    @ParameterizedTest
    @MethodSource("catalogue")
    void derivativesAreThoseOfTheValue(TargetComposition composition) {
        for (Piece piece : composition.pieces(WINDOW)) {
            if (!piece.isSmooth()) {
                continue;
            }
            for (double y : points(piece)) {
                double growth = 1 + Math.abs(piece.rho().evaluate(y));
                double step = 1e-3 * Math.min(1 / growth, Math.min(y - piece.lower(), piece.upper() - y));
                assertDerivative(piece.value(), piece.slope(), y, step);
                assertDerivative(piece.slope(), piece.slopeDerivative(), y, step);
                assertDerivative(piece.slopeDerivative(), piece.slopeSecondDerivative(), y, step);
                assertDerivative(piece.logSlope(), piece.rho(), y, step);
                assertDerivative(piece.rho(), piece.rhoDerivative(), y, step);
            }
        }
    }

    private static void assertDerivative(Formula value, Formula derivative, double y, double step) {
        double difference = (8 * (value.evaluate(y + step) - value.evaluate(y - step))
                        - (value.evaluate(y + 2 * step) - value.evaluate(y - 2 * step)))
                / (12 * step);
        double exact = derivative.evaluate(y);
        double scale = Math.max(Math.abs(exact), Math.abs(value.evaluate(y)));
        double tolerance = 1e-8 * Math.max(scale, 1e-3) + 1e-14 * Math.abs(value.evaluate(y)) / step;
        assertEquals(exact, difference, tolerance, derivative.toText() + " at y = " + y);
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void signAndLogarithmAreThoseOfTheSlope(TargetComposition composition) {
        for (Piece piece : composition.pieces(WINDOW)) {
            for (double y : points(piece)) {
                double h = composition.slope(y);
                switch (piece.kind()) {
                    case DEAD -> assertEquals(0, h, 0, "dead at y = " + y);
                    case UNDEFINED -> assertTrue(Double.isNaN(composition.value(y)), "defined at y = " + y);
                    default -> {
                        assertEquals(piece.sign(), Math.signum(h), 0, "sign at y = " + y + " of " + composition);
                        assertEquals(Math.log(Math.abs(h)), piece.logSlope().evaluate(y), 1e-9, "log|h| at y = " + y);
                        double rho = composition.slopeDerivative(y) / h;
                        assertEquals(rho, piece.rho().evaluate(y), 1e-9 * (1 + Math.abs(rho)), "rho at y = " + y);
                    }
                }
            }
        }
    }

    /** theory §2: closed forms of ρ, where the naive quotient has lost every digit. */
    @Test
    void sigmoidIsExactFarOut() {
        Piece squared = Composition.of(Activation.sigmoid(), Loss.squared())
                .at(0)
                .pieces(Interval.of(-800, 800))
                .get(0);
        Piece entropy = Composition.of(Activation.sigmoid(), Loss.crossEntropy())
                .at(0)
                .pieces(Interval.of(-800, 800))
                .get(0);
        assertEquals(Math.log(2) - 1400, squared.logSlope().evaluate(-700), 1e-12);
        assertEquals(2.0, squared.rho().evaluate(-700), 1e-15);
        assertEquals(-1.0, squared.rho().evaluate(700), 1e-15);
        assertEquals(-700.0, entropy.logSlope().evaluate(-700), 1e-12);
        assertEquals(1.0, entropy.slope().evaluate(700), 0);
        assertEquals(Math.exp(-700), entropy.slope().evaluate(-700), 1e-13 * Math.exp(-700));
        assertEquals(Math.exp(-700), entropy.rho().evaluate(700), 1e-13 * Math.exp(-700));
    }

    @Test
    void piecewiseLinearHasADeadZoneAndASingularity() {
        List<Piece> ones = Composition.of(Activation.piecewiseLinear(), Loss.crossEntropy())
                .at(1)
                .pieces(WINDOW);
        assertEquals(
                List.of(Piece.Kind.DEAD, Piece.Kind.SMOOTH, Piece.Kind.DEAD),
                ones.stream().map(Piece::kind).toList());
        assertEquals(0, ones.get(1).lower());
        assertEquals(1, ones.get(1).upper());
        assertEquals(-1, ones.get(1).sign());
        assertEquals(-1 / 0.25, ones.get(1).rho().evaluate(0.25), 1e-15);
    }

    @Test
    void quarticChangesSignAtItsTarget() {
        List<Piece> ones =
                Composition.of(Activation.relu(), Loss.powerLaw(2)).at(1).pieces(WINDOW);
        assertEquals(List.of(0, -1, 1), ones.stream().map(Piece::sign).toList());
        assertEquals(3 / (0.5 - 1), ones.get(1).rho().evaluate(0.5), 1e-14);
    }

    /** A user's formula of a catalogue entry means the same, to the last rule. */
    @Test
    void formulasOfCatalogueEntriesSimplifyToThem() {
        Composition named = Composition.of(Activation.sigmoid(), Loss.squared());
        Composition written = Composition.of(Activation.parse("1/(1+exp(-y))"), Loss.parse("(f-t)^2"));
        for (double target : new double[] {0, 1}) {
            assertEquals(named.at(target).slope(), written.at(target).slope());
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        InvalidInputException unknown = assertThrows(InvalidInputException.class, () -> Activation.parse("sigmod"));
        assertTrue(unknown.getMessage().contains("'sigmod'"), unknown.getMessage());
        assertTrue(unknown.getMessage().contains("sigmoid"), unknown.getMessage());
        assertThrows(InvalidInputException.class, () -> Activation.parse("clipped-linear(0.7)"));
        assertThrows(InvalidInputException.class, () -> Activation.parse("sigmoid(1, 2)"));
        assertThrows(InvalidInputException.class, () -> Loss.parse("power-law(2.5)"));
        assertThrows(InvalidInputException.class, () -> Loss.parse("(f-t"));
        assertThrows(InvalidInputException.class, () -> Activation.parse("y + t"));
        assertFalse(Activation.parse("leaky-relu(0.2)").formula().toText().isEmpty());
    }
}
