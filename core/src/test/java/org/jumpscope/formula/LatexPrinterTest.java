package org.jumpscope.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatexPrinterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "-2*sigmoid(y)*sigmoid(-y)^2; -2\\,\\sigma\\left(y\\right)\\,\\sigma\\left(-y\\right)^{2}",
                "1/(1+exp(-y)); \\frac{1}{1 + e^{-y}}",
                "y/3 - 1; \\frac{y}{3} - 1",
                "0.5*y; \\frac{y}{2}",
                "-y + 1; 1 - y",
                "(y-1)^2; \\left(y - 1\\right)^{2}",
                "sqrt(abs(y)); \\sqrt{\\left|y\\right|}",
                "2/(y*(y+1)); \\frac{2}{y\\,\\left(y + 1\\right)}",
                "log1p(-y); \\log\\left(1 - y\\right)",
                "1e-7*y; 10^{-7}\\,y",
                "2.5e-7; 2.5 \\cdot 10^{-7}",
                "pi*y; \\pi\\,y",
                "exp(y)^2; \\left(e^{y}\\right)^{2}",
                "asin(y); \\arcsin\\left(y\\right)",
                "sign(y); \\operatorname{sgn}\\left(y\\right)",
                "gelu(y); y\\,\\Phi\\left(y\\right)",
                "2^y; 2^{y}",
                "relu(y); \\begin{cases} y & y > 0 \\\\ 0 & \\text{otherwise} \\end{cases}",
            })
    void printsTheUsualNotation(String text, String latex) {
        Formula formula = Formula.parse(text, "y");
        assertEquals(latex, formula.toLatex());
    }
}
