package org.jumpscope.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jumpscope.formula.Formula.Variable;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimplificationTest {
    private static final Variable Y = new Variable("y");

    private static Formula read(String text) {
        return Formula.parse(text, "y", "f", "t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1/(1+exp(-y)); sigmoid(y)",
                "(1+exp(-y))^-1; sigmoid(y)",
                "exp(y)/(1+exp(y)); sigmoid(y)",
                "exp(y)/(exp(y)+1); sigmoid(y)",
                "exp(-2*y)/(1+exp(-2*y)); sigmoid(-2*y)",
                "1 - 1/(1+exp(-y)); sigmoid(-y)",
                "1 - sigmoid(y); sigmoid(-y)",
                "sigmoid(y) - 1; -sigmoid(-y)",
                "3*sigmoid(y) - 3; -3*sigmoid(-y)",
                "sigmoid(-y) - sigmoid(y); -tanh(0.5*y)",
                "sigmoid(-y) + sigmoid(y); 1",
                "1 - sigmoid(y) - sigmoid(-y); 0",
                "2*sigmoid(y) - 1; tanh(0.5*y)",
                "sigmoid(y)/sigmoid(-y); exp(y)",
                "exp(-y)/(1+exp(-y))^2; sigmoid(y)*sigmoid(-y)",
                "log(1+exp(y)); softplus(y)",
                "log1p(exp(-y)); softplus(-y)",
                "log(exp(y)+1); softplus(y)",
                "log(sigmoid(y)); -softplus(-y)",
                "log(1-sigmoid(y)); -softplus(y)",
                "log(1/(1+exp(-y))); -softplus(-y)",
                "softplus(y) - y; softplus(-y)",
                "softplus(y) - softplus(-y); y",
                "tanh(y) - 1; -2*sigmoid(-2*y)",
                "1 + tanh(y); 2*sigmoid(2*y)",
                "1 - tanh(y)^2; 4*sigmoid(-2*y)*sigmoid(2*y)",
                "1/cosh(y)^2; 4*sigmoid(-2*y)*sigmoid(2*y)",
                "(exp(y)-exp(-y))/(exp(y)+exp(-y)); tanh(y)",
                "sinh(y)/cosh(y); tanh(y)",
                "2/(1+exp(-2*y)) - 1; tanh(y)",
                "(1-exp(-y))/(1+exp(-y)); tanh(0.5*y)",
                "exp(y) - 1; expm1(y)",
                "expm1(y) + 1; exp(y)",
                "log(exp(y)); y",
                "exp(log(y)); y",
                "exp(2*log(y)); y^2",
                "exp(y)*exp(2*y); exp(3*y)",
                "exp(y)^2; exp(2*y)",
                "e^y; exp(y)",
                "y*y^2/y; y^2",
                "y/y; 1",
                "0*log(y); 0",
                "y + y; 2*y",
                "y - y; 0",
                "2*y + 3*y - 1 + 4; 5*y + 3",
                "y*exp(y) + exp(y); exp(y)*(y + 1)",
                "(1-y)^2; (y - 1)^2",
                "1/(1-y); -1/(y - 1)",
                "(1-y)/(y-1); -1",
                "sqrt(y)^2; y",
                "sqrt(y^2); abs(y)",
                "(4*y^2)^0.5; 2*abs(y)",
                "abs(-2*y); 2*abs(y)",
                "abs(exp(y)); exp(y)",
                "abs(y)^2; y^2",
                "abs(y)*sign(y); y",
                "y/abs(y); sign(y)",
                "sin(-y); -sin(y)",
                "cos(-y); cos(y)",
                "sin(y)^2 + cos(y)^2; 1",
                "cosh(y)^2 - sinh(y)^2; 1",
                "0.5*y*(1+erf(y/sqrt(2))); y*normal_cdf(y)",
                "1 - normal_cdf(y); normal_cdf(-y)",
                "log(1-y); log1p(-y)",
                "log1p(y - 1); log(y)",
                "if(1 < 2, y, 0); y",
                "if(y < 0, 0, y); if(y >= 0, y, 0)",
                "if(-2*y < -6, y, 0); if(y > 3, y, 0)",
                "relu(y) - relu(y); 0",
                "(relu(y) - 1)^2; if(y > 0, (y - 1)^2, 1)",
                "relu(relu(y)); relu(y)",
                "if(exp(y) > 0, y, 1); y",
                "max(0, min(1, relu(y))); if(y > 0, if(y > 1, 1, y), 0)",
            })
    void bringsOneMeaningToOneForm(String text, String expected) {
        Formula simplified = read(text).simplify();
        assertEquals(read(expected), simplified);
        assertEquals(simplified, simplified.simplify());
    }

    @Test
    void givesTheSlopeOfTheSquaredLossOfASigmoidWithoutCancellation() {
        Formula composition = read("(f-t)^2")
                .substitute(new Variable("t"), Formula.constant(1))
                .substitute(new Variable("f"), read("1/(1+exp(-y))"));
        assertEquals(read("-2*sigmoid(y)*sigmoid(-y)^2"), composition.derivative(Y));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sin(", "sigmoid(", "exp(", "1/(1+"})
    void refusesDerivativesThatGrowWithoutEnd(String opening) {
        int depth = 40;
        Formula formula = read(opening.repeat(depth) + "y" + ")".repeat(depth));
        InvalidInputException thrown = assertThrows(InvalidInputException.class, () -> {
            Formula derivative = formula;
            for (int order = 0; order < 6; order++) {
                derivative = derivative.derivative(Y);
            }
        });
        assertTrue(thrown.getMessage().contains("write it simpler"), thrown::getMessage);
    }

    @Test
    void leavesWhatHasNoFiniteValueToTheEvaluation() {
        assertEquals(Double.POSITIVE_INFINITY, read("1/0").simplify().evaluate(0));
        assertEquals(Double.NEGATIVE_INFINITY, read("log(0)").simplify().evaluate(0));
        assertTrue(Double.isNaN(read("log(-1)").simplify().evaluate(0)));
        assertEquals(-1000, read("log(exp(-1000))").simplify().evaluate(0));
        assertThrows(InvalidInputException.class, () -> read("1e308*10*y").simplify());
    }
}
