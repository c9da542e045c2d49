package org.jumpscope.experiments.jumps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.jumpscope.criticality.estimate.RelatedExponents;
import org.jumpscope.experiments.jumps.JumpExponents.Decade;
import org.jumpscope.experiments.jumps.JumpExponents.Line;
import org.jumpscope.experiments.jumps.JumpExponents.Run;
import org.junit.jupiter.api.Test;

class DecadeRunsTest {
    private static List<Decade> decades(double error, double... exponents) {
        List<Decade> decades = new ArrayList<>();
        for (int i = 0; i < exponents.length; i++) {
            decades.add(new Decade(Math.pow(10, i), Math.pow(10, i + 1), 100, 0.1, exponents[i], error));
        }
        return decades;
    }

    /** Exponents that do not depend on each other. */
    private static DecadeRuns runs(List<Decade> decades) {
        return new DecadeRuns(
                decades,
                RelatedExponents.independent(
                        decades.stream()
                                .mapToDouble(decade -> Math.log10(decade.lower()) + 0.5)
                                .toArray(),
                        decades.stream().mapToDouble(Decade::exponent).toArray(),
                        decades.stream().mapToDouble(Decade::standardError).toArray()));
    }

    @Test
    void theLongestRunIsOfDecadesThatAgree() {
        Run run = runs(decades(0.1, 3, 1, 1.05, 0.95, 1, 2)).longest();
        assertEquals(4, run.decades());
        assertEquals(10, run.lower(), 1e-12);
        assertEquals(1e5, run.upper(), 1e-7);
        assertEquals(1, run.exponent(), 1e-12);
        assertEquals(0.05, run.standardError(), 1e-12);
        assertEquals(0.4, run.share(), 1e-12);
        // The smallest p is that of 1.05 beside 0.95: χ² = 0.5, p = 0.4795, times 6 runs is above 1.
        assertEquals(1, run.pValue(), 0);
    }

    /** Two decades that differ by four errors are no part of a run, however many unknown ones stand beside them. */
    @Test
    void unknownDecadesDoNotCarryOthers() {
        List<Decade> decades = new ArrayList<>(decades(0.1, 1, 1.6));
        for (int i = 2; i < 12; i++) {
            decades.add(new Decade(Math.pow(10, i), Math.pow(10, i + 1), 100, 0.1, 1.3, 5));
        }
        // χ² of all twelve is 18 on 11 degrees of freedom, p = 0.08.
        assertEquals(11, runs(decades).longest().decades());
    }

    @Test
    void aGapEndsARun() {
        List<Decade> decades = new ArrayList<>(decades(0.1, 1, 1));
        decades.add(new Decade(1e6, 1e7, 100, 0.1, 1, 0.1));
        assertEquals(2, runs(decades).longest().decades());
        assertNull(runs(decades(0.01, 1, 2, 3)).longest());
        assertNull(runs(List.of()).longest());
    }

    @Test
    void theLineIsThatOfLeastSquares() {
        Line line = runs(decades(0.1, 0.5, 1, 1.5, 2)).line();
        assertEquals(0.5, line.slope(), 1e-12);
        // Σ (x − x̄)² = 5.
        assertEquals(0.1 / Math.sqrt(5), line.standardError(), 1e-12);
        // Σ (k − k̄)² = 1.25, over 0.01 and 3 degrees of freedom.
        assertEquals(125 / 3.0, line.constantChiSquare(), 1e-9);
        assertEquals(0, line.lineChiSquare(), 1e-9);
        assertEquals(1, line.explained(), 1e-9);
        assertEquals(1, line.pValue(), 1e-9);
        assertNull(runs(decades(0.1, 1, 2)).line());
    }
}
