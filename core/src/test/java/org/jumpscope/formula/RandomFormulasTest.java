package org.jumpscope.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.jumpscope.numeric.Interval;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;

/** Properties of random trees. */
class RandomFormulasTest {
    private static final int TREES = 4000;
    private static final double[] POINTS = {-6, -3.3, -1, -0.7, -0x1p-20, 0, 0.3, 1, 1.9, 5.5};

    @Test
    void simplificationKeepsTheValue() {
        SplittableRandom random = new SplittableRandom(1);
        RandomFormulas formulas = new RandomFormulas(random);
        for (int i = 0; i < TREES; i++) {
            Formula formula = formulas.next(4);
            Formula simplified;
            try {
                simplified = formula.simplify();
            } catch (InvalidInputException overflow) {
                continue;
            }
            assertEquals(simplified, simplified.simplify(), formula::toText);
            assertEquals(simplified, Formula.parse(simplified.toText(), "y"), simplified::toText);
            for (double x : POINTS) {
                double before = formula.evaluate(x);
                double margin = 8 * Math.ulp(x);
                boolean isolated = Double.isNaN(formula.evaluate(x - 1e-6)) && Double.isNaN(formula.evaluate(x + 1e-6));
                if (!Double.isFinite(before) || isolated) {
                    continue;
                }
                // Both enclosures hold the exact value for some argument within a few ulp of x.
                Interval around = Interval.of(x - margin, x + margin);
                Interval common = formula.enclose(around).intersect(simplified.enclose(around));
                assertTrue(
                        !common.isEmpty(),
                        () -> formula + " became " + simplified + " at " + x + ": " + before + " and "
                                + simplified.evaluate(x));
            }
        }
    }

    @Test
    void enclosuresHoldTheValues() {
        SplittableRandom random = new SplittableRandom(2);
        RandomFormulas formulas = new RandomFormulas(random);
        for (int i = 0; i < TREES; i++) {
            Formula formula = formulas.next(4);
            double low = -4 + 8 * random.nextDouble();
            Interval range = Interval.of(low, low + Math.scalb(1.0, random.nextInt(20) - 17));
            Interval enclosure = formula.enclose(range);
            for (int k = 0; k <= 8; k++) {
                double x = Math.min(low + (range.high() - low) * k / 8, range.high());
                double value = formula.evaluate(x);
                assertTrue(
                        Double.isNaN(value) || enclosure.contains(value) || Double.isInfinite(value),
                        () -> formula + " at " + x + " is " + value + ", not in " + enclosure);
            }
        }
    }
}
