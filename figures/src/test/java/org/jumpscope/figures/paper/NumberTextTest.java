package org.jumpscope.figures.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumberTextTest {
    @Test
    void writesFourSignificantDigits() {
        assertEquals("0.9998", NumberText.of(0.99978));
        assertEquals("16", NumberText.of(16.0));
        assertEquals("−0.01445", NumberText.of(-0.014448));
        assertEquals("2.248 × 10⁻⁷", NumberText.of(2.2484e-7));
        assertEquals("10⁻⁴", NumberText.of(1e-4));
        assertEquals("1.235 × 10¹²", NumberText.of(1.2345678e12));
        assertEquals("0", NumberText.of(-0.0));
    }

    @Test
    void saysWhatIsNoNumber() {
        assertEquals("none", NumberText.of((Double) null));
        assertEquals("none", NumberText.of(Double.NaN));
        assertEquals("−∞", NumberText.of(Double.NEGATIVE_INFINITY));
        assertEquals("none", NumberText.of(null, (Double) null));
    }

    @Test
    void anErrorSaysWhereToStop() {
        assertEquals("1.00042 ± 0.00023", NumberText.of(1.000419, 0.000231));
        assertEquals("1.0004 ± 0.0005", NumberText.of(1.000419, 0.000481));
        assertEquals("−0.003 ± 0.011", NumberText.of(-0.0031, 0.0111));
        assertEquals("12 ± 4", NumberText.of(12.2, 4.1));
    }

    @Test
    void exponentsAreFractions() {
        assertEquals("2/3", NumberText.exponent(2.0 / 3));
        assertEquals("0", NumberText.exponent(0));
        assertEquals("6/7", NumberText.exponent(6.0 / 7));
        assertEquals("10⁷", NumberText.count(10_000_000));
        assertEquals("200,000", NumberText.count(200_000));
        assertEquals("97.72 %", NumberText.accuracy(0.97724986805182));
    }
}
