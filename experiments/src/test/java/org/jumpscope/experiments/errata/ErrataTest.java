package org.jumpscope.experiments.errata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jumpscope.experiments.errata.Erratum.Evidence;
import org.jumpscope.experiments.errata.Erratum.Verdict;
import org.jumpscope.experiments.errata.Row.Comparison;
import org.junit.jupiter.api.Test;

class ErrataTest {
    private static final List<Erratum> ERRATA = Errata.check();
    /** Rows whose printed form holds. */
    private static final Set<Integer> CONFIRMED = Set.of(14, 34, 41);

    private static Erratum row(int number) {
        return ERRATA.get(number - 1);
    }

    private static double measure(int number, String name) {
        return row(number).evidence().orElseThrow().measures().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void everyRowOfTheTheoryIsThere() {
        assertEquals(
                IntStream.rangeClosed(1, 47).boxed().toList(),
                ERRATA.stream().map(Erratum::number).toList());
    }

    @Test
    void verdictsAreThoseOfTheTheory() {
        for (Erratum erratum : ERRATA) {
            Verdict expected = CONFIRMED.contains(erratum.number())
                    ? Verdict.CONFIRMED
                    : erratum.number() == 2 ? Verdict.NOT_CHECKABLE : Verdict.CORRECTED;
            assertEquals(expected, erratum.verdict(), erratum.number() + ": " + erratum.finding());
        }
    }

    private static Comparison<?> comparison(Row row) {
        return (Comparison<?>) row.check();
    }

    /** The computations know neither form: fed with the printed form twice they refute, with the corrected, confirm. */
    @Test
    void everyVerdictFollowsFromTheFormsThatAreFed() {
        for (Row row : Errata.rows()) {
            if (row.number() == 2 || CONFIRMED.contains(row.number())) {
                continue;
            }
            Comparison<?> comparison = comparison(row);
            assertEquals(Verdict.CORRECTED, comparison.evidence().verdict(), () -> "row " + row.number());
            assertEquals(
                    Verdict.REFUTED, comparison.withoutCorrection().evidence().verdict(), () -> "row " + row.number());
            assertEquals(
                    Verdict.CONFIRMED, comparison.withoutError().evidence().verdict(), () -> "row " + row.number());
        }
    }

    /** No verdict hangs on the choice of the tolerance: a factor of 3 either way would not change it. */
    @Test
    void misfitsAreFarFromTheTolerance() {
        for (Erratum erratum : ERRATA) {
            if (erratum.evidence().isEmpty()) {
                continue;
            }
            Evidence evidence = erratum.evidence().orElseThrow();
            assertTrue(Double.isFinite(evidence.printed()), erratum.finding());
            assertTrue(evidence.corrected() <= evidence.tolerance() / 3, erratum.finding());
            if (!CONFIRMED.contains(erratum.number())) {
                assertTrue(evidence.printed() > 3 * evidence.tolerance(), erratum.finding());
            }
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void wrongFormsOfTheConfirmedRowsAreFound() {
        Comparison<DoubleUnaryOperator> integral =
                (Comparison<DoubleUnaryOperator>) comparison(Errata.rows().get(13));
        DoubleUnaryOperator right = integral.printed();
        DoubleUnaryOperator otherSign = x -> -right.applyAsDouble(-x);
        assertEquals(
                Verdict.CORRECTED, integral.fed(otherSign, right).evidence().verdict());
        assertEquals(
                Verdict.REFUTED, integral.fed(otherSign, otherSign).evidence().verdict());

        Comparison<BranchErrata.Constants> constants =
                (Comparison<BranchErrata.Constants>) comparison(Errata.rows().get(33));
        BranchErrata.Constants withOne = new BranchErrata.Constants(-1, 1, 1, 0);
        assertEquals(Verdict.REFUTED, constants.fed(withOne, withOne).evidence().verdict());

        Comparison<FractionalErrata.Regime> far =
                (Comparison<FractionalErrata.Regime>) comparison(Errata.rows().get(40));
        FractionalErrata.Regime tooNear = (x, centre, ratio) -> Math.abs(x) >= Math.abs(centre);
        assertEquals(
                Verdict.CORRECTED, far.fed(tooNear, far.printed()).evidence().verdict());
    }

    @Test
    void misfitThatIsNoNumberFails() {
        assertEquals(Verdict.REFUTED, new Evidence("", Double.NaN, Double.NaN, 1, List.of()).verdict());
        assertEquals(Verdict.CORRECTED, new Evidence("", Double.NaN, 1, 1, List.of()).verdict());
    }

    /** Numbers of theory §1 to §3. */
    @Test
    void numbersAreThoseOfTheTheory() {
        assertEquals(0.533, measure(33, "accuracy printed"), 5e-4);
        assertEquals(0.97724986805182, measure(33, "corrected"), 1e-5);
        assertEquals(2.60397449800360, measure(33, "w"), 1e-5);
        assertEquals(2, measure(6, "preimages of q̇ = 0.3"));
        assertEquals(2, measure(18, "shifted k_w"), 1e-12);
        // |k_J − 1| ≤ 1/(|c₁w| − ½)², row 24.
        assertTrue(measure(24, "largest |k_J − 1| at c₁w = 5") <= Math.pow(4.5, -2));
        assertTrue(measure(24, "at c₁w = 50") <= Math.pow(49.5, -2));
        // k_J = 3x² + O(x⁴) for H = y², row 32.
        assertEquals(3, measure(32, "k_J/x² at x = 0.05, x̄ = 0"), 0.05);
        // exact prefactor 1/√(1 + x²), row 35, up to O(1 − y).
        assertEquals(0, measure(35, "with 1/√(1+x²) off by"), 1e-4);
        // A curved image leaves its tangent plane, and a fixed frame decouples near its origin only (theory §7).
        assertTrue(measure(5, "share of |q̇ − q̇(x0)|² outside the N_∂-plane at |x − x0| = 1") > 0.01);
        double near = measure(10, "share of |J|² off the fixed frame's diagonal at input spread 0.1");
        assertTrue(near < 0.1 && measure(10, "at 0.6") > 3 * near, row(10).finding());
        assertEquals(0.98, measure(47, "k_b at n = 100"), 0.01);
        assertEquals(0, measure(23, "printed where w > 0 and 2w + x/(1+x²) ≥ 0"), 1e-9);
    }

    @Test
    void rowsAreTheSameEveryTime() {
        assertEquals(ERRATA, Errata.check());
    }

    @Test
    void markdownHasALinePerRow() {
        String text = ErrataTable.markdown(ERRATA);
        List<String> lines = text.lines().filter(l -> l.matches("\\| \\d+ .*")).toList();
        assertEquals(47, lines.size());
        for (String line : lines) {
            assertEquals(
                    9, line.replace("\\|", "").chars().filter(c -> c == '|').count(), line);
        }
        assertTrue(text.contains("47 rows: 3 confirmed, 43 corrected, 1 not checkable."), text.substring(0, 200));
        assertFalse(text.contains("NaN"));
    }

    @Test
    void digitsAreThreeSignificant() {
        assertEquals("28", Digits.of(28));
        assertEquals("0.353", Digits.of(0.35312));
        assertEquals("38.9", Digits.of(38.94));
        assertEquals("1.0e-09", Digits.of(1e-9));
    }
}
