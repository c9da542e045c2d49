package org.jumpscope.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {
    private static Ticks logarithmic(double low, double high) {
        return Ticks.of(new Ruler(true, Math.log10(low), Math.log10(high)), 10);
    }

    private static Ticks linear(double low, double high) {
        return Ticks.of(new Ruler(false, low, high), 8);
    }

    private static List<String> labels(Ticks ticks) {
        return ticks.labelled().stream()
                .map(tick -> MathText.parse(tick.label()).plain())
                .toList();
    }

    @Test
    void labelsEveryFifthDecadeAtTheSmallestNumbers() {
        assertEquals(
                List.of("10^−300", "10^−295", "10^−290", "10^−285", "10^−280"), labels(logarithmic(1e-300, 1e-280)));
        assertEquals(1e-295, logarithmic(1e-300, 1e-280).labelled().get(1).value());
    }

    @Test
    void labelsReadableNumbersWithinADecade() {
        assertEquals(List.of("0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9"), labels(logarithmic(0.3, 0.9)));
        assertEquals(List.of("0.2", "0.5", "1", "2", "5"), labels(logarithmic(0.15, 8)));
        assertEquals(List.of("310", "320", "330", "340", "350"), labels(logarithmic(307, 352)));
        assertEquals(
                List.of("10^−290", "2×10^−290", "5×10^−290", "10^−289", "2×10^−289"),
                labels(logarithmic(0.9e-290, 3e-289)));
    }

    @Test
    void labelsNoMoreThanEightOfOneToFortyDecades() {
        for (int decades = 1; decades <= 40; decades++) {
            for (int start = -30; start <= 5; start += 7) {
                Ticks ticks = logarithmic(Math.pow(10, start - 0.2), Math.pow(10, start + decades + 0.2));
                int count = ticks.labelled().size();
                int least = decades < 4 ? Math.max(2, decades) : 4;
                assertTrue(count >= least && count <= 8, decades + " decades from " + start + ": " + labels(ticks));
                for (Ticks.Tick tick : ticks.labelled()) {
                    double exponent = Math.log10(tick.value());
                    assertTrue(
                            decades < 2 || exponent == Math.rint(exponent),
                            labels(ticks).toString());
                }
            }
        }
    }

    @Test
    void drawsEightMinorTicksInADecade() {
        long minor = logarithmic(1, 1000).ticks().stream()
                .filter(tick -> !tick.labelled())
                .count();
        assertEquals(24, minor);
    }

    @Test
    void labelsLinearAxesWithRoundNumbers() {
        assertEquals(List.of("−1.0", "−0.5", "0.0", "0.5", "1.0"), labels(linear(-1, 1)));
        assertEquals(List.of("0", "2", "4", "6", "8", "10"), labels(linear(0, 10)));
        assertEquals(List.of("0.10", "0.15", "0.20", "0.25", "0.30"), labels(linear(0.1, 0.3)));
    }

    @Test
    void sharesAPowerOfTenOfLargeAndSmallNumbers() {
        Ticks large = linear(0, 8e5);
        assertEquals(5, large.factor());
        assertEquals(
                List.of("0", "1", "2", "3", "4", "5", "6", "7", "8"), labels(Ticks.of(new Ruler(false, 0, 8e5), 9)));
        assertEquals(-5, linear(0, 3e-5).factor());
        assertEquals(0, linear(0, 3).factor());
    }

    @Test
    void survivesTheLargestRanges() {
        assertTrue(linear(-4e307, 4e307).labelled().size() >= 2);
        assertTrue(logarithmic(1e-320, 1e308).labelled().size() >= 4);
        assertTrue(linear(1, 1 + 1e-12).labelled().size() >= 2);
    }
}
