package org.jumpscope.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jumpscope.numeric.Vector;
import org.junit.jupiter.api.Test;

class StateMatrixTest {
    @Test
    void smallEigenvalueOfANarrowValleyKeepsItsDigits() {
        // Eigenvalues 1e-14 and 1 along (1, 1)/sqrt 2 and (1, -1)/sqrt 2; elements rounded to 1e-16 move the small one
        // by as much.
        StateMatrix matrix = new StateMatrix(0.5 + 0.5e-14, -0.5 + 0.5e-14, 0.5 + 0.5e-14);
        assertEquals(1e-14, matrix.eigenvalues().get(0), 2e-16);
        assertEquals(1, matrix.eigenvalues().get(1), 1e-15);
    }

    @Test
    void eigenvaluesAreInOrderForEverySign() {
        assertEquals(Vector.of(-3, 1), new StateMatrix(-1, 2, -1).eigenvalues());
        assertEquals(Vector.of(-1, 3), new StateMatrix(1, 2, 1).eigenvalues());
        assertEquals(Vector.of(0, 0), new StateMatrix(0, 0, 0).eigenvalues());
    }

    @Test
    void solvesALinearSystem() {
        Vector v = new StateMatrix(4, 1, 3).solve(6, 7);
        assertEquals(1, v.get(0), 1e-15);
        assertEquals(2, v.get(1), 1e-15);
    }

    @Test
    void trustRegionTakesTheNewtonStepInside() {
        Vector p = TrustRegion.step(1, 1, new StateMatrix(2, 0, 4), 1);
        assertEquals(-0.5, p.get(0), 1e-15);
        assertEquals(-0.25, p.get(1), 1e-15);
    }

    @Test
    void trustRegionStopsAtItsEdgeAndLeavesASaddle() {
        Vector far = TrustRegion.step(100, 0, new StateMatrix(1, 0, 1), 2);
        assertEquals(-2, far.get(0), 2e-3 * 2);
        Vector saddle = TrustRegion.step(1e-3, 0, new StateMatrix(1, 0, -1), 0.5);
        assertEquals(0.5, Math.hypot(saddle.get(0), saddle.get(1)), 0.05);
        assertEquals(0.5, Math.abs(saddle.get(1)), 0.05);
    }
}
