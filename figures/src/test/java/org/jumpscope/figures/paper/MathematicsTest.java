package org.jumpscope.figures.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MathematicsTest {
    @Test
    void marksSymbolsAndLeavesWords() {
        assertEquals("$H$ = log($y$), $k_w$ = 2 (shifted)", Mathematics.mark("H = log(y), k_w = 2 (shifted)"));
        assertEquals("($y$ - $x$₂)$^4$ on a side", Mathematics.mark("(y - x₂)^4 on a side"));
        assertEquals("$y$$^{3.5}$", Mathematics.mark("y^3.5"));
        assertEquals("$q̇′_i$ = 0", Mathematics.mark("q̇′_i = 0"));
        assertEquals("$already$ n", Mathematics.mark("$already$ n"));
    }

    @Test
    void writesNumbersAsPeopleDo() {
        assertEquals("exp(2$y$)", Mathematics.mark("exp(2.0*y)"));
        assertEquals("holds up to 10⁻⁹", Mathematics.mark("holds up to 1.0e-09"));
    }
}
